// The rows of a donation in one statement: what the platform's write path and its posting leave behind, by hand.

/** Parameters: $1 tenant, $2 fund, $3 fen, $4 donor, $5 day, $6 idempotency key, $7 app, $8 subject. */
export const recordingRows = `
  WITH made AS MATERIALIZED (
    SELECT uuidv7() AS donation, uuidv7() AS transaction, uuidv7() AS request, clock_timestamp() AS at,
      sha256(convert_to(concat_ws('|', $1::int, $2::uuid, $3::int8, $4::text, $5::date), 'UTF8')) AS "inputHash"
  ), claimed AS (
    INSERT INTO "IdempotencyKey" (tenant, app, operation, key, "inputHash", "requestId", "resultIds")
    SELECT $1, $7::uuid, 'recordDonation', $6::text, "inputHash", request, ARRAY['don_' || $1 || '_' || donation]
    FROM made ON CONFLICT DO NOTHING RETURNING tenant, "resultIds"
  ), fund AS MATERIALIZED (
    SELECT f.tenant, f.id, f.name, f."divisionKey", f.synthetic, claimed."resultIds"
    FROM claimed JOIN "Fund" f ON f.tenant = claimed.tenant AND f.id = $2 WHERE f.state = 'ACTIVE' FOR SHARE OF f
  ), accounts AS MATERIALIZED (
    SELECT bank.id AS bank, bank.name AS "bankName", own.id AS own, own.name AS "ownName" FROM fund
    JOIN "LedgerAccount" bank ON bank.tenant = fund.tenant AND bank."fundId" = fund.id AND bank.kind = 'BANK'
      AND NOT bank."isRollUp" AND bank."payerId" IS NULL
    JOIN "LedgerAccount" own ON own.tenant = fund.tenant AND own."fundId" = fund.id AND own.kind = 'FUND'
      AND NOT own."isRollUp" AND own."payerId" IS NULL
  ), locked AS MATERIALIZED (
    SELECT b."accountId" FROM "LedgerBalance" b
    WHERE b.tenant = $1 AND b."accountId" IN (SELECT bank FROM accounts UNION ALL SELECT own FROM accounts)
    ORDER BY b."accountId" FOR UPDATE
  ), moved AS (
    UPDATE "LedgerBalance" b SET "balanceFen" = b."balanceFen" + $3, "entryCount" = b."entryCount" + 1
    FROM locked WHERE b.tenant = $1 AND b."accountId" = locked."accountId"
    RETURNING b."accountId", b."balanceFen", b."entryCount"
  ), head AS (
    -- Behind the balances, as everywhere; the chain's digest stands over the same values, in a simpler form.
    UPDATE "LedgerHead" h SET number = h.number + 1, hash = sha256(h.hash || convert_to(
      concat_ws('|', $1, h.number + 1, made.transaction, $5, made.at, fund.id, $8::text, accounts.bank, accounts.own, $3), 'UTF8'))
    FROM made, fund, accounts, (SELECT count(*) FROM moved) AS after WHERE h.tenant = fund.tenant
    RETURNING h.number, h.hash, old.hash AS previous
  ), transaction AS (
    INSERT INTO "LedgerTransaction" (tenant, id, number, kind, "effectiveOn", "recordedAt", summary, "summaryEn", "fundId",
      "divisionKey", attachments, disclosed, "preparedBy", "correlationId", digest, "previousHash", hash)
    SELECT $1, made.transaction, head.number, 'DONATION', $5, made.at, '收到捐赠', 'Donation received', fund.id,
      fund."divisionKey", 0, true, $8, uuidv7(), 'sha256', head.previous, head.hash FROM made, fund, head
  ), leg AS (
    INSERT INTO "LedgerLeg" (tenant, "transactionId", position, "debitAccountId", "creditAccountId", "amountFen",
      disclosed, "divisionKey")
    SELECT $1, made.transaction, 1, accounts.bank, accounts.own, $3, true, fund."divisionKey" FROM made, fund, accounts
  ), entries AS (
    INSERT INTO "LedgerEntry" (tenant, id, "accountId", number, "transactionId", position, "counterAccountId", side,
      "amountFen", "balanceFen", "effectiveOn", "recordedAt", disclosed, "divisionKey")
    SELECT $1, uuidv7(), moved."accountId", moved."entryCount", made.transaction, 1,
      CASE moved."accountId" WHEN accounts.bank THEN accounts.own ELSE accounts.bank END,
      CASE moved."accountId" WHEN accounts.bank THEN 'DEBIT'::"LedgerSide" ELSE 'CREDIT' END,
      $3, moved."balanceFen", $5, made.at, true, fund."divisionKey" FROM made, fund, accounts, moved
  ), source AS (
    INSERT INTO "LedgerSource" (tenant, "sourceType", "sourceKey", "transactionId")
    SELECT $1, 'donation', made.donation::text, made.transaction FROM made, fund
  ), audit AS (
    INSERT INTO "AuditEvent" (tenant, id, at, app, subject, operation, scope, objects, "inputHash", "idempotencyKey",
      "requestId")
    SELECT $1, uuidv7(), made.at, $7, $8, 'recordDonation', 'funds:write', fund."resultIds", made."inputHash", $6,
      made.request FROM made, fund
  ), outbox AS (
    INSERT INTO "OutboxEvent" (tenant, id, type, at, objects, "divisionKey", operation, app, subject, "idempotencyKey",
      "requestId")
    SELECT $1, uuidv7(), 'funds.donation.recorded', made.at, fund."resultIds", fund."divisionKey", 'recordDonation', $7,
      $8, $6, made.request FROM made, fund
  ), donation AS (
    INSERT INTO "Donation" (tenant, id, "fundId", "donorName", "amountFen", "receivedOn", "transactionId",
      "divisionKey", synthetic)
    SELECT $1, made.donation, fund.id, $4, $3, $5, made.transaction, fund."divisionKey", fund.synthetic FROM made, fund
    RETURNING *
  )`;

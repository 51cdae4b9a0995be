-- What is always true of the books as a whole, enforced by the database whoever writes.

-- What is held back stays in the fund; only its own account is held.
ALTER TABLE "LedgerBalance" ADD CONSTRAINT "fund-keeps-what-is-held" CHECK ("heldFen" = 0 OR ("heldFen" > 0 AND "balanceFen" >= "heldFen"));
ALTER TABLE "FundHold" ADD CONSTRAINT "FundHold_amount" CHECK ("amountFen" > 0);

-- A day's sums only grow, because entries are only added.
ALTER TABLE "LedgerDay" ADD CONSTRAINT "LedgerDay_sums" CHECK ("debitFen" >= 0 AND "creditFen" >= 0 AND "entryCount" > 0);
CREATE TRIGGER "keep_day" BEFORE DELETE ON "LedgerDay" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What adds to another transaction takes nothing back.
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_supplement" CHECK ("supplementsId" IS NULL OR "reversesId" IS NULL);

-- Two people close a month, and two open it again; what it held is known once it was closed.
ALTER TABLE "LedgerPeriod" ADD CONSTRAINT "LedgerPeriod_month" CHECK (extract(day FROM "month") = 1 AND "revision" > 0);
ALTER TABLE "LedgerPeriod" ADD CONSTRAINT "LedgerPeriod_two_people" CHECK ("closedBy" <> "proposedBy" AND "reopenedBy" <> "reopeningBy");
ALTER TABLE "LedgerPeriod" ADD CONSTRAINT "LedgerPeriod_closed" CHECK (num_nonnulls("closedAt", "closedBy", "openingFen", "increaseFen", "decreaseFen", "closingFen", "bankFen", "receivableFen", "clearingFen", "entryCount") IN (0, 10)
  AND "closingFen" = "openingFen" + "increaseFen" - "decreaseFen");
ALTER TABLE "LedgerPeriod" ADD CONSTRAINT "LedgerPeriod_reopened" CHECK (num_nonnulls("reopenedAt", "reopenedBy") IN (0, 2) AND ("reopenedBy" IS NULL OR "reopeningBy" IS NOT NULL));

-- What was sent at once is counted.
ALTER TABLE "LedgerBatch" ADD CONSTRAINT "LedgerBatch_counts" CHECK ("itemCount" > 0 AND "postedCount" BETWEEN 0 AND "itemCount"
  AND num_nonnulls("firstNumber", "lastNumber") IN (0, 2) AND ("firstNumber" IS NULL OR "lastNumber" = "firstNumber" + "postedCount" - 1));
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerBatch" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Between offices money has an amount and goes to another one; what is refused is not posted.
ALTER TABLE "ClearingTransfer" ADD CONSTRAINT "ClearingTransfer_amount" CHECK ("amountFen" > 0 AND "toTenant" <> "tenant");
ALTER TABLE "ClearingTransfer" ADD CONSTRAINT "ClearingTransfer_paid" CHECK ("paidTransactionId" IS NULL OR "paidOn" >= "sentOn");
ALTER TABLE "ClearingReceipt" ADD CONSTRAINT "ClearingReceipt_amount" CHECK ("amountFen" > 0 AND "fromTenant" <> "tenant");
ALTER TABLE "ClearingReceipt" ADD CONSTRAINT "ClearingReceipt_posted" CHECK ("refusedBecause" IS NULL OR "transactionId" IS NULL);
ALTER TABLE "ClearingReceipt" ADD CONSTRAINT "ClearingReceipt_received" CHECK ("receivedTransactionId" IS NULL OR "receivedOn" >= "answeredOn");

-- What accounts got before days were summed.
INSERT INTO "LedgerDay" ("tenant", "id", "accountId", "effectiveOn", "recordedOn", "debitFen", "creditFen", "entryCount", "divisionKey")
SELECT e."tenant", gen_random_uuid(), e."accountId", e."effectiveOn", (e."recordedAt" AT TIME ZONE 'Asia/Shanghai')::date,
  coalesce(sum(abs(e."amountFen")) FILTER (WHERE e."side" = 'DEBIT'), 0), coalesce(sum(abs(e."amountFen")) FILTER (WHERE e."side" = 'CREDIT'), 0),
  count(*), e."divisionKey"
FROM "LedgerEntry" e GROUP BY e."tenant", e."accountId", e."effectiveOn", (e."recordedAt" AT TIME ZONE 'Asia/Shanghai')::date, e."divisionKey";

// Statements about the years of a fund: what was published, and what entered its account by payer.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { Contribution, Published } from '../rules/years.js';

type Tx = Transaction<Database>;

/** What was published of the year; the caller holds the fund's row, so that nobody else publishes meanwhile. */
export async function publishedOf(tx: Tx, tenant: number, fundId: string, year: number): Promise<Published> {
  const { rows } = await sql<Published>`
    SELECT coalesce(max(revision), 0) AS revision, coalesce(max("lastEntryNumber"), 0) AS through,
      coalesce(max("lastEntryNumber") FILTER (WHERE "incomeFen" IS NOT NULL), 0) AS "toldThrough"
    FROM "FundYear" WHERE tenant = ${tenant} AND "fundId" = ${fundId} AND year = ${year}`.execute(tx);
  return rows[0]!;
}

/**
 * Income of the year by payer: all entries of the fund's own account but expenses, fees, what went to other funds, and
 * what takes or gives them back.
 *
 * Entries are told from those counted before by their number and not by their instant: an account is numbered without
 * gaps in the order in which postings are committed, and clocks of several servers differ.
 */
export async function contributionsOf(
  tx: Tx,
  tenant: number,
  fundId: string,
  year: number,
  toldThrough: bigint,
): Promise<readonly Contribution[]> {
  const { rows } = await sql<Contribution>`
    SELECT e."payerId", e.disclosed, sum(e."amountFen")::int8 AS "amountFen",
      coalesce(sum(e."amountFen") FILTER (WHERE e.number > ${toldThrough}), 0)::int8 AS "untoldFen",
      max(e.number) AS "lastNumber"
    FROM "LedgerAccount" a
    JOIN "LedgerEntry" e ON e.tenant = a.tenant AND e."accountId" = a.id
      AND e."effectiveOn" >= make_date(${year}, 1, 1) AND e."effectiveOn" < make_date(${year} + 1, 1, 1)
    JOIN "LedgerTransaction" t ON t.tenant = e.tenant AND t.id = e."transactionId"
    LEFT JOIN "LedgerTransaction" r ON r.tenant = t.tenant AND r.id = t."reversesId"
    WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId} AND a.kind = 'FUND' AND NOT a."isRollUp"
      AND coalesce(r.kind, t.kind) NOT IN ('EXPENSE', 'GRANT_RETURN', 'MANAGEMENT_FEE')
      -- Of what moves between funds only the side that receives it.
      AND (coalesce(r.kind, t.kind) NOT IN ('MATCHING', 'TRANSFER') OR (e."amountFen" > 0) = (r.id IS NULL))
    GROUP BY e."payerId", e.disclosed`.execute(tx);
  return rows;
}

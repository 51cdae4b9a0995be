// Statements about the months of a fund's books: how far they are closed, what a month held, which was closed before.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { lockFund } from '../../funds/queries/funds.js';
import type { Books, Month } from '../rules/periods.js';

type Tx = Transaction<Database>;

/** Takes the fund's row alone, which every posting shares, and reads how far its books are closed. */
export async function takeBooks(tx: Tx, tenant: number, fundId: string): Promise<Books> {
  await lockFund(tx, tenant, fundId);
  // A statement of its own, after the lock: what was posted meanwhile is seen.
  const { rows } = await sql<Books>`
    SELECT f."closedThrough"::text AS "closedThrough",
      (SELECT min(d."effectiveOn")::text FROM "LedgerAccount" a
       JOIN "LedgerDay" d ON d.tenant = a.tenant AND d."accountId" = a.id
       WHERE a.tenant = ${tenant} AND a."fundId" = f.id
         AND d."effectiveOn" > coalesce(f."closedThrough", '-infinity'::date)) AS "firstOpenEntryOn",
      (SELECT p.month::text FROM "LedgerPeriod" p
       WHERE p.tenant = ${tenant} AND p."fundId" = f.id AND p.state IN ('CLOSING', 'REOPENING') LIMIT 1) AS "proposedMonth"
    FROM "Fund" f WHERE f.tenant = ${tenant} AND f.id = ${fundId}`.execute(tx);
  return rows[0]!;
}

/** How often somebody wanted the month closed. */
export async function closingsOf(tx: Tx, tenant: number, fundId: string, month: string): Promise<number> {
  const { rows } = await sql<{ closings: number }>`
    SELECT coalesce(max(revision), 0)::int4 AS closings FROM "LedgerPeriod"
    WHERE tenant = ${tenant} AND "fundId" = ${fundId} AND month = ${month}::date`.execute(tx);
  return rows[0]!.closings;
}

/** What the fund held at the beginning and the end of a month, and what moved in it. */
export interface MonthTotals {
  readonly openingFen: bigint;
  readonly increaseFen: bigint;
  readonly decreaseFen: bigint;
  readonly closingFen: bigint;
  readonly bankFen: bigint;
  readonly receivableFen: bigint;
  readonly clearingFen: bigint;
  readonly entryCount: bigint;
}

/** Sums the days up to the end of the month; the caller holds the fund's row, so that nothing is posted meanwhile. */
export async function monthTotals(
  tx: Tx,
  tenant: number,
  fundId: string,
  { firstDay, lastDay }: Month,
): Promise<MonthTotals> {
  const grown = (kind: string) =>
    sql`coalesce(sum(d."debitFen" - d."creditFen") FILTER (WHERE a.kind = ${kind}), 0)::int8`;
  const { rows } = await sql<MonthTotals>`
    SELECT
      coalesce(sum(d."creditFen" - d."debitFen") FILTER (WHERE a.kind = 'FUND' AND d."effectiveOn" < ${firstDay}::date), 0)::int8 AS "openingFen",
      coalesce(sum(d."creditFen") FILTER (WHERE a.kind = 'FUND' AND d."effectiveOn" >= ${firstDay}::date), 0)::int8 AS "increaseFen",
      coalesce(sum(d."debitFen") FILTER (WHERE a.kind = 'FUND' AND d."effectiveOn" >= ${firstDay}::date), 0)::int8 AS "decreaseFen",
      coalesce(sum(d."creditFen" - d."debitFen") FILTER (WHERE a.kind = 'FUND'), 0)::int8 AS "closingFen",
      ${grown('BANK')} AS "bankFen", ${grown('RECEIVABLE')} AS "receivableFen", ${grown('CLEARING')} AS "clearingFen",
      coalesce(sum(d."entryCount") FILTER (WHERE d."effectiveOn" >= ${firstDay}::date), 0)::int8 AS "entryCount"
    FROM "LedgerAccount" a JOIN "LedgerDay" d ON d.tenant = a.tenant AND d."accountId" = a.id
    WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId} AND d."effectiveOn" <= ${lastDay}::date`.execute(
    tx,
  );
  return rows[0]!;
}

/** First day of the month that was closed before this one; null where none was. */
export async function closedBefore(
  tx: Tx,
  tenant: number,
  fundId: string,
  month: string,
): Promise<string | null> {
  const { rows } = await sql<{ month: string | null }>`
    SELECT max(month)::text AS month FROM "LedgerPeriod"
    WHERE tenant = ${tenant} AND "fundId" = ${fundId} AND month < ${month}::date AND state = 'CLOSED'`.execute(
    tx,
  );
  return rows[0]!.month;
}

// Both balances of a fund's bank account on a day, and what only the bank or only the books know of it.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { bank } from '../../../kernel/config.js';
import { refusal } from '../../../kernel/errors.js';
import { figuresOf, type OpenItem, type ReconciliationFigures } from '../rules/bank-reconciliation.js';

type Tx = Transaction<Database>;

/** A reconciliation as it follows from statements and books. */
export interface Reconciliation {
  readonly figures: ReconciliationFigures;
  readonly items: readonly OpenItem[];
}

interface Balances {
  readonly bankBalanceFen: bigint | null;
  readonly bookBalanceFen: bigint;
}

/**
 * Reconciles the fund's bank account at the end of a day.
 *
 * Takes the day; returns the figures, and what only one side knows, the oldest first. What is matched to something after
 * the day is not yet known to the other side. Entries before the first statement are in its opening balance; an entry and
 * its reversal cancel each other out. @throws Refusal where no statement covers the day
 */
export async function reconcile(
  tx: Tx,
  tenant: number,
  fundId: string,
  accountId: string,
  on: string,
): Promise<Reconciliation> {
  const found = await sql<Balances>`
    SELECT (SELECT s."openingFen" + (
        SELECT coalesce(sum(l."amountFen"), 0) FROM "BankStatementLine" l
        WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l.state <> 'WITHDRAWN'
          AND l."bookedOn" BETWEEN s."firstOn" AND ${on}::date)::int8
      FROM "BankStatement" s
      WHERE s.tenant = ${tenant} AND s."fundId" = ${fundId}::uuid AND s.state = 'IMPORTED'
        AND ${on}::date BETWEEN s."firstOn" AND s."lastOn"
      ORDER BY s."firstOn" DESC, s.id DESC LIMIT 1) AS "bankBalanceFen",
      (SELECT coalesce(sum(d."debitFen" - d."creditFen"), 0)::int8 FROM "LedgerDay" d
      WHERE d.tenant = ${tenant} AND d."accountId" = ${accountId}::uuid AND d."effectiveOn" <= ${on}::date) AS "bookBalanceFen"`.execute(
    tx,
  );
  const { bankBalanceFen, bookBalanceFen } = found.rows[0]!;
  if (bankBalanceFen === null) throw refusal('bank-reconciliation-day-is-covered', ['on'], { on });
  const { rows: items } = await sql<OpenItem>`
    WITH late AS (
      SELECT l."matchId" FROM "BankStatementLine" l
      WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l."bookedOn" > ${on}::date AND l."matchId" IS NOT NULL
      UNION
      SELECT m."matchId" FROM "LedgerEntry" e JOIN "BankMatchEntry" m ON m.tenant = ${tenant} AND m."heldId" = e.id
      WHERE e.tenant = ${tenant} AND e."accountId" = ${accountId}::uuid AND e."effectiveOn" > ${on}::date
    ), entry AS MATERIALIZED (
      SELECT e.id, e."effectiveOn", e."amountFen", e."transactionId", t."reversesId", m."matchId" FROM "LedgerEntry" e
      JOIN "LedgerTransaction" t ON t.tenant = ${tenant} AND t.id = e."transactionId"
      LEFT JOIN "BankMatchEntry" m ON m.tenant = ${tenant} AND m."heldId" = e.id
      WHERE e.tenant = ${tenant} AND e."accountId" = ${accountId}::uuid AND e."effectiveOn" <= ${on}::date
        AND (m."matchId" IS NULL OR m."matchId" IN (SELECT "matchId" FROM late))
    ), items AS (
      SELECT l.id AS "lineId", NULL::uuid AS "entryId", l."bookedOn" AS "happenedOn", l."amountFen", l.state::text
      FROM "BankStatementLine" l
      WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l."bookedOn" <= ${on}::date AND l.state <> 'WITHDRAWN'
        AND (l."matchId" IS NULL OR l."matchId" IN (SELECT "matchId" FROM late))
      UNION ALL
      SELECT NULL, e.id, e."effectiveOn", e."amountFen", NULL FROM entry e
      WHERE (e."matchId" IS NOT NULL OR e."effectiveOn" >= (
          SELECT min(s."firstOn") FROM "BankStatement" s
          WHERE s.tenant = ${tenant} AND s."fundId" = ${fundId}::uuid AND s.state = 'IMPORTED'))
        AND NOT (e."matchId" IS NULL AND EXISTS (
          SELECT FROM entry other WHERE other."matchId" IS NULL
            AND (other."reversesId" = e."transactionId" OR other."transactionId" = e."reversesId")))
    )
    SELECT * FROM items ORDER BY "happenedOn", "lineId" NULLS LAST, "entryId" LIMIT ${bank.reconciliationItems + 1}`.execute(
    tx,
  );
  return { figures: figuresOf({ bankBalanceFen, bookBalanceFen }, items), items };
}

/** What stands on a prepared reconciliation, by what it is about. */
export async function preparedItems(
  tx: Tx,
  tenant: number,
  reconciliationId: string,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('BankReconciliationItem')
    .select(['lineId', 'entryId'])
    .where('tenant', '=', tenant)
    .where('reconciliationId', '=', reconciliationId)
    .execute();
  return rows.map((row) => itemKey(row));
}

/** By what an item is told from others. */
export function itemKey({ lineId, entryId }: Pick<OpenItem, 'lineId' | 'entryId'>): string {
  return lineId ?? entryId!;
}

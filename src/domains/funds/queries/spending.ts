// Statements about what a fund spends: what came of an appropriation, what a project got, what a budget has left.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database, ExpenseCategory, GrantCondition, GrantState } from '../../../generated/database.js';
import { refuse } from '../../../kernel/errors.js';
import type { BudgetLine } from '../rules/budgets.js';

type Tx = Transaction<Database>;

/** Whether a posted row still counts: nothing took its voucher back. */
function stands(alias: string): RawBuilder<boolean> {
  return sql`NOT EXISTS (SELECT FROM "LedgerTransaction" r
    WHERE r.tenant = ${sql.ref(`${alias}.tenant`)} AND r."reversesId" = ${sql.ref(`${alias}.transactionId`)})`;
}

/** What was received of an appropriation; the caller holds its row. */
export async function receivedOf(tx: Tx, tenant: number, appropriationId: string): Promise<bigint> {
  const { rows } = await sql<{ fen: bigint }>`
    SELECT coalesce(sum(x."amountFen"), 0)::int8 AS fen FROM "AppropriationReceipt" x
    WHERE x.tenant = ${tenant} AND x."appropriationId" = ${appropriationId} AND ${stands('x')}`.execute(tx);
  return rows[0]!.fen;
}

/** An instalment with its project, which is locked: whoever pays for it or changes its state takes turns. */
export interface HeldInstalment {
  readonly id: string;
  readonly position: number;
  readonly amountFen: bigint;
  readonly condition: GrantCondition;
  readonly grantId: string;
  readonly title: string;
  readonly category: ExpenseCategory;
  readonly agreementNo: string | null;
  readonly grantee: string;
  readonly state: GrantState;
  readonly fund: {
    readonly id: string;
    readonly divisionKey: string;
    readonly synthetic: boolean;
    readonly secondApprovalFromFen: bigint | null;
  };
}

/** Locks the project of an instalment. @throws Refusal where it is not there */
export async function holdInstalment(tx: Tx, tenant: number, id: string): Promise<HeldInstalment> {
  const { rows } = await sql<Omit<HeldInstalment, 'fund'> & HeldInstalment['fund'] & { fundId: string }>`
    SELECT i.id, i.position, i."amountFen", i.condition, g.id AS "grantId", g.title, g.category, g."agreementNo", g.state,
      o.name AS grantee, f.id AS "fundId", f."divisionKey", f.synthetic, f."secondApprovalFromFen"
    FROM "GrantInstalment" i JOIN "GrantProject" g ON g.tenant = i.tenant AND g.id = i."projectId"
    JOIN "Organization" o ON o.tenant = g.tenant AND o.id = g."granteeId"
    JOIN "Fund" f ON f.tenant = g.tenant AND f.id = g."fundId"
    WHERE i.tenant = ${tenant} AND i.id = ${id} FOR NO KEY UPDATE OF g`.execute(tx);
  const [row] = rows;
  if (!row) throw refuse('NOT_FOUND', ['instalment']);
  const { fundId, divisionKey, synthetic, secondApprovalFromFen, ...instalment } = row;
  return { ...instalment, fund: { id: fundId, divisionKey, synthetic, secondApprovalFromFen } };
}

/** Whether a request pays the instalment, or has paid it for good; the caller holds the project. */
export async function isInstalmentTaken(tx: Tx, tenant: number, instalmentId: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT EXISTS (
      SELECT FROM "ExpenseRequest" q LEFT JOIN "FundExpense" x ON x.tenant = q.tenant AND x."requestId" = q.id
      WHERE q.tenant = ${tenant} AND q."instalmentId" = ${instalmentId} AND q.state NOT IN ('REFUSED', 'CANCELLED')
        AND (x.id IS NULL OR ${stands('x')})) AS taken`.execute(tx);
  return rows[0]!.taken;
}

/** What a project got, and how many requests to pay for it are under way; the caller holds it and its fund. */
export async function grantStanding(
  tx: Tx,
  tenant: number,
  grantId: string,
): Promise<{ readonly paidFen: bigint; readonly open: number; readonly lines: number }> {
  const { rows } = await sql<{ paidFen: bigint; open: number; lines: number }>`
    SELECT (SELECT coalesce(sum(x."amountFen"), 0)::int8 FROM "FundExpense" x
        WHERE x.tenant = ${tenant} AND x."grantId" = ${grantId} AND ${stands('x')}) AS "paidFen",
      (SELECT count(*)::int4 FROM "ExpenseRequest" q JOIN "GrantInstalment" i ON i.tenant = q.tenant AND i.id = q."instalmentId"
        WHERE q.tenant = ${tenant} AND i."projectId" = ${grantId} AND q.state IN ('REQUESTED', 'REVIEWED', 'APPROVED')) AS open,
      (SELECT count(*)::int4 FROM "GrantLine" l WHERE l.tenant = ${tenant} AND l."projectId" = ${grantId}) AS lines`.execute(
    tx,
  );
  return rows[0]!;
}

/** Writes what was spent by line. */
export async function writeFinalAccount(
  tx: Tx,
  tenant: number,
  grantId: string,
  lines: readonly { readonly position: number; readonly spent: bigint }[],
): Promise<void> {
  await sql`
    UPDATE "GrantLine" l SET "spentFen" = n.spent
    FROM unnest(${lines.map(({ position }) => position)}::int4[], ${lines.map(({ spent }) => spent)}::int8[]) AS n(position, spent)
    WHERE l.tenant = ${tenant} AND l."projectId" = ${grantId} AND l.position = n.position`.execute(tx);
}

/** Whether the transaction paid an instalment of a project that is closed. */
export async function paidClosedGrant(tx: Tx, tenant: number, transactionId: string): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    SELECT EXISTS (
      SELECT FROM "FundExpense" x JOIN "GrantProject" g ON g.tenant = x.tenant AND g.id = x."grantId"
      WHERE x.tenant = ${tenant} AND x."transactionId" = ${transactionId} AND g.state = 'CLOSED') AS closed`.execute(
    tx,
  );
  return rows[0]!.closed;
}

/** SQL of what was spent in the category of a budget's line: expenses that stand, less what projects gave back. */
function spentOn(line: string): RawBuilder<bigint> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${line}.${name}`);
  const inYear = (day: RawBuilder<unknown>): RawBuilder<boolean> =>
    sql`${day} >= make_date(${column('year')}, 1, 1) AND ${day} < make_date(${column('year')} + 1, 1, 1)`;
  return sql`(
    (SELECT coalesce(sum(x."amountFen"), 0) FROM "FundExpense" x
      WHERE x.tenant = ${column('tenant')} AND x."fundId" = ${column('fundId')} AND x.category = ${column('category')}
        AND ${inYear(sql.ref('x.paidOn'))} AND ${stands('x')})
    - (SELECT coalesce(sum(g."returnedFen"), 0) FROM "GrantProject" g
      WHERE g.tenant = ${column('tenant')} AND g."fundId" = ${column('fundId')} AND g.category = ${column('category')}
        AND ${inYear(sql.ref('g.returnedOn'))}))::int8`;
}

/** Lines of a version of a budget with what was spent in each; the caller holds the fund. */
export async function linesOf(tx: Tx, tenant: number, budgetId: string): Promise<readonly BudgetLine[]> {
  const { rows } = await sql<BudgetLine>`
    SELECT l.category, l."amountFen" AS "budgetFen", ${spentOn('l')} AS "spentFen"
    FROM "FundBudgetLine" l WHERE l.tenant = ${tenant} AND l."budgetId" = ${budgetId}`.execute(tx);
  return rows;
}

/** Versions of a year's budget that still matter: the one in force, and the one that is being drawn up. */
export async function budgetsOf(
  tx: Tx,
  tenant: number,
  fundId: string,
  year: number,
): Promise<{
  readonly last: number;
  readonly inForce: string | null;
  readonly drawnUp: number | null;
}> {
  const { rows } = await sql<{ last: number; inForce: string | null; drawnUp: number | null }>`
    SELECT coalesce(max(b.revision), 0) AS last,
      (array_agg(b.id) FILTER (WHERE b.state = 'APPROVED'))[1]::text AS "inForce",
      max(b.revision) FILTER (WHERE b.state IN ('DRAFT', 'REVIEWED')) AS "drawnUp"
    FROM "FundBudget" b WHERE b.tenant = ${tenant} AND b."fundId" = ${fundId} AND b.year = ${year}`.execute(
    tx,
  );
  return rows[0]!;
}

/** What the budget in force has for a year; null where there is none. The caller holds the fund. */
export async function budgetInForce(
  tx: Tx,
  tenant: number,
  fundId: string,
  year: number,
): Promise<readonly BudgetLine[] | null> {
  const { inForce } = await budgetsOf(tx, tenant, fundId, year);
  return inForce === null ? null : linesOf(tx, tenant, inForce);
}

// Statements about projects for guaranteed public money: the list that binds them, and what is spent on them.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { refuse } from '../../../kernel/errors.js';
import type { Standing } from '../rules/guarantee.js';
import { reaches, type Entry } from '../rules/negative-list.js';

type Tx = Transaction<Database>;

/** Entries of the negative list that bind a community on a day. */
export async function entriesInForce(
  tx: Tx,
  tenant: number,
  divisionKey: string,
  on: string,
): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    SELECT e.id, e."group", e.title, e.terms, e."documentNo", e."divisionKey" FROM "NegativeListEntry" e
    WHERE e.tenant = ${tenant} AND e."validFrom" <= ${on}::date AND (e."validTo" IS NULL OR e."validTo" > ${on}::date)
    ORDER BY e.title COLLATE "C", e.id`.execute(tx);
  return rows.filter((entry) => reaches(entry.divisionKey, divisionKey));
}

/** Locks a project, so that whoever asks for its money takes turns. @throws Refusal where it is not there */
export async function holdProposal(tx: Tx, tenant: number, id: string): Promise<Standing> {
  const { rowCount } = await lockRow(tx, tenant, id);
  if (rowCount === 0) throw refuse('NOT_FOUND', ['proposal']);
  return proposalStanding(tx, tenant, id);
}

async function lockRow(tx: Tx, tenant: number, id: string): Promise<{ readonly rowCount: number }> {
  const { rows } = await sql`
    SELECT FROM "GuaranteeProposal" p WHERE p.tenant = ${tenant} AND p.id = ${id} FOR NO KEY UPDATE`.execute(
    tx,
  );
  return { rowCount: rows.length };
}

/** How a project stands; the caller holds it. Read after the lock, by a statement of its own. */
export async function proposalStanding(tx: Tx, tenant: number, id: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    SELECT p.state, p."fundId", p."resolvedFen",
      coalesce(sum(q."amountFen") FILTER (WHERE r.id IS NULL), 0)::int8 AS "spentFen",
      count(q.id) FILTER (WHERE q.state <> 'PAID')::int4 AS open
    FROM "GuaranteeProposal" p
    LEFT JOIN "ExpenseRequest" q ON q.tenant = p.tenant AND q."proposalId" = p.id AND q.state NOT IN ('REFUSED', 'CANCELLED')
    LEFT JOIN "FundExpense" x ON x.tenant = q.tenant AND x."requestId" = q.id
    LEFT JOIN "LedgerTransaction" r ON r.tenant = x.tenant AND r."reversesId" = x."transactionId"
    WHERE p.tenant = ${tenant} AND p.id = ${id} GROUP BY p.tenant, p.id`.execute(tx);
  return rows[0]!;
}

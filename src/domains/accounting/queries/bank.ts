// Statements about the bank's movements: whose turn it is, which are unexplained, and steps that many take at once.
import { sql, type Transaction } from 'kysely';
import type { BankLineState, Database } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import type { Scene } from '../../../kernel/operation.js';

type Tx = Transaction<Database>;

/**
 * Whoever imports, matches or reconciles for a fund takes turns by the row of its bank account; postings do not wait for
 * it. An object, so that a test can show what happens without it.
 */
export const bankDesk = {
  /** Waits for its turn. @returns the id of the fund's bank account */
  async hold(tx: Tx, tenant: number, fundId: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      SELECT a.id FROM "LedgerAccount" a
      WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId}::uuid AND a.kind = 'BANK' AND NOT a."isRollUp"
      FOR NO KEY UPDATE`.execute(tx);
    return rows[0]!.id;
  },
};

/**
 * Movements of the fund through the day that are neither in the books nor explained: with such ones no period closes.
 * Takes its turn first, so that the number holds until the transaction ends.
 */
export async function unexplainedLines(
  tx: Tx,
  tenant: number,
  fundId: string,
  through: string,
): Promise<number> {
  await bankDesk.hold(tx, tenant, fundId);
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int4 AS count FROM "BankStatementLine" l
    WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l.state = 'OPEN' AND l."bookedOn" <= ${through}::date`.execute(
    tx,
  );
  return rows[0]!.count;
}

/** Day through which the fund's books are closed; null where no month is. Whoever has its turn may rely on it. */
export async function closedThrough(tx: Tx, tenant: number, fundId: string): Promise<string | null> {
  const fund = await tx
    .selectFrom('Fund')
    .select('closedThrough')
    .where('tenant', '=', tenant)
    .where('id', '=', fundId)
    .executeTakeFirstOrThrow();
  return fund.closedThrough;
}

/** A movement with the match that it gets; null where it gets none. */
export interface Tied {
  readonly lineId: string;
  readonly matchId: string | null;
}

/** A step that movements take together. */
export interface LineStep {
  readonly to: BankLineState;
  readonly operation: string;
  readonly reason?: string;
  /** The operation's own target, whose step is recorded with the operation. */
  readonly target?: string;
}

/** Lets movements take a step together and records it; what they were explained by, they are no more. */
export async function stepLines(
  { tenant, caller, today }: Pick<Scene<unknown>, 'tenant' | 'caller' | 'today'>,
  tx: Tx,
  ties: readonly Tied[],
  { to, operation, reason, target }: LineStep,
): Promise<void> {
  if (ties.length === 0) return;
  await sql`
    WITH tie AS (
      SELECT * FROM unnest(${ties.map(({ lineId }) => lineId)}::uuid[], ${ties.map(({ matchId }) => matchId)}::uuid[])
        AS t(id, "matchId")
    ), earlier AS (
      SELECT l.id, l.state, l.version FROM "BankStatementLine" l JOIN tie ON tie.id = l.id WHERE l.tenant = ${tenant}
    ), changed AS (
      UPDATE "BankStatementLine" l SET state = ${to}::"BankLineState", "matchId" = tie."matchId",
        "explanationKind" = NULL, explanation = NULL, "explainedBy" = NULL,
        identity = CASE WHEN ${to} = 'WITHDRAWN' THEN NULL ELSE l.identity END,
        version = l.version + 1, "updatedAt" = ${nowIso()}::timestamptz
      FROM tie WHERE l.tenant = ${tenant} AND l.id = tie.id
      RETURNING l.id
    )
    INSERT INTO "StateChange" (tenant, "objectId", version, type, "fromState", "toState", operation, "effectiveOn", reason,
      "recordedAt", subject)
    SELECT ${tenant}, b.id, b.version + 1, 'BankStatementLine', b.state::text, ${to}, ${operation}, ${today}::date,
      ${reason ?? null}, ${nowIso()}::timestamptz, ${caller.subject}
    FROM earlier b JOIN changed ON changed.id = b.id WHERE b.id IS DISTINCT FROM ${target ?? null}::uuid`.execute(
    tx,
  );
}

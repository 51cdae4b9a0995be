// How far the end of a month is: which agreements still wait to be closed, and what they were refused for.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../../../generated/database.js';
import { encodeId } from '../../../kernel/ids.js';
import { platformApp, type Due } from '../../../kernel/job.js';
import { closingStates } from '../rules/agreements.js';
import { lastMonth } from '../rules/months.js';

/** How many agreements of the office have a period that is over by the day. */
export async function countWaiting(
  tx: Transaction<Database>,
  tenant: number,
  through: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int4 AS count FROM "Agreement"
    WHERE "tenant" = ${tenant} AND "closesOn" <= ${through} AND "state"::text = ANY(${[...closingStates]})`.execute(
    tx,
  );
  return rows[0]!.count;
}

/** Whether the division is what the office stands for on the day. */
export async function isOffice(
  tx: Transaction<Database>,
  tenant: number,
  divisionKey: string,
  today: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('TenantDivision')
    .select('divisionKey')
    .where('tenant', '=', tenant)
    .where('divisionKey', '=', divisionKey)
    .where('validFrom', '<=', today)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', today)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the office has the run of that month. */
export async function hasRun(tx: Transaction<Database>, tenant: number, month: string): Promise<boolean> {
  const row = await tx
    .selectFrom('ClosingRun')
    .select('id')
    .where('tenant', '=', tenant)
    .where('month', '=', month)
    .executeTakeFirst();
  return row !== undefined;
}

/** Locks a run: one review at a time. @returns the day through which it closes */
export async function lockRun(
  tx: Transaction<Database>,
  tenant: number,
  id: string,
): Promise<{ readonly through: string; readonly finished: boolean }> {
  const { rows } = await sql<{ through: string; finished: boolean }>`
    SELECT "through", "finishedAt" IS NOT NULL AS "finished" FROM "ClosingRun"
    WHERE "tenant" = ${tenant} AND "id" = ${id}::uuid FOR NO KEY UPDATE`.execute(tx);
  return rows[0]!;
}

/** Agreements of a run that wait still. */
export interface Waiting {
  readonly count: number;
  /** Those that were tried, each with the rule that refused it; null where a fund holds up what it would get. */
  readonly stuck: readonly { readonly agreementId: string; readonly rule: string | null }[];
}

/** The platform's last try of the day that an agreement waits for; it is remembered with its key, of which both are a part. */
const lastTry = `
  SELECT k."refusal"->0->>'rule' AS "rule", true AS "tried" FROM "IdempotencyKey" k
  WHERE k."tenant" = a."tenant" AND k."app" = '${platformApp}' AND k."operation" = 'closeAgreementPeriods'
    AND k."key" >= 'close-' || a."id" || '-' || a."closesOn" || '-' AND k."key" < 'close-' || a."id" || '-' || a."closesOn" || '.'
  ORDER BY k."key" DESC LIMIT 1`;

/** What of a run waits still. */
export async function waitingOf(
  tx: Transaction<Database>,
  tenant: number,
  through: string,
): Promise<Waiting> {
  const { rows } = await sql<{ agreementId: string; rule: string | null; tried: boolean }>`
    SELECT a."id" AS "agreementId", k."rule", k."tried" IS NOT NULL AS "tried"
    FROM "Agreement" a LEFT JOIN LATERAL (${sql.raw(lastTry)}) k ON true
    WHERE a."tenant" = ${tenant} AND a."closesOn" <= ${through} AND a."state"::text = ANY(${[...closingStates]})
    ORDER BY a."id"`.execute(tx);
  return { count: rows.length, stuck: rows.filter(({ tried }) => tried) };
}

/** Offices with agreements that the end of the last month left open, and that have no run of it yet. */
export async function runsToOpen(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const month = lastMonth(today);
  const { rows } = await pool.query<{ tenant: number; divisionKey: string }>(
    `SELECT o."tenant", o."divisionKey" FROM "TenantDivision" o
     WHERE o."validFrom" <= $1::date AND (o."validTo" IS NULL OR o."validTo" > $1::date)
       AND EXISTS (SELECT 1 FROM "Agreement" a
         WHERE a."tenant" = o."tenant" AND a."closesOn" <= $2 AND a."state"::text = ANY($3))
       AND NOT EXISTS (SELECT 1 FROM "ClosingRun" r WHERE r."tenant" = o."tenant" AND r."month" = $4)
     ORDER BY o."tenant" LIMIT $5 OFFSET $6`,
    [today, month.to, closingStates, month.code, limit, skip],
  );
  return rows.map(({ tenant, divisionKey }) => ({
    key: `closing-run-${tenant}-${month.code}-${today}`,
    input: {
      division: { id: encodeId({ prefix: 'div', tenant: 0, key: divisionKey }) },
      month: month.code,
    },
  }));
}

/** Runs of which something is to be told: all is closed, or what was tried and waits still has changed. */
export async function runsToReview(
  pool: Pool,
  _today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; id: string; version: number }>(
    `SELECT r."tenant", r."id", r."version" FROM "ClosingRun" r
     CROSS JOIN LATERAL (
       SELECT count(*) AS "waiting", count(k."tried") AS "stuck"
       FROM "Agreement" a LEFT JOIN LATERAL (${lastTry}) k ON true
       WHERE a."tenant" = r."tenant" AND a."closesOn" <= r."through" AND a."state"::text = ANY($1)) w
     WHERE r."finishedAt" IS NULL AND (w."waiting" = 0 OR w."stuck" <> r."refused")
     ORDER BY r."tenant", r."id" LIMIT $2 OFFSET $3`,
    [closingStates, limit, skip],
  );
  return rows.map(({ tenant, id, version }) => ({
    key: `closing-review-${id}-${version}`,
    input: { closingRun: { id: encodeId({ prefix: 'clr', tenant, key: id }) } },
  }));
}

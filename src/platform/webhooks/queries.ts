// Webhooks as their operations need them: what there is already, and what becomes of deliveries.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';
import { nowIso } from '../../kernel/clock.js';
import { refusal, refuse } from '../../kernel/errors.js';
import { webhookRules } from './rules.js';

/** Number of the office's last event; 0 where there is none. */
export async function headOf(tx: Transaction<Database>, tenant: number): Promise<bigint> {
  const { rows } = await sql<{ sequence: bigint }>`
    SELECT "sequence" FROM "EventHead" WHERE "tenant" = ${tenant}`.execute(tx);
  return rows[0]?.sequence ?? 0n;
}

/**
 * How many endpoints an app has in the office; another one waits until the transaction ends. Throws the refusal FORBIDDEN
 * for a caller behind whom no app of the office stands.
 */
export async function endpointsOf(tx: Transaction<Database>, tenant: number, app: string): Promise<number> {
  const known = await sql`
    SELECT 1 FROM "App" WHERE "tenant" = ${tenant} AND "id" = ${app}::uuid FOR NO KEY UPDATE`.execute(tx);
  if (known.rows.length === 0) throw refuse('FORBIDDEN');
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int4 AS count FROM "WebhookEndpoint"
    WHERE "tenant" = ${tenant} AND "appId" = ${app}::uuid AND "state" <> 'RETIRED'`.execute(tx);
  return rows[0]!.count;
}

/** Passes over what is open for an endpoint: it is not sent any more. */
export async function passOver(tx: Transaction<Database>, tenant: number, endpoint: string): Promise<void> {
  await sql`
    UPDATE "WebhookDelivery" SET "outcome" = 'SKIPPED', "nextAttemptAt" = NULL, "settledAt" = ${nowIso()}::timestamptz,
      "lease" = NULL, "leasedUntil" = NULL
    WHERE "tenant" = ${tenant} AND "endpointId" = ${endpoint}::uuid AND "nextAttemptAt" IS NOT NULL`.execute(
    tx,
  );
}

/** Has a settled delivery tried again, as often as a new one. @throws Refusal where it has become open meanwhile */
export async function sendAgain(tx: Transaction<Database>, tenant: number, delivery: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    UPDATE "WebhookDelivery" SET "outcome" = 'WAITING', "nextAttemptAt" = ${nowIso()}::timestamptz, "settledAt" = NULL,
      "triedBefore" = "attemptCount"
    WHERE "tenant" = ${tenant} AND "id" = ${delivery}::uuid AND "settledAt" IS NOT NULL RETURNING "id"`.execute(
    tx,
  );
  if (rows.length === 0) throw refusal(webhookRules['webhook-delivery-is-settled'], ['delivery']);
}

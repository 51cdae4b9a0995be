// Deliveries on their way: taken by one process for a while, so that no other sends them, and recorded when they are done.
import type pg from 'pg';
import type { WebhookDisabling, WebhookOutcome } from '../../generated/database.js';
import { nowIso, nowMs } from '../../kernel/clock.js';
import { webhooks } from '../../kernel/config.js';
import { newId } from '../../kernel/ids.js';
import { withTransaction } from '../database/pool.js';
import { keysOf } from './keys.js';
import { deliveryColumns, endpointColumns, type Delivery, type Endpoint } from './rows.js';
import { afterAttempt, attemptsInAll, healthAfter, well, widthOf, type Health } from './schedule.js';
import type { Exchange } from './send.js';
import type { SigningKey } from './signature.js';

/** An endpoint by its key. */
export interface EndpointKey {
  readonly tenant: number;
  readonly id: string;
}

/** Deliveries of one endpoint that this process is to send. */
export interface Claim {
  readonly endpoint: Endpoint;
  readonly keys: readonly Pick<SigningKey, 'signature' | 'material'>[];
  readonly deliveries: readonly Delivery[];
  /** Says that they are this process's; who comes after its end has another one. */
  readonly lease: string;
}

/** One of them. */
export interface Claimed extends Pick<Claim, 'endpoint' | 'lease'> {
  readonly delivery: Delivery;
}

const instant = (ms: number): string => new Date(ms).toISOString();

/** Whether a delivery `d` of the endpoint `e` may be sent at the instant `$1`: a test always, all else while it is well. */
const sendable = `d."nextAttemptAt" <= $1 AND (d."leasedUntil" IS NULL OR d."leasedUntil" <= $1)
  AND (d."kind" = 'PING' OR (e."state" = 'ACTIVE' AND e."endingFor" IS NULL
    AND (e."restingUntil" IS NULL OR e."restingUntil" <= $1)))`;

/** Endpoints for which something is due; who has waited longest comes first. */
export async function endpointsDue(pool: pg.Pool): Promise<readonly EndpointKey[]> {
  const { rows } = await pool.query<EndpointKey>(
    `SELECT e."tenant", e."id" FROM "WebhookEndpoint" e
     CROSS JOIN LATERAL (SELECT min(d."nextAttemptAt") AS "at" FROM "WebhookDelivery" d
       WHERE d."tenant" = e."tenant" AND d."endpointId" = e."id" AND ${sendable}) due
     WHERE e."state" <> 'RETIRED' AND due."at" IS NOT NULL ORDER BY due."at"`,
    [nowIso()],
  );
  return rows;
}

/**
 * Takes deliveries of an endpoint for this process, as many as there is room for.
 *
 * The endpoint is locked first: of two processes the second passes it by, so that none of its deliveries is taken twice
 * and no more are under way than may be. What a process took that was killed is taken by another once its lease is over.
 */
export async function claim(pool: pg.Pool, { tenant, id }: EndpointKey, room: number): Promise<Claim | null> {
  const at = nowIso();
  return withTransaction(pool, async (tx, client) => {
    const { rows } = await client.query<Endpoint>(
      `SELECT ${endpointColumns} FROM "WebhookEndpoint" e
       WHERE e."tenant" = $1 AND e."id" = $2 AND e."state" <> 'RETIRED' FOR NO KEY UPDATE SKIP LOCKED`,
      [tenant, id],
    );
    const endpoint = rows[0];
    if (!endpoint) return null;
    const { rows: busy } = await client.query<{ count: number }>(
      `SELECT count(*)::int4 AS count FROM "WebhookDelivery"
       WHERE "tenant" = $1 AND "endpointId" = $2 AND "leasedUntil" > $3`,
      [tenant, id, at],
    );
    const free = Math.min(widthOf(endpoint) - busy[0]!.count, room);
    if (free <= 0) return null;
    const lease = newId();
    const { rows: deliveries } = await client.query<Delivery>(
      `WITH taken AS (
         SELECT d."id" FROM "WebhookDelivery" d JOIN "WebhookEndpoint" e ON e."tenant" = d."tenant" AND e."id" = d."endpointId"
         WHERE e."tenant" = $2 AND d."tenant" = $2 AND d."endpointId" = $3 AND ${sendable}
         ORDER BY d."nextAttemptAt", d."sequence" LIMIT $4)
       UPDATE "WebhookDelivery" d SET "lease" = $5, "leasedUntil" = $6 FROM taken
       WHERE d."tenant" = $2 AND d."id" = taken."id" RETURNING ${deliveryColumns}`,
      [at, tenant, id, free, lease, instant(nowMs() + webhooks.leaseMs)],
    );
    if (deliveries.length === 0) return null;
    return { endpoint, deliveries, lease, keys: await keysOf(tx, tenant, id) };
  });
}

/** What is told of an attempt. */
export interface Told {
  readonly exchange: Exchange;
  readonly at: string;
  readonly bodyBytes: number;
  readonly thin: boolean;
}

/**
 * Records an attempt, what becomes of the delivery and what is known of the endpoint then.
 *
 * Returns why the endpoint is to be disabled, null where it is not. An attempt is on record also where the lease was over:
 * it was made.
 */
export async function record(
  pool: pg.Pool,
  { endpoint: { tenant, id, appId, divisionKey }, delivery, lease }: Claimed,
  { exchange, at, bodyBytes, thin }: Told,
): Promise<WebhookDisabling | null> {
  const { kind, attemptCount, triedBefore } = delivery;
  const { status, fault, durationMs } = exchange;
  const number = attemptCount + 1;
  const most = kind === 'PING' ? 1 : attemptsInAll;
  return withTransaction(pool, async (_, client) => {
    const { rows } = await client.query<Health & { active: boolean; ending: WebhookDisabling | null }>(
      `SELECT ${endpointColumns}, e."state" = 'ACTIVE' AS "active", e."endingFor" AS "ending" FROM "WebhookEndpoint" e
       WHERE e."tenant" = $1 AND e."id" = $2 FOR NO KEY UPDATE`,
      [tenant, id],
    );
    const before = rows[0]!;
    const next = afterAttempt(exchange, number - triedBefore, most, nowMs(), delivery.id);
    await settle(client, tenant, delivery.id, lease, { ...next, number, status, fault, thin });
    await client.query(
      `INSERT INTO "WebhookAttempt"
         ("tenant", "id", "deliveryId", "appId", "divisionKey", "number", "at", "status", "fault", "durationMs", "bodyBytes")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [tenant, newId(), delivery.id, appId, divisionKey, number, at, status, fault, durationMs, bodyBytes],
    );
    const after = healthOf(before, exchange, kind === 'PING');
    const ending = before.active ? (before.ending ?? endOf(after)) : null;
    if (after !== before || ending !== before.ending)
      await client.query(
        `UPDATE "WebhookEndpoint" SET "failures" = $3, "failingSince" = $4, "restingUntil" = $5, "endingFor" = $6
         WHERE "tenant" = $1 AND "id" = $2`,
        [
          tenant,
          id,
          after.failures,
          after.failingSinceMs === null ? null : instant(after.failingSinceMs),
          after.restingUntilMs === null ? null : instant(after.restingUntilMs),
          ending,
        ],
      );
    return ending;
  });
}

/** A test that fails, and what the platform could not say, tell nothing of how an endpoint answers events. */
function healthOf(before: Health, exchange: Exchange, isTest: boolean): Health {
  if (exchange.fault === null) return before.failures === 0 ? before : well;
  return isTest || exchange.fault === 'CONTENT' ? before : healthAfter(before, exchange, nowMs());
}

function endOf({ gone, failingSinceMs }: Health): WebhookDisabling | null {
  if (gone) return 'GONE';
  return failingSinceMs !== null && nowMs() - failingSinceMs >= webhooks.disabledAfterMs ? 'FAILING' : null;
}

/** Settles a delivery or says when it is tried next, as long as it is the process's that took it. */
async function settle(
  client: Pick<pg.ClientBase, 'query'>,
  tenant: number,
  delivery: string,
  lease: string,
  said: {
    readonly outcome: WebhookOutcome;
    readonly nextAttemptMs: number | null;
    readonly number: number;
    readonly status: number | null;
    readonly fault: string | null;
    readonly thin: boolean;
  },
): Promise<void> {
  const { outcome, nextAttemptMs, number, status, fault, thin } = said;
  await client.query(
    `UPDATE "WebhookDelivery" SET "outcome" = $4, "nextAttemptAt" = $5, "settledAt" = $6, "attemptCount" = $7,
       "lastStatus" = $8, "lastFault" = $9, "thin" = $10, "lease" = NULL, "leasedUntil" = NULL
     WHERE "tenant" = $1 AND "id" = $2 AND "lease" = $3`,
    [
      tenant,
      delivery,
      lease,
      outcome,
      nextAttemptMs === null ? null : instant(nextAttemptMs),
      nextAttemptMs === null ? nowIso() : null,
      number,
      status,
      fault,
      thin,
    ],
  );
}

/** Passes over a delivery of which the app may see nothing any more. */
export async function skip(pool: pg.Pool, { endpoint, delivery, lease }: Claimed): Promise<void> {
  await pool.query(
    `UPDATE "WebhookDelivery" SET "outcome" = 'SKIPPED', "nextAttemptAt" = NULL, "settledAt" = $4, "lease" = NULL,
       "leasedUntil" = NULL
     WHERE "tenant" = $1 AND "id" = $2 AND "lease" = $3`,
    [endpoint.tenant, delivery.id, lease, nowIso()],
  );
}

/** Gives deliveries back that were not tried, to be taken from an instant on. */
export async function release(
  pool: pg.Pool,
  { endpoint, delivery, lease }: Claimed,
  untilMs: number,
): Promise<void> {
  await pool.query(
    `UPDATE "WebhookDelivery" SET "nextAttemptAt" = greatest("nextAttemptAt", $4), "lease" = NULL, "leasedUntil" = NULL
     WHERE "tenant" = $1 AND "id" = $2 AND "lease" = $3`,
    [endpoint.tenant, delivery.id, lease, instant(untilMs)],
  );
}

// Events on their way to endpoints: which endpoints are behind, and the deliveries that become of a page of events.
import type pg from 'pg';
import { nowIso } from '../../kernel/clock.js';
import { webhooks } from '../../kernel/config.js';
import { newId } from '../../kernel/ids.js';
import { withTransaction } from '../database/pool.js';
import { ownTypes } from './message.js';
import { endpointColumns, type Endpoint } from './rows.js';

/** An event that the reader of an endpoint may see, as far as a delivery tells it. */
interface Visible {
  readonly sequence: bigint;
  readonly type: string;
  /** Instant in ISO 8601. */
  readonly at: string;
}

/** Events of an endpoint, and how far was looked. */
export interface Page {
  readonly events: readonly Visible[];
  readonly through: bigint;
  readonly gap: { readonly from: bigint; readonly to: bigint } | null;
}

/** What of an endpoint's events is looked at: those that are new to it, or those that are sent again. */
export type Errand = 'new' | 'again';

/** The webhook-id of an event: the same wherever and however often it is sent. */
function messageIdOf(tenant: number, sequence: bigint): string {
  return `evt_${tenant}_${sequence}`;
}

/** Endpoints that have not come to the end of their office's events, or are being sent some again, and have room. */
export async function endpointsBehind(pool: pg.Pool): Promise<readonly Endpoint[]> {
  const { rows } = await pool.query<Endpoint>(
    `SELECT ${endpointColumns} FROM "WebhookEndpoint" e
     JOIN "EventHead" h ON h."tenant" = e."tenant"
     WHERE e."state" = 'ACTIVE' AND e."endingFor" IS NULL
       AND (h."sequence" > e."takenThrough" OR e."replayAfter" IS NOT NULL)
       AND (SELECT count(*) FROM (SELECT FROM "WebhookDelivery" d WHERE d."tenant" = e."tenant" AND d."endpointId" = e."id"
         AND d."nextAttemptAt" IS NOT NULL LIMIT $1) open) < $1
     ORDER BY e."tenant", e."id"`,
    [webhooks.open],
  );
  return rows;
}

/**
 * Makes deliveries of a page and moves the endpoint on.
 *
 * Returns false where another process has moved it meanwhile, or it was stopped: then nothing is made.
 */
export async function take(
  pool: pg.Pool,
  endpoint: Endpoint,
  errand: Errand,
  { events, through, gap }: Page,
): Promise<boolean> {
  const { tenant, id, appId, divisionKey, replayMissing } = endpoint;
  return withTransaction(pool, async (_, client) => {
    const { rowCount } =
      errand === 'new'
        ? await client.query(
            `UPDATE "WebhookEndpoint" SET "takenThrough" = $4
             WHERE "tenant" = $1 AND "id" = $2 AND "takenThrough" = $3 AND "state" = 'ACTIVE'`,
            [tenant, id, endpoint.takenThrough, through],
          )
        : await client.query(
            `UPDATE "WebhookEndpoint" SET
               "replayAfter" = CASE WHEN $4::int8 < "replayThrough" THEN $4::int8 END,
               "replayThrough" = CASE WHEN $4::int8 < "replayThrough" THEN "replayThrough" END
             WHERE "tenant" = $1 AND "id" = $2 AND "replayAfter" = $3 AND "state" = 'ACTIVE'`,
            [tenant, id, endpoint.replayAfter, through],
          );
    if (rowCount === 0) return false;
    const at = nowIso();
    const messages = [
      ...(gap === null
        ? []
        : [
            {
              kind: 'GAP',
              type: ownTypes.gap,
              messageId: `gap_${tenant}_${gap.from}_${gap.to}`,
              sequence: gap.to,
              gapFrom: gap.from,
              at,
            },
          ]),
      ...events.map(({ sequence, type, at: occurredAt }) => ({
        kind: 'EVENT',
        type,
        messageId: messageIdOf(tenant, sequence),
        sequence,
        gapFrom: null,
        at: occurredAt,
      })),
    ];
    if (messages.length > 0)
      await client.query(
        `INSERT INTO "WebhookDelivery" AS d ("tenant", "endpointId", "appId", "divisionKey", "id", "kind", "type",
           "messageId", "sequence", "gapFrom", "occurredAt", "nextAttemptAt", "createdAt")
         SELECT $1, $2, $3, $4, m.*, $12, $12
         FROM unnest($5::uuid[], $6::"WebhookDeliveryKind"[], $7::text[], $8::text[], $9::int8[], $10::int8[], $11::timestamptz[]) AS m
         ON CONFLICT ("tenant", "endpointId", "messageId") DO UPDATE
           SET "outcome" = 'WAITING', "nextAttemptAt" = excluded."nextAttemptAt", "settledAt" = NULL,
             "triedBefore" = d."attemptCount"
           WHERE $13 AND d."settledAt" IS NOT NULL AND (NOT $14 OR d."outcome" <> 'DELIVERED')`,
        [
          tenant,
          id,
          appId,
          divisionKey,
          messages.map(() => newId()),
          messages.map(({ kind }) => kind),
          messages.map(({ type }) => type),
          messages.map(({ messageId }) => messageId),
          messages.map(({ sequence }) => sequence),
          messages.map(({ gapFrom }) => gapFrom),
          messages.map((one) => one.at),
          at,
          errand === 'again',
          replayMissing,
        ],
      );
    return true;
  });
}

/** Removes settled deliveries that were kept long enough, with their attempts. @returns how many */
export async function removeSettled(pool: pg.Pool, before: string): Promise<number> {
  const { rows: offices } = await pool.query<{ tenant: number }>(
    `SELECT DISTINCT "tenant" FROM "WebhookEndpoint" ORDER BY 1`,
  );
  let removed = 0;
  for (const { tenant } of offices)
    for (;;) {
      const step = await withTransaction(pool, async (_, client) => {
        const { rows } = await client.query<{ id: string }>(
          `SELECT "id" FROM "WebhookDelivery" WHERE "tenant" = $1 AND "settledAt" < $2 ORDER BY "settledAt" LIMIT $3
           FOR UPDATE SKIP LOCKED`,
          [tenant, before, webhooks.removedAtOnce],
        );
        const ids = rows.map(({ id }) => id);
        await client.query(`DELETE FROM "WebhookAttempt" WHERE "tenant" = $1 AND "deliveryId" = ANY ($2)`, [
          tenant,
          ids,
        ]);
        await client.query(`DELETE FROM "WebhookDelivery" WHERE "tenant" = $1 AND "id" = ANY ($2)`, [
          tenant,
          ids,
        ]);
        return ids.length;
      });
      removed += step;
      if (step < webhooks.removedAtOnce) break;
    }
  return removed;
}

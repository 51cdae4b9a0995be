// Removes events that are older than events are kept; what is missing then is told to readers as a gap.
import type pg from 'pg';
import { nowMs } from '../../kernel/clock.js';
import { events } from '../../kernel/config.js';
import { withTransaction } from '../database/pool.js';

const dayMs = 86_400_000;

/**
 * Removes what is old, of all tenants; several processes may do so at once.
 *
 * Takes the pool and how many events may go in one transaction; returns how many went. Events go in their order: one that is still kept keeps
 * those behind it, so that there is one number from which on all are there.
 */
export async function removeOldEvents(pool: pg.Pool, batch: number = events.removed): Promise<number> {
  const before = new Date(nowMs() - events.keptDays * dayMs).toISOString();
  const { rows } = await pool.query<{ tenant: number }>(
    `SELECT h."tenant" FROM "EventHead" h JOIN "OutboxEvent" e
       ON e."tenant" = h."tenant" AND e."sequence" = h."keptFrom" AND e."at" < $1 ORDER BY 1`,
    [before],
  );
  let removed = 0;
  for (const { tenant } of rows)
    for (let went = batch; went === batch;) {
      went = await withTransaction(pool, (_, client) => removeNext(client, tenant, before, batch));
      removed += went;
    }
  return removed;
}

async function removeNext(
  client: pg.ClientBase,
  tenant: number,
  before: string,
  batch: number,
): Promise<number> {
  // Sequencers wait for it as well: numbers and what is kept of them are one record.
  const heads = await client.query<{ keptFrom: bigint; next: bigint }>(
    `SELECT "keptFrom", "sequence" + 1 AS "next" FROM "EventHead" WHERE "tenant" = $1 FOR UPDATE`,
    [tenant],
  );
  const { keptFrom, next } = heads.rows[0]!;
  const kept = await client.query<{ first: bigint | null }>(
    `SELECT min("sequence") AS "first" FROM "OutboxEvent"
     WHERE "tenant" = $1 AND "sequence" >= $2 AND "sequence" < $3 AND "at" >= $4`,
    [tenant, keptFrom, keptFrom + BigInt(batch), before],
  );
  const end = keptFrom + BigInt(batch) < next ? keptFrom + BigInt(batch) : next;
  const until = kept.rows[0]!.first ?? end;
  if (until === keptFrom) return 0;
  await client.query(`DELETE FROM "OutboxEvent" WHERE "tenant" = $1 AND "sequence" < $2`, [tenant, until]);
  await client.query(`UPDATE "EventHead" SET "keptFrom" = $2 WHERE "tenant" = $1`, [tenant, until]);
  return Number(until - keptFrom);
}

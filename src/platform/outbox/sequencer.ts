// The sequencer: numbers events after their writes, without a gap, so that no write waits for another one's number.
import type pg from 'pg';
import { events } from '../../kernel/config.js';
import { withTransaction } from '../database/pool.js';

/** Up to where the events of a tenant are numbered. */
export interface SequencedTenant {
  readonly tenant: number;
  readonly head: bigint;
}

/**
 * Numbers what has no number yet; several sequencers may run at once.
 *
 * Takes the pool, and a tenant where not all are meant; returns the tenants in which something was numbered,
 * and throws what went wrong in the first that could not be, after the others. An event
 * that was committed late comes after those that were found before it, whatever its id says: who reads on from a number
 * misses nothing.
 */
export async function sequenceEvents(
  pool: pg.Pool,
  tenant?: number,
  batch: number = events.batch,
): Promise<readonly SequencedTenant[]> {
  const { rows } = await pool.query<{ tenant: number }>(
    `SELECT DISTINCT "tenant" FROM "OutboxEvent"
     WHERE "sequence" IS NULL AND ($1::int4 IS NULL OR "tenant" = $1) ORDER BY 1`,
    [tenant ?? null],
  );
  const done: SequencedTenant[] = [];
  const faults: unknown[] = [];
  for (const waiting of rows)
    // A tenant that cannot be numbered keeps no other from its numbers.
    await sequenceAll(pool, waiting.tenant, batch).then(
      (head) => done.push({ tenant: waiting.tenant, head }),
      (error: unknown) => faults.push(error),
    );
  if (faults.length > 0) throw faults[0];
  return done;
}

async function sequenceAll(pool: pg.Pool, tenant: number, batch: number): Promise<bigint> {
  for (;;) {
    const { sequenced, head } = await withTransaction(pool, (_, client) =>
      sequenceNext(client, tenant, batch),
    );
    if (sequenced < batch) return head;
  }
}

/** Numbers one batch. The head is locked first: what it says holds until the numbers are committed with it. */
async function sequenceNext(
  client: pg.ClientBase,
  tenant: number,
  batch: number,
): Promise<{ readonly sequenced: number; readonly head: bigint }> {
  const lock = `SELECT "sequence" FROM "EventHead" WHERE "tenant" = $1 FOR UPDATE`;
  let { rows } = await client.query<{ sequence: bigint }>(lock, [tenant]);
  if (rows.length === 0) {
    await client.query(
      `INSERT INTO "EventHead" ("tenant", "sequence") VALUES ($1, 0) ON CONFLICT ("tenant") DO NOTHING`,
      [tenant],
    );
    ({ rows } = await client.query<{ sequence: bigint }>(lock, [tenant]));
  }
  const { sequence } = rows[0]!;
  // A statement of its own, whose snapshot is younger than the lock.
  const { rowCount } = await client.query(
    `UPDATE "OutboxEvent" e SET "sequence" = n."sequence"
     FROM (SELECT "id", $2::int8 + row_number() OVER (ORDER BY "queuedAt", "id") AS "sequence" FROM "OutboxEvent"
       WHERE "tenant" = $1 AND "sequence" IS NULL ORDER BY "queuedAt", "id" LIMIT $3) n
     WHERE e."tenant" = $1 AND e."id" = n."id"`,
    [tenant, sequence, batch],
  );
  const sequenced = rowCount ?? 0;
  const head = sequence + BigInt(sequenced);
  if (sequenced > 0)
    await client.query(`UPDATE "EventHead" SET "sequence" = $2 WHERE "tenant" = $1`, [tenant, head]);
  return { sequenced, head };
}

/** Up to where the events of each tenant are numbered. */
export async function eventHeads(pool: pg.Pool): Promise<readonly SequencedTenant[]> {
  const { rows } = await pool.query<SequencedTenant>(
    `SELECT "tenant", "sequence" AS "head" FROM "EventHead" ORDER BY "tenant"`,
  );
  return rows;
}

// Every event gets its number: from one on, without a gap or a double, whoever numbers and whoever is killed.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { newId } from '../../src/kernel/ids.js';
import { openPool, withTransaction } from '../../src/platform/database/pool.js';
import type { ChangePage } from '../../src/kernel/changes.js';
import { eventsAfter } from '../../src/platform/outbox/read.js';
import { eventHeads, sequenceEvents } from '../../src/platform/outbox/sequencer.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase('empty');
const pools: pg.Pool[] = [];
/** Connections of the two sequencers' processes. */
const pids = new Set<number>();

beforeAll(() => {
  for (let i = 0; i < 3; i += 1) pools.push(openPool(database.url));
  for (const pool of pools.slice(1))
    pool.on('connect', (client) => pids.add((client as unknown as { processID: number }).processID));
});
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

/** An event of a tenant in the transaction at hand. @returns its id */
async function insertEvent(
  client: pg.ClientBase,
  tenant: number,
  { type = 'notices.board.created', divisionKey = null as string | null } = {},
): Promise<string> {
  const id = newId();
  await client.query(
    `INSERT INTO "OutboxEvent" ("tenant", "id", "type", "at", "objects", "divisionKey", "operation", "idempotencyKey", "requestId")
     VALUES ($1, $2::uuid, $3, now(), '{}', $4, 'createNoticeBoard', 'by-a-test', $2::uuid)`,
    [tenant, id, type, divisionKey],
  );
  return id;
}

const idsOf = ({ events }: ChangePage): readonly string[] => events.map(({ requestId }) => requestId!);
const numbersOf = ({ events }: ChangePage): readonly number[] =>
  events.map(({ sequence }) => Number(sequence));

test('eight writers, sequencers in two processes that are killed again and again: the numbers are 1 to n, and who reads on gets each once', async () => {
  const tenant = 990_101;
  const [pool, ...sequencers] = pools as [pg.Pool, pg.Pool, pg.Pool];
  const committed = new Set<string>();
  let writing = true;
  const writer = async (n: number): Promise<void> => {
    for (let i = 0; i < 30; i += 1) {
      let id: string | undefined;
      await withTransaction(pool, async (_, client) => {
        id = await insertEvent(client, tenant);
        // Some take longer than others that began after them, and some come to nothing.
        if ((n + i) % 3 === 0) await client.query('SELECT pg_sleep(0.004)');
        if ((n + i) % 5 === 0) throw new Error('rolled back');
      }).then(
        () => committed.add(id!),
        (error: unknown) => expect(String(error)).toBe('Error: rolled back'),
      );
    }
  };
  const faults: string[] = [];
  const sequencer = async (each: pg.Pool): Promise<void> => {
    while (writing)
      await sequenceEvents(each, tenant, 7).catch((error: unknown) => faults.push(String(error)));
  };
  let killed = 0;
  const killer = async (): Promise<void> => {
    while (writing) {
      const found = [...pids];
      pids.clear();
      await database.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int4[]) AS pid', [found]);
      killed += found.length;
      await database.query('SELECT pg_sleep(0.02)');
    }
  };
  const read: string[] = [];
  const reader = async (): Promise<void> => {
    for (let after = 0n, head = 1n; writing || after < head;) {
      const page = await eventsAfter(pool, { tenant, after, limit: 5 });
      expect(page.gap).toBeNull();
      expect(page.events.map(({ sequence }) => sequence)).toEqual(
        page.events.map((_, i) => after + BigInt(i) + 1n),
      );
      read.push(...idsOf(page));
      ({ head, through: after } = page);
    }
  };
  const working = [...sequencers.map(sequencer), killer()];
  const reading = reader();
  await Promise.all(Array.from({ length: 8 }, (_, n) => writer(n))).finally(() => (writing = false));
  await Promise.all(working);
  await reading;
  await sequenceEvents(pool, tenant);
  read.push(...idsOf(await eventsAfter(pool, { tenant, after: BigInt(read.length), limit: 500 })));

  expect(committed.size).toBe(192);
  expect(killed).toBeGreaterThan(3);
  expect(new Set(read)).toEqual(committed);
  expect(read).toHaveLength(192);
  expect(await eventHeads(pool)).toEqual([{ tenant, head: 192n }]);
  // Only what was killed failed.
  expect(faults.filter((one) => !/terminat|connection error/i.test(one))).toEqual([]);
});

test('numbers given without the lock on the head meet, and one of the two numberings fails', async () => {
  const tenant = 2;
  const pool = pools[0]!;
  await withTransaction(pool, async (_, client) => {
    await insertEvent(client, tenant);
    await insertEvent(client, tenant);
  });
  const { rows } = await pool.query<{ id: string }>(
    `SELECT "id" FROM "OutboxEvent" WHERE "tenant" = $1 ORDER BY 1`,
    [tenant],
  );
  let waiting = 2;
  let open: () => void = () => {};
  const both = new Promise<void>((resolve) => (open = resolve));
  const careless = (id: string): Promise<unknown> =>
    withTransaction(pool, async (_, client) => {
      const max = await client.query<{ next: bigint }>(
        `SELECT coalesce(max("sequence"), 0) + 1 AS next FROM "OutboxEvent" WHERE "tenant" = $1`,
        [tenant],
      );
      waiting -= 1;
      if (waiting === 0) open();
      await both;
      await client.query(`UPDATE "OutboxEvent" SET "sequence" = $3 WHERE "tenant" = $1 AND "id" = $2`, [
        tenant,
        id,
        max.rows[0]!.next,
      ]);
    });
  const settled = await Promise.allSettled(rows.map(({ id }) => careless(id)));
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  // What the numbering that went wrong left behind is told, and keeps no other tenant from its numbers.
  await withTransaction(pool, (_, client) => insertEvent(client, 5));
  await expect(sequenceEvents(pool)).rejects.toThrow('OutboxEvent_tenant_sequence_key');
  expect(await eventHeads(pool)).toContainEqual({ tenant: 5, head: 1n });
  await database.query(`DELETE FROM "OutboxEvent" WHERE "tenant" = $1`, [tenant]);
});

test('a write that commits late gets a later number, and who had read on past its id still gets it', async () => {
  const tenant = 3;
  const pool = pools[0]!;
  const late = await pool.connect();
  await late.query('BEGIN');
  const first = await insertEvent(late, tenant);
  const second = await withTransaction(pool, (_, client) => insertEvent(client, tenant));
  expect(await sequenceEvents(pool, tenant)).toEqual([{ tenant, head: 1n }]);
  const before = await eventsAfter(pool, { tenant, after: 0n, limit: 10 });
  expect([idsOf(before), before.through]).toEqual([[second], 1n]);
  await late.query('COMMIT');
  late.release();
  await sequenceEvents(pool, tenant);
  expect(idsOf(await eventsAfter(pool, { tenant, after: before.through, limit: 10 }))).toEqual([first]);
});

test('a page tells how far it looked, and what is not there is a gap', async () => {
  const tenant = 4;
  const pool = pools[0]!;
  await withTransaction(pool, async (_, client) => {
    for (let i = 1; i <= 6; i += 1)
      await insertEvent(client, tenant, {
        type: i % 2 === 0 ? 'even' : 'odd',
        divisionKey: i <= 3 ? '990101001' : '990101002',
      });
  });
  const none = await eventsAfter(pool, { tenant, after: 0n, limit: 2 });
  expect(none).toEqual({ events: [], through: 0n, gap: null, head: 0n });
  await sequenceEvents(pool, tenant);
  const page = async (range: Partial<Parameters<typeof eventsAfter>[1]>): Promise<unknown> => {
    const found = await eventsAfter(pool, { tenant, after: 0n, limit: 10, ...range });
    return [numbersOf(found), Number(found.through), found.gap];
  };
  expect(await page({ limit: 2 })).toEqual([[1, 2], 2, null]);
  expect(await page({ limit: 2, types: ['even'] })).toEqual([[2, 4], 4, null]);
  expect(await page({ types: ['even'] })).toEqual([[2, 4, 6], 6, null]);
  expect(await page({ types: ['nothing'] })).toEqual([[], 6, null]);
  expect(await page({ within: [{ from: '990101002', to: '990101003' }] })).toEqual([[4, 5, 6], 6, null]);
  expect(await page({ within: [] })).toEqual([[], 6, null]);
  expect(await page({ after: 6n })).toEqual([[], 6, null]);
  expect(await page({ after: 8n })).toEqual([[], 6, { from: 7n, to: 8n }]);
  expect(await page({ after: 2n ** 63n - 1n })).toEqual([[], 6, { from: 7n, to: 2n ** 63n - 1n }]);
  await database.query(`UPDATE "EventHead" SET "keptFrom" = 4 WHERE "tenant" = $1`, [tenant]);
  expect(await page({ after: 1n })).toEqual([[4, 5, 6], 6, { from: 2n, to: 3n }]);
  expect(await page({ after: 3n })).toEqual([[4, 5, 6], 6, null]);
});

// Several servers beside each other on one database: one write once, a graceful stop, and a database that goes and comes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/kernel/ids.js';
import { readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { useDatabase } from '../support/database.js';
import { serve, type Served } from '../support/served.js';
import { wireTo, type Wire } from '../support/wire.js';

const database = useDatabase('seeded');
const awayMs = 10_000;
let wire: Wire;
let dataDir: string;
let one: Served;
let other: Served;
let key: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-processes-'));
  wire = await wireTo(database.url);
  const environment = {
    DATABASE_URL: wire.url,
    DATABASE_ADMIN_URL: database.adminUrl,
    GONGZHI_DATA_DIR: dataDir,
    GONGZHI_DRAIN_SECONDS: '1',
  };
  one = await serve(environment);
  other = await serve(environment);
  key = (await readDemoKeys(dataDir)).district;
}, 120_000);
afterAll(async () => {
  for (const { process, ended } of [one, other]) {
    process.kill('SIGKILL');
    await ended;
  }
  wire.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any
  readonly body: any;
}

async function send({ base }: Served, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json() };
}

const creation = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) {
  organization { id version } replayed userErrors { code rule path } } }`;
const create = (to: Served, idempotencyKey: string): Promise<Answer> =>
  send(to, creation, {
    input: {
      idempotencyKey,
      kind: 'ENTERPRISE',
      name: `示例企业 ${idempotencyKey}`,
      division: { code: '990101001001' },
    },
  });
const stored = async (keys: readonly string[]): Promise<number> => {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Organization" WHERE name = ANY ($1)`,
    [keys.map((each) => `示例企业 ${each}`)],
  );
  return row!.count;
};
const health = async ({ base }: Served, what: 'live' | 'ready'): Promise<number> =>
  (await fetch(`${base}/health/${what}`)).status;

test('the same write sent to two servers at once is done once, and both tell of the same object', async () => {
  const keys = Array.from({ length: 20 }, newId);
  const answers = await Promise.all(
    keys.map((each) => Promise.all([create(one, each), create(other, each)])),
  );
  for (const [a, b] of answers) {
    const [first, second] = [a.body.data.createOrganization, b.body.data.createOrganization];
    expect(first.organization).toEqual(second.organization);
    expect([first.replayed, second.replayed].sort()).toEqual([false, true]);
  }
  expect(await stored(keys)).toBe(20);
});

test('while the database is away nothing wrong is answered, and when it is back both go on by themselves', async () => {
  const query = '{ division(code: "510117") { name } }';
  const keys: string[] = [];
  const statuses = new Set<number>();
  wire.cut();
  const until = performance.now() + awayMs;
  while (performance.now() < until) {
    const each = newId();
    keys.push(each);
    const [read, written] = await Promise.all([send(one, query), create(other, each)]);
    for (const { status, body } of [read, written]) {
      statuses.add(status);
      expect([status, body.errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
    }
    expect([await health(one, 'live'), await health(one, 'ready')]).toEqual([200, 503]);
    await sleep(100);
  }
  await wire.mend();
  expect((await send(one, query)).body.data).toEqual({ division: { name: '郫都区' } });
  expect([await health(one, 'ready'), await health(other, 'ready')]).toEqual([200, 200]);
  // Nothing of what was refused is stored; sent again with the same keys, each is stored once.
  expect(await stored(keys)).toBe(0);
  for (const each of keys)
    expect((await create(one, each)).body.data.createOrganization.replayed).toBe(false);
  expect(await stored(keys)).toBe(keys.length);
}, 60_000);

test('a server that is told to stop finishes what is under way, says that it is not ready, and ends', async () => {
  const each = newId();
  const { id } = (await create(one, each)).body.data.createOrganization.organization;
  const holder = new pg.Client({ connectionString: database.adminUrl });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM "Organization" WHERE name = $1 FOR UPDATE', [`示例企业 ${each}`]);
    const waiting = send(
      one,
      `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
        organization { version } userErrors { code rule path } } }`,
      { input: { idempotencyKey: newId(), organization: { id }, expectedVersion: 1, shortName: '简称' } },
    );
    await untilSomebodyWaits();
    one.process.kill('SIGTERM');
    while ((await health(one, 'ready')) === 200) await sleep(10);
    // It still takes what comes, until load balancers have seen it.
    expect((await send(one, '{ viewer { subject } }')).status).toBe(200);
    while (await takesConnections(one)) await sleep(10);
    await holder.query('ROLLBACK');
    expect((await waiting).body.data.updateOrganization).toEqual({
      organization: { version: 2 },
      userErrors: [],
    });
  } finally {
    await holder.end();
  }
  expect(await one.ended).toBe(0);
  expect((await create(other, each)).body.data.createOrganization.replayed).toBe(true);
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (row!.count > 0) return;
  }
}

const takesConnections = ({ base }: Served): Promise<boolean> =>
  fetch(`${base}/health/live`).then(
    () => true,
    () => false,
  );

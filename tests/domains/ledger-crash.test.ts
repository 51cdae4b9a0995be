// The database and the server are killed under twelve writers: every entry that was acknowledged is there, once.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { loadSeed } from '../../prisma/seed/load.js';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { createDatabase, urlOfDatabase, withClient } from '../../src/platform/database/databases.js';
import { startEmbedded, type EmbeddedServer } from '../../src/platform/database/embedded.js';
import { openPool } from '../../src/platform/database/pool.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { openOffice, verdictOn } from '../support/offices.js';
import { drawing, sendUntilAnswered } from '../support/unsure.js';

const writers = 12;
const rounds = 5;
const name = 'gongzhi';
/** The server in one file, because it is started seven times; as deep in the repository as what it is made of. */
const program = `dist/tests/platform-child-${process.pid}.mjs`;
let dataDir: string;
let database: EmbeddedServer;
let server: ChildProcess;
let key: string;
/** Where the graph is; between a crash and the next start it is waited for. */
let graph: Promise<string>;

const adminUrl = (): string => urlOfDatabase(database.adminUrl, name);

async function withPool<Result>(work: (pool: pg.Pool) => Promise<Result>): Promise<Result> {
  const pool = openPool(adminUrl());
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

async function startDatabase(): Promise<void> {
  for (;;)
    try {
      // Durable: what is told to be committed lies on the disk.
      database = await startEmbedded({ dataDir, durable: true, log: () => {} });
      return;
    } catch (error) {
      // A backend may outlive its server by a moment, and holds the memory that the next one wants.
      if (!String(error).includes('shared memory')) throw error;
    }
}

async function startServer(): Promise<void> {
  const args = [program, urlOfDatabase(database.url, name), dataDir];
  server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await Promise.race([once(server.stdout!, 'data'), once(server, 'exit')])) as unknown[];
  if (!(line instanceof Uint8Array)) throw new Error('The server ended before it served.');
  const told = JSON.parse(String(line)) as { port: number; key: string };
  key = told.key;
  graph = Promise.resolve(`http://127.0.0.1:${told.port}/graphql`);
}

/** Kills both as a power cut would, and starts them again. */
async function crash(): Promise<void> {
  let started: (url: Promise<string>) => void = () => {};
  graph = new Promise((resolve) => (started = resolve));
  const pid = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  process.kill(Number(pid.split('\n')[0]), 'SIGKILL');
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
  // The guard of the killed server has seen it end.
  await database.stop();
  await startDatabase();
  await startServer();
  started(graph);
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), `gongzhi-test-${process.pid}-`));
  // Nothing is told to anybody yet, so that nothing need lie on the disk before it goes on.
  database = await startEmbedded({ dataDir, durable: false, log: () => {} });
  await createDatabase(database.adminUrl, name);
  await prepareDatabase({ url: urlOfDatabase(database.url, name), adminUrl: adminUrl() }, () => {});
  await loadSeed(adminUrl());
  await database.stop();
  const bundling = [
    '--bundle',
    '--packages=external',
    '--format=esm',
    '--platform=node',
    '--log-level=error',
  ];
  const source = 'tests/support/platform-child.ts';
  await promisify(execFile)('node_modules/.bin/esbuild', [source, ...bundling, `--outfile=${program}`]);
  await startDatabase();
  await startServer();
}, 300_000);

afterAll(async () => {
  // Whoever is still sending has nobody to send to.
  graph = Promise.reject(new Error('The test is over.'));
  graph.catch(() => {});
  server.kill('SIGKILL');
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
  await rm(program, { force: true });
});

const source = `mutation ($input: RecordDonationInput!) { recordDonation(input: $input) {
  donation { id } userErrors { code rule } } }`;

/** What was acknowledged to the writers, and what is in the books of their office afterwards. */
interface Outcome {
  readonly acknowledged: readonly string[];
  readonly stored: readonly string[];
  /** Donations that were sent more than once. */
  readonly again: number;
}

/** Writers give one yuan after the other; after some answers everything crashes, as often as is said. */
async function writeThrough(tenant: number, crashes: number): Promise<Outcome> {
  const funds = await withClient(adminUrl(), async (client) => {
    const made = await openOffice((text, values) => client.query(text, values && [...values]), tenant, 4);
    // Whatever is told of commits, the office is there.
    await client.query('CHECKPOINT');
    return made;
  });
  const acknowledged: string[] = [];
  const draw = drawing(tenant);
  let again = 0;
  let crashed = 0;
  let nextCrash = 20 + draw(40);
  let crashing: Promise<void> | null = null;
  const writer = async (n: number): Promise<void> => {
    // Each ends with an answer, and none before the last crash is over.
    while (crashed < crashes || crashing !== null) {
      const input = {
        fund: { id: encodeId({ prefix: 'fnd', tenant, key: funds[n % funds.length]! }) },
        amount: '1.00',
        receivedOn: '2025-03-01',
        anonymous: true,
        idempotencyKey: newId(),
      };
      const { data, tries } = await sendUntilAnswered(
        () => graph,
        key,
        source,
        () => ({ input }),
      );
      const { donation, userErrors } = data['recordDonation'] as {
        donation: { id: string };
        userErrors: unknown[];
      };
      expect(userErrors).toEqual([]);
      acknowledged.push(donation.id);
      if (tries > 1) again += 1;
      if (acknowledged.length < nextCrash || crashed === crashes || crashing !== null) continue;
      crashing = crash();
      // Who has caused it sees it through; the others wait for the graph.
      await crashing;
      crashed += 1;
      nextCrash = acknowledged.length + 20 + draw(40);
      crashing = null;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, n) => writer(n)));
  const stored = await withPool(async (pool) => {
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM "Donation" WHERE tenant = $1`, [
      tenant,
    ]);
    return rows.map(({ id }) => encodeId({ prefix: 'don', tenant, key: id }));
  });
  return { acknowledged, stored, again };
}

test('five times killed and started again, the ledger has every acknowledged entry once, and its chain is whole', async () => {
  const tenant = 990_321;
  const { acknowledged, stored, again } = await writeThrough(tenant, rounds);
  expect(acknowledged.length).toBeGreaterThan(rounds * 20);
  expect([...stored].sort()).toEqual([...acknowledged].sort());
  expect(new Set(stored).size).toBe(stored.length);
  // Writers were at work when it happened.
  expect(again).toBeGreaterThan(0);
  expect(await withPool((pool) => verdictOn(pool, tenant))).toMatchObject({
    transactions: BigInt(stored.length),
    faults: [],
  });
}, 600_000);

test('a database that tells of a commit before it lies on the disk loses what was acknowledged', async () => {
  await withClient(database.adminUrl, async (client) => {
    await client.query(`ALTER SYSTEM SET synchronous_commit = off`);
    await client.query(`ALTER SYSTEM SET wal_writer_delay = '10s'`);
    await client.query(`ALTER SYSTEM SET wal_writer_flush_after = '1GB'`);
    await client.query('SELECT pg_reload_conf()');
  });
  const { acknowledged, stored } = await writeThrough(990_322, 1);
  const there = new Set(stored);
  expect(acknowledged.filter((id) => !there.has(id)).length).toBeGreaterThan(0);
}, 300_000);

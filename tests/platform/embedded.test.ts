// The embedded PostgreSQL starts for anybody, is shared by processes, and ends with the process that started it.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startEmbedded, type EmbeddedServer } from '../../src/platform/database/embedded.js';

const GONE_WITHIN_MS = 10_000;

let dataDir: string;
const started: EmbeddedServer[] = [];
const children: ChildProcess[] = [];

const start = async (): Promise<EmbeddedServer> => {
  const server = await startEmbedded({ dataDir, durable: false, log: () => {} });
  started.push(server);
  return server;
};

const startInChild = async (): Promise<{ child: ChildProcess; adminUrl: string }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/embedded-child.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const adminUrl = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', () => reject(new Error('the child ended early')));
  });
  return { child, adminUrl };
};

/** Of the role that asks. */
const rights = `SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls
  FROM pg_roles WHERE rolname = current_user`;

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};

const passwordFile = (): string => join(dataDir, 'postgres/cluster/application-password');

const serverPid = async (): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const goneAfter = async (pid: number): Promise<boolean> => {
  for (let waited = 0; waited < GONE_WITHIN_MS; waited += 50) {
    if (!isAlive(pid)) return true;
    await sleep(50);
  }
  return false;
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), `gongzhi-test-${process.pid}-`));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of started.splice(0)) await server.stop();
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('two callers at once get one server, in UTC, with code point order and pinyin at hand', async () => {
  const [one, other] = await Promise.all([start(), start()]);

  expect([one.url, one.adminUrl]).toEqual([other.url, other.adminUrl]);
  expect([one.shared, other.shared].sort()).toEqual([false, true]);
  expect(await query(one.url, 'SHOW timezone')).toEqual(['UTC']);
  expect(
    await query(
      one.url,
      `SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'postgres'`,
    ),
  ).toEqual(['C', 'UTF8']);
  expect(
    await query(one.url, `SELECT n FROM unnest('{郫都,大邑,成都}'::text[]) n ORDER BY n COLLATE "zh-x-icu"`),
  ).toEqual(['成都', '大邑', '郫都']);
});

test('stop ends the server, and a second start finds the data', async () => {
  const first = await start();
  await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS n');
  const pid = await serverPid();
  await first.stop();
  expect(isAlive(pid)).toBe(false);

  const second = await start();
  expect(await query(second.adminUrl, 'SELECT n FROM kept')).toEqual([1]);
});

test('a second process shares the running server and leaves it running', async () => {
  const { adminUrl } = await startInChild();
  const shared = await start();

  expect(shared).toMatchObject({ adminUrl, shared: true });
  await shared.stop();
  expect(await query(adminUrl, 'SELECT 1')).toEqual([1]);
});

test('a killed process leaves no server behind', async () => {
  const { child } = await startInChild();
  const pid = await serverPid();
  expect(isAlive(pid)).toBe(true);

  child.kill('SIGKILL');

  expect(await goneAfter(pid)).toBe(true);
});

test('the application has a login of its own, whose password only the owner of the folder reads', async () => {
  const { url, adminUrl } = await start();

  expect(await query(url, 'SELECT current_user')).toEqual(['gongzhi_app']);
  expect(await query(adminUrl, 'SELECT current_user')).toEqual(['postgres']);
  expect(await query(url, rights)).toEqual([true, false, false, false, false, false]);
  expect(await readFile(passwordFile(), 'utf8')).toBe(new URL(url).password);
  const { mode, uid } = await stat(passwordFile());
  const { uid: owner } = await stat(join(dataDir, 'postgres/cluster/password'));
  expect({ mode: mode & 0o777, uid }).toEqual({ mode: 0o600, uid: owner });
});

test('a folder from before there was such a login gets it, also from two processes at once', async () => {
  const before = await start();
  await query(before.adminUrl, 'DROP ROLE gongzhi_app');
  await rm(passwordFile());
  await before.stop();

  const child = startInChild();
  const [one, other] = await Promise.all([start(), start()]);
  await child;

  expect(one.url).toBe(other.url);
  expect(one.url).not.toBe(before.url);
  expect(await query(one.url, 'SELECT current_user')).toEqual(['gongzhi_app']);
});

test.each([
  ['its role is lost', 'DROP ROLE gongzhi_app'],
  ['its role has another password and more rights', `ALTER ROLE gongzhi_app SUPERUSER PASSWORD 'another'`],
])('a login is made good where %s, and its file stays', async (_, damage) => {
  const before = await start();
  await query(before.adminUrl, damage);

  const after = await start();
  expect(after.url).toBe(before.url);
  expect(await query(after.url, rights)).toEqual([true, false, false, false, false, false]);
});

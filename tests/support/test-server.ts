// Starts one PostgreSQL for the whole test run, with template databases that test files copy.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cloneDatabase,
  createDatabase,
  dropDatabase,
  urlOfDatabase,
  withClient,
} from '../../src/platform/database/databases.js';
import { startEmbedded } from '../../src/platform/database/embedded.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { publish, type Templates } from './test-run.js';

const SEED = new URL('../../prisma/seed/load.ts', import.meta.url);
const FOLDER_PREFIX = 'gongzhi-test-';

/** A server with the application's login and the one that owns everything. */
interface Server {
  readonly url: string;
  readonly adminUrl: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server (or takes the one TEST_DATABASE_URL names, with a login that may make databases and roles) and
 * makes the templates; tells the workers by the environment, which they inherit. Returns the way to stop.
 */
export const startTestServer = async (): Promise<() => Promise<void>> => {
  const outside = process.env['TEST_DATABASE_URL'];
  const run = `gongzhi_test_${randomBytes(4).toString('hex')}`;
  const server = outside === undefined ? await startOwnServer() : await visitServer(outside, run);
  try {
    const templates = await makeTemplates(server, run);
    publish({ serverUrl: server.url, adminUrl: server.adminUrl, run, templates });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
};

const startOwnServer = async (): Promise<Server> => {
  await removeRemains();
  const dataDir = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const { url, adminUrl, stop } = await startEmbedded({ dataDir, durable: false, log: () => {} });
  return {
    url,
    adminUrl,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** A server that goes on after the run: the run brings its own application login, and takes along what it made. */
const visitServer = async (adminUrl: string, run: string): Promise<Server> => {
  const url = new URL(adminUrl);
  url.username = `${run}_app`;
  url.password = randomBytes(24).toString('base64url');
  await withClient(adminUrl, (client) =>
    // A database under open connections is dropped only by who could have opened them.
    client.query(
      `CREATE ROLE ${url.username} LOGIN PASSWORD '${url.password}'; GRANT ${url.username} TO CURRENT_USER`,
    ),
  );
  return {
    url: url.toString(),
    adminUrl,
    stop: async () => {
      const { rows } = await withClient(adminUrl, (client) =>
        client.query<{ name: string }>(
          'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
          [`${run}_`],
        ),
      );
      // The databases come first: what the role was granted lies in them, and a role with grants cannot be dropped.
      for (const { name } of rows) await dropDatabase(adminUrl, name);
      await withClient(adminUrl, (client) => client.query(`DROP ROLE ${url.username}`));
    },
  };
};

/** A killed run leaves no server, but its folder. */
const removeRemains = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {}); // Another user's.
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The seed's fault is told to the tests that want the seed, and to no others. */
const makeTemplates = async ({ url, adminUrl }: Server, run: string): Promise<Templates> => {
  const empty = `${run}_empty`;
  const made = { url: urlOfDatabase(url, empty), adminUrl: await createDatabase(adminUrl, empty) };
  await prepareDatabase(made, () => {});
  if (!existsSync(SEED)) return { empty, seeded: { fault: 'there is no prisma/seed/load.ts yet' } };
  const seeded = `${run}_seeded`;
  try {
    const { loadSeed } = (await import(SEED.href)) as { loadSeed: (url: string) => Promise<unknown> };
    await loadSeed(await cloneDatabase(adminUrl, empty, seeded));
    return { empty, seeded };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(`the seed could not be loaded: ${fault}`);
    return { empty, seeded: { fault } };
  }
};

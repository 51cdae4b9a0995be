// Starts one PostgreSQL for the whole test run, with template databases that test files copy.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase, createDatabase, dropDatabase } from '../../src/platform/database/databases.js';
import { startEmbedded } from '../../src/platform/database/embedded.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { publish, type Templates } from './test-run.js';

const SEED = new URL('../../prisma/seed/load.ts', import.meta.url);
const FOLDER_PREFIX = 'gongzhi-test-';

/**
 * Starts the server (or takes the one TEST_DATABASE_URL names) and makes the templates; tells the workers by the
 * environment, which they inherit. Returns the way to stop.
 */
export const startTestServer = async (): Promise<() => Promise<void>> => {
  const outside = process.env['TEST_DATABASE_URL'];
  const server = outside === undefined ? await startOwnServer() : { url: outside, stop: async () => {} };
  const run = `gongzhi_test_${randomBytes(4).toString('hex')}`;
  try {
    const templates = await makeTemplates(server.url, run);
    publish({ serverUrl: server.url, run, templates });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    if (outside !== undefined) {
      for (const template of ['empty', 'seeded']) await dropDatabase(server.url, `${run}_${template}`);
    }
    await server.stop();
  };
};

const startOwnServer = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  await removeRemains();
  const dataDir = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const server = await startEmbedded({ dataDir, durable: false, log: () => {} });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
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
const makeTemplates = async (serverUrl: string, run: string): Promise<Templates> => {
  const empty = `${run}_empty`;
  await migrate(await createDatabase(serverUrl, empty), () => {});
  if (!existsSync(SEED)) return { empty, seeded: { fault: 'there is no prisma/seed/load.ts yet' } };
  const seeded = `${run}_seeded`;
  try {
    const { loadSeed } = (await import(SEED.href)) as { loadSeed: (url: string) => Promise<unknown> };
    await loadSeed(await cloneDatabase(serverUrl, empty, seeded));
    return { empty, seeded };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(`the seed could not be loaded: ${fault}`);
    return { empty, seeded: { fault } };
  }
};

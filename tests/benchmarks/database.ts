// The database of a benchmark: an embedded server in a folder of its own, which goes when the benchmark ends.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withClient } from '../../src/platform/database/databases.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { startDatabase, type StartedDatabase } from '../../src/platform/database/start.js';

const loader = new URL('../../prisma/seed/load.ts', import.meta.url);

export interface BenchDatabase extends StartedDatabase {
  /** Folder of the database, where the servers may keep files too. */
  readonly folder: string;
}

/** Starts, migrates and seeds a database; `stop` also removes its folder. */
export async function openDatabase(tell: (line: string) => void): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-bench-'));
  const start = (): Promise<StartedDatabase> =>
    startDatabase({ databaseUrl: null, databaseAdminUrl: null, dataDir: folder }, tell);
  let database = await start();
  const stop = async (): Promise<void> => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // It counts statements; loaded at start only, and silent until somebody counts.
    await withClient(database.adminUrl, (client) =>
      client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`),
    );
    await database.stop();
    database = await start();
    await withClient(database.adminUrl, async (client) => {
      await client.query(`ALTER SYSTEM SET pg_stat_statements.track = 'none'`);
      await client.query('SELECT pg_reload_conf()');
    });
    await prepareDatabase(database, () => {});
    const { loadSeed } = (await import(loader.href)) as { loadSeed: (url: string) => Promise<void> };
    await loadSeed(database.adminUrl);
    await withClient(database.adminUrl, (client) => client.query('CREATE EXTENSION pg_stat_statements'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...database, folder, stop };
}

/** A connection of the benchmark's own; the caller ends it. */
export async function connectAdmin(adminUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: adminUrl });
  // The server may be stopped under it; what is asked next then fails by itself.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/**
 * Counts the statements per operation of the application's login, BEGIN and COMMIT among them.
 *
 * Takes the work and how many operations it is. What a server does by itself now and then has that login too; it is told
 * from the work by running less often.
 */
export async function countStatements(
  adminUrl: string,
  operations: number,
  work: () => Promise<void>,
): Promise<number> {
  const client = await connectAdmin(adminUrl);
  const track = async (what: 'top' | 'none'): Promise<void> => {
    await client.query(`ALTER SYSTEM SET pg_stat_statements.track = '${what}'`);
    await client.query('SELECT pg_reload_conf()');
    // Every connection looks at the settings before its next statement, a moment after the signal.
    await client.query('SELECT pg_sleep(0.2)');
  };
  try {
    await track('top');
    await client.query('SELECT pg_stat_statements_reset()');
    await work();
    const { rows } = await client.query<{ calls: number }>(
      `SELECT coalesce(sum(round(calls / $1::numeric)), 0)::float8 AS calls FROM pg_stat_statements s
       JOIN pg_roles r ON r.oid = s.userid WHERE NOT r.rolsuper`,
      [operations],
    );
    await track('none');
    return rows[0]!.calls;
  } finally {
    await client.end();
  }
}

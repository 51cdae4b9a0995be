// The platform's database: the outside one that the environment names, or the embedded one, started if need be.
import pg from 'pg';
import type { Environment } from '../../kernel/config.js';
import { createDatabase, urlOfDatabase } from './databases.js';
import { startEmbedded } from './embedded.js';

const embeddedName = 'gongzhi';

/** A database that answers; its tables may still be missing. */
export interface StartedDatabase {
  readonly url: string;
  /** The platform's own server in the data directory, and not one that somebody else keeps. */
  readonly embedded: boolean;
  /** Ends what was started here; a server that another process runs goes on. */
  readonly stop: () => Promise<void>;
}

/**
 * Finds or starts the database.
 *
 * Takes what the environment says and a place for lines for people; returns the database.
 * Throws EmbeddedDatabaseError where PostgreSQL cannot run.
 */
export async function startDatabase(
  { databaseUrl, dataDir }: Pick<Environment, 'databaseUrl' | 'dataDir'>,
  tell: (line: string) => void,
): Promise<StartedDatabase> {
  if (databaseUrl !== null) return { url: databaseUrl, embedded: false, stop: async () => {} };
  const server = await startEmbedded({ dataDir, durable: true, log: tell });
  try {
    return { url: await ensureDatabase(server.url), embedded: true, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(serverUrl: string): Promise<string> {
  const url = urlOfDatabase(serverUrl, embeddedName);
  if (await exists(serverUrl)) return url;
  await createDatabase(serverUrl, embeddedName).catch(async (error: unknown) => {
    // Another process that shares the server may have been first.
    if (!(await exists(serverUrl))) throw error;
  });
  return url;
}

async function exists(serverUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [embeddedName]);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

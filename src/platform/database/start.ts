// The platform's database: the outside one that the environment names, or the embedded one, started if need be.
import type { Environment } from '../../kernel/config.js';
import { createDatabase, urlOfDatabase, withClient } from './databases.js';
import { startEmbedded } from './embedded.js';

const embeddedName = 'gongzhi';

/** A database that answers; its tables may still be missing. */
export interface StartedDatabase {
  /** With the application's login. */
  readonly url: string;
  /** The same database with the login that owns the tables: for migrations and data. */
  readonly adminUrl: string;
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
  {
    databaseUrl,
    databaseAdminUrl,
    dataDir,
  }: Pick<Environment, 'databaseUrl' | 'databaseAdminUrl' | 'dataDir'>,
  tell: (line: string) => void,
): Promise<StartedDatabase> {
  if (databaseUrl !== null)
    return {
      url: databaseUrl,
      adminUrl: databaseAdminUrl ?? databaseUrl,
      embedded: false,
      stop: async () => {},
    };
  const server = await startEmbedded({ dataDir, durable: true, log: tell });
  try {
    const adminUrl = await ensureDatabase(server.adminUrl);
    return { url: urlOfDatabase(server.url, embeddedName), adminUrl, embedded: true, stop: server.stop };
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

function exists(serverUrl: string): Promise<boolean> {
  return withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [embeddedName]);
    return rowCount === 1;
  });
}

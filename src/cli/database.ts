// What a command works on, opened before its work and closed after it: the database, connections to it, the platform.
import type pg from 'pg';
import { readEnvironment } from '../kernel/config.js';
import { openPool } from '../platform/database/pool.js';
import { prepareDatabase } from '../platform/database/prepare.js';
import { startDatabase, type StartedDatabase } from '../platform/database/start.js';
import type { Platform } from '../server/platform.js';

/** Tells a person what is going on, beside the command's answer. */
export function tell(line: string): void {
  console.error(line);
}

/**
 * Runs work on the environment's database.
 *
 * Takes the work, which gets the database; returns what it gives. The embedded database stops afterwards, unless
 * another process runs it. Throws what the work throws.
 */
export async function withDatabase<T>(work: (database: StartedDatabase) => Promise<T>): Promise<T> {
  const database = await startDatabase(readEnvironment(), tell);
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

/** Runs work on the application's connections to the environment's database, whose tables are there. */
export function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  return withTables(async (url) => {
    const pool = openPool(url);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  });
}

/** Runs work on the platform, opened on the environment's database, whose tables are there. */
export async function withPlatform<T>(work: (platform: Platform) => Promise<T>): Promise<T> {
  // The graph is built for such commands only, and not each time that somebody asks for help.
  const { openPlatform } = await import('../server/platform.js');
  return withTables(async (url) => {
    const platform = await openPlatform(url);
    try {
      return await work(platform);
    } finally {
      await platform.close();
    }
  });
}

/** The embedded database is brought up to date; an outside one is not touched without being asked. */
function withTables<T>(work: (url: string) => Promise<T>): Promise<T> {
  return withDatabase(async (database) => {
    if (database.embedded) await prepareDatabase(database, tell);
    return work(database.url);
  });
}

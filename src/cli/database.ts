// The database that a command works on, opened before its work and closed after it.
import type pg from 'pg';
import { readEnvironment } from '../kernel/config.js';
import { openPool } from '../platform/database/pool.js';
import { prepareDatabase } from '../platform/database/prepare.js';
import { startDatabase, type StartedDatabase } from '../platform/database/start.js';

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

/**
 * Runs work on the application's connections to the environment's database, whose tables are there: the embedded one is brought up to
 * date, an outside one is not touched without being asked.
 */
export function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  return withDatabase(async (database) => {
    if (database.embedded) await prepareDatabase(database, tell);
    const pool = openPool(database.url);
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  });
}

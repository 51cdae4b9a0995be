// Brings a database up to date when the server starts, with the rows that Prisma's own commands write and read.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { withClient } from './databases.js';

/** The number that Prisma's own commands lock, so that the two never run together. */
export const PRISMA_LOCK = 72_707_369;

const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** A migration could not be applied; the database stands as it was before that migration. */
class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly migration: string;
  constructor(migration: string, reason: string, cause?: unknown) {
    super(`migration ${migration}: ${reason}`, { cause });
    this.migration = migration;
  }
}

/**
 * Applies the migrations that a database lacks, each in a transaction of its own.
 *
 * Takes the database's URL with the login that owns the tables, a place for progress lines, and the folder where it is not the project's own;
 * returns the names of what was applied. Throws MigrationError, or the driver's error where there is no database.
 */
export const migrate = async (
  url: string,
  log: (line: string) => void,
  folder: string = MIGRATIONS_FOLDER,
): Promise<string[]> =>
  withClient(url, async (client) => {
    // The role's limits are for requests; a migration, and the wait for another server's, may take its time.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    // Several servers may start at once. The lock belongs to the session, and goes with it.
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const known = await readHistory(client);
    const applied: string[] = [];
    for (const { name, sql } of await readMigrations(folder)) {
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before !== undefined && !before.finished)
        throw new MigrationError(
          name,
          'an earlier attempt by another program failed half-way; resolve it first',
        );
      if (before !== undefined && before.checksum !== checksum)
        throw new MigrationError(name, 'the file was changed after it had been applied');
      if (before !== undefined) continue;
      log(`applying migration ${name} …`);
      await apply(client, name, sql, checksum);
      applied.push(name);
    }
    return applied;
  });

const readHistory = async (
  client: pg.Client,
): Promise<Map<string, { checksum: string; finished: boolean }>> => {
  // Asked for first, because CREATE needs a right that a server on a finished database does not.
  const { rows: table } = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS found`);
  if (table[0].found === null) await client.query(HISTORY);
  const { rows } = await client.query(
    `SELECT "migration_name" AS name, "checksum", "finished_at" IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  return new Map(rows.map(({ name, checksum, finished }) => [name, { checksum, finished }]));
};

const readMigrations = async (folder: string): Promise<{ name: string; sql: string }[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
};

const apply = async (client: pg.Client, name: string, sql: string, checksum: string): Promise<void> => {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    // The row and the work are kept or lost together.
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(name, error instanceof Error ? error.message : String(error), error);
  }
};

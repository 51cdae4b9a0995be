// Writes the next migration: what the models want and the earlier migrations do not give.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nowIso } from '../kernel/clock.js';
import { readEnvironment } from '../kernel/config.js';
import { MIGRATIONS_FOLDER } from '../platform/database/migrate.js';
import { diffSchemas } from '../platform/database/schema-diff.js';
import { startDatabase } from '../platform/database/start.js';

/** A migration as it was written, with what a person should look at. */
export interface WrittenMigration {
  readonly file: string;
  readonly review: readonly string[];
}

/**
 * Makes `prisma/migrations/<time>_<name>/migration.sql`.
 *
 * Takes the name and the URL of a server on which a short-lived database may be made; returns the file and the
 * statements to review, or undefined where the migrations already give what the models want.
 */
export const makeMigration = async (
  name: string,
  serverUrl: string,
): Promise<WrittenMigration | undefined> => {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error('a migration is named in lower case: add_grid_table');
  const { equal, sql } = await diffSchemas(serverUrl, 'migrations', 'models');
  if (equal) return undefined;
  const text = withHouseRules(sql);
  const now = nowIso().replace(/\D/g, '').slice(0, 14);
  // A migration comes after all others, also where a colleague's clock goes ahead.
  const latest = (await readdir(MIGRATIONS_FOLDER)).map((one) => Number.parseInt(one, 10) || 0);
  const time = String(Math.max(Number(now), ...latest.map((one) => one + 1)));
  const folder = join(MIGRATIONS_FOLDER, `${time}_${name}`);
  const file = join(folder, 'migration.sql');
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  return { file, review: toReview(text) };
};

/**
 * Adds what Prisma cannot say to its SQL.
 *
 * Text is compared by code point everywhere, so that ranges of codes and paths use their indexes and no machine's
 * language changes an order; where people expect pinyin, the order says so. A list is empty rather than NULL.
 * Prisma looks at neither when it compares, so its own commands see no difference.
 */
export const withHouseRules = (sql: string): string =>
  sql
    .replace(
      /((?:^\s+|\bADD COLUMN\s+)"\w+" |\bALTER COLUMN "\w+" SET DATA TYPE )TEXT(\[\])?(?= |,|;|$)/gm,
      '$1TEXT$2 COLLATE "C"',
    )
    .replace(
      /((?:^\s+|\bADD COLUMN\s+)"\w+" "?\w+"?\[\](?: COLLATE "C")?)(?! NOT NULL)(?=[ ,;]|$)/gm,
      '$1 NOT NULL',
    );

/** Statements that lose data, lock a table for long, or touch rows whose key is half their tenant. */
const toReview = (sql: string): string[] =>
  sql
    .split('\n')
    .filter((line) =>
      /DROP |SET DATA TYPE|SET NOT NULL|ON DELETE (?:CASCADE|SET NULL)|ADD COLUMN.*NOT NULL(?!.*DEFAULT)/.test(
        line,
      ),
    )
    .map((line) => line.trim());

/** `npm run migration -- <name>` on the server that the environment names, or on the embedded one. */
const main = async (name: string): Promise<void> => {
  const database = await startDatabase(readEnvironment(), console.log);
  try {
    const written = await makeMigration(name, database.adminUrl);
    if (written === undefined) return console.log('the migrations already give what the models want');
    console.log(`written: ${relative(process.cwd(), written.file)}`);
    if (written.review.length > 0) console.log(`review these lines:\n  ${written.review.join('\n  ')}`);
  } finally {
    await database.stop();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2] ?? '');

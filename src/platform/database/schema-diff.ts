// Tells how two descriptions of the schema differ: the migrations, the Prisma models, a database.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What can be compared: the migrations' result, the models of `prisma/`, or the database of the URL. */
export type SchemaSide = 'migrations' | 'models' | 'database';

const PRISMA = fileURLToPath(new URL('../../../prisma', import.meta.url));
const REQUEST_ID = 1;
const ENGINE = join(PRISMA, 'schema-engine.mjs');

/**
 * Compares two sides by Prisma's schema engine.
 *
 * Takes a database's URL (its server also hosts a short-lived database into which the migrations are run) and the
 * two sides; returns the SQL that leads from the first to the second, and whether there is any.
 * Throws an Error with the engine's message.
 */
export const diffSchemas = async (
  url: string,
  from: SchemaSide,
  to: SchemaSide,
): Promise<{ readonly equal: boolean; readonly sql: string }> => {
  const params = {
    from: await target(from),
    to: await target(to),
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  };
  const answer = await ask(url, { jsonrpc: '2.0', id: REQUEST_ID, method: 'diff', params });
  if (answer.result === undefined)
    throw new Error(answer.error?.data?.message ?? 'the schema engine gave no answer');
  return { equal: answer.result.exitCode !== 2, sql: answer.result.stdout ?? '' };
};

interface Answer {
  readonly id: unknown;
  readonly result?: { readonly exitCode: number; readonly stdout: string | null };
  readonly error?: { readonly data?: { readonly message: string } };
}

const ask = (url: string, request: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const engine = spawn(process.execPath, [ENGINE, '--datasource', JSON.stringify({ url })]);
    let output = '';
    let complaint = '';
    engine.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    engine.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    engine.once('error', reject);
    engine.once('close', () => {
      const answers = output.split('\n').filter((line) => line !== '');
      const answer = answers.map((line) => JSON.parse(line) as Answer).find(({ id }) => id === REQUEST_ID);
      if (answer === undefined) reject(new Error(`the schema engine ended without an answer: ${complaint}`));
      else resolve(answer);
    });
    engine.stdin.end(`${JSON.stringify(request)}\n`);
  });

const target = async (side: SchemaSide): Promise<object> => {
  if (side === 'migrations') return { tag: 'migrations', ...(await readMigrations()) };
  if (side === 'models') return { tag: 'schemaDatamodel', files: await readModels() };
  return { tag: 'schemaDatasource', files: await readModels(), configDir: PRISMA };
};

const readModels = async (): Promise<{ path: string; content: string }[]> => {
  const names = (await readdir(PRISMA, { recursive: true }))
    .filter((name) => name.endsWith('.prisma'))
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      path: join(PRISMA, name),
      content: await readFile(join(PRISMA, name), 'utf8'),
    })),
  );
};

const readMigrations = async (): Promise<object> => {
  const baseDir = join(PRISMA, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const content = await readFile(join(baseDir, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content } } };
    }),
  );
  const lock = await readFile(join(baseDir, 'migration_lock.toml'), 'utf8');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories,
  };
};

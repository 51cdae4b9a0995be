// The whole database as text, table by table, so that a test can say that nothing was written.
import type { Pool } from 'pg';
import { models } from '../../src/generated/datamodel.js';

/** Rows of every table as PostgreSQL writes them, sorted. */
export type Dump = Readonly<Record<string, readonly string[]>>;

/** What was read of a table, with the mark of the rows that were there: another one if any was written since. */
interface Read {
  readonly mark: string;
  readonly rows: readonly string[];
}

const known = new WeakMap<Pool, Map<string, Read>>();

/** Every row's place and the transaction that wrote it, summed up table by table, in one statement. */
const marks = Object.keys(models)
  .map(
    (table) =>
      `SELECT '${table}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) AS mark FROM "${table}"`,
  )
  .join(' UNION ALL ');

/** Reads every table of the datamodel; one that nobody has written since the last time is as it was then. */
export async function dump(pool: Pool): Promise<Dump> {
  let read = known.get(pool);
  if (!read) known.set(pool, (read = new Map()));
  const { rows: found } = await pool.query<{ name: string; mark: string }>(marks);
  const tables: Record<string, readonly string[]> = {};
  for (const { name, mark } of found) {
    let table = read.get(name);
    if (table?.mark !== mark) {
      const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
      read.set(name, (table = { mark, rows: rows.map(({ row }) => row) }));
    }
    tables[name] = table.rows;
  }
  return tables;
}

/** How many rows each table has more than before; tables without a difference are left out. */
export function grown(before: Dump, after: Dump): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.keys(after)
      .map((table) => [table, after[table]!.length - before[table]!.length] as const)
      .filter(([, difference]) => difference !== 0),
  );
}

// What stands in the whole database, table by table, so that a test can say that nothing was written.
import type { Pool } from 'pg';
import { models } from '../../src/generated/datamodel.js';

/**
 * How many rows a table has, and the sum of the numbers of the transactions that wrote them. Those numbers only grow: a
 * table that was written in any way differs in one of the two, even where it was written as it was.
 */
interface Written {
  readonly rows: number;
  readonly by: string;
}

export type Dump = Readonly<Record<string, Written>>;

/** Not records, and they grow by reading: who read what, and what is left of budgets. */
const kept: readonly string[] = ['AccessLogEntry', 'RateBucket'];

const tables = Object.keys(models).filter((table) => !kept.includes(table));

/** Planned once per connection, since planning a hundred tables takes longer than counting their rows. */
const statement = {
  name: 'dump',
  text: tables
    .map(
      (table) =>
        `SELECT count(*)::int4 AS rows, coalesce(sum(xmin::text::int8), 0)::text AS by FROM "${table}"`,
    )
    .join(' UNION ALL '),
};

/** Looks at every table of the datamodel, in one statement. */
export async function dump(pool: Pool): Promise<Dump> {
  const { rows } = await pool.query<Written>(statement);
  return Object.fromEntries(tables.map((table, i) => [table, rows[i]!]));
}

/** The rows of one table as PostgreSQL writes them, sorted: for what was changed, and changed back. */
export async function rowsOf(pool: Pool, table: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t ORDER BY 1`);
  return rows.map(({ row }) => row);
}

/** How many rows each table has more than before; tables without a difference are left out. */
export function grown(before: Dump, after: Dump): Readonly<Record<string, number>> {
  return Object.fromEntries(
    tables
      .map((table) => [table, after[table]!.rows - before[table]!.rows] as const)
      .filter(([, difference]) => difference !== 0),
  );
}

/** The tables that were written since. */
export function changed(before: Dump, after: Dump): readonly string[] {
  return tables.filter((table) => after[table]!.by !== before[table]!.by);
}

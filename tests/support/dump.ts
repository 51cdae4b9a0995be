// The whole database as text, table by table, so that a test can say that nothing was written.
import type { Pool } from 'pg';
import { models } from '../../src/generated/datamodel.js';

/** Rows of every table as PostgreSQL writes them, sorted. */
export type Dump = Readonly<Record<string, readonly string[]>>;

/** Reads every table of the datamodel. */
export async function dump(pool: Pool): Promise<Dump> {
  const tables: Record<string, readonly string[]> = {};
  for (const table of Object.keys(models)) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t ORDER BY 1`);
    tables[table] = rows.map(({ row }) => row);
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

// The rows of the seed as its files make them: by table, by id, real and invented ones apart.
import { seedRows } from '../../prisma/seed/rows.js';
import type { Rows } from '../../prisma/seed/tables.js';
import type { Database } from '../../src/generated/database.js';

const seed = seedRows();

/** All rows of a table. */
export function rows<Table extends keyof Database>(table: Table): Rows<Table> {
  return seed[table] ?? [];
}

/** The row of a table with an id. @throws Error if there is none */
export function byId<Table extends 'Organization' | 'Fund' | 'Agreement'>(
  table: Table,
  id: unknown,
): Rows<Table>[0] {
  const found = (rows(table) as readonly { readonly id?: string }[]).find((row) => row.id === id);
  if (!found) throw new Error(`The seed has no ${table} ${String(id)}.`);
  return found as Rows<Table>[0];
}

/** Rows of the demo county, or those of the real ones. */
function ofDemo<Table extends keyof Database>(table: Table, demo: boolean): Rows<Table> {
  return rows(table).filter((row) => ((row as { readonly tenant?: number }).tenant === 990_101) === demo);
}

/** The rows of the demo county, all of them invented. */
export const demo = <Table extends keyof Database>(table: Table): Rows<Table> => ofDemo(table, true);

/** The rows of the real counties. */
export const real = <Table extends keyof Database>(table: Table): Rows<Table> => ofDemo(table, false);

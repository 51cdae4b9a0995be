// What the makers of rows share: the type of a table's rows, and ids that are equal on every machine.
import type { Insertable } from 'kysely';
import type { Database } from '../../src/generated/database.js';
import { loadedId } from '../../src/kernel/ids.js';

/** Rows of a table as they are inserted; days are `YYYY-MM-DD`. */
export type Rows<Table extends keyof Database> = readonly Insertable<Database[Table]>[];

/** The id of a row of the seed, the same on every machine. */
export function seedId(table: keyof Database, tenant: number, key: string): string {
  return loadedId(table, tenant, key);
}

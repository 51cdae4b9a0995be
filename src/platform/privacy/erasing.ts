// Statements by which the personal values of rows are looked at and erased.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';
import type { Caller } from '../../kernel/caller.js';
import { nowIso } from '../../kernel/clock.js';
import { models } from '../../generated/datamodel.js';
import { allEntities } from '../../kernel/entity.js';
import { refuse } from '../../kernel/errors.js';
import { decodeId } from '../../kernel/ids.js';
import { allPersonal, erased } from '../../kernel/personal.js';

/** A row about a person. */
export interface PersonalRow {
  readonly model: string;
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * The rows of global ids, locked. Throws the refusal NOT_FOUND for what is no row of the office with personal columns, or lies
 * where the caller does not look after personal data: what is hidden is not found.
 */
export async function lockPersonal(
  tx: Transaction<Database>,
  tenant: number,
  caller: Caller,
  ids: readonly string[],
): Promise<readonly PersonalRow[]> {
  const found: PersonalRow[] = [];
  // In one order, so that two deletions never wait for each other.
  for (const [i, text] of [...ids.entries()].sort(([, a], [, b]) => (a < b ? -1 : 1))) {
    const id = decodeId(text);
    const entity = [...allEntities().values()].find((one) => one.id === id?.prefix);
    const model = entity && (entity.model ?? entity.name);
    const missing = refuse('NOT_FOUND', ['objects', i]);
    if (!id || model === undefined || id.tenant !== tenant || !allPersonal().has(model)) throw missing;
    const { rows } = await sql<Record<string, unknown>>`
      SELECT * FROM ${sql.table(model)} WHERE tenant = ${tenant} AND id::text = ${id.key} FOR NO KEY UPDATE`.execute(
      tx,
    );
    const [row] = rows;
    if (!row || !caller.holdsAt('privacy:write', 'INTERNAL', row['divisionKey'] as string)) throw missing;
    found.push({ model, id: id.key, row });
  }
  return found;
}

/** Erases what is personal in the rows; that there was something stays to be seen. @returns how many values there were */
export async function erase(
  tx: Transaction<Database>,
  tenant: number,
  rows: readonly PersonalRow[],
): Promise<number> {
  let values = 0;
  for (const { model, id, row } of rows) {
    const there = allPersonal()
      .get(model)!
      .filter((column) => row[column] !== null && row[column] !== erased);
    if (there.length === 0) continue;
    values += there.length;
    const blanked = there.map((column) => sql`${sql.ref(column)} = ${erased}`);
    const counted =
      'version' in models[model]!.columns ? [sql`version = version + 1, "updatedAt" = ${nowIso()}`] : [];
    await sql`UPDATE ${sql.table(model)} SET ${sql.join([...blanked, ...counted])}
      WHERE tenant = ${tenant} AND id = ${id}::uuid`.execute(tx);
  }
  return values;
}

// Evidence files as their operations need them: recorded once, and what rests on them.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';
import { models } from '../../generated/datamodel.js';

/**
 * Inserts a file unless there is one in its slot.
 *
 * Takes the complete row; returns the id of the file that is there then. Of two inserts at once the second waits and
 * gets the first one's.
 */
export async function insertOnce(
  tx: Transaction<Database>,
  row: Readonly<Record<string, unknown>> & { readonly tenant: number; readonly slot: string },
): Promise<string> {
  const inserted = await tx
    .insertInto('EvidenceFile')
    .values(row as never)
    .onConflict((conflict) => conflict.columns(['tenant', 'slot']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return inserted.id;
  const { id } = await tx
    .selectFrom('EvidenceFile')
    .select('id')
    .where('tenant', '=', row.tenant)
    .where('slot', '=', row.slot)
    .executeTakeFirstOrThrow();
  return id;
}

/** Columns of other tables that name a file as that on which the row rests. */
const uses = Object.values(models)
  .filter(({ name }) => !['EvidenceFile', 'EvidenceFileAccess'].includes(name))
  .flatMap(({ name, relations }) =>
    Object.values(relations).flatMap(({ owns, target, columns }) =>
      owns && target === 'EvidenceFile'
        ? [{ table: name, column: columns.find((c) => c !== 'tenant')! }]
        : [],
    ),
  );

/**
 * Whether something rests on the file, and whether it has redacted copies. Locks the file against everything that is
 * about to rest on it, so that the answer holds until the transaction ends.
 */
export async function lockUses(
  tx: Transaction<Database>,
  tenant: number,
  id: string,
): Promise<{ readonly inUse: boolean; readonly hasCopies: boolean }> {
  await sql`SELECT FROM "EvidenceFile" WHERE "tenant" = ${tenant} AND "id" = ${id}::uuid FOR UPDATE`.execute(
    tx,
  );
  const found = uses.map(
    ({ table, column }) =>
      sql`EXISTS (SELECT FROM ${sql.table(table)} WHERE "tenant" = ${tenant} AND ${sql.ref(column)} = ${id}::uuid)`,
  );
  const { rows } = await sql<{ inUse: boolean; hasCopies: boolean }>`
    SELECT ${found.length === 0 ? sql`false` : sql.join(found, sql` OR `)} AS "inUse",
      EXISTS (SELECT FROM "EvidenceFile" WHERE "tenant" = ${tenant} AND "redactedCopyOfId" = ${id}::uuid
        AND "state" = 'STORED') AS "hasCopies"`.execute(tx);
  return rows[0]!;
}

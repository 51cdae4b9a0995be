// The steps that an object took in its life, as an operation that takes the next one asks for them.
import type { Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';

/** Day on which the object's last recorded step took effect; null before the first. An id is one of its entity. */
export async function lastStepOn(
  tx: Transaction<Database>,
  tenant: number,
  entity: string,
  id: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom('StateChange')
    .select((e) => e.fn.max('effectiveOn').as('last'))
    .where('tenant', '=', tenant)
    .where('objectId', '=', id)
    .where('type', '=', entity)
    .executeTakeFirst();
  return row?.last ?? null;
}

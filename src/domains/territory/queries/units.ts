// Reads, locks and moves governance units in their trees.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import type { UnitPlace } from '../rules/units.js';

/** A unit's place with its id and its parent's. */
export type PlacedUnit = UnitPlace & { readonly id: string; readonly parentId: string | null };

/**
 * Locks the trees that the units stand in, by their roots in the order of ids. Whoever changes the shape of a tree
 * does so first, so that two moves together make no cycle and no unit ends under a new part.
 */
export async function lockUnitTrees(
  tx: Transaction<Database>,
  tenant: number,
  units: readonly string[],
): Promise<void> {
  let locked: readonly string[] = [];
  for (;;) {
    const roots = await rootsOf(tx, tenant, units);
    // A unit may have moved to another tree while its root's lock was awaited; what is locked moves no more.
    if (roots.every((root) => locked.includes(root))) return;
    await tx
      .selectFrom('GovernanceUnit')
      .select('id')
      .where('tenant', '=', tenant)
      .where('id', 'in', roots)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
    locked = [...locked, ...roots];
  }
}

/** Ids of the roots of the trees that the units stand in. */
async function rootsOf(
  tx: Transaction<Database>,
  tenant: number,
  units: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('GovernanceUnit')
    .select('path')
    .where('tenant', '=', tenant)
    .where('id', 'in', [...units])
    .execute();
  return [...new Set(rows.map(({ path }) => path.split('/')[1]!))];
}

/** A unit as it is now; call it after the lock. */
export async function placeOf(tx: Transaction<Database>, tenant: number, id: string): Promise<PlacedUnit> {
  return tx
    .selectFrom('GovernanceUnit')
    .select(['id', 'parentId', 'kind', 'divisionKey', 'path', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** How many parts of the unit, at whatever depth, are in force on the day or later. */
export async function countPartsInForce(
  tx: Transaction<Database>,
  tenant: number,
  path: string,
  on: string,
): Promise<number> {
  const { count } = await tx
    .selectFrom('GovernanceUnit')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('tenant', '=', tenant)
    .where('path', '>', path)
    .where('path', '<', endOfSubtree(path))
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', on)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Gives all parts of a moved unit their new path. */
export async function movePaths(
  tx: Transaction<Database>,
  tenant: number,
  from: string,
  to: string,
): Promise<void> {
  await tx
    .updateTable('GovernanceUnit')
    .set({ path: sql`${to}::text || substr(path, ${from.length + 1}::int)` })
    .where('tenant', '=', tenant)
    .where('path', '>', from)
    .where('path', '<', endOfSubtree(from))
    .execute();
}

/** Takes all parts of a unit along into another division. */
export async function moveParts(
  tx: Transaction<Database>,
  tenant: number,
  path: string,
  divisionKey: string,
): Promise<void> {
  await tx
    .updateTable('GovernanceUnit')
    .set({ divisionKey, version: sql`version + 1`, updatedAt: nowIso() })
    .where('tenant', '=', tenant)
    .where('path', '>', path)
    .where('path', '<', endOfSubtree(path))
    .execute();
}

/**
 * The recorded end of a division, null while it goes on or goes on in another one. It is locked against changes of
 * divisions until the unit that is put there can be seen by them.
 */
export async function endOfDivision(tx: Transaction<Database>, key: string): Promise<string | null> {
  await tx.selectFrom('Division').select('key').where('key', '=', key).forShare().execute();
  const { validTo } = await tx
    .selectFrom('DivisionVersion')
    .select('validTo')
    .where('key', '=', key)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (validTo === null) return null;
  const merger = await tx
    .selectFrom('DivisionChange')
    .innerJoin('DivisionChangeItem', 'changeId', 'id')
    .select('id')
    .where('type', '=', 'MERGE')
    .where('effectiveOn', '=', validTo)
    .where('side', '=', 'BEFORE')
    .where('divisionKey', '=', key)
    .executeTakeFirst();
  return merger ? null : validTo;
}

/** The first path behind a subtree: `0` follows `/`. */
function endOfSubtree(path: string): string {
  return `${path.slice(0, -1)}0`;
}

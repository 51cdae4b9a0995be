// Reads, locks and writes what a change of divisions touches.
import { CompiledQuery, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { searchKeyOf } from '../../../kernel/search.js';
import { param, render, sql as fragment } from '../../../kernel/sql.js';
import { codesIntoUse, type Change, type Plan, type Surroundings, type Version } from '../rules/changes.js';
import { rangeOfCode } from '../rules/codes.js';
import { subtreeKeys } from './subtrees.js';

/** Rows per insert, below PostgreSQL's 65,535 parameters. */
const rowsPerInsert = 2_000;

/** A change by the keys of what it names. */
export type NamedChange = Omit<Change, 'division' | 'others' | 'parent'> & {
  readonly divisionKey: string | null;
  readonly otherKeys: readonly string[];
  readonly parentKey: string | null;
};

/**
 * Reads what the change names and what bears on it, after locking the anchors of all that it may alter, in the
 * order of keys. The parent's anchor is locked too: no two changes give out a code below it at once.
 */
export async function lockChange(
  tx: Transaction<Database>,
  named: NamedChange,
): Promise<{ readonly change: Change; readonly around: Surroundings }> {
  const { divisionKey, otherKeys, effectiveOn } = named;
  const beforeKeys = [...(divisionKey === null ? [] : [divisionKey]), ...otherKeys];
  const locked = new Set<string>();
  for (;;) {
    const before = await lastVersions(tx, beforeKeys);
    const below = await versionsBelow(tx, before, effectiveOn);
    const division = before.find(({ key }) => key === divisionKey) ?? null;
    const parentKey = named.parentGiven ? named.parentKey : (division?.parentKey ?? null);
    const touched = [
      ...beforeKeys,
      ...below.map(({ key }) => key),
      ...(parentKey === null ? [] : [parentKey]),
    ];
    const free = touched.filter((key) => !locked.has(key));
    if (free.length === 0) {
      // Nothing that is read here can change any more.
      const parent = parentKey === null ? null : await versionOn(tx, parentKey, effectiveOn);
      const others = otherKeys.map((key) => before.find((version) => version.key === key)!);
      const change: Change = { ...named, division, others, parent };
      return { change, around: await surroundings(tx, change, below) };
    }
    await lockAnchors(tx, free);
    for (const key of free) locked.add(key);
  }
}

/** Locks divisions by their anchors, in the order of keys. New rows may go on referring to them. */
async function lockAnchors(tx: Transaction<Database>, keys: readonly string[]): Promise<void> {
  await tx
    .selectFrom('Division')
    .select('key')
    .where('key', 'in', keys)
    .orderBy('key')
    .forNoKeyUpdate()
    .execute();
}

/** The last recorded version of each division. */
async function lastVersions(tx: Transaction<Database>, keys: readonly string[]): Promise<readonly Version[]> {
  if (keys.length === 0) return [];
  return tx
    .selectFrom('DivisionVersion')
    .selectAll()
    .distinctOn('key')
    .where('key', 'in', keys)
    .orderBy('key')
    .orderBy('validFrom', 'desc')
    .execute();
}

/** The version of a division that is in force on a day. */
async function versionOn(tx: Transaction<Database>, key: string, day: string): Promise<Version | null> {
  const version = await tx
    .selectFrom('DivisionVersion')
    .selectAll()
    .where('key', '=', key)
    .where('validFrom', '<=', day)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .executeTakeFirst();
  return version ?? null;
}

/** Versions below the divisions that are in force on the day or later. */
async function versionsBelow(
  tx: Transaction<Database>,
  divisions: readonly Version[],
  day: string,
): Promise<readonly Version[]> {
  if (divisions.length === 0) return [];
  return tx
    .selectFrom('DivisionVersion')
    .selectAll()
    .where((eb) =>
      eb.or(
        divisions.map(({ code }) => eb.and([eb('code', '>', code), eb('code', '<', rangeOfCode(code).to)])),
      ),
    )
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .orderBy('code')
    .execute();
}

async function surroundings(
  tx: Transaction<Database>,
  change: Change,
  below: readonly Version[],
): Promise<Surroundings> {
  const day = change.effectiveOn;
  const siblings =
    change.parent === null
      ? []
      : await tx
          .selectFrom('DivisionVersion')
          .selectAll()
          .where('parentKey', '=', change.parent.key)
          .where('validFrom', '<=', day)
          .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
          .execute();
  const units = await unitsIn(tx, change);
  const codes = codesIntoUse(change, below);
  if (codes.length === 0) return { below, units, siblings, bearers: [], keys: [] };
  const bearers = await tx
    .selectFrom('DivisionVersion')
    .select(['code', 'key'])
    .where('code', 'in', codes)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .execute();
  const anchors = await tx.selectFrom('Division').select('key').where('key', 'in', codes).execute();
  return { below, units, siblings, bearers, keys: anchors.map(({ key }) => key) };
}

/** How many governance units would be left without a division, if the division ended. */
async function unitsIn(tx: Transaction<Database>, { type, division, effectiveOn }: Change): Promise<number> {
  if (division === null || (type !== 'ABOLISH' && type !== 'SPLIT')) return 0;
  const day = param(effectiveOn, 'date');
  const key = fragment`${param(division.key, 'text')} COLLATE "C"`;
  const keys = subtreeKeys({ col: () => key }, day);
  const { text, values } = render(
    fragment`SELECT count(*) FROM "GovernanceUnit" WHERE "divisionKey" IN (${keys}) AND ("validTo" IS NULL OR "validTo" > ${day})`,
  );
  const { rows } = await tx.executeQuery<{ count: unknown }>(CompiledQuery.raw(text, [...values]));
  return Number(rows[0]!.count);
}

/** Writes a plan: new anchors, the ends of old versions, the new ones, and the items of the change. */
export async function writePlan(
  tx: Transaction<Database>,
  changeId: string,
  plan: Plan,
  effectiveOn: string,
): Promise<void> {
  if (plan.anchors.length > 0) await tx.insertInto('Division').values(plan.anchors).execute();
  const closing = plan.close.map(({ key }) => key);
  if (closing.length > 0) {
    await tx
      .updateTable('DivisionVersion')
      .set({ validTo: effectiveOn })
      .where('key', 'in', closing)
      .where('validTo', 'is', null)
      .execute();
  }
  for (let at = 0; at < plan.open.length; at += rowsPerInsert) {
    const rows = plan.open.slice(at, at + rowsPerInsert).map((version) => ({
      ...version,
      aliases: [...version.aliases],
      searchKey: searchKeyOf('Division', { ...version }),
    }));
    await tx.insertInto('DivisionVersion').values(rows).execute();
  }
  await tx
    .insertInto('DivisionChangeItem')
    .values(plan.items.map((item) => ({ changeId, ...item })))
    .execute();
}

// Statements that read and rewrite the party tree inside a write's transaction.
import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Database, PartyCarrier, PartyKind } from '../../../generated/database.js';
import { ident, param, render, sql as fragment } from '../../../kernel/sql.js';
import { subtreeKeys } from '../../territory/queries/subtrees.js';
import type { Period } from '../rules/parents.js';
import type { Link, Segment } from '../rules/tree.js';

type Tx = Transaction<Database>;

/** An organization as the rules of the tree see it. */
export interface Node extends Period {
  readonly id: string;
  readonly kind: PartyKind;
  readonly carrierKind: PartyCarrier;
  readonly divisionKey: string;
}

/**
 * Lets one transaction at a time change the shape of an office's tree. What is judged and written for one
 * organization is made of what stands above and below it: of two moves at once, one under the other, the lower
 * would keep a path that the upper has just rewritten; and an organization could be founded under one that is
 * being dissolved. They have no row in common, so each holds the one row of the office from before it looks
 * until it has committed. A property, so that a test can take it away and see what then happens.
 */
export const treeLock = {
  async take(tx: Tx, tenant: number): Promise<void> {
    await tx
      .insertInto('PartyTree')
      .values({ tenant, changes: 1 })
      .onConflict((on) => on.column('tenant').doUpdateSet({ changes: sql`"PartyTree"."changes" + 1` }))
      .execute();
  },
};

const nodeColumns = ['id', 'kind', 'carrierKind', 'divisionKey', 'validFrom', 'validTo'] as const;

/** The organization as it is now, read after the lock; what was loaded before may be out of date. */
export async function nodeById(tx: Tx, tenant: number, id: string): Promise<Node> {
  return tx
    .selectFrom('PartyOrganization')
    .select(nodeColumns)
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** All parents that an organization had, has and will have, in order of time. */
export async function linksOf(tx: Tx, tenant: number, childId: string): Promise<readonly Link[]> {
  return tx
    .selectFrom('PartyParent')
    .select(['parentId', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('childId', '=', childId)
    .orderBy('validFrom')
    .execute();
}

/** Organizations that stand directly below one on a day or later, each with the time it does. */
export async function childrenFrom(
  tx: Tx,
  tenant: number,
  parentId: string,
  day: string,
): Promise<readonly { readonly child: Node; readonly link: Period }[]> {
  const rows = await tx
    .selectFrom('PartyParent as link')
    .innerJoin('PartyOrganization as child', (on) =>
      on.onRef('child.tenant', '=', 'link.tenant').onRef('child.id', '=', 'link.childId'),
    )
    .select(nodeColumns.map((column) => `child.${column}` as const))
    .select(['link.validFrom as linkFrom', 'link.validTo as linkTo'])
    .where('link.tenant', '=', tenant)
    .where('link.parentId', '=', parentId)
    .where((e) => e.or([e('link.validTo', 'is', null), e('link.validTo', '>', day)]))
    .execute();
  return rows.map(({ linkFrom, linkTo, ...child }) => ({
    child,
    link: { validFrom: linkFrom, validTo: linkTo },
  }));
}

/** Where an organization stands on a day and later. */
export async function segmentsFrom(
  tx: Tx,
  tenant: number,
  id: string,
  day: string,
): Promise<readonly Segment[]> {
  return tx
    .selectFrom('PartyPath')
    .select(['nodeId', 'path', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('nodeId', '=', id)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', day)]))
    .execute();
}

/** Where an organization and all below it stand on a day and later. */
export async function subtreeSegmentsFrom(
  tx: Tx,
  tenant: number,
  id: string,
  day: string,
): Promise<readonly Segment[]> {
  const { rows } = await sql<Segment>`
    SELECT its."nodeId", its."path", its."validFrom", its."validTo"
    FROM "PartyPath" own
    JOIN "PartyPath" its ON its."tenant" = own."tenant"
      AND its."path" >= own."path" AND its."path" < left(own."path", -1) || '0'
      AND (own."validTo" IS NULL OR its."validFrom" < own."validTo")
      AND (its."validTo" IS NULL OR its."validTo" > own."validFrom")
    WHERE own."tenant" = ${tenant} AND own."nodeId" = ${id}
      AND (own."validTo" IS NULL OR own."validTo" > ${day}::date)
      AND (its."validTo" IS NULL OR its."validTo" > ${day}::date)`.execute(tx);
  return rows;
}

/** Ends segments on a day; what would begin on it or later is taken out. */
export async function cutSegments(
  tx: Tx,
  tenant: number,
  segments: readonly Segment[],
  day: string,
): Promise<void> {
  const nodes = segments.map(({ nodeId }) => nodeId);
  const starts = segments.map(({ validFrom }) => validFrom);
  await sql`
    DELETE FROM "PartyPath" p USING unnest(${nodes}::uuid[], ${starts}::date[]) AS s(node, start)
    WHERE p."tenant" = ${tenant} AND p."nodeId" = s.node AND p."validFrom" = s.start
      AND p."validFrom" >= ${day}::date`.execute(tx);
  await sql`
    UPDATE "PartyPath" p SET "validTo" = ${day}::date
    FROM unnest(${nodes}::uuid[], ${starts}::date[]) AS s(node, start)
    WHERE p."tenant" = ${tenant} AND p."nodeId" = s.node AND p."validFrom" = s.start
      AND p."validFrom" < ${day}::date`.execute(tx);
}

/** Writes segments. */
export async function addSegments(tx: Tx, tenant: number, segments: readonly Segment[]): Promise<void> {
  // Four arrays and not one row each, because a moved district has more rows than a statement has parameters.
  await sql`
    INSERT INTO "PartyPath" ("tenant", "nodeId", "path", "validFrom", "validTo")
    SELECT ${tenant}::int4, s.node, s.path, s.start, s.stop
    FROM unnest(
      ${segments.map((s) => s.nodeId)}::uuid[], ${segments.map((s) => s.path)}::text[],
      ${segments.map((s) => s.validFrom)}::date[], ${segments.map((s) => s.validTo)}::date[]
    ) AS s(node, path, start, stop)`.execute(tx);
}

/** Ends the links above an organization on a day. */
export async function endLinks(tx: Tx, tenant: number, childId: string, day: string): Promise<void> {
  await tx
    .updateTable('PartyParent')
    .set({ validTo: day })
    .where('tenant', '=', tenant)
    .where('childId', '=', childId)
    .where('validFrom', '<', day)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', day)]))
    .execute();
}

/** Puts all that stands below an organization on a day or later under its successor; what goes on is cut on the day. */
export async function cutLinksBelow(
  tx: Tx,
  tenant: number,
  parentId: string,
  successorId: string,
  day: string,
): Promise<void> {
  await tx
    .updateTable('PartyParent')
    .set({ validTo: day })
    .where('tenant', '=', tenant)
    .where('parentId', '=', parentId)
    .where('validFrom', '<', day)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', day)]))
    .execute();
  await tx
    .updateTable('PartyParent')
    .set({ parentId: successorId })
    .where('tenant', '=', tenant)
    .where('parentId', '=', parentId)
    .where('validFrom', '>=', day)
    .execute();
}

/** Whether a division is another one or lies below it on a day. */
export async function liesWithin(tx: Tx, inner: string, outer: string, day: string): Promise<boolean> {
  if (inner === outer) return true;
  const on = fragment`${param(day, 'date')}`;
  const division = { col: (column: string) => fragment`"d".${ident(column)}` };
  const { text, values } = render(fragment`
    SELECT EXISTS (
      SELECT FROM "DivisionVersion" "d"
      WHERE "d"."key" = ${param(outer, 'text')} AND "d"."validFrom" <= ${on}
        AND ("d"."validTo" IS NULL OR "d"."validTo" > ${on})
        AND ${param(inner, 'text')} IN (${subtreeKeys(division, on)})) AS "lies"`);
  const { rows } = await tx.executeQuery(CompiledQuery.raw(text, [...values]));
  return (rows as { lies: boolean }[])[0]!.lies;
}

/** Day on which the organization's last recorded change of status took effect; null before the first. */
export async function lastStatusChangeOn(tx: Tx, tenant: number, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('PartyStatusChange')
    .select((e) => e.fn.max('effectiveOn').as('on'))
    .where('tenant', '=', tenant)
    .where('partyOrganizationId', '=', id)
    .executeTakeFirst();
  return row?.on ?? null;
}

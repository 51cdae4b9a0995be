// SQL of the party tree: who stands above and below an organization on a day.
import type { TableRef } from '../../../kernel/entity.js';
import { raw, sql, type Sql } from '../../../kernel/sql.js';

/** `row` of a dated table is valid on the day. */
function validOn(row: string, asOf: Sql): Sql {
  const from = raw(`"${row}"."validFrom"`);
  const to = raw(`"${row}"."validTo"`);
  return sql`${from} <= ${asOf} AND (${to} IS NULL OR ${to} > ${asOf})`;
}

/** `above` is the organization directly above. */
export function isParentOf(node: TableRef, above: TableRef, asOf: Sql): Sql {
  // One at most, by the rule; LIMIT says so to the planner, which then looks it up instead of joining.
  return sql`${above.col('id')} = (SELECT "link"."parentId" FROM "PartyParent" "link" WHERE "link"."tenant" = ${node.col('tenant')} AND "link"."childId" = ${node.col('id')} AND ${validOn('link', asOf)} LIMIT 1)`;
}

/** `below` is an organization directly below. */
export function isChildOf(node: TableRef, below: TableRef, asOf: Sql): Sql {
  return sql`${below.col('id')} IN (SELECT "link"."childId" FROM "PartyParent" "link" WHERE "link"."tenant" = ${node.col('tenant')} AND "link"."parentId" = ${node.col('id')} AND ${validOn('link', asOf)})`;
}

/** `above` stands above, at whatever distance: the path names it. */
export function isAncestorOf(node: TableRef, above: TableRef, asOf: Sql): Sql {
  return sql`${above.col('id')} <> ${node.col('id')} AND ${above.col('id')} = ANY ((SELECT string_to_array(trim(BOTH '/' FROM "own"."path"), '/')::uuid[] FROM "PartyPath" "own" WHERE "own"."tenant" = ${node.col('tenant')} AND "own"."nodeId" = ${node.col('id')} AND ${validOn('own', asOf)} LIMIT 1)::uuid[])`;
}

/** `below` stands below, at whatever distance: its path begins with the organization's; `0` follows `/`. */
export function isDescendantOf(node: TableRef, below: TableRef, asOf: Sql): Sql {
  return sql`${below.col('id')} IN (SELECT "its"."nodeId" FROM "PartyPath" "own" JOIN "PartyPath" "its" ON "its"."tenant" = "own"."tenant" AND "its"."path" > "own"."path" AND "its"."path" < left("own"."path", -1) || '0' WHERE "own"."tenant" = ${node.col('tenant')} AND "own"."nodeId" = ${node.col('id')} AND ${validOn('own', asOf)} AND ${validOn('its', asOf)})`;
}

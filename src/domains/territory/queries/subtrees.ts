// SQL of the trees: what lies above and below a division or a governance unit on a day.
import type { TableRef } from '../../../kernel/entity.js';
import { sql, type Sql } from '../../../kernel/sql.js';

/** The digits of a division's code that everything below it shares. */
function prefixOf(division: TableRef): Sql {
  return sql`left(${division.col('code')}, CASE ${division.col('level')} WHEN 'PROVINCE' THEN 2 WHEN 'CITY' THEN 4 WHEN 'COUNTY' THEN 6 WHEN 'TOWNSHIP' THEN 9 ELSE 12 END)`;
}

/** `below` lies below `division`, at whatever distance. */
export function isBelow(division: TableRef, below: TableRef): Sql {
  return sql`${below.col('code')} > ${division.col('code')} AND ${below.col('code')} < ${prefixOf(division)} || ':'`;
}

/** `above` lies above `division`: its code is the division's with a tail of zeros. */
export function isAbove(division: TableRef, above: TableRef): Sql {
  const code = division.col('code');
  return sql`${above.col('code')} IN (rpad(left(${code}, 2), 12, '0'), rpad(left(${code}, 4), 12, '0'), rpad(left(${code}, 6), 12, '0'), rpad(left(${code}, 9), 12, '0')) AND ${above.col('code')} < ${code}`;
}

/** `was` and `now` stand in a merger in force on the day: `was` ended in it, `now` went on. */
function mergedInto(asOf: Sql): Sql {
  return sql`"DivisionChangeItem" "was" JOIN "DivisionChange" "merger" ON "merger"."id" = "was"."changeId" AND "merger"."type" = 'MERGE' AND "merger"."effectiveOn" <= ${asOf} JOIN "DivisionChangeItem" "now" ON "now"."changeId" = "was"."changeId" AND "now"."side" = 'AFTER' AND "now"."divisionKey" <> "was"."divisionKey"`;
}

/**
 * The keys of a division and of everything below it, for `IN (…)`, found downwards by parents and mergers: a division
 * that has ended keeps its last code for ever, so that codes lose it as soon as the division above is recoded.
 *
 * What was merged lies within what it was merged into; what else has ended, within the last division above it; what has
 * not begun, within its first one. `rules/code-tree.ts` says the same over ranges of keys.
 */
export function subtreeKeys(division: TableRef, asOf: Sql): Sql {
  const ofTheDay = sql`NOT EXISTS (SELECT FROM "DivisionVersion" "other" WHERE "other"."key" = "child"."key" AND ("other"."validFrom" > "child"."validFrom" AND "other"."validFrom" <= ${asOf} OR "other"."validFrom" < "child"."validFrom" AND "child"."validFrom" > ${asOf}))`;
  const notMerged = sql`NOT EXISTS (SELECT FROM ${mergedInto(asOf)} WHERE "was"."divisionKey" = "child"."key" AND "was"."side" = 'BEFORE')`;
  const children = sql`SELECT "child"."key" FROM "DivisionVersion" "child" WHERE "child"."parentKey" = "below"."key" AND ${ofTheDay} AND ${notMerged}`;
  const predecessors = sql`SELECT "was"."divisionKey" FROM ${mergedInto(asOf)} WHERE "now"."divisionKey" = "below"."key" AND "was"."side" = 'BEFORE'`;
  return sql`WITH RECURSIVE "below" ("key") AS (SELECT ${division.col('key')} UNION SELECT "next"."key" FROM "below" CROSS JOIN LATERAL (${children} UNION ALL ${predecessors}) "next") SELECT "below"."key" FROM "below"`;
}

/** `change` names the division before or after. */
export function isInChange(division: TableRef, change: TableRef): Sql {
  return sql`EXISTS (SELECT FROM "DivisionChangeItem" "item" WHERE "item"."changeId" = ${change.col('id')} AND "item"."divisionKey" = ${division.col('key')})`;
}

/** `part` lies below `unit`, at whatever depth: its path begins with the unit's; `0` follows `/`. */
export function isPartOf(unit: TableRef, part: TableRef): Sql {
  const path = unit.col('path');
  return sql`${part.col('path')} > ${path} AND ${part.col('path')} < left(${path}, -1) || '0'`;
}

/** `whole` lies above `unit`: the unit's path names it. */
export function isWholeOf(unit: TableRef, whole: TableRef): Sql {
  return sql`${whole.col('id')} = ANY (string_to_array(btrim(${unit.col('path')}, '/'), '/')::uuid[]) AND ${whole.col('id')} <> ${unit.col('id')}`;
}

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

/**
 * The keys of a division and of everything below it, for `IN (…)`. A division that has ended counts where it
 * last lay, so that what was recorded there stays in the sum of the county.
 */
export function subtreeKeys(division: TableRef, asOf: Sql): Sql {
  return sql`SELECT "below"."key" FROM "DivisionVersion" "below" WHERE "below"."code" >= ${division.col('code')} AND "below"."code" < ${prefixOf(division)} || ':' AND "below"."validFrom" <= ${asOf} AND NOT EXISTS (SELECT FROM "DivisionVersion" "later" WHERE "later"."key" = "below"."key" AND "later"."validFrom" > "below"."validFrom" AND "later"."validFrom" <= ${asOf})`;
}

/** `change` names the division before or after. */
export function isInChange(division: TableRef, change: TableRef): Sql {
  return sql`EXISTS (SELECT FROM "DivisionChangeItem" "item" WHERE "item"."changeId" = ${change.col('id')} AND "item"."divisionKey" = ${division.col('key')})`;
}

/** `part` lies below `unit`, at whatever depth: its path begins with the unit's; `0` follows `/`. */
export function isPartOf(unit: TableRef, part: TableRef): Sql {
  const path = unit.col('path');
  return sql`${part.col('tenant')} = ${unit.col('tenant')} AND ${part.col('path')} > ${path} AND ${part.col('path')} < left(${path}, -1) || '0'`;
}

/** `whole` lies above `unit`: the unit's path names it. */
export function isWholeOf(unit: TableRef, whole: TableRef): Sql {
  return sql`${whole.col('tenant')} = ${unit.col('tenant')} AND ${whole.col('id')} = ANY (string_to_array(btrim(${unit.col('path')}, '/'), '/')::uuid[]) AND ${whole.col('id')} <> ${unit.col('id')}`;
}

// The accounting standard of a fund, said in SQL.
import type { SqlField } from '../../../kernel/entity.js';
import { join, literal, sql } from '../../../kernel/sql.js';
import { hostsByStandard } from '../rules/standards.js';

/** What was chosen for the fund, else what its host follows, else that of non-profit organizations. */
export const standardOf: SqlField['sql'] = (t) => sql`coalesce(${t.col('accountingStandard')}::text, (
  SELECT CASE ${join(
    Object.entries(hostsByStandard).map(
      ([standard, kinds]) =>
        sql`WHEN h.kind::text IN (${join(kinds.map(literal), ', ')}) THEN ${literal(standard)}`,
    ),
    ' ',
  )} END FROM "Organization" h WHERE h.tenant = ${t.col('tenant')} AND h.id = ${t.col('hostId')}), 'NON_PROFIT')`;

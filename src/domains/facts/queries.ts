// SQL of the facts: how a figure is written out with its word of approximation.
import type { TableRef } from '../../kernel/entity.js';
import { sql, type Sql } from '../../kernel/sql.js';

/**
 * A figure as a Chinese text writes it: 2240余个, 近40000人, 不少于10%, 8—12个, 1+5.
 * Said in SQL, so that a list of figures stays one statement.
 */
export function figureText(t: TableRef): Sql {
  const number = sql`trim_scale(${t.col('value')})::text`;
  const upper = sql`trim_scale(${t.col('valueMax')})::text`;
  const unit = sql`coalesce(${t.col('unit')}, '')`;
  return sql`CASE ${t.col('qualifier')}
    WHEN 'OVER' THEN ${number} || '余' || ${unit}
    WHEN 'NEARLY' THEN '近' || ${number} || ${unit}
    WHEN 'ABOUT' THEN '约' || ${number} || ${unit}
    WHEN 'AT_LEAST' THEN '不少于' || ${number} || ${unit}
    WHEN 'AT_MOST' THEN '不超过' || ${number} || ${unit}
    WHEN 'RANGE' THEN ${number} || coalesce('—' || ${upper}, '') || ${unit}
    WHEN 'DERIVED' THEN '推算' || ${number} || ${unit}
    ELSE ${number} || coalesce('+' || ${upper}, '') || ${unit}
  END`;
}

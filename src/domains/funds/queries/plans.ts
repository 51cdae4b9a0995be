// Fields that hold what was spent and received against what was planned, said in SQL.
import type { JoinField, SqlField, TableRef } from '../../../kernel/entity.js';
import { ident, sql, type Sql } from '../../../kernel/sql.js';

/** Whether nothing took the voucher of a row back. */
function stands(row: string): Sql {
  const column = (name: string): Sql => sql`${ident(row)}.${ident(name)}`;
  return sql`NOT EXISTS (
    SELECT FROM "LedgerTransaction" r
    WHERE r.tenant = ${column('tenant')} AND r."reversesId" = ${column('transactionId')})`;
}

/** What was received of an appropriation. */
export function receivedBy(appropriation: TableRef): Sql {
  return sql`(
    SELECT coalesce(sum(x."amountFen"), 0)::int8 FROM "AppropriationReceipt" x
    WHERE x.tenant = ${appropriation.col('tenant')} AND x."appropriationId" = ${appropriation.col('id')}
      AND ${stands('x')})`;
}

/** What was paid for whatever expenses name in the column. */
export function paidFor(column: 'grantId' | 'proposalId'): SqlField['sql'] {
  return (t) => sql`(
    SELECT coalesce(sum(x."amountFen"), 0)::int8 FROM "FundExpense" x
    WHERE x.tenant = ${t.col('tenant')} AND x.${ident(column)} = ${t.col('id')} AND ${stands('x')})`;
}

/** What was spent in the category and year of a budget's line: expenses that stand, less what projects gave back. */
export function spentInCategory(line: TableRef): Sql {
  const inYear = (day: Sql): Sql =>
    sql`${day} >= make_date(${line.col('year')}, 1, 1) AND ${day} < make_date(${line.col('year')} + 1, 1, 1)`;
  const ofLine = (row: string): Sql => {
    const column = (name: string): Sql => sql`${ident(row)}.${ident(name)}`;
    return sql`${column('tenant')} = ${line.col('tenant')} AND ${column('fundId')} = ${line.col('fundId')}
      AND ${column('category')} = ${line.col('category')}`;
  };
  return sql`(
    (SELECT coalesce(sum(x."amountFen"), 0) FROM "FundExpense" x
      WHERE ${ofLine('x')} AND ${inYear(sql`x."paidOn"`)} AND ${stands('x')})
    - (SELECT coalesce(sum(g."returnedFen"), 0) FROM "GrantProject" g
      WHERE ${ofLine('g')} AND ${inYear(sql`g."returnedOn"`)}))::int8`;
}

/** Figures of a target's year and measure that are below it, compared in whole numbers. */
export const isBelowTarget: JoinField['on'] = (target, figure) =>
  sql`${figure.col('year')} = ${target.col('year')} AND ${figure.col('measure')} = ${target.col('measure')}
    AND ${figure.col('numerator')}::int8 * 1000000 < ${target.col('thresholdPpm')}::int8 * ${figure.col('denominator')}`;

/** What is aimed at in the year of a figure. */
export const targetOf: JoinField['on'] = (figure, target) =>
  sql`${target.col('year')} = ${figure.col('year')} AND ${target.col('measure')} = ${figure.col('measure')}`;

/** Entries that were declared not to apply to a proposal. */
export const isClearedFor: JoinField['on'] = (proposal, entry) => sql`EXISTS (
  SELECT FROM "GuaranteeClearance" c
  WHERE c.tenant = ${proposal.col('tenant')} AND c."proposalId" = ${proposal.col('id')} AND c."entryId" = ${entry.col('id')})`;

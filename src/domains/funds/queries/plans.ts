// Fields that hold what was spent and received against what was planned, said in SQL.
import type { JoinField, SqlField, TableRef } from '../../../kernel/entity.js';
import { ident, literal, sql, type Sql } from '../../../kernel/sql.js';

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

/** What a fund spent in a year, in one category if it is given: expenses that stand, less what projects gave back. */
function spentIn(year: TableRef, category: Sql | null): Sql {
  const of = (row: string, day: string): Sql => {
    const column = (name: string): Sql => sql`${ident(row)}.${ident(name)}`;
    return sql`${column('tenant')} = ${year.col('tenant')} AND ${column('fundId')} = ${year.col('fundId')}
      AND ${column(day)} >= make_date(${year.col('year')}, 1, 1) AND ${column(day)} < make_date(${year.col('year')} + 1, 1, 1)
      ${category === null ? sql`` : sql`AND ${column('category')} = ${category}`}`;
  };
  return sql`(
    (SELECT coalesce(sum(x."amountFen"), 0) FROM "FundExpense" x WHERE ${of('x', 'paidOn')} AND ${stands('x')})
    - (SELECT coalesce(sum(g."returnedFen"), 0) FROM "GrantProject" g WHERE ${of('g', 'returnedOn')}))::int8`;
}

/** What was spent in the category and year of a budget's line. */
export function spentInCategory(line: TableRef): Sql {
  return spentIn(line, line.col('category'));
}

/** What a fund spent in a year. */
export function spentInYear(year: TableRef): Sql {
  return spentIn(year, null);
}

/** What of that was spent on administration. */
export function administeredInYear(year: TableRef): Sql {
  return spentIn(year, literal('MANAGEMENT'));
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

/** Income of the year before a fund's year, as it was published last; NULL where no sum was told. */
const incomeBefore = (year: TableRef): Sql => sql`(
  SELECT y."incomeFen" FROM "FundYear" y
  WHERE y.tenant = ${year.col('tenant')} AND y."fundId" = ${year.col('fundId')} AND y.year = ${year.col('year')} - 1
  ORDER BY y.revision DESC LIMIT 1)`;

/** Whether at least so many hundredths of the year before's income were spent; NULL where that is not told. */
export function spentOfIncome(hundredths: number): SqlField['sql'] {
  return (t) =>
    sql`(${spentInYear(t)}::numeric * 100 >= ${incomeBefore(t)}::numeric * ${literal(String(hundredths))}::numeric)`;
}

/** Whether administration took at most so many hundredths of what was spent; NULL where nothing was. */
export function administeredWithin(hundredths: number): SqlField['sql'] {
  return (t) =>
    sql`(CASE WHEN ${spentInYear(t)} > 0 THEN ${administeredInYear(t)}::numeric * 100 <= ${spentInYear(t)}::numeric * ${literal(String(hundredths))}::numeric END)`;
}

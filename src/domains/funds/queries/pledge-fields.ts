// Fields of pledges that are said in SQL: what is outstanding, overdue, and paid of an instalment.
import type { SqlField } from '../../../kernel/entity.js';
import { raw, sql, type Sql } from '../../../kernel/sql.js';
import { owingStates } from '../rules/pledges.js';

const owing = (state: Sql): Sql => sql`${state} IN (${raw(owingStates.map((one) => `'${one}'`).join(', '))})`;

/** What is still to be given. */
export const outstandingOf: SqlField['sql'] = (t) =>
  sql`(CASE WHEN ${owing(t.col('state'))} THEN ${t.col('amountFen')} - ${t.col('paidFen')} ELSE 0 END)`;

/** What was due before the day and is not given. */
export const overdueAt: SqlField['sql'] = (
  t,
  asOf,
) => sql`(CASE WHEN ${owing(t.col('state'))} THEN greatest(0, (
    SELECT coalesce(sum(i."amountFen"), 0)::int8 FROM "PledgeInstalment" i
    WHERE i.tenant = ${t.col('tenant')} AND i."pledgeId" = ${t.col('id')} AND i."dueOn" < ${asOf}) - ${t.col('paidFen')})
  ELSE 0 END)`;

/** What of the pledge is left for an instalment when the earlier ones are fulfilled. */
export const instalmentPaid: SqlField['sql'] = (t) => sql`(
    SELECT least(${t.col('amountFen')}, greatest(0, p."paidFen" - coalesce((
      SELECT sum(e."amountFen")::int8 FROM "PledgeInstalment" e
      WHERE e.tenant = ${t.col('tenant')} AND e."pledgeId" = ${t.col('pledgeId')} AND e."position" < ${t.col('position')}), 0)))
    FROM "Pledge" p WHERE p.tenant = ${t.col('tenant')} AND p.id = ${t.col('pledgeId')})`;

// The numbers about a list become SQL: counts, sums and groups over exactly the rows that the list would show.
import { sumType } from '../graph/connections.js';
import type { Sql } from '../sql.js';
import { join, raw, sql } from '../sql.js';
import { rowsShown, seenColumn, type Compilation, type Table } from './condition.js';
import { jsonConstant, jsonObject, jsonRows, jsonTypeOf, jsonValue } from './json.js';
import type { AggregatePlan, ColumnMember, GroupMember } from './plan.js';

/** Counts and sums over the rows that the list would show. */
export function aggregate(c: Compilation, plan: AggregatePlan, from: Table | null): Sql {
  const asOf = c.day(plan.asOf);
  const rowsOf = (t: Table): Sql =>
    sql`FROM ${t.from} WHERE ${rowsShown(c, t, plan.where(t, asOf, from), plan.filter, asOf)}`;
  const t = c.table(plan.shape.name);
  const members = plan.members.map((member): [string, Sql] => [
    member.key,
    member.kind === 'groups'
      ? groups(c, member, c.table(plan.shape.name), rowsOf, asOf)
      : number(c, member, t, asOf),
  ]);
  return sql`(SELECT ${jsonObject(members)} ${rowsOf(t)} HAVING TRUE)`;
}

/** What is said of rows as a whole and of a group of them alike. */
function number(c: Compilation, member: Exclude<GroupMember, { kind: 'column' }>, t: Table, asOf: Sql): Sql {
  switch (member.kind) {
    case 'typename':
      return jsonConstant(member.text);
    case 'count':
      return raw('count(*)::text');
    case 'sum':
      return sums(c, member.members, t, asOf);
  }
}

function sums(c: Compilation, members: readonly ColumnMember[], t: Table, asOf: Sql): Sql {
  return jsonObject(
    members.map(({ key, field, typename }) => {
      if (field === null) return [key, jsonConstant(typename)];
      return [
        key,
        jsonValue(
          sql`sum(${seenColumn(c, t, field, asOf)})`,
          { type: sumType(field), native: 'numeric', list: false },
          true,
        ),
      ];
    }),
  );
}

/** Groups with the most rows first; ties in the order of their keys. */
function groups(
  c: Compilation,
  plan: Extract<AggregatePlan['members'][number], { kind: 'groups' }>,
  t: Table,
  rowsOf: (t: Table) => Sql,
  asOf: Sql,
): Sql {
  const keys = plan.by.map((field) => seenColumn(c, t, field, asOf));
  const members = plan.members.map((member): [string, Sql] => {
    if (member.kind !== 'column') return [member.key, number(c, member, t, asOf)];
    const i = plan.by.findIndex((field) => field.name === member.field.name);
    const { column, type } = member.field;
    return [member.key, i < 0 ? raw(`'null'`) : jsonValue(keys[i]!, jsonTypeOf(column, type), true)];
  });
  const order = join([raw('count(*) DESC'), ...keys], ', ');
  const rows = sql`SELECT ${jsonObject(members)} AS j, row_number() OVER (ORDER BY ${order}) AS n ${rowsOf(t)} GROUP BY ${join(keys, ', ')} ORDER BY n LIMIT ${raw(String(plan.size))}`;
  return jsonRows(rows);
}

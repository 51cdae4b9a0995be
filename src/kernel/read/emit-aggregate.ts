// The numbers about a list become SQL: counts, sums and groups over exactly the rows that the list would show.
import { sumType } from '../graph/connections.js';
import type { Sql } from '../sql.js';
import { join, literal, param, raw, sql } from '../sql.js';
import { rowsShown, seenColumn, type Compilation, type Table } from './condition.js';
import { jsonConstant, jsonField, jsonList, jsonObject, jsonTypeOf } from './json.js';
import { tableOf, type AggregatePlan, type ColumnMember, type GroupMember } from './plan.js';

/** Counts and sums over the rows that the list would show. */
export function aggregate(c: Compilation, plan: AggregatePlan, from: Table | null): Sql {
  const asOf = param(plan.asOf, 'date');
  const rowsOf = (t: Table): Sql =>
    sql`FROM ${t.from} WHERE ${rowsShown(c, t, plan.where.on(t, asOf, from), plan.filter, asOf, from === null ? 'count' : 'nowhere')}`;
  const table = (): Table => tableOf(c, plan.shape.name, plan.where, from);
  const t = table();
  const members = plan.members.map((member): [string, Sql] => [
    member.key,
    member.kind === 'groups' ? groups(c, member, table(), rowsOf, asOf) : number(c, member, t, asOf),
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
    members.map(({ key, field, typename, below }) => {
      if (field === null) return [key, jsonConstant(typename)];
      const sum = sql`sum(${seenColumn(c, t, field, asOf)})`;
      const type = { type: sumType(field), native: 'numeric', list: false };
      return [key, jsonField(sum, type, true, below, c.completed)];
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
    if (i < 0) return [member.key, literal('null')];
    return [member.key, jsonField(keys[i]!, jsonTypeOf(column, type), true, member.below, c.completed)];
  });
  const order = join([raw('count(*) DESC'), ...keys], ', ');
  const rows = sql`SELECT ${jsonObject(members)} AS j, row_number() OVER (ORDER BY ${order}) AS n ${rowsOf(t)} GROUP BY ${join(keys, ', ')} ORDER BY n LIMIT ${raw(String(plan.size))}`;
  return sql`(SELECT ${jsonList(raw('p.j'), raw(' ORDER BY p.n'))} FROM (${rows}) p)`;
}

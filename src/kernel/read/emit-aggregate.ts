// The numbers about a list become SQL: counts, sums and groups over exactly the rows that the list would show.
import { sumType } from '../graph/connections.js';
import type { Sql } from '../sql.js';
import { join, literal, param, raw, sql } from '../sql.js';
import { rowsShown, seenColumn, type Compilation, type Table } from './condition.js';
import { jsonConstant, jsonField, jsonList, jsonObject, jsonTypeOf } from './json.js';
import {
  joined,
  tableOf,
  type AggregatePlan,
  type ColumnMember,
  type GroupMember,
  type ObjectPlan,
  type Where,
} from './plan.js';

/** How the row that a link leads to becomes JSON. */
export type WriteOne = (c: Compilation, plan: ObjectPlan, where: Where, from: Table) => Sql;

/** Counts and sums over the rows that the list would show. */
export function aggregate(c: Compilation, plan: AggregatePlan, from: Table | null, write: WriteOne): Sql {
  const asOf = param(plan.asOf, 'date');
  const rowsOf = (t: Table): Sql =>
    sql`FROM ${t.from} WHERE ${rowsShown(c, t, plan.where.on(t, asOf, from), plan.filter, asOf, from === null ? 'count' : 'nowhere')}`;
  const table = (): Table => tableOf(c, plan.shape.name, plan.where, from);
  const t = table();
  const members = plan.members.map((member): [string, Sql] => [
    member.key,
    member.kind === 'groups' ? groups(c, member, table(), rowsOf, asOf, write) : number(c, member, t, asOf),
  ]);
  return sql`(SELECT ${jsonObject(members)} ${rowsOf(t)} HAVING TRUE)`;
}

/** What is said of rows as a whole and of a group of them alike. */
function number(
  c: Compilation,
  member: Exclude<GroupMember, { kind: 'column' | 'one' }>,
  t: Table,
  asOf: Sql,
): Sql {
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

/** Groups with the largest sum or the most rows first; ties in the order of their keys. */
function groups(
  c: Compilation,
  plan: Extract<AggregatePlan['members'][number], { kind: 'groups' }>,
  t: Table,
  rowsOf: (t: Table) => Sql,
  asOf: Sql,
  write: WriteOne,
): Sql {
  const keysOf = plan.by.map((field) =>
    field.kind === 'column'
      ? [seenColumn(c, t, field, asOf)]
      : // The columns that lead to the row, so that the row may be looked up by the group.
        t.shape.model.relations[field.name]!.columns.map((column) => t.own(column)),
  );
  const keys = keysOf.flat();
  const members = plan.members.map((member): [string, Sql] => {
    if (member.kind === 'one')
      return [
        member.key,
        plan.by.includes(member.field) ? write(c, member.object, joined(member.field), t) : literal('null'),
      ];
    if (member.kind !== 'column') return [member.key, number(c, member, t, asOf)];
    const i = plan.by.findIndex((field) => field.name === member.field.name);
    const { column, type } = member.field;
    if (i < 0) return [member.key, literal('null')];
    return [member.key, jsonField(keysOf[i]![0]!, jsonTypeOf(column, type), true, member.below, c.completed)];
  });
  const largest =
    plan.largest === null ? [] : [sql`sum(${seenColumn(c, t, plan.largest, asOf)}) DESC NULLS LAST`];
  const order = join([...largest, raw('count(*) DESC'), ...keys], ', ');
  const rows = sql`SELECT ${jsonObject(members)} AS j, row_number() OVER (ORDER BY ${order}) AS n ${rowsOf(t)} GROUP BY ${join(keys, ', ')} ORDER BY n LIMIT ${raw(String(plan.size))}`;
  return sql`(SELECT ${jsonList(raw('p.j'), raw(' ORDER BY p.n'))} FROM (${rows}) p)`;
}

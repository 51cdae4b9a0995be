// A connection becomes SQL: a page of rows, and what was asked around them.
import { limits } from '../config.js';
import { allOf, concat, join, literal, param, raw, sql, type Sql } from '../sql.js';
import { isLed, rowsShown, type Compilation, type Leads, type Table } from './condition.js';
import { jsonConstant, jsonList, jsonObject } from './json.js';
import { behind, cursorOf, orderBy } from './page.js';
import { rowPrice } from './plan-rows.js';
import {
  readsRows,
  tableOf,
  type ListMember,
  type ListPlan,
  type ObjectPlan,
  type PageInfoMember,
} from './plan.js';

/** How a row becomes JSON. */
export type WriteObject = (c: Compilation, plan: ObjectPlan, t: Table) => Sql;

/** A list in the making. */
interface List {
  readonly c: Compilation;
  readonly plan: ListPlan;
  readonly t: Table;
  readonly asOf: Sql;
  /** Tells whose the rows are that stand behind it, where nothing else does. */
  readonly mark: ((tenants: Sql) => Sql) | null;
  /** Which rows the whole list has, said for what is done with them. */
  readonly condition: (leads: Leads) => Sql;
}

/** A page of rows with what was asked of it. */
export function connection(c: Compilation, plan: ListPlan, from: Table | null, write: WriteObject): Sql {
  const t = tableOf(c, plan.shape.name, plan.where, from);
  const asOf = param(plan.asOf, 'date');
  const meant = plan.where.on(t, asOf, from);
  const condition = (leads: Leads): Sql =>
    rowsShown(c, t, meant, plan.filter, asOf, from === null ? leads : 'nowhere');
  const list: List = { c, plan, t, asOf, mark: c.markList(t), condition };
  if (!readsRows(plan.members)) return sql`(SELECT ${members(list, (object) => write(c, object, t))})`;
  const shown = allOf(condition('page'), behind(c, t, plan.order, plan.page, asOf));
  const page = sql`SELECT ${raw(t.alias)}.* FROM ${rowsOf(list, shown, from)} ORDER BY ${orderBy(c, t, plan.order, plan.page.backwards, asOf)} LIMIT ${raw(String(plan.page.size + (asksForMore(plan) ? 1 : 0)))}`;
  if (!isNumbered(plan)) {
    const rows = members(list, (object) => write(c, object, t), cursor(list));
    return sql`(SELECT ${rows} FROM (${page}) ${raw(t.alias)})`;
  }
  return numbered(list, page, write);
}

/**
 * The rows that satisfy the condition, for FROM. Where a place or a name leads to few of them, OFFSET keeps the planner from
 * walking the list's order instead, in which such rows may be rare.
 */
function rowsOf({ c, plan, t }: List, shown: Sql, from: Table | null): Sql {
  const led = from === null && (isLed(t, c.policy(plan.shape.entity.visible)) || isLed(t, plan.filter));
  return led
    ? sql`(SELECT ${raw(t.alias)}.* FROM ${t.from} WHERE ${shown} OFFSET 0) ${raw(t.alias)}`
    : sql`${t.from} WHERE ${shown}`;
}

/** Whether it must be known that a row follows: one more than the page is read. */
function asksForMore({ members, page }: ListPlan): boolean {
  const more = page.backwards ? 'hasPreviousPage' : 'hasNextPage';
  return members.some((m) => m.kind === 'pageInfo' && m.members.some(({ kind }) => kind === more));
}

/** Whether rows must know their places: to leave one out, to turn them round, to tell the first and the last. */
function isNumbered(plan: ListPlan): boolean {
  return plan.page.backwards || plan.members.some(({ kind }) => kind === 'pageInfo');
}

/** The page whose rows are numbered as they come; what is made of them is worked out once, and not for the row too many. */
function numbered(list: List, page: Sql, write: WriteObject): Sql {
  const { c, plan, t } = list;
  const objects: ObjectPlan[] = [];
  const slot = (object: ObjectPlan): Sql => raw(`p.j${objects.push(object) - 1}`);
  const all = members(list, slot, raw('p.c'));
  const n = raw(`${t.alias}."$n"`);
  const columns = [
    sql`${n} AS n`,
    ...objects.map(
      (object, i) =>
        sql`CASE WHEN ${n} <= ${raw(String(plan.page.size))} THEN ${write(c, object, t)} END AS ${raw(`j${i}`)}`,
    ),
    ...(usesCursor(plan) ? [sql`${cursor(list)} AS c`] : []),
    ...(list.mark === null ? [] : [sql`${t.own('tenant')} AS t`]),
  ];
  const rows = sql`SELECT ${raw(t.alias)}.*, row_number() OVER () AS "$n" FROM (${page}) ${raw(t.alias)}`;
  // HAVING makes it one row even where nothing in it is an aggregate.
  return sql`(SELECT ${all} FROM (SELECT ${join(columns, ', ')} FROM (${rows}) ${raw(t.alias)}) p HAVING TRUE)`;
}

function usesCursor({ members }: ListPlan): boolean {
  return members.some(
    (m) =>
      (m.kind === 'edges' && m.members.some((e) => e.kind === 'cursor')) ||
      (m.kind === 'pageInfo' && m.members.some((e) => e.kind === 'startCursor' || e.kind === 'endCursor')),
  );
}

function cursor({ c, t, plan, asOf }: List): Sql {
  return cursorOf(c, t, plan.order, plan.signature, asOf);
}

/** What is asked of the list, as the select list of its page. */
function members(list: List, object: (plan: ObjectPlan) => Sql, place: Sql = raw('NULL')): Sql {
  return jsonObject(list.plan.members.map((m) => [m.key, listMember(list, m, object, place)]));
}

function listMember(list: List, member: ListMember, object: (plan: ObjectPlan) => Sql, place: Sql): Sql {
  const { c, plan, t, condition } = list;
  switch (member.kind) {
    case 'typename':
      return jsonConstant(member.text);
    case 'totalCount':
      return sql`(SELECT count(*)::text FROM ${t.from} WHERE ${condition('count')})`;
    case 'nodes':
      return rows(list, object(member.object));
    case 'edges': {
      const edge = member.members.map((e): [string, Sql] => [
        e.key,
        e.kind === 'typename' ? jsonConstant(e.text) : e.kind === 'cursor' ? place : object(e.object),
      ]);
      const item = jsonObject(edge);
      return rows(list, member.tells ? concat(c.mark(t, rowPrice(plan.shape)), item) : item);
    }
    case 'pageInfo':
      return jsonObject(member.members.map((m) => [m.key, pageInfo(plan, m)]));
    case 'pageCursors':
      return pageCursors(list, member);
  }
}

/** The rows of the page; they come in its order, so that they need not be sorted again. */
function rows({ plan, t, mark }: List, item: Sql): Sql {
  const isPlain = !isNumbered(plan);
  const kept =
    !isPlain && asksForMore(plan) ? sql` FILTER (WHERE p.n <= ${raw(String(plan.page.size))})` : raw('');
  const order = !isPlain && plan.page.backwards ? raw(' ORDER BY p.n DESC') : raw('');
  if (mark === null) return jsonList(item, order, kept);
  const tenants = sql`array_agg(${isPlain ? t.own('tenant') : raw('p.t')}${order})${kept}`;
  return jsonList(item, order, kept, mark(tenants));
}

function pageInfo({ page }: ListPlan, { kind }: PageInfoMember): Sql {
  const size = raw(String(page.size));
  const more = sql`(count(*) > ${size})::text`;
  // A cursor was given, so there is a row on its side.
  const before = literal(page.cursor === null ? 'false' : 'true');
  const first = sql`coalesce(max(p.c) FILTER (WHERE p.n = 1), 'null')`;
  const last = sql`coalesce((array_agg(p.c ORDER BY p.n DESC) FILTER (WHERE p.n <= ${size}))[1], 'null')`;
  switch (kind) {
    case 'typename':
      return jsonConstant('PageInfo');
    case 'hasNextPage':
      return page.backwards ? before : more;
    case 'hasPreviousPage':
      return page.backwards ? more : before;
    case 'startCursor':
      return page.backwards ? last : first;
    case 'endCursor':
      return page.backwards ? first : last;
  }
}

/** The pages around one: each begins behind the last row of the page before it. */
function pageCursors(list: List, member: Extract<ListMember, { kind: 'pageCursors' }>): Sql {
  const { c, plan, t, asOf, condition } = list;
  const { size } = plan.page;
  const first = param(
    member.around.map((number) => number - limits.pagesAround),
    'int4',
  );
  const last = param(
    member.around.map((number) => number + limits.pagesAround),
    'int4',
  );
  const rowsToLast = param(
    member.around.map((number) => Math.min(limits.numberedRows, (number + limits.pagesAround) * size)),
    'int4',
  );
  const entry = (number: Sql, after: Sql): Sql =>
    jsonObject(
      member.members.map(({ key, kind }) => [
        key,
        kind === 'typename' ? jsonConstant('PageCursor') : kind === 'number' ? number : after,
      ]),
    );
  const n = raw(`${t.alias}."$n"`);
  const number = sql`(${n} / ${raw(String(size))} + 1)`;
  const ordered = sql`SELECT ${raw(t.alias)}.* FROM ${t.from} WHERE ${condition('page')} ORDER BY ${orderBy(c, t, plan.order, false, asOf)} LIMIT ${rowsToLast}`;
  const counted = sql`SELECT ${raw(t.alias)}.*, row_number() OVER () AS "$n", count(*) OVER () AS "$all" FROM (${ordered}) ${raw(t.alias)}`;
  const beginnings = sql`SELECT ${n} AS n, ${entry(sql`${number}::text`, cursor(list))} AS j FROM (${counted}) ${raw(t.alias)} WHERE ${n} % ${raw(String(size))} = 0 AND ${n} < ${raw(t.alias)}."$all" AND ${number} BETWEEN ${first} AND ${last}`;
  const opening = sql`SELECT 0 AS n, ${entry(literal('1'), literal('null'))} AS j WHERE ${first} <= 1 AND EXISTS (SELECT 1 FROM ${t.from} WHERE ${condition('page')})`;
  return sql`(SELECT ${jsonList(raw('b.j'), raw(' ORDER BY b.n'))} FROM (${opening} UNION ALL ${beginnings}) b)`;
}

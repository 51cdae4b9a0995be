// Plans of lists and of the numbers about them: filter, order, page, and what is selected around the rows.
import type { FieldNode } from 'graphql';
import { limits, prices } from '../config.js';
import type { OrderTerm } from '../entity.js';
import { refusal, type Path } from '../errors.js';
import { sumType } from '../graph/connections.js';
import type { ColumnField, Shape } from '../graph/shape.js';
import { all, sizeOf } from '../predicate.js';
import { FilterReader, readSearch } from './filter.js';
import { writtenInSql } from './json.js';
import { signatureOf, totalOrder } from './page.js';
import { pageNumber, readPage, within } from './plan-page.js';
import {
  readsRows,
  type AggregateMember,
  type AmountMember,
  type AggregatePlan,
  type ColumnMember,
  type EdgeMember,
  type GroupMember,
  type ListMember,
  type ListPlan,
  type ObjectPlan,
  type PageCursorMember,
  type PageInfoMember,
  type Where,
} from './plan.js';
import type { Condition } from './policies.js';
import type { Keys, Selected, Selections } from './selections.js';
import { slotOf, type Slot } from './slots.js';

/** A part of the plan and what it costs. */
export type Priced<T> = { readonly plan: T; readonly cost: number };

/** Plans what is selected of an entity's rows. */
export type PlanObject = (
  shape: Shape,
  nodes: readonly FieldNode[],
  asOf: Slot<string>,
  path: Keys,
) => Priced<ObjectPlan>;

/** Which list is meant: its rows, its own order, and its place in the graph, to which cursors are bound. */
export interface ListSource {
  readonly shape: Shape;
  readonly where: Where;
  readonly order: readonly OrderTerm[] | null;
  readonly coordinate: string;
  readonly asOf: Slot<string>;
}

/** Plans a connection. Its price is its page times the price of a row. */
export function planList(
  s: Selections,
  planObject: PlanObject,
  source: ListSource,
  { args, nodes }: Selected,
  path: Keys,
): Priced<ListPlan> {
  const { shape, where, asOf } = source;
  const order = totalOrder(
    shape,
    readOrder(args['orderBy'], path) ?? source.order ?? shape.entity.order ?? [],
  );
  const signature = signatureOf(source.coordinate, order);
  const page = readPage(s.choices, args, shape, order, signature, path);
  const typeName = `${shape.name}Connection`;
  let each = 0;
  let fixed = 1;
  const objectOf = (selected: Selected, at: Keys): ObjectPlan => {
    const { plan, cost } = planObject(shape, selected.nodes, asOf, [...at, selected.key]);
    each += cost;
    return plan;
  };
  const members = s.below(typeName, nodes).map((m): ListMember => {
    const at = [...path, m.key];
    switch (m.name) {
      case 'totalCount':
        fixed += prices.count;
        return { key: m.key, kind: 'totalCount' };
      case 'pageCursors':
        fixed += prices.count;
        return {
          key: m.key,
          kind: 'pageCursors',
          around: s.choices.check(
            slotOf(m.args['around']).map((number) =>
              pageNumber(number as number, page.size, [...at, 'around']),
            ),
          ),
          members: s.below('PageCursor', m.nodes).map((one) => ({
            key: one.key,
            kind: one.name === '__typename' ? 'typename' : (one.name as PageCursorMember['kind']),
          })),
        };
      case 'nodes':
        return { key: m.key, kind: 'nodes', object: objectOf(m, path) };
      case 'edges':
        return {
          key: m.key,
          kind: 'edges',
          members: s.below(`${shape.name}Edge`, m.nodes).map((e) => edge(shape, e, () => objectOf(e, at))),
        };
      case 'pageInfo':
        return { key: m.key, kind: 'pageInfo', members: s.below('PageInfo', m.nodes).map(pageInfo) };
      default:
        return { key: m.key, kind: 'typename', text: typeName };
    }
  });
  const filter = rowFilter(s, shape, args, asOf, path);
  const row = readsRows(members) ? Math.max(each, shape.entity.price ?? 1) : 0;
  return {
    plan: {
      shape,
      asOf,
      where: inTenant(where, filter.plan),
      filter: filter.plan,
      order,
      page,
      signature,
      members,
    },
    cost: fixed + filter.cost + row * page.size,
  };
}

function edge(shape: Shape, { key, name }: Selected, object: () => ObjectPlan): EdgeMember {
  if (name === 'cursor') return { key, kind: 'cursor' };
  if (name === 'node') return { key, kind: 'node', object: object() };
  return { key, kind: 'typename', text: `${shape.name}Edge` };
}

function pageInfo({ key, name }: Selected): PageInfoMember {
  return { key, kind: name === '__typename' ? 'typename' : (name as PageInfoMember['kind']) };
}

/** Which rows are asked for. Each relation in the condition is priced like a count: it looks at other rows. */
function rowFilter(
  s: Selections,
  shape: Shape,
  args: Selected['args'],
  asOf: Slot<string>,
  path: Path,
): Priced<Condition> {
  const filter = new FilterReader(s.choices, asOf).read(shape, args['filter'], [...path, 'filter']);
  const { terms, relations } = sizeOf(filter);
  if (terms > limits.filterTerms)
    throw refusal('filter-terms', [...path, 'filter'], { max: limits.filterTerms });
  return {
    plan: all(filter, readSearch(s.choices, args['search'], [...path, 'search'])),
    cost: relations * prices.count,
  };
}

/** The rows that are meant, of the one tenant that the filter demands. */
function inTenant(where: Where, filter: Condition): Where {
  for (const part of filter.op === 'and' ? filter.of : [filter])
    if (part.op === 'eq' && part.field === 'tenant') return { ...where, tenant: part.value as Slot<number> };
  return where;
}

/** Plans the numbers about a list. */
export function planAggregate(
  s: Selections,
  source: Omit<ListSource, 'order' | 'coordinate'>,
  { args, nodes }: Selected,
  path: Keys,
): Priced<AggregatePlan> {
  const { shape, where, asOf } = source;
  const typeName = `${shape.name}Aggregate`;
  const members = s.below(typeName, nodes).map((m): AggregateMember => {
    switch (m.name) {
      case 'count':
        return { key: m.key, kind: 'count' };
      case 'sum':
        return { key: m.key, kind: 'sum', members: sumColumns(s, shape, m, [...path, m.key]) };
      case 'groups':
        return groups(s, shape, m, [...path, m.key]);
      default:
        return { key: m.key, kind: 'typename', text: typeName };
    }
  });
  const filter = rowFilter(s, shape, args, asOf, path);
  const passes = 1 + members.filter(({ kind }) => kind === 'groups').length;
  return {
    plan: { shape, asOf, where: inTenant(where, filter.plan), filter: filter.plan, members },
    cost: prices.aggregate * passes + filter.cost,
  };
}

function sumColumns(
  s: Selections,
  shape: Shape,
  { nodes: columns }: Selected,
  path: Keys,
): readonly ColumnMember[] {
  const typename = `${shape.name}Sum`;
  return s.below(typename, columns).map(({ key, name, nodes }) => {
    const field = name === '__typename' ? null : (shape.fields.get(name) as ColumnField);
    if (field) s.noteMask(field, [...path, key]);
    const below = field ? amountMembers(s, sumType(field), nodes, [...path, key]) : [];
    return { key, field, typename, below };
  });
}

function groups(s: Selections, shape: Shape, { key, args, nodes }: Selected, path: Keys): AggregateMember {
  const by = (args['by'] as readonly string[]).map((name) => shape.columns.get(name)!);
  if (by.length === 0 || by.length > limits.orderBy)
    throw refusal('list-length', [...path, 'by'], { min: 1, max: limits.orderBy });
  if (new Set(by).size !== by.length) throw refusal('list-distinct', [...path, 'by']);
  const size = s.choices.choose(
    slotOf(args['first'] ?? limits.groups).map((value) =>
      within(value as number, limits.groups, [...path, 'first']),
    ),
  );
  const typeName = `${shape.name}Group`;
  const members = s.below(typeName, nodes).map((m): GroupMember => {
    if (m.name === '__typename') return { key: m.key, kind: 'typename', text: typeName };
    if (m.name === 'count') return { key: m.key, kind: 'count' };
    if (m.name === 'sum')
      return { key: m.key, kind: 'sum', members: sumColumns(s, shape, m, [...path, m.key]) };
    const field = shape.fields.get(m.name) as ColumnField;
    s.noteMask(field, [...path, m.key]);
    return {
      key: m.key,
      kind: 'column',
      field,
      below: amountMembers(s, field.type, m.nodes, [...path, m.key]),
    };
  });
  return { key, kind: 'groups', by, size, members };
}

function readOrder(given: unknown, path: Path): readonly OrderTerm[] | null {
  const terms = given as readonly OrderTerm[] | null | undefined;
  if (!terms || terms.length === 0) return null;
  if (terms.length > limits.orderBy)
    throw refusal('list-length', [...path, 'orderBy'], { min: 0, max: limits.orderBy });
  if (new Set(terms.map((term) => term.field)).size !== terms.length)
    throw refusal('list-distinct', [...path, 'orderBy']);
  return terms.map(({ field, direction }) => ({ field, direction }));
}

/** The parts of an amount of money that are asked for; none of any other type. */
export function amountMembers(
  s: Selections,
  type: string,
  nodes: readonly FieldNode[],
  path: Keys,
): readonly AmountMember[] {
  if (type !== 'Money') return [];
  return s.below('Money', nodes).map(({ key, name }) => {
    if (!writtenInSql.has(name)) s.completed.add([...path, key].join('.'));
    return { key, name };
  });
}

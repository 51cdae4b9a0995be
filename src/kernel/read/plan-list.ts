// Plans of connections: filter, order, page, and what is selected around the rows.
import type { FieldNode } from 'graphql';
import { prices } from '../config.js';
import type { OrderTerm } from '../entity.js';
import type { Shape } from '../graph/shape.js';
import { signatureOf, totalOrder } from './page.js';
import { pageNumber, readOrder, readPage } from './page-arguments.js';
import {
  readsRows,
  type EdgeMember,
  type ListMember,
  type ListPlan,
  type ObjectPlan,
  type PageCursorMember,
  type PageInfoMember,
  type Where,
} from './plan.js';
import { inTenant, rowFilter, rowPrice, type Priced } from './plan-rows.js';
import type { Keys, Selected, Selections } from './selections.js';
import { slotOf, type Slot } from './slots.js';

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
  let fixed: number = prices.connection;
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
        s.counted.add(shape.name);
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
          tells: false,
        };
      case 'pageInfo':
        return { key: m.key, kind: 'pageInfo', members: s.below('PageInfo', m.nodes).map(pageInfo) };
      default:
        return { key: m.key, kind: 'typename', text: typeName };
    }
  });
  const filter = rowFilter(s, shape, args, asOf, path);
  const row = readsRows(members) ? Math.max(each, rowPrice(shape)) : 0;
  const telling = each === 0 ? members.findIndex(({ kind }) => kind === 'edges') : -1;
  // Rows that leave no trace in the answer are due as they were asked for.
  const due = fixed + filter.cost + (each === 0 && telling < 0 ? row * page.size : 0);
  return {
    plan: {
      shape,
      asOf,
      where: inTenant(where, filter.plan),
      filter: filter.plan,
      order,
      page,
      signature,
      members: members.map((m, i) => (i === telling && m.kind === 'edges' ? { ...m, tells: true } : m)),
    },
    cost: fixed + filter.cost + row * page.size,
    due,
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

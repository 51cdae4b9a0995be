// Plans of the numbers about a list: counts, sums and groups.
import { limits, prices } from '../config.js';
import { refusal } from '../errors.js';
import { sumType } from '../graph/connections.js';
import type { ColumnField, LinkField, Shape } from '../graph/shape.js';
import { readSize } from './page-arguments.js';
import type { AggregateMember, AggregatePlan, ColumnMember, GroupMember } from './plan.js';
import type { ListSource, PlanObject } from './plan-list.js';
import { amountMembers, inTenant, rowFilter, type Priced } from './plan-rows.js';
import type { Keys, Selected, Selections } from './selections.js';

/** Plans the numbers about a list. */
export function planAggregate(
  s: Selections,
  planObject: PlanObject,
  source: Omit<ListSource, 'order' | 'coordinate'>,
  { args, nodes }: Selected,
  path: Keys,
): Priced<AggregatePlan> {
  const { shape, where, asOf } = source;
  const typeName = `${shape.name}Aggregate`;
  let objects = 0;
  const members = s.below(typeName, nodes).map((m): AggregateMember => {
    switch (m.name) {
      case 'count':
        return { key: m.key, kind: 'count' };
      case 'sum':
        return { key: m.key, kind: 'sum', members: sumColumns(s, shape, m, [...path, m.key]) };
      case 'groups': {
        const { plan, cost } = groups(s, planObject, source, m, [...path, m.key]);
        objects += cost;
        return plan;
      }
      default:
        return { key: m.key, kind: 'typename', text: typeName };
    }
  });
  const filter = rowFilter(s, shape, args, asOf, path);
  const passes = 1 + members.filter(({ kind }) => kind === 'groups').length;
  const due = prices.aggregate * passes + filter.cost;
  s.counted.add(shape.name);
  return {
    plan: { shape, asOf, where: inTenant(where, filter.plan), filter: filter.plan, members },
    cost: due + objects,
    due,
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

function groups(
  s: Selections,
  planObject: PlanObject,
  { shape, asOf }: Pick<ListSource, 'shape' | 'asOf'>,
  { key, args, nodes }: Selected,
  path: Keys,
): Omit<Priced<AggregateMember>, 'due'> {
  const by = (args['by'] as readonly string[]).map(
    (name) => shape.columns.get(name) ?? (shape.fields.get(name) as LinkField),
  );
  if (by.length === 0 || by.length > limits.orderBy)
    throw refusal('list-length', [...path, 'by'], { min: 1, max: limits.orderBy });
  if (new Set(by).size !== by.length) throw refusal('list-distinct', [...path, 'by']);
  const size = readSize(s.choices, args['first'] ?? limits.groups, limits.groups, [...path, 'first']);
  const largest = (args['largest'] as string | null | undefined) ?? null;
  const typeName = `${shape.name}Group`;
  let cost = 0;
  const members = s.below(typeName, nodes).map((m): GroupMember => {
    if (m.name === '__typename') return { key: m.key, kind: 'typename', text: typeName };
    if (m.name === 'count') return { key: m.key, kind: 'count' };
    if (m.name === 'sum')
      return { key: m.key, kind: 'sum', members: sumColumns(s, shape, m, [...path, m.key]) };
    const field = shape.fields.get(m.name) as ColumnField | LinkField;
    if (field.kind !== 'column') {
      const object = planObject(s.shape(field.target), m.nodes, asOf, [...path, m.key]);
      cost += object.cost * size;
      return { key: m.key, kind: 'one', field, object: object.plan };
    }
    s.noteMask(field, [...path, m.key]);
    return {
      key: m.key,
      kind: 'column',
      field,
      below: amountMembers(s, field.type, m.nodes, [...path, m.key]),
    };
  });
  return {
    plan: {
      key,
      kind: 'groups',
      by,
      largest: largest === null ? null : shape.columns.get(largest)!,
      size,
      members,
    },
    cost,
  };
}

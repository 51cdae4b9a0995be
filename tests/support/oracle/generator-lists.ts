// Random selections of lists and of the numbers about them.
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import type { OrderTerm } from '../../../src/kernel/entity.js';
import type { Shape } from '../../../src/kernel/graph/shape.js';
import { drawn, Fixed, shaping } from './drawn.js';
import { sought, type Filters } from './filters.js';
import { listKeyOf, totalOrder } from './order.js';
import type { AnyField, Args, Writing } from './writing.js';

/** Which list is meant. */
export interface Listed {
  /** The type that has the list, and its field. */
  readonly type: string;
  readonly name: string;
  readonly shape: Shape;
  /** Its order where none is asked for. */
  readonly own: readonly OrderTerm[];
  /** Its place in the graph, to which cursors are bound. */
  readonly coordinate: string;
}

/** Cursors that the engine gave out, by list. */
export type Known = ReadonlyMap<string, readonly string[]>;

function conditions({ random }: Writing, filters: Filters, field: AnyField, shape: Shape): Args {
  const takes = (name: string): boolean => field.args.some((arg) => arg.name === name);
  return {
    ...(takes('filter') && random.chance(0.45) ? { filter: filters.filter(shape, 2) } : {}),
    ...(takes('search') && random.chance(0.15) ? { search: drawn(() => random.pick(sought)) } : {}),
  };
}

/** A page of a list, with `object` on its rows. */
export function listText(
  w: Writing,
  filters: Filters,
  cursors: Known,
  { type, name, shape, own, coordinate }: Listed,
  object: () => string,
): string {
  const { random } = w;
  const field = w.field(type, name);
  const given = { ...conditions(w, filters, field, shape), ...w.dated(field) };
  const orderBy = random
    .some(w.constants(`${shape.name}OrderField`), random.chance(0.6) ? random.below(3) : 0)
    .map((one): OrderTerm => ({ field: one, direction: random.pick(['ASC', 'DESC']) }));
  const backwards = random.chance(0.3);
  const most = type === 'Query' ? 12 : 4;
  if (type !== 'Query' || backwards || random.chance(0.6))
    given[backwards ? 'last' : 'first'] = shaping(random, () => 1 + random.below(most));
  const places = cursors.get(listKeyOf(coordinate, totalOrder(shape, orderBy.length > 0 ? orderBy : own)));
  const continued = places !== undefined && random.chance(0.7);
  if (continued) given[backwards ? 'before' : 'after'] = drawn(() => random.pick(places));
  // A cursor is good in one order.
  if (orderBy.length > 0)
    given['orderBy'] = continued
      ? new Fixed(orderBy)
      : orderBy.map((term) => ({
          field: term.field,
          direction: shaping(random, () => random.pick(['ASC', 'DESC'])),
        }));
  const parts = [
    () => 'totalCount',
    () => `nodes { ${object()} }`,
    () => `edges { cursor ${random.chance(0.3) ? '__typename ' : ''}node { ${object()} } }`,
    () => 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
    () => numberedPages(w, shape),
    () => '__typename',
  ];
  const chosen = random.some(parts, 1 + random.below(3));
  return `${name}${w.args(field, given)} { ${chosen.map((part) => part()).join(' ')} }`;
}

/** The pages around one that is mostly there. */
function numberedPages(w: Writing, shape: Shape): string {
  const { random } = w;
  const around = drawn(() => (random.chance(0.8) ? 1 + random.below(6) : 1 + random.below(50)));
  const below = random.some(['number', 'after', '__typename', `${w.alias()}: after`], 1 + random.below(4));
  const field = w.field(`${shape.name}Connection`, 'pageCursors');
  return `${random.chance(0.2) ? `${w.alias()}: ` : ''}pageCursors${w.args(field, { around })} { ${below.join(' ')} }`;
}

/** Numbers about the rows of a list. */
export function numbersText(w: Writing, filters: Filters, type: string, name: string, shape: Shape): string {
  const { random } = w;
  const field = w.field(type, name);
  const fields = (getNamedType(field.type) as GraphQLObjectType).getFields();
  const sum = fields['sum'] && getNamedType(fields['sum'].type);
  const sums = isObjectType(sum) ? w.columns(shape, Object.keys(sum.getFields())) : '';
  const parts = [
    () => 'count',
    ...('sum' in fields ? [() => `sum { ${sums} }`] : []),
    ...(fields['groups']
      ? [() => groups(w, shape, fields['groups']!, 'sum' in fields ? `sum { ${sums} }` : '')]
      : []),
  ];
  const chosen = random.some(parts, 1 + random.below(3));
  const given = { ...conditions(w, filters, field, shape), ...w.dated(field) };
  return `${name}${w.args(field, given)} { ${chosen.map((part) => part()).join(' ')} }`;
}

function groups(w: Writing, shape: Shape, field: AnyField, sums: string): string {
  const { random } = w;
  const by = random.some(w.constants(`${shape.name}GroupField`), 1 + random.below(2));
  const sum = field.args.some(({ name }) => name === 'largest') ? w.constants(`${shape.name}SumField`) : [];
  const given = {
    by,
    ...(random.chance(0.3) ? { first: shaping(random, () => 1 + random.below(4)) } : {}),
    ...(sum.length > 0 && random.chance(0.4) ? { largest: random.pick(sum) } : {}),
  };
  const named = by.flatMap((column) => shape.columns.get(column)?.name ?? []);
  const links = by.filter((name) => !shape.columns.has(name)).map((name) => `${name} { __typename id }`);
  return `groups${w.args(field, given)} { count ${links.join(' ')} ${w.columns(shape, named)} ${random.chance(0.5) ? sums : ''} }`;
}

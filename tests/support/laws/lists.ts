// The lists that a document asks for, each walked from end to end, and the numbers about its rows.
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { aggregateSuffix, constantName } from '../../../src/kernel/graph/names.js';
import { graph, type Shape } from '../../../src/kernel/graph/shape.js';
import { sumOf } from '../oracle/values.js';
import { isTooMuch, type Ask } from './asking.js';

/** A list with its conditions, without its paging. */
export interface ListAsked {
  readonly type: string;
  readonly field: string;
  readonly shape: Shape;
  /** Conditions, which the numbers about the list take as well, as they are written in a document. */
  readonly conditions: readonly string[];
  readonly orderBy: string | null;
  /** The object that has the list; null for the root. */
  readonly of: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** An object of a type that has lists, or undefined where there is none. */
export type Finder = (type: string) => string | undefined;

/** The lists of a document without variables. @param objectOf gives ids for the lists of objects */
export function listsIn(source: string, schema: GraphQLSchema, objectOf: Finder): readonly ListAsked[] {
  const types = new TypeInfo(schema);
  const found: ListAsked[] = [];
  visit(
    parse(source),
    visitWithTypeInfo(types, {
      Field({ name, arguments: args = [] }) {
        const [parent, type] = [types.getParentType(), types.getType()];
        const target = /^(.+)Connection$/.exec(String(getNamedType(type)))?.[1];
        const shape = target === undefined ? undefined : graph().get(target);
        if (!parent || !shape) return;
        const of = parent.name === 'Query' ? null : (objectOf(parent.name) ?? null);
        if (parent.name !== 'Query' && of === null) return;
        const written = (names: readonly string[]): readonly string[] =>
          args.filter((arg) => names.includes(arg.name.value)).map(print);
        found.push({
          type: parent.name,
          field: name.value,
          shape,
          conditions: written(['filter', 'search', 'asOf']),
          orderBy: written(['orderBy'])[0] ?? null,
          of,
        });
      },
    }),
  );
  return found;
}

/** A document with a selection in the place of the list. */
function around({ type, of }: ListAsked, selection: string, variables = ''): string {
  return of === null
    ? `query${variables} { ${selection} }`
    : `query${variables} { at: node(id: ${JSON.stringify(of)}) { ... on ${type} { ${selection} } } }`;
}

/** What stands in the place of the list; null where the object is not there for the caller. */
function inPlace({ of }: ListAsked, data: Fields): Fields | null {
  return of === null ? data : (data['at'] as Fields | null);
}

const given = (parts: readonly (string | null)[]): string => {
  const there = parts.filter((part) => part !== null && part !== '');
  return there.length === 0 ? '' : `(${there.join(', ')})`;
};

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Fields }[];
  readonly nodes: readonly Fields[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** What came of a walk: the rows from the first to the last, or what was wrong on the way; null where it was not run. */
export type Walked = { readonly rows: readonly Fields[] } | { readonly fault: string } | null;

/** Rows of one entity that a walk meets at most: of data that is small. */
const mostRows = 2_000;

/** Walks a list in one direction, page after page. */
async function oneWay(
  ask: Ask,
  list: ListAsked,
  selection: string,
  size: number,
  forwards: boolean,
): Promise<Walked> {
  const [many, from] = forwards ? ['first', 'after'] : ['last', 'before'];
  const args = given([...list.conditions, list.orderBy, `${many}: ${size}`, `${from}: $at`]);
  const source = around(
    list,
    `list: ${list.field}${args} {
      totalCount edges { cursor node { ${selection} } } nodes { ${selection} }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`,
    '($at: String)',
  );
  const rows: Fields[] = [];
  let [at, total]: [string | null, number | null] = [null, null];
  while (rows.length < mostRows) {
    const answer = await ask({ source, variables: { at } });
    if (isTooMuch(answer)) return null;
    if (answer.errors) return { fault: `a page has errors: ${JSON.stringify(answer.errors)}` };
    const place = inPlace(list, answer.data!);
    // The object is hidden, or of another kind than the one that has the list.
    if (place?.['list'] === undefined) return null;
    const { totalCount, edges, nodes, pageInfo } = place['list'] as Page;
    const [{ startCursor, endCursor }, [first, last]] = [pageInfo, [edges[0], edges.at(-1)]];
    if (startCursor !== (first?.cursor ?? null) || endCursor !== (last?.cursor ?? null))
      return { fault: 'the cursors of pageInfo are not those of its edges' };
    if (JSON.stringify(nodes) !== JSON.stringify(edges.map(({ node }) => node)))
      return { fault: 'nodes are not the nodes of the edges' };
    if (edges.length > size) return { fault: 'a page has more rows than were asked for' };
    if (total !== null && total !== totalCount)
      return { fault: `totalCount is ${total} on one page and ${totalCount} on another` };
    total = totalCount;
    const page = edges.map(({ node }) => node);
    if (forwards) rows.push(...page);
    else rows.unshift(...page);
    const more = forwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    const before = forwards ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    if (before !== (at !== null)) return { fault: 'a page says of what lies behind it what is not so' };
    if (!more) break;
    if (edges.length === 0) return { fault: 'an empty page says that there are more' };
    at = forwards ? endCursor : startCursor;
  }
  return rows.length === total
    ? { rows }
    : { fault: `totalCount is ${String(total)}, and the walk met ${rows.length} rows` };
}

/** Walks a list forwards and backwards: the same rows, each once. */
export async function walk(ask: Ask, list: ListAsked, selection: string, size: number): Promise<Walked> {
  const forwards = await oneWay(ask, list, selection, size, true);
  if (forwards === null || 'fault' in forwards) return forwards;
  const backwards = await oneWay(ask, list, selection, size, false);
  if (backwards === null) return { fault: 'the way back is dearer than the way there' };
  if ('fault' in backwards) return { fault: `backwards, ${backwards.fault}` };
  if (JSON.stringify(backwards.rows) !== JSON.stringify(forwards.rows))
    return { fault: 'backwards is not forwards turned round' };
  const ids = forwards.rows.map(({ id }) => id);
  if (ids[0] !== undefined && new Set(ids).size !== ids.length) return { fault: 'a row appears twice' };
  return forwards;
}

/** What of a list's rows there are numbers about, in a schema. */
export interface Numbers {
  /** Columns of which there are sums, and whether they are amounts. */
  readonly sums: readonly (readonly [name: string, amount: boolean])[];
  /** Columns and links by which there are groups, and what is selected of each. */
  readonly groups: readonly (readonly [name: string, below: string])[];
}

/** The numbers about the rows of a list; null where there are none. */
export function numbersOf({ type, field, shape }: ListAsked, schema: GraphQLSchema): Numbers | null {
  const of = (name: string): GraphQLObjectType | null => {
    const known = schema.getType(name);
    return isObjectType(known) ? known : null;
  };
  if (!of(type)?.getFields()[field + aggregateSuffix]) return null;
  const sums = Object.entries(of(`${shape.name}Sum`)?.getFields() ?? {});
  const groups = Object.entries(of(`${shape.name}Group`)?.getFields() ?? {});
  return {
    // A sum of rates is one of parts per million, which no row tells.
    sums: sums
      .map(([name, one]) => [name, shape.fields.get(name), getNamedType(one.type).name] as const)
      .filter(([, own]) => own?.kind === 'column' && own.type !== 'Percent')
      .map(([name, , result]) => [name, result === 'Money'] as const),
    groups: groups
      .filter(([name]) => name !== 'count' && name !== 'sum')
      .map(([name, one]) => {
        const result = getNamedType(one.type);
        if (result.name === 'Money') return [name, ' { fen }'] as const;
        return [name, isObjectType(result) || isInterfaceType(result) ? ' { id }' : ''] as const;
      }),
  };
}

/** What must be selected of rows so that the numbers can be told from them. */
export function selectionFor(numbers: Numbers | null, shape: Shape): string {
  const sums = (numbers?.sums ?? []).map(([name, amount]) => `${name}${amount ? ' { fen }' : ''}`);
  const groups = (numbers?.groups ?? []).map(([name, below]) => `${name}${below}`);
  return ['__typename', ...(shape.identity === null ? [] : ['id']), ...new Set([...sums, ...groups])].join(
    ' ',
  );
}

/** A value of a row as it counts in a sum. */
const inSum = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly fen: string }).fen : value;

const summed = (rows: readonly Fields[], { sums }: Numbers): Fields =>
  Object.fromEntries(sums.map(([name]) => [name, sumOf(rows.map((row) => inSum(row[name])))]));

interface Group extends Fields {
  readonly count: number;
  readonly sum?: Fields;
}

/** The sums of an answer as texts of whole numbers or decimals. */
const sumsIn = (sum: Fields | undefined): Fields =>
  Object.fromEntries(Object.entries(sum ?? {}).map(([name, value]) => [name, inSum(value) ?? null]));

const asText = (value: unknown): string => JSON.stringify(value);

type Told = readonly [key: unknown, count: number, sums: Fields];

/** Groups and their numbers, in no order. */
const inNoOrder = (groups: readonly Told[]): string => asText(groups.map(asText).sort());

const shapeHasLink = ({ fields }: Shape, name: string): boolean => 'target' in fields.get(name)!;

/** Groups of one key as one group. */
function merged(groups: readonly Told[], { sums }: Numbers): readonly Told[] {
  const keys = [...new Set(groups.map(([key]) => asText(key)))];
  return keys.map((key) => {
    const same = groups.filter(([one]) => asText(one) === key);
    return [
      JSON.parse(key),
      same.reduce((sum, [, count]) => sum + count, 0),
      Object.fromEntries(sums.map(([name]) => [name, sumOf(same.map(([, , of]) => of[name]))])),
    ];
  });
}

/**
 * Compares the numbers about a list with a fold over the rows that the walk met.
 * @returns what differs; null where nothing does, or where there was too much to ask for
 */
export async function foldFault(
  ask: Ask,
  list: ListAsked,
  numbers: Numbers,
  rows: readonly Fields[],
): Promise<string | null> {
  const sum = numbers.sums.map(([name, amount]) => `${name}${amount ? ' { fen }' : ''}`).join(' ');
  const sums = sum === '' ? '' : `sum { ${sum} }`;
  const groups = numbers.groups.map(
    ([name, below], i) =>
      `g${i}: groups(by: [${constantName(name)}], first: 200) { count ${name}${below} ${sums} }`,
  );
  const source = around(
    list,
    `numbers: ${list.field}${aggregateSuffix}${given(list.conditions)} { count ${sums} ${groups.join(' ')} }`,
  );
  const answer = await ask({ source, variables: {} });
  if (isTooMuch(answer)) return null;
  if (answer.errors) return `the numbers have errors: ${asText(answer.errors)}`;
  const told = inPlace(list, answer.data!)!['numbers'] as Fields;
  if (told['count'] !== rows.length) return `count is ${asText(told['count'])} of ${rows.length} rows`;
  const [had, has] = [sumsIn(told['sum'] as Fields | undefined), summed(rows, numbers)];
  if (asText(had) !== asText(has)) return `the sums are ${asText(had)}, and of the rows ${asText(has)}`;
  for (const [i, [name]] of numbers.groups.entries()) {
    const of = new Map<string, Fields[]>();
    for (const row of rows) {
      const key = asText(row[name]);
      of.set(key, [...(of.get(key) ?? []), row]);
    }
    // Fewer are told than there may be.
    if (of.size > 200) continue;
    const want = [...of].map(([key, same]) => [JSON.parse(key), same.length, summed(same, numbers)] as const);
    const each = (told[`g${i}`] as readonly Group[]).map(
      (group) => [group[name], group.count, sumsIn(group.sum)] as const,
    );
    // Rows that lead to hidden ones are told apart by what they lead to, and not what that is.
    const got = shapeHasLink(list.shape, name) ? merged(each, numbers) : each;
    if (inNoOrder(got) !== inNoOrder(want))
      return `the groups by ${name} are ${inNoOrder(got)}, and of the rows ${inNoOrder(want)}`;
  }
  return null;
}

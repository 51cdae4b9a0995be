// Hidden is not found: on every path to rows that a caller may not see the count is nothing.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { aggregateSuffix, constantName, plainName } from '../../src/kernel/graph/names.js';
import { graph, type ColumnField, type Shape } from '../../src/kernel/graph/shape.js';
import { rowsThatExist, seen } from '../../src/kernel/read/condition.js';
import { param, raw, render } from '../../src/kernel/sql.js';
import { fillDatabase, makeTables, payerAndParty } from '../support/dataset.js';
import { day, instantMs, type Row } from '../support/dataset-shapes.js';
import { grantsOn, mighty } from '../support/domains.js';
import { Sight } from '../support/oracle/rows.js';
import { readWorld } from '../support/oracle/world.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { compilationFor } from '../support/statements.js';

const platform = usePlatform('empty');
const tables = makeTables();
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
});
afterAll(() => resetClock());

/** Everything, but in a place where there is nothing. */
const elsewhere = callerWith(grantsOn('admin', '370102'), { subject: 'elsewhere' });

/** What whoever keeps some anywhere finds in part, to have it at home, too: an app that another office registered. */
const listed = new Set(['App']);

/** Nobody in particular, with the widest schema and no right at all. */
const stranger = callerWith([], { subject: 'stranger' });
const shapes = [...graph().values()];
/** Entities of which the caller sees no row, whatever it says; one that is public in part is none of them. */
const closedTo = (caller: Caller): readonly Shape[] =>
  shapes.filter(({ entity, identity }) => {
    const policy = entity.visible(caller);
    return identity !== null && policy.op === 'const' && !policy.value;
  });
const hidden = closedTo(stranger);

const open = shapes.filter(({ isPublic, identity }) => isPublic && identity !== null);

const idOf = (shape: Shape, row: Row): string =>
  `${shape.entity.id}_${shape.hasTenant ? Number(row['tenant']) : 0}_${String(row[shape.identity!])}`;
const rowsOf = (shape: Shape): readonly Row[] => tables.get(shape.model.name)!;
const text = (value: unknown): string => JSON.stringify(value);
const idsOf = (shape: Shape): string => text([...new Set(rowsOf(shape).map((row) => idOf(shape, row)))]);

/** A way to rows: a query, and how many of them its answer shows. */
interface Way {
  readonly name: string;
  readonly query: string;
  readonly shows: (data: Readonly<Record<string, unknown>>) => number;
}

type Page = {
  totalCount: number;
  nodes: unknown[];
  edges: unknown[];
  pageInfo: { startCursor: string | null };
};
type Numbers = { count: number; groups?: { count: number }[] };
const ofPage = ({ totalCount, nodes, edges, pageInfo }: Page): number =>
  totalCount + nodes.length + edges.length + (pageInfo.startCursor === null ? 0 : 1);
const pageFields = 'totalCount nodes { id } edges { cursor } pageInfo { startCursor hasNextPage }';
const there = (value: unknown): number => (value === null || value === undefined ? 0 : 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const columnsOf = (shape: Shape, names: readonly string[] = []): readonly ColumnField[] =>
  names.map((name) => shape.columns.get(name)!);
/** How a field of that type is selected: an amount by what it is in fen. */
const below = (type: string): string => (type === 'Money' ? ' { fen }' : '');
const selected = ({ name, type }: ColumnField): string => `${name}${below(type)}`;

/** Numbers of a list: in all, and for each grouping that there is. */
function numbersOf(shape: Shape): readonly (readonly [selection: string, shows: (of: Numbers) => number])[] {
  return [
    ['count', ({ count }) => count],
    ...columnsOf(shape, shape.entity.aggregate?.groups).map(
      (field) =>
        [
          `count groups(by: [${constantName(field.name)}]) { count ${selected(field)} }`,
          ({ count, groups }: Numbers) => count + sum(groups!.map((group) => group.count)),
        ] as const,
    ),
    ...columnsOf(shape, shape.entity.aggregate?.sum).map(
      (field) =>
        [
          `sum { ${selected(field)} }`,
          (of: Numbers) => there((of as unknown as { sum: Record<string, unknown> }).sum[field.name]),
        ] as const,
    ),
  ];
}

function rootWays(shape: Shape): readonly Way[] {
  const { plural, search } = shape.entity;
  if (plural === undefined) return [];
  const page = (name: string, args: string): Way => ({
    name,
    query: `{ list: ${plural}(first: 50${args}) { ${pageFields} } }`,
    shows: (data) => ofPage(data['list'] as Page),
  });
  return [
    page(plural, ''),
    { ...page(`${plural} backwards`, ''), query: `{ list: ${plural}(last: 50) { ${pageFields} } }` },
    page(`${plural} as of 2016`, ', asOf: "2016-01-01"'),
    ...(search
      ? [page(`${plural} searched`, ', search: "shequ"'), page(`${plural} searched`, ', search: "路"')]
      : []),
    ...numbersOf(shape).map(([selection, shows]) => ({
      name: `${plural}${aggregateSuffix} { ${selection} }`,
      query: `{ numbers: ${plural}${aggregateSuffix} { ${selection} } }`,
      shows: (data: Readonly<Record<string, unknown>>) => shows(data['numbers'] as Numbers),
    })),
  ];
}

function lookupWays(shape: Shape): readonly Way[] {
  const rows = rowsOf(shape).slice(0, 12);
  const aliased = (field: string, args: readonly string[]): string =>
    `{ ${args.map((arg, i) => `r${i}: ${field}(${arg}) { id }`).join(' ')} }`;
  const found = (data: Readonly<Record<string, unknown>>): number => sum(Object.values(data).map(there));
  const ways: Way[] = [
    {
      name: `node of ${shape.name}`,
      query: aliased(
        'node',
        rows.map((row) => `id: ${text(idOf(shape, row))}`),
      ),
      shows: found,
    },
    {
      name: `nodes of ${shape.name}`,
      query: `{ nodes(ids: ${idsOf(shape)}) { id } }`,
      shows: (data) => sum((data['nodes'] as unknown[]).map(there)),
    },
  ];
  if (shape.entity.plural === undefined) return ways;
  const field = plainName(shape.name);
  const byRef = (name: string, refs: readonly string[]): void => {
    if (refs.length > 0)
      ways.push({
        name: `${field} by ${name}`,
        query: aliased(
          field,
          refs.map((ref) => `ref: { ${ref} }`),
        ),
        shows: found,
      });
  };
  byRef(
    'id',
    rows.map((row) => `id: ${text(idOf(shape, row))}`),
  );
  for (const [name, key] of Object.entries(shape.entity.naturalKeys ?? {})) {
    const known = rows.filter((row) => key.columns.every((column) => row[column] !== null));
    byRef(
      name,
      known.map((row) => {
        const values = key.columns.map((column) => `${column}: ${text(row[column])}`).join(' ');
        return key.inTenant
          ? `${name}: { tenant: ${String(row['tenant'])} ${values} }`
          : `${name}: ${text(row[key.columns[0]!])}`;
      }),
    );
  }
  const keys = (tables.get('ExternalKey') ?? []).filter(({ type }) => type === shape.name);
  byRef(
    'externalKey',
    keys.map(({ tenant, key }) => `externalKey: { tenant: ${String(tenant)} key: ${text(key)} }`),
  );
  return ways;
}

/** Links of public objects to hidden ones. */
function nestedWays(target: Shape): readonly Way[] {
  return open.flatMap((from) =>
    [...from.fields.values()].flatMap((field): readonly Way[] => {
      if (!('target' in field) || field.target !== target.name) return [];
      const all = (selection: string, shows: (value: never) => number): Way => ({
        name: `${from.name}.${selection}`,
        query: `{ nodes(ids: ${idsOf(from)}) { id ... on ${from.name} { it: ${selection} } } }`,
        shows: (data) =>
          sum(
            (data['nodes'] as ({ it: never } | null)[]).map((node) => (node === null ? 0 : shows(node.it))),
          ),
      });
      if (field.kind === 'one') return [all(`${field.name} { id }`, there)];
      if (field.kind === 'values') return [all(`${field.name} { __typename }`, (of: unknown[]) => of.length)];
      return [
        all(`${field.name}(first: 5) { ${pageFields} }`, ofPage),
        ...numbersOf(target).map(([selection, shows]) =>
          all(`${field.name}${aggregateSuffix} { ${selection} }`, shows),
        ),
      ];
    }),
  );
}

/** Conditions on public objects that ask for hidden ones. */
function filterWays(target: Shape): readonly Way[] {
  return open.flatMap((from) =>
    (from.entity.filter ?? []).flatMap((name): readonly Way[] => {
      const field = from.columns.get(name) ?? from.fields.get(name)!;
      const { plural } = from.entity;
      if (plural === undefined || !('target' in field) || field.target !== target.name) return [];
      const column = (target.entity.filter ?? [])
        .map((one) => target.columns.get(one))
        .find((one) => one !== undefined && !one.column.list);
      const conditions = [
        '{}',
        ...(column
          ? [`{ ${column.name}: { isNull: false } }`, `{ not: { ${column.name}: { isNull: true } } }`]
          : []),
      ];
      const count = (name: string, filter: string, shows: (some: number, every: number) => number): Way => ({
        name: `${plural}(filter: ${filter}) ${name}`,
        query: `{ some: ${plural}(filter: ${filter}) { totalCount } every: ${plural} { totalCount } }`,
        shows: (data) => shows((data['some'] as Page).totalCount, (data['every'] as Page).totalCount),
      });
      return conditions.flatMap((condition) =>
        field.kind === 'one'
          ? [count('finds', `{ ${name}: ${condition} }`, (some) => some)]
          : [
              count('finds', `{ ${name}: { some: ${condition} } }`, (some) => some),
              count('hides', `{ ${name}: { none: ${condition} } }`, (some, every) => every - some),
              count('hides', `{ ${name}: { every: { not: ${condition} } } }`, (some, every) => every - some),
            ],
      );
    }),
  );
}

const waysTo = new Map(
  hidden.map((shape) => [
    shape.name,
    [...rootWays(shape), ...lookupWays(shape), ...nestedWays(shape), ...filterWays(shape)],
  ]),
);
const ways = [...waysTo].flatMap(([name, of]) => of.map((way) => [name, way.name, way] as const));

async function shown(way: Way, caller: Caller): Promise<number> {
  const { data, errors } = await platform.query(way.query, {}, { as: caller });
  if (errors) throw new Error(`${way.query}: ${text(errors)}`);
  return way.shows(data!);
}

describe('rows that are not for everybody', () => {
  test('can be reached in several ways each', () => {
    expect(hidden.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Organization', 'PartyOrganization', 'GovernanceUnit']),
    );
    expect([...waysTo.values()].map((of) => of.length).every((count) => count > 1)).toBe(true);
  });

  test.each(ways)(
    '%s: %s shows nothing to a stranger, nor to who has rights elsewhere',
    async (name, _, way) => {
      for (const nobody of listed.has(name) ? [stranger] : [stranger, elsewhere])
        expect([nobody.subject, await shown(way, nobody)]).toEqual([nobody.subject, 0]);
      // Else the way would lead nowhere for anybody.
      expect(await shown(way, mighty())).toBeGreaterThan(0);
    },
  );
});

test.each(shapes.map((shape) => [shape.name, shape] as const))(
  'what of %s is seen, and what of its values, can be said for every kind of caller',
  (_, shape) => {
    const organizationId = payerAndParty(tables)[0];
    for (const division of [null, '990101'])
      for (const grants of [[], grantsOn('read', division, ['PUBLIC']), grantsOn('read', division)])
        for (const facts of [{}, { organizationId }]) {
          const c = compilationFor(callerWith(grants, facts));
          const t = c.table(shape.name);
          const masks = [...shape.fields.values()].flatMap((field) =>
            'mask' in field && field.mask ? [field.mask] : [],
          );
          const on = param(day, 'date');
          const said = [rowsThatExist(c, t, on), ...masks.map((mask) => seen(c, t, mask, raw('1'), on))];
          expect(said.map((sql) => render(sql).text)).not.toContain('');
        }
  },
);

describe('who acts for an organization', () => {
  const [payerId, partyId] = payerAndParty(tables);
  const lists = shapes.filter(({ entity, identity }) => entity.plural !== undefined && identity !== null);

  test.each([
    ['pays', payerId],
    ['agreed', partyId],
  ])(
    'and has no right beside that sees, where it %s, its own rows and no others',
    async (_, organizationId) => {
      const caller = callerWith([], { subject: 'own', organizationId });
      const { database } = await readWorld(platform.pool);
      const sight = new Sight(database, caller);
      for (const shape of lists) {
        const { plural } = shape.entity;
        const { data } = await platform.query(`{ list: ${plural} { totalCount } }`, {}, { as: caller });
        const { totalCount } = data!['list'] as Page;
        expect([plural, totalCount]).toEqual([plural, sight.rows(shape, day).length]);
        if (shape.entity.asOf === undefined && !shape.isPublic)
          expect([plural, totalCount < rowsOf(shape).length]).toEqual([plural, true]);
      }
    },
  );
});

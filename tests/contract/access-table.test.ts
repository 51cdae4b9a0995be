// Who sees and does what: role × object × action × inside or outside of its place, as a table that people review.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccessRole } from '../../src/generated/database.js';
import { anonymous, type Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { codeTree } from '../../src/kernel/entity.js';
import { permission, targetEntity } from '../../src/kernel/graph/actions.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import type { InputField, InputShape } from '../../src/kernel/input.js';
import { allOperations, type Operation, type Row } from '../../src/kernel/operation.js';
import { within, type KeyRange } from '../../src/kernel/predicate.js';
import { conditionOf, rowsThatExist } from '../../src/kernel/read/condition.js';
import { valuesIn } from '../../src/kernel/read/execute.js';
import { join, literal, param, raw, render, sql, type Sql } from '../../src/kernel/sql.js';
import { apart, businessDomains, grantsOfRole, roles } from '../../src/platform/access/roles.js';
import { fillDatabase } from '../support/dataset.js';
import { day, instantMs } from '../support/dataset-shapes.js';
import { readWorld } from '../support/oracle/world.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { compilationFor, conditionFor } from '../support/statements.js';

const file = 'docs/access-table.md';
const place = '990101';
/** Nothing that is recorded lies there. */
const elsewhere = '370102';

const business = new Set<string>(businessDomains);

const platform = usePlatform('empty');
let resetClock: () => void;
let printed: string;
/** Cells by what they are about, per role. */
const sights = new Map<string, readonly Cell[]>();
const masked = new Map<string, readonly Cell[]>();
const acts = new Map<string, readonly Cell[]>();

/** What a clerk sees some of who holds scopes of the business and none of the platform: that is the business. */
let clerkSees: ReadonlySet<string>;

/** How much of what lies inside the place, and outside of it. */
interface Cell {
  readonly inside: Share;
  readonly outside: Share;
}
type Share = 'all' | 'some' | 'none' | 'nothing';

const PUBLIC = 'PUBLIC' as const;
type Column = AccessRole | typeof PUBLIC;
const columns: readonly Column[] = [PUBLIC, ...(Object.keys(roles) as AccessRole[])];

/** Who holds the role at a place. */
function holder(column: Column, at: string): Caller {
  if (column === PUBLIC) return anonymous('zh-CN');
  return callerWith(grantsOfRole(column, at), { subject: 'holder', audience: roles[column].audience });
}

const share = (some: number, of: number): Share =>
  of === 0 ? 'nothing' : some === 0 ? 'none' : some === of ? 'all' : 'some';

const shapes = [...graph().values()].filter(({ identity }) => identity !== null);
const maskedColumns = shapes.flatMap((shape) =>
  Object.entries(shape.entity.masks ?? {}).map(([column, mask]) => ({ shape, column, mask })),
);

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
  const inside = codeTree().ranges(place, day);
  const seen = await Promise.all(
    columns.map((column) =>
      Promise.all([place, elsewhere].map((at) => countsFor(holder(column, at), inside))),
    ),
  );
  const cellOf = (name: string, i: number, hasPlace: boolean): Cell => {
    const [here, there] = seen[i]!.map((counts) => counts.get(name)!);
    // What has no place of its own is inside for who is here, and outside for who is elsewhere.
    return hasPlace
      ? { inside: share(here!.insideSeen, here!.inside), outside: share(here!.outsideSeen, here!.outside) }
      : { inside: share(here!.seen, here!.all), outside: share(there!.seen, there!.all) };
  };
  for (const { name, entity } of shapes)
    sights.set(
      name,
      columns.map((_, i) => cellOf(name, i, entity.within !== undefined)),
    );
  for (const { shape, column } of maskedColumns)
    masked.set(
      `${shape.name}.${column}`,
      columns.map((_, i) => cellOf(`${shape.name}.${column}`, i, shape.entity.within !== undefined)),
    );
  const clerk = callerWith(
    grantsOfRole('DISTRICT_ADMIN', place).filter(({ scope }) => business.has(scope.split(':')[0]!)),
    { subject: 'clerk' },
  );
  const ofClerk = await countsFor(clerk, inside);
  clerkSees = new Set([...ofClerk].filter(([, { seen: some }]) => some > 0).map(([name]) => name));
  const { database } = await readWorld(platform.pool);
  for (const [name, operation] of allOperations())
    acts.set(
      name,
      columns.map((column) => actsOf(operation, column, database, inside)),
    );
  printed = document();
});
afterAll(() => resetClock());

interface Counts {
  readonly all: number;
  readonly seen: number;
  readonly inside: number;
  readonly insideSeen: number;
  readonly outside: number;
  readonly outsideSeen: number;
}

/** Rows of every entity, and values of every masked column, that a caller sees: counted by one statement. */
async function countsFor(caller: Caller, ranges: readonly KeyRange[]): Promise<ReadonlyMap<string, Counts>> {
  const c = compilationFor(caller, day);
  const asOf = param(day, 'date');
  const count = (name: string, shape: Shape, shows: (t: ReturnType<typeof c.table>) => Sql): Sql => {
    const t = c.table(shape.name);
    const { within: column } = shape.entity;
    const here =
      column === undefined
        ? raw('FALSE')
        : conditionOf(c, t, conditionFor(c, within(column, ranges)), asOf, 'policy');
    const visible = shows(t);
    return sql`SELECT ${literal(name)} AS name, count(*)::int AS "all", (count(*) FILTER (WHERE ${visible}))::int AS seen,
      (count(*) FILTER (WHERE ${here}))::int AS inside, (count(*) FILTER (WHERE ${here} AND ${visible}))::int AS "insideSeen",
      (count(*) FILTER (WHERE NOT (${here})))::int AS outside, (count(*) FILTER (WHERE NOT (${here}) AND ${visible}))::int AS "outsideSeen"
      FROM ${t.from} ${validOn(shape, t.alias)}`;
  };
  const parts = [
    ...shapes.map((shape) => count(shape.name, shape, (t) => rowsThatExist(c, t, asOf))),
    ...maskedColumns.map(({ shape, column, mask }) =>
      count(
        `${shape.name}.${column}`,
        shape,
        (t) => sql`${rowsThatExist(c, t, asOf)} AND ${conditionOf(c, t, c.policy(mask), asOf, 'policy')}`,
      ),
    ),
  ];
  const statement = render(join(parts, ' UNION ALL '));
  const { rows } = await platform.pool.query<Counts & { readonly name: string }>(
    statement.text,
    valuesIn(statement, c.choices.binding),
  );
  return new Map(rows.map(({ name, ...counts }) => [name, counts]));
}

/** Of dated rows those that are valid on the day are spoken of. */
function validOn({ entity }: Shape, alias: string): Sql {
  if (!entity.asOf) return raw('');
  const { from, to } = entity.asOf;
  return raw(
    `WHERE ${alias}."${from}" <= '${day}' AND (${alias}."${to}" IS NULL OR ${alias}."${to}" > '${day}')`,
  );
}

/** Paths of the references in an input, with their entities; the first of a list stands for all. */
function refsIn(shape: InputShape, path: readonly string[] = []): readonly (readonly [string, string])[] {
  const inField = (
    { type }: InputField<unknown>,
    at: readonly string[],
  ): readonly (readonly [string, string])[] => {
    if (type.kind === 'ref') return [[at.join('.'), type.entity]];
    if (type.kind === 'object') return refsIn(type.shape, at);
    if (type.kind === 'list') return inField(type.of, [...at, '0']);
    return [];
  };
  return Object.entries(shape).flatMap(([name, field]) => inField(field, [...path, name]));
}

/** Whether a role may do an operation to what lies inside, and outside: tried with rows that it names. */
function actsOf(
  operation: Operation,
  column: Column,
  database: ReadonlyMap<string, readonly Row[]>,
  inside: readonly KeyRange[],
): Cell {
  const named = refsIn(operation.input);
  const rowsAt = (entity: string, here: boolean): readonly Row[] => {
    const { entity: declared, model } = graph().get(entity)!;
    const all = database.get(model.name)!;
    if (declared.within === undefined) return all;
    const lies = (row: Row): boolean =>
      inside.some(
        ({ from, to }) => from <= String(row[declared.within!]) && String(row[declared.within!]) < to,
      );
    return all.filter((row) => lies(row) === here);
  };
  const tried = (here: boolean): Share => {
    // What has no place is outside for who is elsewhere.
    const anywhere = !named.some(([, entity]) => graph().get(entity)!.entity.within !== undefined);
    const caller = holder(column, here || !anywhere ? place : elsewhere);
    const target = targetEntity(operation);
    const choices = named.map(([path, entity]) => [path, rowsAt(entity, here)] as const);
    const most = Math.max(1, ...choices.map(([, rows]) => rows.length));
    const results = Array.from({ length: most }, (_, n) => {
      const refs = Object.fromEntries(
        choices.flatMap(([path, rows]) => (rows.length === 0 ? [] : [[path, rows[n % rows.length]!]])),
      );
      const own = target === undefined ? {} : refs[operation.target!];
      return own === undefined ? undefined : permission(operation, own, refs, caller) === null;
    }).filter((one) => one !== undefined);
    return share(results.filter(Boolean).length, results.length);
  };
  return { inside: tried(true), outside: tried(false) };
}

const signs: Readonly<Record<Share, string>> = { all: '●', some: '◐', none: '·', nothing: ' ' };
const signOf = ({ inside, outside }: Cell): string => signs[inside] + signs[outside];

function tableOf(cells: ReadonlyMap<string, readonly Cell[]>): string {
  const wide = Math.max(...[...cells.keys()].map((name) => name.length));
  const head = columns.map((_, i) => String(i).padStart(2)).join(' ');
  const lines = [...cells].map(([name, row]) =>
    `${name.padEnd(wide)}  ${row.map(signOf).join(' ')}`.trimEnd(),
  );
  return ['```text', `${''.padEnd(wide)}  ${head}`, ...lines, '```'].join('\n');
}

function document(): string {
  return `# Who sees and does what

Printed by \`UPDATE_GOLDENS=1 npm test -- tests/contract/access-table\`, and compared by the same test. Each pair of signs is
about what lies inside the role's place, and outside of it: ● all, ◐ some, · none of it; a blank where there was nothing to try.
What is shown to who pays or agreed, to an app of its own, and to a person of the own post comes in addition.

${columns.map((column, i) => `${i}. ${column}`).join('\n')}

## Objects that it sees

${tableOf(sights)}

## Masked values that it sees

${tableOf(masked)}

## Operations that it may do

Whether the state of the object allows them is another question; so is what a rule says of the input.

${tableOf(acts)}
`;
}

test('the table is the one that was reviewed', () => {
  if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(file, printed);
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const ours = committed.split('\n');
  const changed = printed.split('\n').filter((line) => !ours.includes(line));
  expect({ advice: `review, and write ${file} by UPDATE_GOLDENS=1`, changed }).toEqual({
    advice: `review, and write ${file} by UPDATE_GOLDENS=1`,
    changed: [],
  });
  expect(committed).toBe(printed);
});

const staff: readonly Column[] = ['COMMUNITY_STAFF', 'STREET_ADMIN', 'DISTRICT_ADMIN', 'PLATFORM_ADMIN'];
const clients: readonly Column[] = ['PARTNER_VENDOR', 'SOCIAL_ENTERPRISE', 'RESOURCE_UNIT'];

/** Who may write at all, said by hand: by the domain of the scope. */
const writers: Readonly<Record<string, readonly Column[]>> = {
  ...Object.fromEntries(businessDomains.map((domain) => [domain, staff])),
  funds: [...staff, 'FUND_TREASURER'],
  'revenue-sharing': [...staff, 'SOCIAL_ENTERPRISE'],
  files: [...staff, 'SOCIAL_ENTERPRISE', 'RESOURCE_UNIT', 'GRID_WORKER', 'FUND_TREASURER'],
  apps: [...staff, ...clients, 'FUND_TREASURER', 'AUDITOR', 'SYSTEM_ADMIN'],
  access: ['SECURITY_ADMIN'],
  privacy: [...staff, 'SECURITY_ADMIN'],
};

/** What everybody with an app does for it, wherever: it makes what is one's own, of what one sees or may write. */
const ofOnesOwn = new Set(['exportQuery', 'importRows', 'registerTrustedDocument']);

/** What is seen outside of the place, and why. */
const seenOutside: Readonly<Record<string, string>> = {
  App: 'one that may be installed is found by who installs some',
  OrganizationResidence: 'it is seen with the organization, which lives in several places',
  EvidenceFile: 'it is seen with what rests on it',
  BulkExport: 'it is its office’s and has no place',
  BulkImport: 'it is its office’s and has no place',
  BulkImportRow: 'it is its office’s and has no place',
};

const isTried = (one: Share): boolean => one === 'all' || one === 'some';

describe('whatever the table says', () => {
  test('nobody does anything outside of the place, nor what the domain is not theirs for', () => {
    const wrong = [...acts].flatMap(([name, cells]) => {
      const [domain = ''] = allOperations().get(name)!.scope.split(':');
      return cells.flatMap(({ inside, outside }, i) => [
        ...(isTried(inside) && !ofOnesOwn.has(name) && !(writers[domain] ?? []).includes(columns[i]!)
          ? [`${columns[i]!} does ${name}`]
          : []),
        ...(isTried(outside) && !ofOnesOwn.has(name) ? [`${columns[i]!} does ${name} outside`] : []),
      ]);
    });
    expect(wrong).toEqual([]);
  });

  test('what the public does not see is seen by nobody outside of the place', () => {
    const wrong = [...sights, ...masked].flatMap(([name, cells]) =>
      cells.flatMap(({ outside }, i) =>
        outside !== cells[0]!.outside && !(name in seenOutside)
          ? [`${columns[i]!} sees ${name} outside`]
          : [],
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('the three administrators see and do nothing of what communities record beyond the public', () => {
    for (const role of apart) {
      const i = columns.indexOf(role);
      const more = [...sights.keys()].filter((name) => {
        const here = sights.get(name)![i]!.inside;
        return here !== sights.get(name)![0]!.inside && clerkSees.has(name);
      });
      expect([role, more]).toEqual([role, []]);
      const domains = [...acts]
        .filter(([, cells]) => isTried(cells[i]!.inside))
        .map(([name]) => allOperations().get(name)!.scope.split(':')[0]!);
      expect([role, domains.filter((domain) => business.has(domain))]).toEqual([role, []]);
    }
  });

  test('no value about a person is shown to a client, a resident or the public but where the person agreed', () => {
    const outer: readonly Column[] = [PUBLIC, 'RESIDENT', ...clients];
    const agreed = /\.donorName$/;
    const shown = [...masked].flatMap(([name, cells]) =>
      outer
        .filter((column) => {
          const { inside } = cells[columns.indexOf(column)]!;
          return inside === 'all' || (inside === 'some' && !agreed.test(name));
        })
        .map((column) => `${column} ${name}`),
    );
    expect(shown).toEqual([]);
  });

  test('each role sees and does something, so that the table is no empty one', () => {
    for (const [i, column] of columns.entries())
      expect([column, [...sights].some(([, cells]) => cells[i]!.inside === 'all')]).toEqual([column, true]);
    for (const role of new Set(Object.values(writers).flat())) {
      const i = columns.indexOf(role);
      expect([role, [...acts].some(([, cells]) => isTried(cells[i]!.inside))]).toEqual([role, true]);
    }
  });
});

// Masks hold everywhere: what a caller may not see of a row is told by no answer, filter, order or number.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { allValueTypes } from '../../src/kernel/entity.js';
import { aggregateSuffix, constantName } from '../../src/kernel/graph/names.js';
import { sealedRow } from '../../src/kernel/personal.js';
import {
  graph,
  type ColumnField,
  type ComputedField,
  type LinkField,
  type Shape,
  type ShapeField,
} from '../../src/kernel/graph/shape.js';
import { allowChanges, fillDatabase } from '../support/dataset.js';
import { day, instantMs } from '../support/dataset-shapes.js';
import { classes, grantsOn, mighty } from '../support/domains.js';
import { Sight, type Database } from '../support/oracle/rows.js';
import { percentText, yuanText, type Row } from '../support/oracle/values.js';
import { readWorld } from '../support/oracle/world.js';
import { callerWith, usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
let database: Database;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
  await allowChanges(platform.admin);
  ({ database } = await readWorld(platform.pool));
});
afterAll(() => resetClock());

type Masked = ColumnField | ComputedField;
const shapes = [...graph().values()];
const text = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
const isNever = (shape: Shape, caller: Caller): boolean => {
  const policy = shape.entity.visible(caller);
  return policy.op === 'const' && !policy.value;
};

/** Fields with a mask; not those that are seen by everybody who sees the row. */
const masked = shapes.flatMap((shape) =>
  [...shape.fields.values()].flatMap((field): readonly (readonly [string, string, Shape, Masked])[] => {
    const declared =
      field.kind === 'column'
        ? shape.entity.masks?.[field.column.name]
        : field.kind === 'sql'
          ? field.declaration.mask
          : undefined;
    return declared === undefined || declared === shape.entity.visible
      ? []
      : [[shape.name, field.name, shape, field as Masked]];
  }),
);

/**
 * Sees rows of the entity, the field not of all of them, and nothing that is more than needed for that: its classes of data are
 * few, or its place is small.
 */
function outsiderOf(shape: Shape, field: Masked): Caller {
  const able = [
    ...classes.map((_, i) => grantsOn('read', null, classes.slice(0, i + 1))),
    grantsOn('write', '990101002'),
  ]
    .map((grants) => callerWith(grants, { subject: 'outsider' }))
    .filter((caller) => !isNever(shape, caller));
  if (able.length === 0) throw new Error(`Nobody sees ${shape.name}.`);
  const isKept = (caller: Caller): boolean =>
    new Sight(database, caller).rows(shape, day).some((row) => isHidden(shape, field, caller, row));
  return able.find(isKept) ?? able[0]!;
}

const isHidden = (shape: Shape, field: Masked, caller: Caller, row: Row): boolean =>
  !new Sight(database, caller).shows(shape, field.mask, row, day);

const hiddenRows = (shape: Shape, field: Masked, caller: Caller): readonly Row[] =>
  database.get(shape.model.name)!.filter((row) => isHidden(shape, field, caller, row));

/** How a field of that type is selected: an amount by what it is in fen, a value by its type. */
function below(field: ShapeField): string {
  const type = field.kind === 'column' ? field.type : 'declaration' in field ? field.declaration.type : '';
  if (type === 'Money') return ' { fen }';
  return allValueTypes().has(type) ? ' { __typename }' : '';
}
const selected = (field: ShapeField): string => `${field.name}${below(field)}`;

/** The shortest way from the root to rows of an entity: a query around a selection, and the path to its rows. */
function routeTo(
  shape: Shape,
  seen: readonly Shape[] = [],
): { readonly query: (selection: string) => string; readonly path: readonly string[] } | undefined {
  const { plural } = shape.entity;
  if (plural !== undefined)
    return {
      query: (selection) => `{ ${plural}(first: 100) { nodes { ${selection} } } }`,
      path: [plural, 'nodes'],
    };
  const ways = shapes.flatMap((from) => {
    const link = [...from.fields.values()].find((field) => 'target' in field && field.target === shape.name);
    if (!link || from === shape || seen.includes(from)) return [];
    const before = routeTo(from, [...seen, shape]);
    const paged = link.kind === 'connection';
    return before
      ? [
          {
            query: (selection: string) =>
              before.query(
                `${link.name}${paged ? `(first: 20) { nodes { ${selection} } }` : ` { ${selection} }`}`,
              ),
            path: [...before.path, link.name, ...(paged ? ['nodes'] : [])],
          },
        ]
      : [];
  });
  return ways.sort((a, b) => a.path.length - b.path.length)[0];
}

/** A value as a caller writes it. */
function written({ type }: ColumnField, value: unknown): string {
  if (type === 'Money') return text(yuanText(String(value)));
  return type === 'Percent' ? text(percentText(value as number)) : text(value);
}

function comparisons(field: ColumnField, values: readonly unknown[]): readonly string[] {
  const there = values.filter((value) => value !== null && !(typeof value === 'bigint' && value < 0n));
  const [one, two] = there.filter((value) => String(value).length < 15).map((value) => written(field, value));
  const parts = ['contains: "0"', 'startsWith: "0"', 'startsWith: ""'];
  return [
    'isNull: true',
    'isNull: false',
    `eq: ${one}`,
    `ne: ${one}`,
    `in: [${one}, ${two}]`,
    `notIn: [${one}]`,
    `lt: ${one}`,
    `lte: ${one}`,
    `gt: ${one}`,
    `gte: ${one}`,
    ...(field.column.native === 'text' ? parts : []),
  ];
}

/** Everything that could tell a value of the column: answers, filters, orders with their cursors, groups. */
function questions(shape: Shape, field: ColumnField): readonly string[] {
  const { plural, filter, sort, aggregate } = shape.entity;
  const { name, column } = field;
  const flat = [...shape.fields.values()].filter((one) => !('target' in one)).map(selected);
  const values = database.get(shape.model.name)!.map((row) => row[column.name]);
  const conditions = filter?.includes(column.name)
    ? comparisons(field, values).map((one) => `{ ${name}: { ${one} } }`)
    : [];
  const around = shapes.flatMap((from) =>
    (from.entity.filter ?? []).flatMap((link) => {
      const to = from.fields.get(link) as LinkField | undefined;
      if (!to || !('target' in to) || to.target !== shape.name || from.entity.plural === undefined) return [];
      return conditions.map(
        (condition) =>
          `{ ${from.entity.plural}(first: 100, filter: { ${link}: ${to.kind === 'one' ? condition : `{ some: ${condition} }`} }) { totalCount nodes { id } } }`,
      );
    }),
  );
  const answers = [routeTo(shape)!.query(flat.join(' ')), ...around];
  if (plural === undefined) return answers;
  return [
    ...answers,
    ...conditions.flatMap((condition) => [
      `{ ${plural}(first: 100, filter: ${condition}) { totalCount nodes { id ${selected(field)} } } }`,
      `{ ${plural}(first: 100, filter: { not: ${condition} }) { totalCount } }`,
      `{ ${plural}${aggregateSuffix}(filter: ${condition}) { count } }`,
    ]),
    ...(sort?.includes(column.name)
      ? ['ASC', 'DESC'].map(
          (direction) =>
            `{ ${plural}(first: 100, orderBy: [{ field: ${constantName(name)}, direction: ${direction} }]) { edges { cursor node { id ${selected(field)} } } } }`,
        )
      : []),
    ...(aggregate?.groups?.includes(column.name)
      ? [
          `{ ${plural}${aggregateSuffix} { groups(by: [${constantName(name)}]) { count ${selected(field)} } } }`,
        ]
      : []),
    ...(aggregate?.sum?.includes(column.name)
      ? [`{ ${plural}${aggregateSuffix} { sum { ${selected(field)} } } }`]
      : []),
  ];
}

async function answersOf(asked: readonly string[], caller: Caller): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const query of asked) {
    const { data, errors, extensions } = await platform.query(query, {}, { as: caller });
    answers.push(text([query, data, errors?.map((error) => error.extensions), extensions.redactions]));
  }
  return answers;
}

/** Another value of the column in SQL; where it may be missing, missing ones appear and others go. */
function otherValue({ column }: ColumnField): string {
  const name = `t."${column.name}"`;
  const [missing, gone, other] =
    column.native === 'text'
      ? [`'0'`, `${name} LIKE '0%'`, `reverse(${name}) || '0'`]
      : column.native === 'bool'
        ? ['TRUE', name, `NOT ${name}`]
        : ['7', `${name} % 7 = 0`, `${name} % 1000000 * 3 + 1`];
  if (column.required) return other;
  return `CASE WHEN ${name} IS NULL THEN ${missing} WHEN ${gone} THEN NULL ELSE ${other} END`;
}

/** The same of a sealed column, which only Node can write. */
function otherTexts(
  { column: { name, required } }: ColumnField,
  rows: readonly Row[],
): [to: string, rows: readonly Row[]] {
  const other = (value: string | null): string | null =>
    value === null ? '0' : value.startsWith('0') && !required ? null : `${[...value].toReversed().join('')}0`;
  return [`k."${name}"`, rows.map((row) => ({ ...row, [name]: other(row[name] as string | null) }))];
}

/** Writes a column of some rows, by their whole key. */
async function change(shape: Shape, column: string, to: string, rows: readonly Row[]): Promise<void> {
  const key = shape.model.primaryKey;
  const same = key.map((name) => `k."${name}" = t."${name}"`).join(' AND ');
  await platform.admin(
    `UPDATE "${shape.model.name}" t SET "${column}" = ${to}
     FROM jsonb_populate_recordset(NULL::"${shape.model.name}", $1) k WHERE ${same}`,
    [
      text(
        rows.map((row) => {
          const written = sealedRow(shape.model.name, row, row as { tenant: number; id: string });
          return Object.fromEntries([...key, column].map((name) => [name, written[name]]));
        }),
      ),
    ],
  );
}

describe('masked columns', () => {
  test('there are some, and each is hidden in some rows from who sees little more than public data', () => {
    expect(masked.map(([shape, name]) => `${shape}.${name}`)).toEqual(
      expect.arrayContaining(['Organization.contactName', 'Organization.contactPhone']),
    );
    for (const [entity, name, shape, field] of masked) {
      const hidden = hiddenRows(shape, field, outsiderOf(shape, field)).length;
      expect([entity, name, hidden > 0, routeTo(shape) !== undefined]).toEqual([entity, name, true, true]);
      expect([entity, name, hiddenRows(shape, field, mighty()).length]).toEqual([entity, name, 0]);
    }
  });

  test.each(
    masked.filter((one): one is readonly [string, string, Shape, ColumnField] => one[3].kind === 'column'),
  )('%s.%s tells nothing in answers, filters, orders and numbers', async (_, __, shape, field) => {
    const outsider = outsiderOf(shape, field);
    const asked = questions(shape, field);
    const hidden = hiddenRows(shape, field, outsider);
    const before = { outsider: await answersOf(asked, outsider), mighty: await answersOf(asked, mighty()) };
    // Every value that is hidden becomes another one.
    if (field.sealedIn === null) await change(shape, field.column.name, otherValue(field), hidden);
    else await change(shape, field.column.name, ...otherTexts(field, hidden));
    const after = { outsider: await answersOf(asked, outsider), mighty: await answersOf(asked, mighty()) };
    await change(shape, field.column.name, `k."${field.column.name}"`, hidden);
    expect(after.outsider).toEqual(before.outsider);
    // The same questions do tell those who may know.
    const telling = after.mighty.filter((answer, i) => answer !== before.mighty[i]);
    // Few do where only few values are hidden.
    const entirely = hidden.length === database.get(shape.model.name)!.length;
    // Of sealed values only those that are named tell.
    expect(telling.length).toBeGreaterThan(entirely ? asked.length / (field.sealedIn === null ? 2 : 3) : 0);
  });

  test.each(masked)(
    '%s.%s is null for who may not see it, and is named once in the redactions',
    async (_, name, shape, field) => {
      const outsider = outsiderOf(shape, field);
      const { query, path } = routeTo(shape)!;
      const id = shape.identity === null ? '' : 'id';
      const everyType = shape.typeNames
        .map((type) => `... on ${type} { mine: ${selected(field)} }`)
        .join(' ');
      const asked = query(`${id} ${selected(field)} ${everyType}`);
      const rowsIn = (data: unknown): readonly Row[] =>
        path.reduce(
          (found: readonly unknown[], key) =>
            found.flatMap((one) => (one === null ? [] : [(one as Row)[key]].flat())),
          [data],
        ) as readonly Row[];
      const { data, extensions } = await platform.query(asked, {}, { as: outsider });
      const rows = rowsIn(data).filter((row) => row !== null);
      expect(rows.length).toBeGreaterThan(0);
      const ids = new Set(
        hiddenRows(shape, field, outsider).map(
          (row) =>
            `${shape.entity.id}_${shape.hasTenant ? String(row['tenant']) : '0'}_${String(row[shape.identity ?? ''])}`,
        ),
      );
      const entirely = hiddenRows(shape, field, outsider).length === database.get(shape.model.name)!.length;
      const hidden = rows.filter((row) => entirely || ids.has(String(row['id'])));
      for (const row of hidden) expect([row['id'], row[name], row['mine']]).toEqual([row['id'], null, null]);
      if (id !== '') expect(hidden.length).toBeGreaterThan(0);
      expect(extensions.redactions).toEqual(
        expect.arrayContaining([[...path, name].join('.'), [...path, 'mine'].join('.')].sort()),
      );
      expect(new Set(extensions.redactions).size).toBe(extensions.redactions!.length);
      const { extensions: none, data: all } = await platform.query(asked, {}, { as: mighty() });
      expect(none.redactions).toBeUndefined();
      expect(rowsIn(all).some((row) => row !== null && row[name] !== null)).toBe(true);
    },
  );

  test('nothing that is computed or searched is made of a masked column without saying so', () => {
    for (const [, , shape, field] of masked)
      if (field.kind === 'column') expect(shape.entity.search ?? []).not.toContain(field.column.name);
  });
});

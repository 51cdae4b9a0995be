// What the schemas promise on paper: everything described in both languages, no list without end, no false non-null.
import { expect, test } from '@jest/globals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { allComputations } from '../../src/kernel/computation.js';
import { allValueTypes } from '../../src/kernel/entity.js';
import { ledgerBatch, limits, shareRules } from '../../src/kernel/config.js';
import { allRules, codes } from '../../src/kernel/errors.js';
import type { Text } from '../../src/kernel/text.js';
import { buildSchema } from '../../src/kernel/graph/build.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { allOperations } from '../../src/kernel/operation.js';
import type { Audience } from '../../src/kernel/caller.js';
import '../../src/server/registry.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase('empty');

const audiences: readonly Audience[] = ['PUBLIC', 'PARTNER', 'INTERNAL'];
const schemas = new Map(audiences.map((audience) => [audience, buildSchema(audience)]));
const schemaOf = (audience: Audience): GraphQLSchema => schemas.get(audience)!;

/** Own types of a schema, without those of the specification. */
const typesOf = (audience: Audience) =>
  Object.values(schemaOf(audience).getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );

/** Everything that carries a description, with its place. */
function described(audience: Audience): readonly (readonly [place: string, text: string])[] {
  return typesOf(audience).flatMap((type): (readonly [string, string])[] => [
    [type.name, type.description ?? ''],
    ...(isEnumType(type)
      ? type.getValues().map((value) => [`${type.name}.${value.name}`, value.description ?? ''] as const)
      : []),
    ...(isInputObjectType(type)
      ? Object.values(type.getFields()).map(
          (field) => [`${type.name}.${field.name}`, field.description ?? ''] as const,
        )
      : []),
    ...(isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap((field) => [
          [`${type.name}.${field.name}`, field.description ?? ''] as const,
          ...field.args.map(
            (arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg.description ?? ''] as const,
          ),
        ])
      : []),
  ]);
}

/** Begins with an English sentence and names the Chinese term behind it. */
const inBothLanguages = /^[^\p{Script=Han}]*[A-Za-z]{2}.*[.!?][^.!?]*\p{Script=Han}/su;

test.each(audiences)(
  'everything that %s sees is described by an English sentence and a Chinese term',
  (audience) => {
    const places = described(audience);
    expect(places.length).toBeGreaterThan(500);
    expect(places.filter(([, text]) => !inBothLanguages.test(text))).toEqual([]);
  },
);

test('a description without its Chinese term, or without its sentence, is found', () => {
  expect(['Name. 名称', 'Name.', '名称', 'Name 名称', ''].map((text) => inBothLanguages.test(text))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

const isList = (type: GraphQLType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** Types of what is computed from the input alone, and of what stands in them. */
const computed = new Set([...allComputations().values()].map(({ type }) => type));
for (const type of computed)
  for (const { type: below } of Object.values(allValueTypes().get(type)?.fields ?? {})) computed.add(below);

/** How long a list of a type may be: one line per period of what is computed, one per entry of a batch, the steps of a calculation at most else. */
const longestOf = (type: string): number => {
  if (type === 'LedgerBatch') return ledgerBatch.items;
  return computed.has(type) ? shareRules.periods : Math.max(limits.listItems, shareRules.steps);
};

/** Lists among the answers' fields, with what bounds them. */
function lists(audience: Audience) {
  const entityTypes = new Set(
    [...graph().values()]
      .filter(({ identity }) => identity !== null)
      .flatMap(({ name, typeNames }) => [name, ...typeNames]),
  );
  return typesOf(audience).flatMap((type) =>
    !isObjectType(type) && !isInterfaceType(type)
      ? []
      : Object.values(type.getFields())
          .filter((field) => isList(field.type))
          .map((field) => {
            const target = getNamedType(field.type).name;
            const paged = /(?:Connection)$/.test(type.name) && ['edges', 'nodes'].includes(field.name);
            return {
              place: `${type.name}.${field.name}`,
              paged,
              ofEntities: entityTypes.has(target) || target === 'Node',
              size: field.extensions['listSize'] as number | undefined,
              text: field.description ?? '',
            };
          }),
  );
}

test.each(audiences)(
  '%s gets rows by the page only, and every other list says how long it can be',
  (audience) => {
    const all = lists(audience);
    expect(all.length).toBeGreaterThan(20);
    const endless = all.filter(
      ({ place, paged, size }) =>
        !paged && !(Number.isInteger(size) && size! > 0 && size! <= longestOf(place.split('.')[0]!)),
    );
    expect(endless.map(({ place }) => place)).toEqual([]);
    // `nodes(ids:)` has as many as were asked for, and an event those that one write changed.
    const rows = all.filter(({ paged, ofEntities }) => !paged && ofEntities);
    expect(rows.map(({ place }) => place)).toEqual(['ChangeEvent.objects', 'Query.nodes']);
    const silent = all.filter(({ paged, size, text }) => !paged && !text.includes(`At most ${size}.`));
    expect(silent.map(({ place }) => place)).toEqual([]);
  },
);

test.each(audiences)(
  'a connection of %s takes a page, and its page has at most a hundred rows',
  (audience) => {
    expect(limits.pageSize).toBe(100);
    const fields = typesOf(audience).flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()) : [],
    );
    const connections = fields.filter((field) => getNamedType(field.type).name.endsWith('Connection'));
    expect(connections.length).toBeGreaterThan(5);
    for (const { args } of connections)
      expect(args.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['first', 'after', 'last', 'before']),
      );
  },
);

test('a scalar that is never null stands on a column that is never null', async () => {
  const columns = await database.query<{ table: string; column: string; nullable: boolean }>(
    `SELECT table_name AS "table", column_name AS "column", is_nullable = 'YES' AS nullable FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const nullable = new Map(columns.map((one) => [`${one.table}.${one.column}`, one.nullable]));
  const promises = [...graph().values()].flatMap((shape) =>
    [...shape.columns.values()]
      .filter((field) => !field.nullable)
      .map(({ column }) => `${shape.model.name}.${column.name}`),
  );
  expect(promises.length).toBeGreaterThan(20);
  expect(promises.filter((place) => nullable.get(place) !== false)).toEqual([]);
});

test('a value that a mask can hide is nullable in every schema', () => {
  const masked = [...graph().values()].flatMap(({ fields, name, typeNames }) =>
    [...fields.values()]
      .filter((field) => (field.kind === 'column' || field.kind === 'sql') && field.mask !== null)
      .flatMap((field) => [name, ...typeNames].map((type) => [type, field.name] as const)),
  );
  expect(masked.length).toBeGreaterThan(0);
  for (const audience of audiences)
    for (const [typeName, fieldName] of masked) {
      const type = schemaOf(audience).getType(typeName);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
      expect([typeName, fieldName, field !== undefined && isNonNullType(field.type)]).toEqual([
        typeName,
        fieldName,
        false,
      ]);
    }
});

test('every rule that an operation names is registered', () => {
  const rules = allRules();
  const named = [...allOperations().values()].flatMap(({ name, rules: of }) =>
    of.map((rule) => [name, rule] as const),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(([, rule]) => !rules.has(rule))).toEqual([]);
});

test('every code and every rule has a sentence in Chinese and one in English, with the same parameters', () => {
  const texts: readonly (readonly [string, Text])[] = [...Object.entries(codes), ...allRules()];
  const params = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  const wrong = texts.filter(
    ([, { zh, en }]) =>
      !/\p{Script=Han}.*。$/u.test(zh) ||
      !/^[A-Z{].*\.$/.test(en) ||
      /\p{Script=Han}/u.test(en) ||
      params(zh).join() !== params(en).join(),
  );
  expect(wrong).toEqual([]);
});

test('every event type has its own operation', () => {
  const events = [...allOperations().values()].map(({ emits }) => emits);
  expect(new Set(events).size).toBe(events.length);
});

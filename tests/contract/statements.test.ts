// Every documented query is valid for third parties, runs without errors, and is one statement to the database.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import { limits } from '../../src/kernel/config.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { blocksOf } from '../support/markdown.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');

/** Values of variables that a document leaves open, by their type. */
const samples: Readonly<Record<string, unknown>> = {
  'DivisionCode!': '990101',
  'Int!': 3,
  'ID!': 'div_0_990101000000',
};

/** Fields of the root that are answered without the database. */
const withoutTable = new Set(['viewer', '__typename', '__schema', '__type']);

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(
          (entry) => entry.isFile() && ending.test(entry.name) && !entry.parentPath.includes('node_modules'),
        )
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();

const written = [
  ...filesIn('.', /^[A-Z]+\.md$/).filter((path) => !path.includes('/')),
  ...['docs', 'src', 'prisma', 'examples'].flatMap((folder) => filesIn(folder, /\.md$/)),
];
const documents: readonly (readonly [place: string, source: string])[] = [
  ...written.flatMap((path) =>
    blocksOf(readFileSync(path, 'utf8'))
      .filter(({ language }) => language === 'graphql')
      .map(({ text }, i) => [`${path} ${i + 1}`, text] as const),
  ),
  ...filesIn('examples', /\.graphql$/).map((path) => [path, readFileSync(path, 'utf8')] as const),
];
const operations = documents.flatMap(([place, source]) =>
  parse(source)
    .definitions.filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => [`${place} ${operation.name?.value ?? ''}`, source, operation] as const),
);

function variablesOf({ variableDefinitions }: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  const needed = (variableDefinitions ?? []).filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );
  return Object.fromEntries(
    needed.map(({ variable, type }) => {
      const name = `${type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.NAMED_TYPE ? type.type.name.value : ''}!`;
      if (!(name in samples)) throw new Error(`There is no sample for $${variable.name.value}: ${name}.`);
      return [variable.name.value, samples[name]];
    }),
  );
}

let statements = 0;
beforeAll(() => {
  const { pool } = platform;
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  jest.spyOn(pool, 'query').mockImplementation((...args: unknown[]) => {
    // The process looks by itself, now and then, whether the division tree was changed.
    if (!String(args[0]).includes('AS stamp')) statements += 1;
    return query(...args);
  });
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  jest.spyOn(pool, 'connect').mockImplementation(((...args: unknown[]) => {
    // The pool's own query calls back; a connection of one's own is a transaction, which a query never needs.
    if (args.length === 0) statements += 100;
    return connect(...args);
  }) as never);
});

test('there are documented operations, in the documents and in the examples', () => {
  expect(operations.length).toBeGreaterThan(12);
  expect(operations.some(([place]) => place.startsWith('README.md'))).toBe(true);
  expect(operations.some(([place]) => place.startsWith('examples/'))).toBe(true);
});

test.each(documents)('%s is valid in the schema of third parties', (_, source) => {
  expect(validate(platform.platform.schema('PARTNER'), parse(source), specifiedRules)).toEqual([]);
});

const queries = operations.filter(([, , { operation }]) => operation === OperationTypeNode.QUERY);
const mutations = operations.filter(([, , { operation }]) => operation === OperationTypeNode.MUTATION);

test.each(queries)('%s runs without errors as one statement', async (_, source, operation) => {
  const roots = operation.selectionSet.selections.map((one) =>
    one.kind === Kind.FIELD ? one.name.value : '',
  );
  const before = statements;
  const { data, errors } = await platform.platform.run(
    {
      source,
      variables: variablesOf(operation),
      ...(operation.name ? { operationName: operation.name.value } : {}),
    },
    demoCaller('vendor'),
  );
  expect(errors).toBeUndefined();
  expect(Object.values(data!)).not.toContain(null);
  expect(statements - before).toBe(roots.every((name) => withoutTable.has(name)) ? 0 : 1);
});

test.each(mutations)(
  '%s is accepted, and as it stands there writes nothing',
  async (_, source, operation) => {
    const before = await dump(platform.pool);
    const { data, errors } = await platform.platform.run(
      { source, variables: variablesOf(operation) },
      mighty(),
    );
    expect(errors).toBeUndefined();
    for (const payload of Object.values(data!)) expect(payload).toMatchObject({ userErrors: [] });
    expect(await dump(platform.pool)).toEqual(before);
  },
);

describe('a statement', () => {
  /** A document whose fragments spread each other four times: short to say, long to do. */
  const multiplying = (levels: number): string => {
    const ways = (next: string): string =>
      ['children', 'descendants', 'ancestors']
        .map((name) => `${name}(first: 1) { nodes { ...${next} } }`)
        .join(' ');
    return [
      '{ node(id: "div_0_990101000000") { ...F0 } }',
      ...Array.from(
        { length: levels },
        (_, i) => `fragment F${i} on Division { parent { ...F${i + 1} } ${ways(`F${i + 1}`)} }`,
      ),
      `fragment F${levels} on Division { name }`,
    ].join('\n');
  };

  test('says no more fields than the limit, however short the document is that spreads them', async () => {
    const short = await platform.query(multiplying(3));
    expect(short.errors).toBeUndefined();
    const before = statements;
    const { errors, status, data } = await platform.query(multiplying(7));
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'LIMIT_EXCEEDED', rule: 'limit-selections', params: { limit: limits.selections } },
    ]);
    expect([status, data ?? null, statements - before]).toEqual([400, null, 0]);
  });

  test('grows with what the kinds select and not with their number', async () => {
    let selection = 'name';
    for (let level = 0; level < 4; level += 1)
      selection = `name ... on Enterprise { uscc } mentions(first: 1) { nodes { organization { ${selection} } } }`;
    const before = statements;
    const { errors } = await platform.query(
      `{ organizations(first: 1) { nodes { ${selection} } } }`,
      {},
      { as: 'admin' },
    );
    expect(errors).toBeUndefined();
    expect(statements - before).toBe(1);
  });
});

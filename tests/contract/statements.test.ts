// Every documented query is valid for third parties, runs without errors, and is one statement to the database.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Kind, OperationTypeNode, parse, specifiedRules, validate } from 'graphql';
import { limits } from '../../src/kernel/config.js';
import { mighty } from '../support/domains.js';
import { countStatements, type StatementCount } from '../support/counting.js';
import { dump } from '../support/dump.js';
import { documents, isOpen, operations, variablesOf } from '../support/documents.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');

/** Fields of the root that are answered without the database. */
const withoutTable = new Set(['viewer', '__typename', '__schema', '__type']);

let statements: StatementCount;
beforeAll(() => {
  statements = countStatements();
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
const mutations = operations.filter(
  ([, , operation]) => operation.operation === OperationTypeNode.MUTATION && !isOpen(operation),
);

test.each(queries)('%s runs without errors as one statement', async (_, source, operation) => {
  const roots = operation.selectionSet.selections.map((one) =>
    one.kind === Kind.FIELD ? one.name.value : '',
  );
  const before = statements.value;
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
  expect(statements.value - before).toBe(roots.every((name) => withoutTable.has(name)) ? 0 : 1);
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
    const before = statements.value;
    const { errors, status, data } = await platform.query(multiplying(7));
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'LIMIT_EXCEEDED', rule: 'limit-selections', params: { limit: limits.selections } },
    ]);
    expect([status, data ?? null, statements.value - before]).toEqual([400, null, 0]);
  });

  test('grows with what the kinds select and not with their number', async () => {
    let selection = 'name';
    for (let level = 0; level < 4; level += 1)
      selection = `name ... on Enterprise { uscc } mentions(first: 1) { nodes { organization { ${selection} } } }`;
    const before = statements.value;
    const { errors } = await platform.query(
      `{ organizations(first: 1) { nodes { ${selection} } } }`,
      {},
      { as: 'admin' },
    );
    expect(errors).toBeUndefined();
    expect(statements.value - before).toBe(1);
  });
});

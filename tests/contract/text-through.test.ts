// The database's text is the answer, byte for byte, wherever every field is SQL; elsewhere graphql-js completes it.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { runOperation, type Reply } from '../../src/kernel/run.js';
import { compileFor, requestOf, type Asked } from '../support/compiled.js';
import { completedFields } from '../support/completed.js';
import { countStatements, type StatementCount } from '../support/counting.js';
import { operations, variablesOf } from '../support/documents.js';
import { mighty } from '../support/domains.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');

/** What was seen of one operation on its way. */
interface Seen {
  readonly reply: Reply;
  /** The text that the database gave; undefined where it was not asked. */
  readonly text: string | undefined;
  /** Texts of some length that were parsed as JSON. */
  readonly parsed: readonly string[];
  /** How often graphql-js began to execute an operation, for which it asks the schema for the root type. */
  readonly executed: number;
}

let statements: StatementCount;
beforeEach(() => {
  statements = countStatements();
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function watch(asked: Asked): Promise<Seen> {
  const request = requestOf(platform.platform, asked);
  const before = statements.texts.length;
  const parse = jest.spyOn(JSON, 'parse');
  const root = jest.spyOn(request.schema, 'getRootType');
  const reply = await runOperation(platform.platform.engine, request);
  const seen = {
    reply,
    text: statements.texts.slice(before)[0],
    // A cursor is a short JSON text, and is read as one.
    parsed: parse.mock.calls.map(([text]) => text).filter((text) => text.startsWith('{')),
    executed: root.mock.calls.length,
  };
  parse.mockRestore();
  root.mockRestore();
  return seen;
}

/** The answer is what the database said, in both ways of getting there, or it is completed where it must be. */
async function expectWay(asked: Asked): Promise<void> {
  const completed = completedFields(requestOf(platform.platform, asked));
  expect([...compileFor(platform.platform, asked).plan.completed].sort()).toEqual(completed);
  // Compiled for this request, and found again.
  for (let i = 0; i < 2; i += 1) {
    const { reply, text, parsed, executed } = await watch(asked);
    expect([reply.status, reply.refused]).toEqual([200, false]);
    if (completed.length === 0) {
      expect(reply.text.startsWith(`{"data":${text},"extensions":{"requestId":"test"`)).toBe(true);
      expect([parsed, executed]).toEqual([[], 0]);
    } else {
      expect([text === undefined || parsed.includes(text), executed]).toEqual([true, 1]);
    }
  }
}

const queries = operations
  .filter(([, , { operation }]) => operation === OperationTypeNode.QUERY)
  .map(([place, source, operation]) => [place, source, operation] as const);

describe('a documented query', () => {
  test.each(queries)(
    '%s is answered with the text of the database, or completed',
    async (_, source, operation) => {
      for (const caller of [demoCaller('vendor'), demoCaller('admin')])
        await expectWay({
          source,
          variables: variablesOf(operation),
          operationName: operation.name?.value,
          caller,
        });
    },
  );

  test('is one or the other', () => {
    const caller = demoCaller('vendor');
    const completed = queries.filter(
      ([, source, operation]) =>
        completedFields(
          requestOf(platform.platform, {
            source,
            variables: variablesOf(operation),
            operationName: operation.name?.value,
            caller,
          }),
        ).length > 0,
    ).length;
    expect(completed).toBeGreaterThan(2);
    expect(queries.length - completed).toBeGreaterThan(10);
  });
});

describe('a query is completed', () => {
  test.each([
    [
      'for introspection',
      '{ s: __schema { queryType { name } } t: __type(name: "Fund") { name } divisions(first: 1) { totalCount } }',
      ['s', 't'],
    ],
    ['for who asks', '{ viewer { audience } division(code: "990101") { name } }', ['viewer']],
    [
      'for a computation',
      '{ sum: simulateShareRule(input: { figures: [], from: "2018-01-01", to: "2018-02-01", rule: { fixed: { amount: "1", per: MONTH } } }) { rule } }',
      ['sum'],
    ],
    [
      'for capital numerals',
      '{ settlements { nodes { amount { big: uppercase fen } } } }',
      ['settlements.nodes.amount.big'],
    ],
    [
      'for capital numerals of a sum',
      '{ a: settlementsAggregate { sum { amount { uppercase } } groups(by: [STATE]) { sum { d: amount { yuan uppercase } } } } }',
      ['a.groups.sum.d.uppercase', 'a.sum.amount.uppercase'],
    ],
    [
      'for what Node makes of a row',
      '{ ledgerTransactions(first: 2) { edges { node { why: explanation } } } }',
      ['ledgerTransactions.edges.node.why'],
    ],
  ])('%s', async (_, source, paths) => {
    expect(completedFields(requestOf(platform.platform, { source, caller: mighty() }))).toEqual(paths);
    await expectWay({ source, caller: mighty() });
  });

  test('and then answers other amounts whole, under their own names', async () => {
    const amounts = '{ settlements(first: 3) { nodes { amount { yuan f: fen currency __typename } } } }';
    const { settlements } = await platform.read(amounts, {}, mighty());
    const both = await platform.read(
      amounts.replace('{ settle', '{ viewer { audience } settle'),
      {},
      mighty(),
    );
    expect(both['settlements']).toEqual(settlements);
  });
});

test('what a caller may never do is the same, told by the text or completed beside a field that Node makes', async () => {
  const actions = 'actions: allowedActions { __typename what: operation allowed rule message }';
  const ask = async (more: string) => {
    const { data, errors } = await platform.query(
      `{ partyOrganizations(first: 3) { nodes { id ${actions} ${more} } } }`,
      {},
      { as: 'vendor' },
    );
    expect(errors).toBeUndefined();
    return (data as { partyOrganizations: { nodes: Record<string, unknown>[] } }).partyOrganizations.nodes;
  };
  const text = await ask('');
  const completed = await ask('warnings { rule }');
  expect(text).toHaveLength(3);
  expect(text[0]!['actions']).toContainEqual({
    __typename: 'AllowedAction',
    what: 'movePartyOrganization',
    allowed: false,
    rule: null,
    message: expect.any(String),
  });
  expect(completed).toEqual(text.map((node) => ({ ...node, warnings: expect.any(Array) })));
});

// The documented queries on the real data: the engine and the naive evaluator give every caller the same answer.
import { beforeAll, expect, test } from '@jest/globals';
import { OperationTypeNode, parse, print, separateOperations, validate } from 'graphql';
import { anonymous, type Caller } from '../../src/kernel/caller.js';
import { today } from '../../src/kernel/clock.js';
import { documents, operations, variablesOf } from '../support/documents.js';
import { compare } from '../support/oracle/compare.js';
import { readWorld, type Known } from '../support/oracle/world.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');
let known: Known;

beforeAll(async () => {
  known = await readWorld(platform.pool);
});

/** Each documented query alone, with the fragments that it uses. */
const queries = operations
  .filter(([, , { operation }]) => operation === OperationTypeNode.QUERY)
  .map(([place, source, operation]) => {
    const alone = separateOperations(parse(source))[operation.name?.value ?? '']!;
    return [place, print(alone), variablesOf(operation)] as const;
  });

const callers: Readonly<Record<string, () => Caller>> = {
  anonymous: () => anonymous('zh-CN'),
  vendor: () => demoCaller('vendor'),
  street: () => demoCaller('street'),
  admin: () => demoCaller('admin'),
};

test('the documents have queries', () => {
  expect(documents.length).toBeGreaterThan(10);
  expect(queries.length).toBeGreaterThan(10);
});

test.each(queries)(
  '%s has the same answer for every caller who knows of it',
  async (_, source, variables) => {
    for (const [name, make] of Object.entries(callers)) {
      const caller = make();
      // What only some audiences know of is asked by these; the last caller knows of everything.
      const invalid = validate(platform.platform.schema(caller.audience), parse(source));
      if (invalid.length > 0 && name !== 'admin') continue;
      const types = new Set(Object.keys(platform.platform.schema(caller.audience).getTypeMap()));
      const world = { ...known, caller, today: today(), cursors: new Map(), types };
      const verdict = await compare((query) => platform.platform.run(query, caller), world, {
        source,
        variables,
      });
      if (verdict.difference !== null)
        throw new Error(`${name}: ${verdict.difference}\n${JSON.stringify(verdict.engine)}`);
      expect([name, verdict.refused]).toEqual([name, false]);
    }
  },
);

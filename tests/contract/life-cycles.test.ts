// Life cycles hold: a step that is not in them is refused whoever asks, and each step that is taken is on record.
import { describe, expect, test } from '@jest/globals';
import { enums, models } from '../../src/generated/datamodel.js';
import { allEntities } from '../../src/kernel/entity.js';
import { allRules } from '../../src/kernel/errors.js';
import { targetEntity } from '../../src/kernel/graph/actions.js';
import { decodeId } from '../../src/kernel/ids.js';
import { allLifeCycles, type LifeCycle } from '../../src/kernel/life-cycle.js';
import { allOperations, type Operation } from '../../src/kernel/operation.js';
import { mighty } from '../support/domains.js';
import { dump, rowsOf } from '../support/dump.js';
import { submit, type Input } from '../support/operations.js';
import { usePlatform } from '../support/platform.js';
import { giveBack, sampleOf } from '../support/samples.js';

const platform = usePlatform('seeded');
const caller = mighty();

/** An operation that takes a step, with the life that it is a step of. */
interface Stepping {
  readonly operation: Operation;
  readonly entity: string;
  readonly table: string;
  readonly column: string;
  /** Where the operation always leads to; undefined where its input says it. */
  readonly to: string | undefined;
  readonly cycle: LifeCycle;
  readonly states: readonly string[];
}

const statesOf = ({ states }: LifeCycle): readonly string[] => enums[states]!.values.map(({ name }) => name);
const follows = ({ steps }: LifeCycle, from: string, to: string): boolean => (steps[from] ?? []).includes(to);

const stepping = [...allOperations().values()].flatMap(
  (operation): readonly (readonly [string, Stepping])[] => {
    if (!operation.transition) return [];
    const { column, to } = operation.transition;
    const entity = targetEntity(operation)!;
    const table = allEntities().get(entity)!.model ?? entity;
    const cycle = allLifeCycles().get(models[table]!.columns[column]!.type)!;
    return [[operation.name, { operation, entity, table, column, to, cycle, states: statesOf(cycle) }]];
  },
);

/** The sample's input, which says why and by which document wherever it can. */
async function inputOf({ operation }: Stepping): Promise<Input> {
  const told = Object.fromEntries(
    ['reason', 'documentNo'].filter((name) => name in operation.input).map((name) => [name, '示例']),
  );
  return { ...told, ...(await sampleOf(platform, operation.name)) };
}

const idOf = ({ operation }: Stepping, input: Input): string =>
  (input[operation.target!] as { id: string }).id;

/** Puts the object into a state, as no operation could. @returns the state it was in */
async function force({ table, column }: Stepping, id: string, state: string): Promise<string> {
  const { tenant, key } = decodeId(id)!;
  const [row] = await platform.admin<{ before: string }>(
    `UPDATE "${table}" t SET "${column}" = $3 FROM "${table}" o
     WHERE t."tenant" = $1 AND t."id" = $2 AND o."tenant" = t."tenant" AND o."id" = t."id"
     RETURNING o."${column}"::text AS before`,
    [tenant, key, state],
  );
  return row!.before;
}

/** Everything but what remembers a refusal; of the table whose rows were forced, what stands in them. */
async function records({ table }: Stepping): Promise<unknown> {
  const { IdempotencyKey: _keys, AuditEvent: _audit, [table]: _forced, ...rest } = await dump(platform.pool);
  return { ...rest, [table]: await rowsOf(platform.pool, table) };
}

describe('a life cycle', () => {
  test('is declared where operations take steps', () => {
    expect(stepping.length).toBeGreaterThan(3);
    expect(stepping.filter(([, { cycle }]) => cycle === undefined)).toEqual([]);
  });

  test.each([...allLifeCycles()])(
    'of %s says of every state what follows it, and nothing else',
    (_, cycle) => {
      const states = statesOf(cycle);
      expect(Object.keys(cycle.steps).sort()).toEqual([...states].sort());
      for (const [from, next] of Object.entries(cycle.steps)) {
        expect(next.filter((to) => !states.includes(to) || to === from)).toEqual([]);
        expect(new Set(next).size).toBe(next.length);
      }
      expect(allRules().get(cycle.rule)?.code).toBe('RULE_BROKEN');
    },
  );

  test.each(stepping)(
    'of what %s changes is among the rules that may refuse it',
    (_, { operation, cycle }) => {
      expect(operation.rules).toContain(cycle.rule);
    },
  );
});

test.each(stepping)(
  '%s is refused for every step that is not in the life, and nothing is written',
  async (_, one) => {
    const { operation, cycle, column, states } = one;
    const input = await inputOf(one);
    const id = idOf(one, input);
    const before = await records(one);
    const wrong = states.flatMap((from) =>
      (one.to === undefined ? states : [one.to])
        .filter((to) => !follows(cycle, from, to))
        .map((to) => [from, to] as const),
    );
    expect(wrong.length).toBeGreaterThan(0);
    const [first] = wrong;
    const original = await force(one, id, first![0]);
    const answers: unknown[] = [];
    for (const [n, [from, to]] of wrong.entries()) {
      await force(one, id, from);
      const asked = one.to === undefined ? { ...input, [column]: to } : input;
      const written = await submit(
        platform,
        operation,
        { ...asked, idempotencyKey: `${String(input['idempotencyKey'])}-${n}` },
        caller,
      );
      answers.push([
        from,
        to,
        written.userErrors.map(({ code, rule }) => `${code} ${rule}`),
        written.answer.errors,
      ]);
    }
    expect(answers).toEqual(wrong.map(([from, to]) => [from, to, [`RULE_BROKEN ${cycle.rule}`], undefined]));
    await force(one, id, original);
    expect(await records(one)).toEqual(before);
    giveBack(platform, operation.name, input);
  },
);

test.each(stepping)('what %s may do next is told by allowedActions in every state', async (name, one) => {
  const { cycle, entity, states } = one;
  const input = await inputOf(one);
  const id = idOf(one, input);
  const original = await force(one, id, states[0]!);
  const told: unknown[] = [];
  for (const state of states) {
    await force(one, id, state);
    const { data } = await platform.query(
      `{ node(id: ${JSON.stringify(id)}) { ... on ${entity} { allowedActions { operation rule } } } }`,
      {},
      { as: caller },
    );
    const { allowedActions } = data!['node'] as {
      allowedActions: readonly { operation: string; rule: string | null }[];
    };
    told.push([state, allowedActions.find(({ operation }) => operation === name)!.rule === cycle.rule]);
  }
  const open = (state: string): boolean =>
    one.to === undefined ? (cycle.steps[state] ?? []).length > 0 : follows(cycle, state, one.to);
  expect(told).toEqual(states.map((state) => [state, !open(state)]));
  await force(one, id, original);
  giveBack(platform, name, input);
});

test.each(stepping)('%s that takes its step leaves it on record, for readers to see', async (name, one) => {
  const { operation, entity, column } = one;
  const input = await inputOf(one);
  const id = idOf(one, input);
  const { tenant, key } = decodeId(id)!;
  const row = async (): Promise<{ state: string; version: number }> =>
    (
      await platform.admin<{ state: string; version: number }>(
        `SELECT "${column}"::text AS state, "version" FROM "${one.table}" WHERE "tenant" = $1 AND "id" = $2`,
        [tenant, key],
      )
    )[0]!;
  const before = await row();
  expect((await submit(platform, operation, input, caller)).codes).toEqual([]);
  const after = await row();
  const to = one.to ?? String(input[column]);
  const step = { fromState: before.state, toState: to, operation: name };
  expect(after.state).toBe(to);
  expect(
    await platform.admin(
      `SELECT "type", "version", "fromState", "toState", "operation", "subject" FROM "StateChange"
       WHERE "tenant" = $1 AND "objectId" = $2 AND "version" > $3`,
      [tenant, key, before.version],
    ),
  ).toEqual([{ ...step, type: entity, version: before.version + 1, subject: caller.subject }]);
  const read = await platform.query(
    `{ node(id: ${JSON.stringify(id)}) { ... on ${entity} { stateChanges { fromState toState operation reason documentNo } } } }`,
    {},
    { as: caller },
  );
  const { stateChanges } = read.data!['node'] as { stateChanges: readonly unknown[] };
  expect(stateChanges.at(-1)).toEqual({
    ...step,
    reason: input['reason'] ?? null,
    documentNo: input['documentNo'] ?? null,
  });
});

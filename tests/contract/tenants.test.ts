// An office learns nothing of another: what others record is in none of its answers, whatever becomes of it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { documentsFor, formOf } from '../../src/kernel/document.js';
import type { Entity } from '../../src/kernel/entity.js';
import { pascalName } from '../../src/kernel/graph/names.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import { newId } from '../../src/kernel/ids.js';
import { always } from '../../src/kernel/predicate.js';
import type { Answer } from '../../src/kernel/run.js';
import { sequenceEvents } from '../../src/platform/outbox/sequencer.js';
import { makeDocument } from '../../src/server/documents.js';
import { instantMs } from '../support/dataset-shapes.js';
import { mighty } from '../support/domains.js';
import { Inputs, type Ids } from '../support/laws/inputs.js';
import {
  cursorsOfAll,
  idsOf,
  insiders,
  markedWorld,
  writeEvents,
  type Marked,
} from '../support/laws/insiders.js';
import { markOthers, others, own, removeOthers } from '../support/laws/marks.js';
import { everyOperation, mutationOf } from '../support/operations.js';
import { Generator, type Query } from '../support/oracle/generator.js';
import { listKeyOf, totalOrder } from '../support/oracle/order.js';
import { Random } from '../support/oracle/random.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
const seed = 20_261_122;
/** Documents of each caller. */
const many = 40;

let marked: Marked;
let byList: ReadonlyMap<string, readonly string[]>;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  marked = await markedWorld(platform);
  byList = new Map(
    [...(await cursorsOfAll(platform))].map(([shape, cursors]) => {
      const { plural, order = [] } = shape.entity;
      return [listKeyOf(`Query.${plural!}`, totalOrder(shape, order)), cursors];
    }),
  );
}, 120_000);
afterAll(() => resetClock());

/** Random documents of a caller, with ids, keys, values and cursors of everybody's rows. */
function* documentsOf(caller: Caller, count: number, start = seed): Iterable<Query> {
  const schema = platform.platform.schema(caller.audience);
  const generator = new Generator(new Random(start), schema, marked.known.database, byList);
  for (let i = 0; i < count; i += 1) yield generator.query(1 + (i % 3));
}

/** What a caller is told, without the request's id. */
function told({ data, errors, extensions, status }: Answer): string {
  return JSON.stringify({ data, errors, redactions: extensions.redactions, cost: extensions.cost, status });
}

async function answersTo(caller: Caller, queries: readonly Query[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { source, variables } of queries)
    answers.push(told(await platform.platform.run({ source, variables }, caller)));
  return answers;
}

/** The first of the answers that tells something, with what it tells. */
function leak(answers: readonly string[]): string | undefined {
  const found = answers.find((answer) => marked.leakIn(answer) !== undefined);
  return found && `${marked.leakIn(found)} in ${found.slice(0, 2_000)}`;
}

describe('a policy that is left out is found', () => {
  /** Whether documents of the office show a mark while an entity is seen by everybody. */
  async function leaks(shape: Shape): Promise<boolean> {
    const entity = shape.entity as { visible: Entity['visible'] };
    const { visible } = entity;
    entity.visible = () => always;
    try {
      const [office] = insiders();
      for (const query of documentsOf(office!, 20_000, seed + 9)) {
        if (!query.source.includes(shape.entity.plural!)) continue;
        if (leak(await answersTo(office!, [query])) !== undefined) return true;
      }
      return false;
    } finally {
      entity.visible = visible;
    }
  }

  test.each(['Fund', 'Agreement', 'Donation', 'CommunityPartner'])('%s', async (name) => {
    expect(await leaks(graph().get(name)!)).toBe(true);
  });
});

describe('a caller with rights in one office', () => {
  test('is told nothing in the answers to writes, whatever they name', async () => {
    const ids: Ids = new Map(
      [...graph().values()]
        .filter(
          ({ identity, name }) =>
            identity !== null && marked.known.database.get(graph().get(name)!.model.name)!.length > 0,
        )
        .map((shape) => [shape.name, idsOf(marked, shape)]),
    );
    const chance = new Inputs(new Random(seed), ids);
    const [office] = insiders();
    const answers: string[] = [];
    for (const [, operation] of everyOperation())
      for (let i = 0; i < 3; i += 1) {
        const input = { ...chance.whole(operation.input, 2), idempotencyKey: newId(), dryRun: true };
        const given = operation.target === undefined ? input : { ...input, expectedVersion: 1 };
        answers.push(told(await platform.query(mutationOf(operation), { input: given }, { as: office! })));
      }
    // What was sent may be quoted by graphql-js, and nothing of it has a mark.
    expect(leak(answers)).toBeUndefined();
    expect(answers.filter((answer) => answer.includes('NOT_FOUND')).length).toBeGreaterThan(100);
  }, 120_000);

  test('is told nothing in documents, whatever they are asked about', async () => {
    let made = 0;
    for (const caller of insiders().slice(0, 2))
      for (const [name, { args }] of documentsFor(caller.audience)) {
        const random = new Random(seed);
        for (let i = 0; i < 6; i += 1) {
          const given = Object.fromEntries(
            Object.entries(args)
              .filter(([, { required }]) => required || random.chance(0.3))
              .map(([argument, field]) => [argument, argumentOf(argument, formOf(field), random)]),
          );
          const request = { name, format: 'csv', given, requestId: newId() } as const;
          const said = await makeDocument(platform.platform, request, caller).then(
            ({ content }) => ((made += 1), String(content)),
            (error: unknown) => String(error),
          );
          expect([name, given, marked.leakIn(said)]).toEqual([name, given, undefined]);
        }
      }
    expect(made).toBeGreaterThan(3);
  }, 120_000);

  test('is told nothing by the events of others, and sees those of its own', async () => {
    const written = await writeEvents(platform, marked);
    expect(written).toBeGreaterThan(150);
    await sequenceEvents(platform.pool);
    const source = `query ($office: Int, $after: BigInt, $within: DivisionCode) {
      changes(office: $office, after: $after, within: $within, first: 100) {
        events { sequence type at division operation idempotencyKey requestId objects { __typename id } } } }`;
    const told: string[] = [];
    for (const caller of insiders())
      for (const office of [own.tenant, ...others])
        for (const variables of [{}, { after: '60' }, { within: '990102' }, { within: '99' }])
          told.push(
            ...(await answersTo(caller, [{ source, variables: { office, after: '0', ...variables } }])),
          );
    expect(leak(told)).toBeUndefined();
    expect(told.filter((answer) => answer.includes('_990101_')).length).toBeGreaterThan(2);
    // A key is told to the app alone that chose it.
    expect(told.join()).not.toContain('own-');
  }, 120_000);

  test('is told nothing of the others, and the same when all of it is changed or half of it gone', async () => {
    const asked = insiders().map((caller, i) => [caller, [...documentsOf(caller, many, seed + i)]] as const);
    const before: (readonly string[])[] = [];
    for (const [caller, queries] of asked) before.push(await answersTo(caller, queries));
    expect(leak(before.flat())).toBeUndefined();
    // Else it would mean little that nothing of the others is told.
    expect(before.flat().filter((answer) => /_990101_/.test(answer)).length).toBeGreaterThan(
      before.length * 4,
    );
    const all = await answersTo(mighty(), asked.flatMap(([, queries]) => queries).slice(0, many));
    expect(leak(all)).toBeDefined();

    await markOthers(platform.admin, 'bb', marked.shown);
    await removeOthers(platform.admin, marked.shown);
    for (const [i, [caller, queries]] of asked.entries())
      for (const [n, answer] of (await answersTo(caller, queries)).entries())
        if (answer !== before[i]![n])
          throw new Error(
            `${caller.subject} is told of others:\n${queries[n]!.source}\n${JSON.stringify(queries[n]!.variables)}\n${before[i]![n]}\n${answer}`,
          );
  }, 120_000);
});

/** A value of a document's argument: an object by its id, a value of an enum, or a time. */
function argumentOf(name: string, form: string, random: Random): string {
  const shape = graph().get(pascalName(name));
  if (shape) return random.pick(idsOf(marked, shape));
  if (form.includes(' | ')) return random.pick(form.split(' | '));
  if (form === 'true or false') return 'true';
  return random.pick(name === 'number' ? ['1', '2'] : ['2024', '2025', '2026']);
}

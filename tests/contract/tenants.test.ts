// An office learns nothing of another: what others record is in none of its answers, whatever becomes of it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { documentsFor, formOf } from '../../src/kernel/document.js';
import type { Entity } from '../../src/kernel/entity.js';
import { pascalName } from '../../src/kernel/graph/names.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { always } from '../../src/kernel/predicate.js';
import { allOperations } from '../../src/kernel/operation.js';
import type { Answer } from '../../src/kernel/run.js';
import { demoRoles, rightsOf } from '../../src/platform/auth/demo-keys.js';
import { sequenceEvents } from '../../src/platform/outbox/sequencer.js';
import { makeDocument } from '../../src/server/documents.js';
import { allowChanges, fillDatabase } from '../support/dataset.js';
import { instantMs } from '../support/dataset-shapes.js';
import { grantsOn, mighty } from '../support/domains.js';
import { Inputs, type Ids } from '../support/laws/inputs.js';
import {
  keyColumn,
  mark,
  markOthers,
  others,
  own,
  removeOthers,
  settle,
  type Shown,
} from '../support/laws/marks.js';
import { everyOperation, mutationOf } from '../support/operations.js';
import { Generator, type Query } from '../support/oracle/generator.js';
import { listKeyOf, totalOrder } from '../support/oracle/order.js';
import { Random } from '../support/oracle/random.js';
import { Sight } from '../support/oracle/rows.js';
import { readWorld, type Known } from '../support/oracle/world.js';
import { days } from '../support/oracle/writing.js';
import { callerWith, demoCaller, usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
const seed = 20_261_122;
/** Documents of each caller. */
const many = 40;

/** Who holds rights in one office's county only, of whatever kind; each time as another app, with statements of its own. */
function insiders(): readonly Caller[] {
  const roles = demoRoles.filter((role) =>
    rightsOf(role).grants.every(({ division }) => division?.startsWith(own.county)),
  );
  const app = newId();
  return [
    callerWith(grantsOn('admin', own.county), { subject: 'office', app, tenant: own.tenant }),
    ...roles.map((role) => ({ ...demoCaller(role), app })),
  ];
}

let known: Known;
let shown: Shown;
/** Keys of the rows that are there for all offices. */
let everybodys: ReadonlySet<string>;
let byList: ReadonlyMap<string, readonly string[]>;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
  await allowChanges(platform.admin);
  await settle(platform.admin);
  await platform.platform.refresh();
  shown = shownToAnybody(await readWorld(platform.pool));
  expect(await markOthers(platform.admin, 'a', shown)).toBeGreaterThan(100);
  everybodys = new Set([...shown.values()].flat());
  known = await readWorld(platform.pool);
  byList = await cursorsOfAll();
}, 120_000);
afterAll(() => resetClock());

/** Rows that are seen on some day by who has every right in a county where there is nothing: they are there for all offices. */
function shownToAnybody({ database }: Known): Shown {
  const sight = new Sight(database, callerWith(grantsOn('admin', '370102'), { subject: 'elsewhere' }));
  const keys = [...graph().values()].map((shape) => {
    const seen = new Set([...days, '2026-03-15'].flatMap((day) => sight.rows(shape, day)));
    const key = shape.hasTenant ? keyColumn(shape.model.name) : null;
    return [shape.model.name, key === null ? [] : [...seen].map((row) => String(row[key]))] as const;
  });
  return new Map(keys);
}

/** Cursors to every row of every list, as who sees all of them got them. */
async function cursorsOfAll(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const shape of graph().values()) {
    const { plural, order } = shape.entity;
    if (plural === undefined || shape.identity === null) continue;
    const { list } = await platform.read<{ list: { edges: { cursor: string }[] } }>(
      `{ list: ${plural}(first: 100) { edges { cursor } } }`,
      {},
      mighty(),
    );
    const cursors = list.edges.map(({ cursor }) => cursor);
    if (cursors.length > 0) found.set(listKeyOf(`Query.${plural}`, totalOrder(shape, order ?? [])), cursors);
  }
  return found;
}

/** Random documents of a caller, with ids, keys, values and cursors of everybody's rows. */
function documentsOf(caller: Caller, count: number, start = seed): readonly Query[] {
  const schema = platform.platform.schema(caller.audience);
  const generator = new Generator(new Random(start), schema, known.database, byList);
  return Array.from({ length: count }, (_, i) => generator.query(1 + (i % 3)));
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

/** What an answer tells of other offices that not everybody is told: a mark, or the id of a row. */
function leakIn(answer: string): string | undefined {
  const named = answer.matchAll(/\b[a-z]{2,4}_(?:990102|510117)_([0-9a-f-]{36})/g);
  return mark.exec(answer)?.[0] ?? [...named].find(([, key]) => !everybodys.has(key!))?.[0];
}

/** The first of the answers that tells something, with what it tells. */
function leak(answers: readonly string[]): string | undefined {
  const found = answers.find((answer) => leakIn(answer) !== undefined);
  return found && `${leakIn(found)} in ${found.slice(0, 2_000)}`;
}

describe('a policy that is left out is found', () => {
  /** Whether documents of the office show a mark while an entity is seen by everybody. */
  async function leaks(shape: Shape): Promise<boolean> {
    const entity = shape.entity as { visible: Entity['visible'] };
    const { visible } = entity;
    entity.visible = () => always;
    try {
      const [office] = insiders();
      const asked = documentsOf(office!, 3_000, seed + 9).filter(({ source }) =>
        source.includes(shape.entity.plural!),
      );
      for (const query of asked.slice(0, 250))
        if (leak(await answersTo(office!, [query])) !== undefined) return true;
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
            identity !== null && known.database.get(graph().get(name)!.model.name)!.length > 0,
        )
        .map((shape) => [shape.name, idsOf(shape)]),
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
          expect([name, given, leakIn(said)]).toEqual([name, given, undefined]);
        }
      }
    expect(made).toBeGreaterThan(3);
  }, 120_000);

  test('is told nothing by the events of others, and sees those of its own', async () => {
    let written = 0;
    for (const { emits, name, returns } of allOperations().values()) {
      const shape = graph().get(Object.values(returns)[0]!)!;
      const rows = known.database.get(shape.model.name)!;
      for (const tenant of [own.tenant, ...others]) {
        const row = rows.find(
          (one) => Number(one['tenant']) === tenant && !everybodys.has(String(one['id'])),
        );
        if (!row || shape.identity === null) continue;
        written += 1;
        await platform.admin(
          `INSERT INTO "OutboxEvent" ("tenant", "id", "type", "at", "objects", "divisionKey", "operation", "subject", "idempotencyKey", "requestId")
           VALUES ($1, $2, $3, now(), $4, $5, $6, $7, $8, $2)`,
          [
            tenant,
            newId(),
            emits,
            [encodeId({ prefix: shape.entity.id!, tenant, key: String(row[shape.identity]) })],
            row['divisionKey'] ?? null,
            name,
            tenant === own.tenant ? 'own' : 'zqmark1xa',
            tenant === own.tenant ? `own-${written}` : `zqmark${written}xa`,
          ],
        );
      }
    }
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
    const asked = insiders().map((caller, i) => [caller, documentsOf(caller, many, seed + i)] as const);
    const before: (readonly string[])[] = [];
    for (const [caller, queries] of asked) before.push(await answersTo(caller, queries));
    expect(leak(before.flat())).toBeUndefined();
    // Else it would mean little that nothing of the others is told.
    expect(before.flat().filter((answer) => /_990101_/.test(answer)).length).toBeGreaterThan(
      before.length * 4,
    );
    const all = await answersTo(mighty(), asked.flatMap(([, queries]) => queries).slice(0, many));
    expect(leak(all)).toBeDefined();

    await markOthers(platform.admin, 'bb', shown);
    await removeOthers(platform.admin, shown);
    for (const [i, [caller, queries]] of asked.entries())
      for (const [n, answer] of (await answersTo(caller, queries)).entries())
        if (answer !== before[i]![n])
          throw new Error(
            `${caller.subject} is told of others:\n${queries[n]!.source}\n${JSON.stringify(queries[n]!.variables)}\n${before[i]![n]}\n${answer}`,
          );
  }, 120_000);
});

/** Ids of the rows of other offices, and of some of one's own. */
function idsOf({ entity, model, identity, hasTenant }: Shape): readonly string[] {
  const rows = known.database.get(model.name)!;
  const foreign = rows.filter(({ tenant }) => others.includes(Number(tenant)));
  const mine = rows.filter(({ tenant }) => Number(tenant) === own.tenant);
  return [...foreign, ...mine].map((row) =>
    encodeId({
      prefix: entity.id!,
      tenant: hasTenant ? Number(row['tenant']) : 0,
      key: String(row[identity!]),
    }),
  );
}

/** A value of a document's argument: an object by its id, a value of an enum, or a time. */
function argumentOf(name: string, form: string, random: Random): string {
  const shape = graph().get(pascalName(name));
  if (shape) return random.pick(idsOf(shape));
  if (form.includes(' | ')) return random.pick(form.split(' | '));
  if (form === 'true or false') return 'true';
  return random.pick(name === 'number' ? ['1', '2'] : ['2024', '2025', '2026']);
}

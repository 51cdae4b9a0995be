// The read engine against a naive evaluator in memory: random operations, several callers, awkward data, equal answers.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { anonymous, type Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { allEntities } from '../../src/kernel/entity.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { refreshCodeTree } from '../../src/domains/territory/queries/code-tree.js';
import { countStatements } from '../support/counting.js';
import { fillDatabase, makeTables, payerAndParty } from '../support/dataset.js';
import { day, instantMs } from '../support/dataset-shapes.js';
import { grantsOn, mighty } from '../support/domains.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { compare, shrink, type Engine, type Verdict } from '../support/oracle/compare.js';
import type { World } from '../support/oracle/evaluate.js';
import { Generator, type Query } from '../support/oracle/generator.js';
import type { Cursors } from '../support/oracle/order.js';
import { Random } from '../support/oracle/random.js';
import { joinTwins, scalarTwins } from '../support/oracle/twins.js';
import { readWorld, type Known } from '../support/oracle/world.js';

const platform = usePlatform('empty');
const count = Number(process.env['DIFFERENTIAL_OPERATIONS'] ?? 500);
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_122);

let known: Known;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
  await refreshCodeTree(platform.pool);
  known = await readWorld(platform.pool);
});
afterAll(() => resetClock());

const [payerId, partyId] = payerAndParty(makeTables());

/**
 * Who asks: nobody, a vendor, one street, one recoded county, everything, one who sees persons in one county only; and
 * two who act for an organization: one that pays, with what everybody may read, and one that agreed, with nothing more.
 */
const callers: Readonly<Record<string, () => Caller>> = {
  anonymous: () => anonymous('zh-CN'),
  vendor: () => callerWith(grantsOn('read', null, ['PUBLIC']), { audience: 'PARTNER', subject: 'vendor' }),
  street: () => callerWith(grantsOn('write', '990101001'), { subject: 'street', language: 'en' }),
  county: () => callerWith(grantsOn('read', '990103'), { subject: 'county' }),
  admin: () => mighty(),
  persons: () =>
    callerWith([...grantsOn('read', null, ['PUBLIC']), ...grantsOn('read', '990101', ['PERSONAL'])], {
      subject: 'persons',
    }),
  payer: () =>
    callerWith(grantsOn('read', null, ['PUBLIC']), {
      audience: 'PARTNER',
      subject: 'payer',
      organizationId: payerId,
    }),
  party: () => callerWith([], { audience: 'PARTNER', subject: 'party', organizationId: partyId }),
};

/** What one caller asks, and what was found of it. */
interface Session {
  readonly caller: Caller;
  readonly world: World;
  readonly generator: Generator;
  readonly engine: Engine;
  keep(verdict: Verdict): void;
}

/** Cursors by what they stand for and by their list; good for everybody, whoever got them. */
interface Given {
  readonly cursors: Cursors;
  readonly byList: Map<string, string[]>;
}
const none = (): Given => ({ cursors: new Map(), byList: new Map() });

function begin(caller: Caller, startAt: number, { cursors, byList }: Given = none()): Session {
  const schema = platform.platform.schema(caller.audience);
  const random = new Random(startAt);
  return {
    caller,
    world: {
      ...known,
      caller,
      today: day,
      cursors,
      types: new Set(Object.keys(schema.getTypeMap())),
    },
    generator: new Generator(random, schema, known.database, byList),
    engine: ({ source, variables }) => platform.platform.run({ source, variables }, caller),
    keep({ places }) {
      for (const [cursor, { list, values }] of places) {
        if (!cursors.has(cursor)) byList.set(list, [...(byList.get(list) ?? []), cursor]);
        cursors.set(cursor, values);
      }
    },
  };
}

/** What to print of a difference: enough to have it again. */
function told(name: string, { query, difference, engine, oracle }: Verdict): string {
  const show = (value: unknown): string => JSON.stringify(value, null, 1).slice(0, 4000);
  return `seed ${seed}, ${name}: answers part at ${difference}\n${query.source}\nvariables ${show(query.variables)}\nengine ${show(engine)}\noracle ${show(oracle)}`;
}

describe('the oracle', () => {
  test('has a twin of every join and every scalar that is said in SQL by hand, and of nothing else', () => {
    const declared = [...allEntities().values()].flatMap(({ name, fields }) =>
      Object.entries(fields ?? {}).map(([field, { by }]) => [`${name}.${field}`, by] as const),
    );
    const of = (kind: string): readonly string[] =>
      declared.filter(([, by]) => by === kind).map(([place]) => place);
    expect(Object.keys(joinTwins).sort()).toEqual([...of('join')].sort());
    expect(Object.keys(scalarTwins).sort()).toEqual([...of('sql')].sort());
  });
});

test(
  `${count} random operations of ${Object.keys(callers).length} callers have equal answers`,
  async () => {
    const given = none();
    const sessions = Object.entries(callers).map(
      ([name, caller], i) => [name, begin(caller(), seed + i * 1_000_003, given)] as const,
    );
    const statements = countStatements();
    const met = { compared: 0, refused: 0, rows: 0, pages: 0, fragments: 0, variables: 0, redacted: 0 };
    for (let i = 0; met.compared < count; i += 1) {
      const [name, session] = sessions[i % sessions.length]!;
      const asked = session.generator.query(2 + (i % 4));
      statements.value = 0;
      const verdict = await compare(session.engine, session.world, asked);
      // None for who asks or what was refused; never one per list, per row, or per kind.
      expect(statements.value).toBeLessThanOrEqual(1);
      if (verdict.difference !== null) {
        const least = await shrink(
          session.engine,
          session.world,
          platform.platform.schema(session.caller.audience),
          verdict,
        );
        throw new Error(told(name, least));
      }
      session.keep(verdict);
      met.compared += verdict.refused ? 0 : 1;
      met.refused += verdict.refused ? 1 : 0;
      met.rows += /"(?:id|name|code|kind)":"/.test(JSON.stringify(verdict.engine)) ? 1 : 0;
      met.pages += /(?:after|before): "/.test(asked.source) ? 1 : 0;
      met.fragments += asked.source.includes('...') ? 1 : 0;
      met.variables += Object.keys(asked.variables).length > 0 ? 1 : 0;
    }
    jest.restoreAllMocks();
    // Else equal answers would mean little.
    expect(met.refused).toBeLessThan(count / 10);
    expect(met.rows).toBeGreaterThan(count / 4);
    expect(met.pages).toBeGreaterThan(count / 20);
    expect(met.fragments).toBeGreaterThan(count / 5);
    expect(met.variables).toBeGreaterThan(count / 5);
  },
  Math.max(120_000, count * 1_000),
);

describe('a broken engine is found', () => {
  /** Differences that some operations show when the engine's answers or its questions are tampered with. */
  async function differences(broken: (engine: Engine) => Engine, operations = 150): Promise<number> {
    const session = begin(callers['admin']!(), seed);
    let found = 0;
    for (let i = 0; i < operations; i += 1) {
      const query = session.generator.query(3);
      const verdict = await compare(broken(session.engine), session.world, query);
      if (verdict.difference !== null) found += 1;
    }
    return found;
  }
  const tampered =
    (change: (text: string) => string): ((engine: Engine) => Engine) =>
    (engine) =>
    async (query) => {
      const answer = await engine(query);
      return answer.data
        ? { ...answer, data: JSON.parse(change(JSON.stringify(answer.data))) as Record<string, unknown> }
        : answer;
    };
  const asking =
    (change: (query: Query) => Query): ((engine: Engine) => Engine) =>
    (engine) =>
    (query) =>
      engine(change(query));

  test('one that is whole shows no difference', async () => {
    expect(await differences((engine) => engine)).toBe(0);
  });

  test.each([
    ['drops a row of a page', tampered((text) => text.replace(/"nodes":\[\{/, '"nodes":[{"gone":1},{'))],
    [
      'counts one too many',
      tampered((text) =>
        text.replace(
          /"(totalCount|count)":(\d+)/,
          (_, name: string, n: string) => `"${name}":${Number(n) + 1}`,
        ),
      ),
    ],
    [
      'says that there is another page',
      tampered((text) => text.replace('"hasNextPage":false', '"hasNextPage":true')),
    ],
    [
      'negates a condition',
      asking(({ source, variables }) => ({
        source: source.replaceAll('isNull: true', 'isNull: false').replaceAll(' eq: ', ' ne: '),
        variables,
      })),
    ],
    [
      'turns an order round',
      asking(({ source, variables }) => ({
        source: source.replaceAll('direction: ASC', 'direction: DESC'),
        variables,
      })),
    ],
    [
      'looks at another day',
      asking(({ source, variables }) => ({
        source: source.replaceAll(/asOf: "[^"]+"/g, 'asOf: "2016-01-02"'),
        variables,
      })),
    ],
  ])('one that %s', async (_, broken) => {
    expect(await differences(broken)).toBeGreaterThan(0);
  });

  test('one that shows what a caller may not see', async () => {
    const session = begin(callers['street']!(), seed);
    const admin = callers['admin']!();
    let found = 0;
    for (let i = 0; i < 60; i += 1) {
      const query = session.generator.query(2);
      const verdict = await compare(
        ({ source, variables }) => platform.platform.run({ source, variables }, admin),
        session.world,
        query,
      );
      if (verdict.difference !== null) found += 1;
    }
    expect(found).toBeGreaterThan(5);
  });
});

test('every entity that can be read is asked for', () => {
  const session = begin(callers['admin']!(), seed + 7);
  const asked = Array.from({ length: 400 }, () => session.generator.query(3).source).join('\n');
  for (const shape of graph().values())
    if (shape.entity.plural !== undefined)
      expect([shape.name, asked.includes(shape.entity.plural)]).toEqual([shape.name, true]);
});

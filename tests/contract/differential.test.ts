// The read engine against a naive evaluator in memory: random operations, several callers, awkward data, equal answers.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { allEntities } from '../../src/kernel/entity.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { compileFor } from '../support/compiled.js';
import { withIntrospection } from '../support/completed.js';
import { countStatements } from '../support/counting.js';
import { fillDatabase } from '../support/dataset.js';
import { instantMs } from '../support/dataset-shapes.js';
import { usePlatform } from '../support/platform.js';
import { compare, shrink, type Engine, type Verdict } from '../support/oracle/compare.js';
import type { Query } from '../support/oracle/generator.js';
import { progressOf } from '../support/oracle/progress.js';
import { asksOf, begin, callers, none, type Session } from '../support/oracle/sessions.js';
import { joinTwins, scalarTwins } from '../support/oracle/twins.js';
import { readWorld, type Known } from '../support/oracle/world.js';

const platform = usePlatform('empty');
const count = Number(process.env['DIFFERENTIAL_OPERATIONS'] ?? 1_000);
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_122);
const progress = process.env['DIFFERENTIAL_PROGRESS'] === 'on' ? progressOf(count) : (): void => {};

let known: Known;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
  await platform.platform.refresh();
  known = await readWorld(platform.pool);
});
afterAll(() => resetClock());

function session(name: string, startAt = seed, given = none()): Session {
  return begin(platform.platform, known, name, startAt, given);
}

/** What to print of a difference: enough to have it again. */
function told({ name }: Session, { query, difference, engine, oracle }: Verdict): string {
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
  `${count} random operations, each asked again and again, have equal answers for ${Object.keys(callers).length} callers`,
  async () => {
    const given = none();
    const sessions = Object.keys(callers).map((name, i) => session(name, seed + i * 1_000_003, given));
    const statements = countStatements();
    const { counters } = platform.platform.engine.statements;
    const met = { asked: 0, refused: 0, rows: 0, pages: 0, numbered: 0, fragments: 0, others: 0 };
    for (let i = 0; i < count; i += 1) {
      const asker = sessions[i % sessions.length]!;
      const question = asker.generator.query(2 + (i % 4));
      for (const [asking, query] of asksOf(question, asker, sessions)) {
        statements.value = 0;
        const verdict = await compare(asking.engine, asking.world, query);
        // None for who asks or what was refused; never one per list, per row, or per kind.
        expect(statements.value).toBeLessThanOrEqual(1);
        if (verdict.difference !== null) {
          const schema = platform.platform.schema(asking.caller.audience);
          throw new Error(told(asking, await shrink(asking.engine, asking.world, schema, verdict)));
        }
        asking.keep(verdict);
        met.asked += 1;
        met.refused += verdict.refused ? 1 : 0;
        met.rows += /"(?:id|name|code|kind)":"/.test(JSON.stringify(verdict.engine)) ? 1 : 0;
        met.pages += /(?:after|before): ["$]/.test(query.source) ? 1 : 0;
        met.numbered += query.source.includes('pageCursors') ? 1 : 0;
        met.fragments += query.source.includes('...') ? 1 : 0;
        met.others += asking === asker ? 0 : 1;
      }
      progress(i + 1);
    }
    jest.restoreAllMocks();
    // Else equal answers would mean little.
    expect(met.refused).toBeLessThan(met.asked / 10);
    expect(met.rows).toBeGreaterThan(met.asked / 4);
    expect(met.pages).toBeGreaterThan(met.asked / 20);
    expect(met.numbered).toBeGreaterThan(met.asked / 20);
    expect(met.fragments).toBeGreaterThan(met.asked / 5);
    expect(met.others).toBeGreaterThan(met.asked / 5);
    // What was compiled for one request has served others.
    const { hits } = platform.platform.engine.statements.counters;
    expect(hits - counters.hits).toBeGreaterThan(met.asked / 3);
  },
  Math.max(120_000, count * 1_000),
);

test('random operations are answered with a text that says what graphql-js completes of the same data', async () => {
  const met = { whole: 0, completed: 0 };
  for (const [i, name] of Object.keys(callers).entries()) {
    const { caller, generator, engine } = session(name, seed + 4_711 + i);
    for (let n = 0; n < 40; n += 1) {
      const { source, variables } = generator.query(3);
      const { plan } = compileFor(platform.platform, { source, variables, caller });
      met[plan.completed.length === 0 ? 'whole' : 'completed'] += 1;
      const { data } = await engine({ source, variables });
      const completed = await engine({ source: withIntrospection(source), variables });
      const { __schema: added, ...rest } = completed.data!;
      expect(added).toEqual({ __typename: '__Schema' });
      // As texts, so that the order of the keys counts.
      expect(JSON.stringify(rest)).toBe(JSON.stringify(data));
    }
  }
  expect(met.whole).toBeGreaterThan(200);
  expect(met.completed).toBeGreaterThan(40);
});

describe('a broken engine is found', () => {
  /** Differences up to the first that operations show when the engine's answers or its questions are tampered with. */
  async function differences(broken: (engine: Engine) => Engine, operations = 600): Promise<number> {
    const asking = session('admin');
    let found = 0;
    for (let i = 0; i < operations && found === 0; i += 1) {
      const query = asking.generator.query(3);
      const verdict = await compare(broken(asking.engine), asking.world, query);
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

  test('one that answers with the values of the request before', async () => {
    const asking = session('street');
    let found = 0;
    for (let i = 0; i < 60; i += 1) {
      const question = asking.generator.query(2);
      const stale: Engine = () => asking.engine(question);
      const verdict = await compare(stale, asking.world, question.again(false));
      if (verdict.difference !== null) found += 1;
    }
    expect(found).toBeGreaterThan(5);
  });

  test('one that answers with the rights of a caller of the same form', async () => {
    const [asking, neighbor] = [session('street'), session('neighbor')];
    let found = 0;
    for (let i = 0; i < 60; i += 1) {
      const verdict = await compare(neighbor.engine, asking.world, asking.generator.query(2));
      if (verdict.difference !== null) found += 1;
    }
    expect(found).toBeGreaterThan(5);
  });

  test('one that shows what a caller may not see', async () => {
    const asking = session('street');
    const admin = callers['admin']!();
    let found = 0;
    for (let i = 0; i < 60; i += 1) {
      const query = asking.generator.query(2);
      const verdict = await compare(
        ({ source, variables }) => platform.platform.run({ source, variables }, admin),
        asking.world,
        query,
      );
      if (verdict.difference !== null) found += 1;
    }
    expect(found).toBeGreaterThan(5);
  });
});

test('every entity that can be read is asked for', () => {
  const asking = session('admin', seed + 7);
  const asked = Array.from({ length: 1_000 }, () => asking.generator.query(3).source).join('\n');
  for (const shape of graph().values())
    if (shape.entity.plural !== undefined)
      expect([shape.name, asked.includes(shape.entity.plural)]).toEqual([shape.name, true]);
});

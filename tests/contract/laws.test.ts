// Laws that hold for every document and every caller, tried on random documents.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { encodeId } from '../../src/kernel/ids.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { fillDatabase } from '../support/dataset.js';
import { instantMs } from '../support/dataset-shapes.js';
import type { Answer } from '../../src/kernel/run.js';
import { askersOf, type Asker } from '../support/laws/asking.js';
import { laws, metNothing, type Bench, type Law, type Met } from '../support/laws/laws.js';
import type { Query } from '../support/oracle/generator.js';
import { progressOf } from '../support/oracle/progress.js';
import { Random } from '../support/oracle/random.js';
import { smallest } from '../support/oracle/smallest.js';
import { readWorld, type Known } from '../support/oracle/world.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
const count = Number(process.env['LAWS_DOCUMENTS'] ?? 3_000);
const seed = Number(process.env['LAWS_SEED'] ?? 20_261_122);
/** Whether every document is judged by every law. */
const thorough = process.env['LAWS_THOROUGH'] === 'on';
/** How deep the documents are, one after the other. */
const depths = thorough ? [2, 3, 4] : [1, 2, 1, 3];
const progress = thorough ? progressOf(count) : (): void => {};

let known: Known;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  await fillDatabase(platform.pool);
  await platform.platform.refresh();
  known = await readWorld(platform.pool);
});
afterAll(() => resetClock());

/** Ids of objects by type, one after the other. */
function finder(random: Random): Bench['objectOf'] {
  const shapes = new Map([...graph().values()].flatMap((shape) => shape.typeNames.map((n) => [n, shape])));
  return (type) => {
    const shape = shapes.get(type) ?? graph().get(type);
    if (!shape || shape.identity === null) return undefined;
    const row = random.pick(known.database.get(shape.model.name)!);
    return encodeId({
      prefix: shape.entity.id!,
      tenant: shape.hasTenant ? Number(row['tenant']) : 0,
      key: String(row[shape.identity]),
    });
  };
}

interface Broken {
  readonly law: string;
  readonly how: string;
  readonly query: Query;
}

/** A document that is going to be judged, by which laws, and with which chance. */
interface Judged {
  readonly asker: Asker;
  readonly query: Query;
  readonly by: readonly string[];
  readonly seed: number;
}

/** Random documents of everybody in turn. Each is judged by one law; by all of them where there is time. */
function* documents(
  askers: readonly Asker[],
  many: number,
  names: readonly string[] = Object.keys(laws),
): Generator<Judged> {
  for (let i = 0; i < many; i += 1) {
    const asker = askers[i % askers.length]!;
    const round = Math.floor(i / askers.length);
    const by = thorough ? names : [names[round % names.length]!];
    yield { asker, query: asker.generator.query(depths[round % depths.length]!), by, seed: seed + i };
  }
}

/** The first law that the query breaks, as it is broken by the smallest query found. */
async function broken({ asker, query, by, seed: chance }: Judged, met: Met): Promise<Broken | null> {
  const judged = (law: Law, one: Query, to: Met): Promise<string | null> => {
    const objectOf = finder(new Random(chance));
    return law({ platform: platform.platform, asker, objectOf, met: to, seed: chance }, one);
  };
  for (const name of by) {
    const law = laws[name]!;
    const how = await judged(law, query, met);
    if (how === null) continue;
    const less = await smallest(query, asker.schema, async (one): Promise<Broken | null> => {
      const still = await judged(law, one, metNothing());
      return still === null ? null : { law: name, how: still, query: one };
    });
    return less ?? { law: name, how, query };
  }
  return null;
}

/** Judges documents, some at a time; throws how the first law is broken. */
async function judge(all: Iterable<Judged>, met: Met): Promise<void> {
  const rest = all[Symbol.iterator]();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      const found = await broken(next.value, met);
      if (found) throw new Error(toldOf(next.value.asker, found));
      progress((done += 1));
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

const toldOf = (asker: Asker, { law, how, query }: Broken): string =>
  `seed ${seed}, ${asker.name}: the law "${law}" is broken: ${how}\n${query.source}\nvariables ${JSON.stringify(query.variables)}`;

test(
  `${count} random documents keep the laws, whoever asks`,
  async () => {
    const met = metNothing();
    await judge(documents(askersOf(platform.platform, known, seed), count), met);
    // Else the laws would have had little to hold for.
    const each = thorough ? count : count / Object.keys(laws).length;
    expect(met.answers).toBeGreaterThan(each * 0.9);
    expect(met.tooMuch).toBeLessThan(each / 10);
    expect(met.rewritten).toBeGreaterThan(each * 5);
    expect(met.monotone).toBeGreaterThan(each / 5);
    expect(met.walks).toBeGreaterThan(each / 4);
    expect(met.folds).toBeGreaterThan(each / 6);
    expect(met.rows).toBeGreaterThan(each);
    expect(met.hidden).toBeGreaterThan(each / 20);
  },
  Math.max(240_000, count * 200),
);

describe('a platform that breaks a law is found', () => {
  const keys = new Set<unknown>();
  beforeAll(() => known.database.forEach((rows) => rows.forEach(({ id }) => keys.add(id))));

  type Tamper = (answer: Answer, query: Query) => Answer;
  const inText =
    (from: string | RegExp, to: string): Tamper =>
    (answer) => ({
      ...answer,
      data: JSON.parse(JSON.stringify(answer.data ?? null).replace(from, to)) as never,
    });

  /** Whether documents show that a tampered platform breaks the law. */
  async function isFound(tamper: Tamper, law: string, who: string): Promise<boolean> {
    const askers = askersOf(platform.platform, known, seed + 5)
      .filter(({ name }) => name === who)
      .map((asker): Asker => ({ ...asker, ask: async (query) => tamper(await asker.ask(query), query) }));
    const found = judge(documents(askers, 60, [law]), metNothing());
    return found.then(
      () => false,
      (error: unknown) => String(error).includes(`the law "${law}" is broken`),
    );
  }

  test.each<readonly [string, string, Tamper]>([
    [
      'answered',
      'says what no registry knows',
      (answer) => ({ ...answer, errors: [{ message: 'No.', extensions: { code: 'NO' } }] }),
    ],
    [
      'answered',
      'fails where it is asked two things',
      (answer, { source }) => (source.includes('r1:') ? { ...answer, status: 500 } : answer),
    ],
    ['lists', 'counts one too many', inText(/"(totalCount|count)":0/, '"$1":1')],
    ['lists', 'drops a row of a page', inText(/"edges":\[\{[^{}]*\{[^{}]*\}\},/, '"edges":[')],
    ['lists', 'adds up wrongly', inText(/"sum":\{"(\w+)":(?:null|"[\d.-]+"|\{[^}]*\})/, '"sum":{"$1":"7"')],
    [
      'written',
      'tells a higher cost of what stands in variables',
      (answer, { variables }) =>
        Object.keys(variables).length === 0
          ? answer
          : { ...answer, extensions: { ...answer.extensions, cost: { requested: 1, actual: 0 } } },
    ],
    [
      'written',
      'answers what stands in a fragment only in part',
      (answer, { source }) => (source.includes('fragment') ? { ...answer, data: {} } : answer),
    ],
    [
      'hidden',
      'names what it found and does not show',
      (answer, { source }) => {
        const named = [...source.matchAll(/_([0-9a-f-]{36})"/g)].map(([, key]) => key);
        return named.some((key) => keys.has(key))
          ? { ...answer, errors: [{ message: '…', extensions: { code: 'FORBIDDEN' } }] }
          : answer;
      },
    ],
  ])('%s: one that %s', async (law, _, tamper) => {
    // Nothing is hidden from who sees everything.
    expect(await isFound(tamper, law, law === 'hidden' ? 'nobody' : 'admin')).toBe(true);
  });

  test.each(Object.keys(laws))('%s: one that is whole breaks nothing', async (law) => {
    expect(await isFound((answer) => answer, law, 'street')).toBe(false);
  });
});

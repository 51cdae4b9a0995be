// The laws that hold for every document and every caller, each told by what breaks it.
import { Kind, parse, print, visit } from 'graphql';
import { limits } from '../../../src/kernel/config.js';
import { decodeId, encodeId, newId } from '../../../src/kernel/ids.js';
import type { Platform } from '../../../src/server/platform.js';
import { priceOfAsked } from '../compiled.js';
import type { Query } from '../oracle/generator.js';
import { Random } from '../oracle/random.js';
import { days } from '../oracle/writing.js';
import { faultOfAnswer, isTooMuch, told, type Asker } from './asking.js';
import { foldFault, listsIn, numbersOf, selectionFor, walk, type Finder } from './lists.js';
import { inlined, rewordings, rewrites, unspread } from './rewrite.js';

/** What the laws have met, so that a run says what it means. */
export interface Met {
  answers: number;
  tooMuch: number;
  rewritten: number;
  monotone: number;
  walks: number;
  rows: number;
  folds: number;
  hidden: number;
}

export const metNothing = (): Met => ({
  answers: 0,
  tooMuch: 0,
  rewritten: 0,
  monotone: 0,
  walks: 0,
  rows: 0,
  folds: 0,
  hidden: 0,
});

/** What a law is judged with. */
export interface Bench {
  readonly platform: Platform;
  readonly asker: Asker;
  /** Ids of objects by type, for lists that objects have. */
  readonly objectOf: Finder;
  readonly met: Met;
  /** Chance that is the same whenever the same document is judged again. */
  readonly seed: number;
}

/** A law: how a query breaks it, or null. */
export type Law = (bench: Bench, query: Query) => Promise<string | null>;

/** Every document is answered for no more than it asked for, and its errors are registered. */
const answered: Law = async ({ asker, met }, query) => {
  const answer = await asker.ask(query);
  met.answers += 1;
  if (isTooMuch(answer)) met.tooMuch += 1;
  const { requested = 0, actual = 0 } = answer.extensions.cost ?? {};
  if (actual > requested) return `it costs ${actual}, and asked for ${requested}`;
  return faultOfAnswer(answer);
};

/** A value with its keys in one order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  );
}

/** However a document is written, it costs the same and has the same answer. */
const written: Law = async ({ platform, asker, met, seed }, query) => {
  const { caller, schema } = asker;
  const price = ({ source, variables }: Query): number =>
    priceOfAsked(platform, { source, variables, caller });
  const cost = price(query);
  const random = new Random(seed);
  // Some of the ways for each document: over all documents every way is tried often. One is asked for its answer, too.
  const ways = random.some(Object.entries({ ...rewrites, ...rewordings }), 6);
  const asked = ways.find(([name]) => name in rewrites)![0];
  for (const [name, rewrite] of ways) {
    const other = rewrite(query, schema, random);
    met.rewritten += 1;
    const otherCost = price(other);
    if (otherCost !== cost)
      return `it costs ${cost}, and ${otherCost} ${name}:\n${other.source}\n${JSON.stringify(other.variables)}`;
    if (name !== asked) continue;
    const [one, two] = [await asker.ask(query), await asker.ask(other)];
    if (isTooMuch(one) || isTooMuch(two)) continue;
    if (one.extensions.cost?.requested !== cost) return 'the answer tells another cost';
    const [had, has] = [one, two].map(({ data, errors, extensions }) =>
      JSON.stringify([ordered(data), errors?.map(({ message }) => message), extensions.redactions]),
    );
    if (had !== has)
      return `it is answered differently ${name}:\n${other.source}\n${JSON.stringify(other.variables)}\n${had}\n${has}`;
  }
  return null;
};

/** Who asks for more rows pays no less. */
const monotone: Law = ({ platform, asker, met, seed }, query) => {
  const { caller, schema } = asker;
  const { source } = inlined(query, schema, new Random(seed));
  const document = parse(source);
  const random = new Random(seed);
  let pages = 0;
  visit(document, { Argument: ({ name }) => void (isPageSize(name.value) && (pages += 1)) });
  if (pages === 0) return Promise.resolve(null);
  const chosen = random.below(pages);
  const costs = [1, 2, 7, 20, 100].map((size) => {
    let at = 0;
    const sized = visit(document, {
      Argument: (node) =>
        isPageSize(node.name.value) && node.value.kind === Kind.INT && at++ === chosen
          ? { ...node, value: { kind: Kind.INT, value: String(size) } }
          : undefined,
    });
    return priceOfAsked(platform, { source: print(sized), caller });
  });
  met.monotone += 1;
  const sorted = [...costs].sort((a, b) => a - b);
  return Promise.resolve(
    sorted.join() === costs.join() ? null : `pages of 1, 2, 7, 20 and 100 rows cost ${costs.join(', ')}`,
  );
};

const isPageSize = (name: string): boolean => name === 'first' || name === 'last';

/** Every list is walked the same in both directions, and the numbers about it are a fold over its rows. */
const lists: Law = async ({ asker, objectOf, met, seed }, query) => {
  const { ask, schema } = asker;
  const random = new Random(seed);
  const plain = inlined(unspread(query, schema, random), schema, random);
  for (const list of listsIn(plain.source, schema, objectOf).slice(0, 2)) {
    const numbers = numbersOf(list, schema);
    const walked = await walk(ask, list, selectionFor(numbers, list.shape), 3 + random.below(6));
    const place = `${list.type}.${list.field}`;
    if (walked === null) continue;
    met.walks += 1;
    if ('fault' in walked) return `${place}: ${walked.fault}`;
    met.rows += walked.rows.length;
    if (numbers === null) continue;
    const fault = await foldFault(ask, list, numbers, walked.rows);
    met.folds += 1;
    if (fault !== null) return `${place}: ${fault}`;
  }
  return null;
};

/** The ids in a document without variables. */
function idsIn(source: string): readonly string[] {
  const ids = new Set<string>();
  visit(parse(source), {
    StringValue: ({ value }) => void (decodeId(value) !== null && ids.add(value)),
  });
  return [...ids];
}

/** What is hidden from the caller is answered as what never was. */
const hidden: Law = async ({ asker, met, seed }, query) => {
  const { ask, schema } = asker;
  const { source } = inlined(query, schema, new Random(seed));
  const ids = idsIn(source).slice(0, limits.listItems);
  if (ids.length === 0) return null;
  // Hidden is what is there on no day.
  const looks = [undefined, ...days].map(
    (day, i) => `d${i}: nodes(ids: ${JSON.stringify(ids)}${day ? `, asOf: "${day}"` : ''}) { id }`,
  );
  const { data } = await ask({ source: `{ ${looks.join(' ')} }`, variables: {} });
  const there = Object.values(data!).flat() as readonly ({ readonly id: string } | null)[];
  const seen = new Set(there.flatMap((one) => one?.id ?? []));
  const gone = new Map(
    ids
      .filter((id) => !seen.has(id))
      .map((id) => [id, encodeId({ ...decodeId(id)!, key: newId() })] as const),
  );
  if (gone.size === 0) return null;
  const never = visit(parse(source), {
    StringValue: (node) => (gone.has(node.value) ? { ...node, value: gone.get(node.value)! } : undefined),
  });
  const [one, other] = [
    await ask({ source, variables: {} }),
    await ask({ source: print(never), variables: {} }),
  ];
  met.hidden += 1;
  let [had, has] = [told(one), told(other)];
  // What was asked may be quoted.
  for (const [id, stray] of gone) {
    had = had.replaceAll(id, 'ID');
    has = has.replaceAll(stray, 'ID');
  }
  return had === has ? null : `what is hidden is answered otherwise than what never was:\n${had}\n${has}`;
};

/** All laws by name. */
export const laws: Readonly<Record<string, Law>> = { answered, written, monotone, lists, hidden };

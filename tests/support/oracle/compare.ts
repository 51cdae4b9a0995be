// Asks the engine and the oracle the same, and says where their answers part.
import { parse, type GraphQLSchema } from 'graphql';
import type { Answer } from '../../../src/kernel/run.js';
import { Oracle, Place, type World } from './evaluate.js';
import type { Query } from './generator.js';
import { redactionsOf } from './redactions.js';
import { readDocument } from './selections.js';
import { smallest } from './smallest.js';

/** Runs a query on the engine. */
export type Engine = (query: Query) => Promise<Answer>;

/** What came of asking both. */
export interface Verdict {
  readonly query: Query;
  /** Path at which the answers part; null where they are the same. */
  readonly difference: string | null;
  readonly engine: unknown;
  readonly oracle: unknown;
  /** The operation was too dear, too deep or too long, and was not run. */
  readonly refused: boolean;
  /** Cursors by the list they are good for. */
  readonly places: readonly (readonly [cursor: string, place: Place])[];
}

/** The first path at which two answers part; cursors are paired with their places on the way. */
function partAt(engine: unknown, oracle: unknown, path: string, places: [string, Place][]): string | null {
  if (oracle instanceof Place) {
    if (typeof engine !== 'string') return path;
    places.push([engine, oracle]);
    return null;
  }
  if (engine === oracle) return null;
  if (typeof engine !== 'object' || typeof oracle !== 'object' || engine === null || oracle === null)
    return path;
  if (Array.isArray(engine) !== Array.isArray(oracle)) return path;
  // Keys come in the order in which they were asked for.
  const keys = Object.keys(engine);
  if (keys.join() !== Object.keys(oracle).join()) return path;
  for (const key of keys) {
    const parted = partAt(
      (engine as Record<string, unknown>)[key],
      (oracle as Record<string, unknown>)[key],
      `${path}.${key}`,
      places,
    );
    if (parted !== null) return parted;
  }
  return null;
}

const notRun = new Set(['COST_EXCEEDED', 'LIMIT_EXCEEDED']);

/** Asks both and compares. */
export async function compare(engine: Engine, world: World, query: Query): Promise<Verdict> {
  const answer = await engine(query);
  const places: [string, Place][] = [];
  const common = {
    query,
    engine: answer.errors ? { errors: answer.errors, data: answer.data } : answer.data,
    places,
  };
  if (answer.errors?.some(({ extensions }) => notRun.has(String(extensions?.['code']))))
    return { ...common, oracle: null, refused: true, difference: null };
  const asked = readDocument(parse(query.source), query.variables);
  const oracle = await new Oracle(world, asked).answer();
  if (answer.errors) return { ...common, oracle, refused: false, difference: 'errors' };
  const told = partAt(
    answer.extensions.redactions ?? [],
    redactionsOf(asked, world.caller),
    'redactions',
    [],
  );
  return {
    ...common,
    oracle,
    refused: false,
    difference: partAt(answer.data, oracle, 'data', places) ?? told,
  };
}

/** The smallest query found by leaving things out for which the answers still part. */
export async function shrink(
  engine: Engine,
  world: World,
  schema: GraphQLSchema,
  verdict: Verdict,
): Promise<Verdict> {
  const found = await smallest(verdict.query, schema, async (query) => {
    const one = await compare(engine, world, query);
    return one.difference === null ? null : one;
  });
  return found ?? verdict;
}

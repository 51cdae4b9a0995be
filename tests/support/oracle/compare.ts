// Asks the engine and the oracle the same, and says where their answers part.
import { parse, specifiedRules, validate, visit, print, type DocumentNode } from 'graphql';
import type { Answer } from '../../../src/kernel/run.js';
import { Oracle, Place, type World } from './evaluate.js';
import type { Query } from './generator.js';
import { redactionsOf } from './redactions.js';
import { readDocument } from './selections.js';

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

/** Every document that is the given one without one of its selections, arguments or directives. */
function* smaller(document: DocumentNode): Generator<DocumentNode> {
  let count = 0;
  visit(document, {
    Field: () => void count++,
    Argument: () => void count++,
    InlineFragment: () => void count++,
    FragmentSpread: () => void count++,
    ObjectField: () => void count++,
  });
  for (let at = 0; at < count; at += 1) {
    let seen = 0;
    const drop = (): null | undefined => (seen++ === at ? null : undefined);
    yield visit(document, {
      Field: drop,
      Argument: drop,
      InlineFragment: drop,
      FragmentSpread: drop,
      ObjectField: drop,
    });
  }
}

/** Only what is used is declared. */
function tidied(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  const spread = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
    FragmentSpread: ({ name }) => void spread.add(name.value),
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
    FragmentDefinition: ({ name }) => (spread.has(name.value) ? undefined : null),
  });
}

/** The smallest query found by leaving things out for which the answers still part. */
export async function shrink(
  engine: Engine,
  world: World,
  schema: Parameters<typeof validate>[0],
  verdict: Verdict,
): Promise<Verdict> {
  let best = verdict;
  for (let tries = 0, again = true; again && tries < 400;) {
    again = false;
    for (const candidate of smaller(parse(best.query.source))) {
      if ((tries += 1) > 400) break;
      const document = tidied(candidate);
      const source = print(document);
      try {
        if (validate(schema, parse(source), specifiedRules).length > 0) continue;
        const names = new Set(source.match(/\$\w+/g) ?? []);
        const variables = Object.fromEntries(
          Object.entries(best.query.variables).filter(([name]) => names.has(`$${name}`)),
        );
        const found = await compare(engine, world, { source, variables });
        if (found.difference === null) continue;
        best = found;
        again = true;
        break;
      } catch {
        // Something that the oracle cannot read any more is no smaller example.
      }
    }
  }
  return best;
}

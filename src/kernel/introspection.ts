// Answers about the schema alone: made once, because they are megabytes and the same for everybody who asks the same.
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { LRUCache } from 'lru-cache';
import { introspections } from './config.js';
import type { Prepared } from './prepare.js';
import type { Binding } from './read/slots.js';

const ofSchema: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/** The data of an answer as a text, and as the bytes that are sent. */
export interface Introspected {
  readonly text: string;
  readonly bytes: Buffer;
}

const kept = new WeakMap<GraphQLSchema, LRUCache<string, Introspected>>();

function keptOf(schema: GraphQLSchema): LRUCache<string, Introspected> {
  let answers = kept.get(schema);
  if (!answers) {
    const { answers: max, bytes: maxSize } = introspections;
    answers = new LRUCache({ max, maxSize, sizeCalculation: ({ bytes: { length } }) => length });
    kept.set(schema, answers);
  }
  return answers;
}

/**
 * What an operation answers that asks for nothing but the schema.
 *
 * Takes the operation, its variables, and what executes it; returns its data, or null where it asks for something
 * else, or something is wrong with it.
 */
export function introspected(
  { schema, fragments, operation, digest }: Prepared,
  { variables }: Binding,
  run: () => unknown,
): Introspected | null {
  const type = schema.getQueryType()!;
  const fields = collectFields(schema, fragments, variables, type, operation.selectionSet);
  if (![...fields.values()].every(([node]) => ofSchema.has(node!.name.value))) return null;
  const said = JSON.stringify(variables);
  const answers = keptOf(schema);
  const key = `${digest} ${said}`;
  const known = answers.get(key);
  if (known) return known;
  const { data, errors } = run() as ExecutionResult;
  if (errors || !data) return null;
  const text = JSON.stringify(data);
  const made = { text, bytes: Buffer.from(text) };
  if (said.length <= introspections.variables) answers.set(key, made);
  return made;
}

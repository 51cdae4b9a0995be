// Answers about the schema alone: made once, because they are megabytes and the same for everybody who asks the same.
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { LRUCache } from 'lru-cache';
import { introspections } from './config.js';
import type { Prepared } from './prepare.js';
import type { Binding } from './read/slots.js';

const ofSchema: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

const kept = new WeakMap<GraphQLSchema, LRUCache<string, string>>();

function keptOf(schema: GraphQLSchema): LRUCache<string, string> {
  let texts = kept.get(schema);
  if (!texts) {
    const { answers: max, characters: maxSize } = introspections;
    kept.set(schema, (texts = new LRUCache({ max, maxSize, sizeCalculation: ({ length }) => length })));
  }
  return texts;
}

/**
 * What an operation answers that asks for nothing but the schema.
 *
 * Takes the operation, its variables, and what executes it; returns its data as a text, or null where it asks for
 * something else, or something is wrong with it.
 */
export function introspected(
  { schema, fragments, operation, digest }: Prepared,
  { variables }: Binding,
  run: () => unknown,
): string | null {
  const type = schema.getQueryType()!;
  const fields = collectFields(schema, fragments, variables, type, operation.selectionSet);
  if (![...fields.values()].every(([node]) => ofSchema.has(node!.name.value))) return null;
  const said = JSON.stringify(variables);
  const texts = keptOf(schema);
  const key = `${digest} ${said}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const { data, errors } = run() as ExecutionResult;
  if (errors || !data) return null;
  const text = JSON.stringify(data);
  if (said.length <= introspections.variables) texts.set(key, text);
  return text;
}

// `rateLimit`: what an operation costs and how the budget stands, asked in the graph itself.
import { Kind, type DocumentNode } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { rateLimitField } from './graph/names.js';
import type { Prepared } from './prepare.js';
import type { Binding } from './read/slots.js';

/** The document with nothing but the question what it would cost. */
export function onlyRateLimit(
  { schema, fragments, operation }: Prepared,
  { variables }: Binding,
  { definitions, ...document }: DocumentNode,
): DocumentNode {
  const fields = collectFields(schema, fragments, variables, schema.getQueryType()!, operation.selectionSet);
  const selections = [...fields.values()].flat().filter(({ name }) => name.value === rateLimitField);
  const only = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  return { ...document, definitions: definitions.map((one) => (one === operation ? only : one)) };
}

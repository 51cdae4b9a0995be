// The document of an endpoint: a subscription to changes, by which its owner says what of an event is sent.
import { Kind, OperationTypeNode, parse, specifiedRules, validate, type DocumentNode } from 'graphql';
import type { Audience } from '../../kernel/caller.js';
import { limits } from '../../kernel/config.js';
import { schemaFor } from '../../kernel/graph/build.js';
import { documentLimits } from '../limits/document.js';

/** What is sent where nothing is said. */
export const usualSelection = 'subscription { changes { sequence type at objects { id } } }';

/** What is wrong with a document for the graph of an audience; null where nothing is. */
export function selectionProblem(source: string, audience: Audience): string | null {
  let document: DocumentNode;
  try {
    document = parse(source, { maxTokens: limits.tokens });
  } catch (error) {
    return (error as Error).message;
  }
  const [invalid] = validate(schemaFor(audience), document, [...specifiedRules, ...documentLimits]);
  return invalid?.message ?? formProblem(document);
}

function formProblem({ definitions }: DocumentNode): string | null {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.SUBSCRIPTION)
    return 'There is not one subscription';
  if ((operation.variableDefinitions ?? []).length > 0) return 'It has variables';
  const [field, ...others] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.name.value !== 'changes' || others.length > 0)
    return 'Its only field is not changes';
  if (field.alias || (field.arguments ?? []).length > 0 || (field.directives ?? []).length > 0)
    return 'changes has another name, arguments or directives';
  return null;
}

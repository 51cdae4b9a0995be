// An operation before it runs: what its document says, and the variables of one request.
import { createHash } from 'node:crypto';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  print,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Payer } from './budget.js';
import type { Caller } from './caller.js';
import type { Change } from './changes.js';
import { today } from './clock.js';
import { limits } from './config.js';
import { refusal, refuse } from './errors.js';
import type { Source } from './read/compile.js';
import { Binding } from './read/slots.js';
import { variableTypes } from './read/variables.js';

/** One operation of a document that is valid in the schema. */
export interface OperationRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly caller: Caller;
  readonly requestId: string;
  /** The event that a subscription tells now. */
  readonly change?: Change;
  /** From whose budget it is paid; what the platform asks of itself is paid by nobody. */
  readonly payer?: Payer | undefined;
  /** Where the database stood when the caller wrote what it wants to read; absent where that does not matter. */
  readonly after?: string | null | undefined;
}

/** What is known of an operation from its document alone. */
export interface Prepared extends Source {
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document and the operation's name, in hexadecimal. */
  readonly digest: string;
  /** Identifies the operation, however often its document is parsed: others may crowd that out of memory. */
  readonly root: string;
}

const schemas = new WeakMap<GraphQLSchema, number>();
let numbered = 0;

function digestOf(document: DocumentNode, { name }: OperationDefinitionNode): string {
  return createHash('sha256')
    .update(`${print(document)} ${name?.value ?? ''}`)
    .digest('hex');
}

function rootOf(schema: GraphQLSchema, digest: string): string {
  if (!schemas.has(schema)) schemas.set(schema, (numbered += 1));
  return `${schemas.get(schema)} ${digest}`;
}

const preparedOf = new WeakMap<DocumentNode, Map<string | null, Prepared>>();

/** Looks at the operation of a document, once for each document. @throws Refusal BAD_REQUEST if it has none of the name */
export function prepare({ schema, document, operationName = null }: OperationRequest): Prepared {
  let all = preparedOf.get(document);
  if (!all) preparedOf.set(document, (all = new Map()));
  let prepared = all.get(operationName);
  if (prepared?.schema !== schema) {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw refuse('BAD_REQUEST');
    const fragments = fragmentsOf(document);
    const digest = digestOf(document, operation);
    all.set(
      operationName,
      (prepared = {
        schema,
        operation,
        fragments,
        variableTypes: variableTypes(schema, operation),
        digest,
        root: rootOf(schema, digest),
      }),
    );
  }
  return prepared;
}

function fragmentsOf(document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  return Object.fromEntries(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
}

/** The request as statements see it. @throws the faults of its variables, in graphql-js' own words or as a Refusal */
export function bindingOf({ schema, operation }: Prepared, { variables, caller }: OperationRequest): Binding {
  if (isDeeper(variables ?? {}, limits.variables))
    throw refusal('limit-variables', [], { limit: limits.variables });
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
    maxErrors: 20,
  });
  // New errors: graphql-js hangs its own on them, and suggests names of the schema.
  if (coerced.errors)
    throw coerced.errors.map(
      ({ message, nodes }) =>
        new GraphQLError(message.replace(/ Did you mean .*$/s, ''), { nodes: nodes ?? null }),
    );
  return new Binding(coerced.coerced, caller, today());
}

/** Whether a value is nested deeper than that; level by level, because a call per level might not end. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

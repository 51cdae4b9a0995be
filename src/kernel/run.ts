// runOperation: the one way in. Plans, prices, runs and completes a validated operation, whoever calls.
import DataLoader from 'dataloader';
import {
  execute,
  getOperationAST,
  GraphQLError,
  getVariableValues,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Pool } from 'pg';
import type { Caller } from './caller.js';
import { nowMs } from './clock.js';
import { limits } from './config.js';
import { messageOf, refusal, refuse, type Fault } from './errors.js';
import { allOperations } from './operation.js';
import { graph } from './graph/shape.js';
import type { GraphContext } from './graph/types.js';
import { beginWrite, walk, type Step, type Write } from './pipeline.js';
import { Compilation } from './read/condition.js';
import { emit } from './read/emit.js';
import { Planner } from './read/planner.js';
import type { Plan } from './read/plan.js';
import { formatErrors, statusOf } from './run-errors.js';
import { render } from './sql.js';

/** What every operation runs with. */
export interface Engine {
  /** For reading. */
  readonly pool: Pool;
  /** For writing. */
  readonly writePool: Pool;
  readonly writePath: readonly Step[];
  /** Gets what is masked from the caller. */
  readonly report: (error: unknown) => void;
}

/** One operation of a document that is valid in the schema. */
export interface OperationRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly caller: Caller;
  readonly requestId: string;
}

/** The answer in the form of the GraphQL specification, with its HTTP status. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions: {
    readonly requestId: string;
    readonly cost?: { readonly requested: number };
    readonly redactions?: readonly string[];
  };
  readonly status: number;
}

interface Notes {
  cost: number;
  readonly redactions: Set<string>;
}

/** Runs one operation. Never throws: what goes wrong is in the answer. */
export async function runOperation(engine: Engine, request: OperationRequest): Promise<Answer> {
  const { caller, requestId } = request;
  const notes: Notes = { cost: 0, redactions: new Set() };
  let data: Answer['data'];
  let thrown: readonly unknown[];
  try {
    const result = await complete(engine, request, notes);
    data = result.data as Answer['data'];
    thrown = result.errors ?? [];
  } catch (error) {
    thrown = Array.isArray(error) ? (error as unknown[]) : [error];
  }
  const errors = formatErrors(thrown, caller.language, requestId, engine.report);
  const failed =
    errors.length > 0 &&
    (data === undefined || data === null || Object.values(data).every((value) => value === null));
  return {
    // What was refused before its execution began has no data at all, as the specification says.
    ...(data === undefined ? {} : { data }),
    ...(errors.length > 0 ? { errors } : {}),
    extensions: {
      requestId,
      cost: { requested: notes.cost },
      ...(notes.redactions.size > 0 ? { redactions: [...notes.redactions].sort() } : {}),
    },
    status: failed ? statusOf(errors) : 200,
  };
}

async function complete(
  engine: Engine,
  request: OperationRequest,
  notes: Notes,
): Promise<{ data?: unknown; errors?: readonly unknown[] }> {
  const { schema, document, operationName } = request;
  const operation = getOperationAST(document, operationName);
  if (!operation) throw refuse('BAD_REQUEST');
  if (isDeeper(request.variables ?? {}, limits.variables))
    throw refusal('limit-variables', [], { limit: limits.variables });
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, {
    maxErrors: 20,
  });
  // New errors: graphql-js hangs its own on them, and suggests names of the schema.
  if (coerced.errors)
    throw coerced.errors.map(
      ({ message, nodes }) =>
        new GraphQLError(message.replace(/ Did you mean .*$/s, ''), { nodes: nodes ?? null }),
    );
  const variables = coerced.coerced;
  const fragments = fragmentsOf(document);
  const rootValue =
    operation.operation === OperationTypeNode.QUERY
      ? await readQuery(engine, request, operation, fragments, variables, notes)
      : {};
  return execute({
    schema,
    document,
    rootValue,
    contextValue: contextOf(engine, request, fragments, variables, notes),
    variableValues: request.variables ?? {},
    operationName: operationName ?? null,
  });
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

function fragmentsOf(document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  return Object.fromEntries(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
}

/** The whole query in one statement; its JSON is the root value. */
async function readQuery(
  { pool }: Engine,
  { schema, caller }: OperationRequest,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
  notes: Notes,
): Promise<unknown> {
  const plan = new Planner({ schema, graph: graph(), fragments, variables, caller }).query(
    operation.selectionSet,
  );
  spend(plan, notes);
  if (plan.members.length === 0) return {};
  const { text, values } = render(emit(new Compilation(graph(), caller), plan));
  const { rows } = await pool.query<{ data: string }>(text, [...values]);
  return JSON.parse(rows[0]!.data) as unknown;
}

function spend(plan: Plan, notes: Notes): void {
  notes.cost += plan.cost;
  plan.redactions.forEach((path) => notes.redactions.add(path));
  if (plan.cost > limits.cost) throw refuse('COST_EXCEEDED', [], { cost: plan.cost, limit: limits.cost });
}

function contextOf(
  engine: Engine,
  { schema, caller, requestId }: OperationRequest,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
  notes: Notes,
): GraphContext {
  const deadlineMs = nowMs() + limits.requestTimeoutMs;
  const loaders = new Map<string, DataLoader<Readonly<Record<string, unknown>>, unknown>>();
  return {
    caller,
    batch(coordinate, row) {
      let loader = loaders.get(coordinate);
      if (!loader) loaders.set(coordinate, (loader = batchLoader(coordinate, caller)));
      return loader.load(row);
    },
    async write(name, given, info) {
      if (nowMs() > deadlineMs) throw refuse('TIMEOUT');
      const write = beginWrite({
        operation: allOperations().get(name)!,
        given,
        caller,
        requestId,
        pool: engine.writePool,
        deadlineMs,
        report: engine.report,
        selection: { schema, nodes: info.fieldNodes, fragments, variables },
      });
      await walk(engine.writePath, write);
      notes.cost += write.cost;
      write.redactions.forEach((path) => notes.redactions.add(`${info.path.key}.${path}`));
      return payloadOf(write);
    },
  };
}

function batchLoader(
  coordinate: string,
  caller: Caller,
): DataLoader<Readonly<Record<string, unknown>>, unknown> {
  const [type, name] = coordinate.split('.') as [string, string];
  const field = graph().get(type)!.fields.get(name)!;
  if (field.kind !== 'batch') throw new Error(`${coordinate} is no batch field.`);
  return new DataLoader(async (rows) => field.declaration.load(rows, caller), { cache: false });
}

/** The payload: the objects by response key, and the answers that every write gives. */
function payloadOf(write: Write): Readonly<Record<string, unknown>> {
  const { refusal, caller, dryRun, replayed, events } = write;
  return {
    ...(refusal === null ? write.objects : {}),
    userErrors: (refusal?.faults ?? []).slice(0, limits.values).map((fault) => userError(fault, caller)),
    replayed,
    events: dryRun && refusal === null ? events : null,
    foreseen: dryRun && refusal === null ? (write.outcome.foreseen ?? null) : null,
  };
}

function userError(fault: Fault, caller: Caller): Readonly<Record<string, unknown>> {
  return {
    path: fault.path.map(String),
    code: fault.code,
    rule: fault.rule,
    message: messageOf(fault, caller.language),
    params: Object.entries(fault.params).map(([name, value]) => ({ name, value: String(value) })),
  };
}

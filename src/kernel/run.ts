// runOperation: the one way in. Plans, prices, runs and completes a validated operation, whoever calls.
import DataLoader from 'dataloader';
import { execute, OperationTypeNode, parse, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import type { Pool } from 'pg';
import type { Caller } from './caller.js';
import { changesField, overAStream } from './changes.js';
import { nowMs } from './clock.js';
import { limits } from './config.js';
import { Refusal, refusal, refuse } from './errors.js';
import { allOperations } from './operation.js';
import { graph } from './graph/shape.js';
import type { GraphContext } from './graph/types.js';
import { beginWrite, walk, type Step } from './pipeline.js';
import { observationOf, type Observation } from './observation.js';
import { bindingOf, prepare, type OperationRequest, type Prepared } from './prepare.js';
import type { StatementCache } from './read/cache.js';
import { compileQuery, measure, priceOf, type Compiled, type Touched } from './read/compile.js';
import { readFrom, type Copies } from './read/copies.js';
import { readText, valuesIn } from './read/execute.js';
import { Meter, type Metered } from './read/meter.js';
import type { Binding } from './read/slots.js';
import { readChange, readPageOfChanges, subscribedField } from './run-changes.js';
import { faultOf, formatErrors, statusOf } from './run-errors.js';
import { payloadOf } from './write/answer.js';
import { traced } from './trace.js';

/** What every operation runs with. */
export interface Engine {
  /** For reading. */
  readonly pool: Pool;
  /** Where reads go first, if they may be a little behind. */
  readonly copies?: Copies;
  /** For writing. */
  readonly writePool: Pool;
  readonly writePath: readonly Step[];
  /** Compiled statements of operations. */
  readonly statements: StatementCache<Compiled>;
  /** Gets what is masked from the caller. */
  readonly report: (error: unknown) => void;
  /** Is told what an operation of a credential has read, before the answer leaves; where it throws, none does. */
  readonly observe?: (observation: Observation) => Promise<void>;
}

/** The answer as it is sent: a JSON text in the form of the GraphQL specification, with its HTTP status. */
export interface Reply {
  readonly text: string;
  readonly status: number;
  /** Whether it has no data, because it was refused before its execution began. */
  readonly refused: boolean;
  /** What it really contained. */
  readonly metered: Metered;
  /** Whether it tells an event of which the caller sees nothing, so that it is not to be sent. */
  readonly hidden?: boolean;
}

/** The answer as a value, for programs in this process. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions: {
    readonly requestId: string;
    readonly cost?: { readonly requested: number; readonly actual: number };
    readonly redactions?: readonly string[];
    /** Where the database stood after the write; sent back as `Gongzhi-Read-After`, a read shows it. */
    readonly position?: string;
  };
  readonly status: number;
}

/** The reply as a value. */
export function answerOf({ text, status }: Reply): Answer {
  return { ...(JSON.parse(text) as Omit<Answer, 'status'>), status };
}

interface Notes {
  /** Whether the event is none that the caller sees. */
  hidden: boolean;
  cost: number;
  /** Whether something may have been written. */
  wrote: boolean;
  readonly meter: Meter;
  readonly redactions: Set<string>;
  /** What the statements of the operation looked at. */
  readonly touched: Touched[];
}

/** What an execution gives: the answer's JSON as the database wrote it, or values that graphql-js completed. */
type Result = { readonly text: string } | { readonly data?: unknown; readonly errors?: readonly unknown[] };

/** Runs one operation. Never throws: what goes wrong is in the answer. */
export function runOperation(engine: Engine, request: OperationRequest): Promise<Reply> {
  const { operationName, requestId, caller } = request;
  const known = {
    'graphql.operation.name': operationName ?? '',
    'gongzhi.request_id': requestId,
    'gongzhi.audience': caller.audience,
  };
  return traced('graphql.operation', known, async (span) => {
    const reply = await run(engine, request);
    span.setAttribute('gongzhi.status', reply.status);
    return reply;
  });
}

async function run(engine: Engine, request: OperationRequest): Promise<Reply> {
  const notes: Notes = {
    hidden: false,
    cost: 0,
    wrote: false,
    meter: new Meter(),
    redactions: new Set(),
    touched: [],
  };
  let result: Result;
  try {
    result = await complete(engine, request, notes);
    if (notes.touched.length > 0) await engine.observe?.(observationOf(request, notes));
  } catch (error) {
    result = { errors: Array.isArray(error) ? (error as unknown[]) : [error] };
  }
  // What is written is written, whether or not it can be told where.
  const position = notes.wrote ? await engine.copies?.position().catch(engine.report) : undefined;
  const extensions = JSON.stringify({
    requestId: request.requestId,
    cost: { requested: notes.cost, actual: notes.meter.metered.actual },
    ...(typeof position === 'string' ? { position } : {}),
    ...(notes.redactions.size > 0 ? { redactions: [...notes.redactions].sort() } : {}),
  });
  if ('text' in result)
    return {
      text: `{"data":${result.text},"extensions":${extensions}}\n`,
      status: 200,
      refused: false,
      metered: notes.meter.metered,
    };
  return {
    ...replyOf(engine, request, result, extensions),
    metered: notes.meter.metered,
    hidden: notes.hidden,
  };
}

function replyOf(
  { report }: Engine,
  { caller, requestId }: OperationRequest,
  { data, errors: thrown = [] }: Exclude<Result, { text: string }>,
  extensions: string,
): Omit<Reply, 'metered'> {
  const errors = formatErrors(thrown, caller.language, requestId, report);
  const nothing = data === undefined || data === null || Object.values(data).every((value) => value === null);
  // What was refused before its execution began has no data at all, as the specification says.
  const members = [
    ...(data === undefined ? [] : [`"data":${JSON.stringify(data)}`]),
    ...(errors.length > 0 ? [`"errors":${JSON.stringify(errors)}`] : []),
    `"extensions":${extensions}`,
  ];
  return {
    text: `{${members.join(',')}}\n`,
    status: errors.length > 0 && nothing ? statusOf(errors) : 200,
    refused: data === undefined,
  };
}

async function complete(engine: Engine, request: OperationRequest, notes: Notes): Promise<Result> {
  const { schema, document, operationName } = request;
  const prepared = prepare(request);
  const { operation } = prepared;
  const binding = bindingOf(prepared, request);
  let rootValue: unknown = {};
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !request.change) throw refusal(overAStream);
  if (operation.operation !== OperationTypeNode.MUTATION) {
    const read = await readQuery(engine, request, prepared, binding, notes);
    if (read !== null && read.whole) return { text: read.text };
    if (read !== null) rootValue = JSON.parse(read.text);
  }
  const reading = { engine, request, prepared, binding, ...notes };
  if (request.change) {
    const told = await readChange(reading, request.change, subscribedField(prepared, binding));
    notes.hidden = told === null;
    if (told === null) return {};
    rootValue = { [changesField]: told };
  }
  return execute({
    schema,
    document,
    rootValue,
    contextValue: contextOf(engine, request, prepared, binding, notes),
    variableValues: request.variables ?? {},
    operationName: operationName ?? null,
  });
}

/** The whole query in one statement: its text is the answer, or the root value of what Node completes. */
async function readQuery(
  { pool, copies, statements }: Engine,
  request: OperationRequest,
  prepared: Prepared,
  binding: Binding,
  notes: Notes,
): Promise<{ readonly text: string; readonly whole: boolean } | null> {
  const compiled = statements.find(prepared.root, binding, (choices) =>
    compileQuery(prepared, prepared.operation, choices),
  );
  const { members, redactions, completed } = compiled.plan;
  notes.cost += priceOf(compiled, binding);
  redactions.forEach((path) => notes.redactions.add(path));
  notes.touched.push(compiled.touched);
  if (notes.cost > limits.cost) throw refuse('COST_EXCEEDED', [], { cost: notes.cost, limit: limits.cost });
  if (members.every(({ kind }) => kind === 'typename')) {
    measure(notes.meter, compiled, binding);
    return null;
  }
  const values = valuesIn(compiled, binding);
  const text = await readFrom(pool, copies, request, (from) => readText(from, compiled, values));
  measure(notes.meter, compiled, binding, text);
  return { text, whole: completed.length === 0 };
}

/** What the platform asks by itself is parsed once. */
const own = new Map<string, DocumentNode>();

function documentOf(source: string): DocumentNode {
  let document = own.get(source);
  if (!document) own.set(source, (document = parse(source)));
  return document;
}

function contextOf(
  engine: Engine,
  request: OperationRequest,
  prepared: Prepared,
  binding: Binding,
  notes: Notes,
): GraphContext {
  const { schema, caller, requestId, after } = request;
  const { variables } = binding;
  const deadlineMs = nowMs() + limits.requestTimeoutMs;
  const loaders = new Map<string, DataLoader<Readonly<Record<string, unknown>>, unknown>>();
  return {
    caller,
    pool: engine.pool,
    batch(coordinate, row) {
      let loader = loaders.get(coordinate);
      if (!loader) loaders.set(coordinate, (loader = batchLoader(coordinate, caller)));
      return loader.load(row);
    },
    async ask(source, variables) {
      const asked = { schema, document: documentOf(source), variables, caller, requestId, after };
      const reply = await runOperation(engine, asked);
      // What it reads is read by who asked; its price is part of that of the whole.
      notes.meter.add({ ...reply.metered, actual: 0 });
      const { data, errors } = answerOf(reply);
      if (errors) throw new Refusal(errors.map(faultOf));
      return data!;
    },
    changes: (range, { path, fieldNodes }) =>
      readPageOfChanges({ engine, request, prepared, binding, ...notes }, range, {
        key: String(path.key),
        nodes: fieldNodes,
      }),
    async write(name, given, info) {
      if (nowMs() > deadlineMs) throw refuse('TIMEOUT');
      const write = beginWrite({
        operation: allOperations().get(name)!,
        given,
        caller,
        requestId,
        pool: engine.writePool,
        statements: engine.statements,
        deadlineMs,
        report: engine.report,
        selection: {
          source: prepared,
          root: `${prepared.root} ${info.path.key}`,
          nodes: info.fieldNodes,
          variables,
        },
      });
      await walk(engine.writePath, write);
      notes.wrote ||= !write.dryRun;
      notes.cost += write.cost;
      notes.meter.add(write.meter.metered);
      notes.touched.push(...write.touched);
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

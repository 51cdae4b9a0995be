// runOperation: the one way in. Plans, prices, runs and completes a validated operation, whoever calls.
import { execute, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Balance } from './budget.js';
import { changesField, overAStream } from './changes.js';
import { limits, prices } from './config.js';
import { contextOf } from './context.js';
import type { Engine, Notes } from './engine.js';
import { Refusal, refusal, refuse } from './errors.js';
import { introspected } from './introspection.js';
import { observationOf } from './observation.js';
import { bindingOf, prepare, type OperationRequest } from './prepare.js';
import { onlyRateLimit } from './rate-limit.js';
import { compileQuery, measure, priceOf, type Compiled } from './read/compile.js';
import { readFrom } from './read/copies.js';
import { readText, valuesIn } from './read/execute.js';
import { Meter, type Metered } from './read/meter.js';
import type { Binding } from './read/slots.js';
import { readChange, subscribedField } from './run-changes.js';
import { faultOf, formatErrors, statusOf } from './run-errors.js';
import { traced } from './trace.js';
import { priceOfWrites } from './write/price.js';

export type { Engine } from './engine.js';

/** The answer as it is sent: a JSON text in the form of the GraphQL specification, with its HTTP status. */
export interface Reply {
  readonly text: string;
  /** The same in pieces, where most of it has been written down before. */
  readonly pieces?: readonly Buffer[];
  readonly status: number;
  /** Whether it has no data, because it was refused before its execution began. */
  readonly refused: boolean;
  /** What it really contained. */
  readonly metered: Metered;
  /** Whether it tells an event of which the caller sees nothing, so that it is not to be sent. */
  readonly hidden?: boolean;
  /** How the budget stands of who pays; absent where nobody does. */
  readonly balance?: Balance;
  /** Seconds after which there is budget for it, where there was none. */
  readonly retryAfter?: number;
}

/** The answer as a value, for programs in this process. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions: {
    readonly requestId: string;
    readonly cost?: { readonly requested: number; readonly actual: number; readonly bucket?: Balance };
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

/** What an execution gives: the answer's JSON as the database wrote it, or values that graphql-js completed. */
type Result =
  | { readonly text: string; readonly bytes?: Buffer }
  | { readonly data?: unknown; readonly errors?: readonly unknown[] };

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
  const { budget } = engine;
  const { payer } = request;
  const notes: Notes = {
    hidden: false,
    cost: 0,
    paid: false,
    wrote: false,
    meter: new Meter(),
    redactions: new Set(),
    touched: [],
  };
  let result: Result;
  let retryAfter: number | undefined;
  let actual = 0;
  try {
    result = await complete(engine, request, notes);
    if (notes.touched.length > 0) await engine.observe?.(observationOf(request, notes));
    if (notes.paid) actual = Math.max(prices.least, notes.meter.metered.actual);
  } catch (error) {
    // What failed on its way has cost what it was allowed to: nobody knows better.
    if (notes.paid) actual = notes.cost;
    retryAfter = retryAfterOf(error);
    result = { errors: Array.isArray(error) ? (error as unknown[]) : [error] };
  }
  if (payer && notes.paid) budget?.giveBack(payer, notes.cost - actual);
  const balance = payer && budget?.balance(payer);
  const metered = { ...notes.meter.metered, actual };
  // What is written is written, whether or not it can be told where.
  const position = notes.wrote ? await engine.copies?.position().catch(engine.report) : undefined;
  const extensions = JSON.stringify({
    requestId: request.requestId,
    cost: { requested: notes.cost, actual, ...(balance ? { bucket: balance } : {}) },
    ...(typeof position === 'string' ? { position } : {}),
    ...(notes.redactions.size > 0 ? { redactions: [...notes.redactions].sort() } : {}),
  });
  const told = {
    metered,
    ...(balance ? { balance } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  if ('text' in result) {
    const [before, after] = ['{"data":', `,"extensions":${extensions}}\n`];
    return {
      text: before + result.text + after,
      ...(result.bytes ? { pieces: [Buffer.from(before), result.bytes, Buffer.from(after)] } : {}),
      status: 200,
      refused: false,
      ...told,
    };
  }
  return { ...replyOf(engine, request, result, extensions), ...told, hidden: notes.hidden };
}

/** When to come again, as the budget says it. */
function retryAfterOf(error: unknown): number | undefined {
  const wait = error instanceof Refusal ? error.faults[0]!.params['retryAfter'] : undefined;
  return typeof wait === 'number' ? wait : undefined;
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
  const isWrite = operation.operation === OperationTypeNode.MUTATION;
  const compiled = isWrite
    ? null
    : engine.statements.find(prepared.root, binding, (choices) => compileQuery(prepared, operation, choices));
  const price = compiled ? priceOf(compiled, binding) : priceOfWrites(engine.statements, prepared, binding);
  notes.cost = Math.max(prices.least, price);
  const execution = {
    schema,
    document,
    contextValue: contextOf(engine, asking(engine, request, notes), request, prepared, binding, notes),
    variableValues: request.variables ?? {},
    operationName: operationName ?? null,
  };
  // Only what it would cost is asked, so that it costs nothing.
  if (compiled?.plan.pricedOnly)
    return execute({ ...execution, document: onlyRateLimit(prepared, binding, document) });
  await spend(engine, request, notes);
  let rootValue: unknown = {};
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !request.change) throw refusal(overAStream);
  if (compiled) {
    const read = await readQuery(engine, request, compiled, binding, notes);
    if (read !== null && read.whole) return { text: read.text };
    if (read !== null) rootValue = JSON.parse(read.text);
    const ofSchema = read === null ? introspected(prepared, binding, () => execute(execution)) : null;
    if (ofSchema) return ofSchema;
  }
  const reading = { engine, request, prepared, binding, ...notes };
  if (request.change) {
    const told = await readChange(reading, request.change, subscribedField(prepared, binding));
    notes.hidden = told === null;
    if (told === null) return {};
    rootValue = { [changesField]: told };
  }
  return execute({ ...execution, rootValue });
}

/** Asks the graph as the caller does, in the middle of an operation. */
function asking(
  engine: Engine,
  { schema, caller, requestId, after }: OperationRequest,
  notes: Notes,
): Parameters<typeof contextOf>[1] {
  return async (document, variables) => {
    const reply = await runOperation(engine, { schema, document, variables, caller, requestId, after });
    // What it reads is read by who asked; its price is part of that of the whole.
    notes.meter.add({ ...reply.metered, actual: 0 });
    const { data, errors } = answerOf(reply);
    if (errors) throw new Refusal(errors.map(faultOf));
    return data!;
  };
}

/** Takes what the operation may cost from the budget of who pays; what platforms ask of themselves is paid by nobody. */
async function spend({ budget }: Engine, { payer }: OperationRequest, notes: Notes): Promise<void> {
  const limit = Math.min(limits.cost, payer?.limit ?? limits.cost);
  if (notes.cost > limit) throw refuse('COST_EXCEEDED', [], { cost: notes.cost, limit });
  if (payer) await budget?.spend(payer, notes.cost);
  notes.paid = true;
}

/** The whole query in one statement: its text is the answer, or the root value of what Node completes. */
async function readQuery(
  { pool, copies }: Engine,
  request: OperationRequest,
  compiled: Compiled,
  binding: Binding,
  notes: Notes,
): Promise<{ readonly text: string; readonly whole: boolean } | null> {
  const { members, redactions, completed } = compiled.plan;
  redactions.forEach((path) => notes.redactions.add(path));
  notes.touched.push(compiled.touched);
  if (members.every(({ kind }) => kind === 'typename')) {
    measure(notes.meter, compiled, binding);
    return null;
  }
  const values = valuesIn(compiled, binding);
  const text = await readFrom(pool, copies, request, (from) => readText(from, compiled, values));
  measure(notes.meter, compiled, binding, text);
  return { text, whole: completed.length === 0 };
}

// What resolvers have at hand while an operation is executed: who asks, loaders, the graph itself, the write path.
import DataLoader from 'dataloader';
import { parse, type DocumentNode } from 'graphql';
import type { Caller } from './caller.js';
import { nowMs } from './clock.js';
import { limits, prices } from './config.js';
import { refuse } from './errors.js';
import { graph } from './graph/shape.js';
import type { GraphContext } from './graph/types.js';
import { allOperations } from './operation.js';
import type { Engine, Notes } from './engine.js';
import { beginWrite, walk } from './pipeline.js';
import type { OperationRequest, Prepared } from './prepare.js';
import type { Binding } from './read/slots.js';
import { readPageOfChanges } from './run-changes.js';
import { payloadOf } from './write/answer.js';

/** What the platform asks by itself is parsed once. */
const own = new Map<string, DocumentNode>();

function documentOf(source: string): DocumentNode {
  let document = own.get(source);
  if (!document) own.set(source, (document = parse(source)));
  return document;
}

type Values = Readonly<Record<string, unknown>>;

/** The context of an execution; `ask` runs what is asked of the graph on the way. */
export function contextOf(
  engine: Engine,
  ask: (document: DocumentNode, variables: Values) => Promise<Values>,
  request: OperationRequest,
  prepared: Prepared,
  binding: Binding,
  notes: Notes,
): GraphContext {
  const { variables } = binding;
  const { caller, requestId } = request;
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
    ask: (source, variables) => ask(documentOf(source), variables),
    changes: (range, { path, fieldNodes }) =>
      readPageOfChanges({ engine, request, prepared, binding, ...notes }, range, {
        key: String(path.key),
        nodes: fieldNodes,
      }),
    async rateLimit() {
      const { payer } = request;
      const balance = payer && (await engine.budget?.look(payer));
      return { cost: notes.cost, ...(balance ?? { limit: null, remaining: null, restoreRate: null }) };
    },
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
      notes.meter.spend(prices.write);
      await walk(engine.writePath, write);
      notes.wrote ||= !write.dryRun;
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

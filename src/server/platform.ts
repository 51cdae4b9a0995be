// The platform as a value: a database, the schemas of the audiences, and the one way to run an operation.
import { parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import { loadCalendar, refreshCalendar } from '../domains/calendar/queries.js';
import { loadCodeTree, refreshCodeTree } from '../domains/territory/queries/code-tree.js';
import type { Budget, Payer } from '../kernel/budget.js';
import type { Audience, Caller } from '../kernel/caller.js';
import { budgets, limits, memoryRefreshMs, pool as sizes } from '../kernel/config.js';
import { schemaFor } from '../kernel/graph/build.js';
import { explainOperation, type Explanation } from '../kernel/explain.js';
import { newId } from '../kernel/ids.js';
import type { OperationRequest } from '../kernel/prepare.js';
import { StatementCache } from '../kernel/read/cache.js';
import { answerOf, runOperation, type Answer, type Engine, type Reply } from '../kernel/run.js';
import { formatErrors } from '../kernel/run-errors.js';
import { configureRole, openPool } from '../platform/database/pool.js';
import { openReplicas, type Replicas } from '../platform/database/replicas.js';
import { Buckets } from '../platform/limits/buckets.js';
import { documentLimits } from '../platform/limits/document.js';
import { log } from '../platform/log.js';
import { FieldCounter } from '../platform/usage/counter.js';
import { AccessLog } from '../platform/privacy/access-log.js';
import './registry.js';
import { openEventHub, type EventHub } from './event-hub.js';
import { keepDocuments } from './kept-documents.js';
import { writePath } from './write-path.js';

/** A document as text, to be run for a caller. */
export interface SourceRequest {
  readonly source: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly requestId?: string;
  /** Where the database stood when the caller wrote what it wants to read. */
  readonly after?: string | undefined;
  /** From whose budget it is paid; what the platform asks of itself is paid by nobody. */
  readonly payer?: Payer | undefined;
}

/** A running platform. */
export interface Platform {
  readonly pool: Pool;
  readonly engine: Engine & { readonly budget: Budget };
  /** Copies of the database, if there are any. */
  readonly replicas: Replicas | undefined;
  /** Numbers events and wakes who waits for them; does nothing before it is started. */
  readonly events: EventHub;
  /** The schema that an audience sees; built at first use. */
  schema(audience: Audience): GraphQLSchema;
  /** Counts of fields that were asked for and are not written yet. */
  readonly usage: FieldCounter;
  /** Runs an operation of a valid document for who asks from outside, and counts its fields. */
  answer(request: OperationRequest): Promise<Reply>;
  /** Parses, validates and runs a document: what the command line, the tests and programs in this process call. */
  run(request: SourceRequest, caller: Caller): Promise<Answer>;
  /** A document as it is run for the caller. Throws what is wrong with it. */
  request(request: SourceRequest, caller: Caller): OperationRequest;
  /** What becomes of a document's operation, without running it. Throws what is wrong with the request. */
  explain(request: SourceRequest, caller: Caller): Promise<readonly Explanation[]>;
  /** Looks again at what is kept in memory of the database: the tree of codes, the work calendar. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the platform on a migrated database.
 *
 * Takes the database's address, and those of its read-only copies if there are any; returns the platform.
 * @throws the driver's error where there is no database
 */
export async function openPlatform(
  databaseUrl: string,
  replicaUrls: readonly string[] = [],
): Promise<Platform> {
  const pool = openPool(databaseUrl);
  await configureRole(pool);
  const load = async (): Promise<void> => {
    await loadCodeTree(pool);
    await loadCalendar(pool);
  };
  await load();
  // Another process may record a change of divisions or a holiday; this one learns of it by looking.
  const timer = setInterval(() => {
    Promise.all([refreshCodeTree(pool), refreshCalendar(pool)]).catch((error: unknown) =>
      log.warn({ error }, 'what is kept in memory could not be refreshed'),
    );
  }, memoryRefreshMs).unref();
  const writePool = openPool(databaseUrl, sizes.writes);
  await configureRole(writePool);
  const replicas = replicaUrls.length === 0 ? undefined : await openReplicas(pool, replicaUrls);
  const accessLog = new AccessLog(writePool);
  const budget = new Buckets(pool);
  const sweeper = setInterval(() => {
    budget
      .sweep()
      .catch((error: unknown) => log.warn({ error }, 'what was taken of budgets could not be given back'));
  }, budgets.leaseMs).unref();
  const engine: Engine & { readonly budget: Buckets } = {
    pool,
    ...(replicas === undefined ? {} : { copies: replicas }),
    writePool,
    writePath,
    statements: new StatementCache(),
    budget,
    report: (error) => log.error({ error }, 'an operation failed'),
    observe: accessLog.observe,
  };
  const usage = new FieldCounter();
  const answer = async (request: OperationRequest): Promise<Reply> => {
    const reply = await runOperation(engine, request);
    if (!reply.refused) usage.count(request);
    return reply;
  };
  const events = openEventHub(pool);
  const documents = keepDocuments();
  const documentOf = (source: string, audience: Audience): DocumentNode => {
    const key = `${audience} ${source}`;
    let document = documents.get(key);
    if (!document) {
      document = parse(source, { maxTokens: limits.tokens });
      const invalid = validate(schemaFor(audience), document, [...specifiedRules, ...documentLimits]);
      if (invalid.length > 0) throw invalid;
      documents.set(key, document);
    }
    return document;
  };
  const requestOf = (
    { operationName, variables, after, payer }: SourceRequest,
    document: DocumentNode,
    caller: Caller,
    requestId: string,
  ): OperationRequest => ({
    schema: schemaFor(caller.audience),
    document,
    operationName,
    variables,
    caller,
    requestId,
    after,
    payer,
  });
  return {
    pool,
    engine,
    replicas,
    schema: schemaFor,
    events,
    usage,
    answer,
    async run(request, caller) {
      const requestId = request.requestId ?? newId();
      let document: DocumentNode;
      try {
        document = documentOf(request.source, caller.audience);
      } catch (error) {
        const thrown = Array.isArray(error) ? error : [error];
        return {
          errors: formatErrors(thrown, caller.language, requestId, engine.report),
          extensions: { requestId },
          status: 400,
        };
      }
      return answerOf(await answer(requestOf(request, document, caller, requestId)));
    },
    request: (request, caller) =>
      requestOf(request, documentOf(request.source, caller.audience), caller, request.requestId ?? newId()),
    explain: (request, caller) => {
      const document = documentOf(request.source, caller.audience);
      return explainOperation(pool, requestOf(request, document, caller, newId()));
    },
    refresh: load,
    async close() {
      clearInterval(timer);
      clearInterval(sweeper);
      // What is not given back is restored by itself.
      await budget.sweep(true).catch(() => {});
      await replicas?.close();
      await events.close();
      await accessLog
        .close()
        .catch((error: unknown) => log.error({ error }, 'entries of the access log are lost'));
      await Promise.all([pool.end(), writePool.end()]);
    },
  };
}

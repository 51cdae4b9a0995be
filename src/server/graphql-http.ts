// `/graphql` and `/subgraph`: who asks, what is asked, and the answer, straight on Node's server; all else is Express's.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { json } from 'express';
import type { Audience } from '../kernel/caller.js';
import type { Budget } from '../kernel/budget.js';
import { budgets, introspections, limits } from '../kernel/config.js';
import { fault, refusal, type Fault } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { formatErrors, formatFault, statusOf } from '../kernel/run-errors.js';
import { languageOf } from '../platform/auth/language.js';
import { inRequest, log } from '../platform/log.js';
import { subgraphSdl } from '../platform/federation/sdl.js';
import { subgraphOf } from '../platform/federation/subgraph.js';
import { mayRun } from '../platform/limits/queries.js';
import { callerFor } from '../platform/privacy/purpose.js';
import { apolloServers, refusedStatus, retryAfter, type Context, type Servers } from './apollo.js';
import { sdlOf } from './contract.js';
import { atTheDoor, openPaying, payForRefused, tellBalance, waitOf, type Paying } from './paying.js';
import type { Platform } from './platform.js';
import { withDocument } from './trusted.js';
import { inTurn } from './turns.js';

const audiences: readonly Audience[] = ['PUBLIC', 'PARTNER', 'INTERNAL'];

/** A request to the graph; what is known of it is put there for the log. */
export interface GraphRequest extends IncomingMessage {
  context?: Context;
  body?: unknown;
}

const parseBody = json({ limit: limits.bodyBytes });

/** Reads a JSON body within its limit into the request. @throws what `bodyFault` names */
export function readBody(req: GraphRequest, res: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) =>
    parseBody(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
  );
}

/** Answers a request itself, and never throws. */
type Handler = (req: GraphRequest, res: ServerResponse) => void;

/** Makes the handlers of `/graphql`, which is ready at once, and of `/subgraph`, which is made when a router asks. */
export async function graphHandlers(
  platform: Platform,
): Promise<{ readonly graph: Handler; readonly subgraph: Handler }> {
  const servers = apolloServers(platform, (audience) => platform.schema(audience));
  for (const audience of audiences) await servers(audience);
  const subgraphs = apolloServers(platform, (audience) => {
    const schema = platform.schema(audience);
    let sdl: string | undefined;
    return subgraphOf(schema, () => (sdl ??= subgraphSdl(sdlOf(schema))));
  });
  const paying = await openPaying(platform.pool);
  return { graph: handlerOf(platform, servers, paying), subgraph: handlerOf(platform, subgraphs, paying) };
}

function handlerOf(platform: Platform, servers: Servers, paying: Paying): Handler {
  const { budget } = platform.engine;
  return (req, res) => {
    const requestId = newId();
    res.setHeader('X-Request-Id', requestId);
    const language = languageOf(req.headers['accept-language']);
    const refuse = (errors: ReturnType<typeof formatErrors>, status: number, wait?: number): void => {
      if (res.headersSent) {
        log.error('a request failed after its answer had begun');
        res.end();
        return;
      }
      if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
      const after = wait?.toString() ?? retryAfter[status];
      if (after !== undefined) res.setHeader('Retry-After', after);
      res.statusCode = status;
      res.setHeader('Content-Type', 'application/json; charset=utf-8');
      res.end(JSON.stringify({ errors, extensions: { requestId } }));
    };
    void inRequest(requestId, async () => {
      try {
        // Told before anything of the request is read further.
        const caller = await callerFor(platform.pool, req.headers, language);
        const payer = await atTheDoor(budget, paying, req, caller);
        req.context = { caller, requestId, after: readAfter(req), payer };
        await readBody(req, res);
        if (req.method === 'POST') req.body = await withDocument(platform.pool, caller, req.body);
        else await mayRun(platform.pool, caller, null);
        const { context } = req;
        // A turn is for what has come whole, and ends before the answer is sent: slow clients hold none.
        await inTurn(platform, payer, async () =>
          answer(await servers(caller.audience), req, res, context, budget),
        );
      } catch (thrown) {
        const error = await payForRefused(budget, paying, req, thrown);
        if (req.context) settle(res, budget, req.context);
        const told = bodyFault(error);
        if (told) return refuse([formatFault(told, language)], (error as { status: number }).status);
        const errors = formatErrors([error], language, requestId, platform.engine.report);
        // Nothing was run, so that there are no data to be found with what is wrong.
        const status = statusOf(errors);
        const said = status === 200 ? refusedStatus(req.headers.accept) : status;
        refuse(errors, said, waitOf(error));
      }
    });
  };
}

/** Has a request pay that was refused before it had a price, and tells how the budget stands. */
function settle(res: ServerResponse, budget: Budget, { payer, paid }: Context): void {
  if (res.headersSent) return;
  if (!payer) return;
  if (paid !== true) budget.charge(payer, budgets.refused);
  tellBalance(res, budget.balance(payer));
}

/** What `Gongzhi-Read-After` says: the `extensions.position` of a write. @throws Refusal if it is none */
function readAfter({ headers }: IncomingMessage): string | null {
  const position = headers['gongzhi-read-after'];
  if (position === undefined) return null;
  if (typeof position === 'string' && /^[\dA-F]{1,8}\/[\dA-F]{1,8}$/i.test(position)) return position;
  throw refusal('read-after-form');
}

/** What the parser of bodies says: a body that is too large, or no JSON. Undefined for any other error. */
export function bodyFault(error: unknown): Fault | undefined {
  const { status, type } = error as { status?: number; type?: string };
  if (status === undefined || status >= 500) return undefined;
  return type === 'entity.too.large'
    ? fault('limit-body', [], { limit: limits.bodyBytes })
    : { code: 'BAD_REQUEST', rule: null, path: [], params: {} };
}

async function answer(
  server: ApolloServer<Context>,
  req: GraphRequest,
  res: ServerResponse,
  context: Context,
  budget: Budget,
): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const question = req.url!.indexOf('?');
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: req.method!,
      headers,
      search: question < 0 ? '' : req.url!.slice(question),
      body: req.body,
    },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of response.headers) res.setHeader(name, value);
  settle(res, budget, context);
  const { body } = response;
  // Nothing here is answered in parts.
  if (body.kind === 'chunked') throw new Error('An answer came in parts.');
  res.statusCode = response.status ?? 200;
  const { pieces } = context;
  if (pieces) {
    res.setHeader(
      'Content-Length',
      pieces.reduce((sum, { length }) => sum + length, 0),
    );
    // A client that goes away takes no more.
    pipeline(Readable.from(slicesOf(pieces)), res, () => {});
    return;
  }
  res.setHeader('Content-Length', Buffer.byteLength(body.string));
  res.end(body.string);
}

/** Megabytes in slices, between which others have their turn: what the system takes at once would go out without one. */
async function* slicesOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer, void, void> {
  for (const piece of pieces)
    for (let at = 0; at < piece.length; at += introspections.sliceBytes) {
      yield piece.subarray(at, at + introspections.sliceBytes);
      await nextTurn();
    }
}

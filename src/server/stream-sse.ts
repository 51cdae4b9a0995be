// Streams over server-sent events, in the distinct connections mode of graphql-sse: one request is one stream.
import type { ServerResponse } from 'node:http';
import type { Payer } from '../kernel/budget.js';
import type { Caller } from '../kernel/caller.js';
import type { ChangeRange } from '../kernel/changes.js';
import { budgets, streams } from '../kernel/config.js';
import { fault, refusal } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { answerOf } from '../kernel/run.js';
import { formatErrors, formatFault, statusOf } from '../kernel/run-errors.js';
import { languageOf } from '../platform/auth/language.js';
import { inRequest } from '../platform/log.js';
import { callerFor } from '../platform/privacy/purpose.js';
import { streamOf, subscribedRange, type OpenStreams } from './changes.js';
import { bodyFault, readBody, type GraphRequest } from './graphql-http.js';
import { atTheDoor, payForRefused, waitOf, type Paying } from './paying.js';
import type { Platform, SourceRequest } from './platform.js';
import { withDocument } from './trusted.js';
import { inTurn } from './turns.js';

/** Parameters of an address that are written in JSON. */
const inJson: ReadonlySet<string> = new Set(['variables', 'extensions']);

/** The document that is sent or called, and its variables, from the address or the body. Undefined where there is none. */
async function requestOf(
  platform: Platform,
  caller: Caller,
  req: GraphRequest,
  res: ServerResponse,
): Promise<SourceRequest | undefined> {
  const given = new Map<string, unknown>();
  if (req.method === 'POST') {
    await readBody(req, res);
    for (const [name, value] of Object.entries(req.body ?? {})) given.set(name, value);
  } else {
    const asked = new URL(req.url ?? '/', 'http://localhost').searchParams;
    for (const [name, value] of asked) given.set(name, inJson.has(name) ? parsed(value) : value);
  }
  const said = await withDocument(platform.pool, caller, Object.fromEntries(given));
  const { query: source, variables, operationName } = said as Readonly<Record<string, unknown>>;
  if (typeof source !== 'string' || (variables !== undefined && variables !== null && !isRecord(variables)))
    return undefined;
  return {
    source,
    ...(isRecord(variables) ? { variables } : {}),
    ...(typeof operationName === 'string' ? { operationName } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Serves streams of server-sent events. Answers every request itself and never throws. */
export function eventStreams(
  platform: Platform,
  open: OpenStreams,
  paying: Paying,
): (req: GraphRequest, res: ServerResponse) => void {
  const { budget } = platform.engine;
  const { ending } = platform.events;
  return (req, res) => {
    const requestId = newId();
    res.setHeader('X-Request-Id', requestId);
    const language = languageOf(req.headers['accept-language']);
    void inRequest(requestId, async () => {
      const ended = new AbortController();
      const end = (): void => ended.abort();
      res.once('close', end);
      ending.addEventListener('abort', end, { once: true });
      let closed: () => void = () => {};
      let heartbeat: NodeJS.Timeout | undefined;
      let payer: Payer | undefined;
      const now = (): Promise<Caller> => callerFor(platform.pool, req.headers, language);
      try {
        if (req.method !== 'GET' && req.method !== 'POST') {
          res.setHeader('Allow', 'GET, POST');
          refuse(res, 405, [formatFault(fault('change-over-a-stream'), language)], requestId);
          return;
        }
        const caller = await now();
        payer = await atTheDoor(budget, paying, req, caller);
        req.context = { caller, requestId, payer };
        const said = await requestOf(platform, caller, req, res);
        if (!said) throw refusal('change-over-a-stream');
        const request = { ...said, payer };
        const look = (): ChangeRange => subscribedRange(platform, request, caller);
        const range = await inTurn(platform, payer, look, 'streams');
        closed = open.open(payer);
        const last = req.headers['last-event-id'];
        const after = typeof last === 'string' && /^\d{1,18}$/.test(last) ? BigInt(last) : range.after;
        res.writeHead(200, {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-store',
          // Proxies would collect the events otherwise.
          'X-Accel-Buffering': 'no',
        });
        heartbeat = setInterval(() => void send(res, ':\n\n'), streams.heartbeatMs);
        await send(res, `retry: ${streams.retryMs}\n\n`);
        const messages = streamOf(platform, { request, after, caller: now }, ended.signal);
        for await (const { reply, sequence } of messages) {
          const { status: _status, ...result } = answerOf(reply);
          await send(res, `id: ${sequence}\nevent: next\ndata: ${JSON.stringify(result)}\n\n`);
        }
        // Ended without `complete`, so that the client comes again, here or at another server.
        res.end();
      } catch (caught) {
        // Cut off before the body was whole.
        if (res.writableEnded || res.destroyed) return;
        if (payer && !res.headersSent) budget.charge(payer, budgets.refused);
        const told = bodyFault(caught);
        if (told) {
          refuse(res, (caught as { status: number }).status, [formatFault(told, language)], requestId);
          return;
        }
        const error = await payForRefused(budget, paying, req, caught);
        const thrown = Array.isArray(error) ? (error as unknown[]) : [error];
        const errors = formatErrors(thrown, language, requestId, platform.engine.report);
        // There is no stream, so that it is not 200, whatever the graph would say.
        if (!res.headersSent) refuse(res, Math.max(400, statusOf(errors)), errors, requestId, waitOf(error));
        else {
          // The credential has ended, or the document was taken back: the client is told, and that it need not come again.
          await send(res, `event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata:\n\n`);
          res.end();
        }
      } finally {
        // Also where the client was gone before the stream began.
        clearInterval(heartbeat);
        ending.removeEventListener('abort', end);
        closed();
      }
    });
  };
}

function refuse(
  res: ServerResponse,
  status: number,
  errors: unknown,
  requestId: string,
  wait = Math.ceil(streams.retryMs / 1000),
): void {
  res.statusCode = status;
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (status === 429) res.setHeader('Retry-After', String(wait));
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.end(JSON.stringify({ errors, extensions: { requestId } }));
}

/** Resolves when the client's connection has taken the text; cuts it off when that takes too long. */
function send(res: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (!res.writable) return resolve();
    const timer = setTimeout(() => res.destroy(), streams.slowMs);
    const done = (): void => {
      clearTimeout(timer);
      res.off('close', done);
      resolve();
    };
    res.once('close', done);
    res.write(text, done);
  });
}

// The HTTP surface: one port with the graph, its explorer, and the health of the process.
import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Audience } from '../kernel/caller.js';
import { nowMs } from '../kernel/clock.js';
import { limits, readEnvironment } from '../kernel/config.js';
import { fault, type Fault } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { formatErrors, formatFault, statusOf } from '../kernel/run-errors.js';
import { authenticate } from '../platform/auth/authenticate.js';
import { languageOf } from '../platform/auth/language.js';
import { inRequest, log } from '../platform/log.js';
import { apolloHandler, retryAfter } from './apollo.js';
import { explorer } from './explorer.js';
import { metrics } from './metrics.js';
import type { Platform } from './platform.js';

const audiences: readonly Audience[] = ['PUBLIC', 'PARTNER', 'INTERNAL'];

/** Tells who asks before anything of the request is read further. */
function authenticated(platform: Platform): RequestHandler {
  return async (req, res, next) => {
    const requestId = newId();
    res.setHeader('X-Request-Id', requestId);
    const language = languageOf(req.headers['accept-language']);
    await inRequest(requestId, async () => {
      try {
        const caller = await authenticate(platform.pool, req.headers.authorization, language);
        req.context = { caller, requestId };
      } catch (error) {
        const errors = formatErrors([error], language, requestId, platform.engine.report);
        const status = statusOf(errors);
        if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
        if (retryAfter[status]) res.setHeader('Retry-After', retryAfter[status]);
        res.status(status).json({ errors, extensions: { requestId } });
        return;
      }
      next();
    });
  };
}

/** One line per request, without its body, its headers or its address. */
const logged: RequestHandler = (req, res, next) => {
  const startMs = nowMs();
  const { method, path } = req;
  // Closed, too, when the client went away before the answer.
  res.on('close', () => {
    const { caller, requestId } = req.context ?? {};
    const { app, subject } = caller ?? {};
    const durationMs = nowMs() - startMs;
    log.info(
      {
        method,
        path,
        status: res.statusCode,
        finished: res.writableFinished,
        durationMs,
        requestId,
        app,
        subject,
      },
      'request',
    );
  });
  next();
};

/** What Express itself refuses: a body that is too large, or no JSON. */
const refused: ErrorRequestHandler = (error: { status?: number; type?: string }, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const status = error.status ?? 500;
  if (status >= 500) log.error({ error }, 'a request failed');
  const bare: Fault = { code: status < 500 ? 'BAD_REQUEST' : 'INTERNAL', rule: null, path: [], params: {} };
  const told =
    error.type === 'entity.too.large' ? fault('limit-body', [], { limit: limits.bodyBytes }) : bare;
  const language = languageOf(req.headers['accept-language']);
  const requestId = req.context?.requestId ?? newId();
  res.status(status).json({ errors: [formatFault(told, language)], extensions: { requestId } });
};

/** The Express application. */
async function makeApp(platform: Platform, dataDir: string): Promise<Express> {
  const handlers = new Map<Audience, RequestHandler>();
  for (const audience of audiences) handlers.set(audience, await apolloHandler(platform, audience));
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'no-referrer');
    next();
  });
  app.use(logged);
  app.get('/health/live', (_req, res) => void res.json({ status: 'live' }));
  app.get('/health/ready', async (_req, res) => {
    const ready = await platform.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'waiting for the database' });
  });
  app.get('/metrics', metrics(platform));
  app.get('/graphiql', explorer(dataDir));
  app.get('/', (_req, res) => res.redirect('./graphiql'));
  app.use('/graphql', authenticated(platform), express.json({ limit: limits.bodyBytes }), (req, res, next) =>
    handlers.get(req.context!.caller.audience)!(req, res, next),
  );
  app.use((req, res) => {
    const nothing: Fault = { code: 'NOT_FOUND', rule: null, path: [], params: {} };
    res.status(404).json({ errors: [formatFault(nothing, languageOf(req.headers['accept-language']))] });
  });
  app.use(refused);
  return app;
}

/** Listens on a port; with 0 the system chooses. @throws Error that names the port if it is taken */
export async function listen(
  platform: Platform,
  port: number,
  dataDir = readEnvironment().dataDir,
): Promise<Server> {
  const server = createServer({ maxHeaderSize: limits.headerBytes }, await makeApp(platform, dataDir));
  server.requestTimeout = limits.requestTimeoutMs;
  server.headersTimeout = limits.requestTimeoutMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken; set PORT to another one.`) : error,
      ),
    );
    server.listen(port, resolve);
  });
  return server;
}

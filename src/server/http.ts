// The HTTP surface: one port with the graph, its explorer, and the health of the process.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { nowMs } from '../kernel/clock.js';
import { files, limits, readEnvironment, stopMs } from '../kernel/config.js';
import type { Fault } from '../kernel/errors.js';
import { formatFault } from '../kernel/run-errors.js';
import { languageOf } from '../platform/auth/language.js';
import { openStorage, type FileStorage } from '../platform/files/storage.js';
import { keepBulkIn } from '../platform/bulk/contents.js';
import { readUploads } from '../platform/sheets/uploaded.js';
import { log, logRequest } from '../platform/log.js';
import type { Numbers } from '../platform/telemetry/numbers.js';
import { inRequestSpan } from '../platform/telemetry/tracing.js';
import { OpenStreams } from './changes.js';
import { exportRoutes, importRoutes } from './bulk-http.js';
import { documentRoutes } from './documents-http.js';
import { explorer } from './explorer.js';
import { fileRoutes } from './files-http.js';
import { graphHandlers, type GraphRequest } from './graphql-http.js';
import { ledgerRoutes } from './ledger-http.js';
import { numbersOf } from './metrics.js';
import { oauthRoutes } from './oauth-http.js';
import { openPaying } from './paying.js';
import type { Platform } from './platform.js';
import { documentAddresses } from './q-http.js';
import { eventStreams } from './stream-sse.js';
import { webSocketStreams } from './stream-ws.js';
import { rulesModule } from './rules-module.js';

/** One line and one number per request, without its body, its headers or its address. */
function tellWhenDone({ requests }: Numbers, req: GraphRequest, res: ServerResponse): void {
  const startMs = nowMs();
  // Closed, too, when the client went away before the answer.
  res.on('close', () => {
    const { caller, requestId } = req.context ?? {};
    const durationMs = nowMs() - startMs;
    requests.record(durationMs / 1000, {
      route: res.statusCode === 404 ? 'none' : routeOf(req),
      method: req.method,
      status: res.statusCode,
    });
    logRequest({
      method: req.method,
      path: pathOf(req),
      status: res.statusCode,
      finished: res.writableFinished,
      durationMs,
      requestId,
      app: caller?.app,
      subject: caller?.subject,
    });
  });
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const question = url.indexOf('?');
  return question < 0 ? url : url.slice(0, question);
}

/** The first part of the path: what is behind it names objects. */
function routeOf(req: IncomingMessage): string {
  return /^\/[\w.-]*/.exec(pathOf(req))?.[0] ?? '/';
}

/** What goes wrong outside of the graph. */
const failed: ErrorRequestHandler = (error: { status?: number }, req, res, _next) => {
  // An answer that has begun cannot say any more that something failed, but be seen to be cut.
  if (res.headersSent) {
    log.error({ error }, 'a request failed after its answer had begun');
    res.destroy();
    return;
  }
  const status = error.status ?? 500;
  if (status >= 500) log.error({ error }, 'a request failed');
  const bare: Fault = { code: status < 500 ? 'BAD_REQUEST' : 'INTERNAL', rule: null, path: [], params: {} };
  res.status(status).json({ errors: [formatFault(bare, languageOf(req.headers['accept-language']))] });
};

/** The Express application: every place but the graph. */
function makeApp(
  platform: Platform,
  dataDir: string,
  { scrape }: Numbers,
  isStopping: () => boolean,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/health/live', (_req, res) => void res.json({ status: 'live' }));
  let asked: Promise<boolean> | undefined;
  // Asked once for all who ask meanwhile: this place costs nobody anything.
  const databaseAnswers = (): Promise<boolean> =>
    (asked ??= platform.pool
      .query('SELECT 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asked = undefined)));
  app.get('/health/ready', async (_req, res) => {
    const answers = await databaseAnswers();
    const status = isStopping() ? 'stopping' : answers ? 'ready' : 'waiting for the database';
    res.status(status === 'ready' ? 200 : 503).json({ status });
  });
  app.get('/metrics', scrape);
  app.get('/graphiql', explorer(dataDir));
  let storage: Promise<FileStorage> | undefined;
  const open = (): Promise<FileStorage> => (storage ??= openStorage({ ...readEnvironment(), dataDir }));
  app.use('/files', fileRoutes(platform, open));
  readUploads(open);
  keepBulkIn(open);
  app.use('/exports', exportRoutes(platform));
  app.use('/imports', importRoutes(platform));
  app.use('/documents', documentRoutes(platform));
  app.use('/q', documentAddresses(platform));
  app.use(oauthRoutes(platform));
  app.use(
    '/ledger',
    ledgerRoutes(platform, () => (storage ??= openStorage({ ...readEnvironment(), dataDir }))),
  );
  app.get('/rules.js', rulesModule);
  app.get('/', (_req, res) => res.redirect('./graphiql'));
  app.use((req, res) => {
    const nothing: Fault = { code: 'NOT_FOUND', rule: null, path: [], params: {} };
    res.status(404).json({ errors: [formatFault(nothing, languageOf(req.headers['accept-language']))] });
  });
  app.use(failed);
  return app;
}

/** Cuts a request off whose body takes longer to come than any but an upload may. */
function limitBody(req: IncomingMessage, res: ServerResponse): void {
  if (req.complete || /^\/(?:files|imports)\/?$/.test(pathOf(req))) return;
  const timer = setTimeout(() => {
    // What came whole may take its time, whether or not anybody read it: streams and long documents do.
    if (req.complete) return;
    if (!res.headersSent) res.writeHead(408);
    res.end();
    // It is let go on for a moment: a connection that ends while more comes takes the answer with it.
    setTimeout(() => {
      if (!req.complete) req.destroy();
    }, files.lingerMs).unref();
  }, limits.requestTimeoutMs);
  req.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

/** Cuts a connection off on which an answer that is whole is not taken: who does not read it is not waited for. */
function limitTaking(res: ServerResponse): void {
  res.once('prefinish', () => {
    const timer = setTimeout(() => res.destroy(), limits.requestTimeoutMs).unref();
    res.once('close', () => clearTimeout(timer));
  });
}

/**
 * Serves a request as it would be without its wish for another protocol, which a server is free not to hear (RFC 9110,
 * 7.8): Java's client wishes for HTTP/2 with each first request.
 */
function withoutUpgrade(server: Server, req: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${req.method} ${req.url} HTTP/${req.httpVersion}`];
  for (let i = 0; i < req.rawHeaders.length; i += 2) {
    const [name, value] = req.rawHeaders.slice(i, i + 2) as [string, string];
    if (!/^(?:upgrade|http2-settings|connection)$/i.test(name)) lines.push(`${name}: ${value}`);
  }
  if (/\bclose\b/i.test(req.headers.connection ?? '')) lines.push('Connection: close');
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

/** Servers that are being stopped: they are not ready for more, and answer what comes all the same. */
const stopping = new WeakSet<Server>();

/**
 * Stops a server without losing a request: tells that it is not ready, waits for load balancers to see that, takes no
 * more connections, and waits for what is under way, though not for ever.
 *
 * Takes the server and how long others may take to see it; returns when it has gone.
 */
export async function stopServing(server: Server, drainMs: number): Promise<void> {
  stopping.add(server);
  await sleep(drainMs);
  const gone = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // A client that stalls in the middle of its request would keep the server for ever.
  const cut = setTimeout(() => server.closeAllConnections(), stopMs);
  await gone;
  clearTimeout(cut);
}

/** Listens on a port; with 0 the system chooses. @throws Error that names the port if it is taken */
export async function listen(
  platform: Platform,
  port: number,
  dataDir = readEnvironment().dataDir,
): Promise<Server> {
  const { graph, subgraph } = await graphHandlers(platform);
  const open = new OpenStreams();
  const paying = await openPaying(platform.pool);
  const events = eventStreams(platform, open, paying);
  const numbers = numbersOf(platform);
  const app = makeApp(platform, dataDir, numbers, () => stopping.has(server));
  const server = createServer(
    // Node refuses what has as many already.
    { maxHeaderSize: limits.headerBytes + 1, connectionsCheckingInterval: limits.checkMs },
    (req, res) => {
      tellWhenDone(numbers, req, res);
      limitBody(req, res);
      limitTaking(res);
      res.setHeader('X-Content-Type-Options', 'nosniff');
      res.setHeader('Referrer-Policy', 'no-referrer');
      if (stopping.has(server)) res.setHeader('Connection', 'close');
      inRequestSpan(req, res, routeOf(req), () => {
        if (/^\/graphql\/?$/.test(pathOf(req))) graph(req, res);
        else if (/^\/subgraph\/?$/.test(pathOf(req))) subgraph(req, res);
        else if (/^\/graphql\/stream\/?$/.test(pathOf(req))) events(req, res);
        else app(req, res);
      });
    },
  );
  const webSockets = webSocketStreams(platform, open, paying);
  server.on('upgrade', (req, socket, head) => {
    if (req.headers.upgrade?.toLowerCase() === 'websocket') webSockets(req, socket, head);
    else withoutUpgrade(server, req, socket, head);
  });
  server.on('close', () => void numbers.close());
  server.requestTimeout = files.uploadMs;
  server.headersTimeout = limits.requestTimeoutMs;
  server.timeout = limits.idleMs;
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

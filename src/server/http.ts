// The HTTP surface: one port with the graph, its explorer, and the health of the process.
import { createServer, type Server } from 'node:http';
import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';

import type { Audience, Caller } from '../kernel/caller.js';
import { limits, readEnvironment } from '../kernel/config.js';
import { codes, messageOf } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { runOperation } from '../kernel/run.js';
import { formatErrors, statusOf } from '../kernel/run-errors.js';
import { authenticate } from '../platform/auth/authenticate.js';
import { languageOf } from '../platform/auth/language.js';
import { documentLimits } from '../platform/limits/document.js';
import { inRequest, log } from '../platform/log.js';
import { explorer } from './explorer.js';
import type { Platform } from './platform.js';

interface Context {
  readonly caller: Caller;
  readonly requestId: string;
}

declare module 'express-serve-static-core' {
  interface Request {
    context?: Context;
  }
}

/** Codes that Apollo gives to a request that is no valid GraphQL. */
const badRequests = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** Hands every operation to `runOperation`; Apollo keeps parsing, validating and speaking HTTP. */
function running(platform: Platform, audience: Audience): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ document, request, contextValue }) {
          const { caller, requestId } = contextValue;
          const { status, ...result } = await runOperation(platform.engine, {
            schema: platform.schema(audience),
            document,
            operationName: request.operationName,
            variables: request.variables,
            caller,
            requestId,
          });
          return {
            http: { status, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: result as never },
          };
        },
      }),
  };
}

/** One server per audience: Apollo keeps validated documents by their text alone. */
async function apollo(platform: Platform, audience: Audience): Promise<RequestHandler> {
  const server = new ApolloServer<Context>({
    schema: platform.schema(audience),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [...documentLimits],
    logger: {
      debug: () => {},
      info: () => {},
      warn: (text) => log.warn(text),
      error: (text) => log.error(text),
    },
    formatError(formatted) {
      const code = String(formatted.extensions?.['code']);
      return badRequests.has(code)
        ? { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_REQUEST' } }
        : formatted;
    },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      running(platform, audience),
    ],
  });
  await server.start();
  return expressMiddleware(server, {
    context: ({ req }) => Promise.resolve(req.context!),
  });
}

/** Tells who asks before anything of the request is read further. */
function authenticated(platform: Platform): RequestHandler {
  return async (req, res, next) => {
    const requestId = newId();
    res.setHeader('X-Request-Id', requestId);
    const language = languageOf(req.headers['accept-language']);
    await inRequest(requestId, async () => {
      try {
        req.context = {
          caller: await authenticate(platform.pool, req.headers.authorization, language),
          requestId,
        };
      } catch (error) {
        const errors = formatErrors([error], language, requestId, platform.engine.report);
        res.status(statusOf(errors)).json({ errors, extensions: { requestId } });
        return;
      }
      next();
    });
  };
}

/** What Express itself refuses: a body that is too large or no JSON. */
const refused: ErrorRequestHandler = (error: { status?: number; type?: string }, req, res, next) => {
  if (res.headersSent) return next(error);
  const { caller, requestId } = req.context ?? {
    caller: { language: languageOf(req.headers['accept-language']) },
    requestId: newId(),
  };
  const status = error.status ?? 500;
  const fault =
    error.type === 'entity.too.large'
      ? ({
          code: 'LIMIT_EXCEEDED',
          rule: null,
          path: [],
          params: { what: 'bytes in the body', limit: limits.bodyBytes },
        } as const)
      : ({ code: status < 500 ? 'BAD_REQUEST' : 'INTERNAL', rule: null, path: [], params: {} } as const);
  if (status >= 500) log.error({ error }, 'a request failed');
  res.status(status).json({
    errors: [
      {
        message: messageOf(fault, caller.language),
        extensions: { code: fault.code, params: fault.params },
      },
    ],
    extensions: { requestId },
  });
};

/** The Express application. */
export async function makeApp(platform: Platform, dataDir: string): Promise<Express> {
  const audiences: readonly Audience[] = ['PUBLIC', 'PARTNER', 'INTERNAL'];
  const handlers = Object.fromEntries(
    await Promise.all(
      audiences.map(async (audience) => [audience, await apollo(platform, audience)] as const),
    ),
  );
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'no-referrer');
    next();
  });
  app.get('/health/live', (_req, res) => void res.json({ status: 'live' }));
  app.get('/health/ready', async (_req, res) => {
    const ready = await platform.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'waiting for the database' });
  });
  app.get('/graphiql', explorer(dataDir));
  app.get('/', (_req, res) => res.redirect('./graphiql'));
  app.use('/graphql', authenticated(platform), express.json({ limit: limits.bodyBytes }), (req, res, next) =>
    handlers[req.context!.caller.audience]!(req, res, next),
  );
  app.use(
    (_req, res) =>
      void res
        .status(404)
        .json({ errors: [{ message: codes.NOT_FOUND.en, extensions: { code: 'NOT_FOUND' } }] }),
  );
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

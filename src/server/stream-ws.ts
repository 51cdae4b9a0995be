// Streams over WebSocket, by the protocol graphql-transport-ws, at the same place as the graph.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, parse, type FormattedExecutionResult } from 'graphql';
import { handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Payer } from '../kernel/budget.js';
import { anonymous, type Caller } from '../kernel/caller.js';
import { budgets, limits, streams } from '../kernel/config.js';
import { newId } from '../kernel/ids.js';
import { answerOf } from '../kernel/run.js';
import { formatErrors } from '../kernel/run-errors.js';
import { languageOf } from '../platform/auth/language.js';
import { log } from '../platform/log.js';
import { callerFor, purposeHeader, type Credentials } from '../platform/privacy/purpose.js';
import { streamOf, subscribedRange, type OpenStreams } from './changes.js';
import { atTheDoor, payForRefused, type Paying } from './paying.js';
import type { Platform, SourceRequest } from './platform.js';
import { withDocument } from './trusted.js';
import { inTurn } from './turns.js';

/** Codes with which a connection is closed: clients of the protocol come again after the first two only. */
const close = {
  restart: [1012, 'Service restart'],
  slow: [1013, 'Try again later'],
  forbidden: [4403, 'Forbidden'],
} as const;

/** What graphql-ws is told of a connection. */
interface Extra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

interface Context {
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
  readonly extra: Extra;
}

/** What a stream gives to graphql-ws. */
type Messages = AsyncGenerator<object, void, void>;

/** Who asks, and for what: as a connection said in its first message, or as the headers say with which it came. */
function credentialsOf({ connectionParams, extra }: Context): Credentials {
  const { headers } = extra.request;
  const said = (name: string): string | undefined => {
    const [, value] =
      Object.entries(connectionParams ?? {}).find(([key]) => key.toLowerCase() === name) ?? [];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    authorization: said('authorization') ?? headers.authorization,
    [purposeHeader]: said(purposeHeader) ?? headers[purposeHeader],
  };
}

/**
 * Serves streams over WebSocket.
 *
 * Takes the platform and the count of open streams; returns what handles the server's event `upgrade`.
 */
export function webSocketStreams(
  platform: Platform,
  open: OpenStreams,
  paying: Paying,
): (req: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const { budget } = platform.engine;
  const { ending } = platform.events;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.bodyBytes,
    handleProtocols,
    perMessageDeflate: false,
    autoPong: false,
  });
  /** Connections of each address. */
  const ofAddress = new Map<string, number>();
  const count = (address: string, more: 1 | -1): void => {
    const all = (ofAddress.get(address) ?? 0) + more;
    if (all > 0) ofAddress.set(address, all);
    else ofAddress.delete(address);
  };
  const callerOf = (context: Context): Promise<Caller> => {
    const { request } = context.extra;
    const language = languageOf(request.headers['accept-language']);
    return callerFor(platform.pool, credentialsOf(context), language).catch(async (error: unknown) => {
      throw await payForRefused(budget, paying, request, error);
    });
  };
  const told = (error: unknown, context: Context): readonly GraphQLError[] => {
    const thrown = Array.isArray(error) ? (error as unknown[]) : [error];
    const language = languageOf(context.extra.request.headers['accept-language']);
    return formatErrors(thrown, language, newId(), platform.engine.report).map(
      ({ message, ...rest }) => new GraphQLError(message, rest as object),
    );
  };
  const subscribe = async (
    context: Context,
    payload: SubscribePayload,
  ): Promise<Messages | readonly GraphQLError[]> => {
    let payer: Payer | undefined;
    try {
      const caller = await callerOf(context);
      payer = await atTheDoor(budget, paying, context.extra.request, caller);
      const said = (await withDocument(platform.pool, caller, payload)) as SubscribePayload;
      const { query: source, variables, operationName } = said;
      const request: SourceRequest = {
        source,
        payer,
        ...(variables ? { variables } : {}),
        ...(operationName ? { operationName } : {}),
      };
      await inTurn(platform, payer, () => subscribedRange(platform, request, caller), 'streams');
      return messagesOf(context, request, open.open(payer));
    } catch (error) {
      if (payer) budget.charge(payer, budgets.refused);
      return told(error, context);
    }
  };
  const messagesOf = (
    context: Context,
    request: Parameters<typeof streamOf>[1]['request'],
    closed: () => void,
  ): Messages => {
    const { socket } = context.extra;
    const ended = new AbortController();
    const { signal } = ended;
    const end = (): void => ended.abort();
    ending.addEventListener('abort', end, { once: true });
    const over = (): void => {
      ending.removeEventListener('abort', end);
      closed();
    };
    const run = async function* (): Messages {
      try {
        for await (const { reply } of streamOf(
          platform,
          { request, caller: () => callerOf(context) },
          signal,
        )) {
          const { status: _status, ...result } = answerOf(reply);
          yield result;
        }
      } catch (error) {
        // The one end that a stream has by itself: its credential has ended, or its document was taken back.
        if (!signal.aborted) socket.close(...close.forbidden);
        log.info({ error }, 'a stream was ended');
      } finally {
        over();
      }
    };
    const messages = run();
    const { return: giveUp } = messages;
    messages.return = (value) => {
      // Who waits for the next event is woken, so that the end need not wait for it.
      end();
      // One that nobody has asked for a message ends without having begun.
      over();
      return giveUp.call(messages, value);
    };
    return messages;
  };
  const graph = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: streams.initMs,
    onConnect: async (context) => {
      await callerOf(context);
      return true;
    },
    onSubscribe: async (context, _id, payload) => {
      const result = await subscribe(context, payload);
      if (Array.isArray(result)) return result as GraphQLError[];
      // graphql-ws asks for a document and calls `subscribe`; what it subscribes to is known already.
      return { document: placeholder, schema: platform.schema('PUBLIC'), contextValue: result };
    },
    subscribe: ({ contextValue }) => contextValue as never,
    // They are formatted already.
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
  });
  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, streams.heartbeatMs);
    socket.on('pong', () => (alive = true));
    // A stream has one message on its way; who has many more does not take the answers to what it sends.
    let onTheirWay = 0;
    const sent = async (sending: Promise<void>): Promise<void> => {
      onTheirWay += 1;
      if (onTheirWay > streams.onTheirWay) socket.terminate();
      await sending.finally(() => (onTheirWay -= 1));
    };
    socket.on('ping', (data: Buffer) => {
      sent(pong(socket, data)).catch(() => socket.terminate());
    });
    socket.on('error', (error) => log.info({ error }, 'a connection of streams failed'));
    const stop = (): void => {
      socket.close(...close.restart);
      setTimeout(() => socket.terminate(), streams.closeMs).unref();
    };
    ending.addEventListener('abort', stop, { once: true });
    const closed = graph.opened(
      {
        protocol: socket.protocol,
        send: (text) => sent(send(socket, text)),
        // Without what came with it, which may be large.
        onPing: () => sent(send(socket, '{"type":"pong"}')),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) =>
          socket.on('message', (data) => {
            // oxlint-disable-next-line typescript/no-base-to-string
            handle(String(data)).catch((error: unknown) => refuse(socket, error));
          }),
      },
      { socket, request },
    );
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      ending.removeEventListener('abort', stop);
      void closed(code, String(reason));
    });
  });
  const admit = async (req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const { key: address } = await paying(req, anonymous('zh-CN'));
    if ((ofAddress.get(address) ?? 0) >= streams.perAddress) return turnAway(socket, '429 Too Many Requests');
    server.handleUpgrade(req, socket, head, (opened) => {
      count(address, 1);
      opened.once('close', () => count(address, -1));
      server.emit('connection', opened, req);
    });
  };
  return (req, socket, head) => {
    // Nobody else listens to this connection any more: one that fails would end the process.
    socket.on('error', () => socket.destroy());
    if (!/^\/graphql\/?(?:\?|$)/.test(req.url ?? '')) return turnAway(socket, '404 Not Found');
    if (ending.aborted || server.clients.size >= streams.perProcess)
      return turnAway(socket, '503 Service Unavailable');
    void admit(req, socket, head).catch(() => turnAway(socket, '503 Service Unavailable'));
  };
}

/** Answers who may not have a connection, and keeps none that its client leaves open. */
function turnAway(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Stands for the document of a stream, which graphql-ws looks at for its kind. */
const placeholder = parse('subscription { changes { sequence } }');

/** Resolves when the client's connection has taken the text; cuts it off when that takes too long. */
function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    const timer = setTimeout(() => {
      socket.close(...close.slow);
      socket.terminate();
    }, streams.slowMs);
    socket.send(text, (error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Resolves when the connection has taken the answer to a ping of the protocol itself. */
function pong(socket: WebSocket, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.pong(data, false, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Closes a connection of which a message could not be handled: its credential is no good, or it is a fault of ours. */
function refuse(socket: WebSocket, error: unknown): void {
  if (socket.readyState !== socket.OPEN) return;
  log.info({ error }, 'a message of a stream was refused');
  socket.close(...close.forbidden);
}

// How abuse is sent to a server, byte by byte where it must be, and what becomes of it in one short text.
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** A server that is abused, and what its abuser has. */
export interface Abused {
  readonly port: number;
  /** A key that is good. */
  readonly key: string;
  /** A good key of another app. */
  readonly otherKey: string;
  /** How long a client that takes nothing waits before it looks what came: longer than the server is patient. */
  readonly waitMs: number;
}

/** One request as it is meant by those who keep to the rules of HTTP. */
export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** How bytes are sent. */
export interface Sending {
  /** Sends this again and again, every so many milliseconds, until the server has had enough. */
  readonly drip?: readonly [text: string, everyMs: number];
  /** Says that nothing more will come. */
  readonly end?: true;
  /** Resets the connection when everything was sent. */
  readonly reset?: true;
  /** Takes nothing of the answer before the server's patience must have ended. */
  readonly mute?: true;
  /** Goes away when so many answers have begun; without it the server must end the connection. */
  readonly answers?: number;
  /** Goes away after this time, and tells whether the server still held the connection. */
  readonly leaveOpen?: true;
}

const statusLine = /HTTP\/1\.1 (\d{3}) /g;

/**
 * Sends bytes over a connection of their own.
 *
 * Returns the statuses of all that was answered with the first rule or code that is told, `cut` where a connection ended
 * without an answer or in the middle of one, `reset` where the client did that, and `… open` where it is still open.
 */
export async function wire(
  { port, waitMs }: Abused,
  pieces: readonly (string | Buffer)[],
  { drip, end, reset, mute, answers, leaveOpen }: Sending = {},
): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const came: Buffer[] = [];
  const gone = new Promise<void>((resolve) =>
    socket
      .on('error', () => {})
      .once('close', () => resolve())
      .once('end', () => {
        socket.destroy();
        resolve();
      }),
  );
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  const text = (): string => Buffer.concat(came).toString('latin1');
  if (mute) socket.pause();
  else
    socket.on('data', (chunk: Buffer) => {
      came.push(chunk);
      if (answers !== undefined && statusesIn(text()).length >= answers && isWhole(text())) socket.destroy();
    });
  for (const piece of pieces) socket.write(piece);
  if (end) socket.end();
  const dripping = drip && setInterval(() => socket.writable && socket.write(drip[0]), drip[1]);
  if (reset) {
    await new Promise<void>((resolve) => socket.write('', () => resolve()));
    socket.resetAndDestroy();
    return 'reset';
  }
  if (mute) {
    await pause(waitMs);
    socket.on('data', (chunk: Buffer) => came.push(chunk));
    socket.resume();
  }
  const closed = leaveOpen ? await Promise.race([gone.then(() => true), pause(waitMs, false)]) : await gone;
  clearInterval(dripping);
  socket.destroy();
  const told = outcomeOf(text());
  if (closed === false) return `${told} open`;
  return mute && !isWhole(text()) ? 'cut' : told;
}

function statusesIn(text: string): readonly string[] {
  return [...text.matchAll(statusLine)].map(([, status]) => status!);
}

/** Whether the last answer came to its end. */
function isWhole(text: string): boolean {
  const last = text.slice(text.lastIndexOf('HTTP/1.1 '));
  const head = last.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /^content-length: (\d+)/im.exec(last.slice(0, head));
  if (length) return last.length - head - 4 >= Number(length[1]);
  return !/^transfer-encoding: chunked/im.test(last.slice(0, head)) || last.endsWith('\r\n0\r\n\r\n');
}

/** `400 limit-depth`, `200`, or `200 ×100`; `cut` where nothing came. */
function outcomeOf(text: string): string {
  const statuses = statusesIn(text);
  if (statuses.length === 0) return 'cut';
  const [first] = statuses;
  const same = statuses.length > 1 && statuses.every((one) => one === first);
  const told = /"rule":"([^"]+)"/.exec(text) ?? /"(?:code|error)":"([^"]+)"/.exec(text);
  return [same ? `${first} ×${statuses.length}` : statuses.join(' '), ...(told ? [told[1]!] : [])].join(' ');
}

/** The bytes of a request. */
export function bytesOf({
  method = 'GET',
  path = '/',
  headers = {},
  body,
}: Asked): readonly (string | Buffer)[] {
  const content = body === undefined ? undefined : Buffer.from(body as string);
  const lines = Object.entries({
    Host: 'abuse',
    ...(content ? { 'Content-Length': String(content.length) } : {}),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return [`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, ...(content ? [content] : [])];
}

/** Asks once. */
export function ask(at: Abused, asked: Asked): Promise<string> {
  return wire(at, bytesOf(asked), { answers: 1 });
}

/** How a WebSocket is opened. */
export interface Opening {
  readonly path?: string;
  readonly protocol?: string;
  readonly key?: string;
  /** What is sent when it is open: texts, or bytes that are put onto the connection as they are. */
  readonly messages?: readonly (string | Buffer)[];
}

/** Opens a WebSocket; returns `closed 4400` with the code by which it was closed, or `refused 400`. */
export function webSocket(
  { port }: Abused,
  { path = '/graphql', protocol = 'graphql-transport-ws', messages = [] }: Opening,
): Promise<string> {
  const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocol);
  return new Promise((resolve) => {
    client.once('unexpected-response', (_request, { statusCode }) => {
      resolve(`refused ${statusCode}`);
      client.terminate();
    });
    client.on('error', () => {});
    client.once('close', (code) => resolve(`closed ${code}`));
    client.once('open', () => {
      for (const message of messages)
        if (typeof message === 'string') client.send(message);
        else (client as unknown as { readonly _socket: Socket })._socket.write(message);
    });
    client.on('message', (data) => {
      // What is refused as an answer does not end the connection.
      const { type, payload } = JSON.parse((data as Buffer).toString()) as {
        type: string;
        payload?: unknown;
      };
      if (type !== 'error') return;
      const told =
        /"rule":"([^"]+)"/.exec(JSON.stringify(payload)) ?? /"code":"([^"]+)"/.exec(JSON.stringify(payload));
      resolve(`error ${told?.[1]}`);
      client.terminate();
    });
  });
}

/** One way to abuse a server. */
export interface Abuse {
  readonly name: string;
  /** What becomes of it: statuses with the first rule or code, `cut`, `closed 4400`; as `abusing.ts` tells it. */
  readonly outcome: string;
  readonly by: (at: Abused) => Promise<string>;
}

/** What a document takes. */
export type Values = Readonly<Record<string, unknown>>;

/** One of them. */
export const abuse = (name: string, outcome: string, by: Abuse['by']): Abuse => ({ name, outcome, by });

/** The header of a body in JSON. */
export const json = { 'Content-Type': 'application/json' };
/** The header with a good key. */
export const bearer = ({ key }: Pick<Abused, 'key'>): Readonly<Record<string, string>> => ({
  Authorization: `Bearer ${key}`,
});

/** Asks the graph as nobody. */
export const graph = (name: string, outcome: string, query: string, variables?: Values): Abuse =>
  body(name, outcome, JSON.stringify({ query, variables }));

/** Sends a body to the graph. */
export function body(
  name: string,
  outcome: string,
  content: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Abuse {
  return http(name, outcome, {
    method: 'POST',
    path: '/graphql',
    headers: { ...json, ...headers },
    body: content,
  });
}

/** Asks anything of HTTP, as nobody or with the good key. */
export function http(name: string, outcome: string, asked: Asked, named?: 'with a key'): Abuse {
  return abuse(name, outcome, (at) =>
    ask(at, named ? { ...asked, headers: { ...bearer(at), ...asked.headers } } : asked),
  );
}

/** Sends bytes that are no request as it should be. */
export const bytes = (name: string, outcome: string, ...pieces: readonly (string | Buffer)[]): Abuse =>
  abuse(name, outcome, (at) => wire(at, pieces));

/** Opens a WebSocket. */
export const socket = (name: string, outcome: string, opening: Opening): Abuse =>
  abuse(name, outcome, (at) => webSocket(at, opening));

/** Does the same so many times at once; the outcomes are told together. */
export async function flood(count: number, one: (i: number) => Promise<string>): Promise<string> {
  const told = await Promise.all(Array.from({ length: count }, (_, i) => one(i)));
  return [...new Set(told)].toSorted().join(', ');
}

/** Pieces of a text. */
export const many = (count: number, make: (i: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(between);
/** A selection so deep. */
export const nested = (levels: number): string =>
  levels === 0 ? 'name' : `parent { ${nested(levels - 1)} }`;

/** A stream of an office's changes from the first on. */
export const subscription = 'subscription { changes(office: 990101, after: "0") { sequence } }';

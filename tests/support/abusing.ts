// How abuse is sent to a server, byte by byte where it must be, and what becomes of it in one short text.
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A server that is abused, and what its abuser has. */
export interface Abused {
  readonly port: number;
  /** A key that is good. */
  readonly key: string;
  /** A good key of another app. */
  readonly otherKey: string;
  /** How long a client waits that wants to see whether it is let be: longer than the server is patient with any other. */
  readonly waitMs: number;
  /** Resolves when the server has the head of what came from a port of this machine. */
  readonly reached: (from: number) => Promise<unknown>;
  /** Resolves when the server has given up a connection from a port, which its client left or which the server must end. */
  readonly ended: (from: number, by: 'client' | 'server') => Promise<unknown>;
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
  /** Resets the connection as soon as the server has the head of what was sent. */
  readonly reset?: true;
  /** Takes nothing of the answer before the server has given the connection up. */
  readonly mute?: true;
  /** Goes away when so many answers are there; without it the server must end the connection. */
  readonly answers?: number;
  /** Goes away after this, and tells whether the server still held the connection; it is called when an answer begins. */
  readonly hold?: () => Promise<unknown>;
}

const statusLine = /HTTP\/1\.1 (\d{3}) /g;

/**
 * Sends bytes over a connection of their own.
 *
 * Returns the statuses of all that was answered with the first rule or code that is told, `cut` where a connection ended
 * without an answer or in the middle of one, `reset` where the client did that, and `… open` where it is still open.
 */
export async function wire(
  at: Abused,
  pieces: readonly (string | Buffer)[],
  { drip, end, reset, mute, answers, hold }: Sending = {},
): Promise<string> {
  const socket = connect({ port: at.port, host: '127.0.0.1', allowHalfOpen: true });
  const came: Buffer[] = [];
  let begun: () => void;
  const answered = new Promise<void>((resolve) => (begun = resolve));
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
  const from = socket.localPort!;
  const text = (): string => Buffer.concat(came).toString('latin1');
  let [size, enough] = [0, 0];
  const take = (chunk: Buffer): void => {
    came.push(chunk);
    size += chunk.length;
    begun();
    // An answer of megabytes is looked at when it is there, and not with every piece of it.
    if (answers === undefined || size < enough) return;
    const there = text();
    enough = lengthOf(there) ?? 0;
    if (statusesIn(there).length >= answers && isWhole(there)) socket.destroy();
  };
  if (mute) socket.pause();
  else socket.on('data', take);
  for (const piece of pieces) socket.write(piece);
  if (end) socket.end();
  const dripping = drip && setInterval(() => socket.writable && socket.write(drip[0]), drip[1]);
  if (reset) {
    await at.reached(from);
    socket.resetAndDestroy();
    await at.ended(from, 'client');
    return 'reset';
  }
  if (mute) {
    await at.ended(from, 'server');
    socket.on('data', take).resume();
  }
  const held = hold && answered.then(hold).then(() => true);
  const isOpen = await Promise.race([gone.then(() => false), ...(held ? [held] : [])]);
  clearInterval(dripping);
  socket.destroy();
  await at.ended(from, 'client');
  const told = outcomeOf(text());
  if (isOpen && !isWhole(text())) return `${told} open`;
  return mute && !isWhole(text()) ? 'cut' : told;
}

function statusesIn(text: string): readonly string[] {
  return [...text.matchAll(statusLine)].map(([, status]) => status!);
}

/** How long it all is when the last answer has come, if that is told. */
function lengthOf(text: string): number | undefined {
  const start = text.lastIndexOf('HTTP/1.1 ');
  const end = text.indexOf('\r\n\r\n', start);
  if (start < 0 || end < 0) return undefined;
  const told = /^content-length: (\d+)/im.exec(text.slice(start, end));
  return told ? end + 4 + Number(told[1]) : undefined;
}

/** Whether the last answer came to its end. */
function isWhole(text: string): boolean {
  const last = text.slice(text.lastIndexOf('HTTP/1.1 '));
  const head = last.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = lengthOf(last);
  if (length !== undefined) return last.length >= length;
  return !/^transfer-encoding: chunked/im.test(last.slice(0, head)) || last.endsWith('\r\n0\r\n\r\n');
}

/** `400 limit-depth`, `200`, or `200 ×100`; `cut` where nothing came. */
function outcomeOf(text: string): string {
  const statuses = statusesIn(text);
  if (statuses.length === 0) return 'cut';
  const [first] = statuses;
  const same = statuses.length > 1 && statuses.every((one) => one === first);
  return [same ? `${first} ×${statuses.length}` : statuses.join(' '), toldIn(text)].join(' ').trimEnd();
}

/** The first rule that is told, or the first code; empty where neither is. */
function toldIn(text: string): string {
  return (/"rule":"([^"]+)"/.exec(text) ?? /"(?:code|error)":"([^"]+)"/.exec(text))?.[1] ?? '';
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
  /** What it says that it speaks; null where it says nothing. */
  readonly protocol?: string | null;
  /** What is sent when it is open: texts, or bytes that are put onto the connection as they are. */
  readonly messages?: readonly (string | Buffer)[];
  /** What is sent when the server has acknowledged it. */
  readonly acknowledged?: string;
}

/**
 * Opens a WebSocket; returns `closed 4400` with the code by which it was closed, `refused 400` where it was not opened, or
 * `error limit-depth` where a message was refused as an answer.
 */
export async function webSocket(
  { port, ended }: Abused,
  { path = '/graphql', protocol = 'graphql-transport-ws', messages = [], acknowledged }: Opening,
): Promise<string> {
  const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocol ?? []);
  let from = 0;
  const told = await new Promise<string>((resolve) => {
    client.once('unexpected-response', (_request, { statusCode, socket }) => {
      from = socket.localPort!;
      resolve(`refused ${statusCode}`);
    });
    client.on('error', () => {});
    client.once('close', (code) => resolve(`closed ${code}`));
    client.once('open', () => {
      const { _socket: connection } = client as unknown as { readonly _socket: Socket };
      from = connection.localPort!;
      for (const message of messages)
        if (typeof message === 'string') client.send(message);
        else connection.write(message);
    });
    client.on('message', (data) => {
      // What is refused as an answer does not end the connection.
      const { type, payload } = JSON.parse((data as Buffer).toString()) as {
        type: string;
        payload?: unknown;
      };
      if (type === 'connection_ack' && acknowledged !== undefined) client.send(acknowledged);
      if (type === 'error') resolve(`error ${toldIn(JSON.stringify(payload))}`);
    });
  });
  client.terminate();
  if (from !== 0) await ended(from, 'client');
  return told;
}

/** One way to abuse a server. */
export interface Abuse {
  readonly name: string;
  /** What becomes of it: statuses with the first rule or code, `cut`, `closed 4400`; as `abusing.ts` tells it. */
  readonly outcome: string;
  readonly by: (at: Abused) => Promise<string>;
  /** Whether it ends only when the server loses its patience. */
  readonly waits?: true;
}

/** What a document takes. */
export type Values = Readonly<Record<string, unknown>>;

/** One of them. */
export const abuse = (name: string, outcome: string, by: Abuse['by']): Abuse => ({ name, outcome, by });
/** One that the server must lose its patience with. */
export const waiting = (one: Abuse): Abuse => ({ ...one, waits: true });

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

/** Does the same so many times at once; returns each outcome with how often it came, in the order of their texts. */
export async function flood(count: number, one: (i: number) => Promise<string>): Promise<string> {
  const told = await Promise.all(Array.from({ length: count }, (_, i) => one(i)));
  const kinds = [...new Set(told)].toSorted();
  return kinds.map((kind) => `${kind} ×${told.filter((each) => each === kind).length}`).join(', ');
}

/** Pieces of a text. */
export const many = (count: number, make: (i: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(between);
/** A selection so deep. */
export const nested = (levels: number): string =>
  levels === 0 ? 'name' : `parent { ${nested(levels - 1)} }`;

/** A stream of an office's changes from the first on. */
export const subscription = 'subscription { changes(office: 990101, after: "0") { sequence } }';

// Abuse of places beside the graph, of the wire and of its streams: each by its name, with exactly what becomes of it.
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { getIntrospectionQuery } from 'graphql';
import { ZipFile } from 'yazl';
import { files, limits, sheets, streams as sizes } from '../../src/kernel/config.js';
import {
  abuse,
  ask,
  bearer,
  bytes,
  bytesOf,
  flood,
  http,
  json,
  many,
  nested,
  socket,
  subscription,
  waiting,
  wire,
  type Abuse,
  type Abused,
} from './abusing.js';

const init = JSON.stringify({ type: 'connection_init' });
const subscribe = (query: string): string =>
  JSON.stringify({ id: '1', type: 'subscribe', payload: { query } });
const head = 'POST /graphql HTTP/1.1\r\nHost: abuse\r\nContent-Type: application/json\r\n';

let packed: Promise<Buffer> | undefined;

/** A workbook that is small until it is unpacked; packed once, because it is the server that is to work. */
const bomb = (): Promise<Buffer> => (packed ??= pack());

async function pack(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(sheets.unpackedBytes + 1, ' '), 'xl/workbook.xml');
  zip.end();
  return buffer(zip.outputStream as Readable);
}
const upload = '/files?division=990101&kind=INVOICE&fileName=x.jpg&dryRun=true';
const tables = '/imports?operation=createOrganization&dryRun=true';

const places: readonly Abuse[] = [
  http(
    'a document of another name',
    '404 trusted-document-exists',
    { path: '/q/nothing.json' },
    'with a key',
  ),
  http('a document in a form that there is not', '404 NOT_FOUND', { path: '/q/abused.exe' }, 'with a key'),
  http(
    'arguments that a document does not declare',
    '400 trusted-document-variable',
    { path: '/q/abused.json?nothing=1' },
    'with a key',
  ),
  http(
    'an argument that is an object',
    '400 trusted-document-variable',
    { path: '/q/abused.json?first[x]=1' },
    'with a key',
  ),
  http(
    'an argument of the wrong kind',
    '400 BAD_REQUEST',
    { path: '/q/abused.json?first=many' },
    'with a key',
  ),
  http(
    'a cursor in an address that was forged',
    '400 cursor-of-this-list',
    { path: '/q/abused.csv?cursor=forged' },
    'with a key',
  ),
  http('a path that climbs', '404 NOT_FOUND', { path: '/files/../../../etc/passwd' }),
  http(
    'a path that climbs in disguise',
    '404 NOT_FOUND',
    { path: '/documents/..%2f..%2fetc%2fpasswd.html' },
    'with a key',
  ),
  http('a path that is not encoded as paths are', '400 BAD_REQUEST', { path: '/files/%E0%A4%A' }),
  http('a path with a zero in it', '404 NOT_FOUND', { path: '/q/a%00.json' }, 'with a key'),
  http('the books of an office that is not one', '404 NOT_FOUND', { path: '/ledger/-1/vouchers/1.zip' }),
  http(
    'an export that never was',
    '404 NOT_FOUND',
    { path: '/exports/bex_990101_00000000-0000-7000-8000-000000000000' },
    'with a key',
  ),
  http('an upload by nobody', '401 UNAUTHENTICATED', { method: 'POST', path: upload, body: 'x' }),
  http(
    'an upload that says it is too large',
    '413 file-within-its-limit',
    { method: 'POST', path: upload, headers: { 'Content-Length': String(files.bytes + 1) }, body: 'x' },
    'with a key',
  ),
  http(
    'an upload in parts',
    '415 file-arrives-as-it-is',
    {
      method: 'POST',
      path: upload,
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: '--x--',
    },
    'with a key',
  ),
  http(
    'an upload that is no kind of file',
    '415 file-type-is-accepted',
    { method: 'POST', path: upload, body: '#!/bin/sh\n' },
    'with a key',
  ),
  abuse('a workbook that grows a thousandfold', '422 uploaded-table-within-limits', async (at) =>
    ask(at, { method: 'POST', path: tables, headers: bearer(at), body: await bomb() }),
  ),
  http(
    'a workbook that is none',
    '422 uploaded-table-is-readable',
    { method: 'POST', path: tables, body: 'PK\u0003\u0004 and nothing more' },
    'with a key',
  ),
  http(
    'a table that is too large',
    '413 file-within-its-limit',
    { method: 'POST', path: tables, body: Buffer.alloc(sheets.fileBytes + 1, 'x') },
    'with a key',
  ),
];

const wires: readonly Abuse[] = [
  bytes(
    'a length and chunks both',
    '400',
    `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: abuse\r\n\r\n`,
  ),
  bytes('two lengths', '400', `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}`),
  bytes(
    'chunks that are not the last encoding',
    '400',
    `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  ),
  bytes('a length below zero', '400', `${head}Content-Length: -1\r\n\r\n{}`),
  bytes('a chunk without a size', '400', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  bytes(
    'a name of a header with a space',
    '400',
    'GET /health/live HTTP/1.1\r\nHost: abuse\r\nContent-Length : 4\r\n\r\n',
  ),
  bytes(
    'a header that breaks its line',
    '400',
    'GET /health/live HTTP/1.1\r\nHost: abuse\r\nX: a\rContent-Length: 4\r\n\r\n',
  ),
  bytes('no host', '400', 'GET /health/live HTTP/1.1\r\n\r\n'),
  bytes('another protocol', '400', Buffer.from('160301020001000001fc0303', 'hex')),
  bytes('a later version of the protocol', '400', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  bytes('a huge address', '431', `GET /${'x'.repeat(limits.headerBytes)} HTTP/1.1\r\nHost: abuse\r\n\r\n`),
  bytes(
    'a huge header',
    '431',
    `GET / HTTP/1.1\r\nHost: abuse\r\nX: ${'x'.repeat(limits.headerBytes)}\r\n\r\n`,
  ),
  bytes(
    'too many headers',
    '431',
    `GET / HTTP/1.1\r\nHost: abuse\r\n${many(3_000, (i) => `X${i}: ${i}\r\n`, '')}\r\n`,
  ),
  waiting(
    abuse('a head that comes a byte at a time', '408', (at) =>
      wire(at, ['GET / HTTP/1.1\r\nX: '], { drip: ['x', 100] }),
    ),
  ),
  waiting(
    abuse('a body that comes a byte at a time', '408', (at) =>
      wire(at, [`${head}Content-Length: 10000\r\n\r\n`], { drip: ['x', 100] }),
    ),
  ),
  waiting(
    abuse('a body that comes a byte at a time, for a stream', '408', (at) =>
      wire(at, [`${head.replace('/graphql', '/graphql/stream')}Content-Length: 10000\r\n\r\n`], {
        drip: ['x', 100],
      }),
    ),
  ),
  waiting(
    abuse('a form that comes a byte at a time', '408', (at) =>
      wire(
        at,
        [
          'POST /oauth/token HTTP/1.1\r\nHost: abuse\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\n',
        ],
        { drip: ['x', 100] },
      ),
    ),
  ),
  waiting(
    abuse('a body that does not come, for a place that takes none', '404 NOT_FOUND', (at) =>
      wire(at, ['POST /nowhere HTTP/1.1\r\nHost: abuse\r\nContent-Length: 9\r\n\r\n']),
    ),
  ),
  waiting(abuse('a connection on which nothing is said', '408', (at) => wire(at, []))),
  abuse('a connection that is half closed in the middle of a head', '400', (at) =>
    wire(at, ['GET / HTTP/1.1\r\nHost'], { end: true }),
  ),
  abuse('a connection that is half closed in the middle of a body', '400', (at) =>
    wire(at, [`${head}Content-Length: 100\r\n\r\n{`], { end: true }),
  ),
  abuse('a connection that is reset in the middle of a body', 'reset', (at) =>
    wire(at, [`${head}Content-Length: 100\r\n\r\n{`], { reset: true }),
  ),
  abuse('a client that goes away before its answer', 'reset', (at) =>
    wire(
      at,
      bytesOf({
        method: 'POST',
        path: '/graphql',
        headers: json,
        body: JSON.stringify({ query: getIntrospectionQuery() }),
      }),
      { reset: true },
    ),
  ),
  abuse('a hundred requests at once on one connection', '200 ×100', (at) =>
    wire(
      at,
      Array.from({ length: 100 }, () => 'GET /health/live HTTP/1.1\r\nHost: abuse\r\n\r\n'),
      { answers: 100 },
    ),
  ),
  waiting(
    abuse('answers of the graph that nobody takes', 'cut', (at) =>
      wire(
        at,
        Array.from({ length: 6 }, () =>
          bytesOf({
            method: 'POST',
            path: '/graphql',
            headers: json,
            body: JSON.stringify({ query: getIntrospectionQuery() }),
          }),
        ).flat(),
        { mute: true },
      ),
    ),
  ),
  waiting(
    abuse('pages that nobody takes', 'cut', (at) =>
      wire(
        at,
        Array.from({ length: 12 }, () => 'GET /graphiql HTTP/1.1\r\nHost: abuse\r\n\r\n'),
        { mute: true },
      ),
    ),
  ),
];

const upgrade = (path: string, more: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: abuse\r\nConnection: Upgrade\r\nUpgrade: ${more}\r\n\r\n`;

/** Opens a stream, which is open until that is over. */
const stream = (at: Abused, key: string, hold: () => Promise<unknown>): Promise<string> => {
  const path = `/graphql/stream?query=${encodeURIComponent(subscription)}`;
  return wire(at, bytesOf({ path, headers: { ...bearer({ key }), Connection: 'close' } }), { hold });
};

/** Streams that are all open until each of them was answered. */
function streams(at: Abused, count: number): Promise<string> {
  let left = count;
  let all: () => void;
  const answered = new Promise<void>((resolve) => (all = resolve));
  return flood(count, () =>
    stream(at, at.key, () => {
      if ((left -= 1) === 0) all();
      return answered;
    }),
  );
}

const sockets: readonly Abuse[] = [
  abuse('a wish for another protocol', '200', (at) =>
    wire(at, [upgrade('/health/live', 'h2c')], { answers: 1 }),
  ),
  bytes('an upgrade at another place', '404', upgrade('/health/live', 'websocket')),
  abuse('an upgrade at another place by a client that is gone', 'reset', (at) =>
    wire(at, [upgrade('/health/live', 'websocket')], { reset: true }),
  ),
  bytes('an upgrade without a key', '400', upgrade('/graphql', 'websocket\r\nSec-WebSocket-Version: 13')),
  bytes(
    'an upgrade to a version that never was',
    '400',
    upgrade(
      '/graphql',
      'websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ),
  ),
  socket('a WebSocket elsewhere', 'refused 404', { path: '/nowhere' }),
  socket('a WebSocket that does not say what it speaks', 'closed 4406', { protocol: null }),
  waiting(socket('a WebSocket on which nothing is said', 'closed 4408', {})),
  socket('a message that is none', 'closed 4400', { messages: ['nothing'] }),
  socket('a message that is too large', 'closed 1009', { messages: ['x'.repeat(limits.bodyBytes + 1)] }),
  socket('a message before saying who one is', 'closed 4401', { messages: [subscribe(subscription)] }),
  socket('saying twice who one is', 'closed 4429', { messages: [init, init] }),
  socket('a frame without a mask', 'closed 1002', { messages: [Buffer.from([0x81, 0x01, 0x41])] }),
  socket('a frame of a kind that there is not', 'closed 1002', {
    messages: [Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
  }),
  socket('a query on a WebSocket', 'error stream-takes-subscriptions', {
    messages: [init],
    acknowledged: subscribe('{ viewer { subject } }'),
  }),
  socket('a document that is too deep, on a WebSocket', 'error limit-depth', {
    messages: [init],
    acknowledged: subscribe(`{ division(code: "510117") { ${nested(limits.depth)} } }`),
  }),
  http('a stream by another method', '405 change-over-a-stream', { method: 'PUT', path: '/graphql/stream' }),
  http('a stream of a query', '400 stream-takes-subscriptions', {
    path: `/graphql/stream?query=${encodeURIComponent('{ viewer { subject } }')}`,
  }),
  http('a stream of a document that was never registered', '400 trusted-document-exists', {
    method: 'POST',
    path: '/graphql/stream',
    headers: json,
    body: JSON.stringify({ documentId: `sha256:${'0'.repeat(64)}` }),
  }),
  http('a stream of nothing', '400 change-over-a-stream', { path: '/graphql/stream' }),
  http('a stream of a document that is too large', '413 limit-body', {
    method: 'POST',
    path: '/graphql/stream',
    headers: json,
    body: `{"query":"${' '.repeat(limits.bodyBytes)}"}`,
  }),
  http('a stream of JSON that is broken', '400 BAD_REQUEST', {
    method: 'POST',
    path: '/graphql/stream',
    headers: json,
    body: '{',
  }),
  waiting(
    abuse('a stream that is left open is let be', '200 open', (at) =>
      stream(at, at.otherKey, () => pause(at.waitMs)),
    ),
  ),
  abuse('more streams than an app may have', `200 open ×${sizes.perApp}, 429 limit-streams ×5`, (at) =>
    streams(at, sizes.perApp + 5),
  ),
];

/** All of these. */
export const abusesOfTheWire: readonly Abuse[] = [...places, ...wires, ...sockets];

// Abuse: what is made to hurt is refused or cut, each exactly as it should be, while others get their answers as ever.
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { graphqlSync, parse } from 'graphql';
import { WebSocket } from 'ws';
import { budgets, files, keptDocuments, limits, queue, streams } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { ensureDemoKeys, readDemoKeys, type DemoRole } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import { keepDocuments } from '../../src/server/kept-documents.js';
import { Turns, turnsOf } from '../../src/server/turns.js';
import { abusedDocument, abuses } from '../support/abuses.js';
import { bearer, bytesOf, subscription, wire, type Abuse, type Abused } from '../support/abusing.js';
import { changed, dump } from '../support/dump.js';
import { usePlatform } from '../support/platform.js';
import { watched } from '../support/watched.js';

/** How long an abuse may go on: far longer than any of the times that end one. */
const patienceMs = 20_000;
/** So many at once: they are told apart by what they do and not by what the others leave of the processor. */
const atOnce = 6;

const t = usePlatform('seeded');
let dataDir: string;
let keys: Readonly<Record<DemoRole, string>>;
const servers: Server[] = [];
const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);
const before = process.env['GONGZHI_DATA_DIR'];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-abuse-'));
  process.env['GONGZHI_DATA_DIR'] = dataDir;
  await ensureDemoKeys(t.pool, dataDir);
  keys = await readDemoKeys(dataDir);
  process.on('uncaughtException', note).on('unhandledRejection', note);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  process.off('uncaughtException', note).off('unhandledRejection', note);
  await t.platform.events.close();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  if (before === undefined) delete process.env['GONGZHI_DATA_DIR'];
  else process.env['GONGZHI_DATA_DIR'] = before;
  await rm(dataDir, { recursive: true, force: true });
});

/** A server that can be abused; it reads its limits when it begins to listen. */
async function serve(): Promise<Abused> {
  const server = await listen(t.platform, 0, dataDir);
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  // Longer than nothing may pass on a connection where that is put down to moments.
  return { port, key: keys.district, otherKey: keys.street, waitMs: 3_000, ...watched(server) };
}

/** Asks as somebody who means well. */
async function askWell({ port, key }: Abused, query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  return [response.status, ((await response.json()) as { data?: unknown }).data];
}

/** What becomes of each, so many at once, while somebody who means well asks all the time and is answered as ever. */
async function outcomes(
  cases: readonly Abuse[],
  at: Abused,
  side: number,
): Promise<Readonly<Record<string, string>>> {
  const told = new Map<string, string>();
  const left = cases.values();
  const abuser = async (): Promise<void> => {
    for (const { name, by } of left) {
      told.set(name, await Promise.race([by(at), pause(patienceMs, 'never ended', { ref: false })]));
    }
  };
  let abused = true;
  const done = Promise.all(Array.from({ length: side }, abuser)).finally(() => (abused = false));
  do {
    const answer = await askWell(at, '{ division(code: "510117") { name } }');
    expect(answer).toEqual([200, { division: { name: '郫都区' } }]);
    await pause(10);
  } while (abused);
  await done;
  return Object.fromEntries(told);
}

const expected = (cases: readonly Abuse[]): Readonly<Record<string, string>> =>
  Object.fromEntries(cases.map(({ name, outcome }) => [name, outcome]));

test('each abuse comes to its end as it should, nobody else notices, and nothing is written', async () => {
  const at = await serve();
  const input = { ...abusedDocument, idempotencyKey: newId() };
  const registering = `mutation ($input: RegisterTrustedDocumentInput!) { registerTrustedDocument(input: $input) { userErrors { code } } }`;
  expect(await askWell(at, registering, { input })).toEqual([
    200,
    { registerTrustedDocument: { userErrors: [] } },
  ]);
  // What is told of that write gets its number now.
  await t.platform.events.look();
  const there = await dump(t.pool);
  const cases = abuses.filter(({ waits }) => !waits);
  expect(cases.length).toBeGreaterThanOrEqual(100);
  expect(await outcomes(cases, at, atOnce)).toEqual(expected(cases));
  expect(changed(there, await dump(t.pool))).toEqual([]);
  expect(uncaught).toEqual([]);
  for (const kind of ['requests', 'streams', 'uploads', 'documents', 'ledgers'] as const)
    expect(turnsOf(t.platform, kind).state).toEqual({ working: 0, waiting: 0 });
}, 60_000);

test('who takes his time is cut off when the time is over, and who only listens is not', async () => {
  // What takes half a minute is the same when it takes a moment.
  jest.replaceProperty(limits, 'requestTimeoutMs', 1_200 as never);
  jest.replaceProperty(limits, 'checkMs', 100 as never);
  jest.replaceProperty(limits, 'idleMs', 2_000 as never);
  jest.replaceProperty(streams, 'initMs', 500 as never);
  jest.replaceProperty(files, 'lingerMs', 300 as never);
  jest.replaceProperty(streams, 'heartbeatMs', 200 as never);
  const at = await serve();
  // Rendered once for all.
  await (await fetch(`http://127.0.0.1:${at.port}/graphiql`)).text();
  const cases = abuses.filter(({ waits }) => waits);
  expect(cases.length).toBeGreaterThanOrEqual(8);
  expect(await outcomes(cases, at, cases.length)).toEqual(expected(cases));
  expect(uncaught).toEqual([]);
  for (const kind of ['requests', 'streams', 'uploads', 'documents', 'ledgers'] as const)
    expect(turnsOf(t.platform, kind).state).toEqual({ working: 0, waiting: 0 });
  expect((await fetch(`http://127.0.0.1:${at.port}/health/ready`)).status).toBe(200);
}, 60_000);

/** Whether a stream is given, and taken back at once. */
const streamed = (at: Abused): Promise<string> =>
  wire(
    at,
    bytesOf({
      path: `/graphql/stream?query=${encodeURIComponent(subscription)}`,
      headers: { ...bearer(at), Connection: 'close' },
    }),
    { hold: () => Promise.resolve() },
  );

/** Opens a WebSocket. @returns it when it is open; the status by which it was refused otherwise */
async function opened({ port, key }: Abused): Promise<WebSocket | number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
    headers: bearer({ key }),
  });
  socket.on('error', () => {});
  return Promise.race([
    once(socket, 'open').then(() => socket),
    new Promise<number | undefined>((resolve) =>
      socket.once('unexpected-response', (_req, { statusCode }) => resolve(statusCode)),
    ),
  ]);
}

test('a stream that is given up before it begins leaves its place to others', async () => {
  jest.replaceProperty(streams, 'perApp', 1 as never);
  const at = await serve();
  const request = bytesOf({
    path: `/graphql/stream?query=${encodeURIComponent(subscription)}`,
    headers: bearer(at),
  });
  // Until the server has heard of the last end.
  const soon = async (): Promise<string> => {
    let told = '';
    for (let i = 0; i < 100 && told !== '200 open'; i += 1) told = await streamed(at);
    return told;
  };
  for (let i = 0; i < 3; i += 1) expect(await wire(at, request, { reset: true })).toBe('reset');
  expect(await soon()).toBe('200 open');
  const socket = (await opened(at)) as WebSocket;
  const acknowledged = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await acknowledged;
  for (const id of ['1', '2', '3']) {
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: subscription } }));
    socket.send(JSON.stringify({ id, type: 'complete' }));
  }
  const known = once(socket, 'message');
  socket.send(JSON.stringify({ id: '4', type: 'subscribe', payload: { query: '{ viewer { app } }' } }));
  await known;
  socket.terminate();
  await once(socket, 'close');
  expect(await soon()).toBe('200 open');
});

test('an address has so many WebSockets, and who does not take the answers to what it sends is cut off', async () => {
  jest.replaceProperty(streams, 'perAddress', 2 as never);
  jest.replaceProperty(streams, 'onTheirWay', 5 as never);
  const at = await serve();
  const first = (await opened(at)) as WebSocket;
  // Nothing that is written to the second connection leaves it once it is open.
  servers.at(-1)!.once('upgrade', (_req, socket: Socket) => setImmediate(() => socket.cork()));
  const second = (await opened(at)) as WebSocket;
  expect(await opened(at)).toBe(429);
  const closed = once(second, 'close');
  for (let i = 0; i <= 5; i += 1) second.ping();
  expect((await closed)[0]).toBe(1006);
  const answered = once(first, 'pong');
  first.ping();
  await answered;
  first.terminate();
});

test('one who sends slowly does not have all the places for uploads', async () => {
  jest.replaceProperty(files.turns, 'workingOfPayer', 1 as never);
  const at = await serve();
  const path = '/imports?operation=createOrganization&dryRun=true';
  const upload = async (key: string): Promise<number> => {
    const options = { method: 'POST', headers: bearer({ key }), body: 'no table' };
    return (await fetch(`http://127.0.0.1:${at.port}${path}`, options)).status;
  };
  // Until the slow one is known, and until it is forgotten.
  const until = async (status: number): Promise<number> => {
    let told = 0;
    for (let i = 0; i < 100 && told !== status; i += 1) told = await upload(at.key);
    return told;
  };
  const slow = connect(at.port, '127.0.0.1').on('error', () => {});
  slow.write(bytesOf({ method: 'POST', path, headers: { ...bearer(at), 'Content-Length': '9' } })[0]!);
  expect(await until(503)).toBe(503);
  expect(await upload(at.otherKey)).toBe(422);
  slow.destroy();
  expect(await until(422)).toBe(422);
});

test('what is refused is paid for wherever it is asked, and readiness is asked of the database once for all', async () => {
  const at = await serve();
  const charged = jest.spyOn(t.platform.engine.budget, 'charge');
  const paid = async (path: string, body?: object): Promise<unknown> => {
    charged.mockClear();
    const { status } = await fetch(`http://127.0.0.1:${at.port}${path}`, {
      headers: { ...bearer(at), 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return [status, charged.mock.calls.map(([{ tenant }, cost]) => [tenant, cost])];
  };
  const fromTheApp = [[990_101, budgets.refused]];
  expect(await paid('/graphql/stream', { query: '{ nothing }' })).toEqual([400, fromTheApp]);
  expect(await paid('/graphql', { query: '{ nothing }' })).toEqual([400, fromTheApp]);
  expect(await paid('/q/nothing.json')).toEqual([404, fromTheApp]);
  // Who shows a secret is nobody before it is known to be his.
  expect(await paid('/oauth/token', {})).toEqual([400, [[0, budgets.refused]]]);
  const slowly: unknown = () => pause(200, { rows: [] });
  const asked = jest.spyOn(t.pool, 'query').mockImplementation(slowly as never);
  const ready = await Promise.all(
    Array.from({ length: 10 }, () => fetch(`http://127.0.0.1:${at.port}/health/ready`)),
  );
  expect(ready.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(asked.mock.calls.filter(([text]) => (text as unknown) === 'SELECT 1').length).toBeLessThan(10);
});

test('who asks much waits for himself, and makes room for who asks little', async () => {
  const turns = new Turns(queue);
  const payer = (key: string): { tenant: number; key: string } => ({ tenant: 0, key });
  const busy = Array.from({ length: queue.workingOfPayer + queue.waiting }, () => turns.take(payer('busy')));
  expect(turns.state).toEqual({ working: queue.workingOfPayer, waiting: queue.waiting });
  // There are turns left for others, though not for him.
  expect(await turns.take(payer('busy'))).toBeNull();
  const others = await Promise.all(
    Array.from({ length: queue.working - queue.workingOfPayer }, (_, i) => turns.take(payer(`other ${i}`))),
  );
  expect(turns.state).toEqual({ working: queue.working, waiting: queue.waiting });
  const late = turns.take(payer('late'));
  // The last of those who came for him has no place any more; whoever comes late is next but one.
  expect(await busy.at(-1)).toBeNull();
  expect(turns.state).toEqual({ working: queue.working, waiting: queue.waiting });
  const [first, second] = await Promise.all(busy.slice(0, 2));
  first!();
  expect(await busy[queue.workingOfPayer]).not.toBeNull();
  second!();
  const lateTurn = await late;
  expect(lateTurn).not.toBeNull();
  lateTurn!();
  for (const end of others) end!();
  for (const one of busy) (await one)?.();
  expect(turns.state).toEqual({ working: 0, waiting: 0 });
});

test('an answer about the schema is the same when it is made and when it is kept', async () => {
  const at = await serve();
  const source = 'query ($name: String!) { __type(name: $name) { name fields { name type { name } } } }';
  const type = async (name: string): Promise<unknown> => {
    const [status, data] = (await askWell(at, source, { name })) as [number, { __type: unknown }];
    return [status, data.__type];
  };
  const schema = t.platform.schema('INTERNAL');
  const expectedOf = (name: string): unknown =>
    (graphqlSync({ schema, source, variableValues: { name } }).data as { __type: unknown }).__type;
  for (const name of ['Viewer', 'Division', 'Viewer', 'Nothing', 'Division', 'Nothing'])
    expect(await type(name)).toEqual([200, expectedOf(name)]);
  expect(expectedOf('Viewer')).toMatchObject({ name: 'Viewer' });
});

test('documents are kept only as heavy together as memory allows', () => {
  const kept = keepDocuments();
  const fields = Array.from({ length: 3_900 }, (_, i) => `f${i}`).join(' ');
  for (let i = 0; i < 40; i += 1) kept.set(`${i}`, parse(`{ viewer${i} { ${fields} } }`));
  expect(kept.size).toBeLessThan(25);
  expect(kept.has('39')).toBe(true);
  expect(kept.calculatedSize).toBeLessThanOrEqual(keptDocuments.bytes);
  kept.set('long', parse(`{ viewer(name: "${'x'.repeat(keptDocuments.bytes)}") }`));
  expect(kept.has('long')).toBe(false);
});

// Streams of events over WebSocket and SSE, with the clients of others: nothing is lost and nothing comes twice.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { setClock } from '../../src/kernel/clock.js';
import { events as eventLimits, streams } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { removeOldEvents } from '../../src/platform/outbox/retention.js';
import { streamOf } from '../../src/server/changes.js';
import { listen } from '../../src/server/http.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { useDatabase } from '../support/database.js';
import { demoCaller } from '../support/platform.js';

const database = useDatabase('seeded');
const office = 990_101;
/** Two servers on one database. */
const servers: { platform: Platform; server: Awaited<ReturnType<typeof listen>> }[] = [];
let dataDir: string;
let keys: Readonly<Record<string, string>>;
let organization: string;
/** Numbers of events that nobody sees. */
const hidden: number[] = [];
let restoreClock: () => void = () => {};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-streams-'));
  for (let i = 0; i < 2; i += 1) {
    const platform = await openPlatform(database.url);
    if (i === 0) await ensureDemoKeys(platform.pool, dataDir);
    servers.push({ platform, server: await listen(platform, 0, dataDir) });
  }
  keys = await readDemoKeys(dataDir);
  const { data } = await servers[0]!.platform.run(
    { source: '{ organizations(first: 1, filter: { tenant: { eq: 990101 } }) { nodes { id } } }' },
    demoCaller('district'),
  );
  organization = (data as { organizations: { nodes: { id: string }[] } }).organizations.nodes[0]!.id;
}, 60_000);
afterEach(() => {
  jest.restoreAllMocks();
  restoreClock();
});
afterAll(async () => {
  for (const { platform, server } of servers) {
    await platform.events.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await platform.close();
  }
  await rm(dataDir, { recursive: true, force: true });
});

/** Writes events as a write leaves them behind, by one of the servers. */
async function write(count: number, by = 0, objects: readonly string[] = [organization]): Promise<void> {
  await database.query(
    `INSERT INTO "OutboxEvent" ("tenant", "id", "type", "at", "objects", "operation", "idempotencyKey", "requestId")
     SELECT ${office}, id::uuid, 'organizations.organization.created', now(), $2::text[], 'createOrganization', id, id::uuid
     FROM unnest($1::text[]) AS id`,
    [Array.from({ length: count }, () => newId()), objects],
  );
  await servers[by]!.platform.events.look();
}

async function head(): Promise<number> {
  const rows = await database.query<{ sequence: string }>(
    `SELECT "sequence"::text FROM "EventHead" WHERE "tenant" = ${office}`,
  );
  return Number(rows[0]?.sequence ?? 0);
}

const portOf = (by: number): number => (servers[by]!.server.address() as AddressInfo).port;
const query = `subscription ($after: BigInt) { changes(office: ${office}, after: $after) { sequence type objects { id } gap { from to } } }`;

interface Told {
  readonly sequence: string;
  readonly type: string;
  readonly gap: unknown;
}
interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}
interface Client {
  iterate(payload: object): AsyncIterableIterator<Result>;
  dispose(): unknown;
}

const authorization = (): string => `Bearer ${keys['district']}`;

const clients: Readonly<Record<'ws' | 'sse', (by: number) => Client>> = {
  ws: (by) =>
    createWsClient({
      url: `ws://127.0.0.1:${portOf(by)}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: authorization() },
      retryAttempts: 0,
    }) as unknown as Client,
  sse: (by) =>
    createSseClient({
      url: `http://127.0.0.1:${portOf(by)}/graphql/stream`,
      headers: () => ({ authorization: authorization() }),
      retryAttempts: 0,
    }),
};

/** What a client is told until it has so many messages, and then goes away. */
async function take(client: Client, count: number, after: number): Promise<readonly Told[]> {
  const told: Told[] = [];
  try {
    for await (const { data, errors } of client.iterate({ query, variables: { after: String(after) } })) {
      expect(errors).toBeUndefined();
      told.push((data as { changes: Told }).changes);
      if (told.length >= count) break;
    }
  } finally {
    await client.dispose();
  }
  return told;
}

const numbersOf = (told: readonly Told[]): readonly number[] => told.map(({ sequence }) => Number(sequence));
const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

test.each(['ws', 'sse'] as const)(
  'over %s what is there comes first, then each event as it is written at another server, and nothing that is hidden',
  async (kind) => {
    await write(2);
    const before = (await head()) - 2;
    const telling = take(clients[kind](0), 4, before);
    hidden.push(before + 3);
    await write(1, 1, ['org_990101_00000000-0000-7000-8000-000000000000']);
    await write(2, 1);
    expect(numbersOf(await telling)).toEqual([before + 1, before + 2, before + 4, before + 5]);
  },
);

test('a thousand events of two servers reach a reader that comes and goes, by both protocols, each once and in order', async () => {
  const before = await head();
  const writing = (async () => {
    for (let i = 0; i < 20; i += 1) await Promise.all([write(25, 0), write(25, 1)]);
  })();
  const read: number[] = [];
  for (let turn = 0; read.length < 1_000; turn += 1) {
    const kind = turn % 2 === 0 ? 'ws' : 'sse';
    // Pieces of very different sizes, the same in every run.
    const count = Math.min(1_000 - read.length, 1 + ((turn * 97) % 211));
    read.push(...numbersOf(await take(clients[kind](turn % 3 === 0 ? 0 : 1), count, before + read.length)));
  }
  await writing;
  expect(read).toEqual(upTo(before + 1, before + 1_000));
});

test('a browser that comes back goes on after the last event it was given', async () => {
  await write(3);
  const last = await head();
  const ended = new AbortController();
  const response = await fetch(
    `http://127.0.0.1:${portOf(0)}/graphql/stream?query=${encodeURIComponent(query)}`,
    {
      headers: {
        accept: 'text/event-stream',
        authorization: authorization(),
        'last-event-id': String(last - 1),
      },
      signal: ended.signal,
    },
  );
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('event: next')) break;
  }
  ended.abort();
  expect(text).toMatch(new RegExp(`^retry: 1000\\n\\nid: ${last}\\nevent: next\\ndata: {"data"`));
});

test('who fell behind what is kept is told the gap, and then goes on', async () => {
  await write(3);
  const last = await head();
  const ended = new AbortController();
  const reading = streamOf(
    servers[0]!.platform,
    {
      request: { source: query, variables: { after: '0' } },
      caller: () => Promise.resolve(demoCaller('district')),
    },
    ended.signal,
  );
  const next = async (): Promise<Told> => {
    const { value } = await reading.next();
    const { data } = JSON.parse((value as { reply: { text: string } }).reply.text) as {
      data: { changes: Told };
    };
    return data.changes;
  };
  const first = await next();
  // It takes a page with it; meanwhile all but the last event become too old.
  await database.query(
    `UPDATE "OutboxEvent" SET "at" = now() - interval '${eventLimits.keptDays + 1} days' WHERE "tenant" = ${office} AND "sequence" < $1`,
    [last],
  );
  expect(await removeOldEvents(servers[0]!.platform.pool, 100)).toBe(last - 1);
  let told = first;
  const read: Told[] = [];
  for (; told.type !== 'events.gap'; told = await next()) read.push(told);
  const reached = Number(read.at(-1)!.sequence);
  expect(numbersOf(read)).toEqual(upTo(1, reached).filter((number) => !hidden.includes(number)));
  expect(told).toMatchObject({
    sequence: String(last - 1),
    gap: { from: String(reached + 1), to: String(last - 1) },
  });
  expect(Number((await next()).sequence)).toBe(last);
  ended.abort();
  await reading.return();
  const [future] = await take(clients.ws(0), 1, last + 7);
  expect(future).toMatchObject({
    sequence: String(last),
    gap: { from: String(last + 1), to: String(last + 7) },
  });
});

test('a reader that takes nothing is cut off, and until then hardly anything is made for it of what is there', async () => {
  jest.replaceProperty(streams, 'slowMs', 200 as never);
  await write(100);
  const before = (await head()) - 100;
  const there = query.replace('after: $after', `after: "${before}"`).replace('($after: BigInt)', '');
  const { platform, server } = servers[0]!;
  const asked = jest.spyOn(platform, 'request');
  // Nothing that is written to this connection leaves it.
  server.once('connection', (socket: Socket) => socket.cork());
  const client = connect(portOf(0), '127.0.0.1');
  const closed = new Promise((resolve) =>
    client
      .resume()
      .on('error', () => {})
      .on('close', resolve),
  );
  client.write(
    `GET /graphql/stream?query=${encodeURIComponent(there)} HTTP/1.1\r\nHost: here\r\nAccept: text/event-stream\r\nAuthorization: ${authorization()}\r\n\r\n`,
  );
  await closed;
  // The document is looked at when the stream opens and begins, and with each event that is rendered.
  expect(asked.mock.calls.length).toBeLessThan(8);
});

test('a credential that is revoked ends its streams, and a client is told not to come again', async () => {
  const before = await head();
  const client = clients.ws(1);
  const reading = client.iterate({ query, variables: { after: String(before) } });
  const first = reading.next();
  await write(1);
  expect(((await first).value as Result).errors).toBeUndefined();
  const ended = reading.next();
  await database.query(
    `UPDATE "AppCredential" SET "state" = 'REVOKED', "revokedAt" = now() WHERE "tenant" = ${office}`,
  );
  // What is known of a credential is trusted for some seconds.
  restoreClock = setClock(() => Date.now() + 6_000);
  await write(1);
  await expect(ended).rejects.toMatchObject({ code: 4403 });
  await client.dispose();
  const refused = await fetch(
    `http://127.0.0.1:${portOf(0)}/graphql/stream?query=${encodeURIComponent(query)}`,
    {
      headers: { authorization: authorization() },
    },
  );
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  await database.query(
    `UPDATE "AppCredential" SET "state" = 'ACTIVE', "revokedAt" = NULL WHERE "tenant" = ${office}`,
  );
});

test('streams are counted, take subscriptions alone, and end with their server so that clients come again elsewhere', async () => {
  restoreClock = setClock(() => Date.now() + 60_000);
  jest.replaceProperty(streams, 'perApp', 1 as never);
  const last = await head();
  const client = clients.ws(0);
  const reading = client.iterate({ query, variables: { after: String(last - 1) } });
  await reading.next();
  const ended = reading.next();
  const second = await fetch(
    `http://127.0.0.1:${portOf(0)}/graphql/stream?query=${encodeURIComponent(query)}`,
    {
      headers: { authorization: authorization() },
    },
  );
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
  const other = clients.ws(1);
  const { value } = (await other
    .iterate({ query: '{ viewer { subject } }' })
    .next()
    .catch((errors: unknown) => ({
      value: { errors },
    }))) as { value: Result };
  expect(value.errors!.map(({ extensions }) => extensions!['rule'])).toEqual(['stream-takes-subscriptions']);
  await other.dispose();
  const sse = clients.sse(1).iterate({ query, variables: { after: String(last - 1) } });
  await sse.next();
  const sseEnded = sse.next();
  const endings = Promise.allSettled([ended, sseEnded]);
  await Promise.all(servers.map(({ platform }) => platform.events.close()));
  expect(await endings).toMatchObject([
    { status: 'rejected', reason: { code: 1012 } },
    // Without the message that would say that all was told.
    { status: 'rejected', reason: { name: 'NetworkError' } },
  ]);
  await client.dispose();
});

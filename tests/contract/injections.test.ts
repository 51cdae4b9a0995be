// Texts that attack: each is taken as the text that it is, or refused by name, wherever a text can be given.
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEnumType, isInputObjectType, type GraphQLSchema } from 'graphql';
import { WebSocket } from 'ws';
import { plainName } from '../../src/kernel/graph/names.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import { newId } from '../../src/kernel/ids.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { listen } from '../../src/server/http.js';
import { issuedCredential } from '../support/access.js';
import { changed, dump, type Dump } from '../support/dump.js';
import { grantsOn, mighty } from '../support/domains.js';
import { faultOfAnswer } from '../support/laws/asking.js';
import { payloads } from '../support/laws/payloads.js';
import { watchErrors, type Refused } from '../support/laws/statements.js';
import {
  faultOfResponse,
  headerNames,
  headersRead,
  places,
  type Known,
  type Sending,
} from '../support/laws/ways-in.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');
const caller = mighty();

let refused: readonly Refused[];
beforeAll(() => {
  const { engine, pool } = platform.platform;
  refused = watchErrors(pool, engine.writePool);
});
/** Statements are made by the program alone, so that none is ever wrong, whatever is bound to it. */
afterAll(() => expect(refused.filter(({ code }) => /^(?:42|22|XX)/.test(code))).toEqual([]));

test('there are two hundred, each once', () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(200);
  expect(payloads.length).toBe(new Set(payloads).size);
});

/** Everywhere that a text can stand in a question about a list: as document text around the variable `$p`. */
function placesOf(shape: Shape, schema: GraphQLSchema): readonly string[] {
  const { plural, search, naturalKeys = {} } = shape.entity;
  if (plural === undefined || !schema.getType(shape.name)) return [];
  const filter = schema.getType(`${shape.name}Filter`);
  const fields = isInputObjectType(filter) ? Object.values(filter.getFields()) : [];
  const compared = fields.flatMap(({ name, type }) => {
    if (!isInputObjectType(type) || isEnumType(type)) return [];
    const takes = Object.values(type.getFields()).filter((one) => String(one.type) === 'String');
    return takes.map((one) => `${plural}(first: 1, filter: { ${name}: { ${one.name}: $p } }) { totalCount }`);
  });
  const field = plainName(shape.name);
  const roots = schema.getQueryType()!.getFields();
  const byRef = roots[field]?.args.some(({ name }) => name === 'ref') ?? false;
  const keys = Object.entries(naturalKeys).map(([name, { columns, inTenant }]) => {
    const parts = columns.map((column) => `${column}: $p`).join(' ');
    return `${field}(ref: { ${name}: ${inTenant ? `{ tenant: 990101 ${parts} }` : '$p'} }) { __typename }`;
  });
  return [
    ...(search ? [`${plural}(first: 1, search: $p) { totalCount nodes { __typename } }`] : []),
    `${plural}(first: 1, after: $p) { nodes { __typename } }`,
    `${plural}(last: 1, before: $p) { nodes { __typename } }`,
    ...compared,
    ...(byRef ? keys : []),
  ];
}

describe('in questions', () => {
  test('every payload in filters, searches, cursors, ids and keys is no more than a text', async () => {
    const schema = platform.platform.schema(caller.audience);
    const places = [...graph().values()].flatMap((shape) => placesOf(shape, schema));
    const before = await dump(platform.pool);
    let at = 0;
    for (const payload of payloads) {
      // Each in some places, so that each place has several; written out and as a variable.
      const some = Array.from({ length: 12 }, () => places[(at += 1) % places.length]!);
      const quoted = JSON.stringify(payload).replaceAll('\u007f', '\\u007f');
      for (const [one, variables] of [
        [some, { p: payload }],
        [some.slice(0, 4).map((place) => place.replaceAll('$p', () => quoted)), {}],
      ] as const) {
        const typed = 'p' in variables;
        for (const place of typed ? one : [one.map((text, i) => `a${i}: ${text}`).join(' ')]) {
          const source = `query ${typed ? '($p: String!)' : ''} { ${place} node(id: "x") { id } }`;
          const answer = await platform.platform.run({ source, variables }, caller);
          const fault = faultOfAnswer(answer);
          if (fault !== null) throw new Error(`${JSON.stringify(payload.slice(0, 80))}: ${fault}\n${source}`);
        }
      }
      const ids = await platform.query(
        'query ($p: ID!, $all: [ID!]!) { node(id: $p) { id } nodes(ids: $all) { id } }',
        {
          p: payload,
          all: [payload, `org_990101_${payload}`, `div_0_${payload}`],
        },
      );
      expect([payload, ids.data, ids.errors]).toEqual([
        payload,
        { node: null, nodes: [null, null, null] },
        undefined,
      ]);
    }
    expect(changed(before, await dump(platform.pool))).toEqual([]);
  }, 120_000);

  test('names of the language and its prototypes are no names of the graph, nor of what is asked', async () => {
    for (const name of payloads.filter(
      (one) => /^\w{1,40}$/.test(one) && /\D/.test(one) && !/^\d/.test(one),
    )) {
      const answers = [
        await platform.query(`{ ${name === '__typename' ? 'no' : name} }`),
        await platform.query('query ($f: OrganizationFilter) { organizations(filter: $f) { totalCount } }', {
          f: JSON.parse(`{ ${JSON.stringify(name)}: { "eq": "x" } }`) as unknown,
        }),
        await platform.query(
          'query ($o: [OrganizationOrder!]) { organizations(orderBy: $o) { totalCount } }',
          {
            o: [{ field: name, direction: 'ASC' }],
          },
        ),
      ];
      for (const { errors, status } of answers)
        expect([name, status, errors?.map(({ extensions }) => extensions!['code'])[0]]).toEqual([
          name,
          400,
          'BAD_REQUEST',
        ]);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('in what is written', () => {
  /** Control characters beside the ends of lines, halves of characters, and what is too short or too long. */
  function isRefused(text: string, most: number): boolean {
    const { length } = [...text];
    // oxlint-disable-next-line no-control-regex
    const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;
    return length < 1 || length > most || unprintable.test(text);
  }

  test('every payload is read as it was written, in composed characters, or refused by name', async () => {
    const most = 200;
    const names = payloads.map((payload) => payload.normalize('NFC').trim());
    for (let i = 0; i < payloads.length; i += 10) {
      const slice = payloads.slice(i, i + 10);
      const variables = Object.fromEntries(
        slice.map((payload, n) => [
          `i${n}`,
          {
            kind: 'ENTERPRISE',
            division: { code: '990101001001' },
            name: payload,
            aliases: [payload],
            idempotencyKey: newId(),
          },
        ]),
      );
      const fields = slice.map(
        (_, n) =>
          `w${n}: createOrganization(input: $i${n}) { organization { id name aliases } userErrors { code rule message path } }`,
      );
      const declared = slice.map((_, n) => `$i${n}: CreateOrganizationInput!`).join(' ');
      const answer = await platform.query(`mutation (${declared}) { ${fields.join('\n')} }`, variables, {
        as: caller,
      });
      expect([slice, faultOfAnswer(answer)]).toEqual([slice, null]);
      for (const [n] of slice.entries()) {
        const { organization, userErrors } = answer.data![`w${n}`] as {
          organization: { id: string; name: string; aliases: string[] } | null;
          userErrors: { code: string; rule: string }[];
        };
        const name = names[i + n]!;
        if (isRefused(name, most)) {
          expect([name, organization]).toEqual([name, null]);
          expect(userErrors.every(({ rule }) => /^text-(?:length|printable)$/.test(rule))).toBe(true);
          continue;
        }
        // A name that another payload has already, once both are composed, is one that exists.
        if (organization === null) {
          expect([name, names.indexOf(name) < i + n, userErrors[0]?.code]).toEqual([name, true, 'CONFLICT']);
          continue;
        }
        expect([organization.name, organization.aliases]).toEqual([name, [name]]);
        const found = await platform.read<{ organizations: { nodes: { id: string; name: string }[] } }>(
          'query ($p: String!) { organizations(filter: { name: { eq: $p } }) { nodes { id name } } }',
          { p: name },
          caller,
        );
        expect([name, found.organizations.nodes]).toEqual([
          name,
          expect.arrayContaining([{ id: organization.id, name }]),
        ]);
      }
    }
  }, 120_000);
});

/** Tables that remember what was refused. */
const refusals: readonly string[] = ['AuditEvent', 'IdempotencyKey'];
/** Headers that are no text to whoever reads them: one of answers to the platform itself, one that Node judges. */
const isNoText: ReadonlySet<string> = new Set(['retry-after', 'content-length']);

const written = (before: Dump, after: Dump): readonly string[] =>
  changed(before, after).filter((table) => !refusals.includes(table));

describe('over HTTP', () => {
  const environment = { ...process.env };
  let server: Server;
  let dataDir: string;
  let known: Known;
  const sockets: WebSocket[] = [];
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-injections-'));
    Object.assign(process.env, { GONGZHI_DATA_DIR: dataDir, GONGZHI_TRUSTED_PROXIES: '1' });
    server = await listen(platform.platform, 0, dataDir);
    const { key } = await withTransaction(platform.pool, (db) =>
      issueKey(db, {
        tenant: 990_101,
        app: { name: 'injections', owner: '示例', purpose: '试验' },
        subject: 'injections',
        audience: 'INTERNAL',
        grants: grantsOn('admin', null),
        lifetimeMs: 86_400_000,
      }),
    );
    const authorization = `Bearer ${key}`;
    const text = `query ($code: DivisionCode, $search: String, $order: [OrganizationOrder!]) {
      organizations(first: 5, search: $search, filter: { within: $code }, orderBy: $order) { nodes { name } } }`;
    const { userErrors } = await platform.write(
      'registerTrustedDocument',
      { name: 'places', text },
      undefined,
      {
        as: await authenticate(platform.pool, authorization, 'en'),
      },
    );
    expect(userErrors).toEqual([]);
    const client = await issuedCredential(platform, { kind: 'CLIENT_SECRET' });
    known = { authorization, clientId: client.clientId, clientSecret: client.secret };
  }, 60_000);
  afterAll(async () => {
    process.env = environment;
    for (const socket of sockets) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Sends bytes as they are, and reads what comes back: all of it, or the beginning of what has no end. */
  function sent(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (!/^HTTP\/1\.1 101 |^content-type: text\/event-stream/im.test(text.split('\r\n\r\n')[0]!)) return;
        socket.destroy();
        resolve(text);
      });
      socket.on('end', () => resolve(text)).on('error', reject);
      socket.write(request);
    });
  }

  /** The bytes of a request. */
  function bytesOf({ path, method = 'GET', headers = {}, body = '' }: Sending): Buffer {
    const content = Buffer.from(body);
    const all = {
      host: 'localhost',
      connection: 'close',
      'accept-language': 'en',
      ...(method === 'POST' ? { 'content-length': String(content.length) } : {}),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), content]);
  }

  test('every header that the program reads is among those that are tried', () => {
    expect(headersRead().length).toBeGreaterThan(10);
    expect(headersRead().filter((name) => !headerNames.includes(name) && !isNoText.has(name))).toEqual([]);
  });

  test('every payload in addresses, bodies, headers and credentials is refused by name or ignored', async () => {
    // Streams have events numbered, those as well that were written before.
    await platform.platform.events.look();
    const before = await dump(platform.pool);
    // Each place has several.
    const each = 6;
    for (const [i, payload] of payloads.entries())
      for (let n = 0; n < each; n += 1) {
        const sending = places[(i * each + n) % places.length]!(payload, known);
        const answer = await sent(bytesOf(sending));
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
        const [head, ...rest] = answer.split('\r\n\r\n') as [string, ...string[]];
        const wrong = faultOfResponse(status, rest.join('\r\n\r\n'));
        expect([sending, wrong, wrong && answer]).toEqual([sending, null, null]);
        expect(head).not.toMatch(/x-injected/i);
      }
    expect(written(before, await dump(platform.pool))).toEqual([]);
  }, 120_000);

  /** A connection of streams, and every message that came. */
  async function opened(said: object) {
    const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws');
    sockets.push(socket);
    const messages: Message[] = [];
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    let heard = (): void => {};
    socket.on('message', (data: Buffer) => {
      messages.push(JSON.parse(data.toString()) as Message);
      heard();
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: said }));
    return {
      messages,
      closed,
      send: (text: string) => socket.send(text),
      /** Resolves when so many messages came, or the connection is closed. */
      has: (count: number) =>
        Promise.race([
          closed,
          new Promise<void>((resolve) => {
            heard = () => (messages.length >= count ? resolve() : undefined);
            heard();
          }),
        ]),
    };
  }

  test('every payload in the messages of a WebSocket is refused by name, or ends its connection as the protocol says', async () => {
    const before = await dump(platform.pool);
    const { authorization } = known;
    const subscribed = 'subscription ($v: BigInt) { changes(after: $v) { sequence } }';
    const { messages, send, has } = await opened({ authorization });
    await has(1);
    for (const payload of payloads) {
      const refused = await opened({ authorization: payload, [payload]: payload });
      expect([payload, await refused.closed]).toEqual([payload, 4403]);
      // No message of the protocol.
      const broken = await opened({ authorization });
      broken.send(payload);
      expect([payload, await broken.closed]).toEqual([payload, 4400]);

      const said = [
        { query: payload },
        { query: subscribed, variables: { v: payload } },
        { query: subscribed, variables: { v: '1', [payload]: payload }, operationName: payload },
        { query: '', documentId: payload },
        { query: '', extensions: { persistedQuery: { sha256Hash: payload }, [payload]: payload } },
      ];
      const from = messages.length;
      for (const [i, one] of said.entries())
        send(JSON.stringify({ id: `${payload}${i}`, type: 'subscribe', payload: one }));
      await has(from + said.length);
      expect([payload, messages.slice(from).map(({ type }) => type)]).toEqual([
        payload,
        said.map(() => 'error'),
      ]);
      for (const { payload: errors } of messages.slice(from))
        expect([payload, faultOfResponse(400, JSON.stringify({ errors }))]).toEqual([payload, null]);
    }
    expect(written(before, await dump(platform.pool))).toEqual([]);
  }, 120_000);
});

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

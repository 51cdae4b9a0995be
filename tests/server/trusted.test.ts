// Trusted documents over HTTP: called by hash and by address, of one's own app only, and nothing else where that was agreed.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { queue } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import type { DemoRole } from '../../src/platform/auth/demo-keys.js';
import { forgetAgreements } from '../../src/platform/limits/queries.js';
import { streamOf } from '../../src/server/changes.js';
import { turnsOf } from '../../src/server/turns.js';
import { useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';

const t = usePlatform('seeded');
const served = useServer(t);

const get = (path: string, role: DemoRole = 'vendor', more: Record<string, string> = {}): Promise<Response> =>
  fetch(served.base + path, {
    headers: { authorization: `Bearer ${served.keys[role]}`, 'accept-language': 'en', ...more },
  });

async function post(body: object, role: DemoRole = 'vendor', path = '/graphql') {
  const response = await fetch(served.base + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${served.keys[role]}`,
      'content-type': 'application/json',
      'accept-language': 'en',
    },
    body: JSON.stringify(body),
  });
  // oxlint-disable-next-line no-explicit-any
  const answer = (await response.json()) as any;
  return { status: response.status, headers: response.headers, ...answer };
}

/** Agrees with the app whether it may call nothing but its documents. */
async function agree(app: string, documentsOnly: boolean): Promise<void> {
  await t.admin('UPDATE "AppInstall" SET "documentsOnly" = $1, "costPerMinute" = 6000 WHERE "appId" = $2', [
    documentsOnly,
    app,
  ]);
  forgetAgreements(t.pool);
}

/** What becomes of a subscription: it is open, or what it is refused for. */
type Subscribe = (said: Readonly<Record<string, unknown>>) => Promise<unknown>;

async function opened(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')!.startsWith('text/event-stream'))
    return ((await response.json()) as Refused).errors[0]!.extensions;
  await response.body!.cancel();
  return 'open';
}

interface Refused {
  readonly errors: readonly { readonly extensions: unknown }[];
}

/** The ways in of subscriptions. */
const ways: Readonly<Record<'sse' | 'sseByAddress' | 'ws', Subscribe>> = {
  sse: async (said) =>
    opened(
      await fetch(`${served.base}/graphql/stream`, {
        method: 'POST',
        headers: { authorization: `Bearer ${served.keys.vendor}`, 'content-type': 'application/json' },
        body: JSON.stringify(said),
      }),
    ),
  sseByAddress: async (said) => {
    const written = Object.entries(said).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return opened(await get(`/graphql/stream?${new URLSearchParams(written).toString()}`));
  },
  ws: async (said) => {
    const socket = new WebSocket(`${served.base.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { authorization: `Bearer ${served.keys.vendor}` },
    });
    const told = new Map<string, (payload: unknown) => void>();
    const next = (type: string): Promise<unknown> => new Promise((resolve) => told.set(type, resolve));
    socket.on('message', (message: Buffer) => {
      const { type, payload } = JSON.parse(message.toString()) as { type: string; payload: unknown };
      told.get(type)?.(payload);
    });
    await once(socket, 'open');
    const acknowledged = next('connection_ack');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await acknowledged;
    const refused = next('error').then((errors) => (errors as Refused['errors'])[0]!.extensions);
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: said }));
    const outcome = await Promise.race([refused, next('next').then(() => 'open')]);
    socket.terminate();
    return outcome;
  },
};

const text = `query ($codes: [DivisionCode!], $first: Int, $after: String) {
  divisions(first: $first, after: $after, filter: { code: { in: $codes } }, orderBy: [{ field: CODE }]) {
    nodes { code name parent { code } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const hash = createHash('sha256').update(text).digest('hex');

async function register(name: string, document: string, role: DemoRole = 'vendor') {
  const { data } = await post(
    {
      query: `mutation ($input: RegisterTrustedDocumentInput!) { done: registerTrustedDocument(input: $input) {
        trustedDocument { id hash state } userErrors { rule path } } }`,
      variables: { input: { name, text: document, idempotencyKey: newId() } },
    },
    role,
  );
  return data.done;
}

describe('a trusted document', () => {
  test('is registered once, and refused where it is not valid for its audience', async () => {
    const { trustedDocument, userErrors } = await register('districts', text);
    expect(userErrors).toEqual([]);
    expect(trustedDocument).toMatchObject({ hash: `sha256:${hash}`, state: 'ACTIVE' });
    expect((await register('districts', text)).trustedDocument.id).toBe(trustedDocument.id);
    const refusals = await Promise.all([
      register('wrong', '{ nothing }'),
      register('two', 'query A { viewer { app } } query B { viewer { app } }'),
      register('Upper Case', text),
    ]);
    expect(refusals.map((one) => [one.trustedDocument, one.userErrors[0].rule])).toEqual([
      [null, 'trusted-document-is-valid'],
      [null, 'trusted-document-has-one-operation'],
      [null, 'trusted-document-name'],
    ]);
  });

  test('is called by its hash, in both ways that clients write it, by its own app only', async () => {
    const variables = { codes: ['510117'], first: 1 };
    const nodes = [{ code: '510117000000', name: '郫都区', parent: { code: '510100000000' } }];
    for (const called of [
      { documentId: `sha256:${hash}` },
      { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    ]) {
      expect((await post({ ...called, variables })).data.divisions.nodes).toEqual(nodes);
      const { errors, data } = await post({ ...called, variables }, 'street');
      expect([data, errors[0].extensions]).toEqual([
        undefined,
        { code: 'NOT_FOUND', rule: 'trusted-document-exists' },
      ]);
    }
  });

  test('is an address: JSON with the next page, and the same rows as CSV and as a workbook', async () => {
    const asked = '?codes=990101&codes=510117&first=1';
    const json = await get(`/q/districts.json${asked}`);
    expect([json.status, json.headers.get('ratelimit')]).toEqual([
      200,
      expect.stringMatching(/^"cost";r=\d+;t=\d+$/),
    ]);
    const { data } = (await json.json()) as { data: { divisions: { nodes: { code: string }[] } } };
    expect(data.divisions.nodes.map(({ code }) => code)).toEqual(['510117000000']);
    const [, next] = /^<([^>]+)>; rel="next"$/.exec(json.headers.get('link')!)!;
    const second = (await (await get(`/q/${next}`)).json()) as typeof data & { data: typeof data };
    expect(second.data.divisions.nodes.map(({ code }) => code)).toEqual(['990101000000']);

    // A table pages by itself, with a place of its own in the address.
    await register('district-table', text.replace(', $after: String', '').replace(' after: $after,', ''));
    const csv = await get(`/q/district-table.csv${asked}`);
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(await csv.text()).toBe('code,name,parent.code\r\n510117000000,郫都区,510100000000\r\n');
    const [, more] = /^<([^>]+)>; rel="next"$/.exec(csv.headers.get('link')!)!;
    expect(await (await get(`/q/${more}`)).text()).toContain('990101000000,示例区');

    const xlsx = await get(`/q/district-table.xlsx${asked}`);
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const again = await get(`/q/districts.json${asked}`, 'vendor', {
      'if-none-match': json.headers.get('etag')!,
    });
    expect(again.status).toBe(304);
  });

  test.each([
    ['/q/districts.json?first=x', 'vendor', 400],
    ['/q/districts.json?strange=1', 'vendor', 400],
    ['/q/districts.json', 'street', 404],
    ['/q/unknown.json', 'vendor', 404],
    ['/q/districts.pdf', 'vendor', 404],
  ] as const)('%s of the %s is answered with %i', async (path, role, status) => {
    const response = await get(path, role);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('errors');
  });

  test('that was taken back is not called any more', async () => {
    const { trustedDocument } = await register('short-lived', '{ viewer { app } }');
    expect((await get('/q/short-lived.json')).status).toBe(200);
    const { data } = await post({
      query: `mutation ($input: RetireTrustedDocumentInput!) { retireTrustedDocument(input: $input) { trustedDocument { state } } }`,
      variables: {
        input: { trustedDocument: { id: trustedDocument.id }, expectedVersion: 1, idempotencyKey: newId() },
      },
    });
    expect(data.retireTrustedDocument.trustedDocument.state).toBe('RETIRED');
    expect((await get('/q/short-lived.json')).status).toBe(404);
  });

  test('is all that an app may call where that was agreed', async () => {
    const app = (await post({ query: '{ viewer { app } }' })).data.viewer.app;
    await agree(app, true);
    try {
      const { data, errors } = await post({ query: '{ viewer { app } }' });
      expect([data, errors[0].extensions]).toEqual([
        undefined,
        { code: 'FORBIDDEN', rule: 'trusted-documents-only' },
      ]);
      const known = await post({ query: text, variables: { first: 1 } });
      expect(known.data.divisions.nodes).toHaveLength(1);
      // What was agreed of the budget is told, too.
      expect(known.headers.get('ratelimit-policy')).toBe('"cost";q=6000;w=60');
    } finally {
      await agree(app, false);
    }
  });

  test('is all that such an app may subscribe to, over SSE and WebSocket, and all that it may ask as a subgraph', async () => {
    // An event is there already: that this document was registered.
    const stream = 'subscription { changes(after: "0") { sequence type } }';
    const { trustedDocument, userErrors } = await register('changes', stream);
    expect(userErrors).toEqual([]);
    await t.platform.events.look();
    expect((await get('/q/changes.json')).status).toBe(404);
    const app = (await post({ query: '{ viewer { app } }' })).data.viewer.app;
    const documentId = trustedDocument.hash as string;
    const extensions = { persistedQuery: { version: 1, sha256Hash: documentId.replace('sha256:', '') } };
    const unknown = stream.replace('type', 'at');
    const refused = { code: 'FORBIDDEN', rule: 'trusted-documents-only' };
    const none = { code: 'NOT_FOUND', rule: 'trusted-document-exists' };
    expect(await ways.ws({ query: unknown })).toBe('open');
    await agree(app, true);
    try {
      for (const [name, way] of Object.entries(ways)) {
        expect(await way({ query: '', documentId })).toBe('open');
        expect(await way({ query: '', extensions })).toBe('open');
        expect([name, await way({ query: unknown })]).toEqual([name, refused]);
        expect(await way({ query: '', documentId: `${documentId}0` })).toEqual(none);
      }
      const asked = await post({ query: '{ _service { sdl } }' }, 'vendor', '/subgraph');
      expect([asked.data, asked.errors[0].extensions]).toEqual([undefined, refused]);
      expect((await post({ query: text, variables: { first: 1 } }, 'vendor', '/subgraph')).status).toBe(200);

      // A stream that is open ends with its document.
      const ended = new AbortController();
      const messages = streamOf(
        t.platform,
        {
          request: { source: stream },
          caller: () => authenticate(t.pool, `Bearer ${served.keys.vendor}`, 'en'),
        },
        ended.signal,
      );
      await t.admin(`UPDATE "TrustedDocument" SET "state" = 'RETIRED' WHERE "hash" = $1`, [documentId]);
      await expect(messages.next()).rejects.toMatchObject({ faults: [refused] });
    } finally {
      await agree(app, false);
    }
  });
});

test('whoever comes when all turns are taken and all places to wait is told to come again, and readiness stays honest', async () => {
  const turns = turnsOf(t.platform);
  const payer = (_: unknown, i: number): { tenant: number; key: string } => ({ tenant: 0, key: `${i}` });
  const ends = await Promise.all(Array.from({ length: queue.working }, payer).map((one) => turns.take(one)));
  const waiting = Array.from({ length: queue.waiting }, payer).map((one) => turns.take(one));
  const { status, headers, errors } = await post({ query: '{ viewer { app } }' });
  expect([status, headers.get('retry-after'), errors[0].extensions.code]).toEqual([503, '5', 'UNAVAILABLE']);
  expect((await fetch(`${served.base}/health/ready`)).status).toBe(200);
  for (const end of ends) end!();
  for (const one of waiting) (await one)!();
  expect(turns.state).toEqual({ working: 0, waiting: 0 });
  expect((await post({ query: '{ viewer { app } }' })).status).toBe(200);
});

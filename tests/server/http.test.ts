// The HTTP surface: who is let in, what is refused and how, and what a failure tells the outside.
import { describe, expect, test } from '@jest/globals';
import { limits } from '../../src/kernel/config.js';
import type { DemoRole } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import { openPlatform } from '../../src/server/platform.js';
import { portOf, useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';
import { wireTo } from '../support/wire.js';

const gongzhi = usePlatform('seeded');
const served = useServer(gongzhi);

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line no-explicit-any
  readonly body: any;
  readonly text: string;
}

async function send(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  base = served.base,
): Promise<Reply> {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
}

const as = (role: DemoRole): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${served.keys[role]}`,
});

describe('who is let in', () => {
  test('nobody is anonymous and reads what is public', async () => {
    const { status, body } = await send({
      query: '{ viewer { subject audience } division(code: "510117") { name } }',
    });
    expect(status).toBe(200);
    expect(body.data).toEqual({
      viewer: { subject: 'anonymous', audience: 'PUBLIC' },
      division: { name: '郫都区' },
    });
  });

  test('each demo key is its role, with the audience it was made for', async () => {
    const audiences = await Promise.all(
      Object.keys(served.keys).map(async (role) => {
        const { body } = await send({ query: '{ viewer { subject audience } }' }, as(role as DemoRole));
        return [body.data.viewer.subject, body.data.viewer.audience];
      }),
    );
    expect(Object.fromEntries(audiences)).toEqual({
      'demo-vendor': 'PARTNER',
      'demo-enterprise': 'PARTNER',
      'demo-community': 'INTERNAL',
      'demo-street': 'INTERNAL',
      'demo-district': 'INTERNAL',
      'demo-treasurer': 'INTERNAL',
      'demo-auditor': 'INTERNAL',
      'demo-admin': 'INTERNAL',
      'demo-system-admin': 'INTERNAL',
      'demo-security-admin': 'INTERNAL',
      'demo-audit-admin': 'INTERNAL',
      'demo-resident': 'PUBLIC',
      'demo-resource-unit': 'PARTNER',
      'demo-grid-worker': 'INTERNAL',
    });
  });

  test('a wrong credential is 401 in the language asked for, and tells nothing else', async () => {
    const wrong = { authorization: `Bearer ${served.keys.vendor.slice(0, -3)}xyz` };
    const { status, body } = await send(
      { query: '{ viewer { subject } }' },
      { ...wrong, 'accept-language': 'zh-CN' },
    );
    expect(status).toBe(401);
    expect(body.errors).toEqual([{ message: '凭证无效或已过期。', extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(body).not.toHaveProperty('data');
  });

  test('a document valid for staff does not run for the public', async () => {
    const query = '{ organizations(first: 1) { nodes { contactPhone } } }';
    expect((await send({ query }, as('district'))).status).toBe(200);
    const { status, body } = await send({ query });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({
      message: 'Cannot query field "contactPhone" on type "Organization".',
      extensions: { code: 'BAD_REQUEST' },
    });
  });
});

describe('what is refused before anything runs', () => {
  const nested = (levels: number): string => (levels === 0 ? 'name' : `parent { ${nested(levels - 1)} }`);
  const many = (count: number, make: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => make(i)).join(' ');

  test.each([
    ['depth', `{ division(code: "510117") { ${nested(limits.depth - 1)} } }`, 'limit-depth', limits.depth],
    [
      'depth behind a fragment',
      `{ division(code: "510117") { ...F } } fragment F on Division { ${nested(limits.depth - 1)} }`,
      'limit-depth',
      limits.depth,
    ],
    [
      'aliases',
      `{ viewer { ${many(limits.aliases + 1, (i) => `a${i}: subject`)} } }`,
      'limit-aliases',
      limits.aliases,
    ],
    [
      'directives',
      `{ viewer { ${many(limits.directives + 1, () => 'subject @include(if: true)')} } }`,
      'limit-directives',
      limits.directives,
    ],
    [
      'root fields',
      `{ ${many(limits.rootFields + 1, (i) => `a${i}: viewer { subject }`)} }`,
      'limit-root-fields',
      limits.rootFields,
    ],
    [
      'root fields behind a fragment',
      `{ ...F } fragment F on Query { ${many(limits.rootFields + 1, (i) => `a${i}: viewer { subject }`)} }`,
      'limit-root-fields',
      limits.rootFields,
    ],
    ['tokens', `{ ${many(limits.tokens, () => 'x')} }`, 'limit-tokens', limits.tokens],
  ])('too many %s', async (_, query, rule, limit) => {
    const { status, body } = await send({ query });
    expect(status).toBe(400);
    expect(body.errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED', rule, params: { limit } });
    expect(body).not.toHaveProperty('data');
  });

  test('a body over the limit is 413, and one that is no JSON 400', async () => {
    const large = await send(`{"query":"${' '.repeat(limits.bodyBytes)}"}`);
    expect([large.status, large.body.errors[0].extensions.rule]).toEqual([413, 'limit-body']);
    const broken = await send('{"query":');
    expect([broken.status, broken.body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('an operation that may ask for too many rows is told its cost and the limit', async () => {
    const query =
      '{ divisions(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { name } } } } } } }';
    const { status, body } = await send({ query });
    expect(status).toBe(200);
    expect(body.errors).toEqual([
      {
        message: 'The cost of the operation is 1020201; the limit is 200000.',
        extensions: { code: 'COST_EXCEEDED', params: { cost: 1_020_201, limit: limits.cost } },
      },
    ]);
    expect(body).not.toHaveProperty('data');
  });

  test('a bad value in a query is one error with its path; the newer media type makes it 400', async () => {
    const query = '{ divisions(filter: { and: [{ code: { eq: "51011x" } }] }) { totalCount } }';
    const { status, body } = await send({ query });
    expect(status).toBe(200);
    expect(body.errors).toEqual([
      {
        message: 'This is no division code: it must have 6, 9 or 12 digits and not begin with 00.',
        path: ['divisions', 'filter', 'and', 0, 'code', 'eq'],
        extensions: { code: 'INVALID_INPUT', rule: 'division-code-form' },
      },
    ]);
    expect((await send({ query }, { accept: 'application/graphql-response+json' })).status).toBe(400);
  });

  test('field names are not suggested', async () => {
    const { text } = await send({ query: '{ division(code: "510117") { nam } }' });
    expect(text).not.toMatch(/Did you mean/);
  });
});

describe('how it is spoken to', () => {
  test('a query may come by GET, a mutation may not', async () => {
    const get = (query: string, headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${served.base}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': '1', ...headers },
      });
    expect((await get('{ viewer { subject } }', {})).status).toBe(200);
    const mutation =
      'mutation { endGovernanceUnit(input: { unit: { id: "unit_1_x" }, expectedVersion: 1, idempotencyKey: "12345678", endsOn: "2026-01-01" }) { replayed } }';
    expect((await get(mutation, as('district'))).status).toBe(400);
  });

  test('every answer names its request, and unknown places are 404', async () => {
    const { headers, body } = await send({ query: '{ viewer { subject } }' });
    expect(headers.get('x-request-id')).toBe(body.extensions.requestId);
    expect((await fetch(`${served.base}/nowhere`)).status).toBe(404);
  });

  test('the explorer is one page that names no outside host in a tag', async () => {
    const page = await (await fetch(`${served.base}/graphiql`)).text();
    expect(page).toContain('Gongzhi 共治');
    expect(page.match(/<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\/[^"]*/g)).toBeNull();
  });

  test('the counters of the process tell how often a statement was compiled before', async () => {
    const read = async (): Promise<(name: string) => number> => {
      const text = await (await fetch(`${served.base}/metrics`)).text();
      return (name) => Number(new RegExp(`^gongzhi_${name} (\\d+)$`, 'm').exec(text)?.[1]);
    };
    const query = '{ counted: divisions(first: 1) { nodes { code } } }';
    await send({ query });
    const before = await read();
    await send({ query });
    await send({ query });
    const after = await read();
    expect(after('statement_cache_hits_total') - before('statement_cache_hits_total')).toBe(2);
    expect(after('statement_cache_misses_total')).toBe(before('statement_cache_misses_total'));
    expect(after('statement_cache_entries')).toBeGreaterThan(0);
  });

  test('the process is live, and ready while its database answers', async () => {
    expect(await (await fetch(`${served.base}/health/live`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${served.base}/health/ready`)).json()).toEqual({ status: 'ready' });
  });
});

describe('what a failure tells', () => {
  test('a bug is masked: the request id and nothing of the inside', async () => {
    await gongzhi.admin('ALTER TABLE "SourceDocument" RENAME COLUMN "title" TO "renamed"');
    try {
      const { status, body, text } = await send({ query: '{ sourceDocuments { nodes { title } } }' });
      expect(status).toBe(500);
      expect(body.errors).toEqual([
        {
          message: 'An internal error; quote the request id when you report it.',
          extensions: { code: 'INTERNAL', requestId: body.extensions.requestId },
        },
      ]);
      expect(text).not.toMatch(/title|column|SELECT|SourceDocument|node_modules/);
    } finally {
      await gongzhi.admin('ALTER TABLE "SourceDocument" RENAME COLUMN "renamed" TO "title"');
    }
  });

  test('a database that is away is 503 with Retry-After, and answers come again when it is back', async () => {
    const { url, cut, mend, close } = await wireTo(gongzhi.url);
    const second = await openPlatform(url);
    const onProxy = await listen(second, 0, served.dataDir);
    const ask = (): Promise<Reply> =>
      send({ query: '{ division(code: "510117") { name } }' }, {}, `http://127.0.0.1:${portOf(onProxy)}`);
    try {
      expect((await ask()).status).toBe(200);
      cut();
      const away = await ask();
      expect([away.status, away.body.errors[0].extensions.code, away.headers.get('retry-after')]).toEqual([
        503,
        'UNAVAILABLE',
        '5',
      ]);
      expect((await fetch(`http://127.0.0.1:${portOf(onProxy)}/health/ready`)).status).toBe(503);
      await mend();
      expect((await ask()).body.data).toEqual({ division: { name: '郫都区' } });
    } finally {
      await new Promise((resolve) => onProxy.close(resolve));
      await second.close();
      close();
    }
  });
});

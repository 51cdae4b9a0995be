// Every hard limit of a request: exactly at it everything runs, one above nothing does, and it says which limit that was.
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { limits, streams } from '../../src/kernel/config.js';
import type { Refusal } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { OpenStreams } from '../../src/server/changes.js';
import { listen } from '../../src/server/http.js';
import { mighty } from '../support/domains.js';
import { usePlatform } from '../support/platform.js';

const t = usePlatform('empty', mighty());
let dataDir: string;
let server: Server;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-limits-'));
  server = await listen(t.platform, 0, dataDir);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
});

type Values = Readonly<Record<string, unknown>>;

/** What a request of a size is refused for, by the name of its rule or else its code; null where it is not. */
type Asked = (size: number) => Promise<string | null>;

const repeated = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');
const nested = <T>(levels: number, inner: T, wrap: (one: T) => T): T =>
  Array.from({ length: levels }).reduce<T>((one) => wrap(one), inner);

/** Asks the graph for a document of a size. */
const asking =
  (make: (size: number) => string | readonly [source: string, variables: Values]): Asked =>
  async (size) => {
    const made = make(size);
    const [source, variables] = typeof made === 'string' ? [made, {}] : made;
    const { errors = [] } = await t.query(source, variables);
    const [first] = errors;
    return first ? String(first.extensions!['rule'] ?? first.extensions!['code']) : null;
  };

/** Registers a document in a dry run, with an input that has a size. */
const registering =
  (make: (size: number) => Values): Asked =>
  async (size) => {
    const usual = { name: 'at-the-limit', text: '{ __typename }', idempotencyKey: newId() };
    const { userErrors } = await t.write('registerTrustedDocument', {
      ...usual,
      dryRun: true,
      ...make(size),
    });
    return userErrors[0]?.rule ?? null;
  };

/** Sends a body of a size over HTTP. */
const sending =
  (
    make: (size: number) => { readonly body: string; readonly headers?: Readonly<Record<string, string>> },
  ): Asked =>
  (size) => {
    const { body, headers } = make(size);
    return new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const sent = request({ port, path: '/graphql', method: 'POST', headers: headers ?? {} }, (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode === 200 ? null : `${response.statusCode}`));
      });
      sent.on('error', reject).end(body);
    });
  };

const json = { 'content-type': 'application/json' };
const padded = (bytes: number): string => {
  const query = '{"query":"{ __typename }"}';
  return query + ' '.repeat(bytes - query.length);
};
/** Headers of so many bytes, as Node counts them: the address, the names and the values. */
const headersOf = (bytes: number): Readonly<Record<string, string>> => {
  const rest = { ...json, host: 'h', connection: 'close', 'content-length': String(padded(30).length) };
  const counted = Object.entries({ ...rest, 'x-long': '' }).reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    '/graphql'.length,
  );
  return { ...rest, 'x-long': 'x'.repeat(bytes - counted) };
};

/** A document that may cost so much, near the limit. */
function costing(cost: number): string {
  const pages = [
    // 1 + 100 × (1 + 1 + 100 × (1 + 1 + 17))
    'a: divisions(first: 100) { nodes { children(first: 100) { nodes { children(first: 17) { nodes { name } } } } } }',
    // 1 + 97 × (1 + 1 + 99)
    'b: divisions(first: 97) { nodes { children(first: 99) { nodes { name } } } }',
  ];
  const rest = cost - (1 + 100 * (2 + 100 * 19)) - (1 + 97 * 101);
  return `{ ${pages.join(' ')} ${repeated(rest, (i) => `c${i}: divisions { __typename }`)} }`;
}

const name = { name: { eq: 'x' } };
const filtered = (filter: unknown): readonly [string, Values] => [
  'query ($filter: DivisionFilter) { divisions(filter: $filter) { nodes { name } } }',
  { filter },
];

/** A request of a size for each limit, and what one above it is refused for. */
const table: Readonly<
  Record<string, { readonly limit?: number; readonly asked: Asked; readonly refusal: string }>
> = {
  bodyBytes: { asked: sending((size) => ({ body: padded(size), headers: json })), refusal: '413' },
  headerBytes: {
    asked: sending((size) => ({ body: padded(30), headers: headersOf(size) })),
    refusal: '431',
  },
  tokens: {
    // Fields that are said so often would be refused as such; of comparisons a filter has so many.
    asked: asking((size) => {
      const comparisons = repeated(limits.filterTerms, () => '{ name: { eq: "x" } }');
      const list = (alias: string): string =>
        `${alias}: divisions(filter: { or: [${comparisons}] }) { totalCount }`;
      const rest = size - 2 - 4 * (16 + 9 * limits.filterTerms) - 3;
      return `{ ${['a', 'b', 'c', 'd'].map(list).join(' ')} viewer { ${repeated(rest, () => 'subject')} } }`;
    }),
    refusal: 'limit-tokens',
  },
  depth: {
    asked: asking(
      (size) => `{ division(code: "510117") { ${nested(size - 2, 'name', (one) => `parent { ${one} }`)} } }`,
    ),
    refusal: 'limit-depth',
  },
  aliases: {
    asked: asking((size) => `{ viewer { ${repeated(size, (i) => `a${i}: subject`)} } }`),
    refusal: 'limit-aliases',
  },
  directives: {
    asked: asking((size) => `{ viewer { ${repeated(size, () => 'subject @include(if: true)')} } }`),
    refusal: 'limit-directives',
  },
  rootFields: {
    asked: asking((size) => `{ ${repeated(size, (i) => `a${i}: viewer { subject }`)} }`),
    refusal: 'limit-root-fields',
  },
  introspections: {
    asked: asking((size) => `{ ${repeated(size, (i) => `a${i}: __schema { description }`)} }`),
    refusal: 'limit-introspections',
  },
  selections: {
    asked: asking(
      (size) =>
        `{ viewer { ${repeated(49, () => '...F')} ${repeated(size - 4_901, () => 'subject')} } }
         fragment F on Viewer { ${repeated(100, () => 'subject')} }`,
    ),
    refusal: 'limit-selections',
  },
  variables: {
    asked: asking((size) => [
      'query ($f: DivisionFilter) { divisions(filter: $f) { __typename } }',
      { unused: nested<unknown>(size - 1, 1, (one) => ({ one })) },
    ]),
    refusal: 'limit-variables',
  },
  amountYuan: {
    limit: 1,
    asked: asking(
      (size) =>
        `{ judgeCharityYear(input: { lastIncome: "${size > 1 ? '10000000000000.00' : limits.amountYuan}", spending: "1", management: "1" }) { __typename } }`,
    ),
    refusal: 'money-form',
  },
  pageSize: {
    asked: asking((size) => `{ divisions(first: ${size}) { nodes { name } } }`),
    refusal: 'page-size',
  },
  numberedRows: {
    // The page that ends with the row.
    asked: asking(
      (size) => `{ divisions(first: 100) { pageCursors(around: ${Math.ceil(size / 100)}) { number } } }`,
    ),
    refusal: 'page-number',
  },
  orderBy: {
    asked: asking((size) => {
      const fields = ['NAME', 'KIND', 'STATUS', 'GRADE', 'CREATED_AT'].slice(0, size);
      return `{ organizations(orderBy: [${fields.map((field) => `{ field: ${field} }`).join(' ')}]) { nodes { id } } }`;
    }),
    refusal: 'list-length',
  },
  groups: {
    asked: asking((size) => `{ divisionsAggregate { groups(by: [KIND], first: ${size}) { count } } }`),
    refusal: 'page-size',
  },
  filterDepth: {
    asked: asking((size) => filtered(nested<unknown>(size, name, (one) => ({ not: one })))),
    refusal: 'filter-depth',
  },
  filterTerms: {
    asked: asking((size) =>
      filtered({ and: [50, size - 50].map((length) => ({ or: Array.from({ length }, () => name) })) }),
    ),
    refusal: 'filter-terms',
  },
  listItems: {
    asked: asking((size) => filtered({ name: { in: Array.from({ length: size }, (_, i) => `${i}`) } })),
    refusal: 'list-length',
  },
  cost: { asked: asking(costing), refusal: 'COST_EXCEEDED' },
  text: { asked: asking((size) => filtered({ name: { eq: 'x'.repeat(size) } })), refusal: 'text-length' },
  searchText: {
    asked: asking((size) => [
      'query ($s: String) { divisions(search: $s) { totalCount } }',
      { s: 'x'.repeat(size) },
    ]),
    refusal: 'text-length',
  },
  'idempotencyKey.max': {
    asked: registering((size) => ({ idempotencyKey: 'k'.repeat(size) })),
    refusal: 'idempotency-key-form',
  },
  documentCharacters: {
    asked: registering((size) => ({ text: '{ __typename }'.padEnd(size, '#') })),
    refusal: 'text-length',
  },
};

const setting = async (name: string): Promise<unknown> => {
  const { rows } = await t.pool.query<{ ms: number }>(
    'SELECT "setting"::int AS "ms" FROM "pg_settings" WHERE "name" = $1',
    [name],
  );
  return rows[0]!.ms;
};

/** Numbers that no request is too large for, and where they are seen to hold: durations, and what is taken where nothing is said. */
const others: Readonly<Record<string, () => Promise<unknown>>> = {
  defaultPageSize: async () =>
    (await t.query('{ divisions { nodes { name } } }')).extensions.cost!.requested - 1,
  statementTimeoutMs: () => setting('statement_timeout'),
  lockTimeoutMs: () => setting('lock_timeout'),
  requestTimeoutMs: () => Promise.resolve(server.headersTimeout),
  idleMs: () => Promise.resolve(server.timeout),
};

/** Numbers that are tested with what they are about. */
const elsewhere: Readonly<Record<string, string>> = {
  'idempotencyKey.min': 'below',
  pagesAround: 'tests/contract/paging-numbers.test.ts',
  values: 'tests/contract/documentation.test.ts',
  checkMs: 'an interval of Node, told in src/server/http.ts',
};

const numbers = Object.fromEntries(
  Object.entries(limits).flatMap(([name, value]): [string, number][] =>
    typeof value === 'object'
      ? Object.entries(value).map(([end, one]): [string, number] => [`${name}.${end}`, one])
      : [[name, Number(value)]],
  ),
);

test('no number of the configuration that limits a request is missing here', () => {
  const known = [...Object.keys(table), ...Object.keys(others), ...Object.keys(elsewhere)];
  expect(known.sort()).toEqual(Object.keys(numbers).sort());
});

test.each(Object.entries(table))('%s: at the limit it runs, one above it is refused', async (name, one) => {
  const limit = one.limit ?? numbers[name]!;
  expect([await one.asked(limit), await one.asked(limit + 1)]).toEqual([null, one.refusal]);
});

test.each(Object.entries(others))('%s is as it says', async (name, found) => {
  expect(await found()).toBe(numbers[name]);
});

test('an idempotency key has its length at least', async () => {
  const ofLength = registering((size) => ({ idempotencyKey: 'k'.repeat(size) }));
  const { min } = limits.idempotencyKey;
  expect([await ofLength(min), await ofLength(min - 1)]).toEqual([null, 'idempotency-key-form']);
});

test('what an operation may cost is told with the limit that it is above', async () => {
  const { errors, data, status } = await t.query(costing(limits.cost + 1));
  expect([status, data, errors!.map(({ extensions }) => extensions)]).toEqual([
    200,
    undefined,
    [{ code: 'COST_EXCEEDED', params: { cost: limits.cost + 1, limit: limits.cost } }],
  ]);
});

test('streams: an app, an address without a credential and a process have so many, and not one more', () => {
  const payer = (key: string, tenant = 990_101) => ({ tenant, key, limit: 600, restoreRate: 10 });
  const limitOf = (open: () => unknown): unknown => {
    try {
      open();
      return null;
    } catch (error) {
      return (error as Refusal).faults[0]!.params['limit'];
    }
  };
  for (const own of [payer('an app'), payer('an address', 0)]) {
    const streamsOpen = new OpenStreams();
    const ends = Array.from({ length: streams.perApp }, () => streamsOpen.open(own));
    expect(limitOf(() => streamsOpen.open(own))).toBe(streams.perApp);
    expect(limitOf(() => streamsOpen.open(payer('another')))).toBeNull();
    // Counted off once, however often it is said.
    ends[0]!();
    ends[0]!();
    expect([limitOf(() => streamsOpen.open(own)), limitOf(() => streamsOpen.open(own))]).toEqual([
      null,
      streams.perApp,
    ]);
  }
  const all = new OpenStreams();
  for (let i = 0; i < streams.perProcess; i += 1) all.open(payer(`app ${i}`));
  expect(limitOf(() => all.open(payer('one more')))).toBe(streams.perProcess);
});

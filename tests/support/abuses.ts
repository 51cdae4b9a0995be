// What clients do to a server that they want to hurt, or do by mistake: each by its name, with exactly what becomes of it.
import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { limits, tokens } from '../../src/kernel/config.js';
import { abusesOfTheWire } from './abuses-wire.js';
import {
  abuse,
  ask,
  body,
  bytes,
  flood,
  graph,
  http,
  json,
  many,
  nested,
  socket,
  subscription,
  type Abuse,
  type Abused,
  type Values,
} from './abusing.js';

const boxed = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ and: [inner] }), {});
const divisions = (args: string): string => `{ divisions(${args}) { totalCount } }`;
const filtered = 'query Q($f: DivisionFilter) { divisions(filter: $f) { totalCount } }';
const eq = { name: { eq: 'x' } };
const unsigned = (claims: Values): string =>
  [{ alg: 'none', typ: 'at+jwt' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('')
    .join('.');
const documents: readonly Abuse[] = [
  graph(
    'a document that is too deep',
    '400 limit-depth',
    `{ division(code: "510117") { ${nested(limits.depth)} } }`,
  ),
  graph(
    'depth behind a fragment',
    '400 limit-depth',
    `{ division(code: "510117") { ...F } } fragment F on Division { ${nested(limits.depth)} }`,
  ),
  graph(
    'depth of a hundred inline fragments',
    '200',
    `{ viewer { ${'... { '.repeat(100)} subject ${'} '.repeat(100)} } }`,
  ),
  graph(
    'too many aliases',
    '400 limit-aliases',
    `{ viewer { ${many(limits.aliases + 1, (i) => `a${i}: subject`)} } }`,
  ),
  graph(
    'aliases behind a fragment that is spread again and again',
    '400 limit-aliases',
    `{ ${many(4, (i) => `a${i}: viewer { ...F }`)} } fragment F on Viewer { ${many(20, (i) => `b${i}: subject`)} }`,
  ),
  graph(
    'too many directives',
    '400 limit-directives',
    `{ viewer { ${many(limits.directives + 1, () => 'subject @include(if: true)')} } }`,
  ),
  graph('too many tokens', '400 limit-tokens', `{ ${many(limits.tokens, () => 'x')} }`),
  graph(
    'too many root fields',
    '400 limit-root-fields',
    `{ ${many(limits.rootFields + 1, (i) => `a${i}: viewer { subject }`)} }`,
  ),
  graph(
    'root fields behind a fragment',
    '400 limit-root-fields',
    `{ ...F } fragment F on Query { ${many(limits.rootFields + 1, (i) => `a${i}: viewer { subject }`)} }`,
  ),
  graph(
    'fragments that fan out to a thousand million fields',
    '400 limit-selections',
    `{ division(code: "510117") { ...f0 } } ${many(14, (i) => (i === 13 ? 'fragment f13 on Division { name }' : `fragment f${i} on Division { ${many(4, (k) => `a${i}x${k}: parent { ...f${i + 1} }`)} }`))}`,
  ),
  graph(
    'fragments that spread each other in a cycle',
    '400 BAD_REQUEST',
    '{ division(code: "510117") { ...A } } fragment A on Division { parent { ...B } } fragment B on Division { parent { ...A } }',
  ),
  graph('a fragment that nobody knows', '400 BAD_REQUEST', '{ viewer { ...Nothing } }'),
  graph(
    'a hundred fragments that nobody spreads',
    '400 BAD_REQUEST',
    `{ viewer { subject } } ${many(100, (i) => `fragment F${i} on Viewer { subject }`)}`,
  ),
  graph(
    'a thousand fields that do not exist',
    '400 BAD_REQUEST',
    `{ viewer { ${many(1_000, (i) => `x${i}`)} } }`,
  ),
  graph('a string without an end', '400 BAD_REQUEST', '{ division(code: "510117'),
  graph('characters that are none', '400 BAD_REQUEST', '{ viewer { sub\u0000ject } }'),
  graph('an empty document', '400 BAD_REQUEST', ''),
  graph(
    'two operations and no name',
    '400 BAD_REQUEST',
    'query A { viewer { subject } } query B { viewer { subject } }',
  ),
  graph('a subscription where none is served', '400 change-over-a-stream', subscription),
  graph(
    'a write by nobody',
    '400 BAD_REQUEST',
    'mutation { createOrganization(input: { name: "示例", kind: ENTERPRISE, division: { code: "990101" }, idempotencyKey: "abuse-write" }) { replayed } }',
  ),
  graph(
    'introspection again and again in one document',
    '400 limit-selections',
    `{ ${many(20, (i) => `a${i}: __schema { types { ...T } }`)} } fragment T on __Type { ${many(40, () => 'fields { name args { name type { name ofType { name } } } }')} }`,
  ),
  graph(
    'the schema twice in one document',
    '400 limit-introspections',
    '{ __schema { queryType { name } } again: __schema { queryType { name } } }',
  ),
  graph(
    'the types of the schema under two names',
    '400 limit-introspections',
    '{ __schema { types { ...F } } } fragment F on __Type { one: fields { name } two: fields { name } }',
  ),
  abuse('a flood of introspections', '200 ×5', (at) =>
    flood(5, () =>
      ask(at, {
        method: 'POST',
        path: '/graphql',
        headers: json,
        body: JSON.stringify({ query: getIntrospectionQuery() }),
      }),
    ),
  ),
];

const values: readonly Abuse[] = [
  graph('variables that are too deep', '400 limit-variables', filtered, {
    f: boxed(limits.variables) as Values,
  }),
  graph(
    'more variables than are declared',
    '200',
    filtered,
    Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`v${i}`, i])),
  ),
  graph(
    'a variable that would be a prototype',
    '200',
    filtered,
    JSON.parse('{"f": {}, "__proto__": {"f": {"nothing": 1}}}') as Values,
  ),
  graph(
    'a huge list in a document',
    '200 list-length',
    divisions(`filter: { code: { in: [${many(limits.listItems + 1, () => '"510117"')}] } }`),
  ),
  graph('a huge list in the variables', '200 list-length', filtered, {
    f: { code: { in: Array.from({ length: 50_000 }, () => '510117') } },
  }),
  graph('a huge text', '200 text-length', 'query Q($s: String) { divisions(search: $s) { totalCount } }', {
    s: '社'.repeat(200_000),
  }),
  graph('a filter with too many terms', '200 filter-terms', filtered, {
    f: { or: Array.from({ length: limits.filterTerms + 1 }, () => eq) },
  }),
  graph('a filter that is too deep', '200 filter-depth', filtered, {
    f: boxed(limits.filterDepth + 1) as Values,
  }),
  graph(
    'an order with too many parts',
    '200 list-length',
    divisions(`orderBy: [${many(limits.orderBy + 1, () => '{ field: CODE }')}]`),
  ),
  graph('a page that is too large', '200 page-size', divisions('first: 2000000000')),
  graph('a page of less than nothing', '200 page-size', divisions('first: -1')),
  graph('a number that no number can be', '400 BAD_REQUEST', divisions('first: 1e400')),
  graph('a page from both ends', '200 page-direction', divisions('first: 1, last: 1')),
  graph(
    'an operation that costs too much',
    '200 COST_EXCEEDED',
    '{ divisions(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { name } } } } } } }',
  ),
  graph(
    'a cursor that was forged',
    '200 cursor-of-this-list',
    divisions(`after: "${Buffer.from('[1,"x"]').toString('base64url')}"`),
  ),
  graph(
    'a cursor of a hundred thousand characters',
    '200 cursor-of-this-list',
    divisions(`after: "${'A'.repeat(100_000)}"`),
  ),
  graph(
    'an id that was forged',
    '200',
    '{ organization(ref: { id: "org_990101_00000000-0000-7000-8000-000000000000" }) { id } }',
  ),
  graph(
    'an id with SQL in it',
    '200 id-form',
    `{ organization(ref: { id: "org_990101_'; DROP TABLE x; --" }) { id } }`,
  ),
  body(
    'a document that was never registered',
    '400 trusted-document-exists',
    JSON.stringify({ documentId: `sha256:${'0'.repeat(64)}` }),
  ),
  body(
    'a persisted query that was never registered',
    '400 trusted-document-exists',
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }),
  ),
  body(
    'a document by an id that is no text',
    '400 BAD_REQUEST',
    JSON.stringify({ documentId: { $ne: null } }),
  ),
];

const bodies: readonly Abuse[] = [
  body(
    'many operations in one body',
    '400 BAD_REQUEST',
    JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ viewer { subject } }' }))),
  ),
  body('variables that are a list', '400 BAD_REQUEST', JSON.stringify({ query: filtered, variables: [1] })),
  body('a body that is too large', '413 limit-body', `{"query":"${' '.repeat(limits.bodyBytes)}"}`),
  body('JSON that is broken', '400 BAD_REQUEST', '{"query":'),
  body('JSON that is no object', '400 BAD_REQUEST', '"query"'),
  body(
    'JSON that is a hundred thousand lists deep',
    '400 BAD_REQUEST',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  ),
  body('no body', '400 BAD_REQUEST', ''),
  body('a body that says it is plain text', '400 BAD_REQUEST', '{"query":"{ viewer { subject } }"}', {
    'Content-Type': 'text/plain',
  }),
  body('a form of a strange site', '400 BAD_REQUEST', 'query=%7B%20viewer%20%7D', {
    'Content-Type': 'application/x-www-form-urlencoded',
  }),
  body('a charset that is unknown', '415 BAD_REQUEST', '{"query":"{ viewer { subject } }"}', {
    'Content-Type': 'application/json; charset=x-nothing',
  }),
  body('a packed body that grows a thousandfold', '413 limit-body', gzipSync(Buffer.alloc(20_000_000, ' ')), {
    'Content-Encoding': 'gzip',
  }),
  body('a body that is not packed as it says', '400 BAD_REQUEST', '{"query":"{ viewer { subject } }"}', {
    'Content-Encoding': 'gzip',
  }),
  body('a packing that is unknown', '415 BAD_REQUEST', '{}', { 'Content-Encoding': 'x-nothing' }),
  body('a position that was never told', '400 read-after-form', '{"query":"{ viewer { subject } }"}', {
    'Gongzhi-Read-After': "0/0' OR 1=1",
  }),
  http(
    'a write in an address',
    '405 BAD_REQUEST',
    {
      path: `/graphql?query=${encodeURIComponent('mutation { createOrganization(input: { name: "示例", kind: ENTERPRISE, division: { code: "990101" }, idempotencyKey: "abuse-write" }) { replayed } }')}`,
      headers: { 'Apollo-Require-Preflight': '1' },
    },
    'with a key',
  ),
  http('a query that a strange page could send', '400 BAD_REQUEST', {
    path: `/graphql?query=${encodeURIComponent('{ viewer { subject } }')}`,
  }),
  http('a method that the graph does not know', '405 BAD_REQUEST', {
    method: 'DELETE',
    path: '/graphql',
    headers: json,
  }),
  bytes('a method that HTTP does not know', '400', 'ABUSE /graphql HTTP/1.1\r\nHost: abuse\r\n\r\n'),
  http('a method that shows what was sent', '404 NOT_FOUND', { method: 'TRACE', path: '/health/live' }),
  bytes('a tunnel', 'cut', 'CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: abuse\r\n\r\n'),
];

const credentials: readonly Abuse[] = [
  ...(
    [
      [
        'a flood of wrong keys',
        (at: Abused, i: number) => `${at.key.slice(0, -4)}${String(i).padStart(4, 'x')}`,
      ],
      [
        'a flood of keys that never were',
        (_: Abused, i: number) => `gz_live_${String(i).padStart(10, '0')}_${'x'.repeat(43)}`,
      ],
      [
        'tokens that nobody signed',
        (_: Abused, i: number) => unsigned({ iss: 'http://localhost', sub: `${i}`, exp: 9_999_999_999 }),
      ],
    ] as const
  ).map(([name, key]) =>
    abuse(name, '401 UNAUTHENTICATED ×20', (at) =>
      flood(20, (i) =>
        ask(at, {
          method: 'POST',
          path: '/graphql',
          headers: { ...json, Authorization: `Bearer ${key(at, i)}` },
          body: '{"query":"{ viewer { subject } }"}',
        }),
      ),
    ),
  ),
  body('a credential of another kind', '401 UNAUTHENTICATED', '{}', { Authorization: 'Basic YTpi' }),
  body('a credential of ten thousand characters', '401 UNAUTHENTICATED', '{}', {
    Authorization: `Bearer ${'x'.repeat(10_000)}`,
  }),
  http('a stream with a wrong key', '401 UNAUTHENTICATED', {
    path: `/graphql/stream?query=${encodeURIComponent(subscription)}`,
    headers: { Authorization: 'Bearer gz_live_wrong' },
  }),
  socket('a WebSocket with a wrong key', 'closed 4403', {
    messages: [
      JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer gz_live_wrong' } }),
    ],
  }),
  http('a client that nobody knows', '401 invalid_client', {
    method: 'POST',
    path: '/oauth/token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: 'Basic YTpi' },
    body: 'grant_type=client_credentials',
  }),
  http('a request for a token that is too large', '400 invalid_request', {
    method: 'POST',
    path: '/oauth/token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `a=${'x'.repeat(tokens.requestBytes)}`,
  }),
];

/** All of them. */
export const abuses: readonly Abuse[] = [
  ...documents,
  ...values,
  ...bodies,
  ...credentials,
  ...abusesOfTheWire,
];

/** The trusted document that the cases call by its address; it must be registered by whom the key belongs to. */
export const abusedDocument = {
  name: 'abused',
  text: 'query ($first: Int) { divisions(first: $first) { nodes { code } } }',
} as const;

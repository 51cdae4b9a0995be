// Every place of a request that takes a text from whoever sends it: as requests around the text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { purposeHeader } from '../../../src/platform/privacy/purpose.js';
import { faultOfError } from './asking.js';

/** A request; with a credential of every right where nothing else is said. */
export interface Sending {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What a place needs to be reached at all. */
export interface Known {
  readonly authorization: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A request around a text. */
type Place = (text: string, known: Known) => Sending;

/** A text as it stands in an address; halves of characters have no bytes. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString()).slice(0, 3_000);

const json = (path: string, of: (text: string) => unknown): Place => {
  return (text, { authorization }) => ({
    path,
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(of(text)),
  });
};
const get = (of: (text: string) => string): Place => {
  return (text, { authorization }) => ({ path: of(encoded(text)), headers: { authorization } });
};
const post = (of: (text: string) => string, content: (text: string) => string | Buffer): Place => {
  return (text, { authorization }) => ({
    path: of(encoded(text)),
    method: 'POST',
    headers: { authorization },
    body: content(text),
  });
};
const form = (of: (text: string, known: Known) => Readonly<Record<string, string>>): Place => {
  return (text, known) => ({
    path: '/oauth/token',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(of(text, known)).toString(),
  });
};
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

const addresses: readonly Place[] = [
  get((p) => `/graphql?query=${p}`),
  get((p) => `/graphql?query=%7B__typename%7D&variables=${p}`),
  get((p) => `/graphql?query=%7B__typename%7D&operationName=${p}`),
  get((p) => `/graphql?query=%7B__typename%7D&extensions=${p}`),
  get((p) => `/graphql/stream?query=${p}&variables=${p}`),
  get((p) => `/graphql/stream?documentId=${p}`),
  get((p) => `/files/${p}`),
  get((p) => `/files/evf_990101_${p}`),
  get((p) => `/exports/${p}`),
  get((p) => `/exports/bex_990101_${p}`),
  get((p) => `/imports/bim_990101_${p}/refused.csv`),
  get((p) => `/imports/templates/${p}.csv`),
  get((p) => `/documents/${p}`),
  get((p) => `/documents/${p}.csv`),
  get((p) => `/documents/public-sheet.html?fund=${p}&year=${p}`),
  get((p) => `/documents/public-sheet.csv?${p}=1`),
  get((p) => `/ledger/${p}`),
  get((p) => `/ledger/990101.hledger?fund=${p}&from=${p}&knownAt=${p}`),
  get((p) => `/ledger/990101.jsonl?fund=fnd_990101_${p}`),
  get((p) => `/ledger/heads.json?tenant=${p}`),
  get((p) => `/ledger/990101/vouchers/${p}`),
  get((p) => `/q/${p}.csv?${p}=${p}`),
  get((p) => `/q/places.csv?code=${p}`),
  get((p) => `/q/places.json?search=${p}`),
  get((p) => `/q/places.csv?cursor=${p}&titles=${p}`),
  get((p) => `/q/places.xlsx?${p}=x`),
  get((p) => `/q/places.json?order=${p}`),
  get((p) => `/${p}`),
  // Who has no credential comes as far as here.
  (text) => ({ path: `/documents/${encoded(text)}.csv` }),
];

const subscription =
  'subscription ($after: BigInt, $types: [String!], $within: DivisionCode) { changes(after: $after, types: $types, within: $within) { sequence } }';
const graphs = ['/graphql', '/graphql/stream', '/subgraph'];

const bodies: readonly Place[] = [
  ...graphs.flatMap((path) => [
    json(path, (p) => p),
    json(path, (p) => [p]),
    json(path, (p) => ({ query: p })),
    json(path, (p) => ({ query: '{ __typename }', variables: p })),
    json(path, (p) => ({ query: '{ __typename }', variables: { [p]: p } })),
    json(path, (p) => ({ query: '{ __typename }', operationName: p })),
    json(path, (p) => ({ query: '{ __typename }', extensions: { [p]: p } })),
    json(path, (p) => ({ documentId: p })),
    json(path, (p) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: p } } })),
  ]),
  json('/graphql/stream', (p) => ({ query: subscription, variables: { after: p } })),
  json('/graphql/stream', (p) => ({ query: subscription, variables: { types: [p] } })),
  json('/graphql/stream', (p) => ({ query: subscription, variables: { within: p } })),
  ...[
    (p: string): unknown => ({ __typename: p, id: p }),
    (p: string): unknown => ({ __typename: 'Organization', id: `org_990101_${p}` }),
    (p: string): unknown => ({ __typename: 'Organization', id: p, [p]: p }),
    (p: string): unknown => p,
  ].map((of) =>
    json('/subgraph', (p) => ({
      query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
      variables: { of: [of(p)] },
    })),
  ),
  ...['document', 'variables'].map((name) =>
    json('/graphql', (p) => ({
      query:
        'mutation ($input: ExportQueryInput!) { exportQuery(input: $input) { userErrors { code rule message } } }',
      variables: {
        input: {
          document: '{ divisions { nodes { code } } }',
          format: 'CSV',
          idempotencyKey: 'injected-export',
          dryRun: true,
          [name]: p,
        },
      },
    })),
  ),
  ...['url', 'selection', 'types'].map((name) =>
    json('/graphql', (p) => ({
      query:
        'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { userErrors { code rule message } } }',
      variables: {
        input: {
          division: { code: '990101' },
          url: 'https://93.184.215.14/',
          signature: 'V1',
          idempotencyKey: 'injected-webhook',
          dryRun: true,
          [name]: name === 'types' ? [p] : p,
        },
      },
    })),
  ),
];

const pdf = Buffer.from('%PDF-1.7\n%%EOF\n');
const table = 'operation=createOrganization&dryRun=true';

const uploads: readonly Place[] = [
  post(
    (p) => `/files?division=${p}&kind=INVOICE&fileName=a.pdf`,
    () => pdf,
  ),
  post(
    (p) => `/files?division=990101001001&kind=${p}&fileName=a.pdf`,
    () => pdf,
  ),
  post(
    (p) => `/files?division=990101001001&kind=INVOICE&fileName=${p}&dryRun=true`,
    () => pdf,
  ),
  post(
    () => '/files?division=990101001001&kind=INVOICE&fileName=a.pdf&dryRun=true',
    (p) => p,
  ),
  post(
    (p) => `/files?${p}=${p}`,
    (p) => p,
  ),
  post(
    (p) => `/imports?operation=${p}`,
    () => '名称\nx\n',
  ),
  post(
    (p) => `/imports?${table}&onError=${p}`,
    () => '名称\nx\n',
  ),
  post(
    (p) => `/imports?${table}&keyColumn=${p}`,
    () => '名称\nx\n',
  ),
  post(
    (p) => `/imports?${table}&fileName=${p}`,
    () => '名称\nx\n',
  ),
  post(
    () => `/imports?${table}`,
    (p) => p,
  ),
  post(
    () => `/imports?${table}`,
    (p) => `名称,${JSON.stringify(p)}\n${JSON.stringify(p)},x\n`,
  ),
  post(
    (p) => `/exports/${p}`,
    (p) => p,
  ),
];

const tokens: readonly Place[] = [
  form((p) => ({ grant_type: p })),
  form((p, { clientId, clientSecret }) => ({
    grant_type: p,
    client_id: clientId,
    client_secret: clientSecret,
  })),
  form((p, { clientId, clientSecret }) => ({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: p,
  })),
  form((p) => ({ grant_type: 'client_credentials', client_id: p, client_secret: p })),
  form((p) => ({ grant_type: 'client_credentials', client_assertion_type: p, client_assertion: p })),
  form((p) => ({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion:
      [
        { alg: p, kid: p },
        { sub: p, iss: p },
      ]
        .map((part) => base64(JSON.stringify(part)))
        .join('.') + `.${base64(p)}`,
  })),
  form((p) => ({ [p]: p })),
  (text) => ({
    path: '/oauth/token',
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${text}:${text}`).toString('base64')}`,
    },
    body: 'grant_type=client_credentials',
  }),
  (text) => ({
    path: '/oauth/token',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: text,
  }),
];

/** Headers that requests of each kind are asked about, and those that what they are built on reads. */
export const headerNames: readonly string[] = [
  'accept',
  'accept-language',
  'authorization',
  'baggage',
  'connection',
  'consistency',
  'content-encoding',
  'content-type',
  'cookie',
  'gongzhi-read-after',
  purposeHeader,
  'host',
  'idempotency-key',
  'if-none-match',
  'if-range',
  'last-event-id',
  'origin',
  'range',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'traceparent',
  'tracestate',
  'upgrade',
  'x-apollo-operation-name',
  'x-forwarded-for',
  'x-http-method-override',
  'x-request-id',
];

const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
const handshake = {
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  'sec-websocket-protocol': 'graphql-transport-ws',
};
const streamed = encodeURIComponent('subscription { changes(after: "999999999") { sequence } }');

/** What ends a line in a header is the sender's own; what is left of it is one. */
const line = (text: string): string => text.replaceAll(/[\r\n]/g, ' ').slice(0, 2_000);

/** Requests that read their headers, with a text in one of them. */
const headed: readonly Place[] = headerNames.flatMap((name): readonly Place[] =>
  [
    { path: '/graphql?query=%7Bdivisions%7BtotalCount%7D%7D' },
    { path: `/graphql/stream?query=${streamed}` },
    { path: '/q/places.csv' },
    { path: '/imports/templates/createOrganization.csv' },
    { path: `/imports?${table}`, method: 'POST' as const, body: '名称\nx\n' },
    {
      path: '/files?division=990101001001&kind=INVOICE&fileName=a.pdf&dryRun=true',
      method: 'POST' as const,
      body: pdf,
    },
    { path: '/graphql', headers: { ...upgrade, ...handshake } },
    { path: '/documents/' },
  ].map((sending: Sending): Place => {
    return (text, { authorization }) => ({
      ...sending,
      // Who keeps the connection would be waited for.
      headers: {
        authorization,
        ...sending.headers,
        [name]: name === 'connection' ? `close, ${line(text)}` : line(text),
      },
    });
  }),
);

const credentials: readonly Place[] = ['Bearer', 'Basic', 'bearer gz_test_'].flatMap((scheme) =>
  graphs.concat('/documents/', '/exports/x', '/q/places.csv').map((path): Place => {
    return (text) => ({ path, headers: { authorization: `${scheme} ${line(text)}_${line(text)}` } });
  }),
);

/** All places. */
export const places: readonly Place[] = [
  ...addresses,
  ...bodies,
  ...uploads,
  ...tokens,
  ...headed,
  ...credentials,
];

/** Names of headers that the program asks requests for, as its source says. */
export function headersRead(): readonly string[] {
  const found = new Set<string>();
  for (const folder of ['src/server', 'src/platform'])
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.name.endsWith('.ts')) continue;
      const source = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      for (const [, dotted, quoted] of source.matchAll(/headers(?:\.(\w+)\b(?!\()|\[\s*'([\w-]+)'\s*\])/g))
        found.add((dotted ?? quoted)!);
    }
  return [...found];
}

/** Codes of RFC 6749, and that of RFC 6750, which stand where others have a rule. */
const oauthCodes = new Set(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope']);

/** What is wrong with an answer to a text in any place; null where nothing is. */
export function faultOfResponse(status: number, body: string): string | null {
  if (!(status >= 100 && status < 500)) return `the status is ${status}`;
  if (/root:.*:0:0:|at \w+ \(|node_modules/.test(body)) return 'it tells of the inside';
  if (!body.startsWith('{') || status < 300) return null;
  const told = JSON.parse(body) as {
    readonly error?: string;
    readonly errors?: readonly {
      message: string;
      extensions?: { code?: string; rule?: string; params?: object };
    }[];
  };
  if (told.error !== undefined) return oauthCodes.has(told.error) ? null : `no error is called ${told.error}`;
  for (const { message, extensions } of told.errors ?? []) {
    // What graphql-js says quotes the document, in which there may be anything; a rule quotes what it gives beside it.
    const quoted = Object.values(extensions?.params ?? {}).filter((one) => typeof one === 'string');
    const own = quoted.reduce((text, one) => text.replaceAll(one, '…'), message);
    const wrong = faultOfError(extensions?.code, extensions?.rule, extensions?.rule ? own : 'quoted');
    if (wrong !== null) return wrong;
  }
  return null;
}

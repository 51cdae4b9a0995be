// Secrets stay where they belong: none is in the log at its most talkative, in spans, numbers, answers or tables.
import { generateKeyPairSync, hkdfSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { models } from '../../src/generated/datamodel.js';
import { environmentNames, readEnvironment } from '../../src/kernel/environment.js';
import { run } from '../../src/kernel/write/run.js';
import { demoRoles, ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { readKeyText } from '../../src/platform/auth/key-form.js';
import { keepBulkIn } from '../../src/platform/bulk/contents.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { openReplicas } from '../../src/platform/database/replicas.js';
import { openStorage } from '../../src/platform/files/storage.js';
import { log, openLog } from '../../src/platform/log.js';
import { keyRing } from '../../src/platform/privacy/keys.js';
import { openTracing } from '../../src/platform/telemetry/tracing.js';
import { keysOf } from '../../src/platform/webhooks/keys.js';
import { workOnce } from '../../src/server/bulk-worker.js';
import { listen } from '../../src/server/http.js';
import { openPlatform } from '../../src/server/platform.js';
import { openWebhooks } from '../../src/server/webhook-worker.js';
import { issuedCredential } from '../support/access.js';
import { grantsOn, mighty } from '../support/domains.js';
import { listsOf, textOf } from '../support/laws/ways-out.js';
import { everyOperation, stepsWith, submit } from '../support/operations.js';
import { demoCaller, mutation, usePlatform } from '../support/platform.js';
import { sampleOf } from '../support/samples.js';
import { testServer } from '../support/test-run.js';
import { makeEvents, makeReader } from '../support/webhooks.js';

const gongzhi = usePlatform('seeded');

const secret = (name: string): string => `${name}Kq7w9ZsecretX3vB5nM1cT8rY2uP6hJ4`;
/** A key that signs tokens, as the environment of several servers gives it. */
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const tokenKey = { ...privateKey.export({ format: 'jwk' }), kid: 'canary' };
/** What the environment of a server in earnest says, with secrets that nothing else looks like. */
const environment: Readonly<Record<string, string>> = {
  GONGZHI_KEY_PEPPER: secret('pepper'),
  GONGZHI_TOKEN_KEYS: JSON.stringify({ keys: [tokenKey] }),
  FILES_S3_ENDPOINT: 'http://127.0.0.1:9',
  FILES_S3_REGION: 'cn-test',
  FILES_S3_BUCKET: 'evidence',
  FILES_S3_KEY_ID: secret('keyId'),
  FILES_S3_SECRET: secret('s3'),
  FILES_SIGNATURE_CHECK_URL: 'http://127.0.0.1:9/check',
  FILES_SIGNATURE_CHECK_TOKEN: secret('check'),
  GONGZHI_WEBHOOK_NETWORKS: '127.0.0.1/32',
};
const before = { ...process.env };

/** Secrets by what they are; those that are made on the way are added. */
const secrets = new Map<string, string>();
const lines: string[] = [];
const answers: string[] = [];
const exporter = new InMemorySpanExporter();
let stopTracing: () => Promise<void>;
let server: Server;
let dataDir: string;
let keys: Readonly<Record<string, string>>;

beforeAll(async () => {
  Object.assign(process.env, environment);
  for (const name of [
    'GONGZHI_KEY_PEPPER',
    'FILES_S3_SECRET',
    'FILES_S3_KEY_ID',
    'FILES_SIGNATURE_CHECK_TOKEN',
  ])
    secrets.set(name, environment[name]!);
  for (const name of ['serverUrl', 'adminUrl'] as const) {
    const { password } = new URL(testServer()[name]);
    if (password !== '') secrets.set(`password in ${name}`, decodeURIComponent(password));
  }
  secrets.set('private key of tokens', tokenKey.d!);
  for (const { id, secret: key } of keyRing().all) remember(`key ${id} of personal data`, key);
  remember(
    'key of webhook keys',
    Buffer.from(hkdfSync('sha256', environment['GONGZHI_KEY_PEPPER']!, '', 'gongzhi webhook keys 1', 32)),
  );
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  openLog('trace', sink);
  stopTracing = openTracing(new SimpleSpanProcessor(exporter));
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-secrets-'));
  await ensureDemoKeys(gongzhi.pool, dataDir);
  keys = await readDemoKeys(dataDir);
  for (const role of demoRoles) secrets.set(`key of ${role}`, readKeyText(keys[role]!)!.secret);
  server = await listen(gongzhi.platform, 0, dataDir);
}, 60_000);

afterAll(async () => {
  openLog('silent');
  await stopTracing();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
  process.env = before;
});

/** Keeps a secret of bytes in mind. */
function remember(name: string, bytes: Buffer): void {
  secrets.set(`${name} in hex`, bytes.toString('hex'));
  secrets.set(`${name} in base64`, bytes.toString('base64').replace(/=+$/, ''));
  secrets.set(`${name} in base64url`, bytes.toString('base64url'));
}

const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Sends a request, and keeps what is answered. */
async function send(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(base() + path, init);
  const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
  answers.push(text);
  return text;
}

/** Every way in which a secret may stand somewhere. */
const forms = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
];

/** Where secrets stand in texts. */
function found(where: string, texts: readonly string[]): readonly string[] {
  const all = [...new Set(texts)].join('\n');
  return [...secrets]
    .filter(([, text]) => forms(text).some((form) => all.includes(form)))
    .map(([name]) => `${name} in ${where}`);
}

/** What an address has after its question mark may be a secret; the address is kept where it is, and told to its keepers. */
const ofAddress = 'token in an address';

/** Where secrets stand in the tables. */
async function foundInTables(): Promise<readonly string[]> {
  const all: string[] = [];
  for (const table of Object.keys(models)) {
    const rows = await gongzhi.admin<{ row: string }>(`SELECT t::text AS row FROM "${table}" t`);
    all.push(
      ...found(
        table,
        rows.map(({ row }) => row),
      ),
    );
  }
  return all;
}

const json = { 'content-type': 'application/json' };

/** Requests that succeed, and such as fail in every way that one can, each with a credential. */
async function provoke(authorization: string, key: string): Promise<void> {
  const headers = { authorization };
  const graph = (body: string): Promise<string> =>
    send('/graphql', { method: 'POST', headers: { ...headers, ...json }, body });
  await graph(
    JSON.stringify({ query: '{ viewer { subject audience scopes } divisions(first: 1) { totalCount } }' }),
  );
  await graph(JSON.stringify({ query: '{ nothing }' }));
  await graph('{ "query": ');
  await graph(
    JSON.stringify({
      query: 'query ($i: Int!) { divisions(first: $i) { totalCount } }',
      variables: { i: 'x' },
    }),
  );
  await graph(
    JSON.stringify({
      query:
        'mutation { createFund(input: { idempotencyKey: "12345678", kind: MICRO, name: "x", division: { code: "990101" }, restriction: PURPOSE, dryRun: true }) { userErrors { message } } }',
    }),
  );
  for (const path of [
    '/files/evf_990101_00000000-0000-7000-8000-000000000000',
    '/documents/',
    '/documents/none.csv',
    '/ledger/990101.hledger',
    '/ledger/heads.json',
    '/exports/x',
    '/imports/x',
    '/nowhere',
    '/metrics',
    '/graphiql',
    '/.well-known/openid-configuration',
    '/.well-known/jwks.json',
  ])
    await send(path, { headers });
  // The storage outside is away, and fails in the middle of what it was asked.
  const labels = new URLSearchParams({ division: '990101', kind: 'OTHER', fileName: 'a.pdf' });
  await send(`/files?${labels.toString()}`, {
    method: 'POST',
    headers,
    body: '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n',
  });
  await send('/oauth/token', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'gz_test_0000000000',
      client_secret: key,
    }).toString(),
  });
}

describe('no secret is told', () => {
  test('when operations reveal new ones, and repeat themselves', async () => {
    for (const [name, operation] of everyOperation()) {
      if (operation.reveals?.['secret'] === undefined) continue;
      const input = await sampleOf(gongzhi, name);
      const selection = Object.keys(operation.reveals).join(' ');
      const [one, again] = [1, 2].map(() =>
        gongzhi.query(mutation(name, selection), { input }, { as: mighty() }),
      );
      const told = (await one!).data![name] as Readonly<Record<string, string | null>>;
      const replayed = (await again!).data![name] as Readonly<Record<string, string | null>>;
      const both = [told['secret'], replayed['secret']].filter((text) => text !== null && text !== undefined);
      for (const text of both) {
        const [form] = text.split('_') as [string];
        const own = text.slice(text.lastIndexOf('_') + 1);
        secrets.set(`secret of ${name}`, own);
        if (form === 'whsec') remember(`secret of ${name}`, Buffer.from(own, 'base64'));
      }
      // Whoever comes second is not told again.
      expect([name, both.length]).toEqual([name, both.length <= 1 ? both.length : -1]);
    }
    expect([...secrets.keys()].filter((name) => name.startsWith('secret of')).length).toBeGreaterThan(1);
  });

  test('by requests that succeed and requests that fail, at the highest level of the log', async () => {
    for (const role of ['district', 'enterprise', 'vendor'] as const) {
      const key = keys[role]!;
      await provoke(`Bearer ${key}`, key);
      await provoke(`Bearer ${key}x`, key);
      await provoke(`Basic ${Buffer.from(`${key}:${key}`).toString('base64')}`, key);
      await provoke(key, key);
    }
    await send('/graphql', { headers: { cookie: `key=${keys['admin']!}`, 'x-api-key': keys['admin']! } });
    expect(lines.length).toBeGreaterThan(100);
    expect(exporter.getFinishedSpans().length).toBeGreaterThan(100);
  });

  test('when a client of OAuth proves itself by its secret, and by its tokens', async () => {
    const { clientId, secret: whole } = await issuedCredential(gongzhi, { kind: 'CLIENT_SECRET' });
    const own = whole.slice(whole.lastIndexOf('_') + 1);
    secrets.set('secret of a client', own);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = (more: object): URLSearchParams =>
      new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: whole,
        ...more,
      });
    const asked = { method: 'POST', headers: form };
    // The one answer that tells the token.
    const response = await fetch(`${base()}/oauth/token`, { ...asked, body: posted({}).toString() });
    const { access_token: token } = (await response.json()) as { access_token: string };
    secrets.set('signature of a token', token.split('.')[2]!);
    expect(token.split('.').length).toBe(3);
    for (const wrong of [
      { client_secret: `${whole}x` },
      { scope: 'funds:admin' },
      { grant_type: 'password' },
      { client_id: `${clientId}0` },
      { client_assertion: token, client_assertion_type: 'x' },
    ])
      await send('/oauth/token', { ...asked, body: posted(wrong).toString() });
    await send('/oauth/token', { ...asked, body: `{"client_secret": "${whole}"}` });
    await provoke(`Bearer ${token}`, token);
    await provoke(`Bearer ${token}x`, token);
    await provoke(`Basic ${Buffer.from(`${clientId}:${whole}`).toString('base64')}`, whole);
    await send(`/graphql?query=%7B__typename%7D&access_token=${token}`);
    await send(`/q/none.csv?access_token=${token}`);
  });

  test('when webhooks are delivered, refused, or cannot be signed', async () => {
    const { caller } = await makeReader(gongzhi);
    secrets.set(ofAddress, secret('address'));
    for (const [i, signature] of ['V1', 'V1A', 'V1'].entries()) {
      const { secret: told, userErrors } = await gongzhi.write<{ secret: string | null }>(
        'createWebhookEndpoint',
        {
          division: { code: '990101' },
          url: `http://127.0.0.1:${i === 0 ? (server.address() as AddressInfo).port : 9}/hook?token=${secret('address')}`,
          signature,
          types: ['organizations.organization.created'],
          selection: 'subscription { changes { sequence type objects { id } } }',
        },
        'webhookEndpoint { id } secret',
        { as: caller },
      );
      expect(userErrors).toEqual([]);
      if (told !== null) secrets.set(`secret of endpoint ${i}`, told.slice('whsec_'.length));
    }
    const rows = await gongzhi.admin<{ tenant: number; id: string }>(
      `SELECT "tenant", "id" FROM "WebhookEndpoint" WHERE "state" = 'ACTIVE' ORDER BY "id"`,
    );
    for (const { tenant, id } of rows)
      for (const { material } of await withTransaction(gongzhi.pool, (db) => keysOf(db, tenant, id)))
        remember(`key of endpoint ${id}`, material);
    await makeEvents(gongzhi, 2);
    const worker = openWebhooks(gongzhi.platform);
    await worker.round();
    // One whose key was changed by somebody: nothing can be signed, and it is told why.
    await gongzhi.admin(
      `UPDATE "WebhookKey" SET "sealed" = "sealed" || '\\x00'::bytea WHERE "endpointId" = $1`,
      [rows.at(-1)!.id],
    );
    await makeEvents(gongzhi, 1);
    await worker.round();
    await worker.stop();
    const { webhookAttempts } = await gongzhi.read<{ webhookAttempts: { totalCount: number } }>(
      '{ webhookAttempts(first: 1) { totalCount } }',
      {},
      mighty(),
    );
    expect(webhookAttempts.totalCount).toBeGreaterThan(5);
  });

  test('by lists and exports of what belongs to apps', async () => {
    keepBulkIn(() => openStorage({ ...readEnvironment(), filesS3: null, dataDir }));
    const { key, caller } = await makeReader(gongzhi, grantsOn('admin', null, ['PUBLIC', 'INTERNAL']));
    const lists = listsOf(gongzhi.platform.schema('INTERNAL'));
    for (const [, document] of lists)
      answers.push(JSON.stringify(await gongzhi.query(document, {}, { as: mighty() })));
    const ofApps = ['appCredentials', 'webhookEndpoints', 'webhookDeliveries'];
    for (const [i, [, document]] of listsOf(gongzhi.platform.schema(caller.audience))
      .filter(([list]) => ofApps.includes(list))
      .entries()) {
      const { bulkExport, userErrors } = await gongzhi.write<{ bulkExport: { id: string } | null }>(
        'exportQuery',
        { document, format: ['JSONL', 'CSV', 'XLSX'][i] },
        undefined,
        { as: caller },
      );
      expect(userErrors).toEqual([]);
      while (await workOnce(gongzhi.platform));
      const response = await fetch(`${base()}/exports/${bulkExport!.id}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(response.status).toBe(200);
      const mediaType = response.headers.get('content-type')!.split(';')[0]!;
      answers.push(await textOf(Buffer.from(await response.arrayBuffer()), mediaType));
    }
  });

  test('by an environment that is wrong, and by databases that are away', async () => {
    // A word, an address with a password, and a list of them.
    const canary = secret('environment');
    secrets.set('value of the environment', canary);
    for (const name of environmentNames)
      for (const wrong of [`odd://reader:${canary}@127.0.0.1:9/x y`, `postgres://reader:${canary}@[::/x`]) {
        try {
          readEnvironment({ [name]: wrong });
        } catch (error) {
          answers.push(String(error));
        }
      }
    for (const url of [
      `postgres://reader:${canary}@127.0.0.1:9/gongzhi`,
      `postgres://reader:${canary}@[::/gongzhi`,
      `postgres://reader:${canary}@nowhere.invalid/gongzhi?sslmode=odd`,
    ]) {
      const error: unknown = await openPlatform(url).catch((reason: unknown) => reason);
      answers.push(String(error));
      log.error({ error }, 'no database');
      const copies = await openReplicas(gongzhi.pool, [url]).catch((reason: unknown) => {
        log.error({ error: reason }, 'no copy');
        answers.push(String(reason));
      });
      answers.push(JSON.stringify(copies?.states()));
      await copies?.close();
    }
  });

  test('by faults that name what they know', async () => {
    const [, operation] = everyOperation()[0]!;
    const input = await sampleOf(gongzhi, operation.name);
    const { serverUrl } = testServer();
    const knowing = [
      `connect ECONNREFUSED ${serverUrl}`,
      `the key ${keys['admin']!} was refused`,
      `authorization: Bearer ${keys['admin']!}`,
      `the endpoint signs by whsec_${secrets.get('secret of endpoint 0')!}`,
      `the token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.${secrets.get('signature of a token')!} was refused`,
    ];
    for (const message of knowing) {
      const failing = stepsWith(() => Promise.reject(new Error(message, { cause: new Error(message) })), run);
      const { answer } = await submit(
        gongzhi,
        operation,
        { ...input, dryRun: true },
        demoCaller('district'),
        failing,
      );
      answers.push(JSON.stringify(answer));
    }
    const away = new URL(serverUrl);
    away.port = '9';
    const error: unknown = await openPlatform(away.toString()).catch((reason: unknown) => reason);
    log.error(
      { error, databaseUrl: serverUrl, nested: { password: 'x', token: keys['admin'] } },
      'no database',
    );
    answers.push(String(error));
  });

  test('so that none stands anywhere', async () => {
    await send('/metrics');
    const spans = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => JSON.stringify([name, attributes, events, status]));
    expect([
      ...found('the log', lines),
      ...found('the spans', spans),
      ...found('the answers', answers),
      ...(await foundInTables()),
    ]).toEqual([`${ofAddress} in the answers`, `${ofAddress} in WebhookEndpoint`]);
    // Every line is one of JSON, whatever was sent.
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});

describe('a platform that tells one is found', () => {
  test('in the log, in a span and in a table', async () => {
    log.info({ note: environment['GONGZHI_KEY_PEPPER'] }, 'started');
    expect(found('the log', lines)).toEqual(['GONGZHI_KEY_PEPPER in the log']);
    expect(
      found('a span', [JSON.stringify({ 'http.request.header.authorization': `Bearer ${keys['vendor']!}` })]),
    ).toEqual(['key of vendor in a span']);
    await gongzhi.admin(`UPDATE "App" SET "purpose" = $1 WHERE "name" = 'demo-admin'`, [
      Buffer.from(environment['FILES_S3_SECRET']!).toString('hex'),
    ]);
    expect(await foundInTables()).toContain('FILES_S3_SECRET in App');
  });
});

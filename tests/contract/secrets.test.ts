// Secrets stay where they belong: none is in the log at its most talkative, in spans, numbers, answers or tables.
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { models } from '../../src/generated/datamodel.js';
import { run } from '../../src/kernel/write/run.js';
import { demoRoles, ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { readKeyText } from '../../src/platform/auth/key-form.js';
import { log, openLog } from '../../src/platform/log.js';
import { openTracing } from '../../src/platform/telemetry/tracing.js';
import { listen } from '../../src/server/http.js';
import { openPlatform } from '../../src/server/platform.js';
import { mighty } from '../support/domains.js';
import { everyOperation, stepsWith, submit } from '../support/operations.js';
import { demoCaller, mutation, usePlatform } from '../support/platform.js';
import { sampleOf } from '../support/samples.js';
import { testServer } from '../support/test-run.js';

const gongzhi = usePlatform('seeded');

const secret = (name: string): string => `${name}Kq7w9ZsecretX3vB5nM1cT8rY2uP6hJ4`;
/** What the environment of a server in earnest says, with secrets that nothing else looks like. */
const environment: Readonly<Record<string, string>> = {
  GONGZHI_KEY_PEPPER: secret('pepper'),
  FILES_S3_ENDPOINT: 'http://127.0.0.1:9',
  FILES_S3_REGION: 'cn-test',
  FILES_S3_BUCKET: 'evidence',
  FILES_S3_KEY_ID: secret('keyId'),
  FILES_S3_SECRET: secret('s3'),
  FILES_SIGNATURE_CHECK_URL: 'http://127.0.0.1:9/check',
  FILES_SIGNATURE_CHECK_TOKEN: secret('check'),
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

/** Sends a request, and keeps what is answered. */
async function send(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
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
  const all = texts.join('\n');
  return [...secrets]
    .filter(([, text]) => forms(text).some((form) => all.includes(form)))
    .map(([name]) => `${name} in ${where}`);
}

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
      for (const text of both) secrets.set(`secret of ${name}`, text.split('_').at(-1)!);
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

  test('by faults that name what they know', async () => {
    const [, operation] = everyOperation()[0]!;
    const input = await sampleOf(gongzhi, operation.name);
    const { serverUrl } = testServer();
    const knowing = [
      `connect ECONNREFUSED ${serverUrl}`,
      `the key ${keys['admin']!} was refused`,
      `authorization: Bearer ${keys['admin']!}`,
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
    const spans = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => JSON.stringify([name, attributes, events, status]));
    expect([
      ...found('the log', lines),
      ...found('the spans', spans),
      ...found('the answers', answers),
      ...(await foundInTables()),
    ]).toEqual([]);
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
    expect(await foundInTables()).toEqual(['FILES_S3_SECRET in App']);
  });
});

// The demo keys: there after the first start, the same after the next, and never more than one file of them alive.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock, nowMs } from '../../src/kernel/clock.js';
import { credentials } from '../../src/kernel/config.js';
import { loadedId } from '../../src/kernel/ids.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { demoCaller, demoRoles, ensureDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { pepperIn } from '../../src/platform/auth/pepper.js';
import { openPool } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';

const database = useDatabase('empty');
let pool: pg.Pool;
let folder: string;

beforeAll(() => {
  pool = openPool(database.url);
});
afterAll(() => pool.end());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongzhi-demo-'));
  await database.query('TRUNCATE "Tenant", "App", "AppCredential", "AccessGrant" CASCADE');
  await database.query(
    `INSERT INTO "Tenant" ("tenant", "name", "synthetic") VALUES (990101, '示例区', true)`,
  );
});
afterEach(() => rm(folder, { recursive: true }));

/** Names of the organizations of the demo county that roles act for, by their keys. */
const names = new Map(
  [
    '示例童萌社区服务有限公司',
    '示例晨光社区居民委员会',
    '示例东街道办事处',
    '示例区民政局',
    '示例社区发展基金会',
  ].map((name) => [loadedId('Organization', 990_101, name), name]),
);

/** Scopes on every domain with one verb, and with another on some. */
const all = (verb: string, but: Readonly<Record<string, string>> = {}): string =>
  [
    'calendar',
    'facts',
    'files',
    'funds',
    'organizations',
    'partners',
    'party',
    'revenue-sharing',
    'self-governance',
    'territory',
  ]
    .map((domain) => `${domain}:${but[domain] ?? verb}`)
    .concat(`apps:${but['apps'] ?? 'write'}`, `privacy:${but['privacy'] ?? 'read'}`)
    .sort()
    .join(' ');

const keys = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(join(folder, 'demo-keys.json'), 'utf8')) as Record<string, string>;
const enter = (key: string | undefined) => authenticate(pool, `Bearer ${key}`, 'zh-CN');
const rightsOf = async (role: string): Promise<readonly string[]> => {
  const { audience, grants, organizationId } = await enter((await keys())[role]);
  const of = (list: readonly unknown[]): string => [...new Set(list)].join(' ');
  return [
    audience,
    of(grants.map((grant) => grant.scope)),
    of(grants.map((grant) => grant.division ?? 'everywhere')),
    of(grants.map((grant) => grant.dataClass)),
    names.get(organizationId ?? '') ?? 'for nobody',
  ];
};

test('the file names one key per role, for its owner only', async () => {
  const file = await ensureDemoKeys(pool, folder);
  expect(file).toBe(join(folder, 'demo-keys.json'));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(Object.keys(await keys())).toEqual([
    'vendor',
    'enterprise',
    'resource-unit',
    'resident',
    'grid-worker',
    'community',
    'street',
    'district',
    'treasurer',
    'auditor',
    'admin',
    'system-admin',
    'security-admin',
    'audit-admin',
  ]);
  for (const key of Object.values(await keys())) expect(key).toMatch(/^gz_test_/);
});

test('each role has its rights and no others', async () => {
  await ensureDemoKeys(pool, folder);
  const staff = 'PUBLIC CONDITIONAL INTERNAL PERSONAL';
  expect(await Promise.all(demoRoles.map(rightsOf))).toEqual([
    ['PARTNER', all('read'), 'everywhere', 'PUBLIC', 'for nobody'],
    [
      'PARTNER',
      all('read', { 'revenue-sharing': 'write', files: 'write' }),
      '990101',
      'PUBLIC',
      '示例童萌社区服务有限公司',
    ],
    ['PARTNER', all('read', { files: 'write' }), '990101001', 'PUBLIC', 'for nobody'],
    ['PUBLIC', all('read', { apps: 'read' }), '990101001001', 'PUBLIC', 'for nobody'],
    [
      'INTERNAL',
      all('read', { files: 'write', apps: 'read' }),
      '990101001001',
      'PUBLIC INTERNAL',
      '示例晨光社区居民委员会',
    ],
    ['INTERNAL', all('write', { privacy: 'write' }), '990101001001', staff, '示例晨光社区居民委员会'],
    ['INTERNAL', all('write', { privacy: 'write' }), '990101001', staff, '示例东街道办事处'],
    ['INTERNAL', all('write', { privacy: 'write' }), '990101', staff, '示例区民政局'],
    [
      'INTERNAL',
      all('read', { funds: 'write', files: 'write' }),
      '990101',
      'PUBLIC CONDITIONAL',
      '示例社区发展基金会',
    ],
    ['INTERNAL', all('read'), '990101', 'PUBLIC CONDITIONAL', 'for nobody'],
    [
      'INTERNAL',
      all('admin', { privacy: 'admin' }),
      'everywhere',
      'PUBLIC CONDITIONAL INTERNAL',
      'for nobody',
    ],
    ['INTERNAL', 'apps:admin', '990101', 'PUBLIC INTERNAL', 'for nobody'],
    ['INTERNAL', 'access:admin privacy:admin', '990101', 'PUBLIC INTERNAL', 'for nobody'],
    ['INTERNAL', 'audit:read', '990101', 'PUBLIC INTERNAL', 'for nobody'],
  ]);
});

test('a caller made of a role is the one that its key makes', async () => {
  await ensureDemoKeys(pool, folder);
  const facts = ({ app, subject, audience, organizationId, language, grants }: Caller) => ({
    app,
    subject,
    audience,
    organizationId,
    language,
    grants: grants.map((grant) => JSON.stringify(grant)).sort(),
  });
  for (const role of demoRoles)
    expect(facts(demoCaller(role, 'zh-CN'))).toEqual(facts(await enter((await keys())[role])));
});

test('a second start changes neither the file nor the database', async () => {
  await ensureDemoKeys(pool, folder);
  const rows = () => database.query(`SELECT to_jsonb(k) FROM "AppCredential" k ORDER BY "id"`);
  const before = [await keys(), await rows()];
  await ensureDemoKeys(pool, folder);
  expect([await keys(), await rows()]).toEqual(before);
});

test('a lost file is written anew, and the keys that were in it end', async () => {
  await ensureDemoKeys(pool, folder);
  const lost = await keys();
  await rm(join(folder, 'demo-keys.json'));
  await ensureDemoKeys(pool, folder);
  await enter((await keys())['vendor']);
  const start = nowMs();
  const restore = setClock(() => start + credentials.cacheMs + 1);
  for (const key of Object.values(lost))
    await expect(enter(key)).rejects.toMatchObject({ faults: [{ code: 'UNAUTHENTICATED' }] });
  restore();
  expect(await database.query('SELECT count(*) FROM "App"')).toEqual([{ count: '14' }]);
});

test.each(['not JSON', '{}', '{"vendor": 1}'])('a spoilt file (%s) is replaced', async (text) => {
  await writeFile(join(folder, 'demo-keys.json'), text);
  await ensureDemoKeys(pool, folder);
  await enter((await keys())['admin']);
});

test('a new database gets keys although the old file is there', async () => {
  await ensureDemoKeys(pool, folder);
  await database.query('TRUNCATE "App", "AppCredential", "AccessGrant" CASCADE');
  const start = nowMs();
  const restore = setClock(() => start + credentials.cacheMs + 1);
  await ensureDemoKeys(pool, folder);
  await enter((await keys())['district']);
  restore();
});

test('keys whose rights are not those of the role any more are issued anew', async () => {
  await ensureDemoKeys(pool, folder);
  const before = await keys();
  await database.query(`DELETE FROM "AccessGrant" WHERE "scope" = 'facts:admin'`);
  const start = nowMs();
  const restore = setClock(() => start + credentials.cacheMs + 1);
  await ensureDemoKeys(pool, folder);
  expect((await keys())['admin']).not.toBe(before['admin']);
  expect(await rightsOf('admin')).toContain(all('admin', { privacy: 'admin' }));
  restore();
});

test('two starts at once end with a file whose keys work', async () => {
  await Promise.all([ensureDemoKeys(pool, folder), ensureDemoKeys(pool, folder)]);
  for (const key of Object.values(await keys())) await enter(key);
  expect(await database.query('SELECT count(*) FROM "AppCredential" WHERE "revokedAt" IS NULL')).toEqual([
    { count: '14' },
  ]);
});

test('without a demo county there are no demo keys, and no file', async () => {
  await database.query('TRUNCATE "Tenant" CASCADE');
  await expect(ensureDemoKeys(pool, folder)).rejects.toThrow('No tenant has the number 990101.');
  await expect(keys()).rejects.toThrow('ENOENT');
});

test('the pepper is made once, also by five at a time, and nobody else may read it', async () => {
  const made = await Promise.all([1, 2, 3, 4, 5].map(() => pepperIn(folder)));
  expect(new Set([...made, await pepperIn(folder)]).size).toBe(1);
  expect(made[0]).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(join(folder, 'key-pepper'))).mode & 0o777).toBe(0o600);
});

// The command line as a shell sees it: answer, other lines, and exit code.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { openPool } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';

const pepper = 'a pepper for the tests, of 32 characters and more';
process.env['GONGZHI_KEY_PEPPER'] = pepper;
const database = useDatabase('empty');

beforeAll(() =>
  database.query(`INSERT INTO "Tenant" ("tenant", "name", "synthetic") VALUES (990101, '示例区', true)`),
);

const cli = (...args: string[]) => cliReading('', ...args);
const cliReading = (input: string, ...args: string[]): Promise<{ code: number; out: string; told: string }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      DATABASE_ADMIN_URL: database.adminUrl,
      GONGZHI_DATA_DIR: tmpdir(),
      GONGZHI_KEY_PEPPER: pepper,
      LOG_LEVEL: 'error',
    };
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', ...args],
      { env },
      (error, out, told) => resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    );
    child.stdin?.end(input);
  });

test('a key is printed alone and once, works, is rotated, and dies', async () => {
  const rights = [
    '--scope',
    'territory:read',
    'facts:read',
    '--division',
    '990101',
    '--class',
    'public',
    'internal',
  ];
  const issued = await cli('keys', 'issue', '--tenant', '990101', '--app', '巡检', '--days', '30', ...rights);
  expect(issued).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^gz_test_[0-9a-v]{10}_[0-9A-Za-z]{43}\n$/),
  });
  const key = issued.out.trim();
  const prefix = key.split('_')[2]!;
  expect(issued.told).not.toContain(key);

  const pool = openPool(database.url);
  const caller = await authenticate(pool, `Bearer ${key}`, 'zh-CN');
  await pool.end();
  expect(caller.audience).toBe('PARTNER');
  expect(caller.grants).toEqual([
    { scope: 'facts:read', division: '990101', dataClass: 'PUBLIC' },
    { scope: 'facts:read', division: '990101', dataClass: 'INTERNAL' },
    { scope: 'territory:read', division: '990101', dataClass: 'PUBLIC' },
    { scope: 'territory:read', division: '990101', dataClass: 'INTERNAL' },
  ]);

  const rotated = await cli('keys', 'rotate', prefix, '--overlap-hours', '1');
  expect(rotated).toMatchObject({ code: 0, out: expect.stringMatching(/^gz_test_/) });
  expect(rotated.told).toContain(`The key ${prefix} works for 1 hours more`);
  const revoked = await cli('keys', 'revoke', rotated.out.trim());
  expect(revoked).toEqual({ code: 0, out: '', told: `The key ${rotated.out.split('_')[2]} is revoked.\n` });

  const listed = await cli('keys', 'list', '--tenant', '990101');
  expect(listed.out.trim().split('\n')).toEqual([
    expect.stringMatching(
      new RegExp(`^${prefix}  until \\S+Z  PARTNER  巡检 \\(巡检\\) as 巡检  facts:read@990101/PUBLIC .*`),
    ),
    expect.stringMatching(/^[0-9a-v]{10} {2}revoked \S+Z {2}PARTNER/),
  ]);
  expect(listed.out).not.toContain(key.split('_')[3]);
});

test('a chain that was touched ends the command with 1 and the place', async () => {
  await database.query(
    `INSERT INTO "AuditEvent" ("tenant", "id", "at", "app", "subject", "operation", "scope", "objects", "inputHash",
       "idempotencyKey", "requestId")
     SELECT 990101, gen_random_uuid(), now(), gen_random_uuid(), 's', 'o', 'a:write', '{}', ''::bytea, 'k', gen_random_uuid()
     FROM generate_series(1, 3)`,
  );
  const sealed = await cli('audit', 'seal');
  expect(sealed).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^tenant 990101 {2}sealed 3 {2}head 3:[0-9a-f]{64}\n$/),
  });
  const anchor = /3:[0-9a-f]{64}/.exec(sealed.out)![0];
  expect(await cli('audit', 'verify', '--tenant', '990101', '--anchor', anchor)).toEqual({
    code: 0,
    out: `tenant 990101  whole  3 events  head ${anchor}\n`,
    told: '',
  });
  await database.query(`DELETE FROM "AuditEvent" WHERE "sealNumber" = 2`);
  expect(await cli('audit', 'verify', '--tenant', '990101')).toEqual({
    code: 1,
    out: 'tenant 990101  MISSING at 2  1 events before it are whole\n',
    told: '',
  });
});

test('what cannot be done is said in a sentence, and told from what was not understood', async () => {
  const refusals: readonly (readonly [args: string, code: number, sentence: string])[] = [
    ['keyz', 2, 'Did you mean keys?'],
    ['keys issue --tenant x', 2, 'A tenant is a number such as 510117.'],
    ['keys issue --tenant 1 --app a --scope s:read', 2, '--division <code...> or --everywhere'],
    ['keys issue --tenant 1 --app a --scope x --everywhere', 1, 'domain:read, domain:write or domain:admin'],
    ['keys revoke abc', 1, 'No key has the prefix abc.'],
    ['audit verify --tenant 1 --anchor 5', 2, 'An anchor is a number, a colon'],
    ['migration Bad', 1, 'a migration is named in lower case: add_grid_table'],
    ['query - --variables [1]', 2, 'Variables are a JSON object'],
  ];
  const results = await Promise.all(refusals.map(([args]) => cli(...args.split(' '))));
  expect(results.map(({ code, out }) => ({ code, out }))).toEqual(
    refusals.map(([, code]) => ({ code, out: '' })),
  );
  results.forEach(({ told }, i) => expect(told).toContain(refusals[i]![2]));
});

test('a query is answered as JSON on stdout, for nobody and for a role', async () => {
  const document = 'query Count($n: Int) { divisions(first: $n) { totalCount } }';
  const options = ['--variables', '{"n": 3}', '--operation', 'Count'];
  for (const as of [[], ['--as', 'district']]) {
    const { code, out } = await cliReading(document, 'query', '-', ...options, ...as);
    expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({
      code: 0,
      answer: { data: { divisions: { totalCount: 0 } } },
    });
  }
});

test('the documents in a folder are registered once each, changed, listed and taken back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-documents-'));
  const rights = ['--scope', 'apps:write', '--division', '990101'];
  const issued = await cli('keys', 'issue', '--tenant', '990101', '--app', '登记', ...rights);
  const documents = (...args: string[]) =>
    cli('documents', ...args, '--key', issued.out.trim(), '--language', 'en');
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  await write('who.graphql', '{ viewer { app } }');
  await write('kept.graphql', 'query ($first: Int) { divisions(first: $first) { nodes { name } } }');
  await write('wrong.graphql', '{ nothing }');
  await write('notes.md', 'no document');
  try {
    const first = await documents('register', folder);
    expect([first.code, outcomes(first.out)]).toEqual([1, ['new kept', 'new who', 'refused wrong']]);
    expect(first.out).toContain('Cannot query field "nothing"');

    await rm(join(folder, 'wrong.graphql'));
    await write('who.graphql', '{ viewer { tenant } }');
    const second = await documents('register', folder);
    expect([second.code, outcomes(second.out)]).toEqual([0, ['same kept', 'changed who']]);

    const retired = await documents('retire', 'who');
    expect([retired.code, outcomes(retired.out)]).toEqual([0, ['retired who', 'retired who']]);
    const listed = await documents('list', '--json');
    const states = (JSON.parse(listed.out) as { name: string; state: string }[]).map(
      ({ name, state }) => `${name} ${state}`,
    );
    expect(states).toEqual(['kept ACTIVE', 'who RETIRED', 'who RETIRED']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** The first two columns of lines. */
const outcomes = (out: string): readonly string[] =>
  out
    .trim()
    .split('\n')
    .map((line) => line.split('  ').slice(0, 2).join(' '));

test('what becomes of an operation is shown without running it', async () => {
  const document = 'query Q($first: Int!) { divisions(first: $first) { nodes { code } } viewer { subject } }';
  const shown = await cliReading(document, 'plan', '-', '--variables', '{"first": 7}');
  expect(shown.code).toBe(0);
  for (const told of [
    'divisions: first 7 Division, by code ASC, key ASC',
    'Node completes the answer, because it makes:\nviewer',
    '== Statement\nSELECT',
    '"DivisionVersion" t0',
    /\$1 = "\d{4}-\d\d-\d\d"/,
    /== Plan of the database\n.*\n[^]*DivisionVersion/,
  ])
    expect(shown.out).toEqual(
      typeof told === 'string' ? expect.stringContaining(told) : expect.stringMatching(told),
    );
  const wrong = await cliReading(document, 'plan', '-', '--variables', '{"first": 101}');
  expect(wrong).toMatchObject({ code: 1, out: '' });
  expect(wrong.told).toContain('100');
});

test('a query with errors ends with 1, and a key that opens nothing is told from them', async () => {
  const { code, out } = await cliReading('{ nothing }', 'query', '-');
  expect({ code, answer: JSON.parse(out) as unknown }).toMatchObject({ code: 1, answer: { errors: [{}] } });
  const key = `gz_test_0000000000_${'a'.repeat(43)}`;
  const refused = await cliReading('{ __typename }', 'query', '-', '--key', key);
  expect(refused).toEqual({ code: 1, out: '', told: 'The credential is unknown, expired or revoked.\n' });
});

test('without tables the advice is to migrate', async () => {
  await database.query('ALTER TABLE "AuditHead" RENAME TO "Away"');
  const result = await cli('audit', 'verify', '--tenant', '1');
  await database.query('ALTER TABLE "Away" RENAME TO "AuditHead"');
  expect(result).toMatchObject({
    code: 1,
    told: expect.stringContaining('run `npm run cli -- migrate` first'),
  });
});

test('help names every command and the exit codes', async () => {
  const { code, out } = await cli('--help');
  expect(code).toBe(0);
  for (const word of ['keys', 'audit', 'migrate', 'migration', 'seed', 'Exit codes'])
    expect(out).toContain(word);
});

// The command line as a shell sees it: answer, other lines, and exit code.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { addApps } from '../../src/cli/apps.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { tokenKeys } from '../../src/platform/auth/token-keys.js';
import { openPool, withTransaction } from '../../src/platform/database/pool.js';
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

/** A command in this process: what it writes to stdout and stderr, and what it throws. */
async function appsCommand(...args: string[]): Promise<{ out: string; told: string; failed: string | null }> {
  const [out, told]: [string[], string[]] = [[], []];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  const error = jest.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addApps(program);
  try {
    const failed = await program.parseAsync(['apps', ...args], { from: 'user' }).then(
      () => null,
      (thrown: Error) => thrown.message,
    );
    return { out: out.join('\n'), told: told.join('\n'), failed };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

test('apps and their installs are listed, stopped, let go on and taken out by the operations that callers have', async () => {
  const before = { ...process.env };
  const dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-apps-'));
  Object.assign(process.env, { DATABASE_URL: database.url, GONGZHI_DATA_DIR: dataDir });
  try {
    const pool = openPool(database.url);
    await withTransaction(pool, (db) =>
      issueKey(db, {
        tenant: 990_101,
        app: { name: '停用示例', owner: '示例', purpose: '试验' },
        subject: '停用示例',
        audience: 'PARTNER',
        grants: [{ scope: 'territory:read', division: '990101', dataClass: 'PUBLIC' }],
        lifetimeMs: 86_400_000,
      }),
    );
    await pool.end();
    interface Listed {
      readonly id: string;
      readonly name: string;
      readonly state: string;
      readonly installs: { readonly nodes: readonly { id: string; state: string; divisionKey: string }[] };
    }
    const find = async (): Promise<Listed> => {
      const { out } = await appsCommand('list', '--tenant', '990101', '--json');
      return (JSON.parse(out) as Listed[]).find(({ name }) => name === '停用示例')!;
    };
    const states = async (): Promise<readonly string[]> => {
      const { state, installs } = await find();
      return [state, ...installs.nodes.map((one) => one.state)];
    };
    const { id, installs } = await find();
    const [install] = installs.nodes as [Listed['installs']['nodes'][0]];
    expect(install.divisionKey).toBe('990101000000');
    const { out } = await appsCommand('list', '--tenant', '990101');
    expect(out).toContain(`${id}  ACTIVE  停用示例 (示例)\n  ${install.id}  INSTALLED  990101000000`);
    expect(await appsCommand('list', '--tenant', '990102')).toEqual({
      out: '',
      told: 'Tenant 990102 has no apps.',
      failed: null,
    });

    for (const [step, of, operation, after] of [
      ['suspend', id, 'suspendApp', ['SUSPENDED', 'INSTALLED']],
      ['resume', id, 'resumeApp', ['ACTIVE', 'INSTALLED']],
      ['suspend', install.id, 'suspendInstall', ['ACTIVE', 'SUSPENDED']],
      ['resume', install.id, 'resumeInstall', ['ACTIVE', 'INSTALLED']],
      ['remove', install.id, 'removeInstall', ['ACTIVE', 'REMOVED']],
    ] as const) {
      const reason = step === 'suspend' ? ['--reason', '示例'] : [];
      expect(await appsCommand(step, of, ...reason)).toEqual({
        out: '',
        told: `${operation}: ${of}. Servers notice within seconds.`,
        failed: null,
      });
      expect([operation, await states()]).toEqual([operation, after]);
    }
    const audited = await database.query<{ subject: string; operation: string }>(
      `SELECT "subject", "operation" FROM "AuditEvent" WHERE "objects" && $1 ORDER BY "id"`,
      [[id, install.id]],
    );
    expect(audited.map(({ subject, operation }) => `${subject} ${operation}`)).toEqual(
      ['suspendApp', 'resumeApp', 'suspendInstall', 'resumeInstall', 'removeInstall'].map(
        (operation) => `command-line ${operation}`,
      ),
    );

    const nobody = 'app_990101_00000000-0000-7000-8000-000000000000';
    for (const [args, sentence] of [
      [['resume', install.id], 'is not followed by'],
      [['install', id], 'This is for ids that begin with ins, not'],
      [['resume', nobody], `Nothing has the id ${nobody}.`],
      [['suspend', id], "required option '--reason <text>"],
      [['list'], "required option '--tenant <number>"],
    ] as const)
      expect(await appsCommand(...args)).toEqual({
        out: '',
        told: '',
        failed: expect.stringContaining(sentence),
      });
    expect(await states()).toEqual(['ACTIVE', 'REMOVED']);

    const { kid } = await tokenKeys();
    const { told } = await appsCommand('rotate-token-key');
    const { kid: rotated, published } = await tokenKeys();
    expect(told).toBe(`Tokens are signed with the key ${rotated} from now on.`);
    expect(published.map((one) => one.kid)).toEqual([rotated, kid]);
  } finally {
    process.env = before;
    await rm(dataDir, { recursive: true, force: true });
  }
}, 30_000);

// The house rules, checked on every file; each check is shown to find a bad sample, else it would be none.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { faultOfImport, readImports, ringIn } from '../support/architecture.js';
import { faultsOfModels, faultsOfSource, type SourceFile } from '../support/source-rules.js';

const filesIn = (folder: string, ending: RegExp): SourceFile[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && ending.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !/(?:^|\/)(?:generated|node_modules)\//.test(path))
        .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const SOURCE = /\.(?:ts|mjs|cjs)$/;
const FOLDERS = ['src', 'prisma', 'examples'].filter((folder) => existsSync(folder));
/** Domains in the order in which they are imported. */
const DOMAINS = existsSync('src/domains/index.ts')
  ? [...readFileSync('src/domains/index.ts', 'utf8').matchAll(/'\.\/([\w-]+)\/index\.js'/g)].map(
      ([, name = '']) => name,
    )
  : [];

test('every file keeps to its length, its name, its first line and the calls it may make', () => {
  const files = ['src', 'tests', 'prisma', 'examples'].flatMap((folder) => filesIn(folder, SOURCE));
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => faultsOfSource(file).map((fault) => `${file.path}: ${fault}`))).toEqual([]);
});

test('every import leads downwards, and none in a ring', async () => {
  const { modules, imports, unresolved } = await readImports(FOLDERS);
  // A cruiser that cannot read the language finds nothing, and nothing is always in order.
  const expected = FOLDERS.flatMap((folder) => filesIn(folder, SOURCE)).map(({ path }) => path);
  expect(modules).toEqual(expect.arrayContaining(expected));
  expect(imports.length).toBeGreaterThan(modules.length);

  expect(unresolved).toEqual([]);
  const faults = imports.map((edge) => ({ ...edge, fault: faultOfImport(edge, DOMAINS) }));
  expect(faults.filter(({ fault }) => fault !== undefined)).toEqual([]);
  expect(ringIn(imports)).toBeUndefined();
});

test('every domain stands in the list of domains', () => {
  const folders = readdirSync('src/domains', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(DOMAINS.toSorted()).toEqual(folders.map(({ name }) => name).sort());
});

test('every model keeps money whole, times with their zone, and one name everywhere', () => {
  const models = filesIn('prisma', /\.prisma$/);
  expect(models.length).toBeGreaterThan(1);
  expect(
    models.flatMap(({ path, text }) => faultsOfModels(text).map((fault) => `${path}: ${fault}`)),
  ).toEqual([]);
});

const ORDER = ['territory', 'organizations', 'party'];

test.each([
  ['src/kernel/read/plan.ts', 'src/generated/datamodel.ts'],
  ['src/platform/auth/keys.ts', 'src/kernel/errors.ts'],
  ['src/server/main.ts', 'src/domains/index.ts'],
  ['src/cli/main.ts', 'src/platform/database/migrate.ts'],
  ['src/domains/party/operations.ts', 'src/domains/territory/queries.ts'],
  ['src/domains/party/operations/move.ts', 'src/domains/party/operations/tree.ts'],
  ['src/domains/party/index.ts', 'src/domains/party/entities.ts'],
  ['src/domains/party/index.ts', 'src/domains/party/documents/roll.ts'],
  ['src/domains/party/documents.ts', 'src/domains/party/rules/roll.ts'],
  ['src/domains/party/rules.ts', 'src/domains/territory/rules.ts'],
  ['prisma/seed/load.ts', 'src/kernel/ids.ts'],
])('%s may import %s', (from, to) => {
  expect(faultOfImport({ from, to }, ORDER)).toBeUndefined();
});

test.each([
  ['kernel does not know domains', 'src/kernel/entity.ts', 'src/domains/party/rules.ts'],
  ['kernel does not know platform', 'src/kernel/entity.ts', 'src/platform/log.ts'],
  ['platform does not know domains', 'src/platform/auth/keys.ts', 'src/domains/party/rules.ts'],
  ['domains does not know platform', 'src/domains/party/queries.ts', 'src/platform/log.ts'],
  ['domains does not know server', 'src/domains/party/queries.ts', 'src/server/main.ts'],
  ['server does not know cli', 'src/server/main.ts', 'src/cli/main.ts'],
  ['src imports only src', 'src/kernel/entity.ts', 'tests/support/database.ts'],
  ['an example is a third party', 'examples/first-steps/main.ts', 'src/kernel/ids.ts'],
  ['queries does not import policy', 'src/domains/party/queries.ts', 'src/domains/party/policy.ts'],
  ['rules does not import queries', 'src/domains/party/rules.ts', 'src/domains/party/queries.ts'],
  [
    'entities does not import operations',
    'src/domains/party/entities.ts',
    'src/domains/party/operations/move.ts',
  ],
  ['an index imports what is declared', 'src/domains/party/index.ts', 'src/domains/party/rules.ts'],
  [
    'between domains only rules and queries',
    'src/domains/party/policy.ts',
    'src/domains/territory/policy.ts',
  ],
  ['only from an earlier domain', 'src/domains/territory/queries.ts', 'src/domains/party/rules.ts'],
  ['only from an earlier domain', 'src/domains/territory/queries.ts', 'src/domains/unlisted/rules.ts'],
  ['entities does not import documents', 'src/domains/party/entities.ts', 'src/domains/party/documents.ts'],
  ['rules import only rules', 'src/domains/party/rules.ts', 'src/domains/territory/queries.ts'],
  ['rules are pure', 'src/domains/party/rules.ts', 'package:kysely'],
  ['rules are pure', 'src/domains/party/rules.ts', 'src/kernel/clock.ts'],
])('%s: a bad import is found', (fault, from, to) => {
  expect(faultOfImport({ from, to }, ORDER)).toBe(fault);
});

test('a ring of imports is found', () => {
  const edge = (from: string, to: string): { from: string; to: string } => ({ from, to });
  expect(ringIn([edge('a', 'b'), edge('b', 'c'), edge('a', 'c')])).toBeUndefined();
  expect(ringIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).toEqual(['b', 'c', 'b']);
});

const HEAD = '// Says what it is for.\n';

test.each([
  ['a file has at most 300 lines', 'src/kernel/a.ts', HEAD + '\n'.repeat(300)],
  ['a file has at most 500 lines', 'tests/a.test.ts', HEAD + '\n'.repeat(500)],
  ['the first line says what the file is for', 'tests/a.test.ts', 'const a = 1;'],
  ['a name says what is inside', 'src/kernel/utils.ts', HEAD],
  ['a name says what is inside', 'src/kernel/string-helpers.ts', HEAD],
  ['a name says what is inside', 'src/common/a.ts', HEAD],
  ['a domain has seven roles', 'src/domains/party/resolvers.ts', HEAD],
  ['no barrels', 'src/kernel/index.ts', HEAD],
  ['an index exports nothing', 'src/domains/party/index.ts', `${HEAD}export * from './rules.js';`],
  ['no default exports', 'src/kernel/a.ts', `${HEAD}export default 1;`],
  ['no default exports', 'src/kernel/a.ts', `${HEAD}export default function a() {}`],
  ['the clock is read in kernel/clock', 'src/kernel/a.ts', `${HEAD}const a = new Date();`],
  ['the clock is read in kernel/clock', 'src/kernel/a.ts', `${HEAD}const a = [1].map(Date.now);`],
  ['the clock is read in kernel/clock', 'src/kernel/a.ts', `${HEAD}const { now } = Date;`],
  ['nothing is left to chance', 'src/kernel/clock.ts', `${HEAD}const a = Math['random']();`],
  ['the console belongs to the command line', 'src/kernel/a.ts', `${HEAD}console.log(1);`],
  [
    'the environment is read in kernel/environment',
    'src/server/main.ts',
    `${HEAD}const a = process.env['A'];`,
  ],
  [
    'the environment is read in kernel/environment',
    'src/server/main.ts',
    `${HEAD}import { env } from 'node:process';`,
  ],
])('%s: a bad file is found', (fault, path, text) => {
  expect(faultsOfSource({ path, text })).toContain(fault);
});

test('what is allowed in one place, or only spoken of, is no fault', () => {
  const clock = { path: 'src/kernel/clock.ts', text: `${HEAD}const a = Date.now(), b = new Date();` };
  const spoken = {
    path: 'src/kernel/a.ts',
    text: `${HEAD}// Date.now()\nconst a = 'console.log', b = new Date(0);`,
  };
  const role = { path: 'src/domains/party/operations/move.ts', text: HEAD };
  expect([clock, spoken, role].flatMap(faultsOfSource)).toEqual([]);
});

test.each([
  ['no floating point', 'ratio Float?'],
  ['money is BigInt fen', 'amountFen Decimal @db.Decimal(18, 2)'],
  ['money is BigInt fen', 'amountFen Int'],
  ['one name everywhere', 'name String @map("n")'],
  ['one name everywhere', '@@map("names")'],
  ['a time has its zone', 'at DateTime @default(now())'],
  ['no sequences', 'id Int @id @default(autoincrement())'],
])('%s: a bad column is found', (fault, line) => {
  expect(faultsOfModels(line).map((found) => found.split(':')[0])).toContain(fault);
});

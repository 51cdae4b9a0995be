// Follows CONTRIBUTING.md to the letter: the example is added to a copy of the repository, and it works there.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blocksOf, chapterOf, type Block } from '../support/markdown.js';
import { faultsOfMigrations } from '../support/migration-rules.js';
import { faultsOfModels, faultsOfSource } from '../support/source-rules.js';

/** The commands generate, start two databases and run tests; beside other work on two cores that takes its time. */
const TIMEOUT_MS = 300_000;

/** What a clone does not have. */
const LEFT_OUT = new Set(['.git', '.data', '.setup.lock', 'dist', 'node_modules', 'src/generated']);
/** What the outer run says to its workers, and would say to the inner one. */
const OUTER =
  /^(?:DATABASE_(?:ADMIN_)?URL|GONGZHI_.*|PORT|LOG_LEVEL|JEST_WORKER_ID|NODE_ENV|NODE_OPTIONS|FORCE_COLOR|npm_.*)$/;

const root = process.cwd();
let copy: string;
let blocks: readonly Block[];

beforeAll(async () => {
  blocks = blocksOf(chapterOf(await readFile('CONTRIBUTING.md', 'utf8'), '## Add an entity'));
  copy = await mkdtemp(join(tmpdir(), 'gongzhi-contributing-'));
  await cp(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(root, path)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
}, TIMEOUT_MS);

afterAll(() => rm(copy, { recursive: true, force: true, maxRetries: 3 }));

const run = (command: string): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER.test(name)));
    const options = { cwd: copy, env: { ...env, NO_COLOR: '1' }, maxBuffer: 10_000_000 };
    execFile('sh', ['-ec', command], options, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code ?? 1), output: `${stdout}\n${stderr}` }),
    );
  });

/** Applies a difference whose context must stand in the file exactly once. */
const applied = (before: string, difference: string): string => {
  const lines = difference.split('\n').slice(0, -1);
  const side = (left: string): string =>
    lines
      .filter((line) => !line.startsWith(left))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const parts = before.split(side('+'));
  expect({ difference, found: parts.length - 1 }).toEqual({ difference, found: 1 });
  return parts.join(side('-'));
};

const follow = async ({ language, attributes, text }: Block, next: Block | undefined): Promise<void> => {
  if (language === 'sh') {
    const { code, output } = await run(text);
    expect({ text, code, output: code === 0 ? '' : output }).toEqual({ text, code: 0, output: '' });
    expect(missingIn(output, next?.language === 'text' ? next.text : '')).toEqual([]);
  } else if (attributes['file'] !== undefined) {
    const file = resolve(copy, attributes['file']);
    await mkdir(dirname(file), { recursive: true });
    const content = language === 'diff' ? applied(await readFile(file, 'utf8'), text) : text;
    await writeFile(file, content, { flag: language === 'diff' ? 'w' : 'wx' });
  }
};

/** Lines of the document that the output does not have; `…` stands for what differs from run to run. */
const missingIn = (output: string, expected: string): string[] => {
  const escaped = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return expected
    .split('\n')
    .filter((line) => !new RegExp(line.split('…').map(escaped).join('.*')).test(output));
};

test(
  'the notice boards of CONTRIBUTING.md are added by its files and commands alone, and their tests pass',
  async () => {
    expect(blocks.filter(({ language }) => language === 'sh')).toHaveLength(3);
    for (const [i, block] of blocks.entries()) await follow(block, blocks[i + 1]);

    const printed = (name: string): Promise<string> => readFile(join(copy, 'schema', name), 'utf8');
    expect(await printed('public.graphql')).toContain('type NoticeBoard implements Node {');
    expect(await printed('public.graphql')).not.toContain('createNoticeBoard');
    expect(await printed('partner.graphql')).toMatch(
      /changeNoticeBoardStatus\([^)]*input: ChangeNoticeBoardStatusInput!\s*\)/,
    );
    expect(JSON.parse(await printed('events.json'))).toHaveProperty(['notices.board.status-changed']);
    expect(JSON.parse(await printed('errors.json'))).toHaveProperty([
      'rules',
      'removed-notice-board-is-final',
    ]);

    const migrations = join(copy, 'prisma', 'migrations');
    const folders = (await readdir(migrations, { withFileTypes: true })).filter((one) => one.isDirectory());
    const sql = new Map<string, string>();
    for (const { name } of folders)
      sql.set(name, await readFile(join(migrations, name, 'migration.sql'), 'utf8'));
    const [written] = [...sql.keys()].filter((name) => name.endsWith('_notice_boards'));
    expect(sql.get(written ?? '')).toContain('CREATE TABLE "NoticeBoard"');
    expect(
      faultsOfMigrations(
        [...sql.keys()]
          .sort()
          .map((name) => sql.get(name))
          .join('\n'),
      ),
    ).toEqual([]);

    const types = await run('node node_modules/typescript/bin/tsc --noEmit --incremental false');
    expect(types).toEqual({ code: 0, output: '\n' });
  },
  TIMEOUT_MS,
);

test('the files of CONTRIBUTING.md keep the rules that it teaches', () => {
  const files = blocks.flatMap(({ language, attributes, text }) =>
    attributes['file'] === undefined || language === 'diff' ? [] : [{ path: attributes['file'], text }],
  );
  expect(files.map(({ path }) => path)).toEqual([
    'prisma/models/notices.prisma',
    'src/domains/notices/policy.ts',
    'src/domains/notices/rules.ts',
    'src/domains/notices/entities.ts',
    'src/domains/notices/operations.ts',
    'src/domains/notices/index.ts',
    'tests/domains/notices.test.ts',
  ]);
  expect(
    files.flatMap((file) => (file.path.endsWith('.ts') ? faultsOfSource(file) : faultsOfModels(file.text))),
  ).toEqual([]);
});

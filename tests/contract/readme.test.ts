// What the documents say is so: answers, SQL, numbers, tables, links.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { anonymous } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { limits } from '../../src/kernel/config.js';
import { codes } from '../../src/kernel/errors.js';
import { environmentNames } from '../../src/kernel/environment.js';
import { loadedId } from '../../src/kernel/ids.js';
import { compileQuery } from '../../src/kernel/read/compile.js';
import { valuesIn } from '../../src/kernel/read/execute.js';
import { demoRoles, rightsOf } from '../../src/platform/auth/demo-keys.js';
import { writePath } from '../../src/server/write-path.js';
import { blocksOf, chapterOf, type Block } from '../support/markdown.js';
import { usePlatform } from '../support/platform.js';
import { compilationFor } from '../support/statements.js';

const gongzhi = usePlatform('seeded');

const read = (file: string): string => readFileSync(file, 'utf8');

/** Cells of the rows of every table in a text, without the heads. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n')
    // Neither the rule below a table's head nor the head itself.
    .filter(
      (line, i, all) => line.startsWith('|') && ![line, all[i + 1]].some((one) => one?.startsWith('| --')),
    )
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));

const inCode = (cell: string): string => /`([^`]+)`/.exec(cell)?.[1] ?? '';

/** Queries that stand directly before their answers. */
const answered = (file: string): (readonly [query: string, answer: unknown])[] => {
  const blocks = blocksOf(read(file)).filter(({ language }) => ['graphql', 'json'].includes(language));
  return blocks.flatMap(({ language, text }, i): (readonly [string, unknown])[] => {
    const next: Block | undefined = blocks[i + 1];
    return language === 'graphql' && next?.language === 'json' ? [[text, JSON.parse(next.text)]] : [];
  });
};

test('the first queries of the README give the answers that are printed there', async () => {
  const [first, second, ...more] = answered('README.md');
  expect(more).toEqual([]);
  const asAnybody = await gongzhi.query(first![0]);
  expect({ data: asAnybody.data, errors: asAnybody.errors }).toEqual({ data: first![1] });
  const asVendor = await gongzhi.query(second![0], {}, { as: 'vendor' });
  expect({ data: asVendor.data, errors: asVendor.errors }).toEqual({ data: second![1] });
});

test('the way of a query is shown with its own SQL, price and answer', async () => {
  const file = 'src/kernel/read/README.md';
  const [query = '', answer] = answered(file)[0] ?? [];
  expect((await gongzhi.query(query)).data).toEqual(answer);

  const restore = setClock(() => Date.parse('2026-11-22T04:00:00Z'));
  try {
    const caller = anonymous('en');
    const c = compilationFor(caller);
    const source = { schema: gongzhi.platform.schema('PUBLIC'), fragments: {}, variableTypes: [] };
    const { plan, text, values } = compileQuery(source, getOperationAST(parse(query))!, c.choices);
    expect(read(file)).toContain(`its price, here ${plan.cost}`);
    const [statement = '', comment = ''] = blocksOf(read(file))
      .find(({ language }) => language === 'sql')!
      .text.split('-- ');
    const packed = (sql: string): string => sql.replace(/\s+/g, '');
    expect(packed(statement)).toBe(packed(text));
    expect(comment.trim()).toBe(
      valuesIn({ text, values }, c.choices.binding)
        .map((value, i) => `$${i + 1} = '${String(value)}'`)
        .join(', '),
    );
  } finally {
    restore();
  }
});

test.each([
  ['docs/guide.md', '## Limits'],
  ['docs/guide.zh-CN.md', '## 限额'],
])('the limits of %s are those of the configuration, and none is missing', (file, heading) => {
  const said = Object.fromEntries(
    rowsOf(chapterOf(read(file), heading)).map((cells) => [
      inCode(cells[2]!),
      Number(cells[1]!.replaceAll(',', '')),
    ]),
  );
  const set = Object.entries(limits).flatMap(([name, value]): [string, number][] =>
    typeof value !== 'object'
      ? [[name, Number(value)]]
      : Object.entries(value).map(([end, number]): [string, number] => [`${name}.${end}`, number]),
  );
  expect(said).toEqual(Object.fromEntries(set));
});

test.each([
  ['docs/guide.md', '## Errors'],
  ['docs/guide.zh-CN.md', '## 错误'],
])('%s explains every error code', (file, heading) => {
  const said = rowsOf(chapterOf(read(file), heading)).map(([code]) => code);
  expect(said.toSorted()).toEqual(Object.keys(codes).sort());
});

test('the two guides show the same queries', () => {
  const queries = (file: string): string[] =>
    blocksOf(read(file)).flatMap(({ language, text }) => (language === 'graphql' ? [text] : []));
  expect(queries('docs/guide.zh-CN.md')).toEqual(queries('docs/guide.md'));
});

test('the README tells the rights of every demo key', () => {
  const verbs = { read: 'read', write: 'write', administer: 'admin' };
  const verbOf = (word = ''): string => verbs[word as keyof typeof verbs];
  const said = rowsOf(chapterOf(read('README.md'), '## Demo keys'))
    .filter(([role]) => role !== '–')
    .map(([role, audience, may, where, classes, actsFor]) => {
      const [first, ...more] = may!.split('; ');
      return {
        role: inCode(role!),
        audience: inCode(audience!),
        // One verb on all that communities record and others on some domains; or some domains and nothing else.
        verb: first!.includes('`') ? null : verbOf(first),
        but: Object.fromEntries(
          (first!.includes('`') ? [first!, ...more] : more).map((one) => [
            inCode(one),
            verbOf(one.split(' ')[0]),
          ]),
        ),
        division: where === 'everywhere' ? null : where,
        classes: classes!.toUpperCase().split(', '),
        organizationId: actsFor === '–' ? null : loadedId('Organization', 990_101, actsFor!),
      };
    });
  const given = demoRoles.map((role) => {
    const { audience, grants, organizationId } = rightsOf(role);
    const scopes = [...new Set(grants.map(({ scope }) => scope))].map((scope) => scope.split(':'));
    const verb = scopes.find(([domain]) => domain === 'territory')?.[1] ?? null;
    return {
      role,
      audience,
      verb,
      but: Object.fromEntries(scopes.filter(([, other]) => other !== verb)),
      division: grants[0]!.division,
      classes: [...new Set(grants.map(({ dataClass }) => dataClass))],
      organizationId,
    };
  });
  expect(said).toEqual(given);
});

test('the README names every variable that the environment may set', () => {
  const said = rowsOf(chapterOf(read('README.md'), '## Start')).map(([name]) => inCode(name!));
  expect(said.toSorted()).toEqual(environmentNames.toSorted());
});

const decisions = 'docs/decisions';

test.each([
  ['src/kernel/entity.ts', 'EntityDeclaration', '### entity(name, { … })'],
  ['src/kernel/operation.ts', 'OperationDeclaration', '### operation(name, { … })'],
])('%s: every field of %s has its reason', (file, type, heading) => {
  const body = new RegExp(`interface ${type}\\b.*?\\{\\n(.*?)^\\}`, 'ms').exec(read(file))![1]!;
  const declared = [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
  const said = rowsOf(chapterOf(read(`${decisions}/0001-two-declarations.md`), heading)).map(([name]) =>
    inCode(name!),
  );
  expect(said).toEqual(declared);
});

test('the steps of a write are told in their order', () => {
  const names = [...read('src/server/write-path.ts').matchAll(/^ {2}(\w+),/gm)].map(([, name]) => name);
  expect(names).toHaveLength(writePath.length);
  const said = rowsOf(read(`${decisions}/0006-write-path.md`)).map(([name]) => inCode(name!));
  expect(said.slice(0, names.length)).toEqual(names);
});

test('every link leads somewhere', () => {
  const folders = [
    '.',
    'docs',
    decisions,
    'examples/first-steps',
    'examples/report-revenue',
    'src/kernel/read',
  ];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(12);
  const dead = files.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:/.test(target) && !existsSync(join(dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(dead).toEqual([]);
});

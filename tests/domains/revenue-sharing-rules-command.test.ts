// The command `rule`, the example files and every example of the page on share rules.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { addRule } from '../../src/cli/rule.js';
import { forms } from '../../src/domains/revenue-sharing/rules/forms.js';
import { ruleToJson } from '../../src/domains/revenue-sharing/rules/json.js';
import { parseRule } from '../../src/domains/revenue-sharing/rules/parse.js';
import { kindName } from '../../src/domains/revenue-sharing/rules/print.js';
import type { Kind } from '../../src/domains/revenue-sharing/rules/tree.js';

const folder = mkdtempSync(join(tmpdir(), 'gongzhi-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

/** What the command prints; an error is thrown as it is. */
async function rule(...args: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addRule(program);
  try {
    await program.parseAsync(['rule', ...args], { from: 'user' });
  } finally {
    log.mockRestore();
  }
  return printed.join('\n');
}

function fileOf(text: string, name = 'one.rule'): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const totalOf = (printed: string): string | undefined => /^Total (\S+) yuan/m.exec(printed)?.[1];

const files = readdirSync('examples/rules').map((name) => join('examples/rules', name));

test.each(files)('%s makes due what it says', async (file) => {
  const [, args, expected] = /^# npm run cli -- rule (.+)\n# ([\d,.]+)$/m.exec(readFileSync(file, 'utf8'))!;
  expect(args!.startsWith(file)).toBe(true);
  expect(totalOf(await rule(...args!.split(' '), '--language', 'en'))).toBe(expected);
});

describe.each(['docs/share-rules.md', 'docs/share-rules.zh-CN.md'])('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')))
    .map(([, kind = '', meaning, example = '', options = '', due]) => ({
      kind,
      meaning,
      example,
      options,
      due,
    }));

  test('tells every kind of rule, each by an example of it', () => {
    const names = (Object.keys(forms) as Kind[]).map(kindName);
    expect(rows.map(({ kind }) => kind.split('(')[0])).toEqual(names);
    expect(rows.filter(({ kind, example }) => !example.startsWith(kind.split('(')[0]!))).toEqual([]);
  });

  test('computes right in every row', async () => {
    for (const { example, options, due } of rows) {
      const printed = await rule(fileOf(example), ...options.split(' '), '--language', 'en');
      expect([example, totalOf(printed)]).toEqual([example, due]);
    }
  });

  test('has a program for Node that prints what it says', async () => {
    const [, program] = /```js\n(.*?)```/s.exec(text)!;
    const [, expected] = /```js.*?```text\n(.*?)```/s.exec(text)!;
    const flags = ['--input-type=module', '--eval', program!];
    expect((await promisify(execFile)(process.execPath, flags)).stdout).toBe(expected);
  });
});

test('the sentences, the table of each line, and the totals in digits and capitals are printed', async () => {
  const printed = await rule('examples/rules/tongmeng.rule', '--figure', 'PROFIT:2018=126543.21');
  expect(printed).toContain('第 2 条:年利润的 10%;70% 归第 1 个基金、20% 归第 2 个基金、其余归第 3 个基金。');
  expect(printed.match(/^\| 步骤 /gm)).toHaveLength(13);
  expect(printed.split('\n').slice(-4)).toEqual([
    '合计 34,254.32 元(叁万肆仟贰佰伍拾肆元叁角贰分)',
    '第 1 个基金 23,978.03 元(贰万叁仟玖佰柒拾捌元零叁分)',
    '第 2 个基金 6,850.86 元(陆仟捌佰伍拾元捌角陆分)',
    '第 3 个基金 3,425.43 元(叁仟肆佰贰拾伍元肆角叁分)',
  ]);
});

test('JSON says the same as the notation; without figures a rule is only explained', async () => {
  const text = 'Waterfall(PROFIT, [(recover: 500.00, recovered: 350.00), (rate: 50%, fund: 1), ()], YEAR)';
  const json = fileOf(JSON.stringify(ruleToJson(parseRule(text).rule)), 'one.json');
  const printed = await rule(json, '--language', 'en');
  expect(printed).toBe(await rule(fileOf(text), '--language', 'en'));
  expect(printed.split('\n').slice(-3)).toEqual([
    'Clause 1: the yearly profit distributed in 3 steps; recovered first, of 500.00 yuan in all, to the parties; 350.00 yuan were recovered before; 50%, to fund 1; the rest, to the parties.',
    '',
    'Nothing is wrong with the rule.',
  ]);
});

test('what is wrong is told with its place, and the shell learns of it', async () => {
  const file = fileOf('Sum(\n  Fixed(0.00, MONTH),\n  Percent(10%, UNITS, YEAR))');
  const printed = await rule(file, '--language', 'en');
  expect(printed.split('\n').slice(-2)).toEqual([
    `${file}:2:9 An amount is above 0 yuan, not 0.00.`,
    `${file}:3:16 pieces is a number and no amount; price each of it, or name an amount.`,
  ]);
  expect(process.exitCode).toBe(1);
});

test.each<[string, string, readonly string[]]>([
  ['Line 1, column 7: expected an amount of yuan such as 1800.00, found “x”.', 'Fixed(x)', []],
  ['A stored rule has', '{"schema":1,"rule":{"kind":"FIXED"}}', []],
  [
    'For one period, 2018, a measure has one figure, not two.',
    'Percent(1%, PROFIT, YEAR)',
    ['--figure', 'PROFIT:2018=1', '--figure', 'PROFIT:2018=2'],
  ],
  ['--to comes after --from.', 'Fixed(1.00, YEAR)', ['--from', '2019-01-01', '--to', '2018-01-01']],
  [
    'A simulation has at most 1200 lines',
    'Fixed(1.00, MONTH)',
    ['--from', '1900-01-01', '--to', '2019-01-01'],
  ],
  ['A day is written 2018-09-01.', 'Fixed(1.00, MONTH)', ['--from', '2018-02-30']],
  ['Write a figure as PROFIT:2018=126543.21', 'Fixed(1.00, MONTH)', ['--figure', 'GAIN:2018=1']],
  ['Write a number from 1 to 20.', 'Fixed(1.00, MONTH)', ['--funds', '21']],
])('%s', async (message, text, options) => {
  await expect(rule(fileOf(text), '--language', 'en', ...options)).rejects.toThrow(message);
});

test('a figure that is missing and one that nobody asks for are told', async () => {
  const file = fileOf('Percent(10%, PROFIT, YEAR)');
  const printed = await rule(file, '--figure', 'REVENUE:2018=1', '--language', 'en');
  expect(printed).toContain('Clause 1, 2018: profit 2018 is missing');
  expect(printed.split('\n').at(-1)).toBe('Not asked for: revenue 2018');
});

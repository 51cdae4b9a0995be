// Sheets as workbook, CSV and page: every digit arrives, nothing is run, and nothing is fetched from elsewhere.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readWorkbook from 'read-excel-file/node';
import { yuanOf } from '../../src/kernel/money.js';
import type { Sheet } from '../../src/kernel/sheet.js';
import { csvOf, neutralised } from '../../src/platform/sheets/csv.js';
import { grouped, pageOf, pagePolicy } from '../../src/platform/sheets/page.js';
import { xlsxOf } from '../../src/platform/sheets/xlsx.js';

const columns = [
  { key: 'code', title: '科目编码', kind: 'text' },
  { key: 'amount', title: '金额', kind: 'money' },
  { key: 'on', title: '日期', kind: 'date' },
  { key: 'number', title: '号', kind: 'integer' },
] as const;

const sheet: Sheet = {
  title: '明细账',
  subtitle: ['基金:示例'],
  columns,
  rows: [
    { code: '001002', amount: 123_456_789_012_345n, on: '2026-03-05', number: 12 },
    { code: '1002', amount: -5n, on: '2026-03', number: 9_007_199_254_740_993n },
    { code: null, amount: 1_234_567_890_123_456n },
    { amount: '未公开' },
  ],
  totals: { code: '合计', amount: 7n },
  footer: ['制单:\u2003审核:'],
};

test('a workbook keeps every digit: codes and what is too long for its numbers are text', async () => {
  const [tab] = await readWorkbook(await xlsxOf([sheet]));
  expect(tab).toEqual({
    sheet: '明细账',
    data: [
      ['明细账', null, null, null],
      ['基金:示例', null, null, null],
      ['科目编码', '金额', '日期', '号'],
      ['001002', 1_234_567_890_123.45, new Date('2026-03-05'), 12],
      ['1002', -0.05, '2026-03', '9007199254740993'],
      [null, '12345678901234.56', null, null],
      [null, '未公开', null, null],
      ['合计', 0.07, null, null],
      ['制单:\u2003审核:', null, null, null],
    ],
  });
});

test('any amount of up to fifteen digits is shown by a spreadsheet to the fen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), (fen) => {
      expect(Number(yuanOf(fen)).toFixed(2)).toBe(fen === 0n ? '0.00' : yuanOf(fen));
    }),
  );
});

test('tabs have names that a workbook takes, each once', async () => {
  const named = (title: string): Sheet => ({ ...sheet, title });
  const tabs = await readWorkbook(
    await xlsxOf([named("a[/:*?]'b"), named('长'.repeat(40)), named('长'.repeat(40)), named('')]),
  );
  expect(tabs.map(({ sheet: name }) => name)).toEqual([
    'a       b',
    '长'.repeat(26),
    `${'长'.repeat(26)} (2)`,
    '-',
  ]);
});

test('a spreadsheet runs no text of a CSV as a formula, and amounts below zero stay numbers', () => {
  const payloads = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM',
    ' =cmd|1',
    '\u00a0=1',
  ];
  for (const payload of payloads) expect(neutralised(payload)).toBe(`'${payload}`);
  const rows = payloads.map((code) => ({ code, amount: -150n }));
  const text = csvOf([{ ...sheet, rows: [...rows, { code: '"a",b' }] }]);
  expect(text.startsWith('\uFEFF科目编码,金额,日期,号\r\n')).toBe(true);
  const read = parse(text, { bom: true });
  expect(read.slice(1, -2)).toEqual(payloads.map((payload) => [`'${payload}`, '-1.50', '', '']));
  expect(read.slice(-2)).toEqual([
    ['"a",b', '', '', ''],
    ['合计', '0.07', '', ''],
  ]);
});

test('several sheets follow each other in a CSV, each below its title', () => {
  const small: Sheet = { ...sheet, title: '=收支表', rows: [{ code: '1002', amount: 100n }], footer: ['-'] };
  expect(csvOf([small, sheet]).slice(1).split('\r\n').slice(0, 9)).toEqual([
    "'=收支表",
    '基金:示例',
    '科目编码,金额,日期,号',
    '1002,1.00,,',
    '合计,0.07,,',
    "'-",
    '',
    '明细账',
    '基金:示例',
  ]);
});

test('a page escapes what is written in it, and loads nothing but its own style', () => {
  const page = pageOf(
    [{ ...sheet, title: '<script>alert(1)</script>', rows: [{ code: `<img src=x onerror="a">&'` }] }],
    'zh-CN',
  );
  expect(page).not.toMatch(/<script|<img|https?:|url\(|@import| style="| on\w+="/);
  expect(page).toContain('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;');
  const [, style] = /<style>([\s\S]*)<\/style>/.exec(page)!;
  expect(pagePolicy).toContain(`'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
  expect(pagePolicy).toContain("default-src 'none'");
});

test('a page shows thousands apart', () => {
  expect(['0.00', '-999.05', '1000.00', '-1234567.80', '123456789012345.67'].map(grouped)).toEqual([
    '0.00',
    '-999.05',
    '1,000.00',
    '-1,234,567.80',
    '123,456,789,012,345.67',
  ]);
});

test('a long table carries its sums and its balance from page to page, sums of its own not counted', () => {
  const rows = [10n, 20n, 30n, 999n, 40n].map((amount, i) => ({ code: `行${i}`, amount, number: i }));
  const page = pageOf(
    [
      {
        ...sheet,
        rows,
        strong: [3],
        carrying: { rows: 2, label: 'code', sums: ['amount'], last: ['number'] },
      },
    ],
    'zh-CN',
  );
  const lines = [...page.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, cells]) =>
    [...cells!.matchAll(/<t[dh][^>]*>([^<]*)/g)].map(([, cell]) => cell),
  );
  const head = ['科目编码', '金额', '日期', '号'];
  expect(lines).toEqual([
    head,
    ['行0', '0.10', '', '0'],
    ['行1', '0.20', '', '1'],
    ['过次页', '0.30', '', '1'],
    head,
    ['承前页', '0.30', '', '1'],
    ['行2', '0.30', '', '2'],
    ['行3', '9.99', '', '3'],
    ['过次页', '0.60', '', '3'],
    head,
    ['承前页', '0.60', '', '3'],
    ['行4', '0.40', '', '4'],
    ['合计', '0.07', '', ''],
  ]);
  expect(page.match(/<section/g)).toHaveLength(3);
});

// Files as banks export them, read by the usual layouts: encodings, units in headers, sums at the end, either order.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { ZipFile } from 'yazl';
import { fenIn, dayIn } from '../../src/domains/accounting/rules/bank-cells.js';
import { layoutOf, usualInflowWords } from '../../src/domains/accounting/rules/bank-layouts.js';
import { formatFaults, readStatement } from '../../src/domains/accounting/rules/bank-lines.js';
import { mayBePerson, withoutPersonalNumbers } from '../../src/domains/accounting/rules/bank-persons.js';
import type { BankLayout } from '../../src/generated/database.js';
import { sheets } from '../../src/kernel/config.js';
import { isSeparated, plainNumber, readTables, tableTypes } from '../../src/platform/sheets/read.js';

const file = (name: string): Promise<Buffer> => readFile(new URL(`data/${name}`, import.meta.url));

async function read(name: string, layout: BankLayout, accountNo: string | null = null) {
  const tables = await readTables(await file(name), name.endsWith('.csv') ? tableTypes.csv : tableTypes.xlsx);
  const format = { columns: layoutOf(layout).columns, inflowWords: usualInflowWords };
  return readStatement(tables, format, accountNo);
}

test('a file in GB18030 with a title, an account, units in its headers and a sum at the end', async () => {
  expect(isSeparated(await file('bank-statement-gb18030.csv'))).toBe(true);
  expect(await read('bank-statement-gb18030.csv', 'ICBC', '9901010000000001001')).toMatchObject({
    lines: [],
    faults: [{ rule: 'bank-statement-of-the-account' }],
  });
  const { lines, faults } = await read('bank-statement-gb18030.csv', 'ICBC', '99010100000001001');
  expect(faults).toEqual([]);
  expect(lines).toEqual([
    {
      sheetRow: 6,
      bookedOn: '2026-03-02',
      amountFen: 180_000n,
      balanceFen: 1_180_000n,
      counterpartyName: '示例童萌社区服务有限公司',
      counterpartyAccount: '9901010000008001',
      remark: '2026年2月分成 990101-2026-00012',
      reference: 'SL260302001',
    },
    {
      sheetRow: 7,
      bookedOn: '2026-03-16',
      amountFen: -50_000n,
      balanceFen: 1_130_000n,
      counterpartyName: '某甲',
      counterpartyAccount: '9901010000009002',
      remark: '困难慰问 138****1234',
      reference: 'SL260316001',
    },
    {
      sheetRow: 8,
      bookedOn: '2026-03-21',
      amountFen: 327n,
      balanceFen: 1_130_327n,
      counterpartyName: null,
      counterpartyAccount: null,
      remark: '结息',
      reference: 'SL260321001',
    },
  ]);
});

test('a workbook with one signed amount, payer and payee, the newest first', async () => {
  const { lines, faults } = await read('bank-statement.xlsx', 'BOC', '9901010000001002');
  expect(faults).toEqual([]);
  expect(lines.map(({ bookedOn, amountFen, balanceFen }) => [bookedOn, amountFen, balanceFen])).toEqual([
    ['2026-03-12', 20_005n, 2_020_005n],
    ['2026-03-30', -8_810n, 2_011_195n],
  ]);
  expect(lines.map(({ counterpartyName, remark }) => [counterpartyName, remark])).toEqual([
    ['示例童萌社区服务有限公司', '转账 2026年2月分成'],
    ['示例印务有限公司', '印刷 宣传单'],
  ]);
  expect((await read('bank-statement.xlsx', 'CCB')).faults.map(({ rule }) => rule)).toEqual([
    'bank-statement-has-its-header',
  ]);
});

test('every usual layout reads a day and amounts', () => {
  for (const layout of ['ICBC', 'CCB', 'ABC', 'BOC', 'CDRCB'] as const)
    expect(formatFaults(layoutOf(layout).columns)).toEqual([]);
  expect(formatFaults([{ role: 'DATE', header: '日期' }])).toHaveLength(1);
});

test.each([
  ['2026-01-31', '2026-01-31'],
  ['2026/1/5 10:20:30', '2026-01-05'],
  ['20260131', '2026-01-31'],
  ['20260131102030', '2026-01-31'],
  ['2026年1月5日', '2026-01-05'],
  ['2026.02.30', null],
  ['01/02/2026', null],
])('the day %s is %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});

test.each([
  ['1,234.50', 123_450n],
  ['¥ 0.1', 10n],
  ['(12.00)', -1_200n],
  ['12.00-', -1_200n],
  ['—', null],
  ['', null],
  ['1.005', undefined],
  ['12元5角', undefined],
])('the amount %s is %s fen', (text, fen) => {
  expect(fenIn(text)).toBe(fen);
});

test('numbers of a workbook come in full, without the noise of their binary form', () => {
  expect(
    ['20111.95', '0.30000000000000004', '1.0E-2', '6.222021234567891E18', '-88.1'].map(plainNumber),
  ).toEqual(['20111.95', '0.3', '0.01', '6222021234567890000', '-88.1']);
});

test('what may be a person is taken for one, and numbers that tell persons apart are not kept', () => {
  expect(['某甲', '欧阳某某', '张三店', '示例实业有限公司', '示例区财政局'].map(mayBePerson)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(withoutPersonalNumbers('付13800001234和110101199001011234,单号20260131102030')).toBe(
    '付138****1234和110***********1234,单号20260131102030',
  );
});

test('what is no table, or unpacks to more than is read, is refused', async () => {
  const refusal = async (content: Uint8Array, type: string): Promise<unknown> =>
    readTables(content, type).then(
      () => null,
      (error: { faults: readonly { rule: string }[] }) => error.faults[0]!.rule,
    );
  expect(await refusal(Buffer.from('PK no zip'), tableTypes.xlsx)).toBe('uploaded-table-is-readable');
  expect(await refusal(Buffer.from('a,b'), 'application/pdf')).toBe('uploaded-table-is-readable');
  const bomb = new ZipFile();
  bomb.addBuffer(Buffer.alloc(sheets.unpackedBytes + 1, ' '), 'xl/workbook.xml');
  bomb.end();
  const packed = await buffer(bomb.outputStream);
  expect(packed.length).toBeLessThan(sheets.fileBytes);
  expect(await refusal(packed, tableTypes.xlsx)).toBe('uploaded-table-within-limits');
  expect(isSeparated(Buffer.from('<p>a,b,c</p>\n<p>d,e,f</p>'))).toBe(false);
  expect(isSeparated(Buffer.from([0xff, 0xd8, 0xff, 0x00]))).toBe(false);
});

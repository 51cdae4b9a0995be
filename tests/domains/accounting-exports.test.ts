// Exports of a ledger: journals that foot in another program to the balances of the graph, tables, parts, and receipts.
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { receiptDifferences, Tally } from '../../src/domains/accounting/rules/receipts.js';
import type { ExportRecord } from '../../src/domains/funds/rules/records.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { encodeId } from '../../src/kernel/ids.js';
import { exported, makeBooks, type Books } from '../support/books.js';
import { mighty } from '../support/domains.js';
import { scene } from '../support/funds.js';
import { readBeancount, readHledger, type Footed } from '../support/journals.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
let books: Books;

beforeAll(async () => {
  books = await makeBooks(gongzhi, 120);
}, 60_000);

const recordsOf = (text: string): readonly ExportRecord[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ExportRecord);

/** What the graph says that a fund's own account held at the end of a day, above zero where it holds something. */
async function ofGraph(fund: string, day: string): Promise<bigint> {
  const { fund: found } = await gongzhi.read<{
    fund: { entriesAggregate: { sum: { amount: { fen: string } | null } } };
  }>(
    `query ($id: ID!, $day: Date!) { fund(ref: { id: $id }) {
      entriesAggregate(filter: { effectiveOn: { lte: $day } }) { sum { amount { fen } } } } }`,
    { id: encodeId({ prefix: 'fnd', tenant: scene.tenant, key: fund }), day },
  );
  return BigInt(found.entriesAggregate.sum.amount?.fen ?? 0);
}

/** The account of a fund in a journal, told by its metadata. */
function accountIn(journal: Footed, fund: string, root: string): string {
  const found = [...journal.accounts].find(
    ([name, facts]) => facts['fundid'] === fund && name.startsWith(root) && !/应收/.test(name),
  );
  return found![0];
}

const journals = [
  { format: 'hledger', read: readHledger, root: '净资产' },
  { format: 'beancount', read: readBeancount, root: 'Equity' },
] as const;

describe.each(journals)('a journal of $format', ({ format, read, root }) => {
  test('foots, transaction by transaction and assertion by assertion, to the balances of the graph per fund and day', async () => {
    const { text, receipt } = await exported(gongzhi, { format });
    const journal = read(text);
    expect(journal.assertions).toBeGreaterThan(receipt.counts.balances);
    const days = journal.days.filter((_, i) => i % 20 === 0);
    for (const fund of books.funds)
      for (const day of days)
        expect(-journal.at(accountIn(journal, fund, root), day)).toBe(await ofGraph(fund, day));
  });

  test('of some funds and days begins with what they held before', async () => {
    const [fund] = books.funds;
    const { text, receipt } = await exported(gongzhi, {
      format,
      funds: [fund!],
      from: '2025-02-01',
      to: '2025-03-31',
    });
    expect(receipt.filter).toEqual({ funds: [fund], from: '2025-02-01', to: '2025-03-31', through: null });
    const journal = read(text);
    expect(journal.days[0]).toBe('2025-01-31');
    const account = accountIn(journal, fund!, root);
    for (const day of ['2025-01-31', '2025-02-28', '2025-03-15', '2025-03-31'])
      expect(-journal.at(account, day)).toBe(await ofGraph(fund!, day));
  });

  test('in which one fen is altered does not foot', async () => {
    const { text } = await exported(gongzhi, { format });
    const amounts = [...text.matchAll(/ -?\d+\.\d\d (?=CNY|~)/g)].filter((_, i) => i % 61 === 0);
    expect(amounts.length).toBeGreaterThan(4);
    for (const { index, 0: amount } of amounts) {
      const fen = BigInt(amount.replaceAll(/[ .]/g, '')) + 1n;
      const other = ` ${fen < 0n ? '-' : ''}${String(fen < 0n ? -fen : fen)
        .padStart(3, '0')
        .replace(/(..)$/, '.$1')} `;
      expect(() => read(text.slice(0, index) + other + text.slice(index + amount.length))).toThrow(
        /^line \d+/,
      );
    }
  });
});

/** What a program says of a file: its exit code, or null where it is not installed. */
const run = (program: string, args: readonly string[]): Promise<number | null> =>
  new Promise((resolve) => {
    execFile(program, args, (error) => {
      const code = (error as { code?: number | string } | null)?.code ?? 0;
      resolve(code === 'ENOENT' ? null : Number(code));
    });
  });

test.each([
  { format: 'hledger', program: 'hledger', args: (file: string) => ['check', '-s', '-f', file] },
  { format: 'beancount', program: 'bean-check', args: (file: string) => [file] },
] as const)(
  '$program, where it is installed, accepts the journal, and not one with another fen',
  async ({ format, program, args }) => {
    const folder = await mkdtemp(join(tmpdir(), 'journal-'));
    try {
      const { text, receipt } = await exported(gongzhi, { format });
      const [file, forged] = [join(folder, receipt.file.name), join(folder, `forged-${receipt.file.name}`)];
      await writeFile(file, text);
      await writeFile(forged, text.replace('1000000.00 CNY', '1000000.01 CNY'));
      const code = await run(program, args(file));
      if (code === null) return;
      expect(code).toBe(0);
      expect(await run(program, args(forged))).not.toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

describe('a table', () => {
  test('has a row for each leg, and no cell that is run as a formula', async () => {
    const { text, receipt } = await exported(gongzhi, { format: 'csv' });
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(text.startsWith('\uFEFF凭证号')).toBe(true);
    expect(rows).toHaveLength(receipt.counts.legs);
    const fen = rows.reduce((sum, row) => sum + BigInt(row['金额(元)']!.replace('.', '')), 0n);
    expect(String(fen)).toBe(receipt.debitFen);
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
  });

  test('is a workbook, too', async () => {
    const { content, receipt } = await exported(gongzhi, { format: 'xlsx' });
    expect(content.subarray(0, 2).toString()).toBe('PK');
    expect(receipt.file.bytes).toBe(content.length);
  });
});

describe('a receipt', () => {
  test('tells counts, sums and digest of the file, and a reader finds the same', async () => {
    const { text, content, receipt } = await exported(gongzhi);
    expect(receipt.file).toEqual({
      name: `ledger-990101-${receipt.head.number}.jsonl`,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    expect(receipt.debitFen).toBe(receipt.creditFen);
    expect(receipt.madeBy).toMatchObject({ subject: 'test', scope: 'funds:read', ranges: 'everywhere' });
    const tally = new Tally();
    for (const record of recordsOf(text)) tally.add(record);
    expect(receiptDifferences(receipt, receipt.file, tally.totals())).toEqual([]);
    const other = new Tally();
    for (const record of recordsOf(text).filter(({ type }) => type !== 'balance')) other.add(record);
    expect(receiptDifferences(receipt, receipt.file, other.totals())).toContain(
      `balances ${receipt.counts.balances} ≠ 0`,
    );
  });
});

describe('a part of a ledger', () => {
  test('of some funds, of some days, or as known then is whole in itself, and says what it is a part of', async () => {
    const all = await exported(gongzhi);
    const [middle] = recordsOf(all.text).flatMap((record) =>
      record.type === 'transaction' && record.number === String(Number(all.receipt.head.number) - 15)
        ? [record]
        : [],
    );
    for (const part of [
      { funds: [books.funds[0]!] },
      { funds: books.funds.slice(0, 2) },
      { from: '2025-02-01', to: '2025-03-31' },
      { funds: [books.funds[1]!], to: '2025-03-31' },
      { knownAt: middle!.recordedAt },
      { knownAt: '2020-01-01T00:00:00Z' },
    ]) {
      const { text, receipt } = await exported(gongzhi, part);
      const { faults, transactions } = await verifyLedger(text.trimEnd().split('\n'));
      expect({ part, faults }).toEqual({ part, faults: [] });
      if (!('knownAt' in part)) expect(receipt.head).toEqual(all.receipt.head);
      else expect(String(transactions)).toBe(receipt.head.number);
    }
  });

  test('of one fund tells of another only what it had to do with it', async () => {
    const [fund] = books.funds;
    const { text } = await exported(gongzhi, { funds: [fund!] });
    const records = recordsOf(text);
    const inside = new Set(
      records.flatMap((record) => (record.type === 'account' && !record.outside ? [record.id] : [])),
    );
    const foreign = records.flatMap((record): readonly object[] => {
      if (record.type === 'balance') return inside.has(record.accountId) ? [] : [record];
      if (record.type !== 'transaction') return [];
      return [
        ...record.legs.filter((leg) => !inside.has(leg.debitAccountId) && !inside.has(leg.creditAccountId)),
        ...record.entries.filter(({ accountId }) => !inside.has(accountId)),
      ];
    });
    expect(foreign).toEqual([]);
    expect(records.some((record) => record.type === 'account' && record.outside)).toBe(true);
  });
});

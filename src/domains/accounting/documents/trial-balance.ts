// 科目余额表: what every account had, got and has; both sides are equal, because every leg has two.
import { document, type Telling } from '../../../kernel/document.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import { closingOf, trialBalance, type AccountPeriod, type BookLine } from '../rules/balances.js';
import type { Chart } from '../rules/charts/chart.js';
import { yearStart } from '../rules/ledgers.js';
import { charts } from '../rules/standards.js';
import { fundArgument, periodArgument, standardArgument } from './arguments.js';
import { chartLine, stampLine, subtitleOf, worded } from './heads.js';
import { booksOf, ownEntries, sumsOf, type Books } from './reading.js';
import type { Ask } from '../../../kernel/computation.js';

/** The books of a fund over a period, read as accounts of a standard. */
export interface Balance {
  readonly books: Books;
  readonly period: Period;
  readonly chart: Chart;
  readonly lines: readonly BookLine[];
}

/** Reads the balance of a fund's accounts for a period. */
export async function readBalance(
  ask: Ask,
  { books, period, chart }: Omit<Balance, 'lines'>,
): Promise<Balance> {
  const own = books.accounts.find(({ kind }) => kind === 'FUND')!;
  const yearFrom = yearStart(period);
  const accounts: AccountPeriod[] = [];
  for (const account of books.accounts) {
    if (account === own) continue;
    const sums = await sumsOf(ask, books, account, period.from, period.to);
    accounts.push({ kind: account.kind, payer: account.payer?.name ?? null, ...sums });
  }
  const before = await sumsOf(ask, books, own, yearFrom, yearFrom);
  const entries = await ownEntries(ask, books, yearFrom, period.to);
  const { restriction } = books.fund;
  const lines = trialBalance(
    chart,
    accounts,
    { restriction, openingFen: before.openingFen, entries },
    period.from,
  );
  return { books, period, chart, lines };
}

document('trial-balance', {
  description:
    'What every account of a fund had at the beginning of a period, got in it and has at its end. 科目余额表',
  audience: 'INTERNAL',
  args: { fund: fundArgument, period: periodArgument, standard: standardArgument },
  async read({ fund, period, standard }, ask) {
    const books = await booksOf(ask, fund);
    return readBalance(ask, { books, period, chart: charts[standard ?? books.fund.accountingStandard] });
  },
  sheets: (balance, telling) => [balanceSheet(balance, telling)],
});

/** The table of a balance. */
export function balanceSheet({ books, period, chart, lines }: Balance, telling: Telling): Sheet {
  const { say } = telling;
  const rows = lines.map((line): Row => ({
    code: line.account.code,
    name: worded(telling, line.account.name),
    detail: line.detail === null ? null : worded(telling, line.detail),
    ...sides('opening', line.openingFen),
    ...amount('debit', line.debitFen),
    ...amount('credit', line.creditFen),
    ...sides('closing', closingOf(line)),
  }));
  const money = (key: string, title: string) => ({ key, title, kind: 'money', width: 17 }) as const;
  return {
    title: say('科目余额表', 'Trial balance'),
    subtitle: subtitleOf(books.fund, period, telling),
    columns: [
      { key: 'code', title: say('科目编号', 'Code'), kind: 'text', width: 10 },
      { key: 'name', title: say('科目名称', 'Account'), kind: 'text', width: 18 },
      { key: 'detail', title: say('明细', 'Detail'), kind: 'text', width: 20 },
      money('openingDebit', say('期初借方', 'Opening debit')),
      money('openingCredit', say('期初贷方', 'Opening credit')),
      money('debit', say('本期借方', 'Debits')),
      money('credit', say('本期贷方', 'Credits')),
      money('closingDebit', say('期末借方', 'Closing debit')),
      money('closingCredit', say('期末贷方', 'Closing credit')),
    ],
    rows,
    totals: { name: say('合计', 'Total'), ...totalsOf(rows) },
    footer: [
      chartLine(chart, telling),
      say(
        '收入、费用科目自年初起累计,下年年初并入净资产。',
        'Income and expenses add up from the first day of the year and are part of the net assets from the next year on.',
      ),
      stampLine(books, telling),
    ],
    wide: true,
  };
}

const summed = ['openingDebit', 'openingCredit', 'debit', 'credit', 'closingDebit', 'closingCredit'];

function totalsOf(rows: readonly Row[]): Row {
  return Object.fromEntries(
    summed.map((key) => [key, rows.reduce((sum, row) => sum + BigInt(row[key] ?? 0), 0n)]),
  );
}

/** A balance on its side. */
function sides(name: 'opening' | 'closing', netFen: bigint): Row {
  return netFen < 0n ? amount(`${name}Credit`, -netFen) : amount(`${name}Debit`, netFen);
}

/** An amount where there is one. */
function amount(key: string, fen: bigint): Row {
  return fen === 0n ? {} : { [key]: fen };
}

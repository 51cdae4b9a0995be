// 收支表: what a fund received and spent by what it was, in a period and in its year so far.
import type { Ask } from '../../../kernel/computation.js';
import { document, type Telling } from '../../../kernel/document.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import { flowTerms } from '../rules/charts/chart.js';
import { incomeStatement, sumOf, type FlowLine, type IncomeStatement } from '../rules/income.js';
import { yearStart } from '../rules/ledgers.js';
import { fundArgument, periodArgument } from './arguments.js';
import { stampLine, subtitleOf, worded } from './heads.js';
import { booksOf, ownEntries, sumsOf, type Books } from './reading.js';

/** The statement of a fund's books over a period. */
export interface Income {
  readonly books: Books;
  readonly period: Period;
  readonly statement: IncomeStatement;
}

/** Reads what the fund's own account got since the year began. */
export async function readIncome(ask: Ask, books: Books, period: Period): Promise<Income> {
  const own = books.accounts.find(({ kind }) => kind === 'FUND')!;
  const from = yearStart(period);
  const before = await sumsOf(ask, books, own, from, from);
  const entries = await ownEntries(ask, books, from, period.to);
  // The fund's own account grows on its credit side.
  return { books, period, statement: incomeStatement(-before.openingFen, entries, period.from) };
}

document('income-and-expenses', {
  description: 'What a fund received and spent in a period and in its year so far, by what it was. 收支表',
  audience: 'INTERNAL',
  args: { fund: fundArgument, period: periodArgument },
  read: async ({ fund, period }, ask) => readIncome(ask, await booksOf(ask, fund), period),
  sheets: (income, telling) => [incomeSheet(income, telling)],
});

/** The table of a statement. */
export function incomeSheet({ books, period, statement }: Income, telling: Telling): Sheet {
  const { say } = telling;
  const { income, expenses, openingFen, closingFen, yearOpeningFen } = statement;
  const line = ({ flow, periodFen, yearFen }: FlowLine): Row => ({
    item: `\u3000${worded(telling, flowTerms[flow])}`,
    period: periodFen,
    year: yearFen,
  });
  const total = (item: string, of: (key: 'periodFen' | 'yearFen') => bigint): Row => ({
    item,
    period: of('periodFen'),
    year: of('yearFen'),
  });
  const rows: readonly Row[] = [
    { item: say('一、收入', 'Income') },
    ...income.map(line),
    total(say('收入合计', 'Total income'), (key) => sumOf(income, key)),
    { item: say('二、支出', 'Expenses') },
    ...expenses.map(line),
    total(say('支出合计', 'Total expenses'), (key) => sumOf(expenses, key)),
    total(say('三、收支结余', 'Income less expenses'), (key) => sumOf(income, key) - sumOf(expenses, key)),
    { item: say('四、期(年)初净资产', 'Held at the beginning'), period: openingFen, year: yearOpeningFen },
    { item: say('五、期末净资产', 'Held at the end'), period: closingFen, year: closingFen },
  ];
  return {
    title: say('收支表', 'Income and expenses'),
    subtitle: subtitleOf(books.fund, period, telling),
    columns: [
      { key: 'item', title: say('项目', 'Item'), kind: 'text', width: 40 },
      { key: 'period', title: say('本期金额', 'Period'), kind: 'money', width: 20 },
      { key: 'year', title: say('本年累计', 'Year so far'), kind: 'money', width: 20 },
    ],
    rows,
    strong: rows.flatMap(({ item }, i) => (String(item).startsWith('\u3000') ? [] : [i])),
    footer: [
      say(
        '应缴分成自应缴之日起列入收入;减免、核销冲减收入;冲销凭证列入冲销当日所属期间。',
        'Shares count as income from the day on which they fall due; waivers and write-offs lessen them; what is taken back counts in the period in which it was taken back.',
      ),
      stampLine(books, telling),
    ],
  };
}

// 年度信息披露包 and 公示表: the year of a fund, for the authority with all that its books say, and for everybody.
import { document } from '../../../kernel/document.js';
import type { Sheet } from '../../../kernel/sheet.js';
import { charts } from '../rules/standards.js';
import { fundArgument, yearArgument } from './arguments.js';
import { stampLine, subtitleOf } from './heads.js';
import { incomeSheet, readIncome } from './income.js';
import { booksOf, fundOf } from './reading.js';
import { readReconciliations, reconciliationSheet, withoutNames } from './reconciliations.js';
import { balanceSheet, readBalance } from './trial-balance.js';
import { readYear } from './year-reading.js';
import { figuresSheet, sumsSheet } from './year-figures.js';
import {
  categoriesSheet,
  expensesSheet,
  feesSheet,
  giftsSheet,
  grantsSheet,
  proposalsSheet,
} from './year-sheets.js';

document('annual-disclosure', {
  description:
    'The year of a fund with all that its books say: statements, gifts, expenses, projects, fees, published figures. 年度信息披露包',
  audience: 'INTERNAL',
  args: { fund: fundArgument, year: yearArgument },
  async read({ fund, year }, ask) {
    const books = await booksOf(ask, fund);
    return {
      income: await readIncome(ask, books, year),
      balance: await readBalance(ask, {
        books,
        period: year,
        chart: charts[books.fund.accountingStandard],
      }),
      year: await readYear(ask, fund, year),
      reconciliations: await readReconciliations(ask, fund, year),
    };
  },
  sheets({ income, balance, year, reconciliations }, telling): readonly Sheet[] {
    const { books, period } = income;
    const frame = {
      subtitle: subtitleOf(books.fund, period, telling),
      footer: [
        telling.say(
          '供托管主体和主管部门使用,含不公开的数额;张贴公示请用“基金收支公示表”。',
          'For the host and the authority; it has amounts that are not public. To be put up there is the public sheet.',
        ),
        stampLine(books, telling),
      ],
      telling,
    };
    return [
      incomeSheet(income, telling),
      balanceSheet(balance, telling),
      giftsSheet(year, frame),
      categoriesSheet(year, frame),
      expensesSheet(year, frame),
      grantsSheet(year, frame),
      feesSheet(year, frame),
      ...(year.proposals.length > 0 ? [proposalsSheet(year, frame)] : []),
      figuresSheet(year, frame),
      ...reconciliations.map((one) => reconciliationSheet(books.fund, period, withoutNames(one), telling)),
    ];
  },
});

document('public-sheet', {
  description:
    'The year of a fund as it is put up for everybody: what readers of public data may see, whoever makes it. 公示表',
  forPublic: true,
  args: { fund: fundArgument, year: yearArgument },
  async read({ fund, year }, ask) {
    return { fund: await fundOf(ask, fund), period: year, year: await readYear(ask, fund, year) };
  },
  sheets({ fund, period, year }, telling): readonly Sheet[] {
    const { say, today } = telling;
    const frame = {
      subtitle: subtitleOf(fund, period, telling),
      footer: [
        say(
          `编制日期: ${today}。如有疑问或异议,请向托管主体或居(村)民委员会提出。`,
          `Made on ${today}. Ask the host or the residents’ committee about anything in it.`,
        ),
      ],
      telling,
    };
    return [
      sumsSheet(year, frame),
      giftsSheet(year, frame),
      expensesSheet(year, frame),
      ...(year.grants.length > 0 ? [grantsSheet(year, frame)] : []),
      ...(year.proposals.length > 0 ? [proposalsSheet(year, frame)] : []),
    ];
  },
});

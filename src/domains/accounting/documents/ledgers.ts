// 明细账、银行存款日记账、总账: the accounts of a fund line by line, or month by month.
import { document } from '../../../kernel/document.js';
import { refuse } from '../../../kernel/errors.js';
import {
  accountArgument,
  fundArgument,
  periodArgument,
  standardArgument,
  yearArgument,
} from './arguments.js';
import { readingOf, readLedgers } from './ledger-reading.js';
import { ledgerSheet, shown } from './ledger-sheet.js';
import { booksOf } from './reading.js';

document('account-ledger', {
  description:
    'Every entry in the accounts of a fund over a period, with the balance after it and the sums of months and the year. 明细账',
  audience: 'INTERNAL',
  args: {
    fund: fundArgument,
    period: periodArgument,
    account: accountArgument,
    standard: standardArgument,
  },
  async read({ fund, period, account, standard }, ask) {
    const books = await booksOf(ask, fund);
    const accounts = books.accounts.filter(({ id }) => account === undefined || id === account);
    if (accounts.length === 0) throw refuse('NOT_FOUND', ['account']);
    return readLedgers(ask, books, period, readingOf(books, standard), accounts);
  },
  sheets: (told, telling) =>
    shown(told).map((ledger) =>
      ledgerSheet(told, ledger, telling, {
        title: telling.say('明细账', 'Account ledger'),
        detail: { entries: true, days: false },
      }),
    ),
});

document('bank-journal', {
  description:
    'Every entry in the bank account of a fund over a period, with the balance after it and the sums of days, months and the year. 银行存款日记账',
  audience: 'INTERNAL',
  args: { fund: fundArgument, period: periodArgument, standard: standardArgument },
  async read({ fund, period, standard }, ask) {
    const books = await booksOf(ask, fund);
    const bank = books.accounts.filter(({ kind }) => kind === 'BANK');
    return readLedgers(ask, books, period, readingOf(books, standard), bank);
  },
  sheets: (told, telling) =>
    told.ledgers.map((ledger) =>
      ledgerSheet(told, ledger, telling, {
        title: telling.say('银行存款日记账', 'Bank journal'),
        detail: { entries: true, days: true },
      }),
    ),
});

document('general-ledger', {
  description: 'Every account of a fund over a year: what it got month by month, and what it has. 总账',
  audience: 'INTERNAL',
  args: { fund: fundArgument, year: yearArgument, standard: standardArgument },
  async read({ fund, year, standard }, ask) {
    const books = await booksOf(ask, fund);
    return readLedgers(ask, books, year, readingOf(books, standard), books.accounts);
  },
  sheets: (told, telling) =>
    shown(told).map((ledger) =>
      ledgerSheet(told, ledger, telling, {
        title: telling.say('总账', 'General ledger'),
        detail: { entries: false, days: false },
      }),
    ),
});

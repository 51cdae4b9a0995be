// Reads accounts of a fund as ledgers of a standard: what each had, and every entry with the account on its other side.
import type { AccountingStandard } from '../../../generated/database.js';
import type { Ask } from '../../../kernel/computation.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import { bookAccountOf, hiddenAccount, inOrder, ownAccount, type Reading } from '../rules/accounts.js';
import { yearStart, type BookLedger, type LedgerEntryLine } from '../rules/ledgers.js';
import { charts } from '../rules/standards.js';
import { entriesOf, fenOf, sumsOf, type Account, type Books, type Entry, type Side } from './reading.js';

/** Accounts of a fund over a period. */
export interface Ledgers {
  readonly books: Books;
  readonly period: Period;
  readonly reading: Reading;
  readonly ledgers: readonly BookLedger[];
}

/** Reads accounts as ledgers, sorted as the standard numbers them. */
export async function readLedgers(
  ask: Ask,
  books: Books,
  period: Period,
  reading: Reading,
  accounts: readonly Account[],
): Promise<Ledgers> {
  const ledgers: BookLedger[] = [];
  for (const account of accounts)
    ledgers.push(
      ...(account.kind === 'FUND'
        ? await ownLedgers(ask, books, period, reading, account)
        : [await ledgerOf(ask, books, period, reading, account)]),
    );
  return { books, period, reading, ledgers: ledgers.sort((a, b) => inOrder(a.of, b.of)) };
}

async function ledgerOf(
  ask: Ask,
  books: Books,
  period: Period,
  reading: Reading,
  account: Account,
): Promise<BookLedger> {
  const before = await sumsOf(ask, books, account, yearStart(period), period.from);
  const entries = await entriesOf(ask, books, account.id, period.from, period.to);
  return {
    of: bookAccountOf(reading, { kind: account.kind, payer: account.payer?.name ?? null }),
    yearOpeningFen: before.openingFen,
    beforeDebitFen: before.debitFen,
    beforeCreditFen: before.creditFen,
    entries: entries.map((entry) => lineOf(entry, books, reading)),
  };
}

/** The fund's own account: what it held when the year began, and each flow since in an account of its own. */
async function ownLedgers(
  ask: Ask,
  books: Books,
  period: Period,
  reading: Reading,
  own: Account,
): Promise<readonly BookLedger[]> {
  const from = yearStart(period);
  const { openingFen } = await sumsOf(ask, books, own, from, from);
  const held = ownAccount(reading);
  const ledgers = new Map<string, BookLedger>([
    [
      held.key,
      { of: held, yearOpeningFen: openingFen, beforeDebitFen: 0n, beforeCreditFen: 0n, entries: [] },
    ],
  ]);
  for (const entry of await entriesOf(ask, books, own.id, from, period.to)) {
    const of = bookAccountOf(
      reading,
      { kind: 'FUND', payer: null },
      { ...entry, amountFen: fenOf(entry.amount) },
    );
    const ledger = ledgers.get(of.key) ?? {
      of,
      yearOpeningFen: 0n,
      beforeDebitFen: 0n,
      beforeCreditFen: 0n,
      entries: [],
    };
    const line = lineOf(entry, books, reading);
    const { beforeDebitFen, beforeCreditFen } = ledger;
    ledgers.set(of.key, {
      ...ledger,
      ...(line.on >= period.from
        ? { entries: [...ledger.entries, line] }
        : line.side === 'DEBIT'
          ? { beforeDebitFen: beforeDebitFen + line.amountFen }
          : { beforeCreditFen: beforeCreditFen + line.amountFen }),
    });
  }
  return [...ledgers.values()];
}

function lineOf(entry: Entry, { fund }: Books, reading: Reading): LedgerEntryLine {
  const { side, amount, effectiveOn, transaction, counter } = entry;
  return {
    on: effectiveOn,
    voucher: transaction.number,
    text: transaction.explanation,
    counter: counterOf(entry, counter, fund.id, reading),
    side,
    amountFen: fenOf(amount),
  };
}

/** The account on the other side; what is in another fund's books is told with its name. */
function counterOf(
  { side, effectiveOn, amount, transaction }: Entry,
  counter: Side | null,
  fundId: string,
  reading: Reading,
): LedgerEntryLine['counter'] {
  if (!counter?.fund) return { ...hiddenAccount, fund: null };
  const { kind, payer, fund } = counter;
  const account = bookAccountOf(
    reading,
    { kind, payer: payer?.name ?? null },
    {
      side: side === 'DEBIT' ? 'CREDIT' : 'DEBIT',
      amountFen: fenOf(amount),
      effectiveOn,
      transaction,
    },
  );
  return { ...account, fund: fund.id === fundId ? null : fund.name };
}

/** How the books of a fund are read: by its standard, or by another that was asked for. */
export function readingOf({ fund }: Books, standard: AccountingStandard | null | undefined): Reading {
  return { chart: charts[standard ?? fund.accountingStandard], restriction: fund.restriction };
}

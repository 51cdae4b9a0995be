// The books of a fund over a period as accounts of a standard: what each had, got and has, on both sides.
import type { AccountKind, FundRestriction } from '../../../generated/database.js';
import { bookAccountOf, inOrder, ownAccount, type BookAccount } from './accounts.js';
import type { Chart } from './charts/chart.js';
import type { FundEntry } from './flows.js';

/** An account of the ledger over a period; debits count up and credits down, on whichever side it grows. */
export interface AccountPeriod {
  readonly kind: AccountKind;
  /** Who owes what a receivable keeps. */
  readonly payer: string | null;
  readonly openingFen: bigint;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

/** What changed the fund's own account from the year's first day to the period's last, and what it held before. */
export interface OwnYear {
  readonly restriction: FundRestriction;
  /** Debits less credits up to the year's first day. */
  readonly openingFen: bigint;
  readonly entries: readonly FundEntry[];
}

/** One line of a balance. */
export interface BookLine extends BookAccount {
  readonly openingFen: bigint;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

/** What an account has at the end: debits less credits. */
export function closingOf({ openingFen, debitFen, creditFen }: Omit<BookLine, keyof BookAccount>): bigint {
  return openingFen + debitFen - creditFen;
}

/**
 * The balance of accounts for a period that begins on `from`.
 *
 * The fund's own account stands in it as what it held when the year began, and as what flowed in and out since, each by
 * the standard's account for it; so income and expenses add up from the year's first day, and are part of what the fund
 * holds from the next year's first day on. Lines without any amount are left out, but for the bank and the net assets.
 */
export function trialBalance(
  chart: Chart,
  accounts: readonly AccountPeriod[],
  own: OwnYear,
  from: string,
): readonly BookLine[] {
  const lines = new Map<string, BookLine>();
  const add = (of: BookAccount, sums: Omit<BookLine, keyof BookAccount>): void => {
    const before = lines.get(of.key) ?? { ...of, openingFen: 0n, debitFen: 0n, creditFen: 0n };
    lines.set(of.key, {
      ...of,
      openingFen: before.openingFen + sums.openingFen,
      debitFen: before.debitFen + sums.debitFen,
      creditFen: before.creditFen + sums.creditFen,
    });
  };
  const reading = { chart, restriction: own.restriction };
  for (const { kind, payer, ...sums } of accounts)
    if (kind !== 'FUND') add(bookAccountOf(reading, { kind, payer }), sums);
  const held = ownAccount(reading);
  add(held, { openingFen: own.openingFen, debitFen: 0n, creditFen: 0n });
  for (const entry of own.entries) {
    const debitFen = entry.side === 'DEBIT' ? entry.amountFen : 0n;
    const creditFen = entry.side === 'CREDIT' ? entry.amountFen : 0n;
    add(
      bookAccountOf(reading, { kind: 'FUND', payer: null }, entry),
      entry.effectiveOn < from
        ? { openingFen: debitFen - creditFen, debitFen: 0n, creditFen: 0n }
        : { openingFen: 0n, debitFen, creditFen },
    );
  }
  return [...lines.values()]
    .filter(
      ({ key, account, openingFen, debitFen, creditFen }) =>
        key === held.key ||
        account === chart.accounts.BANK ||
        openingFen !== 0n ||
        debitFen !== 0n ||
        creditFen !== 0n,
    )
    .sort(inOrder);
}

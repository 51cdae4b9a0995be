// A ledger of one account line by line: what it had, each entry with the balance after it, and the sums of days, months and the year.
import { periodAt, periodsOf, type Span } from '../../revenue-sharing/rules/periods.js';
import { lastDayOf } from '../../revenue-sharing/rules/terms.js';
import type { BookAccount } from './accounts.js';

/** An entry as a ledger shows it. */
export interface LedgerEntryLine {
  readonly on: string;
  readonly voucher: string;
  readonly text: string;
  readonly counter: BookAccount & { readonly fund: string | null };
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amountFen: bigint;
}

/** One account over a period that lies within a year; debits count up and credits down. */
export interface BookLedger {
  readonly of: BookAccount;
  /** What it had when the year began. */
  readonly yearOpeningFen: bigint;
  /** What it got from the year's first day to before the period. */
  readonly beforeDebitFen: bigint;
  readonly beforeCreditFen: bigint;
  readonly entries: readonly LedgerEntryLine[];
}

/** A line of a ledger: what it had, an entry, or a sum of entries; the balance after it. */
export type LedgerLine =
  | { readonly kind: 'OPENING'; readonly on: string; readonly netFen: bigint }
  | { readonly kind: 'ENTRY'; readonly entry: LedgerEntryLine; readonly netFen: bigint }
  | {
      readonly kind: 'DAY' | 'MONTH' | 'YEAR';
      /** The last day that it sums up. */
      readonly on: string;
      readonly debitFen: bigint;
      readonly creditFen: bigint;
      readonly netFen: bigint;
    };

/** What stands in a ledger besides its opening and the sums of months: each entry, the sums of days. */
export interface Detail {
  readonly entries: boolean;
  readonly days: boolean;
}

/** The lines of a ledger over a period; a month without entries has none. */
export function linesOf(ledger: BookLedger, period: Span, detail: Detail): readonly LedgerLine[] {
  let year = { debitFen: ledger.beforeDebitFen, creditFen: ledger.beforeCreditFen };
  let netFen = ledger.yearOpeningFen + year.debitFen - year.creditFen;
  const lines: LedgerLine[] = [{ kind: 'OPENING', on: period.from, netFen }];
  for (const month of periodsOf('MONTH', period.from, period.to)) {
    const entries = ledger.entries.filter(({ on }) => on >= month.from && on < month.to);
    if (entries.length === 0) continue;
    let sum = { debitFen: 0n, creditFen: 0n };
    let day = { debitFen: 0n, creditFen: 0n };
    entries.forEach((entry, i) => {
      netFen += entry.side === 'DEBIT' ? entry.amountFen : -entry.amountFen;
      sum = plus(sum, entry);
      day = plus(day, entry);
      if (detail.entries) lines.push({ kind: 'ENTRY', entry, netFen });
      if (detail.days && entries[i + 1]?.on !== entry.on) {
        lines.push({ kind: 'DAY', on: entry.on, ...day, netFen });
        day = { debitFen: 0n, creditFen: 0n };
      }
    });
    year = { debitFen: year.debitFen + sum.debitFen, creditFen: year.creditFen + sum.creditFen };
    const on = lastDayOf(month);
    lines.push({ kind: 'MONTH', on, ...sum, netFen }, { kind: 'YEAR', on, ...year, netFen });
  }
  return lines;
}

interface Sides {
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

function plus({ debitFen, creditFen }: Sides, { side, amountFen }: LedgerEntryLine): Sides {
  return side === 'DEBIT'
    ? { debitFen: debitFen + amountFen, creditFen }
    : { debitFen, creditFen: creditFen + amountFen };
}

/** Whether there is anything to show of an account. */
export function isEmpty({ yearOpeningFen, beforeDebitFen, beforeCreditFen, entries }: BookLedger): boolean {
  return yearOpeningFen === 0n && beforeDebitFen === 0n && beforeCreditFen === 0n && entries.length === 0;
}

/** First day of the year in which a period lies. */
export function yearStart({ from }: Span): string {
  return periodAt('YEAR', from).from;
}

// An account between two days, as it was known at an instant: from sums of days and from the entries of one day.
import type { LedgerSide } from '../../../generated/database.js';
import { defineRules, fault, Refusal } from '../../../kernel/errors.js';

defineRules({
  'statement-from-before-to': {
    code: 'INVALID_INPUT',
    zh: '起始日期 {from} 不得晚于截止日期 {to}。',
    en: 'A statement begins on {from}, which may not be later than its end, {to}.',
  },
});

/** Sums of an account over some time: what was debited and credited, in fen, and how many entries. */
export interface Sums {
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  readonly entryCount: bigint;
}

/** Sums that the graph told, as text. */
export interface ToldSums {
  readonly debit: { readonly fen: string } | null;
  readonly credit: { readonly fen: string } | null;
  readonly entryCount: string | null;
}

/** Refuses a span that ends before it begins. */
export function spanFaults(from: string, to: string): readonly Refusal[] {
  return from <= to ? [] : [new Refusal([fault('statement-from-before-to', ['from'], { from, to })])];
}

/** What was told, as numbers; of no rows nothing is told. */
export function sumsOf({ debit, credit, entryCount }: ToldSums): Sums {
  return {
    debitFen: BigInt(debit?.fen ?? 0),
    creditFen: BigInt(credit?.fen ?? 0),
    entryCount: BigInt(entryCount ?? 0),
  };
}

/** Sums of both. */
export function addSums(a: Sums, b: Sums): Sums {
  return {
    debitFen: a.debitFen + b.debitFen,
    creditFen: a.creditFen + b.creditFen,
    entryCount: a.entryCount + b.entryCount,
  };
}

/** By how much sums raise the balance on the account's normal side. */
export function growthOf({ debitFen, creditFen }: Sums, normalSide: LedgerSide): bigint {
  return normalSide === 'DEBIT' ? debitFen - creditFen : creditFen - debitFen;
}

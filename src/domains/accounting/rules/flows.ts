// What an entry in a fund's own account is: which flow it belongs to, also where it takes one back.
import type { ExpenseCategory, FlowKind, LedgerKind } from '../../../generated/database.js';
import { flowsOf } from '../../funds/rules/flows.js';

/** An event as far as it says what it is: its kind, and of an expense what it was spent on. */
interface Event {
  readonly kind: LedgerKind;
  readonly expense?: { readonly category: ExpenseCategory } | null;
}

/** A transaction as far as it says what it is; a reversal is of the kind of what it takes back. */
export interface Kinded extends Event {
  readonly reverses: Event | null;
}

/** An entry in the fund's own account. */
export interface FundEntry {
  readonly side: 'DEBIT' | 'CREDIT';
  /** Without sign. */
  readonly amountFen: bigint;
  readonly effectiveOn: string;
  readonly transaction: Kinded;
}

/** The flow that an entry belongs to, by the same rule by which posting counts the flows of a year; null for none. */
export function flowOfEntry({ side, amountFen, effectiveOn, transaction }: FundEntry): {
  readonly flow: FlowKind;
  /** What it adds to the flow; below zero where it lessens it. */
  readonly amountFen: bigint;
} | null {
  const own = { fundId: 'own', kind: 'FUND' } as const;
  const bank = { fundId: 'own', kind: 'BANK' } as const;
  const { kind, reverses } = transaction;
  const leg =
    side === 'CREDIT' ? { debit: bank, credit: own, amountFen } : { debit: own, credit: bank, amountFen };
  const [flow] = flowsOf([
    {
      kind,
      ...(reverses === null ? {} : { reversesKind: reverses.kind }),
      effectiveOn,
      legs: [leg],
    },
  ]);
  return flow ? { flow: flow.kind, amountFen: flow.amountFen } : null;
}

/** Whether an entry is about an expense for the fund's own administration, also where it takes one back. */
export function isAdministration({ transaction }: Pick<FundEntry, 'transaction'>): boolean {
  return (transaction.reverses ?? transaction).expense?.category === 'MANAGEMENT';
}

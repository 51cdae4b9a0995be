// What flows into and out of a fund in a year, by where it comes from or goes: which part of a posting counts as what.
import type { AccountKind, FlowKind, LedgerKind } from '../../../generated/database.js';

/** What of a posting says what flowed: also of one that was posted long ago. */
interface Flowing {
  readonly kind: LedgerKind;
  readonly reversesKind?: LedgerKind;
  readonly effectiveOn: string;
  readonly legs: readonly {
    readonly debit: { readonly fundId: string; readonly kind: AccountKind };
    readonly credit: { readonly fundId: string; readonly kind: AccountKind };
    readonly amountFen: bigint;
  }[];
}

/** A part of a flow. */
export interface Flow {
  readonly fundId: string;
  readonly year: number;
  readonly kind: FlowKind;
  readonly amountFen: bigint;
}

/** What each kind of event is to the funds whose own money it moves: where it comes in, where it goes out. */
const flows: Readonly<Partial<Record<LedgerKind, { readonly in?: FlowKind; readonly out?: FlowKind }>>> = {
  ACCRUAL: { in: 'REVENUE_SHARE' },
  WAIVER: { in: 'REVENUE_SHARE' },
  WRITE_OFF: { in: 'REVENUE_SHARE' },
  RECOVERY: { in: 'REVENUE_SHARE' },
  APPROPRIATION: { in: 'FISCAL' },
  DONATION: { in: 'DONATION' },
  EXPENSE: { out: 'EXPENSE' },
  // What a project gives back of what it was paid.
  GRANT_RETURN: { out: 'EXPENSE' },
  MANAGEMENT_FEE: { out: 'MANAGEMENT_FEE' },
  MATCHING: { in: 'MATCHING', out: 'MATCHING_OUT' },
  TRANSFER: { in: 'TRANSFER_IN', out: 'TRANSFER_OUT' },
  CLEARING: { in: 'TRANSFER_IN', out: 'TRANSFER_OUT' },
  INTEREST: { in: 'INTEREST' },
  OTHER_INCOME: { in: 'OTHER_INCOME' },
  BANK_CHARGE: { out: 'BANK_CHARGE' },
};

/** The flows of postings, summed by fund, year and kind; what takes an event back lessens the event's own flow. */
export function flowsOf(postings: readonly Flowing[]): readonly Flow[] {
  const sums = new Map<string, Flow>();
  for (const { kind, reversesKind, effectiveOn, legs } of postings) {
    const meaning = flows[reversesKind ?? kind];
    if (!meaning) continue;
    const year = Number(effectiveOn.slice(0, 4));
    const isBack = reversesKind !== undefined;
    for (const { debit, credit, amountFen } of legs)
      for (const [{ fundId, kind: account }, isCredit] of [
        [debit, false],
        [credit, true],
      ] as const) {
        if (account !== 'FUND') continue;
        // Between two funds each has its own side; where there is one side only, the other direction lessens it.
        const isIn = meaning.in && meaning.out ? isCredit !== isBack : meaning.in !== undefined;
        const flow = (isIn ? meaning.in : meaning.out)!;
        const signed = isCredit === isIn ? amountFen : -amountFen;
        const key = `${fundId} ${year} ${flow}`;
        const before = sums.get(key)?.amountFen ?? 0n;
        sums.set(key, { fundId, year, kind: flow, amountFen: before + signed });
      }
  }
  return [...sums.values()];
}

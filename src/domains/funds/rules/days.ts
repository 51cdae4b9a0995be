// What accounts get day by day: the sums that say what an account held on a day, as it was known on a day.
import { absolute } from '../../../kernel/money.js';
import type { Entry } from './entries.js';

/** Sums of an account's entries with one business day. */
export interface DaySums {
  readonly accountId: string;
  readonly divisionKey: string;
  readonly effectiveOn: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
  readonly entryCount: bigint;
}

/** Entries of several postings, each list with its business day, summed by account and day; amounts without sign. */
export function daysOf(
  posted: readonly { readonly effectiveOn: string; readonly entries: readonly Entry[] }[],
): readonly DaySums[] {
  const sums = new Map<string, DaySums>();
  for (const { effectiveOn, entries } of posted)
    for (const { account, side, amountFen } of entries) {
      const key = `${account.id} ${effectiveOn}`;
      const before = sums.get(key) ?? {
        accountId: account.id,
        divisionKey: account.divisionKey,
        effectiveOn,
        debitFen: 0n,
        creditFen: 0n,
        entryCount: 0n,
      };
      const moved = absolute(amountFen);
      sums.set(key, {
        ...before,
        debitFen: before.debitFen + (side === 'DEBIT' ? moved : 0n),
        creditFen: before.creditFen + (side === 'CREDIT' ? moved : 0n),
        entryCount: before.entryCount + 1n,
      });
    }
  return [...sums.values()];
}

// Closed books: nothing is posted on a day of a month that is closed; what the platform itself dates goes to the next open day.
import type { LedgerKind } from '../../../generated/database.js';
import { fault, type Fault } from '../../../kernel/errors.js';
import { addDays } from '../../calendar/rules.js';
import type { PostedFund } from './entries.js';
import type { Posting } from './posting.js';

/**
 * Kinds whose business day follows from an agreement and not from a person: falling due late in a month that is closed,
 * they count for the first day that is open, because closed books stay as they are.
 */
const movedKinds: readonly LedgerKind[] = ['ACCRUAL', 'WAIVER'];

/** The posting with its day moved behind the closed books of its funds, where its day is not a person's word. */
export function onAnOpenDay(posting: Posting, funds: ReadonlyMap<string, PostedFund>): Posting {
  const closed = closedOf(posting, funds)
    .map(({ closedThrough }) => closedThrough)
    .sort()
    .at(-1);
  return closed === undefined || !movedKinds.includes(posting.kind)
    ? posting
    : { ...posting, effectiveOn: addDays(closed, 1) };
}

/** Refuses postings on days of closed books: of each fund once. */
export function closedFaults(
  postings: readonly Posting[],
  funds: ReadonlyMap<string, PostedFund>,
): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const posting of postings)
    for (const { name, closedThrough } of closedOf(posting, funds)) {
      const { effectiveOn } = posting;
      faults.set(name, fault('books-closed-through', [], { fund: name, closedThrough, effectiveOn }));
    }
  return [...faults.values()];
}

/** Funds of the posting whose books are closed on its day. */
function closedOf(
  { legs, effectiveOn }: Posting,
  funds: ReadonlyMap<string, PostedFund>,
): readonly { readonly name: string; readonly closedThrough: string }[] {
  const named = [...new Set(legs.flatMap(({ debit, credit }) => [debit.fundId, credit.fundId]))];
  return named.flatMap((id) => {
    const { name, closedThrough } = funds.get(id)!;
    return closedThrough !== null && effectiveOn <= closedThrough ? [{ name, closedThrough }] : [];
  });
}

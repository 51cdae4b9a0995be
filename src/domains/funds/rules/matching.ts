// What is added to donations by a rule: a part of each, rounded once, until nothing is left of the cap.
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { fraction, roundFraction, wholePpm } from '../../../kernel/money.js';

defineRules({
  'matching-within-its-cap': {
    code: 'RULE_BROKEN',
    zh: '配捐总额不得超过配捐上限,也不得低于已配捐的金额。',
    en: 'What is matched stays within the cap, and the cap is no less than what is matched already.',
  },
  'matching-finds-donations': {
    code: 'RULE_BROKEN',
    zh: '没有尚未配捐的捐赠,或配捐上限已用完。',
    en: 'There is no donation that is not matched yet, or nothing is left of the cap.',
  },
  'match-rule-valid-for-a-day': {
    code: 'INVALID_INPUT',
    zh: '结束日期须晚于开始日期({validFrom})。',
    en: 'The day from which it no longer matches must come after its first day, {validFrom}.',
  },
});

/** A donation that waits to be matched. */
export interface Unmatched {
  readonly id: string;
  readonly amountFen: bigint;
}

/** What is added to each donation, in their order: what is left of the cap at most, and nothing where nothing is left. */
export function matchesOf(
  ratePpm: number,
  leftFen: bigint,
  donations: readonly Unmatched[],
): readonly Unmatched[] {
  let left = leftFen;
  return donations.flatMap(({ id, amountFen }) => {
    const share = roundFraction(fraction(BigInt(ratePpm) * amountFen, BigInt(wholePpm)), 'HALF_UP');
    const added = share < left ? share : left;
    left -= added;
    return added > 0n ? [{ id, amountFen: added }] : [];
  });
}

/** Refuses a run that would add nothing. */
export function foundFaults(matches: readonly Unmatched[]): readonly Fault[] {
  return matches.length > 0 ? [] : [fault('matching-finds-donations')];
}

/** Refuses an end before the beginning. */
export function validityFaults(validFrom: string, validTo: string | null | undefined): readonly Fault[] {
  return validTo && validTo <= validFrom
    ? [fault('match-rule-valid-for-a-day', ['validTo'], { validFrom })]
    : [];
}

/** What the voucher of a match says. */
export function matchSummary(title: string): { readonly zh: string; readonly en: string } {
  return { zh: `配捐:${title}`, en: `Matched: ${title}` };
}

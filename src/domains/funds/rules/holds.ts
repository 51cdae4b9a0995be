// What is always true of money that is held back: it stays in the fund until it is set free or spent on what it is for.
import type { FundHoldState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

export const holdLife = lifeCycle<FundHoldState>('FundHoldState', 'hold-follows-its-life-cycle', {
  HELD: ['RELEASED', 'USED'],
  RELEASED: [],
  USED: [],
});

defineRules({
  'hold-of-the-same-fund': {
    code: 'RULE_BROKEN',
    zh: '所用的冻结资金须属于同一基金且仍在冻结中。',
    en: 'The hold whose money is spent must be one of the same fund, and still in force.',
  },
});

/** Refuses a hold that is not the fund's, or no longer in force. */
export function usableHoldFaults(
  fundId: string,
  hold: { readonly fundId: string; readonly state: FundHoldState } | null,
): readonly Fault[] {
  return hold === null || (hold.fundId === fundId && hold.state === 'HELD')
    ? []
    : [fault('hold-of-the-same-fund', ['hold'])];
}

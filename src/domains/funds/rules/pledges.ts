// What is always true of promises to give: their instalments, what is paid of them, and by what right a donor is released.
import type { PledgeReleaseGround, PledgeState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { yuanOf } from '../../../kernel/money.js';
import { allocationFaults, type NamedDonor } from './giving.js';

/** The life of a pledge; who is in default may still give, and a donation that is taken back is owed again. */
export const pledgeLife = lifeCycle<PledgeState>('PledgeState', 'pledge-follows-its-life-cycle', {
  PLEDGED: ['FULFILLED', 'DEFAULTED', 'RELEASED'],
  DEFAULTED: ['FULFILLED', 'RELEASED'],
  FULFILLED: ['PLEDGED'],
  RELEASED: [],
});

defineRules({
  'pledge-made-until-today': {
    code: 'RULE_BROKEN',
    zh: '认捐日期不得晚于今天({today}),而它是 {promisedOn}。',
    en: 'A pledge must not be made after today, {today}, but this one is on {promisedOn}.',
  },
  'pledge-instalments-in-order': {
    code: 'INVALID_INPUT',
    zh: '认捐至少有一期,各期到期日不早于认捐日期,且依次不提前。',
    en: 'A pledge has at least one instalment; none is due before the pledge or before an earlier instalment.',
  },
  'pledge-names-the-donor': {
    code: 'INVALID_INPUT',
    zh: '履行认捐的捐赠由认捐人作出,不得另写捐赠人。',
    en: 'What fulfils a pledge is given by whoever made it, so that no other donor is named.',
  },
  'pledge-of-the-same-fund': {
    code: 'RULE_BROKEN',
    zh: '认捐须是向同一基金作出的。',
    en: 'The pledge must have been made to the same fund.',
  },
  'pledge-waits-for-money': {
    code: 'RULE_BROKEN',
    zh: '认捐状态为“{state:PledgeState}”,不再等待履行。',
    en: 'The pledge is “{state:PledgeState}” and waits for no more money.',
  },
  'pledge-paid-within-promise': {
    code: 'RULE_BROKEN',
    zh: '认捐尚待履行 {outstanding} 元,超出部分请另作捐赠登记。',
    en: '{outstanding} yuan of the pledge are outstanding; record what is given beyond it as a donation of its own.',
  },
  'pledge-defaults-when-overdue': {
    code: 'RULE_BROKEN',
    zh: '认捐没有到期未付的分期,不能登记违约。',
    en: 'No instalment of the pledge is overdue, so that it is not in default.',
  },
  'binding-pledge-released-for-hardship': {
    code: 'RULE_BROKEN',
    zh: '公开承诺或就救助事项书面承诺的捐赠不得撤销,只能因经济状况显著恶化免予履行(慈善法第四十一条)。',
    en: 'A pledge made in public, or in writing for relief, is not revoked; its donor is released only for hardship (Charity Law, article 41).',
  },
});

/** Refuses to name another donor beside the pledge. */
export function pledgedFaults({ donor, donorName, anonymous }: NamedDonor): readonly Fault[] {
  const names = [donor, donorName, anonymous].some((one) => one !== null && one !== undefined);
  return names ? [fault('pledge-names-the-donor', ['pledge'])] : [];
}

/** One part of a pledge. */
export interface Instalment {
  readonly dueOn: string;
  readonly amount: bigint;
}

/** What is wrong with the days of a pledge. */
export function instalmentFaults(promisedOn: string, instalments: readonly Instalment[]): readonly Fault[] {
  const ordered = instalments.every(({ dueOn }, i) => dueOn >= (instalments[i - 1]?.dueOn ?? promisedOn));
  return ordered && instalments.length > 0 ? [] : [fault('pledge-instalments-in-order', ['instalments'])];
}

/** Refuses a promise of a day to come. */
export function promiseFaults(promisedOn: string, today: string): readonly Fault[] {
  return promisedOn > today ? [fault('pledge-made-until-today', ['promisedOn'], { today, promisedOn })] : [];
}

/** A pledge as a payment finds it. */
export interface OpenPledge {
  readonly fundId: string;
  readonly purposeId: string | null;
  readonly state: PledgeState;
  readonly amountFen: bigint;
  readonly paidFen: bigint;
}

/** States in which a donor still owes what is not paid. */
export const owingStates: readonly PledgeState[] = ['PLEDGED', 'DEFAULTED'];

/** Refuses a donation that the pledge does not wait for. */
export function paymentFaults(
  pledge: OpenPledge,
  fundId: string,
  purposeId: string | null,
  amountFen: bigint,
): readonly Fault[] {
  const { state, paidFen } = pledge;
  const outstanding = pledge.amountFen - paidFen;
  if (pledge.fundId !== fundId) return [fault('pledge-of-the-same-fund', ['pledge'])];
  if (!owingStates.includes(state)) return [fault('pledge-waits-for-money', ['pledge'], { state })];
  return [
    ...(amountFen > outstanding
      ? [fault('pledge-paid-within-promise', ['amount'], { outstanding: yuanOf(outstanding) })]
      : []),
    ...allocationFaults(pledge.purposeId, purposeId),
  ];
}

/** Where a pledge is when so much of it is paid: a payment leaves a default in place until all of it is there. */
export function stateWhenPaid({ state, amountFen }: OpenPledge, paidFen: bigint): PledgeState {
  if (paidFen === amountFen) return 'FULFILLED';
  return state === 'FULFILLED' ? 'PLEDGED' : state;
}

/** Refuses a default while nothing is overdue. */
export function defaultFaults(overdueFen: bigint): readonly Fault[] {
  return overdueFen > 0n ? [] : [fault('pledge-defaults-when-overdue')];
}

/** Refuses to let a donor revoke what cannot be revoked. */
export function releaseFaults(binding: boolean, ground: PledgeReleaseGround): readonly Fault[] {
  return binding && ground !== 'HARDSHIP' ? [fault('binding-pledge-released-for-hardship', ['ground'])] : [];
}

// The life of a partnership: from the application to its end, step by step and forward in time.
import type { PartnerState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** Ways out of a partnership that was signed. */
const out = ['SUSPENDED', 'EXITED', 'BLACKLISTED'] as const;

/** The life of a partnership: which states may follow which. */
export const partnerLife = lifeCycle<PartnerState>('PartnerState', 'partner-state-follows-its-life-cycle', {
  APPLIED: ['PARTY_REVIEWED', 'REJECTED'],
  PARTY_REVIEWED: ['DELIBERATED', 'REJECTED'],
  DELIBERATED: ['PUBLIC_NOTICE', 'REJECTED'],
  PUBLIC_NOTICE: ['SIGNED', 'REJECTED'],
  REJECTED: [],
  SIGNED: ['ACTIVE', ...out],
  ACTIVE: ['EVALUATED', ...out],
  EVALUATED: ['RENEWED', ...out],
  // The renewed partnership is evaluated again after the next year.
  RENEWED: ['EVALUATED', ...out],
  // Who is suspended comes back, or leaves for good.
  SUSPENDED: ['ACTIVE', 'EXITED', 'BLACKLISTED'],
  EXITED: [],
  BLACKLISTED: [],
  // What no source says may be anything; nothing becomes unknown again.
  UNKNOWN: [
    'APPLIED',
    'PARTY_REVIEWED',
    'DELIBERATED',
    'PUBLIC_NOTICE',
    'REJECTED',
    'SIGNED',
    'ACTIVE',
    'EVALUATED',
    'RENEWED',
    'SUSPENDED',
    'EXITED',
    'BLACKLISTED',
  ],
});

/** States in which a partnership is over; a body may then apply again, unless it was excluded. */
export const endStates: readonly PartnerState[] = ['REJECTED', 'EXITED', 'BLACKLISTED'];

/** States in which a partnership may first be recorded: any but those at its end, and not unknown. */
const firstStates: readonly PartnerState[] = (Object.keys(partnerLife.steps) as PartnerState[]).filter(
  (state) => state !== 'UNKNOWN' && !endStates.includes(state),
);

/** States that lead into a partnership or keep it up; the others end it, interrupt it or look back on it. */
const forward: readonly PartnerState[] = [
  'APPLIED',
  'PARTY_REVIEWED',
  'DELIBERATED',
  'PUBLIC_NOTICE',
  'SIGNED',
  'ACTIVE',
  'RENEWED',
];

defineRules({
  'partner-begins-before-it-ends': {
    code: 'INVALID_INPUT',
    zh: '新登记的合伙关系状态须为:{allowed:PartnerState};而所填为“{state:PartnerState}”。',
    en: 'A partnership must first be recorded in one of these states: {allowed:PartnerState}; it was given as “{state:PartnerState}”.',
  },
  'partner-turned-away-with-a-reason': {
    code: 'INVALID_INPUT',
    zh: '状态变为“{state:PartnerState}”时须写明原因,而未写明。',
    en: 'A step to “{state:PartnerState}” must give a reason, but gives none.',
  },
  'partner-steps-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在 {earliest} 至 {today} 之间(不早于上一步,不晚于今天),而所填为 {effectiveOn}。',
    en: 'The step must take effect between {earliest} and {today} (not before the last step, not after today), but is dated {effectiveOn}.',
  },
  'partner-term-begins-with-its-signature': {
    code: 'INVALID_INPUT',
    zh: '起始日期只能在状态变为“{allowed:PartnerState}”时填写,而该步为“{state:PartnerState}”。',
    en: 'The first day can be given with a step to one of {allowed:PartnerState}, but this is a step to “{state:PartnerState}”.',
  },
});

/** Refuses to record a partnership that is over already, or of which nobody says where it is. */
export function firstStateFaults(state: PartnerState): readonly Fault[] {
  return firstStates.includes(state)
    ? []
    : [fault('partner-begins-before-it-ends', ['state'], { state, allowed: firstStates.join(', ') })];
}

/** States that turn a body away. */
const turnedAway: readonly PartnerState[] = ['REJECTED', 'BLACKLISTED'];

/** Refuses to turn a body away without saying why. */
export function reasonFaults(state: PartnerState, reason: string | null | undefined): readonly Fault[] {
  return turnedAway.includes(state) && !reason
    ? [fault('partner-turned-away-with-a-reason', ['reason'], { state })]
    : [];
}

/** States whose step may say when the partnership begins. */
const beginning: readonly PartnerState[] = ['SIGNED', 'ACTIVE'];

/** Refuses a first day that comes with another step than those that begin the partnership. */
export function beginningFaults(state: PartnerState, validFrom: string | null | undefined): readonly Fault[] {
  return validFrom && !beginning.includes(state)
    ? [
        fault('partner-term-begins-with-its-signature', ['validFrom'], {
          state,
          allowed: beginning.join(', '),
        }),
      ]
    : [];
}

/** Whether the state leads into a partnership or keeps it up, so that the body must be fit for one. */
export function goesOn(state: PartnerState): boolean {
  return forward.includes(state);
}

/** First day on which a partnership is over that a step ends; undefined where the step ends none. */
export function endOfStep(
  state: PartnerState,
  effectiveOn: string,
  validFrom: string | null,
): string | undefined {
  if (state !== 'EXITED' && state !== 'BLACKLISTED') return undefined;
  if (validFrom === null || effectiveOn > validFrom) return effectiveOn;
  // Left on its first day or before it, the partnership keeps this one day, because a validity is never empty.
  const next = new Date(`${validFrom}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

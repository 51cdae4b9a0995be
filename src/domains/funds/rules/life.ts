// The life of a fund: from the application to its liquidation, and what it may do with money on the way.
import type { CommitteeRole, FundState } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Path, type Refusal } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

// The life of a fund: which states may follow which.
lifeCycle<FundState>('FundState', 'fund-state-follows-its-life-cycle', {
  APPLIED: ['REVIEWED'],
  REVIEWED: ['ESTABLISHED'],
  ESTABLISHED: ['ACTIVE'],
  ACTIVE: ['DORMANT', 'TERMINATED'],
  DORMANT: ['ACTIVE', 'TERMINATED'],
  TERMINATED: ['LIQUIDATED'],
  LIQUIDATED: [],
  // What no source says may be anything; nothing becomes unknown again.
  UNKNOWN: ['APPLIED', 'REVIEWED', 'ESTABLISHED', 'ACTIVE', 'DORMANT', 'TERMINATED', 'LIQUIDATED'],
});

defineRules({
  'fund-begins-before-its-end': {
    code: 'RULE_BROKEN',
    zh: '新登记的基金状态不能为“{state:FundState}”;可为:{allowed:FundState}。',
    en: 'A fund cannot be recorded as “{state:FundState}” at first; it may be: {allowed:FundState}.',
  },
  'fund-established-until-today': {
    code: 'RULE_BROKEN',
    zh: '设立日期不得晚于今天({today}),而它是 {establishedOn}。',
    en: 'A fund cannot be recorded as established after today, {today}, but this one is on {establishedOn}.',
  },
  'fund-steps-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'A change of state must take effect between {earliest} and today, {today}, but this one does on {effectiveOn}.',
  },
  'money-moves-into-an-active-fund': {
    code: 'RULE_BROKEN',
    zh: '基金“{fund}”未在运作(状态:{state:FundState}),不能入账。',
    en: 'The fund “{fund}” is not at work (state: {state:FundState}), so that nothing is booked into it.',
  },
  'fund-spends-while-open': {
    code: 'RULE_BROKEN',
    zh: '基金状态为“{state:FundState}”,只有运作中或已终止而未清算的基金可以支出。',
    en: 'The fund is “{state:FundState}”; only a fund at work, or terminated and not yet liquidated, spends money.',
  },
  'fund-liquidated-when-empty': {
    code: 'RULE_BROKEN',
    zh: '基金尚有银行存款或应收账款,须先将剩余财产用于相同或相近目的,再行清算。',
    en: 'The fund still has money in the bank or is owed some; what is left goes to the same or a similar purpose before it is liquidated.',
  },
  'fund-liquidated-is-final': {
    code: 'RULE_BROKEN',
    zh: '基金已清算,不能再变更。',
    en: 'The fund is liquidated and cannot change any more.',
  },
  'fund-established-with-its-committee': {
    code: 'INVALID_INPUT',
    zh: '设立基金须设管理委员会,且恰有一名主任。',
    en: 'A fund is established with a committee, which has one chair.',
  },
  'fund-restriction-set-before-money': {
    code: 'RULE_BROKEN',
    zh: '基金已有收支,其限定性不能再由限定变为非限定或相反。',
    en: 'Money has moved in the fund already, so that it can no longer become bound or unbound.',
  },
  'fund-references-of-one-office': {
    code: 'RULE_BROKEN',
    zh: '所引用的组织须与基金由同一登记机关记录。',
    en: 'An organization named here must be recorded by the office that records the fund.',
  },
});

/** States in which a fund may first be recorded; what exists already need not be applied for again. */
const firstStates: readonly FundState[] = ['APPLIED', 'REVIEWED', 'ESTABLISHED', 'ACTIVE'];

/** What is wrong with a first state. */
export function firstStateFaults(state: FundState): readonly Fault[] {
  if (firstStates.includes(state)) return [];
  return [fault('fund-begins-before-its-end', ['state'], { state, allowed: firstStates.join(', ') })];
}

/** What is wrong with a day of establishment. */
export function establishmentFaults(
  establishedOn: string | null | undefined,
  today: string,
): readonly Fault[] {
  return establishedOn && establishedOn > today
    ? [fault('fund-established-until-today', ['establishedOn'], { today, establishedOn })]
    : [];
}

/**
 * Where in their life the funds of a posting must be.
 *
 * - `ACTIVE`: at work, for whatever comes in.
 * - `SPENDING`: at work; what is terminated still spends its rest.
 * - `CORRECTED`: not at its end, for what an agreement makes due and takes back.
 * - `OPEN`: not liquidated, for taking back what was given or spent, so that the rest is right before it is spent.
 */
export type FundsMay = 'ACTIVE' | 'SPENDING' | 'CORRECTED' | 'OPEN';

/** Refuses to move money in a fund where its state does not allow it. */
export function movingFaults(
  { name, state }: { readonly name: string; readonly state: FundState },
  may: FundsMay,
): readonly Fault[] {
  const notActive = (): readonly Fault[] => [
    fault('money-moves-into-an-active-fund', [], { fund: name, state }),
  ];
  switch (may) {
    case 'ACTIVE':
      return state === 'ACTIVE' ? [] : notActive();
    case 'SPENDING':
      return state === 'ACTIVE' || state === 'TERMINATED'
        ? []
        : [fault('fund-spends-while-open', [], { state })];
    case 'CORRECTED':
      return state === 'TERMINATED' || state === 'LIQUIDATED' ? notActive() : [];
    case 'OPEN':
      return state === 'LIQUIDATED' ? [fault('fund-liquidated-is-final')] : [];
  }
}

/** Refuses to close books that are not empty. */
export function liquidationFaults(
  state: FundState,
  isEmpty: boolean,
  path: Path = ['state'],
): readonly Fault[] {
  return state === 'LIQUIDATED' && !isEmpty ? [fault('fund-liquidated-when-empty', path)] : [];
}

/** Refuses a committee without a chair or with several. */
export function committeeFaults(
  committee: readonly { readonly role: CommitteeRole; readonly seats: number }[],
): readonly Fault[] {
  const chairs = committee.filter(({ role }) => role === 'CHAIR').reduce((sum, { seats }) => sum + seats, 0);
  return chairs === 1 ? [] : [fault('fund-established-with-its-committee', ['committee'])];
}

/** Refuses every change of a fund that is liquidated. */
export function notLiquidated(row: Readonly<Record<string, unknown>>): Refusal | null {
  return row['state'] === 'LIQUIDATED' ? refusal('fund-liquidated-is-final') : null;
}

/** Refuses an organization of another office, because a row never crosses tenants. */
export function sameOffice(
  tenant: number,
  row: Readonly<Record<string, unknown>> | undefined,
  path: Path,
): readonly Fault[] {
  return row && row['tenant'] !== tenant ? [fault('fund-references-of-one-office', path)] : [];
}

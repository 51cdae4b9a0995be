// Guaranteed public money of communities: five steps, each by the body that it belongs to, and the amount that was resolved.
import type { FundKind, GuaranteeState, OrganizationKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { yuanOf } from '../../../kernel/money.js';

/** The five steps, and the ways off and back. */
export const guaranteeLife = lifeCycle<GuaranteeState>('GuaranteeState', 'guarantee-follows-its-steps', {
  PROPOSED: ['DELIBERATED', 'REJECTED'],
  DELIBERATED: ['NOTICE', 'REJECTED'],
  NOTICE: ['IMPLEMENTING', 'CHANGED', 'REJECTED'],
  IMPLEMENTING: ['REVIEWED', 'RECTIFYING', 'CHANGED'],
  // What changed goes back to the council, and is posted up again.
  CHANGED: ['DELIBERATED', 'REJECTED'],
  RECTIFYING: ['REVIEWED', 'CHANGED'],
  REVIEWED: ['SUPERVISED', 'RECTIFYING'],
  SUPERVISED: ['CLOSED', 'RECTIFYING'],
  CLOSED: [],
  REJECTED: [],
});

defineRules({
  'guarantee-money-follows-a-proposal': {
    code: 'RULE_BROKEN',
    zh: '保障资金须按五步工作法使用:请填写所属的保障资金项目(proposal)。',
    en: 'Guaranteed public money is spent on a project that went its five steps; name it in `proposal`.',
  },
  'proposal-is-for-public-money': {
    code: 'RULE_BROKEN',
    zh: '只有保障资金、激励资金按五步工作法提议;该基金类型为“{kind:FundKind}”。',
    en: 'Only guaranteed or incentive public money is proposed in five steps; this fund is “{kind:FundKind}”.',
  },
  'proposal-has-one-origin': {
    code: 'INVALID_INPUT',
    zh: '须写明由党组织提议(partyOrganization)或由多少居民提议(residents),且只写其一。',
    en: 'A proposal comes from a party organization or from a number of residents; state one of the two.',
  },
  'proposal-dated-until-today': {
    code: 'INVALID_INPUT',
    zh: '提议日期不得晚于今天({today})。',
    en: 'A proposal is made by today, {today}.',
  },
  'resolved-within-what-was-proposed': {
    code: 'RULE_BROKEN',
    zh: '议决金额({resolved} 元)不得超过提议金额({proposed} 元)。',
    en: 'The council resolves at most what was proposed: {proposed} yuan, but {resolved} is stated.',
  },
  'resolved-amount-covers-its-expenses': {
    code: 'RULE_BROKEN',
    zh: '已申请和支付 {spent} 元,议决金额({resolved} 元)不得低于此数。',
    en: '{spent} yuan are asked for or paid already, so that no less is resolved, but {resolved} is stated.',
  },
  'resolution-is-of-the-community': {
    code: 'RULE_BROKEN',
    zh: '所依据的决议须为该社区(村)的决议。',
    en: 'The resolution must be of the community that the fund serves.',
  },
  'notice-has-days': {
    code: 'INVALID_INPUT',
    zh: '公示截止日期须晚于开始日期,且至少公示 {days} 天。',
    en: 'A notice hangs for at least {days} days; its last day follows its first.',
  },
  'implemented-after-the-notice': {
    code: 'RULE_BROKEN',
    zh: '公示至 {through} 止,须在其后实施,而今天是 {today}。',
    en: 'The notice hangs through {through}; what was proposed is carried out afterwards, and today is {today}.',
  },
  'objections-are-answered': {
    code: 'INVALID_INPUT',
    zh: '公示期收到 {objections} 件异议,须写明处理情况(answer);异议成立的,请变更或否决。',
    en: '{objections} objections were made; say in `answer` how they were dealt with. Where one holds, the project is changed or turned down.',
  },
  'implemented-by-the-committee': {
    code: 'RULE_BROKEN',
    zh: '保障资金项目由居委会或村委会组织实施,所填单位类型为“{kind:OrganizationKind}”。',
    en: 'The residents’ or villagers’ committee carries the project out; the organization named is “{kind:OrganizationKind}”.',
  },
  'supervised-by-another-body': {
    code: 'RULE_BROKEN',
    zh: '监督单位不得是组织实施单位。',
    en: 'The body that supervises a project is not the one that carries it out.',
  },
  'guarantee-steps-by-different-people': {
    code: 'RULE_BROKEN',
    zh: '实施、评议、监督须由不同的人经办;您已经办过其中一步。',
    en: 'Who records a project’s implementation, its assessment and its supervision are different people, and you are one of them already.',
  },
  'rejected-before-money-is-spent': {
    code: 'RULE_BROKEN',
    zh: '已申请或支付 {spent} 元,不能否决;请整改或重新议决。',
    en: '{spent} yuan are asked for or paid, so that the project is not turned down any more but put right or resolved again.',
  },
  'closed-when-nothing-is-open': {
    code: 'RULE_BROKEN',
    zh: '尚有 {open} 笔该项目的支出申请在办,须先支付或取消。',
    en: '{open} requests to pay for the project are under way; they are paid or given up before it is closed.',
  },
  'proposal-of-the-same-fund': {
    code: 'RULE_BROKEN',
    zh: '支出须由保障资金项目所在的基金支付。',
    en: 'An expense for a project is paid from the fund that the project was proposed to.',
  },
  'proposal-pays-while-implemented': {
    code: 'RULE_BROKEN',
    zh: '只有实施中或已通过评议验收的项目可以支出,而它是“{state:GuaranteeState}”。',
    en: 'Money is spent on a project while it is carried out or when it was accepted, but it is “{state:GuaranteeState}”.',
  },
  'proposal-spends-what-was-resolved': {
    code: 'RULE_BROKEN',
    zh: '议决金额 {resolved} 元,已申请和支付 {spent} 元,本笔 {amount} 元超出;须重新议决。',
    en: '{resolved} yuan were resolved, of which {spent} are asked for or paid; {amount} more need a new resolution.',
  },
});

/** What stands behind a proposal: how far it is, what may be spent on it and what is. */
export interface Standing {
  readonly state: GuaranteeState;
  readonly fundId: string;
  readonly resolvedFen: bigint | null;
  /** What is asked for, approved or paid, without what was taken back. */
  readonly spentFen: bigint;
  /** Requests that are neither paid nor at their end. */
  readonly open: number;
}

/** Kinds of funds whose money goes the five steps. */
const publicMoney: readonly FundKind[] = ['GUARANTEE', 'INCENTIVE'];

/** Refuses a proposal to a fund of other money. */
export function publicMoneyFaults(kind: FundKind): readonly Fault[] {
  return publicMoney.includes(kind) ? [] : [fault('proposal-is-for-public-money', ['fund'], { kind })];
}

/** Refuses an expense of guaranteed money that no project stands behind. */
export function needsProposal(kind: FundKind, hasProposal: boolean): readonly Fault[] {
  return kind === 'GUARANTEE' && !hasProposal
    ? [fault('guarantee-money-follows-a-proposal', ['proposal'])]
    : [];
}

/** Refuses a proposal of nobody, of both, or of tomorrow. */
export function originFaults(
  proposal: {
    readonly partyOrganization?: unknown;
    readonly residents?: number | null | undefined;
    readonly proposedOn: string;
  },
  today: string,
): readonly Fault[] {
  const named = [proposal.partyOrganization, proposal.residents].filter(
    (one) => one !== null && one !== undefined,
  );
  return [
    ...(named.length === 1 ? [] : [fault('proposal-has-one-origin', ['residents'])]),
    ...(proposal.proposedOn <= today ? [] : [fault('proposal-dated-until-today', ['proposedOn'], { today })]),
  ];
}

/** Refuses to resolve more than was proposed, or less than is spent. */
export function resolvedFaults(resolvedFen: bigint, proposedFen: bigint, spentFen: bigint): readonly Fault[] {
  const resolved = yuanOf(resolvedFen);
  return [
    ...(resolvedFen <= proposedFen
      ? []
      : [
          fault('resolved-within-what-was-proposed', ['amount'], {
            resolved,
            proposed: yuanOf(proposedFen),
          }),
        ]),
    ...(resolvedFen >= spentFen
      ? []
      : [fault('resolved-amount-covers-its-expenses', ['amount'], { resolved, spent: yuanOf(spentFen) })]),
  ];
}

/** Refuses a resolution of another place. */
export function communityFaults(resolutionKey: unknown, divisionKey: unknown): readonly Fault[] {
  return resolutionKey === divisionKey ? [] : [fault('resolution-is-of-the-community', ['resolution'])];
}

const dayMs = 86_400_000;

/** Refuses a notice that hangs for too short a time; both days count. */
export function noticeFaults(from: string, through: string, atLeast: number): readonly Fault[] {
  const days = (Date.parse(through) - Date.parse(from)) / dayMs + 1;
  return days >= atLeast ? [] : [fault('notice-has-days', ['through'], { days: atLeast })];
}

/** Refuses to begin before the notice is over, or with objections that nobody answered. */
export function implementationFaults(
  through: string,
  today: string,
  objections: number,
  answer: string | null | undefined,
): readonly Fault[] {
  return [
    ...(through < today ? [] : [fault('implemented-after-the-notice', [], { through, today })]),
    ...(objections === 0 || answer ? [] : [fault('objections-are-answered', ['answer'], { objections })]),
  ];
}

/** Refuses whoever is no committee of residents or villagers. */
export function committeeFaults(kind: OrganizationKind): readonly Fault[] {
  return kind === 'RESIDENTS_COMMITTEE' || kind === 'VILLAGERS_COMMITTEE'
    ? []
    : [fault('implemented-by-the-committee', ['committee'], { kind })];
}

/** Refuses a supervisor that carries the project out. */
export function supervisorFaults(supervisorId: unknown, implementerId: unknown): readonly Fault[] {
  return supervisorId === implementerId ? [fault('supervised-by-another-body', ['supervisor'])] : [];
}

/** Refuses whoever recorded an earlier step. */
export function differentPeople(subject: string, earlier: readonly unknown[]): readonly Fault[] {
  return earlier.includes(subject) ? [fault('guarantee-steps-by-different-people')] : [];
}

/** Refuses to turn down what money was spent on. */
export function rejectionFaults({ spentFen }: Standing): readonly Fault[] {
  return spentFen === 0n ? [] : [fault('rejected-before-money-is-spent', [], { spent: yuanOf(spentFen) })];
}

/** Refuses to close while something is to be paid. */
export function closingFaults({ open }: Standing): readonly Fault[] {
  return open === 0 ? [] : [fault('closed-when-nothing-is-open', [], { open })];
}

/** Refuses an expense in a state in which nothing is spent. */
export function payableFaults(state: GuaranteeState, path: Path = []): readonly Fault[] {
  return state === 'IMPLEMENTING' || state === 'REVIEWED'
    ? []
    : [fault('proposal-pays-while-implemented', path, { state })];
}

/** What is wrong with an expense for a project. */
export function proposalExpenseFaults(
  { state, fundId, resolvedFen, spentFen }: Standing,
  expense: { readonly fundId: unknown; readonly amountFen: bigint },
): readonly Fault[] {
  const resolved = resolvedFen ?? 0n;
  return [
    ...(fundId === expense.fundId ? [] : [fault('proposal-of-the-same-fund', ['proposal'])]),
    ...payableFaults(state, ['proposal']),
    ...(spentFen + expense.amountFen <= resolved
      ? []
      : [
          fault('proposal-spends-what-was-resolved', ['amount'], {
            resolved: yuanOf(resolved),
            spent: yuanOf(spentFen),
            amount: yuanOf(expense.amountFen),
          }),
        ]),
  ];
}

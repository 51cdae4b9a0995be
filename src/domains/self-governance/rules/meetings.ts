// The life of meetings and of the matters on their agenda, and the monthly cycle.
import type { AgendaItemState, MeetingKind, MeetingState, VoteRule } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { countings, type Count } from './votes.js';

// A monthly meeting begins with collecting; any other one with its announcement.
lifeCycle<MeetingState>('MeetingState', 'meeting-follows-its-life-cycle', {
  COLLECTING: ['CONSULTING', 'OVERDUE', 'CANCELLED'],
  CONSULTING: ['ANNOUNCED', 'OVERDUE', 'CANCELLED'],
  ANNOUNCED: ['HELD', 'OVERDUE', 'CANCELLED'],
  // What is late is held late, or not at all.
  OVERDUE: ['HELD', 'CANCELLED'],
  HELD: [],
  CANCELLED: [],
});

lifeCycle<AgendaItemState>('AgendaItemState', 'agenda-item-follows-its-life-cycle', {
  COLLECTED: ['ON_AGENDA', 'WITHDRAWN'],
  // A meeting without a quorum, or one that was cancelled, puts it off.
  ON_AGENDA: ['PASSED', 'REJECTED', 'COLLECTED', 'WITHDRAWN'],
  // Its resolution may be annulled before it is carried out.
  PASSED: ['EXECUTING', 'WITHDRAWN'],
  EXECUTING: ['REPORTED'],
  REJECTED: [],
  REPORTED: [],
  WITHDRAWN: [],
});

defineRules({
  'monthly-meeting-has-a-month': {
    code: 'INVALID_INPUT',
    zh: '坝坝会须写明月份(如 2026-03),其他会议须写明拟召开日期。',
    en: 'A monthly meeting names its month, as in 2026-03; any other one the day for which it is planned.',
  },
  'meeting-names-its-body': {
    code: 'INVALID_INPUT',
    zh: '会议须写明议决机构:已登记的组织(body)或其名称(bodyName)。',
    en: 'A meeting names the body that meets, as a recorded organization in `body` or by its name in `bodyName`.',
  },
  'meeting-references-of-one-office': {
    code: 'RULE_BROKEN',
    zh: '所引用的对象须由同一登记机关记录。',
    en: 'What is named here must be recorded by the same office.',
  },
  'issues-are-collected-until-the-15th': {
    code: 'RULE_BROKEN',
    zh: '议题收集至当月 15 日;商议自 {earliest} 起,而所填为 {effectiveOn}。',
    en: 'Issues are collected until the 15th of the month: they are consulted from {earliest} on, but not on {effectiveOn}.',
  },
  'monthly-meeting-in-its-month': {
    code: 'RULE_BROKEN',
    zh: '坝坝会须在 {month} 召开,而所填为 {plannedOn}。',
    en: 'The meeting of {month} is held in that month, but is planned for {plannedOn}.',
  },
  'announced-meeting-has-an-agenda': {
    code: 'RULE_BROKEN',
    zh: '会议尚无议题,不能公告。',
    en: 'A meeting is announced with its agenda, but nothing stands on it.',
  },
  'meeting-held-until-today': {
    code: 'RULE_BROKEN',
    zh: '召开日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'A meeting is recorded as held between {earliest} and today, {today}, but not on {effectiveOn}.',
  },
  'meeting-is-overdue-after-its-month': {
    code: 'RULE_BROKEN',
    zh: '应召开期限为 {dueOn},尚未逾期。',
    en: 'The meeting can be held until {dueOn} and is not overdue yet.',
  },
  'meeting-takes-items-until-it-is-held': {
    code: 'RULE_BROKEN',
    zh: '会议状态为“{state:MeetingState}”,不能再列入议题。',
    en: 'The meeting is “{state:MeetingState}” and takes no more items.',
  },
  'agenda-item-collected-in-time': {
    code: 'RULE_BROKEN',
    zh: '每月 15 日之后提出的议题顺延至下月:该议题最早可列入 {month} 的坝坝会。',
    en: 'What is brought up after the 15th waits for the next month: this item can be put to the meeting of {month} first.',
  },
  'agenda-item-raised-until-today': {
    code: 'RULE_BROKEN',
    zh: '提出日期不得晚于今天({today}),而它是 {raisedOn}。',
    en: 'An item is recorded once it is brought up: not after today, {today}, but this one is dated {raisedOn}.',
  },
  'agenda-item-steps-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'This happens between {earliest} and today, {today}, but not on {effectiveOn}.',
  },
  'item-is-voted-on-by-a-held-meeting': {
    code: 'RULE_BROKEN',
    zh: '议题须由已召开的会议表决,而其会议状态为“{state:MeetingState}”。',
    en: 'An item is voted on by a meeting that was held, but its meeting is “{state:MeetingState}”.',
  },
  'vote-rule-fits-its-meeting': {
    code: 'RULE_BROKEN',
    zh: '“{kind:MeetingKind}”适用的表决规则为:{allowed:VoteRule},而所填为“{rule:VoteRule}”。',
    en: 'A meeting of the kind “{kind:MeetingKind}” votes by: {allowed:VoteRule}; but “{rule:VoteRule}” was given.',
  },
  'meeting-has-its-quorum': {
    code: 'RULE_BROKEN',
    zh: '到会未达法定人数,不能作出决定;请将议题改期(postponeAgendaItem)。',
    en: 'Too few took part for a decision; the item is put off by `postponeAgendaItem`.',
  },
  'tally-gives-what-was-announced': {
    code: 'RULE_BROKEN',
    zh: '同意 {yes} 票,通过须 {needed} 票(基数 {base}),结果应为“{outcome:AgendaItemState}”,而所填为“{state:AgendaItemState}”。',
    en: 'With {yes} votes of the {needed} that are needed (base {base}) the outcome is “{outcome:AgendaItemState}”, but “{state:AgendaItemState}” was given.',
  },
});

/** The month of a day, as 2026-03. */
const monthOf = (day: string): string => day.slice(0, 7);

/** The month after. */
function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
}

/** First month whose meeting can take what is brought up on the day: issues are collected until the 15th. */
export function cycleMonthOf(raisedOn: string): string {
  const month = monthOf(raisedOn);
  return Number(raisedOn.slice(8)) <= 15 ? month : nextMonth(month);
}

/** Whether the text is a month, as 2026-03. */
function isMonth(text: string): boolean {
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);
}

/** What is wrong with when a meeting is to be held. */
export function scheduleFaults(
  kind: MeetingKind,
  month: string | null,
  plannedOn: string | null,
): readonly Fault[] {
  const monthly = kind === 'BABA';
  if (monthly && month !== null && isMonth(month))
    return plannedOn !== null && monthOf(plannedOn) !== month
      ? [fault('monthly-meeting-in-its-month', ['plannedOn'], { month, plannedOn })]
      : [];
  return monthly || month !== null || plannedOn === null
    ? [fault('monthly-meeting-has-a-month', [monthly || month !== null ? 'month' : 'plannedOn'])]
    : [];
}

/** Refuses to consult what is still collected. */
export function consultationFaults(month: string, effectiveOn: string, today: string): readonly Fault[] {
  const earliest = `${month}-16`;
  if (effectiveOn > today)
    return [fault('meeting-held-until-today', ['effectiveOn'], { earliest, today, effectiveOn })];
  return effectiveOn >= earliest
    ? []
    : [fault('issues-are-collected-until-the-15th', ['effectiveOn'], { earliest, effectiveOn })];
}

/** Refuses an item that the meeting cannot take. */
export function placementFaults(
  meeting: { readonly state: MeetingState; readonly month: string | null },
  item: { readonly month: string },
): readonly Fault[] {
  if (meeting.state === 'HELD' || meeting.state === 'CANCELLED')
    return [fault('meeting-takes-items-until-it-is-held', ['meeting'], { state: meeting.state })];
  return meeting.month !== null && item.month > meeting.month
    ? [fault('agenda-item-collected-in-time', ['meeting'], { month: item.month })]
    : [];
}

/** Refuses a vote by a meeting that was not held, or by a rule that is not its own. */
export function ballotFaults(
  meeting: { readonly state: MeetingState; readonly kind: MeetingKind },
  rule: VoteRule,
): readonly Fault[] {
  if (meeting.state !== 'HELD')
    return [fault('item-is-voted-on-by-a-held-meeting', [], { state: meeting.state })];
  const { kind } = meeting;
  if (countings[rule].meetings.includes(kind)) return [];
  const allowed = Object.entries(countings).flatMap(([name, { meetings }]) =>
    meetings.includes(kind) ? [name] : [],
  );
  return [fault('vote-rule-fits-its-meeting', ['rule'], { kind, rule, allowed: allowed.join(', ') || '–' })];
}

/** Refuses an outcome that the votes do not give. */
export function outcomeFaults(count: Count, yes: number, state: AgendaItemState): readonly Fault[] {
  if (!count.quorumMet) return [fault('meeting-has-its-quorum')];
  const outcome = count.passed ? 'PASSED' : 'REJECTED';
  if (state === outcome) return [];
  const { neededVotes: needed, baseVotes: base } = count;
  return [fault('tally-gives-what-was-announced', ['state'], { yes, needed, base, outcome, state })];
}

/** Refuses what another office records. */
export function officeFaults(
  tenant: number,
  rows: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>,
): readonly Fault[] {
  return Object.entries(rows).flatMap(([name, row]) =>
    row && row['tenant'] !== tenant ? [fault('meeting-references-of-one-office', [name])] : [],
  );
}

/** Refuses an item that is still to be brought up. */
export function raisedFaults(raisedOn: string, today: string): readonly Fault[] {
  return raisedOn <= today
    ? []
    : [fault('agenda-item-raised-until-today', ['raisedOn'], { raisedOn, today })];
}

/** Refuses to call late what can still be held in time, or what need not be held by any day. */
export function overdueFaults(dueOn: string | null, effectiveOn: string, today: string): readonly Fault[] {
  return dueOn !== null && dueOn < effectiveOn && effectiveOn <= today
    ? []
    : [fault('meeting-is-overdue-after-its-month', ['effectiveOn'], { dueOn: dueOn ?? '–' })];
}

// What is always true of public notices: they stand for their time, and every objection is answered.
import type { ObjectionState, PublicNoticeState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { addDays, addWorkingDays, type WorkCalendar } from '../../calendar/rules.js';

lifeCycle<PublicNoticeState>('PublicNoticeState', 'public-notice-follows-its-life-cycle', {
  POSTED: ['CLOSED_WITHOUT_OBJECTION', 'CLOSED_AFTER_OBJECTIONS', 'UPHELD', 'WITHDRAWN'],
  CLOSED_WITHOUT_OBJECTION: [],
  CLOSED_AFTER_OBJECTIONS: [],
  UPHELD: [],
  WITHDRAWN: [],
});

lifeCycle<ObjectionState>('ObjectionState', 'objection-follows-its-life-cycle', {
  RAISED: ['DISMISSED', 'UPHELD'],
  DISMISSED: [],
  UPHELD: [],
});

defineRules({
  'public-notice-is-about-something': {
    code: 'INVALID_INPUT',
    zh: '公示须写明所公示的决议(resolution)或议题(item)之一。',
    en: 'A public notice is about a resolution or about an item: one of both is named.',
  },
  'public-notice-posted-until-today': {
    code: 'RULE_BROKEN',
    zh: '公示起始日期不得晚于今天({today}),而它是 {postedOn}。',
    en: 'A notice is recorded once it is posted: not after today, {today}, but this one is dated {postedOn}.',
  },
  'public-notice-stands-until-its-last-day': {
    code: 'RULE_BROKEN',
    zh: '公示期至 {lastOn} 止,结束日期须在其后且不晚于今天({today}),而它是 {effectiveOn}。',
    en: 'The notice stands until {lastOn}; it is closed after that day and by today, {today}, but not on {effectiveOn}.',
  },
  'public-notice-withdrawn-by-today': {
    code: 'RULE_BROKEN',
    zh: '撤回日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'A notice is withdrawn between {earliest} and today, {today}, but not on {effectiveOn}.',
  },
  'objections-are-answered-first': {
    code: 'RULE_BROKEN',
    zh: '尚有 {open} 项异议未答复,公示不能结束。',
    en: 'The notice is closed once every objection is answered; {open} are not.',
  },
  'public-notice-ends-as-its-objections-say': {
    code: 'RULE_BROKEN',
    zh: '按异议处理结果,公示应以“{outcome:PublicNoticeState}”结束,而所填为“{state:PublicNoticeState}”。',
    en: 'As its objections were answered, the notice ends as “{outcome:PublicNoticeState}”, but “{state:PublicNoticeState}” was given.',
  },
  'objection-within-the-notice-period': {
    code: 'RULE_BROKEN',
    zh: '异议须在公示期内({from} 至 {lastOn},且不晚于今天 {today})提出,而所填为 {raisedOn}。',
    en: 'An objection is raised while the notice stands, from {from} to {lastOn} and by today, {today}, but not on {raisedOn}.',
  },
  'objection-to-a-standing-notice': {
    code: 'RULE_BROKEN',
    zh: '公示已结束(状态:{state:PublicNoticeState}),不能再提出异议。',
    en: 'The notice is over (“{state:PublicNoticeState}”), so that nothing can be objected any more.',
  },
  'objection-answered-by-today': {
    code: 'RULE_BROKEN',
    zh: '答复日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'An objection is answered between {earliest} and today, {today}, but not on {effectiveOn}.',
  },
});

/**
 * The last day of a notice; the day on which it is posted does not count.
 *
 * @throws Refusal where the working days of a year on the way are not known
 */
export function lastDayOfNotice(postedOn: string, days: number, calendar: WorkCalendar | null): string {
  return calendar ? addWorkingDays(postedOn, days, calendar, ['days']) : addDays(postedOn, days);
}

/** Refuses a notice that is still to be posted. */
export function postingFaults(postedOn: string, today: string): readonly Fault[] {
  return postedOn <= today
    ? []
    : [fault('public-notice-posted-until-today', ['postedOn'], { postedOn, today })];
}

/** What is wrong with an objection to a notice. */
export function objectionFaults(
  notice: { readonly state: PublicNoticeState; readonly postedOn: string; readonly lastOn: string },
  raisedOn: string,
  today: string,
): readonly Fault[] {
  const { state, postedOn: from, lastOn } = notice;
  if (state !== 'POSTED') return [fault('objection-to-a-standing-notice', ['publicNotice'], { state })];
  return from <= raisedOn && raisedOn <= lastOn && raisedOn <= today
    ? []
    : [fault('objection-within-the-notice-period', ['raisedOn'], { from, lastOn, today, raisedOn })];
}

/** What is wrong with closing a notice as it is said to end. */
export function closingFaults(
  lastOn: string,
  effectiveOn: string,
  today: string,
  objections: readonly ObjectionState[],
  state: PublicNoticeState,
): readonly Fault[] {
  const open = objections.filter((one) => one === 'RAISED').length;
  const outcome = objections.includes('UPHELD')
    ? 'UPHELD'
    : objections.length > 0
      ? 'CLOSED_AFTER_OBJECTIONS'
      : 'CLOSED_WITHOUT_OBJECTION';
  return [
    ...(lastOn < effectiveOn && effectiveOn <= today
      ? []
      : [fault('public-notice-stands-until-its-last-day', ['effectiveOn'], { lastOn, today, effectiveOn })]),
    ...(open > 0 ? [fault('objections-are-answered-first', [], { open })] : []),
    ...(open === 0 && state !== outcome
      ? [fault('public-notice-ends-as-its-objections-say', ['state'], { outcome, state })]
      : []),
  ];
}

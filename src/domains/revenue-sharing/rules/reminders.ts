// When a payer is reminded of its report: on days set beside the due day, once each, while the report waits.
import type { RevenueReportState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { addDays } from './terms.js';

defineRules({
  'reminded-while-it-waits': {
    code: 'RULE_BROKEN',
    zh: '只催报待申报、退回的到期申报;该申报状态为“{state:RevenueReportState}”。',
    en: 'Reminders are of reports that wait for their figures; this one is “{state:RevenueReportState}”.',
  },
  'reminder-has-its-day': {
    code: 'INVALID_INPUT',
    zh: '催报日为截止日后 {days} 天(负数为之前),且不早于该日;今天是 {today}。',
    en: 'Reminders are sent {days} days after the due day (below zero: before it) and not before that day; today is {today}.',
  },
  'reminded-once-a-day-set': {
    code: 'CONFLICT',
    zh: '截止日后 {afterDays} 天的催报已发出。',
    en: 'The reminder for {afterDays} days after the due day was sent.',
  },
});

/** States in which a report waits for its payer. */
export const waitingStates: readonly RevenueReportState[] = ['DRAFT', 'RETURNED'];

/** Refuses a reminder of what does not wait, on a day that is not set or not there yet. */
export function reminderFaults(
  report: {
    readonly state: RevenueReportState;
    readonly dueOn: string;
    readonly correctsId: string | null;
  },
  afterDays: number,
  today: string,
  days: readonly number[],
): readonly Fault[] {
  const { state, dueOn, correctsId } = report;
  if (!waitingStates.includes(state) || correctsId !== null)
    return [fault('reminded-while-it-waits', ['revenueReport'], { state })];
  return days.includes(afterDays) && addDays(dueOn, afterDays) <= today
    ? []
    : [fault('reminder-has-its-day', ['afterDays'], { days: days.join(', '), today })];
}

// Months of a fund's books: closed by two people, in their order, and opened again the last one first.
import type { LedgerPeriodState } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Path, type Refusal } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { lastDayOfMonth } from '../../calendar/rules.js';

export const periodLife = lifeCycle<LedgerPeriodState>('LedgerPeriodState', 'period-follows-its-life-cycle', {
  CLOSING: ['CLOSED', 'DECLINED'],
  CLOSED: ['REOPENING'],
  REOPENING: ['REOPENED', 'CLOSED'],
  DECLINED: [],
  REOPENED: [],
});

defineRules({
  'month-closes-when-over': {
    code: 'RULE_BROKEN',
    zh: '须在月份结束之后结账,而 {month} 要到 {lastDay} 才结束。',
    en: 'A month is closed when it is over, but {month} lasts until {lastDay}.',
  },
  'months-close-in-order': {
    code: 'RULE_BROKEN',
    zh: '账已结至 {closedThrough},下一个应结账的月份是 {next},而不是 {month}。',
    en: 'The books are closed through {closedThrough}; the month to be closed next is {next}, not {month}.',
  },
  'one-proposal-at-a-time': {
    code: 'CONFLICT',
    zh: '该基金已有待结账或待反结账的月份({month}),请先处理。',
    en: 'A month of this fund ({month}) is already proposed to be closed or opened again; decide about it first.',
  },
  'period-decided-by-somebody-else': {
    code: 'RULE_BROKEN',
    zh: '提请人与决定人不得为同一人。',
    en: 'Who proposes to close or open a month does not decide about it.',
  },
  'proposal-is-of-the-other-kind': {
    code: 'RULE_BROKEN',
    zh: '该月份的待决事项不同:待结账的用结账或不予结账,待反结账的用反结账或不予反结账。',
    en: 'Something else was proposed for this month: a closing is closed or declined, a reopening is reopened or declined.',
  },
  'last-closed-month-reopens': {
    code: 'RULE_BROKEN',
    zh: '反结账从最近结账的月份开始,而账已结至 {closedThrough}。',
    en: 'The month that was closed last is opened again first, but the books are closed through {closedThrough}.',
  },
});

/** The month of a day, from its first day to its last. */
export interface Month {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The month that a day lies in. */
export function monthOf(day: string): Month {
  const month = day.slice(0, 7);
  return { firstDay: `${month}-01`, lastDay: lastDayOfMonth(month) };
}

/** What is known of a fund's books when a month is to be closed. */
export interface Books {
  readonly closedThrough: string | null;
  /** First business day after that on which something was posted; null where nothing was. */
  readonly firstOpenEntryOn: string | null;
  /** First day of a month about which somebody proposed something. */
  readonly proposedMonth: string | null;
}

/** Refuses a month that is not the next one, or not over. */
export function closingFaults(
  { firstDay, lastDay }: Month,
  books: Books,
  today: string,
  path: Path = ['month'],
): readonly Fault[] {
  const { closedThrough, firstOpenEntryOn, proposedMonth } = books;
  const month = firstDay.slice(0, 7);
  const next = firstOpenEntryOn?.slice(0, 7);
  const isLate = next !== undefined && next < month;
  const isEarly = closedThrough !== null && lastDay <= closedThrough;
  return [
    ...(proposedMonth === null
      ? []
      : [fault('one-proposal-at-a-time', path, { month: proposedMonth.slice(0, 7) })]),
    ...(lastDay < today ? [] : [fault('month-closes-when-over', path, { month, lastDay })]),
    ...(isLate || isEarly
      ? [
          fault('months-close-in-order', path, {
            month,
            next: next ?? '…',
            closedThrough: closedThrough ?? '–',
          }),
        ]
      : []),
  ];
}

/** Who proposes does not decide. */
export function decidingFaults(proposedBy: unknown, subject: string): readonly Fault[] {
  return proposedBy === subject ? [fault('period-decided-by-somebody-else')] : [];
}

/** As a guard: of the two ways to be closed, refuses the one that was not proposed. */
export function proposed(
  state: 'CLOSING' | 'REOPENING',
): (row: Readonly<Record<string, unknown>>) => Refusal | null {
  const other = state === 'CLOSING' ? 'REOPENING' : 'CLOSING';
  return (row) => (row['state'] === other ? refusal('proposal-is-of-the-other-kind') : null);
}

/** Refuses a month after which others were closed. */
export function reopeningFaults({ lastDay }: Month, closedThrough: string | null): readonly Fault[] {
  return lastDay === closedThrough
    ? []
    : [fault('last-closed-month-reopens', [], { closedThrough: closedThrough ?? '–' })];
}

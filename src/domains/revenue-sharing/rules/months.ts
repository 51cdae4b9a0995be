// The end of a month in an office: which month may be closed, and what holds an agreement up.
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { parsePeriod, periodAt, type Period } from './periods.js';
import { addDays } from './terms.js';

defineRules({
  'closing-run-is-of-a-month': {
    code: 'INVALID_INPUT',
    zh: '月末关账按月进行,月份须写作 2026-10。',
    en: 'A closing run is of a month, written as 2026-10.',
  },
  'closing-run-after-its-month': {
    code: 'INVALID_INPUT',
    zh: '月份 {month} 尚未结束;今天是 {today}。',
    en: 'The month {month} is not over; today is {today}.',
  },
  'closing-run-once-a-month': {
    code: 'CONFLICT',
    zh: '该登记机关 {month} 的月末关账已建立。',
    en: 'The office has its closing run of {month} already.',
  },
  'closing-run-is-of-an-office': {
    code: 'INVALID_INPUT',
    zh: '月末关账由登记机关进行,须填写登记机关的区划。',
    en: 'A closing run is of an office; name the division that the office stands for.',
  },
  'closing-held-up-by-a-fund': {
    code: 'RULE_BROKEN',
    zh: '受益基金未在运作,其应得部分尚未关账。',
    en: 'A fund that would receive is not at work; what it would get waits.',
  },
});

/** The month of a code; null for another period. */
function monthOf(code: string): Period | null {
  const period = parsePeriod(code);
  return period?.per === 'MONTH' ? period : null;
}

/** The first day after a month. */
export function dayAfter(month: string): string {
  return monthOf(month)!.to;
}

/** Refuses what is no month, and a month that is not over. */
export function monthFaults(month: string, today: string): readonly Fault[] {
  const period = monthOf(month);
  if (!period) return [fault('closing-run-is-of-a-month', ['month'])];
  return period.to <= today ? [] : [fault('closing-run-after-its-month', ['month'], { month, today })];
}

/** The last month that was over on a day. */
export function lastMonth(today: string): Period {
  return periodAt('MONTH', addDays(`${today.slice(0, 7)}-01`, -1));
}

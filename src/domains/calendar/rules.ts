// Working days: which days are worked, and on which of them a period of working days ends.
import type { CalendarDayKind } from '../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Path } from '../../kernel/errors.js';

const rules = defineRules({
  'calendar-year-is-published': {
    code: 'RULE_BROKEN',
    zh: '{year} 年的节假日安排尚未登记,不能计算工作日;请先登记该年的通知。',
    en: 'The holidays of {year} are not recorded, so that its working days are not known; the notice of that year comes first.',
  },
  'holiday-notice-stays-in-its-year': {
    code: 'INVALID_INPUT',
    zh: '{year} 年的通知只能安排该年及上一年十二月的日期,而 {fallsOn} 不是。',
    en: 'A notice for {year} arranges days of that year and of the December before, but {fallsOn} is none.',
  },
  'holiday-notice-names-a-day-once': {
    code: 'INVALID_INPUT',
    zh: '同一通知中 {fallsOn} 出现两次。',
    en: 'A notice says of a day once whether it is worked, but names {fallsOn} twice.',
  },
});

/** Rules that may refuse whatever is counted in working days: for the list of every operation that does so. */
export const countingRules = [rules['calendar-year-is-published']] as const;

/** What the notices say. */
export interface WorkCalendar {
  /** Whether the holidays of the year are known. */
  publishes(year: number): boolean;
  /** What the last notice about the day says; undefined where none does. */
  kindOf(day: string): CalendarDayKind | undefined;
}

/** A day as a notice arranges it. */
export interface ArrangedDay {
  readonly fallsOn: string;
  readonly kind: CalendarDayKind;
}

/** The calendar of years that are published; of several days of one date the last in the list holds. */
export function workCalendarOf(years: readonly number[], days: readonly ArrangedDay[]): WorkCalendar {
  const published = new Set(years);
  const kinds = new Map(days.map(({ fallsOn, kind }) => [fallsOn, kind]));
  return { publishes: (year) => published.has(year), kindOf: (day) => kinds.get(day) };
}

const millisecondsOfDay = 86_400_000;
const instantOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many days later; earlier for a number below zero. */
export function addDays(day: string, days: number): string {
  return new Date(instantOf(day) + days * millisecondsOfDay).toISOString().slice(0, 10);
}

/** The last day of a month, which is written as 2026-03. */
export function lastDayOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  // Years of four hundred are alike; the first hundred would be taken for the last century.
  return `${month}-${new Date(Date.UTC(2000 + (year % 400), number, 0)).getUTCDate()}`;
}

/** How many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return (instantOf(to) - instantOf(from)) / millisecondsOfDay;
}

/**
 * Whether the day is worked: as its last notice says, else on Monday to Friday.
 *
 * @throws Refusal where the holidays of its year are not known
 */
export function isWorkingDay(day: string, calendar: WorkCalendar, path: Path = []): boolean {
  const year = Number(day.slice(0, 4));
  if (!calendar.publishes(year)) throw refusal(rules['calendar-year-is-published'], path, { year });
  const arranged = calendar.kindOf(day);
  if (arranged !== undefined) return arranged === 'WORKING_DAY';
  return !isWeekend(day);
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(instantOf(day)).getUTCDay());
}

/**
 * The last day of a period of working days. The day on which it begins does not count (民法典 201).
 *
 * @throws Refusal where the holidays of a year on the way are not known
 */
export function addWorkingDays(day: string, days: number, calendar: WorkCalendar, path: Path = []): string {
  let last = day;
  for (let left = days; left > 0;) {
    last = addDays(last, 1);
    if (isWorkingDay(last, calendar, path)) left -= 1;
  }
  return last;
}

/**
 * The last day of a period of days, which is put off to the next working day where it is none (民法典 203).
 *
 * @throws Refusal where the holidays of its year are not known
 */
export function lastDayOfPeriod(day: string, days: number, calendar: WorkCalendar, path: Path = []): string {
  let last = addDays(day, days);
  while (!isWorkingDay(last, calendar, path)) last = addDays(last, 1);
  return last;
}

/** A year as its notices arrange it. */
export interface WorkedYear {
  readonly workingDays: number;
  /** Days from Monday to Friday that are off. */
  readonly daysOff: readonly string[];
  /** Saturdays and Sundays that are worked. */
  readonly workedWeekends: readonly string[];
}

/**
 * What of a year is worked.
 *
 * @throws Refusal where its holidays are not known
 */
export function workedIn(year: number, calendar: WorkCalendar, path: Path = []): WorkedYear {
  const daysOff: string[] = [];
  const workedWeekends: string[] = [];
  let workingDays = 0;
  const start = `${String(year).padStart(4, '0')}-01-01`;
  for (let day = start; day.startsWith(start.slice(0, 4)); day = addDays(day, 1)) {
    const worked = isWorkingDay(day, calendar, path);
    if (worked) workingDays += 1;
    if (worked && isWeekend(day)) workedWeekends.push(day);
    if (!worked && !isWeekend(day)) daysOff.push(day);
  }
  return { workingDays, daysOff, workedWeekends };
}

/** What is wrong with the days of a notice for the year. */
export function noticeFaults(year: number, days: readonly ArrangedDay[]): readonly Fault[] {
  return days.flatMap(({ fallsOn }, i) => {
    const inYear = fallsOn.startsWith(`${year}-`) || fallsOn.startsWith(`${year - 1}-12-`);
    const twice = days.findIndex((one) => one.fallsOn === fallsOn) < i;
    return [
      ...(inYear
        ? []
        : [fault(rules['holiday-notice-stays-in-its-year'], ['days', i, 'fallsOn'], { year, fallsOn })]),
      ...(twice
        ? [fault(rules['holiday-notice-names-a-day-once'], ['days', i, 'fallsOn'], { fallsOn })]
        : []),
    ];
  });
}

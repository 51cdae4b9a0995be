// What callers do with the calendar: record and correct notices, count working days.
import type { CalendarDayKind } from '../../generated/database.js';
import { nowIso } from '../../kernel/clock.js';
import { computation } from '../../kernel/computation.js';
import { prices, workCalendar as sizes } from '../../kernel/config.js';
import { fault, Refusal, refuseAll } from '../../kernel/errors.js';
import { enumOf, int, list, object, of, ref, text } from '../../kernel/input.js';
import { newId } from '../../kernel/ids.js';
import { operation } from '../../kernel/operation.js';
import { recordsCalendar } from './policy.js';
import { loadedCalendar, refreshCalendar, correctDays } from './queries.js';
import { addWorkingDays, daysBetween, noticeFaults, workedIn } from './rules.js';

const years = { min: sizes.minYear, max: sizes.maxYear };
const days = list(
  object('CalendarDayInput', 'A day of which the notice says whether it is worked. 日期', {
    fallsOn: of('Date', 'The day; of the notice’s year, or of the December before. 日期'),
    kind: enumOf<CalendarDayKind>('CalendarDayKind', 'Whether it is worked. 放假或上班'),
    holiday: text('Holiday because of which it is off or worked. 节日', { max: 40 }),
  }),
  { max: sizes.noticeDays },
);

const faultsOf = (faults: ReturnType<typeof noticeFaults>): Refusal[] =>
  faults.length > 0 ? [new Refusal(faults)] : [];

operation('recordHolidayNotice', {
  description:
    'Records a notice of the State Council on the holidays of a year: the first publishes the year, another one changes days of it. 登记节假日安排通知',
  scope: 'calendar:admin',
  input: {
    documentNo: text('Number of the notice. 文号', { max: 100 }),
    year: int('Year whose holidays it arranges. 年度', years),
    issuedOn: of('Date', 'Day on which it was issued. 成文日期'),
    days,
  },
  tenant: async () => 0,
  validate: (input) => faultsOf(noticeFaults(input.year, input.days)),
  allow: recordsCalendar,
  run: async ({ input, apply }) => {
    const id = newId();
    const { documentNo, year, issuedOn } = input;
    await apply({
      insert: {
        HolidayNotice: [{ id, documentNo, year, issuedOn }],
        CalendarDay: input.days.map((day) => ({ noticeId: id, ...day })),
      },
    });
    return { objects: { holidayNotice: id } };
  },
  returns: { holidayNotice: 'HolidayNotice' },
  emits: 'calendar.notice.recorded',
  committed: refreshCalendar,
  rules: ['holiday-notice-stays-in-its-year', 'holiday-notice-names-a-day-once', 'unique-in-tenant'],
});

operation('correctHolidayNotice', {
  description:
    'Says anew what a notice says of some days; the others stay. A day that was named by mistake is told as it is, worked or off. 更正节假日安排通知',
  scope: 'calendar:admin',
  input: { holidayNotice: ref('HolidayNotice', 'The notice. 通知'), days },
  target: 'holidayNotice',
  allow: recordsCalendar,
  run: async ({ input, target }, tx) => {
    const id = target['id'] as string;
    refuseAll(
      input.days.length === 0 ? [fault('list-length', ['days'], { min: 1, max: sizes.noticeDays })] : [],
      noticeFaults(target['year'] as number, input.days),
    );
    await correctDays(tx, id, input.days, nowIso());
    return { objects: { holidayNotice: id } };
  },
  returns: { holidayNotice: 'HolidayNotice' },
  emits: 'calendar.notice.corrected',
  committed: refreshCalendar,
  rules: ['holiday-notice-stays-in-its-year', 'holiday-notice-names-a-day-once', 'list-length'],
});

/** Refuses what the calendar does not know, before anything is worked out. */
function known(count: () => unknown): Refusal[] {
  try {
    count();
    return [];
  } catch (error) {
    if (error instanceof Refusal) return [error];
    throw error;
  }
}

computation('workingDay', {
  description:
    'The last day of a period of working days; the day on which it begins does not count. 工作日期限计算',
  input: {
    after: of('Date', 'Day on which the period begins. 起算日'),
    days: int('How many working days it has. 工作日天数', { min: 1, max: sizes.periodDays }),
  },
  type: 'WorkingDay',
  price: prices.count,
  validate: ({ after, days: count }) => known(() => addWorkingDays(after, count, loadedCalendar, ['days'])),
  compute: ({ after, days: count }) => {
    const fallsOn = addWorkingDays(after, count, loadedCalendar);
    return { fallsOn, calendarDays: daysBetween(after, fallsOn) };
  },
});

computation('calendarYear', {
  description: 'The working days of a year, as its notices arrange them. 年度工作日历',
  input: { year: int('The year. 年度', years) },
  type: 'CalendarYear',
  price: prices.aggregate,
  validate: ({ year }) => known(() => workedIn(year, loadedCalendar, ['year'])),
  compute: ({ year }) => ({ year, ...workedIn(year, loadedCalendar) }),
});

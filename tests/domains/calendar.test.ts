// Working days: counted by the notices of the State Council, and never guessed where there is none.
import { describe, expect, test } from '@jest/globals';
import {
  addWorkingDays,
  isWorkingDay,
  lastDayOfPeriod,
  workCalendarOf,
  workedIn,
} from '../../src/domains/calendar/rules.js';
import { workCalendar } from '../../src/domains/calendar/queries.js';
import { Refusal } from '../../src/kernel/errors.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import { usePlatform } from '../support/platform.js';
import { rows } from '../support/seed.js';

const gongzhi = usePlatform('seeded', mighty());
const { query, read, refused, write } = gongzhi;

/** The calendar of the seed, in the order in which its notices were issued. */
const issued = new Map(rows('HolidayNotice').map(({ id, issuedOn }) => [id, issuedOn]));
const calendar = workCalendarOf(
  rows('HolidayNotice').map(({ year }) => year),
  rows('CalendarDay').toSorted((a, b) => (issued.get(a.noticeId)! < issued.get(b.noticeId)! ? -1 : 1)),
);

const counted = async (after: string, days: number): Promise<unknown> =>
  (
    await query(`query ($input: WorkingDayInput!) { workingDay(input: $input) { fallsOn calendarDays } }`, {
      input: { after, days },
    })
  ).data?.['workingDay'];

describe('the calendar of the notices', () => {
  test('has as many working days in each year as the notices leave', () => {
    const years = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];
    // Days without Saturdays and Sundays, less those off, and those worked instead.
    expect(
      years.map((year) => {
        const { workingDays, daysOff, workedWeekends } = workedIn(year, calendar);
        return [year, workingDays, daysOff.length, workedWeekends.length].join(' ');
      }),
    ).toEqual([
      '2018 250 18 7',
      '2019 250 17 6',
      '2020 249 19 6',
      '2021 250 18 7',
      '2022 249 18 7',
      '2023 249 18 7',
      '2024 251 19 8',
      '2025 248 18 5',
      '2026 248 19 6',
    ]);
  });

  test('takes a day from the notice that was issued last', () => {
    // Announced as the only day off in 2018, and made four days in March 2019.
    expect(
      ['2019-04-28', '2019-05-01', '2019-05-02', '2019-05-05'].map((day) => isWorkingDay(day, calendar)),
    ).toEqual([true, false, false, true]);
    // To be worked by the notice of 2019, and off by that of January 2020.
    expect(['2020-01-31', '2020-02-01', '2020-02-03'].map((day) => isWorkingDay(day, calendar))).toEqual([
      false,
      false,
      true,
    ]);
    // The end of 2018 is arranged by the notice for 2019.
    expect(['2018-12-29', '2018-12-31'].map((day) => isWorkingDay(day, calendar))).toEqual([true, false]);
  });

  test('ends a period on the working day that is its last, beginning the day after', () => {
    expect(addWorkingDays('2026-09-30', 1, calendar)).toBe('2026-10-08');
    expect(addWorkingDays('2026-09-18', 1, calendar)).toBe('2026-09-20');
    expect(addWorkingDays('2026-10-08', 2, calendar)).toBe('2026-10-10');
    expect(addWorkingDays('2024-12-31', 5, calendar)).toBe('2025-01-08');
    expect(addWorkingDays('2026-02-13', 7, calendar)).toBe('2026-03-02');
    expect(addWorkingDays('2026-03-01', 0, calendar)).toBe('2026-03-01');
  });

  test('puts the end of a period of days off to the next working day', () => {
    expect(lastDayOfPeriod('2026-09-24', 7, calendar)).toBe('2026-10-08');
    expect(lastDayOfPeriod('2026-09-13', 7, calendar)).toBe('2026-09-20');
    expect(lastDayOfPeriod('2026-03-02', 7, calendar)).toBe('2026-03-09');
  });

  test('says of a year without a notice that it does not know', () => {
    const asked = (count: () => unknown): unknown => {
      try {
        return count();
      } catch (error) {
        return (error as Refusal).faults;
      }
    };
    const faults = (year: number) => [
      { code: 'RULE_BROKEN', rule: 'calendar-year-is-published', path: [], params: { year } },
    ];
    expect(asked(() => isWorkingDay('2017-12-29', calendar))).toEqual(faults(2017));
    expect(asked(() => addWorkingDays('2026-12-30', 2, calendar))).toEqual(faults(2027));
    expect(asked(() => lastDayOfPeriod('2026-12-25', 7, calendar))).toEqual(faults(2027));
  });
});

describe('over the graph', () => {
  test('a period is counted by whoever asks, and refused beyond the published years', async () => {
    expect(await counted('2026-09-30', 5)).toEqual({ fallsOn: '2026-10-13', calendarDays: 13 });
    const { errors } = await query(
      `{ workingDay(input: { after: "2026-12-30", days: 2 }) { fallsOn } }`,
      {},
      { as: 'anonymous' },
    );
    expect(errors![0]!.extensions).toMatchObject({
      code: 'RULE_BROKEN',
      rule: 'calendar-year-is-published',
    });
  });

  test('a year is told with its notices', async () => {
    const found = await read(
      `{ calendarYear(input: { year: 2019 }) { year workingDays workedWeekends }
         holidayNotices(filter: { year: { eq: 2019 } }) { nodes { documentNo issuedOn days { fallsOn kind holiday } } } }`,
      {},
      'anonymous',
    );
    expect(found).toMatchObject({
      calendarYear: {
        year: 2019,
        workingDays: 250,
        workedWeekends: ['2019-02-02', '2019-02-03', '2019-04-28', '2019-05-05', '2019-09-29', '2019-10-12'],
      },
      holidayNotices: {
        nodes: [
          { documentNo: '国办发明电〔2018〕15号', issuedOn: '2018-12-04' },
          {
            documentNo: '国办发明电〔2019〕3号',
            issuedOn: '2019-03-22',
            days: [
              { fallsOn: '2019-04-28', kind: 'WORKING_DAY', holiday: '劳动节' },
              { fallsOn: '2019-05-01', kind: 'DAY_OFF', holiday: '劳动节' },
              { fallsOn: '2019-05-02', kind: 'DAY_OFF', holiday: '劳动节' },
              { fallsOn: '2019-05-03', kind: 'DAY_OFF', holiday: '劳动节' },
              { fallsOn: '2019-05-04', kind: 'DAY_OFF', holiday: '劳动节' },
              { fallsOn: '2019-05-05', kind: 'WORKING_DAY', holiday: '劳动节' },
            ],
          },
        ],
      },
    });
  });

  test('the next year is recorded once, counts at once, and is corrected', async () => {
    const notice = {
      documentNo: '示例发电〔2026〕1号',
      year: 2027,
      issuedOn: '2026-11-04',
      days: [{ fallsOn: '2027-01-01', kind: 'DAY_OFF', holiday: '元旦' }],
    };
    const day = (fallsOn: string) => ({ fallsOn, kind: 'DAY_OFF', holiday: '元旦' });
    expect(await refused('recordHolidayNotice', { ...notice, days: [day('2026-11-30')] })).toEqual([
      'INVALID_INPUT holiday-notice-stays-in-its-year at days.0.fallsOn',
    ]);
    expect(
      await refused('recordHolidayNotice', { ...notice, days: [day('2027-01-01'), day('2027-01-01')] }),
    ).toEqual(['INVALID_INPUT holiday-notice-names-a-day-once at days.1.fallsOn']);
    const { holidayNotice } = await write<{ holidayNotice: { readonly id: string } }>(
      'recordHolidayNotice',
      notice,
    );
    expect(await refused('recordHolidayNotice', notice)).toEqual(['CONFLICT unique-in-tenant at documentNo']);
    expect(await counted('2026-12-30', 2)).toEqual({ fallsOn: '2027-01-04', calendarDays: 5 });
    await write('correctHolidayNotice', {
      holidayNotice: { id: holidayNotice.id },
      expectedVersion: 1,
      days: [day('2026-12-31')],
    });
    expect(await counted('2026-12-30', 2)).toEqual({ fallsOn: '2027-01-05', calendarDays: 6 });
    const inWrite = await withTransaction(gongzhi.pool, (tx) => workCalendar(tx));
    expect(addWorkingDays('2026-12-30', 2, inWrite)).toBe('2027-01-05');
  });

  test('only who may do so everywhere records a notice', async () => {
    const notice = { documentNo: '示例发电〔2027〕1号', year: 2028, issuedOn: '2027-11-04', days: [] };
    const { data, errors } = await query(
      `mutation ($input: RecordHolidayNoticeInput!) { recordHolidayNotice(input: $input) { holidayNotice { id } } }`,
      { input: { ...notice, idempotencyKey: 'a-notice-of-a-district' } },
      { as: 'district' },
    );
    expect(data).toEqual({ recordHolidayNotice: null });
    expect(errors![0]!.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(await read(`{ holidayNotices(filter: { year: { eq: 2028 } }) { totalCount } }`)).toEqual({
      holidayNotices: { totalCount: 0 },
    });
  });
});

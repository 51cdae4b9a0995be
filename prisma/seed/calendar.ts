// Makes the seed's rows of the work calendar: one notice per document number, one day per day of its spans.
import type { CalendarDayKind } from '../../src/generated/database.js';
import { addDays } from '../../src/domains/calendar/rules.js';
import { readLines } from './files.js';
import { seedId, type Rows } from './tables.js';

/** The notices of the State Council, each with its days. */
export function calendarRows(): {
  readonly HolidayNotice: Rows<'HolidayNotice'>;
  readonly CalendarDay: Rows<'CalendarDay'>;
} {
  const lines = readLines('real', 'holidays.csv').map((line) => ({
    line,
    noticeId: seedId('HolidayNotice', 0, line['document_no']!),
  }));
  const notices = new Map(
    lines.map(({ line, noticeId }) => [
      noticeId,
      {
        id: noticeId,
        documentNo: line['document_no']!,
        year: Number(line['year']),
        issuedOn: line['issued_on']!,
      },
    ]),
  );
  return {
    HolidayNotice: [...notices.values()],
    CalendarDay: lines.flatMap(({ line, noticeId }) =>
      daysOf(line['first_on']!, line['last_on']!).map((fallsOn) => ({
        noticeId,
        fallsOn,
        kind: line['kind'] as CalendarDayKind,
        holiday: line['holiday']!,
      })),
    ),
  };
}

function daysOf(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

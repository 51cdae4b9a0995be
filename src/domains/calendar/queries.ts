// The calendar of working days, as the database has it and as this process remembers it.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../../generated/database.js';
import { workCalendarOf, type ArrangedDay, type WorkCalendar } from './rules.js';

type Tx = Transaction<Database>;

/** What can be asked for rows. */
type Asked = Pick<Pool, 'query'>;

/** Days in the order in which they hold: what was issued later is read later. */
const daysInOrder = `SELECT d."fallsOn"::text AS "fallsOn", d.kind FROM "CalendarDay" d
  JOIN "HolidayNotice" n ON n.id = d."noticeId" ORDER BY n."issuedOn", n.id`;

/** The calendar as it is recorded now: for what a write counts in working days. */
export async function workCalendar(tx: Tx): Promise<WorkCalendar> {
  const years = await tx.selectFrom('HolidayNotice').select('year').distinct().execute();
  const { rows } = await sql.raw<ArrangedDay>(daysInOrder).execute(tx);
  return workCalendarOf(
    years.map(({ year }) => year),
    rows,
  );
}

let remembered: WorkCalendar = workCalendarOf([], []);
let loadedAt = '';

/** The calendar as this process loaded it last: for what is worked out without the database. */
export const loadedCalendar: WorkCalendar = {
  publishes: (year) => remembered.publishes(year),
  kindOf: (day) => remembered.kindOf(day),
};

/** Reads the calendar into memory. */
export async function loadCalendar(database: Asked): Promise<void> {
  loadedAt = await lastChange(database);
  const years = await database.query<{ year: number }>(`SELECT DISTINCT year FROM "HolidayNotice"`);
  const days = await database.query<ArrangedDay>(daysInOrder);
  remembered = workCalendarOf(
    years.rows.map(({ year }) => year),
    days.rows,
  );
}

/** Reads the calendar again if a notice was recorded or corrected since. @returns whether it was */
export async function refreshCalendar(database: Asked): Promise<boolean> {
  if ((await lastChange(database)) === loadedAt) return false;
  await loadCalendar(database);
  return true;
}

/** A text that differs after every change. */
async function lastChange(database: Asked): Promise<string> {
  const { rows } = await database.query<{ stamp: string }>(
    `SELECT coalesce(sum(version), 0) || ' ' || count(*) AS stamp FROM "HolidayNotice"`,
  );
  return rows[0]!.stamp;
}

/** Says anew what a notice says of days, which it may not have named before, and counts its version. */
export async function correctDays(
  tx: Tx,
  noticeId: string,
  days: readonly (ArrangedDay & { readonly holiday: string })[],
  updatedAt: string,
): Promise<void> {
  await tx
    .insertInto('CalendarDay')
    .values(days.map((day) => ({ noticeId, ...day })))
    .onConflict((taken) =>
      taken.columns(['noticeId', 'fallsOn']).doUpdateSet((e) => ({
        kind: e.ref('excluded.kind'),
        holiday: e.ref('excluded.holiday'),
      })),
    )
    .execute();
  await tx
    .updateTable('HolidayNotice')
    .set({ version: sql`version + 1`, updatedAt })
    .where('id', '=', noticeId)
    .execute();
}

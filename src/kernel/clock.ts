// The one clock: every instant and every "today" of the platform comes from here.

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

let source: () => number = Date.now;

/** Milliseconds since 1970. */
export function nowMs(): number {
  return source();
}

/** The instant as ISO 8601 in UTC, for the database. */
export function nowIso(): string {
  return new Date(source()).toISOString();
}

/** Offsets of zones change at quarters of an hour, so that within one the day can only be the same. */
const quarterMs = 900_000;
let known = { quarter: NaN, day: '' };

/** Today's business date in Asia/Shanghai, `YYYY-MM-DD`. */
export function today(): string {
  return dayOf(source());
}

/** The business date of an instant, in milliseconds since 1970. */
export function dayOf(ms: number): string {
  const quarter = Math.floor(ms / quarterMs);
  // Asked for by every request, and slow to format.
  if (quarter !== known.quarter) known = { quarter, day: shanghai.format(new Date(ms)) };
  return known.day;
}

/** The instant as ISO 8601 in UTC, and its business date, of one look at the clock. */
export function nowAndToday(): { readonly at: string; readonly on: string } {
  const ms = source();
  return { at: new Date(ms).toISOString(), on: dayOf(ms) };
}

/** Runs with another clock until the returned function is called. For tests and simulations. */
export function setClock(milliseconds: () => number): () => void {
  const before = source;
  source = milliseconds;
  return () => {
    source = before;
  };
}

/** The first day of time: stands where the start of a validity is not recorded. */
export const dawn = '0001-01-01';

/** Whether the text is a day of the Gregorian calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || match[1] === '0000') return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

// Business periods: months, quarters, half-years and years by code, as half-open spans of days.
import type { Per } from './tree.js';

/** A length of time that the calendar knows; a clause without one has no periods. */
export type StatedPer = Exclude<Per, 'UNSTATED'>;

/** Days from the first one to before the last one, `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A business period: `2018`, `2018-H1`, `2018-Q3` or `2018-09`. */
export interface Period extends Span {
  readonly per: StatedPer;
  readonly code: string;
}

/** The most periods of one list: a hundred years of months. */
export const maxPeriods = 1_200;

const monthsOf: Readonly<Record<StatedPer, number>> = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 };

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/** The first day of a month that is counted from January of the year 0. */
const firstDay = (months: number): string =>
  `${padded(Math.floor(months / 12), 4)}-${padded((months % 12) + 1, 2)}-01`;

const monthsUntil = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** Periods of one length are counted from the year 0 on, so that the one after is the next number. */
const placeOf = (per: StatedPer, day: string): number => Math.floor(monthsUntil(day) / monthsOf[per]);

function periodOf(per: StatedPer, place: number): Period {
  const length = monthsOf[per];
  const months = place * length;
  const year = padded(Math.floor(months / 12), 4);
  const part = Math.floor((months % 12) / length) + 1;
  const suffix = { MONTH: `-${padded(part, 2)}`, QUARTER: `-Q${part}`, HALF_YEAR: `-H${part}`, YEAR: '' }[
    per
  ];
  return { per, code: year + suffix, from: firstDay(months), to: firstDay(months + length) };
}

/** The period of a code; null unless it is ASCII, of the years 1900 to 2999, and written in one of the four ways. */
export function parsePeriod(text: string): Period | null {
  const match = /^((?:19|2\d)\d{2})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (!match) return null;
  const [, year, half, quarter, month] = match;
  const [per, part] = half
    ? (['HALF_YEAR', half] as const)
    : quarter
      ? (['QUARTER', quarter] as const)
      : month
        ? (['MONTH', month] as const)
        : (['YEAR', '1'] as const);
  return periodOf(per, Number(year) * (12 / monthsOf[per]) + Number(part) - 1);
}

/** The period of that length in which the day lies. */
export function periodAt(per: StatedPer, day: string): Period {
  return periodOf(per, placeOf(per, day));
}

/** How many periods of that length have a day in common with the span. */
export function countPeriods(per: StatedPer, from: string, to: string): number {
  if (from >= to) return 0;
  // A span that ends on the first day of a period has no day of it.
  const beyond = to === periodAt(per, to).from ? 0 : 1;
  return placeOf(per, to) + beyond - placeOf(per, from);
}

/**
 * All periods of that length that have a day in common with the half-open span, in order.
 * @throws RangeError if they are more than 1,200: a mistyped year is no reason to count for centuries
 */
export function periodsOf(per: StatedPer, from: string, to: string): readonly Period[] {
  const count = countPeriods(per, from, to);
  if (count > maxPeriods) throw new RangeError(`A span has at most ${maxPeriods} periods, not ${count}.`);
  const first = placeOf(per, from);
  return Array.from({ length: count }, (_, i) => periodOf(per, first + i));
}

/** Days since 1 March of the year 0, counted in years that begin in March: the leap day is then the last of its year. */
function dayNumber(day: string): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
}

/** How many days a half-open span has; 0 if it ends before it begins. */
export function daysBetween(from: string, to: string): bigint {
  return from < to ? BigInt(dayNumber(to) - dayNumber(from)) : 0n;
}

/** The days that two spans have in common; null if there are none. */
export function intersect(a: Span, b: Span): Span | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from < to ? { from, to } : null;
}

/** A contract year, counted from 1, with its days in a span. */
export interface ContractYear extends Span {
  readonly year: number;
}

/** The same day some years later; 29 February is followed by the 28th where the month has no 29th. */
function anniversary(day: string, years: number): string {
  const year = padded(Number(day.slice(0, 4)) + years, 4);
  const same = `${year}${day.slice(4)}`;
  return day.endsWith('-02-29') && daysBetween(`${year}-02-01`, `${year}-03-01`) === 28n
    ? `${year}-02-28`
    : same;
}

/** The contract years of a span, each with its days in it, for a contract that began on the day. */
export function contractYears(began: string, { from, to }: Span): readonly ContractYear[] {
  const years: ContractYear[] = [];
  // What lies before the contract belongs to its first year, so that nobody has to ask.
  for (let year = Math.max(1, Number(from.slice(0, 4)) - Number(began.slice(0, 4))); ; year++) {
    const start = year === 1 ? from : anniversary(began, year - 1);
    if (start >= to) return years;
    const days = intersect({ from: start, to: anniversary(began, year) }, { from, to });
    if (days) years.push({ year, ...days });
  }
}

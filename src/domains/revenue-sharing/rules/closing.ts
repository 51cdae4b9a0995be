// Which periods of an agreement are over and wait to be closed, and when the next one will be.
import { componentsOf } from './components.js';
import { intersect, periodAt, periodsOf, type Period, type StatedPer } from './periods.js';
import { addDays, piecesOf, spanOf, type Piece, type Terms, type Validity } from './terms.js';

/** Pieces of the periods that were over by a day, and the day through which all are among them. */
export interface ToClose {
  readonly pieces: readonly Piece[];
  /** First day whose periods are not among them. */
  readonly through: string;
}

/** The lengths of the periods of some terms. */
function lengthsOf(terms: readonly Terms[]): readonly StatedPer[] {
  const pers = terms.flatMap(({ rule }) => componentsOf(rule).map(({ per }) => per));
  return [...new Set(pers)].filter((per) => per !== 'UNSTATED');
}

/** The day after the part of the period in which the agreement is in force; null where there is none. */
function overOn(agreement: Validity, period: Period): string | null {
  return intersect(period, spanOf(agreement))?.to ?? null;
}

/** No more than these days of an agreement are looked through at once. */
const windowDays = 5 * 366;

/**
 * Finds what waits to be closed.
 *
 * Takes the agreement, its signed terms, the day from which periods wait, and today; returns at most `limit` periods
 * that are over, the earliest first. The periods that end on one day are taken together, so that a second call goes on
 * where the first one ended.
 */
export function periodsToClose(
  agreement: Validity,
  terms: readonly Terms[],
  closesOn: string,
  today: string,
  limit: number,
): ToClose {
  const from = closesOn > agreement.validFrom ? closesOn : agreement.validFrom;
  const end = [addDays(today, 1), addDays(from, windowDays)].sort()[0]!;
  const waiting = lengthsOf(terms)
    .flatMap((per) => periodsBetween(agreement, per, from, end))
    .sort((a, b) => (a.over < b.over ? -1 : a.over > b.over ? 1 : 0));
  const cut = waiting[limit]?.over;
  const taken = cut === undefined ? waiting : waiting.filter(({ over }) => over < cut);
  return {
    pieces: taken.flatMap(({ period }) => piecesOf(agreement, terms, period)),
    through: cut ?? end,
  };
}

interface Over {
  readonly period: Period;
  readonly over: string;
}

/** Periods of one length whose part of the agreement is over from one day to before another. */
function periodsBetween(agreement: Validity, per: StatedPer, from: string, end: string): readonly Over[] {
  // The period that is over on the very day lies before it.
  const span = intersect({ from: addDays(from, -1), to: end }, spanOf(agreement));
  if (!span) return [];
  return periodsOf(per, span.from, span.to).flatMap((period) => {
    const over = overOn(agreement, period);
    return over !== null && over >= from && over < end ? [{ period, over }] : [];
  });
}

/** The day on which the next period is over, from a day on; null where none is any more. */
export function nextClosing(agreement: Validity, terms: readonly Terms[], day: string): string | null {
  const from = day > agreement.validFrom ? day : agreement.validFrom;
  const days = lengthsOf(terms).flatMap((per) => {
    return [addDays(from, -1), from]
      .map((one) => overOn(agreement, periodAt(per, one)))
      .filter((over) => over !== null && over >= from)
      .slice(0, 1) as string[];
  });
  return days.sort()[0] ?? null;
}

// What is told of a fund's income in a year: a sum behind which no single payer can be found.
import { smallestCell } from '../../../kernel/config.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'published-year-is-over': {
    code: 'RULE_BROKEN',
    zh: '{year} 年尚未结束,年度收入须在年度终了后公示。',
    en: 'The income of a year is published when the year is over, and {year} is not.',
  },
  'published-year-has-news': {
    code: 'RULE_BROKEN',
    zh: '{year} 年没有尚未公示的收入记账。',
    en: 'Nothing was posted to the income of {year} that is not published already.',
  },
});

/** What was published of a fund's year so far, by the fund account's entries that it counted. */
export interface Published {
  /** Zero before the first. */
  readonly revision: number;
  /** Number of the last entry that any revision counted. */
  readonly through: bigint;
  /** Number of the last entry that a revision counted whose amount was told. */
  readonly toldThrough: bigint;
}

/** What entered a fund's account for the year from one payer, disclosed or not. */
export interface Contribution {
  /** Null where the books name nobody. */
  readonly payerId: string | null;
  readonly disclosed: boolean;
  readonly amountFen: bigint;
  /** The part of it that entered since an amount was told. */
  readonly untoldFen: bigint;
  /** Number of its last entry. */
  readonly lastNumber: bigint;
}

/** Refuses to publish a year that still goes on. */
export function unfinishedFaults(year: number, today: string): readonly Fault[] {
  return year < Number(today.slice(0, 4)) ? [] : [fault('published-year-is-over', ['year'], { year })];
}

/** Refuses a revision that would say the same again; a year of which nothing is posted has no sum, not even zero. */
export function newsFaults(year: number, published: Published, lastNumber: bigint): readonly Fault[] {
  return lastNumber > published.through ? [] : [fault('published-year-has-news', ['year'], { year })];
}

/** Number of the last entry of all; zero where there is none. */
export function lastNumberOf(contributions: readonly Contribution[]): bigint {
  return contributions.reduce((last, { lastNumber }) => (lastNumber > last ? lastNumber : last), 0n);
}

/** The sum, or null where it or its difference from what was told before would tell on a payer. */
export function incomeToTell(contributions: readonly Contribution[], toldThrough: bigint): bigint | null {
  const hidden = contributions.filter(({ disclosed }) => !disclosed);
  const untold = hidden.filter(({ lastNumber }) => lastNumber > toldThrough);
  const tells =
    isSmall(hidden.map(({ payerId, amountFen }) => ({ payerId, amountFen }))) ||
    isSmall(untold.map(({ payerId, untoldFen }) => ({ payerId, amountFen: untoldFen })));
  return tells ? null : contributions.reduce((sum, { amountFen }) => sum + amountFen, 0n);
}

/**
 * Whether hidden amounts have too few payers to be summed; none at all hide nothing. Counted is who can be told apart
 * and changes the sum: whose amount was taken back whole hides nobody else, and somebody unnamed may be one of the named.
 */
function isSmall(hidden: readonly Pick<Contribution, 'payerId' | 'amountFen'>[]): boolean {
  const payers = hidden.filter(({ payerId, amountFen }) => payerId !== null && amountFen !== 0n);
  return hidden.length > 0 && payers.length < smallestCell;
}

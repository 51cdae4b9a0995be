// Money and rates: integer fen, integer parts per million, exact fractions in between, and one rounding.
import { Fraction } from 'fraction.js';
import nzh from 'nzh/cn';

/** How an exact amount becomes fen; symmetric around zero. */
export type Rounding = 'HALF_UP' | 'HALF_EVEN' | 'DOWN' | 'UP';

/** Parts per million that make a whole. */
export const wholePpm = 1_000_000;

/** An exact fraction. Made of integers only; a float in its place is a mistake of the program. */
export function fraction(numerator: bigint, denominator: bigint = 1n): Fraction {
  return new Fraction(numerator, denominator);
}

/** A fraction as text, in lowest terms: `12654321/10`, or `180000` for a whole number. */
export function fractionText(value: Fraction): string {
  return value.toFraction();
}

/** The fraction of such a text. */
export function fractionOf(text: string): Fraction {
  const [numerator = '', denominator = '1'] = text.split('/');
  return fraction(BigInt(numerator), BigInt(denominator));
}

/** The nearest whole number by the rounding. */
export function roundFraction(value: Fraction, rounding: Rounding): bigint {
  const whole = value.n / value.d;
  const rest = value.n % value.d;
  const twice = rest * 2n - value.d;
  const up =
    rest !== 0n &&
    (rounding === 'UP' ||
      (rounding === 'HALF_UP' && twice >= 0n) ||
      (rounding === 'HALF_EVEN' && (twice > 0n || (twice === 0n && whole % 2n === 1n))));
  return value.s * (up ? whole + 1n : whole);
}

/**
 * Splits a whole amount by weights with the largest remainders: each part gets its floor, and what is left goes, fen by
 * fen, to the largest fractions, of equal ones to the first. A negative amount is the mirror of the positive one.
 *
 * Takes the amount and at least one weight, none negative, their sum positive; returns one part per weight, whose sum is
 * the amount. @throws RangeError for other weights
 */
export function splitByWeights(amount: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((total, weight) => total + weight, 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('Weights are not negative, and their sum is positive.');
  if (amount < 0n) return splitByWeights(-amount, weights).map((part) => -part);
  const parts = weights.map((weight, place) => ({
    place,
    floor: (amount * weight) / sum,
    rest: (amount * weight) % sum,
  }));
  const left = amount - parts.reduce((total, { floor }) => total + floor, 0n);
  const next = [...parts].sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1));
  const raised = new Set(next.slice(0, Number(left)).map(({ place }) => place));
  return parts.map(({ place, floor }) => floor + (raised.has(place) ? 1n : 0n));
}

/** An amount without its sign. */
export function absolute(fen: bigint): bigint {
  return fen < 0n ? -fen : fen;
}

/** Fen as yuan with two decimals: `1800.00`. */
export function yuanOf(fen: bigint): string {
  const digits = absolute(fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Yuan in decimal text as fen; null unless it is ASCII digits with at most two decimals. */
export function fenOf(yuan: string): bigint | null {
  const match = /^(-?)(0|[1-9]\d{0,12})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!match) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const fen = BigInt(whole + decimals.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

/** Fen in the capital numerals of Chinese accounting, as on bills and receipts: 壹仟捌佰元整. */
export function uppercaseOf(fen: bigint): string {
  const yuan = yuanOf(absolute(fen)).replace(/\.00$/, '');
  return `${fen < 0n ? '负' : ''}${nzh.toMoney(yuan, { outSymbol: false })}`;
}

/** Parts per million as percent without trailing zeros: 125,000 is `12.5`. */
export function percentOf(ppm: number): string {
  const digits = String(Math.abs(ppm)).padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
  return ppm < 0 ? `-${text}` : text;
}

/** Percent in decimal text as parts per million; null unless it is ASCII digits with at most four decimals. */
export function ppmOf(percent: string): number | null {
  const match = /^(0|[1-9]\d{0,4})(?:\.(\d{1,4}))?$/.exec(percent);
  return match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : null;
}

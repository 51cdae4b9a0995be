// What bears on the amounts of a business period, and what an amount is: exact, with the step of the calculation behind it.
import { fraction, wholePpm } from '../../../kernel/money.js';
import type { FigureReader } from './figures.js';
import { daysBetween, intersect, type Period, type Span } from './periods.js';
import type { Exact, Words } from './words.js';

/** How a node wants to be rounded, whatever the agreement says: up, down, or to the next fen above. */
export type Bound = 'UP' | 'DOWN' | 'ABOVE';

/** A step of a calculation with the steps that it is made of. */
export interface Step {
  readonly kind: string;
  readonly exact: Exact;
  readonly words: Words;
  readonly of: readonly Step[];
}

/** An exact amount of fen with how it came about. */
export interface Amount {
  readonly exact: Exact;
  readonly bound: Bound | null;
  readonly step: Step;
}

/** What bears on the amounts of a period. */
export interface Scene {
  readonly period: Period;
  /** The days of the period on which the terms are in force. */
  readonly covered: Span;
  /** The days of the period on which the agreement is, whatever its terms. */
  readonly agreement: Span;
  /** First day of the terms: what is counted over several periods begins there. */
  readonly since: string;
  /** First day of the agreement, from which contract years count. */
  readonly contractFrom: string;
  readonly figures: FigureReader;
  readonly prorated: boolean;
  /** Loss that is made up for before anything is shared; null where none is carried. */
  readonly carried: bigint | null;
  /** Fen that the components which this one counts made due in the period. */
  readonly counted: () => bigint;
  /** What an amount becomes in fen. */
  readonly round: (exact: Exact, bound: Bound | null) => bigint;
}

/** An amount with a step of its own above the steps of its parts. */
export function made(
  kind: string,
  exact: Exact,
  words: Words,
  of: readonly Step[] = [],
  bound: Bound | null = null,
): Amount {
  return { exact, bound, step: { kind, exact, words, of } };
}

/** How many days of the period the agreement is in force; of one that is not, the days of the period. */
export function daysInForce({ agreement, period }: Scene): bigint {
  const inForce = intersect(agreement, period);
  return (inForce ? daysBetween(inForce.from, inForce.to) : 0n) || daysBetween(period.from, period.to);
}

/** The part of an amount of a period that stands in the clause: by days where it is prorated. */
export function ownPart(scene: Scene): Exact {
  return scene.prorated
    ? fraction(daysInForce(scene), daysBetween(scene.period.from, scene.period.to))
    : fraction(1n);
}

/** That part of an amount. */
export function partOf(whole: Exact, ratePpm: number): Exact {
  return whole.mul(fraction(BigInt(ratePpm), BigInt(wholePpm)));
}

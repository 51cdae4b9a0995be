// What a component of a rule makes due for one business period, with the trace of every step; pure, exact and total.
import { fraction, fractionText, roundFraction, splitByWeights, wholePpm } from '../../../kernel/money.js';
import type { Rounding } from '../../../kernel/money.js';
import {
  dueWords,
  figureWords,
  fixedWords,
  partOfBaseWords,
  prorateWords,
  shareWords,
  versionDaysWords,
  type Days,
  type Exact,
  type Words,
} from './explain.js';
import { daysBetween, intersect, type Period, type Span } from './periods.js';
import type { Component, Measure, SplitPart } from './tree.js';

/** A period with all that bears on what is due for it. */
export interface Situation {
  readonly period: Period;
  /** The days of the period on which this version is in force. */
  readonly covered: Span;
  /** The days of the period on which the agreement as a whole is in force, whatever its version. */
  readonly agreement: Span;
  /** Fen, of the whole period as reported. */
  readonly figures: ReadonlyMap<Measure, bigint>;
  readonly rounding: Rounding;
}

/** What a fund gets; a fund by its place in the agreement's list, from 1. */
export interface Allocation {
  readonly fund: number;
  readonly amountFen: bigint;
}

/** A step of a calculation. */
export type TraceKind =
  /** The result, rounded. */
  | 'DUE'
  /** A fixed amount by the days of its period. */
  | 'PRORATE'
  /** One version's days of a period that several versions share. */
  | 'VERSION_DAYS'
  | 'FIXED'
  | 'PERCENT'
  | 'AT_LEAST'
  /** The base. */
  | 'FIGURE'
  /** What one fund gets. */
  | 'PART';

/** One step; the list of them is flat, a parent stands before what it is made of. */
export interface TraceNode {
  readonly index: number;
  readonly parentIndex: number | null;
  readonly kind: TraceKind;
  /** Fen as a fraction in lowest terms. */
  readonly exact: string;
  /** Where the step makes whole fen. */
  readonly roundedFen: bigint | null;
  readonly explanation: Words;
}

/** What is due, or the measure whose figure is not there. */
export type Evaluation =
  | {
      readonly missing: null;
      readonly exact: Exact;
      readonly dueFen: bigint;
      readonly allocations: readonly Allocation[];
      readonly nodes: readonly TraceNode[];
    }
  | { readonly missing: Measure };

/** The shares of a split; the part without one has what the others leave. */
function weightsOf(parts: readonly SplitPart[]): readonly bigint[] {
  const told = parts.reduce((sum, { sharePpm }) => sum + (sharePpm ?? 0), 0);
  return parts.map(({ sharePpm }) => BigInt(sharePpm ?? wholePpm - told));
}

/** Splits whole fen over the funds; without a split all goes to the first one. */
function allocate(amountFen: bigint, parts: readonly SplitPart[] | null): readonly Allocation[] {
  if (parts === null) return [{ fund: 1, amountFen }];
  const amounts = splitByWeights(amountFen, weightsOf(parts));
  return parts.map(({ fund }, i) => ({ fund, amountFen: amounts[i]! }));
}

/** Which days count, of how many; null if all of them do. */
function daysOf(
  component: Component,
  { period, covered, agreement }: Situation,
): (Days & { readonly kind: 'PRORATE' | 'VERSION_DAYS' }) | null {
  const count = (span: Span | null): bigint => (span === null ? 0n : daysBetween(span.from, span.to));
  const inForce = intersect(agreement, period);
  const days = count(inForce && intersect(covered, inForce));
  const prorated = component.prorated && component.leaf.kind === 'FIXED';
  const kind = prorated ? 'PRORATE' : 'VERSION_DAYS';
  // Of an agreement that is not in force at all no day counts; the period's days keep the fraction a fraction.
  const of = (prorated ? 0n : count(inForce)) || count(period);
  return days === of ? null : { kind, days, of };
}

/** The amount of a component before days are counted. */
function wholeOf(leaf: Component['leaf'], figureFen: bigint): Exact {
  if (leaf.kind === 'FIXED') return fraction(leaf.amountFen);
  // A part of a loss is nothing: whoever makes a loss gets nothing for it.
  return fraction(figureFen < 0n ? 0n : figureFen).mul(fraction(BigInt(leaf.ratePpm), BigInt(wholePpm)));
}

/** What a component makes due for a period. Never throws for a rule that the analysis accepts. */
export function evaluateComponent(component: Component, situation: Situation): Evaluation {
  const { leaf, parts } = component;
  const { period } = situation;
  const figure = leaf.kind === 'FIXED' ? 0n : situation.figures.get(leaf.base);
  if (leaf.kind !== 'FIXED' && figure === undefined) return { missing: leaf.base };
  const figureFen = figure ?? 0n;

  const whole = wholeOf(leaf, figureFen);
  const days = daysOf(component, situation);
  const exact = days ? whole.mul(fraction(days.days, days.of)) : whole;
  // "No less than" holds to the fen only if it is rounded up, whatever the agreement says of other amounts.
  const rounding = leaf.kind === 'AT_LEAST' ? 'UP' : situation.rounding;
  // The one rounding of this component and period.
  const dueFen = roundFraction(exact, rounding);
  const allocations = allocate(dueFen, parts);

  const nodes: TraceNode[] = [];
  const add = (
    parentIndex: number | null,
    kind: TraceKind,
    value: Exact,
    explanation: Words,
    roundedFen: bigint | null = null,
  ): number => {
    const index = nodes.length;
    nodes.push({ index, parentIndex, kind, exact: fractionText(value), roundedFen, explanation });
    return index;
  };
  const due = add(null, 'DUE', exact, dueWords(period, exact, dueFen, rounding), dueFen);
  const words = days?.kind === 'PRORATE' ? prorateWords : versionDaysWords;
  const above = days ? add(due, days.kind, exact, words(period, days, whole, exact)) : due;
  if (leaf.kind === 'FIXED') add(above, leaf.kind, whole, fixedWords(period, leaf.amountFen));
  else {
    const part = add(above, leaf.kind, whole, partOfBaseWords(leaf, period, figureFen, whole));
    add(part, 'FIGURE', fraction(figureFen), figureWords(period, leaf.base, figureFen));
  }
  weightsOf(parts ?? []).forEach((weight, i) => {
    const { fund, amountFen } = allocations[i]!;
    const share = fraction(dueFen * weight, BigInt(wholePpm));
    add(due, 'PART', share, shareWords(fund, weight, share, amountFen), amountFen);
  });
  return { missing: null, exact, dueFen, allocations, nodes };
}

/** The mirror of what was allocated: a reversal takes from each fund what it got, and splits nothing anew. */
export function reverse(allocations: readonly Allocation[]): readonly Allocation[] {
  return allocations.map(({ fund, amountFen }) => ({ fund, amountFen: -amountFen }));
}

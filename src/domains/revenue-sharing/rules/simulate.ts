// What a whole rule would make due over a span of days, from figures somebody supposes; writes nothing.
import type { Rounding } from '../../../kernel/money.js';
import { evaluateComponent, type Allocation, type Evaluation } from './evaluate.js';
import { countPeriods, intersect, maxPeriods, periodsOf, type Period } from './periods.js';
import { componentsOf, type Measure, type ShareRule } from './tree.js';

/** An amount of a measure for one period, by the period's code. */
export interface Figure {
  readonly measure: Measure;
  readonly period: string;
  readonly amountFen: bigint;
}

/** What is supposed: the agreement is in force from the one day to before the other. */
export interface Supposition {
  readonly from: string;
  readonly to: string;
  readonly figures: readonly Figure[];
  readonly rounding: Rounding;
}

/** One component in one of its periods. */
export interface SimulationLine {
  readonly component: number;
  readonly period: Period;
  readonly evaluation: Evaluation;
}

export interface Simulation {
  /** By component, then by time. */
  readonly lines: readonly SimulationLine[];
  /** What each fund that the rule names would get, by its place; lines without their figure count nothing. */
  readonly totals: readonly Allocation[];
  readonly totalFen: bigint;
  /** Figures that were asked for and are not there, each once. */
  readonly missing: readonly { readonly measure: Measure; readonly period: string }[];
  /** Figures that no component asked for: of another measure, another length of period, another time. */
  readonly unused: readonly Figure[];
  /** Components that a document states without a period; nothing can be said of them. */
  readonly withoutPeriod: readonly number[];
}

/** How many lines a simulation of the rule has. */
export function countLines(rule: ShareRule, from: string, to: string): number {
  const counts = componentsOf(rule).map(({ leaf: { per } }) =>
    per === 'UNSTATED' ? 0 : countPeriods(per, from, to),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Evaluates all components of a rule in all their own periods that have a day of the span.
 * @throws RangeError for more than 1,200 lines, or for two figures of one measure and period
 */
export function simulate(rule: ShareRule, { from, to, figures, rounding }: Supposition): Simulation {
  const count = countLines(rule, from, to);
  if (count > maxPeriods) throw new RangeError(`A simulation has at most ${maxPeriods} lines, not ${count}.`);
  const given = new Map<string, Map<Measure, bigint>>();
  for (const { measure, period, amountFen } of figures) {
    const ofPeriod = given.get(period) ?? new Map<Measure, bigint>();
    if (ofPeriod.has(measure)) throw new RangeError(`Two figures for ${measure} of ${period} are given.`);
    given.set(period, ofPeriod.set(measure, amountFen));
  }
  const lines: SimulationLine[] = [];
  const totals = new Map<number, bigint>();
  const [withoutPeriod, asked, missing] = [
    [] as number[],
    new Set<string>(),
    new Map<string, Simulation['missing'][number]>(),
  ];
  for (const component of componentsOf(rule)) {
    const { leaf, number, parts } = component;
    for (const { fund } of parts ?? [{ fund: 1 }]) totals.set(fund, totals.get(fund) ?? 0n);
    if (leaf.per === 'UNSTATED') {
      withoutPeriod.push(number);
      continue;
    }
    for (const period of periodsOf(leaf.per, from, to)) {
      // One version is in force throughout, so its days are the agreement's.
      const covered = intersect(period, { from, to })!;
      const known = given.get(period.code) ?? new Map<Measure, bigint>();
      const situation = { period, covered, agreement: covered, figures: known, rounding };
      const evaluation = evaluateComponent(component, situation);
      lines.push({ component: number, period, evaluation });
      if (leaf.kind !== 'FIXED') asked.add(`${leaf.base} ${period.code}`);
      if (evaluation.missing !== null) {
        const { missing: measure } = evaluation;
        missing.set(`${measure} ${period.code}`, { measure, period: period.code });
      } else
        for (const { fund, amountFen } of evaluation.allocations)
          totals.set(fund, (totals.get(fund) ?? 0n) + amountFen);
    }
  }
  return {
    lines,
    totals: [...totals].map(([fund, amountFen]) => ({ fund, amountFen })).sort((a, b) => a.fund - b.fund),
    totalFen: [...totals.values()].reduce((sum, amount) => sum + amount, 0n),
    missing: [...missing.values()],
    unused: figures.filter(({ measure, period }) => !asked.has(`${measure} ${period}`)),
    withoutPeriod,
  };
}

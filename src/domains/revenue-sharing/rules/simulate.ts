// What a whole rule would make due over a span of days, from figures somebody supposes; writes nothing.
import type { Rounding } from '../../../kernel/money.js';
import { componentsOf, fundsOf } from './components.js';
import { evaluateComponent, type Allocation, type Evaluation } from './evaluate.js';
import type { FigureName, Figures } from './figures.js';
import { countPeriods, intersect, maxPeriods, periodsOf, type Period } from './periods.js';
import type { Measure, ShareRule } from './tree.js';

/** An amount of a measure for one period, by the period's code; hundredths of what is counted. */
export interface Figure extends FigureName {
  readonly amountFen: bigint;
}

/** What is supposed: the agreement is in force from the one day to before the other. */
export interface Supposition {
  readonly from: string;
  readonly to: string;
  readonly figures: readonly Figure[];
  readonly rounding: Rounding;
  /** First day of the agreement, from which contract years are counted; the first day of the span if not told. */
  readonly contractFrom?: string | undefined;
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
  readonly missing: readonly FigureName[];
  /** Figures that no component asked for: of another measure, another length of period, another time. */
  readonly unused: readonly Figure[];
  /** Components that a document states without a period; nothing can be said of them. */
  readonly withoutPeriod: readonly number[];
}

/** How many lines a simulation of the rule has. */
export function countLines(rule: ShareRule, from: string, to: string): number {
  const counts = componentsOf(rule).map(({ per }) => (per === 'UNSTATED' ? 0 : countPeriods(per, from, to)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Evaluates all components of a rule in all their own periods that have a day of the span.
 * @throws RangeError for more than 1,200 lines, or for two figures of one measure and period
 */
export function simulate(rule: ShareRule, supposition: Supposition): Simulation {
  const { from, to, figures, rounding, contractFrom = from } = supposition;
  const count = countLines(rule, from, to);
  if (count > maxPeriods) throw new RangeError(`A simulation has at most ${maxPeriods} lines, not ${count}.`);
  const given = figuresByPeriod(figures);
  const components = componentsOf(rule);
  // One version is in force throughout, so its days are the agreement's.
  const lines = components.flatMap((component): readonly SimulationLine[] => {
    const { number, per } = component;
    if (per === 'UNSTATED') return [];
    return periodsOf(per, from, to).map((period) => {
      const covered = intersect(period, { from, to })!;
      const days = { period, covered, agreement: covered, since: from, contractFrom };
      return {
        component: number,
        period,
        evaluation: evaluateComponent(component, { ...days, figures: given, rounding }),
      };
    });
  });
  const totals = new Map(components.flatMap(fundsOf).map((fund) => [fund, 0n]));
  const [asked, missing] = [new Set<string>(), new Map<string, FigureName>()];
  for (const { evaluation } of lines) {
    for (const { measure, period } of evaluation.asked) asked.add(`${measure} ${period}`);
    if (evaluation.missing !== null)
      missing.set(`${evaluation.missing.measure} ${evaluation.missing.period}`, evaluation.missing);
    else
      for (const { fund, amountFen } of evaluation.allocations)
        totals.set(fund, totals.get(fund)! + amountFen);
  }
  return {
    lines,
    totals: [...totals].map(([fund, amountFen]) => ({ fund, amountFen })).sort((a, b) => a.fund - b.fund),
    totalFen: [...totals.values()].reduce((sum, amount) => sum + amount, 0n),
    missing: [...missing.values()],
    unused: figures.filter(({ measure, period }) => !asked.has(`${measure} ${period}`)),
    withoutPeriod: components.filter(({ per }) => per === 'UNSTATED').map(({ number }) => number),
  };
}

/** Figures as calculations look them up. @throws RangeError for two of one measure and period */
function figuresByPeriod(figures: readonly Figure[]): Figures {
  const given = new Map<string, Map<Measure, bigint>>();
  for (const { measure, period, amountFen } of figures) {
    const ofPeriod = given.get(period) ?? new Map<Measure, bigint>();
    if (ofPeriod.has(measure)) throw new RangeError(`Two figures for ${measure} of ${period} are given.`);
    given.set(period, ofPeriod.set(measure, amountFen));
  }
  return given;
}

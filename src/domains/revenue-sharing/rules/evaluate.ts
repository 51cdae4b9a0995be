// What a component of a rule makes due for one business period, with the trace of every step; pure, exact and total.
import { fraction, fractionText, roundFraction, splitByWeights, wholePpm } from '../../../kernel/money.js';
import type { Rounding } from '../../../kernel/money.js';
import { amountOf } from './amounts.js';
import { coreOf, type Component } from './components.js';
import * as say from './due-words.js';
import { figureReader, type FigureName, type FigureReader, type Figures } from './figures.js';
import { waterfallWeights } from './leaves.js';
import { intersect, periodsOf, type Period, type Span, type StatedPer } from './periods.js';
import type { Amount, Bound, Step } from './scene.js';
import type { Exact, Words } from './words.js';

/** A period with all that bears on what is due for it. */
export interface Situation {
  readonly period: Period;
  /** The days of the period on which this version is in force. */
  readonly covered: Span;
  /** The days of the period on which the agreement as a whole is in force, whatever its version. */
  readonly agreement: Span;
  /** First day of this version: losses, caps and recoveries are counted from it. */
  readonly since: string;
  /** First day of the agreement, from which contract years are counted. */
  readonly contractFrom: string;
  /** What is reported and approved, up to the period. */
  readonly figures: Figures;
  readonly rounding: Rounding;
}

/** What a fund gets; a fund by its place in the agreement's list, from 1. */
export interface Allocation {
  readonly fund: number;
  readonly amountFen: bigint;
}

/** One step; the list of them is flat, a parent stands before what it is made of. */
export interface TraceNode {
  readonly index: number;
  readonly parentIndex: number | null;
  /** The kind of node that the step computes, or `DUE`, `PART`, `FIGURE`, `NET`, `VERSION_DAYS` and the like. */
  readonly kind: string;
  /** Fen as a fraction in lowest terms; of what is counted, hundredths. */
  readonly exact: string;
  /** Where the step makes whole fen. */
  readonly roundedFen: bigint | null;
  readonly explanation: Words;
}

/** What is due, or the figure that is not there; and every figure that it rests on. */
export type Evaluation =
  | {
      readonly missing: null;
      readonly exact: Exact;
      readonly dueFen: bigint;
      readonly allocations: readonly Allocation[];
      readonly nodes: readonly TraceNode[];
      readonly asked: readonly FigureName[];
    }
  | { readonly missing: FigureName; readonly asked: readonly FigureName[] };

/** Fen of an exact amount: by the agreement's rounding, unless the amount is a bound that must hold to the fen. */
function toFen(exact: Exact, bound: Bound | null, rounding: Rounding): bigint {
  // The least fen that is more: of a whole amount the next one.
  if (bound === 'ABOVE') return exact.floor().n + 1n;
  return roundFraction(exact, bound ?? rounding);
}

/** The part of a situation that lies in one of the shorter periods of its own. */
function within(situation: Situation, period: Period): Situation | null {
  const [covered, agreement] = [intersect(situation.covered, period), intersect(situation.agreement, period)];
  return covered && agreement ? { ...situation, period, covered, agreement } : null;
}

/** What the counted components make due in the period, each in its own periods and rounded there. */
function countedFen(component: Component, situation: Situation, figures: FigureReader): bigint {
  const { covered } = situation;
  return component.counts
    .flatMap((one) =>
      periodsOf(one.per as StatedPer, covered.from, covered.to).map((period) => {
        const part = within(situation, period);
        return part ? dueOf(one, part, figures).dueFen : 0n;
      }),
    )
    .reduce((sum, fen) => sum + fen, 0n);
}

interface Due {
  readonly amount: Amount;
  readonly dueFen: bigint;
}

function dueOf(component: Component, situation: Situation, figures: FigureReader): Due {
  const round = (exact: Exact, bound: Bound | null): bigint => toFen(exact, bound, situation.rounding);
  const amount = amountOf(component.node, {
    ...situation,
    figures,
    prorated: false,
    carried: null,
    counted: () => countedFen(component, situation, figures),
    round,
  });
  // The one rounding of this component and period.
  return { amount, dueFen: round(amount.exact, amount.bound) };
}

/** The figures that an evaluation asks for, whether they are there or not: its own period's and others'. */
export function figuresOf(
  component: Component,
  situation: Omit<Situation, 'figures'>,
): readonly FigureName[] {
  const reader = figureReader(new Map());
  dueOf(component, { ...situation, figures: new Map() }, reader);
  return reader.asked();
}

/** What a component makes due for a period. Never throws for a rule that the analysis accepts. */
export function evaluateComponent(component: Component, situation: Situation): Evaluation {
  const reader = figureReader(situation.figures);
  const { amount, dueFen } = dueOf(component, situation, reader);
  const missing = reader.missing();
  const asked = reader.asked();
  if (missing) return { missing, asked };
  const { exact, bound } = amount;
  const shares = sharesOf(component, amount);
  const parts = splitByWeights(
    dueFen,
    shares.map(({ weight }) => weight),
  );
  const allocations = shares.map(({ fund }, i) => ({ fund, amountFen: parts[i]! }));
  const partSteps = shares.flatMap(({ fund, ofWhole }, i) => {
    if (component.parts === null && ofWhole !== null) return [];
    const share = ofWhole === null ? fraction(parts[i]!) : fraction(dueFen).mul(ofWhole);
    const words =
      ofWhole === null ? say.fundPart(fund, parts[i]!) : say.share(fund, ofWhole, share, parts[i]!);
    return [{ kind: 'PART', exact: share, words, of: [], roundedFen: parts[i]! }];
  });
  const root: Rounded = {
    kind: 'DUE',
    exact,
    words: say.due(situation.period, exact, dueFen, bound ?? situation.rounding),
    of: [amount.step, ...partSteps],
    roundedFen: dueFen,
  };
  return { missing: null, exact, dueFen, allocations, nodes: flat(root), asked };
}

interface Share {
  readonly fund: number;
  readonly weight: bigint;
  /** Its part of the whole; null where a waterfall decides. */
  readonly ofWhole: Exact | null;
}

/** Which funds get how much of what is due: by the split, by the waterfall, or the first one all. */
function sharesOf({ node, parts, ...component }: Component, amount: Amount): readonly Share[] {
  const core = coreOf({ ...component, node, parts });
  if (core.kind === 'WATERFALL') {
    const step = stepOf(amount.step, 'WATERFALL')!;
    const led = waterfallWeights(core, step).filter(({ fund }) => fund !== null);
    // Weights are whole numbers: the exact shares over one denominator.
    const denominator = led.reduce((product, { exact }) => product * exact.d, 1n);
    const weights = led.map(({ exact }) => (exact.n * denominator) / exact.d);
    const isNothing = weights.every((weight) => weight === 0n);
    return led.map(({ fund }, i) => ({ fund: fund!, weight: isNothing ? 1n : weights[i]!, ofWhole: null }));
  }
  if (parts === null) return [{ fund: 1, weight: 1n, ofWhole: fraction(1n) }];
  // The part without a share has what the others leave.
  const told = parts.reduce((sum, { sharePpm }) => sum + (sharePpm ?? 0), 0);
  return parts.map(({ fund, sharePpm }) => {
    const weight = BigInt(sharePpm ?? wholePpm - told);
    return { fund, weight, ofWhole: fraction(weight, BigInt(wholePpm)) };
  });
}

function stepOf(step: Step, kind: string): Step | undefined {
  if (step.kind === kind) return step;
  for (const below of step.of) {
    const found = stepOf(below, kind);
    if (found) return found;
  }
  return undefined;
}

/** A step that may say what of it is whole fen. */
interface Rounded extends Omit<Step, 'of'> {
  readonly of: readonly (Step | Rounded)[];
  readonly roundedFen?: bigint;
}

/** The steps as a flat list, each after the one that it serves. */
function flat(root: Rounded): readonly TraceNode[] {
  const nodes: TraceNode[] = [];
  const walk = (step: Rounded, parentIndex: number | null): void => {
    const index = nodes.length;
    const { kind, exact, words, roundedFen = null } = step;
    nodes.push({ index, parentIndex, kind, exact: fractionText(exact), roundedFen, explanation: words });
    for (const one of step.of) walk(one, index);
  };
  walk(root, null);
  return nodes;
}

/** The mirror of what was allocated: a reversal takes from each fund what it got, and splits nothing anew. */
export function reverse(allocations: readonly Allocation[]): readonly Allocation[] {
  return allocations.map(({ fund, amountFen }) => ({ fund, amountFen: -amountFen }));
}

/** Late charge of an amount that was open for so many days: exact, to be rounded once for all of them. */
export function lateCharge(
  open: readonly { readonly openFen: bigint; readonly days: bigint }[],
  dailyRatePpm: number,
): Exact {
  return open.reduce(
    (sum, { openFen, days }) => sum.add(fraction(openFen * days * BigInt(dailyRatePpm), BigInt(wholePpm))),
    fraction(0n),
  );
}

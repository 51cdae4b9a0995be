// What the nodes of a component make due in one business period, exact, each with the step of the calculation it is.
import { fraction, wholePpm } from '../../../kernel/money.js';
import * as say from './amount-words.js';
import { nodesBelow } from './forms.js';
import { leafAmount } from './leaves.js';
import { contractYears, daysBetween, intersect, type Span } from './periods.js';
import {
  daysInForce,
  made,
  ownPart,
  partOf,
  type Amount,
  type Bound,
  type Scene,
  type Step,
} from './scene.js';
import { offset as offsetWords } from './step-words.js';
import type { Node, ShareRule } from './tree.js';
import type { Exact } from './words.js';

/** Of which days an amount is asked for: of all on which the agreement is in force, or of some of them. */
type Days = Span | null | 'all';

const dated = new Set<string>(['GRACE', 'WAIVE', 'INDEX', 'STEP_UP', 'PLEDGE']);

/** Whether some days of a period may count other than the others. */
function isDated(rule: ShareRule): boolean {
  return nodesBelow(rule).some(({ kind }) => dated.has(kind));
}

/** What a node makes due for the days of its terms. */
export function amountOf(node: ShareRule, scene: Scene): Amount {
  const inForce = intersect(scene.agreement, scene.period);
  return amountFor(node, inForce && intersect(scene.covered, inForce), scene);
}

function amountFor(node: ShareRule, days: Days, scene: Scene): Amount {
  if (days === 'all') return combined(node, days, scene);
  return isDated(node) ? combined(node, days, scene) : byDays(combined(node, 'all', scene), days, scene);
}

/** The part of the days in an amount of all days. */
function byDays(whole: Amount, days: Span | null, scene: Scene): Amount {
  const [count, of] = [days ? daysBetween(days.from, days.to) : 0n, daysInForce(scene)];
  if (count === of) return whole;
  const exact = whole.exact.mul(fraction(count, of));
  const isVersion = days === null || (days.from === scene.covered.from && days.to === scene.covered.to);
  const words = isVersion ? say.versionDays : say.someDays(days);
  return {
    ...made('VERSION_DAYS', exact, words(scene.period, { days: count, of }, whole.exact, exact), [
      whole.step,
    ]),
    bound: whole.bound,
  };
}

/** The part of an amount in the clause that belongs to the days. */
function constant(amountFen: bigint, days: Days, scene: Scene): Exact {
  const own = fraction(amountFen).mul(ownPart(scene));
  if (days === 'all') return own;
  return own.mul(fraction(days ? daysBetween(days.from, days.to) : 0n, daysInForce(scene)));
}

/** Directions in which an inequality rounds, from that which makes the most due. */
const directions: readonly Bound[] = ['ABOVE', 'UP', 'DOWN'];

/** One direction of several: that which makes the most due, because to give no less outweighs a limit, or the least. */
function boundOf(amounts: readonly Amount[], which: 'most' | 'least' = 'most'): Bound | null {
  const bounds = amounts.map(({ bound }) => bound);
  const inOrder = which === 'most' ? directions : directions.toReversed();
  return inOrder.find((one) => bounds.includes(one)) ?? null;
}

const stepsOf = (amounts: readonly Amount[]): readonly Step[] => amounts.map(({ step }) => step);

function combined(node: ShareRule, days: Days, scene: Scene): Amount {
  const { period } = scene;
  switch (node.kind) {
    case 'SUM': {
      const parts = node.of.map((one) => amountFor(one, days, scene));
      const exact = parts.reduce((sum, part) => sum.add(part.exact), fraction(0n));
      return made('SUM', exact, say.sum(parts.length, exact), stepsOf(parts), boundOf(parts));
    }
    case 'MAX':
    case 'MIN':
      return extreme(
        node.kind,
        node.of.map((one) => amountFor(one, days, scene)),
      );
    case 'FLOOR':
    case 'CAP': {
      const below = amountFor(node.of, days, scene);
      const limit = constant(node.amountFen, days, scene);
      const holds = node.kind === 'FLOOR' ? below.exact.lt(limit) : below.exact.gt(limit);
      const exact = holds ? limit : below.exact;
      return made(
        node.kind,
        exact,
        say.limit(node.kind, limit, holds, exact),
        [below.step],
        holds ? null : below.bound,
      );
    }
    case 'AT_MOST': {
      const below = amountFor(node.of, days, scene);
      return made('AT_MOST', below.exact, say.atMost(below.exact), [below.step], 'DOWN');
    }
    case 'SCALE': {
      const below = amountFor(node.of, days, scene);
      const exact = partOf(below.exact, node.ratePpm);
      return made('SCALE', exact, say.scale(node.ratePpm, below.exact, exact), [below.step], below.bound);
    }
    case 'OFFSET': {
      const below = amountFor(node.of, days, scene);
      const served = scene.figures.read('HOURS', period.code);
      const worth = fraction(served * node.priceFen, 100n);
      const most = partOf(below.exact, node.capPpm);
      const offset = worth.lt(most) ? worth : most;
      const exact = below.exact.sub(offset);
      return made('OFFSET', exact, offsetWords(node, served, worth, most, exact), [below.step], below.bound);
    }
    case 'PRORATE':
      return amountFor(node.of, days, { ...scene, prorated: true });
    case 'CARRY_FORWARD_LOSS':
      return amountFor(node.of, days, { ...scene, carried: node.openingLossFen });
    case 'GUARANTEE': {
      const least = constant(node.amountFen, days, scene);
      const counted = scene.counted();
      const exact = least.gt(counted) ? least.sub(counted) : fraction(0n);
      return made('GUARANTEE', exact, say.guarantee(period, least, counted, exact));
    }
    case 'ADVANCE': {
      const whole = amountFor(node.of, days, scene);
      // The year's due is what a bill would say: what was paid in advance is set against fen, not against fractions.
      const dueFen = scene.round(whole.exact, whole.bound);
      const paid = scene.counted();
      const exact = fraction(dueFen - paid);
      return made('ADVANCE', exact, say.advance(period, dueFen, paid), [whole.step]);
    }
    case 'GRACE':
    case 'WAIVE':
    case 'INDEX':
    case 'STEP_UP':
      return byDate(node, days as Span | null, scene);
    case 'SPLIT':
    case 'LATE_CHARGE':
      return amountFor(node.of, days, scene);
    default:
      return leafAmount(node, days as Span | null, scene);
  }
}

/**
 * The largest or the smallest of amounts. Of equal ones that counts which an inequality binds, so that it holds to the fen; where
 * several do, the largest in fen is that which is rounded up, and the smallest that which is rounded down.
 */
function extreme(kind: 'MAX' | 'MIN', parts: readonly Amount[]): Amount {
  const [first, ...others] = parts.map(({ exact }) => exact) as [Exact, ...Exact[]];
  const chosen = others.reduce(
    (best, one) => ((kind === 'MAX' ? one.gt(best) : one.lt(best)) ? one : best),
    first,
  );
  const equal = parts.filter(({ exact }) => exact.equals(chosen));
  const bound = boundOf(equal, kind === 'MAX' ? 'most' : 'least');
  return made(kind, chosen, say.extreme(kind, chosen), stepsOf(parts), bound);
}

/** Nodes for which some days count other than the others. */
function byDate(
  node: Node<'GRACE'> | Node<'WAIVE'> | Node<'INDEX'> | Node<'STEP_UP'>,
  days: Span | null,
  scene: Scene,
): Amount {
  const nothing = (kind: string): Amount => made(kind, fraction(0n), say.nothing(scene.period));
  if (days === null) return nothing(node.kind);
  switch (node.kind) {
    case 'GRACE': {
      if (days.from >= node.until) return amountFor(node.of, days, scene);
      const rest = intersect(days, { from: node.until, to: days.to });
      const below = rest ? amountFor(node.of, rest, scene) : nothing('GRACE');
      return made(
        'GRACE',
        below.exact,
        say.grace(node.until, below.exact),
        rest ? [below.step] : [],
        below.bound,
      );
    }
    case 'WAIVE': {
      const below = amountFor(node.of, days, scene);
      const shared = intersect(days, node);
      if (!shared) return below;
      const part = amountFor(node.of, shared, scene);
      const exact = below.exact.sub(partOf(part.exact, node.ratePpm));
      const isWhole = shared.from === days.from && shared.to === days.to;
      const steps = isWhole ? [below.step] : [below.step, part.step];
      return made('WAIVE', exact, say.waive(node, shared, part.exact, exact), steps, below.bound);
    }
    case 'INDEX': {
      const parts = segments(days, scene, (year) => Math.floor((year - 1) / node.everyYears)).map(
        ({ value: rises, span }) => {
          const below = amountFor(node.of, span, scene);
          const factor = fraction(BigInt(wholePpm + node.ratePpm), BigInt(wholePpm)).pow(rises);
          const exact = below.exact.mul(factor);
          return rises === 0
            ? below
            : made('INDEX', exact, say.index(node, rises, below.exact, exact), [below.step], below.bound);
        },
      );
      return together('INDEX', parts, scene);
    }
    case 'STEP_UP': {
      const parts = segments(days, scene, (year) =>
        node.steps.findLast(({ fromYear }) => fromYear <= year),
      ).map(({ value: step, span }) => {
        if (!step) return nothing('STEP');
        const below = amountFor(step.of, span, scene);
        return made('STEP', below.exact, say.step(step.fromYear, below.exact), [below.step], below.bound);
      });
      return together('STEP_UP', parts, scene);
    }
  }
}

interface Segment<T> {
  readonly value: T;
  readonly span: Span;
}

/** The days in pieces of contract years for which the same holds. */
function segments<T>(
  days: Span,
  { contractFrom }: Scene,
  valueOf: (year: number) => T,
): readonly Segment<T>[] {
  const pieces: Segment<T>[] = [];
  for (const { year, from, to } of contractYears(contractFrom, days)) {
    const value = valueOf(year);
    const last = pieces.at(-1);
    if (last && last.value === value)
      pieces[pieces.length - 1] = { value, span: { from: last.span.from, to } };
    else pieces.push({ value, span: { from, to } });
  }
  return pieces;
}

/** Pieces of a period as one amount; one piece stands for itself. */
function together(kind: string, parts: readonly Amount[], { period }: Scene): Amount {
  if (parts.length === 1) return parts[0]!;
  const exact = parts.reduce((sum, part) => sum.add(part.exact), fraction(0n));
  return made(kind, exact, say.pieces(period, parts.length, exact), stepsOf(parts), boundOf(parts));
}

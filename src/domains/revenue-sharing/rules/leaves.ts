// What the leaves of a rule make due for a whole period: fixed amounts, parts of bases, bands, waterfalls, service, matching.
import { fraction, wholePpm } from '../../../kernel/money.js';
import { prorate } from './amount-words.js';
import { daysInForce, made, ownPart, partOf, type Amount, type Scene, type Step } from './scene.js';
import { daysBetween, periodsOf, type Period, type Span } from './periods.js';
import * as say from './step-words.js';
import type { Band, Based, Leaf, Node, WaterfallStep } from './tree.js';
import type { Exact } from './words.js';

/** What a leaf makes due; `days` are those that count, for what falls due on a day of its own. */
export function leafAmount(leaf: Leaf, days: Span | null, scene: Scene): Amount {
  const { period, figures } = scene;
  switch (leaf.kind) {
    case 'FIXED':
      return fixedAmount(leaf.amountFen, scene);
    case 'PERCENT':
    case 'AT_LEAST': {
      const base = baseAmount(leaf, scene);
      const exact = partOf(base.exact, leaf.ratePpm);
      const least = leaf.kind === 'AT_LEAST' && base.exact.gt(0);
      const bound = !least ? null : leaf.strict ? 'ABOVE' : 'UP';
      return made(leaf.kind, exact, say.partOfBase(leaf, period, base, exact), [base.step], bound);
    }
    case 'PER_UNIT': {
      const count = figures.read(leaf.measure, period.code);
      const exact = fraction(count * leaf.priceFen, 100n);
      const steps = [figureStep(scene, leaf.measure, count)];
      return made('PER_UNIT', exact, say.perUnit(leaf, period, count, exact), steps);
    }
    case 'TIERED': {
      const base = baseAmount(leaf, scene);
      return tieredAmount(leaf, base, scene);
    }
    case 'WATERFALL': {
      const net = baseAmount(leaf, scene);
      const shares = waterfallShares(leaf, net.exact, scene);
      const exact = shares.reduce(
        (sum, { fund, exact: one }) => (fund === null ? sum : sum.add(one)),
        fraction(0n),
      );
      const steps = shares.map(({ exact: one }, i): Step => ({
        kind: 'WATERFALL_STEP',
        exact: one,
        words: say.waterfallStep(leaf.steps[i]!, one),
        of: [],
      }));
      return made('WATERFALL', exact, say.waterfall(net.exact, exact), [net.step, ...steps]);
    }
    case 'IN_KIND': {
      const owed = fraction(leaf.hoursCenti).mul(ownPart(scene));
      const served = figures.read('HOURS', period.code);
      const short = owed.gt(served) ? owed.sub(served) : fraction(0n);
      const exact = short.mul(fraction(leaf.priceFen ?? 0n, 100n));
      return made('IN_KIND', exact, say.inKind(leaf, period, owed, served, short, exact));
    }
    case 'MATCH':
      return matchAmount(leaf, scene);
    case 'PLEDGE': {
      const due = leaf.instalments.filter(({ dueOn }) => days && dueOn >= days.from && dueOn < days.to);
      const exact = fraction(due.reduce((sum, { amountFen }) => sum + amountFen, 0n));
      return made('PLEDGE', exact, say.pledge(period, due, exact));
    }
  }
}

/** A fixed amount; counted by days where it is prorated. */
function fixedAmount(amountFen: bigint, scene: Scene): Amount {
  const { period } = scene;
  const whole = made('FIXED', fraction(amountFen), say.fixed(period, amountFen));
  const [days, of] = [daysInForce(scene), daysBetween(period.from, period.to)];
  if (!scene.prorated || days === of) return whole;
  const exact = whole.exact.mul(ownPart(scene));
  return made('PRORATE', exact, prorate(period, { days, of }, whole.exact, exact), [whole.step]);
}

function figureStep({ period }: Scene, measure: Based['base'], figure: bigint): Step {
  return { kind: 'FIGURE', exact: fraction(figure), words: say.figure(period, measure, figure), of: [] };
}

/** The base of a period before losses: the measure, less costs, without tax. */
function netOf({ base, less = [], taxPpm }: Based, period: Period, { figures }: Scene): Exact {
  const costs = less.reduce((sum, measure) => sum + figures.read(measure, period.code), 0n);
  const net = fraction(figures.read(base, period.code) - costs);
  return taxPpm === undefined ? net : net.mul(fraction(BigInt(wholePpm), BigInt(wholePpm + taxPpm)));
}

/** A base with the figures that it comes from. */
interface BaseAmount {
  /** Never below zero: a part of a loss is nothing. */
  readonly exact: Exact;
  /** As it was found. */
  readonly found: Exact;
  readonly step: Step;
}

/** What a part is taken of. */
function baseAmount(of: Based, scene: Scene): BaseAmount {
  const { period, figures, carried } = scene;
  const figure = (measure: Based['base']): Step =>
    figureStep(scene, measure, figures.read(measure, period.code));
  const own = netOf(of, period, scene);
  let step = figure(of.base);
  if (of.less?.length || of.taxPpm !== undefined)
    step = {
      kind: 'NET',
      exact: own,
      words: say.net(of, own),
      of: [of.base, ...(of.less ?? [])].map(figure),
    };
  let found = own;
  if (carried !== null) {
    const loss = lossBefore(of, carried, scene);
    found = own.gt(0) ? own.sub(loss.gt(own) ? own : loss) : own;
    if (loss.gt(0))
      step = { kind: 'CARRIED_LOSS', exact: found, words: say.carried(loss, own, found), of: [step] };
  }
  return { exact: found.lt(0) ? fraction(0n) : found, found, step };
}

/** The periods of the terms before this one, of the same length. */
function earlier({ period, since }: Scene): readonly Period[] {
  return since < period.from ? periodsOf(period.per, since, period.from) : [];
}

/** What is left of the losses of earlier periods, after the profits that made up for them. */
function lossBefore(of: Based, opening: bigint, scene: Scene): Exact {
  return earlier(scene).reduce((loss, period) => {
    const left = loss.sub(netOf(of, period, scene));
    return left.gt(0) ? left : fraction(0n);
  }, fraction(opening));
}

function tieredAmount(leaf: Node<'TIERED'>, base: BaseAmount, { period }: Scene): Amount {
  const reached = (band: Band): boolean => band.upToFen === null || base.exact.lte(band.upToFen);
  if (leaf.mode === 'WHOLE') {
    const { ratePpm } = leaf.bands.find(reached) ?? leaf.bands.at(-1)!;
    const exact = partOf(base.exact, ratePpm);
    return made('TIERED', exact, say.tieredWhole(period, base.exact, ratePpm, exact), [base.step]);
  }
  const steps: Step[] = [];
  let [exact, from] = [fraction(0n), 0n];
  for (const { upToFen, ratePpm } of leaf.bands) {
    if (steps.length > 0 && base.exact.lte(from)) break;
    const top = upToFen !== null && base.exact.gt(upToFen) ? fraction(upToFen) : base.exact;
    const part = top.sub(from);
    const due = partOf(part, ratePpm);
    steps.push({ kind: 'BAND', exact: due, words: say.band(from, upToFen, part, ratePpm, due), of: [] });
    exact = exact.add(due);
    from = upToFen ?? from;
  }
  return made('TIERED', exact, say.tiered(exact), [base.step, ...steps]);
}

/** What one step of a waterfall gets. */
export interface WaterfallShare {
  readonly fund: number | null;
  readonly exact: Exact;
}

/** Runs a net through the steps, given what earlier periods have recovered; returns a share per step. */
function runWaterfall(
  steps: readonly WaterfallStep[],
  net: Exact,
  recovered: readonly Exact[],
): readonly WaterfallShare[] {
  let left = net;
  // Parts are of what the recoveries before them left, so that 30 % and 20 % are both of the same net.
  let whole = net;
  return steps.map(({ recoverFen, ratePpm, fund }, i) => {
    const lacking = recoverFen === null ? fraction(0n) : fraction(recoverFen).sub(recovered[i]!);
    // More may have been recovered before the terms than they name.
    const open = lacking.lt(0) ? fraction(0n) : lacking;
    const wanted = recoverFen !== null ? open : ratePpm !== null ? partOf(whole, ratePpm) : left;
    const exact = wanted.lt(left) ? wanted : left;
    left = left.sub(exact);
    if (recoverFen !== null) whole = left;
    return { fund, exact };
  });
}

/** What each step of a waterfall gets in a period; what is recovered in earlier periods is not recovered again. */
function waterfallShares(leaf: Node<'WATERFALL'>, net: Exact, scene: Scene): readonly WaterfallShare[] {
  const isRecovering = leaf.steps.some(({ recoverFen }) => recoverFen !== null);
  let recovered = leaf.steps.map(({ recoveredFen }) => fraction(recoveredFen));
  for (const period of isRecovering ? earlier(scene) : []) {
    const before = netOf(leaf, period, scene);
    const shares = runWaterfall(leaf.steps, before.lt(0) ? fraction(0n) : before, recovered);
    recovered = recovered.map((sum, i) =>
      leaf.steps[i]!.recoverFen === null ? sum : sum.add(shares[i]!.exact),
    );
  }
  return runWaterfall(leaf.steps, net, recovered);
}

/** The places of the funds that a waterfall leads to with the weights of what each gets, from its step of the trace. */
export function waterfallWeights(leaf: Node<'WATERFALL'>, step: Step): readonly WaterfallShare[] {
  const steps = step.of.filter(({ kind }) => kind === 'WATERFALL_STEP');
  return leaf.steps.map(({ fund }, i) => ({ fund, exact: steps[i]!.exact }));
}

function matchAmount(leaf: Node<'MATCH'>, scene: Scene): Amount {
  const { period, figures } = scene;
  const wanted = (code: string): Exact => {
    const figure = figures.read(leaf.base, code);
    return partOf(fraction(figure < 0n ? 0n : figure), leaf.ratePpm);
  };
  const own = wanted(period.code);
  if (leaf.capFen === null) return made('MATCH', own, say.match(leaf, period, own, null, own));
  let left = fraction(leaf.capFen - leaf.matchedFen);
  for (const { code } of earlier(scene)) {
    const before = wanted(code);
    // What an earlier period matched was booked in fen.
    left = left.sub(before.lt(left) ? fraction(scene.round(before, null)) : left);
  }
  if (left.lt(0)) left = fraction(0n);
  const exact = own.lt(left) ? own : left;
  return made('MATCH', exact, say.match(leaf, period, own, left, exact));
}

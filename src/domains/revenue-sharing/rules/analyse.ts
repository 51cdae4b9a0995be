// What is wrong with a share rule before anybody signs it: every fault, with its place in the input.
import { wholePpm } from '../../../kernel/money.js';
import { shareRules } from '../../../kernel/rule-limits.js';
import { fault, type RuleFault, type RulePath } from './analysis-texts.js';
import { componentsOf, coreOf, fundsOf, leavesOf } from './components.js';
import { childrenOf, nodesBelow } from './forms.js';
import { fieldFaults, inputName } from './node-faults.js';
import { parsePeriod } from './periods.js';
import { countLines, type Figure } from './simulate.js';
import type { Kind, Node, ShareRule } from './tree.js';

/** Entries of a node's own lists; each makes a step of a calculation. */
function entriesOf(rule: ShareRule): number {
  if (rule.kind === 'TIERED') return rule.bands.length;
  if (rule.kind === 'WATERFALL') return rule.steps.length;
  return rule.kind === 'PLEDGE' ? rule.instalments.length : 0;
}

/** Counts nodes and levels, level by level: a rule that is nested too deep is nothing to recurse into. */
function sizeOf(rule: ShareRule): { readonly nodes: number; readonly depth: number } {
  let [nodes, depth] = [0, 0];
  for (let level = [rule]; level.length > 0; depth++) {
    nodes += level.reduce((sum, one) => sum + 1 + entriesOf(one), 0);
    level = level.flatMap((one) => childrenOf(one).map((child) => child.rule));
  }
  return { nodes, depth };
}

/** All that is wrong with a rule over that many funds; of one that is too big, only that. */
export function analyseRule(
  rule: ShareRule,
  { funds }: { readonly funds: number },
  path: RulePath,
): readonly RuleFault[] {
  const size = sizeOf(rule);
  const { nodes, depth } = shareRules;
  const tooBig = [
    ...(size.nodes > nodes ? [fault('share-rule-nodes', path, { max: nodes, count: size.nodes })] : []),
    ...(size.depth > depth ? [fault('share-rule-depth', path, { max: depth, count: size.depth })] : []),
  ];
  if (tooBig.length > 0) return tooBig;
  return [...nodeFaults(rule, { funds, around: [] }, path), ...idleFundFaults(rule, funds, path)];
}

interface Above {
  readonly funds: number;
  /** Kinds of the nodes around, from the top. */
  readonly around: readonly Kind[];
}

function nodeFaults(rule: ShareRule, above: Above, path: RulePath): readonly RuleFault[] {
  const at = [...path, inputName(rule.kind)];
  const below = { ...above, around: [...above.around, rule.kind] };
  return [
    ...fieldFaults(rule, above.funds, at),
    ...placeFaults(rule, above, at),
    ...childrenOf(rule).flatMap((child) => nodeFaults(child.rule, below, [...at, ...child.path])),
  ];
}

/** Kinds below which there is one amount, and no more clauses. */
const combining: readonly Kind[] = ['MAX', 'MIN', 'FLOOR', 'CAP', 'AT_MOST', 'SCALE', 'STEP_UP', 'OFFSET'];

/** What is wrong with where a node stands. */
function placeFaults(rule: ShareRule, { funds, around }: Above, at: RulePath): readonly RuleFault[] {
  const inAmount = around.some((kind) => combining.includes(kind));
  const split = around.includes('SPLIT');
  const misplaced = [fault('share-structure-at-the-top', at)];
  const leavesBelow = leavesOf(rule);
  switch (rule.kind) {
    case 'SPLIT':
      if (split) return [fault('share-split-not-in-split', at)];
      return inAmount || leavesBelow.some(({ kind }) => kind === 'WATERFALL') ? misplaced : [];
    case 'LATE_CHARGE':
      return inAmount || around.includes('LATE_CHARGE') ? misplaced : [];
    case 'WATERFALL':
      return inAmount || around.includes('ADVANCE') || around.includes('GUARANTEE') ? misplaced : [];
    case 'GUARANTEE':
    case 'ADVANCE':
      return inAmount || around.some((kind) => isShifting(kind)) ? misplaced : structureFaults(rule, at);
    case 'PRORATE':
      if (around.includes('PRORATE')) return [fault('share-prorate-once', at)];
      return nodesBelow(rule).some(({ kind }) => constants.includes(kind))
        ? []
        : [fault('share-prorate-above-fixed', at)];
    case 'CARRY_FORWARD_LOSS':
      return leavesBelow.every((leaf) => 'base' in leaf && (leaf.base === 'PROFIT' || hasCosts(leaf)))
        ? []
        : [fault('share-losses-of-a-profit', at)];
    case 'SUM':
      return inAmount ? boundFaults(rule, at) : [];
    default:
      return 'per' in rule && !split && funds !== 1
        ? [fault('share-component-one-fund', at, { funds })]
        : combining.includes(rule.kind) && !inAmount
          ? periodFaults(rule, at)
          : [];
  }
}

/** Kinds that hold an amount of a period, which may count by days. */
const constants: readonly Kind[] = ['FIXED', 'FLOOR', 'CAP', 'GUARANTEE', 'IN_KIND'];

/** Kinds that change what is below them day by day or base by base, so that no year's account can stand below. */
function isShifting(kind: Kind): boolean {
  return kind !== 'PRORATE' && kind !== 'SUM' && kind !== 'SPLIT' && kind !== 'LATE_CHARGE';
}

function hasCosts(leaf: ShareRule): boolean {
  return 'less' in leaf && (leaf.less?.length ?? 0) > 0;
}

/** What is wrong with what a guarantee or an advance counts. */
function structureFaults(rule: Node<'GUARANTEE'> | Node<'ADVANCE'>, at: RulePath): readonly RuleFault[] {
  const inner = componentsOf(rule.of);
  const nested = nodesBelow(rule.of).some(({ kind }) => kind === 'GUARANTEE' || kind === 'ADVANCE');
  if (rule.kind === 'GUARANTEE')
    return nested || inner.length === 0 ? [fault('share-guarantee-over-shorter-periods', at)] : [];
  const [only] = inner;
  const isShorter = only !== undefined && lengths.indexOf(rule.per) < lengths.indexOf(only.per);
  const periods = periodFaults(rule.of, at);
  return [
    ...(nested || inner.length !== 1 || !isShorter || rule.per === 'UNSTATED'
      ? [fault('share-advance-is-shorter', at)]
      : []),
    ...periods,
  ];
}

const lengths = ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR', 'UNSTATED'];

/** Leaves of one amount that are due for periods of different lengths. */
function periodFaults(rule: ShareRule, at: RulePath): readonly RuleFault[] {
  const pers = [...new Set(leavesOf(rule).map(({ per }) => per))];
  return pers.length > 1 ? [fault('share-component-one-period', at, { pers: pers.join(', ') })] : [];
}

/** A sum of what must not be less and what must not be more. */
function boundFaults(rule: ShareRule, at: RulePath): readonly RuleFault[] {
  const below = nodesBelow(rule).map(({ kind }) => kind);
  return below.includes('AT_LEAST') && below.includes('AT_MOST') ? [fault('share-bound-one-way', at)] : [];
}

/** Funds that no clause reaches. Where a clause does not say into which funds it goes, that is to be told first. */
function idleFundFaults(rule: ShareRule, funds: number, path: RulePath): readonly RuleFault[] {
  const components = componentsOf(rule);
  if (components.some((one) => one.parts === null && coreOf(one).kind !== 'WATERFALL')) return [];
  const reached = new Set(components.flatMap(fundsOf));
  const all = Array.from({ length: funds }, (_, i) => i + 1);
  return all.flatMap((fund) => (reached.has(fund) ? [] : [fault('share-fund-receives', path, { fund })]));
}

/** A rate that a contract names, with the number of its component. */
export interface ContractedRate {
  readonly ratePpm: number;
  readonly component: number;
}

/**
 * The contracted rates of a rule, as parts of what is earned: of "no less than 50 %" that is 50 %, of bands and steps each
 * one; a fixed amount has none, and neither has matching, which multiplies what others gave.
 */
export function ratesOf(rule: ShareRule): readonly ContractedRate[] {
  return componentsOf(rule).flatMap(({ node, number, counts }) =>
    counts.length > 0 && node.kind === 'GUARANTEE'
      ? []
      : ratesIn(node, wholePpm).map((ratePpm) => ({ ratePpm, component: number })),
  );
}

function ratesIn(node: ShareRule, scalePpm: number): readonly number[] {
  const scaled = (ratePpm: number): number => Number((BigInt(ratePpm) * BigInt(scalePpm)) / BigInt(wholePpm));
  switch (node.kind) {
    case 'PERCENT':
    case 'AT_LEAST':
      return [scaled(node.ratePpm)];
    case 'TIERED':
      return node.bands.map(({ ratePpm }) => scaled(ratePpm));
    case 'WATERFALL':
      return node.steps.flatMap(({ fund, ratePpm }) =>
        fund === null || ratePpm === null ? [] : [scaled(ratePpm)],
      );
    case 'SCALE':
      return ratesIn(node.of, scaled(node.ratePpm));
    default:
      return childrenOf(node).flatMap((child) => ratesIn(child.rule, scalePpm));
  }
}

/** What `simulate` would not take: periods that are none, a figure given twice, more lines than anybody reads. */
export function simulationFaults(
  rule: ShareRule,
  { from, to, figures }: { readonly from: string; readonly to: string; readonly figures: readonly Figure[] },
  paths: { readonly span: RulePath; readonly figures: RulePath },
): readonly RuleFault[] {
  const [count, max] = [countLines(rule, from, to), shareRules.periods];
  const seen = new Set<string>();
  return [
    ...(count > max ? [fault('share-simulation-lines', paths.span, { max, count })] : []),
    ...figures.flatMap(({ measure, period }, i) => {
      const path = [...paths.figures, i, 'period'];
      if (parsePeriod(period) === null) return [fault('share-figure-period', path, { period })];
      const key = `${measure} ${period}`;
      const twice = seen.has(key);
      seen.add(key);
      return twice ? [fault('share-figure-once', path, { period })] : [];
    }),
  ];
}

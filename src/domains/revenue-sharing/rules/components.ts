// The components of a rule: what is due, rounded and split per its own business period.
import { nodesBelow } from './forms.js';
import type { Leaf, Linear, Per, ShareRule, SplitPart } from './tree.js';

/** Terms of paying late. */
export interface LateTerms {
  readonly dailyRatePpm: number;
  readonly graceDays: number;
}

/** A clause: one amount per business period, with what stands above it. */
export interface Component {
  /** Place among the components, from 1 in the order of the text: the number of the clause. */
  readonly number: number;
  readonly node: ShareRule;
  readonly per: Per;
  /** The split around it; null means that all goes to the first fund, or where a waterfall leads it. */
  readonly parts: readonly SplitPart[] | null;
  /** What paying it late costs; null for nothing. */
  readonly late: LateTerms | null;
  /** Components whose dues it counts: what a guarantee makes up for, what was paid in advance. */
  readonly counts: readonly Component[];
}

const linear: readonly string[] = [
  'PRORATE',
  'GRACE',
  'WAIVE',
  'INDEX',
  'CARRY_FORWARD_LOSS',
] satisfies Linear['kind'][];

/** Whether a node holds for each part of a sum below it. */
function isLinear(rule: ShareRule): rule is Linear {
  return linear.includes(rule.kind);
}

const leaves: readonly string[] = [
  'FIXED',
  'PERCENT',
  'AT_LEAST',
  'PER_UNIT',
  'TIERED',
  'WATERFALL',
  'IN_KIND',
  'MATCH',
  'PLEDGE',
] satisfies Leaf['kind'][];

/** Whether a node makes something due by itself. */
export function isLeaf(rule: ShareRule): rule is Leaf {
  return leaves.includes(rule.kind);
}

/** The leaves of a rule in the order of its text. */
export function leavesOf(rule: ShareRule): readonly Leaf[] {
  return nodesBelow(rule).filter(isLeaf);
}

/** The business period of an amount: that of its leaves, which have one; UNSTATED for a rule that is not whole. */
export function perOf(rule: ShareRule): Per {
  return leavesOf(rule)[0]?.per ?? 'UNSTATED';
}

interface Above {
  readonly parts: readonly SplitPart[] | null;
  readonly late: LateTerms | null;
  /** Puts what stands above around a node. */
  readonly wrap: (node: ShareRule) => ShareRule;
}

/** The components of a rule in the order of its text. */
export function componentsOf(rule: ShareRule): readonly Component[] {
  const found: Component[] = [];
  const add = (node: ShareRule, per: Per, above: Above, counts: readonly Component[] = []): Component => {
    const { parts, late, wrap } = above;
    const component = { number: found.length + 1, node: wrap(node), per, parts, late, counts };
    found.push(component);
    return component;
  };
  const walk = (node: ShareRule, above: Above): void => {
    switch (node.kind) {
      case 'SUM':
        return node.of.forEach((one) => walk(one, above));
      case 'SPLIT':
        return walk(node.of, { ...above, parts: node.parts });
      case 'LATE_CHARGE': {
        const { dailyRatePpm, graceDays } = node;
        return walk(node.of, { ...above, late: { dailyRatePpm, graceDays } });
      }
      case 'GUARANTEE': {
        const before = found.length;
        walk(node.of, above);
        add(node, 'YEAR', above, found.slice(before));
        return;
      }
      case 'ADVANCE': {
        const { amountFen, per } = node;
        const advance = add({ kind: 'FIXED', amountFen, per }, per, above);
        add(node, perOf(node.of), above, [advance]);
        return;
      }
      default:
        if (isLinear(node))
          return walk(node.of, { ...above, wrap: (inner) => above.wrap({ ...node, of: inner }) });
        add(node, perOf(node), above);
    }
  };
  walk(rule, { parts: null, late: null, wrap: (node) => node });
  return found;
}

/** What a component is made by, below what changes it in proportion. */
export function coreOf({ node }: Component): ShareRule {
  let core = node;
  while (isLinear(core)) core = core.of;
  return core;
}

/** Whether a fixed amount of the component counts by days. */
export function isProrated({ node }: Component): boolean {
  return nodesBelow(node).some(({ kind }) => kind === 'PRORATE');
}

/** Whether what is due follows from the days alone: no report is needed, and the amount stands in the clause. */
export function needsNoFigure({ node, counts }: Component): boolean {
  const below = nodesBelow(node);
  return (
    counts.every(needsNoFigure) &&
    below.every(
      (one) => one.kind !== 'OFFSET' && (!isLeaf(one) || one.kind === 'FIXED' || one.kind === 'PLEDGE'),
    )
  );
}

/** Places of the funds that a component pays into. */
export function fundsOf(component: Component): readonly number[] {
  const core = coreOf(component);
  if (core.kind === 'WATERFALL') return [...new Set(core.steps.flatMap(({ fund }) => fund ?? []))];
  return component.parts === null ? [1] : component.parts.map(({ fund }) => fund);
}

// A stored rule as readers see it: clauses in words, nodes in a flat list, examples.
import { percentOf } from '../../../kernel/money.js';
import { componentsOf, coreOf, isProrated, leavesOf, perOf, type Component } from './components.js';
import type { Allocation, Evaluation } from './evaluate.js';
import { childrenOf, nodesBelow } from './forms.js';
import { tableText } from './table.js';
import { clauseTitle, nodeWords } from './titles.js';
import type { Words } from './words.js';
import type { Leaf, Measure, Per, ShareRule, SplitPart } from './tree.js';

interface Amount {
  readonly fen: string;
}

/** An amount as the graph completes it. */
export const money = (fen: bigint | string): Amount => ({ fen: fen.toString() });

const shares = (parts: readonly SplitPart[] | null): readonly object[] =>
  (parts ?? []).map(({ fund, sharePpm }) => ({
    fund,
    share: sharePpm === null ? null : percentOf(sharePpm),
  }));

/** What a node says of itself, as far as it is one of the common fields. */
function ownFields(node: ShareRule): object {
  const values = node as Partial<Record<'amountFen' | 'priceFen', bigint | null>> &
    Partial<Record<'ratePpm', number>> &
    Partial<Record<'base' | 'measure', Measure>> &
    Partial<Record<'per', Per>>;
  const amount = values.amountFen ?? values.priceFen;
  return {
    amount: amount === undefined || amount === null ? null : money(amount),
    rate: values.ratePpm === undefined ? null : percentOf(values.ratePpm),
    base: values.base ?? values.measure ?? null,
    per: values.per ?? null,
  };
}

/** The clauses of a rule, with their titles in Chinese or English. */
export function clausesOf(rule: ShareRule, zh: boolean): readonly object[] {
  return componentsOf(rule).map((component) => {
    const title = clauseTitle(component);
    const { number, per, parts, late } = component;
    const core = coreOf(component);
    return {
      number,
      title: zh ? title.zh : title.en,
      kind: core.kind,
      ...ownFields(core),
      per,
      prorated: isProrated(component),
      shares: shares(parts),
      dailyLateRate: late === null ? null : percentOf(late.dailyRatePpm),
      lateGraceDays: late?.graceDays ?? null,
    };
  });
}

/** What a rule wants to be reported: each measure once per length of its periods. */
export function obligationsOf(rule: ShareRule): readonly { readonly measure: Measure; readonly per: Per }[] {
  const found = new Map<string, { readonly measure: Measure; readonly per: Per }>();
  for (const leaf of leavesOf(rule))
    for (const measure of measuresOfLeaf(leaf))
      found.set(`${measure} ${leaf.per}`, { measure, per: leaf.per });
  for (const node of nodesBelow(rule))
    if (node.kind === 'OFFSET') found.set(`HOURS ${perOf(node)}`, { measure: 'HOURS', per: perOf(node) });
  return [...found.values()];
}

/** Measures that a leaf rests on. */
function measuresOfLeaf(leaf: Leaf): readonly Measure[] {
  switch (leaf.kind) {
    case 'FIXED':
    case 'PLEDGE':
      return [];
    case 'PER_UNIT':
      return [leaf.measure];
    case 'IN_KIND':
      return ['HOURS'];
    case 'MATCH':
      return [leaf.base];
    default:
      return [leaf.base, ...(leaf.less ?? [])];
  }
}

/** The nodes of a rule, each after the one around it. */
export function nodesOf(rule: ShareRule, zh: boolean): readonly object[] {
  const nodes: object[] = [];
  const walk = (node: ShareRule, parentIndex: number | null): void => {
    const index = nodes.length;
    const words = nodeWords(node);
    nodes.push({
      index,
      parentIndex,
      kind: node.kind,
      ...ownFields(node),
      shares: node.kind === 'SPLIT' ? shares(node.parts) : [],
      words: zh ? words.zh : words.en,
    });
    for (const child of childrenOf(node)) walk(child.rule, index);
  };
  walk(rule, null);
  return nodes;
}

/** Amounts by funds. */
export function partsOf(allocations: readonly Allocation[]): readonly object[] {
  return allocations.map(({ fund, amountFen }) => ({ fund, amount: money(amountFen) }));
}

/** What a clause would make due for a period, with every step, or the figure that it lacks. */
export function lineOf(component: Component, period: string, evaluation: Evaluation, zh: boolean): object {
  const said = (words: Words): string => (zh ? words.zh : words.en);
  const { missing } = evaluation;
  return {
    clause: component.number,
    clauseTitle: said(clauseTitle(component)),
    period,
    missing: missing?.measure ?? null,
    missingPeriod: missing?.period ?? null,
    due: evaluation.missing === null ? money(evaluation.dueFen) : null,
    parts: evaluation.missing === null ? partsOf(evaluation.allocations) : [],
    steps:
      evaluation.missing === null
        ? evaluation.nodes.map(({ explanation, roundedFen, ...node }) => ({
            ...node,
            rounded: roundedFen === null ? null : money(roundedFen),
            explanation: said(explanation),
          }))
        : [],
    table: evaluation.missing === null ? tableText(evaluation.nodes, zh ? 'zh' : 'en') : null,
  };
}

interface StoredExample {
  readonly period: string;
  readonly figures: readonly {
    readonly measure: string;
    readonly period: string;
    readonly amountFen: string;
  }[];
  readonly dueFen: string;
}

/** Stored examples with their amounts as money. */
export function examplesOf(stored: unknown): readonly object[] {
  return (stored as readonly StoredExample[]).map(({ period, figures, dueFen }) => ({
    period,
    figures: figures.map(({ amountFen, ...figure }) => ({ ...figure, amount: money(amountFen) })),
    due: money(dueFen),
  }));
}

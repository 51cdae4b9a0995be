// A stored rule as readers see it: clauses in words, nodes in a flat list, examples.
import { percentOf } from '../../../kernel/money.js';
import { clauseTitle } from './explain.js';
import { componentsOf, type Measure, type Per, type ShareRule, type SplitPart } from './tree.js';

interface Amount {
  readonly fen: string;
}

const money = (fen: bigint | string): Amount => ({ fen: fen.toString() });

const shares = (parts: readonly SplitPart[] | null): readonly object[] =>
  (parts ?? []).map(({ fund, sharePpm }) => ({
    fund,
    share: sharePpm === null ? null : percentOf(sharePpm),
  }));

/** What a leaf says of itself. */
function leafFields(leaf: ShareRule): object {
  return {
    amount: leaf.kind === 'FIXED' ? money(leaf.amountFen) : null,
    rate: 'ratePpm' in leaf ? percentOf(leaf.ratePpm) : null,
    base: 'base' in leaf ? leaf.base : null,
    per: 'per' in leaf ? leaf.per : null,
  };
}

/** The clauses of a rule, with their titles in Chinese or English. */
export function clausesOf(rule: ShareRule, zh: boolean): readonly object[] {
  return componentsOf(rule).map((component) => {
    const title = clauseTitle(component);
    return {
      number: component.number,
      title: zh ? title.zh : title.en,
      kind: component.leaf.kind,
      ...leafFields(component.leaf),
      prorated: component.prorated,
      shares: shares(component.parts),
    };
  });
}

/** What a rule wants to be reported: each measure once per length of its periods. */
export function obligationsOf(rule: ShareRule): readonly { readonly measure: Measure; readonly per: Per }[] {
  const found = new Map<string, { readonly measure: Measure; readonly per: Per }>();
  for (const { leaf } of componentsOf(rule))
    if (leaf.kind !== 'FIXED') found.set(`${leaf.base} ${leaf.per}`, { measure: leaf.base, per: leaf.per });
  return [...found.values()];
}

/** The nodes of a rule, each after the one around it. */
export function nodesOf(rule: ShareRule): readonly object[] {
  const nodes: object[] = [];
  const walk = (node: ShareRule, parentIndex: number | null): void => {
    const index = nodes.length;
    nodes.push({
      index,
      parentIndex,
      kind: node.kind,
      ...leafFields(node),
      shares: node.kind === 'SPLIT' ? shares(node.parts) : [],
    });
    if (node.kind === 'SUM') node.of.forEach((one) => walk(one, index));
    if (node.kind === 'SPLIT' || node.kind === 'PRORATE') walk(node.of, index);
  };
  walk(rule, null);
  return nodes;
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

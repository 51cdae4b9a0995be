// What the program works out by itself: amounts per fund and keys of its requests.
import { createHash } from 'node:crypto';
import type { BroughtQuery, OwedQuery } from './generated/graphql.js';
import { fenOf } from './words.js';

/** A settlement with its parts, and what it differs from the one that it corrects. */
export type Settlement = BroughtQuery['agreementVersions']['nodes'][number]['settlements']['nodes'][number];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The key of a request: the same whoever plays the story of an agreement again, so that nothing happens twice. */
export function keyOf(agreement: string, step: string): string {
  return `report-revenue-${sha256(agreement).slice(0, 8)}-${step}`;
}

/** What the funds of a list of settlements are owed. */
export function openByFund(nodes: OwedQuery['settlements']['nodes']) {
  const parts = nodes.flatMap(({ allocations }) => allocations.nodes);
  const ids = [...new Set(parts.map(({ fund }) => fund?.id))];
  return ids.map((id) => {
    const own = parts.filter(({ fund }) => fund?.id === id);
    return { fund: own[0]!.fund, openFen: own.reduce((sum, { open }) => sum + fenOf(open.yuan), 0n) };
  });
}

/** Fund by fund: what fell due at first, or what a correction made more of it. Both stay what they are for ever. */
export function amountsByFund(settlements: readonly Settlement[], corrected: boolean): readonly bigint[] {
  const amounts: bigint[] = [];
  const add = (of: readonly Settlement[], sign: bigint): void => {
    for (const { position, amount } of of.flatMap(({ allocations }) => allocations.nodes))
      amounts[position - 1] = (amounts[position - 1] ?? 0n) + sign * fenOf(amount.yuan);
  };
  if (corrected) {
    add(
      settlements.filter(({ delta }) => delta !== null),
      1n,
    );
    add(
      settlements.filter(({ state }) => state === 'REVERSED'),
      -1n,
    );
  } else
    add(
      settlements.filter(({ delta }) => delta === null),
      1n,
    );
  return amounts;
}

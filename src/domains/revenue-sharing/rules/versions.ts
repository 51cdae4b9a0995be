// Whether terms may be signed: the rule itself, the bounds of the place, and examples that come out.
import { fault, type Fault, type Path } from '../../../kernel/errors.js';
import { percentOf, yuanOf, type Rounding } from '../../../kernel/money.js';
import { ratesOf } from './analyse.js';
import { parsePeriod } from './periods.js';
import { simulate, type Figure } from './simulate.js';
import type { ShareRule } from './tree.js';

/** A case that the parties computed by hand: what is due for a period of so much. */
export interface Example {
  readonly period: string;
  readonly figures: readonly Figure[];
  readonly dueFen: bigint;
}

/** What is wrong with the examples: none, one that lacks a figure, or one that does not come out. */
export function exampleFaults(
  rule: ShareRule,
  rounding: Rounding,
  examples: readonly Example[],
  path: Path,
): readonly Fault[] {
  if (examples.length === 0) return [fault('version-has-an-example', path)];
  return examples.flatMap(({ period, figures, dueFen }, i) => {
    const { from, to } = parsePeriod(period)!;
    const { totalFen, missing } = simulate(rule, { from, to, figures, rounding });
    if (missing.length > 0)
      return missing.map((one) =>
        fault('example-is-complete', [...path, i, 'figures'], { measure: one.measure, period: one.period }),
      );
    return totalFen === dueFen
      ? []
      : [
          fault('example-comes-out', [...path, i, 'due'], {
            expected: yuanOf(dueFen),
            actual: yuanOf(totalFen),
          }),
        ];
  });
}

/** Refuses contracted rates outside the bounds of the place, which are allowed themselves, unless a resolution waives them. */
export function boundsWaived(
  rule: ShareRule,
  bounds: { readonly name: string; readonly minPpm: number; readonly maxPpm: number } | null,
  waived: boolean,
  path: Path,
): readonly Fault[] {
  if (bounds === null || waived) return [];
  const { name, minPpm, maxPpm } = bounds;
  return ratesOf(rule)
    .filter(({ ratePpm }) => ratePpm < minPpm || ratePpm > maxPpm)
    .map(({ ratePpm }) =>
      fault('share-bounds-waived-by-resolution', path, {
        division: name,
        min: percentOf(minPpm),
        max: percentOf(maxPpm),
        rate: percentOf(ratePpm),
      }),
    );
}

// Whether terms may be signed: the rule itself, the bounds of the place, and examples that come out.
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import { percentOf, yuanOf, type Rounding } from '../../../kernel/money.js';
import { ratesOf } from './analyse.js';
import { parsePeriod } from './periods.js';
import { simulate, type Figure } from './simulate.js';
import type { ShareRule } from './tree.js';

defineRules({
  'share-bounds-waived-by-resolution': {
    code: 'RULE_BROKEN',
    zh: '{division}规定此类协议的分成比例须在 {min}% 至 {max}% 之间,而条款约定 {rate}%;突破比例须附决议(waiver)。',
    en: '{division} lets such agreements share between {min} % and {max} %, but a clause says {rate} %; a resolution may waive it, to be given in `waiver`.',
  },
  'example-comes-out': {
    code: 'INVALID_INPUT',
    zh: '示例应得 {expected} 元,而按条款计算为 {actual} 元。',
    en: 'The example expects {expected} yuan, but the rule gives {actual} yuan.',
  },
  'example-is-complete': {
    code: 'INVALID_INPUT',
    zh: '示例缺少 {period} 的{measure:RevenueMeasure}。',
    en: 'The example lacks the figure {measure:RevenueMeasure} of {period}.',
  },
  'version-has-an-example': {
    code: 'INVALID_INPUT',
    zh: '条款须至少附一个双方算好的示例。',
    en: 'Terms have at least one example that the parties computed by hand.',
  },
});

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

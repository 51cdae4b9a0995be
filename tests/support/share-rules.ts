// Share rules in few words, and what they make due as a story of lines.
import { expect } from '@jest/globals';
import { analyseRule } from '../../src/domains/revenue-sharing/rules/analyse.js';
import { simulate, type Figure } from '../../src/domains/revenue-sharing/rules/simulate.js';
import type {
  Band,
  Measure,
  Per,
  ShareRule,
  WaterfallStep,
} from '../../src/domains/revenue-sharing/rules/tree.js';
import { fenOf, ppmOf, yuanOf } from '../../src/kernel/money.js';

export const fen = (yuan: string): bigint => fenOf(yuan)!;
export const ppm = (percent: string): number => ppmOf(percent)!;
export const fixed = (yuan: string, per: Per): ShareRule => ({ kind: 'FIXED', amountFen: fen(yuan), per });
export const percent = (
  rate: string,
  base: Measure,
  per: Per,
  more: { less?: Measure[]; tax?: string } = {},
): ShareRule => ({
  kind: 'PERCENT',
  ratePpm: ppm(rate),
  base,
  ...(more.less ? { less: more.less } : {}),
  ...(more.tax ? { taxPpm: ppm(more.tax) } : {}),
  per,
});
export const atLeast = (rate: string, base: Measure, per: Per, strict = false): ShareRule => ({
  kind: 'AT_LEAST',
  ratePpm: ppm(rate),
  base,
  ...(strict ? { strict } : {}),
  per,
});
export const tiered = (
  mode: 'MARGINAL' | 'WHOLE',
  base: Measure,
  per: Per,
  ...bands: [string | null, string][]
): ShareRule => ({
  kind: 'TIERED',
  mode,
  bands: bands.map(([upTo, rate]): Band => ({
    upToFen: upTo === null ? null : fen(upTo),
    ratePpm: ppm(rate),
  })),
  base,
  per,
});
export const perUnit = (price: string, measure: Measure, per: Per): ShareRule => ({
  kind: 'PER_UNIT',
  priceFen: fen(price),
  measure,
  per,
});
export const inKind = (hours: string, price: string | null, per: Per): ShareRule => ({
  kind: 'IN_KIND',
  hoursCenti: fen(hours),
  priceFen: price === null ? null : fen(price),
  per,
});
export const step = (more: {
  recover?: string;
  recovered?: string;
  rate?: string;
  fund?: number;
}): WaterfallStep => ({
  recoverFen: more.recover === undefined ? null : fen(more.recover),
  recoveredFen: fen(more.recovered ?? '0'),
  ratePpm: more.rate === undefined ? null : ppm(more.rate),
  fund: more.fund ?? null,
});
export const prorate = (of: ShareRule): ShareRule => ({ kind: 'PRORATE', of });

export type Told = readonly [measure: Measure, period: string, amount: string];

/** What a rule makes due from one day to before another, line by line; the rule is one that may be signed. */
export function story(
  rule: ShareRule,
  from: string,
  to: string,
  told: readonly Told[] = [],
  contractFrom?: string,
) {
  const funds = rule.kind === 'SPLIT' ? rule.parts.length : rule.kind === 'WATERFALL' ? 2 : 1;
  const wrong = analyseRule(rule, { funds }, []).filter(({ rule: name }) => name !== 'share-fund-receives');
  expect(wrong).toEqual([]);
  const figures = told.map(([measure, period, amount]): Figure => ({
    measure,
    period,
    amountFen: fen(amount),
  }));
  const { lines, totals, totalFen, missing } = simulate(rule, {
    from,
    to,
    figures,
    rounding: 'HALF_UP',
    contractFrom,
  });
  expect(missing).toEqual([]);
  return {
    lines: lines.map(({ component, period, evaluation }) => {
      if (evaluation.missing !== null) throw new Error(`${evaluation.missing.measure} is missing.`);
      return `${component} ${period.code} ${yuanOf(evaluation.dueFen)}`;
    }),
    dues: lines.map(({ evaluation }) => (evaluation.missing === null ? yuanOf(evaluation.dueFen) : '–')),
    parts: lines.map(({ evaluation }) =>
      evaluation.missing === null ? evaluation.allocations.map(({ amountFen }) => yuanOf(amountFen)) : [],
    ),
    totals: totals.map(({ amountFen }) => yuanOf(amountFen)),
    total: yuanOf(totalFen),
    evaluations: lines.map(({ evaluation }) => evaluation),
  };
}

export const year = (rule: ShareRule, ...told: Told[]) => story(rule, '2019-01-01', '2020-01-01', told);

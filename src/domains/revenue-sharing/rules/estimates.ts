// What figures a silent payer is held to until it reports, worked out from what was settled before.
import type { EstimateMethod, RevenueMeasure } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { fraction, roundFraction } from '../../../kernel/money.js';
import { parsePeriod } from './periods.js';
import { addDays } from './terms.js';

defineRules({
  'estimate-after-silence': {
    code: 'RULE_BROKEN',
    zh: '申报期限后满 {days} 天仍未申报的,方可估算;最早为 {day}。',
    en: 'Figures are estimated {days} days after the report was due and not before {day}.',
  },
  'estimate-of-a-first-report': {
    code: 'RULE_BROKEN',
    zh: '更正申报不能估算。',
    en: 'Only the report of a period is estimated, not a correction.',
  },
  'estimate-rests-on-what-is-settled': {
    code: 'RULE_BROKEN',
    zh: '按“{method:EstimateMethod}”估算所需的已结算申报不存在或缺少{measure:RevenueMeasure};请改用其他方法,或代为申报。',
    en: 'For “{method:EstimateMethod}” no settled report states the {measure:RevenueMeasure}; choose another method, or enter the report for the payer.',
  },
});

/** A settled report whose figures are the business's own. */
export interface SettledFigures {
  readonly period: string;
  readonly figures: ReadonlyMap<RevenueMeasure, bigint>;
}

/** How many settled reports an average has at most. */
const averaged = 4;

/** Refuses an estimate while the payer may still be about to report. */
export function silenceFaults(
  { dueOn, correctsId }: { readonly dueOn: string; readonly correctsId: string | null },
  today: string,
  days: number,
): readonly Fault[] {
  if (correctsId !== null) return [fault('estimate-of-a-first-report')];
  const day = addDays(dueOn, days + 1);
  return today >= day ? [] : [fault('estimate-after-silence', [], { days, day })];
}

/** An estimate, or the measure for which nothing was settled. */
export type Estimate =
  | {
      readonly missing: null;
      readonly from: readonly string[];
      readonly figures: readonly { readonly measure: RevenueMeasure; readonly amountFen: bigint }[];
    }
  | { readonly missing: RevenueMeasure };

/**
 * Estimates the measures that a period asks for.
 *
 * Takes the period, what it asks for, the method, and what was settled before, the latest first; an average is rounded
 * once, half up. A report of another length of period says nothing of this one.
 */
export function estimate(
  code: string,
  asked: readonly RevenueMeasure[],
  method: EstimateMethod,
  settled: readonly SettledFigures[],
): Estimate {
  const { per, from } = parsePeriod(code)!;
  const alike = settled.filter(({ period }) => {
    const other = parsePeriod(period)!;
    return other.per === per && other.from < from;
  });
  const yearBefore = `${Number(code.slice(0, 4)) - 1}${code.slice(4)}`;
  const chosen = {
    LAST_PERIOD: alike.slice(0, 1),
    SAME_PERIOD_LAST_YEAR: alike.filter(({ period }) => period === yearBefore),
    AVERAGE: alike.slice(0, averaged),
  }[method];
  const missing = asked.find(
    (measure) => chosen.length === 0 || chosen.some(({ figures }) => !figures.has(measure)),
  );
  if (missing !== undefined) return { missing };
  return {
    missing: null,
    from: chosen.map(({ period }) => period),
    figures: asked.map((measure) => {
      const sum = chosen.reduce((total, { figures }) => total + figures.get(measure)!, 0n);
      return { measure, amountFen: roundFraction(fraction(sum, BigInt(chosen.length)), 'HALF_UP') };
    }),
  };
}

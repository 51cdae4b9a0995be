// What a history of settled periods would have brought under another rule.
import { fenOf, type Rounding } from '../../../kernel/money.js';
import type { FigureName } from './figures.js';
import { countLines, simulate, type Figure } from './simulate.js';
import { maxPeriods } from './periods.js';
import type { Measure, ShareRule } from './tree.js';

/** A page of what an agreement has settled, as the graph answers it. */
export interface SettledPage {
  readonly validFrom: string | null;
  readonly reports: {
    readonly nodes: readonly {
      readonly period: string;
      readonly lines: readonly {
        readonly measure: Measure;
        readonly amount: { readonly fen: string } | null;
        readonly count: string | null;
      }[];
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly settlements: {
    readonly nodes: readonly {
      readonly period: string;
      readonly periodFrom: string;
      readonly periodTo: string;
      readonly amount: { readonly fen: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** What is settled. */
export interface History {
  /** First day of the agreement, where it is known. */
  readonly began: string | null;
  readonly figures: readonly Figure[];
  readonly dues: readonly {
    readonly period: string;
    readonly from: string;
    readonly to: string;
    readonly amountFen: bigint;
  }[];
}

/** The pages as one history. */
export function historyOf(pages: readonly SettledPage[]): History {
  return {
    began: pages[0]?.validFrom ?? null,
    figures: pages.flatMap(({ reports }) =>
      reports.nodes.flatMap(({ period, lines }) =>
        lines.map(({ measure, amount, count }) => ({
          measure,
          period,
          amountFen: amount === null ? fenOf(count!)! : BigInt(amount.fen),
        })),
      ),
    ),
    dues: pages.flatMap(({ settlements }) =>
      settlements.nodes.map(({ period, periodFrom, periodTo, amount }) => ({
        period,
        from: periodFrom,
        to: periodTo,
        amountFen: BigInt(amount.fen),
      })),
    ),
  };
}

/** A history beside what the rule would have made of it. */
export interface Backtest {
  readonly from: string | null;
  readonly to: string | null;
  readonly before: bigint;
  readonly after: bigint;
  readonly periods: readonly {
    readonly period: string;
    readonly beforeFen: bigint;
    readonly afterFen: bigint;
  }[];
  readonly missing: readonly FigureName[];
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, fen) => sum + fen, 0n);

/**
 * Evaluates the rule for the days that are settled, from the figures that were reported for them.
 *
 * Takes a rule that the analysis accepts, the history, and how amounts become fen; returns both amounts period by period,
 * and the figures that nobody reported. Of a history with more lines than a simulation may have, the last ones are kept.
 */
export function backtest(rule: ShareRule, { began, figures, dues }: History, rounding: Rounding): Backtest {
  const to = dues
    .map((one) => one.to)
    .sort()
    .at(-1);
  if (to === undefined) return { from: null, to: null, before: 0n, after: 0n, periods: [], missing: [] };
  const days = dues.map((one) => one.from).sort();
  const from = days.find((day) => countLines(rule, day, to) <= maxPeriods) ?? days.at(-1)!;
  const contractFrom = began ?? from;
  const { lines, missing } = simulate(rule, { from, to, figures, rounding, contractFrom });
  const kept = dues.filter((one) => one.from >= from);
  const codes = [
    ...new Set([...kept.map(({ period }) => period), ...lines.map(({ period }) => period.code)]),
  ];
  const periods = codes.sort().map((period) => ({
    period,
    beforeFen: total(kept.filter((one) => one.period === period).map(({ amountFen }) => amountFen)),
    afterFen: total(
      lines.flatMap(({ period: { code }, evaluation }) =>
        code === period && evaluation.missing === null ? [evaluation.dueFen] : [],
      ),
    ),
  }));
  return {
    from,
    to,
    before: total(periods.map(({ beforeFen }) => beforeFen)),
    after: total(periods.map(({ afterFen }) => afterFen)),
    periods,
    missing,
  };
}

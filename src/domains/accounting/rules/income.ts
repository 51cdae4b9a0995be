// Income and expenses of a fund by what they are, for a period and for its year so far.
import type { FlowKind } from '../../../generated/database.js';
import { allFlows, goesOut } from './charts/chart.js';
import { flowOfEntry, type FundEntry } from './flows.js';

/** What one flow brought or took. */
export interface FlowLine {
  readonly flow: FlowKind;
  readonly periodFen: bigint;
  readonly yearFen: bigint;
}

/** A fund over a period: what it had, what came in and went out by what it was, and what it has. */
export interface IncomeStatement {
  readonly income: readonly FlowLine[];
  readonly expenses: readonly FlowLine[];
  readonly openingFen: bigint;
  readonly closingFen: bigint;
  /** What it had when the year began. */
  readonly yearOpeningFen: bigint;
}

/** Takes what the fund held when the year began, and every entry in its own account since, up to the period's end. */
export function incomeStatement(
  yearOpeningFen: bigint,
  entries: readonly FundEntry[],
  from: string,
): IncomeStatement {
  const sums = new Map<FlowKind, { periodFen: bigint; yearFen: bigint }>();
  let openingFen = yearOpeningFen;
  let closingFen = yearOpeningFen;
  for (const entry of entries) {
    const change = entry.side === 'CREDIT' ? entry.amountFen : -entry.amountFen;
    closingFen += change;
    if (entry.effectiveOn < from) openingFen += change;
    const found = flowOfEntry(entry);
    if (!found) continue;
    const { periodFen, yearFen } = sums.get(found.flow) ?? { periodFen: 0n, yearFen: 0n };
    sums.set(found.flow, {
      periodFen: entry.effectiveOn < from ? periodFen : periodFen + found.amountFen,
      yearFen: yearFen + found.amountFen,
    });
  }
  const lines = allFlows.flatMap((flow) => {
    const sum = sums.get(flow);
    return sum ? [{ flow, ...sum }] : [];
  });
  return {
    income: lines.filter(({ flow }) => !goesOut(flow)),
    expenses: lines.filter(({ flow }) => goesOut(flow)),
    openingFen,
    closingFen,
    yearOpeningFen,
  };
}

/** The sum of lines. */
export function sumOf(lines: readonly FlowLine[], of: 'periodFen' | 'yearFen'): bigint {
  return lines.reduce((sum, line) => sum + line[of], 0n);
}

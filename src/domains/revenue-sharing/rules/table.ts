// A calculation as a small table: step by step, exact and to the fen, with the amount in capitals at the end.
import { fractionOf, uppercaseOf } from '../../../kernel/money.js';
import type { TraceNode } from './evaluate.js';
import { amountText, yuanWords, type Words } from './words.js';

/** A language in which rules and calculations are told. */
export type RuleLanguage = keyof Words;

/** A row: a step in words with its amounts, in yuan or, of what is counted, in pieces or hours. */
export interface TableRow {
  /** 0 for the result and its parts; one more for what each row above it in the calculation is made of. */
  readonly level: number;
  readonly step: string;
  readonly exact: string;
  /** Empty where nothing is rounded. */
  readonly rounded: string;
}

const heads = {
  step: { zh: '步骤', en: 'Step' },
  exact: { zh: '精确值', en: 'Exact' },
  rounded: { zh: '计至分', en: 'To the fen' },
  capitals: { zh: '金额大写', en: 'In capitals' },
} as const;

/** A step of a trace as far as a table shows it; its place in the list is its index. */
export type TableStep = Pick<TraceNode, 'parentIndex' | 'kind' | 'exact' | 'roundedFen' | 'explanation'>;

/**
 * The rows of a calculation in the order of computing: what a step is made of stands above it, then what is due, what
 * each fund gets of it, and the amount in capitals.
 */
export function calculationTable(steps: readonly TableStep[], language: RuleLanguage): readonly TableRow[] {
  const below = steps.map((): number[] => []);
  steps.forEach(({ parentIndex }, index) => {
    if (parentIndex !== null) below[parentIndex]!.push(index);
  });
  const rows: TableRow[] = [];
  const isPart = (index: number): boolean => steps[index]!.kind === 'PART';
  const walk = (index: number, level: number): void => {
    const { exact, roundedFen, explanation } = steps[index]!;
    for (const one of below[index]!) if (!isPart(one)) walk(one, level + 1);
    rows.push({
      level,
      step: explanation[language],
      exact: yuanWords(fractionOf(exact))[language],
      rounded: roundedFen === null ? '' : amountText(roundedFen),
    });
    for (const one of below[index]!) if (isPart(one)) walk(one, level);
  };
  if (steps.length > 0) walk(0, 0);
  const dueFen = steps[0]?.roundedFen ?? null;
  if (dueFen !== null)
    rows.push({ level: 0, step: heads.capitals[language], exact: '', rounded: uppercaseOf(dueFen) });
  return rows;
}

/** The table as Markdown, to be pasted into a report; deeper steps begin with more dots. */
export function tableText(steps: readonly TableStep[], language: RuleLanguage): string {
  const line = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(heads.step[language], heads.exact[language], heads.rounded[language]),
    '| --- | ---: | ---: |',
    ...calculationTable(steps, language).map(({ level, step, exact, rounded }) =>
      line(`${'·'.repeat(level)}${level > 0 ? ' ' : ''}${step}`, exact, rounded),
    ),
  ].join('\n');
}

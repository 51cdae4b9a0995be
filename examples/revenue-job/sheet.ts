// The sheet of monthly figures: CSV or a workbook, summed up exactly, month by month, for the periods that reports have.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { RevenueMeasure } from './generated/graphql.js';

/** One figure of one month. */
export interface Figure {
  /** Title of the agreement. */
  readonly agreement: string;
  /** `2018-09`. */
  readonly month: string;
  readonly measure: RevenueMeasure;
  readonly fen: bigint;
}

const columns = ['协议', '月份', '指标', '金额(元)'] as const;

const measures: Readonly<Record<string, RevenueMeasure>> = {
  营业收入: 'REVENUE',
  毛利: 'GROSS_PROFIT',
  利润: 'PROFIT',
  租金: 'RENT',
  服务收益: 'SERVICE_INCOME',
};

/** Reads a sheet. @throws Error that names the row that is none */
export async function readFigures(path: string): Promise<readonly Figure[]> {
  const rows = path.endsWith('.xlsx') ? await workbookRows(path) : csvRows(await readFile(path, 'utf8'));
  const [head, ...body] = rows;
  if (columns.some((name, i) => head?.[i] !== name))
    throw new Error(`${path} 的表头须为:${columns.join('、')}`);
  return body.map((cells, i) => figureOf(cells, `${path} 第 ${i + 2} 行`));
}

function csvRows(text: string): readonly (readonly string[])[] {
  return parse(text, { bom: true, skip_empty_lines: true });
}

/** A workbook keeps numbers as floats: two decimals of them name one amount again, up to fifteen digits. */
async function workbookRows(path: string): Promise<readonly (readonly string[])[]> {
  const rows = await readSheet(path);
  return rows.map((cells) =>
    cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : String(cell ?? ''))),
  );
}

function figureOf(
  [agreement = '', month = '', name = '', amount = '']: readonly string[],
  at: string,
): Figure {
  const measure = measures[name];
  const parts = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount.replaceAll(',', ''));
  if (agreement === '') throw new Error(`${at}:没有协议`);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Error(`${at}:月份须写作 2018-09,不是"${month}"`);
  if (measure === undefined) throw new Error(`${at}:没有"${name}"这个指标`);
  if (!parts) throw new Error(`${at}:金额须为至多两位小数的元,不是"${amount}"`);
  const fen = BigInt(parts[2]!) * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'));
  return { agreement, month, measure, fen: parts[1] === '-' ? -fen : fen };
}

/** Months of a period of the graph: `2018`, `2018-H1`, `2018-Q3` or `2018-09`. */
function monthsOf(period: string): readonly string[] {
  const [year, part] = period.split('-') as [string, string?];
  const [size, place] =
    part === undefined
      ? [12, 1]
      : part.startsWith('H')
        ? [6, Number(part[1])]
        : part.startsWith('Q')
          ? [3, Number(part[1])]
          : [1, Number(part)];
  return Array.from(
    { length: size },
    (_, i) => `${year}-${String((place - 1) * size + i + 1).padStart(2, '0')}`,
  );
}

/** The sum of a measure over a period from a day on; null where a month is missing, because a sum without it is wrong. */
export function sumOf(
  figures: readonly Figure[],
  of: {
    readonly agreement: string;
    readonly measure: RevenueMeasure;
    readonly period: string;
    readonly from: string;
  },
): bigint | null {
  const months = monthsOf(of.period).filter((month) => month >= of.from.slice(0, 7));
  const own = figures.filter(
    ({ agreement, measure }) => agreement === of.agreement && measure === of.measure,
  );
  if (months.some((month) => !own.some((figure) => figure.month === month))) return null;
  return own.reduce((sum, { month, fen }) => (months.includes(month) ? sum + fen : sum), 0n);
}

/** Whole fen as the graph takes them: `31252.96`. */
export function yuan(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

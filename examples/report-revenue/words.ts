// How amounts, measures and tables look on a terminal, where a Chinese character is as wide as two others.
import stringWidth from 'string-width';
import type { RevenueMeasure } from './generated/graphql.js';

/** How the measures are called, as the schema's descriptions have it. */
export const measureNames: Readonly<Record<RevenueMeasure, string>> = {
  REVENUE: '营业收入',
  NET_REVENUE: '净营业收入',
  GROSS_PROFIT: '毛利',
  PROFIT: '利润',
  MANAGEMENT_FEE: '管理成本收益',
  RENT: '租金',
  VENUE_FEE: '场地使用费',
  MAINTENANCE_FEE: '管理维护费',
  SERVICE_INCOME: '服务收益',
  SHARE_RECEIVED: '社区所得收益分成',
  EVENT_TAKINGS: '义卖所得',
  DONATION: '捐赠',
  COST: '合理成本',
  UNITS: '件数',
  HOURS: '时长',
  PEAK_HOURS: '高峰时长',
};

/** A reported line: an amount of money, or how many of what is counted. */
export interface ReportedLine {
  readonly measure: RevenueMeasure;
  readonly amount: { readonly yuan: string } | null;
  readonly count: string | null;
}

/** A reported line in words: `利润 126,543.21 元`, `时长 19.5`. */
export function lineText({ measure, amount, count }: ReportedLine): string {
  return `${measureNames[measure]} ${amount === null ? (count ?? '–') : `${yuan(amount)} 元`}`;
}

/** Whole fen of an amount in yuan: `1800.00` → 180000. */
export function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''));
}

/** Whole fen as people write them: `1,800.00`. */
export function shown(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0n ? '-' : ''}${whole}.${digits.slice(-2)}`;
}

/** An amount in yuan as people write it. */
export function yuan(amount: { readonly yuan: string }): string {
  return shown(fenOf(amount.yuan));
}

const isNumber = (cell: string): boolean => /^-?[\d,]+(?:\.\d+)?$/.test(cell);

/** A table with its head; columns of numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(...[title, ...rows.map((row) => row[i]!)].map((cell) => stringWidth(cell))),
  );
  const toTheRight = head.map((_, i) => rows.every((row) => row[i] === '' || isNumber(row[i]!)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const space = ' '.repeat(widths[i]! - stringWidth(cell));
        return toTheRight[i] ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
    .map((text) => `   ${text}`)
    .join('\n');
}

// The words of shares: what measures, periods and modes are called, and how amounts, numbers and days are written.
import { yuanOf, type fraction, type Rounding } from '../../../kernel/money.js';
import { isCounted } from './figures.js';
import type { Period, Span } from './periods.js';
import type { Measure, Per } from './tree.js';

/** An exact amount; of fen, where nothing else is said. */
export type Exact = ReturnType<typeof fraction>;

/** The same in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** How the measures are called. */
export const measureTerms: Readonly<Record<Measure, Words>> = {
  REVENUE: { zh: '营业收入', en: 'revenue' },
  NET_REVENUE: { zh: '不含税净收入', en: 'net revenue' },
  GROSS_PROFIT: { zh: '毛利润', en: 'gross profit' },
  PROFIT: { zh: '利润', en: 'profit' },
  MANAGEMENT_FEE: { zh: '管理成本收益', en: 'management fee' },
  RENT: { zh: '租金', en: 'rent' },
  VENUE_FEE: { zh: '场地使用费', en: 'venue fee' },
  MAINTENANCE_FEE: { zh: '管理维护费', en: 'maintenance fee' },
  SERVICE_INCOME: { zh: '服务收益', en: 'service income' },
  SHARE_RECEIVED: { zh: '社区所得收益分成', en: 'share of income received' },
  EVENT_TAKINGS: { zh: '义卖所得', en: 'event takings' },
  DONATION: { zh: '捐赠', en: 'donations' },
  COST: { zh: '合理成本', en: 'reasonable costs' },
  UNITS: { zh: '件数', en: 'pieces' },
  HOURS: { zh: '时长', en: 'hours' },
  PEAK_HOURS: { zh: '高峰时长', en: 'peak hours' },
};

/** How the modes of rounding are called. */
export const roundingTerms: Readonly<Record<Rounding, Words>> = {
  HALF_UP: { zh: '四舍五入', en: 'half up' },
  HALF_EVEN: { zh: '四舍六入五成双', en: 'half to even' },
  DOWN: { zh: '只舍不入', en: 'down' },
  UP: { zh: '只入不舍', en: 'up' },
};

/** How often something is due: as an adverb, and before the name of a measure. */
export const perTerms: Readonly<Record<Per, { readonly every: Words; readonly of: Words }>> = {
  MONTH: { every: { zh: '每月', en: ' every month' }, of: { zh: '月', en: 'monthly ' } },
  QUARTER: { every: { zh: '每季度', en: ' every quarter' }, of: { zh: '季度', en: 'quarterly ' } },
  HALF_YEAR: { every: { zh: '每半年', en: ' every half-year' }, of: { zh: '半年', en: 'half-yearly ' } },
  YEAR: { every: { zh: '每年', en: ' every year' }, of: { zh: '年', en: 'yearly ' } },
  UNSTATED: { every: { zh: '', en: '' }, of: { zh: '', en: '' } },
};

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const ordinals = ['first', 'second', 'third', 'fourth'];

/** How a period is called: 2018年9月, 2018年第三季度, 2018年上半年, 2018年度. */
export function periodWords({ per, code }: Pick<Period, 'per' | 'code'>): Words {
  const [year = '', part = ''] = code.split('-');
  const place = Number(part.replace(/\D/, ''));
  switch (per) {
    case 'MONTH':
      return { zh: `${year}年${place}月`, en: `${months[place - 1]} ${year}` };
    case 'QUARTER':
      return {
        zh: `${year}年第${'一二三四'[place - 1]}季度`,
        en: `the ${ordinals[place - 1]} quarter of ${year}`,
      };
    case 'HALF_YEAR':
      return {
        zh: `${year}年${place === 1 ? '上' : '下'}半年`,
        en: `the ${ordinals[place - 1]} half of ${year}`,
      };
    case 'YEAR':
      return { zh: `${year}年度`, en: year };
  }
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** Whole fen in yuan as people write them: `1,800.00`. */
export function amountText(fen: bigint): string {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(\.\d+)$/.exec(yuanOf(fen))!;
  return sign + grouped(whole) + decimals;
}

/** An exact number: as a decimal if that has an end, else as a whole and a fraction, 1,092又6/7. */
export function exactWords(value: Exact, decimals: number): Words {
  const sign = value.s < 0n ? '-' : '';
  let rest = value.d;
  let places = 0;
  // A decimal has an end if nothing but twos and fives is in the denominator; each place takes out one of both.
  for (; rest % 2n === 0n || rest % 5n === 0n; places++) {
    if (rest % 2n === 0n) rest /= 2n;
    if (rest % 5n === 0n) rest /= 5n;
  }
  if (rest === 1n) {
    const length = Math.max(places, decimals);
    const digits = ((value.n * 10n ** BigInt(length)) / value.d).toString().padStart(length + 1, '0');
    const [whole, tail] = [digits.slice(0, digits.length - length), digits.slice(digits.length - length)];
    const text = `${sign}${grouped(whole)}${tail && `.${tail}`}`;
    return { zh: text, en: text };
  }
  const whole = value.n / value.d;
  const part = `${value.n % value.d}/${value.d}`;
  if (whole === 0n) return { zh: sign + part, en: sign + part };
  return {
    zh: `${sign}${grouped(whole.toString())}又${part}`,
    en: `${sign}${grouped(whole.toString())} ${part}`,
  };
}

/** An exact amount of fen, in yuan. */
export function yuanWords(fen: Exact): Words {
  return exactWords(fen.div(100n), 2);
}

/** Hundredths of what is counted, as people write them: 19.5, 12,345. */
export function countText(centi: bigint): string {
  return amountText(centi).replace(/\.?0+$/, '');
}

/** A figure with its unit. */
export function figureText(measure: Measure, figure: bigint): Words {
  if (!isCounted(measure)) return { zh: `${amountText(figure)} 元`, en: `${amountText(figure)} yuan` };
  const count = countText(figure);
  return measure === 'UNITS'
    ? { zh: `${count} 件`, en: `${count} pieces` }
    : { zh: `${count} 小时`, en: `${count} hours` };
}

/** The days of a half-open span, both ends named. */
export function spanWords({ from, to }: Span): Words {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return from === last ? { zh: from, en: from } : { zh: `${from} 至 ${last}`, en: `${from} to ${last}` };
}

/** A sentence with exact amounts in it: each is written in the language of the sentence. */
export function told(
  amounts: readonly Exact[],
  zh: (...of: string[]) => string,
  en: (...of: string[]) => string,
): Words {
  const words = amounts.map(yuanWords);
  return { zh: zh(...words.map((one) => one.zh)), en: en(...words.map((one) => one.en)) };
}

// The words of shares: terms, clauses and every step of a calculation, in sentences that a resident understands.
import { fraction, percentOf, wholePpm, yuanOf, type Rounding } from '../../../kernel/money.js';
import type { Period } from './periods.js';
import type { Component, Measure, Per, ShareRule } from './tree.js';

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
};

/** Agreements say this one more briefly than a calculation may, which must tell whose share it is. */
const clauseTerms: Partial<Record<Measure, string>> = { SHARE_RECEIVED: '收益分成' };

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

/** What is due: the exact amount and what the rounding makes of it. */
export function dueWords(period: Period, exact: Exact, dueFen: bigint, rounding: Rounding): Words {
  const [when, yuan, mode] = [periodWords(period), yuanWords(exact), roundingTerms[rounding]];
  if (exact.d === 1n)
    return {
      zh: `${when.zh}应付 ${yuan.zh} 元,恰到分,无须舍入`,
      en: `For ${when.en} ${yuan.en} yuan are due; there is nothing to round`,
    };
  const due = amountText(dueFen);
  return {
    zh: `${when.zh}应付 ${yuan.zh} 元,计至分(${mode.zh})为 ${due} 元`,
    en: `For ${when.en} ${yuan.en} yuan are due, rounded to the fen (${mode.en}): ${due} yuan`,
  };
}

/** A fixed amount of a period. */
export function fixedWords(period: Period, amountFen: bigint): Words {
  const [when, amount] = [periodWords(period), amountText(amountFen)];
  return {
    zh: `${when.zh}固定金额为 ${amount} 元`,
    en: `The fixed amount for ${when.en} is ${amount} yuan`,
  };
}

/** A part of a base, or no less than it; of less than nothing, nothing. */
export function partOfBaseWords(
  leaf: Exclude<Component['leaf'], { readonly kind: 'FIXED' }>,
  period: Period,
  figureFen: bigint,
  exact: Exact,
): Words {
  const [when, base, result] = [periodWords(period), measureTerms[leaf.base], yuanWords(exact)];
  const [rate, figure] = [percentOf(leaf.ratePpm), amountText(figureFen)];
  if (figureFen < 0n)
    return {
      zh: `${when.zh}${base.zh} ${figure} 元,低于零,其 ${rate}% 按 0.00 元计`,
      en: `${rate}% of the ${base.en} of ${when.en}, ${figure} yuan and thus below zero, counts as 0.00 yuan`,
    };
  const least = leaf.kind === 'AT_LEAST';
  return {
    zh: `${when.zh}${base.zh} ${figure} 元的 ${rate}% 为 ${result.zh} 元${least ? ',应付不低于此数' : ''}`,
    en: `${rate}% of the ${base.en} of ${when.en}, ${figure} yuan, is ${result.en} yuan${least ? '; no less than that is due' : ''}`,
  };
}

/** The figure that a part is taken of. */
export function figureWords(period: Period, measure: Measure, figureFen: bigint): Words {
  const [when, term, figure] = [periodWords(period), measureTerms[measure], amountText(figureFen)];
  return {
    zh: `${when.zh}${term.zh}为 ${figure} 元`,
    en: `The figure for ${when.en} is ${figure} yuan of ${term.en}`,
  };
}

/** Days of a period that count, of how many. */
export interface Days {
  readonly days: bigint;
  readonly of: bigint;
}

/** A fixed amount by the days of the period on which it is owed. */
export function prorateWords(period: Period, { days, of }: Days, whole: Exact, exact: Exact): Words {
  const [when, before, after] = [periodWords(period), yuanWords(whole), yuanWords(exact)];
  return {
    zh: `${when.zh}共 ${of} 天,按其中 ${days} 天折算:${before.zh} 元 × ${days}/${of} = ${after.zh} 元`,
    en: `${days} of the ${of} days of ${when.en} count: ${before.en} yuan × ${days}/${of} = ${after.en} yuan`,
  };
}

/** The part of one version of the agreement in a period that several share. */
export function versionDaysWords(period: Period, { days, of }: Days, whole: Exact, exact: Exact): Words {
  const [when, before, after] = [periodWords(period), yuanWords(whole), yuanWords(exact)];
  return {
    zh: `协议在${when.zh}有效 ${of} 天,其中本版本 ${days} 天:${before.zh} 元 × ${days}/${of} = ${after.zh} 元`,
    en: `The agreement is in force on ${of} days of ${when.en}, this version of it on ${days}: ${before.en} yuan × ${days}/${of} = ${after.en} yuan`,
  };
}

/** What a fund gets, with what was left below one fen and whether it earned the fund another fen. */
export function shareWords(fund: number, weightPpm: bigint, exact: Exact, amountFen: bigint): Words {
  const [share, yuan, amount] = [percentOf(Number(weightPpm)), yuanWords(exact), amountText(amountFen)];
  const zh = `其中 ${share}% 归第 ${fund} 个基金:${yuan.zh} 元`;
  const en = `${share}% of it goes to fund ${fund}: ${yuan.en} yuan`;
  const rest = exact.mod(1n).abs();
  if (rest.n === 0n) return { zh, en };
  const left = exactWords(rest, 0);
  return exact.abs().floor().n === (amountFen < 0n ? -amountFen : amountFen)
    ? {
        zh: `${zh},余数 ${left.zh} 分较小,舍去,得 ${amount} 元`,
        en: `${en}; its remainder of ${left.en} fen is not among the largest and is dropped, which makes ${amount} yuan`,
      }
    : {
        zh: `${zh},余数 ${left.zh} 分较大,补足一分,得 ${amount} 元`,
        en: `${en}; its remainder of ${left.en} fen is among the largest and is made a whole fen, which makes ${amount} yuan`,
      };
}

/** A clause in words: 每月固定 1,800.00 元. */
export function clauseTitle({ leaf }: { readonly leaf: Extract<ShareRule, { readonly per: Per }> }): Words {
  const { every, of } = perTerms[leaf.per];
  if (leaf.kind === 'FIXED') {
    const amount = amountText(leaf.amountFen);
    return { zh: `${every.zh}固定 ${amount} 元`, en: `${amount} yuan fixed${every.en}` };
  }
  const base = { zh: clauseTerms[leaf.base] ?? measureTerms[leaf.base].zh, en: measureTerms[leaf.base].en };
  const [all, rate] = [leaf.ratePpm === wholePpm, percentOf(leaf.ratePpm)];
  const least = leaf.kind === 'AT_LEAST';
  const en = `${least ? 'at least ' : ''}${all ? 'all' : `${rate}%`} of the ${of.en}${base.en}`;
  if (least) return { zh: `${every.zh}不低于${all ? `全部${base.zh}` : `${base.zh}的 ${rate}%`}`, en };
  return { zh: all ? `${every.zh}全部${base.zh}` : `${of.zh}${base.zh}的 ${rate}%`, en };
}

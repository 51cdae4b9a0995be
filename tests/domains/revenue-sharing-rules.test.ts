// The evaluator of share rules by worked examples: amounts to the fen, traces, words, simulations.
import { describe, expect, test } from '@jest/globals';
import {
  evaluateComponent,
  reverse,
  type Evaluation,
  type Situation,
} from '../../src/domains/revenue-sharing/rules/evaluate.js';
import { componentsOf } from '../../src/domains/revenue-sharing/rules/components.js';
import { parsePeriod } from '../../src/domains/revenue-sharing/rules/periods.js';
import { simulate, type Figure } from '../../src/domains/revenue-sharing/rules/simulate.js';
import { clauseTitle } from '../../src/domains/revenue-sharing/rules/titles.js';
import type { Measure, Per, ShareRule, SplitPart } from '../../src/domains/revenue-sharing/rules/tree.js';
import { periodWords } from '../../src/domains/revenue-sharing/rules/words.js';
import { fenOf, ppmOf, yuanOf, type Rounding } from '../../src/kernel/money.js';

const fixed = (yuan: string, per: Per): ShareRule => ({ kind: 'FIXED', amountFen: fenOf(yuan)!, per });
const share = (kind: 'PERCENT' | 'AT_LEAST', percent: string, base: Measure, per: Per): ShareRule => ({
  kind,
  ratePpm: ppmOf(percent)!,
  base,
  per,
});
const percent = (rate: string, base: Measure, per: Per) => share('PERCENT', rate, base, per);
const atLeast = (rate: string, base: Measure, per: Per) => share('AT_LEAST', rate, base, per);
const sum = (...of: ShareRule[]): ShareRule => ({ kind: 'SUM', of });
const prorate = (of: ShareRule): ShareRule => ({ kind: 'PRORATE', of });
const split = (of: ShareRule, ...shares: (string | null)[]): ShareRule => {
  const part = (text: string | null, i: number): SplitPart => ({
    fund: i + 1,
    sharePpm: text === null ? null : ppmOf(text)!,
  });
  return { kind: 'SPLIT', of, parts: shares.map(part) };
};

type Due = Extract<Evaluation, { missing: null }>;

/** Evaluates the first component for a period; the agreement is in force throughout unless told. */
const due = (
  rule: ShareRule,
  code: string,
  figures: Partial<Record<Measure, string>> = {},
  more: Partial<Situation> = {},
): Due => {
  const period = parsePeriod(code)!;
  const evaluation = evaluateComponent(componentsOf(rule)[0]!, {
    period,
    covered: more.agreement ?? period,
    agreement: period,
    since: period.from,
    contractFrom: period.from,
    figures: new Map([
      [code, new Map(Object.entries(figures).map(([name, yuan]) => [name as Measure, fenOf(yuan)!]))],
    ]),
    rounding: 'HALF_UP',
    ...more,
  });
  if (evaluation.missing !== null) throw new Error(`${evaluation.missing.measure} is missing.`);
  return evaluation;
};
const yuan = (...of: Parameters<typeof due>): string => yuanOf(due(...of).dueFen);
const parts = (...of: Parameters<typeof due>): string[] =>
  due(...of).allocations.map(({ amountFen }) => yuanOf(amountFen));

const figure = (measure: Measure, period: string, amount: string): Figure => ({
  measure,
  period,
  amountFen: fenOf(amount)!,
});
const simulated = (rule: ShareRule, from: string, to: string, ...figures: Figure[]) =>
  simulate(rule, { from, to, figures, rounding: 'HALF_UP' });

describe('worked examples', () => {
  const kids = sum(fixed('1800.00', 'MONTH'), percent('10', 'PROFIT', 'YEAR'));

  test('R01: twelve times 1,800.00 are 21,600.00', () => {
    const { lines, totalFen } = simulated(fixed('1800.00', 'MONTH'), '2018-01-01', '2019-01-01');
    expect([lines.length, yuanOf(totalFen)]).toEqual([12, '21600.00']);
  });

  test.each<[string, string, string, string]>([
    ['R02a', '10', '126543.21', '12654.32'],
    ['R02c', '12.5', '88888.88', '11111.11'],
    ['R02d', '10', '-35000.00', '0.00'],
  ])('%s: %s%% of a profit of %s are %s', (_, rate, profit, expected) => {
    expect(yuan(percent(rate, 'PROFIT', 'YEAR'), '2018', { PROFIT: profit })).toBe(expected);
  });

  test.each<[Rounding, string]>([
    ['HALF_UP', '10000.01'],
    ['HALF_EVEN', '10000.00'],
    ['DOWN', '10000.00'],
    ['UP', '10000.01'],
  ])('R02b: 10%% of 100,000.05, rounded %s, are %s', (rounding, expected) => {
    const rule = percent('10', 'PROFIT', 'YEAR');
    expect(yuan(rule, '2018', { PROFIT: '100000.05' }, { rounding })).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['R03a', '126543.21', '34254.32'],
    ['R03b', '-35000.00', '21600.00'],
  ])('%s: 1,800.00 a month and 10%% of a profit of %s are %s in a year', (_, profit, expected) => {
    const figures = figure('PROFIT', '2018', profit);
    expect(yuanOf(simulated(kids, '2018-01-01', '2019-01-01', figures).totalFen)).toBe(expected);
  });

  test('R03c: an agreement that starts on 10 September owes 21/30 of the month, and the share of the whole profit', () => {
    const rule = sum(prorate(fixed('1800.00', 'MONTH')), percent('10', 'PROFIT', 'YEAR'));
    const { lines, totalFen } = simulated(
      rule,
      '2018-09-10',
      '2019-01-01',
      figure('PROFIT', '2018', '18250.50'),
    );
    const story = lines.map(
      ({ period, evaluation }) =>
        `${period.code} ${evaluation.missing === null ? yuanOf(evaluation.dueFen) : evaluation.missing.measure}`,
    );
    expect(story).toEqual([
      '2018-09 1260.00',
      '2018-10 1800.00',
      '2018-11 1800.00',
      '2018-12 1800.00',
      '2018 1825.05',
    ]);
    expect(yuanOf(totalFen)).toBe('8485.05');
  });

  test('R04a, R04b: at least 50% of 86,420.75 are 43,210.38; who pays 45,000.00 pays 1,789.62 freely, who pays 43,210.37 one fen too little', () => {
    const { dueFen } = due(atLeast('50', 'SHARE_RECEIVED', 'YEAR'), '2019', { SHARE_RECEIVED: '86420.75' });
    expect(yuanOf(dueFen)).toBe('43210.38');
    expect(yuanOf(fenOf('45000.00')! - dueFen)).toBe('1789.62');
    expect(yuanOf(dueFen - fenOf('43210.37')!)).toBe('0.01');
  });

  test('R04c: at least 33% of 100.01 are 33.01, whatever the rounding of the agreement', () => {
    const rule = atLeast('33', 'SHARE_RECEIVED', 'YEAR');
    for (const rounding of ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'] as const)
      expect(yuan(rule, '2019', { SHARE_RECEIVED: '100.01' }, { rounding })).toBe('33.01');
    expect(yuan(percent('33', 'SHARE_RECEIVED', 'YEAR'), '2019', { SHARE_RECEIVED: '100.01' })).toBe('33.00');
  });

  test('R05a: all of a half-year’s income of 203,456.78 is due', () => {
    const rule = percent('100', 'SERVICE_INCOME', 'HALF_YEAR');
    expect(yuan(rule, '2019-H1', { SERVICE_INCOME: '203456.78' })).toBe('203456.78');
  });

  test.each<[string, string, readonly (string | null)[], readonly string[]]>([
    ['R12a', '34254.32', ['70', '20', '10'], ['23978.03', '6850.86', '3425.43']],
    ['R12a with a rest', '34254.32', ['70', '20', null], ['23978.03', '6850.86', '3425.43']],
    // A third is no number of parts per million; the fund listed first gets what the others leave.
    ['R12b', '100.00', [null, '33.3333', '33.3333'], ['33.34', '33.33', '33.33']],
    ['R12c', '0.05', ['50', '30', '20'], ['0.03', '0.01', '0.01']],
  ])('%s: %s go to the funds by their shares', (_, amount, shares, expected) => {
    expect(parts(split(fixed(amount, 'MONTH'), ...shares), '2018-01')).toEqual(expected);
  });

  test('R12d: a reversal takes from each fund what it got', () => {
    const { allocations } = due(split(fixed('100.00', 'MONTH'), null, '33.3333', '33.3333'), '2018-01');
    expect(reverse(allocations)).toEqual([
      { fund: 1, amountFen: -3_334n },
      { fund: 2, amountFen: -3_333n },
      { fund: 3, amountFen: -3_333n },
    ]);
  });

  test('R13x: a quarter of two versions counts 45 days at 10% and 46 at 15%: 11,400.00 of 91,000', () => {
    const figures = { REVENUE: '91000.00' };
    const agreement = parsePeriod('2024-Q2')!;
    const before = { agreement, covered: { from: '2024-04-01', to: '2024-05-16' } };
    const after = { agreement, covered: { from: '2024-05-16', to: '2024-07-01' } };
    const old = due(percent('10', 'REVENUE', 'QUARTER'), '2024-Q2', figures, before);
    const next = due(percent('15', 'REVENUE', 'QUARTER'), '2024-Q2', figures, after);
    expect([old.dueFen, next.dueFen, old.dueFen + next.dueFen].map(yuanOf)).toEqual([
      '4500.00',
      '6900.00',
      '11400.00',
    ]);
  });

  test.each([
    ['2019-02', '1092.86'],
    ['2020-02', '1055.17'],
  ])('R19: 17 days of the month %s at 1,800.00 are %s', (code, expected) => {
    const agreement = { from: `${code}-01`, to: `${code}-18` };
    expect(yuan(prorate(fixed('1800.00', 'MONTH')), code, {}, { agreement })).toBe(expected);
  });

  test('R26: a corrected profit makes 13,154.32 due instead of 12,654.32', () => {
    const rule = percent('10', 'PROFIT', 'YEAR');
    const [was, is] = ['126543.21', '131543.21'].map((PROFIT) => due(rule, '2018', { PROFIT }));
    expect(reverse(was!.allocations)).toEqual([{ fund: 1, amountFen: -1_265_432n }]);
    expect(yuanOf(is!.dueFen)).toBe('13154.32');
    expect(yuanOf(is!.dueFen - was!.dueFen)).toBe('500.00');
  });

  test('1,800.01 split every month gives the funds other sums than the year’s amount split once', () => {
    const year = (rule: ShareRule) =>
      simulated(rule, '2018-01-01', '2019-01-01').totals.map(({ amountFen }) => yuanOf(amountFen));
    expect(year(split(fixed('1800.01', 'MONTH'), '70', '20', '10'))).toEqual([
      '15120.12',
      '4320.00',
      '2160.00',
    ]);
    expect(year(split(fixed('21600.12', 'YEAR'), '70', '20', '10'))).toEqual([
      '15120.09',
      '4320.02',
      '2160.01',
    ]);
  });
});

describe('days', () => {
  const half = { from: '2018-09-10', to: '2018-10-01' };

  test('do not lessen a fixed amount that is not prorated', () => {
    expect(yuan(fixed('1800.00', 'MONTH'), '2018-09', {}, { agreement: half })).toBe('1800.00');
  });

  test('divide a fixed amount between the versions of one month', () => {
    const covered = { from: '2018-09-10', to: '2018-09-17' };
    expect(yuan(fixed('1800.00', 'MONTH'), '2018-09', {}, { agreement: half, covered })).toBe('600.00');
    expect(yuan(prorate(fixed('1800.00', 'MONTH')), '2018-09', {}, { agreement: half, covered })).toBe(
      '420.00',
    );
  });

  test('do not lessen a part of a reported figure, even below a proration', () => {
    const rule = prorate(sum(percent('10', 'PROFIT', 'MONTH'), fixed('1.00', 'MONTH')));
    expect(yuan(rule, '2018-09', { PROFIT: '100.00' }, { agreement: half })).toBe('10.00');
  });

  test('outside the period or the agreement make nothing due', () => {
    const agreement = { from: '2019-01-01', to: '2019-02-01' };
    expect(yuan(fixed('1800.00', 'MONTH'), '2018-09', {}, { agreement })).toBe('0.00');
    expect(yuan(prorate(fixed('1800.00', 'MONTH')), '2018-09', {}, { agreement })).toBe('0.00');
    const covered = { from: '2018-09-01', to: '2018-09-05' };
    expect(yuan(fixed('1800.00', 'MONTH'), '2018-09', {}, { agreement: half, covered })).toBe('0.00');
  });
});

test('a figure that is not there is named, and nothing is guessed', () => {
  const period = parsePeriod('2018')!;
  const situation: Situation = {
    period,
    covered: period,
    agreement: period,
    since: period.from,
    contractFrom: period.from,
    figures: new Map([['2018', new Map<Measure, bigint>([['REVENUE', 1n]])]]),
    rounding: 'HALF_UP',
  };
  const asked = { measure: 'PROFIT', period: '2018' };
  const [component] = componentsOf(percent('10', 'PROFIT', 'YEAR'));
  expect(evaluateComponent(component!, situation)).toEqual({ missing: asked, asked: [asked] });
});

describe('a trace', () => {
  const story = (evaluation: Due, language: 'zh' | 'en') =>
    evaluation.nodes.map(
      ({ index, parentIndex, kind, exact, roundedFen, explanation }) =>
        `${index}<${parentIndex ?? ''} ${kind} ${exact} → ${roundedFen ?? ''} | ${explanation[language]}`,
    );

  test('of a part of the profit leads from what is due to the figure', () => {
    const evaluation = due(percent('10', 'PROFIT', 'YEAR'), '2018', { PROFIT: '126543.21' });
    expect(story(evaluation, 'zh')).toEqual([
      '0< DUE 12654321/10 → 1265432 | 2018年度应付 12,654.321 元,计至分(四舍五入)为 12,654.32 元',
      '1<0 PERCENT 12654321/10 →  | 2018年度利润 126,543.21 元的 10% 为 12,654.321 元',
      '2<1 FIGURE 12654321 →  | 2018年度利润为 126,543.21 元',
    ]);
    expect(story(evaluation, 'en')).toEqual([
      '0< DUE 12654321/10 → 1265432 | For 2018 12,654.321 yuan are due, rounded to the fen (half up): 12,654.32 yuan',
      '1<0 PERCENT 12654321/10 →  | 10% of the profit of 2018, 126,543.21 yuan, is 12,654.321 yuan',
      '2<1 FIGURE 12654321 →  | The figure for 2018 is 126,543.21 yuan of profit',
    ]);
  });

  test('of a prorated and split amount tells the days, the remainders and who gets the fen', () => {
    const agreement = { from: '2019-02-12', to: '2019-03-01' };
    const rule = split(prorate(fixed('1800.00', 'MONTH')), '70', '20', null);
    const evaluation = due(rule, '2019-02', {}, { agreement });
    expect(story(evaluation, 'zh')).toEqual([
      '0< DUE 765000/7 → 109286 | 2019年2月应付 1,092又6/7 元,计至分(四舍五入)为 1,092.86 元',
      '1<0 PRORATE 765000/7 →  | 2019年2月共 28 天,按其中 17 天折算:1,800.00 元 × 17/28 = 1,092又6/7 元',
      '2<1 FIXED 180000 →  | 2019年2月固定金额为 1,800.00 元',
      '3<0 PART 382501/5 → 76500 | 其中 70% 归第 1 个基金:765.002 元,余数 0.2 分较小,舍去,得 765.00 元',
      '4<0 PART 109286/5 → 21857 | 其中 20% 归第 2 个基金:218.572 元,余数 0.2 分较小,舍去,得 218.57 元',
      '5<0 PART 54643/5 → 10929 | 其中 10% 归第 3 个基金:109.286 元,余数 0.6 分较大,补足一分,得 109.29 元',
    ]);
    expect(story(evaluation, 'en')).toEqual([
      '0< DUE 765000/7 → 109286 | For February 2019 1,092 6/7 yuan are due, rounded to the fen (half up): 1,092.86 yuan',
      '1<0 PRORATE 765000/7 →  | 17 of the 28 days of February 2019 count: 1,800.00 yuan × 17/28 = 1,092 6/7 yuan',
      '2<1 FIXED 180000 →  | The fixed amount for February 2019 is 1,800.00 yuan',
      '3<0 PART 382501/5 → 76500 | 70% of it goes to fund 1: 765.002 yuan; its remainder of 0.2 fen is not among the largest and is dropped, which makes 765.00 yuan',
      '4<0 PART 109286/5 → 21857 | 20% of it goes to fund 2: 218.572 yuan; its remainder of 0.2 fen is not among the largest and is dropped, which makes 218.57 yuan',
      '5<0 PART 54643/5 → 10929 | 10% of it goes to fund 3: 109.286 yuan; its remainder of 0.6 fen is among the largest and is made a whole fen, which makes 109.29 yuan',
    ]);
  });

  test('of an obligation of at least a part rounds up, by one version’s days', () => {
    const more = {
      agreement: parsePeriod('2024-Q2')!,
      covered: { from: '2024-04-01', to: '2024-05-16' },
      rounding: 'DOWN' as const,
    };
    const evaluation = due(
      atLeast('50', 'SHARE_RECEIVED', 'QUARTER'),
      '2024-Q2',
      { SHARE_RECEIVED: '1820.01' },
      more,
    );
    expect(story(evaluation, 'zh')).toEqual([
      '0< DUE 8190045/182 → 45001 | 2024年第二季度应付 450又9/3640 元,计至分(只入不舍)为 450.01 元',
      '1<0 VERSION_DAYS 8190045/182 →  | 协议在2024年第二季度有效 91 天,其中本版本 45 天:910.005 元 × 45/91 = 450又9/3640 元',
      '2<1 AT_LEAST 182001/2 →  | 2024年第二季度社区所得收益分成 1,820.01 元的 50% 为 910.005 元,应付不低于此数',
      '3<2 FIGURE 182001 →  | 2024年第二季度社区所得收益分成为 1,820.01 元',
    ]);
  });

  test('of a loss says that it counts as nothing', () => {
    const evaluation = due(percent('10', 'PROFIT', 'YEAR'), '2018', { PROFIT: '-35000.00' });
    expect(evaluation.nodes.map(({ explanation }) => explanation)).toEqual([
      {
        zh: '2018年度应付 0.00 元,恰到分,无须舍入',
        en: 'For 2018 0.00 yuan are due; there is nothing to round',
      },
      {
        zh: '2018年度利润 -35,000.00 元,低于零,其 10% 按 0.00 元计',
        en: '10% of the profit of 2018, -35,000.00 yuan and thus below zero, counts as 0.00 yuan',
      },
      {
        zh: '2018年度利润为 -35,000.00 元',
        en: 'The figure for 2018 is -35,000.00 yuan of profit',
      },
    ]);
  });
});

test.each<[ShareRule, string, string]>([
  [fixed('1800.00', 'MONTH'), '每月固定 1,800.00 元', '1,800.00 yuan fixed every month'],
  [fixed('1800.00', 'UNSTATED'), '固定 1,800.00 元', '1,800.00 yuan fixed'],
  [percent('10', 'PROFIT', 'YEAR'), '年利润的 10%', '10% of the yearly profit'],
  [percent('12.5', 'RENT', 'QUARTER'), '季度租金的 12.5%', '12.5% of the quarterly rent'],
  [percent('30', 'EVENT_TAKINGS', 'UNSTATED'), '义卖所得的 30%', '30% of the event takings'],
  [percent('100', 'SERVICE_INCOME', 'UNSTATED'), '全部服务收益', 'all of the service income'],
  [
    percent('100', 'SERVICE_INCOME', 'HALF_YEAR'),
    '每半年全部服务收益',
    'all of the half-yearly service income',
  ],
  [
    atLeast('50', 'SHARE_RECEIVED', 'YEAR'),
    '每年不低于收益分成的 50%',
    'at least 50% of the yearly share of income received',
  ],
  [atLeast('100', 'DONATION', 'UNSTATED'), '不低于全部捐赠', 'at least all of the donations'],
])('%# a clause reads %s', (rule, zh, en) => {
  expect(clauseTitle(componentsOf(rule)[0]!)).toEqual({ zh, en });
});

test.each([
  ['2018', '2018年度', '2018'],
  ['2018-H1', '2018年上半年', 'the first half of 2018'],
  ['2018-H2', '2018年下半年', 'the second half of 2018'],
  ['2018-Q3', '2018年第三季度', 'the third quarter of 2018'],
  ['2018-09', '2018年9月', 'September 2018'],
  ['2018-12', '2018年12月', 'December 2018'],
])('the period %s is called %s', (code, zh, en) => {
  expect(periodWords(parsePeriod(code)!)).toEqual({ zh, en });
});

describe('a simulation', () => {
  const rule = sum(
    {
      kind: 'SPLIT',
      of: fixed('100.00', 'MONTH'),
      parts: [
        { fund: 2, sharePpm: null },
        { fund: 1, sharePpm: 700_000 },
      ],
    },
    split(percent('10', 'PROFIT', 'YEAR'), '50', '50'),
    split(percent('5', 'REVENUE', 'UNSTATED'), '100'),
  );

  test('names what is missing, what nobody asked for and what has no period, and sums the rest per fund', () => {
    const unused = figure('REVENUE', '2018', '1.00');
    const { lines, ...rest } = simulated(
      rule,
      '2018-11-15',
      '2019-02-01',
      figure('PROFIT', '2018', '1000.00'),
      unused,
    );
    expect(lines.map(({ component, period }) => `${component} ${period.code}`)).toEqual([
      '1 2018-11',
      '1 2018-12',
      '1 2019-01',
      '2 2018',
      '2 2019',
    ]);
    expect(rest).toEqual({
      totals: [
        { fund: 1, amountFen: 26_000n },
        { fund: 2, amountFen: 14_000n },
      ],
      totalFen: 40_000n,
      missing: [{ measure: 'PROFIT', period: '2019' }],
      unused: [unused],
      withoutPeriod: [3],
    });
  });

  test('refuses two figures for one thing, and centuries', () => {
    const twice = figure('PROFIT', '2018', '1.00');
    expect(() => simulated(rule, '2018-01-01', '2019-01-01', twice, twice)).toThrow(RangeError);
    expect(() => simulated(fixed('1.00', 'MONTH'), '2000-01-01', '2100-01-02')).toThrow(RangeError);
    expect(simulated(fixed('1.00', 'MONTH'), '2000-01-01', '2100-01-01').totalFen).toBe(120_000n);
  });
});

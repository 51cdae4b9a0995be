// Shapes of share rules by their worked examples: bases, limits, bands, years, days (R02e to R24, R33, R36).
import { describe, expect, test } from '@jest/globals';
import type { Per, ShareRule } from '../../src/domains/revenue-sharing/rules/tree.js';
import { yuanOf } from '../../src/kernel/money.js';
import {
  atLeast,
  fen,
  fixed,
  percent,
  ppm,
  prorate,
  story,
  tiered,
  year,
  type Told,
} from '../support/share-rules.js';

describe('bases', () => {
  test('R05a: all of a half-year’s service income is 203,456.78', () => {
    const rule = percent('100', 'SERVICE_INCOME', 'HALF_YEAR');
    expect(
      story(rule, '2019-01-01', '2019-07-01', [['SERVICE_INCOME', '2019-H1', '203456.78']]).dues,
    ).toEqual(['203456.78']);
  });

  test('R05b: all of it after reasonable costs of 31,200.40 is 172,256.38', () => {
    const rule = percent('100', 'SERVICE_INCOME', 'HALF_YEAR', { less: ['COST'] });
    const told: Told[] = [
      ['SERVICE_INCOME', '2019-H1', '203456.78'],
      ['COST', '2019-H1', '31200.40'],
    ];
    expect(story(rule, '2019-01-01', '2019-07-01', told).dues).toEqual(['172256.38']);
  });

  test.each<[string, string, string, string, string]>([
    ['R21a', '40400.00', '1', '8', '3200.00'],
    ['R21b', '10000.00', '6', '10', '943.40'],
    ['R21c', '0.05', '6', '10', '0.00'],
  ])('%s: of %s with %s%% tax in it, %s%% is %s', (_, gross, tax, rate, expected) => {
    const rule = percent(rate, 'REVENUE', 'YEAR', { tax });
    expect(year(rule, ['REVENUE', '2019', gross]).dues).toEqual([expected]);
  });

  test('R22: 51% of a dividend of 40% of 233,333.33 is 47,600.00', () => {
    const rule: ShareRule = { kind: 'SCALE', ratePpm: ppm('51'), of: percent('40', 'PROFIT', 'YEAR') };
    expect(year(rule, ['PROFIT', '2019', '233333.33']).dues).toEqual(['47600.00']);
  });

  test('R02e: a loss of 35,000 is made up for by the next year’s 50,000, of which 15,000 are shared', () => {
    const rule: ShareRule = {
      kind: 'CARRY_FORWARD_LOSS',
      openingLossFen: 0n,
      of: percent('10', 'PROFIT', 'YEAR'),
    };
    const told: Told[] = [
      ['PROFIT', '2019', '-35000.00'],
      ['PROFIT', '2020', '50000.00'],
    ];
    expect(story(rule, '2019-01-01', '2021-01-01', told).dues).toEqual(['0.00', '1500.00']);
  });

  test('R36: half of 43,210.99 is at least 21,605.50, and more than half of 43,211.00 is 21,605.51', () => {
    const told = (amount: string): Told[] => [['REVENUE', '2019-Q1', amount]];
    const due = (rule: ShareRule, amount: string) =>
      story(rule, '2019-01-01', '2019-04-01', told(amount)).dues;
    expect(due(atLeast('50', 'REVENUE', 'QUARTER'), '43210.99')).toEqual(['21605.50']);
    expect(due(atLeast('50', 'REVENUE', 'QUARTER', true), '43211.00')).toEqual(['21605.51']);
  });
});

describe('the higher, the lower, the limits', () => {
  test('R06: the higher of 3,000 and 8% of the month', () => {
    const rule: ShareRule = {
      kind: 'MAX',
      of: [fixed('3000.00', 'MONTH'), percent('8', 'REVENUE', 'MONTH')],
    };
    const told: Told[] = [
      ['REVENUE', '2019-01', '32000.00'],
      ['REVENUE', '2019-02', '37500.00'],
      ['REVENUE', '2019-03', '45000.00'],
    ];
    expect(story(rule, '2019-01-01', '2019-04-01', told).dues).toEqual(['3000.00', '3000.00', '3600.00']);
  });

  test('R07: 5% of the quarter, no less than 1,000 and no more than 10,000', () => {
    const rule: ShareRule = {
      kind: 'CAP',
      amountFen: fen('10000.00'),
      of: { kind: 'FLOOR', amountFen: fen('1000.00'), of: percent('5', 'REVENUE', 'QUARTER') },
    };
    const told: Told[] = [
      ['REVENUE', '2019-Q1', '10000.00'],
      ['REVENUE', '2019-Q2', '60000.00'],
      ['REVENUE', '2019-Q3', '300000.00'],
    ];
    expect(story(rule, '2019-01-01', '2019-10-01', told).dues).toEqual(['1000.00', '3000.00', '10000.00']);
  });

  test('R04d: no more than 20% of 100.03 is 20.00, which half up would make 20.01', () => {
    const told: Told = ['REVENUE', '2019', '100.03'];
    const limit: ShareRule = { kind: 'AT_MOST', of: percent('20', 'REVENUE', 'YEAR') };
    expect(year({ kind: 'MIN', of: [fixed('50.00', 'YEAR'), limit] }, told).dues).toEqual(['20.00']);
    expect(year(percent('20', 'REVENUE', 'YEAR'), told).dues).toEqual(['20.01']);
  });

  test('of equal amounts the larger is rounded up by its inequality and the smaller down, whichever is named first', () => {
    const told: Told = ['REVENUE', '2019', '100.03'];
    const least = atLeast('20', 'REVENUE', 'YEAR');
    const limit: ShareRule = { kind: 'AT_MOST', of: percent('20', 'REVENUE', 'YEAR') };
    const plain = percent('20', 'REVENUE', 'YEAR');
    const dues = (kind: 'MAX' | 'MIN', ...of: readonly ShareRule[]) =>
      [of, of.toReversed()].flatMap((parts) => year({ kind, of: parts }, told).dues);
    // 20.006 yuan: 20.01 at least, 20.00 at most.
    expect(dues('MAX', least, limit, plain)).toEqual(['20.01', '20.01']);
    expect(dues('MIN', least, limit, plain)).toEqual(['20.00', '20.00']);
    expect(dues('MAX', limit, plain)).toEqual(['20.00', '20.00']);
    expect(dues('MIN', least, plain)).toEqual(['20.01', '20.01']);
    // Of 100.00 it is 20.00 to the fen, and more than that is a fen more.
    const more = atLeast('20', 'REVENUE', 'YEAR', true);
    const whole: Told = ['REVENUE', '2019', '100.00'];
    expect(year({ kind: 'MAX', of: [least, more] }, whole).dues).toEqual(['20.01']);
    expect(year({ kind: 'MIN', of: [more, least] }, whole).dues).toEqual(['20.00']);
  });

  test('R33: a reserve of at least 30%, and dividends of at most 60% where the net is above 100,000', () => {
    const reserve = atLeast('30', 'PROFIT', 'YEAR');
    const dividend: ShareRule = {
      kind: 'AT_MOST',
      of: tiered('WHOLE', 'PROFIT', 'YEAR', ['100000.00', '0'], [null, '60']),
    };
    const dues = (net: string) =>
      [reserve, dividend].flatMap((rule) => year(rule, ['PROFIT', '2019', net]).dues);
    expect(dues('183456.79')).toEqual(['55037.04', '110074.07']);
    expect(yuanOf(fen('183456.79') - fen('55037.04') - fen('110074.07'))).toBe('18345.68');
    expect(dues('90000.00')).toEqual(['27000.00', '0.00']);
  });
});

describe('bands', () => {
  const bands: [string | null, string][] = [
    ['100000.00', '10'],
    ['300000.00', '20'],
    [null, '30'],
  ];

  test.each([
    ['80000.00', '8000.00'],
    ['100000.00', '10000.00'],
    ['234567.89', '36913.58'],
    ['500000.01', '110000.00'],
  ])('R08: each rate on its own band makes of %s a due of %s', (base, expected) => {
    expect(year(tiered('MARGINAL', 'PROFIT', 'YEAR', ...bands), ['PROFIT', '2019', base]).dues).toEqual([
      expected,
    ]);
  });

  test.each([
    ['100000.00', '10000.00'],
    ['100000.01', '20000.00'],
  ])('R09: the rate of the highest band on all makes of %s a due of %s', (base, expected) => {
    expect(year(tiered('WHOLE', 'PROFIT', 'YEAR', ...bands), ['PROFIT', '2019', base]).dues).toEqual([
      expected,
    ]);
  });
});

describe('a year’s account', () => {
  test('R10: four quarters make 9,500.00, and 2,500.00 are lacking to the guaranteed 12,000.00', () => {
    const rule: ShareRule = {
      kind: 'GUARANTEE',
      amountFen: fen('12000.00'),
      of: percent('10', 'REVENUE', 'QUARTER'),
    };
    const { lines, total } = year(
      rule,
      ['REVENUE', '2019-Q1', '20000.00'],
      ['REVENUE', '2019-Q2', '15000.00'],
      ['REVENUE', '2019-Q3', '52000.00'],
      ['REVENUE', '2019-Q4', '8000.00'],
    );
    expect(lines).toEqual([
      '1 2019-Q1 2000.00',
      '1 2019-Q2 1500.00',
      '1 2019-Q3 5200.00',
      '1 2019-Q4 800.00',
      '2 2019 2500.00',
    ]);
    expect(total).toBe('12000.00');
  });

  test.each([
    ['R11a', '156789.45', '543.16', '12543.16'],
    ['R11b', '140000.00', '-800.00', '11200.00'],
  ])('%s: 1,000 a month in advance and 8%% of %s leave %s at the year’s end', (_, base, balance, total) => {
    const rule: ShareRule = {
      kind: 'ADVANCE',
      amountFen: fen('1000.00'),
      per: 'MONTH',
      of: percent('8', 'REVENUE', 'YEAR'),
    };
    const { dues, total: all } = year(rule, ['REVENUE', '2019', base]);
    expect(dues).toEqual([...Array.from({ length: 12 }, () => '1000.00'), balance]);
    expect(all).toBe(total);
  });
});

describe('contract years and days', () => {
  const steps = (per: Per): ShareRule => ({
    kind: 'STEP_UP',
    steps: [
      { fromYear: 1, of: percent('10', 'REVENUE', per) },
      { fromYear: 2, of: percent('15', 'REVENUE', per) },
      { fromYear: 3, of: percent('20', 'REVENUE', per) },
    ],
  });

  test('R13: 10, 15 and 20% of 60,000.33 in the contract years, and 20% from then on', () => {
    const told = ['2019', '2020', '2021', '2022'].map((period): Told => ['REVENUE', period, '60000.33']);
    expect(story(steps('YEAR'), '2019-01-01', '2023-01-01', told).dues).toEqual([
      '6000.03',
      '9000.05',
      '12000.07',
      '12000.07',
    ]);
  });

  test('R13x: a quarter that straddles the anniversary counts 45 days at 10% and 46 at 15%', () => {
    const told: Told[] = [['REVENUE', '2024-Q2', '91000.00']];
    const { dues } = story(steps('QUARTER'), '2024-04-01', '2024-07-01', told, '2023-05-16');
    expect(dues).toEqual(['11400.00']);
  });

  test('R14: three months without rent from 15 March leave 16 of 30 days of June', () => {
    const rule: ShareRule = { kind: 'GRACE', until: '2024-06-15', of: prorate(fixed('2400.00', 'MONTH')) };
    const { dues, total } = story(rule, '2024-03-15', '2025-01-01');
    expect(dues).toEqual(['0.00', '0.00', '0.00', '1280.00', ...Array.from({ length: 6 }, () => '2400.00')]);
    expect(total).toBe('15680.00');
  });

  test.each([
    ['50', '18900.00'],
    ['100', '16200.00'],
  ])('R15: %s%% of February to April 2020 waived make a year of %s', (rate, expected) => {
    const rule: ShareRule = {
      kind: 'WAIVE',
      ratePpm: ppm(rate),
      from: '2020-02-01',
      to: '2020-05-01',
      of: fixed('1800.00', 'MONTH'),
    };
    expect(story(rule, '2020-01-01', '2021-01-01').total).toBe(expected);
  });

  test.each([
    ['2023-02-12', '2023-03-01', '1092.86'],
    ['2024-02-13', '2024-03-01', '1055.17'],
  ])('R19: 1,800 for the days from %s to before %s are %s', (from, to, expected) => {
    expect(story(prorate(fixed('1800.00', 'MONTH')), from, to).dues).toEqual([expected]);
  });

  test('R24: 2,000 a year rise by 3% every two years, each time on what they were', () => {
    const rule: ShareRule = { kind: 'INDEX', ratePpm: ppm('3'), everyYears: 2, of: fixed('2000.00', 'YEAR') };
    expect(story(rule, '2019-01-01', '2024-01-01').dues).toEqual([
      '2000.00',
      '2000.00',
      '2060.00',
      '2060.00',
      '2121.80',
    ]);
  });
});

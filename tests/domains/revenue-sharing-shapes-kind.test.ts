// Shapes of share rules by their worked examples: service, gifts, waterfalls, division (R16 to R35).
import { describe, expect, test } from '@jest/globals';
import { lateCharge } from '../../src/domains/revenue-sharing/rules/evaluate.js';
import type { ShareRule } from '../../src/domains/revenue-sharing/rules/tree.js';
import { roundFraction, splitByWeights, yuanOf } from '../../src/kernel/money.js';
import {
  fen,
  fixed,
  inKind,
  percent,
  perUnit,
  ppm,
  step,
  story,
  tiered,
  year,
  type Told,
} from '../support/share-rules.js';

describe('service, pieces and slots', () => {
  test('R16a: 24 hours owed and 19.5 served leave 4.5 at 60.00', () => {
    expect(year(inKind('24', '60.00', 'YEAR'), ['HOURS', '2019', '19.5']).dues).toEqual(['270.00']);
    expect(year(inKind('24', '60.00', 'YEAR'), ['HOURS', '2019', '25']).dues).toEqual(['0.00']);
  });

  test('R16b: 32 hours at 50.00 take the place of 40% of a rent of 3,000.00, and no more', () => {
    const rule: ShareRule = {
      kind: 'OFFSET',
      priceFen: fen('50.00'),
      capPpm: ppm('40'),
      of: fixed('3000.00', 'MONTH'),
    };
    const told: Told[] = [['HOURS', '2019-01', '32']];
    expect(story(rule, '2019-01-01', '2019-02-01', told).dues).toEqual(['1800.00']);
  });

  test('R28: one yuan a year and 96 hours, which nobody pays for', () => {
    const rule: ShareRule = { kind: 'SUM', of: [fixed('1.00', 'YEAR'), inKind('96', null, 'YEAR')] };
    expect(year(rule, ['HOURS', '2019', '90']).dues).toEqual(['1.00', '0.00']);
  });

  test('R20: two and a half hours at 30 and one and a half at 50, less 20%, are 120.00', () => {
    const rule: ShareRule = {
      kind: 'SCALE',
      ratePpm: ppm('80'),
      of: {
        kind: 'SUM',
        of: [perUnit('30.00', 'HOURS', 'MONTH'), perUnit('50.00', 'PEAK_HOURS', 'MONTH')],
      },
    };
    const told: Told[] = [
      ['HOURS', '2019-01', '2.5'],
      ['PEAK_HOURS', '2019-01', '1.5'],
    ];
    expect(story(rule, '2019-01-01', '2019-02-01', told).dues).toEqual(['120.00']);
  });

  test('R29, R34: 12,345 parcels at 0.50 with a floor of 500, and 1.00 for each of 1,483 sold', () => {
    const parcels: ShareRule = {
      kind: 'FLOOR',
      amountFen: fen('500.00'),
      of: perUnit('0.50', 'UNITS', 'YEAR'),
    };
    expect(year(parcels, ['UNITS', '2019', '12345']).dues).toEqual(['6172.50']);
    expect(year(parcels, ['UNITS', '2019', '999']).dues).toEqual(['500.00']);
    expect(year(perUnit('1.00', 'UNITS', 'YEAR'), ['UNITS', '2019', '1483']).dues).toEqual(['1483.00']);
  });
});

describe('gifts', () => {
  test('R17a: of a pledge of 50,000 in four parts 35,000 are paid: 2,500 overdue, 15,000 outstanding', () => {
    const days = ['2019-03-31', '2019-06-30', '2019-09-30', '2019-12-31'];
    const rule: ShareRule = {
      kind: 'PLEDGE',
      instalments: days.map((dueOn) => ({ dueOn, amountFen: fen('12500.00') })),
      per: 'QUARTER',
    };
    const { dues } = year(rule);
    expect(dues).toEqual(['12500.00', '12500.00', '12500.00', '12500.00']);
    const [paid, dueByOctober] = [fen('35000.00'), dues.slice(0, 3).reduce((sum, due) => sum + fen(due), 0n)];
    expect([yuanOf(dueByOctober - paid), yuanOf(fen('50000.00') - paid)]).toEqual(['2500.00', '15000.00']);
  });

  test('R17b: 30% of 8,765.43 from a charity sale', () => {
    expect(year(percent('30', 'EVENT_TAKINGS', 'YEAR'), ['EVENT_TAKINGS', '2019', '8765.43']).dues).toEqual([
      '2629.63',
    ]);
  });

  test('R25: gifts are matched one to one until 30,000 are used up', () => {
    const rule: ShareRule = {
      kind: 'MATCH',
      ratePpm: ppm('100'),
      base: 'DONATION',
      capFen: fen('30000.00'),
      matchedFen: 0n,
      per: 'QUARTER',
    };
    const told = ['12345.67', '20000.00', '1.00'].map((gift, i): Told => [
      'DONATION',
      `2019-Q${i + 1}`,
      gift,
    ]);
    expect(story(rule, '2019-01-01', '2019-10-01', told).dues).toEqual(['12345.67', '17654.33', '0.00']);
  });

  test.each([
    ['R27', '3', '10000.00', '300.00'],
    ['R27', '1.5', '333.33', '5.00'],
  ])('%s: a management fee of %s%% of %s is %s', (_, rate, base, expected) => {
    expect(year(percent(rate, 'DONATION', 'YEAR'), ['DONATION', '2019', base]).dues).toEqual([expected]);
  });

  test('R30: all or nothing gives nothing for a goal missed by one fen; keep it all keeps it; 60 to 40 of 28,000', () => {
    const told: Told = ['DONATION', '2019', '19999.99'];
    const all = tiered('WHOLE', 'DONATION', 'YEAR', ['19999.99', '0'], [null, '100']);
    expect(year(all, told).dues).toEqual(['0.00']);
    expect(year(all, ['DONATION', '2019', '20000.00']).dues).toEqual(['20000.00']);
    expect(year(percent('100', 'DONATION', 'YEAR'), told).dues).toEqual(['19999.99']);
    const shared: ShareRule = {
      kind: 'SPLIT',
      of: percent('100', 'DONATION', 'YEAR'),
      parts: [
        { fund: 1, sharePpm: ppm('60') },
        { fund: 2, sharePpm: null },
      ],
    };
    expect(year(shared, ['DONATION', '2019', '28000.00']).parts).toEqual([['16800.00', '11200.00']]);
  });
});

describe('waterfalls', () => {
  const net = { base: 'REVENUE', less: ['COST'], per: 'YEAR' } as const;

  test('R18: 30% of 87,654.33 to the fund, 20% to the reserve, the rest to the parties', () => {
    const rule: ShareRule = {
      kind: 'WATERFALL',
      ...net,
      steps: [step({ rate: '30', fund: 1 }), step({ rate: '20', fund: 2 }), step({})],
    };
    const { parts, total } = year(rule, ['REVENUE', '2019', '150000.00'], ['COST', '2019', '62345.67']);
    expect(parts).toEqual([['26296.30', '17530.87']]);
    expect(yuanOf(fen('87654.33') - fen(total))).toBe('43827.16');
  });

  test('R35: who invested recovers the 15,000 that lack to 50,000 first, then half goes to the fund', () => {
    const rule: ShareRule = {
      kind: 'WATERFALL',
      ...net,
      steps: [step({ recover: '50000.00', recovered: '35000.00' }), step({ rate: '50', fund: 1 }), step({})],
    };
    const { dues, evaluations } = year(rule, ['REVENUE', '2019', '24000.00'], ['COST', '2019', '0.00']);
    expect(dues).toEqual(['4500.00']);
    const [one] = evaluations;
    const steps = one!.missing === null ? one!.nodes.filter(({ kind }) => kind === 'WATERFALL_STEP') : [];
    expect(steps.map(({ exact }) => exact)).toEqual(['1500000', '450000', '450000']);
  });

  test('what is recovered in one year is not recovered in the next', () => {
    const rule: ShareRule = {
      kind: 'WATERFALL',
      ...net,
      steps: [step({ recover: '50000.00', recovered: '35000.00' }), step({ rate: '50', fund: 1 }), step({})],
    };
    const told = ['2019', '2020'].flatMap((period): Told[] => [
      ['REVENUE', period, '12000.00'],
      ['COST', period, '0.00'],
    ]);
    expect(story(rule, '2019-01-01', '2021-01-01', told).dues).toEqual(['0.00', '4500.00']);
  });
});

describe('sums that are divided', () => {
  test('R31: 270,000 over seven buildings, R32: 10,000 by area', () => {
    const sevenths = splitByWeights(
      fen('270000.00'),
      Array.from({ length: 7 }, () => 1n),
    ).map(yuanOf);
    expect(sevenths).toEqual([...Array.from({ length: 6 }, () => '38571.43'), '38571.42']);
    expect(splitByWeights(fen('10000.00'), [8950n, 12033n, 10017n]).map(yuanOf)).toEqual([
      '2887.10',
      '3881.61',
      '3231.29',
    ]);
  });

  test('R23: 4,321.05 paid 37 days late at 0.05% a day cost 79.94', () => {
    const charge = lateCharge([{ openFen: fen('4321.05'), days: 37n }], ppm('0.05'));
    expect(yuanOf(roundFraction(charge, 'HALF_UP'))).toBe('79.94');
  });
});

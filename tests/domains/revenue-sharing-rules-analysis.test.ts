// What the analysis refuses of a share rule: each rule by its name and its place in the input.
import { describe, expect, test } from '@jest/globals';
import { analyseRule, ratesOf, simulationFaults } from '../../src/domains/revenue-sharing/rules/analyse.js';
import { analysisRules } from '../../src/domains/revenue-sharing/rules/analysis-rules.js';
import { boundsWaived } from '../../src/domains/revenue-sharing/rules/versions.js';
import { maxPeriods } from '../../src/domains/revenue-sharing/rules/periods.js';
import type { Figure } from '../../src/domains/revenue-sharing/rules/simulate.js';
import type { ShareRule, SplitPart } from '../../src/domains/revenue-sharing/rules/tree.js';
import { shareRules } from '../../src/kernel/config.js';
import { allRules, messageOf, type Fault, type Path } from '../../src/kernel/errors.js';

const fee: ShareRule = { kind: 'FIXED', amountFen: 180_000n, per: 'MONTH' };
const tenth: ShareRule = { kind: 'PERCENT', ratePpm: 100_000, base: 'PROFIT', per: 'YEAR' };
const half: ShareRule = { kind: 'AT_LEAST', ratePpm: 500_000, base: 'SHARE_RECEIVED', per: 'YEAR' };
const sum = (...of: ShareRule[]): ShareRule => ({ kind: 'SUM', of });
const prorate = (of: ShareRule): ShareRule => ({ kind: 'PRORATE', of });
const split = (of: ShareRule, ...parts: [fund: number, sharePpm: number | null][]): ShareRule => ({
  kind: 'SPLIT',
  of,
  parts: parts.map(([fund, sharePpm]): SplitPart => ({ fund, sharePpm })),
});

/** Names and places of the faults, with what they were told. */
const faults = (rule: ShareRule, funds = 1): [string | null, Path, Fault['params']][] =>
  analyseRule(rule, { funds }, ['rule']).map(({ rule, path, params }) => [rule, path, params]);

test.each<[string, ShareRule, number]>([
  ['a fee', fee, 1],
  ['a part of at least a half', half, 1],
  ['a prorated fee and a tenth of the profit', sum(prorate(fee), tenth), 1],
  ['a split that makes 100%', split(sum(prorate(fee), tenth), [1, 700_000], [2, 200_000], [3, 100_000]), 3],
  ['a split with a rest', split(fee, [2, 700_000], [1, null]), 2],
  ['a split of one fund', split(fee, [1, 1_000_000]), 1],
  ['two splits that reach all funds', sum(split(fee, [1, null]), split(tenth, [2, 1_000_000])), 2],
  ['a proration above a split', prorate(split(fee, [1, 999_999], [2, null])), 2],
])('%s has no faults', (_, rule, funds) => {
  expect(faults(rule, funds)).toEqual([]);
});

describe('a rule is refused', () => {
  test.each([0n, -1n])('with a fixed amount of %s fen', (amountFen) => {
    expect(faults({ ...fee, amountFen })).toEqual([
      ['share-amount-positive', ['rule', 'fixed', 'amount'], { amount: amountFen === 0n ? '0.00' : '-0.01' }],
    ]);
  });

  test.each([
    [0, '0'],
    [-1, '-0.0001'],
    [1_000_001, '100.0001'],
  ])('with a rate of %i ppm', (ratePpm, rate) => {
    expect(faults(sum(fee, { ...tenth, ratePpm }))).toEqual([
      ['share-rate-range', ['rule', 'sum', 'of', 1, 'percent', 'rate'], { rate, max: '100' }],
    ]);
    expect(faults(prorate(sum(fee, { ...half, ratePpm })))).toEqual([
      [
        'share-rate-range',
        ['rule', 'prorate', 'of', 'sum', 'of', 1, 'atLeast', 'rate'],
        { rate, max: '100' },
      ],
    ]);
  });

  test('without a period', () => {
    expect(faults(sum({ ...fee, per: 'UNSTATED' }, { ...tenth, per: 'UNSTATED' }))).toEqual([
      ['share-period-stated', ['rule', 'sum', 'of', 0, 'fixed', 'per'], {}],
      ['share-period-stated', ['rule', 'sum', 'of', 1, 'percent', 'per'], {}],
    ]);
  });

  test('with a sum of one part or of none', () => {
    expect(faults(sum(fee))).toEqual([['share-sum-parts', ['rule', 'sum'], { count: 1 }]]);
    expect(faults(sum())).toEqual([
      ['share-sum-parts', ['rule', 'sum'], { count: 0 }],
      ['share-fund-receives', ['rule'], { fund: 1 }],
    ]);
  });

  test('with a proration that has no fixed amount below it', () => {
    expect(faults(sum(fee, prorate(tenth)))).toEqual([
      ['share-prorate-above-fixed', ['rule', 'sum', 'of', 1, 'prorate'], {}],
    ]);
  });

  test('with a proration inside a proration', () => {
    expect(faults(prorate(sum(tenth, prorate(fee))))).toEqual([
      ['share-prorate-once', ['rule', 'prorate', 'of', 'sum', 'of', 1, 'prorate'], {}],
    ]);
  });

  test('with a split inside a split', () => {
    expect(faults(split(prorate(split(fee, [1, null])), [1, null]))).toEqual([
      ['share-split-not-in-split', ['rule', 'split', 'of', 'prorate', 'of', 'split'], {}],
    ]);
  });

  test('with a split over no fund, or over too many', () => {
    expect(faults(split(fee), 0)).toEqual([
      ['share-split-parts', ['rule', 'split', 'parts'], { max: 20, count: 0 }],
    ]);
    const many = Array.from({ length: 21 }, (_, i): [number, number | null] => [
      i + 1,
      i === 0 ? null : 10_000,
    ]);
    expect(faults(split(fee, ...many), 21)).toEqual([
      ['share-split-parts', ['rule', 'split', 'parts'], { max: 20, count: 21 }],
    ]);
    expect(faults(split(fee, ...many.slice(1)), 21)).not.toContainEqual(
      expect.arrayContaining(['share-split-parts']),
    );
  });

  test('with two funds that get the rest', () => {
    expect(faults(split(fee, [1, null], [2, null], [3, 500_000]), 3)).toEqual([
      ['share-split-one-rest', ['rule', 'split', 'parts'], { count: 2 }],
    ]);
  });

  test.each([
    [300_001, '100.0001'],
    [299_999, '99.9999'],
  ])('with shares that do not make a whole (%i ppm and 70%%)', (sharePpm, made) => {
    expect(faults(split(fee, [1, 700_000], [2, sharePpm]), 2)).toEqual([
      ['share-split-whole', ['rule', 'split', 'parts'], { sum: made }],
    ]);
  });

  test('with shares that leave no rest to the fund that gets it', () => {
    expect(faults(split(fee, [1, 700_000], [2, 300_000], [3, null]), 3)).toEqual([
      ['share-split-leaves-a-rest', ['rule', 'split', 'parts'], { sum: '100' }],
    ]);
  });

  test('with a share of nothing', () => {
    expect(faults(split(fee, [1, 1_000_000], [2, 0]), 2)).toEqual([
      ['share-rate-range', ['rule', 'split', 'parts', 1, 'share'], { rate: '0', max: '100' }],
    ]);
  });

  test.each([0, 3, -1])('with a fund %i of two', (fund) => {
    expect(faults(split(fee, [1, 500_000], [2, 250_000], [fund, 250_000]), 2)).toEqual([
      ['share-split-fund-exists', ['rule', 'split', 'parts', 2, 'fund'], { fund, funds: 2 }],
    ]);
  });

  test('with a fund that stands twice in a split', () => {
    expect(faults(split(fee, [1, 500_000], [2, 250_000], [1, 250_000]), 2)).toEqual([
      ['share-split-fund-once', ['rule', 'split', 'parts', 2, 'fund'], { fund: 1 }],
    ]);
  });

  test.each([0, 2])('with a clause outside any split over %i funds', (funds) => {
    expect(faults(sum(fee, half), funds)).toEqual([
      ['share-component-one-fund', ['rule', 'sum', 'of', 0, 'fixed'], { funds }],
      ['share-component-one-fund', ['rule', 'sum', 'of', 1, 'atLeast'], { funds }],
    ]);
  });

  test('with a fund that nothing goes to', () => {
    expect(faults(split(fee, [2, null]), 3)).toEqual([
      ['share-fund-receives', ['rule'], { fund: 1 }],
      ['share-fund-receives', ['rule'], { fund: 3 }],
    ]);
  });

  test('with more than 60 nodes, and then for nothing else', () => {
    const wrong = { ...fee, amountFen: 0n };
    const wide = (leaves: number) => sum(...Array.from({ length: leaves }, () => wrong));
    expect(faults(wide(60))).toEqual([['share-rule-nodes', ['rule'], { max: 60, count: 61 }]]);
    expect(faults(wide(59)).map(([name]) => name)).toEqual(Array(59).fill('share-amount-positive'));
  });

  test('with more than 8 levels, however many', () => {
    const deep = (levels: number) => {
      let rule: ShareRule = fee;
      for (let level = 1; level < levels; level++) rule = sum(rule, fee);
      return rule;
    };
    expect(faults(deep(8))).toEqual([]);
    expect(faults(deep(9))).toEqual([['share-rule-depth', ['rule'], { max: 8, count: 9 }]]);
    expect(faults(deep(20_000)).map(([name]) => name)).toEqual(['share-rule-nodes', 'share-rule-depth']);
  });

  test('for all that is wrong at once', () => {
    const rule = split(
      sum({ ...fee, amountFen: 0n, per: 'UNSTATED' }, { ...tenth, ratePpm: 0 }),
      [1, 600_000],
      [3, 300_000],
    );
    expect(faults(rule, 2).map(([name]) => name)).toEqual([
      'share-split-whole',
      'share-split-fund-exists',
      'share-amount-positive',
      'share-period-stated',
      'share-rate-range',
      'share-fund-receives',
    ]);
  });
});

describe('bounds of contracted rates', () => {
  const bounds = { name: '示例区', minPpm: 100_000, maxPpm: 500_000 };
  const judged = (ratePpm: number) => boundsWaived({ ...tenth, ratePpm }, bounds, false, ['rule']);

  test('are themselves allowed', () => {
    expect([judged(100_000), judged(500_000)]).toEqual([[], []]);
  });

  test.each([
    [99_900, '9.99'],
    [99_999, '9.9999'],
    [500_100, '50.01'],
  ])('refuse %i ppm', (ratePpm, rate) => {
    expect(judged(ratePpm)).toEqual([
      {
        code: 'RULE_BROKEN',
        rule: 'share-bounds-waived-by-resolution',
        path: ['rule'],
        params: { division: '示例区', rate, min: '10', max: '50' },
      },
    ]);
  });

  test('concern parts and obligations of at least a part, by their clause; not fixed amounts', () => {
    expect(ratesOf(split(sum(fee, tenth, half), [1, null]))).toEqual([
      { ratePpm: 100_000, component: 2 },
      { ratePpm: 500_000, component: 3 },
    ]);
    expect(boundsWaived(half, bounds, false, [])).toEqual([]);
    expect(boundsWaived({ ...tenth, ratePpm: 1 }, bounds, true, [])).toEqual([]);
    expect(boundsWaived({ ...tenth, ratePpm: 1 }, null, false, [])).toEqual([]);
  });
});

describe('a simulation is refused', () => {
  const paths = { span: ['to'], figures: ['figures'] };
  const figure = (period: string, measure: Figure['measure'] = 'PROFIT'): Figure => ({
    measure,
    period,
    amountFen: 1n,
  });
  const judged = (to: string, ...figures: Figure[]) =>
    simulationFaults(sum(fee, tenth), { from: '2018-01-01', to, figures }, paths).map(
      ({ rule, path, params }) => [rule, path, params],
    );

  test('for a period that is none, and for a figure given twice', () => {
    expect(judged('2019-01-01', figure('2018'), figure('2018', 'RENT'), figure('2018-Q3'))).toEqual([]);
    expect(judged('2019-01-01', figure('2018'), figure('2018-13'), figure('2018'))).toEqual([
      ['share-figure-period', ['figures', 1, 'period'], { period: '2018-13' }],
      ['share-figure-once', ['figures', 2, 'period'], { period: '2018' }],
    ]);
  });

  test('for more than 1,200 lines', () => {
    expect(judged('2110-01-01')).toEqual([]);
    expect(judged('2111-01-01')).toEqual([['share-simulation-lines', ['to'], { max: 1_200, count: 1_209 }]]);
    expect(shareRules.periods).toBe(maxPeriods);
  });
});

test('every rule of the analysis says in both languages what it expects', () => {
  for (const name of Object.values(analysisRules)) {
    const { zh, en } = allRules().get(name)!;
    const params = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, param]) => param).toSorted();
    expect([zh, [...new Set(params(zh))]]).toEqual([zh, [...new Set(params(en))]]);
    expect([zh.endsWith('。'), en.endsWith('.')]).toEqual([true, true]);
  }
  const [first] = analyseRule(split(fee, [1, 600_000]), { funds: 1 }, []);
  expect([messageOf(first!, 'zh-CN'), messageOf(first!, 'en')]).toEqual([
    '各基金的比例之和须为 100%,现为 60%。',
    'The shares of a split make 100%, not 60%.',
  ]);
});

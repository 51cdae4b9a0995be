// Rules beside each other, a history under another rule, and a year's account over its quarters.
import { describe, expect, test } from '@jest/globals';
import { callerWith, usePlatform } from '../support/platform.js';
import { clerk, close, correct, makeAgreement, report } from '../support/sharing.js';

const platform = usePlatform('seeded');

const tenth = { percent: { rate: '10', base: 'REVENUE', per: 'QUARTER' } };
const guaranteed = { guarantee: { amount: '12000.00', of: tenth } };
const quarters = ['20000.00', '15000.00', '52000.00', '8000.00'];
const figures = quarters.map((amount, i) => ({ measure: 'REVENUE', period: `2018-Q${i + 1}`, amount }));
const example = { period: '2018', figures, due: '12000.00' };

const settled = `query ($id: ID!) { agreement(ref: { id: $id }) {
  closesOn
  settlements(filter: { state: { ne: REVERSED } }, first: 100) { nodes { period clause amount { yuan } report { period } } } } }`;

interface Settled {
  readonly closesOn: string | null;
  readonly settlements: {
    readonly nodes: readonly {
      readonly period: string;
      readonly clause: number;
      readonly amount: { readonly yuan: string };
      readonly report: { readonly period: string } | null;
    }[];
  };
}

async function lines(id: string): Promise<readonly string[]> {
  const { agreement } = await platform.read<{ agreement: Settled }>(settled, { id }, clerk);
  return agreement.settlements.nodes
    .map(({ period, clause, amount, report: of }) => `${period} ${clause} ${amount.yuan}${of ? '' : ' –'}`)
    .sort();
}

const quarterly = (agreement: string, i: number, amount = quarters[i]!) =>
  report(platform, agreement, amount, { period: `2018-Q${i + 1}`, measure: 'REVENUE' });

describe('a guaranteed year', () => {
  test('waits for its quarters, and what lacks is settled when the last of them is', async () => {
    const { id } = await makeAgreement(platform, { rule: guaranteed, examples: [example] });
    await close(platform, id);
    for (const i of [0, 1, 2]) await quarterly(id, i);
    await close(platform, id);
    expect(await lines(id)).toEqual(['2018-Q1 1 2000.00', '2018-Q2 1 1500.00', '2018-Q3 1 5200.00']);
    await quarterly(id, 3);
    await close(platform, id);
    expect(await lines(id)).toEqual([
      '2018 2 2500.00 –',
      '2018-Q1 1 2000.00',
      '2018-Q2 1 1500.00',
      '2018-Q3 1 5200.00',
      '2018-Q4 1 800.00',
    ]);
  });

  test('is settled anew when one of its quarters is corrected', async () => {
    const { id } = await makeAgreement(platform, { rule: guaranteed, examples: [example] });
    await close(platform, id);
    const reports = [];
    for (const i of [0, 1, 2, 3]) reports.push(await quarterly(id, i));
    await close(platform, id);
    await correct(platform, reports[3]!, '18000.00', '2019-06-01', 'REVENUE');
    expect(await lines(id)).toEqual([
      '2018-Q1 1 2000.00',
      '2018-Q2 1 1500.00',
      '2018-Q3 1 5200.00',
      '2018-Q4 1 1800.00',
    ]);
    await close(platform, id);
    expect((await lines(id))[0]).toBe('2018 2 1500.00 –');
  });
});

describe('rules on the same figures', () => {
  const compare = `query ($input: CompareShareRulesInput!) { compareShareRules(input: $input) {
    rules { name total { yuan } difference { yuan } missing { measure period } } } }`;

  test('are told with what each makes more or less than the first', async () => {
    const input = {
      rules: [
        { name: '一成', rule: tenth },
        { name: '保底', rule: guaranteed },
        { name: '按利润', rule: { percent: { rate: '20', base: 'PROFIT', per: 'YEAR' } } },
      ],
      from: '2018-01-01',
      to: '2019-01-01',
      figures,
    };
    const answer = await platform.read<{ compareShareRules: unknown }>(compare, { input }, clerk);
    expect(answer.compareShareRules).toEqual({
      rules: [
        { name: '一成', total: { yuan: '9500.00' }, difference: { yuan: '0.00' }, missing: [] },
        { name: '保底', total: { yuan: '12000.00' }, difference: { yuan: '2500.00' }, missing: [] },
        {
          name: '按利润',
          total: { yuan: '0.00' },
          difference: { yuan: '-9500.00' },
          missing: [{ measure: 'PROFIT', period: '2018' }],
        },
      ],
    });
  });
});

describe('a history under another rule', () => {
  const backtest = `query ($input: BacktestShareRuleInput!) { backtestShareRule(input: $input) {
    from to before { yuan } after { yuan } difference { yuan }
    periods { period before { yuan } after { yuan } } missing { measure period } } }`;

  test('is worked out from what was reported, and tells a stranger nothing', async () => {
    const { id } = await makeAgreement(platform, { rule: tenth, examples: [{ ...example, due: '9500.00' }] });
    await close(platform, id);
    for (const i of [0, 1]) await quarterly(id, i);
    const input = {
      agreement: { id },
      rule: { floor: { amount: '1800.00', of: { percent: { rate: '5', base: 'REVENUE', per: 'QUARTER' } } } },
    };
    const answer = await platform.read<{ backtestShareRule: unknown }>(backtest, { input }, clerk);
    expect(answer.backtestShareRule).toEqual({
      from: '2018-01-01',
      to: '2018-07-01',
      before: { yuan: '3500.00' },
      after: { yuan: '3600.00' },
      difference: { yuan: '100.00' },
      periods: [
        { period: '2018-Q1', before: { yuan: '2000.00' }, after: { yuan: '1800.00' } },
        { period: '2018-Q2', before: { yuan: '1500.00' }, after: { yuan: '1800.00' } },
      ],
      missing: [],
    });
    const stranger = callerWith([{ scope: 'revenue-sharing:read', division: null, dataClass: 'PUBLIC' }]);
    const hidden = await platform.read<{ backtestShareRule: { periods: unknown } }>(
      backtest,
      { input },
      stranger,
    );
    expect(hidden.backtestShareRule).toEqual({
      from: null,
      to: null,
      before: { yuan: '0.00' },
      after: { yuan: '0.00' },
      difference: { yuan: '0.00' },
      periods: [],
      missing: [],
    });
  });
});

// Charts of accounts as data: each kind of account and of flow has its account in each of them.
import { describe, expect, test } from '@jest/globals';
import { bookAccountOf } from '../../src/domains/accounting/rules/accounts.js';
import { charts } from '../../src/domains/accounting/rules/standards.js';
import {
  allFlows,
  flowAccount,
  goesOut,
  growsByDebit,
  netAssets,
  type ChartAccount,
} from '../../src/domains/accounting/rules/charts/chart.js';
import { flowOfEntry } from '../../src/domains/accounting/rules/flows.js';
import { enums } from '../../src/generated/datamodel.js';

const valuesOf = (name: string): readonly string[] => enums[name]!.values.map((value) => value.name);

describe.each(Object.entries(charts))('the chart %s', (standard, chart) => {
  const accounts: readonly ChartAccount[] = [
    ...Object.values(chart.accounts),
    chart.bound,
    chart.unbound,
    ...allFlows.map((flow) => flowAccount(chart, flow, 'PURPOSE')),
  ];

  test('names an account for every kind of account and of flow, each with its code', () => {
    expect(chart.standard).toBe(standard);
    expect([...Object.keys(chart.accounts), 'FUND'].sort()).toEqual([...valuesOf('AccountKind')].sort());
    expect([...allFlows].sort()).toEqual([...valuesOf('FlowKind')].sort());
    expect(Object.keys(chart.flows).sort()).toEqual([...allFlows].sort());
    for (const { code, name, detail } of accounts) {
      expect(code).toMatch(standard === 'RURAL_COLLECTIVE' ? /^\d{3}$/ : /^\d{4}$/);
      for (const text of [name, ...(detail ? [detail] : [])])
        expect([/[\u4e00-\u9fff]/.test(text.zh), /^[A-Z][a-z]/.test(text.en)]).toEqual([true, true]);
    }
    expect(chart.document).toMatch(/^财会〔\d{4}〕\d+号$/);
  });

  test('has one meaning of each code, and codes of the class that the standard gives them', () => {
    const meanings = new Map<string, string>();
    for (const { code, name, class: kind } of accounts) {
      expect([code, meanings.get(code) ?? name.zh]).toEqual([code, name.zh]);
      meanings.set(code, name.zh);
      // The first digit tells what an account is, in every one of the standards.
      const classes: Readonly<Record<string, readonly string[]>> = {
        '1': ['ASSET'],
        '2': ['LIABILITY'],
        '3': ['NET_ASSETS'],
        '4': ['INCOME'],
        '5': ['INCOME', 'EXPENSE'],
      };
      expect([code, classes[code[0]!]]).toEqual([code, expect.arrayContaining([kind])]);
    }
  });

  test('puts what flows in on the side on which it grows', () => {
    for (const flow of allFlows) {
      const account = flowAccount(chart, flow, 'UNRESTRICTED');
      // A detail of what the fund holds goes down by what flows out; an expense goes up by it.
      expect([flow, growsByDebit(account)]).toEqual([flow, goesOut(flow) && account.class === 'EXPENSE']);
      if (chart.flows[flow] === null) expect(account.code).toBe(netAssets(chart, 'UNRESTRICTED').code);
    }
  });
});

test('what an entry is follows from its transaction, and what is taken back lessens it', () => {
  const entry = (side: 'DEBIT' | 'CREDIT', kind: string, takesBack: string | null = null) =>
    flowOfEntry({
      side,
      amountFen: 100n,
      effectiveOn: '2025-01-01',
      transaction: { kind, reverses: takesBack === null ? null : { kind: takesBack } } as never,
    });
  expect(entry('CREDIT', 'DONATION')).toEqual({ flow: 'DONATION', amountFen: 100n });
  expect(entry('DEBIT', 'REVERSAL', 'DONATION')).toEqual({ flow: 'DONATION', amountFen: -100n });
  expect(entry('DEBIT', 'EXPENSE')).toEqual({ flow: 'EXPENSE', amountFen: 100n });
  expect(entry('CREDIT', 'GRANT_RETURN')).toEqual({ flow: 'EXPENSE', amountFen: -100n });
  expect(entry('CREDIT', 'TRANSFER')).toEqual({ flow: 'TRANSFER_IN', amountFen: 100n });
  expect(entry('DEBIT', 'TRANSFER')).toEqual({ flow: 'TRANSFER_OUT', amountFen: 100n });
  expect(entry('DEBIT', 'REVERSAL', 'TRANSFER')).toEqual({ flow: 'TRANSFER_IN', amountFen: -100n });
  expect(entry('DEBIT', 'WAIVER')).toEqual({ flow: 'REVENUE_SHARE', amountFen: -100n });
  expect(entry('DEBIT', 'RECEIPT')).toBeNull();
});

test('what the fund spends on its own administration stands apart, where the standard keeps it apart', () => {
  const account = (standard: keyof typeof charts, category: string, takenBack = false): string => {
    const expense = { kind: 'EXPENSE', expense: { category } };
    const { account: found, detail } = bookAccountOf(
      { chart: charts[standard], restriction: 'PURPOSE' },
      { kind: 'FUND', payer: null },
      {
        side: takenBack ? 'CREDIT' : 'DEBIT',
        amountFen: 100n,
        effectiveOn: '2025-01-01',
        transaction: (takenBack
          ? { kind: 'REVERSAL', reverses: expense }
          : { ...expense, reverses: null }) as never,
      },
    );
    return [found.code, found.name.zh, ...(detail ? [detail.zh] : [])].join(' ');
  };
  expect(account('NON_PROFIT', 'ACTIVITY')).toBe('5101 业务活动成本');
  expect(account('NON_PROFIT', 'MANAGEMENT')).toBe('5201 管理费用');
  expect(account('NON_PROFIT', 'MANAGEMENT', true)).toBe('5201 管理费用');
  expect(account('RURAL_COLLECTIVE', 'MANAGEMENT')).toBe('513 管理费用');
  expect(account('ENTERPRISE', 'MANAGEMENT')).toBe('2241 其他应付款 支出');
});

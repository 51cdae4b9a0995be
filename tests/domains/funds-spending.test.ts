// A fund's money is spent by several people: asked for, approved, paid, and held against what was planned.
import { describe, expect, test } from '@jest/globals';
import { approvedExpense, approver, donate, keyOf, makeFund, spend, statementOf } from '../support/funds.js';
import { grantsOn, mighty } from '../support/domains.js';
import { callerWith, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, write, refused } = gongzhi;
const reviewer = mighty({ subject: 'reviewer' });
const cashier = mighty({ subject: 'cashier' });

const asked = (fund: string, amount: string): Record<string, unknown> => ({
  fund: { id: fund },
  amount,
  category: 'ACTIVITY',
  payee: '示例书店',
  purpose: '购买图书',
});

/** Takes one step of a request after the other. @returns how it then stands */
async function request(fund: string, amount: string): Promise<string> {
  const { expenseRequest, userErrors } = await write<{ expenseRequest: { id: string } }>(
    'requestExpense',
    asked(fund, amount),
  );
  expect(userErrors).toEqual([]);
  return expenseRequest.id;
}

const step = (id: string, expectedVersion: number): Record<string, unknown> => ({
  expenseRequest: { id },
  expectedVersion,
});

describe('an expense', () => {
  test('is asked for, approved by another and paid by a third; only then it stands in the books', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    const id = await request(fund, '30.50');
    expect((await write('approveExpense', step(id, 1), undefined, { as: approver })).userErrors).toEqual([]);
    expect(await statementOf(gongzhi, fund)).toHaveLength(1);
    const { expense, userErrors } = await write<{ expense: unknown }>(
      'payExpense',
      { ...step(id, 2), paidOn: '2025-03-05' },
      `expense { amount { yuan } category paidOn payee reversed request { state requestedBy approvedBy paidBy stateChanges { toState } }
         transaction { preparedBy reviewedBy kind } }`,
      { as: cashier },
    );
    expect(userErrors).toEqual([]);
    expect(expense).toEqual({
      amount: { yuan: '30.50' },
      category: 'ACTIVITY',
      paidOn: '2025-03-05',
      payee: '示例书店',
      reversed: false,
      request: {
        state: 'PAID',
        requestedBy: 'mighty',
        approvedBy: 'approver',
        paidBy: 'cashier',
        stateChanges: [{ toState: 'APPROVED' }, { toState: 'PAID' }],
      },
      transaction: { preparedBy: 'cashier', reviewedBy: 'approver', kind: 'EXPENSE' },
    });
    expect(await statementOf(gongzhi, fund)).toEqual([
      '1 | 2025-03-01 | 贷 | 100.00 | 100.00 | 收到捐赠',
      '2 | 2025-03-05 | 借 | -30.50 | 69.50 | 支出:购买图书',
    ]);
  });

  test('is approved by nobody who asked for it, and paid by nobody who approved it', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    const id = await request(fund, '10.00');
    expect(await refused('approveExpense', step(id, 1))).toEqual([
      'RULE_BROKEN expense-approved-by-others at ',
    ]);
    expect((await write('approveExpense', step(id, 1), undefined, { as: approver })).userErrors).toEqual([]);
    const payment = { ...step(id, 2), paidOn: '2025-03-05' };
    expect(await refused('payExpense', payment, approver)).toEqual([
      'RULE_BROKEN expense-paid-by-who-did-not-approve at ',
    ]);
    // Where two people are all there are, who asked for it pays it.
    expect((await write('payExpense', payment)).userErrors).toEqual([]);
  });

  test('of ten thousand yuan is reviewed by one and approved by another, and one fen less by one', async () => {
    const fund = await makeFund(gongzhi);
    const id = await request(fund, '10000.00');
    const less = await request(fund, '9999.99');
    expect(await refused('approveExpense', step(id, 1), approver)).toEqual([
      'RULE_BROKEN large-expense-approved-by-two at ',
    ]);
    expect(await refused('reviewExpense', step(less, 1), reviewer)).toEqual([
      'RULE_BROKEN expense-reviewed-where-two-approve at ',
    ]);
    expect((await write('approveExpense', step(less, 1), undefined, { as: approver })).userErrors).toEqual(
      [],
    );
    expect((await write('reviewExpense', step(id, 1), undefined, { as: reviewer })).userErrors).toEqual([]);
    expect(await refused('approveExpense', step(id, 2), reviewer)).toEqual([
      'RULE_BROKEN expense-approved-by-others at ',
    ]);
    expect((await write('approveExpense', step(id, 2), undefined, { as: approver })).userErrors).toEqual([]);
    expect(await refused('payExpense', { ...step(id, 3), paidOn: '2025-03-05' }, reviewer)).toEqual([
      'RULE_BROKEN expense-paid-by-who-did-not-approve at ',
    ]);
  });

  test('needs a second approver from the amount on that its fund says', async () => {
    const fund = await makeFund(gongzhi, { secondApprovalFrom: '500.00' });
    const twice = async (amount: string): Promise<unknown> => {
      const { expenseRequest } = await write<{ expenseRequest: { twoApprovers: boolean } }>(
        'requestExpense',
        asked(fund, amount),
        'expenseRequest { twoApprovers }',
      );
      return expenseRequest.twoApprovers;
    };
    expect([await twice('499.99'), await twice('500.00')]).toEqual([false, true]);
  });

  test('that is refused or given up is paid no more, and says why', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    const [first, second] = [await request(fund, '1.00'), await request(fund, '2.00')];
    await write('refuseExpense', { ...step(first, 1), reason: '发票不合规' }, undefined, { as: approver });
    await write('approveExpense', step(second, 1), undefined, { as: approver });
    await write('cancelExpense', { ...step(second, 2), reason: '活动取消' });
    for (const [id, version] of [
      [first, 2],
      [second, 3],
    ] as const)
      expect(await refused('payExpense', { ...step(id, version), paidOn: '2025-03-05' })).toEqual([
        'RULE_BROKEN expense-follows-its-way at ',
      ]);
    const { fund: found } = await read<{ fund: { expenseRequests: { nodes: unknown[] } } }>(
      `query ($fund: ID!) { fund(ref: { id: $fund }) { expenseRequests(orderBy: [{ field: AMOUNT, direction: ASC }]) {
         nodes { state expense { id } stateChanges { reason } } } } }`,
      { fund },
    );
    expect(found.expenseRequests.nodes).toEqual([
      { state: 'REFUSED', expense: null, stateChanges: [{ reason: '发票不合规' }] },
      { state: 'CANCELLED', expense: null, stateChanges: [{ reason: null }, { reason: '活动取消' }] },
    ]);
  });

  test('is seen by everybody once it is paid, and before that by who keeps the books', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    await spend(gongzhi, fund, '5.00');
    await approvedExpense(gongzhi, fund, '6.00');
    const seen = (as: ReturnType<typeof callerWith>): Promise<unknown> =>
      read(
        `query ($id: ID!) { fund(ref: { id: $id }) { expenseRequests { totalCount }
           expenses { nodes { amount { yuan } payee request { id } } } } }`,
        { id: fund },
        as,
      );
    expect(await seen(callerWith(grantsOn('read', '990101', ['PUBLIC'])))).toEqual({
      fund: {
        expenseRequests: { totalCount: 0 },
        expenses: { nodes: [{ amount: { yuan: '5.00' }, payee: null, request: null }] },
      },
    });
    expect(await seen(callerWith(grantsOn('read', '990101', ['PUBLIC', 'CONDITIONAL'])))).toMatchObject({
      fund: { expenseRequests: { totalCount: 2 }, expenses: { nodes: [{ payee: '示例书店' }] } },
    });
  });

  test('is paid once, whoever pays it at the same time', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    const input = await approvedExpense(gongzhi, fund, '60.00');
    const answers = await Promise.all(Array.from({ length: 6 }, () => write('payExpense', input)));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(await statementOf(gongzhi, fund)).toHaveLength(2);
  });

  test('of several people stays so in the database, whoever writes', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    const key = keyOf(await request(fund, '1.00'));
    for (const values of [
      `"approvedBy" = "requestedBy"`,
      `"reviewedBy" = "requestedBy"`,
      `"reviewedBy" = 'x', "approvedBy" = 'x'`,
      `"approvedBy" = 'x', "paidBy" = 'x'`,
      `"amountFen" = 0`,
    ])
      await expect(
        gongzhi.admin(`UPDATE "ExpenseRequest" SET ${values} WHERE id = $1`, [key]),
      ).rejects.toMatchObject({ code: '23514' });
  });
});

/** Sends a write that must be accepted. @returns its payload */
async function done<Payload>(
  operation: string,
  input: Record<string, unknown>,
  selection?: string,
  as = mighty(),
): Promise<Payload> {
  const { userErrors, ...payload } = await write<Record<string, unknown>>(operation, input, selection, {
    as,
  });
  expect(userErrors).toEqual([]);
  return payload as Payload;
}

describe('an appropriation', () => {
  const assigned = (fund: string): Record<string, unknown> => ({
    fund: { id: fund },
    source: 'COUNTY',
    documentNo: '示例财〔2025〕12号',
    year: 2025,
    amount: '75000.00',
    assignedOn: '2025-01-15',
  });
  const receipt = (id: string, expectedVersion: number, amount: string): Record<string, unknown> => ({
    appropriation: { id },
    expectedVersion,
    amount,
    receivedOn: '2025-02-01',
  });

  test('says what came of it and what is still to come', async () => {
    const fund = await makeFund(gongzhi);
    const { appropriation } = await done<{ appropriation: { id: string } }>(
      'recordAppropriation',
      assigned(fund),
    );
    const { id } = appropriation;
    expect(await refused('recordAppropriation', assigned(fund))).toEqual([
      'CONFLICT unique-in-tenant at fund',
    ]);
    await done('receiveAppropriation', receipt(id, 1, '50000.00'));
    expect(await refused('receiveAppropriation', receipt(id, 2, '25000.01'))).toEqual([
      'RULE_BROKEN appropriation-received-within-its-amount at amount',
    ]);
    await done('receiveAppropriation', receipt(id, 2, '25000.00'));
    const stands = async (): Promise<unknown> =>
      (
        await read<{ appropriation: unknown }>(
          `query ($id: ID!) { appropriation(ref: { id: $id }) { amount { yuan } received { yuan } outstanding { yuan } state
             receipts { nodes { amount { yuan } reversed } } } }`,
          { id },
        )
      ).appropriation;
    expect(await stands()).toMatchObject({ received: { yuan: '75000.00' }, outstanding: { yuan: '0.00' } });
    expect(await statementOf(gongzhi, fund)).toEqual([
      '1 | 2025-02-01 | 贷 | 50000.00 | 50000.00 | 收到财政拨款(示例财〔2025〕12号)',
      '2 | 2025-02-01 | 贷 | 25000.00 | 75000.00 | 收到财政拨款(示例财〔2025〕12号)',
    ]);
    await done('withdrawAppropriation', { appropriation: { id }, expectedVersion: 3, reason: '预算调减' });
    expect(await refused('receiveAppropriation', receipt(id, 4, '0.01'))).toEqual([
      'RULE_BROKEN withdrawn-appropriation-is-final at ',
    ]);
    expect(await stands()).toEqual({
      amount: { yuan: '75000.00' },
      received: { yuan: '75000.00' },
      outstanding: { yuan: '0.00' },
      state: 'WITHDRAWN',
      receipts: {
        nodes: [
          { amount: { yuan: '50000.00' }, reversed: false },
          { amount: { yuan: '25000.00' }, reversed: false },
        ],
      },
    });
  });
});

test('a year tells what was spent of the income before it, and what administration took, against article 61', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '100.00', { receivedOn: '2024-03-01' });
  await donate(gongzhi, fund, '50.00', { receivedOn: '2025-03-01' });
  await spend(gongzhi, fund, '63.00', { paidOn: '2025-05-01' });
  await spend(gongzhi, fund, '7.00', { paidOn: '2025-06-01', category: 'MANAGEMENT' });
  for (const year of [2024, 2025]) await done('publishFundYear', { fund: { id: fund }, year });
  const years = async (): Promise<unknown> =>
    (
      await read<{ fund: { years: { nodes: unknown[] } } }>(
        `query ($id: ID!) { fund(ref: { id: $id }) { years { nodes {
           year income { yuan } spent { yuan } managementSpent { yuan } spendingReached managementWithin } } } }`,
        { id: fund },
      )
    ).fund.years.nodes;
  const first = {
    year: 2024,
    income: { yuan: '100.00' },
    spent: { yuan: '0.00' },
    managementSpent: { yuan: '0.00' },
    // Nothing is known of 2023, and nothing was spent: the host explains it.
    spendingReached: null,
    managementWithin: null,
  };
  const second = {
    year: 2025,
    income: { yuan: '50.00' },
    spent: { yuan: '70.00' },
    managementSpent: { yuan: '7.00' },
    spendingReached: true,
    managementWithin: true,
  };
  expect(await years()).toEqual([first, second]);
  await spend(gongzhi, fund, '0.01', { paidOn: '2025-06-02', category: 'MANAGEMENT' });
  expect(await years()).toEqual([
    first,
    { ...second, spent: { yuan: '70.01' }, managementSpent: { yuan: '7.01' }, managementWithin: false },
  ]);
});

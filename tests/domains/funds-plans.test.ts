// What a fund plans holds: projects are paid as far as they have come, and budgets are not overspent.
import { describe, expect, test } from '@jest/globals';
import { budgetInForce } from '../../src/domains/funds/queries/spending.js';
import { withinBudget } from '../../src/domains/funds/rules/budgets.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import {
  approvedExpense,
  approver,
  donate,
  keyOf,
  makeFund,
  scene,
  spend,
  statementOf,
} from '../support/funds.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, write, refused } = gongzhi;
const planner = mighty({ subject: 'planner' });

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

interface Versioned {
  readonly id: string;
  readonly version: number;
}

describe('a project', () => {
  interface Grant extends Versioned {
    readonly instalments: { readonly nodes: readonly { readonly id: string }[] };
  }
  const selection = 'grantProject { id version instalments { nodes { id } } }';
  const plan = async (
    fund: string,
    input: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> => ({
    fund: { id: fund },
    grantee: { externalKey: { tenant: 990_101, key: await grantee() } },
    title: '示例助老项目',
    category: 'SERVICE_PURCHASE',
    startsOn: '2025-03-01',
    endsOn: '2025-12-31',
    lines: [
      { item: '人员费用', amount: '6000.00' },
      { item: '活动费用', amount: '3999.99' },
    ],
    instalments: [
      { amount: '5000.00', condition: 'START' },
      { amount: '4999.99', condition: 'ACCEPTANCE' },
    ],
    ...input,
  });
  let made = 0;
  async function grantee(): Promise<string> {
    const key = `grantee-${(made += 1)}`;
    await done('createOrganization', {
      kind: 'SOCIAL_SERVICE_AGENCY',
      name: `示例社工服务中心${made}`,
      division: { code: '990101001001' },
      externalKey: key,
    });
    return key;
  }
  const step = async (operation: string, grant: Versioned, input = {}, as = mighty()): Promise<Grant> =>
    (
      await done<{ grantProject: Grant }>(
        operation,
        { grantProject: { id: grant.id }, expectedVersion: grant.version, ...input },
        selection,
        as,
      )
    ).grantProject;
  async function running(fund: string): Promise<Grant> {
    const { grantProject } = await done<{ grantProject: Grant }>(
      'draftGrantProject',
      await plan(fund),
      selection,
      planner,
    );
    const approved = await step('approveGrantProject', grantProject);
    return step('startGrantProject', approved, { agreementNo: '示例协〔2025〕1号' });
  }
  /** Pays an instalment, approved by somebody else. */
  async function payInstalment(id: string): Promise<void> {
    const { expenseRequest } = await done<{ expenseRequest: Versioned }>(
      'requestGrantInstalment',
      { instalment: { id } },
      'expenseRequest { id version }',
    );
    const request = { expenseRequest: { id: expenseRequest.id } };
    await done('approveExpense', { ...request, expectedVersion: 1 }, undefined, approver);
    await done('payExpense', { ...request, expectedVersion: 2, paidOn: '2025-03-05' });
  }

  test('is planned to the fen, and by nobody approved who planned it', async () => {
    const fund = await makeFund(gongzhi);
    expect(
      await refused(
        'draftGrantProject',
        await plan(fund, {
          instalments: [
            { amount: '5000.00', condition: 'ACCEPTANCE' },
            { amount: '5000.00', condition: 'START' },
          ],
          endsOn: '2025-02-28',
        }),
      ),
    ).toEqual([
      'INVALID_INPUT grant-instalments-within-the-budget at instalments',
      'INVALID_INPUT grant-instalments-in-order at instalments',
      'INVALID_INPUT grant-last-instalment-after-acceptance at instalments.1.condition',
      'INVALID_INPUT grant-ends-after-it-begins at endsOn',
    ]);
    const { grantProject } = await done<{ grantProject: Versioned }>('draftGrantProject', await plan(fund));
    const approval = { grantProject: { id: grantProject.id }, expectedVersion: 1 };
    expect(await refused('approveGrantProject', approval)).toEqual([
      'RULE_BROKEN grant-approved-by-another at ',
    ]);
  });

  test('is paid as far as it has come, each instalment once, and returns what it did not spend', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '20000.00');
    let grant = await running(fund);
    const [first, last] = grant.instalments.nodes as [Versioned, Versioned];
    expect(await refused('requestGrantInstalment', { instalment: { id: last.id } })).toEqual([
      'RULE_BROKEN instalment-waits-for-its-condition at ',
    ]);
    await payInstalment(first.id);
    expect(await refused('requestGrantInstalment', { instalment: { id: first.id } })).toEqual([
      'CONFLICT instalment-paid-once at instalment',
    ]);
    grant = await step('rectifyGrantProject', grant, { reason: '活动未按计划开展' });
    expect(await refused('requestGrantInstalment', { instalment: { id: last.id } })).toEqual([
      'RULE_BROKEN instalment-waits-for-its-condition at ',
    ]);
    grant = await step('acceptGrantProject', grant);
    await payInstalment(last.id);
    const close = (spent: readonly string[], returnedOn: string | null): Record<string, unknown> => ({
      grantProject: { id: grant.id },
      expectedVersion: grant.version,
      lines: spent.map((amount, i) => ({ position: i + 1, spent: amount })),
      returnedOn,
    });
    expect(await refused('closeGrantProject', close(['6000.00'], null))).toEqual([
      'INVALID_INPUT final-account-names-every-line at lines',
    ]);
    expect(await refused('closeGrantProject', close(['6000.01', '3999.99'], null))).toEqual([
      'RULE_BROKEN final-account-within-what-was-paid at lines',
    ]);
    expect(await refused('closeGrantProject', close(['6000.00', '3500.49'], null))).toEqual([
      'RULE_BROKEN unspent-grant-is-returned at returnedOn',
    ]);
    await done('closeGrantProject', close(['6000.00', '3500.49'], '2026-01-10'));
    const { grantProject } = await read<{ grantProject: unknown }>(
      `query ($id: ID!) { grantProject(ref: { id: $id }) { state budget { yuan } paid { yuan } spent { yuan } returned { yuan }
         lines { item amount { yuan } spent { yuan } } expenses { nodes { amount { yuan } purpose category } } } }`,
      { id: grant.id },
    );
    expect(grantProject).toEqual({
      state: 'CLOSED',
      budget: { yuan: '9999.99' },
      paid: { yuan: '9999.99' },
      spent: { yuan: '9500.49' },
      returned: { yuan: '499.50' },
      lines: [
        { item: '人员费用', amount: { yuan: '6000.00' }, spent: { yuan: '6000.00' } },
        { item: '活动费用', amount: { yuan: '3999.99' }, spent: { yuan: '3500.49' } },
      ],
      expenses: {
        nodes: [
          { amount: { yuan: '5000.00' }, purpose: '示例助老项目(第1期)', category: 'SERVICE_PURCHASE' },
          { amount: { yuan: '4999.99' }, purpose: '示例助老项目(第2期)', category: 'SERVICE_PURCHASE' },
        ],
      },
    });
    expect(await statementOf(gongzhi, fund)).toEqual([
      '1 | 2025-03-01 | 贷 | 20000.00 | 20000.00 | 收到捐赠',
      '2 | 2025-03-05 | 借 | -5000.00 | 15000.00 | 支出:示例助老项目(第1期)',
      '3 | 2025-03-05 | 借 | -4999.99 | 10000.01 | 支出:示例助老项目(第2期)',
      '4 | 2026-01-10 | 贷 | 499.50 | 10499.51 | 项目结余退回:示例助老项目',
    ]);
    const { fund: found } = await read<{
      fund: { expenses: { nodes: { transaction: { id: string } }[] } };
    }>('query ($id: ID!) { fund(ref: { id: $id }) { expenses { nodes { transaction { id } } } } }', {
      id: fund,
    });
    const [{ transaction }] = found.expenses.nodes as [{ transaction: { id: string } }];
    expect(
      await refused('reverseLedgerTransaction', { transaction: { id: transaction.id }, reason: '误付' }),
    ).toEqual(['RULE_BROKEN closed-grant-is-final at transaction']);
  });

  test('has an instalment asked for once, whoever asks at the same time, and again when it was taken back', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '20000.00');
    const grant = await running(fund);
    const input = { instalment: { id: grant.instalments.nodes[0]!.id } };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        write<{ expenseRequest: Versioned | null }>(
          'requestGrantInstalment',
          input,
          'expenseRequest { id version }',
        ),
      ),
    );
    const [one, ...others] = answers.flatMap(({ expenseRequest }) => expenseRequest ?? []);
    expect(others).toEqual([]);
    await done('cancelExpense', {
      expenseRequest: { id: one!.id },
      expectedVersion: 1,
      reason: '金额待核',
    });
    await payInstalment(input.instalment.id);
  });
});

describe('a budget', () => {
  /** A budget in force, drawn up, reviewed and approved by three people. */
  async function budget(fund: string, amount: string, year = 2025): Promise<string> {
    const { fundBudget } = await done<{ fundBudget: Versioned }>(
      'draftFundBudget',
      { fund: { id: fund }, year, lines: [{ category: 'ACTIVITY', amount }] },
      'fundBudget { id version }',
    );
    const of = { fundBudget: { id: fundBudget.id } };
    await done('reviewFundBudget', { ...of, expectedVersion: 1 }, undefined, planner);
    await done('approveFundBudget', { ...of, expectedVersion: 2 }, undefined, approver);
    return fundBudget.id;
  }

  test('is approved by two others, shows what is left of it, and is amended by its next version', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '5000.00');
    const first = await budget(fund, '300.00');
    await spend(gongzhi, fund, '100.00');
    expect(await refused('payExpense', await approvedExpense(gongzhi, fund, '200.01'))).toEqual([
      'RULE_BROKEN expense-within-budget at ',
    ]);
    const other = await approvedExpense(gongzhi, fund, '1.00', { category: 'REWARD' });
    expect(await refused('payExpense', other)).toEqual(['RULE_BROKEN expense-within-budget at ']);
    // A year that is not planned binds nothing.
    await spend(gongzhi, fund, '400.00', { paidOn: '2026-03-05' });
    const second = await budget(fund, '900.00');
    const { fund: found } = await read<{ fund: { budgets: { nodes: unknown[] } } }>(
      `query ($id: ID!) { fund(ref: { id: $id }) { budgets { nodes { id year revision state
         lines { category amount { yuan } spent { yuan } rest { yuan } usedPercent } } } } }`,
      { id: fund },
    );
    const line = (amount: string, rest: string, usedPercent: string): unknown => ({
      category: 'ACTIVITY',
      amount: { yuan: amount },
      spent: { yuan: '100.00' },
      rest: { yuan: rest },
      usedPercent,
    });
    expect(found.budgets.nodes).toEqual([
      {
        id: first,
        year: 2025,
        revision: 1,
        state: 'SUPERSEDED',
        lines: [line('300.00', '200.00', '33.3333')],
      },
      {
        id: second,
        year: 2025,
        revision: 2,
        state: 'APPROVED',
        lines: [line('900.00', '800.00', '11.1111')],
      },
    ]);
    await spend(gongzhi, fund, '800.00');
  });

  test('is approved by nobody who had a part in it, and never for less than is spent', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    await spend(gongzhi, fund, '60.00');
    const draft = {
      fund: { id: fund },
      year: 2025,
      lines: [{ category: 'ACTIVITY', amount: '59.99' }],
    };
    const { fundBudget } = await done<{ fundBudget: Versioned }>('draftFundBudget', draft);
    expect(await refused('draftFundBudget', draft)).toEqual([
      'CONFLICT budget-drawn-up-one-at-a-time at year',
    ]);
    const of = { fundBudget: { id: fundBudget.id } };
    expect(await refused('reviewFundBudget', { ...of, expectedVersion: 1 })).toEqual([
      'RULE_BROKEN budget-approved-by-two-others at ',
    ]);
    await done('reviewFundBudget', { ...of, expectedVersion: 1 }, undefined, planner);
    expect(await refused('approveFundBudget', { ...of, expectedVersion: 2 }, planner)).toEqual([
      'RULE_BROKEN budget-approved-by-two-others at ',
    ]);
    expect(await refused('approveFundBudget', { ...of, expectedVersion: 2 }, approver)).toEqual([
      'RULE_BROKEN budget-covers-what-is-spent at ',
    ]);
    await done('discardFundBudget', { ...of, expectedVersion: 2, reason: '重新编制' });
    await budget(fund, '60.00');
  });

  test('is not overspent by expenses paid at once, as it would be without the lock on the fund', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '5000.00');
    await budget(fund, '100.00');
    const inputs = await Promise.all(
      Array.from({ length: 4 }, () => approvedExpense(gongzhi, fund, '60.00')),
    );
    // Each alone finds enough: whoever reads without the lock would pay all of them.
    const found = await Promise.all(
      inputs.map(() =>
        withTransaction(gongzhi.pool, async (tx) =>
          withinBudget(await budgetInForce(tx, scene.tenant, keyOf(fund), 2025), 2025, 'ACTIVITY', 6_000n),
        ),
      ),
    );
    expect(found).toEqual([[], [], [], []]);
    const answers = await Promise.all(inputs.map((input) => write('payExpense', input)));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule))).toEqual([
      'expense-within-budget',
      'expense-within-budget',
      'expense-within-budget',
    ]);
  });
});

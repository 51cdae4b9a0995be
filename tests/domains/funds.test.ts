// Funds over the graph, on the demo county: recorded, corrected, given to, spent from, and read by different people.
import { describe, expect, jest, test } from '@jest/globals';
import type { Pool } from 'pg';
import { post } from '../../src/domains/funds/queries/post.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import { today } from '../../src/kernel/clock.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import {
  approvedExpense,
  donate,
  keyOf,
  makeFund,
  makeOrganization,
  postingOf,
  scene,
  spend,
  statementOf,
} from '../support/funds.js';
import { callerWith, mutation, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, write, refused } = gongzhi;

const balances = async (fund: string): Promise<unknown> =>
  (
    await read<{ fund: unknown }>(
      'query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } bankBalance { yuan } receivable { yuan } } }',
      { id: fund },
    )
  ).fund;

describe('a fund', () => {
  test('is recorded with its accounts, found by its name, and knows what may be done with it', async () => {
    const id = await makeFund(gongzhi, { name: '示例银杏互助基金', establishedOn: '2024-01-01' });
    const { funds } = await read<{ funds: { nodes: unknown[] } }>(
      `{ funds(search: "yxhz") { nodes { id state restriction synthetic version division { name }
         accounts(orderBy: [{ field: KIND, direction: ASC }]) { nodes { kind name normalSide isRollUp neverNegative balance { yuan } } }
         allowedActions { operation allowed rule } } } }`,
    );
    expect(funds.nodes).toEqual([
      {
        id,
        state: 'ACTIVE',
        restriction: 'PURPOSE',
        synthetic: true,
        version: 1,
        division: { name: '示例晨光社区居委会' },
        accounts: {
          nodes: [
            account('BANK', '银行存款', 'DEBIT', { neverNegative: true }),
            account('RECEIVABLE', '应收账款', 'DEBIT', { isRollUp: true }),
            account('FUND', '净资产', 'CREDIT', { neverNegative: true }),
          ],
        },
        allowedActions: [
          { operation: 'updateFund', allowed: true, rule: null },
          { operation: 'changeFundState', allowed: true, rule: null },
          { operation: 'establishFund', allowed: false, rule: 'fund-state-follows-its-life-cycle' },
          { operation: 'liquidateFund', allowed: false, rule: 'fund-state-follows-its-life-cycle' },
          { operation: 'chooseAccountingStandard', allowed: true, rule: null },
        ],
      },
    ]);
  });

  test('of unbound money may be overdrawn, and no other', async () => {
    const flags = async (restriction: string): Promise<unknown> => {
      const id = await makeFund(gongzhi, { restriction });
      const { fund } = await read<{ fund: { accounts: { nodes: { neverNegative: boolean }[] } } }>(
        'query ($id: ID!) { fund(ref: { id: $id }) { accounts(filter: { kind: { eq: FUND } }) { nodes { neverNegative } } } }',
        { id },
      );
      return fund.accounts.nodes;
    };
    expect(await flags('UNRESTRICTED')).toEqual([{ neverNegative: false }]);
    for (const bound of ['PURPOSE', 'TIME', 'PERMANENT', 'UNKNOWN'])
      expect(await flags(bound)).toEqual([{ neverNegative: true }]);
  });

  test('is refused with a name of its division, a late establishment, or a state at its end', async () => {
    const input = {
      kind: 'MICRO',
      name: '同名基金',
      division: { code: '990101001001' },
      restriction: 'PURPOSE',
    };
    await makeFund(gongzhi, { name: '同名基金' });
    expect(await refused('createFund', input)).toEqual(['CONFLICT unique-in-tenant at division']);
    expect(
      await refused('createFund', {
        ...input,
        name: '别名',
        state: 'LIQUIDATED',
        establishedOn: '2999-01-01',
      }),
    ).toEqual([
      'RULE_BROKEN fund-begins-before-its-end at state',
      'RULE_BROKEN fund-established-until-today at establishedOn',
    ]);
  });

  test('becomes bound or unbound before money moves, and not afterwards', async () => {
    const id = await makeFund(gongzhi, { restriction: 'UNRESTRICTED' });
    const bound = { fund: { id }, expectedVersion: 1, restriction: 'TIME' };
    expect((await write('updateFund', bound)).userErrors).toEqual([]);
    await donate(gongzhi, id, '10.00');
    expect(
      await refused('updateFund', { fund: { id }, expectedVersion: 2, restriction: 'UNRESTRICTED' }),
    ).toEqual(['RULE_BROKEN fund-restriction-set-before-money at restriction']);
    // From one bond to another nothing changes for the books.
    expect(
      (await write('updateFund', { ...bound, expectedVersion: 2, restriction: 'PERMANENT' })).userErrors,
    ).toEqual([]);
    expect((await write('payExpense', await approvedExpense(gongzhi, id, '10.01'))).userErrors).toMatchObject(
      [{ rule: 'fund-never-overdrawn' }],
    );
  });

  test('walks its life in order, and is liquidated when its books are empty', async () => {
    const id = await makeFund(gongzhi, { establishedOn: '2024-01-01' });
    await donate(gongzhi, id, '10.00');
    let version = 0;
    const step = (state: string, effectiveOn = '2025-06-01'): Record<string, unknown> => ({
      fund: { id },
      expectedVersion: (version += 1),
      state,
      effectiveOn,
    });
    expect(await refused('changeFundState', step('LIQUIDATED'))).toEqual([
      'RULE_BROKEN fund-state-follows-its-life-cycle at state',
    ]);
    version = 0;
    expect(await refused('changeFundState', step('DORMANT', '2023-12-31'))).toEqual([
      'RULE_BROKEN fund-steps-dated-in-order at effectiveOn',
    ]);
    version = 0;
    for (const state of ['DORMANT', 'ACTIVE', 'TERMINATED'])
      expect((await write('changeFundState', step(state))).userErrors).toEqual([]);
    expect(await refused('changeFundState', step('LIQUIDATED'))).toEqual([
      'RULE_BROKEN fund-liquidated-when-empty at state',
    ]);
    const donation = { fund: { id }, amount: '1.00', receivedOn: '2025-06-02', anonymous: true };
    expect(await refused('recordDonation', donation)).toEqual([
      'RULE_BROKEN money-moves-into-an-active-fund at ',
    ]);
    await spend(gongzhi, id, '10.00');
    version = 3;
    expect((await write('changeFundState', step('LIQUIDATED', today()))).userErrors).toEqual([]);
    expect(await refused('updateFund', { fund: { id }, expectedVersion: 5, name: '新名' })).toEqual([
      'RULE_BROKEN fund-liquidated-is-final at ',
    ]);
    const { fund } = await read<{ fund: { stateChanges: unknown[] } }>(
      'query ($id: ID!) { fund(ref: { id: $id }) { stateChanges { fromState toState } } }',
      { id },
    );
    expect(fund.stateChanges).toEqual([
      { fromState: 'ACTIVE', toState: 'DORMANT' },
      { fromState: 'DORMANT', toState: 'ACTIVE' },
      { fromState: 'ACTIVE', toState: 'TERMINATED' },
      { fromState: 'TERMINATED', toState: 'LIQUIDATED' },
    ]);
  });
});

function account(kind: string, name: string, normalSide: string, flags: object): object {
  return {
    kind,
    name,
    normalSide,
    isRollUp: false,
    neverNegative: false,
    balance: { yuan: '0.00' },
    ...flags,
  };
}

describe('money', () => {
  test('given and spent stands in the statement with the balance after each, to the fen', async () => {
    const id = await makeFund(gongzhi);
    await donate(gongzhi, id, '1800.00');
    await donate(gongzhi, id, '0.01', { receivedOn: '2025-02-28' });
    await spend(gongzhi, id, '300.50');
    expect(await statementOf(gongzhi, id)).toEqual([
      '1 | 2025-03-01 | 贷 | 1800.00 | 1800.00 | 收到捐赠',
      '2 | 2025-02-28 | 贷 | 0.01 | 1800.01 | 收到捐赠',
      '3 | 2025-03-05 | 借 | -300.50 | 1499.51 | 支出:购买图书',
    ]);
    expect(await statementOf(gongzhi, id, 'bankEntries')).toEqual([
      '1 | 2025-03-01 | 借 | 1800.00 | 1800.00 | 收到捐赠',
      '2 | 2025-02-28 | 借 | 0.01 | 1800.01 | 收到捐赠',
      '3 | 2025-03-05 | 贷 | -300.50 | 1499.51 | 支出:购买图书',
    ]);
    expect(await balances(id)).toEqual({
      balance: { yuan: '1499.51' },
      bankBalance: { yuan: '1499.51' },
      receivable: { yuan: '0.00' },
    });
  });

  test('is told by a dry run as lines, and neither numbered nor written', async () => {
    const id = await makeFund(gongzhi, { name: '试算基金' });
    const input = {
      fund: { id },
      amount: '12.30',
      receivedOn: '2025-03-01',
      donorName: '示例',
      dryRun: true,
    };
    const lines = 'ledgerLines { position debit credit amount { yuan uppercase } }';
    const { donation, ledgerLines } = await write<Record<string, unknown>>(
      'recordDonation',
      input,
      `donation { amount { yuan } receiptNo transaction { id } } ${lines}`,
    );
    expect(donation).toEqual({ amount: { yuan: '12.30' }, receiptNo: null, transaction: null });
    expect(ledgerLines).toEqual([
      {
        position: 1,
        debit: '试算基金:银行存款',
        credit: '试算基金:净资产',
        amount: { yuan: '12.30', uppercase: '壹拾贰元叁角' },
      },
    ]);
    expect(await statementOf(gongzhi, id)).toEqual([]);
    expect(
      (await write('payExpense', { ...(await approvedExpense(gongzhi, id, '0.01')), dryRun: true }))
        .userErrors,
    ).toMatchObject([{ rule: 'fund-never-overdrawn' }]);
  });

  test('is receipted under the number of its voucher', async () => {
    const id = await makeFund(gongzhi);
    const { donation } = await write<{ donation: Record<string, unknown> }>(
      'recordDonation',
      {
        fund: { id },
        amount: '5.00',
        receivedOn: '2025-03-01',
        donorName: '示例',
        handler: '经办甲',
        attachments: 2,
      },
      'donation { receiptNo handler reversed transaction { number attachments kind amount { yuan } legs { position debit credit amount { yuan } } } }',
    );
    const { number, ...rest } = donation['transaction'] as { number: string };
    expect(donation['receiptNo']).toBe(`990101-2025-${number.padStart(6, '0')}`);
    expect([donation['handler'], donation['reversed']]).toEqual(['经办甲', false]);
    expect(rest).toMatchObject({ attachments: 2, kind: 'DONATION', amount: { yuan: '5.00' } });
  });

  test('is not moved later than today, before the republic, or over what a fund holds', async () => {
    const id = await makeFund(gongzhi);
    await donate(gongzhi, id, '10.00');
    const donation = { fund: { id }, amount: '1.00', anonymous: true };
    for (const receivedOn of ['2999-01-01', '1949-09-30'])
      expect(await refused('recordDonation', { ...donation, receivedOn })).toEqual([
        'RULE_BROKEN ledger-dated-until-today at ',
      ]);
    expect(await refused('payExpense', await approvedExpense(gongzhi, id, '10.01'))).toEqual([
      'RULE_BROKEN fund-never-overdrawn at ',
    ]);
    expect(
      await refused('recordDonation', { fund: { id }, amount: '1.00', receivedOn: '2025-01-01' }),
    ).toEqual(['INVALID_INPUT donation-names-its-donor at donorName']);
  });

  test('recorded by mistake is taken back once, by the mirror, and stays to be seen', async () => {
    const id = await makeFund(gongzhi);
    await donate(gongzhi, id, '100.00');
    const transaction = await donate(gongzhi, id, '100.00');
    const mistake = { transaction: { id: transaction }, reason: '重复登记' };
    const { transaction: reversed } = await write<{ transaction: Record<string, unknown> }>(
      'reverseLedgerTransaction',
      mistake,
      'transaction { reversed number donation { reversed } reversal { id kind effectiveOn explanation reverses { id } } }',
    );
    const number = reversed['number'] as string;
    expect(reversed).toMatchObject({
      reversed: true,
      donation: { reversed: true },
      reversal: {
        kind: 'REVERSAL',
        effectiveOn: today(),
        explanation: `冲销第 ${number} 号凭证:收到捐赠(重复登记)`,
        reverses: { id: transaction },
      },
    });
    expect(await statementOf(gongzhi, id)).toEqual([
      '1 | 2025-03-01 | 贷 | 100.00 | 100.00 | 收到捐赠',
      '2 | 2025-03-01 | 贷 | 100.00 | 200.00 | 收到捐赠',
      `3 | ${today()} | 借 | -100.00 | 100.00 | 冲销第 ${number} 号凭证:收到捐赠(重复登记)`,
    ]);
    expect(await refused('reverseLedgerTransaction', mistake)).toEqual([
      'CONFLICT reversed-at-most-once at ',
    ]);
    const { id: again } = reversed['reversal'] as { id: string };
    expect(await refused('reverseLedgerTransaction', { ...mistake, transaction: { id: again } })).toEqual([
      'RULE_BROKEN reversal-is-final at ',
    ]);
  });

  test.each([1, 50])('is posted in three statements, be it %i transactions', async (count) => {
    const fund = keyOf(await makeFund(gongzhi));
    const payerId = await makeOrganization(gongzhi, `欠款单位${count}`);
    const postings = (): readonly Posting[] =>
      Array.from({ length: count }, () =>
        postingOf(fund, 100n, {
          kind: 'ACCRUAL',
          legs: [
            {
              position: 1,
              debit: { fundId: fund, kind: 'RECEIVABLE', payerId },
              credit: { fundId: fund, kind: 'FUND' },
              amountFen: 100n,
            },
          ],
        }),
      );
    // The first time the payer's account is made; a dry run asks whether the event is known, and neither numbers nor writes.
    expect(await statementsOf(gongzhi.pool, postings())).toBe(4);
    expect(await statementsOf(gongzhi.pool, postings())).toBe(3);
    expect(await statementsOf(gongzhi.pool, postings(), true)).toBe(3);
  });
});

/** How many statements a posting takes. */
function statementsOf(pool: Pool, postings: readonly Posting[], dryRun = false): Promise<number> {
  return withTransaction(pool, async (tx, client) => {
    const counted = jest.spyOn(client, 'query');
    await post({ ...scene, dryRun }, tx, postings);
    const count = counted.mock.calls.length;
    counted.mockRestore();
    return count;
  });
}

describe('who reads', () => {
  const grants = (dataClass: 'PUBLIC' | 'CONDITIONAL' | 'PERSONAL') =>
    ['funds', 'organizations', 'territory'].map(
      (domain) => ({ scope: `${domain}:read`, division: '990101', dataClass }) as const,
    );

  test('public data reads amounts that are disclosed and no balance', async () => {
    const id = await makeFund(gongzhi);
    await donate(gongzhi, id, '100.00');
    const reader = callerWith(grants('PUBLIC'));
    expect(await statementOf(gongzhi, id, 'entries', reader)).toEqual([
      '1 | 2025-03-01 | 贷 | 100.00 | – | 收到捐赠',
    ]);
    const { fund } = await read<{ fund: unknown }>(
      'query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } bankBalance { yuan } receivable { yuan } accounts { totalCount } donations { nodes { amount { yuan } } } } }',
      { id },
      reader,
    );
    expect(fund).toEqual({
      balance: null,
      bankBalance: null,
      receivable: null,
      accounts: { totalCount: 0 },
      donations: { nodes: [{ amount: { yuan: '100.00' } }] },
    });
  });

  test('what a partner owes is told to the partner and to who keeps the books, and to nobody else', async () => {
    const fund = await makeFund(gongzhi, { name: '缴款基金' });
    const payerId = await makeOrganization(gongzhi, '示例缴款企业');
    const fundId = keyOf(fund);
    const legs = [
      {
        position: 1,
        debit: { fundId, kind: 'RECEIVABLE', payerId },
        credit: { fundId, kind: 'FUND' },
        amountFen: 180_001n,
      },
    ] as const;
    const accrual = postingOf(fundId, 0n, { kind: 'ACCRUAL', disclosed: false, payerId, legs });
    await withTransaction(gongzhi.pool, (tx) => post(scene, tx, [accrual]));
    const seen = async (as: ReturnType<typeof callerWith>): Promise<unknown> => {
      const data = await read<{ fund: { entries: { nodes: unknown[] } }; sums: unknown; over: unknown }>(
        `query ($id: ID!) {
          fund(ref: { id: $id }) { entries { nodes { amount { yuan } balance { yuan } payer { name }
            transaction { amount { yuan } hash legs { debit credit amount { yuan } } } } } }
          sums: fund(ref: { id: $id }) { entriesAggregate { sum { amount { yuan } } } }
          over: fund(ref: { id: $id }) { entries(filter: { amount: { gt: "0.00" } }) { totalCount } } }`,
        { id: fund },
        as,
      );
      return [...data.fund.entries.nodes, data.sums, data.over];
    };
    const line = (amount: object | null, books: { balance: object | null; hash: unknown }): unknown => ({
      amount,
      balance: books.balance,
      payer: { name: '示例缴款企业' },
      transaction: {
        amount,
        hash: books.hash,
        legs: [{ debit: '缴款基金:应收账款—示例缴款企业', credit: '缴款基金:净资产', amount }],
      },
    });
    const yuan = { yuan: '1800.01' };
    const nothing = { balance: null, hash: null };
    const anybody = callerWith(grants('PUBLIC'));
    expect(await seen(anybody)).toEqual([
      line(null, nothing),
      { entriesAggregate: { sum: { amount: null } } },
      { entries: { totalCount: 0 } },
    ]);
    const payer = callerWith(grants('PUBLIC'), { organizationId: payerId });
    expect(await seen(payer)).toEqual([
      line(yuan, nothing),
      { entriesAggregate: { sum: { amount: yuan } } },
      { entries: { totalCount: 1 } },
    ]);
    const books = callerWith([...grants('PUBLIC'), ...grants('CONDITIONAL')]);
    expect(await seen(books)).toEqual([
      line(yuan, { balance: yuan, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      { entriesAggregate: { sum: { amount: yuan } } },
      { entries: { totalCount: 1 } },
    ]);
  });

  test('nobody without a right to personal data learns who wished not to be named', async () => {
    const id = await makeFund(gongzhi);
    await donate(gongzhi, id, '1.00', { anonymous: true, donorName: '示例隐名人' });
    await donate(gongzhi, id, '2.00', { anonymous: false, donorName: '示例实名人' });
    const names = async (as: ReturnType<typeof callerWith>): Promise<unknown> => {
      const { fund } = await read<{ fund: { donations: { nodes: { donorName: string | null }[] } } }>(
        'query ($id: ID!) { fund(ref: { id: $id }) { donations(orderBy: [{ field: AMOUNT, direction: ASC }]) { nodes { donorName } } } }',
        { id },
        as,
      );
      return fund.donations.nodes.map(({ donorName }) => donorName);
    };
    expect(await names(callerWith(grants('PUBLIC')))).toEqual([null, '示例实名人']);
    expect(await names(callerWith([...grants('PUBLIC'), ...grants('CONDITIONAL')]))).toEqual([
      null,
      '示例实名人',
    ]);
    expect(await names(callerWith([...grants('PUBLIC'), ...grants('PERSONAL')]))).toEqual([
      '示例隐名人',
      '示例实名人',
    ]);
  });

  test('a right to read is none to post, and the books need their own class', async () => {
    const id = await makeFund(gongzhi);
    const recorder = callerWith(
      ['funds:write', 'funds:read', 'territory:read'].map(
        (scope) => ({ scope: scope as 'funds:write', division: '990101', dataClass: 'PUBLIC' }) as const,
      ),
    );
    const donation = { fund: { id }, amount: '1.00', receivedOn: '2025-01-01', anonymous: true };
    const { errors } = await gongzhi.query(
      mutation('recordDonation', 'donation { id }'),
      { input: { ...donation, idempotencyKey: 'forbidden-0001' } },
      { as: recorder },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await statementOf(gongzhi, id)).toEqual([]);
    const bookkeeper = callerWith([
      ...recorder.grants,
      { scope: 'funds:write', division: '990101001', dataClass: 'CONDITIONAL' },
    ]);
    const { userErrors } = await write('recordDonation', donation, undefined, { as: bookkeeper });
    expect(userErrors).toEqual([]);
  });
});

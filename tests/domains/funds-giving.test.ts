// What is given to funds: donations and their life, pledges, receipts, and money bound to purposes.
import { describe, expect, test } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { ledgerLines } from '../../src/domains/funds/queries/verify.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import {
  approvedExpense,
  donate,
  makeFund,
  makePurpose,
  scene,
  spend,
  statementOf,
} from '../support/funds.js';
import { gift, hostedFund, makePledge, receiptOf, stepped, type Versioned } from '../support/giving.js';
import { callerWith, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, refused, write } = gongzhi;

const bound = (purpose?: string): object => (purpose === undefined ? {} : { fundPurpose: { id: purpose } });
const spending = (fund: string, amount: string, purpose?: string): Promise<string> =>
  spend(gongzhi, fund, amount, { ...bound(purpose) });
/** Rules that refuse to pay an expense that was approved. */
const unpaid = async (fund: string, amount: string, purpose?: string): Promise<readonly string[]> =>
  refused('payExpense', await approvedExpense(gongzhi, fund, amount, { ...bound(purpose) }));

/** Given, spent and left, as an accountant reads it. */
async function pots(fund: string): Promise<readonly string[]> {
  const { fund: found } = await read<{
    fund: { purposes: { nodes: Record<'given' | 'spent' | 'unspent', { yuan: string }>[] } };
  }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { purposes(orderBy: [{ field: CREATED_AT, direction: ASC }]) {
       nodes { given { yuan } spent { yuan } unspent { yuan } } } } }`,
    { id: fund },
  );
  return found.purposes.nodes.map(({ given, spent, unspent }) =>
    [given, spent, unspent].map(({ yuan }) => yuan).join(' | '),
  );
}

describe('bound money', () => {
  test('is spent on its purpose alone, and never more than was given for it', async () => {
    const fund = await makeFund(gongzhi);
    const [books, meals] = [await makePurpose(gongzhi, fund), await makePurpose(gongzhi, fund)];
    await donate(gongzhi, fund, '100.00', { fundPurpose: { id: books } });
    await donate(gongzhi, fund, '50.00');
    await spending(fund, '60.00', books);
    expect(await pots(fund)).toEqual(['100.00 | 60.00 | 40.00', '0.00 | 0.00 | 0.00']);
    expect(await unpaid(fund, '40.01', books)).toEqual(['RULE_BROKEN purpose-never-overspent at ']);
    expect(await unpaid(fund, '0.01', meals)).toEqual(['RULE_BROKEN purpose-never-overspent at ']);
    // 90.00 are left, of which 40.00 are bound.
    expect(await unpaid(fund, '50.01')).toEqual(['RULE_BROKEN bound-money-goes-to-its-purpose at ']);
    expect(await pots(fund)).toEqual(['100.00 | 60.00 | 40.00', '0.00 | 0.00 | 0.00']);
    await spending(fund, '50.00');
    await spending(fund, '40.00', books);
  });

  test('of another fund is not named', async () => {
    const [fund, other] = [await makeFund(gongzhi), await makeFund(gongzhi)];
    const purpose = { fundPurpose: { id: await makePurpose(gongzhi, other) } };
    await donate(gongzhi, fund, '10.00');
    expect(
      await refused('recordDonation', {
        fund: { id: fund },
        amount: '1.00',
        receivedOn: '2025-03-01',
        anonymous: true,
        ...purpose,
      }),
    ).toEqual(['RULE_BROKEN purpose-of-the-same-fund at fundPurpose']);
    const asked = {
      fund: { id: fund },
      amount: '1.00',
      category: 'ACTIVITY',
      payee: '示例书店',
      purpose: '图书',
    };
    expect(await refused('requestExpense', { ...asked, ...purpose })).toEqual([
      'RULE_BROKEN purpose-of-the-same-fund at fundPurpose',
    ]);
    expect(await pots(other)).toEqual(['0.00 | 0.00 | 0.00']);
  });

  test('follows what is taken back: an expense gives it back, a donation takes it out if it is not spent', async () => {
    const fund = await makeFund(gongzhi);
    const purpose = await makePurpose(gongzhi, fund);
    const given = await donate(gongzhi, fund, '100.00', { fundPurpose: { id: purpose } });
    const spent = await spending(fund, '30.00', purpose);
    const back = (id: string): Record<string, unknown> => ({ transaction: { id }, reason: '登记有误' });
    // The rest of the fund would suffice: what was spent of it is bound, all the same.
    await donate(gongzhi, fund, '500.00');
    expect(await refused('reverseLedgerTransaction', back(given))).toEqual([
      'RULE_BROKEN purpose-never-overspent at ',
    ]);
    expect(await pots(fund)).toEqual(['100.00 | 30.00 | 70.00']);
    expect((await write('reverseLedgerTransaction', back(spent))).userErrors).toEqual([]);
    expect(await pots(fund)).toEqual(['100.00 | 0.00 | 100.00']);
    expect((await write('reverseLedgerTransaction', back(given))).userErrors).toEqual([]);
    expect(await pots(fund)).toEqual(['0.00 | 0.00 | 0.00']);
  });

  test('goes to another use of its fund by consent or filing, as far as it is not spent', async () => {
    const fund = await makeFund(gongzhi);
    const [from, to] = [await makePurpose(gongzhi, fund), await makePurpose(gongzhi, fund)];
    await donate(gongzhi, fund, '100.00', { fundPurpose: { id: from } });
    await spending(fund, '30.00', from);
    const change = (amount: string, rest: object = {}): Record<string, unknown> => ({
      from: { id: from },
      to: { id: to },
      amount,
      ground: 'FILED',
      groundedOn: '2025-04-01',
      documentNo: '示例民备〔2025〕3号',
      reason: '原用途已满足',
      ...rest,
    });
    expect(await refused('changeUseOfDonations', change('70.01'))).toEqual([
      'RULE_BROKEN purpose-never-overspent at ',
    ]);
    expect(
      await refused('changeUseOfDonations', change('1.00', { to: { id: from }, groundedOn: '2999-01-01' })),
    ).toEqual([
      'INVALID_INPUT use-changes-to-another-purpose at to',
      'RULE_BROKEN use-change-grounded-until-today at groundedOn',
    ]);
    expect(await pots(fund)).toEqual(['100.00 | 30.00 | 70.00', '0.00 | 0.00 | 0.00']);
    expect((await write('changeUseOfDonations', change('70.00'))).userErrors).toEqual([]);
    expect(await pots(fund)).toEqual(['30.00 | 30.00 | 0.00', '70.00 | 0.00 | 70.00']);
  });

  test('spent twice at once is spent once', async () => {
    for (let round = 0; round < 5; round++) {
      const fund = await makeFund(gongzhi);
      const purpose = await makePurpose(gongzhi, fund);
      await donate(gongzhi, fund, '1.00', { fundPurpose: { id: purpose } });
      await donate(gongzhi, fund, '100.00');
      const approved = await Promise.all(
        [1, 2].map(() => approvedExpense(gongzhi, fund, '1.00', { ...bound(purpose) })),
      );
      const answers = await Promise.all(approved.map((expense) => write('payExpense', expense)));
      expect(answers.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule))).toEqual([
        'purpose-never-overspent',
      ]);
      expect(await pots(fund)).toEqual(['1.00 | 1.00 | 0.00']);
    }
  });
});

/** A donation as it is now. */
const donationOf = async (id: string, fields = 'state reversed'): Promise<unknown> =>
  (await read<{ donation: unknown }>(`query ($id: ID!) { donation(ref: { id: $id }) { ${fields} } }`, { id }))
    .donation;

const balanceOf = async (id: string): Promise<unknown> =>
  (
    await read<{ fund: { balance: { yuan: string } } }>(
      'query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } } }',
      { id },
    )
  ).fund.balance.yuan;

const step = ({ id, version }: Versioned, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
  donation: { id },
  expectedVersion: version,
  effectiveOn: today(),
  ...rest,
});

describe('a donation', () => {
  test('in kind is registered with its value or none, and is no money', async () => {
    const fund = await makeFund(gongzhi);
    const rice = { kind: 'GOODS', fairValue: '1350.00', valuation: 'MARKET_PRICE' };
    const valued = await gift(gongzhi, fund, rice);
    await gift(gongzhi, fund, { kind: 'SERVICE', description: '义诊', quantity: '6 小时' });
    await gift(gongzhi, fund);
    expect(await balanceOf(fund)).toBe('100.00');
    const { fund: found } = await read<{ fund: unknown }>(
      `query ($id: ID!) { fund(ref: { id: $id }) { donationsAggregate {
         count sum { amount { yuan } fairValue { yuan } } } } }`,
      { id: fund },
    );
    expect(found).toEqual({
      donationsAggregate: { count: 3, sum: { amount: { yuan: '100.00' }, fairValue: { yuan: '1350.00' } } },
    });
    const input = { fund: { id: fund }, description: '大米', receivedOn: '2025-03-01', anonymous: true };
    expect(await refused('recordInKindDonation', { ...input, kind: 'CASH', fairValue: '1.00' })).toEqual([
      'INVALID_INPUT money-is-no-gift-in-kind at kind',
      'INVALID_INPUT value-in-kind-says-how at fairValue',
    ]);
    expect(
      await refused('recordInKindDonation', { ...input, kind: 'GOODS', receivedOn: '2999-01-01' }),
    ).toEqual(['RULE_BROKEN gift-in-kind-received-until-today at receivedOn']);
    const back = { donation: { id: valued.id }, expectedVersion: 1, reason: '重复登记' };
    expect((await write('withdrawInKindDonation', back)).userErrors).toEqual([]);
    expect(await donationOf(valued.id)).toEqual({ state: 'REVERSED', reversed: false });
  });

  test('is allocated, used as far as its purpose was spent, and reported to the donor', async () => {
    const fund = await makeFund(gongzhi);
    const purpose = await makePurpose(gongzhi, fund);
    const [one, other] = [await gift(gongzhi, fund), await gift(gongzhi, fund)];
    const allocated = await stepped(gongzhi, one, 'allocateDonation', { fundPurpose: { id: purpose } });
    const next = await stepped(gongzhi, other, 'allocateDonation', { fundPurpose: { id: purpose } });
    expect(await pots(fund)).toEqual(['200.00 | 0.00 | 200.00']);
    expect(await refused('useDonation', step(allocated))).toEqual([
      'RULE_BROKEN donation-used-as-far-as-spent at ',
    ]);
    await spending(fund, '100.00', purpose);
    const used = await stepped(gongzhi, allocated, 'useDonation');
    expect(await refused('useDonation', step(next))).toEqual([
      'RULE_BROKEN donation-used-as-far-as-spent at ',
    ]);
    await stepped(gongzhi, used, 'reportDonationUse', { documentNo: '示例反馈〔2025〕1号' });
    expect(await donationOf(one.id, 'state stateChanges { toState operation }')).toEqual({
      state: 'REPORTED',
      stateChanges: [
        { toState: 'ALLOCATED', operation: 'allocateDonation' },
        { toState: 'USED', operation: 'useDonation' },
        { toState: 'REPORTED', operation: 'reportDonationUse' },
      ],
    });
  });

  test('that was spent before it was bound is not bound any more', async () => {
    const fund = await makeFund(gongzhi);
    const purpose = await makePurpose(gongzhi, fund);
    const given = await gift(gongzhi, fund);
    await spending(fund, '0.01');
    expect(await refused('allocateDonation', step(given, { fundPurpose: { id: purpose } }))).toEqual([
      'RULE_BROKEN bound-money-goes-to-its-purpose at ',
    ]);
    expect(await pots(fund)).toEqual(['0.00 | 0.00 | 0.00']);
  });

  test('is given back once, out of the fund and its purpose, and then it is not taken back again', async () => {
    const fund = await makeFund(gongzhi);
    const purpose = await makePurpose(gongzhi, fund);
    const given = await gift(gongzhi, fund, { fundPurpose: { id: purpose } });
    await spending(fund, '0.01', purpose);
    expect(await refused('refundDonation', step(given, { reason: '活动取消' }))).toEqual([
      'RULE_BROKEN fund-never-overdrawn at ',
    ]);
    await gift(gongzhi, fund, { amount: '0.01', fundPurpose: { id: purpose } });
    expect(
      await refused('refundDonation', step(given, { reason: '活动取消', effectiveOn: '2025-02-28' })),
    ).toEqual(['RULE_BROKEN donation-steps-dated-in-order at effectiveOn']);
    await stepped(gongzhi, given, 'refundDonation', { reason: '活动取消', effectiveOn: '2025-04-01' });
    expect(await donationOf(given.id)).toEqual({ state: 'REFUNDED', reversed: true });
    expect(await pots(fund)).toEqual(['0.01 | 0.01 | 0.00']);
    expect(await statementOf(gongzhi, fund)).toEqual([
      '1 | 2025-03-01 | 贷 | 100.00 | 100.00 | 收到捐赠',
      '2 | 2025-03-05 | 借 | -0.01 | 99.99 | 支出:购买图书',
      '3 | 2025-03-01 | 贷 | 0.01 | 100.00 | 收到捐赠',
      '4 | 2025-04-01 | 借 | -100.00 | 0.00 | 退还捐赠:活动取消',
    ]);
    const { transaction } = (await donationOf(given.id, 'transaction { id }')) as {
      transaction: { id: string };
    };
    expect(
      await refused('reverseLedgerTransaction', { transaction: { id: transaction.id }, reason: '重复' }),
    ).toEqual(['CONFLICT reversed-at-most-once at ']);
  });
});

const pledgeOf = async (id: string, asOf = today()): Promise<unknown> =>
  (
    await read<{ node: unknown }>(
      `query ($id: ID!, $asOf: Date!) { node(id: $id, asOf: $asOf) { ... on Pledge {
         state paid { yuan } outstanding { yuan } overdue { yuan }
         instalments { position dueOn paid { yuan } } } } }`,
      { id, asOf },
    )
  ).node;

describe('a pledge', () => {
  test('of 50,000.00 in four, with 12,500.00 and 12,500.00 and 10,000.00 given, has 2,500.00 overdue and 15,000.00 outstanding', async () => {
    const fund = await makeFund(gongzhi);
    const { id } = await makePledge(gongzhi, fund);
    const given = (amount: string): Record<string, unknown> => ({
      fund: { id: fund },
      amount,
      receivedOn: '2025-10-01',
      pledge: { id },
    });
    for (const amount of ['12500.00', '12500.00', '10000.00'])
      expect((await write('recordDonation', given(amount))).userErrors).toEqual([]);
    expect(await pledgeOf(id)).toEqual({
      state: 'PLEDGED',
      paid: { yuan: '35000.00' },
      outstanding: { yuan: '15000.00' },
      overdue: { yuan: '2500.00' },
      instalments: [
        { position: 1, dueOn: '2025-03-31', paid: { yuan: '12500.00' } },
        { position: 2, dueOn: '2025-06-30', paid: { yuan: '12500.00' } },
        { position: 3, dueOn: '2025-09-30', paid: { yuan: '10000.00' } },
        { position: 4, dueOn: '2999-12-31', paid: { yuan: '0.00' } },
      ],
    });
    // On its last day it is still in time.
    expect(await pledgeOf(id, '2025-09-30')).toMatchObject({ overdue: { yuan: '0.00' } });
    expect(await refused('recordDonation', given('15000.01'))).toEqual([
      'RULE_BROKEN pledge-paid-within-promise at amount',
    ]);
    expect(await refused('recordDonation', { ...given('1.00'), donorName: '别人' })).toEqual([
      'INVALID_INPUT pledge-names-the-donor at pledge',
    ]);
    expect(await balanceOf(fund)).toBe('35000.00');
  });

  test('is fulfilled by its last fen, and open again when a donation is given back', async () => {
    const fund = await makeFund(gongzhi);
    const { id } = await makePledge(gongzhi, fund, {
      instalments: [{ dueOn: '2025-03-31', amount: '100.00' }],
    });
    const given = await gift(gongzhi, fund, { donorName: undefined, pledge: { id } });
    expect(await pledgeOf(id)).toMatchObject({ state: 'FULFILLED', outstanding: { yuan: '0.00' } });
    expect(
      await refused('recordDonation', {
        fund: { id: fund },
        amount: '0.01',
        receivedOn: '2025-10-01',
        pledge: { id },
      }),
    ).toEqual(['RULE_BROKEN pledge-waits-for-money at pledge']);
    await stepped(gongzhi, given, 'refundDonation', { reason: '误缴' });
    expect(await pledgeOf(id)).toMatchObject({ state: 'PLEDGED', overdue: { yuan: '100.00' } });
    const { node } = await read<{ node: unknown }>(
      'query ($id: ID!) { node(id: $id) { ... on Pledge { stateChanges { fromState toState operation } } } }',
      { id },
    );
    expect(node).toEqual({
      stateChanges: [
        { fromState: 'PLEDGED', toState: 'FULFILLED', operation: 'recordDonation' },
        { fromState: 'FULFILLED', toState: 'PLEDGED', operation: 'refundDonation' },
      ],
    });
  });

  test('is in default when something is overdue; who is bound is released for hardship alone', async () => {
    const fund = await makeFund(gongzhi);
    const soon = { instalments: [{ dueOn: '2999-01-01', amount: '1.00' }] };
    const open = await makePledge(gongzhi, fund, soon);
    const named = ({ id, version }: Versioned): object => ({ pledge: { id }, expectedVersion: version });
    expect(await refused('declarePledgeDefault', { ...named(open), reason: '催告' })).toEqual([
      'RULE_BROKEN pledge-defaults-when-overdue at ',
    ]);
    const bound = await makePledge(gongzhi, fund, { binding: true });
    expect((await write('declarePledgeDefault', { ...named(bound), reason: '催告' })).userErrors).toEqual([]);
    const release = { ...named(bound), expectedVersion: 2, reason: '停产' };
    expect(await refused('releasePledge', { ...release, ground: 'REVOCATION' })).toEqual([
      'RULE_BROKEN binding-pledge-released-for-hardship at ground',
    ]);
    expect((await write('releasePledge', { ...release, ground: 'HARDSHIP' })).userErrors).toEqual([]);
    expect(await pledgeOf(bound.id)).toMatchObject({ state: 'RELEASED', outstanding: { yuan: '0.00' } });
  });

  test('paid twice at once takes no more than was promised', async () => {
    const fund = await makeFund(gongzhi);
    const { id } = await makePledge(gongzhi, fund, {
      instalments: [{ dueOn: '2025-03-31', amount: '100.00' }],
    });
    const given = { fund: { id: fund }, amount: '60.00', receivedOn: '2025-03-01', pledge: { id } };
    const answers = await Promise.all([1, 2, 3].map(() => write('recordDonation', given)));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule))).toEqual([
      'pledge-paid-within-promise',
      'pledge-paid-within-promise',
    ]);
    expect(await balanceOf(fund)).toBe('60.00');
  });
});

describe('a receipt', () => {
  test('has what the law wants on it, and a void one is replaced', async () => {
    const fund = await hostedFund(gongzhi);
    const given = await gift(gongzhi, fund);
    const first = await receiptOf(gongzhi, given, '0000000001');
    expect(await donationOf(given.id)).toMatchObject({ state: 'RECEIPTED' });
    const again = {
      donation: { id: given.id },
      expectedVersion: 2,
      number: '0000000002',
      handler: '甲',
      issuedOn: today(),
    };
    expect(await refused('issueDonationReceipt', again)).toEqual([
      'CONFLICT one-valid-receipt-per-donation at ',
    ]);
    expect(await refused('refundDonation', { ...step(given), expectedVersion: 2, reason: '退' })).toEqual([
      'RULE_BROKEN donation-follows-its-life-cycle at ',
    ]);
    await write('voidDonationReceipt', { receipt: { id: first.id }, expectedVersion: 1, reason: '金额有误' });
    expect(await donationOf(given.id)).toMatchObject({ state: 'RECEIVED' });
    const other = await gift(gongzhi, fund);
    const taken = { ...again, donation: { id: other.id }, expectedVersion: 1, number: '0000000001' };
    expect(await refused('issueDonationReceipt', taken)).toEqual(['CONFLICT unique-in-tenant at issuer']);
    expect(await donationOf(other.id)).toMatchObject({ state: 'RECEIVED' });
    expect((await write('issueDonationReceipt', { ...again, expectedVersion: 3 })).userErrors).toEqual([]);
    const { receipts } = (await donationOf(
      given.id,
      `receipts(orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { number state donorName property quantity handler
         issuedOn amount { yuan uppercase } issuer { name } replaces { number } } }`,
    )) as { receipts: { nodes: readonly unknown[] } };
    expect(receipts.nodes).toMatchObject([
      { number: '0000000001', state: 'VOIDED', replaces: null },
      {
        number: '0000000002',
        state: 'ISSUED',
        donorName: '示例捐赠人',
        property: '人民币',
        quantity: null,
        handler: '甲',
        issuedOn: today(),
        amount: { yuan: '100.00', uppercase: '壹佰元整' },
        replaces: { number: '0000000001' },
      },
    ]);
    const kept = await stepped(gongzhi, { id: given.id, version: 4 }, 'allocateDonation');
    expect(await refused('refundDonation', { ...step(kept), reason: '退' })).toEqual([
      'RULE_BROKEN receipted-donation-is-kept at ',
    ]);
  });

  test('is issued by a host that may, for money that entered its account', async () => {
    const issue = ({ id }: Versioned): Record<string, unknown> => ({
      donation: { id },
      expectedVersion: 1,
      number: '9',
      handler: '甲',
      issuedOn: '2025-03-01',
    });
    const lone = await gift(gongzhi, await makeFund(gongzhi));
    expect(await refused('issueDonationReceipt', { ...issue(lone), issuedOn: '2025-02-28' })).toEqual([
      'RULE_BROKEN receipt-issued-by-a-host-that-may at ',
      'RULE_BROKEN receipt-dated-after-the-donation at issuedOn',
    ]);
    const committee = await gift(gongzhi, await hostedFund(gongzhi, 'RESIDENTS_COMMITTEE'));
    expect(await refused('issueDonationReceipt', issue(committee))).toEqual([
      'RULE_BROKEN receipt-issued-by-a-host-that-may at ',
    ]);
    const fund = await hostedFund(gongzhi);
    const elsewhere = { fund: { id: fund }, expectedVersion: 1, accountHolder: '示例企业' };
    expect((await write('updateFund', elsewhere)).userErrors).toEqual([]);
    expect(await refused('issueDonationReceipt', issue(await gift(gongzhi, fund)))).toEqual([
      'RULE_BROKEN donation-entered-the-account-of-the-issuer at ',
    ]);
    // Goods enter no account.
    const rice = await gift(gongzhi, fund, { kind: 'GOODS' });
    expect((await write('issueDonationReceipt', issue(rice))).userErrors).toEqual([]);
  });

  test('of a donor who wishes not to be named tells the name to nobody who may not read of persons', async () => {
    const given = await gift(gongzhi, await hostedFund(gongzhi), { anonymous: true });
    const { id } = await receiptOf(gongzhi, given);
    const source = 'query ($id: ID!) { node(id: $id) { ... on DonationReceipt { donorName anonymous } } }';
    const reader = callerWith([{ scope: 'funds:read', division: null, dataClass: 'PUBLIC' }]);
    expect(await read(source, { id }, reader)).toEqual({ node: { donorName: null, anonymous: true } });
    expect(await read(source, { id })).toEqual({ node: { donorName: '示例捐赠人', anonymous: true } });
  });
});

test('the whole ledger is what was posted', async () => {
  const { faults } = await withTransaction(
    gongzhi.pool,
    (_, client) => verifyLedger(ledgerLines(client, scene.tenant)),
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
  expect(faults).toEqual([]);
}, 60_000);

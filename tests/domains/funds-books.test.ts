// Money that is held back, entries recorded many at once, supplements, and money between offices.
import { expect, test } from '@jest/globals';
import { runJobs } from '../../src/server/jobs.js';
import { newId } from '../../src/kernel/ids.js';
import { mighty } from '../support/domains.js';
import { approvedExpense, donate, makeFund, statementOf } from '../support/funds.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { write, read } = gongzhi;
/** The rules that refuse a write, which changes nothing. */
const refused = async (operation: string, input: Record<string, unknown>): Promise<readonly string[]> =>
  (await gongzhi.refused(operation, input)).map((line) => line.split(' ')[1]!);
const elsewhere = { division: { code: '510117005001' } };

const holdingsOf = async (fund: string): Promise<unknown> =>
  (
    await read<{ fund: unknown }>(
      '{ fund(ref: { id: "' + fund + '" }) { balance { yuan } held { yuan } available { yuan } } }',
    )
  ).fund;
const holdings = (balance: string, held: string, available: string) => ({
  balance: { yuan: balance },
  held: { yuan: held },
  available: { yuan: available },
});

test('what is held back is not spent on anything else, and never more is held than the fund has', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '100.00');
  const hold = (amount: string) => ({ fund: { id: fund }, amount, reason: '合同预留' });
  const { hold: placed } = await write<{ hold: { id: string; version: number } }>(
    'placeFundHold',
    hold('70.00'),
    'hold { id version }',
  );
  expect(await holdingsOf(fund)).toEqual(holdings('100.00', '70.00', '30.00'));
  expect(await refused('placeFundHold', hold('30.01'))).toEqual(['fund-keeps-what-is-held']);
  expect(await refused('payExpense', await approvedExpense(gongzhi, fund, '30.01'))).toEqual([
    'fund-keeps-what-is-held',
  ]);
  await write('payExpense', await approvedExpense(gongzhi, fund, '30.00'));
  expect(await holdingsOf(fund)).toEqual(holdings('70.00', '70.00', '0.00'));
  const release = { hold: { id: placed.id }, expectedVersion: placed.version, reason: '合同解除' };
  expect((await write('releaseFundHold', release)).userErrors).toEqual([]);
  expect(await holdingsOf(fund)).toEqual(holdings('70.00', '0.00', '70.00'));
});

test('a hold is spent by the expense that it was placed for; what is left of it is free', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '100.00');
  const input = { fund: { id: fund }, amount: '90.00', reason: '合同预留' };
  const { hold } = await write<{ hold: { id: string } }>('placeFundHold', input);
  const pay = await approvedExpense(gongzhi, fund, '80.00');
  const { userErrors } = await write('payExpense', { ...pay, hold: { id: hold.id } });
  expect(userErrors).toEqual([]);
  expect(await holdingsOf(fund)).toEqual(holdings('20.00', '0.00', '20.00'));
  const { fundHold } = await read<{ fundHold: unknown }>(
    `{ fundHold(ref: { id: "${hold.id}" }) { state amount { yuan } } }`,
  );
  expect(fundHold).toEqual({ state: 'USED', amount: { yuan: '90.00' } });
  const again = await approvedExpense(gongzhi, fund, '1.00');
  expect(await refused('payExpense', { ...again, hold: { id: hold.id } })).toEqual(['hold-of-the-same-fund']);
});

interface Batch {
  readonly id: string;
  readonly itemCount: number;
  readonly postedCount: number;
  readonly results: readonly { index: number; number: string | null; rule: string | null }[];
}
const batchFields = 'replayed batch { id itemCount postedCount results { index number rule } }';

const entry = (kind: string, amount: string, rest: object = {}) => ({
  kind,
  amount,
  effectiveOn: '2025-03-21',
  text: '第一季度',
  ...rest,
});

test('of a batch each entry is accepted or refused by what the accepted ones before it leave', async () => {
  const fund = await makeFund(gongzhi);
  const reference = newId();
  const entries = [
    entry('BANK_CHARGE', '0.01'),
    entry('INTEREST', '2.00', { reference }),
    entry('BANK_CHARGE', '1.50'),
    entry('INTEREST', '9.00', { reference }),
    entry('DONATION', '5.00'),
    entry('OTHER_INCOME', '1.00', { effectiveOn: '2999-01-01' }),
    entry('BANK_CHARGE', '0.51'),
    entry('BANK_CHARGE', '0.50'),
  ];
  const input = { fund: { id: fund }, entries, idempotencyKey: newId() };
  const first = await write<{ batch: Batch; replayed: boolean }>('recordBankEntries', input, batchFields);
  const rules = [
    'fund-never-overdrawn',
    null,
    null,
    'reference-once-per-batch',
    'entry-of-the-bank',
    'ledger-dated-until-today',
    'fund-never-overdrawn',
    null,
  ];
  expect(first.batch.results.map(({ rule }) => rule)).toEqual(rules);
  expect([first.batch.itemCount, first.batch.postedCount]).toEqual([8, 3]);
  const numbers = first.batch.results.flatMap(({ number }) => (number === null ? [] : [Number(number)]));
  expect(numbers).toEqual([numbers[0], numbers[0]! + 1, numbers[0]! + 2]);
  expect(await statementOf(gongzhi, fund, 'bankEntries')).toEqual([
    '1 | 2025-03-21 | 借 | 2.00 | 2.00 | 利息收入:第一季度',
    '2 | 2025-03-21 | 贷 | -1.50 | 0.50 | 银行手续费:第一季度',
    '3 | 2025-03-21 | 贷 | -0.50 | 0.00 | 银行手续费:第一季度',
  ]);
  // The same key again answers the same; another batch does not book the reference again.
  const replay = await write<{ batch: Batch; replayed: boolean }>('recordBankEntries', input, batchFields);
  expect(replay).toMatchObject({ replayed: true, batch: first.batch });
  const other = { fund: { id: fund }, entries: [entries[1]] };
  const later = await write<{ batch: Batch }>('recordBankEntries', other, batchFields);
  expect(later.batch.results).toEqual([{ index: 0, number: null, rule: 'reference-posted-once' }]);
  expect(await refused('recordBankEntries', { ...other, allOrNothing: true })).toEqual([
    'batch-accepted-as-a-whole',
  ]);
});

test('five thousand entries are posted by one write', async () => {
  const fund = await makeFund(gongzhi);
  const entries = Array.from({ length: 5000 }, (_, i) =>
    entry(i % 2 === 0 ? 'INTEREST' : 'BANK_CHARGE', '0.01', { reference: `B${i}` }),
  );
  const { batch, userErrors } = await write<{ batch: Batch }>(
    'recordBankEntries',
    { fund: { id: fund }, entries },
    'batch { id itemCount postedCount }',
  );
  expect(userErrors).toEqual([]);
  expect(batch).toMatchObject({ itemCount: 5000, postedCount: 5000 });
  expect(await holdingsOf(fund)).toEqual(holdings('0.00', '0.00', '0.00'));
  expect(
    await refused('recordBankEntries', { fund: { id: fund }, entries: [...entries, entries[0]] }),
  ).toEqual(['list-length']);
}, 60_000);

test('a supplement adds to an entry, which is taken back only after it', async () => {
  const fund = await makeFund(gongzhi);
  const recorded = await write<{ batch: { transactions: { nodes: { id: string }[] } } }>(
    'recordBankEntries',
    { fund: { id: fund }, entries: [entry('INTEREST', '2.00')] },
    'batch { transactions { nodes { id } } }',
  );
  const { id } = recorded.batch.transactions.nodes[0]!;
  const supplement = {
    transaction: { id },
    amount: '0.30',
    effectiveOn: '2025-03-22',
    reason: '少记',
  };
  const { transaction, userErrors } = await write<{
    transaction: { supplementedBy: { nodes: { id: string; kind: string }[] } };
  }>('supplementLedgerTransaction', supplement, 'transaction { supplementedBy { nodes { id kind } } }');
  expect(userErrors).toEqual([]);
  const [added] = transaction.supplementedBy.nodes;
  expect(added!.kind).toBe('INTEREST');
  expect(await refused('reverseLedgerTransaction', { transaction: { id }, reason: '重复' })).toEqual([
    'supplements-are-reversed-first',
  ]);
  await write('reverseLedgerTransaction', { transaction: { id: added!.id }, reason: '误记' });
  await write('reverseLedgerTransaction', { transaction: { id }, reason: '误记' });
  expect(await refused('supplementLedgerTransaction', supplement)).toEqual(['reversed-is-not-supplemented']);
  const donation = await donate(gongzhi, fund, '1.00');
  expect(
    await refused('supplementLedgerTransaction', { ...supplement, transaction: { id: donation } }),
  ).toEqual(['supplements-an-entry-of-the-bank']);
  expect((await statementOf(gongzhi, fund)).map((line) => line.split(' | ')[4])).toEqual([
    '2.00',
    '2.30',
    '2.00',
    '0.00',
    '1.00',
  ]);
});

interface Step {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

const clearingOf = async (fund: string): Promise<string> => {
  const { fund: found } = await read<{ fund: { accounts: { nodes: { balance: { yuan: string } }[] } } }>(
    `{ fund(ref: { id: "${fund}" }) { accounts(filter: { kind: { eq: CLEARING } }) { nodes { balance { yuan } } } } }`,
  );
  return found.accounts.nodes.map(({ balance }) => balance.yuan).join();
};

test('between offices each books against its own clearing account; both sum to nothing at every step but the answer', async () => {
  const [from, to] = [await makeFund(gongzhi), await makeFund(gongzhi, elsewhere)];
  await donate(gongzhi, from, '100.00');
  const step = async (operation: string, field: string, input: Record<string, unknown>): Promise<Step> => {
    const payload = await write<Record<string, Step>>(operation, input, `${field} { id version state }`);
    expect(payload.userErrors).toEqual([]);
    return payload[field]!;
  };
  const sent = await step('sendClearingTransfer', 'clearingTransfer', {
    fund: { id: from },
    toFund: { id: to },
    amount: '40.00',
    sentOn: '2025-06-01',
    reason: '联合项目',
  });
  expect([await clearingOf(from), await clearingOf(to)]).toEqual(['-40.00', '']);
  const answer = { transfer: { id: sent.id }, answeredOn: '2025-06-02' };
  const receipt = await step('acceptClearingTransfer', 'clearingReceipt', answer);
  expect([await clearingOf(from), await clearingOf(to)]).toEqual(['-40.00', '40.00']);
  expect(await refused('acceptClearingTransfer', answer)).toEqual(['clearing-answered-once']);
  expect(await refused('refuseClearingTransfer', { ...answer, reason: '不需要' })).toEqual([
    'clearing-answered-once',
  ]);
  // The office that sent takes the answer over by itself.
  const pay = (version: number) => ({
    clearingTransfer: { id: sent.id },
    expectedVersion: version,
    paidOn: '2025-06-03',
  });
  expect(await refused('payClearingTransfer', pay(1))).toEqual(['clearing-transfer-follows-its-life-cycle']);
  await runJobs(gongzhi.platform);
  const paid = await step('payClearingTransfer', 'clearingTransfer', pay(2));
  const received = await step('confirmClearingReceipt', 'clearingReceipt', {
    clearingReceipt: { id: receipt.id },
    expectedVersion: 1,
    receivedOn: '2025-06-04',
  });
  expect([paid.state, received.state]).toEqual(['PAID', 'RECEIVED']);
  expect([await clearingOf(from), await clearingOf(to)]).toEqual(['0.00', '0.00']);
  expect(await holdingsOf(from)).toEqual(holdings('60.00', '0.00', '60.00'));
  expect(await holdingsOf(to)).toEqual(holdings('40.00', '0.00', '40.00'));
});

test('what the other office refuses is taken back in the books', async () => {
  const [from, to] = [await makeFund(gongzhi), await makeFund(gongzhi, elsewhere)];
  await donate(gongzhi, from, '100.00');
  const input = {
    fund: { id: from },
    toFund: { id: to },
    amount: '40.00',
    sentOn: '2025-06-01',
    reason: '项目',
  };
  const { clearingTransfer } = await write<{ clearingTransfer: Step }>('sendClearingTransfer', input);
  await write('refuseClearingTransfer', {
    transfer: { id: clearingTransfer.id },
    answeredOn: '2025-06-02',
    reason: '用途不符',
  });
  await runJobs(gongzhi.platform);
  const { clearingTransfer: found } = await read<{ clearingTransfer: unknown }>(
    `{ clearingTransfer(ref: { id: "${clearingTransfer.id}" }) { state transaction { reversed } } }`,
  );
  expect(found).toEqual({ state: 'REFUSED', transaction: { reversed: true } });
  expect(await clearingOf(from)).toBe('0.00');
  expect(await holdingsOf(from)).toEqual(holdings('100.00', '0.00', '100.00'));
  const near = { ...input, toFund: { id: await makeFund(gongzhi) } };
  expect(await refused('sendClearingTransfer', near)).toEqual(['clearing-between-offices']);
});

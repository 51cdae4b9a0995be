// Months of a fund's books: closed by two, opened again by two, and what an account held on any day as it was known at any time.
import { expect, test } from '@jest/globals';
import { post } from '../../src/domains/funds/queries/post.js';
import { setClock } from '../../src/kernel/clock.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import { donate, keyOf, makeFund, makeOrganization, postingOf, scene, spend } from '../support/funds.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { write, read } = gongzhi;
/** The rules that refuse a write, which changes nothing. */
const refused = async (operation: string, input: Record<string, unknown>): Promise<readonly string[]> =>
  (await gongzhi.refused(operation, input)).map((line) => line.split(' ')[1]!);
const reviewer = mighty({ subject: 'reviewer' });

interface Period {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

async function step(operation: string, input: Record<string, unknown>, as = mighty()): Promise<Period> {
  const { period, userErrors } = await write<{ period: Period }>(
    operation,
    input,
    'period { id version state }',
    {
      as,
    },
  );
  expect(userErrors).toEqual([]);
  return period;
}

const named = ({ id, version }: Period) => ({ period: { id }, expectedVersion: version });
const propose = (fund: string, month: string) => step('proposePeriodClosing', { fund: { id: fund }, month });
const closeMonth = async (fund: string, month: string): Promise<Period> =>
  step('closePeriod', named(await propose(fund, month)), reviewer);

test('a month is closed by somebody else than who proposed it, and keeps what it held', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '100.00', { receivedOn: '2025-02-10' });
  await donate(gongzhi, fund, '50.00', { receivedOn: '2025-03-31' });
  await spend(gongzhi, fund, '30.00', { paidOn: '2025-03-05' });
  await donate(gongzhi, fund, '7.00', { receivedOn: '2025-04-01' });
  const proposed = await propose(fund, '2025-02-28');
  expect(await refused('closePeriod', named(proposed))).toEqual(['period-decided-by-somebody-else']);
  await step('closePeriod', named(proposed), reviewer);
  await closeMonth(fund, '2025-03-15');
  const { fund: found } = await read<{ fund: unknown }>(`{ fund(ref: { id: "${fund}" }) { closedThrough
    periods { nodes { month state opening { yuan } increase { yuan } decrease { yuan } closing { yuan } bank { yuan } entryCount } } } }`);
  const yuan = (text: string) => ({ yuan: text });
  expect(found).toEqual({
    closedThrough: '2025-03-31',
    periods: {
      nodes: [
        {
          month: '2025-02-01',
          state: 'CLOSED',
          opening: yuan('0.00'),
          increase: yuan('100.00'),
          decrease: yuan('0.00'),
          closing: yuan('100.00'),
          bank: yuan('100.00'),
          entryCount: '2',
        },
        {
          month: '2025-03-01',
          state: 'CLOSED',
          opening: yuan('100.00'),
          increase: yuan('50.00'),
          decrease: yuan('30.00'),
          closing: yuan('120.00'),
          bank: yuan('120.00'),
          entryCount: '4',
        },
      ],
    },
  });
});

test('nothing is posted in closed books; the next day is open', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '100.00', { receivedOn: '2025-03-01' });
  await closeMonth(fund, '2025-03-01');
  const gift = (receivedOn: string) => ({ fund: { id: fund }, amount: '1.00', receivedOn, anonymous: true });
  expect(await refused('recordDonation', gift('2025-03-31'))).toEqual(['books-closed-through']);
  expect(await refused('recordDonation', gift('2024-12-31'))).toEqual(['books-closed-through']);
  expect((await write('recordDonation', gift('2025-04-01'))).userErrors).toEqual([]);
});

test('what an agreement makes due in a month that is closed counts for the first open day', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '100.00', { receivedOn: '2025-03-01' });
  await closeMonth(fund, '2025-03-01');
  const [fundId, payerId] = [keyOf(fund), await makeOrganization(gongzhi, '迟到的应缴单位')];
  const accrual = postingOf(fundId, 1n, {
    kind: 'ACCRUAL',
    effectiveOn: '2025-02-28',
    legs: [
      {
        position: 1,
        debit: { fundId, kind: 'RECEIVABLE', payerId },
        credit: { fundId, kind: 'FUND' },
        amountFen: 180_000n,
      },
    ],
  });
  const [posted] = await withTransaction(gongzhi.pool, (tx) => post(scene, tx, [accrual]));
  const { rows } = await gongzhi.pool.query(
    'SELECT "effectiveOn"::text AS "on" FROM "LedgerTransaction" WHERE tenant = $1 AND id = $2',
    [scene.tenant, posted!.transactionId],
  );
  expect(rows).toEqual([{ on: '2025-04-01' }]);
});

test('months are closed in their order, when they are over, one proposal at a time', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '1.00', { receivedOn: '2025-02-10' });
  await donate(gongzhi, fund, '1.00', { receivedOn: '2025-04-10' });
  const input = (month: string) => ({ fund: { id: fund }, month });
  expect(await refused('proposePeriodClosing', input('2025-04-01'))).toEqual(['months-close-in-order']);
  expect(await refused('proposePeriodClosing', input('2999-04-01'))).toContain('month-closes-when-over');
  const proposed = await propose(fund, '2025-02-01');
  expect(await refused('proposePeriodClosing', input('2025-02-01'))).toEqual(['one-proposal-at-a-time']);
  await step('declinePeriodClosing', { ...named(proposed), reason: '还有凭证未到' }, reviewer);
  await closeMonth(fund, '2025-02-01');
  expect(await refused('proposePeriodClosing', input('2025-02-01'))).toEqual(['months-close-in-order']);
  // A month without any entry is closed with the one before it.
  await closeMonth(fund, '2025-04-30');
});

test('the month that was closed last is opened again by two, and who did it and why stays', async () => {
  const fund = await makeFund(gongzhi);
  await donate(gongzhi, fund, '1.00', { receivedOn: '2025-02-10' });
  await donate(gongzhi, fund, '1.00', { receivedOn: '2025-03-10' });
  const february = await closeMonth(fund, '2025-02-01');
  const march = await closeMonth(fund, '2025-03-01');
  const reason = '漏记利息';
  expect(await refused('proposePeriodReopening', { ...named(february), reason })).toEqual([
    'last-closed-month-reopens',
  ]);
  const asked = await step('proposePeriodReopening', { ...named(march), reason });
  expect(await refused('reopenPeriod', named(asked))).toEqual(['period-decided-by-somebody-else']);
  expect(await refused('closePeriod', named(asked))).toEqual(['proposal-is-of-the-other-kind']);
  await step('reopenPeriod', named(asked), reviewer);
  await donate(gongzhi, fund, '2.00', { receivedOn: '2025-03-31' });
  await closeMonth(fund, '2025-03-01');
  const { fund: found } = await read<{ fund: unknown }>(`{ fund(ref: { id: "${fund}" }) { closedThrough
    periods(filter: { month: { eq: "2025-03-01" } }) { nodes { revision state closing { yuan } reopeningBy reopenedBy reason } } } }`);
  expect(found).toEqual({
    closedThrough: '2025-03-31',
    periods: {
      nodes: [
        {
          revision: 1,
          state: 'REOPENED',
          closing: { yuan: '2.00' },
          reopeningBy: mighty().subject,
          reopenedBy: 'reviewer',
          reason,
        },
        {
          revision: 2,
          state: 'CLOSED',
          closing: { yuan: '4.00' },
          reopeningBy: null,
          reopenedBy: null,
          reason: null,
        },
      ],
    },
  });
});

test('an account is told for any days as it was known at any instant', async () => {
  const fund = await makeFund(gongzhi);
  const at = async (instant: string, amount: string, receivedOn: string): Promise<void> => {
    const ms = Date.parse(instant);
    const back = setClock(() => ms);
    await donate(gongzhi, fund, amount, { receivedOn }).finally(back);
  };
  await at('2025-03-10T09:00:00+08:00', '100.00', '2025-03-10');
  await at('2025-03-20T09:00:00+08:00', '20.00', '2025-03-05');
  await at('2025-03-20T15:00:00+08:00', '3.00', '2025-03-20');
  await at('2025-04-02T00:00:00+08:00', '0.40', '2025-03-31');
  const { fund: found } = await read<{ fund: { accounts: { nodes: { id: string }[] } } }>(
    `{ fund(ref: { id: "${fund}" }) { accounts(filter: { kind: { eq: FUND } }) { nodes { id } } } }`,
  );
  const account = { id: found.accounts.nodes[0]!.id };
  const statement = async (from: string, to: string, knownAt?: string): Promise<string> => {
    const { ledgerStatement: told } = await read<{
      ledgerStatement: Record<'opening' | 'debit' | 'credit' | 'closing', { yuan: string }> & {
        entryCount: string;
      };
    }>(
      `query ($input: LedgerStatementInput!) { ledgerStatement(input: $input) {
        opening { yuan } debit { yuan } credit { yuan } closing { yuan } entryCount } }`,
      { input: { account, from, to, ...(knownAt === undefined ? {} : { knownAt }) } },
    );
    return [told.opening, told.debit, told.credit, told.closing]
      .map(({ yuan }) => yuan)
      .concat(told.entryCount)
      .join(' ');
  };
  expect(await statement('2025-03-01', '2025-03-31')).toBe('0.00 0.00 123.40 123.40 4');
  expect(await statement('2025-03-06', '2025-03-20')).toBe('20.00 0.00 103.00 123.00 2');
  expect(await statement('2025-03-01', '2025-03-31', '2025-03-31T23:59:59+08:00')).toBe(
    '0.00 0.00 123.00 123.00 3',
  );
  expect(await statement('2025-03-01', '2025-03-31', '2025-03-20T12:00:00+08:00')).toBe(
    '0.00 0.00 120.00 120.00 2',
  );
  expect(await statement('2025-03-06', '2025-03-31', '2025-03-20T08:59:59.999+08:00')).toBe(
    '0.00 0.00 100.00 100.00 1',
  );
  expect(await statement('2025-03-01', '2025-03-31', '2025-03-10T08:00:00+08:00')).toBe(
    '0.00 0.00 0.00 0.00 0',
  );
  const backwards = { account, from: '2025-03-31', to: '2025-03-01' };
  const answer = await gongzhi.query(
    'query ($input: LedgerStatementInput!) { ledgerStatement(input: $input) { entryCount } }',
    { input: backwards },
  );
  expect(answer.errors?.map(({ extensions }) => extensions?.['rule'])).toEqual(['statement-from-before-to']);
});

// Payment notices: what they ask for, where it is paid, and numbers without gaps whoever issues at the same time.
import { afterEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { noticeNumbers } from '../../src/domains/revenue-sharing/queries/notices.js';
import { usePlatform } from '../support/platform.js';
import {
  clerk,
  close,
  done,
  makeAgreement,
  makeFund,
  makePayer,
  pay,
  split702010,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');
const next = noticeNumbers.next;
afterEach(() => {
  noticeNumbers.next = next;
});

interface Notice {
  readonly id: string;
  readonly version: number;
  readonly number: number;
}

const shown = `paymentNotice { id version number noticeNo payBy state
  amount { yuan uppercase } open { yuan }
  lines { amount { yuan } accountHolder bankName accountNo allocation { settlement { period clauseTitle } } } }`;

async function issue(agreement: string, more: object = {}): Promise<Notice> {
  const { paymentNotice } = await done<{ paymentNotice: Notice }>(
    platform,
    'issuePaymentNotice',
    { agreement: { id: agreement }, ...more },
    shown,
  );
  return paymentNotice;
}

const fee = (amount: string) => ({ fixed: { amount, per: 'YEAR' } });
/** An agreement of which one fee is open. */
async function owing(funds: readonly string[], payer: string, rule: object = fee('100.00')) {
  const agreement = await makeAgreement(platform, { rule, funds, payer });
  await close(platform, agreement.id);
  return agreement;
}

const numbers = async (): Promise<readonly number[]> =>
  (
    await platform.admin<{ number: number }>(
      'SELECT "number" FROM "PaymentNotice" WHERE "tenant" = 990101 ORDER BY 1',
    )
  ).map(({ number }) => number);

test('a notice asks for what is open, part by part, with its account and its total in capitals', async () => {
  const funds = await Promise.all([makeFund(platform), makeFund(platform), makeFund(platform)]);
  const agreement = await owing(funds, await makePayer(platform), split702010(fee('1800.01')));
  await pay(platform, agreement, '260.00');
  expect(await issue(agreement.id, { payBy: '2100-01-31' })).toMatchObject({
    payBy: '2100-01-31',
    state: 'ISSUED',
    amount: { yuan: '1540.01', uppercase: '壹仟伍佰肆拾元零壹分' },
    open: { yuan: '1540.01' },
    lines: ['1000.01', '360.00', '180.00'].map((yuan) => ({
      amount: { yuan },
      accountHolder: '示例慈善会',
      bankName: '示例银行晨光支行',
      accountNo: '9901010010010001',
      allocation: { settlement: { period: '2018', clauseTitle: '每年固定 1,800.01 元' } },
    })),
  });
});

test('what is paid is no longer open; what was issued before is replaced, unless it was paid', async () => {
  const agreement = await owing([await makeFund(platform)], await makePayer(platform), {
    fixed: { amount: '600.00', per: 'HALF_YEAR' },
  });
  const first = await issue(agreement.id, { through: '2018-12-31' });
  const second = await issue(agreement.id);
  await pay(platform, agreement, '700.00');
  const third = await issue(agreement.id);
  await pay(platform, agreement, '500.00');
  const { agreement: read } = await platform.read<{ agreement: { notices: { nodes: object[] } } }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { notices { nodes {
      number state amount { yuan } open { yuan } replacedBy { number }
      stateChanges { fromState toState operation } } } } }`,
    { id: agreement.id },
  );
  const replaced = (by: Notice) => ({
    replacedBy: { number: by.number },
    state: 'REPLACED',
    open: { yuan: '0.00' },
    stateChanges: [{ fromState: 'ISSUED', toState: 'REPLACED', operation: 'issuePaymentNotice' }],
  });
  expect(read.notices.nodes).toEqual([
    { number: first.number, amount: { yuan: '600.00' }, ...replaced(second) },
    { number: second.number, amount: { yuan: '1200.00' }, ...replaced(third) },
    {
      number: third.number,
      amount: { yuan: '500.00' },
      open: { yuan: '0.00' },
      state: 'ISSUED',
      replacedBy: null,
      stateChanges: [],
    },
  ]);
  expect(await platform.refused('issuePaymentNotice', { agreement: { id: agreement.id } }, clerk)).toEqual([
    'RULE_BROKEN payment-notice-asks-for-something-open at ',
  ]);
});

test('a notice says where to pay, and asks for nothing in the past', async () => {
  const fund = await makeFund(platform);
  const { fund: read } = await platform.read<{ fund: { version: number } }>(
    'query ($id: ID!) { fund(ref: { id: $id }) { version } }',
    { id: fund },
  );
  await done(platform, 'updateFund', { fund: { id: fund }, expectedVersion: read.version, accountNo: null });
  const agreement = await owing([fund], await makePayer(platform));
  const input = { agreement: { id: agreement.id }, payBy: '2019-01-31' };
  expect(await platform.refused('issuePaymentNotice', input, clerk)).toEqual([
    'RULE_BROKEN payment-notice-says-where-to-pay at ',
    'INVALID_INPUT payment-notice-asks-in-time at payBy',
  ]);
});

test('notices issued at once have numbers without gaps, also where some are refused or tried out', async () => {
  const [fund, payer] = [await makeFund(platform), await makePayer(platform)];
  const before = await numbers();
  const agreements = await Promise.all(Array.from({ length: 6 }, () => owing([fund], payer)));
  await Promise.all([
    ...agreements.map(({ id }) => issue(id)),
    ...agreements.slice(0, 3).map(({ id }) => issue(id, { dryRun: true })),
    platform.write('issuePaymentNotice', { agreement: { id: agreements[0]!.id }, payBy: '2019-01-31' }),
  ]);
  const after = await numbers();
  expect(after).toEqual(Array.from({ length: before.length + 6 }, (_, i) => i + 1));
});

test('without the lock two notices issued at once ask for the same number', async () => {
  const [fund, payer] = [await makeFund(platform), await makePayer(platform)];
  const pair = await Promise.all([owing([fund], payer), owing([fund], payer)]);
  const waiting: (() => void)[] = [];
  noticeNumbers.next = async (tx, tenant, year) => {
    const { rows } = await sql<{ number: number }>`
      SELECT coalesce(max("number"), 0) + 1 AS "number" FROM "PaymentNotice"
      WHERE "tenant" = ${tenant} AND "year" = ${year}`.execute(tx);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length >= 2) waiting.splice(0).forEach((go) => go());
    });
    return rows[0]!.number;
  };
  const answers = await Promise.all(
    pair.map(({ id }) =>
      platform.write('issuePaymentNotice', { agreement: { id } }, undefined, { as: clerk }),
    ),
  );
  expect(answers.map(({ userErrors }) => userErrors.map(({ rule }) => rule)).sort()).toEqual([
    [],
    ['unique-in-tenant'],
  ]);
});

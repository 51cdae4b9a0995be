// What every posting keeps by itself, whoever posts: the state of its funds, the facts of its accounts, the columns it writes.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { post } from '../../src/domains/funds/queries/post.js';
import { reversalOf } from '../../src/domains/funds/queries/reversal.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { grantsOn, mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import {
  approvedExpense,
  donate,
  keyOf,
  makeFund,
  makeOrganization,
  postingOf,
  scene,
} from '../support/funds.js';
import { callerWith, usePlatform } from '../support/platform.js';
import * as sharing from '../support/sharing.js';
import { untilWaiting } from '../support/waiting.js';

const gongzhi = usePlatform('seeded', mighty());
const { write, refused } = gongzhi;

let payerId: string;
beforeAll(async () => {
  payerId = await makeOrganization(gongzhi, '记账试验企业');
});

/** Says of a fund what only its life would come to. */
const setState = (fund: string, state: string): Promise<unknown> =>
  gongzhi.pool.query('UPDATE "Fund" SET state = $1::"FundState" WHERE id = $2', [state, keyOf(fund)]);

/** Posts in a transaction of its own. @returns the ids, or the rules that refused; then nothing may have changed */
async function posting(...postings: readonly Posting[]): Promise<readonly (string | null)[]> {
  const before = await dump(gongzhi.pool);
  try {
    const posted = await withTransaction(gongzhi.pool, (tx) => post(scene, tx, postings));
    return posted.map(({ transactionId }) => transactionId);
  } catch (error) {
    expect(await dump(gongzhi.pool)).toEqual(before);
    const { faults } = error as { faults?: readonly { rule: string }[] };
    if (!faults) throw error;
    return faults.map(({ rule }) => rule);
  }
}

const accrual = (fundIds: readonly string[], rest: Partial<Posting> = {}): Posting =>
  postingOf(fundIds[0]!, 0n, {
    kind: 'ACCRUAL',
    disclosed: false,
    payerId,
    legs: fundIds.map((fundId, i) => ({
      position: i + 1,
      debit: { fundId, kind: 'RECEIVABLE', payerId },
      credit: { fundId, kind: 'FUND' },
      amountFen: 100n * BigInt(i + 1),
    })),
    ...rest,
  });

const reversing = async (transactionId: string): Promise<readonly (string | null)[]> => {
  const reversal = await withTransaction(gongzhi.pool, (tx) => reversalOf(tx, scene.tenant, transactionId));
  return posting(reversal);
};

const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
const notActive = ['money-moves-into-an-active-fund'];

describe('a fund', () => {
  test('that is not at work receives nothing, whoever posts and however many funds there are', async () => {
    const [open, closed] = [await makeFund(gongzhi), await makeFund(gongzhi)];
    for (const state of ['APPLIED', 'ESTABLISHED', 'DORMANT', 'TERMINATED', 'LIQUIDATED', 'UNKNOWN']) {
      await setState(closed, state);
      expect(await posting(postingOf(keyOf(closed), 100n))).toEqual(notActive);
      expect(await posting(accrual([keyOf(open), keyOf(closed)]))).toEqual(notActive);
    }
    await setState(closed, 'ACTIVE');
    expect(await posting(accrual([keyOf(open), keyOf(closed)]))).toEqual([id]);
  });

  test('spends at work and when terminated, and not when dormant or liquidated', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '10.00');
    const approved = [
      await approvedExpense(gongzhi, fund, '1.00'),
      await approvedExpense(gongzhi, fund, '1.00'),
    ];
    for (const state of ['DORMANT', 'LIQUIDATED', 'UNKNOWN']) {
      await setState(fund, state);
      expect(await refused('payExpense', approved[0]!)).toEqual(['RULE_BROKEN fund-spends-while-open at ']);
    }
    for (const [i, state] of ['ACTIVE', 'TERMINATED'].entries()) {
      await setState(fund, state);
      expect((await write('payExpense', approved[i]!)).userErrors).toEqual([]);
    }
  });

  test('that is dormant has corrected what fell due to it, and at its end no more', async () => {
    const fund = await makeFund(gongzhi);
    const [first, second, third] = await posting(...Array.from({ length: 3 }, () => accrual([keyOf(fund)])));
    await setState(fund, 'TERMINATED');
    expect(await reversing(first!)).toEqual(notActive);
    await setState(fund, 'LIQUIDATED');
    expect(await reversing(second!)).toEqual(notActive);
    await setState(fund, 'DORMANT');
    expect(await reversing(third!)).toEqual([id]);
  });

  test('has its own mistakes taken back until it is liquidated', async () => {
    const fund = await makeFund(gongzhi);
    const mistakes = [await donate(gongzhi, fund, '1.00'), await donate(gongzhi, fund, '2.00')];
    const take = (n: number): Record<string, unknown> => ({
      transaction: { id: mistakes[n] },
      reason: '重复',
    });
    await setState(fund, 'LIQUIDATED');
    expect(await refused('reverseLedgerTransaction', take(0))).toEqual([
      'RULE_BROKEN fund-liquidated-is-final at ',
    ]);
    for (const [n, state] of ['DORMANT', 'TERMINATED'].entries()) {
      await setState(fund, state);
      expect((await write('reverseLedgerTransaction', take(n))).userErrors).toEqual([]);
    }
  });

  test('that is closed while a report is being settled gets nothing of it', async () => {
    const funds = [await sharing.makeFund(gongzhi), await sharing.makeFund(gongzhi)];
    const rule = {
      split: {
        of: sharing.feeAndProfit(),
        parts: [
          { fund: 1, share: '70' },
          { fund: 2, share: '30' },
        ],
      },
    };
    const agreement = await sharing.makeAgreement(gongzhi, { rule, funds });
    await sharing.close(gongzhi, agreement.id);
    const report = await sharing.report(gongzhi, agreement.id, '126543.21', { until: 'VERIFIED' });
    const closing = await gongzhi.pool.connect();
    try {
      await closing.query('BEGIN');
      await closing.query(`UPDATE "Fund" SET state = 'TERMINATED' WHERE id = $1`, [keyOf(funds[1]!)]);
      const settling = gongzhi.write(
        'settleRevenueReport',
        { revenueReport: { id: report.id }, expectedVersion: report.version, settledOn: '2019-02-01' },
        'revenueReport { id }',
        { as: sharing.clerk },
      );
      await untilWaiting(gongzhi.pool, settling);
      await closing.query('COMMIT');
      expect((await settling).userErrors).toMatchObject([
        { rule: 'money-moves-into-an-active-fund', message: expect.stringMatching(/^基金“.+”.*终止/) },
      ]);
    } finally {
      closing.release();
    }
    const { rows } = await gongzhi.pool.query(
      `SELECT r.state, (SELECT count(*)::int FROM "Settlement" s WHERE s."reportId" = r.id) AS settlements,
         (SELECT count(*)::int FROM "LedgerTransaction" t WHERE t."correlationId" = r.id) AS transactions
       FROM "RevenueReport" r WHERE r.id = $1`,
      [keyOf(report.id)],
    );
    expect(rows).toEqual([{ state: 'VERIFIED', settlements: 0, transactions: 0 }]);
  });

  test('is not closed between a posting and its commit', async () => {
    const fund = await makeFund(gongzhi);
    let closing: Promise<unknown> | undefined;
    await withTransaction(gongzhi.pool, async (tx) => {
      await post(scene, tx, [postingOf(keyOf(fund), 100n)]);
      closing = setState(fund, 'LIQUIDATED');
      await untilWaiting(gongzhi.pool, closing);
      const { rows } = await gongzhi.pool.query('SELECT state FROM "Fund" WHERE id = $1', [keyOf(fund)]);
      expect(rows).toEqual([{ state: 'ACTIVE' }]);
    });
    await closing;
  });
});

test('an account that gets its first leg meanwhile stays bound', async () => {
  const fundId = keyOf(await makeFund(gongzhi));
  let attack: Promise<unknown> | undefined;
  await withTransaction(gongzhi.pool, async (tx) => {
    await post(scene, tx, [postingOf(fundId, 100n)]);
    attack = gongzhi.pool
      .query(`UPDATE "LedgerAccount" SET "neverNegative" = false WHERE "fundId" = $1 AND kind = 'FUND'`, [
        fundId,
      ])
      .catch(({ code }: { code: string }) => code);
    await untilWaiting(gongzhi.pool, attack);
  });
  expect(await attack).toBe('23001');
  const { rows } = await gongzhi.pool.query(
    `SELECT a."neverNegative" AS account, b."neverNegative" AS balance FROM "LedgerAccount" a
     JOIN "LedgerBalance" b ON b."accountId" = a.id WHERE a."fundId" = $1 AND a.kind = 'FUND'`,
    [fundId],
  );
  expect(rows).toEqual([{ account: true, balance: true }]);
});

test('a column that a table of the ledger gets later has its default in what is posted', async () => {
  const tables = ['LedgerTransaction', 'LedgerLeg', 'LedgerEntry', 'LedgerSource'];
  const fund = keyOf(await makeFund(gongzhi));
  for (const table of tables)
    await gongzhi.admin(`ALTER TABLE "${table}" ADD COLUMN "later" text NOT NULL DEFAULT 'yes'`);
  try {
    expect(await posting(postingOf(fund, 100n))).toEqual([id]);
  } finally {
    for (const table of tables) await gongzhi.admin(`ALTER TABLE "${table}" DROP COLUMN "later"`);
  }
});

test('the sum of legs in several divisions is told to who may see each of them', async () => {
  const [near, far] = [
    await makeFund(gongzhi),
    await makeFund(gongzhi, { division: { code: '990101001002' } }),
  ];
  const [transaction] = await posting(accrual([keyOf(near), keyOf(far)]));
  const grants = (...divisions: readonly string[]) => [
    ...['funds', 'organizations', 'territory'].map(
      (domain) => ({ scope: `${domain}:read`, division: '990101', dataClass: 'PUBLIC' }) as const,
    ),
    ...divisions.map((division) => ({ scope: 'funds:read', division, dataClass: 'CONDITIONAL' }) as const),
  ];
  const seen = async (as: ReturnType<typeof callerWith>): Promise<unknown> => {
    const { fund } = await gongzhi.read<{ fund: { entries: { nodes: { transaction: unknown }[] } } }>(
      `query ($id: ID!) { fund(ref: { id: $id }) { entries { nodes { transaction {
        id amount { yuan } legs { amount { yuan } } } } } } }`,
      { id: near },
      as,
    );
    return fund.entries.nodes[0]!.transaction;
  };
  const shown = (amount: string | null, ...legs: readonly (string | null)[]): unknown => ({
    id: expect.stringContaining(transaction!),
    amount: amount === null ? null : { yuan: amount },
    legs: legs.map((yuan) => ({ amount: yuan === null ? null : { yuan } })),
  });
  expect(await seen(callerWith(grants()))).toEqual(shown(null, null, null));
  expect(await seen(callerWith(grants('990101001001')))).toEqual(shown(null, '1.00', null));
  expect(await seen(callerWith(grants('990101001002')))).toEqual(shown(null, null, '2.00'));
  expect(await seen(callerWith(grants('990101001001', '990101001002')))).toEqual(
    shown('3.00', '1.00', '2.00'),
  );
  expect(await seen(callerWith(grants(), { organizationId: payerId }))).toEqual(
    shown('3.00', '1.00', '2.00'),
  );
  expect(await seen(callerWith(grantsOn('read', null)))).toEqual(shown('3.00', '1.00', '2.00'));
});

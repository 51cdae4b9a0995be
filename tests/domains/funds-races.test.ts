// Money under concurrency: one effect per key, numbers without gaps, no overdraft, no deadlock; and a broken variant that fails.
import { expect, test } from '@jest/globals';
import { post } from '../../src/domains/funds/queries/post.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { ledgerLines } from '../../src/domains/funds/queries/verify.js';
import { newId } from '../../src/kernel/ids.js';
import { allOperations } from '../../src/kernel/operation.js';
import type { Step } from '../../src/kernel/pipeline.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { claimKey } from '../../src/platform/idempotency/claim-key.js';
import { writePath } from '../../src/server/write-path.js';
import { mighty } from '../support/domains.js';
import {
  approvedExpense,
  donate,
  keyOf,
  makeFund,
  makeOrganization,
  postingOf,
  scene,
} from '../support/funds.js';
import { stepsReplacing, submit } from '../support/operations.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const keys = 200;
const submissions = 25;

/** What came of submissions: effects in the books, and failures that no rule explains. */
interface Outcome {
  readonly donations: number;
  readonly entries: number;
  readonly balance: string;
  readonly failures: number;
}

/** Sends donations of one yuan, each of them many times at once under one key. */
async function race(steps: readonly Step[], count: number): Promise<Outcome> {
  const fund = await makeFund(gongzhi);
  const operation = allOperations().get('recordDonation')!;
  let failures = 0;
  for (let begun = 0; begun < count; begun += 8)
    await Promise.all(
      Array.from({ length: Math.min(8, count - begun) }, () => newId()).flatMap((idempotencyKey) =>
        Array.from({ length: submissions }, async () => {
          const input = { fund: { id: fund }, amount: '1.00', receivedOn: '2025-03-01', anonymous: true };
          const { codes } = await submit(gongzhi, operation, { ...input, idempotencyKey }, mighty(), steps);
          if (codes.length > 0) failures += 1;
        }),
      ),
    );
  const { rows } = await gongzhi.pool.query<{ donations: number; entries: number; balance: string }>(
    `SELECT (SELECT count(*)::int FROM "Donation" d WHERE d.tenant = a.tenant AND d."fundId" = a."fundId") AS donations,
       b."entryCount"::int AS entries, b."balanceFen"::text AS balance
     FROM "LedgerAccount" a JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
     WHERE a.tenant = $1 AND a."fundId" = $2 AND a.kind = 'FUND'`,
    [scene.tenant, keyOf(fund)],
  );
  return { ...rows[0]!, failures };
}

const verify = (): ReturnType<typeof verifyLedger> =>
  withTransaction(
    gongzhi.pool,
    (_, client) => verifyLedger(ledgerLines(client, scene.tenant)),
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );

test('two hundred keys, each submitted twenty-five times at once, have two hundred effects', async () => {
  expect(await race(writePath, keys)).toEqual({
    donations: keys,
    entries: keys,
    balance: String(keys * 100),
    failures: 0,
  });
}, 120_000);

test('a step that looks for the key before it takes it books some of them more than once', async () => {
  const lookFirst: Step = async (write, next) => {
    const { client, tenant, caller, operation, idempotencyKey, inputHash, requestId } = write;
    const key = [tenant, caller.app, operation.name, idempotencyKey];
    const { rowCount } = await client.query(
      'SELECT FROM "IdempotencyKey" WHERE tenant = $1 AND app = $2 AND operation = $3 AND key = $4',
      key,
    );
    if (rowCount !== 0) return claimKey(write, next);
    await next();
    await client.query(
      `INSERT INTO "IdempotencyKey" (tenant, app, operation, key, "inputHash", "requestId", "resultIds")
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [...key, inputHash, requestId, Object.values(write.outcome.objects).map((id) => `don_${tenant}_${id}`)],
    );
  };
  const { donations } = await race(stepsReplacing(claimKey, lookFirst), 8);
  expect(donations).toBeGreaterThan(8);
}, 60_000);

/** Runs postings in a transaction of their own. @returns the rules that refused them */
const posting = (...postings: readonly Posting[]): Promise<readonly string[]> =>
  withTransaction(gongzhi.pool, (tx) => post(scene, tx, postings)).then(
    () => [],
    (error: unknown) =>
      (error as { faults?: { rule: string }[] }).faults?.map(({ rule }) => rule) ?? [String(error)],
  );

const between = (
  debit: Posting['legs'][number]['debit'],
  credit: Posting['legs'][number]['credit'],
  amountFen = 100n,
): Posting => postingOf(debit.fundId, amountFen, { legs: [{ position: 1, debit, credit, amountFen }] });

test('of two expenses for the last yuan at once one is paid', async () => {
  for (let round = 0; round < 20; round++) {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '1.00');
    const approved = [
      await approvedExpense(gongzhi, fund, '1.00'),
      await approvedExpense(gongzhi, fund, '1.00'),
    ];
    const answers = await Promise.all(approved.map((input) => gongzhi.write('payExpense', input)));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule))).toEqual([
      'fund-never-overdrawn',
    ]);
  }
});

test('postings that name the same accounts in opposite order do not wait for each other in a ring', async () => {
  const funds = await Promise.all(Array.from({ length: 6 }, async () => keyOf(await makeFund(gongzhi))));
  const legs = (order: readonly string[]): readonly Posting[] =>
    order.map((fundId) => between({ fundId, kind: 'BANK' }, { fundId, kind: 'FUND' }));
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => posting(...legs(i % 2 === 0 ? funds : funds.toReversed()))),
  );
  expect(answers.flat()).toEqual([]);
});

test('the first debts of one payer, posted at once, share one account', async () => {
  const fundId = keyOf(await makeFund(gongzhi));
  const payerId = await makeOrganization(gongzhi, '首次欠款单位');
  const accrual = (): Posting => between({ fundId, kind: 'RECEIVABLE', payerId }, { fundId, kind: 'FUND' });
  expect((await Promise.all(Array.from({ length: 12 }, () => posting(accrual())))).flat()).toEqual([]);
  const { rows } = await gongzhi.pool.query(
    `SELECT a.name, b."balanceFen"::text AS balance FROM "LedgerAccount" a
     JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
     WHERE a.tenant = $1 AND a."fundId" = $2 AND a.kind = 'RECEIVABLE'`,
    [scene.tenant, fundId],
  );
  expect(rows).toEqual([{ name: '应收账款—首次欠款单位', balance: '1200' }]);
});

test('one event posted twelve times at once is posted once, and a transaction is reversed once', async () => {
  const fundId = keyOf(await makeFund(gongzhi));
  const event = postingOf(fundId, 100n);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => posting({ ...event, correlationId: newId() })),
  );
  expect(answers.flat()).toEqual(Array.from({ length: 11 }, () => 'posted-once-per-event'));

  const transaction = await donate(gongzhi, await makeFund(gongzhi), '5.00');
  const reversals = await Promise.all(
    Array.from({ length: 8 }, () =>
      gongzhi.write('reverseLedgerTransaction', { transaction: { id: transaction }, reason: '重复' }),
    ),
  );
  const rules = reversals.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule));
  expect(rules).toEqual(Array.from({ length: 7 }, () => 'reversed-at-most-once'));
});

test('five thousand transactions in one call take a few seconds, also after the tables were small', async () => {
  const fundId = keyOf(await makeFund(gongzhi));
  const month = Array.from({ length: 5_000 }, () => postingOf(fundId, 1n));
  expect(await posting(...month)).toEqual([]);
}, 30_000);

test('the numbers have no gaps, and the whole ledger is what was posted', async () => {
  const { rows } = await gongzhi.pool.query<{ count: bigint; last: bigint }>(
    `SELECT count(*), max(number) AS last FROM "LedgerTransaction" WHERE tenant = $1`,
    [scene.tenant],
  );
  expect(rows[0]!.count).toBeGreaterThan(BigInt(keys));
  expect(rows[0]!.last).toBe(rows[0]!.count);
  expect(await verify()).toMatchObject({ transactions: rows[0]!.count, faults: [] });
}, 60_000);

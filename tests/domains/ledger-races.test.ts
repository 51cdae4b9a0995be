// The ledger under many hands: reversed once whoever comes twice, no ring of locks; each beside a variant that fails.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { post } from '../../src/domains/funds/queries/post.js';
import { reversalOf } from '../../src/domains/funds/queries/reversal.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import { allEntities } from '../../src/kernel/entity.js';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { allOperations } from '../../src/kernel/operation.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { balancesOf, connectionsFor, openOffice, verdictOn } from '../support/offices.js';
import { mighty } from '../support/domains.js';
import { postingOf } from '../support/funds.js';
import { submit } from '../support/operations.js';
import { usePlatform } from '../support/platform.js';
import { drawing, sharedOut } from '../support/unsure.js';

const gongzhi = usePlatform('seeded', mighty());
const workers = 20;
let pool: pg.Pool;
beforeAll(() => {
  pool = connectionsFor(workers, gongzhi.pool);
});
afterAll(() => pool.end());

const sceneOf = (tenant: number): Parameters<typeof post>[0] => ({ tenant, caller: mighty(), dryRun: false });

/** An office whose ten funds have got donations of one yuan. @returns the keys of the vouchers, in turn of the funds */
async function donated(tenant: number, count: number): Promise<readonly string[]> {
  const funds = await openOffice(gongzhi.admin, tenant, 10);
  const postings = Array.from({ length: count }, (_, i) => postingOf(funds[i % funds.length]!, 100n));
  const posted = await withTransaction(pool, (tx) => post(sceneOf(tenant), tx, postings));
  return posted.map(({ transactionId }) => transactionId!);
}

test('five hundred vouchers, each taken back twice by twenty workers, are each taken back once', async () => {
  const tenant = 990_301;
  const vouchers = await donated(tenant, 500);
  const operation = allOperations().get('reverseLedgerTransaction')!;
  const prefix = allEntities().get('LedgerTransaction')!.id!;
  const { platform } = gongzhi;
  const wide = { ...gongzhi, platform: { ...platform, engine: { ...platform.engine, writePool: pool } } };
  const answers: string[] = [];
  await sharedOut(
    vouchers.flatMap((key) => [key, key]),
    workers,
    async (key) => {
      const input = { transaction: { id: encodeId({ prefix, tenant, key }) }, reason: '重复' };
      const { userErrors, codes } = await submit(
        wide,
        operation,
        { ...input, idempotencyKey: newId() },
        mighty(),
      );
      answers.push(userErrors[0]?.rule ?? codes[0] ?? 'done');
    },
  );
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(500);
  expect(answers.filter((answer) => answer === 'reversed-at-most-once')).toHaveLength(500);
  expect(await verdictOn(pool, tenant)).toMatchObject({ transactions: 1_000n, faults: [] });
  expect(new Set((await balancesOf(pool, tenant)).values())).toEqual(new Set([0n]));
}, 300_000);

test('who looks whether a voucher is taken back, and then does it, takes some back twice', async () => {
  const tenant = 990_302;
  const vouchers = await donated(tenant, 40);
  await sharedOut(
    vouchers.flatMap((key) => [key, key]),
    workers,
    (key) =>
      withTransaction(pool, async (tx, client) => {
        const { rowCount } = await client.query(
          `SELECT FROM "LedgerSource" WHERE tenant = $1 AND "sourceType" = 'looked' AND starts_with("sourceKey", $2)`,
          [tenant, key],
        );
        if (rowCount !== 0) return;
        const { reversesId: _, ...mirror } = await reversalOf(tx, tenant, key);
        const source = { type: 'looked', key: `${key} ${newId()}` };
        await post(sceneOf(tenant), tx, [{ ...mirror, kind: 'EXPENSE', source, reversesId: null }]);
      }).catch((error: unknown) => {
        // What one reversal too many takes out of a fund is not there any more, once the others are done.
        expect((error as { faults: { rule: string }[] }).faults[0]!.rule).toBe('fund-never-overdrawn');
      }),
  );
  const { rows } = await pool.query<{ twice: number }>(
    `SELECT count(*)::int AS twice FROM (SELECT FROM "LedgerSource" WHERE tenant = $1 AND "sourceType" = 'looked'
       GROUP BY split_part("sourceKey", ' ', 1) HAVING count(*) > 1) s`,
    [tenant],
  );
  expect(rows[0]!.twice).toBeGreaterThan(0);
}, 120_000);

test('five thousand vouchers over twenty accounts, named in any order by sixteen connections, never deadlock', async () => {
  const tenant = 990_303;
  const funds = await openOffice(gongzhi.admin, tenant, 10);
  const draw = drawing(20_261_122);
  const expected = new Map(funds.map((fund) => [fund, 0n]));
  const vouchers = Array.from({ length: 5_000 }, (): Posting => {
    const named = [...funds].sort(() => draw(3) - 1).slice(0, 1 + draw(3));
    const legs = named.map((fundId, i): Posting['legs'][number] => {
      const amountFen = BigInt(1 + draw(10_000));
      expected.set(fundId, expected.get(fundId)! + amountFen);
      return {
        position: i + 1,
        debit: { fundId, kind: 'BANK' },
        credit: { fundId, kind: 'FUND' },
        amountFen,
      };
    });
    return postingOf(named[0]!, 1n, { legs });
  });
  const failures: unknown[] = [];
  const together = 4;
  const parts = Array.from({ length: vouchers.length / together }, (_, i) =>
    vouchers.slice(i * together, (i + 1) * together),
  );
  await sharedOut(parts, 16, (part) =>
    withTransaction(pool, (tx) => post(sceneOf(tenant), tx, part)).then(
      () => undefined,
      (error: unknown) => void failures.push(error),
    ),
  );
  expect(failures).toEqual([]);
  expect(await verdictOn(pool, tenant)).toMatchObject({ transactions: 5_000n, faults: [] });
  const balances = await balancesOf(pool, tenant);
  for (const [fund, sumFen] of expected)
    expect([balances.get(`${fund} BANK`), balances.get(`${fund} FUND`)]).toEqual([sumFen, sumFen]);
}, 300_000);

test('who locks the accounts in the order that they are named in ends in a ring', async () => {
  const tenant = 990_304;
  const funds = await openOffice(gongzhi.admin, tenant, 4);
  let holding = 0;
  let open: () => void = () => {};
  const allHold = new Promise<void>((resolve) => (open = resolve));
  const ends = await Promise.all(
    funds.map((fund, i) =>
      withTransaction(pool, async (tx, client) => {
        const named = [fund, funds[(i + 1) % funds.length]!];
        for (const fundId of named) {
          await client.query(
            `SELECT FROM "LedgerBalance" b JOIN "LedgerAccount" a ON a.tenant = b.tenant AND a.id = b."accountId"
             WHERE a.tenant = $1 AND a."fundId" = $2 AND a.kind = 'FUND' FOR UPDATE OF b`,
            [tenant, fundId],
          );
          if (fundId === fund && (holding += 1) === funds.length) open();
          await allHold;
        }
        await post(
          sceneOf(tenant),
          tx,
          named.map((fundId) => postingOf(fundId, 1n)),
        );
      }).then(
        () => 'posted',
        (error: unknown) => (error as { code?: string }).code,
      ),
    ),
  );
  expect(ends).toContain('40P01');
}, 30_000);

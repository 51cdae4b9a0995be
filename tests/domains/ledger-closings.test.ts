// Months are closed while others post in them: what a closing says the month held is what was posted in it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { post } from '../../src/domains/funds/queries/post.js';
import { allEntities } from '../../src/kernel/entity.js';
import { Refusal } from '../../src/kernel/errors.js';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { kyselyOn, withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import { postingOf } from '../support/funds.js';
import { connectionsFor, insertInto, openOffice } from '../support/offices.js';
import { usePlatform } from '../support/platform.js';
import { sharedOut } from '../support/unsure.js';

const closer = mighty({ subject: 'closer' });
const gongzhi = usePlatform('seeded', closer);
const month = '2025-03-01';
const postings = 5;
let pool: pg.Pool;
beforeAll(() => {
  pool = connectionsFor(24, gongzhi.pool);
});
afterAll(() => pool.end());

/** An office whose funds have somebody's proposal to close March. */
async function proposedIn(
  tenant: number,
  count: number,
): Promise<readonly { readonly fund: string; readonly period: string }[]> {
  const funds = await openOffice(gongzhi.admin, tenant, count);
  const proposals = funds.map((fund) => ({ fund, period: newId() }));
  const at = '2025-04-01T00:00:00Z';
  await insertInto(
    gongzhi.admin,
    'LedgerPeriod',
    proposals.map(({ fund, period }) => ({
      tenant,
      id: period,
      fundId: fund,
      month,
      revision: 1,
      state: 'CLOSING',
      proposedBy: 'proposer',
      divisionKey: '990101001001',
      synthetic: true,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })),
  );
  return proposals;
}

/** Runs a posting's statements without the lock by which it shares the fund with other postings, but with no closing. */
const sharingNothing = (client: pg.PoolClient): pg.PoolClient =>
  new Proxy(client, {
    get(target, name) {
      if (name === 'query')
        return ({ text, values }: { text: string; values: unknown[] }) =>
          target.query(text.replace('FOR SHARE', ''), values);
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });

/** What came of closings. */
interface Outcome {
  /** Closings whose totals are not what stands in the month. */
  readonly wrong: number;
  readonly posted: number;
  readonly late: number;
}

/** Closes the months, each while others post in it. */
async function closings(tenant: number, count: number, locked: boolean): Promise<Outcome> {
  const proposals = await proposedIn(tenant, count);
  const scene = { tenant, caller: mighty(), dryRun: false };
  const prefix = allEntities().get('LedgerPeriod')!.id!;
  let posted = 0;
  let late = 0;
  const give = (fund: string): Promise<void> =>
    withTransaction(pool, (tx, client) =>
      post(scene, locked ? tx : kyselyOn(sharingNothing(client)), [
        postingOf(fund, 100n, { effectiveOn: '2025-03-15' }),
      ]),
    ).then(
      () => void (posted += 1),
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        expect(error.faults.map(({ rule }) => rule)).toEqual(['books-closed-through']);
        late += 1;
      },
    );
  await sharedOut(proposals, 4, async ({ fund, period }) => {
    const close = async (): Promise<void> => {
      const { userErrors } = await gongzhi.write('closePeriod', {
        period: { id: encodeId({ prefix, tenant, key: period }) },
        expectedVersion: 1,
      });
      expect(userErrors).toEqual([]);
    };
    // Some are under way when the closing begins, some begin with it, and one comes when it is done.
    const racing = Array.from({ length: postings - 1 }, () => () => give(fund));
    const closing = (): Promise<void> => close().then(() => give(fund));
    await Promise.all([...racing.slice(0, 2), closing, ...racing.slice(2)].map((work) => work()));
  });
  const { rows } = await gongzhi.pool.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM "LedgerPeriod" p
     WHERE p.tenant = $1 AND (p.state <> 'CLOSED' OR p."closingFen" <> (
       SELECT coalesce(sum(l."amountFen"), 0) FROM "LedgerTransaction" t
       JOIN "LedgerLeg" l ON l.tenant = t.tenant AND l."transactionId" = t.id
       WHERE t.tenant = p.tenant AND t."fundId" = p."fundId" AND t."effectiveOn" < p.month + interval '1 month'))`,
    [tenant],
  );
  return { wrong: rows[0]!.wrong, posted, late };
}

test('of three hundred closings with five postings each, every one holds what was posted in its month', async () => {
  const { wrong, posted, late } = await closings(990_331, 300, true);
  expect(wrong).toBe(0);
  expect(posted + late).toBe(300 * postings);
  expect(posted).toBeGreaterThan(0);
  expect(late).toBeGreaterThanOrEqual(300);
}, 300_000);

test('postings that read how far the books are closed, and do not hold it, come into closed months', async () => {
  const { wrong } = await closings(990_332, 60, false);
  expect(wrong).toBeGreaterThan(0);
}, 120_000);

test('a month that was proposed is not closed over an earlier one in which something was posted since', async () => {
  const tenant = 990_333;
  const [{ fund, period }] = (await proposedIn(tenant, 1)) as [{ fund: string; period: string }];
  const scene = { tenant, caller: mighty(), dryRun: false };
  const give = (effectiveOn: string): Promise<unknown> =>
    withTransaction(pool, (tx) => post(scene, tx, [postingOf(fund, 100n, { effectiveOn })]));
  await give('2025-03-15');
  await give('2025-02-28');
  const id = encodeId({ prefix: allEntities().get('LedgerPeriod')!.id!, tenant, key: period });
  expect(await gongzhi.refused('closePeriod', { period: { id }, expectedVersion: 1 })).toEqual([
    'RULE_BROKEN months-close-in-order at period',
  ]);
});

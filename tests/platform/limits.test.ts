// Budgets: never more than the whole is granted by all processes together, and what is left is told exactly.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Payer } from '../../src/kernel/budget.js';
import { setClock } from '../../src/kernel/clock.js';
import { budgets } from '../../src/kernel/config.js';
import { Refusal } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { Buckets } from '../../src/platform/limits/buckets.js';
import { addressOf } from '../../src/platform/limits/payer.js';
import { mighty } from '../support/domains.js';
import { demoCaller, usePlatform } from '../support/platform.js';
import { limitsSamples } from '../support/samples-limits.js';

const t = usePlatform('seeded');
let now = Date.parse('2026-11-22T04:00:00Z');
let resetClock: () => void;
let payer: Payer;
let process1: Buckets;
let process2: Buckets;

beforeAll(() => {
  resetClock = setClock(() => now);
});
afterAll(() => resetClock());
beforeEach(() => {
  // Restored so slowly that a test need not count on its own time.
  payer = { tenant: 990_101, key: newId(), limit: 1_000, restoreRate: 0.001 };
  process1 = new Buckets(t.pool);
  process2 = new Buckets(t.pool);
});

const refusalOf = async (spent: Promise<void>): Promise<unknown> => {
  const error: unknown = await spent.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.faults : error;
};

/** Spends again and again, beside others. @returns what was granted in all */
async function race(spends: readonly ((cost: number) => Promise<boolean>)[], times: number): Promise<number> {
  let granted = 0;
  await Promise.all(
    spends.map(async (spend) => {
      for (let i = 0; i < times; i += 1) {
        const cost = 7 + (i % 5);
        if (await spend(cost)) granted += cost;
      }
    }),
  );
  return granted;
}

describe('a budget that several processes share', () => {
  test('grants its limit and not a point more, however they race', async () => {
    const processes = Array.from({ length: 4 }, () => new Buckets(t.pool));
    const spends = processes.flatMap((one) =>
      [1, 2].map(
        () => (cost: number) =>
          one.spend(payer, cost).then(
            () => true,
            () => false,
          ),
      ),
    );
    const granted = await race(spends, 60);
    expect(granted).toBeLessThanOrEqual(payer.limit);
    expect(granted).toBeGreaterThan(payer.limit * 0.8);
  });

  test('and one that looks before it takes grants more', async () => {
    const taken = async (): Promise<number> => {
      const { remaining } = await new Buckets(t.pool).look(payer);
      return payer.limit - remaining;
    };
    const careless = async (cost: number): Promise<boolean> => {
      if ((await taken()) + cost > payer.limit) return false;
      await t.pool.query(
        `INSERT INTO "RateBucket" AS b VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3), 0, now())
         ON CONFLICT ("tenant", "key") DO UPDATE SET "fullAt" = b."fullAt" + make_interval(secs => $3)`,
        [payer.tenant, payer.key, cost / payer.restoreRate],
      );
      return true;
    };
    expect(
      await race(
        Array.from({ length: 8 }, () => careless),
        40,
      ),
    ).toBeGreaterThan(payer.limit);
  });

  test('refuses what is not there, with the seconds after which it will be', async () => {
    const fast = { ...payer, restoreRate: 10 };
    await process1.spend(fast, 900);
    expect(await refusalOf(process1.spend(fast, 300))).toEqual([
      {
        code: 'RATE_LIMITED',
        rule: null,
        path: [],
        params: { cost: 300, remaining: expect.any(Number), retryAfter: 20 },
      },
    ]);
    await process1.spend(fast, 100);
  });

  test('is restored as time goes by, and never beyond its limit', async () => {
    await process1.spend(payer, 1_000);
    expect(await refusalOf(process2.spend(payer, 1))).not.toBeNull();
    const later = async (seconds: number): Promise<number> => {
      await t.admin(
        'UPDATE "RateBucket" SET "fullAt" = "fullAt" - make_interval(secs => $1) WHERE "key" = $2',
        [seconds, payer.key],
      );
      return (await new Buckets(t.pool).look(payer)).remaining;
    };
    expect(await later(250_000)).toBe(250);
    expect(await later(10_000_000)).toBe(1_000);
  });

  test('has back what an operation did not cost, for other processes as soon as the lease ends', async () => {
    await process1.spend(payer, 1_000);
    process1.giveBack(payer, 640);
    expect(process1.balance(payer)).toEqual({ limit: 1_000, remaining: 640, restoreRate: 0.001 });
    expect((await process2.look(payer)).remaining).toBe(0);
    now += budgets.leaseMs;
    await process1.sweep();
    expect((await process2.look(payer)).remaining).toBe(640);
    await process2.spend(payer, 640);
  });

  test('takes what was charged without asking from what is left, and what a process ends with is given back', async () => {
    await process1.spend(payer, 10);
    process1.charge(payer, 90);
    await process1.sweep(true);
    expect((await process2.look(payer)).remaining).toBe(900);
    process2.charge(payer, 2_000);
    await process2.sweep(true);
    expect((await process1.look(payer)).remaining).toBe(0);
  });

  test('costs one statement for many small operations', async () => {
    const [before] = await t.admin('SELECT clock_timestamp() AS at');
    for (let i = 0; i < 50; i += 1) await process1.spend(payer, 1);
    const rows = await t.admin('SELECT "granted", "at" > $1 AS later FROM "RateBucket" WHERE "key" = $2', [
      before!['at'],
      payer.key,
    ]);
    expect(rows).toEqual([{ granted: 50, later: true }]);
  });

  test('is closed where the database is away', async () => {
    const away = { query: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })) };
    const lonely = new Buckets(away as never);
    await expect(lonely.spend(payer, 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('an address', () => {
  const from = (remoteAddress: string, forwarded?: string, proxies = 0): string =>
    addressOf(
      {
        socket: { remoteAddress },
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      } as never,
      proxies,
      'secret',
    );

  test('is that of the connection, unless a proxy is trusted that tells another', () => {
    expect(from('10.0.0.1', '1.2.3.4')).toBe(from('10.0.0.1'));
    expect(from('10.0.0.1', '9.9.9.9, 1.2.3.4', 1)).toBe(from('1.2.3.4'));
    expect(from('10.0.0.1', '9.9.9.9, 1.2.3.4, 10.0.0.2', 2)).toBe(from('1.2.3.4'));
    expect(from('10.0.0.1', 'nonsense', 1)).toBe(from('10.0.0.1'));
    expect(from('10.0.0.1', undefined, 1)).toBe(from('10.0.0.1'));
  });

  test('of IPv6 is its network, and one of IPv4 the same in both ways of writing', () => {
    expect(from('2001:db8:1:2::1')).toBe(from('2001:db8:1:2:ffff::9'));
    expect(from('2001:db8:1:2::1')).not.toBe(from('2001:db8:1:3::1'));
    expect(from('::ffff:1.2.3.4')).toBe(from('1.2.3.4'));
  });

  test('is not told by what is kept of it', () => {
    expect(from('1.2.3.4')).not.toContain('1.2.3.4');
  });
});

describe('an operation', () => {
  const source = '{ divisions(first: 5, filter: { code: { eq: "510117" } }) { nodes { name } totalCount } }';
  const run = (text: string) => t.platform.run({ source: text, payer }, demoCaller('vendor'));

  beforeEach(() => {
    payer = { ...payer, restoreRate: 1 };
  });

  test('is paid before it runs and has back what it did not cost', async () => {
    const { data, extensions } = await run(source);
    expect(data!['divisions']).toEqual({ nodes: [{ name: '郫都区' }], totalCount: 1 });
    // One connection, a count of all its rows, five rows asked for; one found.
    expect(extensions.cost).toEqual({
      requested: 1 + 20 + 5,
      actual: 1 + 20 + 1,
      bucket: { limit: 1_000, remaining: 1_000 - 22, restoreRate: 1 },
    });
  });

  test('is not run without budget, and says when there will be some', async () => {
    const wide = '{ a: divisions(first: 100) { nodes { children(first: 8) { nodes { name } } } } }';
    const first = await run(wide);
    expect(first.extensions.cost!.requested).toBe(1 + 100 * (1 + 1 + 8));
    expect(first.errors![0]!.extensions).toEqual({
      code: 'COST_EXCEEDED',
      params: { cost: 1_001, limit: 1_000 },
    });
    t.platform.engine.budget.charge(payer, 990);
    const { errors, status, data } = await run(source);
    expect([status, data]).toEqual([429, undefined]);
    expect(errors![0]!.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      params: { cost: 26, retryAfter: 16 },
    });
  });

  test('is priced by rateLimit, and with dryRun neither run nor paid', async () => {
    const asked = source.replace(
      '{ div',
      '{ rateLimit(dryRun: true) { cost limit remaining restoreRate } div',
    );
    const { data, extensions } = await run(asked);
    const rateLimit = { cost: 26, limit: 1_000, remaining: 1_000, restoreRate: 1 };
    expect(data).toEqual({ rateLimit });
    expect(extensions.cost).toMatchObject({ requested: 26, actual: 0 });
    const ran = await run(asked.replace('true', 'false'));
    expect(ran.data).toMatchObject({ rateLimit: { cost: 26 }, divisions: { totalCount: 1 } });
    const nobody = await t.platform.run({ source: '{ rateLimit { cost limit } }' }, demoCaller('vendor'));
    expect(nobody.data).toEqual({ rateLimit: { cost: 1, limit: null } });
  });
});

test('what can be agreed with an app lies between its least and its most', async () => {
  const input = await limitsSamples['agreeAppLimits']!(t);
  const agreed = async (costPerMinute: number): Promise<unknown> => {
    const { userErrors } = await t.write(
      'agreeAppLimits',
      { ...input, costPerMinute, dryRun: true },
      undefined,
      { as: mighty() },
    );
    return userErrors[0]?.rule ?? null;
  };
  const { leastPerMinute: least, mostPerMinute: most } = budgets;
  expect([await agreed(least - 1), await agreed(least), await agreed(most), await agreed(most + 1)]).toEqual([
    'number-range',
    null,
    null,
    'number-range',
  ]);
});

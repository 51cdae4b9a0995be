// The ledger against an oracle: any order of donations, payments, reversals, holds, closings; the same each time; MODEL_SEED tries others.
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../src/kernel/clock.js';
import { allEntities } from '../../src/kernel/entity.js';
import { encodeId } from '../../src/kernel/ids.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { approvedExpense, approver } from '../support/funds.js';
import {
  dayOf,
  LedgerOracle,
  lastDayOf,
  months,
  signed,
  type BankKind,
  type Expected,
  type Voucher,
} from '../support/ledger-oracle.js';
import { openOffice, verdictOn } from '../support/offices.js';
import { usePlatform, type UserError } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
/** At length, as a command of its own, what fails is made as small as it goes. */
const atLength = process.env['MODEL_RUNS'] !== undefined;
const runs = Number(process.env['MODEL_RUNS'] ?? 60);
const seed = Number(process.env['MODEL_SEED'] ?? 76_282_421);
const commandsOfARun = 40;
const fundsOfAnOffice = 3;
process.stderr.write(`MODEL_SEED=${seed}\n`);

/** One command; numbers choose among what is there when its turn comes. */
type Command =
  | { readonly do: 'nothing' }
  | { readonly do: 'donate' | 'spend'; readonly fund: number; readonly fen: bigint; readonly on: string }
  | {
      readonly do: 'transfer';
      readonly fund: number;
      readonly to: number;
      readonly fen: bigint;
      readonly on: string;
    }
  | {
      readonly do: 'batch';
      readonly fund: number;
      readonly items: readonly { kind: BankKind; fen: bigint; on: string }[];
      readonly whole: boolean;
    }
  | { readonly do: 'reverse'; readonly which: number }
  | { readonly do: 'supplement'; readonly which: number; readonly fen: bigint; readonly on: string }
  | { readonly do: 'hold'; readonly fund: number; readonly fen: bigint }
  | { readonly do: 'release'; readonly which: number }
  | { readonly do: 'close'; readonly fund: number; readonly month: string }
  | { readonly do: 'reopen'; readonly which: number };

const fund = fc.nat(fundsOfAnOffice - 1);
const fen = fc.bigInt(1n, 30_000n);
const on = fc.nat(111).map(dayOf);
const which = fc.nat(1_000);
const kind = fc.constantFrom<BankKind>('INTEREST', 'BANK_CHARGE', 'OTHER_INCOME');
const command: fc.Arbitrary<Command> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant({ do: 'nothing' } as const) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('donate' as const), fund, fen, on }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('spend' as const), fund, fen, on }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      fund,
      to: fc.nat(fundsOfAnOffice - 2),
      fen,
      on,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('batch' as const),
      fund,
      items: fc.array(fc.record({ kind, fen, on }), { minLength: 1, maxLength: 5 }),
      whole: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('reverse' as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('supplement' as const), which, fen, on }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hold' as const), fund, fen }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('close' as const), fund, month: fc.constantFrom(...months) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen' as const), which }) },
);

/** How often each command was accepted and refused, so that a test that tries nothing is seen. */
const tried = new Map<string, { accepted: number; refused: number }>();

const yuan = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;

let offices = 990_400;

/** An office and what it should be. */
class Run {
  private readonly oracle = new LedgerOracle();
  private readonly tenant: number;
  private readonly funds: readonly string[];
  constructor(tenant: number, funds: readonly string[]) {
    this.tenant = tenant;
    this.funds = funds;
  }

  private id(entity: string, key: string): { readonly id: string } {
    return { id: encodeId({ prefix: allEntities().get(entity)!.id!, tenant: this.tenant, key }) };
  }
  private fund(place: number): { readonly id: string } {
    return this.id('Fund', this.funds[place]!);
  }

  /**
   * Sends a write and compares what becomes of it with what should: the rule that refuses it, and then nothing written.
   * @returns whether it was accepted
   */
  private async send(
    name: string,
    operation: string,
    input: object,
    expected: Expected,
    as = mighty(),
  ): Promise<boolean> {
    const count = tried.get(name) ?? { accepted: 0, refused: 0 };
    tried.set(name, count);
    const before = expected.length > 0 ? await records() : null;
    const { userErrors } = (await gongzhi.write(operation, { ...input }, undefined, { as })) as {
      userErrors: readonly UserError[];
    };
    if (before === null) {
      expect(userErrors).toEqual([]);
      count.accepted += 1;
      return true;
    }
    expect(expected).toContain(userErrors[0]?.rule);
    expect(await records()).toEqual(before);
    count.refused += 1;
    return false;
  }

  /** Posts one voucher by an operation. */
  private async post(name: string, operation: string, input: object, voucher: Voucher): Promise<void> {
    if (await this.send(name, operation, input, this.oracle.refusing(voucher)))
      this.oracle.vouchers.push(voucher);
  }

  /** Does one command, on both. */
  async do(one: Command): Promise<void> {
    const { oracle } = this;
    switch (one.do) {
      case 'nothing':
        return;
      case 'donate':
        return this.post(
          one.do,
          'recordDonation',
          { fund: this.fund(one.fund), amount: yuan(one.fen), receivedOn: one.on, anonymous: true },
          { kind: 'DONATION', effectiveOn: one.on, moves: [[one.fund, one.fen]] },
        );
      case 'spend': {
        const approved = await approvedExpense(gongzhi, this.fund(one.fund).id, yuan(one.fen));
        return this.post(
          one.do,
          'payExpense',
          { ...approved, paidOn: one.on },
          { kind: 'EXPENSE', effectiveOn: one.on, moves: [[one.fund, -one.fen]] },
        );
      }
      case 'transfer': {
        const to = (one.fund + 1 + one.to) % fundsOfAnOffice;
        const input = { amount: yuan(one.fen), effectiveOn: one.on, reason: '试验' };
        return this.post(
          one.do,
          'transferBetweenFunds',
          { fund: this.fund(one.fund), to: this.fund(to), ...input },
          {
            kind: 'TRANSFER',
            effectiveOn: one.on,
            moves: [
              [one.fund, -one.fen],
              [to, one.fen],
            ],
          },
        );
      }
      case 'batch':
        return this.batch(one);
      case 'reverse': {
        if (oracle.vouchers.length === 0) return;
        const place = one.which % oracle.vouchers.length;
        const input = {
          transaction: this.id('LedgerTransaction', oracle.vouchers[place]!.id!),
          reason: '试验',
        };
        const expected = oracle.refusingReversal(place, today());
        if (await this.send(one.do, 'reverseLedgerTransaction', input, expected))
          oracle.vouchers.push(oracle.mirrorOf(place, today()));
        return;
      }
      case 'supplement': {
        if (oracle.vouchers.length === 0) return;
        const place = one.which % oracle.vouchers.length;
        const { kind: of, moves, id } = oracle.vouchers[place]!;
        const supplement: Voucher = {
          kind: of,
          effectiveOn: one.on,
          moves: [[moves[0]![0], signed(of, one.fen)]],
          supplements: place,
        };
        const input = {
          transaction: this.id('LedgerTransaction', id!),
          amount: yuan(one.fen),
          effectiveOn: one.on,
          reason: '试验',
        };
        const expected = oracle.refusingSupplement(place, supplement);
        if (await this.send(one.do, 'supplementLedgerTransaction', input, expected))
          oracle.vouchers.push(supplement);
        return;
      }
      case 'hold': {
        const input = { fund: this.fund(one.fund), amount: yuan(one.fen), reason: '试验' };
        const more = oracle.held(one.fund) + one.fen > oracle.balance(one.fund);
        if (await this.send(one.do, 'placeFundHold', input, more ? ['fund-keeps-what-is-held'] : []))
          oracle.holds.push({ fund: one.fund, fen: one.fen, free: false });
        return;
      }
      case 'release': {
        if (oracle.holds.length === 0) return;
        const hold = oracle.holds[one.which % oracle.holds.length]!;
        const input = {
          hold: this.id('FundHold', hold.id!),
          expectedVersion: hold.free ? 2 : 1,
          reason: '试验',
        };
        const expected = hold.free ? ['hold-follows-its-life-cycle'] : [];
        if (await this.send(one.do, 'releaseFundHold', input, expected)) hold.free = true;
        return;
      }
      case 'close': {
        const input = { fund: this.fund(one.fund), month: `${one.month}-15` };
        const expected = oracle.refusingClosing(one.fund, one.month);
        if (!(await this.send(one.do, 'proposePeriodClosing', input, expected))) return;
        const period = {
          fund: one.fund,
          month: one.month,
          open: false,
          id: await this.newest('LedgerPeriod'),
        };
        const target = { period: this.id('LedgerPeriod', period.id), expectedVersion: 1 };
        // Who proposes does not decide.
        await this.send('close alone', 'closePeriod', target, ['period-decided-by-somebody-else']);
        await this.send('close by two', 'closePeriod', target, [], approver);
        oracle.periods.push(period);
        return;
      }
      case 'reopen': {
        if (oracle.periods.length === 0) return;
        const period = oracle.periods[one.which % oracle.periods.length]!;
        const target = { period: this.id('LedgerPeriod', period.id!) };
        const last = lastDayOf(period.month) === oracle.closedThrough(period.fund);
        const expected = period.open
          ? ['period-follows-its-life-cycle']
          : last
            ? []
            : ['last-closed-month-reopens'];
        const input = { ...target, expectedVersion: period.open ? 4 : 2, reason: '试验' };
        if (!(await this.send(one.do, 'proposePeriodReopening', input, expected))) return;
        await this.send('reopen by two', 'reopenPeriod', { ...target, expectedVersion: 3 }, [], approver);
        period.open = true;
      }
    }
  }

  private async batch(one: Extract<Command, { do: 'batch' }>): Promise<void> {
    const decided = this.oracle.deciding(one.fund, one.items);
    const refused = decided.some(({ by }) => by.length > 0);
    const input = {
      fund: this.fund(one.fund),
      allOrNothing: one.whole,
      entries: one.items.map(({ kind: of, fen: amount, on: effectiveOn }) => ({
        kind: of,
        amount: yuan(amount),
        effectiveOn,
        text: '试验',
      })),
    };
    const expected = one.whole && refused ? ['batch-accepted-as-a-whole'] : [];
    if (!(await this.send(one.do, 'recordBankEntries', input, expected))) return;
    for (const { item, by } of decided)
      if (by.length === 0)
        this.oracle.vouchers.push({
          kind: item.kind,
          effectiveOn: item.on,
          moves: [[one.fund, signed(item.kind, item.fen)]],
        });
  }

  /** Key of the row of a table that was made last. */
  private async newest(table: 'LedgerPeriod' | 'FundHold'): Promise<string> {
    const { rows } = await gongzhi.pool.query<{ id: string }>(
      `SELECT id FROM "${table}" WHERE tenant = $1 ORDER BY id DESC LIMIT 1`,
      [this.tenant],
    );
    return rows[0]!.id;
  }

  /** Compares everything that stands in the database with what should stand there. */
  async compare(): Promise<void> {
    const { oracle, tenant, funds } = this;
    const { rows } = await gongzhi.pool.query<Standing>(standing, [tenant]);
    const { vouchers, accounts, days } = rows[0]!;
    expect(vouchers.map(({ id: _id, ...rest }) => rest)).toEqual(
      oracle.vouchers.map(({ kind: of, effectiveOn }, i) => ({ number: i + 1, kind: of, effectiveOn })),
    );
    oracle.vouchers.forEach((voucher, i) => (voucher.id ??= vouchers[i]!.id));
    const unnamed = oracle.holds.find(({ id }) => id === undefined);
    if (unnamed) unnamed.id = await this.newest('FundHold');
    expect(accounts).toEqual(
      funds
        .flatMap((key, place) =>
          ['BANK', 'FUND'].map((of) => ({
            account: `${key} ${of}`,
            balance: String(oracle.balance(place)),
            entries: oracle.movesOf(place).length,
            held: String(of === 'FUND' ? oracle.held(place) : 0n),
            closedThrough: oracle.closedThrough(place),
          })),
        )
        .sort((a, b) => (a.account < b.account ? -1 : 1)),
    );
    const byDay = new Map<string, bigint>();
    funds.forEach((key, place) => {
      for (const { on: day, fen: amount } of oracle.movesOf(place))
        byDay.set(`${key} ${day}`, (byDay.get(`${key} ${day}`) ?? 0n) + amount);
    });
    expect(days).toEqual(
      [...byDay].map(([day, sum]) => ({ day, sum: String(sum) })).sort((a, b) => (a.day < b.day ? -1 : 1)),
    );
    expect(await verdictOn(gongzhi.pool, tenant)).toMatchObject({
      transactions: BigInt(oracle.vouchers.length),
      faults: [],
    });
  }
}

/** Everything but what remembers a refusal. */
async function records(): Promise<unknown> {
  const { IdempotencyKey: _keys, AuditEvent: _audit, ...rest } = await dump(gongzhi.pool);
  return rest;
}

interface Standing {
  readonly vouchers: readonly { readonly id: string; readonly number: number; readonly kind: string }[];
  readonly accounts: readonly object[];
  readonly days: readonly object[];
}

/** Vouchers in their order, accounts with what they hold, and what came to each fund day by day. */
const standing = `SELECT
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'kind', t.kind, 'effectiveOn', t."effectiveOn")
     ORDER BY t.number), '[]') FROM "LedgerTransaction" t WHERE t.tenant = $1) AS vouchers,
  (SELECT json_agg(json_build_object('account', x.account, 'balance', x."balanceFen"::text, 'entries', x."entryCount",
     'held', x."heldFen"::text, 'closedThrough', x."closedThrough") ORDER BY x.account COLLATE "C")
   FROM (SELECT a."fundId" || ' ' || a.kind AS account, b.*, f."closedThrough" FROM "LedgerAccount" a
     JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
     JOIN "Fund" f ON f.tenant = a.tenant AND f.id = a."fundId" WHERE a.tenant = $1) x) AS accounts,
  (SELECT coalesce(json_agg(json_build_object('day', x.day, 'sum', x.sum::text) ORDER BY x.day COLLATE "C"), '[]')
   FROM (SELECT a."fundId" || ' ' || d."effectiveOn" AS day, sum(d."creditFen" - d."debitFen") AS sum
     FROM "LedgerAccount" a JOIN "LedgerDay" d ON d.tenant = a.tenant AND d."accountId" = a.id
     WHERE a.tenant = $1 AND a.kind = 'FUND' GROUP BY 1) x) AS days`;

test('random commands leave in the books what the oracle says, and a refused one nothing', async () => {
  const commands = fc.array(command, { minLength: commandsOfARun, maxLength: commandsOfARun });
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      offices += 1;
      const run = new Run(offices, await openOffice(gongzhi.admin, offices, fundsOfAnOffice));
      for (const one of all) {
        await run.do(one);
        await run.compare();
      }
    }),
    { seed, numRuns: runs, endOnFailure: !atLength },
  );
}, 3_600_000);

test.each([
  ['a balance is a fen more', 'UPDATE "LedgerBalance" SET "balanceFen" = "balanceFen" + 1 WHERE tenant = $1'],
  ['a day got a fen more', 'UPDATE "LedgerDay" SET "creditFen" = "creditFen" + 1 WHERE tenant = $1'],
  [
    'more is held than was asked',
    'UPDATE "LedgerBalance" SET "heldFen" = 1 WHERE tenant = $1 AND "balanceFen" > 0',
  ],
  [
    'a month is closed that nobody closed',
    `UPDATE "Fund" SET "closedThrough" = '2025-01-31' WHERE tenant = $1`,
  ],
  [
    'an account counts an entry that is not there',
    'UPDATE "LedgerBalance" SET "entryCount" = "entryCount" + 1 WHERE tenant = $1',
  ],
])('the oracle finds out where %s', async (_, fault) => {
  offices += 1;
  const run = new Run(offices, await openOffice(gongzhi.admin, offices, fundsOfAnOffice));
  await run.do({ do: 'donate', fund: 0, fen: 100n, on: dayOf(0) });
  await run.compare();
  await gongzhi.admin(fault, [offices]);
  await expect(run.compare()).rejects.toThrow();
});

afterAll(() => {
  const told = [...tried].map(([name, { accepted, refused }]) => `${name} ${accepted}+${refused}`);
  process.stderr.write(`accepted+refused: ${told.join(', ')}\n`);
});

test('every command was accepted and refused', () => {
  const never = [...tried].filter(([name, { accepted, refused }]) =>
    name === 'close alone' ? refused === 0 : accepted === 0 || (!name.endsWith('by two') && refused === 0),
  );
  expect(never).toEqual([]);
  expect(tried.size).toBe(13);
});

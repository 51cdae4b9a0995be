// What being late costs, by the day and once, and hours of service that are owed instead of money.
import { describe, expect, test } from '@jest/globals';
import { makeResolution } from '../support/governance.js';
import { usePlatform } from '../support/platform.js';
import { addDays } from '../../src/domains/revenue-sharing/rules/terms.js';
import {
  clerk,
  close,
  correct,
  done,
  evidenceOf,
  makeAgreement,
  makeFund,
  pay,
  report,
  split702010,
  verifier,
  waitingReport,
  type MadeAgreement,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Money {
  readonly yuan: string;
}

interface Row extends Versioned {
  readonly kind: string;
  readonly state: string;
  readonly dueOn: string;
  readonly chargedFrom: string | null;
  readonly chargedTo: string | null;
  readonly amount: Money;
  readonly open: Money;
}

async function settlements({ id }: { readonly id: string }): Promise<readonly Row[]> {
  const { agreement } = await platform.read<{ agreement: { settlements: { nodes: readonly Row[] } } }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { settlements(orderBy: [{ field: CREATED_AT, direction: ASC }]) {
      nodes { id version kind state dueOn chargedFrom chargedTo amount { yuan } open { yuan } } } } }`,
    { id },
  );
  return agreement.settlements.nodes;
}

/** An agreement with one share for 2018 that is owed. */
async function owing(
  amount: string,
  late: object | null = { dailyRate: '0.05', graceDays: 0 },
  facts: object = {},
): Promise<{ readonly agreement: MadeAgreement; readonly share: Row; readonly day: (n: number) => string }> {
  const of = { fixed: { amount, per: 'YEAR' } };
  const agreement = await makeAgreement(platform, {
    rule: late ? { lateCharge: { ...late, of } } : of,
    ...facts,
  });
  await close(platform, agreement.id);
  const [share] = await settlements(agreement);
  return { agreement, share: share!, day: (n) => addDays(share!.dueOn, n) };
}

const through = ({ id }: Versioned, day?: string) => ({
  settlement: { id },
  ...(day ? { through: day } : {}),
});

async function charge(share: Versioned, day: string): Promise<Row> {
  const { settlement } = await done<{ settlement: Row }>(
    platform,
    'chargeLatePayment',
    through(share, day),
    'settlement { id version kind state dueOn chargedFrom chargedTo amount { yuan } open { yuan } }',
  );
  return settlement;
}

const refused = (share: Versioned, day?: string): Promise<readonly string[]> =>
  platform.refused('chargeLatePayment', through(share, day), clerk);

/** A charge as `from–to: amount`, the last day not among them. */
const days = ({ chargedFrom, chargedTo, amount }: Row): string =>
  `${chargedFrom}–${chargedTo}: ${amount.yuan}`;

async function steps({ id }: Versioned): Promise<readonly string[]> {
  const { settlement } = await platform.read<{
    settlement: { calculation: { nodes: { kind: string; exact: string; explanation: string }[] } };
  }>(
    `query ($id: ID!) { settlement(ref: { id: $id }) { calculation { nodes { kind exact explanation } } } }`,
    { id },
  );
  return settlement.calculation.nodes.map(
    ({ kind, exact, explanation }) => `${kind} ${exact} ${explanation}`,
  );
}

async function books(fund: string): Promise<readonly string[]> {
  const { fund: read } = await platform.read<{ fund: Record<string, Money> }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } bankBalance { yuan } receivable { yuan } } }`,
    { id: fund },
  );
  return Object.values(read).map(({ yuan }) => yuan);
}

async function reverse({ id }: { readonly id: string }, agreement: MadeAgreement): Promise<void> {
  const { version } = (await settlements(agreement)).find((one) => one.id === id)!;
  await done(platform, 'reverseSettlement', {
    settlement: { id },
    expectedVersion: version,
    reason: '计收有误',
  });
}

describe('a late charge', () => {
  test('R23: 4,321.05 open for 37 days at 0.05 % a day cost 79.94, which is owed and paid like a share', async () => {
    const { agreement, share, day } = await owing('4321.05');
    const made = await charge(share, day(37));
    expect(made).toMatchObject({
      kind: 'LATE_CHARGE',
      state: 'CALCULATED',
      chargedFrom: day(1),
      chargedTo: day(38),
      amount: { yuan: '79.94' },
      open: { yuan: '79.94' },
    });
    // 432,105 fen × 37 days × 500 / 1,000,000.
    expect(await steps(made)).toEqual([
      expect.stringMatching(/^LATE_CHARGE 3197577\/400 .*79\.94/),
      `OPEN_DAYS 3197577/400 ${day(1)} 至 ${day(37)} 共 37 天,未缴 4321.05 元,每日 0.05%`,
    ]);
    const [fund] = agreement.funds;
    expect(await books(fund!)).toEqual(['4400.99', '0.00', '4400.99']);
    await pay(platform, agreement, '4400.99', { on: day(38) });
    expect((await settlements(agreement)).map(({ state }) => state)).toEqual(['PAID', 'PAID']);
    expect(await books(fund!)).toEqual(['4400.99', '4400.99', '0.00']);
  });

  test('charges a day once, and leaves out none', async () => {
    const { agreement, share, day } = await owing('4321.05');
    const both = await Promise.allSettled([charge(share, day(37)), charge(share, day(37))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refused(share, day(37))).toEqual([
      'RULE_BROKEN late-charge-of-days-not-charged at settlement',
    ]);
    expect(await settlements(agreement)).toHaveLength(2);
    expect(days(await charge(share, day(38)))).toBe(`${day(38)}–${day(39)}: 2.16`);
    // What is taken back is charged anew, up to what stands.
    const first = (await settlements(agreement)).find(({ chargedFrom }) => chargedFrom === day(1))!;
    await reverse(first, agreement);
    expect(days(await charge(share, day(40)))).toBe(`${day(1)}–${day(38)}: 79.94`);
    expect(days(await charge(share, day(40)))).toBe(`${day(39)}–${day(41)}: 4.32`);
  });

  test('rests on what was open day by day: a payment counts from the day after it', async () => {
    const { agreement, share, day } = await owing('1000.00');
    await pay(platform, agreement, '400.00', { on: day(10) });
    await pay(platform, agreement, '600.00', { on: day(37) });
    const made = await charge(share, day(60));
    // 1,000 × 10 days and 600 × 27 days; nothing is open on those after.
    expect(made.amount.yuan).toBe('13.10');
    expect((await steps(made)).slice(1)).toEqual([
      `OPEN_DAYS 500 ${day(1)} 至 ${day(10)} 共 10 天,未缴 1000.00 元,每日 0.05%`,
      `OPEN_DAYS 810 ${day(11)} 至 ${day(37)} 共 27 天,未缴 600.00 元,每日 0.05%`,
    ]);
    expect(await refused(share, day(60))).toEqual([
      'RULE_BROKEN late-charge-of-days-not-charged at settlement',
    ]);
  });

  test('begins after the days of grace', async () => {
    const { share, day } = await owing('1000.00', { dailyRate: '0.05', graceDays: 10 });
    expect(await refused(share, day(10))).toEqual([
      'RULE_BROKEN late-charge-of-days-not-charged at settlement',
    ]);
    expect(days(await charge(share, day(12)))).toBe(`${day(11)}–${day(13)}: 1.00`);
  });

  test('goes to the funds by what each of them waited for, to the fen', async () => {
    const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
    const of = split702010({ fixed: { amount: '4321.05', per: 'YEAR' } });
    const { agreement, share, day } = await owing('0.01', null, {
      funds,
      rule: { lateCharge: { dailyRate: '0.05', graceDays: 0, of } },
    });
    await pay(platform, agreement, '864.21', { fund: funds[1]!, on: day(0) });
    const { amount } = await charge(share, day(37));
    // 3,456.84 are open, of which the first fund has 7/8 and the third 1/8.
    expect(amount.yuan).toBe('63.95');
    expect(await Promise.all(funds.map(async (fund) => (await books(fund))[2]))).toEqual([
      '3080.70',
      '0.00',
      '440.09',
    ]);
  });

  test('is none of what is waived, and a waiver of the period leaves it', async () => {
    const { agreement, share, day } = await owing('1000.00');
    await charge(share, day(10));
    const { waiver } = await done<{ waiver: Versioned }>(
      platform,
      'requestWaiver',
      {
        agreement: { id: agreement.id },
        periodFrom: '2018-01-01',
        periodTo: '2019-01-01',
        rate: '50',
        reason: '停业',
      },
      'waiver { id version }',
    );
    await done(
      platform,
      'approveWaiver',
      {
        waiver: { id: waiver.id },
        expectedVersion: waiver.version,
        resolution: { id: await makeResolution(platform) },
      },
      undefined,
      verifier,
    );
    await charge(share, day(20));
    expect((await settlements(agreement)).map(({ open }) => open.yuan)).toEqual(['500.00', '5.00', '2.50']);
  });

  test('waits while the share is disputed', async () => {
    const { agreement, share, day } = await owing('1000.00');
    const { dispute } = await done<{ dispute: Versioned }>(
      platform,
      'disputeSettlement',
      { settlement: { id: share.id }, reason: '面积有误' },
      'dispute { id version }',
    );
    expect(await refused(share, day(10))).toEqual([
      'RULE_BROKEN late-charge-waits-for-the-dispute at settlement',
    ]);
    expect(await settlements(agreement)).toHaveLength(1);
    await done(platform, 'withdrawDispute', {
      dispute: { id: dispute.id },
      expectedVersion: dispute.version,
    });
    expect((await charge(share, day(10))).amount.yuan).toBe('5.00');
  });

  test('is agreed, of a share, and for days that are over', async () => {
    const free = await owing('1000.00', null);
    expect(await refused(free.share)).toEqual(['RULE_BROKEN late-charge-is-agreed at settlement']);
    const { share, day } = await owing('1000.00');
    expect(await refused(await charge(share, day(10)))).toEqual([
      'RULE_BROKEN late-charge-of-a-share at settlement',
    ]);
    expect(await refused(share, '2999-01-01')).toEqual(['INVALID_INPUT late-charge-until-today at through']);
  });

  test('goes with the share that is taken back', async () => {
    const { agreement, share, day } = await owing('1000.00');
    await charge(share, day(10));
    await reverse(share, agreement);
    expect((await settlements(agreement)).map(({ state }) => state)).toEqual(['REVERSED', 'REVERSED']);
    expect(await books(agreement.funds[0]!)).toEqual(['0.00', '0.00', '0.00']);
    expect(await refused(share, day(20))).toEqual(['RULE_BROKEN late-charge-of-a-share at settlement']);
  });
});

describe('hours of service', () => {
  const hours = (measure: string, amount: string) => [{ measure, period: '2018', amount }];

  async function serve({ id }: MadeAgreement, servedOn: string, minutes: number): Promise<Versioned> {
    const { inKindRecord } = await done<{ inKindRecord: Versioned }>(
      platform,
      'recordInKindService',
      { agreement: { id }, service: '义诊', servedOn, minutes },
      'inKindRecord { id version }',
    );
    const { inKindRecord: confirmed } = await done<{ inKindRecord: Versioned }>(
      platform,
      'confirmInKindService',
      { inKindRecord: { id: inKindRecord.id }, expectedVersion: inKindRecord.version },
      'inKindRecord { id version }',
      verifier,
    );
    return confirmed;
  }

  test('R16a: 24 hours are due and 19.5 confirmed, so that 4.5 are paid at 60.00; no other hours are reported', async () => {
    const agreement = await makeAgreement(platform, {
      rule: { inKind: { hours: '24', price: '60.00', per: 'YEAR' } },
      examples: [{ period: '2018', figures: hours('HOURS', '19.5'), due: '270.00' }],
    });
    await serve(agreement, '2018-05-06', 1000);
    const last = await serve(agreement, '2018-12-31', 170);
    await close(platform, agreement.id);
    const waiting = await waitingReport(platform, agreement.id);
    const lines = [{ measure: 'HOURS', amount: '24' }];
    const named = { revenueReport: { id: waiting.id }, expectedVersion: waiting.version };
    expect(
      await platform.refused(
        'submitRevenueReport',
        { ...named, lines, evidence: await evidenceOf(platform) },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN report-hours-are-those-confirmed at lines.0.amount']);
    expect(await waitingReport(platform, agreement.id)).toEqual(waiting);
    const settled = await report(platform, agreement.id, '19.50', { measure: 'HOURS' });
    const [due] = await settlements(agreement);
    expect(due!.amount.yuan).toBe('270.00');
    // After a mistake is taken back, a correction states the hours that are left.
    await done(platform, 'revokeInKindService', {
      inKindRecord: { id: last.id },
      expectedVersion: last.version,
      reason: '重复登记',
    });
    await expect(correct(platform, settled, '19.50', '2019-03-01', 'HOURS')).rejects.toThrow(
      'report-hours-are-those-confirmed',
    );
    await correct(platform, settled, '16.67', '2019-03-01', 'HOURS');
    expect((await settlements(agreement)).find(({ state }) => state === 'CALCULATED')!.amount.yuan).toBe(
      '439.80',
    );
  });

  test('are known where a silent payer is estimated, and stay while the estimate stands', async () => {
    const agreement = await makeAgreement(platform, {
      rule: { inKind: { hours: '24', price: '60.00', per: 'YEAR' } },
      examples: [{ period: '2018', figures: hours('HOURS', '19.5'), due: '270.00' }],
    });
    const { id, version } = await serve(agreement, '2018-05-06', 1170);
    await close(platform, agreement.id);
    const waiting = await waitingReport(platform, agreement.id);
    const { revenueReport } = await done<{ revenueReport: { lines: object[] } }>(
      platform,
      'estimateRevenueReport',
      { revenueReport: { id: waiting.id }, expectedVersion: waiting.version, method: 'LAST_PERIOD' },
      'revenueReport { lines { measure count } }',
    );
    expect(revenueReport.lines).toEqual([{ measure: 'HOURS', count: '19.5' }]);
    expect(
      await platform.refused(
        'revokeInKindService',
        { inKindRecord: { id }, expectedVersion: version, reason: '重复登记' },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN service-counted-in-a-report-stays at ']);
  });

  test('that a clause has a price for are the payer’s own figure', async () => {
    const agreement = await makeAgreement(platform, {
      rule: { perUnit: { price: '30.00', measure: 'HOURS', per: 'YEAR' } },
      examples: [{ period: '2018', figures: hours('HOURS', '10'), due: '300.00' }],
    });
    await close(platform, agreement.id);
    await report(platform, agreement.id, '10.00', { measure: 'HOURS' });
    expect((await settlements(agreement))[0]!.amount.yuan).toBe('300.00');
  });
});

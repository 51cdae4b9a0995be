// What becomes of money where agreements end, change or were wrong: nothing due is lost, nothing is booked twice.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { mighty } from '../support/domains.js';
import { usePlatform } from '../support/platform.js';
import { runJobs } from '../../src/server/jobs.js';
import {
  clerk,
  close,
  correct,
  done,
  feeAndProfit,
  makeAgreement,
  makeFund,
  makePayer,
  pay,
  report,
  evidenceOf,
  split702010,
  termsOf,
  waitingReport,
  type AgreementFacts,
  type MadeAgreement,
  type MadeReport,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

// Noon of 2026-05-20 in Shanghai.
let restore: () => void;
beforeAll(() => {
  restore = setClock(() => Date.parse('2026-05-20T04:00:00Z'));
});
afterAll(() => restore());

interface Facts {
  readonly version: number;
  readonly state: string;
  readonly closesOn: string | null;
  readonly validTo: string | null;
  readonly settlements: {
    readonly nodes: readonly {
      readonly id: string;
      readonly version: number;
      readonly period: string;
      readonly state: string;
      readonly amount: { readonly yuan: string };
      readonly open: { readonly yuan: string };
    }[];
  };
  readonly reports: { readonly nodes: readonly { readonly period: string; readonly state: string }[] };
  readonly payments: {
    readonly nodes: readonly {
      readonly id: string;
      readonly version: number;
      readonly state: string;
      readonly unallocated: { readonly yuan: string };
    }[];
  };
}

async function factsOf(id: string): Promise<Facts> {
  const { agreement } = await platform.read<{ agreement: Facts }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { version state closesOn validTo
      settlements(first: 60) { nodes { id version period state amount { yuan } open { yuan } } }
      reports { nodes { period state } }
      payments { nodes { id version state unallocated { yuan } } } } }`,
    { id },
  );
  return agreement;
}

/** Settlements as `period amount open`. */
async function due(id: string): Promise<readonly string[]> {
  const { settlements } = await factsOf(id);
  return settlements.nodes.map(
    ({ period, amount, open, state }) =>
      `${period} ${amount.yuan}${state === 'REVERSED' ? ' taken back' : open.yuan === '0.00' ? '' : ` open ${open.yuan}`}`,
  );
}

const step = async (id: string, state: string, effectiveOn: string, more: object = {}): Promise<void> => {
  const { version } = await factsOf(id);
  await done(platform, 'changeAgreementState', {
    agreement: { id },
    expectedVersion: version,
    state,
    effectiveOn,
    ...more,
  });
};

const thisYear: AgreementFacts = { validFrom: '2026-01-01', validTo: '2028-01-01' };

/** Terms that are drafted and signed behind those that hold. */
async function amend(agreement: MadeAgreement, facts: AgreementFacts): Promise<void> {
  const { version } = await factsOf(agreement.id);
  const { agreementVersion } = await done<{ agreementVersion: MadeReport }>(
    platform,
    'draftAgreementVersion',
    {
      agreement: { id: agreement.id },
      expectedVersion: version,
      ...(await termsOf(platform, { funds: agreement.funds, ...facts })),
    },
    'agreementVersion { id version }',
  );
  await done(platform, 'signAgreementVersion', {
    agreementVersion: { id: agreementVersion.id },
    expectedVersion: agreementVersion.version,
    signedOn: '2026-05-20',
  });
}

describe('an agreement that ends', () => {
  test('is closed to its last day, and its year is reported', async () => {
    const { id } = await makeAgreement(platform, {
      ...thisYear,
      rule: {
        sum: {
          of: [
            { prorate: { of: { fixed: { amount: '3100.00', per: 'MONTH' } } } },
            { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } },
          ],
        },
      },
    });
    await close(platform, id);
    expect(await factsOf(id)).toMatchObject({ closesOn: '2026-06-01', reports: { nodes: [] } });
    await step(id, 'TERMINATED', '2026-05-11');
    await close(platform, id);
    expect(await due(id)).toEqual([
      '2026-01 3100.00 open 3100.00',
      '2026-02 3100.00 open 3100.00',
      '2026-03 3100.00 open 3100.00',
      '2026-04 3100.00 open 3100.00',
      '2026-05 1000.00 open 1000.00',
    ]);
    expect(await factsOf(id)).toMatchObject({
      closesOn: null,
      validTo: '2026-05-11',
      reports: { nodes: [{ period: '2026', state: 'DRAFT' }] },
    });
    await report(platform, id, '1000.00', { period: '2026', settledOn: '2026-05-15' });
    expect((await due(id)).at(-1)).toBe('2026 100.00 open 100.00');
  });

  test('does not end before what is settled', async () => {
    const { id } = await makeAgreement(platform, thisYear);
    await close(platform, id);
    const { version } = await factsOf(id);
    expect(
      await platform.refused(
        'changeAgreementState',
        { agreement: { id }, expectedVersion: version, state: 'TERMINATED', effectiveOn: '2026-03-01' },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN agreement-ends-after-what-is-settled at effectiveOn']);
  });

  test('before it began, never made anything due', async () => {
    const { id } = await makeAgreement(platform, { validFrom: '2026-06-01', validTo: '2028-01-01' });
    await close(platform, id);
    expect(await factsOf(id)).toMatchObject({ closesOn: '2026-07-01', settlements: { nodes: [] } });
    await step(id, 'TERMINATED', '2026-05-20');
    expect(await factsOf(id)).toMatchObject({ state: 'TERMINATED', closesOn: null });
  });
});

describe('the job', () => {
  test('closes each agreement once and ends, also where one was suspended and resumed', async () => {
    const { id } = await makeAgreement(platform, thisYear);
    const closing = async () =>
      (await runJobs(platform.platform)).find(({ job }) => job === 'close-agreement-periods')!;
    await closing();
    expect(await due(id)).toHaveLength(4);
    await step(id, 'SUSPENDED', '2026-05-20');
    await step(id, 'ACTIVE', '2026-05-20');
    expect(await factsOf(id)).toMatchObject({ closesOn: '2026-06-01' });
    await platform.admin(
      'UPDATE "Agreement" SET "closesOn" = \'2026-01-01\' WHERE "closesOn" > \'2026-05-20\' AND "state" = \'ACTIVE\'',
    );
    const [first, again] = [await closing(), await closing()];
    expect([first.refused, again.done, again.refused]).toEqual([0, 0, 0]);
    expect(await due(id)).toHaveLength(4);
  });
});

describe('new terms', () => {
  test('wait to be closed from their first day, also where everything else is closed', async () => {
    const agreement = await makeAgreement(platform, {
      ...thisYear,
      rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } },
    });
    await close(platform, agreement.id);
    expect(await factsOf(agreement.id)).toMatchObject({ closesOn: '2027-01-01' });
    await amend(agreement, { rule: feeAndProfit('100.00'), validFrom: '2026-03-01' });
    await close(platform, agreement.id);
    expect(await due(agreement.id)).toEqual(['2026-03 100.00 open 100.00', '2026-04 100.00 open 100.00']);
  });

  test('leave no time without terms, and begin after a month that is settled as a whole', async () => {
    const agreement = await makeAgreement(platform, thisYear);
    const draft = async (facts: AgreementFacts, more: object = {}) => ({
      agreement: { id: agreement.id },
      expectedVersion: (await factsOf(agreement.id)).version,
      ...(await termsOf(platform, { funds: agreement.funds, ...facts })),
      ...more,
    });
    expect(
      await platform.refused(
        'draftAgreementVersion',
        await draft({ validFrom: '2026-07-01' }, { validTo: '2026-08-01' }),
        clerk,
      ),
    ).toEqual(['RULE_BROKEN versions-leave-no-gap at validTo']);
    await close(platform, agreement.id);
    expect(
      await platform.refused('draftAgreementVersion', await draft({ validFrom: '2026-04-15' }), clerk),
    ).toEqual(['RULE_BROKEN version-begins-after-what-is-settled at validFrom']);
    expect(
      await platform.refused('draftAgreementVersion', await draft({ validFrom: '2028-06-01' }), clerk),
    ).toEqual(['INVALID_INPUT validity-order at validFrom']);
  });

  test('are signed by who records where their funds are', async () => {
    const fund = await makeFund(platform);
    const agreement = await makeAgreement(platform, { ...thisYear, funds: [fund] });
    await platform.admin(
      `UPDATE "Fund" SET "divisionKey" = '990101002001' WHERE "id" = '${fund.split('_')[2]}'`,
    );
    const { version } = await factsOf(agreement.id);
    const { agreementVersion } = await done<{ agreementVersion: MadeReport }>(
      platform,
      'draftAgreementVersion',
      {
        agreement: { id: agreement.id },
        expectedVersion: version,
        ...(await termsOf(platform, { funds: [fund], validFrom: '2026-07-01' })),
      },
      'agreementVersion { id version }',
    );
    const { data, errors } = await platform.query(
      `mutation ($input: SignAgreementVersionInput!) { signAgreementVersion(input: $input) { userErrors { code } } }`,
      {
        input: {
          agreementVersion: { id: agreementVersion.id },
          expectedVersion: agreementVersion.version,
          signedOn: '2026-05-20',
          idempotencyKey: 'sign-foreign-fund',
        },
      },
      { as: 'community' },
    );
    expect([data, errors?.map(({ extensions }) => extensions?.['code'])]).toEqual([
      { signAgreementVersion: null },
      ['FORBIDDEN'],
    ]);
  });
});

describe('money', () => {
  test('paid before it is due is credit, also under "no less than"', async () => {
    const agreement = await makeAgreement(platform, {
      validFrom: '2025-01-01',
      validTo: '2026-01-01',
      rule: { atLeast: { rate: '50', base: 'SHARE_RECEIVED', per: 'YEAR' } },
      examples: [
        {
          period: '2025',
          figures: [{ measure: 'SHARE_RECEIVED', period: '2025', amount: '2.00' }],
          due: '1.00',
        },
      ],
    });
    await close(platform, agreement.id);
    await pay(platform, agreement, '43210.38', { on: '2026-01-20' });
    await report(platform, agreement.id, '86420.75', {
      period: '2025',
      measure: 'SHARE_RECEIVED',
      settledOn: '2026-02-01',
    });
    expect(await due(agreement.id)).toEqual(['2025 43210.38']);
  });

  test('that bounced is taken back, and what it paid is open again', async () => {
    const agreement = await makeAgreement(platform, thisYear);
    await close(platform, agreement.id);
    await pay(platform, agreement, '4000.00', { on: '2026-05-10' });
    expect(await due(agreement.id)).toEqual([
      '2026-01 1800.00',
      '2026-02 1800.00',
      '2026-03 1800.00 open 1400.00',
      '2026-04 1800.00 open 1800.00',
    ]);
    const [payment] = (await factsOf(agreement.id)).payments.nodes;
    await done(platform, 'reversePayment', {
      payment: { id: payment!.id },
      expectedVersion: payment!.version,
      reason: '银行退票',
    });
    expect(await due(agreement.id)).toEqual([
      '2026-01 1800.00 open 1800.00',
      '2026-02 1800.00 open 1800.00',
      '2026-03 1800.00 open 1800.00',
      '2026-04 1800.00 open 1800.00',
    ]);
    const { fund } = await platform.read<{ fund: Record<string, { yuan: string }> }>(
      'query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } bankBalance { yuan } receivable { yuan } } }',
      { id: agreement.funds[0] },
    );
    expect(fund).toEqual({
      balance: { yuan: '7200.00' },
      bankBalance: { yuan: '0.00' },
      receivable: { yuan: '7200.00' },
    });
  });

  test('of a fee that was not owed is free again', async () => {
    const agreement = await makeAgreement(platform, thisYear);
    await close(platform, agreement.id);
    await pay(platform, agreement, '1800.00', { on: '2026-05-10' });
    const [january] = (await factsOf(agreement.id)).settlements.nodes;
    await done(platform, 'reverseSettlement', {
      settlement: { id: january!.id },
      expectedVersion: january!.version,
      reason: '场地停用',
    });
    expect(await due(agreement.id)).toEqual([
      '2026-01 1800.00 taken back',
      '2026-02 1800.00',
      '2026-03 1800.00 open 1800.00',
      '2026-04 1800.00 open 1800.00',
    ]);
    await close(platform, agreement.id);
    expect(await due(agreement.id)).toHaveLength(4);
  });

  test('of one bank slip is recorded once', async () => {
    const agreement = await makeAgreement(platform, thisYear);
    const slip = {
      agreement: { id: agreement.id },
      fund: { id: agreement.funds[0] },
      amount: '1.00',
      paidOn: '2026-05-10',
      bankReference: '20260510-7',
    };
    await done(platform, 'recordPayment', slip);
    expect(await platform.refused('recordPayment', slip, clerk)).toEqual([
      'CONFLICT payment-is-told-once at bankReference',
    ]);
    expect(
      await platform.refused('recordPayment', { ...slip, bankReference: null, voluntary: '1.01' }, clerk),
    ).toEqual(['INVALID_INPUT voluntary-part-of-the-payment at voluntary']);
  });

  test('that a corrected year sets free meets the fees that are open', async () => {
    const agreement = await makeAgreement(platform, {
      validFrom: '2025-01-01',
      validTo: '2026-01-01',
      examples: [
        { period: '2025', figures: [{ measure: 'PROFIT', period: '2025', amount: '0.00' }], due: '21600.00' },
      ],
    });
    await close(platform, agreement.id);
    const settled = await report(platform, agreement.id, '50000.00', {
      period: '2025',
      settledOn: '2026-02-01',
    });
    await pay(platform, agreement, '26600.00', { on: '2026-02-10' });
    const [january] = (await factsOf(agreement.id)).settlements.nodes;
    await done(platform, 'reverseSettlement', {
      settlement: { id: january!.id },
      expectedVersion: january!.version,
      reason: '更正',
    });
    await correct(platform, settled, '-1.00', '2026-03-15');
    const facts = await factsOf(agreement.id);
    expect(facts.settlements.nodes.filter(({ open }) => open.yuan !== '0.00')).toEqual([]);
    expect(facts.payments.nodes[0]!.unallocated.yuan).toBe('6800.00');
  });

  test('held up by a fund that is not at work waits, and nothing else does', async () => {
    const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
    const rule = {
      sum: {
        of: [
          {
            split: {
              of: { fixed: { amount: '100.00', per: 'MONTH' } },
              parts: [
                { fund: 1, share: '50' },
                { fund: 2, share: '50' },
              ],
            },
          },
          { split: { of: { fixed: { amount: '70.00', per: 'MONTH' } }, parts: [{ fund: 3, share: '100' }] } },
          split702010({ percent: { rate: '10', base: 'PROFIT', per: 'MONTH' } }),
        ],
      },
    };
    const { id } = await makeAgreement(platform, {
      rule,
      funds,
      validFrom: '2026-03-01',
      validTo: '2026-05-01',
      examples: [
        {
          period: '2026-03',
          figures: [{ measure: 'PROFIT', period: '2026-03', amount: '0.00' }],
          due: '170.00',
        },
      ],
    });
    const stepFund = async (state: string): Promise<void> => {
      const { fund } = await platform.read<{ fund: { version: number } }>(
        'query ($id: ID!) { fund(ref: { id: $id }) { version } }',
        { id: funds[2] },
      );
      await done(platform, 'changeFundState', {
        fund: { id: funds[2] },
        expectedVersion: fund.version,
        state,
        effectiveOn: '2026-05-01',
      });
    };
    await stepFund('DORMANT');
    await close(platform, id);
    expect(await due(id)).toEqual(['2026-03 100.00 open 100.00', '2026-04 100.00 open 100.00']);
    expect(await factsOf(id)).toMatchObject({
      closesOn: '2026-04-01',
      reports: { nodes: [{ period: '2026-03' }, { period: '2026-04' }] },
    });
    await stepFund('ACTIVE');
    await close(platform, id);
    expect([...(await due(id))].sort()).toEqual([
      '2026-03 100.00 open 100.00',
      '2026-03 70.00 open 70.00',
      '2026-04 100.00 open 100.00',
      '2026-04 70.00 open 70.00',
    ]);
  });
});

describe('a verified report', () => {
  test('goes back where it cannot be settled, and a correction may be given up', async () => {
    const { id } = await makeAgreement(platform, {
      validFrom: '2025-01-01',
      validTo: '2026-01-01',
      examples: [
        { period: '2025', figures: [{ measure: 'PROFIT', period: '2025', amount: '0.00' }], due: '21600.00' },
      ],
    });
    await close(platform, id);
    const verified = await report(platform, id, '1.00', { period: '2025', until: 'VERIFIED' });
    const { revenueReport } = await done<{
      revenueReport: { state: string; verifiedAt: null; verifier: null };
    }>(
      platform,
      'returnRevenueReport',
      { revenueReport: { id: verified.id }, expectedVersion: verified.version, reason: '数据有误' },
      'revenueReport { state verifiedAt verifier { name } }',
    );
    expect(revenueReport).toEqual({ state: 'RETURNED', verifiedAt: null, verifier: null });
    await report(platform, id, '2.00', { period: '2025', settledOn: '2026-02-01' });
    expect((await due(id)).at(-1)).toBe('2025 0.20 open 0.20');
  });

  test('is not verified by who owes, whoever submitted it', async () => {
    const payer = await makePayer(platform);
    const { id } = await makeAgreement(platform, {
      payer,
      validFrom: '2025-01-01',
      validTo: '2026-01-01',
      examples: [
        { period: '2025', figures: [{ measure: 'PROFIT', period: '2025', amount: '0.00' }], due: '21600.00' },
      ],
    });
    await close(platform, id);
    const { id: reportId, version } = await waitingReport(platform, id, '2025');
    const submitted = await done<{ revenueReport: MadeReport }>(
      platform,
      'submitRevenueReport',
      {
        revenueReport: { id: reportId },
        expectedVersion: version,
        lines: [{ measure: 'PROFIT', amount: '1.00' }],
        evidence: await evidenceOf(platform),
      },
      'revenueReport { id version }',
    );
    expect(
      await platform.refused(
        'verifyRevenueReport',
        { revenueReport: { id: reportId }, expectedVersion: submitted.revenueReport.version },
        mighty({ subject: 'of the payer', organizationId: payer.split('_')[2]! }),
      ),
    ).toEqual(['RULE_BROKEN verifier-is-of-another-organization at ']);
  });
});

// What decisions take off what is owed: waivers of months past and to come, write-offs, and money that comes after all.
import { describe, expect, test } from '@jest/globals';
import { makeResolution } from '../support/governance.js';
import { usePlatform } from '../support/platform.js';
import {
  clerk,
  close,
  correct,
  done,
  makeAgreement,
  makeFund,
  pay,
  report,
  split702010,
  verifier,
  type MadeAgreement,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Row extends Versioned {
  readonly period: string;
  readonly state: string;
  readonly amount: { readonly yuan: string };
  readonly waived: { readonly yuan: string };
  readonly due: { readonly yuan: string };
  readonly open: { readonly yuan: string };
}

async function settlements({ id }: MadeAgreement): Promise<readonly Row[]> {
  const { agreement } = await platform.read<{ agreement: { settlements: { nodes: readonly Row[] } } }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 40) { nodes {
      id version period state amount { yuan } waived { yuan } due { yuan } open { yuan } } } } }`,
    { id },
  );
  return agreement.settlements.nodes;
}

/** Settlements of some periods as `period: gross − waived = due, open, STATE`. */
async function table(agreement: MadeAgreement, ...periods: readonly string[]): Promise<readonly string[]> {
  return (await settlements(agreement))
    .filter(({ period }) => periods.includes(period))
    .map(
      ({ period, amount, waived, due, open, state }) =>
        `${period}: ${amount.yuan} − ${waived.yuan} = ${due.yuan}, ${open.yuan} open, ${state}`,
    );
}

async function year({ id }: MadeAgreement): Promise<string> {
  const { agreement } = await platform.read<{
    agreement: { statements: { nodes: { due: { yuan: string }; received: { yuan: string } }[] } };
  }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { statements { nodes { due { yuan } received { yuan } } } } }`,
    { id },
  );
  return agreement.statements.nodes.map(({ due, received }) => `${due.yuan}, ${received.yuan}`).join(' + ');
}

async function books(fund: string): Promise<unknown> {
  const { fund: read } = await platform.read<{ fund: Record<string, { yuan: string }> }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } bankBalance { yuan } receivable { yuan } } }`,
    { id: fund },
  );
  return Object.values(read).map(({ yuan }) => yuan);
}

const request = async (agreement: MadeAgreement, input: object): Promise<Versioned> => {
  const { waiver } = await done<{ waiver: Versioned }>(
    platform,
    'requestWaiver',
    { agreement: { id: agreement.id }, rate: '50', reason: '疫情停业', ...input },
    'waiver { id version }',
  );
  return waiver;
};

async function approve({ id, version }: Versioned): Promise<Versioned> {
  const resolution = { id: await makeResolution(platform) };
  const { waiver } = await done<{ waiver: Versioned }>(
    platform,
    'approveWaiver',
    { waiver: { id }, expectedVersion: version, resolution },
    'waiver { id version }',
    verifier,
  );
  return waiver;
}

const waive = async (agreement: MadeAgreement, input: object): Promise<Versioned> =>
  approve(await request(agreement, input));

const spring = { periodFrom: '2020-02-01', periodTo: '2020-05-01' };

/** 1,800 yuan a month in 2020, not closed yet. */
const rent = (facts: object = {}): Promise<MadeAgreement> =>
  makeAgreement(platform, {
    rule: { fixed: { amount: '1800.00', per: 'MONTH' } },
    validFrom: '2020-01-01',
    validTo: '2021-01-01',
    examples: [{ period: '2020-01', figures: [], due: '1800.00' }],
    ...facts,
  });

test.each([
  ['50', '18900.00', '2020-02: 1800.00 − 900.00 = 900.00, 900.00 open, CALCULATED'],
  ['100', '16200.00', '2020-02: 1800.00 − 1800.00 = 0.00, 0.00 open, NOTHING_DUE'],
])(
  'of three months %s % are waived, whether they are closed before the decision or after it',
  async (rate, due, february) => {
    const [before, after] = [await rent(), await rent()];
    await close(platform, before.id);
    for (const agreement of [before, after]) await waive(agreement, { ...spring, rate });
    await close(platform, after.id);
    for (const agreement of [before, after]) {
      expect(await year(agreement)).toBe(`${due}, 0.00`);
      expect(await table(agreement, '2020-01', '2020-02', '2020-05')).toEqual([
        '2020-01: 1800.00 − 0.00 = 1800.00, 1800.00 open, CALCULATED',
        february,
        '2020-05: 1800.00 − 0.00 = 1800.00, 1800.00 open, CALCULATED',
      ]);
      expect(await books(agreement.funds[0]!)).toEqual([due, '0.00', due]);
    }
  },
);

test('money that was paid on what is waived is free, and meets what is open', async () => {
  const agreement = await rent();
  await close(platform, agreement.id);
  await pay(platform, agreement, '7200.00', { on: '2021-01-10' });
  await waive(agreement, spring);
  expect(await table(agreement, '2020-02', '2020-05', '2020-06')).toEqual([
    '2020-02: 1800.00 − 900.00 = 900.00, 0.00 open, PAID',
    '2020-05: 1800.00 − 0.00 = 1800.00, 0.00 open, PAID',
    '2020-06: 1800.00 − 0.00 = 1800.00, 900.00 open, PARTIALLY_PAID',
  ]);
  expect(await year(agreement)).toBe('18900.00, 7200.00');
});

test('a waiver is split over the funds to the fen, and taken back with all that it did', async () => {
  const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
  const agreement = await rent({
    rule: split702010({ fixed: { amount: '1800.01', per: 'MONTH' } }),
    examples: [{ period: '2020-01', figures: [], due: '1800.01' }],
    funds,
  });
  await close(platform, agreement.id);
  const waiver = await waive(agreement, spring);
  const taken = async (): Promise<unknown> => {
    const { waiver: read } = await platform.read<{
      waiver: { reductions: { nodes: { amount: { yuan: string }; reversed: boolean }[] } };
    }>(
      `query ($id: ID!) { waiver(ref: { id: $id }) { reductions { nodes { amount { yuan } reversed
        transaction { kind summary legs { amount { yuan } } } } } } }`,
      { id: waiver.id },
    );
    return read.reductions.nodes;
  };
  const [first] = (await taken()) as [object];
  // Half of 1,800.01 is 900.005, rounded once, and shared like the whole.
  expect(first).toMatchObject({
    amount: { yuan: '900.01' },
    reversed: false,
    transaction: {
      kind: 'WAIVER',
      legs: ['630.01', '180.00', '90.00'].map((yuan) => ({ amount: { yuan } })),
    },
  });
  await done(platform, 'revokeWaiver', {
    waiver: { id: waiver.id },
    expectedVersion: waiver.version,
    reason: '决议有误',
  });
  expect(await taken()).toMatchObject([{ reversed: true }, { reversed: true }, { reversed: true }]);
  expect(await table(agreement, '2020-03')).toEqual([
    '2020-03: 1800.01 − 0.00 = 1800.01, 1800.01 open, CALCULATED',
  ]);
  expect((await books(funds[2]!)) as string[]).toEqual(['2160.00', '0.00', '2160.00']);
});

test('a waiver of one settlement holds for what a correction puts in its place', async () => {
  const agreement = await makeAgreement(platform, {
    rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } },
  });
  await close(platform, agreement.id);
  const settled = await report(platform, agreement.id, '126543.21');
  const [own] = await settlements(agreement);
  await waive(agreement, { settlement: { id: own!.id }, rate: '25' });
  expect(await table(agreement, '2018')).toEqual([
    '2018: 12654.32 − 3163.58 = 9490.74, 9490.74 open, CALCULATED',
  ]);
  await correct(platform, settled, '131543.21', '2019-04-01');
  expect(await table(agreement, '2018')).toEqual([
    '2018: 12654.32 − 3163.58 = 9490.74, 0.00 open, REVERSED',
    '2018: 13154.32 − 3288.58 = 9865.74, 9865.74 open, CALCULATED',
  ]);
  expect(await year(agreement)).toBe('9865.74, 0.00');
  expect(await books(agreement.funds[0]!)).toEqual(['9865.74', '0.00', '9865.74']);
});

test('a waiver is decided by somebody else, by a resolution that stands, once', async () => {
  const agreement = await rent();
  const { id, version } = await request(agreement, spring);
  const resolution = { id: await makeResolution(platform) };
  const rejected = { id: await makeResolution(platform, { adopted: false }) };
  const input = { waiver: { id }, expectedVersion: version, resolution };
  expect(await platform.refused('approveWaiver', input, clerk)).toEqual([
    'RULE_BROKEN waiver-decided-by-another at ',
  ]);
  expect(await platform.refused('approveWaiver', { ...input, resolution: rejected }, verifier)).toEqual([
    'RULE_BROKEN resolution-is-adopted at resolution',
  ]);
  const agreementRef = { agreement: { id: agreement.id }, rate: '50', reason: '停业' };
  expect(
    await platform.refused('requestWaiver', { ...agreementRef, periodFrom: '2020-02-01' }, clerk),
  ).toEqual(['INVALID_INPUT waiver-is-for-one-thing at ']);
});

describe('a write-off', () => {
  const writeOff = async (agreement: MadeAgreement): Promise<Row> => {
    const { id, version } = (await settlements(agreement)).find(({ open }) => open.yuan !== '0.00')!;
    const resolution = { id: await makeResolution(platform) };
    await done(platform, 'writeOffSettlement', {
      settlement: { id },
      expectedVersion: version,
      resolution,
      reason: '企业注销',
    });
    return (await settlements(agreement)).find((one) => one.id === id)!;
  };
  const payOn = async (agreement: MadeAgreement, settlement: string, amount: string): Promise<void> => {
    const { payment } = await done<{ payment: Versioned }>(
      platform,
      'recordPayment',
      { agreement: { id: agreement.id }, fund: { id: agreement.funds[0] }, amount, paidOn: '2021-06-01' },
      'payment { id version }',
    );
    await done(
      platform,
      'confirmPayment',
      {
        payment: { id: payment.id },
        expectedVersion: payment.version,
        receivedOn: '2021-06-02',
        settlement: { id: settlement },
      },
      undefined,
      verifier,
    );
  };

  test('takes what is open out of the books, and a payment that names it recovers what it pays', async () => {
    const agreement = await rent({
      rule: { fixed: { amount: '1800.00', per: 'YEAR' } },
      examples: undefined,
    });
    await close(platform, agreement.id);
    await pay(platform, agreement, '300.00', { on: '2021-01-10' });
    const { id, state, open } = await writeOff(agreement);
    expect([state, open.yuan]).toEqual(['WRITTEN_OFF', '0.00']);
    expect(await books(agreement.funds[0]!)).toEqual(['300.00', '300.00', '0.00']);
    // What falls due is still told as due.
    expect(await year(agreement)).toBe('1800.00, 300.00');
    await payOn(agreement, id, '500.00');
    expect(await table(agreement, '2020')).toEqual([
      '2020: 1800.00 − 0.00 = 1800.00, 0.00 open, WRITTEN_OFF',
    ]);
    expect(await books(agreement.funds[0]!)).toEqual(['800.00', '800.00', '0.00']);
    await payOn(agreement, id, '1100.00');
    expect(await table(agreement, '2020')).toEqual(['2020: 1800.00 − 0.00 = 1800.00, 0.00 open, PAID']);
    expect(await year(agreement)).toBe('1800.00, 1800.00');
    // A hundred yuan more than was owed are credit.
    expect(await books(agreement.funds[0]!)).toEqual(['1800.00', '1900.00', '-100.00']);
    const { settlement } = await platform.read<{ settlement: object }>(
      `query ($id: ID!) { settlement(ref: { id: $id }) { writtenOff { yuan }
        reductions { nodes { kind amount { yuan } reason } } } }`,
      { id },
    );
    expect(settlement).toEqual({
      writtenOff: { yuan: '0.00' },
      reductions: {
        nodes: [
          { kind: 'WRITE_OFF', amount: { yuan: '1500.00' }, reason: '企业注销' },
          { kind: 'RECOVERY', amount: { yuan: '-500.00' }, reason: null },
          { kind: 'RECOVERY', amount: { yuan: '-1000.00' }, reason: null },
        ],
      },
    });
  });

  test('is taken back with its settlement', async () => {
    const agreement = await rent({
      rule: { fixed: { amount: '1800.00', per: 'YEAR' } },
      examples: undefined,
    });
    await close(platform, agreement.id);
    const { id, version } = await writeOff(agreement);
    await done(platform, 'reverseSettlement', {
      settlement: { id },
      expectedVersion: version,
      reason: '误算',
    });
    expect(await books(agreement.funds[0]!)).toEqual(['0.00', '0.00', '0.00']);
    expect(await year(agreement)).toBe('0.00, 0.00');
  });
});

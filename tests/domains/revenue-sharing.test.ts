// Reports, settlements and payments of an agreement, amount by amount.
import { expect, test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';
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
  split702010,
  termsOf,
  type MadeAgreement,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

/** What is due and paid under an agreement, as a table. */
async function settlements({ id }: Pick<MadeAgreement, 'id'>): Promise<string> {
  const { agreement } = await platform.read<{ agreement: { settlements: { nodes: Row[] } } }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 40) { nodes {
      period clauseTitle amount { yuan } open { yuan } state dueOn effectiveOn delta { yuan }
      allocations { nodes { amount { yuan } } } } } } }`,
    { id },
  );
  return agreement.settlements.nodes
    .map(({ period, amount, open, state, dueOn, allocations }) =>
      [
        period.padEnd(8),
        amount.yuan.padStart(10),
        open.yuan.padStart(10),
        state.padEnd(14),
        dueOn,
        allocations.nodes.map((part) => part.amount.yuan).join(' + '),
      ].join('  '),
    )
    .join('\n');
}

interface Row {
  readonly period: string;
  readonly amount: { readonly yuan: string };
  readonly open: { readonly yuan: string };
  readonly state: string;
  readonly dueOn: string;
  readonly allocations: { readonly nodes: readonly { readonly amount: { readonly yuan: string } }[] };
}

/** The year of an agreement: due and received, in all and fund by fund. */
async function year(agreement: MadeAgreement): Promise<string> {
  const { annualStatements, annualStatementsAggregate } = await platform.read<{
    annualStatements: {
      nodes: { due: { yuan: string }; received: { yuan: string }; fund: { id: string } }[];
    };
    annualStatementsAggregate: { sum: { due: { yuan: string }; received: { yuan: string } } };
  }>(
    `query ($filter: AnnualStatementFilter!) {
      annualStatements(filter: $filter) { nodes { due { yuan } received { yuan } fund { id } } }
      annualStatementsAggregate(filter: $filter) { sum { due { yuan } received { yuan } } } }`,
    { filter: { year: { eq: 2018 }, agreement: { title: { eq: await titleOf(agreement) } } } },
  );
  const { due, received } = annualStatementsAggregate.sum;
  const parts = agreement.funds.map(
    (id) => annualStatements.nodes.find(({ fund }) => fund.id === id)!.due.yuan,
  );
  return `${due.yuan} = ${parts.join(' + ')}, received ${received.yuan}`;
}

async function titleOf({ id }: Pick<MadeAgreement, 'id'>): Promise<string> {
  const { agreement } = await platform.read<{ agreement: { title: string } }>(
    'query ($id: ID!) { agreement(ref: { id: $id }) { title } }',
    { id },
  );
  return agreement.title;
}

/** The entries of a fund's statement. */
async function statement(fund: string): Promise<string> {
  const { fund: found } = await platform.read<{ fund: { entries: { nodes: Entry[] } } }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { entries(first: 40) { nodes {
      number effectiveOn amount { yuan } balance { yuan } transaction { kind } } } } }`,
    { id: fund },
  );
  return found.entries.nodes
    .map(({ number, effectiveOn, amount, balance, transaction }) =>
      [
        number.padStart(2),
        effectiveOn,
        transaction.kind.padEnd(8),
        amount.yuan.padStart(10),
        balance.yuan.padStart(10),
      ].join('  '),
    )
    .join('\n');
}

interface Entry {
  readonly number: string;
  readonly effectiveOn: string;
  readonly amount: { readonly yuan: string };
  readonly balance: { readonly yuan: string };
  readonly transaction: { readonly kind: string };
}

test('a year of fees and a share of the profit make 34,254.32, split 70/20/10 to the fen', async () => {
  const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
  const agreement = await makeAgreement(platform, { rule: split702010(feeAndProfit()), funds });
  await close(platform, agreement.id);
  await report(platform, agreement.id, '126543.21');
  expect(await year(agreement)).toMatchInlineSnapshot(
    `"34254.32 = 23978.03 + 6850.86 + 3425.43, received 0.00"`,
  );
  expect(await settlements(agreement)).toMatchInlineSnapshot(`
    "2018-01      1800.00     1800.00  CALCULATED      2018-02-15  1260.00 + 360.00 + 180.00
    2018-02      1800.00     1800.00  CALCULATED      2018-03-15  1260.00 + 360.00 + 180.00
    2018-03      1800.00     1800.00  CALCULATED      2018-04-15  1260.00 + 360.00 + 180.00
    2018-04      1800.00     1800.00  CALCULATED      2018-05-15  1260.00 + 360.00 + 180.00
    2018-05      1800.00     1800.00  CALCULATED      2018-06-15  1260.00 + 360.00 + 180.00
    2018-06      1800.00     1800.00  CALCULATED      2018-07-15  1260.00 + 360.00 + 180.00
    2018-07      1800.00     1800.00  CALCULATED      2018-08-15  1260.00 + 360.00 + 180.00
    2018-08      1800.00     1800.00  CALCULATED      2018-09-15  1260.00 + 360.00 + 180.00
    2018-09      1800.00     1800.00  CALCULATED      2018-10-15  1260.00 + 360.00 + 180.00
    2018-10      1800.00     1800.00  CALCULATED      2018-11-15  1260.00 + 360.00 + 180.00
    2018-11      1800.00     1800.00  CALCULATED      2018-12-15  1260.00 + 360.00 + 180.00
    2018-12      1800.00     1800.00  CALCULATED      2019-01-15  1260.00 + 360.00 + 180.00
    2018        12654.32    12654.32  CALCULATED      2019-02-16  8858.03 + 2530.86 + 1265.43"
  `);
});

test('a fee of 1,800.01 is split month by month, which is not the split of its year', async () => {
  const funds = [await makeFund(platform), await makeFund(platform), await makeFund(platform)];
  const agreement = await makeAgreement(platform, { rule: split702010(feeAndProfit('1800.01')), funds });
  await close(platform, agreement.id);
  expect(await year(agreement)).toMatchInlineSnapshot(
    `"21600.12 = 15120.12 + 4320.00 + 2160.00, received 0.00"`,
  );
});

test('an agreement that starts in the middle of a month counts its first fee by days', async () => {
  const agreement = await makeAgreement(platform, {
    validFrom: '2018-09-10',
    rule: {
      sum: {
        of: [{ prorate: { of: { fixed: { amount: '1800.00', per: 'MONTH' } } } }, feeAndProfit().sum.of[1]],
      },
    },
  });
  await close(platform, agreement.id);
  await report(platform, agreement.id, '18250.50');
  expect(await settlements(agreement)).toMatchInlineSnapshot(`
    "2018-09      1260.00     1260.00  CALCULATED      2018-10-15  1260.00
    2018-10      1800.00     1800.00  CALCULATED      2018-11-15  1800.00
    2018-11      1800.00     1800.00  CALCULATED      2018-12-15  1800.00
    2018-12      1800.00     1800.00  CALCULATED      2019-01-15  1800.00
    2018         1825.05     1825.05  CALCULATED      2019-02-16  1825.05"
  `);
  expect(await year(agreement)).toMatchInlineSnapshot(`"8485.05 = 8485.05, received 0.00"`);
});

test('in a loss year only the fees are due', async () => {
  const agreement = await makeAgreement(platform);
  await close(platform, agreement.id);
  await report(platform, agreement.id, '-35000.00');
  expect(await year(agreement)).toMatchInlineSnapshot(`"21600.00 = 21600.00, received 0.00"`);
});

test('at least half of 86,420.75 is 43,210.38, and a payment one fen short leaves one fen open', async () => {
  const agreement = await makeAgreement(platform, {
    rule: { atLeast: { rate: '50', base: 'SHARE_RECEIVED', per: 'YEAR' } },
  });
  await close(platform, agreement.id);
  await report(platform, agreement.id, '86420.75', { measure: 'SHARE_RECEIVED' });
  await pay(platform, agreement, '43210.37');
  expect(await settlements(agreement)).toMatchInlineSnapshot(
    `"2018        43210.38        0.01  PARTIALLY_PAID  2019-02-16  43210.38"`,
  );
  await pay(platform, agreement, '1789.63', { voluntary: '1789.62' });
  expect(await settlements(agreement)).toMatchInlineSnapshot(
    `"2018        43210.38        0.00  PAID            2019-02-16  43210.38"`,
  );
  expect(await statement(agreement.funds[0]!)).toMatchInlineSnapshot(`
    " 1  2018-12-31  ACCRUAL     43210.38    43210.38
     2  2019-02-10  RECEIPT      1789.62    45000.00"
  `);
});

test('payments meet what is oldest first, and what is paid too much waits for what falls due next', async () => {
  const agreement = await makeAgreement(platform, { validTo: '2018-04-01' });
  await close(platform, agreement.id);
  await pay(platform, agreement, '2000.00');
  expect(await settlements(agreement)).toMatchInlineSnapshot(`
    "2018-01      1800.00        0.00  PAID            2018-02-15  1800.00
    2018-02      1800.00     1600.00  PARTIALLY_PAID  2018-03-15  1800.00
    2018-03      1800.00     1800.00  CALCULATED      2018-04-15  1800.00"
  `);
  await pay(platform, agreement, '5000.00');
  await report(platform, agreement.id, '10000.00');
  expect(await settlements(agreement)).toMatchInlineSnapshot(`
    "2018-01      1800.00        0.00  PAID            2018-02-15  1800.00
    2018-02      1800.00        0.00  PAID            2018-03-15  1800.00
    2018-03      1800.00        0.00  PAID            2018-04-15  1800.00
    2018         1000.00        0.00  PAID            2019-02-16  1000.00"
  `);
});

test('a corrected profit is a reversal and a new entry, and what was paid meets the new amount', async () => {
  const payer = await makePayer(platform, '示例更正企业');
  const agreement = await makeAgreement(platform, { payer, title: '示例更正协议' });
  await close(platform, agreement.id);
  const settled = await report(platform, agreement.id, '126543.21');
  await pay(platform, agreement, '34254.32');
  await correct(platform, settled, '131543.21', '2019-03-15');
  expect(await year(agreement)).toMatchInlineSnapshot(`"34754.32 = 34754.32, received 34254.32"`);
  expect(await settlements(agreement)).toMatchInlineSnapshot(`
    "2018-01      1800.00        0.00  PAID            2018-02-15  1800.00
    2018-02      1800.00        0.00  PAID            2018-03-15  1800.00
    2018-03      1800.00        0.00  PAID            2018-04-15  1800.00
    2018-04      1800.00        0.00  PAID            2018-05-15  1800.00
    2018-05      1800.00        0.00  PAID            2018-06-15  1800.00
    2018-06      1800.00        0.00  PAID            2018-07-15  1800.00
    2018-07      1800.00        0.00  PAID            2018-08-15  1800.00
    2018-08      1800.00        0.00  PAID            2018-09-15  1800.00
    2018-09      1800.00        0.00  PAID            2018-10-15  1800.00
    2018-10      1800.00        0.00  PAID            2018-11-15  1800.00
    2018-11      1800.00        0.00  PAID            2018-12-15  1800.00
    2018-12      1800.00        0.00  PAID            2019-01-15  1800.00
    2018        12654.32        0.00  REVERSED        2019-02-16  12654.32
    2018        13154.32      500.00  PARTIALLY_PAID  2019-03-30  13154.32"
  `);
  expect(await statement(agreement.funds[0]!)).toMatchInlineSnapshot(`
    " 1  2018-01-31  ACCRUAL      1800.00     1800.00
     2  2018-02-28  ACCRUAL      1800.00     3600.00
     3  2018-03-31  ACCRUAL      1800.00     5400.00
     4  2018-04-30  ACCRUAL      1800.00     7200.00
     5  2018-05-31  ACCRUAL      1800.00     9000.00
     6  2018-06-30  ACCRUAL      1800.00    10800.00
     7  2018-07-31  ACCRUAL      1800.00    12600.00
     8  2018-08-31  ACCRUAL      1800.00    14400.00
     9  2018-09-30  ACCRUAL      1800.00    16200.00
    10  2018-10-31  ACCRUAL      1800.00    18000.00
    11  2018-11-30  ACCRUAL      1800.00    19800.00
    12  2018-12-31  ACCRUAL      1800.00    21600.00
    13  2018-12-31  ACCRUAL     12654.32    34254.32
    14  2019-03-15  ACCRUAL     13154.32    47408.64
    15  2019-03-15  REVERSAL   -12654.32    34754.32"
  `);
  const { settlements: found } = await platform.read<{ settlements: { nodes: unknown[] } }>(
    `query ($title: String!) { settlements(filter: { replaces: { amount: { gt: "0" } }, agreement: { title: { eq: $title } } }) {
      nodes { amount { yuan } delta { yuan uppercase } open { yuan } report { correctionReason corrects { state lines { amount { yuan } } } }
        replaces { state amount { yuan } transaction { kind reversal { kind effectiveOn summary } } } } } }`,
    { title: await titleOf(agreement) },
    clerk,
  );
  expect(found.nodes).toMatchInlineSnapshot(`
    [
      {
        "amount": {
          "yuan": "13154.32",
        },
        "delta": {
          "uppercase": "伍佰元整",
          "yuan": "500.00",
        },
        "open": {
          "yuan": "500.00",
        },
        "replaces": {
          "amount": {
            "yuan": "12654.32",
          },
          "state": "REVERSED",
          "transaction": {
            "kind": "ACCRUAL",
            "reversal": {
              "effectiveOn": "2019-03-15",
              "kind": "REVERSAL",
              "summary": "更正申报,冲销示例更正企业2018年度应缴分成(年利润的 10%),依据《示例更正协议》",
            },
          },
        },
        "report": {
          "correctionReason": "审计调整",
          "corrects": {
            "lines": [
              {
                "amount": {
                  "yuan": "126543.21",
                },
              },
            ],
            "state": "CORRECTED",
          },
        },
      },
    ]
  `);
});

test('a report that waits asks for what the terms of now rest on', async () => {
  const year = new Date().getFullYear();
  const agreement = await makeAgreement(platform, {
    validFrom: `${year}-01-01`,
    validTo: `${year + 2}-01-01`,
    rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } },
    examples: [
      {
        period: String(year),
        figures: [{ measure: 'PROFIT', period: String(year), amount: '10.00' }],
        due: '1.00',
      },
    ],
  });
  const asks = async (): Promise<unknown> => {
    const { agreement: found } = await platform.read<{ agreement: Record<string, unknown> }>(
      'query ($id: ID!) { agreement(ref: { id: $id }) { version reports { nodes { asks } } } }',
      { id: agreement.id },
    );
    return found;
  };
  await done(platform, 'openRevenueReport', { agreement: { id: agreement.id }, period: String(year) });
  expect(await asks()).toMatchObject({ reports: { nodes: [{ asks: ['PROFIT'] }] } });
  const { version } = (await asks()) as { readonly version: number };
  const { agreementVersion } = await done<{ agreementVersion: { id: string; version: number } }>(
    platform,
    'draftAgreementVersion',
    {
      agreement: { id: agreement.id },
      expectedVersion: version,
      ...(await termsOf(platform, {
        funds: agreement.funds,
        validFrom: `${year}-07-01`,
        rule: { percent: { rate: '10', base: 'REVENUE', per: 'YEAR' } },
      })),
    },
    'agreementVersion { id version }',
  );
  await done(platform, 'signAgreementVersion', {
    agreementVersion: { id: agreementVersion.id },
    expectedVersion: agreementVersion.version,
    signedOn: `${year}-01-01`,
  });
  expect(await asks()).toMatchObject({ reports: { nodes: [{ asks: ['PROFIT', 'REVENUE'] }] } });
});

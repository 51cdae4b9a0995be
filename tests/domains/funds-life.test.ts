// The life of funds with each other: established, matched, charged, merged and liquidated, and what flowed year by year.
import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { flowsOf } from '../../src/domains/funds/rules/flows.js';
import { feeOf, feePeriod } from '../../src/domains/funds/rules/fees.js';
import { matchesOf } from '../../src/domains/funds/rules/matching.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { lockMatchRule, unmatchedOf } from '../../src/domains/funds/queries/matching.js';
import { ledgerLines } from '../../src/domains/funds/queries/verify.js';
import { today } from '../../src/kernel/clock.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import {
  donate,
  keyOf,
  makeFund,
  makePurpose,
  postingOf,
  scene,
  spend,
  statementOf,
} from '../support/funds.js';
import {
  gift,
  makeFeeRate,
  makeHost,
  makeMatchRule,
  stepped,
  terminatedFund,
  type Versioned,
} from '../support/giving.js';
import { callerWith, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, refused, write } = gongzhi;

const yuanIn = async (id: string, field = 'balance'): Promise<string> =>
  (
    await read<{ fund: Record<string, { yuan: string }> }>(
      `query ($id: ID!) { fund(ref: { id: $id }) { ${field} { yuan } } }`,
      { id },
    )
  ).fund[field]!.yuan;

/** What flowed in and out of a fund, as `2025 DONATION 100.00`. */
async function flowsIn(fund: string, as = mighty()): Promise<readonly string[]> {
  const { fund: found } = await read<{
    fund: { flows: { nodes: { year: number; kind: string; amount: { yuan: string } }[] } };
  }>(
    'query ($id: ID!) { fund(ref: { id: $id }) { flows { nodes { year kind amount { yuan } } } } }',
    { id: fund },
    as,
  );
  return found.flows.nodes.map(({ year, kind, amount }) => `${year} ${kind} ${amount.yuan}`);
}

/** What a rule added, donation by donation. */
async function matchedBy(id: string): Promise<readonly string[]> {
  const { node } = await read<{
    node: {
      matched: { yuan: string };
      matches: { nodes: { amount: { yuan: string }; reversed: boolean }[] };
    };
  }>(
    `query ($id: ID!) { node(id: $id) { ... on MatchRule { matched { yuan }
       matches(orderBy: [{ field: CREATED_AT, direction: ASC }]) { nodes { amount { yuan } reversed } } } } }`,
    { id },
  );
  const { matched, matches } = node;
  return [
    ...matches.nodes.map(({ amount, reversed }) => `${amount.yuan}${reversed ? ' taken back' : ''}`),
    `in all ${matched.yuan}`,
  ];
}

const run = ({ id }: Versioned): Record<string, unknown> => ({ matchRule: { id } });

describe('matching', () => {
  test('of donations of 12,345.67 and 20,000.00 one to one up to 30,000.00 adds 12,345.67 and 17,654.33', async () => {
    const fund = await makeFund(gongzhi);
    const rule = await makeMatchRule(gongzhi, fund);
    await donate(gongzhi, fund, '12345.67', { receivedOn: '2025-03-01' });
    await donate(gongzhi, fund, '20000.00', { receivedOn: '2025-03-02' });
    await donate(gongzhi, fund, '5.00', { receivedOn: '2024-12-31' });
    expect((await write('matchDonations', run(rule))).userErrors).toEqual([]);
    const matched = await matchedBy(rule.id);
    expect([...matched].sort()).toEqual(['12345.67', '17654.33', 'in all 30000.00']);
    expect(await yuanIn(fund)).toBe('62350.67');
    expect([await yuanIn(rule.source), await yuanIn(rule.source, 'bankBalance')]).toEqual([
      '70000.00',
      '70000.00',
    ]);
    expect(await refused('matchDonations', run(rule))).toEqual(['RULE_BROKEN matching-finds-donations at ']);
    expect((await flowsIn(fund)).filter((flow) => flow.includes('MATCHING'))).toEqual([
      `${today().slice(0, 4)} MATCHING 30000.00`,
    ]);
    expect(await refused('updateMatchRule', { ...run(rule), expectedVersion: 2, cap: '29999.99' })).toEqual([
      'RULE_BROKEN matching-within-its-cap at ',
    ]);
  });

  test('goes back to the fund that paid when the donation is given back, and the cap is free again', async () => {
    const fund = await makeFund(gongzhi);
    const rule = await makeMatchRule(gongzhi, fund, { rate: '50', cap: '40.00' });
    const given = await gift(gongzhi, fund);
    await write('matchDonations', run(rule));
    expect(await yuanIn(fund)).toBe('140.00');
    await stepped(gongzhi, given, 'refundDonation', { reason: '活动取消' });
    expect([await yuanIn(fund), await yuanIn(rule.source)]).toEqual(['0.00', '100000.00']);
    expect(await matchedBy(rule.id)).toEqual(['40.00 taken back', 'in all 0.00']);
    await gift(gongzhi, fund, { amount: '10.00' });
    await write('matchDonations', run(rule));
    expect(await yuanIn(fund)).toBe('15.00');
  });

  test('run twice at once adds once', async () => {
    for (let round = 0; round < 3; round++) {
      const fund = await makeFund(gongzhi);
      const rule = await makeMatchRule(gongzhi, fund, { cap: '100.00' });
      await Promise.all(['60.00', '60.00'].map((amount) => donate(gongzhi, fund, amount)));
      const answers = await Promise.all([1, 2, 3].map(() => write('matchDonations', run(rule))));
      const rules = answers.flatMap(({ userErrors }) => userErrors.map((error) => error.rule));
      expect(rules).toEqual(['matching-finds-donations', 'matching-finds-donations']);
      expect(await yuanIn(fund)).toBe('220.00');
    }
  });

  test('by a run that reads what is left without its lock would promise more than the cap', async () => {
    const fund = await makeFund(gongzhi);
    const { id } = await makeMatchRule(gongzhi, fund, { cap: '100.00' });
    await donate(gongzhi, fund, '100.00');
    const promised = async (locked: boolean): Promise<bigint> => {
      let read = 0;
      let goOn = (): void => {};
      const both = new Promise<void>((resolve) => (goOn = resolve));
      const once = (): Promise<bigint> =>
        withTransaction(gongzhi.pool, async (tx) => {
          const { rows } = await sql<{ matchedFen: bigint }>`
            SELECT "matchedFen" FROM "MatchRule" WHERE tenant = ${scene.tenant} AND id = ${keyOf(id)}::uuid`.execute(
            tx,
          );
          const rule = locked
            ? await lockMatchRule(tx, scene.tenant, keyOf(id))
            : { ...rows[0]!, capFen: 10_000n };
          if ((read += 1) === 2) goOn();
          // Whoever holds the lock is alone: nobody else comes as far as this.
          if (!locked) await both;
          const added = matchesOf(
            1_000_000,
            rule.capFen - rule.matchedFen,
            await unmatchedOf(tx, scene.tenant, keyOf(id)),
          ).reduce((sum, { amountFen }) => sum + amountFen, 0n);
          await sql`UPDATE "MatchRule" SET "matchedFen" = ${rule.matchedFen + added}
            WHERE tenant = ${scene.tenant} AND id = ${keyOf(id)}::uuid`.execute(tx);
          return added;
        });
      const [one, other] = await Promise.all([once(), once()]);
      return one + other;
    };
    expect(await promised(false)).toBe(20_000n);
    await gongzhi.admin('UPDATE "MatchRule" SET "matchedFen" = 0 WHERE id = $1', [keyOf(id)]);
    expect(await promised(true)).toBe(10_000n);
  });
});

describe('money between funds', () => {
  test('goes by two legs to a similar purpose, and is taken back by the mirror', async () => {
    const [from, to] = [
      await makeFund(gongzhi),
      await makeFund(gongzhi, { kind: 'MICRO', name: '示例微基金甲' }),
    ];
    await donate(gongzhi, from, '100.00');
    const { transfer, userErrors } = await write<{ transfer: { transaction: { id: string } } }>(
      'transferBetweenFunds',
      { fund: { id: from }, to: { id: to }, amount: '40.00', effectiveOn: '2025-04-01', reason: '合并项目' },
      'transfer { transaction { id } }',
    );
    expect(userErrors).toEqual([]);
    expect(await statementOf(gongzhi, from)).toEqual([
      '1 | 2025-03-01 | 贷 | 100.00 | 100.00 | 收到捐赠',
      '2 | 2025-04-01 | 借 | -40.00 | 60.00 | 划转至示例微基金甲:合并项目',
    ]);
    expect(await statementOf(gongzhi, to, 'bankEntries')).toEqual([
      '1 | 2025-04-01 | 借 | 40.00 | 40.00 | 划转至示例微基金甲:合并项目',
    ]);
    const back = { transaction: { id: transfer.transaction.id }, reason: '重复' };
    expect((await write('reverseLedgerTransaction', back)).userErrors).toEqual([]);
    expect([await yuanIn(from), await yuanIn(to)]).toEqual(['100.00', '0.00']);
    expect((await flowsIn(from)).filter((flow) => flow.startsWith('2025'))).toEqual([
      '2025 DONATION 100.00',
      '2025 TRANSFER_OUT 40.00',
    ]);
  });

  test('for relief never enters a community fund, nor is it summed with one', async () => {
    const [relief, community] = [await makeFund(gongzhi, { kind: 'RESCUE' }), await makeFund(gongzhi)];
    await donate(gongzhi, relief, '872.00', { receivedOn: '2019-03-01' });
    await donate(gongzhi, community, '1700.00', { receivedOn: '2019-03-01' });
    const out = { fund: { id: relief }, amount: '1.00', effectiveOn: '2025-04-01', reason: '调剂' };
    expect(await refused('transferBetweenFunds', { ...out, to: { id: community } })).toEqual([
      'RULE_BROKEN transfer-keeps-a-similar-purpose at to',
    ]);
    expect(await yuanIn(relief)).toBe('872.00');
    const sums = await read<Record<string, { sum: { amount: { yuan: string } } }>>(
      `{ relief: fundFlowsAggregate(filter: { year: { eq: 2019 }, kind: { eq: DONATION }, fund: { kind: { eq: RESCUE } } }) { sum { amount { yuan } } }
         community: fundFlowsAggregate(filter: { year: { eq: 2019 }, kind: { eq: DONATION }, fund: { kind: { eq: COMMUNITY } } }) { sum { amount { yuan } } } }`,
    );
    expect([sums['relief']!.sum.amount.yuan, sums['community']!.sum.amount.yuan]).toEqual([
      '872.00',
      '1700.00',
    ]);
  });

  test('that is bound stays bound on its way', async () => {
    const [from, to] = [await makeFund(gongzhi), await makeFund(gongzhi)];
    const [purpose, other] = [await makePurpose(gongzhi, from), await makePurpose(gongzhi, to)];
    await donate(gongzhi, from, '100.00', { fundPurpose: { id: purpose } });
    const move = {
      fund: { id: from },
      to: { id: to },
      amount: '40.00',
      effectiveOn: '2025-04-01',
      reason: '合并项目',
    };
    expect(await refused('transferBetweenFunds', move)).toEqual([
      'RULE_BROKEN bound-money-goes-to-its-purpose at ',
    ]);
    expect(await refused('transferBetweenFunds', { ...move, fundPurpose: { id: purpose } })).toEqual([
      'RULE_BROKEN bound-money-stays-bound at toPurpose',
    ]);
    const bound = { ...move, fundPurpose: { id: purpose }, toPurpose: { id: other } };
    expect((await write('transferBetweenFunds', bound)).userErrors).toEqual([]);
    const { nodes } = await read<{ nodes: unknown }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on FundPurpose { unspent { yuan } } } }',
      { ids: [purpose, other] },
    );
    expect(nodes).toEqual([{ unspent: { yuan: '60.00' } }, { unspent: { yuan: '40.00' } }]);
  });
});

describe('a fund', () => {
  test('is established with its host, its money to begin with, and a committee of roles', async () => {
    const id = await makeFund(gongzhi, { state: 'REVIEWED' });
    const organization = { id: await makeHost(gongzhi) };
    const input = {
      fund: { id },
      expectedVersion: 1,
      host: organization,
      purpose: '邻里互助',
      initialAmount: '20000.00',
      effectiveOn: '2025-01-01',
    };
    expect(await refused('establishFund', { ...input, committee: [{ role: 'MEMBER', seats: 3 }] })).toEqual([
      'INVALID_INPUT fund-established-with-its-committee at committee',
    ]);
    const committee = [
      { role: 'CHAIR', seats: 1, organization },
      { role: 'MEMBER', seats: 4 },
    ];
    expect((await write('establishFund', { ...input, committee })).userErrors).toEqual([]);
    const { fund } = await read<{ fund: unknown }>(
      `query ($id: ID!) { fund(ref: { id: $id }) { state establishedOn initial { yuan } host { id }
         committee { role seats organization { id } } } }`,
      { id },
    );
    expect(fund).toEqual({
      state: 'ESTABLISHED',
      establishedOn: '2025-01-01',
      initial: { yuan: '20000.00' },
      host: organization,
      committee: [
        { role: 'CHAIR', seats: 1, organization },
        { role: 'MEMBER', seats: 4, organization: null },
      ],
    });
  });

  test('is liquidated in one write that leaves nothing: all of the rest goes to similar purposes', async () => {
    const [one, other] = [await makeFund(gongzhi), await makeFund(gongzhi, { kind: 'STREET' })];
    const { id, version } = await terminatedFund(gongzhi, '100.00');
    const liquidate = (...amounts: readonly string[]): Record<string, unknown> => ({
      fund: { id },
      expectedVersion: version,
      transfers: amounts.map((amount, i) => ({ to: { id: [one, other][i] }, amount })),
      effectiveOn: today(),
      reason: '基金终止',
    });
    expect(await refused('liquidateFund', liquidate('60.00', '39.99'))).toEqual([
      'RULE_BROKEN fund-liquidated-when-empty at transfers',
    ]);
    expect(await refused('liquidateFund', liquidate('60.00', '40.01'))).toEqual([
      'RULE_BROKEN fund-never-overdrawn at ',
    ]);
    const relief = await makeFund(gongzhi, { kind: 'RESCUE' });
    expect(
      await refused('liquidateFund', {
        ...liquidate(),
        transfers: [{ to: { id: relief }, amount: '100.00' }],
      }),
    ).toEqual(['RULE_BROKEN transfer-keeps-a-similar-purpose at transfers.0.to']);
    expect([await yuanIn(id), await yuanIn(one)]).toEqual(['100.00', '0.00']);
    expect((await write('liquidateFund', liquidate('60.00', '40.00'))).userErrors).toEqual([]);
    expect([await yuanIn(id), await yuanIn(one), await yuanIn(other)]).toEqual(['0.00', '60.00', '40.00']);
    const { fund } = await read<{ fund: unknown }>('query ($id: ID!) { fund(ref: { id: $id }) { state } }', {
      id,
    });
    expect(fund).toEqual({ state: 'LIQUIDATED' });
  });
});

describe('a management fee', () => {
  test.each([
    ['3 percent of 10,000.00', 30_000, 'MONTH', [1_000_000n], 30_000n],
    ['1.5 percent of 333.33', 15_000, 'MONTH', [33_333n], 500n],
    ['1.5 percent of three donations by themselves', 15_000, 'RECEIPT', [33_333n, 33_333n, 33_333n], 1_500n],
    ['1.5 percent of their sum', 15_000, 'QUARTER', [33_333n, 33_333n, 33_334n], 1_500n],
    ['one percent of 0.49 twice by itself', 10_000, 'RECEIPT', [49n, 49n], 0n],
    ['one percent of 0.98', 10_000, 'YEAR', [49n, 49n], 1n],
  ] as const)('of %s is rounded once', (_, ratePpm, per, amounts, fee) => {
    expect(feeOf(ratePpm, per, amounts)).toBe(fee);
  });

  test.each([
    ['MONTH', '2025-12', { from: '2025-12-01', to: '2026-01-01' }],
    ['QUARTER', '2025-Q4', { from: '2025-10-01', to: '2026-01-01' }],
    ['YEAR', '2025', { from: '2025-01-01', to: '2026-01-01' }],
    ['RECEIPT', '2025-02', { from: '2025-02-01', to: '2025-03-01' }],
    ['YEAR', '2025-02', null],
    ['MONTH', '2025-13', null],
  ] as const)('is charged per %s for %s', (per, text, period) => {
    expect(feePeriod(per, text)).toEqual(period);
  });

  test('is charged once, and again for what was given late or when it was taken back', async () => {
    const fund = await makeFund(gongzhi);
    const rate = await makeFeeRate(gongzhi, fund);
    await donate(gongzhi, fund, '10000.00');
    const charge = { feeRate: { id: rate.id }, period: '2025-03' };
    const { fee } = await write<{ fee: { transaction: { id: string } } }>(
      'chargeManagementFee',
      charge,
      'fee { transaction { id } }',
    );
    expect(await yuanIn(fund)).toBe('9700.00');
    expect(await refused('chargeManagementFee', charge)).toEqual([
      'RULE_BROKEN fee-has-a-new-base at period',
    ]);
    await donate(gongzhi, fund, '100.00');
    await write('chargeManagementFee', charge);
    expect(await yuanIn(fund)).toBe('9797.00');
    await write('reverseLedgerTransaction', { transaction: { id: fee.transaction.id }, reason: '误提' });
    expect((await write('chargeManagementFee', charge)).userErrors).toEqual([]);
    expect(await yuanIn(fund)).toBe('9797.00');
    expect(await refused('chargeManagementFee', { ...charge, period: '2999-01' })).toEqual([
      'RULE_BROKEN fee-period-is-over at period',
    ]);
    expect(await refused('chargeManagementFee', { ...charge, period: '2025' })).toEqual([
      'INVALID_INPUT fee-period-of-the-rate at period',
    ]);
    const year = Number(today().slice(0, 4));
    expect(await flowsIn(fund)).toEqual(
      expect.arrayContaining(['2025 DONATION 10100.00', `${year} MANAGEMENT_FEE 303.00`]),
    );
  });

  test('has one rate at a time', async () => {
    const fund = await makeFund(gongzhi);
    const { id } = await makeFeeRate(gongzhi, fund);
    const next = { fund: { id: fund }, rate: '2', per: 'YEAR', validFrom: '2026-01-01' };
    expect(await refused('createManagementFeeRate', next)).toEqual([
      'CONFLICT fee-rates-do-not-overlap at validFrom',
    ]);
    const end = { feeRate: { id }, expectedVersion: 1, validTo: '2026-01-01' };
    expect((await write('endManagementFeeRate', end)).userErrors).toEqual([]);
    expect((await write('createManagementFeeRate', next)).userErrors).toEqual([]);
  });
});

test.each([
  ['1000000.01', '700000.01', '70000.00', true, true],
  ['1000000.00', '700000.00', '70000.01', true, false],
  ['1000000.01', '700000.00', '70000.00', false, true],
  ['0.00', '0.00', '0.00', true, true],
])(
  'a charity with %s last year that spends %s and costs %s',
  async (lastIncome, spending, management, spends, costs) => {
    const { judgeCharityYear: verdict } = await read<{ judgeCharityYear: unknown }>(
      `query ($input: JudgeCharityYearInput!) { judgeCharityYear(input: $input) { spendsEnough costsLittle explain } }`,
      { input: { lastIncome, spending, management } },
    );
    expect(verdict).toEqual({ spendsEnough: spends, costsLittle: costs, explain: !(spends && costs) });
  },
);

describe('what flows', () => {
  test('is counted where it comes from and goes, and lessened by what is taken back', () => {
    const legs = [
      {
        position: 1,
        debit: { fundId: 'a', kind: 'FUND' },
        credit: { fundId: 'b', kind: 'FUND' },
        amountFen: 7n,
      },
    ] as const;
    const mirror = [{ ...legs[0], debit: legs[0].credit, credit: legs[0].debit }] as const;
    const kinds = (postings: Parameters<typeof flowsOf>[0]): readonly string[] =>
      flowsOf(postings).map(({ fundId, kind, amountFen }) => `${fundId} ${kind} ${amountFen}`);
    const transfer = postingOf('a', 7n, { kind: 'TRANSFER', legs });
    expect(kinds([transfer])).toEqual(['a TRANSFER_OUT 7', 'b TRANSFER_IN 7']);
    const back = postingOf('a', 7n, { kind: 'REVERSAL', reversesKind: 'TRANSFER', legs: mirror });
    expect(kinds([back])).toEqual(['b TRANSFER_IN -7', 'a TRANSFER_OUT -7']);
    expect(kinds([postingOf('a', 7n), postingOf('a', 8n)])).toEqual(['a DONATION 15']);
  });

  test('adds up to the balance, and shares of revenue are told to nobody who may not read the books', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    await spend(gongzhi, fund, '30.00');
    const { rows } = await gongzhi.pool.query(
      `SELECT sum(CASE WHEN kind IN ('EXPENSE', 'MANAGEMENT_FEE', 'MATCHING_OUT', 'TRANSFER_OUT') THEN -"amountFen" ELSE "amountFen" END)::text AS flow,
         (SELECT sum(b."balanceFen")::text FROM "LedgerAccount" a JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
          WHERE a.kind = 'FUND' AND NOT a."isRollUp") AS balance FROM "FundFlow"`,
    );
    expect(rows[0]!['flow']).toBe(rows[0]!['balance']);
    const anyone = callerWith([{ scope: 'funds:read', division: null, dataClass: 'PUBLIC' }]);
    expect(await flowsIn(fund, anyone)).toEqual(['2025 DONATION 100.00', '2025 EXPENSE 30.00']);
    const shares = '{ fundFlows(filter: { kind: { eq: REVENUE_SHARE } }) { totalCount } }';
    expect(await read(shares, {}, anyone)).toEqual({ fundFlows: { totalCount: 0 } });
  });
});

test('the whole ledger is what was posted', async () => {
  const { faults } = await withTransaction(
    gongzhi.pool,
    (_, client) => verifyLedger(ledgerLines(client, scene.tenant)),
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
  expect(faults).toEqual([]);
}, 60_000);

// What people ask about shared revenue, each answered by one statement: who is late, who gives most, what ends soon.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { setClock } from '../../src/kernel/clock.js';
import { usePlatform } from '../support/platform.js';
import { close, done, makeAgreement, makeFund, makePayer, pay, report } from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

let restore: () => void;
let sent: string[] | null = null;
// oxlint-disable-next-line unbound-method
const query = pg.Client.prototype.query;
let big: string;
let small: string;
let funds: readonly string[];

beforeAll(async () => {
  restore = setClock(() => Date.parse('2020-01-20T04:00:00Z'));
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { readonly text: string }];
    sent?.push(typeof first === 'string' ? first : first.text);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  funds = [await makeFund(platform, { name: '甲基金' }), await makeFund(platform, { name: '乙基金' })];
  [big, small] = [await makePayer(platform, '大户'), await makePayer(platform, '小户')];
  // 1,800 a month and ten percent of 126,543.21: 34,254.32, of which 27.07 % is the rate.
  const first = await makeAgreement(platform, { payer: big, funds: [funds[0]!], validTo: '2020-03-01' });
  await close(platform, first.id);
  await report(platform, first.id, '126543.21', { settledOn: '2020-01-20' });
  // It pays the fees of two years: what is due first is paid first, and the share of 2018 is due last.
  await pay(platform, first, '43200.00', { on: '2020-01-20' });
  const second = await makeAgreement(platform, {
    payer: small,
    funds: [funds[1]!],
    rule: { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } },
    validTo: '2021-01-01',
  });
  await close(platform, second.id);
  await report(platform, second.id, '5000.00', { settledOn: '2020-01-20' });
  await pay(platform, second, '300.00', { fund: funds[1]!, on: '2020-01-20' });
});
afterAll(() => {
  pg.Client.prototype.query = query;
  restore();
});

/** The answer to a question, and that it took one statement. */
async function ask(source: string, variables: object = {}): Promise<Readonly<Record<string, unknown>>> {
  sent = [];
  const { data } = await platform.query(source, variables as Record<string, unknown>);
  // The tree of codes is looked at by the clock, beside what anybody asks.
  expect(sent.filter((text) => !text.includes('"DivisionChange"'))).toHaveLength(1);
  sent = null;
  return data!;
}

test('who gave most in a year', async () => {
  expect(
    await ask(
      `query ($funds: [String!]) { annualStatementsAggregate(
        filter: { year: { eq: 2018 }, fund: { name: { in: $funds } } }) {
      groups(by: [PAYER], largest: RECEIVED, first: 10) { payer { name } count sum { due { yuan } received { yuan } } } } }`,
      { funds: ['甲基金', '乙基金'] },
    ),
  ).toEqual({
    annualStatementsAggregate: {
      groups: [
        {
          payer: { name: '大户' },
          count: 1,
          sum: { due: { yuan: '34254.32' }, received: { yuan: '21600.00' } },
        },
        { payer: { name: '小户' }, count: 1, sum: { due: { yuan: '500.00' }, received: { yuan: '300.00' } } },
      ],
    },
  });
});

test('what was expected and what was received, by fund and by community', async () => {
  expect(
    await ask(
      `query ($funds: [String!]) { annualStatementsAggregate(
        filter: { year: { eq: 2018 }, fund: { name: { in: $funds } } }) {
      byFund: groups(by: [FUND], largest: DUE) { fund { name } payer { name } sum { due { yuan } received { yuan } } }
      byCommunity: groups(by: [DIVISION_KEY]) { divisionKey sum { received { yuan } } } } }`,
      { funds: ['甲基金', '乙基金'] },
    ),
  ).toEqual({
    annualStatementsAggregate: {
      byFund: [
        {
          fund: { name: '甲基金' },
          payer: null,
          sum: { due: { yuan: '34254.32' }, received: { yuan: '21600.00' } },
        },
        {
          fund: { name: '乙基金' },
          payer: null,
          sum: { due: { yuan: '500.00' }, received: { yuan: '300.00' } },
        },
      ],
      byCommunity: [{ divisionKey: '990101001001', sum: { received: { yuan: '21900.00' } } }],
    },
  });
});

test('what fell due month by month', async () => {
  const { settlementsAggregate } = (await ask(
    `query ($payer: String!) { settlementsAggregate(filter: { year: { eq: 2018 }, payer: { name: { eq: $payer } } }) {
      groups(by: [PERIOD], largest: AMOUNT, first: 3) { period sum { amount { yuan } open { yuan } } } } }`,
    { payer: '大户' },
  )) as { settlementsAggregate: unknown };
  expect(settlementsAggregate).toEqual({
    groups: [
      { period: '2018', sum: { amount: { yuan: '12654.32' }, open: { yuan: '12654.32' } } },
      { period: '2018-01', sum: { amount: { yuan: '1800.00' }, open: { yuan: '0.00' } } },
      { period: '2018-02', sum: { amount: { yuan: '1800.00' }, open: { yuan: '0.00' } } },
    ],
  });
});

test('at which rate a business really contributes, by year', async () => {
  expect(
    await ask(
      `query ($payers: [String!]) { revenueReports(filter: { state: { eq: SETTLED }, payer: { name: { in: $payers } } }) {
      nodes { period effectiveRate payer { name } } } }`,
      { payers: ['大户', '小户'] },
    ),
  ).toEqual({
    revenueReports: {
      nodes: expect.arrayContaining([
        { period: '2018', effectiveRate: '27.0693', payer: { name: '大户' } },
        { period: '2018', effectiveRate: '10', payer: { name: '小户' } },
      ]),
    },
  });
});

test('which reports are overdue and by how many days, the oldest first', async () => {
  // 2019 was due on 30 March 2020.
  const back = setClock(() => Date.parse('2020-04-09T04:00:00Z'));
  try {
    expect(
      await ask(
        `query ($payers: [String!]) { revenueReports(orderBy: [{ field: DUE_ON }], filter: {
          state: { in: [DRAFT, RETURNED] }, dueOn: { lt: "2020-04-09" }, payer: { name: { in: $payers } } }) {
        nodes { period dueOn daysOverdue payer { name } } } }`,
        { payers: ['小户'] },
      ),
    ).toEqual({
      revenueReports: {
        nodes: [{ period: '2019', dueOn: '2020-03-30', daysOverdue: 10, payer: { name: '小户' } }],
      },
    });
  } finally {
    back();
  }
});

test('which agreements end within ninety days', async () => {
  expect(
    await ask(
      `query ($payers: [String!]) { agreements(orderBy: [{ field: VALID_TO }], filter: {
        state: { in: [ACTIVE, SUSPENDED] }, validTo: { lte: "2020-04-19" }, payer: { name: { in: $payers } } }) {
      nodes { payer { name } validTo daysLeft } } }`,
      { payers: ['大户', '小户'] },
    ),
  ).toEqual({ agreements: { nodes: [{ payer: { name: '大户' }, validTo: '2020-03-01', daysLeft: 41 }] } });
});

test('how much of its income a fund earns itself', async () => {
  await done(platform, 'recordDonation', {
    fund: { id: funds[1] },
    amount: '1500.00',
    receivedOn: '2018-12-31',
    donorName: '示例捐赠人',
  });
  await done(platform, 'publishFundYear', { fund: { id: funds[1] }, year: 2018 });
  expect(
    await ask('query ($id: ID!) { fund(ref: { id: $id }) { years { nodes { year ownIncomeRatio } } } }', {
      id: funds[1],
    }),
  ).toEqual({ fund: { years: { nodes: [{ year: 2018, ownIncomeRatio: '25' }] } } });
});

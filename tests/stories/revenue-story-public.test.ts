// What the public learns of the money: payer, clause and fund of every entry, and nothing that tells a business's figures.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { table, useStory, yuan, type Data } from '../support/story.js';

const { ask, url, keysFile } = useStory();
const agreement = '示例童萌×晨光社区 惠民早教合作协议';
let entry: string;

beforeAll(async () => {
  // The example plays the whole story.
  const program = ['--import', 'tsx', 'examples/report-revenue/main.ts'];
  await promisify(execFile)(process.execPath, [...program, '--url', url(), '--keys', keysFile()]);
  const { agreementVersions } = await ask('treasurer', 'Statements', { agreement });
  const { entries } = agreementVersions.nodes[0].funds[0].fund;
  const profit = entries.nodes.find((one: Data) => yuan(one.amount) === '9208.03');
  entry = profit.id;
}, 60_000);

const title = { title: { eq: agreement } };

test('a vendor sees payer, clause and fund of every entry, and no amount of the profit', async () => {
  const { funds } = await ask(
    'vendor',
    `query ($filter: FundFilter!) { funds(first: 1, filter: $filter) { nodes { balance { yuan } bankBalance { yuan } receivable { yuan }
      entries(first: 50) { nodes { effectiveOn amount { yuan } balance { yuan } payer { name } allocation { id }
        transaction { kind explanation amount { yuan } legs { amount { yuan } } fund { name } } } } } } }`,
    { filter: { name: { eq: '示例晨光微基金' } } },
  );
  const [fund] = funds.nodes;
  expect([fund.balance, fund.bankBalance, fund.receivable]).toEqual([null, null, null]);
  const own = fund.entries.nodes.filter((one: Data) =>
    one.transaction.explanation.endsWith(`《${agreement}》`),
  );
  expect(new Set(own.map((one: Data) => one.payer.name))).toEqual(new Set(['示例童萌社区服务有限公司']));
  expect(own.every((one: Data) => one.balance === null && one.allocation === null)).toBe(true);
  expect(
    table(
      own
        .slice(-6)
        .map((one: Data) => [
          one.effectiveOn,
          one.transaction.kind,
          yuan(one.amount),
          yuan(one.transaction.amount),
          one.transaction.legs.map((leg: Data) => yuan(leg.amount)).join(' + '),
          one.transaction.explanation,
        ]),
    ),
  ).toMatchInlineSnapshot(`
    "2018-10-31  ACCRUAL   360.00  1800.00  1260.00 + 360.00 + 180.00  示例童萌社区服务有限公司2018年10月应缴分成(每月固定 1,800.00 元),依据《示例童萌×晨光社区 惠民早教合作协议》
    2018-11-30  ACCRUAL   360.00  1800.00  1260.00 + 360.00 + 180.00  示例童萌社区服务有限公司2018年11月应缴分成(每月固定 1,800.00 元),依据《示例童萌×晨光社区 惠民早教合作协议》
    2018-12-31  ACCRUAL   360.00  1800.00  1260.00 + 360.00 + 180.00  示例童萌社区服务有限公司2018年12月应缴分成(每月固定 1,800.00 元),依据《示例童萌×晨光社区 惠民早教合作协议》
    2018-12-31  ACCRUAL   –       –        – + – + –                  示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%),依据《示例童萌×晨光社区 惠民早教合作协议》
    2019-03-15  ACCRUAL   –       –        – + – + –                  示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%),依据《示例童萌×晨光社区 惠民早教合作协议》
    2019-03-15  REVERSAL  –       –        – + – + –                  更正申报,冲销示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%),依据《示例童萌×晨光社区 惠民早教合作协议》"
  `);
});

test('a vendor sees no report, calculation, settlement, payment or statement of a year, by no way', async () => {
  const data = await ask(
    'vendor',
    `query ($filter: AgreementFilter!) {
      agreements(filter: $filter) { nodes { title versions { nodes { clauses { title } settlements { totalCount } } }
        reports { totalCount } settlements { totalCount } payments { totalCount } statements { totalCount } } }
      revenueReports { totalCount } settlements { totalCount } payments { totalCount } annualStatements { totalCount }
      settlementAllocations { totalCount }
      settlementsAggregate { count sum { amount { yuan } } }
      paymentsAggregate { count sum { amount { yuan } } }
      annualStatementsAggregate { count sum { due { yuan } } }
      byReport: agreements(filter: { reports: { some: { period: { eq: "2018" } } } }) { totalCount }
      bySettlement: agreements(filter: { settlements: { some: { amount: { gt: "0" } } } }) { totalCount }
      byPayment: funds(filter: { payments: { some: { amount: { gt: "0" } } } }) { totalCount }
      byStatement: funds(filter: { statements: { some: { due: { gt: "0" } } } }) { totalCount }
      byPayer: organizations(filter: { settlements: { some: { amount: { gt: "0" } } } }) { totalCount }
      byVoucher: ledgerTransactions(filter: { settlements: { some: { amount: { gt: "0" } } } }) { totalCount }
      byReceipt: ledgerTransactions(filter: { payments: { some: { amount: { gt: "0" } } } }) { totalCount }
    }`,
    { filter: title },
  );
  const { agreements, settlementsAggregate, paymentsAggregate, annualStatementsAggregate, ...counts } = data;
  expect(agreements.nodes[0]).toEqual({
    title: agreement,
    versions: {
      nodes: [
        {
          clauses: [{ title: '每月固定 1,800.00 元' }, { title: '年利润的 10%' }],
          settlements: { totalCount: 0 },
        },
      ],
    },
    reports: { totalCount: 0 },
    settlements: { totalCount: 0 },
    payments: { totalCount: 0 },
    statements: { totalCount: 0 },
  });
  for (const { count, sum } of [settlementsAggregate, paymentsAggregate, annualStatementsAggregate])
    expect([count, ...Object.values(sum ?? {})]).toEqual([0, null]);
  expect(Object.entries(counts)).toEqual(Object.keys(counts).map((name) => [name, { totalCount: 0 }]));
});

test('ids that a vendor was told open nothing to it', async () => {
  const { settlements, payments, annualStatements } = await ask(
    'treasurer',
    `query ($of: AgreementFilter!) {
      settlements(filter: { agreement: $of, report: { state: { in: [SETTLED, CORRECTED] } } }) { nodes { id calculation { id }
        report { id } allocations { nodes { id } } } }
      payments(filter: { agreement: $of }) { nodes { id } }
      annualStatements(filter: { agreement: $of }) { nodes { id } } }`,
    { of: { title: { eq: agreement } } },
  );
  const ids = [
    ...settlements.nodes.flatMap((one: Data) => [
      one.id,
      one.calculation.id,
      one.report.id,
      ...one.allocations.nodes.map(({ id }: Data) => id),
    ]),
    ...[...payments.nodes, ...annualStatements.nodes].map(({ id }: Data) => id),
  ];
  // Two settlements with report, calculation and three parts each; six payments; three statements.
  expect(ids).toHaveLength(21);
  const seen = (nodes: Data[]): number => nodes.filter((one) => one !== null).length;
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  expect(seen((await ask('treasurer', query, { ids })).nodes)).toBe(21);
  expect(seen((await ask('vendor', query, { ids })).nodes)).toBe(0);
  expect(seen((await ask('anonymous', query, { ids })).nodes)).toBe(0);
});

test('no filter, order or sum of entries yields to a vendor what it does not see', async () => {
  const counted = await ask(
    'vendor',
    `{ funds(filter: { name: { eq: "示例晨光微基金" } }) { nodes {
      exact: entries(filter: { amount: { eq: "2530.86" } }) { totalCount }
      range: entries(filter: { amount: { gt: "360.00" } }) { totalCount }
      negative: entries(filter: { amount: { lt: "0" } }) { totalCount }
      largest: entries(orderBy: [{ field: AMOUNT, direction: DESC }], first: 100) { nodes { amount { yuan } } } } } }`,
  );
  const [{ largest, ...none }] = counted.funds.nodes;
  expect(none).toEqual({ exact: { totalCount: 0 }, range: { totalCount: 0 }, negative: { totalCount: 0 } });
  const amounts = largest.nodes.map((one: Data) => yuan(one.amount));
  expect(new Set(amounts)).toEqual(new Set(['–', '360.00']));
  const node = await ask('vendor', 'Origin', { entry: entry });
  expect(node.node).toMatchObject({ amount: null, allocation: null });
});

test('nobody without a key sees any money', async () => {
  expect(
    await ask(
      'anonymous',
      `{ agreements { totalCount } funds { totalCount } ledgerTransactions { totalCount } settlements { totalCount }
         revenueReports { totalCount } payments { totalCount } annualStatements { totalCount } }`,
    ),
  ).toEqual({
    agreements: { totalCount: 0 },
    funds: { totalCount: 0 },
    ledgerTransactions: { totalCount: 0 },
    settlements: { totalCount: 0 },
    revenueReports: { totalCount: 0 },
    payments: { totalCount: 0 },
    annualStatements: { totalCount: 0 },
  });
  expect((await ask('anonymous', 'Origin', { entry: entry })).node).toBeNull();
});

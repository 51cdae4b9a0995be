// A year of an agreement over HTTP with API keys: reported, verified, settled, paid, corrected, each step to the fen.
import { expect, test } from '@jest/globals';
import { runJobs } from '../../src/server/jobs.js';
import { dump } from '../support/dump.js';
import { digestOf } from '../support/files.js';
import { table, useStory, yuan, type Data, type Values } from '../support/story.js';

const { platform, send, ask, write, upload, records, step } = useStory();
const agreement = '示例童萌×晨光社区 惠民早教合作协议';

/** A profit with the document that supports it, which the enterprise has uploaded. */
const profitOf = async (amount: string, kind = 'INCOME_STATEMENT'): Promise<Values> => ({
  lines: [{ measure: 'PROFIT', amount }],
  evidence: [{ file: { id: await upload('enterprise', kind, '2018年度利润表.pdf', amount) } }],
});

/** What is due and paid, settlement by settlement. */
async function settlements(): Promise<string> {
  const { agreementVersions } = await ask('auditor', 'Brought', { agreement });
  return table(
    agreementVersions.nodes[0].settlements.nodes.map((one: Data) => [
      one.period,
      yuan(one.amount),
      one.state,
      one.allocations.nodes.map((part: Data) => yuan(part.amount)).join(' + '),
      `open ${one.allocations.nodes.map((part: Data) => yuan(part.open)).join(' + ')}`,
    ]),
  );
}

/** The year: due and received, in all and fund by fund. */
async function year(): Promise<string> {
  const { annualStatements, annualStatementsAggregate } = await ask('community', 'Year', {
    agreement,
    year: 2018,
  });
  const { due, received } = annualStatementsAggregate.sum;
  return `${yuan(due)} = ${annualStatements.nodes.map((one: Data) => yuan(one.due)).join(' + ')}, received ${yuan(received)}`;
}

/** A fund's statement, as far as the agreement is concerned. */
async function statement(position: number): Promise<string> {
  const { agreementVersions } = await ask('treasurer', 'Statements', { agreement });
  const { fund } = agreementVersions.nodes[0].funds[position - 1];
  const line = (one: Data) => [one.effectiveOn, one.transaction.kind, yuan(one.amount)];
  return `${fund.name}\n${table([...fund.entries.nodes, ...fund.bankEntries.nodes].map(line))}`;
}

let place: { id: string; report: string; funds: readonly string[]; versionId: string };
let settledId: string;

test('1. the platform closed the months: twelve settlements of 1,800.00, each split, and a report that waits', async () => {
  const { agreements } = await ask('enterprise', 'Place', { agreement, period: '2018' });
  const [{ id, versions, reports }] = agreements.nodes;
  const [{ id: versionId, funds }] = versions.nodes;
  place = { id, versionId, report: reports.nodes[0].id, funds: funds.map(({ fund }: Data) => fund.id) };
  expect(reports.nodes).toEqual([{ id: place.report, state: 'DRAFT' }]);
  expect(await settlements()).toMatchInlineSnapshot(`
    "2018-01  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-02  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-03  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-04  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-05  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-06  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-07  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-08  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-09  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-10  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-11  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00
    2018-12  1800.00  CALCULATED  1260.00 + 360.00 + 180.00  open 1260.00 + 360.00 + 180.00"
  `);
  const before = await dump(platform().pool);
  await runJobs(platform());
  expect(await dump(platform().pool)).toEqual(before);
});

test('2. the enterprise asks once what it owes and must report, tries, and reports', async () => {
  const { settlementsAggregate, ...owed } = await ask('enterprise', 'Owed', { agreement });
  expect(yuan(settlementsAggregate.sum.open)).toBe('21600.00');
  expect(owed.settlements.totalCount).toBe(12);
  const [january] = owed.settlements.nodes;
  expect([january.period, january.dueOn, yuan(january.open)]).toEqual(['2018-01', '2018-02-15', '1800.00']);
  expect(
    table(
      january.allocations.nodes.map(({ open, fund }: Data) => [
        yuan(open),
        fund.accountHolder,
        fund.bankName,
        fund.accountNo,
        fund.name,
      ]),
    ),
  ).toMatchInlineSnapshot(`
    "1260.00  示例社区发展基金会  示例银行示例支行  示例-0000-0001  示例晨光社区基金
     360.00  示例社区发展基金会  示例银行示例支行  示例-0000-0002  示例晨光微基金
     180.00  示例社区发展基金会  示例银行示例支行  示例-0000-0003  示例东街道社区发展治理基金"
  `);
  expect(owed.revenueReports.nodes).toEqual([
    { id: place.report, period: '2018', dueOn: '2019-03-31', asks: ['PROFIT'], returnReason: null },
  ]);

  const { tried, rows } = await step('enterprise', 'SubmitReport', {
    revenueReport: { id: place.report },
    expectedVersion: 1,
    ...(await profitOf('126543.21')),
  });
  const [calculation, ...more] = tried.revenueReport.calculations.nodes;
  expect(more).toEqual([]);
  expect(yuan(calculation.due)).toBe('12654.32');
  expect(calculation.nodes.map(({ explanation }: Data) => explanation).join('\n')).toMatchInlineSnapshot(`
    "2018年度应付 12,654.321 元,计至分(四舍五入)为 12,654.32 元
    2018年度利润 126,543.21 元的 10% 为 12,654.321 元
    2018年度利润为 126,543.21 元
    其中 70% 归第 1 个基金:8,858.024 元,余数 0.4 分较大,补足一分,得 8,858.03 元
    其中 20% 归第 2 个基金:2,530.864 元,余数 0.4 分较小,舍去,得 2,530.86 元
    其中 10% 归第 3 个基金:1,265.432 元,余数 0.2 分较小,舍去,得 1,265.43 元"
  `);
  expect(rows).toMatchInlineSnapshot(`
    {
      "AuditEvent": 1,
      "Calculation": 1,
      "CalculationNode": 6,
      "IdempotencyKey": 1,
      "OutboxEvent": 1,
      "RevenueEvidence": 1,
      "RevenueLine": 1,
      "StateChange": 1,
    }
  `);
});

test('3. the community finds the report and verifies it; the enterprise and its colleagues cannot', async () => {
  const { toVerify, toSettle, announced } = await ask('community', 'Waiting', { agreement });
  expect([toVerify, toSettle, announced].map(({ nodes }) => nodes.length)).toEqual([1, 0, 0]);
  expect(toVerify.nodes[0]).toMatchObject({
    submitter: { name: '示例童萌社区服务有限公司' },
    lines: [{ measure: 'PROFIT', amount: { yuan: '126543.21' } }],
    calculations: { nodes: [{ clauseTitle: '年利润的 10%', due: { yuan: '12654.32' } }] },
  });

  const input = { revenueReport: { id: place.report }, expectedVersion: 2 };
  const untouched = await dump(platform().pool);
  const own = await send('enterprise', 'VerifyReport', {
    input: { ...input, idempotencyKey: 'story-own-1' },
  });
  expect(own.errors[0].extensions).toEqual({ code: 'FORBIDDEN' });
  expect(own.data).toEqual({ verifyRevenueReport: null });
  expect(await dump(platform().pool)).toEqual(untouched);
  const before = await records();
  const colleague = await write('colleague', 'VerifyReport', {
    ...input,
    idempotencyKey: 'story-colleague-1',
  });
  expect(colleague).toMatchObject({
    revenueReport: null,
    userErrors: [
      {
        code: 'RULE_BROKEN',
        rule: 'verifier-is-of-another-organization',
        message: '核验人及其组织须与提交方和缴款单位不同。',
      },
    ],
  });
  expect(await records()).toEqual(before);

  const { rows } = await step('community', 'VerifyReport', input);
  expect(rows).toMatchInlineSnapshot(`
    {
      "AuditEvent": 1,
      "IdempotencyKey": 1,
      "OutboxEvent": 1,
      "StateChange": 1,
    }
  `);
});

test('4. it is settled by somebody else than its verifier, and the statement of the year is 34,254.32', async () => {
  const waiting = await ask('community', 'Waiting', { agreement });
  expect(waiting.toSettle.nodes).toHaveLength(1);
  const input = { revenueReport: { id: place.report }, expectedVersion: 3, settledOn: '2019-02-01' };
  const before = await records();
  const same = await write('community', 'SettleReport', { ...input, idempotencyKey: 'story-settle-own' });
  expect(same.userErrors).toMatchObject([{ code: 'RULE_BROKEN', rule: 'preparer-is-not-reviewer' }]);
  expect(await records()).toEqual(before);

  const { payload, rows } = await step('street', 'SettleReport', input);
  const [made] = payload.revenueReport.settlements.nodes;
  expect([yuan(made.amount), made.dueOn, made.delta]).toEqual(['12654.32', '2019-02-16', null]);
  expect(made.allocations.nodes.map(({ amount }: Data) => yuan(amount))).toEqual([
    '8858.03',
    '2530.86',
    '1265.43',
  ]);
  expect(await year()).toBe('34254.32 = 23978.03 + 6850.86 + 3425.43, received 0.00');
  expect(rows).toMatchInlineSnapshot(`
    {
      "AuditEvent": 1,
      "IdempotencyKey": 1,
      "LedgerEntry": 6,
      "LedgerLeg": 3,
      "LedgerSource": 1,
      "LedgerTransaction": 1,
      "OutboxEvent": 1,
      "Settlement": 1,
      "SettlementAllocation": 3,
      "StateChange": 1,
    }
  `);
});

/** The enterprise announces and the foundation confirms, fund by fund. */
async function pay(amounts: readonly string[], paidOn: string, receivedOn: string): Promise<void> {
  for (const [i, amount] of amounts.entries()) {
    const { payload } = await step('enterprise', 'AnnouncePayment', {
      agreement: { id: place.id },
      fund: { id: place.funds[i] },
      amount,
      paidOn,
      bankReference: `示例流水 ${paidOn} ${i + 1}`,
    });
    const { announced } = await ask('community', 'Waiting', { agreement });
    expect(announced.nodes.map((one: Data) => [yuan(one.amount), one.paidOn])).toEqual([[amount, paidOn]]);
    await step('treasurer', 'ConfirmPayment', {
      payment: { id: payload.payment.id },
      expectedVersion: 1,
      receivedOn,
    });
  }
}

test('5. the enterprise pays the three funds, the foundation confirms, and the funds tell it in sentences', async () => {
  await pay(['23978.03', '6850.86', '3425.43'], '2019-02-10', '2019-02-11');
  expect(await year()).toBe('34254.32 = 23978.03 + 6850.86 + 3425.43, received 34254.32');
  expect(await statement(2)).toMatchInlineSnapshot(`
    "示例晨光微基金
    2018-01-31  ACCRUAL   360.00
    2018-02-28  ACCRUAL   360.00
    2018-03-31  ACCRUAL   360.00
    2018-04-30  ACCRUAL   360.00
    2018-05-31  ACCRUAL   360.00
    2018-06-30  ACCRUAL   360.00
    2018-07-31  ACCRUAL   360.00
    2018-08-31  ACCRUAL   360.00
    2018-09-30  ACCRUAL   360.00
    2018-10-31  ACCRUAL   360.00
    2018-11-30  ACCRUAL   360.00
    2018-12-31  ACCRUAL   360.00
    2018-12-31  ACCRUAL  2530.86
    2019-02-11  RECEIPT  6850.86"
  `);
  const { agreementVersions } = await ask('treasurer', 'Statements', { agreement });
  const { entries, bankEntries } = agreementVersions.nodes[0].funds[0].fund;
  const told = [entries.nodes[0], entries.nodes[12], bankEntries.nodes[0]];
  expect(told.map(({ transaction }) => transaction.explanation).join('\n')).toMatchInlineSnapshot(`
    "示例童萌社区服务有限公司2018年1月应缴分成(每月固定 1,800.00 元),依据《示例童萌×晨光社区 惠民早教合作协议》
    示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%),依据《示例童萌×晨光社区 惠民早教合作协议》
    收到示例童萌社区服务有限公司向示例晨光社区基金缴纳的分成款,依据《示例童萌×晨光社区 惠民早教合作协议》"
  `);
  settledId = entries.nodes[12].id;
  const english = await send('treasurer', 'Origin', { entry: settledId }, 'en');
  expect(english.data.node.transaction.explanation).toMatchInlineSnapshot(
    `"示例童萌社区服务有限公司 owes its share for 2018 (10% of the yearly profit) under “示例童萌×晨光社区 惠民早教合作协议”"`,
  );
});

test('6. one query leads from an entry back to clause, figures and verifier; one from the terms to every fen', async () => {
  const { node } = await ask('treasurer', 'Origin', { entry: settledId });
  const { settlement } = node.allocation;
  const { calculation, report, agreementVersion } = settlement;
  expect(yuan(node.amount)).toBe('8858.03');
  expect([yuan(settlement.amount), calculation.clause, calculation.clauseTitle]).toEqual([
    '12654.32',
    2,
    '年利润的 10%',
  ]);
  expect(agreementVersion).toMatchObject({
    number: 1,
    signedOn: '2017-12-20',
    agreement: { title: agreement },
  });
  expect(report).toEqual({
    period: '2018',
    correctionReason: null,
    lines: [{ measure: 'PROFIT', amount: { yuan: '126543.21' }, count: null }],
    evidence: [
      {
        digest: digestOf('%PDF-1.7\n126543.21\n'),
        file: { fileName: '2018年度利润表.pdf', kind: 'INCOME_STATEMENT' },
      },
    ],
    submitter: { name: '示例童萌社区服务有限公司' },
    verifier: { name: '示例晨光社区居民委员会' },
  });
  expect(
    table(
      calculation.nodes.map((one: Data) => [
        `${one.index}`,
        `${one.parentIndex ?? '–'}`,
        one.exact,
        yuan(one.rounded),
      ]),
    ),
  ).toMatchInlineSnapshot(`
    "0  –  12654321/10  12654.32
    1  0  12654321/10  –
    2  1  12654321     –
    3  0  4429012/5     8858.03
    4  0  1265432/5     2530.86
    5  0  632716/5      1265.43"
  `);

  const { agreementVersions } = await ask('treasurer', 'Brought', { agreement });
  const brought = agreementVersions.nodes[0].settlements.nodes.flatMap((one: Data) =>
    one.allocations.nodes.flatMap((part: Data) => part.payments.map((paid: Data) => ({ part, paid }))),
  );
  const received = [1, 2, 3].map((position) =>
    brought
      .filter(({ part }: Data) => part.position === position)
      .reduce((sum: bigint, { paid }: Data) => sum + BigInt(yuan(paid.amount).replace('.', '')), 0n),
  );
  expect(received).toEqual([2_397_803n, 685_086n, 342_543n]);
  expect(brought.every(({ paid }: Data) => paid.payment.transaction.number !== null)).toBe(true);
});

test('7. a corrected profit books a new settlement, takes the old one back, and the 500.00 is paid', async () => {
  const { payload, rows } = await step('enterprise', 'CorrectReport', {
    corrects: { id: place.report },
    reason: '年度审计调增',
    ...(await profitOf('131543.21', 'AUDIT_REPORT')),
  });
  expect(rows).toMatchInlineSnapshot(`
    {
      "AuditEvent": 1,
      "Calculation": 1,
      "CalculationNode": 6,
      "IdempotencyKey": 1,
      "OutboxEvent": 1,
      "RevenueEvidence": 1,
      "RevenueLine": 1,
      "RevenueReport": 1,
    }
  `);
  const revenueReport = { id: payload.revenueReport.id };
  await step('community', 'VerifyReport', { revenueReport, expectedVersion: 1 });
  const settled = await step('street', 'SettleReport', {
    revenueReport,
    expectedVersion: 2,
    settledOn: '2019-03-15',
  });
  const [made] = settled.payload.revenueReport.settlements.nodes;
  expect([yuan(made.amount), yuan(made.delta)]).toEqual(['13154.32', '500.00']);
  expect(settled.rows).toMatchInlineSnapshot(`
    {
      "AuditEvent": 1,
      "FundFlow": 3,
      "IdempotencyKey": 1,
      "LedgerDay": 6,
      "LedgerEntry": 12,
      "LedgerLeg": 6,
      "LedgerSource": 2,
      "LedgerTransaction": 2,
      "OutboxEvent": 1,
      "PaymentAllocation": 6,
      "Settlement": 1,
      "SettlementAllocation": 3,
      "StateChange": 2,
    }
  `);
  expect(await year()).toBe('34754.32 = 24328.03 + 6950.86 + 3475.43, received 34254.32');
  await pay(['350.00', '100.00', '50.00'], '2019-03-20', '2019-03-21');
  expect(await year()).toBe('34754.32 = 24328.03 + 6950.86 + 3475.43, received 34754.32');
  expect(await settlements()).toMatchInlineSnapshot(`
    "2018-01   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-02   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-03   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-04   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-05   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-06   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-07   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-08   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-09   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-10   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-11   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018-12   1800.00  PAID      1260.00 + 360.00 + 180.00    open 0.00 + 0.00 + 0.00
    2018     12654.32  REVERSED  8858.03 + 2530.86 + 1265.43  open 0.00 + 0.00 + 0.00
    2018     13154.32  PAID      9208.03 + 2630.86 + 1315.43  open 0.00 + 0.00 + 0.00"
  `);
  expect(await statement(1)).toMatchInlineSnapshot(`
    "示例晨光社区基金
    2018-01-31  ACCRUAL    1260.00
    2018-02-28  ACCRUAL    1260.00
    2018-03-31  ACCRUAL    1260.00
    2018-04-30  ACCRUAL    1260.00
    2018-05-31  ACCRUAL    1260.00
    2018-06-30  ACCRUAL    1260.00
    2018-07-31  ACCRUAL    1260.00
    2018-08-31  ACCRUAL    1260.00
    2018-09-30  ACCRUAL    1260.00
    2018-10-31  ACCRUAL    1260.00
    2018-11-30  ACCRUAL    1260.00
    2018-12-31  ACCRUAL    1260.00
    2018-12-31  ACCRUAL    8858.03
    2019-03-15  ACCRUAL    9208.03
    2019-03-15  REVERSAL  -8858.03
    2019-02-11  RECEIPT   23978.03
    2019-03-21  RECEIPT     350.00"
  `);
  const owed = await ask('enterprise', 'Owed', { agreement });
  expect([owed.settlements.totalCount, owed.revenueReports.nodes]).toEqual([0, []]);

  // The reversal leads to the settlement that it takes back, and a receipt to all that it paid.
  const { agreementVersions } = await ask('treasurer', 'Statements', { agreement });
  const { entries, bankEntries } = agreementVersions.nodes[0].funds[0].fund;
  const reversal = entries.nodes.find((one: Data) => one.transaction.kind === 'REVERSAL');
  const { node } = await ask('treasurer', 'Origin', { entry: reversal.id });
  expect([yuan(node.amount), yuan(node.allocation.settlement.amount)]).toEqual(['-8858.03', '12654.32']);
  const receipt = await ask(
    'treasurer',
    `query ($entry: ID!) { node(id: $entry) { ... on LedgerEntry { transaction { payments(first: 1) { nodes { allocations {
      amount { yuan } allocation { settlement { period state } } } } } } } } }`,
    { entry: bankEntries.nodes[0].id },
  );
  expect(
    table(
      receipt.node.transaction.payments.nodes[0].allocations.map(({ amount, allocation }: Data) => [
        allocation.settlement.period,
        yuan(amount),
        allocation.settlement.state,
      ]),
    ),
  ).toMatchInlineSnapshot(`
    "2018-01   1260.00  PAID
    2018-02   1260.00  PAID
    2018-03   1260.00  PAID
    2018-04   1260.00  PAID
    2018-05   1260.00  PAID
    2018-06   1260.00  PAID
    2018-07   1260.00  PAID
    2018-08   1260.00  PAID
    2018-09   1260.00  PAID
    2018-10   1260.00  PAID
    2018-11   1260.00  PAID
    2018-12   1260.00  PAID
    2018      8858.03  REVERSED
    2018     -8858.03  REVERSED
    2018      8858.03  PAID"
  `);
});

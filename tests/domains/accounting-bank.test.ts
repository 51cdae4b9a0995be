// Statements of the bank over the graph: imported once, matched with the books, reconciled to the fen by two people.
import { expect, test } from '@jest/globals';
import { bankDesk } from '../../src/domains/accounting/queries/bank.js';
import { callerWith, usePlatform } from '../support/platform.js';
import {
  csvOf,
  entriesOf,
  imported,
  importInput,
  makeFormat,
  running,
  statementFields,
  type BankEntry,
  type Line,
  type Statement,
} from '../support/bank.js';
import { mighty } from '../support/domains.js';
import { donate, makeFund } from '../support/funds.js';
import { clerk, done, makePayer, verifier } from '../support/sharing.js';

const gongzhi = usePlatform('seeded');

interface Told extends Statement {
  readonly firstOn: string;
  readonly lastOn: string;
  readonly opening: { readonly yuan: string };
  readonly closing: { readonly yuan: string };
  readonly lineCount: number;
  readonly newLineCount: number;
}

const states = ({ lines }: Statement): readonly string[] =>
  lines.nodes.map(({ state, amount, match }) => `${amount.yuan} ${state}${match ? ` ${match.how}` : ''}`);
const named = ({ id, version }: Line) => ({ line: { id }, expectedVersion: version });

/** The lines of a fund as they are now. */
async function linesOf(fund: string): Promise<readonly Line[]> {
  const { node } = await gongzhi.read<{ node: { bankLines: { nodes: readonly Line[] } } }>(
    `query ($fund: ID!) { node(id: $fund) { ... on Fund { bankLines(first: 100) { nodes {
      id version state bookedOn amount { yuan } match { id how } } } } } }`,
    { fund },
    clerk,
  );
  return node.bankLines.nodes;
}

const march = running(1_000_00n, [
  {
    on: '20250303',
    amount: '88.00',
    name: '示例捐赠人',
    account: '6222020000001234',
    remark: '捐赠 13812345678',
    reference: 'N1',
  },
  { on: '20250310', amount: '-5.00', remark: '手续费', reference: 'N2' },
  { on: '20250321', amount: '0.35', remark: '结息', reference: 'N3' },
]);

test('a statement is read with its balances, and a later one that overlaps adds what is new', async () => {
  const fund = await makeFund(gongzhi);
  const format = await makeFormat(gongzhi);
  const first = await imported<Told>(gongzhi, fund, csvOf(march, ['成都农商银行交易明细', '']), { format });
  expect([first.firstOn, first.lastOn, first.opening.yuan, first.closing.yuan]).toEqual([
    '2025-03-03',
    '2025-03-21',
    '1000.00',
    '1083.35',
  ]);
  expect(states(first)).toEqual(['88.00 OPEN', '-5.00 OPEN', '0.35 OPEN']);

  const more = running(1_088_00n, [
    ...march.slice(1),
    { on: '2025-03-21', amount: '12.00', reference: 'N4' },
    { on: '2025年4月1日', amount: '20.00', reference: 'N5' },
  ]);
  const second = await imported<Told>(gongzhi, fund, csvOf(more.toReversed()), { format });
  expect([second.lineCount, second.newLineCount, second.opening.yuan]).toEqual([4, 2, '1088.00']);
  expect((await linesOf(fund)).map(({ amount }) => amount.yuan)).toEqual([
    '88.00',
    '-5.00',
    '0.35',
    '12.00',
    '20.00',
  ]);

  expect(
    await gongzhi.refused(
      'importBankStatement',
      await importInput(gongzhi, fund, csvOf(more), { format }),
      clerk,
    ),
  ).toEqual(['CONFLICT bank-statement-brings-something at file']);
});

test('whatever is wrong in a file is told with row and column, and nothing of it is kept', async () => {
  const fund = await makeFund(gongzhi, {
    accountHolder: '甲',
    bankName: '乙',
    accountNo: '6217000012345678',
  });
  const format = await makeFormat(gongzhi);
  const whyNot = async (content: string, input: object = {}): Promise<readonly string[]> => {
    const { userErrors } = await gongzhi.write(
      'importBankStatement',
      await importInput(gongzhi, fund, content, { format, ...input }),
      undefined,
      { as: mighty({ subject: 'clerk', language: 'en' }) },
    );
    return userErrors.map(({ rule, message }) => `${rule}: ${message}`);
  };
  expect(
    await whyNot(
      csvOf([
        { on: '2025-03-32', amount: '1.00' },
        { on: '2025-03-03', amount: '1.005' },
        { on: '2025-03-04', amount: '0.00' },
        { on: '合计', amount: '1.00' },
      ]),
    ),
  ).toEqual([
    'bank-statement-cell-is-readable: Row 2, column “交易日期”: “2025-03-32” cannot be read.',
    'bank-statement-cell-is-readable: Row 3, column “贷方发生额”: “1.005” cannot be read.',
    'bank-statement-row-moves-one-amount: Row 4 must have one amount that is not zero, and no second one (column “贷方发生额”).',
  ]);
  const wrong = march.map((one, i) => (i === 1 ? { ...one, amount: '-5.01' } : one));
  expect(await whyNot(csvOf(wrong))).toEqual([
    'bank-statement-balance-runs: Row 3, column “余额”: after the row before it should be 1082.99 yuan, but is 1083.00.',
  ]);
  expect(await whyNot(csvOf(march), { from: '2025-03-04', through: '2025-03-31' })).toEqual([
    'bank-statement-within-its-days: The day of row 2, 2025-03-03, is not between 2025-03-04 and 2025-03-31.',
  ]);
  expect(await whyNot(csvOf(march), { closingBalance: '1083.36' })).toEqual([
    'bank-statement-adds-up: The opening balance of 1000.00 yuan and the movements of 83.35 yuan make 1083.35, but the closing balance is 1083.36.',
  ]);
  expect(await whyNot(csvOf(march, ['账号:,6217000099999999']))).toEqual([
    'bank-statement-of-the-account: The file names another account than the one that is on record for the fund.',
  ]);
  expect(await whyNot('a,b,c\n1,2,3')).toEqual([expect.stringMatching(/^bank-statement-has-its-header: /)]);
  const twice = { on: '2025-03-05', amount: '7.00', reference: 'N9' };
  expect(await whyNot(csvOf([twice, twice]), { openingBalance: '0.00' })).toEqual([
    'bank-statement-line-once: Row 3 has number, day and amount of row 2: it is the same movement twice.',
  ]);
  expect(await linesOf(fund)).toEqual([]);
  // The account is the right one where only a part of its number is shown.
  await imported(gongzhi, fund, csvOf(march, ['账号:6217****5678']), { format });
  expect(await whyNot(csvOf(running(1_083_00n, [{ on: '2025-03-22', amount: '1.00' }])))).toEqual([
    'bank-statement-continues-the-others: It does not continue the statement of 2025-03-03 to 2025-03-21: at the beginning of 2025-03-22 the balance should be 1083.35 yuan and is 1083.00. Look for movements that are missing or belong elsewhere.',
  ]);
});

test('names, accounts and remarks of persons are kept from who may not read them', async () => {
  const fund = await makeFund(gongzhi);
  await imported(
    gongzhi,
    fund,
    csvOf(
      running(0n, [
        {
          on: '2025-03-03',
          amount: '88.00',
          name: '某甲',
          account: '6222020000001234',
          remark: '捐 13812345678',
        },
        { on: '2025-03-04', amount: '1.00', name: '示例实业有限公司', account: '99010101', remark: '货款' },
      ]),
    ),
  );
  const asked = `query ($fund: ID!) { node(id: $fund) { ... on Fund { bankLines { nodes {
    counterpartyName counterpartyAccount counterpartyAccountEnd remark ofPerson } } } } }`;
  const seenBy = async (dataClass: 'CONDITIONAL' | 'PERSONAL'): Promise<unknown> => {
    const grants = (['PUBLIC', 'CONDITIONAL', dataClass] as const).map((held) => ({
      scope: 'funds:read' as const,
      division: '990101',
      dataClass: held,
    }));
    const { data } = await gongzhi.query(asked, { fund }, { as: callerWith(grants) });
    return (data as { node: { bankLines: { nodes: unknown } } }).node.bankLines.nodes;
  };
  const company = {
    counterpartyName: '示例实业有限公司',
    counterpartyAccountEnd: '0101',
    remark: '货款',
    ofPerson: false,
  };
  expect(await seenBy('CONDITIONAL')).toEqual([
    {
      counterpartyName: null,
      counterpartyAccount: null,
      counterpartyAccountEnd: '1234',
      remark: null,
      ofPerson: true,
    },
    { ...company, counterpartyAccount: null },
  ]);
  expect(await seenBy('PERSONAL')).toEqual([
    {
      counterpartyName: '某甲',
      counterpartyAccount: '6222020000001234',
      counterpartyAccountEnd: '1234',
      remark: '捐 138****5678',
      ofPerson: true,
    },
    { ...company, counterpartyAccount: '99010101' },
  ]);
});

test('what bears the number of its voucher, or payer and amount, finds its entry; what has two candidates waits', async () => {
  const fund = await makeFund(gongzhi);
  const company = await makePayer(gongzhi, '示例物业服务有限公司');
  await donate(gongzhi, fund, '30.00', { receivedOn: '2025-01-02', donorName: '很早以前' });
  await donate(gongzhi, fund, '50.00', {
    receivedOn: '2025-03-05',
    donorName: undefined,
    donor: { id: company },
  });
  for (const receivedOn of ['2025-03-06', '2025-03-07'])
    await donate(gongzhi, fund, '7.00', { receivedOn, donorName: '两次的人' });
  const { donations } = await gongzhi.read<{ donations: { nodes: readonly { receiptNo: string }[] } }>(
    '{ donations(filter: { donorName: { eq: "很早以前" } }) { nodes { receiptNo } } }',
    {},
    clerk,
  );
  const statement = await imported(
    gongzhi,
    fund,
    csvOf(
      running(0n, [
        { on: '2025-03-03', amount: '30.00', remark: `凭证${donations.nodes[0]!.receiptNo},补缴` },
        { on: '2025-03-04', amount: '50.00', name: '示例物业服务 有限公司' },
        { on: '2025-03-06', amount: '7.00', name: '两次的人' },
        { on: '2025-03-31', amount: '50.00', name: '示例物业服务有限公司' },
      ]),
    ),
  );
  expect(states(statement)).toEqual([
    '30.00 MATCHED NUMBER',
    '50.00 MATCHED PAYER',
    '7.00 OPEN',
    '50.00 OPEN',
  ]);
  const { node } = await gongzhi.read<{ node: { candidates: { nodes: readonly BankEntry[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on BankStatementLine { candidates { nodes { id effectiveOn } } } } }`,
    { id: statement.lines.nodes[2]!.id },
    clerk,
  );
  expect(node.candidates.nodes.map(({ effectiveOn }) => effectiveOn)).toEqual(['2025-03-06', '2025-03-07']);
});

test('a person ties several to one and one to several, to the fen, and can undo it', async () => {
  const fund = await makeFund(gongzhi);
  for (const amount of ['60.00', '40.00']) await donate(gongzhi, fund, amount, { donorName: '汇总的人' });
  const statement = await imported(
    gongzhi,
    fund,
    csvOf(
      running(0n, [
        { on: '2025-03-03', amount: '100.00', remark: '合并' },
        { on: '2025-03-04', amount: '-9.00', remark: '错付' },
        { on: '2025-03-05', amount: '9.00', remark: '冲正' },
      ]),
    ),
  );
  const [sum, wrong, back] = statement.lines.nodes as readonly [Line, Line, Line];
  const entries = (await entriesOf(gongzhi, fund)).map(({ id }) => ({ id }));
  expect(
    await gongzhi.refused('matchBankLine', { ...named(sum), entries: entries.slice(0, 1) }, clerk),
  ).toEqual(['RULE_BROKEN bank-match-equal-to-the-fen at entries']);
  expect(await gongzhi.refused('matchBankLine', named(sum), clerk)).toEqual([
    'INVALID_INPUT bank-match-ties-something at entries',
  ]);
  await done(gongzhi, 'matchBankLine', { ...named(sum), entries });
  await done(gongzhi, 'matchBankLine', { ...named(wrong), lines: [{ id: back.id }] });
  expect((await linesOf(fund)).map(({ state, match }) => [state, match?.how])).toEqual([
    ['MATCHED', 'HAND'],
    ['MATCHED', 'HAND'],
    ['MATCHED', 'HAND'],
  ]);
  const [, , tied] = await linesOf(fund);
  await done(gongzhi, 'reopenBankLine', { ...named(tied!), reason: '并非冲正' });
  expect((await linesOf(fund)).map(({ state }) => state)).toEqual(['MATCHED', 'OPEN', 'OPEN']);
  const [matched] = await linesOf(fund);
  await done(gongzhi, 'reopenBankLine', { ...named(matched!), reason: '重新核对' });
  expect((await entriesOf(gongzhi, fund)).map(({ bankMatch }) => bankMatch)).toEqual([null, null]);
});

test('an entry is tied once, whoever comes first; without turns and key it would be tied twice', async () => {
  const race = async (): Promise<{ readonly refused: readonly string[]; readonly holding: number }> => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '10.00', { donorName: '只有一笔' });
    const moved = [1, 2, 3, 4].map((n) => ({ on: `2025-03-0${n}`, amount: '10.00', remark: `第${n}笔` }));
    const { lines } = await imported(gongzhi, fund, csvOf(running(0n, moved)));
    const entries = [{ id: (await entriesOf(gongzhi, fund))[0]!.id }];
    const answers = await Promise.all(
      lines.nodes.map((line) =>
        gongzhi.write('matchBankLine', { ...named(line), entries }, undefined, { as: clerk }),
      ),
    );
    const matched = (await linesOf(fund)).filter(({ state }) => state === 'MATCHED');
    return {
      refused: answers.flatMap(({ userErrors }) => userErrors.map(({ rule }) => `${rule}`)),
      holding: matched.length,
    };
  };
  const once = { refused: Array.from({ length: 3 }, () => 'ledger-entry-matched-once'), holding: 1 };
  expect(await race()).toEqual(once);

  const { hold } = bankDesk;
  // Nobody waits any more: the key alone still ties the entry once.
  bankDesk.hold = async (tx, tenant, fundId) => {
    const account = await tx
      .selectFrom('LedgerAccount')
      .select('id')
      .where('tenant', '=', tenant)
      .where('fundId', '=', fundId)
      .where('kind', '=', 'BANK')
      .executeTakeFirstOrThrow();
    return account.id;
  };
  try {
    expect(await race()).toEqual(once);
    await gongzhi.admin('DROP INDEX "BankMatchEntry_tenant_heldId_key"');
    expect(await race()).toEqual({ refused: [], holding: 4 });
  } finally {
    bankDesk.hold = hold;
    await gongzhi.admin('DELETE FROM "BankMatchEntry"');
    await gongzhi.admin(
      'CREATE UNIQUE INDEX "BankMatchEntry_tenant_heldId_key" ON "BankMatchEntry" ("tenant", "heldId")',
    );
  }
});

const figures = `bankBalance { yuan } booksReceived { yuan } booksPaid { yuan } adjustedBank { yuan } bookBalance { yuan }
  bankReceived { yuan } bankPaid { yuan } adjustedBook { yuan } difference { yuan } unexplainedCount`;

interface Reconciled {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly items: readonly { readonly happenedOn: string; readonly amount: { readonly yuan: string } }[];
}

test('bank and books are led to the same sum, which one person prepares and another confirms', async () => {
  const fund = await makeFund(gongzhi);
  for (const [amount, receivedOn] of [
    ['100.00', '2025-03-03'],
    ['25.00', '2025-03-31'],
  ] as const)
    await donate(gongzhi, fund, amount, { receivedOn, donorName: '调节的人' });
  const statement = await imported(
    gongzhi,
    fund,
    csvOf(
      running(0n, [
        { on: '2025-03-03', amount: '100.00', name: '调节的人' },
        { on: '2025-03-21', amount: '0.35', remark: '结息' },
        { on: '2025-03-28', amount: '-5.00', remark: '手续费' },
        { on: '2025-04-01', amount: '25.00', name: '调节的人' },
      ]),
    ),
  );
  expect(states(statement)).toEqual([
    '100.00 MATCHED PAYER',
    '0.35 OPEN',
    '-5.00 OPEN',
    '25.00 MATCHED PAYER',
  ]);
  const prepare = async (dryRun: boolean): Promise<Reconciled> => {
    const { bankReconciliation } = await done<{ bankReconciliation: Reconciled }>(
      gongzhi,
      'prepareBankReconciliation',
      { fund: { id: fund }, on: '2025-03-31', dryRun },
      `bankReconciliation { id version state ${figures} items { happenedOn amount { yuan } } }`,
    );
    return bankReconciliation;
  };
  const told = await prepare(true);
  expect(told).toMatchObject({
    bankBalance: { yuan: '95.35' },
    booksReceived: { yuan: '25.00' },
    booksPaid: { yuan: '0.00' },
    adjustedBank: { yuan: '120.35' },
    bookBalance: { yuan: '125.00' },
    bankReceived: { yuan: '0.35' },
    bankPaid: { yuan: '5.00' },
    adjustedBook: { yuan: '120.35' },
    difference: { yuan: '0.00' },
    unexplainedCount: 2,
  });
  expect(told.items.map(({ happenedOn, amount }) => `${happenedOn} ${amount.yuan}`)).toEqual([
    '2025-03-21 0.35',
    '2025-03-28 -5.00',
    '2025-03-31 25.00',
  ]);
  const confirming = ({ id, version }: Reconciled) => ({
    bankReconciliation: { id },
    expectedVersion: version,
  });
  const early = await prepare(false);
  expect(await gongzhi.refused('confirmBankReconciliation', confirming(early), verifier)).toEqual([
    'RULE_BROKEN bank-reconciliation-explains-all at ',
  ]);
  for (const line of (await linesOf(fund)).filter(({ state }) => state === 'OPEN'))
    await done(gongzhi, 'explainBankLine', { ...named(line), kind: 'TIMING', explanation: '四月入账' });
  expect(await gongzhi.refused('confirmBankReconciliation', confirming(early), verifier)).toEqual([
    'RULE_BROKEN bank-reconciliation-still-holds at ',
  ]);
  const prepared = await prepare(false);
  expect(await gongzhi.refused('confirmBankReconciliation', confirming(prepared), clerk)).toEqual([
    'RULE_BROKEN bank-reconciliation-confirmed-by-another at ',
  ]);
  const { bankReconciliation } = await done<{ bankReconciliation: Reconciled }>(
    gongzhi,
    'confirmBankReconciliation',
    confirming(prepared),
    'bankReconciliation { id state version }',
    verifier,
  );
  expect(bankReconciliation.state).toBe('CONFIRMED');
  expect(
    await gongzhi.refused('prepareBankReconciliation', { fund: { id: fund }, on: '2025-04-02' }, clerk),
  ).toEqual(['RULE_BROKEN bank-reconciliation-day-is-covered at on']);
});

test('a wrong statement is withdrawn while nobody works on it, and its movements can be imported again', async () => {
  const fund = await makeFund(gongzhi);
  const format = await makeFormat(gongzhi);
  const first = await imported(gongzhi, fund, csvOf(march), { format });
  const withdrawing = { bankStatement: { id: first.id }, expectedVersion: first.version, reason: '误导入' };
  const [line] = first.lines.nodes as readonly [Line];
  await done(gongzhi, 'explainBankLine', { ...named(line), kind: 'OTHER', explanation: '待查' });
  expect(await gongzhi.refused('withdrawBankStatement', withdrawing, clerk)).toEqual([
    'RULE_BROKEN bank-statement-with-work-stays at bankStatement',
  ]);
  await done(gongzhi, 'reopenBankLine', { ...named((await linesOf(fund))[0]!), reason: '查清' });
  await done(gongzhi, 'withdrawBankStatement', withdrawing);
  expect((await linesOf(fund)).map(({ state }) => state)).toEqual(['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']);
  const again = await done<{ bankStatement: Told }>(
    gongzhi,
    'importBankStatement',
    await importInput(gongzhi, fund, csvOf(march), { format }),
    `bankStatement { ${statementFields} }`,
  );
  expect(again.bankStatement.newLineCount).toBe(3);
});

test('interest and charges are booked from the movement, and stay tied once their month is closed', async () => {
  const fund = await makeFund(gongzhi);
  const { lines } = await imported(
    gongzhi,
    fund,
    csvOf(
      running(0n, [
        { on: '2025-03-21', amount: '12.35', remark: '结息' },
        { on: '2025-03-28', amount: '-5.00', remark: '手续费' },
      ]),
    ),
  );
  const [interest, charge] = lines.nodes as readonly [Line, Line];
  expect(
    await gongzhi.refused('bookBankLine', { ...named(interest), kind: 'BANK_CHARGE', text: '结息' }, clerk),
  ).toEqual(['INVALID_INPUT bank-booking-fits-the-direction at kind']);
  expect(
    await gongzhi.refused('bookBankLine', { ...named(interest), kind: 'DONATION', text: '结息' }, clerk),
  ).toEqual(['INVALID_INPUT entry-of-the-bank at kind']);
  const tried = await done<{ ledgerLines: readonly unknown[]; line: Line }>(
    gongzhi,
    'bookBankLine',
    { ...named(interest), kind: 'INTEREST', text: '结息', dryRun: true },
    'ledgerLines { amount { yuan } } line { state }',
  );
  expect(tried).toEqual({ ledgerLines: [{ amount: { yuan: '12.35' } }], line: { state: 'MATCHED' } });
  await done(gongzhi, 'bookBankLine', { ...named(interest), kind: 'INTEREST', text: '结息' });
  const { period } = await done<{ period: { id: string; version: number } }>(
    gongzhi,
    'proposePeriodClosing',
    { fund: { id: fund }, month: '2025-03-01' },
    'period { id version }',
  );
  const closing = { period: { id: period.id }, expectedVersion: period.version };
  expect(await gongzhi.refused('closePeriod', closing, verifier)).toEqual([
    'RULE_BROKEN month-closes-with-every-movement-explained at ',
  ]);
  await done(gongzhi, 'bookBankLine', { ...named(charge), kind: 'BANK_CHARGE', text: '手续费' });
  expect((await entriesOf(gongzhi, fund)).map((one) => [one.effectiveOn, one.amount.yuan])).toEqual([
    ['2025-03-21', '12.35'],
    ['2025-03-28', '-5.00'],
  ]);
  const [first] = await linesOf(fund);
  expect(first).toMatchObject({ state: 'MATCHED', match: { how: 'BOOKED' } });

  await done(gongzhi, 'closePeriod', closing, undefined, verifier);
  expect(await gongzhi.refused('reopenBankLine', { ...named(first!), reason: '重核' }, clerk)).toEqual([
    'RULE_BROKEN bank-line-of-a-closed-month-stays at line',
  ]);
});

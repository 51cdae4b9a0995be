// The documents of the books, on a fund that is small enough to be added up by hand.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import readWorkbook from 'read-excel-file/node';
import { hostsByStandard } from '../../src/domains/accounting/rules/standards.js';
import { transferLegs } from '../../src/domains/funds/rules/transfers.js';
import { setClock } from '../../src/kernel/clock.js';
import { csvOf as bankCsv, imported, running } from '../support/bank.js';
import { mighty } from '../support/domains.js';
import { keepBooks, make, postAll, table, type Books } from '../support/account-books.js';
import { donate, keyOf, makeFund, makeOrganization, postingOf } from '../support/funds.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
let books: Books;
let restoreClock: () => void;
beforeAll(async () => {
  restoreClock = setClock(() => Date.parse('2025-12-01T04:00:00Z'));
  books = await keepBooks(gongzhi, '示例账册基金');
});
afterAll(() => restoreClock());

const told = (name: string, given: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
  table(gongzhi, name, { fund: books.fund, ...given });

test('a trial balance has two equal sides, and income adds up within its year', async () => {
  expect(await told('trial-balance', { period: '2025-03' })).toMatchInlineSnapshot(`
    [
      "科目编号,科目名称,明细,期初借方,期初贷方,本期借方,本期贷方,期末借方,期末贷方",
      "1002,银行存款,,1580.00,,120.00,200.30,1499.70,",
      "1121,应收账款,示例账册基金的合作单位,300.00,,,120.00,180.00,",
      "3102,限定性净资产,,,1000.00,,,,1000.00",
      "4101,捐赠收入,,,580.00,,,,580.00",
      "4901,其他收入,收益分成,,300.00,,,,300.00",
      "5101,业务活动成本,,,,200.30,,200.30,",
      ",合计,,1880.00,1880.00,320.30,320.30,1880.00,1880.00",
    ]
  `);
  expect(await told('trial-balance', { period: '2024' })).toMatchInlineSnapshot(`
    [
      "科目编号,科目名称,明细,期初借方,期初贷方,本期借方,本期贷方,期末借方,期末贷方",
      "1002,银行存款,,,,1000.00,,1000.00,",
      "3102,限定性净资产,,,,,,,",
      "4101,捐赠收入,,,,,1000.00,,1000.00",
      ",合计,,0.00,0.00,1000.00,1000.00,1000.00,1000.00",
    ]
  `);
});

test('a ledger of an account has its balance after every entry, and the sums of months and the year', async () => {
  expect((await told('account-ledger', { period: '2025-03' })).filter((line) => /^(科目:|2025)/.test(line)))
    .toMatchInlineSnapshot(`
    [
      "科目: 1002 银行存款",
      "2025-03-01,,期初余额,,,,借,1580.00",
      "2025-03-05,记-7,支出:购买图书,业务活动成本,,200.30,借,1379.70",
      "2025-03-10,记-6,收到分成,应收账款——示例账册基金的合作单位,120.00,,借,1499.70",
      "2025-03-31,,本月合计,,120.00,200.30,借,1499.70",
      "2025-03-31,,本年累计,,700.00,200.30,借,1499.70",
      "科目: 1121 应收账款——示例账册基金的合作单位",
      "2025-03-01,,期初余额,,,,借,300.00",
      "2025-03-10,记-6,收到分成,银行存款,,120.00,借,180.00",
      "2025-03-31,,本月合计,,0.00,120.00,借,180.00",
      "2025-03-31,,本年累计,,300.00,120.00,借,180.00",
      "科目: 3102 限定性净资产",
      "2025-03-01,,期初余额,,,,贷,1000.00",
      "科目: 4101 捐赠收入",
      "2025-03-01,,期初余额,,,,贷,580.00",
      "科目: 4901 其他收入——收益分成",
      "2025-03-01,,期初余额,,,,贷,300.00",
      "科目: 5101 业务活动成本",
      "2025-03-01,,期初余额,,,,平,0.00",
      "2025-03-05,记-7,支出:购买图书,银行存款,200.30,,借,200.30",
      "2025-03-31,,本月合计,,200.30,0.00,借,200.30",
      "2025-03-31,,本年累计,,200.30,0.00,借,200.30",
    ]
  `);
});

test('a bank journal sums up its days', async () => {
  expect(await told('bank-journal', { period: '2025' })).toMatchInlineSnapshot(`
    [
      "日期,凭证号,摘要,对方科目,借方,贷方,方向,余额",
      "2025-01-01,,上年结转,,,,借,1000.00",
      "2025-01-15,记-2,收到捐赠,捐赠收入,500.00,,借,1500.00",
      "2025-01-15,,本日合计,,500.00,0.00,借,1500.00",
      "2025-01-31,,本月合计,,500.00,0.00,借,1500.00",
      "2025-01-31,,本年累计,,500.00,0.00,借,1500.00",
      "2025-02-03,记-3,收到捐赠,捐赠收入,80.00,,借,1580.00",
      "2025-02-03,,本日合计,,80.00,0.00,借,1580.00",
      "2025-02-28,,本月合计,,80.00,0.00,借,1580.00",
      "2025-02-28,,本年累计,,580.00,0.00,借,1580.00",
      "2025-03-05,记-7,支出:购买图书,业务活动成本,,200.30,借,1379.70",
      "2025-03-05,,本日合计,,0.00,200.30,借,1379.70",
      "2025-03-10,记-6,收到分成,应收账款——示例账册基金的合作单位,120.00,,借,1499.70",
      "2025-03-10,,本日合计,,120.00,0.00,借,1499.70",
      "2025-03-31,,本月合计,,120.00,200.30,借,1499.70",
      "2025-03-31,,本年累计,,700.00,200.30,借,1499.70",
      "2025-12-01,记-4,冲销第 3 号凭证:收到捐赠(重复登记),捐赠收入,,80.00,借,1419.70",
      "2025-12-01,,本日合计,,0.00,80.00,借,1419.70",
      "2025-12-31,,本月合计,,0.00,80.00,借,1419.70",
      "2025-12-31,,本年累计,,700.00,280.30,借,1419.70",
    ]
  `);
});

test('a general ledger has every month that has begun', async () => {
  expect((await told('general-ledger', { year: '2025' })).filter((line) => /^(科目:|2025)/.test(line)))
    .toMatchInlineSnapshot(`
    [
      "科目: 1002 银行存款",
      "2025-01-01,,上年结转,,,借,1000.00",
      "2025-01-31,,本月合计,500.00,0.00,借,1500.00",
      "2025-01-31,,本年累计,500.00,0.00,借,1500.00",
      "2025-02-28,,本月合计,80.00,0.00,借,1580.00",
      "2025-02-28,,本年累计,580.00,0.00,借,1580.00",
      "2025-03-31,,本月合计,120.00,200.30,借,1499.70",
      "2025-03-31,,本年累计,700.00,200.30,借,1499.70",
      "2025-12-31,,本月合计,0.00,80.00,借,1419.70",
      "2025-12-31,,本年累计,700.00,280.30,借,1419.70",
      "科目: 1121 应收账款——示例账册基金的合作单位",
      "2025-01-01,,上年结转,,,平,0.00",
      "2025-02-28,,本月合计,300.00,0.00,借,300.00",
      "2025-02-28,,本年累计,300.00,0.00,借,300.00",
      "2025-03-31,,本月合计,0.00,120.00,借,180.00",
      "2025-03-31,,本年累计,300.00,120.00,借,180.00",
      "科目: 3102 限定性净资产",
      "2025-01-01,,上年结转,,,贷,1000.00",
      "科目: 4101 捐赠收入",
      "2025-01-01,,上年结转,,,平,0.00",
      "2025-01-31,,本月合计,0.00,500.00,贷,500.00",
      "2025-01-31,,本年累计,0.00,500.00,贷,500.00",
      "2025-02-28,,本月合计,0.00,80.00,贷,580.00",
      "2025-02-28,,本年累计,0.00,580.00,贷,580.00",
      "2025-12-31,,本月合计,80.00,0.00,贷,500.00",
      "2025-12-31,,本年累计,80.00,580.00,贷,500.00",
      "科目: 4901 其他收入——收益分成",
      "2025-01-01,,上年结转,,,平,0.00",
      "2025-02-28,,本月合计,0.00,300.00,贷,300.00",
      "2025-02-28,,本年累计,0.00,300.00,贷,300.00",
      "科目: 5101 业务活动成本",
      "2025-01-01,,上年结转,,,平,0.00",
      "2025-03-31,,本月合计,200.30,0.00,借,200.30",
      "2025-03-31,,本年累计,200.30,0.00,借,200.30",
    ]
  `);
});

test('vouchers fold legs into lines, with the counter account told by what the money is', async () => {
  expect(await told('vouchers', { period: '2025' })).toMatchInlineSnapshot(`
    [
      "日期,凭证号,摘要,科目编号,科目名称,明细科目,借方,贷方,附单据数,制单,审核",
      "2025-01-15,记-2,收到捐赠,1002,银行存款,,500.00,,0,mighty,",
      "2025-01-15,记-2,收到捐赠,4101,捐赠收入,,,500.00,0,mighty,",
      "2025-02-03,记-3,收到捐赠,1002,银行存款,,80.00,,0,mighty,",
      "2025-02-03,记-3,收到捐赠,4101,捐赠收入,,,80.00,0,mighty,",
      "2025-12-01,记-4,冲销第 3 号凭证:收到捐赠(重复登记),4101,捐赠收入,,80.00,,0,mighty,",
      "2025-12-01,记-4,冲销第 3 号凭证:收到捐赠(重复登记),1002,银行存款,,,80.00,0,mighty,",
      "2025-02-28,记-5,应缴分成,1121,应收账款,示例账册基金的合作单位,300.00,,0,mighty,",
      "2025-02-28,记-5,应缴分成,4901,其他收入,收益分成,,300.00,0,mighty,",
      "2025-03-10,记-6,收到分成,1002,银行存款,,120.00,,0,mighty,",
      "2025-03-10,记-6,收到分成,1121,应收账款,示例账册基金的合作单位,,120.00,0,mighty,",
      "2025-03-05,记-7,支出:购买图书,5101,业务活动成本,,200.30,,0,mighty,approver",
      "2025-03-05,记-7,支出:购买图书,1002,银行存款,,,200.30,0,mighty,approver",
      ",,合计,,,,1280.30,1280.30,,,",
    ]
  `);
});

test('income and expenses are told by what they are, for the period and for the year', async () => {
  expect(await told('income-and-expenses', { period: '2025-Q1' })).toMatchInlineSnapshot(`
    [
      "项目,本期金额,本年累计",
      "一、收入,,",
      "　收益分成,300.00,300.00",
      "　捐赠,580.00,580.00",
      "收入合计,880.00,880.00",
      "二、支出,,",
      "　支出,200.30,200.30",
      "支出合计,200.30,200.30",
      "三、收支结余,679.70,679.70",
      "四、期(年)初净资产,1000.00,1000.00",
      "五、期末净资产,1679.70,1679.70",
    ]
  `);
});

const balance = (standard: string): Promise<readonly string[]> =>
  table(gongzhi, 'trial-balance', { fund: books.fund, period: '2025', standard });

test('by the chart of collectives gifts add to the reserves', async () => {
  expect(await balance('RURAL_COLLECTIVE')).toMatchInlineSnapshot(`
    [
      "科目编号,科目名称,明细,期初借方,期初贷方,本期借方,本期贷方,期末借方,期末贷方",
      "102,银行存款,,1000.00,,700.00,280.30,1419.70,",
      "112,应收款,示例账册基金的合作单位,,,300.00,120.00,180.00,",
      "311,公积公益金,,,1000.00,,,,1000.00",
      "311,公积公益金,捐赠,,,80.00,580.00,,500.00",
      "501,经营收入,,,,,300.00,,300.00",
      "514,公益支出,,,,200.30,,200.30,",
      ",合计,,1000.00,1000.00,1280.30,1280.30,1800.00,1800.00",
    ]
  `);
});

test('by the chart of enterprises a fund is owed', async () => {
  expect(await balance('ENTERPRISE')).toMatchInlineSnapshot(`
    [
      "科目编号,科目名称,明细,期初借方,期初贷方,本期借方,本期贷方,期末借方,期末贷方",
      "1002,银行存款,,1000.00,,700.00,280.30,1419.70,",
      "1221,其他应收款,示例账册基金的合作单位,,,300.00,120.00,180.00,",
      "2241,其他应付款,代管基金,,1000.00,,,,1000.00",
      "2241,其他应付款,捐赠,,,80.00,580.00,,500.00",
      "2241,其他应付款,支出,,,200.30,,200.30,",
      "2241,其他应付款,收益分成,,,,300.00,,300.00",
      ",合计,,1000.00,1000.00,1280.30,1280.30,1800.00,1800.00",
    ]
  `);
});

test('the standard is that of the host, unless another is chosen', async () => {
  const standardOf = async (fund: string): Promise<string> =>
    (
      await gongzhi.read<{ fund: { accountingStandard: string } }>(
        'query ($id: ID!) { fund(ref: { id: $id }) { accountingStandard } }',
        { id: fund },
      )
    ).fund.accountingStandard;
  expect(await standardOf(books.fund)).toBe('NON_PROFIT');
  const host = await makeOrganization(gongzhi, '示例物业托管单位');
  const hosted = await makeFund(gongzhi, { host: { id: `org_990101_${host}` } });
  expect(hostsByStandard.ENTERPRISE).toContain('ENTERPRISE');
  expect(await standardOf(hosted)).toBe('ENTERPRISE');
  const choose = (expectedVersion: number, standard?: string): Promise<unknown> =>
    gongzhi.write(
      'chooseAccountingStandard',
      { fund: { id: hosted }, expectedVersion, ...(standard ? { standard } : {}) },
      'fund { accountingStandard version }',
      { as: mighty() },
    );
  expect(await choose(1, 'RURAL_COLLECTIVE')).toEqual({
    fund: { accountingStandard: 'RURAL_COLLECTIVE', version: 2 },
    userErrors: [],
  });
  expect(await choose(2)).toEqual({
    fund: { accountingStandard: 'ENTERPRISE', version: 3 },
    userErrors: [],
  });
});

test('the documents of a year equal the graph to the fen', async () => {
  const { fund } = await gongzhi.read<{
    fund: {
      balance: { fen: string };
      bankBalance: { fen: string };
      receivable: { fen: string };
      flows: { nodes: { kind: string; amount: { yuan: string } }[] };
    };
  }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { balance { fen } bankBalance { fen } receivable { fen }
      flows(filter: { year: { eq: 2025 } }) { nodes { kind amount { yuan } } } } }`,
    { id: books.fund },
  );
  expect(fund.flows.nodes.map(({ kind, amount }) => `${kind} ${amount.yuan}`).sort()).toEqual([
    'DONATION 500.00',
    'EXPENSE 200.30',
    'REVENUE_SHARE 300.00',
  ]);
  const [tab] = await readWorkbook(
    (await make(gongzhi, 'income-and-expenses', { fund: books.fund, period: '2025' }, { format: 'xlsx' }))
      .content as Buffer,
  );
  const cells = new Map(tab!.data.map(([item, amount]) => [String(item).trim(), amount]));
  const yuan = (fen: string): number => Number(fen) / 100;
  expect([cells.get('捐赠'), cells.get('支出'), cells.get('收益分成')]).toEqual([500, 200.3, 300]);
  expect(cells.get('五、期末净资产')).toBe(yuan(fund.balance.fen));
  const [balances] = await readWorkbook(
    (await make(gongzhi, 'trial-balance', { fund: books.fund, period: '2025-12' }, { format: 'xlsx' }))
      .content as Buffer,
  );
  expect(balances!.data.filter(([code]) => ['1002', '1121'].includes(String(code)))).toEqual([
    ['1002', '银行存款', null, 1499.7, null, null, 80, yuan(fund.bankBalance.fen), null],
    ['1121', '应收账款', books.payer, 180, null, null, null, yuan(fund.receivable.fen), null],
  ]);
});

test('one voucher is a form with its sum in capitals and who stands for it', async () => {
  const { content, title } = await make(
    gongzhi,
    'vouchers',
    { fund: books.fund, number: '7' },
    { format: 'html' },
  );
  expect(title).toBe('记账凭证');
  const text = String(content)
    .replaceAll(/<style>[^]*<\/style>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  expect(text).toMatchInlineSnapshot(
    `"记账凭证 记账凭证 基金: 示例账册基金 【示例数据】 2025年3月5日 记字第 7 号 附单据 0 张 摘要 总账科目 明细科目 借方金额 贷方金额 支出:购买图书 5101 业务活动成本 200.30 1002 银行存款 200.30 合计: 贰佰元叁角 200.30 200.30 制单: mighty 审核: approver 记账: 2025-12-01 会计制度: 民间非营利组织会计制度(财会〔2004〕7号)"`,
  );
});

test('money between funds of one office stands in the books of both, and both balances have equal sides', async () => {
  const [from, to] = [
    await makeFund(gongzhi, { name: '示例转出基金' }),
    await makeFund(gongzhi, { name: '示例转入基金' }),
  ];
  await donate(gongzhi, from, '100.00', { receivedOn: '2025-06-01' });
  await postAll(gongzhi, [
    {
      ...postingOf(keyOf(from), 4_000n, { kind: 'TRANSFER', effectiveOn: '2025-06-02' }),
      legs: transferLegs(keyOf(from), keyOf(to), 4_000n),
    },
  ]);
  const balance = (fund: string): Promise<readonly string[]> =>
    table(gongzhi, 'trial-balance', { fund, period: '2025' });
  expect((await balance(from)).slice(1)).toMatchInlineSnapshot(`
    [
      "1002,银行存款,,,,100.00,40.00,60.00,",
      "3102,限定性净资产,,,,,,,",
      "3102,限定性净资产,划转转出,,,40.00,,40.00,",
      "4101,捐赠收入,,,,,100.00,,100.00",
      ",合计,,0.00,0.00,140.00,140.00,100.00,100.00",
    ]
  `);
  expect((await balance(to)).slice(1)).toMatchInlineSnapshot(`
    [
      "1002,银行存款,,,,40.00,,40.00,",
      "3102,限定性净资产,,,,,,,",
      "3102,限定性净资产,划转转入,,,,40.00,,40.00",
      ",合计,,0.00,0.00,40.00,40.00,40.00,40.00",
    ]
  `);
  expect((await table(gongzhi, 'vouchers', { fund: to, period: '2025' })).slice(1)).toMatchInlineSnapshot(`
    [
      "2025-06-02,记-9,试验,3102,限定性净资产,示例转出基金 · 划转转出,40.00,,0,mighty,",
      "2025-06-02,记-9,试验,1002,银行存款,,40.00,,0,mighty,",
      "2025-06-02,记-9,试验,3102,限定性净资产,划转转入,,40.00,0,mighty,",
      "2025-06-02,记-9,试验,1002,银行存款,示例转出基金,,40.00,0,mighty,",
      ",,合计,,,,80.00,80.00,,,",
    ]
  `);
  expect((await table(gongzhi, 'bank-journal', { fund: to, period: '2025' })).slice(2, 3))
    .toMatchInlineSnapshot(`
    [
      "2025-06-02,记-9,试验,示例转出基金 · 银行存款,40.00,,借,40.00",
    ]
  `);
});

test('what is put up for everybody is the same whoever makes it, and tells no amount that is not public', async () => {
  const publish = { fund: { id: books.fund }, year: 2024 };
  const { userErrors } = await gongzhi.write('publishFundYear', publish, undefined, { as: mighty() });
  expect(userErrors).toEqual([]);
  const vendor = demoCaller('vendor');
  for (const year of ['2024', '2025'])
    for (const format of ['html', 'csv'] as const) {
      const given = { fund: books.fund, year };
      const { content } = await make(gongzhi, 'public-sheet', given, { format });
      expect((await make(gongzhi, 'public-sheet', given, { format, as: vendor })).content).toBe(content);
      // The share, what is owed of it, and everything that they could be found from.
      expect(String(content)).not.toMatch(
        /300\.00|180\.00|120\.00|1,?499\.70|1,?419\.70|1,?599\.70|800\.00|880\.00|合作单位|示例书店/,
      );
      expect(String(content)).not.toContain('示例乙');
    }
  expect(await told('public-sheet', { year: '2025' })).toMatchInlineSnapshot(`
    [
      "基金收支公示表",
      "基金: 示例账册基金(示例晨光社区居委会) 【示例数据】",
      "期间: 2025年度(2025-01-01 至 2025-12-31) 单位: 人民币元",
      "项目,金额,说明",
      "一、收入,,本年度收入尚未公示",
      "　捐赠,500.00,",
      "　收益分成,,依政策不单独公示",
      "二、支出,,",
      "　支出,200.30,",
      ""编制日期: 2025-12-01。如有疑问或异议,请向托管主体或居(村)民委员会提出。"",
      "",
      "捐赠公示",
      "基金: 示例账册基金(示例晨光社区居委会) 【示例数据】",
      "期间: 2025年度(2025-01-01 至 2025-12-31) 单位: 人民币元",
      "日期,捐赠人,种类,金额,捐赠物,公允价值,用途",
      "2025-01-15,匿名,货币,500.00,,,",
      ",合计,,500.00,,0.00,",
      ""编制日期: 2025-12-01。如有疑问或异议,请向托管主体或居(村)民委员会提出。"",
      "",
      "支出明细",
      "基金: 示例账册基金(示例晨光社区居委会) 【示例数据】",
      "期间: 2025年度(2025-01-01 至 2025-12-31) 单位: 人民币元",
      "日期,类别,用途,所用限定用途,金额",
      "2025-03-05,文体与志愿活动,购买图书,,200.30",
      ",,合计,,200.30",
      ""编制日期: 2025-12-01。如有疑问或异议,请向托管主体或居(村)民委员会提出。"",
    ]
  `);
  expect((await told('public-sheet', { year: '2024' })).slice(3, 8)).toMatchInlineSnapshot(`
    [
      "项目,金额,说明",
      "一、收入,1000.00,"公示第 1 版,2025-12-01"",
      "　捐赠,1000.00,",
      "　收益分成,,依政策不单独公示",
      "二、支出,0.00,",
    ]
  `);
});

test('a year’s disclosure has all that the books say, and names no donor who wishes not to be named', async () => {
  const given = { fund: books.fund, year: '2025' };
  const { content } = await make(gongzhi, 'annual-disclosure', given, { format: 'xlsx' });
  const tabs = await readWorkbook(content as Buffer);
  expect(tabs.map(({ sheet }) => sheet)).toMatchInlineSnapshot(`
    [
      "收支表",
      "科目余额表",
      "捐赠公示",
      "支出分类",
      "支出明细",
      "资助项目",
      "管理费",
      "年度公示数及版次",
    ]
  `);
  expect(JSON.stringify(tabs)).not.toContain('示例乙');
  const gifts = tabs.find(({ sheet }) => sheet === '捐赠公示')!.data;
  expect(gifts[4]!.slice(0, 4)).toEqual([new Date('2025-01-15'), '匿名', '货币', 500]);
  for (const { data } of tabs) expect(JSON.stringify(data)).toContain('2025年度');
});

test('a reconciliation leads both balances to one, and tells what only one side knows', async () => {
  const fund = await makeFund(gongzhi, { name: '示例调节基金' });
  await donate(gongzhi, fund, '100.00', { receivedOn: '2025-03-03', donorName: '示例调节人' });
  await donate(gongzhi, fund, '25.00', { receivedOn: '2025-03-31', donorName: '示例调节人' });
  const moved = [
    { on: '2025-03-03', amount: '100.00', name: '示例调节人' },
    { on: '2025-03-21', amount: '0.35', remark: '结息' },
    { on: '2025-03-28', amount: '-5.00', remark: '手续费' },
    { on: '2025-04-01', amount: '25.00', name: '示例调节人' },
  ];
  await imported(gongzhi, fund, bankCsv(running(0n, moved)), {}, mighty());
  const { userErrors } = await gongzhi.write(
    'prepareBankReconciliation',
    { fund: { id: fund }, on: '2025-03-31' },
    undefined,
    { as: mighty() },
  );
  expect(userErrors).toEqual([]);
  expect(await table(gongzhi, 'bank-reconciliation', { fund, period: '2025-03' })).toMatchInlineSnapshot(`
    [
      "企业银行存款账,金额,银行对账单,金额",
      "企业账面余额,125.00,银行对账单余额,95.35",
      "加:银行已收、企业未收,0.35,加:企业已收、银行未收,25.00",
      "　2025-03-21 结息,0.35,　2025-03-31 记-11 收到捐赠,25.00",
      "减:银行已付、企业未付,5.00,减:企业已付、银行未付,0.00",
      "　2025-03-28 手续费,5.00,,",
      "调节后余额,120.35,调节后余额,120.35",
    ]
  `);
  expect(await table(gongzhi, 'bank-reconciliation', { fund, period: '2025-04' })).toHaveLength(1);
  const { content } = await make(gongzhi, 'annual-disclosure', { fund, year: '2025' }, { format: 'xlsx' });
  expect((await readWorkbook(content as Buffer)).map(({ sheet }) => sheet)).toContain('2025-03-31');
});

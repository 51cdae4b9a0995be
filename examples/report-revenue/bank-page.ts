// The bank's page: its statement is imported, what the books know is tied, the rest is explained, both balances agree.
import {
  ConfirmReconciliationDocument,
  ExplainLineDocument,
  ImportStatementDocument,
  PlaceDocument,
  PrepareReconciliationDocument,
  SaveFormatDocument,
} from './generated/graphql.js';
import { keyOf } from './amounts.js';
import type { Upload } from '../client/graph.js';
import { Told, type Parties } from './graph.js';
import { table, yuan } from './words.js';

type Tell = (line: string) => void;

const lastDay = '2019-03-31';

/** What the fund's bank would give: two payments that the books know, interest and a charge that they do not. */
function statementOf(payer: string, division: string): Upload {
  const rows = [
    ['交易日期', '借方发生额', '贷方发生额', '余额', '对方单位名称', '对方账号', '摘要', '交易流水号'],
    ['2019-02-11', '', '23978.03', '23978.03', payer, '示例-8001', '2018年度分成', 'SL190211001'],
    ['2019-03-21', '', '350.00', '24328.03', payer, '示例-8001', '补缴', 'SL190321001'],
    ['2019-03-21', '', '18.65', '24346.68', '', '', '结息', 'SL190321002'],
    ['2019-03-29', '10.00', '', '24336.68', '', '', '账户管理费', 'SL190329001'],
  ];
  return {
    kind: 'BANK_STATEMENT',
    fileName: '2019年一季度对账单.csv',
    division,
    content: rows.map((row) => row.join(',')).join('\r\n'),
  };
}

/** Imports the first fund's statement of the quarter, and prints the reconciliation that two people make. @throws Told */
export async function bankPage(parties: Parties, agreement: string, tell: Tell): Promise<void> {
  const { treasurer, street } = parties;
  const { agreements } = await treasurer.ask(PlaceDocument, { agreement, period: '2018' });
  const [found] = agreements.nodes;
  const fund = found?.versions.nodes[0]?.funds[0]?.fund;
  const division = found?.division?.code;
  if (!fund || division === undefined) throw new Told(`《${agreement}》没有登记受益基金。`);
  const key = (step: string) => ({ idempotencyKey: keyOf(agreement, `bank-${step}`) });
  const { bankFormat } = await treasurer.write(SaveFormatDocument, {
    division: { code: division },
    name: '示例银行对账单',
    bankName: '示例银行',
    layout: 'ICBC',
    ...key('format'),
  });
  const upload = statementOf(found.payer?.name ?? '', division);
  const imported = await treasurer.write(ImportStatementDocument, {
    fund: { id: fund.id },
    format: { id: bankFormat!.id },
    file: { id: await treasurer.upload(upload, key('file').idempotencyKey) },
    from: '2019-01-01',
    through: lastDay,
    ...key('import'),
  });
  const { lineCount, lines } = imported.bankStatement!;
  const open = lines.nodes.filter(({ match }) => match === null);
  tell(`\n8. 基金会导入${fund.name}的银行对账单`);
  tell(`   导入 ${upload.fileName}:${lineCount} 笔,${lineCount - open.length} 笔与账上到账自动核对。`);
  for (const { id, bookedOn, amount, remark } of open) {
    await treasurer.write(ExplainLineDocument, {
      line: { id },
      expectedVersion: 1,
      kind: 'TIMING',
      explanation: '二季度入账',
      ...key(`explain-${bookedOn}`),
    });
    tell(`   ${bookedOn} ${remark ?? ''} ${yuan(amount)} 元:账上未记,说明为二季度入账。`);
  }
  const prepared = await treasurer.write(PrepareReconciliationDocument, {
    fund: { id: fund.id },
    on: lastDay,
    ...key('prepare'),
  });
  const told = prepared.bankReconciliation!;
  await street.write(ConfirmReconciliationDocument, {
    bankReconciliation: { id: told.id },
    expectedVersion: 1,
    ...key('confirm'),
  });
  tell(`   银行存款余额调节表(${lastDay},基金会编制,街道复核)`);
  tell(
    table(
      ['项目', '金额(元)', '项目 ', '金额(元) '],
      [
        ['银行对账单余额', yuan(told.bankBalance), '企业账面余额', yuan(told.bookBalance)],
        ['加:企业已收、银行未收', yuan(told.booksReceived), '加:银行已收、企业未收', yuan(told.bankReceived)],
        ['减:企业已付、银行未付', yuan(told.booksPaid), '减:银行已付、企业未付', yuan(told.bankPaid)],
        ['调节后余额', yuan(told.adjustedBank), '调节后余额', yuan(told.adjustedBook)],
      ],
    ),
  );
}

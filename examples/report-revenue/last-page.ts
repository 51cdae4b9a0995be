// The last page: each fund's account, the year's statement beside it, and the way of one fen back to its clause.
import {
  OriginDocument,
  StatementsDocument,
  YearDocument,
  type OriginQuery,
  type StatementsQuery,
} from './generated/graphql.js';
import { Told, type Parties } from './graph.js';
import { fenOf, lineText, shown, table, yuan } from './words.js';

type Tell = (line: string) => void;
type Fund = NonNullable<StatementsQuery['agreementVersions']['nodes'][number]['funds'][number]['fund']>;
type Line = Fund['entries']['nodes'][number];
type Entry = Extract<NonNullable<OriginQuery['node']>, { readonly allocation: unknown }>;

const kinds: Readonly<Record<string, string>> = {
  ACCRUAL: '应缴',
  REVERSAL: '冲销',
  RECEIPT: '到账',
};

const fen = ({ amount }: Line): bigint => fenOf(amount?.yuan ?? '0.00');
const sum = (lines: readonly Line[]): bigint => lines.reduce((total, line) => total + fen(line), 0n);

/** Prints the accounts as they are now; whoever runs it again sees the same. @throws Told */
export async function lastPage(parties: Parties, agreement: string, tell: Tell): Promise<void> {
  const { treasurer } = parties;
  const { agreementVersions } = await treasurer.ask(StatementsDocument, { agreement });
  const funds = agreementVersions.nodes.flatMap((version) => version.funds.flatMap(({ fund }) => fund ?? []));
  tell(`\n═══ 账(以下各行均依据《${agreement}》)═══`);
  for (const fund of funds) statement(fund, agreement, tell);
  const { annualStatements, annualStatementsAggregate } = await treasurer.ask(YearDocument, {
    agreement,
    year: 2018,
  });
  tell('\n2018 年度对账(元)');
  const rows = funds.map((fund) => {
    const year = annualStatements.nodes.find((one) => one.fund?.name === fund.name);
    return [
      fund.name,
      yuan(year?.due ?? { yuan: '0.00' }),
      yuan(year?.received ?? { yuan: '0.00' }),
      shown(sum(fund.entries.nodes)),
      shown(sum(fund.bankEntries.nodes)),
    ];
  });
  const { due, received } = annualStatementsAggregate.sum ?? {};
  const all = [
    '合计',
    yuan(due ?? { yuan: '0.00' }),
    yuan(received ?? { yuan: '0.00' }),
    shown(sum(funds.flatMap(({ entries }) => entries.nodes))),
    shown(sum(funds.flatMap(({ bankEntries }) => bankEntries.nodes))),
  ];
  tell(table(['基金', '年度应缴', '年度实缴', '基金明细账', '银行日记账'], [...rows, all]));
  const agree = [...rows, all].every(([, ...amounts]) => new Set(amounts).size === 1);
  tell(agree ? '   应缴、实缴与两本账逐个基金相符。' : '   各数不一:有款项未缴清或未确认。');
  await wayOfOneFen(parties, funds, tell);
}

/** What became the fund's and what reached its bank account, line by line. */
function statement({ name, entries, bankEntries }: Fund, agreement: string, tell: Tell): void {
  tell(`\n${name}`);
  const lines = [...entries.nodes, ...bankEntries.nodes].sort(
    (a, b) =>
      a.effectiveOn.localeCompare(b.effectiveOn) ||
      Number(a.transaction?.number) - Number(b.transaction?.number),
  );
  tell(
    table(
      ['日期', '事项', '金额(元)', '说明'],
      lines.map((line) => [
        line.effectiveOn,
        kinds[line.transaction?.kind ?? ''] ?? '',
        shown(fen(line)),
        // The heading says the agreement already.
        (line.transaction?.explanation ?? '').replace(`,依据《${agreement}》`, ''),
      ]),
    ),
  );
}

/** From the last amount of the first fund back to the clause, by one query. */
async function wayOfOneFen({ treasurer }: Parties, [fund]: readonly Fund[], tell: Tell): Promise<void> {
  const last = fund?.entries.nodes.filter((line) => fen(line) > 0n).at(-1);
  if (!last) throw new Told('账上还没有分录。');
  const { node } = await treasurer.ask(OriginDocument, { entry: last.id });
  const entry = node as Entry | null;
  const { allocation = null } = entry ?? {};
  const { settlement = null } = allocation ?? {};
  const { calculation = null, agreementVersion = null, report = null } = settlement ?? {};
  if (!entry || !allocation || !settlement || !calculation || !agreementVersion)
    throw new Told('这笔分录不来自结算。');
  tell(`\n一分钱的来路(一次查询)`);
  tell(`   分录  ${entry.effectiveOn} 记入${allocation.fund?.name ?? '–'} ${yuan(allocation.amount)} 元`);
  tell(
    `   结算  ${settlement.period} 年度应缴 ${yuan(settlement.amount)} 元${
      settlement.replaces ? `,更正原结算 ${yuan(settlement.replaces.amount)} 元` : ''
    }`,
  );
  tell('   测算');
  const depths: number[] = [];
  for (const { index, parentIndex, explanation } of calculation.nodes) {
    depths[index] = parentIndex === null ? 0 : (depths[parentIndex] ?? 0) + 1;
    tell(`     ${'  '.repeat(depths[index])}· ${explanation}`);
  }
  const { agreement, number, signedOn } = agreementVersion;
  tell(
    `   条款  《${agreement?.title ?? '–'}》第 ${number} 版第 ${calculation.clause} 条:${calculation.clauseTitle}(${signedOn} 签订,居民议决 ${agreement?.resolution?.documentNo ?? '–'})`,
  );
  if (!report) return;
  const figures = report.lines.map(lineText).join('、');
  tell(
    `   申报  ${report.period} 年度${figures},${report.submitter?.name ?? '–'}提交${
      report.correctionReason ? `(更正:${report.correctionReason})` : ''
    }`,
  );
  for (const { file, digest } of report.evidence)
    tell(`   凭证  ${file?.fileName ?? '–'} ${digest.slice(0, 23)}…`);
  tell(`   核验  ${report.verifier?.name ?? '–'}`);
}

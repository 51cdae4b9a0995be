// The story: what each party finds waiting, and does, from the closed months to the corrected profit.
import {
  AnnouncePaymentDocument,
  BroughtDocument,
  ConfirmPaymentDocument,
  CorrectReportDocument,
  OwedDocument,
  PlaceDocument,
  SettleReportDocument,
  SubmitReportDocument,
  VerifyReportDocument,
  WaitingDocument,
  YearDocument,
  type SubmitRevenueReportInput,
} from './generated/graphql.js';
import { amountsByFund, keyOf, openByFund, type Settlement } from './amounts.js';
import { documentOf } from './document.js';
import { Told, type Parties } from './graph.js';
import { fenOf, lineText, measureNames, shown, table, yuan } from './words.js';
import { mark, Writes } from './writes.js';

type Tell = (line: string) => void;

const period = '2018';
const profit = '126543.21';
const correctedProfit = '131543.21';

/** One playing of the story under one agreement. */
class Story {
  readonly writes = new Writes();
  readonly #parties: Parties;
  readonly #agreement: string;
  readonly #tell: Tell;

  constructor(parties: Parties, agreement: string, tell: Tell) {
    this.#parties = parties;
    this.#agreement = agreement;
    this.#tell = tell;
  }

  #key(step: string): { readonly idempotencyKey: string } {
    return { idempotencyKey: keyOf(this.#agreement, `${period}-${step}`) };
  }

  /** The agreement, its funds and the report of its year. @throws Told where the platform has not got that far */
  async place() {
    const { agreements } = await this.#parties.enterprise.ask(PlaceDocument, {
      agreement: this.#agreement,
      period,
    });
    const [found] = agreements.nodes;
    if (!found) throw new Told(`找不到协议《${this.#agreement}》。演示用示例区(990101)的协议,请检查标题。`);
    const [version] = found.versions.nodes;
    const [report] = found.reports.nodes;
    if (!version || !report)
      throw new Told(
        `《${found.title}》${period} 年度还没有待申报的报表(平台启动时及每分钟关账一次,可稍后再试),或演示企业不是其缴款单位。`,
      );
    const clauses = version.clauses.map(({ title }) => title).join(';');
    this.#tell(`《${found.title}》`);
    this.#tell(`   缴款单位:${found.payer?.name ?? '–'}`);
    this.#tell(`   条款:${clauses}`);
    const division = found.division?.code;
    if (division === undefined) throw new Told(`《${found.title}》没有登记所在社区。`);
    return { id: found.id, report, division, funds: version.funds.flatMap(({ fund }) => fund ?? []) };
  }

  async #settlements(): Promise<readonly Settlement[]> {
    const { agreementVersions } = await this.#parties.enterprise.ask(BroughtDocument, {
      agreement: this.#agreement,
    });
    return agreementVersions.nodes.flatMap(({ settlements }) => settlements.nodes);
  }

  async months(): Promise<void> {
    const months = (await this.#settlements()).filter((one) => /^\d{4}-\d{2}$/.test(one.period));
    const [first] = months;
    if (!first) throw new Told('平台尚未关账:启动时及每分钟一次,请稍后再试。');
    const parts = first.allocations.nodes.map(({ amount }) => yuan(amount)).join('、');
    this.#tell('\n1. 平台按月关账,无须任何人申报');
    this.#tell(`   已自动结算 ${months.length} 个月,每月 ${yuan(first.amount)} 元,分给各基金 ${parts} 元。`);
  }

  /** What the enterprise finds by one query. @returns whether the report waits for its figures */
  async owed(): Promise<boolean> {
    this.#tell('\n2. 企业问一次:要缴什么,要报什么');
    const owed = await this.#parties.enterprise.ask(OwedDocument, { agreement: this.#agreement });
    const { nodes } = owed.settlements;
    if (nodes.length === 0) this.#tell('   没有待缴。');
    else {
      const sum = yuan(owed.settlementsAggregate.sum?.open ?? { yuan: '0.00' });
      this.#tell(`   待缴 ${nodes.length} 笔,合计 ${sum} 元,最早 ${nodes[0]!.dueOn} 到期:`);
      this.#tell(
        table(
          ['基金', '待缴(元)', '户名', '开户行', '账号'],
          openByFund(nodes).map(({ fund, openFen }) => [
            fund?.name ?? '',
            shown(openFen),
            fund?.accountHolder ?? '',
            fund?.bankName ?? '',
            fund?.accountNo ?? '',
          ]),
        ),
      );
    }
    const waiting = owed.revenueReports.nodes;
    for (const { period, dueOn, asks } of waiting) {
      const measures = asks.map((measure) => measureNames[measure]).join('、');
      this.#tell(`   待申报:${period} 年度,${dueOn} 前,须填${measures},附凭证。`);
    }
    if (waiting.length === 0) this.#tell('   没有待申报。');
    return waiting.length > 0;
  }

  /** The enterprise tries, where it has not reported yet, and reports. @returns the report's version */
  async submit(report: string, division: string, waits: boolean): Promise<number> {
    const { enterprise } = this.#parties;
    const document = documentOf('INCOME_STATEMENT', period, profit, division);
    const { idempotencyKey } = this.#key('income-statement');
    const file = await enterprise.upload(document, idempotencyKey);
    const input: SubmitRevenueReportInput = {
      revenueReport: { id: report },
      // The platform opened it as version 1, and each step adds one: said in full, so that a replay says the same.
      expectedVersion: 1,
      lines: [{ measure: 'PROFIT', amount: profit }],
      evidence: [{ file: { id: file } }],
      ...this.#key('submit'),
    };
    if (waits) {
      const tried = await enterprise.write(SubmitReportDocument, { ...input, dryRun: true });
      this.#tell(`   先试算(不写入):`);
      for (const { clauseTitle, due, nodes } of tried.revenueReport?.calculations.nodes ?? []) {
        this.#tell(`   ${clauseTitle}应缴 ${yuan(due)} 元,算法如下:`);
        nodes.forEach(({ explanation }) => this.#tell(`     · ${explanation}`));
      }
    }
    const submitted = await this.writes.send(enterprise, SubmitReportDocument, input);
    this.#tell(`   申报 ${period} 年度利润 ${yuan({ yuan: profit })} 元,附利润表。${mark(submitted)}`);
    return submitted.revenueReport!.version;
  }

  /** What waits for the community, by one query. */
  async waiting(): Promise<void> {
    const { toVerify, toSettle, announced } = await this.#parties.community.ask(WaitingDocument, {
      agreement: this.#agreement,
    });
    const counts = [
      `待核验 ${toVerify.nodes.length} 份`,
      `待结算 ${toSettle.nodes.length} 份`,
      `待到账 ${announced.nodes.length} 笔`,
    ];
    this.#tell(`   社区的待办:${counts.join(',')}。`);
    for (const { submitter, lines, evidence, calculations } of [...toVerify.nodes, ...toSettle.nodes]) {
      const said = lines.map(lineText).join('、');
      const due = calculations.nodes.map((one) => `${one.clauseTitle} ${yuan(one.due)}`).join('、');
      const files = evidence.map(({ file }) => file?.fileName ?? '–').join('、');
      this.#tell(`   · ${submitter?.name ?? '–'}申报 ${said},凭证 ${files};测算应缴 ${due} 元。`);
    }
  }

  /** The enterprise must not vouch for itself. */
  async refusedToVerify(report: string, expectedVersion: number): Promise<void> {
    try {
      await this.#parties.enterprise.write(VerifyReportDocument, {
        revenueReport: { id: report },
        expectedVersion,
        ...this.#key('verify-own'),
      });
    } catch (error) {
      if (!(error instanceof Told) || error.code !== 'FORBIDDEN') throw error;
      this.#tell(`   企业自己核验:被拒绝。${error.message}`);
      return;
    }
    throw new Told('企业核验了自己的申报:这不应发生。');
  }

  /** The community verifies, and the street settles: who prepares a voucher is not who reviewed it. */
  async verifyAndSettle(
    report: string,
    { version, step, settledOn }: { version: number; step: string; settledOn: string },
  ): Promise<void> {
    const { community, street } = this.#parties;
    const revenueReport = { id: report };
    const verified = await this.writes.send(community, VerifyReportDocument, {
      revenueReport,
      expectedVersion: version,
      ...this.#key(`${step}verify`),
    });
    this.#tell(`   社区核验通过。${mark(verified)}`);
    const settled = await this.writes.send(street, SettleReportDocument, {
      revenueReport,
      expectedVersion: version + 1,
      settledOn,
      ...this.#key(`${step}settle`),
    });
    for (const one of settled.revenueReport?.settlements.nodes ?? []) {
      const parts = one.allocations.nodes.map(({ amount }) => yuan(amount)).join('、');
      const delta = one.delta === null ? '' : `,比更正前多 ${yuan(one.delta)} 元`;
      this.#tell(`   街道于 ${settledOn} 结算:${one.clauseTitle}应缴 ${yuan(one.amount)} 元${delta},`);
      this.#tell(`   分给各基金 ${parts} 元,${one.dueOn} 到期。${mark(settled)}`);
    }
  }

  /** The year's statement. */
  async year(): Promise<void> {
    const { annualStatements, annualStatementsAggregate } = await this.#parties.community.ask(YearDocument, {
      agreement: this.#agreement,
      year: Number(period),
    });
    const { due, received } = annualStatementsAggregate.sum ?? {};
    if (!due || !received) return;
    const parts = annualStatements.nodes.map((one) => yuan(one.due)).join(' + ');
    this.#tell(`   ${period} 年度结算单:应缴 ${yuan(due)} = ${parts} 元,实缴 ${yuan(received)} 元。`);
  }

  /** The enterprise pays each fund, and the foundation confirms what reached its accounts. */
  async pay(
    place: Awaited<ReturnType<Story['place']>>,
    {
      step,
      paidOn,
      receivedOn,
      corrected,
    }: { step: string; paidOn: string; receivedOn: string; corrected: boolean },
  ): Promise<void> {
    const { enterprise, treasurer } = this.#parties;
    const amounts = amountsByFund(await this.#settlements(), corrected);
    for (const [i, fund] of place.funds.entries()) {
      const amountFen = amounts[i]!;
      const announced = await this.writes.send(enterprise, AnnouncePaymentDocument, {
        agreement: { id: place.id },
        fund: { id: fund.id },
        amount: shown(amountFen).replaceAll(',', ''),
        paidOn,
        bankReference: `示例流水-${paidOn}-${i + 1}`,
        ...this.#key(`${step}pay-${i + 1}`),
      });
      const confirmed = await this.writes.send(treasurer, ConfirmPaymentDocument, {
        payment: { id: announced.payment!.id },
        expectedVersion: 1,
        receivedOn,
        ...this.#key(`${step}receive-${i + 1}`),
      });
      const { receiptNo = null } = confirmed.payment ?? {};
      this.#tell(
        `   ${fund.name}:企业 ${paidOn} 缴 ${shown(amountFen)} 元,基金会 ${receivedOn} 确认到账,收据 ${receiptNo}。${mark(confirmed)}`,
      );
    }
  }

  async correct(report: string, division: string): Promise<string> {
    const { enterprise } = this.#parties;
    const document = documentOf('AUDIT_REPORT', period, correctedProfit, division);
    const { idempotencyKey } = this.#key('audit-report');
    const file = await enterprise.upload(document, idempotencyKey);
    const corrected = await this.writes.send(enterprise, CorrectReportDocument, {
      corrects: { id: report },
      reason: '年度审计调增利润 5,000.00 元',
      lines: [{ measure: 'PROFIT', amount: correctedProfit }],
      evidence: [{ file: { id: file } }],
      ...this.#key('correct'),
    });
    const more = shown(fenOf(correctedProfit) - fenOf(profit));
    this.#tell(
      `   企业更正利润为 ${yuan({ yuan: correctedProfit })} 元(多 ${more} 元),附审计报告。${mark(corrected)}`,
    );
    return corrected.revenueReport!.id;
  }

  async again(): Promise<void> {
    const { count } = this.writes;
    const replays = await this.writes.again();
    this.#tell('\n7. 同样的请求原样再发一遍');
    this.#tell(`   ${count} 次写入再发一遍,${replays} 次答复为重放,账上一分未动。`);
    if (this.writes.replays === count) this.#tell('   本次运行的每一步也都是重放:这个故事此前已经演过。');
  }
}

/** Plays the story once; what was done before is replayed by the platform. @throws Told */
export async function play(parties: Parties, agreement: string, tell: Tell): Promise<void> {
  const story = new Story(parties, agreement, tell);
  const place = await story.place();
  const report = place.report.id;
  const { division } = place;
  await story.months();
  const version = await story.submit(report, division, await story.owed());
  tell('\n3. 社区核验,街道结算(制单人与审核人须不同)');
  await story.waiting();
  await story.refusedToVerify(report, version);
  await story.verifyAndSettle(report, { version: 2, step: '', settledOn: '2019-02-01' });
  await story.year();
  tell('\n4. 企业缴款,基金会确认到账');
  await story.pay(place, { step: '', paidOn: '2019-02-10', receivedOn: '2019-02-11', corrected: false });
  tell('\n5. 次年三月更正利润:按新数入账,红字冲销原结算');
  const correction = await story.correct(report, division);
  await story.waiting();
  await story.verifyAndSettle(correction, { version: 1, step: 'correction-', settledOn: '2019-03-15' });
  await story.year();
  tell('\n6. 补缴差额');
  await story.pay(place, {
    step: 'correction-',
    paidOn: '2019-03-20',
    receivedOn: '2019-03-21',
    corrected: true,
  });
  await story.again();
}

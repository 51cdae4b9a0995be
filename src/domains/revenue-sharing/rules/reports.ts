// What a report must say, when, and who may take it further.
import type { RevenueMeasure, RevenueReportState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { yuanOf } from '../../../kernel/money.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { unaskedFaults } from './drafts.js';
import { lastDayOf, type Piece } from './terms.js';

// The way of a report; a settled one changes by a correction only.
lifeCycle<RevenueReportState>('RevenueReportState', 'report-follows-its-way', {
  DRAFT: ['SUBMITTED', 'ESTIMATED'],
  // Who was silent may still report, until the estimate is verified; then a correction replaces it.
  ESTIMATED: ['SUBMITTED', 'RETURNED', 'VERIFIED'],
  SUBMITTED: ['RETURNED', 'VERIFIED', 'WITHDRAWN'],
  RETURNED: ['SUBMITTED', 'ESTIMATED', 'WITHDRAWN'],
  // What turns out wrong before it is settled goes back; a correction may also be given up.
  VERIFIED: ['SETTLED', 'RETURNED', 'WITHDRAWN'],
  SETTLED: ['CORRECTED'],
  CORRECTED: [],
  WITHDRAWN: [],
});

defineRules({
  'period-inside-agreement': {
    code: 'INVALID_INPUT',
    zh: '期间 {period} 不在协议有效期({from} 至 {to})之内,或协议没有该长度期间的申报。',
    en: 'The agreement, which holds from {from} to {to}, asks for no report of {period}.',
  },
  'report-period-has-begun': {
    code: 'INVALID_INPUT',
    zh: '期间 {period} 尚未开始。',
    en: 'The period {period} has not begun.',
  },
  'report-once-per-period': {
    code: 'CONFLICT',
    zh: '期间 {period} 已有申报;已结算的,请用更正。',
    en: 'There is a report of {period} already; correct it once it is settled.',
  },
  'report-after-its-period': {
    code: 'RULE_BROKEN',
    zh: '期间于 {lastDay} 结束,须在其后申报,而今天是 {today}。',
    en: 'A period is reported after its last day, {lastDay}; today is {today}.',
  },
  'report-after-those-it-counts': {
    code: 'RULE_BROKEN',
    zh: '本期计算还依据{period}的{measure:RevenueMeasure},而该期尚未结算;请先结算该期。',
    en: 'What is due also rests on the {measure:RevenueMeasure} of {period}, which is not settled yet; settle that period first.',
  },
  'report-states-every-measure': {
    code: 'INVALID_INPUT',
    zh: '申报须包括{measure:RevenueMeasure},而未填写。',
    en: 'The report must state the {measure:RevenueMeasure}, but does not.',
  },
  'report-states-what-is-asked': {
    code: 'INVALID_INPUT',
    zh: '协议不以{measure:RevenueMeasure}计算分成,请删去;须填写:{asked:RevenueMeasure}。',
    en: 'Nothing is shared of {measure:RevenueMeasure}; leave it out. Asked for is: {asked:RevenueMeasure}.',
  },
  'report-states-a-measure-once': {
    code: 'INVALID_INPUT',
    zh: '{measure:RevenueMeasure}填写了两次。',
    en: 'The {measure:RevenueMeasure} is stated twice.',
  },
  'measure-not-negative': {
    code: 'INVALID_INPUT',
    zh: '{measure:RevenueMeasure}不能为负,而填写为 {amount} 元;只有利润可以为负(亏损)。',
    en: '{measure:RevenueMeasure} is not negative, but {amount} yuan is stated; only a profit may be, as a loss.',
  },
  'report-has-evidence': {
    code: 'INVALID_INPUT',
    zh: '申报须附至少一份已上传的凭证文件。',
    en: 'A report has at least one uploaded document as evidence.',
  },
  'report-evidence-once': {
    code: 'INVALID_INPUT',
    zh: '同一凭证(摘要相同)附了两次。',
    en: 'The same document, by its digest, is given twice.',
  },
  'report-evidence-is-at-hand': {
    code: 'INVALID_INPUT',
    zh: '凭证须是本登记机关保存且未撤回的原件;脱敏件不作凭证。',
    en: 'Evidence is an original that the same office keeps and that was not withdrawn; a redacted copy is none.',
  },
  'period-form': {
    code: 'INVALID_INPUT',
    zh: '业务期间须写作 2018、2018-H1、2018-Q3 或 2018-09。',
    en: 'A business period is written 2018, 2018-H1, 2018-Q3 or 2018-09.',
  },
  'reporter-acts-for-an-organization': {
    code: 'RULE_BROKEN',
    zh: '申报与核验须代表一个组织,而该凭证未绑定组织。',
    en: 'Who submits or verifies acts for an organization, but this credential is bound to none.',
  },
  'verifier-is-of-another-organization': {
    code: 'RULE_BROKEN',
    zh: '核验人及其组织须与提交方和缴款单位不同。',
    en: 'A report is verified by somebody else, of another organization than the one that submitted it or owes by it.',
  },
  'report-follows-the-terms-in-force': {
    code: 'RULE_BROKEN',
    zh: '提交后条款有变,测算与现行条款不符;请退回后重新提交。',
    en: 'The terms changed after the submission, so that the calculation does not follow them; return the report and submit it again.',
  },
  'correction-of-a-settled-report': {
    code: 'RULE_BROKEN',
    zh: '只有已结算的申报需要更正;该申报状态为“{state:RevenueReportState}”。',
    en: 'Only a settled report is corrected; this one is “{state:RevenueReportState}”.',
  },
  'correction-once-at-a-time': {
    code: 'CONFLICT',
    zh: '该申报已有进行中的更正。',
    en: 'A correction of this report is under way already.',
  },
  'only-corrections-are-withdrawn': {
    code: 'RULE_BROKEN',
    zh: '到期的申报不能撤回,只有更正申报可以撤回;有误请由核验方退回。',
    en: 'A report that is due is not withdrawn; only a correction is. The verifier returns what is wrong.',
  },
  'settled-until-today': {
    code: 'INVALID_INPUT',
    zh: '结算日期须在 {earliest} 至 {today} 之间。',
    en: 'The day of settlement lies between {earliest} and {today}.',
  },
});

/** One measure as it is reported. */
export interface Line {
  readonly measure: RevenueMeasure;
  readonly amountFen: bigint;
}

/** What is wrong with the lines and documents of a report, beside the clauses that rest on it. */
export function contentFaults(
  lines: readonly Line[],
  evidence: readonly { readonly digest: string; readonly proves: boolean }[],
  asked: readonly RevenueMeasure[],
  evidenceRequired: boolean,
): readonly Fault[] {
  return [
    ...lineFaults(lines),
    ...unaskedFaults(lines, asked),
    ...asked
      .filter((measure) => !lines.some((line) => line.measure === measure))
      .map((measure) => fault('report-states-every-measure', ['lines'], { measure })),
    ...(evidenceRequired && evidence.length === 0 ? [fault('report-has-evidence', ['evidence'])] : []),
    ...evidenceFaults(evidence),
  ];
}

/** What is wrong with the documents by themselves. */
export function evidenceFaults(
  evidence: readonly { readonly digest: string; readonly proves: boolean }[],
): readonly Fault[] {
  const digests = evidence.map(({ digest }) => digest);
  return [
    ...digests.flatMap((digest, i) =>
      digests.indexOf(digest) === i ? [] : [fault('report-evidence-once', ['evidence', i, 'file'])],
    ),
    ...evidence.flatMap(({ proves }, i) =>
      proves ? [] : [fault('report-evidence-is-at-hand', ['evidence', i, 'file'])],
    ),
  ];
}

/** What is wrong with the lines by themselves. */
export function lineFaults(lines: readonly Line[]): readonly Fault[] {
  return lines.flatMap(({ measure, amountFen }, i) => [
    ...(lines.findIndex((line) => line.measure === measure) === i
      ? []
      : [fault('report-states-a-measure-once', ['lines', i, 'measure'], { measure })]),
    ...(amountFen < 0n && measure !== 'PROFIT'
      ? [fault('measure-not-negative', ['lines', i, 'amount'], { measure, amount: yuanOf(amountFen) })]
      : []),
  ]);
}

/** The last day that the pieces of a period cover. */
export function lastCovered(pieces: readonly Piece[]): string {
  return pieces
    .map(({ covered }) => lastDayOf(covered))
    .sort()
    .at(-1)!;
}

/** Refuses a report before its period is over. */
export function afterPeriod(pieces: readonly Piece[], today: string): readonly Fault[] {
  const lastDay = lastCovered(pieces);
  return lastDay < today ? [] : [fault('report-after-its-period', [], { lastDay, today })];
}

/** Who acts, as a credential says it. */
export interface Actor {
  readonly subject: string;
  readonly organizationId: string | null;
}

/** Refuses who acts for nobody. */
export function actsForOne({ organizationId }: Actor): readonly Fault[] {
  return organizationId === null ? [fault('reporter-acts-for-an-organization')] : [];
}

/** Refuses a verifier who is, or acts for, who submitted or owes. */
export function verifierFaults(verifier: Actor, submitter: Actor, payerId: string): readonly Fault[] {
  const same =
    verifier.subject === submitter.subject ||
    verifier.organizationId === submitter.organizationId ||
    verifier.organizationId === payerId;
  return [...actsForOne(verifier), ...(same ? [fault('verifier-is-of-another-organization')] : [])];
}

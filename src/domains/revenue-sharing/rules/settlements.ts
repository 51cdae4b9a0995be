// What a settled clause becomes: its parts per fund, its posting, and the sentences that tell of it.
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import type { ReductionKind, SettlementState } from '../../../generated/database.js';
import type { Evaluation } from './evaluate.js';
import { clauseTitle } from './titles.js';
import { periodWords, type Words } from './words.js';
import { parsePeriod } from './periods.js';
import { lastCovered } from './reports.js';
import { addDays, lastDayOf, type Piece } from './terms.js';

/** The way of a settlement; payments and corrections take it further, no operation does by itself. */
export const settlementLife = lifeCycle<SettlementState>('SettlementState', 'settlement-follows-its-way', {
  CALCULATED: ['PARTIALLY_PAID', 'PAID', 'NOTHING_DUE', 'WRITTEN_OFF', 'REVERSED'],
  PARTIALLY_PAID: ['CALCULATED', 'PAID', 'NOTHING_DUE', 'WRITTEN_OFF', 'REVERSED'],
  PAID: ['PARTIALLY_PAID', 'CALCULATED', 'NOTHING_DUE', 'REVERSED'],
  // What was waived is due again where the decision is taken back.
  NOTHING_DUE: ['CALCULATED', 'PARTIALLY_PAID', 'PAID', 'REVERSED'],
  CREDIT: ['OFFSET', 'REVERSED'],
  OFFSET: ['CREDIT', 'REVERSED'],
  // A later payment recovers what was written off.
  WRITTEN_OFF: ['CALCULATED', 'PARTIALLY_PAID', 'PAID', 'NOTHING_DUE', 'REVERSED'],
  REVERSED: [],
});

defineRules({
  'settlement-of-a-report-is-corrected': {
    code: 'RULE_BROKEN',
    zh: '依据申报的结算不能直接冲销;请更正该申报。',
    en: 'A settlement that rests on a report is not reversed by itself; correct the report.',
  },
  'close-names-an-agreement-in-force': {
    code: 'RULE_BROKEN',
    zh: '协议没有待关闭的期间(未在履行,或均已关闭)。',
    en: 'The agreement has no periods to be closed: it is not in force, or all are closed.',
  },
});

/** An evaluation that came out. */
export type Due = Extract<Evaluation, { readonly missing: null }>;

/** The days of a settlement. */
export interface SettlementDays {
  /** Business day of the posting. */
  readonly effectiveOn: string;
  readonly dueOn: string;
}

/** A clause that needs no report is booked on the last day that it covers, and due some days after. */
export function daysOfFixed({ covered, terms }: Piece): SettlementDays {
  const lastDay = lastDayOf(covered);
  return { effectiveOn: lastDay, dueOn: addDays(lastDay, terms.paymentDueDays) };
}

/**
 * A reported clause is booked in the period that it belongs to and due some days after it is settled; a correction is
 * booked when it is settled, so that what is closed stays closed.
 */
export function daysOfReported(
  { covered, terms }: Piece,
  settledOn: string,
  isCorrection: boolean,
): SettlementDays {
  return {
    effectiveOn: isCorrection ? settledOn : lastDayOf(covered),
    dueOn: addDays(settledOn, terms.paymentDueDays),
  };
}

/** Refuses a day of settlement before the period is over, before what is taken back was booked, or after today. */
export function settlementDay(
  settledOn: string,
  pieces: readonly Piece[],
  today: string,
  lastBooked: string | null,
): readonly Fault[] {
  const over = addDays(lastCovered(pieces), 1);
  const earliest = lastBooked !== null && lastBooked > over ? lastBooked : over;
  return settledOn >= earliest && settledOn <= today
    ? []
    : [fault('settled-until-today', ['settledOn'], { earliest, today })];
}

/** What a posting says of a share that falls due, without any amount: everybody may read it. */
export function dueSummary(payer: string, { component, period }: Piece, title: string): Words {
  const [clause, when] = [clauseTitle(component), periodWords(period)];
  return {
    zh: `${payer}${when.zh}应缴分成(${clause.zh}),依据《${title}》`,
    en: `${payer} owes its share for ${when.en} (${clause.en}) under “${title}”`,
  };
}

/**
 * What a reversal says, in the words of the settlement that it takes back. Everybody may read it, so that the reason of
 * a correction, which may tell figures, has no place in it.
 */
export function reversalSummary(
  payer: string,
  clause: Words,
  period: string,
  title: string,
  reason: string | null,
): Words {
  const when = periodWords(parsePeriod(period)!);
  const why = reason === null ? { zh: '更正申报,', en: 'After a corrected report, ' } : { zh: '', en: '' };
  const because = reason === null ? { zh: '', en: '' } : { zh: `:${reason}`, en: `: ${reason}` };
  return {
    zh: `${why.zh}冲销${payer}${when.zh}应缴分成(${clause.zh}),依据《${title}》${because.zh}`,
    en: `${why.en}what ${payer} owed for ${when.en} (${clause.en}) under “${title}” is taken back${because.en}`,
  };
}

const reductionWords: Readonly<Record<ReductionKind, Words>> = {
  WAIVER: { zh: '减免', en: 'is waived' },
  WRITE_OFF: { zh: '核销', en: 'is written off' },
  RECOVERY: { zh: '收回已核销的', en: 'was written off and is recovered' },
};

/** What is said of what is taken off a settlement, without any amount: everybody may read it. */
export function reductionSummary(
  kind: ReductionKind,
  payer: string,
  settled: { readonly clauseTitle: string; readonly clauseTitleEn: string; readonly period: string },
  title: string,
): Words {
  const [words, when] = [reductionWords[kind], periodWords(parsePeriod(settled.period)!)];
  return {
    zh: `${words.zh}${payer}${when.zh}应缴分成(${settled.clauseTitle}),依据《${title}》`,
    en: `What ${payer} owes for ${when.en} (${settled.clauseTitleEn}) under “${title}” ${words.en}`,
  };
}

/** What is said of a late charge, without any amount: everybody may read it. */
export function lateSummary(payer: string, clause: Words, period: string, title: string): Words {
  const when = periodWords(parsePeriod(period)!);
  return {
    zh: `${payer}${when.zh}分成(${clause.zh})逾期缴纳,应缴滞纳金,依据《${title}》`,
    en: `${payer} owes a charge for paying late what was due for ${when.en} (${clause.en}) under “${title}”`,
  };
}

/** What a receipt says. */
export function receiptSummary(payer: string, fund: string, title: string): Words {
  return {
    zh: `收到${payer}向${fund}缴纳的分成款,依据《${title}》`,
    en: `${payer} paid its share to ${fund} under “${title}”`,
  };
}

/** What only one live settlement of a clause may hold. */
export function slotOf({ terms, component, covered }: Piece, reportId: string | null): string {
  return `${reportId ?? covered.from} ${terms.versionId} ${component.number}`;
}

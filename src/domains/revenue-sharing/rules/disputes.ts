// The life of an objection: what may be objected to, what waits meanwhile, and when it is over.
import type { DisputeState, RevenueReportState, SettlementState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** The way of a dispute: answered or withdrawn, once. */
export const disputeLife = lifeCycle<DisputeState>('DisputeState', 'dispute-follows-its-way', {
  OPEN: ['UPHELD', 'CORRECTED', 'WITHDRAWN'],
  UPHELD: [],
  CORRECTED: [],
  WITHDRAWN: [],
});

defineRules({
  'dispute-of-what-stands': {
    code: 'RULE_BROKEN',
    zh: '状态为“{state}”的对象不能提出争议。',
    en: 'Nothing in the state {state} is disputed: it is not there yet, or stands no more.',
  },
  'disputed-once-at-a-time': {
    code: 'CONFLICT',
    zh: '该对象已有待处理的争议。',
    en: 'A dispute about this is open already.',
  },
  'settlement-of-a-report-is-disputed-by-its-report': {
    code: 'RULE_BROKEN',
    zh: '依据申报的结算,请对该申报提出争议。',
    en: 'A settlement that rests on a report is disputed by disputing the report.',
  },
  'dispute-answered-by-another': {
    code: 'RULE_BROKEN',
    zh: '争议须由提出方和缴款单位以外的人答复。',
    en: 'A dispute is answered by somebody else than who raised it, and not by the organization that owes.',
  },
  'dispute-admitted-once-mended': {
    code: 'RULE_BROKEN',
    zh: '认可争议前,须先退回、更正申报或冲销结算。',
    en: 'A dispute is admitted after the report was returned or corrected, or the settlement taken back.',
  },
  'disputed-report-waits': {
    code: 'RULE_BROKEN',
    zh: '申报有待处理的争议,答复后方可继续。',
    en: 'The report is disputed; answer the dispute first.',
  },
});

const disputable: readonly (RevenueReportState | SettlementState)[] = [
  'ESTIMATED',
  'SUBMITTED',
  'VERIFIED',
  'SETTLED',
  'CALCULATED',
  'PARTIALLY_PAID',
  'PAID',
];

/** Refuses an objection to what is not there yet, or stands no more. */
export function standing(state: RevenueReportState | SettlementState, path: string): readonly Fault[] {
  return disputable.includes(state) ? [] : [fault('dispute-of-what-stands', [path], { state })];
}

/** Refuses to go on with a report while somebody objects to it. */
export function undisputed(disputed: boolean): readonly Fault[] {
  return disputed ? [fault('disputed-report-waits')] : [];
}

/** What a dispute is about, as it is now. */
export interface Disputed {
  /** The submission that was disputed, and the last one; equal for a settlement. */
  readonly submission: number;
  readonly lastSubmission: number;
  readonly state: RevenueReportState | SettlementState;
}

/** Refuses to admit an objection to what stands unchanged. */
export function mended({ submission, lastSubmission, state }: Disputed): readonly Fault[] {
  const changed = lastSubmission > submission || !disputable.includes(state);
  return changed ? [] : [fault('dispute-admitted-once-mended')];
}

/** Refuses an answer by who raised it, or by who owes. */
export function answererFaults(
  by: { readonly subject: string; readonly organizationId: string | null },
  raisedBy: string,
  payerId: string,
): readonly Fault[] {
  return by.subject === raisedBy || by.organizationId === payerId
    ? [fault('dispute-answered-by-another')]
    : [];
}

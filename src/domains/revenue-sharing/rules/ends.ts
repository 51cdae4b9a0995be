// When an agreement may be wound up: nothing under it is open any more.
import type { AgreementState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'agreement-wound-up-when-nothing-is-open': {
    code: 'RULE_BROKEN',
    zh: '清算或结束前,须结清其下全部事项。未了:未关期间 {periods}、未结申报 {reports}、未清结算 {settlements}、未了缴款 {payments}、争议 {disputes}。',
    en: 'An agreement is wound up when nothing under it is open. Still open: periods {periods}, reports {reports}, settlements {settlements}, payments {payments}, disputes {disputes}.',
  },
});

/** How much under an agreement is not done. */
export interface OpenBusiness {
  /** Periods that are to be closed: 1 where some are. */
  readonly periods: number;
  /** Reports that are not settled. */
  readonly reports: number;
  /** Settlements that are not paid, written off or taken back. */
  readonly settlements: number;
  /** Payments that are not confirmed, or whose money was not set against anything or paid back. */
  readonly payments: number;
  readonly disputes: number;
}

/** Whether a step winds up an agreement that was in force. */
export function windsUp(from: AgreementState, to: AgreementState): boolean {
  return to === 'LIQUIDATED' || (to === 'CLOSED' && ['EXPIRED', 'TERMINATED', 'LIQUIDATED'].includes(from));
}

/** Refuses to wind up what is not done. */
export function openFaults(open: OpenBusiness): readonly Fault[] {
  return Object.values(open).every((count) => count === 0)
    ? []
    : [fault('agreement-wound-up-when-nothing-is-open', ['state'], { ...open })];
}

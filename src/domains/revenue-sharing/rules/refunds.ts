// The way of a refund, and what is always true of one.
import type { CreditRefundState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** The way of a refund. */
export const refundLife = lifeCycle<CreditRefundState>('CreditRefundState', 'credit-refund-follows-its-way', {
  REQUESTED: ['PAID', 'REJECTED', 'WITHDRAWN'],
  PAID: ['REVERSED'],
  REJECTED: [],
  WITHDRAWN: [],
  REVERSED: [],
});

defineRules({
  'refund-within-credit': {
    code: 'RULE_BROKEN',
    zh: '退还金额 {amount} 元超过该协议在该基金的多缴余额 {credit} 元。',
    en: 'A refund of {amount} yuan is more than the credit under the agreement in this fund, {credit} yuan.',
  },
  'refund-decided-by-another': {
    code: 'RULE_BROKEN',
    zh: '退款须由申请人以外、且不属于缴款单位的人批准并支付。',
    en: 'A refund is decided by somebody else than who asked for it, and not of the body that gets it.',
  },
  'refund-paid-until-today': {
    code: 'INVALID_INPUT',
    zh: '退款日期不能晚于今天({today})。',
    en: 'A refund is paid by today, {today}.',
  },
  'refunded-money-is-gone': {
    code: 'RULE_BROKEN',
    zh: '其中的款项已退还;须先冲销退款,再冲销缴款或结算。',
    en: 'Some of this money was paid back; take the refund back first.',
  },
});

/** Refuses a decision by who asked, or of the body that gets the money. */
export function payerFaults(
  decider: { readonly subject: string; readonly organizationId: string | null },
  refund: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  return decider.subject === refund['requestedBy'] || decider.organizationId === refund['payerId']
    ? [fault('refund-decided-by-another')]
    : [];
}

/** What a refund says, without its amount: everybody may read it. */
export function refundSummary(
  payer: string,
  fund: string,
  title: string,
): { readonly zh: string; readonly en: string } {
  return {
    zh: `${fund}退还${payer}多缴的款项,依据《${title}》`,
    en: `${fund} pays back what ${payer} paid too much under “${title}”`,
  };
}

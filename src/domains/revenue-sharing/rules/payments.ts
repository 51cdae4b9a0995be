// The way of a payment, and what is always true of one.
import type { PaymentState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** The way of a payment. */
export const paymentLife = lifeCycle<PaymentState>('PaymentState', 'payment-follows-its-way', {
  NOTIFIED: ['RECEIVED', 'REJECTED', 'WITHDRAWN'],
  RECEIVED: ['REVERSED'],
  REJECTED: [],
  WITHDRAWN: [],
  REVERSED: [],
});

defineRules({
  'payment-goes-to-a-fund-of-the-agreement': {
    code: 'RULE_BROKEN',
    zh: '协议没有向该基金缴款的条款。',
    en: 'No terms of the agreement pay into this fund.',
  },
  'payment-sent-until-today': {
    code: 'INVALID_INPUT',
    zh: '付款日期不能晚于今天({today})。',
    en: 'A payment was sent by today, {today}.',
  },
  'payment-received-after-it-was-sent': {
    code: 'INVALID_INPUT',
    zh: '到账日期须在付款日期({paidOn})至今天({today})之间。',
    en: 'A payment is received between the day it was sent, {paidOn}, and today, {today}.',
  },
  'receipt-confirmed-by-another': {
    code: 'RULE_BROKEN',
    zh: '收款须由付款登记人以外的人确认。',
    en: 'A receipt is confirmed by somebody else than who announced the payment.',
  },
  'payment-serves-what-is-open': {
    code: 'INVALID_INPUT',
    zh: '指定核销的结算须属于该协议,对该基金仍有待缴或已核销的金额。',
    en: 'The settlement to be paid must be of the same agreement, with something open, or written off, for this fund.',
  },
  'payment-is-told-once': {
    code: 'CONFLICT',
    zh: '该基金已登记流水号为 {reference} 的缴款。',
    en: 'A payment to this fund with the bank’s reference {reference} is recorded already.',
  },
  'voluntary-part-of-the-payment': {
    code: 'INVALID_INPUT',
    zh: '自愿增缴({voluntary} 元)不能超过缴款金额({amount} 元)。',
    en: 'What is given beyond ({voluntary} yuan) is a part of the payment ({amount} yuan).',
  },
});

/** What is wrong with the day on which a payment was received. */
export function receiptDay(receivedOn: string, paidOn: string, today: string): readonly Fault[] {
  return receivedOn >= paidOn && receivedOn <= today
    ? []
    : [fault('payment-received-after-it-was-sent', ['receivedOn'], { paidOn, today })];
}

// What is always true of payment notices: they ask for what is open, and say where it is to be paid.
import type { PaymentNoticeState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** Whether a notice is paid follows from what it asks for, and so is no state of its own. */
export const noticeLife = lifeCycle<PaymentNoticeState>(
  'PaymentNoticeState',
  'payment-notice-follows-its-way',
  {
    ISSUED: ['REPLACED', 'WITHDRAWN'],
    REPLACED: [],
    WITHDRAWN: [],
  },
);

defineRules({
  'payment-notice-asks-for-something-open': {
    code: 'RULE_BROKEN',
    zh: '该协议截至 {through} 没有待缴金额,无须开具通知单。',
    en: 'Nothing that is due through {through} is open under the agreement, so that there is nothing to ask for.',
  },
  'payment-notice-says-where-to-pay': {
    code: 'RULE_BROKEN',
    zh: '基金“{fund}”尚未登记收款账户(账户名称、开户银行、账号),须先登记。',
    en: 'The fund “{fund}” has no account on record (holder, bank, number); record it first.',
  },
  'payment-notice-asks-in-time': {
    code: 'INVALID_INPUT',
    zh: '缴款截止日期不能早于今天({today})。',
    en: 'What a notice asks for is to be paid today, {today}, or later.',
  },
});

/** An open part as a notice asks for it. */
export interface Asked {
  readonly allocationId: string;
  readonly openFen: bigint;
  readonly dueOn: string;
  readonly fund: string;
  readonly accountHolder: string | null;
  readonly bankName: string | null;
  readonly accountNo: string | null;
}

/** What is wrong with asking for these parts. */
export function askingFaults(
  asked: readonly Asked[],
  {
    payBy,
    through,
    today,
  }: { readonly payBy: string | null; readonly through: string; readonly today: string },
): readonly Fault[] {
  const unknown = asked
    .filter(({ accountHolder, bankName, accountNo }) => !accountHolder || !bankName || !accountNo)
    .map(({ fund }) => fund);
  return [
    ...(asked.length > 0 ? [] : [fault('payment-notice-asks-for-something-open', [], { through })]),
    ...[...new Set(unknown)].map((fund) => fault('payment-notice-says-where-to-pay', [], { fund })),
    ...(payBy !== null && payBy < today ? [fault('payment-notice-asks-in-time', ['payBy'], { today })] : []),
  ];
}

/** The day by which a notice is to be paid: that of its last line, and not before today. */
export function payByOf(asked: readonly Asked[], today: string): string {
  return [today, ...asked.map(({ dueOn }) => dueOn)].sort().at(-1)!;
}

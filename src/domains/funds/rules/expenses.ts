// How a fund's money is spent: asked for by one person, approved by another, paid, and counted.
import type { ExpenseState } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** The way of a request to spend. */
export const expenseLife = lifeCycle<ExpenseState>('ExpenseState', 'expense-follows-its-way', {
  REQUESTED: ['REVIEWED', 'APPROVED', 'REFUSED', 'CANCELLED'],
  REVIEWED: ['APPROVED', 'REFUSED', 'CANCELLED'],
  // What nobody pays any more is given up; it does not stand open for ever.
  APPROVED: ['PAID', 'CANCELLED'],
  PAID: [],
  REFUSED: [],
  CANCELLED: [],
});

defineRules({
  'expense-approved-by-others': {
    code: 'RULE_BROKEN',
    zh: '申请、审核、审批须由不同的人办理;您已办理过该笔支出的其中一步。',
    en: 'Who asks for an expense, who reviews it and who approves it are different people, and you are one of them already.',
  },
  'expense-paid-by-who-did-not-approve': {
    code: 'RULE_BROKEN',
    zh: '出纳不得审核或审批同一笔支出。',
    en: 'Who pays an expense has neither reviewed nor approved it.',
  },
  'large-expense-approved-by-two': {
    code: 'RULE_BROKEN',
    zh: '该笔支出金额较大,须先由一人审核、再由另一人审批。',
    en: 'An expense of this amount is reviewed by one person before another one approves it.',
  },
  'expense-reviewed-where-two-approve': {
    code: 'RULE_BROKEN',
    zh: '该笔支出未达双人审批起点,直接审批即可。',
    en: 'An expense of this amount needs no review; it is approved at once.',
  },
});

/** Whether two people approve an amount: by the fund's own limit where it has one. */
export function needsTwo(amountFen: bigint, ownLimitFen: bigint | null, usualLimitFen: bigint): boolean {
  return amountFen >= (ownLimitFen ?? usualLimitFen);
}

/** Refuses the review of an amount that one person approves. */
export function reviewedWhereTwo(request: Readonly<Record<string, unknown>>): Refusal | null {
  return request['twoApprovers'] === true ? null : refusal('expense-reviewed-where-two-approve');
}

/** Refuses the approval of a large amount that nobody reviewed. */
export function reviewedBeforeApproval(request: Readonly<Record<string, unknown>>): Refusal | null {
  return request['twoApprovers'] === true && request['state'] === 'REQUESTED'
    ? refusal('large-expense-approved-by-two')
    : null;
}

/** Refuses whoever took an earlier step of the same expense. */
export function approverFaults(
  subject: string,
  request: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  return subject === request['requestedBy'] || subject === request['reviewedBy']
    ? [fault('expense-approved-by-others')]
    : [];
}

/** Refuses a cashier who said yes to the expense. */
export function cashierFaults(subject: string, request: Readonly<Record<string, unknown>>): readonly Fault[] {
  return subject === request['reviewedBy'] || subject === request['approvedBy']
    ? [fault('expense-paid-by-who-did-not-approve')]
    : [];
}

/** What an expense's voucher says. */
export function expenseSummary(purpose: string): { readonly zh: string; readonly en: string } {
  return { zh: `支出:${purpose}`, en: `Spent on: ${purpose}` };
}

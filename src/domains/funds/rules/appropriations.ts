// Public money assigned to a fund: what came of it, and what is still to come.
import type { AppropriationState } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { yuanOf } from '../../../kernel/money.js';

/** The life of an appropriation; what was received of it stays. */
export const appropriationLife = lifeCycle<AppropriationState>(
  'AppropriationState',
  'appropriation-withdrawn-once',
  { ASSIGNED: ['WITHDRAWN'], WITHDRAWN: [] },
);

defineRules({
  'appropriation-assigned-until-today': {
    code: 'INVALID_INPUT',
    zh: '拨款文件的日期不得晚于今天({today})。',
    en: 'An appropriation is assigned by today, {today}.',
  },
  'appropriation-received-after-it-was-assigned': {
    code: 'INVALID_INPUT',
    zh: '到账日期不得早于下达日期({assignedOn})。',
    en: 'Public money is received on the day it was assigned, {assignedOn}, or later.',
  },
  'appropriation-received-within-its-amount': {
    code: 'RULE_BROKEN',
    zh: '下达 {assigned} 元,已到账 {received} 元,本次至多 {rest} 元;超出部分须另有拨款文件。',
    en: '{assigned} yuan are assigned and {received} received, so that at most {rest} are still to come; more needs a document of its own.',
  },
  'withdrawn-appropriation-is-final': {
    code: 'RULE_BROKEN',
    zh: '该拨款的未到账部分已收回,不再到账。',
    en: 'What was not received of the appropriation was withdrawn; nothing more comes of it.',
  },
});

/** Refuses a document of a later day. */
export function assignedFaults(assignedOn: string, today: string): readonly Fault[] {
  return assignedOn <= today ? [] : [fault('appropriation-assigned-until-today', ['assignedOn'], { today })];
}

/** Refuses money that came before it was assigned, or more of it than there is. */
export function receiptFaults(
  { assignedOn, amountFen }: { readonly assignedOn: string; readonly amountFen: bigint },
  receivedFen: bigint,
  receipt: { readonly amount: bigint; readonly receivedOn: string },
): readonly Fault[] {
  const rest = amountFen - receivedFen;
  return [
    ...(receipt.receivedOn >= assignedOn
      ? []
      : [fault('appropriation-received-after-it-was-assigned', ['receivedOn'], { assignedOn })]),
    ...(receipt.amount <= rest
      ? []
      : [
          fault('appropriation-received-within-its-amount', ['amount'], {
            assigned: yuanOf(amountFen),
            received: yuanOf(receivedFen),
            rest: yuanOf(rest),
          }),
        ]),
  ];
}

/** Refuses to receive what was withdrawn. */
export function notWithdrawn(appropriation: Readonly<Record<string, unknown>>): Refusal | null {
  return appropriation['state'] === 'WITHDRAWN' ? refusal('withdrawn-appropriation-is-final') : null;
}

/** What the voucher of public money says. */
export function appropriationSummary(documentNo: string): { readonly zh: string; readonly en: string } {
  return { zh: `收到财政拨款(${documentNo})`, en: `Public money received (${documentNo})` };
}

// What is always true of money between offices: each books against its own clearing account, and both say the same.
import type {
  ClearingReceiptState,
  ClearingTransferState,
  FundKind,
  LedgerKind,
} from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { ownAffair, type AccountName, type Posting } from './posting.js';
import { similarPurposeFaults } from './transfers.js';

export const sentLife = lifeCycle<ClearingTransferState>(
  'ClearingTransferState',
  'clearing-transfer-follows-its-life-cycle',
  { SENT: ['ACCEPTED', 'REFUSED'], ACCEPTED: ['PAID'], REFUSED: [], PAID: [] },
);

export const answeredLife = lifeCycle<ClearingReceiptState>(
  'ClearingReceiptState',
  'clearing-receipt-follows-its-life-cycle',
  { ACCEPTED: ['RECEIVED'], REFUSED: [], RECEIVED: [] },
);

defineRules({
  'clearing-between-offices': {
    code: 'RULE_BROKEN',
    zh: '两只基金由同一机关记录,请用基金间划转。',
    en: 'Both funds are recorded by the same office; move the money by a transfer between funds.',
  },
  'clearing-answered-once': {
    code: 'CONFLICT',
    zh: '该笔转出已经答复,不得重复答复。',
    en: 'This transfer is answered already, and it is answered once.',
  },
  'clearing-state-is-the-answer': {
    code: 'RULE_BROKEN',
    zh: '状态须与对方机关的答复一致,而对方{answer}。',
    en: 'The state must be what the other office answered, which is: {answer}.',
  },
  'clearing-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'The day must lie between {earliest} and today, {today}, but is {effectiveOn}.',
  },
});

interface ClearingFund {
  readonly tenant: number;
  readonly kind: FundKind;
}

/** Refuses two funds of one office, and of purposes that are not similar. */
export function clearingFaults(from: ClearingFund, to: ClearingFund): readonly Fault[] {
  if (from.tenant === to.tenant) return [fault('clearing-between-offices', ['toFund'])];
  return similarPurposeFaults(from.kind, to.kind, ['toFund']);
}

/** Refuses to take over anything but what was answered. */
export function answerFaults(
  state: ClearingTransferState,
  answer: ClearingReceiptState | null,
): readonly Fault[] {
  const answered = answer === 'RECEIVED' ? 'ACCEPTED' : answer;
  return answered === state
    ? []
    : [fault('clearing-state-is-the-answer', ['state'], { answer: answered ?? '–' })];
}

/** What each side posts when: what moves between its clearing account and its own money, or its bank. */
const sides = {
  sent: { kind: 'CLEARING', debit: 'FUND', credit: 'CLEARING', zh: '转出至', en: 'Given to' },
  accepted: { kind: 'CLEARING', debit: 'CLEARING', credit: 'FUND', zh: '转入自', en: 'Given by' },
  paid: { kind: 'CLEARING_PAYMENT', debit: 'CLEARING', credit: 'BANK', zh: '付款至', en: 'Paid to' },
  received: {
    kind: 'CLEARING_PAYMENT',
    debit: 'BANK',
    credit: 'CLEARING',
    zh: '收款自',
    en: 'Received from',
  },
} as const satisfies Record<
  string,
  { kind: LedgerKind; debit: AccountName['kind']; credit: AccountName['kind']; zh: string; en: string }
>;

/**
 * One side's posting of a transfer between offices; what ties both sides is the transfer's id.
 *
 * Takes what happens, the transfer's id, this office's fund and what happens with it: amount in fen, day, name of the
 * other fund and reason.
 */
export function clearingPosting(
  what: keyof typeof sides,
  id: string,
  fundId: string,
  event: {
    readonly amountFen: bigint;
    readonly effectiveOn: string;
    readonly other: string;
    readonly reason: string;
  },
): Posting {
  const { kind, debit, credit, zh, en } = sides[what];
  const { amountFen, effectiveOn, other, reason } = event;
  return {
    kind,
    source: { type: `clearing-${what}`, key: id },
    effectiveOn,
    summary: { zh: `${zh}${other}:${reason}`, en: `${en} ${other}: ${reason}` },
    legs: [{ position: 1, debit: { fundId, kind: debit }, credit: { fundId, kind: credit }, amountFen }],
    fundId,
    ...ownAffair,
    correlationId: id,
    funds: what === 'accepted' ? 'ACTIVE' : 'SPENDING',
  };
}

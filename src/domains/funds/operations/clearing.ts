// What callers do with money between offices: send, answer, pay, confirm; each writes in its own office.
import type { Transaction } from 'kysely';
import type { ClearingTransferState, Database } from '../../../generated/database.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { encodeId, newId } from '../../../kernel/ids.js';
import { enumOf, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation, type Row, type Scene } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { answeredTransfers, answerTo, givingFund, receivingOffice } from '../queries/clearing.js';
import { lockFund } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { reversalOf } from '../queries/reversal.js';
import {
  answeredLife,
  answerFaults,
  clearingDayFaults,
  clearingFaults,
  clearingPosting,
  sentLife,
} from '../rules/clearing.js';
import { postingRules } from '../rules/posting.js';
import type { TransferFund } from '../rules/transfers.js';
import { fundIn } from './parts.js';

const clearingTransfer = ref('ClearingTransfer', 'The transfer. 跨机关转出');

/** A transfer as it stands in its own office. */
interface Transfer {
  readonly id: string;
  readonly tenant: number;
  readonly toTenant: number;
  readonly fundId: string;
  readonly toFundId: string;
  readonly toFundName: string;
  readonly amountFen: bigint;
  readonly state: ClearingTransferState;
  readonly sentOn: string;
  readonly reason: string;
  readonly transactionId: string | null;
  readonly divisionKey: string;
  readonly toDivisionKey: string;
  readonly synthetic: boolean;
}

const transferIn = (row: Row | undefined): Transfer => row as unknown as Transfer;

/** The answer of an office, once; the fund that receives is locked, so that of two answers the later finds the earlier. */
async function answer(
  scene: Scene<unknown>,
  tx: Transaction<Database>,
  { id, tenant, toFundId, amountFen, sentOn, reason, divisionKey, toDivisionKey, synthetic }: Transfer,
  answeredOn: string,
): Promise<Row> {
  await lockFund(tx, scene.tenant, toFundId);
  if ((await answerTo(tx, scene.tenant, id)) !== null) throw refusal('clearing-answered-once', ['transfer']);
  refuseAll(clearingDayFaults(answeredOn, sentOn, scene.today, ['answeredOn']));
  return {
    id,
    fromTenant: tenant,
    fromFundName: await givingFund(tx, tenant, id),
    fundId: toFundId,
    amountFen,
    answeredOn,
    reason,
    divisionKey: toDivisionKey,
    fromDivisionKey: divisionKey,
    synthetic,
  };
}

operation('sendClearingTransfer', {
  description:
    'Gives money of a fund to a fund of another office: it is owed from now on, and paid once the other office has accepted. 跨机关转出',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that gives. 转出基金'),
    toFund: ref('Fund', 'The fund that receives, of another office and a similar purpose. 转入基金'),
    amount: yuan('Amount, in yuan. 金额', { min: 1n }),
    sentOn: of('Date', 'Day from which it is owed, not after today. 转出日期'),
    reason: text('Why, without amounts or names of persons: the voucher says it. 原因', { max: 200 }),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs } = scene;
    const { id: fundId, divisionKey, synthetic } = fundIn(refs);
    const to = refs['toFund'] as unknown as TransferFund & { readonly divisionKey: string };
    refuseAll(clearingFaults(refs['fund'] as unknown as TransferFund, to));
    const id = newId();
    const { amount: amountFen, sentOn, reason } = input;
    const event = { amountFen, effectiveOn: sentOn, other: to.name, reason };
    const posted = await post(scene, tx, [clearingPosting('sent', id, fundId, event)], ([sent]) => ({
      insert: {
        ClearingTransfer: [
          {
            id,
            fundId,
            toTenant: to.tenant,
            toFundId: to.id,
            toFundName: to.name,
            amountFen,
            state: 'SENT',
            sentOn,
            reason,
            documentNo: input.documentNo ?? null,
            transactionId: sent!.transactionId,
            divisionKey,
            toDivisionKey: to.divisionKey,
            synthetic,
          },
        ],
      },
    }));
    return { objects: { clearingTransfer: id }, foreseen: foreseenLines(posted) };
  },
  returns: { clearingTransfer: 'ClearingTransfer' },
  foresees: foreseesLedger,
  emits: 'funds.clearing.sent',
  rules: [
    'clearing-between-offices',
    'transfer-keeps-a-similar-purpose',
    'fund-spends-while-open',
    ...postingRules,
  ],
});

const transfer = ref('ClearingTransfer', 'The transfer of the other office. 对方机关的转出');
const answeredOn = of('Date', 'Day of the answer, not before the transfer and not after today. 确认日期');

operation('acceptClearingTransfer', {
  description:
    'Accepts what a fund of another office gives to a fund of this one: it is claimed from now on, until it is in the bank. 确认跨机关转入',
  scope: 'funds:write',
  input: { transfer, answeredOn },
  tenant: ({ transfer: named }, tx) => receivingOffice(tx, named),
  allow: (caller, { refs }) => keepsBooks(caller, refs['transfer']?.['toDivisionKey']),
  run: async (scene, tx) => {
    const sent = transferIn(scene.refs['transfer']);
    const day = scene.input.answeredOn;
    const receipt = await answer(scene, tx, sent, day);
    const event = {
      amountFen: sent.amountFen,
      effectiveOn: day,
      other: receipt['fromFundName'] as string,
      reason: sent.reason,
    };
    const posted = await post(
      scene,
      tx,
      [clearingPosting('accepted', sent.id, sent.toFundId, event)],
      ([accepted]) => ({
        insert: {
          ClearingReceipt: [{ ...receipt, state: 'ACCEPTED', transactionId: accepted!.transactionId }],
        },
      }),
    );
    return { objects: { clearingReceipt: sent.id }, foreseen: foreseenLines(posted) };
  },
  returns: { clearingReceipt: 'ClearingReceipt' },
  foresees: foreseesLedger,
  emits: 'funds.clearing.accepted',
  rules: ['clearing-answered-once', 'clearing-dated-in-order', ...postingRules],
});

operation('refuseClearingTransfer', {
  description:
    'Refuses what a fund of another office gives; the other office takes its posting back. 退回跨机关转入',
  scope: 'funds:write',
  input: {
    transfer,
    answeredOn,
    reason: text('Why, without amounts or names of persons. 退回原因', { max: 200 }),
  },
  tenant: ({ transfer: named }, tx) => receivingOffice(tx, named),
  allow: (caller, { refs }) => keepsBooks(caller, refs['transfer']?.['toDivisionKey']),
  run: async (scene, tx) => {
    const { input, refs, insert } = scene;
    const receipt = await answer(scene, tx, transferIn(refs['transfer']), input.answeredOn);
    const id = await insert('ClearingReceipt', {
      ...receipt,
      state: 'REFUSED',
      refusedBecause: input.reason,
    });
    return { objects: { clearingReceipt: id } };
  },
  returns: { clearingReceipt: 'ClearingReceipt' },
  emits: 'funds.clearing.refused',
  rules: ['clearing-answered-once', 'clearing-dated-in-order'],
});

operation('acknowledgeClearingTransfer', {
  description:
    'Takes over what the other office answered, as the platform does by itself: a transfer that was refused is taken back in the books. 接收对方答复',
  scope: 'funds:write',
  input: {
    clearingTransfer,
    state: enumOf<ClearingTransferState>(
      'ClearingTransferState',
      'What was answered: ACCEPTED or REFUSED. 答复',
    ),
  },
  target: 'clearingTransfer',
  transition: { column: 'state' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const { id, toTenant, transactionId } = transferIn(target);
    refuseAll(answerFaults(input.state, await answerTo(tx, toTenant, id)));
    const update = [{ model: 'ClearingTransfer', id, values: { state: input.state } }];
    const back = input.state === 'REFUSED' ? [await reversalOf(tx, tenant, transactionId!)] : [];
    const posted = await post(scene, tx, back, () => ({ update }));
    return { objects: { clearingTransfer: id }, foreseen: foreseenLines(posted) };
  },
  returns: { clearingTransfer: 'ClearingTransfer' },
  foresees: foreseesLedger,
  emits: 'funds.clearing.acknowledged',
  rules: [
    sentLife.rule,
    'clearing-state-is-the-answer',
    'reversed-at-most-once',
    'fund-liquidated-is-final',
    ...postingRules,
  ],
});

job('acknowledge-clearing', {
  description: 'Takes over what other offices answered to transfers',
  operation: 'acknowledgeClearingTransfer',
  due: async (pool, _today, page) =>
    (await answeredTransfers(pool, page)).map(({ tenant, id, state }) => ({
      key: `acknowledge-clearing/${id}`,
      input: { clearingTransfer: { id: encodeId({ prefix: 'ctr', tenant, key: id }) }, state },
    })),
});

operation('payClearingTransfer', {
  description: 'Tells that what is owed to another office was paid. 跨机关转出付款',
  scope: 'funds:write',
  input: {
    clearingTransfer,
    paidOn: of('Date', 'Day on which it was paid, not before the transfer and not after today. 付款日期'),
  },
  target: 'clearingTransfer',
  transition: { column: 'state', to: 'PAID' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, today } = scene;
    const { id, fundId, amountFen, sentOn, toFundName: other, reason } = transferIn(target);
    refuseAll(clearingDayFaults(input.paidOn, sentOn, today, ['paidOn']));
    const event = { amountFen, effectiveOn: input.paidOn, other, reason };
    const posted = await post(scene, tx, [clearingPosting('paid', id, fundId, event)], ([paid]) => ({
      update: [
        {
          model: 'ClearingTransfer',
          id,
          values: { state: 'PAID', paidOn: input.paidOn, paidTransactionId: paid!.transactionId },
        },
      ],
    }));
    return { objects: { clearingTransfer: id }, foreseen: foreseenLines(posted) };
  },
  returns: { clearingTransfer: 'ClearingTransfer' },
  foresees: foreseesLedger,
  emits: 'funds.clearing.paid',
  rules: [sentLife.rule, 'clearing-dated-in-order', 'fund-spends-while-open', ...postingRules],
});

operation('confirmClearingReceipt', {
  description: 'Confirms that what another office gave is in the bank. 确认跨机关转入到账',
  scope: 'funds:write',
  input: {
    clearingReceipt: ref('ClearingReceipt', 'What was accepted. 跨机关转入'),
    receivedOn: of(
      'Date',
      'Day on which it was received, not before the answer and not after today. 到账日期',
    ),
  },
  target: 'clearingReceipt',
  transition: { column: 'state', to: 'RECEIVED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, today } = scene;
    const id = target['id'] as string;
    const { receivedOn } = input;
    refuseAll(clearingDayFaults(receivedOn, target['answeredOn'] as string, today, ['receivedOn']));
    const event = {
      amountFen: target['amountFen'] as bigint,
      effectiveOn: receivedOn,
      other: target['fromFundName'] as string,
      reason: target['reason'] as string,
    };
    const fundId = target['fundId'] as string;
    const posted = await post(scene, tx, [clearingPosting('received', id, fundId, event)], ([received]) => ({
      update: [
        {
          model: 'ClearingReceipt',
          id,
          values: { state: 'RECEIVED', receivedOn, receivedTransactionId: received!.transactionId },
        },
      ],
    }));
    return { objects: { clearingReceipt: id }, foreseen: foreseenLines(posted) };
  },
  returns: { clearingReceipt: 'ClearingReceipt' },
  foresees: foreseesLedger,
  emits: 'funds.clearing.received',
  rules: [answeredLife.rule, 'clearing-dated-in-order', 'fund-spends-while-open', ...postingRules],
});

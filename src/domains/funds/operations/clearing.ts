// What callers do with money that goes to another office: send it, take over the answer, pay.
import type { ClearingTransferState } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { encodeId, newId } from '../../../kernel/ids.js';
import { enumOf, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { answeredTransfers, answerTo, transferIn } from '../queries/clearing.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { reversalOf } from '../queries/reversal.js';
import { answerFaults, clearingFaults, clearingPosting, sentLife } from '../rules/clearing.js';
import { postingRules } from '../rules/posting.js';
import type { TransferFund } from '../rules/transfers.js';
import { fundIn } from './parts.js';

const clearingTransfer = ref('ClearingTransfer', 'The transfer. 跨机关转出');

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
    (await answeredTransfers(pool, page)).map(({ tenant, id, version, state }) => ({
      key: `acknowledge-clearing/${id}`,
      input: {
        clearingTransfer: { id: encodeId({ prefix: 'ctr', tenant, key: id }) },
        expectedVersion: version,
        state,
      },
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
    refuseAll(stepDayFaults('clearing-dated-in-order', input.paidOn, [sentOn], today, ['paidOn']));
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

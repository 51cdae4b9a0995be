// What callers do with money that comes from another office: accept or refuse it, confirm that it is in the bank.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { of, ref, text } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation, type Row, type Scene } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { answerTo, givingFund, receivingOffice, transferIn, type Transfer } from '../queries/clearing.js';
import { lockFund } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { answeredLife, clearingPosting } from '../rules/clearing.js';
import { postingRules } from '../rules/posting.js';

/** The answer of an office, once; the fund that receives is locked, so that of two answers the later finds the earlier. */
async function answer(
  scene: Scene<unknown>,
  tx: Transaction<Database>,
  { id, tenant, toFundId, amountFen, sentOn, reason, divisionKey, toDivisionKey, synthetic }: Transfer,
  answeredOn: string,
): Promise<Row> {
  await lockFund(tx, scene.tenant, toFundId);
  if ((await answerTo(tx, scene.tenant, id)) !== null) throw refusal('clearing-answered-once', ['transfer']);
  refuseAll(stepDayFaults('clearing-dated-in-order', answeredOn, [sentOn], scene.today, ['answeredOn']));
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
    refuseAll(
      stepDayFaults('clearing-dated-in-order', receivedOn, [target['answeredOn'] as string], today, [
        'receivedOn',
      ]),
    );
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

// What callers do about money that was booked wrongly: take a payment back, or a fee that was due without a report.
import { fault, refuseAll } from '../../../kernel/errors.js';
import { optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger, post } from '../../funds/queries/post.js';
import { reversalOf } from '../../funds/queries/reversal.js';
import { postingRules } from '../../funds/rules/posting.js';
import { handlesFigures, keepsMoney } from '../policy.js';
import { applyMoved, meetCredit, settlementParts, standing } from '../queries/credit.js';
import { takenBack } from '../queries/correct.js';
import { hasPaper } from '../queries/documents.js';
import { isRefunded } from '../queries/refunds.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { moved } from '../rules/matching.js';
import { paymentLife } from '../rules/payments.js';
import { settlementLife } from '../rules/settlements.js';
import { statementRows } from '../rules/statements.js';

operation('reversePayment', {
  description:
    'Takes a confirmed payment back, as one that bounced or was recorded twice: its posting is mirrored, and what it paid is open again. 冲销收款',
  scope: 'funds:write',
  input: {
    payment: ref('Payment', 'The payment. 缴款'),
    reason: text('Why, without amounts or names of persons: the voucher says it to everybody. 原因', {
      max: 200,
    }),
  },
  target: 'payment',
  transition: { column: 'state', to: 'REVERSED' },
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    refuseAll(
      (await isRefunded(tx, tenant, { paymentId: id })) ? [fault('refunded-money-is-gone')] : [],
      (await hasPaper(tx, tenant, id)) ? [fault('payment-papers-are-voided-first')] : [],
    );
    const { agreement } = await agreementWithTerms(tx, tenant, agreementId);
    const reversal = await reversalOf(tx, tenant, target['transactionId'] as string);
    const { zh, en } = reversal.summary;
    const posted = await post(scene, tx, [
      { ...reversal, summary: { zh: `${zh}(${input.reason})`, en: `${en} (${input.reason})` } },
    ]);
    // Read behind the lock of the balances.
    const paid = await standing(tx, tenant, { paymentId: id });
    const parts = await settlementParts(tx, tenant, [
      ...new Set(paid.flatMap(({ settlementIds }) => settlementIds)),
    ]);
    const back = moved(parts, { matches: paid.map((one) => ({ ...one, amountFen: -one.amountFen })) });
    await applyMoved(scene, agreement, {
      ...back,
      update: [
        ...back.update.filter(({ model }) => model !== 'Payment'),
        { model: 'Payment', id, values: { state: 'REVERSED', unallocatedFen: 0n, voluntaryFen: 0n } },
      ],
    });
    // Credit of other payments meets what is open again.
    await meetCredit(scene, tx, agreement, [target['fundId'] as string]);
    return { objects: { payment: id }, foreseen: foreseenLines(posted) };
  },
  returns: { payment: 'Payment' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.payment.reversed',
  rules: [paymentLife.rule, 'refunded-money-is-gone', 'payment-papers-are-voided-first', ...postingRules],
});

operation('reverseSettlement', {
  description:
    'Takes back a settlement that rests on no report, as a fee that was not owed; what a report made due is changed by a correction. 冲销结算',
  scope: 'revenue-sharing:write',
  input: {
    settlement: ref('Settlement', 'The settlement. 结算'),
    reason: text('Why, without amounts or names of persons: the voucher says it to everybody. 原因', {
      max: 200,
    }),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'settlement',
  transition: { column: 'state', to: 'REVERSED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, today } = scene;
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    refuseAll(target['reportId'] === null ? [] : [fault('settlement-of-a-report-is-corrected')]);
    await lockAgreement(tx, tenant, agreementId);
    const { agreement } = await agreementWithTerms(tx, tenant, agreementId);
    const back = await takenBack(tx, tenant, agreement, [id], {
      effectiveOn: today,
      reason: input.reason,
      reviewedBy: null,
      correlationId: id,
    });
    const posted = await post(scene, tx, back.postings);
    await scene.apply({
      ...back.changes,
      add: { AnnualStatement: statementRows(agreement, back.statements) },
    });
    await meetCredit(scene, tx, agreement, back.fundIds);
    return { objects: { settlement: id }, foreseen: foreseenLines(posted) };
  },
  returns: { settlement: 'Settlement' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.settlement.reversed',
  rules: [
    settlementLife.rule,
    'settlement-of-a-report-is-corrected',
    'refunded-money-is-gone',
    ...postingRules,
  ],
});

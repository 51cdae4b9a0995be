// What callers do about money that was paid too much: ask for it back, pay it back, and take a refund back that bounced.
import { fault, refusal, refuseAll } from '../../../kernel/errors.js';
import { of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { yuanOf } from '../../../kernel/money.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger, post } from '../../funds/queries/post.js';
import { reversalOf } from '../../funds/queries/reversal.js';
import { postingRules } from '../../funds/rules/posting.js';
import { keepsMoney, reportsFor } from '../policy.js';
import { applyMoved, freeMoney, meetCredit, settlementParts } from '../queries/credit.js';
import { drawnBy } from '../queries/refunds.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { drawnFrom, moved } from '../rules/matching.js';
import { payerFaults, refundLife, refundSummary } from '../rules/refunds.js';

operation('requestCreditRefund', {
  description:
    'Asks that credit under an agreement is paid back, instead of meeting what falls due next. 申请退还多缴',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    fund: ref('Fund', 'The fund that holds it. 基金'),
    amount: yuan('Amount. 金额', { min: 1n }),
    reason: text('Why. 退还原因'),
  },
  tenant: 'agreement',
  allow: (caller, { refs }) => reportsFor(caller, refs['agreement']!),
  run: async ({ input, refs, tenant, caller, insert }, tx) => {
    const { id: agreementId, payerId, divisionKey, synthetic } = refs['agreement']!;
    const { id: fundId, divisionKey: fundDivisionKey } = refs['fund']!;
    const sources = await freeMoney(tx, tenant, agreementId as string, [fundId as string]);
    withinCredit(sources, input.amount);
    const id = await insert('CreditRefund', {
      agreementId,
      payerId,
      fundId,
      amountFen: input.amount,
      reason: input.reason,
      state: 'REQUESTED',
      requestedBy: caller.subject,
      requestedByOrganizationId: caller.organizationId,
      divisionKey,
      fundDivisionKey,
      synthetic,
    });
    return { objects: { creditRefund: id } };
  },
  returns: { creditRefund: 'CreditRefund' },
  emits: 'revenue-sharing.credit-refund.requested',
  rules: ['refund-within-credit'],
});

/** What an amount is drawn from, the oldest first. @throws Refusal where there is not as much */
function withinCredit(
  sources: Awaited<ReturnType<typeof freeMoney>>,
  amountFen: bigint,
): NonNullable<ReturnType<typeof drawnFrom>> {
  const drawn = drawnFrom(sources, amountFen);
  if (drawn) return drawn;
  const creditFen = sources.reduce((sum, { freeFen }) => sum + freeFen, 0n);
  throw refusal('refund-within-credit', ['amount'], { amount: yuanOf(amountFen), credit: yuanOf(creditFen) });
}

operation('payCreditRefund', {
  description: 'Pays a refund from the bank account; it is posted, and the credit is used up. 支付退款',
  scope: 'funds:write',
  input: {
    creditRefund: ref('CreditRefund', 'The refund. 退还多缴'),
    paidOn: of('Date', 'Day on which it left the bank account, not after today. 退款日期'),
    bankReference: optional(text('The bank’s reference. 银行流水号', { max: 100 })),
  },
  target: 'creditRefund',
  transition: { column: 'state', to: 'PAID' },
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, today, caller } = scene;
    refuseAll(
      payerFaults(caller, target),
      input.paidOn <= today ? [] : [fault('refund-paid-until-today', ['paidOn'], { today })],
    );
    const id = target['id'] as string;
    const [agreementId, fundId, payerId] = ['agreementId', 'fundId', 'payerId'].map(
      (key) => target[key] as string,
    ) as [string, string, string];
    const amountFen = target['amountFen'] as bigint;
    await lockAgreement(tx, tenant, agreementId);
    const { agreement, funds } = await agreementWithTerms(tx, tenant, agreementId);
    const drawn = withinCredit(await freeMoney(tx, tenant, agreementId, [fundId]), amountFen);
    const posted = await post(scene, tx, [
      {
        kind: 'REFUND',
        source: { type: 'credit-refund', key: id },
        effectiveOn: input.paidOn,
        summary: refundSummary(agreement.payerName!, funds.get(fundId)!.name, agreement.title),
        legs: [
          {
            position: 1,
            debit: { fundId, kind: 'RECEIVABLE', payerId },
            credit: { fundId, kind: 'BANK' },
            amountFen,
          },
        ],
        fundId,
        payerId,
        disclosed: agreement.consentsToPublication,
        attachments: input.bankReference ? 1 : 0,
        reviewedBy: null,
        reversesId: null,
        correlationId: id,
        funds: 'SPENDING',
      },
    ]);
    const creditIds = drawn.flatMap(({ source }) => (source.kind === 'CREDIT' ? [source.id] : []));
    const back = moved(await settlementParts(tx, tenant, { partIds: creditIds }), { drawn });
    await applyMoved(scene, agreement, {
      ...back,
      insert: {
        CreditRefundPart: drawn.map(({ source, amountFen: taken }, i) => ({
          refundId: id,
          position: i + 1,
          paymentId: source.kind === 'PAYMENT' ? source.id : null,
          creditId: source.kind === 'CREDIT' ? source.id : null,
          amountFen: taken,
        })),
      },
      update: [
        ...back.update,
        {
          model: 'CreditRefund',
          id,
          values: {
            state: 'PAID',
            decidedBy: caller.subject,
            decidedByOrganizationId: caller.organizationId,
            paidOn: input.paidOn,
            bankReference: input.bankReference ?? null,
            transactionId: posted[0]!.transactionId,
          },
        },
      ],
    });
    return { objects: { creditRefund: id }, foreseen: foreseenLines(posted) };
  },
  returns: { creditRefund: 'CreditRefund' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.credit-refund.paid',
  rules: [
    refundLife.rule,
    'refund-within-credit',
    'refund-decided-by-another',
    'refund-paid-until-today',
    'fund-spends-while-open',
    ...postingRules,
  ],
});

operation('rejectCreditRefund', {
  description: 'Refuses a refund; the credit stays. 驳回退还多缴',
  scope: 'funds:write',
  input: { creditRefund: ref('CreditRefund', 'The refund. 退还多缴'), reason: text('Why. 驳回原因') },
  target: 'creditRefund',
  transition: { column: 'state', to: 'REJECTED' },
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: async ({ input, target, caller, step }) => {
    refuseAll(payerFaults(caller, target));
    return step({
      decisionReason: input.reason,
      decidedBy: caller.subject,
      decidedByOrganizationId: caller.organizationId,
    });
  },
  returns: { creditRefund: 'CreditRefund' },
  emits: 'revenue-sharing.credit-refund.rejected',
  rules: [refundLife.rule, 'refund-decided-by-another'],
});

operation('withdrawCreditRefund', {
  description: 'Withdraws a refund that is not paid yet. 撤回退还申请',
  scope: 'revenue-sharing:write',
  input: { creditRefund: ref('CreditRefund', 'The refund. 退还多缴'), reason: optional(text('Why. 原因')) },
  target: 'creditRefund',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => reportsFor(caller, target),
  run: ({ step }) => step(),
  returns: { creditRefund: 'CreditRefund' },
  emits: 'revenue-sharing.credit-refund.withdrawn',
  rules: [refundLife.rule],
});

operation('reverseCreditRefund', {
  description: 'Takes a paid refund back, as one that the bank returned: the credit is there again. 冲销退款',
  scope: 'funds:write',
  input: {
    creditRefund: ref('CreditRefund', 'The refund. 退还多缴'),
    reason: text('Why, without amounts or names of persons: the voucher says it to everybody. 原因', {
      max: 200,
    }),
  },
  target: 'creditRefund',
  transition: { column: 'state', to: 'REVERSED' },
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const { agreement } = await agreementWithTerms(tx, tenant, agreementId);
    const reversal = await reversalOf(tx, tenant, target['transactionId'] as string);
    const { zh, en } = reversal.summary;
    const posted = await post(scene, tx, [
      { ...reversal, summary: { zh: `${zh}(${input.reason})`, en: `${en} (${input.reason})` } },
    ]);
    const drawn = await drawnBy(tx, tenant, id);
    const parts = await settlementParts(
      tx,
      tenant,
      drawn.flatMap(({ settlementId }) => settlementId ?? []),
    );
    const back = moved(parts, { drawn: drawn.map((one) => ({ ...one, amountFen: -one.amountFen })) });
    await applyMoved(scene, agreement, {
      ...back,
      update: [...back.update, { model: 'CreditRefund', id, values: { state: 'REVERSED' } }],
    });
    await meetCredit(scene, tx, agreement, [target['fundId'] as string]);
    return { objects: { creditRefund: id }, foreseen: foreseenLines(posted) };
  },
  returns: { creditRefund: 'CreditRefund' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.credit-refund.reversed',
  rules: [refundLife.rule, ...postingRules],
});

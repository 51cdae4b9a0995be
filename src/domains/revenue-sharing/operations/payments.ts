// What callers do with payments: announce one, confirm that it was received, refuse one that was not.
import { fault, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger, post } from '../../funds/queries/post.js';
import { postingRules } from '../../funds/rules/posting.js';
import { keepsMoney, reportsFor } from '../policy.js';
import { meetCredit, openTotal } from '../queries/payments.js';
import { agreementWithTerms } from '../queries/terms.js';
import { paymentLife, receiptDay } from '../rules/payments.js';
import { receiptSummary } from '../rules/settlements.js';
import { componentsOf } from '../rules/tree.js';

operation('recordPayment', {
  description: 'Tells that a payment was sent to a fund; it counts when the fund confirms it. 登记缴款',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement under which is paid. 协议'),
    fund: ref('Fund', 'The fund that it was sent to. 收款基金'),
    amount: yuan('Amount. 金额', { min: 1n }),
    paidOn: of('Date', 'Day on which it was sent, not after today. 付款日期'),
    bankReference: optional(text('The bank’s reference. 银行流水号', { max: 100 })),
  },
  tenant: 'agreement',
  allow: (caller, { refs }) => reportsFor(caller, refs['agreement']!),
  run: async ({ input, refs, tenant, today, caller, apply }, tx) => {
    const { agreement, terms } = await agreementWithTerms(tx, tenant, refs['agreement']!['id'] as string);
    const fundId = refs['fund']!['id'] as string;
    refuseAll(
      input.paidOn > today ? [fault('payment-sent-until-today', ['paidOn'], { today })] : [],
      terms.some(({ fundIds }) => fundIds.includes(fundId)) && agreement.payerId !== null
        ? []
        : [fault('payment-goes-to-a-fund-of-the-agreement', ['fund'])],
    );
    const id = newId();
    await apply({
      insert: {
        Payment: [
          {
            id,
            agreementId: agreement.id,
            payerId: agreement.payerId,
            fundId,
            amountFen: input.amount,
            unallocatedFen: 0n,
            paidOn: input.paidOn,
            bankReference: input.bankReference ?? null,
            state: 'NOTIFIED',
            recordedBy: caller.subject,
            recordedByOrganizationId: caller.organizationId,
            divisionKey: agreement.divisionKey,
            synthetic: agreement.synthetic,
          },
        ],
      },
    });
    return { objects: { payment: id } };
  },
  returns: { payment: 'Payment' },
  emits: 'revenue-sharing.payment.recorded',
  rules: ['payment-sent-until-today', 'payment-goes-to-a-fund-of-the-agreement'],
});

operation('confirmPayment', {
  description:
    'Confirms that a payment was received: it is posted and set against what is open, the oldest first. 确认收款',
  scope: 'funds:write',
  input: {
    payment: ref('Payment', 'The payment. 缴款'),
    receivedOn: of('Date', 'Day on which the account received it. 到账日期'),
    settlement: optional(ref('Settlement', 'A settlement that it pays before all others. 指定核销的结算')),
  },
  target: 'payment',
  transition: { column: 'state', to: 'RECEIVED' },
  allow: (caller, { target }) => keepsMoney(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, target, tenant, today, caller, update } = scene;
    const id = target['id'] as string;
    const fundId = target['fundId'] as string;
    const payerId = target['payerId'] as string;
    const amountFen = target['amountFen'] as bigint;
    const { agreement, terms, funds } = await agreementWithTerms(tx, tenant, target['agreementId'] as string);
    const fund = funds.get(fundId)!;
    const first = refs['settlement'];
    refuseAll(
      receiptDay(input.receivedOn, target['paidOn'] as string, today),
      caller.subject === target['recordedBy'] ? [fault('receipt-confirmed-by-another')] : [],
      first && first['agreementId'] !== agreement.id
        ? [fault('payment-serves-its-own-agreement', ['settlement'])]
        : [],
      fund.state === 'ACTIVE'
        ? []
        : [fault('money-moves-into-an-active-fund', [], { fund: fund.name, state: fund.state })],
    );
    // Beyond "no less than" whoever pays more does so of their own will; other money waits for what falls due next.
    const gives = terms.some(
      ({ rule, fundIds }) =>
        fundIds.includes(fundId) && componentsOf(rule).some(({ leaf }) => leaf.kind === 'AT_LEAST'),
    );
    const owed = gives ? await openTotal(tx, tenant, agreement.id, fundId) : amountFen;
    const voluntaryFen = amountFen > owed ? amountFen - owed : 0n;
    const owedFen = amountFen - voluntaryFen;
    const bank = { fundId, kind: 'BANK' } as const;
    const legs = [
      { debit: bank, credit: { fundId, kind: 'RECEIVABLE', payerId } as const, amountFen: owedFen },
      { debit: bank, credit: { fundId, kind: 'FUND' } as const, amountFen: voluntaryFen },
    ].filter((leg) => leg.amountFen > 0n);
    const posted = await post(scene, tx, [
      {
        kind: 'RECEIPT',
        source: { type: 'payment', key: id },
        effectiveOn: input.receivedOn,
        summary: receiptSummary(agreement.payerName!, fund.name, agreement.title),
        legs: legs.map((leg, i) => ({ position: i + 1, ...leg })),
        fundId,
        payerId,
        disclosed: agreement.consentsToPublication,
        attachments: target['bankReference'] === null ? 0 : 1,
        reviewedBy: null,
        reversesId: null,
        correlationId: id,
      },
    ]);
    const [{ transactionId }] = posted as [(typeof posted)[number]];
    await update('Payment', id, {
      state: 'RECEIVED',
      receivedOn: input.receivedOn,
      receivedBy: caller.subject,
      receivedByOrganizationId: caller.organizationId,
      transactionId,
      voluntaryFen,
      unallocatedFen: owedFen,
    });
    await meetCredit(scene, tx, agreement, [fundId], (first?.['id'] ?? null) as string | null);
    return { objects: { payment: id }, foreseen: foreseenLines(posted) };
  },
  returns: { payment: 'Payment' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.payment.confirmed',
  rules: [
    paymentLife.rule,
    'payment-received-after-it-was-sent',
    'receipt-confirmed-by-another',
    'payment-serves-its-own-agreement',
    'money-moves-into-an-active-fund',
    ...postingRules,
  ],
});

operation('rejectPayment', {
  description: 'Refuses a payment that the account did not receive. 退回未到账缴款',
  scope: 'funds:write',
  input: {
    payment: ref('Payment', 'The payment. 缴款'),
    reason: text('Why it is not confirmed. 未确认原因'),
  },
  target: 'payment',
  transition: { column: 'state', to: 'REJECTED' },
  allow: (caller, { target }) => keepsMoney(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    const id = target['id'] as string;
    await update('Payment', id, { state: 'REJECTED', rejectReason: input.reason });
    return { objects: { payment: id } };
  },
  returns: { payment: 'Payment' },
  emits: 'revenue-sharing.payment.rejected',
  rules: [paymentLife.rule],
});

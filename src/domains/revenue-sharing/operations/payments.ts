// What callers do with payments: announce one, withdraw that, confirm that it was received, refuse one that was not.
import { fault, refusal, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { yuanOf } from '../../../kernel/money.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger, post } from '../../funds/queries/post.js';
import { postingRules } from '../../funds/rules/posting.js';
import { keepsMoney, reportsFor } from '../policy.js';
import { isOwedTo, meetCredit } from '../queries/credit.js';
import { isTold } from '../queries/payments.js';
import { recover } from '../queries/relief.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { paymentLife, receiptDay } from '../rules/payments.js';
import { receiptSummary } from '../rules/settlements.js';

operation('recordPayment', {
  description: 'Tells that a payment was sent to a fund; it counts when the fund confirms it. 登记缴款',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement under which is paid. 协议'),
    fund: ref('Fund', 'The fund that it was sent to. 收款基金'),
    amount: yuan('Amount. 金额', { min: 1n }),
    paidOn: of('Date', 'Day on which it was sent, not after today. 付款日期'),
    bankReference: optional(text('The bank’s reference, once per fund. 银行流水号', { max: 100 })),
    voluntary: optional(
      yuan('What of it is given beyond anything owed, of the payer’s own will. 自愿增缴', { min: 0n }),
    ),
  },
  tenant: 'agreement',
  allow: (caller, { refs }) => reportsFor(caller, refs['agreement']!),
  run: async ({ input, refs, tenant, today, caller, apply }, tx) => {
    const { agreement, terms } = await agreementWithTerms(tx, tenant, refs['agreement']!['id'] as string);
    const fundId = refs['fund']!['id'] as string;
    const voluntaryFen = input.voluntary ?? 0n;
    const reference = input.bankReference ?? null;
    if (reference !== null && (await isTold(tx, tenant, fundId, reference)))
      throw refusal('payment-is-told-once', ['bankReference'], { reference });
    refuseAll(
      input.paidOn > today ? [fault('payment-sent-until-today', ['paidOn'], { today })] : [],
      terms.some(({ fundIds }) => fundIds.includes(fundId)) && agreement.payerId !== null
        ? []
        : [fault('payment-goes-to-a-fund-of-the-agreement', ['fund'])],
      voluntaryFen <= input.amount
        ? []
        : [
            fault('voluntary-part-of-the-payment', ['voluntary'], {
              voluntary: yuanOf(voluntaryFen),
              amount: yuanOf(input.amount),
            }),
          ],
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
            voluntaryFen,
            paidOn: input.paidOn,
            bankReference: reference,
            state: 'NOTIFIED',
            recordedBy: caller.subject,
            recordedByOrganizationId: caller.organizationId,
            divisionKey: agreement.divisionKey,
            fundDivisionKey: refs['fund']!['divisionKey'],
            synthetic: agreement.synthetic,
          },
        ],
      },
    });
    return { objects: { payment: id } };
  },
  returns: { payment: 'Payment' },
  emits: 'revenue-sharing.payment.recorded',
  rules: [
    'payment-sent-until-today',
    'payment-goes-to-a-fund-of-the-agreement',
    'voluntary-part-of-the-payment',
    'payment-is-told-once',
  ],
});

operation('confirmPayment', {
  description:
    'Confirms that a payment was received: it is posted and set against what is open, the oldest first. 确认收款',
  scope: 'funds:write',
  input: {
    payment: ref('Payment', 'The payment. 缴款'),
    receivedOn: of('Date', 'Day on which the account received it. 到账日期'),
    settlement: optional(
      ref(
        'Settlement',
        'A settlement that it pays before all others; of one that was written off it recovers what it pays. 指定核销的结算',
      ),
    ),
  },
  target: 'payment',
  transition: { column: 'state', to: 'RECEIVED' },
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: async (scene, tx) => {
    const { input, refs, target, tenant, today, caller, update } = scene;
    const id = target['id'] as string;
    const fundId = target['fundId'] as string;
    const payerId = target['payerId'] as string;
    const amountFen = target['amountFen'] as bigint;
    const agreementId = target['agreementId'] as string;
    // Whoever settles, pays or signs under the agreement takes turns here.
    await lockAgreement(tx, tenant, agreementId);
    const { agreement, funds } = await agreementWithTerms(tx, tenant, agreementId);
    const fund = funds.get(fundId)!;
    const first = refs['settlement'];
    refuseAll(
      receiptDay(input.receivedOn, target['paidOn'] as string, today),
      caller.subject === target['recordedBy'] ? [fault('receipt-confirmed-by-another')] : [],
      first && !(await isOwedTo(tx, tenant, agreementId, fundId, first['id'] as string))
        ? [fault('payment-serves-what-is-open', ['settlement'])]
        : [],
    );
    // What is paid too much waits for what falls due next; a gift is what the payer says is one.
    const voluntaryFen = target['voluntaryFen'] as bigint;
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
      unallocatedFen: owedFen,
    });
    const settlementId = (first?.['id'] ?? null) as string | null;
    // What was written off is open again, as far as money for it has come.
    const recovered =
      settlementId === null
        ? []
        : await recover(scene, tx, agreement, settlementId, {
            fundId,
            receivedFen: owedFen,
            effectiveOn: input.receivedOn,
          });
    await meetCredit(scene, tx, agreement, [fundId], settlementId);
    return { objects: { payment: id }, foreseen: foreseenLines([...posted, ...recovered]) };
  },
  returns: { payment: 'Payment' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.payment.confirmed',
  rules: [
    paymentLife.rule,
    'payment-received-after-it-was-sent',
    'receipt-confirmed-by-another',
    'payment-serves-what-is-open',
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
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: ({ input, step }) => step({ rejectReason: input.reason }),
  returns: { payment: 'Payment' },
  emits: 'revenue-sharing.payment.rejected',
  rules: [paymentLife.rule],
});

operation('withdrawPayment', {
  description: 'Withdraws a payment that was announced by mistake. 撤回缴款登记',
  scope: 'revenue-sharing:write',
  input: {
    payment: ref('Payment', 'The payment. 缴款'),
    reason: optional(text('Why. 原因')),
  },
  target: 'payment',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => reportsFor(caller, target),
  run: ({ step }) => step(),
  returns: { payment: 'Payment' },
  emits: 'revenue-sharing.payment.withdrawn',
  rules: [paymentLife.rule],
});

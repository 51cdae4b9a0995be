// What callers do with payment notices: issue one for what is open, and withdraw it.
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { handlesFigures } from '../policy.js';
import { askedFor, noticeNumbers, unpaidNotices } from '../queries/notices.js';
import { lockAgreement } from '../queries/terms.js';
import { askingFaults, noticeLife, payByOf } from '../rules/notices.js';

operation('issuePaymentNotice', {
  description:
    'Asks the payer for what is open under an agreement. A later notice stands in the place of those that are not paid. 开具缴款通知单',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    through: optional(
      of('Date', 'It asks for what is due through this day; for all that is open if not said. 截至日期'),
    ),
    payBy: optional(
      of('Date', 'Day by which it is to be paid; the last day of what it asks for if not said. 缴款截止日期'),
    ),
    note: optional(text('What the payer is told beside. 附言', { max: 500 })),
  },
  tenant: 'agreement',
  allow: (caller, { refs }) => handlesFigures(caller, refs['agreement']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, caller, apply }, tx) => {
    const { id: agreementId, payerId, divisionKey, synthetic } = refs['agreement']!;
    // Whoever settles or pays under the agreement takes turns with it, so that what is asked for is open.
    await lockAgreement(tx, tenant, agreementId as string);
    const through = input.through ?? null;
    const asked = await askedFor(tx, tenant, agreementId as string, through);
    const payBy = input.payBy ?? null;
    refuseAll(askingFaults(asked, { payBy, through: through ?? today, today }));
    const earlier = await unpaidNotices(tx, tenant, agreementId as string);
    const id = newId();
    const year = Number(today.slice(0, 4));
    // The series last: everybody who issues a notice in the office waits for it.
    const number = await noticeNumbers.next(tx, tenant, year);
    await apply({
      insert: {
        PaymentNotice: [
          {
            id,
            agreementId,
            payerId,
            year,
            number,
            issuedOn: today,
            payBy: payBy ?? payByOf(asked, today),
            amountFen: asked.reduce((sum, { openFen }) => sum + openFen, 0n),
            note: input.note ?? null,
            state: 'ISSUED',
            issuedBy: caller.subject,
            issuedByOrganizationId: caller.organizationId,
            divisionKey,
            synthetic,
          },
        ],
        PaymentNoticeLine: asked.map(({ allocationId, openFen, accountHolder, bankName, accountNo }, i) => ({
          noticeId: id,
          position: i + 1,
          allocationId,
          amountFen: openFen,
          accountHolder,
          bankName,
          accountNo,
        })),
        StateChange: earlier.map((notice) => ({
          objectId: notice.id,
          version: notice.version + 1,
          type: 'PaymentNotice',
          fromState: 'ISSUED',
          toState: 'REPLACED',
          operation: 'issuePaymentNotice',
          effectiveOn: today,
          subject: caller.subject,
        })),
      },
      update: earlier.map((notice) => ({
        model: 'PaymentNotice',
        id: notice.id,
        values: { state: 'REPLACED', replacedById: id },
      })),
    });
    return { objects: { paymentNotice: id } };
  },
  returns: { paymentNotice: 'PaymentNotice' },
  emits: 'revenue-sharing.payment-notice.issued',
  rules: [
    'payment-notice-asks-for-something-open',
    'payment-notice-says-where-to-pay',
    'payment-notice-asks-in-time',
  ],
});

operation('withdrawPaymentNotice', {
  description: 'Withdraws a notice that was issued by mistake; its number stays used. 撤回缴款通知单',
  scope: 'revenue-sharing:write',
  input: {
    paymentNotice: ref('PaymentNotice', 'The notice. 缴款通知单'),
    reason: text('Why. 撤回原因'),
  },
  target: 'paymentNotice',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: ({ input, step }) => step({ withdrawReason: input.reason }),
  returns: { paymentNotice: 'PaymentNotice' },
  emits: 'revenue-sharing.payment-notice.withdrawn',
  rules: [noticeLife.rule],
});

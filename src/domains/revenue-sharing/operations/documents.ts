// What callers do with papers of payments: record the one that was issued, or why there is none, and void it.
import type { OrganizationKind, PaymentDocumentKind } from '../../../generated/database.js';
import { fault, Refusal, refuseAll } from '../../../kernel/errors.js';
import { bool, changeable, enumOf, of, optional, ref, text } from '../../../kernel/input.js';
import { yuanOf } from '../../../kernel/money.js';
import { operation } from '../../../kernel/operation.js';
import { keepsMoney } from '../policy.js';
import { documentedPayment, isNumberUsed, lastDocument } from '../queries/documents.js';
import { officeFaults } from '../rules/agreements.js';
import { documentLife, issuingFaults, natureOf, numberKeyOf, paperFaults } from '../rules/documents.js';

operation('recordPaymentDocument', {
  description:
    'Records the paper that was issued for a received payment, or why there is none. What was given beyond is a part of its own. 登记缴款票据',
  scope: 'funds:write',
  input: {
    payment: ref('Payment', 'The payment. 缴款'),
    kind: enumOf<PaymentDocumentKind>('PaymentDocumentKind', 'What kind of paper it is. 票据种类'),
    issuer: optional(ref('Organization', 'Who issued it. 开具单位')),
    code: optional(text('Code, where the kind has one. 票据代码', { max: 20 })),
    number: optional(text('Number. 票据号码', { max: 30 })),
    issuedOn: of('Date', 'Day of issue, or on which it was decided that there is none. 开具日期'),
    reason: optional(text('Why there is none. 未开票原因')),
    file: optional(ref('EvidenceFile', 'The paper itself. 票据文件')),
    given: changeable(
      bool(
        'It is for what was given beyond anything owed; for what was owed if not said. 是否为自愿增缴部分',
      ),
    ),
  },
  tenant: 'payment',
  validate: ({ kind, code, number, issuer, reason }) => {
    const faults = paperFaults({
      kind,
      code: code ?? null,
      number: number ?? null,
      hasIssuer: Boolean(issuer),
      reason: reason ?? null,
    });
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { refs }) => keepsMoney(caller, refs['payment']?.['fundDivisionKey']),
  run: async ({ input, refs, tenant, today, caller, insert }, tx) => {
    const { payment, issuer, file } = refs;
    const paymentId = payment!['id'] as string;
    const about = await documentedPayment(tx, tenant, paymentId);
    const given = input.given ?? false;
    const givenFen = payment!['voluntaryFen'] as bigint;
    const owedFen = (payment!['amountFen'] as bigint) - givenFen;
    const amountFen = given ? givenFen : owedFen;
    const [state, receivedOn] = [payment!['state'] as string, payment!['receivedOn'] as string | null];
    const nature = natureOf(about.agreementKind, about.payerKind, given);
    const before = await lastDocument(tx, tenant, paymentId, given);
    const { number, code = null } = input;
    const numberKey = number ? numberKeyOf(input.kind, code, number) : null;
    const used =
      issuer && numberKey !== null && (await isNumberUsed(tx, tenant, issuer['id'] as string, numberKey));
    refuseAll(
      state === 'RECEIVED' ? [] : [fault('document-for-money-received', ['payment'], { state })],
      amountFen > 0n
        ? []
        : [fault('document-for-an-amount', ['given'], { owed: yuanOf(owedFen), given: yuanOf(givenFen) })],
      receivedOn !== null && (input.issuedOn < receivedOn || input.issuedOn > today)
        ? [fault('document-issued-until-today', ['issuedOn'], { receivedOn, today })]
        : [],
      before?.state === 'ISSUED' ? [fault('document-once-per-part', ['payment'])] : [],
      officeFaults({ ...(issuer ? { issuer } : {}), ...(file ? { file } : {}) }, tenant),
      file && file['state'] !== 'STORED' ? [fault('document-file-stands', ['file'])] : [],
      issuingFaults(
        input.kind,
        nature,
        issuer ? { id: issuer['id'] as string, kind: issuer['kind'] as OrganizationKind } : null,
        about.hostId,
      ),
      used ? [fault('document-number-used-once', ['number'], { number: number! })] : [],
    );
    const id = await insert('PaymentDocument', {
      paymentId,
      kind: input.kind,
      nature,
      given,
      issuerId: issuer?.['id'] ?? null,
      fileId: file?.['id'] ?? null,
      code,
      number: number ?? null,
      numberKey,
      issuedOn: input.issuedOn,
      amountFen,
      reason: input.reason ?? null,
      state: 'ISSUED',
      slot: `${paymentId} ${given ? 'given' : 'owed'}`,
      replacesId: before?.id ?? null,
      recordedBy: caller.subject,
      recordedByOrganizationId: caller.organizationId,
      divisionKey: payment!['divisionKey'],
      fundDivisionKey: payment!['fundDivisionKey'],
      synthetic: payment!['synthetic'],
    });
    return { objects: { paymentDocument: id } };
  },
  returns: { paymentDocument: 'PaymentDocument' },
  emits: 'revenue-sharing.payment-document.recorded',
  rules: [
    'document-names-its-issuer',
    'document-number-has-its-form',
    'document-for-money-received',
    'document-for-an-amount',
    'document-issued-until-today',
    'document-once-per-part',
    'agreement-stays-in-its-office',
    'document-of-its-nature',
    'document-issued-by-who-may',
    'document-issued-by-the-host',
    'document-number-used-once',
    'document-file-stands',
  ],
});

operation('voidPaymentDocument', {
  description:
    'Voids a paper that was issued wrongly; its number stays used, and another one may be recorded. 作废票据',
  scope: 'funds:write',
  input: {
    paymentDocument: ref('PaymentDocument', 'The paper. 票据'),
    reason: text('Why. 作废原因'),
  },
  target: 'paymentDocument',
  transition: { column: 'state', to: 'VOIDED' },
  allow: (caller, { target }) => keepsMoney(caller, target['fundDivisionKey']),
  run: ({ input, step }) => step({ voidReason: input.reason, slot: null }),
  returns: { paymentDocument: 'PaymentDocument' },
  emits: 'revenue-sharing.payment-document.voided',
  rules: [documentLife.rule],
});

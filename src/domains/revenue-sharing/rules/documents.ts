// Which paper may be issued for a payment, by whom and in which form: data, and what is refused by it.
import type {
  AgreementKind,
  LegalNature,
  OrganizationKind,
  PaymentDocumentKind,
  PaymentDocumentState,
} from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** A document is voided, and another one stands in its place; its number stays used. */
export const documentLife = lifeCycle<PaymentDocumentState>(
  'PaymentDocumentState',
  'payment-document-follows-its-way',
  { ISSUED: ['VOIDED'], VOIDED: [] },
);

defineRules({
  'document-for-money-received': {
    code: 'RULE_BROKEN',
    zh: '缴款状态为“{state:PaymentState}”;须确认收款后才能登记票据。',
    en: 'A paper is issued for money that was received; this payment is “{state:PaymentState}”.',
  },
  'document-for-an-amount': {
    code: 'RULE_BROKEN',
    zh: '该缴款中没有此部分款项(应缴部分 {owed} 元,自愿增缴部分 {given} 元)。',
    en: 'The payment has no such part: {owed} yuan of it were owed, {given} yuan given beyond.',
  },
  'document-once-per-part': {
    code: 'CONFLICT',
    zh: '该部分款项已有有效票据;须先作废,再登记新的票据。',
    en: 'There is a paper for this part of the payment; it is voided before another one is recorded.',
  },
  'document-names-its-issuer': {
    code: 'INVALID_INPUT',
    zh: '票据须写明开具单位和号码;不开票(NONE)则须且只须写明原因。',
    en: 'A paper has an issuer and a number; NONE has a reason, and nothing else.',
  },
  'document-number-has-its-form': {
    code: 'INVALID_INPUT',
    zh: '票据号码或代码不合规:{form}。',
    en: 'The number or code does not have the form of its kind: {form}.',
  },
  'document-of-its-nature': {
    code: 'RULE_BROKEN',
    zh: '款项性质为“{nature:LegalNature}”,不能开具{kind:PaymentDocumentKind};可为:{allowed:PaymentDocumentKind}。',
    en: 'For a payment that is “{nature:LegalNature}” no {kind:PaymentDocumentKind} is issued, but: {allowed:PaymentDocumentKind}.',
  },
  'document-issued-by-who-may': {
    code: 'RULE_BROKEN',
    zh: '性质为“{nature:LegalNature}”的款项,{issuer:OrganizationKind}不能开具{kind:PaymentDocumentKind};须由以下组织开具:{allowed:OrganizationKind}。',
    en: 'For a payment that is “{nature:LegalNature}” the {kind:PaymentDocumentKind} is not issued by a {issuer:OrganizationKind}, but by: {allowed:OrganizationKind}.',
  },
  'document-issued-by-the-host': {
    code: 'RULE_BROKEN',
    zh: '票据须由基金的托管主体开具。',
    en: 'The paper is issued by the body that keeps the fund’s account.',
  },
  'document-number-used-once': {
    code: 'CONFLICT',
    zh: '该单位已登记过此票据号码({number});同一号码只用一次,作废后也不再用。',
    en: 'This issuer’s number {number} is recorded already; a number is used once, also where it was voided.',
  },
  'document-file-stands': {
    code: 'RULE_BROKEN',
    zh: '所附文件已撤回,不能作为票据。',
    en: 'The file was withdrawn, and is no paper any more.',
  },
  'document-issued-until-today': {
    code: 'INVALID_INPUT',
    zh: '开具日期须在到账日期({receivedOn})至今天({today})之间。',
    en: 'A paper is issued between the day of receipt, {receivedOn}, and today, {today}.',
  },
  'payment-papers-are-voided-first': {
    code: 'RULE_BROKEN',
    zh: '该缴款已开具票据;须先作废票据,再冲销缴款。',
    en: 'A paper was issued for this payment; it is voided before the payment is taken back.',
  },
});

const natureByAgreement: Readonly<Record<AgreementKind, LegalNature>> = {
  SOCIAL_ENTERPRISE: 'CONTRACT_PAYMENT',
  SPACE_LEASE: 'RENT',
  SPACE_FOR_SERVICE: 'RENT',
  JOINT_OPERATION: 'CONTRACT_PAYMENT',
  EQUITY: 'DIVIDEND',
  DONATION_PLEDGE: 'DONATION',
  SERVICE_PURCHASE: 'CONTRACT_PAYMENT',
};

const communityBodies: readonly OrganizationKind[] = ['RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE'];
const publicBodies: readonly OrganizationKind[] = [
  'GOV_DEPARTMENT',
  'STREET_OFFICE',
  'PUBLIC_INSTITUTION',
  'UNIVERSITY',
  'SCHOOL',
  'MASS_ORG',
];
const charities: readonly OrganizationKind[] = ['FOUNDATION', 'SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY'];
const businesses: readonly OrganizationKind[] = [
  'ENTERPRISE',
  'INDIVIDUAL_BUSINESS',
  'COOPERATIVE',
  'PROPERTY_COMPANY',
  'COLLECTIVE_ECONOMY',
];

/** Who sells or lets something issues an invoice; departments of the government do neither. */
const sellers = [
  ...businesses,
  ...charities,
  ...communityBodies,
  'PUBLIC_INSTITUTION',
  'UNIVERSITY',
  'SCHOOL',
  'MASS_ORG',
] as const satisfies readonly OrganizationKind[];

/**
 * Who may issue which paper for a payment of which nature. A gift has no invoice, and what is paid in return for
 * something no receipt for a gift. Bodies of the treasury's receipts are public ones and, for gifts, charities.
 */
const issuers: Readonly<
  Record<Exclude<PaymentDocumentKind, 'NONE'>, Partial<Record<LegalNature, readonly OrganizationKind[]>>>
> = {
  VAT_INVOICE: { CONTRACT_PAYMENT: sellers, RENT: sellers },
  FISCAL_RECEIPT: {
    CONTRACT_PAYMENT: publicBodies,
    RENT: publicBodies,
    DONATION: [...charities, ...publicBodies],
  },
  TRANSACTION_RECEIPT: {
    DIVIDEND: [...businesses, ...charities, ...communityBodies, ...publicBodies],
    PASS_THROUGH: [...charities, ...communityBodies, ...publicBodies, 'COLLECTIVE_ECONOMY'],
  },
};

const forms: Readonly<
  Record<Exclude<PaymentDocumentKind, 'NONE'>, { readonly whole: RegExp; readonly words: string }>
> = {
  VAT_INVOICE: {
    whole: /^( \d{20}|\d{10}(\d{2})? \d{8})$/,
    words: '20 digits; or a code of 10 or 12 and a number of 8 / 20 位号码;或 10、12 位代码加 8 位号码',
  },
  FISCAL_RECEIPT: {
    whole: /^\d{8} \d{10}$/,
    words: 'a code of 8 digits and a number of 10 / 8 位代码加 10 位号码',
  },
  TRANSACTION_RECEIPT: { whole: /^[\w-]* [\w-]+$/, words: 'letters, digits, - / 字母、数字、连字符' },
};

/** What a part of a payment is by law: what is given beyond is a gift, what a community's body pays is passed on. */
export function natureOf(agreement: AgreementKind, payer: OrganizationKind, given: boolean): LegalNature {
  if (given) return 'DONATION';
  return communityBodies.includes(payer) ? 'PASS_THROUGH' : natureByAgreement[agreement];
}

/** Code and number as they are compared: the kind, the code where there is one, the number. */
export function numberKeyOf(kind: PaymentDocumentKind, code: string | null, number: string): string {
  return `${kind} ${code ?? ''} ${number}`;
}

/** A document as it is recorded. */
export interface Paper {
  readonly kind: PaymentDocumentKind;
  readonly code: string | null;
  readonly number: string | null;
  readonly hasIssuer: boolean;
  readonly reason: string | null;
}

/** What is wrong with a document by itself. */
export function paperFaults({ kind, code, number, hasIssuer, reason }: Paper): readonly Fault[] {
  if (kind === 'NONE')
    return reason !== null && !hasIssuer && number === null && code === null
      ? []
      : [fault('document-names-its-issuer', ['reason'])];
  if (!hasIssuer || number === null || reason !== null)
    return [fault('document-names-its-issuer', [hasIssuer ? 'number' : 'issuer'])];
  const { whole, words } = forms[kind];
  return whole.test(`${code ?? ''} ${number}`)
    ? []
    : [fault('document-number-has-its-form', ['number'], { form: words })];
}

/** What is wrong with the kind of document for a payment of this nature, and with who issues it. */
export function issuingFaults(
  kind: PaymentDocumentKind,
  nature: LegalNature,
  issuer: { readonly id: string; readonly kind: OrganizationKind } | null,
  hostId: string | null,
): readonly Fault[] {
  if (kind === 'NONE') return [];
  const may = issuers[kind][nature];
  if (!may) {
    const allowed = Object.entries(issuers)
      .filter(([, natures]) => natures[nature])
      .map(([name]) => name);
    return [
      fault('document-of-its-nature', ['kind'], { kind, nature, allowed: [...allowed, 'NONE'].join(', ') }),
    ];
  }
  if (issuer && !may.includes(issuer.kind))
    return [
      fault('document-issued-by-who-may', ['issuer'], {
        kind,
        nature,
        issuer: issuer.kind,
        allowed: may.join(', '),
      }),
    ];
  return hostId !== null && issuer?.id !== hostId ? [fault('document-issued-by-the-host', ['issuer'])] : [];
}

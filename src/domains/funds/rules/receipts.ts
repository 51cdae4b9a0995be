// What is always true of receipts for donations: who may issue them, for what, and that one of them is valid.
import type { DonationState, OrganizationKind, ReceiptState } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

/** The life of a receipt: what is wrong on it is never mended, another one takes its place. */
export const receiptLife = lifeCycle<ReceiptState>('ReceiptState', 'receipt-follows-its-life-cycle', {
  ISSUED: ['VOIDED'],
  VOIDED: [],
});

defineRules({
  'receipt-issued-by-a-host-that-may': {
    code: 'RULE_BROKEN',
    zh: '捐赠票据由基金的托管主体开具;托管主体须为公益性社会组织、公益性事业单位或者行政机关。',
    en: 'A receipt for a donation is issued by the host of the fund, which must be a social organization or a public institution for the public benefit, or an agency of the government.',
  },
  'donation-entered-the-account-of-the-issuer': {
    code: 'RULE_BROKEN',
    zh: '款项须进入开具单位的账户:基金账户名称须为“{issuer}”,而它是“{holder}”(慈善法第二十六条)。',
    en: 'The money must have entered the account of the issuer: the holder of the fund’s account must be “{issuer}”, but is “{holder}” (Charity Law, article 26).',
  },
  'one-valid-receipt-per-donation': {
    code: 'CONFLICT',
    zh: '捐赠已开具有效票据 {number};须先作废,再重新开具。',
    en: 'The donation has a valid receipt already, {number}; it must be void before another one is issued.',
  },
  'receipt-for-a-donation-that-is-kept': {
    code: 'RULE_BROKEN',
    zh: '捐赠状态为“{state:DonationState}”,不能开具票据。',
    en: 'The donation is “{state:DonationState}”, so that no receipt is issued for it.',
  },
  'receipt-dated-after-the-donation': {
    code: 'RULE_BROKEN',
    zh: '开具日期须在收到日期 {earliest} 与今天({today})之间,而它是 {issuedOn}。',
    en: 'A receipt must be issued between the day of the donation, {earliest}, and today, {today}, but this one is on {issuedOn}.',
  },
});

/** Who may hand out receipts for donations to the public benefit. */
const issuers: readonly OrganizationKind[] = [
  'FOUNDATION',
  'SOCIAL_ASSOCIATION',
  'SOCIAL_SERVICE_AGENCY',
  'MASS_ORG',
  'PUBLIC_INSTITUTION',
  'UNIVERSITY',
  'SCHOOL',
  'GOV_DEPARTMENT',
  'STREET_OFFICE',
];

/** What a receipt is issued for, and who issues it. */
export interface ReceiptFacts {
  readonly isMoney: boolean;
  readonly receivedOn: string;
  readonly accountHolder: string | null;
  readonly host: { readonly name: string; readonly kind: OrganizationKind } | null;
  /** Number of the receipt that is valid. */
  readonly valid: string | null;
}

/** What is wrong with issuing a receipt on a day. */
export function receiptFaults(
  { isMoney, receivedOn, accountHolder, host, valid }: ReceiptFacts,
  issuedOn: string,
  today: string,
): readonly Fault[] {
  const may = host !== null && issuers.includes(host.kind);
  return [
    ...(valid === null ? [] : [fault('one-valid-receipt-per-donation', [], { number: valid })]),
    ...(may ? [] : [fault('receipt-issued-by-a-host-that-may')]),
    ...(may && isMoney && accountHolder !== host.name
      ? [
          fault('donation-entered-the-account-of-the-issuer', [], {
            issuer: host.name,
            holder: accountHolder ?? '–',
          }),
        ]
      : []),
    ...(issuedOn >= receivedOn && issuedOn <= today
      ? []
      : [fault('receipt-dated-after-the-donation', ['issuedOn'], { earliest: receivedOn, today, issuedOn })]),
  ];
}

/** Refuses a receipt for what was given or taken back. */
export function receiptedWhileKept(donation: Readonly<Record<string, unknown>>): Refusal | null {
  const state = donation['state'] as DonationState;
  return state === 'REFUNDED' || state === 'REVERSED'
    ? refusal('receipt-for-a-donation-that-is-kept', [], { state })
    : null;
}

// What is given to a fund: who is named, what was given in kind, where a donation is in its life, what its voucher says.
import type { DonationKind, DonationState, LedgerKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { yuanOf } from '../../../kernel/money.js';

/** The life of a donation; what is receipted is given back only when its receipt is void. */
export const donationLife = lifeCycle<DonationState>('DonationState', 'donation-follows-its-life-cycle', {
  RECEIVED: ['RECEIPTED', 'ALLOCATED', 'REFUNDED', 'REVERSED'],
  RECEIPTED: ['RECEIVED', 'ALLOCATED'],
  ALLOCATED: ['USED', 'REFUNDED', 'REVERSED'],
  USED: ['REPORTED', 'REVERSED'],
  // A mistake may be found at any time.
  REPORTED: ['REVERSED'],
  REFUNDED: [],
  REVERSED: [],
});

defineRules({
  'donation-names-its-donor': {
    code: 'INVALID_INPUT',
    zh: '非匿名捐赠须写明捐赠单位或捐赠人之一,且只写其一。',
    en: 'A donation names its donor, by organization or by name and not by both, unless the donor wishes not to be named.',
  },
  'money-is-no-gift-in-kind': {
    code: 'INVALID_INPUT',
    zh: '货币捐赠须登记入账,不作为非货币捐赠登记。',
    en: 'Money is recorded as a donation that is posted, not as something given in kind.',
  },
  'value-in-kind-says-how': {
    code: 'INVALID_INPUT',
    zh: '公允价值与计价依据须同时填写或同时不填。',
    en: 'A value of something given in kind comes with how it was valued, and the other way round.',
  },
  'gift-in-kind-received-until-today': {
    code: 'RULE_BROKEN',
    zh: '收到日期不得晚于今天({today}),而它是 {receivedOn}。',
    en: 'It must not be received after today, {today}, but is on {receivedOn}.',
  },
  'donation-steps-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'A step in the life of a donation must take effect between {earliest} and today, {today}, but this one does on {effectiveOn}.',
  },
  'allocated-donation-keeps-its-purpose': {
    code: 'RULE_BROKEN',
    zh: '捐赠已限定用途,不得分配给其他用途;变更用途须经捐赠人同意或备案。',
    en: 'The donation is bound to a purpose already; it goes to another one only by a change of use.',
  },
  'donation-used-as-far-as-spent': {
    code: 'RULE_BROKEN',
    zh: '该用途已支出 {spent} 元,不足以说明此前各笔及本笔捐赠均已使用。',
    en: 'Only {spent} yuan were spent on the purpose, less than the donations that count as used together with this one.',
  },
  'receipted-donation-is-kept': {
    code: 'RULE_BROKEN',
    zh: '捐赠票据 {number} 仍有效,须先作废票据,再退还或冲销捐赠。',
    en: 'Receipt {number} is valid; it must be void before the donation is given or taken back.',
  },
  'money-is-taken-back-in-the-books': {
    code: 'RULE_BROKEN',
    zh: '货币捐赠已记账,须冲销其凭证。',
    en: 'Money that was given is posted; its transaction is reversed.',
  },
  'ledger-corrected-where-it-comes-from': {
    code: 'RULE_BROKEN',
    zh: '凭证类型为“{kind:LedgerKind}”,须在产生它的业务中更正。',
    en: 'A transaction of the kind “{kind:LedgerKind}” is corrected where it comes from.',
  },
});

/** Who gave or promises to give, as an input names them. */
export interface NamedDonor {
  readonly donor?: unknown;
  readonly donorName?: string | null | undefined;
  readonly anonymous?: boolean | undefined;
}

/** What is wrong with how a donor is named. */
export function donorFaults(donation: NamedDonor): readonly Fault[] {
  const named = [donation.donor, donation.donorName].filter((name) => name !== null && name !== undefined);
  const fits = named.length === 1 || (named.length === 0 && donation.anonymous === true);
  return fits ? [] : [fault('donation-names-its-donor', ['donorName'])];
}

/** What is wrong between the fields of something given in kind. */
export function inKindFaults(gift: {
  readonly kind: DonationKind;
  readonly fairValue?: unknown;
  readonly valuation?: unknown;
}): readonly Fault[] {
  const isValued = (gift.fairValue ?? null) !== null;
  return [
    ...(gift.kind === 'CASH' ? [fault('money-is-no-gift-in-kind', ['kind'])] : []),
    ...(isValued === ((gift.valuation ?? null) !== null)
      ? []
      : [fault('value-in-kind-says-how', ['fairValue'])]),
  ];
}

/** Refuses a day of receipt that is still to come. */
export function receivedFaults(receivedOn: string, today: string): readonly Fault[] {
  return receivedOn > today
    ? [fault('gift-in-kind-received-until-today', ['receivedOn'], { today, receivedOn })]
    : [];
}

/** Refuses to give or take back what a valid receipt is out for. */
export function receiptedFaults(number: string | null): readonly Fault[] {
  return number === null ? [] : [fault('receipted-donation-is-kept', [], { number })];
}

/** Refuses to bind a donation to another purpose than the one that it is bound to. */
export function allocationFaults(bound: string | null, purposeId: string | null): readonly Fault[] {
  const moves = bound !== null && purposeId !== null && bound !== purposeId;
  return moves ? [fault('allocated-donation-keeps-its-purpose', ['fundPurpose'])] : [];
}

/** Refuses to count a donation as used while less was spent on its purpose. */
export function usedFaults(
  { spentFen, usedFen }: { readonly spentFen: bigint; readonly usedFen: bigint },
  amountFen: bigint,
): readonly Fault[] {
  if (usedFen + amountFen <= spentFen) return [];
  return [fault('donation-used-as-far-as-spent', [], { spent: yuanOf(spentFen) })];
}

/** Kinds that nothing but the books depends on; what settles an agreement is taken back there. */
const reversible: readonly LedgerKind[] = [
  'DONATION',
  'EXPENSE',
  'APPROPRIATION',
  'TRANSFER',
  'MANAGEMENT_FEE',
  'INTEREST',
  'BANK_CHARGE',
  'OTHER_INCOME',
];

/** Refuses to take back what another record would still count on. */
export function reversibleFaults(kind: LedgerKind): readonly Fault[] {
  // A reversal is refused by its own rule.
  return reversible.includes(kind) || kind === 'REVERSAL'
    ? []
    : [fault('ledger-corrected-where-it-comes-from', ['transaction'], { kind })];
}

/** What a donation's voucher says; a person is not named, because everybody may read it. */
export function donationSummary(donor: string | null): { readonly zh: string; readonly en: string } {
  return donor === null
    ? { zh: '收到捐赠', en: 'Donation received' }
    : { zh: `收到${donor}捐赠`, en: `Donation received from ${donor}` };
}

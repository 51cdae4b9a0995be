// What is posted to the ledger, and what is wrong with it whatever the accounts hold.
import type { LedgerKind, LedgerSide } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import type { FundsMay } from './life.js';

/** An account by what it keeps; receivables are kept payer by payer. */
export type AccountName =
  | { readonly fundId: string; readonly kind: 'BANK' | 'FUND' | 'CLEARING' }
  | { readonly fundId: string; readonly kind: 'RECEIVABLE'; readonly payerId: string };

/** One debit, one credit and one amount: balanced by its form. */
interface Leg {
  readonly position: number;
  readonly debit: AccountName;
  readonly credit: AccountName;
  readonly amountFen: bigint;
}

/** One transaction to be posted. */
export interface Posting {
  readonly kind: LedgerKind;
  /** The event that it records: posted once, for ever. */
  readonly source: { readonly type: string; readonly key: string };
  /** Business day that it counts for. */
  readonly effectiveOn: string;
  /** A sentence for people, without amounts: everybody may read it. */
  readonly summary: { readonly zh: string; readonly en: string };
  readonly legs: readonly Leg[];
  /** The fund that it concerns first. */
  readonly fundId: string;
  readonly payerId: string | null;
  /** Its amounts may be told to the public. */
  readonly disclosed: boolean;
  /** How many documents support it. */
  readonly attachments: number;
  readonly reviewedBy: string | null;
  readonly reversesId: string | null;
  readonly correlationId: string;
  /** Where in their life its funds must be, all of them or fund by fund; at work where it does not say, as for whatever comes in. */
  readonly funds?: FundsMay | Readonly<Record<string, FundsMay>>;
  /** Kind of what it takes back. */
  readonly reversesKind?: LedgerKind;
  /** The transaction to whose amount it adds. */
  readonly supplementsId?: string;
}

/** What is a fund's own affair: nobody owes or pays it, everybody may know, no paper and no reviewer is named. */
export const ownAffair = {
  payerId: null,
  disclosed: true,
  attachments: 0,
  reviewedBy: null,
  reversesId: null,
} as const satisfies Partial<Posting>;

/** Accounts and amount of a leg, as the original of a reversal has them. */
export interface PostedLeg {
  readonly position: number;
  readonly debitAccountId: string;
  readonly creditAccountId: string;
  readonly amountFen: bigint;
}

defineRules({
  'fund-never-overdrawn': {
    code: 'RULE_BROKEN',
    zh: '基金余额不足:限定性资金和银行存款均不得透支。',
    en: 'The fund does not hold this much; neither bound money nor a bank account may be overdrawn.',
  },
  'purpose-never-overspent': {
    code: 'RULE_BROKEN',
    zh: '限定用途余额不足:支出、退还或变更的金额不得超过为该用途所捐而未用的金额。',
    en: 'No more is spent on a purpose, taken back from it or put to another use than was given for it and is left.',
  },
  'bound-money-goes-to-its-purpose': {
    code: 'RULE_BROKEN',
    zh: '基金“{fund}”余额中有 {bound} 元已限定用途;其余资金不足,须写明所用的限定用途。',
    en: 'In the fund “{fund}” {bound} yuan are bound to purposes, and what is not bound does not suffice; name the purpose whose money is spent.',
  },
  'fund-keeps-what-is-held': {
    code: 'RULE_BROKEN',
    zh: '基金余额中有冻结资金,支出后的余额不得少于冻结金额;请先解冻。',
    en: 'Some of what the fund holds is held back, and it does not fall below that; release the hold first.',
  },
  'books-closed-through': {
    code: 'RULE_BROKEN',
    zh: '基金“{fund}”已结账至 {closedThrough},不能再记 {effectiveOn} 的业务;请记入其后的日期,或先反结账。',
    en: 'The books of the fund “{fund}” are closed through {closedThrough}, so that nothing is posted on {effectiveOn}; take a later day, or have the month opened again.',
  },
  'ledger-amount-in-range': {
    code: 'RULE_BROKEN',
    zh: '金额或记账后的余额超出账簿可记的范围。',
    en: 'The amount, or the balance after it, is larger than the ledger can keep.',
  },
  'posted-once-per-event': {
    code: 'CONFLICT',
    zh: '该业务已经记账,不得重复记账。',
    en: 'This event is posted already, and an event is posted once.',
  },
  'reversed-at-most-once': {
    code: 'CONFLICT',
    zh: '该凭证已被冲销,不得再次冲销。',
    en: 'This transaction is reversed already, and it can be reversed once.',
  },
  'supplements-are-reversed-first': {
    code: 'RULE_BROKEN',
    zh: '该凭证有补充凭证,须先冲销补充凭证。',
    en: 'Other transactions add to the amount of this one; take them back first.',
  },
  'reversal-mirrors-the-original': {
    code: 'RULE_BROKEN',
    zh: '冲销凭证须与原凭证借贷相反、序号和金额相同,而它不同。',
    en: 'A reversal must exchange debit and credit of every leg of the original and keep its amounts, but this one does not.',
  },
  'reversal-is-final': {
    code: 'RULE_BROKEN',
    zh: '冲销凭证不得再冲销;请另作新的凭证。',
    en: 'A reversal is not reversed itself; post what is right anew.',
  },
  'legs-numbered-from-one': {
    code: 'RULE_BROKEN',
    zh: '一张凭证至少有一条分录,序号从 1 起连续。',
    en: 'A transaction has at least one leg, and its legs are numbered from 1 without gaps.',
  },
  'leg-moves-an-amount': {
    code: 'RULE_BROKEN',
    zh: '第 {position} 条分录的金额须大于零。',
    en: 'Leg {position} must move an amount above zero.',
  },
  'leg-between-two-accounts': {
    code: 'RULE_BROKEN',
    zh: '第 {position} 条分录的借方与贷方须为不同科目。',
    en: 'Leg {position} must go between two different accounts.',
  },
  'ledger-account-of-the-office': {
    code: 'RULE_BROKEN',
    zh: '分录所涉基金和缴款单位须由同一登记机关记录,并设有账户。',
    en: 'The funds and payers of a transaction must be recorded by the office that posts it, and the funds must have accounts.',
  },
  'ledger-dated-until-today': {
    code: 'RULE_BROKEN',
    zh: '业务日期须在 {earliest} 与今天 {today} 之间,而它是 {effectiveOn}。',
    en: 'The business day must lie between {earliest} and today, {today}, but is {effectiveOn}.',
  },
  'preparer-is-not-reviewer': {
    code: 'RULE_BROKEN',
    zh: '制单人与审核人不得为同一人。',
    en: 'Who prepares a transaction does not review it.',
  },
});

/** Rules that any operation may be refused by which posts; an operation names them beside its own. */
export const postingRules = [
  'fund-never-overdrawn',
  'fund-keeps-what-is-held',
  'books-closed-through',
  'purpose-never-overspent',
  'bound-money-goes-to-its-purpose',
  'ledger-amount-in-range',
  'posted-once-per-event',
  'ledger-account-of-the-office',
  'ledger-dated-until-today',
  'money-moves-into-an-active-fund',
] as const;

/** No fund of the country is older. */
export const earliestDay = '1949-10-01';

/** What a name means, as text: equal for equal names. */
export function keyOfAccount(name: AccountName): string {
  return `${name.fundId}/${name.kind}/${name.kind === 'RECEIVABLE' ? name.payerId : ''}`;
}

/** What is wrong with a day as the business day of a transaction. */
export function dayFaults(effectiveOn: string, today: string): readonly Fault[] {
  if (effectiveOn >= earliestDay && effectiveOn <= today) return [];
  return [fault('ledger-dated-until-today', [], { earliest: earliestDay, today, effectiveOn })];
}

/** What is wrong with a posting, before any account is looked at. */
export function postingFaults(posting: Posting, preparedBy: string, today: string): readonly Fault[] {
  const { legs, effectiveOn, reviewedBy } = posting;
  const numbered = legs.length > 0 && legs.every(({ position }, i) => position === i + 1);
  return [
    ...(numbered ? [] : [fault('legs-numbered-from-one')]),
    ...legs.flatMap(({ position, debit, credit, amountFen }) => [
      ...(amountFen > 0n ? [] : [fault('leg-moves-an-amount', [], { position })]),
      ...(keyOfAccount(debit) === keyOfAccount(credit)
        ? [fault('leg-between-two-accounts', [], { position })]
        : []),
    ]),
    ...dayFaults(effectiveOn, today),
    ...(reviewedBy === preparedBy ? [fault('preparer-is-not-reviewer')] : []),
  ];
}

/** Whether legs are the mirror of others: same positions and amounts, debit and credit exchanged. */
export function isMirror(reversal: readonly PostedLeg[], original: readonly PostedLeg[]): boolean {
  return (
    reversal.length === original.length &&
    reversal.every((leg, i) => {
      const before = original[i]!;
      return (
        leg.position === before.position &&
        leg.debitAccountId === before.creditAccountId &&
        leg.creditAccountId === before.debitAccountId &&
        leg.amountFen === before.amountFen
      );
    })
  );
}

/** How an amount changes the balance of an account: up on its normal side, down on the other. */
export function signedAmount(amountFen: bigint, side: LedgerSide, normalSide: LedgerSide): bigint {
  return side === normalSide ? amountFen : -amountFen;
}

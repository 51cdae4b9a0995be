// Entries of a fund's bank account that no other record makes: what they mean in the books, and which of many are accepted.
import type { LedgerKind } from '../../../generated/database.js';
import type { Language } from '../../../kernel/caller.js';
import { defineRules, fault, messageOf, type Fault } from '../../../kernel/errors.js';
import { yuanOf } from '../../../kernel/money.js';
import { dayFaults, type Posting } from './posting.js';

defineRules({
  'entry-of-the-bank': {
    code: 'INVALID_INPUT',
    zh: '此处只登记利息收入、银行手续费和其他收入;捐赠、支出、拨款等请用各自的操作登记。',
    en: 'Interest, bank charges and other income are recorded here; donations, expenses and public money by their own operations.',
  },
  'supplements-an-entry-of-the-bank': {
    code: 'RULE_BROKEN',
    zh: '只有利息收入、银行手续费和其他收入可以补充登记,而该凭证是“{kind:LedgerKind}”;其他业务请冲销后重新登记,或在其来源处更正。',
    en: 'Interest, bank charges and other income are supplemented, but this is “{kind:LedgerKind}”; take it back and record it anew, or correct it where it comes from.',
  },
  'reversed-is-not-supplemented': {
    code: 'RULE_BROKEN',
    zh: '该凭证已被冲销,不能补充登记。',
    en: 'This transaction is taken back, so that nothing is added to it.',
  },
  'reference-once-per-batch': {
    code: 'CONFLICT',
    zh: '业务编号“{reference}”在本批中重复。',
    en: 'The reference “{reference}” stands twice in this batch.',
  },
  'reference-posted-once': {
    code: 'CONFLICT',
    zh: '业务编号“{reference}”已经记账,不得重复记账。',
    en: 'The reference “{reference}” is posted already, and is posted once.',
  },
  'batch-accepted-as-a-whole': {
    code: 'RULE_BROKEN',
    zh: '第 {index} 笔未通过:{why}。按“全部或不入账”的要求,本批均未入账。',
    en: 'Entry {index} is refused: {why}. Nothing of the batch is posted, because all or nothing was asked for.',
  },
});

/** What may be recorded by itself: a word of it for the voucher, and on which side of the bank it stands. */
const kinds = {
  INTEREST: { zh: '利息收入', en: 'Interest', isIncome: true },
  OTHER_INCOME: { zh: '其他收入', en: 'Other income', isIncome: true },
  BANK_CHARGE: { zh: '银行手续费', en: 'Bank charge', isIncome: false },
} as const satisfies Partial<Record<LedgerKind, unknown>>;

type BankKind = keyof typeof kinds;

/** Rules that may refuse one entry. */
export const entryRules = [
  'entry-of-the-bank',
  'reference-once-per-batch',
  'reference-posted-once',
  'ledger-dated-until-today',
  'books-closed-through',
  'fund-never-overdrawn',
  'fund-keeps-what-is-held',
  'bound-money-goes-to-its-purpose',
] as const;

/** One entry as it was sent. */
export interface BankItem {
  readonly kind: LedgerKind;
  readonly amountFen: bigint;
  readonly effectiveOn: string;
  readonly text: string;
  readonly reference?: string | null | undefined;
  readonly attachments?: number | undefined;
}

/** The fund as it stands while nobody else posts to it. */
export interface BankFund {
  readonly id: string;
  readonly name: string;
  readonly closedThrough: string | null;
  readonly balanceFen: bigint;
  readonly bankFen: bigint;
  readonly heldFen: bigint;
  /** What of it is bound to purposes. */
  readonly boundFen: bigint;
  /** Its own account may not fall below zero. */
  readonly neverNegative: boolean;
}

/** Why one entry was refused, as it is kept. */
export interface BatchRefusal {
  readonly index: number;
  readonly rule: string;
  readonly params: Fault['params'];
}

/** The event of an entry: its reference within the fund, or an id of its own. */
export function sourceOf(
  fundId: string,
  reference: string | null | undefined,
  id: string,
): Posting['source'] {
  return { type: 'bank-entry', key: reference ? `${fundId}/${reference}` : id };
}

/**
 * Decides entry by entry in the order in which they were sent: each meets the balances that the accepted ones before it
 * leave.
 *
 * Takes the entries, the fund, the references that are posted already, and today; returns the places of those accepted,
 * and the others with their rule.
 */
export function decideEntries(
  items: readonly BankItem[],
  fund: BankFund,
  postedReferences: ReadonlySet<string>,
  today: string,
): { readonly accepted: readonly number[]; readonly refused: readonly BatchRefusal[] } {
  let { balanceFen, bankFen } = fund;
  const seen = new Set<string>();
  const accepted: number[] = [];
  const refused: BatchRefusal[] = [];
  items.forEach((item, index) => {
    const [first] = [
      ...standingFaults(item, fund, today),
      ...referenceFaults(item.reference, seen, postedReferences),
      ...(isCharge(item) ? chargeFaults(item.amountFen, { ...fund, balanceFen, bankFen }) : []),
    ];
    if (item.reference) seen.add(item.reference);
    if (first) {
      refused.push({ index, rule: first.rule!, params: first.params });
      return;
    }
    const moved = isCharge(item) ? -item.amountFen : item.amountFen;
    balanceFen += moved;
    bankFen += moved;
    accepted.push(index);
  });
  return { accepted, refused };
}

function isCharge({ kind }: BankItem): boolean {
  return kind === 'BANK_CHARGE';
}

function standingFaults({ kind, effectiveOn }: BankItem, fund: BankFund, today: string): readonly Fault[] {
  const { name, closedThrough } = fund;
  return [
    ...(kind in kinds ? [] : [fault('entry-of-the-bank')]),
    ...dayFaults(effectiveOn, today),
    ...(closedThrough !== null && effectiveOn <= closedThrough
      ? [fault('books-closed-through', [], { fund: name, closedThrough, effectiveOn })]
      : []),
  ];
}

function referenceFaults(
  reference: string | null | undefined,
  seen: ReadonlySet<string>,
  posted: ReadonlySet<string>,
): readonly Fault[] {
  if (!reference) return [];
  if (seen.has(reference)) return [fault('reference-once-per-batch', [], { reference })];
  return posted.has(reference) ? [fault('reference-posted-once', [], { reference })] : [];
}

/** What the database would refuse at the end, told of the entry that it is about. */
function chargeFaults(amountFen: bigint, fund: BankFund): readonly Fault[] {
  const left = fund.balanceFen - amountFen;
  if (fund.bankFen < amountFen || (fund.neverNegative && left < 0n)) return [fault('fund-never-overdrawn')];
  if (fund.heldFen > 0n && left < fund.heldFen) return [fault('fund-keeps-what-is-held')];
  return fund.boundFen > 0n && left < fund.boundFen
    ? [fault('bound-money-goes-to-its-purpose', [], { fund: fund.name, bound: yuanOf(fund.boundFen) })]
    : [];
}

/** Refuses to add to what another record would have to say, and to what is taken back. */
export function supplementFaults(kind: LedgerKind, reversed: boolean): readonly Fault[] {
  if (!(kind in kinds)) return [fault('supplements-an-entry-of-the-bank', ['transaction'], { kind })];
  return reversed ? [fault('reversed-is-not-supplemented', ['transaction'])] : [];
}

/** The legs of an amount of the kind. */
export function bankLegs(kind: LedgerKind, fundId: string, amountFen: bigint): Posting['legs'] {
  const [bank, fund] = [
    { fundId, kind: 'BANK' },
    { fundId, kind: 'FUND' },
  ] as const;
  return kinds[kind as BankKind].isIncome
    ? [{ position: 1, debit: bank, credit: fund, amountFen }]
    : [{ position: 1, debit: fund, credit: bank, amountFen }];
}

/** What the voucher says. */
export function entrySummary(kind: LedgerKind, text: string): Posting['summary'] {
  const { zh, en } = kinds[kind as BankKind];
  return { zh: `${zh}:${text}`, en: `${en}: ${text}` };
}

/** What became of each entry: the accepted ones have numbers without gaps, in their order. */
export function resultsOf(
  itemCount: number,
  firstNumber: bigint | null,
  refusals: readonly BatchRefusal[],
  language: Language,
): readonly {
  readonly index: number;
  readonly number: string | null;
  readonly rule: string | null;
  readonly message: string | null;
}[] {
  const byIndex = new Map(refusals.map((one) => [one.index, one]));
  let next = firstNumber;
  return Array.from({ length: itemCount }, (_, index) => {
    const refused = byIndex.get(index);
    if (refused) {
      const { rule, params } = refused;
      return { index, number: null, rule, message: messageOf(fault(rule, [], params), language) };
    }
    const number = next === null ? null : String(next);
    if (next !== null) next += 1n;
    return { index, number, rule: null, message: null };
  });
}

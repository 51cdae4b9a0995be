// What the verifier of a ledger may find wrong, and the sentences in which it says so.

/**
 * - `UNREADABLE`: a line is no record, or the records are not in their order.
 * - `NUMBER_GAP`: a voucher number is missing, twice, or out of order.
 * - `CHAIN_BROKEN`: the transaction does not follow on the one before it.
 * - `ACCOUNT`: an account may fall below zero and its fund is bound, or the other way round, or is summed up by none.
 * - `ALTERED`: the transaction, one of its legs or an account of theirs is not what was hashed.
 * - `SOURCE`: a transaction has not exactly one event, or an event has two transactions.
 * - `EVENT`: a donation or an expense is not what was posted of it, or was not posted.
 * - `LEGS`: a leg has no amount, no two accounts, an account that takes no posting, or another division than its account.
 * - `ENTRIES`: the entries are not the two sides of each leg, at its instant and in its divisions.
 * - `RUNNING_BALANCE`: an entry's number or balance does not follow from the one before it in its account.
 * - `OVERDRAWN`: an account that may not fall below zero does.
 * - `REVERSAL`: it is not the mirror of what it takes back, or takes back what is taken back already.
 * - `SUPPLEMENT`: what it adds to is not there, of another kind, or taken back.
 * - `REVIEWER`: who prepared it reviewed it, too.
 * - `BALANCE`: a balance is not the sum of its account's legs.
 * - `FLOW`: what came into or went out of a fund in a year is not the sum of its legs.
 * - `DAY`: what an account got on a day is not the sum of its entries.
 * - `HELD`: more is held back than an account has, or another amount than its holds.
 * - `PERIOD`: it was posted into a closed month, or a month was not closed or opened by two people, or held something else.
 * - `HEAD`: the chain does not end where its head says.
 * - `ANCHOR`: a head that was published is not in the chain.
 * - `RECEIPT`: the export is not the one that its receipt was made for.
 */
export type LedgerFaultKind =
  | 'UNREADABLE'
  | 'NUMBER_GAP'
  | 'CHAIN_BROKEN'
  | 'ACCOUNT'
  | 'ALTERED'
  | 'SOURCE'
  | 'EVENT'
  | 'LEGS'
  | 'ENTRIES'
  | 'RUNNING_BALANCE'
  | 'OVERDRAWN'
  | 'REVERSAL'
  | 'SUPPLEMENT'
  | 'REVIEWER'
  | 'BALANCE'
  | 'FLOW'
  | 'DAY'
  | 'HELD'
  | 'PERIOD'
  | 'HEAD'
  | 'ANCHOR'
  | 'RECEIPT';

/** One thing that is wrong, with its place: line of the export, and voucher or account. */
export interface LedgerFault {
  readonly kind: LedgerFaultKind;
  readonly line: number;
  readonly place: string;
}

/** What the verifier found. */
export interface LedgerVerdict {
  readonly tenant: number | null;
  readonly transactions: bigint;
  readonly legs: bigint;
  /** Hash of the last transaction, in hex; keep it where nobody who can write to the database can reach it. */
  readonly head: string;
  readonly faults: readonly LedgerFault[];
}

const said: Readonly<Record<LedgerFaultKind, { readonly zh: string; readonly en: string }>> = {
  UNREADABLE: { zh: '不是可识别的记录,或次序不对', en: 'is no record, or stands out of order' },
  NUMBER_GAP: { zh: '凭证号缺失、重复或次序不对', en: 'has a number that does not follow on the last one' },
  CHAIN_BROKEN: { zh: '与前一凭证不衔接', en: 'does not follow on the transaction before it' },
  ACCOUNT: { zh: '科目属性与基金不符', en: 'is not the kind of account that its fund has' },
  ALTERED: { zh: '内容与记账时的散列不符,已被改动', en: 'is not what was hashed when it was posted' },
  SOURCE: { zh: '业务来源缺失或重复记账', en: 'has no event of its own' },
  EVENT: { zh: '业务记录与记账不符', en: 'is not what its event says' },
  LEGS: { zh: '分录不成立', en: 'has a leg that cannot be posted' },
  ENTRIES: { zh: '明细与分录不符', en: 'has entries that are not the sides of its legs' },
  RUNNING_BALANCE: {
    zh: '明细余额与上一笔不衔接',
    en: 'has a balance that does not follow from the entry before',
  },
  OVERDRAWN: { zh: '使不得透支的科目透支', en: 'overdraws an account that may not be overdrawn' },
  REVERSAL: { zh: '冲销与原凭证不符', en: 'is not the one mirror of what it takes back' },
  SUPPLEMENT: { zh: '补充登记与原凭证不符', en: 'adds to what is not there, of another kind, or taken back' },
  REVIEWER: { zh: '制单人与审核人为同一人', en: 'was reviewed by who prepared it' },
  BALANCE: { zh: '余额与分录合计不符', en: 'has a balance that is not the sum of its legs' },
  FLOW: { zh: '年度收支与分录合计不符', en: 'has a yearly flow that is not the sum of its legs' },
  DAY: { zh: '日发生额与明细合计不符', en: 'has a day that is not the sum of its entries' },
  HELD: {
    zh: '冻结金额与余额或冻结记录不符',
    en: 'holds back another amount than its holds say, or than it has',
  },
  PERIOD: { zh: '违反期间结账', en: 'does not agree with the closing of its month' },
  HEAD: { zh: '账簿未止于链头所记之处', en: 'is not where the chain ends' },
  ANCHOR: { zh: '与已公布的链头不符', en: 'is not what was published as the head of the chain' },
  RECEIPT: { zh: '与导出回执不符', en: 'is not what the receipt of the export says' },
};

/** The fault in one sentence, in Chinese or English. */
export function sentenceOf({ kind, line, place }: LedgerFault, language: 'zh' | 'en'): string {
  const words = said[kind][language];
  return language === 'zh' ? `第 ${line} 行(${place}):${words}。` : `Line ${line}: ${place} ${words}.`;
}

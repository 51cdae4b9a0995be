// What a chart of accounts is here: which account of an accounting standard stands for which of the ledger's.
import type {
  AccountingStandard,
  AccountKind,
  FlowKind,
  FundRestriction,
} from '../../../../generated/database.js';
import type { Text } from '../../../../kernel/text.js';

/** Where an account stands in a balance, and on which side it grows. */
export type AccountClass = 'ASSET' | 'LIABILITY' | 'NET_ASSETS' | 'INCOME' | 'EXPENSE';

/** One account of a standard, or a detail of one that the books keep apart below it. */
export interface ChartAccount {
  readonly code: string;
  readonly name: Text;
  readonly class: AccountClass;
  readonly detail?: Text;
}

/** How the ledger of a fund is read by a standard. */
export interface Chart {
  readonly standard: AccountingStandard;
  readonly title: Text;
  /** Number of the document that issued it. */
  readonly document: string;
  /** What who uses it has to know. */
  readonly note: Text;
  /** Accounts by kind, but for the fund's own, which depends on how far its money is bound. */
  readonly accounts: Readonly<Record<Exclude<AccountKind, 'FUND'>, ChartAccount>>;
  readonly bound: ChartAccount;
  readonly unbound: ChartAccount;
  /**
   * What changes the fund's own account within a year. The ledger keeps net assets, income and expenses of a fund in one
   * account; the kind of each transaction says which of them it is. Null where the standard has no account for it: then it
   * is a detail of what the fund holds.
   */
  readonly flows: Readonly<Record<FlowKind, ChartAccount | null>>;
  /** Expenses for the fund's own administration, where the standard keeps them apart from the others. */
  readonly administration: ChartAccount | null;
}

/** What flows are called where they are kept apart, and in statements of income and expenses. */
export const flowTerms: Readonly<Record<FlowKind, Text>> = {
  REVENUE_SHARE: { zh: '收益分成', en: 'Shares of revenue' },
  DONATION: { zh: '捐赠', en: 'Donations' },
  FISCAL: { zh: '财政拨款', en: 'Public money' },
  MATCHING: { zh: '配捐转入', en: 'Matching received' },
  TRANSFER_IN: { zh: '划转转入', en: 'Transfers received' },
  INTEREST: { zh: '利息', en: 'Interest' },
  OTHER_INCOME: { zh: '其他收入', en: 'Other income' },
  EXPENSE: { zh: '支出', en: 'Expenses' },
  MANAGEMENT_FEE: { zh: '管理费', en: 'Management fees' },
  BANK_CHARGE: { zh: '银行手续费', en: 'Bank charges' },
  MATCHING_OUT: { zh: '配捐转出', en: 'Matching given' },
  TRANSFER_OUT: { zh: '划转转出', en: 'Transfers given' },
};

/** All flows, those that come in before those that go out, as statements list them. */
export const allFlows = Object.keys(flowTerms) as readonly FlowKind[];

const outgoing: ReadonlySet<FlowKind> = new Set([
  'EXPENSE',
  'MANAGEMENT_FEE',
  'BANK_CHARGE',
  'MATCHING_OUT',
  'TRANSFER_OUT',
]);

/** Whether a flow takes money out of the fund. */
export function goesOut(flow: FlowKind): boolean {
  return outgoing.has(flow);
}

/** What the fund holds; money of which no source says how far it is bound counts as bound. */
export function netAssets({ bound, unbound }: Chart, restriction: FundRestriction): ChartAccount {
  return restriction === 'UNRESTRICTED' ? unbound : bound;
}

/** The account of a flow; without one of its own, or beside others in the same one, it is kept apart as a detail. */
export function flowAccount(chart: Chart, flow: FlowKind, restriction: FundRestriction): ChartAccount {
  return chart.flows[flow] ?? { ...netAssets(chart, restriction), detail: flowTerms[flow] };
}

/** Whether an account grows on its debit side. */
export function growsByDebit({ class: kind }: Pick<ChartAccount, 'class'>): boolean {
  return kind === 'ASSET' || kind === 'EXPENSE';
}

/** An account of a standard. */
export function chartAccount(kind: AccountClass, code: string, zh: string, en: string): ChartAccount {
  return { code, name: { zh, en }, class: kind };
}

/** A detail of an account: a flow that shares it with others. */
export function detailOf(account: ChartAccount, flow: FlowKind): ChartAccount {
  return { ...account, detail: flowTerms[flow] };
}

// The records of an exported ledger, one per line: what a verifier reads, from a file or from the database.
import type {
  AccountKind,
  FlowKind,
  FundRestriction,
  LedgerKind,
  LedgerSide,
} from '../../../generated/database.js';
import type { AnchorFacts } from './anchors.js';

/** What of a ledger is exported: all of it, or some funds, some business days, what was known at an instant. */
export interface Selection {
  /** Ids of funds; null for all of the tenant. */
  readonly funds: readonly string[] | null;
  /** First business day; null from the first one on. */
  readonly from: string | null;
  /** Last business day; null to the last one. */
  readonly to: string | null;
  /** Number of the last transaction that was recorded at the instant that is asked about; null for all. */
  readonly through: string | null;
}

/** All of a ledger as it is now. */
export const wholeLedger: Selection = { funds: null, from: null, to: null, through: null };

/** Whether nothing is left out that stands before the last transaction: then the chain can be followed. */
export function isWhole({ funds, from, to }: Selection): boolean {
  return funds === null && from === null && to === null;
}

/** The first record: whose ledger it is, and what of it. */
export interface LedgerRecord extends Selection {
  readonly type: 'ledger';
  readonly version: string;
  readonly tenant: number;
}

/** An account; all of them come before the transactions. */
export interface AccountRecord {
  readonly type: 'account';
  readonly id: string;
  readonly fundId: string;
  readonly fund: string;
  /** Of another fund than those that were chosen, and here because they had to do with it. */
  readonly outside: boolean;
  readonly parentId: string | null;
  readonly createdAt: string;
  /** How far the fund's money is bound. */
  readonly restriction: FundRestriction;
  readonly kind: AccountKind;
  readonly name: string;
  readonly payerId: string | null;
  readonly normalSide: LedgerSide;
  readonly currency: string;
  readonly isRollUp: boolean;
  readonly neverNegative: boolean;
  readonly divisionKey: string;
}

/** A head of the chain that was published; between accounts and transactions of a whole ledger. */
export interface AnchorRecord extends AnchorFacts {
  readonly type: 'anchor';
  readonly publishedAt: string;
}

/** A month of a fund's books that was closed, and whether it was opened again; before the transactions, too. */
export interface PeriodRecord {
  readonly type: 'period';
  readonly id: string;
  readonly fundId: string;
  /** First and last day of the month. */
  readonly month: string;
  readonly lastDay: string;
  readonly revision: number;
  readonly proposedBy: string;
  readonly closedBy: string;
  readonly closedAt: string;
  readonly reopeningBy: string | null;
  readonly reopenedBy: string | null;
  readonly reopenedAt: string | null;
  readonly reason: string | null;
  readonly openingFen: string;
  readonly increaseFen: string;
  readonly decreaseFen: string;
  readonly closingFen: string;
  readonly bankFen: string;
  readonly receivableFen: string;
  readonly clearingFen: string;
  readonly entryCount: string;
}

/** A transaction with all that belongs to it, in the order of numbers; amounts and numbers as text. */
export interface TransactionRecord {
  readonly type: 'transaction';
  readonly number: string;
  readonly id: string;
  readonly kind: LedgerKind;
  readonly effectiveOn: string;
  readonly recordedAt: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly fundId: string;
  readonly divisionKey: string;
  readonly attachments: number;
  readonly disclosed: boolean;
  readonly payerId: string | null;
  readonly preparedBy: string;
  readonly preparedByOrganizationId: string | null;
  readonly reviewedBy: string | null;
  readonly reversesId: string | null;
  /** Voucher that it takes back, by its number. */
  readonly reversesNumber: string | null;
  readonly supplementsId: string | null;
  /** Voucher that it adds to, by its number. */
  readonly supplementsNumber: string | null;
  readonly correlationId: string;
  readonly digest: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sources: readonly { readonly type: string; readonly key: string }[];
  readonly events: readonly EventRecord[];
  readonly legs: readonly LegRecord[];
  /** Legs between funds that were not chosen. */
  readonly legsLeftOut: number;
  readonly entries: readonly EntryRecord[];
}

/** A donation or an expense as the public reads it. */
interface EventRecord {
  readonly type: 'donation' | 'expense';
  readonly id: string;
  readonly fundId: string;
  readonly amountFen: string;
  readonly effectiveOn: string;
}

export interface LegRecord {
  readonly position: number;
  readonly debitAccountId: string;
  readonly creditAccountId: string;
  readonly amountFen: string;
  readonly currency: string;
  readonly disclosed: boolean;
  readonly payerId: string | null;
  readonly divisionKey: string;
}

export interface EntryRecord {
  readonly id: string;
  readonly accountId: string;
  readonly number: string;
  readonly position: number;
  readonly counterAccountId: string;
  readonly side: LedgerSide;
  readonly amountFen: string;
  readonly balanceFen: string;
  readonly effectiveOn: string;
  readonly recordedAt: string;
  readonly disclosed: boolean;
  readonly payerId: string | null;
  readonly divisionKey: string;
}

/** What an account holds; after the transactions. */
export interface BalanceRecord {
  readonly type: 'balance';
  readonly accountId: string;
  /** What it held before the first business day that was asked about. */
  readonly openingFen: string;
  readonly balanceFen: string;
  /** What of it is held back now; of other days it is not known. */
  readonly heldFen: string;
  /** Entries that are exported of it. */
  readonly entryCount: string;
}

/** What came into or went out of a fund in a year; after the balances of a whole ledger as it is now. */
export interface FlowRecord {
  readonly type: 'flow';
  readonly fundId: string;
  readonly year: number;
  readonly kind: FlowKind;
  readonly amountFen: string;
}

/** What an account got on a business day, recorded on a day in Asia/Shanghai; after the flows. */
export interface DayRecord {
  readonly type: 'day';
  readonly accountId: string;
  readonly effectiveOn: string;
  readonly recordedOn: string;
  readonly debitFen: string;
  readonly creditFen: string;
  readonly entryCount: string;
}

/** Money of a fund that is held back now. */
export interface HoldRecord {
  readonly type: 'hold';
  readonly id: string;
  readonly fundId: string;
  readonly amountFen: string;
}

/** A donation or an expense that no transaction posted; after the balances, and there should be none. */
interface UnpostedRecord {
  readonly type: 'unposted';
  readonly of: 'donation' | 'expense';
  readonly id: string;
}

/** The last record: where the chain ends. */
export interface HeadRecord {
  readonly type: 'head';
  readonly number: string;
  readonly hash: string;
}

export type ExportRecord =
  | LedgerRecord
  | AccountRecord
  | AnchorRecord
  | TransactionRecord
  | BalanceRecord
  | FlowRecord
  | DayRecord
  | HoldRecord
  | PeriodRecord
  | UnpostedRecord
  | HeadRecord;

/** Names the form of the export. */
export const exportVersion = 'gongzhi-ledger-export-2';

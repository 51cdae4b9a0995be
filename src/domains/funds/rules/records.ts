// The records of an exported ledger, one per line: what a verifier reads, from a file or from the database.
import type { AccountKind, FundRestriction, LedgerKind, LedgerSide } from '../../../generated/database.js';

/** The first record: whose ledger it is. */
interface LedgerRecord {
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
  readonly correlationId: string;
  readonly digest: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sources: readonly { readonly type: string; readonly key: string }[];
  readonly events: readonly EventRecord[];
  readonly legs: readonly LegRecord[];
  readonly entries: readonly EntryRecord[];
}

/** A donation or an expense as the public reads it. */
export interface EventRecord {
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
  readonly balanceFen: string;
  readonly entryCount: string;
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
  LedgerRecord | AccountRecord | TransactionRecord | BalanceRecord | UnpostedRecord | HeadRecord;

/** Names the form of the export. */
export const exportVersion = 'gongzhi-ledger-export-1';

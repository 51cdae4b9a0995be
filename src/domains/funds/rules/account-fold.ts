// What the verifier counts of each account while it reads: what its legs make of it, against its entries and its balance.
import { belongs, isSoundAccount } from './compare.js';
import type { LedgerFaultKind } from './faults.js';
import { signedAmount } from './posting.js';
import type {
  AccountRecord,
  BalanceRecord,
  EntryRecord,
  LegRecord,
  Selection,
  TransactionRecord,
} from './records.js';

/** Tells a fault: its kind and place, and its line where that is not the one that is read. */
export type Telling = (kind: LedgerFaultKind, place: string, line?: number) => void;

interface Running {
  readonly account: AccountRecord;
  readonly line: number;
  balanceFen: bigint;
  entries: bigint;
  /** Number and balance of its last entry. */
  lastNumber: bigint;
  lastFen: bigint;
  /** Whether its balance row was read. */
  compared: boolean;
}

/** The accounts of an export. */
export class AccountFold {
  private readonly accounts = new Map<string, Running>();
  private readonly selection: Selection;
  /** Whether all entries of an account stand here, from its first one on. */
  private readonly fromFirst: boolean;
  private readonly tell: Telling;
  private judged = false;

  constructor(selection: Selection, tell: Telling) {
    this.selection = selection;
    this.fromFirst = selection.from === null && selection.to === null;
    this.tell = tell;
  }

  /** The account of the id. */
  readonly find = (id: string): AccountRecord | undefined => this.accounts.get(id)?.account;

  /** Adds an account. @throws Error where it was there before, or something was posted already */
  add(account: AccountRecord, line: number): void {
    // A second line would stand for what was posted, and the first would be read.
    if (this.accounts.has(account.id) || this.judged) throw new Error('out of order');
    const nothing = { balanceFen: 0n, entries: 0n, lastNumber: 0n, lastFen: 0n, compared: false };
    this.accounts.set(account.id, { account, line, ...nothing });
  }

  /** Compares the accounts with each other, once all of them are read. */
  judge(): void {
    if (this.judged) return;
    this.judged = true;
    for (const { account, line } of this.accounts.values()) {
      const chosen = this.selection.funds?.includes(account.fundId) ?? true;
      const parent = account.parentId === null ? null : this.find(account.parentId);
      const lacks = parent === undefined && this.selection.funds === null;
      if (lacks || account.outside === chosen || !isSoundAccount(account, parent))
        this.tell('ACCOUNT', `account ${account.id}`, line);
    }
  }

  /** Each leg has its two entries, and each entry follows on the one before it in its account. */
  addTransaction(record: TransactionRecord, place: string): void {
    const { legs, entries } = record;
    const sides = new Map(entries.map((entry) => [`${entry.position} ${entry.side}`, entry]));
    let expected = 0;
    let paired = sides.size === entries.length;
    for (const leg of legs)
      for (const side of ['DEBIT', 'CREDIT'] as const) {
        const running = this.accounts.get(side === 'DEBIT' ? leg.debitAccountId : leg.creditAccountId);
        if (!running || running.account.outside) continue;
        const entry = sides.get(`${leg.position} ${side}`);
        expected += 1;
        paired &&= entry !== undefined && belongs(entry, leg, running.account, record);
        this.addSide(running, leg, side, entry, place);
      }
    if (!paired || expected !== entries.length) this.tell('ENTRIES', place);
  }

  private addSide(
    running: Running,
    leg: LegRecord,
    side: 'DEBIT' | 'CREDIT',
    entry: EntryRecord | undefined,
    place: string,
  ): void {
    running.balanceFen += signedAmount(BigInt(leg.amountFen), side, running.account.normalSide);
    running.entries += 1n;
    if (entry && !this.followsOn(entry, running))
      this.tell('RUNNING_BALANCE', `${place}, leg ${leg.position}`);
    if (this.fromFirst && running.account.neverNegative && running.balanceFen < 0n)
      this.tell('OVERDRAWN', `${place}, account ${running.account.id}`);
  }

  /** Whether number and balance of the entry follow from the one before it; of some days, where none is missing between. */
  private followsOn(entry: EntryRecord, running: Running): boolean {
    const [number, balanceFen] = [BigInt(entry.number), BigInt(entry.balanceFen)];
    const { lastNumber, lastFen } = running;
    running.lastNumber = number;
    running.lastFen = balanceFen;
    if (this.fromFirst) return number === running.entries && balanceFen === running.balanceFen;
    if (lastNumber === 0n || number > lastNumber + 1n) return number > lastNumber;
    return number === lastNumber + 1n && balanceFen === lastFen + BigInt(entry.amountFen);
  }

  /** Compares a balance with the legs. */
  compare({ accountId, openingFen, balanceFen, entryCount }: BalanceRecord): void {
    const running = this.accounts.get(accountId);
    const opening = BigInt(openingFen);
    const same =
      running &&
      !running.compared &&
      (opening === 0n || this.selection.from !== null) &&
      opening + running.balanceFen === BigInt(balanceFen) &&
      running.entries === BigInt(entryCount);
    if (!same) this.tell('BALANCE', `account ${accountId}`);
    if (running) running.compared = true;
  }

  /** Tells of what balance rows are missing. */
  end(): void {
    this.judge();
    for (const { account, compared } of this.accounts.values())
      if (!compared && !account.isRollUp && !account.outside) this.tell('BALANCE', `account ${account.id}`);
  }
}

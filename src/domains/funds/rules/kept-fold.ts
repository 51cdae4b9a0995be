// What the verifier computes again of what is kept beside the legs: flows of years, sums of days, what is held back.
import type { LedgerKind } from '../../../generated/database.js';
import type { Telling } from './account-fold.js';
import { flowsOf } from './flows.js';
import type {
  AccountRecord,
  BalanceRecord,
  DayRecord,
  FlowRecord,
  HoldRecord,
  TransactionRecord,
} from './records.js';

/** What an account got on a day. */
interface Day {
  debitFen: bigint;
  creditFen: bigint;
  entryCount: bigint;
}

/** The sums of a whole ledger as it is now. */
export class KeptFold {
  private readonly flows = new Map<string, bigint>();
  private readonly days = new Map<string, Day>();
  /** What is held back, by fund. */
  private readonly held = new Map<string, bigint>();
  private readonly account: (id: string) => AccountRecord | undefined;
  private readonly tell: Telling;

  constructor(account: (id: string) => AccountRecord | undefined, tell: Telling) {
    this.account = account;
    this.tell = tell;
  }

  /** Adds a transaction to its days. */
  addDays({ effectiveOn, recordedAt, legs }: TransactionRecord): void {
    const recordedOn = shanghaiDay(recordedAt);
    const day = (accountId: string): Day | undefined => {
      const account = this.account(accountId);
      if (!account || account.outside) return undefined;
      const key = `${accountId} ${effectiveOn} ${recordedOn}`;
      let found = this.days.get(key);
      if (!found) this.days.set(key, (found = { debitFen: 0n, creditFen: 0n, entryCount: 0n }));
      found.entryCount += 1n;
      return found;
    };
    for (const { debitAccountId, creditAccountId, amountFen } of legs) {
      const [debit, credit] = [day(debitAccountId), day(creditAccountId)];
      if (debit) debit.debitFen += BigInt(amountFen);
      if (credit) credit.creditFen += BigInt(amountFen);
    }
  }

  /** Adds a transaction to its years, and for what takes another back the kind of that one. */
  addFlows({ kind, effectiveOn, legs }: TransactionRecord, reversesKind: LedgerKind | undefined): void {
    const known = legs.flatMap(({ debitAccountId, creditAccountId, amountFen }) => {
      const [debit, credit] = [this.account(debitAccountId), this.account(creditAccountId)];
      return debit && credit ? { debit, credit, amountFen: BigInt(amountFen) } : [];
    });
    const reverses = reversesKind === undefined ? {} : { reversesKind };
    for (const flow of flowsOf([{ kind, effectiveOn, legs: known, ...reverses }])) {
      const key = `${flow.fundId} ${flow.year} ${flow.kind}`;
      this.flows.set(key, (this.flows.get(key) ?? 0n) + flow.amountFen);
    }
  }

  /** Compares what is kept of a year with the legs. */
  compareFlow({ fundId, year, kind, amountFen }: FlowRecord): void {
    const key = `${fundId} ${year} ${kind}`;
    if ((this.flows.get(key) ?? 0n) !== BigInt(amountFen)) this.tell('FLOW', `fund ${key}`);
    this.flows.delete(key);
  }

  /** Compares what is kept of a day with the entries. */
  compareDay({ accountId, effectiveOn, recordedOn, debitFen, creditFen, entryCount }: DayRecord): void {
    const key = `${accountId} ${effectiveOn} ${recordedOn}`;
    const day = this.days.get(key);
    const same =
      day?.debitFen === BigInt(debitFen) &&
      day.creditFen === BigInt(creditFen) &&
      day.entryCount === BigInt(entryCount);
    if (!same) this.tell('DAY', `account ${key}`);
    this.days.delete(key);
  }

  /** Compares what is held back of an account with what it has; only a fund's own account is held. */
  addHeld({ accountId, heldFen, balanceFen }: BalanceRecord): void {
    const [held, account] = [BigInt(heldFen), this.account(accountId)];
    if (held === 0n || !account) return;
    if (account.kind !== 'FUND' || held < 0n || held > BigInt(balanceFen))
      this.tell('HELD', `account ${accountId}`);
    this.held.set(account.fundId, (this.held.get(account.fundId) ?? 0n) + held);
  }

  /** Takes a hold from what is held back. */
  takeHold({ fundId, amountFen }: HoldRecord): void {
    this.held.set(fundId, (this.held.get(fundId) ?? 0n) - BigInt(amountFen));
  }

  /** Tells of what is kept nowhere. */
  end(): void {
    for (const key of this.days.keys()) this.tell('DAY', `account ${key}`);
    for (const [fund, fen] of this.held) if (fen !== 0n) this.tell('HELD', `fund ${fund}`);
    for (const [key, amountFen] of this.flows) if (amountFen !== 0n) this.tell('FLOW', `fund ${key}`);
  }
}

const shanghaiOffsetMs = 8 * 3_600_000;

/** The hour that was last asked about, and its day: transactions come in the order of time. */
let asked = { hour: '', day: '' };

/** Day of an instant in Asia/Shanghai, which has no summer time any more. */
function shanghaiDay(instant: string): string {
  const hour = instant.slice(0, 13);
  if (hour !== asked.hour) {
    const day = new Date(Date.parse(instant) + shanghaiOffsetMs).toISOString().slice(0, 10);
    asked = { hour, day };
  }
  return asked.day;
}

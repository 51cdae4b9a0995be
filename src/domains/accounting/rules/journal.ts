// What every journal of a ledger is made of: its accounts, what they held before, at the end of each month, and at last.
import { addDays, lastDayOfMonth } from '../../calendar/rules.js';
import { earliestDay } from '../../funds/rules/posting.js';
import type {
  AccountRecord,
  BalanceRecord,
  ExportRecord,
  LedgerRecord,
  TransactionRecord,
} from '../../funds/rules/records.js';

/** Makes the text of an export, record by record. */
export interface ExportWriter {
  /** The text for a record; nothing for what has none in this form. */
  readonly take: (record: ExportRecord) => string;
  /** What comes after the last record. */
  readonly end: () => string;
}

/** What an account holds at the end of a day, above zero on the debit side. */
export interface Closing {
  readonly account: AccountRecord;
  readonly on: string;
  readonly debitFen: bigint;
}

/** The balances of the accounts of a journal. */
export class Balances {
  private readonly accounts = new Map<string, AccountRecord>();
  /** By account, what it got in each month, above zero on the debit side. */
  private readonly months = new Map<string, Map<string, bigint>>();
  private readonly rows: BalanceRecord[] = [];
  private ledger: LedgerRecord | undefined;
  private last = '';

  /** Adds a record. */
  take(record: ExportRecord): void {
    if (record.type === 'ledger') this.ledger = record;
    if (record.type === 'account') this.accounts.set(record.id, record);
    if (record.type === 'balance') this.rows.push(record);
    if (record.type === 'transaction') this.add(record);
  }

  /** The account of an id. @throws Error where the export has none */
  account(id: string): AccountRecord {
    const account = this.accounts.get(id);
    if (!account) throw new Error(`The export has no account ${id}.`);
    return account;
  }

  private add({ effectiveOn, legs }: TransactionRecord): void {
    if (effectiveOn > this.last) this.last = effectiveOn;
    for (const { debitAccountId, creditAccountId, amountFen } of legs) {
      this.move(debitAccountId, effectiveOn, BigInt(amountFen));
      this.move(creditAccountId, effectiveOn, -BigInt(amountFen));
    }
  }

  private move(id: string, on: string, fen: bigint): void {
    const month = on.slice(0, 7);
    let months = this.months.get(id);
    if (!months) this.months.set(id, (months = new Map()));
    months.set(month, (months.get(month) ?? 0n) + fen);
  }

  private debitFen(account: AccountRecord, fen: string): bigint {
    return account.normalSide === 'DEBIT' ? BigInt(fen) : -BigInt(fen);
  }

  /** The day before the first one, and what the accounts held at its end; null where the first day is the ledger's own. */
  openings(): { readonly on: string; readonly closings: readonly Closing[] } | null {
    const from = this.ledger?.from ?? null;
    if (from === null) return null;
    const on = addDays(from, -1);
    const closings = this.rows.map(({ accountId, openingFen }) => {
      const account = this.account(accountId);
      return { account, on, debitFen: this.debitFen(account, openingFen) };
    });
    return { on, closings: closings.filter(({ debitFen }) => debitFen !== 0n) };
  }

  /** At the end of each month in which something was posted to it, what an account holds by its legs. */
  monthEnds(): readonly Closing[] {
    const ends: Closing[] = [];
    for (const { accountId, openingFen } of this.rows) {
      const account = this.account(accountId);
      let debitFen = this.debitFen(account, openingFen);
      const months = [...(this.months.get(accountId) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [month, fen] of months) {
        debitFen += fen;
        const on = lastDayOfMonth(month);
        // The month that is not over ends with what the balances say.
        if (on < this.closingOn()) ends.push({ account, on, debitFen });
      }
    }
    return ends.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  }

  /** What the balances say that the accounts hold at last. */
  closings(): readonly Closing[] {
    const on = this.closingOn();
    return this.rows.map(({ accountId, balanceFen }) => {
      const account = this.account(accountId);
      return { account, on, debitFen: this.debitFen(account, balanceFen) };
    });
  }

  private closingOn(): string {
    return this.ledger?.to ?? (this.last || (this.ledger?.from ?? earliestDay));
  }
}

/** What is told of a transaction beside its accounts, by name: in the order in which it is written. */
export function factsOf(record: TransactionRecord, fund: string): Readonly<Record<string, string>> {
  const { number, kind, sources, fundId, recordedAt, preparedBy, reviewedBy, reversesNumber, hash } = record;
  const [source] = sources;
  return {
    voucher: number,
    kind,
    source: source?.type ?? '',
    sourcekey: source?.key ?? '',
    fund,
    fundid: fundId,
    recorded: recordedAt,
    prepared: preparedBy,
    ...(reviewedBy === null ? {} : { reviewed: reviewedBy }),
    ...(reversesNumber === null ? {} : { reverses: reversesNumber }),
    hash,
  };
}

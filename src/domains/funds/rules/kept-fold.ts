// What the verifier computes again of what is kept beside the legs: what flowed into and out of each fund in each year.
import type { LedgerKind } from '../../../generated/database.js';
import type { Telling } from './account-fold.js';
import { flowsOf } from './flows.js';
import type { AccountRecord, FlowRecord, TransactionRecord } from './records.js';

/** The sums of a whole ledger as it is now. */
export class KeptFold {
  private readonly flows = new Map<string, bigint>();
  private readonly account: (id: string) => AccountRecord | undefined;
  private readonly tell: Telling;

  constructor(account: (id: string) => AccountRecord | undefined, tell: Telling) {
    this.account = account;
    this.tell = tell;
  }

  /** Adds a transaction, and for what takes another back the kind of that one. */
  add({ kind, effectiveOn, legs }: TransactionRecord, reversesKind: LedgerKind | undefined): void {
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

  /** Tells of what is kept nowhere. */
  end(): void {
    for (const [key, amountFen] of this.flows) if (amountFen !== 0n) this.tell('FLOW', `fund ${key}`);
  }
}

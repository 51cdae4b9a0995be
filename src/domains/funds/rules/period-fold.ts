// What the verifier compares with closed months: that nothing was posted into them, and that they held what was said.
import type { Telling } from './account-fold.js';
import type { AccountRecord, PeriodRecord, TransactionRecord } from './records.js';

interface Closed {
  readonly period: PeriodRecord;
  readonly line: number;
  /** What the fund's accounts held at the end of the month as known when it was closed, by kind. */
  readonly held: Record<'FUND' | 'BANK' | 'RECEIVABLE' | 'CLEARING', bigint>;
  openingFen: bigint;
  entries: bigint;
}

/** The closed months of an export. */
export class PeriodFold {
  private readonly byFund = new Map<string, Closed[]>();
  private readonly account: (id: string) => AccountRecord | undefined;
  private readonly tell: Telling;

  constructor(account: (id: string) => AccountRecord | undefined, tell: Telling) {
    this.account = account;
    this.tell = tell;
  }

  /** Adds a month that was closed. */
  add(period: PeriodRecord, line: number): void {
    const { fundId, proposedBy, closedBy, closedAt, reopeningBy, reopenedBy, reopenedAt } = period;
    const byTwo = proposedBy !== closedBy && (reopenedBy === null || reopenedBy !== reopeningBy);
    const inOrder = reopenedAt === null || (reopenedAt >= closedAt && reopenedBy !== null);
    if (!byTwo || !inOrder) this.tell('PERIOD', placeOf(period));
    const held = { FUND: 0n, BANK: 0n, RECEIVABLE: 0n, CLEARING: 0n };
    const closed: Closed = { period, line, held, openingFen: 0n, entries: 0n };
    this.byFund.set(fundId, [...(this.byFund.get(fundId) ?? []), closed]);
  }

  /** Compares a transaction with the months of its funds, and adds it to those that knew of it. */
  addTransaction({ effectiveOn, recordedAt, entries }: TransactionRecord, place: string): void {
    if (this.byFund.size === 0) return;
    const into = new Set<string>();
    for (const { accountId, amountFen } of entries) {
      const account = this.account(accountId);
      for (const closed of (account && this.byFund.get(account.fundId)) ?? []) {
        const { month, lastDay, closedAt, reopenedAt } = closed.period;
        if (effectiveOn > lastDay) continue;
        if (recordedAt > closedAt) {
          if (reopenedAt === null || recordedAt < reopenedAt) into.add(closed.period.id);
          continue;
        }
        const fen = BigInt(amountFen);
        const kind = account!.kind;
        if (kind in closed.held) closed.held[kind as keyof Closed['held']] += fen;
        if (kind === 'FUND' && effectiveOn < month) closed.openingFen += fen;
        if (effectiveOn >= month) closed.entries += 1n;
      }
    }
    if (into.size > 0) this.tell('PERIOD', place);
  }

  /** Compares what the months are said to have held. */
  end(): void {
    for (const { period, line, held, openingFen, entries } of [...this.byFund.values()].flat()) {
      const said = {
        FUND: period.closingFen,
        BANK: period.bankFen,
        RECEIVABLE: period.receivableFen,
        CLEARING: period.clearingFen,
      };
      const moved = BigInt(period.increaseFen) - BigInt(period.decreaseFen);
      const same =
        (Object.keys(said) as (keyof typeof said)[]).every((kind) => BigInt(said[kind]) === held[kind]) &&
        BigInt(period.openingFen) === openingFen &&
        BigInt(period.closingFen) === openingFen + moved &&
        BigInt(period.entryCount) === entries;
      if (!same) this.tell('PERIOD', placeOf(period), line);
    }
  }
}

function placeOf({ fundId, month, revision }: PeriodRecord): string {
  return `fund ${fundId} ${month.slice(0, 7)} closing ${revision}`;
}

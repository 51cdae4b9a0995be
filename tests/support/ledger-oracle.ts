// What a ledger of some funds should be: kept in memory, and folded anew from its vouchers for every question.

export const months = ['2025-01', '2025-02', '2025-03', '2025-04'] as const;

/** A day of the year from a number. */
export const dayOf = (n: number): string =>
  `${months[n % months.length]}-${String(1 + (n % 28)).padStart(2, '0')}`;

/** The last day of one of the months. */
export const lastDayOf = (month: string): string =>
  `${month}-${String(new Date(Date.UTC(2025, Number(month.slice(5)), 0)).getUTCDate()).padStart(2, '0')}`;

export type BankKind = 'INTEREST' | 'BANK_CHARGE' | 'OTHER_INCOME';

/** One voucher: what it adds to each fund, which is what comes to its bank. */
export interface Voucher {
  readonly kind: string;
  readonly effectiveOn: string;
  readonly moves: readonly (readonly [fund: number, fen: bigint])[];
  readonly reverses?: number;
  readonly supplements?: number;
  /** Its key in the database, once it is there. */
  id?: string;
}

export interface Hold {
  readonly fund: number;
  readonly fen: bigint;
  free: boolean;
  id?: string;
}

export interface Period {
  readonly fund: number;
  readonly month: string;
  open: boolean;
  id?: string;
}

/** An entry of a batch. */
export interface Item {
  readonly kind: BankKind;
  readonly fen: bigint;
  readonly on: string;
}

const bankKinds: readonly string[] = ['INTEREST', 'BANK_CHARGE', 'OTHER_INCOME'];

/** Adds an amount where it comes in, or takes it away. */
export const signed = (kind: string, fen: bigint): bigint => (kind === 'BANK_CHARGE' ? -fen : fen);

/** Rules that may refuse a command, any of them; none where it is accepted. */
export type Expected = readonly string[];

export class LedgerOracle {
  readonly vouchers: Voucher[] = [];
  readonly holds: Hold[] = [];
  readonly periods: Period[] = [];

  /** What a fund holds, and its bank: money never stands anywhere else here. */
  balance(fund: number): bigint {
    return this.movesOf(fund).reduce((sum, { fen }) => sum + fen, 0n);
  }

  /** Every movement of a fund with its day, in the order of posting. */
  movesOf(fund: number): readonly { readonly on: string; readonly fen: bigint }[] {
    return this.vouchers.flatMap(({ effectiveOn, moves }) =>
      moves.flatMap(([of, fen]) => (of === fund ? [{ on: effectiveOn, fen }] : [])),
    );
  }

  held(fund: number): bigint {
    return this.holds.reduce((sum, hold) => (hold.fund === fund && !hold.free ? sum + hold.fen : sum), 0n);
  }

  closedThrough(fund: number): string | null {
    const closed = this.periods.filter((one) => one.fund === fund && !one.open).map(({ month }) => month);
    return closed.length === 0 ? null : lastDayOf(closed.sort().at(-1)!);
  }

  /** What refuses a voucher by its day and its amounts. */
  refusing({ effectiveOn, moves }: Voucher): Expected {
    const closed = moves.some(([fund]) => effectiveOn <= (this.closedThrough(fund) ?? ''));
    if (closed) return ['books-closed-through'];
    return moves.flatMap(([fund, fen]) => {
      const left = this.balance(fund) + fen;
      if (fen >= 0n) return [];
      return [
        ...(left < 0n ? ['fund-never-overdrawn'] : []),
        ...(this.held(fund) > 0n && left < this.held(fund) ? ['fund-keeps-what-is-held'] : []),
      ];
    });
  }

  /** The mirror of a voucher. */
  mirrorOf(place: number, today: string): Voucher {
    const moves = this.vouchers[place]!.moves.map(([fund, fen]) => [fund, -fen] as const);
    return { kind: 'REVERSAL', effectiveOn: today, moves, reverses: place };
  }

  private isReversed(place: number): boolean {
    return this.vouchers.some(({ reverses }) => reverses === place);
  }

  /** What refuses to take a voucher back. */
  refusingReversal(place: number, today: string): Expected {
    if (this.vouchers[place]!.kind === 'REVERSAL') return ['reversal-is-final'];
    if (this.isReversed(place)) return ['reversed-at-most-once'];
    const added = this.vouchers.some((one, i) => one.supplements === place && !this.isReversed(i));
    return added ? ['supplements-are-reversed-first'] : this.refusing(this.mirrorOf(place, today));
  }

  /** What refuses to add to a voucher. */
  refusingSupplement(place: number, supplement: Voucher): Expected {
    if (!bankKinds.includes(this.vouchers[place]!.kind)) return ['supplements-an-entry-of-the-bank'];
    return this.isReversed(place) ? ['reversed-is-not-supplemented'] : this.refusing(supplement);
  }

  /** Entries of a batch, each with what refuses it, as the accepted ones before it leave the fund. */
  deciding(fund: number, items: readonly Item[]): readonly { readonly item: Item; readonly by: Expected }[] {
    const trial = new LedgerOracle();
    trial.vouchers.push(...this.vouchers);
    trial.holds.push(...this.holds);
    trial.periods.push(...this.periods);
    return items.map((item) => {
      const voucher: Voucher = {
        kind: item.kind,
        effectiveOn: item.on,
        moves: [[fund, signed(item.kind, item.fen)]],
      };
      const by = trial.refusing(voucher);
      if (by.length === 0) trial.vouchers.push(voucher);
      return { item, by };
    });
  }

  /** What refuses to close a month: the first with a voucher in it that is not closed comes first. */
  refusingClosing(fund: number, month: string): Expected {
    const through = this.closedThrough(fund);
    const [first] = this.movesOf(fund)
      .map(({ on }) => on)
      .filter((on) => on > (through ?? ''))
      .sort();
    const late = first !== undefined && first.slice(0, 7) < month;
    return late || lastDayOf(month) <= (through ?? '') ? ['months-close-in-order'] : [];
  }
}

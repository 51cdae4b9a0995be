// How money meets what is owed, to the fen, and back: what of parts, settlements and payments is open afterwards.
import type { SettlementState } from '../../../generated/database.js';
import type { StatementAmounts } from './statements.js';

/** A fund's part of a settlement. */
export interface Part {
  readonly id: string;
  readonly settlementId: string;
  readonly fundId: string;
  readonly year: number;
  readonly amountFen: bigint;
  readonly waivedFen: bigint;
  readonly writtenOffFen: bigint;
  readonly openFen: bigint;
}

/** Money that meets what is open: of a payment, or of a part below zero, which is credit. */
export interface Source {
  readonly kind: 'PAYMENT' | 'CREDIT';
  /** Of the payment, or of the part. */
  readonly id: string;
  readonly fundId: string;
  readonly freeFen: bigint;
  /** How often it was matched before. */
  readonly places: number;
}

/** Money of a source set against a part; below zero it is taken back. */
export interface Match {
  readonly source: Source;
  readonly partId: string;
  readonly amountFen: bigint;
}

/** What is taken off a part without being paid; below zero it is put back. */
export interface Relief {
  readonly partId: string;
  readonly waivedFen: bigint;
  readonly writtenOffFen: bigint;
}

/**
 * Sets free money against what is open, both in the order given, each in its own fund.
 *
 * Takes sources and parts, the oldest first; returns the matches, none of them zero, so that no source gives more than
 * it has and no part gets more than is open.
 */
export function matched(sources: readonly Source[], open: readonly Part[]): readonly Match[] {
  const matches: Match[] = [];
  const rest = open.map((one) => ({ ...one }));
  for (const source of sources) {
    let left = source.freeFen;
    for (const part of rest) {
      const amountFen = left < part.openFen ? left : part.openFen;
      if (part.fundId !== source.fundId || amountFen <= 0n) continue;
      matches.push({ source, partId: part.id, amountFen });
      part.openFen -= amountFen;
      left -= amountFen;
    }
  }
  return matches;
}

/** What matters to the state of a settlement. */
export type Amounts = Pick<Part, 'amountFen' | 'waivedFen' | 'writtenOffFen' | 'openFen'>;

/** Draws an amount from free money, in the order given; null where there is not as much. */
export function drawnFrom(sources: readonly Source[], amountFen: bigint): readonly Drawn[] | null {
  let left = amountFen;
  const drawn = sources.flatMap((source) => {
    const taken = left < source.freeFen ? left : source.freeFen;
    left -= taken;
    return taken > 0n ? [{ source, amountFen: taken }] : [];
  });
  return left === 0n ? drawn : null;
}

/** What a settlement is called with these amounts. */
export function settlementState({ amountFen, waivedFen, writtenOffFen, openFen }: Amounts): SettlementState {
  if (amountFen < 0n) return openFen === 0n ? 'OFFSET' : 'CREDIT';
  const dueFen = amountFen - waivedFen;
  if (dueFen === 0n) return 'NOTHING_DUE';
  if (openFen === 0n) return writtenOffFen > 0n ? 'WRITTEN_OFF' : 'PAID';
  return openFen === dueFen ? 'CALCULATED' : 'PARTIALLY_PAID';
}

/** Rows to be inserted and changed, and what they change in the annual statements. */
export interface Moved {
  readonly insert: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly update: readonly Change[];
  readonly statements: readonly StatementAmounts[];
}

/** A changed row. */
export interface Change {
  readonly model: string;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Money of a source that is paid back; below zero it came back. */
export interface Drawn {
  readonly source: Source;
  readonly amountFen: bigint;
}

/** What happens to parts at once. */
export interface Movement {
  readonly matches?: readonly Match[];
  readonly drawn?: readonly Drawn[];
  readonly reliefs?: readonly Relief[];
  /** Settlements that are taken back: nothing of them is open any more. */
  readonly reversed?: ReadonlySet<string>;
}

/**
 * Works a movement out.
 *
 * Takes all parts of the settlements concerned, those of the credit among them; returns the rows, each changed once.
 */
export function moved(parts: readonly Part[], movement: Movement): Moved {
  const { matches = [], drawn = [], reliefs = [], reversed = new Set() } = movement;
  const now = new Map(parts.map((part) => [part.id, { ...part }]));
  const payments = new Map<string, bigint>();
  const rows = { PAYMENT: [] as object[], CREDIT: [] as object[] };
  const places = new Map<string, number>();
  const statements: StatementAmounts[] = [];
  for (const { source, partId, amountFen } of matches) {
    const part = now.get(partId)!;
    part.openFen -= amountFen;
    const position = (places.get(source.id) ?? source.places) + 1;
    places.set(source.id, position);
    statements.push({ fundId: part.fundId, year: part.year, dueFen: 0n, receivedFen: amountFen });
    const row = { position, allocationId: partId, amountFen };
    if (source.kind === 'PAYMENT') {
      rows.PAYMENT.push({ paymentId: source.id, ...row });
      payments.set(source.id, (payments.get(source.id) ?? source.freeFen) - amountFen);
      continue;
    }
    rows.CREDIT.push({ creditId: source.id, ...row });
    const credit = now.get(source.id)!;
    credit.openFen += amountFen;
    // What the credit's own year received pays for the other year now.
    statements.push({ fundId: credit.fundId, year: credit.year, dueFen: 0n, receivedFen: -amountFen });
  }
  for (const { source, amountFen } of drawn) {
    if (source.kind === 'PAYMENT') {
      payments.set(source.id, (payments.get(source.id) ?? source.freeFen) - amountFen);
      continue;
    }
    const credit = now.get(source.id)!;
    credit.openFen += amountFen;
    statements.push({ fundId: credit.fundId, year: credit.year, dueFen: 0n, receivedFen: -amountFen });
  }
  for (const { partId, waivedFen, writtenOffFen } of reliefs) {
    const part = now.get(partId)!;
    part.waivedFen += waivedFen;
    part.writtenOffFen += writtenOffFen;
    part.openFen -= waivedFen + writtenOffFen;
    statements.push({ fundId: part.fundId, year: part.year, dueFen: -waivedFen, receivedFen: 0n });
  }
  for (const part of now.values()) {
    if (!reversed.has(part.settlementId)) continue;
    const dueFen = part.waivedFen - part.amountFen;
    statements.push({ fundId: part.fundId, year: part.year, dueFen, receivedFen: 0n });
    part.openFen = 0n;
  }
  return {
    insert: {
      PaymentAllocation: rows.PAYMENT as Moved['insert'][string],
      CreditAllocation: rows.CREDIT as Moved['insert'][string],
    },
    update: [
      ...[...payments].map(([id, unallocatedFen]) => ({
        model: 'Payment',
        id,
        values: { unallocatedFen },
      })),
      ...changed(parts, now, reversed),
    ],
    statements,
  };
}

/** Parts that are not what they were, and the settlements that they belong to. */
function changed(
  before: readonly Part[],
  after: ReadonlyMap<string, Part>,
  reversed: ReadonlySet<string>,
): readonly Change[] {
  const parts = before.filter((part) => {
    const { openFen, waivedFen, writtenOffFen } = after.get(part.id)!;
    return openFen !== part.openFen || waivedFen !== part.waivedFen || writtenOffFen !== part.writtenOffFen;
  });
  const settlements = new Set([...parts.map(({ settlementId }) => settlementId), ...reversed]);
  return [
    ...parts.map(({ id }) => ({
      model: 'SettlementAllocation',
      id,
      values: amountsOf([after.get(id)!]),
    })),
    ...[...settlements].map((id) => {
      const own = [...after.values()].filter(({ settlementId }) => settlementId === id);
      const values = amountsOf(own);
      const amountFen = own.reduce((sum, part) => sum + part.amountFen, 0n);
      const state = reversed.has(id) ? 'REVERSED' : settlementState({ amountFen, ...values });
      return { model: 'Settlement', id, values: { ...values, state } };
    }),
  ];
}

/** What changes of a settlement, over its parts. */
function amountsOf(parts: readonly Part[]): Omit<Amounts, 'amountFen'> {
  const sum = (of: (part: Part) => bigint): bigint => parts.reduce((total, part) => total + of(part), 0n);
  return {
    openFen: sum(({ openFen }) => openFen),
    waivedFen: sum(({ waivedFen }) => waivedFen),
    writtenOffFen: sum(({ writtenOffFen }) => writtenOffFen),
  };
}

// Which movements of the bank and which entries of the books are the same, where nobody needs to be asked.
import type { BankMatchKind, LedgerKind } from '../../../generated/database.js';
import { bank } from '../../../kernel/config.js';
import { fault, type Fault } from '../../../kernel/errors.js';
import { yuanOf } from '../../../kernel/money.js';
import { comparable } from './bank-cells.js';

/** A movement that the books do not know yet, and an entry of the same amount that the bank has not told of. */
export interface Pair {
  readonly lineId: string;
  readonly entryId: string;
  readonly amountFen: bigint;
  /** Days from one to the other. */
  readonly days: number;
  readonly counterpartyName: string | null;
  readonly reference: string | null;
  readonly remark: string | null;
  /** Numbers that the entry bears: of its voucher, of the notice that asked for it, of its papers, the bank's own. */
  readonly numbers: readonly string[];
  /** Whom it was received from or paid to, by every name that is on record. */
  readonly names: readonly string[];
}

/** A movement that the books do not know yet. */
export interface Movement {
  readonly id: string;
  readonly amountFen: bigint;
  readonly bookedOn: string;
  readonly counterpartyName: string | null;
  readonly reference: string | null;
  readonly remark: string | null;
}

/** An entry that the bank has not told of, with the numbers and names that it bears. */
export interface BookEntry {
  readonly id: string;
  readonly amountFen: bigint;
  readonly effectiveOn: string;
  readonly numbers: readonly string[];
  readonly names: readonly string[];
}

/** What was found to be the same. */
export interface FoundMatch {
  readonly lineId: string;
  readonly entryId: string;
  readonly amountFen: bigint;
  readonly how: BankMatchKind;
}

/** Numbers in a remark: runs of letters, digits and dashes that are long enough to mean something. */
function numbersIn(text: string): ReadonlySet<string> {
  return new Set(
    (comparable(text.replaceAll(/\s+/g, '|')).match(/[A-Z0-9][A-Z0-9-]*/g) ?? []).filter(
      (one) => one.length >= bank.numberLength && /\d/.test(one),
    ),
  );
}

/** Numbers by which the bank tells what a movement is. */
function numbersTold({ reference, remark }: Pick<Movement, 'reference' | 'remark'>): ReadonlySet<string> {
  return new Set([...numbersIn(remark ?? ''), ...(reference === null ? [] : [comparable(reference)])]);
}

function sharesNumber(pair: Pair): boolean {
  const told = numbersTold(pair);
  return pair.numbers.some((number) => told.has(comparable(number)));
}

function sharesName({ counterpartyName, names }: Pair): boolean {
  if (counterpartyName === null) return false;
  const name = comparable(counterpartyName);
  return names.some((one) => comparable(one) === name);
}

const dayMs = 86_400_000;

/** An entry with its texts as they are compared. */
interface ComparableEntry {
  readonly entry: BookEntry;
  readonly postedMs: number;
  readonly numbers: readonly string[];
  readonly names: ReadonlySet<string>;
}

/**
 * Movements and entries of the same amount that share a number, or a name and nearly the day. Each text is made comparable
 * once, because equal amounts are many where everybody pays the same.
 */
export function pairsAmong(movements: readonly Movement[], entries: readonly BookEntry[]): readonly Pair[] {
  const byAmount = new Map<bigint, ComparableEntry[]>();
  for (const entry of entries) {
    const alike = byAmount.get(entry.amountFen) ?? [];
    byAmount.set(entry.amountFen, alike);
    const numbers = entry.numbers.map(comparable);
    const names = new Set(entry.names.map(comparable));
    alike.push({ entry, postedMs: Date.parse(entry.effectiveOn), numbers, names });
  }
  return movements.flatMap((movement) => {
    const { id: lineId, amountFen, bookedOn, counterpartyName, reference, remark } = movement;
    const told = numbersTold(movement);
    const name = counterpartyName === null ? null : comparable(counterpartyName);
    const bookedMs = Date.parse(bookedOn);
    return (byAmount.get(amountFen) ?? []).flatMap(({ entry, postedMs, numbers, names }): readonly Pair[] => {
      const days = Math.abs(bookedMs - postedMs) / dayMs;
      const fits =
        numbers.some((one) => told.has(one)) || (days <= bank.matchDays && name !== null && names.has(name));
      const { id: entryId, numbers: borne, names: named } = entry;
      const texts = { counterpartyName, reference, remark };
      return fits ? [{ lineId, entryId, amountFen, days, ...texts, numbers: borne, names: named }] : [];
    });
  });
}

/** Ways to find the same, the surer first. */
const ways: readonly { readonly how: BankMatchKind; readonly fits: (pair: Pair) => boolean }[] = [
  { how: 'NUMBER', fits: (pair) => pair.days <= bank.matchDays && sharesNumber(pair) },
  { how: 'NUMBER', fits: sharesNumber },
  { how: 'PAYER', fits: (pair) => pair.days <= bank.matchDays && sharesName(pair) },
];

/**
 * The pairs that are certainly the same: by a number that both bear, else by who paid, amount and day. Only where neither
 * the movement nor the entry could be another's; whatever has two candidates is left to a person.
 */
export function matchesOf(pairs: readonly Pair[]): readonly FoundMatch[] {
  const found: FoundMatch[] = [];
  const done = new Set<string>();
  for (const { how, fits } of ways) {
    const fitting = pairs.filter((pair) => !done.has(pair.lineId) && !done.has(pair.entryId) && fits(pair));
    const counts = new Map<string, number>();
    for (const id of fitting.flatMap(({ lineId, entryId }) => [lineId, entryId]))
      counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const { lineId, entryId, amountFen } of fitting) {
      if (counts.get(lineId) !== 1 || counts.get(entryId) !== 1) continue;
      found.push({ lineId, entryId, amountFen, how });
      done.add(lineId).add(entryId);
    }
  }
  return found;
}

/** Refuses to tie what is not equal, and to tie nothing. */
export function tieFaults(
  lines: readonly { readonly id: string; readonly amountFen: bigint }[],
  entries: readonly { readonly id: string; readonly amountFen: bigint }[],
): readonly Fault[] {
  const sumOf = (rows: readonly { readonly amountFen: bigint }[]): bigint =>
    rows.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  const ids = [...lines, ...entries].map(({ id }) => id);
  if (new Set(ids).size < ids.length) return [fault('bank-match-names-each-once', ['entries'])];
  if (entries.length === 0 && lines.length < 2) return [fault('bank-match-ties-something', ['entries'])];
  const params = { lines: yuanOf(sumOf(lines)), entries: yuanOf(sumOf(entries)) };
  return sumOf(lines) === sumOf(entries) ? [] : [fault('bank-match-equal-to-the-fen', ['entries'], params)];
}

/** Whether a movement can be booked as what it is said to be: a charge goes out, interest and other income come in. */
export function bookingFaults(kind: LedgerKind, amountFen: bigint): readonly Fault[] {
  if (!['INTEREST', 'OTHER_INCOME', 'BANK_CHARGE'].includes(kind))
    return [fault('entry-of-the-bank', ['kind'])];
  return (kind === 'BANK_CHARGE') === amountFen < 0n
    ? []
    : [fault('bank-booking-fits-the-direction', ['kind'])];
}

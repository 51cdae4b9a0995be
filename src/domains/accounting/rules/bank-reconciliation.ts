// The bank's balance and the books', led to the same sum by what only one of them knows on the day.
import type { BankLineState } from '../../../generated/database.js';
import { bank } from '../../../kernel/config.js';
import { fault, type Fault } from '../../../kernel/errors.js';
import { yuanOf } from '../../../kernel/money.js';

/** What one side knows on the day and the other does not. */
export interface OpenItem {
  readonly lineId: string | null;
  readonly entryId: string | null;
  readonly happenedOn: string;
  /** Below zero for what went out. */
  readonly amountFen: bigint;
  /** Of a movement of the bank. */
  readonly state: BankLineState | null;
}

/** The figures of a reconciliation, called as they are kept. */
export interface ReconciliationFigures {
  readonly bankBalanceFen: bigint;
  readonly booksReceivedFen: bigint;
  readonly booksPaidFen: bigint;
  readonly adjustedBankFen: bigint;
  readonly bookBalanceFen: bigint;
  readonly bankReceivedFen: bigint;
  readonly bankPaidFen: bigint;
  readonly adjustedBookFen: bigint;
  readonly differenceFen: bigint;
  readonly unexplainedCount: number;
}

/** The figures that follow from both balances and what only one side knows. */
export function figuresOf(
  balances: { readonly bankBalanceFen: bigint; readonly bookBalanceFen: bigint },
  items: readonly OpenItem[],
): ReconciliationFigures {
  const { bankBalanceFen, bookBalanceFen } = balances;
  const sum = (ofBooks: boolean, isReceived: boolean): bigint =>
    items
      .filter(({ entryId, amountFen }) => (entryId !== null) === ofBooks && amountFen > 0n === isReceived)
      .reduce((total, { amountFen }) => total + (amountFen > 0n ? amountFen : -amountFen), 0n);
  const booksReceivedFen = sum(true, true);
  const booksPaidFen = sum(true, false);
  const bankReceivedFen = sum(false, true);
  const bankPaidFen = sum(false, false);
  const adjustedBankFen = bankBalanceFen + booksReceivedFen - booksPaidFen;
  const adjustedBookFen = bookBalanceFen + bankReceivedFen - bankPaidFen;
  return {
    bankBalanceFen,
    booksReceivedFen,
    booksPaidFen,
    adjustedBankFen,
    bookBalanceFen,
    bankReceivedFen,
    bankPaidFen,
    adjustedBookFen,
    differenceFen: adjustedBankFen - adjustedBookFen,
    unexplainedCount: items.filter(({ state }) => state === 'OPEN').length,
  };
}

/** Refuses a list that nobody reads. */
export function lengthFaults(items: readonly OpenItem[]): readonly Fault[] {
  const max = bank.reconciliationItems;
  return items.length > max ? [fault('bank-reconciliation-within-its-limit', ['on'], { max })] : [];
}

/** What keeps a reconciliation from being confirmed: a difference, and movements that nobody explained. */
export function confirmFaults({
  differenceFen,
  unexplainedCount: count,
}: ReconciliationFigures): readonly Fault[] {
  return [
    ...(differenceFen === 0n
      ? []
      : [fault('bank-reconciliation-without-difference', [], { difference: yuanOf(differenceFen) })]),
    ...(count === 0 ? [] : [fault('bank-reconciliation-explains-all', [], { count })]),
  ];
}

/** Whether what was prepared is what is found now: the same figures, and the same on each side. */
export function isUnchanged(
  prepared: ReconciliationFigures & { readonly items: readonly string[] },
  found: ReconciliationFigures & { readonly items: readonly string[] },
): boolean {
  const keyOf = ({ items, ...figures }: typeof prepared): string =>
    JSON.stringify([
      Object.entries(figures)
        .map(([name, value]) => `${name} ${value}`)
        .sort(),
      [...items].sort(),
    ]);
  return keyOf(prepared) === keyOf(found);
}

// A voucher as accountants read it: the legs of a transaction folded into lines, one per account and side.
import type { AccountKind } from '../../../generated/database.js';
import { bookAccountOf, hiddenAccount, type BookAccount, type Reading } from './accounts.js';
import type { Kinded } from './flows.js';

/** One side of a leg: an account in the books of a fund. */
export interface VoucherSide {
  readonly kind: AccountKind;
  readonly payer: string | null;
  readonly fundId: string;
  readonly fund: string;
}

/** One leg: a debit, a credit and an amount; a side is null where it is hidden. */
export interface VoucherLeg {
  readonly debit: VoucherSide | null;
  readonly credit: VoucherSide | null;
  readonly amountFen: bigint;
}

/** A line of a voucher; `fund` where it stands in the books of another fund. */
export interface VoucherLine extends BookAccount {
  readonly fund: string | null;
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amountFen: bigint;
}

/** The lines of a transaction, debits before credits, each account once on each side. */
export function voucherLines(
  reading: Reading,
  fundId: string,
  transaction: Kinded & { readonly effectiveOn: string; readonly legs: readonly VoucherLeg[] },
): readonly VoucherLine[] {
  const lines = new Map<string, VoucherLine>();
  const { effectiveOn, legs } = transaction;
  for (const side of ['DEBIT', 'CREDIT'] as const)
    for (const { debit, credit, amountFen } of legs) {
      const at = side === 'DEBIT' ? debit : credit;
      const book = at
        ? bookAccountOf(reading, at, { side, amountFen, effectiveOn, transaction })
        : hiddenAccount;
      const key = `${side} ${at?.fundId ?? ''} ${book.key}`;
      const before = lines.get(key)?.amountFen ?? 0n;
      lines.set(key, {
        ...book,
        fund: at?.fundId === fundId ? null : (at?.fund ?? ''),
        side,
        amountFen: before + amountFen,
      });
    }
  return [...lines.values()];
}

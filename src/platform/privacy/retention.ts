// How long laws keep what names a person, as data: no deletion comes before its end.
import { monthsAfter } from './rules.js';

/** A class of records that a law keeps. */
interface RetentionClass {
  /** Years from the day in `from`. */
  readonly years: number;
  /** Column with the day from which they count. */
  readonly from: string;
  readonly statute: string;
}

/** By model. What is not named here no law keeps, and is erased when the person asks for it. */
export const retention: Readonly<Record<string, RetentionClass>> = {
  Donation: { years: 30, from: 'receivedOn', statute: '《会计档案管理办法》(会计凭证保管 30 年)' },
  DonationReceipt: { years: 5, from: 'issuedOn', statute: '《财政票据管理办法》(票据存根保存 5 年)' },
  BankStatementLine: { years: 10, from: 'bookedOn', statute: '《会计档案管理办法》(银行对账单保管 10 年)' },
};

/** The law that keeps a record today, and the first day on which it keeps it no more; null where none does. */
export function keptUntil(
  model: string,
  row: Readonly<Record<string, unknown>>,
  today: string,
): { readonly statute: string; readonly until: string } | null {
  const kept = retention[model];
  if (!kept) return null;
  const until = monthsAfter(row[kept.from] as string, 12 * kept.years);
  return until > today ? { statute: kept.statute, until } : null;
}

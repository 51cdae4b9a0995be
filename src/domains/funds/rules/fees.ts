// What a fund's host may charge: a part of what was given in a period, rounded once per donation or per period.
import type { FeePer } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { fraction, roundFraction, wholePpm } from '../../../kernel/money.js';

defineRules({
  'fee-rates-do-not-overlap': {
    code: 'CONFLICT',
    zh: '该期间已有管理费率;同一时间只能有一个费率。',
    en: 'The fund has a rate for a part of this time already, and it has one at a time.',
  },
  'fee-rate-valid-for-a-day': {
    code: 'INVALID_INPUT',
    zh: '结束日期须晚于开始日期。',
    en: 'The day from which it no longer holds must come after its first day.',
  },
  'fee-period-of-the-rate': {
    code: 'INVALID_INPUT',
    zh: '期间须写作 {form}。',
    en: 'The period must be written as {form}.',
  },
  'fee-period-is-over': {
    code: 'RULE_BROKEN',
    zh: '期间尚未结束,须在结束后计提管理费。',
    en: 'A fee is charged when its period is over, and this one is not.',
  },
  'fee-has-a-new-base': {
    code: 'RULE_BROKEN',
    zh: '该期间没有尚未计提管理费的捐赠。',
    en: 'Nothing was given in the period that is not charged already.',
  },
});

/** A half-open period. */
export interface FeePeriod {
  readonly from: string;
  readonly to: string;
}

const forms: Readonly<
  Record<FeePer, { readonly form: string; readonly pattern: RegExp; readonly months: number }>
> = {
  RECEIPT: { form: '2025-03', pattern: /^(\d{4})-(0[1-9]|1[0-2])$/, months: 1 },
  MONTH: { form: '2025-03', pattern: /^(\d{4})-(0[1-9]|1[0-2])$/, months: 1 },
  QUARTER: { form: '2025-Q1', pattern: /^(\d{4})-Q([1-4])$/, months: 3 },
  YEAR: { form: '2025', pattern: /^(\d{4})$/, months: 12 },
};

const firstOf = (months: number): string =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;

/** The period that a text names; null where the rate is not charged for such periods. */
export function feePeriod(per: FeePer, period: string): FeePeriod | null {
  const { pattern, months } = forms[per];
  const match = pattern.exec(period);
  if (!match) return null;
  const from = Number(match[1]) * 12 + (Number(match[2] ?? 1) - 1) * months;
  return { from: firstOf(from), to: firstOf(from + months) };
}

/** What is wrong with a text as a period that is over. */
export function periodFaults(per: FeePer, period: string, today: string): readonly Fault[] {
  const found = feePeriod(per, period);
  if (!found) return [fault('fee-period-of-the-rate', ['period'], { form: forms[per].form })];
  return found.to <= today ? [] : [fault('fee-period-is-over', ['period'])];
}

/** The fee on what was given: rounded for each donation by itself, or once for all of them. */
export function feeOf(ratePpm: number, per: FeePer, amounts: readonly bigint[]): bigint {
  const fee = (base: bigint): bigint =>
    roundFraction(fraction(BigInt(ratePpm) * base, BigInt(wholePpm)), 'HALF_UP');
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  return per === 'RECEIPT' ? amounts.reduce((total, amount) => total + fee(amount), 0n) : fee(sum);
}

/** Refuses a charge of nothing; what was charged too much is taken back by a reversal. */
export function chargeFaults(dueFen: bigint): readonly Fault[] {
  return dueFen > 0n ? [] : [fault('fee-has-a-new-base', ['period'])];
}

/** Refuses a validity that is empty or not free. */
export function rateFaults(
  validFrom: string,
  validTo: string | null | undefined,
  isFree: boolean,
): readonly Fault[] {
  if (validTo && validTo <= validFrom) return [fault('fee-rate-valid-for-a-day', ['validTo'])];
  return isFree ? [] : [fault('fee-rates-do-not-overlap', ['validFrom'])];
}

/** What a fee's voucher says. */
export function feeSummary(period: string): { readonly zh: string; readonly en: string } {
  return { zh: `管理费:${period}`, en: `Management fee: ${period}` };
}

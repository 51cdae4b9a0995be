// What is paid late: which days count, how much was open on each of them, and what that costs.
import { defineRules } from '../../../kernel/errors.js';
import { percentOf, yuanOf } from '../../../kernel/money.js';
import { componentsOf, type LateTerms } from './components.js';
import { daysBetween, type Span } from './periods.js';
import { addDays } from './terms.js';
import type { ShareRule } from './tree.js';

defineRules({
  'late-charge-is-agreed': {
    code: 'RULE_BROKEN',
    zh: '该条款没有约定滞纳金。',
    en: 'The clause knows no charge for what is paid late.',
  },
  'late-charge-of-a-share': {
    code: 'RULE_BROKEN',
    zh: '只有未冲销、应缴金额大于零的分成结算计收滞纳金;滞纳金本身不再计收。',
    en: 'A share that is owed and not taken back is charged when it is late; a late charge itself is not.',
  },
  'late-charge-of-days-not-charged': {
    code: 'RULE_BROKEN',
    zh: '截至 {through} 没有应计而未计收滞纳金的逾期日(自 {from} 起算),或金额不足一分。',
    en: 'Through {through} there is no day, from {from} on, on which something was open and is not charged yet, or it makes no fen.',
  },
  'late-charge-waits-for-the-dispute': {
    code: 'RULE_BROKEN',
    zh: '该结算有待处理的争议,答复前不计收滞纳金。',
    en: 'The settlement is disputed; nothing is charged for being late before that is answered.',
  },
  'late-charge-until-today': {
    code: 'INVALID_INPUT',
    zh: '滞纳金最多计至今天({today})。',
    en: 'Late days are charged through today, {today}, at most.',
  },
});

/** What the terms say of a clause that is paid late; null where they say nothing. */
export function lateTermsOf(rule: ShareRule, clause: number): LateTerms | null {
  return componentsOf(rule).find(({ number }) => number === clause)?.late ?? null;
}

/** The first day that counts: the one after the day by which it was due, and after those of grace. */
export function lateFrom(dueOn: string, { graceDays }: LateTerms): string {
  return addDays(dueOn, graceDays + 1);
}

/** The first days of a span that are not charged yet; null where all are. */
export function uncharged(span: Span, charged: readonly Span[]): Span | null {
  let { from } = span;
  for (const one of [...charged].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (one.from > from) return from < span.to ? { from, to: one.from < span.to ? one.from : span.to } : null;
    if (one.to > from) from = one.to;
  }
  return from < span.to ? { from, to: span.to } : null;
}

/** What of a part is to be paid, without what was waived and written off, and what was paid of it on which day. */
export interface LatePart {
  readonly owedFen: bigint;
  readonly paid: readonly { readonly day: string; readonly amountFen: bigint }[];
}

/** Days in a row on which the same was open. */
export interface OpenDays extends Span {
  readonly days: bigint;
  readonly openFen: bigint;
  /** What of it was open of each part. */
  readonly parts: readonly bigint[];
}

/** The days of a span on which something was open. What is paid on a day is open on it, and not on the next one. */
export function openDays(parts: readonly LatePart[], { from, to }: Span): readonly OpenDays[] {
  const cuts = parts.flatMap(({ paid }) => paid.map(({ day }) => addDays(day, 1)));
  const starts = [...new Set([from, ...cuts.filter((day) => day > from && day < to)])].sort();
  return starts.flatMap((start, i) => {
    const end = starts[i + 1] ?? to;
    const open = parts.map(({ owedFen, paid }) =>
      paid.reduce((left, { day, amountFen }) => (day < start ? left - amountFen : left), owedFen),
    );
    const openFen = open.reduce((sum, fen) => sum + fen, 0n);
    return openFen > 0n
      ? [{ from: start, to: end, days: daysBetween(start, end), openFen, parts: open }]
      : [];
  });
}

/** By what the parts share a charge: the amounts that were open, each times its days. */
export function weightsOf(open: readonly OpenDays[]): readonly bigint[] {
  return open[0]!.parts.map((_, i) => open.reduce((sum, { parts, days }) => sum + parts[i]! * days, 0n));
}

/** A step of the charge in words. */
export function openDaysWords(
  { from, to, days, openFen }: OpenDays,
  dailyRatePpm: number,
): { readonly zh: string; readonly en: string } {
  const [last, rate, open] = [addDays(to, -1), percentOf(dailyRatePpm), yuanOf(openFen)];
  return {
    zh: `${from} 至 ${last} 共 ${days} 天,未缴 ${open} 元,每日 ${rate}%`,
    en: `From ${from} through ${last}, ${days} days, ${open} yuan were open, at ${rate}% a day`,
  };
}

/** The charge in words. */
export function lateChargeWords(
  clause: { readonly zh: string; readonly en: string },
  amountFen: bigint,
): { readonly zh: string; readonly en: string } {
  const amount = yuanOf(amountFen);
  return {
    zh: `“${clause.zh}”逾期缴纳,滞纳金计至分(四舍五入)为 ${amount} 元`,
    en: `“${clause.en}” was paid late: the charge is ${amount} yuan, rounded half up to the fen`,
  };
}

/** The title of a charge, after that of the clause. */
export function lateTitle(clause: { readonly zh: string; readonly en: string }): {
  readonly zh: string;
  readonly en: string;
} {
  return { zh: `滞纳金:${clause.zh}`, en: `late charge: ${clause.en}` };
}

// What is always true of purposes for which personal data are processed.
import type { DataClass } from '../../kernel/caller.js';
import { defineRules, fault, type Fault } from '../../kernel/errors.js';
import type { Row } from '../../kernel/operation.js';

defineRules({
  'purpose-is-declared': {
    code: 'BAD_REQUEST',
    zh: '请求头 Gongzhi-Purpose 所列处理目的“{code}”未由签发该凭证的机关为本应用申报,或尚未开始、已经终止;请使用 processingPurposes 中有效的目的代码,或去掉该请求头(个人信息将被遮蔽)。',
    en: 'The header Gongzhi-Purpose names “{code}”, which the office that gave the credential has not declared for this app, or which has not begun or has ended; name one that processingPurposes lists as in force, or leave the header out (personal data are then masked).',
  },
  'purpose-code-form': {
    code: 'INVALID_INPUT',
    zh: '目的代码须以小写字母开头,由 3 至 40 个小写字母、数字和连字符组成。',
    en: 'The code of a purpose has 3 to 40 lower-case letters, digits and hyphens, the first of them a letter.',
  },
  'purpose-opens-personal-data': {
    code: 'INVALID_INPUT',
    zh: '处理目的只涉及个人信息(PERSONAL)与敏感个人信息(SENSITIVE),至少列一类,每类只列一次。',
    en: 'A purpose opens personal data, sensitive personal data or both, each named once.',
  },
  'purpose-declared-before-it-begins': {
    code: 'INVALID_INPUT',
    zh: '处理目的须事先申报:起始日不得早于今天({today})。',
    en: 'A purpose is declared before anything is processed for it: it begins today ({today}) or later.',
  },
  'purpose-ends-once': {
    code: 'RULE_BROKEN',
    zh: '该处理目的已定于 {validTo} 终止,不能再延后或恢复;如需继续处理,请另行申报。',
    en: 'The purpose ends on {validTo} already and is neither prolonged nor taken up again; declare another one.',
  },
  'purpose-ends-ahead': {
    code: 'INVALID_INPUT',
    zh: '终止日不得早于今天({today}),也不得早于起始日({validFrom})。',
    en: 'A purpose ends today ({today}) or later, and not before it begins ({validFrom}).',
  },
  'assessment-day-not-ahead': {
    code: 'INVALID_INPUT',
    zh: '评估日期不得晚于今天({today})。',
    en: 'The day of an assessment is not after today ({today}).',
  },
});

/** Classes of data about persons: a credential's right to them counts for a declared purpose only. */
export const personalClasses: readonly DataClass[] = ['PERSONAL', 'SENSITIVE'];

/** What is wrong with a new purpose by itself. */
export function purposeFaults(
  purpose: { readonly code: string; readonly dataClasses: readonly string[]; readonly validFrom: string },
  today: string,
): readonly Fault[] {
  const { code, dataClasses, validFrom } = purpose;
  const known = dataClasses.every((one) => personalClasses.includes(one as DataClass));
  const once = new Set(dataClasses).size === dataClasses.length;
  return [
    ...(/^[a-z][a-z0-9-]{2,39}$/.test(code) ? [] : [fault('purpose-code-form', ['code'])]),
    ...(known && once && dataClasses.length > 0
      ? []
      : [fault('purpose-opens-personal-data', ['dataClasses'])]),
    ...(validFrom >= today ? [] : [fault('purpose-declared-before-it-begins', ['validFrom'], { today })]),
  ];
}

/** Why a purpose cannot be ended any more. */
export function endedFaults({ validTo }: Row): readonly Fault[] {
  return typeof validTo === 'string' ? [fault('purpose-ends-once', [], { validTo })] : [];
}

/** What is wrong with the day on which a purpose is to end. */
export function endFaults(validTo: string, validFrom: string, today: string): readonly Fault[] {
  return validTo >= today && validTo >= validFrom
    ? []
    : [fault('purpose-ends-ahead', ['validTo'], { today, validFrom })];
}

/** Adds months to a day; the last day of the month where it has none of that number. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

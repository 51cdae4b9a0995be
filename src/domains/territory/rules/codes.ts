// Division codes: their form, the ladder they spell, and the kinds that their ranges stand for.
import type { DivisionKind, DivisionLevel } from '../../../generated/database.js';
import { defineRules, fault, type Path } from '../../../kernel/errors.js';
import type { KeyRange } from '../../../kernel/predicate.js';
import type { Parsed } from '../../../kernel/scalars.js';

defineRules({
  'division-code-form': {
    code: 'INVALID_INPUT',
    zh: '这不是区划代码:须为 6、9 或 12 位数字,且不以 00 开头。',
    en: 'This is no division code: it must have 6, 9 or 12 digits and not begin with 00.',
  },
});

/** Significant digits of a code on each rung of the ladder. */
const significantDigits = {
  PROVINCE: 2,
  CITY: 4,
  COUNTY: 6,
  TOWNSHIP: 9,
  VILLAGE: 12,
} as const satisfies Record<DivisionLevel, number>;

/** First number, last number and kind of the ranges of GB/T 10114 for streets, towns and townships. */
const townshipKinds: readonly (readonly [number, number, DivisionKind])[] = [
  [1, 99, 'SUBDISTRICT'],
  [100, 199, 'TOWN'],
  [200, 399, 'TOWNSHIP'],
  [400, 599, 'QUASI_TOWNSHIP'],
];

/** The same of the statistical code list for communities and villages. */
const villageKinds: readonly (readonly [number, number, DivisionKind])[] = [
  [1, 199, 'RESIDENTS_COMMITTEE'],
  [200, 399, 'VILLAGERS_COMMITTEE'],
  [400, 999, 'QUASI_VILLAGE'],
];

/** The 12-digit form of a code of 6, 9 or 12 digits, full-width ones included; null if it is none. */
export function normalCode(text: string): string | null {
  const digits = text.normalize('NFKC').trim();
  return /^(\d{6}|\d{9}|\d{12})$/.test(digits) && !digits.startsWith('00') ? digits.padEnd(12, '0') : null;
}

/** Judges a code that a caller wrote. */
export function parseDivisionCode(text: string, path: Path): Parsed<string> {
  const code = normalCode(text);
  return code === null ? { fault: fault('division-code-form', path) } : { value: code };
}

/** The rung that a 12-digit code stands on, told by its trailing zeros. */
export function levelOfCode(code: string): DivisionLevel {
  if (!code.endsWith('000')) return 'VILLAGE';
  if (code.slice(6, 9) !== '000') return 'TOWNSHIP';
  if (code.slice(4, 6) !== '00') return 'COUNTY';
  return code.slice(2, 4) === '00' ? 'PROVINCE' : 'CITY';
}

/** The kind that a 12-digit code stands for; null if it lies in no agreed range. */
export function kindOfCode(code: string): DivisionKind | null {
  const level = levelOfCode(code);
  if (level !== 'TOWNSHIP' && level !== 'VILLAGE') return level;
  const [ranges, part] =
    level === 'TOWNSHIP' ? [townshipKinds, code.slice(6, 9)] : [villageKinds, code.slice(9)];
  return ranges.find(([from, to]) => Number(part) >= from && Number(part) <= to)?.[2] ?? null;
}

/** The digits of a 12-digit code that all divisions below it share. */
function codePrefix(code: string): string {
  return code.slice(0, significantDigits[levelOfCode(code)]);
}

/** The code of the division above, null for a province. A city without counties stands above its towns. */
export function parentCode(code: string): string | null {
  const prefix = codePrefix(code);
  if (prefix.length === significantDigits.PROVINCE) return null;
  const shorter = Object.values(significantDigits).findLast((length) => length < prefix.length)!;
  return code.slice(0, shorter).padEnd(12, '0');
}

/** A code and everything below it as one range; `:` follows `9`. */
export function rangeOfCode(code: string): KeyRange {
  const prefix = codePrefix(code);
  return { from: prefix, to: `${prefix}:` };
}

/** The code below `to` that stands where `code` stands below `from`. */
export function codeBelow(code: string, from: string, to: string): string {
  const prefix = codePrefix(to);
  return prefix + code.slice(codePrefix(from).length);
}

/** The tenant that records for a division: the number of its county, city or province at first recording. */
export function tenantOfKey(divisionKey: string): number {
  return Number(divisionKey.slice(0, 6));
}

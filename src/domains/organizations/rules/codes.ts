// The form of credit codes and telephone numbers.
import { defineRules, fault, type Path } from '../../../kernel/errors.js';
import type { Parsed } from '../../../kernel/scalars.js';

defineRules({
  'uscc-form': {
    code: 'INVALID_INPUT',
    zh: '统一社会信用代码须为 18 位数字或大写字母(不含 I、O、S、V、Z)。',
    en: 'A unified social credit code has 18 digits or capital letters, without I, O, S, V and Z.',
  },
  'uscc-check-character': {
    code: 'INVALID_INPUT',
    zh: '统一社会信用代码的校验码不符,请核对。',
    en: 'The check character of the unified social credit code does not fit the others; compare it again.',
  },
  'phone-form': {
    code: 'INVALID_INPUT',
    zh: '电话号码须为 5 至 20 位数字,可含连字符,可以 + 开头。',
    en: 'A telephone number has 5 to 20 digits or hyphens and may begin with +.',
  },
});

/** The 31 characters of GB 32100; a character's place is its value. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of the first 17 characters: weights are the powers of 3 modulo 31. */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/**
 * Judges a unified social credit code and gives its normal form. The inner digit of GB 11714 (place 17) is not
 * judged: authorities issued codes of individual businesses and transitional codes without it, they are valid,
 * and the last character protects every other one against slips anyway.
 */
export function parseUscc(text: string, path: Path): Parsed<string> {
  const uscc = halfWidth(text).trim().toUpperCase();
  if (uscc.length !== 18 || [...uscc].some((character) => !alphabet.includes(character)))
    return { fault: fault('uscc-form', path) };
  return usccCheckCharacter(uscc.slice(0, 17)) === uscc[17]
    ? { value: uscc }
    : { fault: fault('uscc-check-character', path) };
}

/** Judges a telephone number: digits with hyphens between them, `+` in front of a country's prefix. */
export function parsePhone(text: string, path: Path): Parsed<string> {
  const phone = halfWidth(text).trim();
  return /^\+?\d(?:-?\d){4,}$/.test(phone) && phone.length <= 20
    ? { value: phone }
    : { fault: fault('phone-form', path) };
}

/** NFC, with the full-width forms of ASCII that input methods write turned into ASCII. */
function halfWidth(text: string): string {
  const moved = (character: string): string => String.fromCodePoint(character.codePointAt(0)! - 0xfee0);
  return text
    .normalize('NFC')
    .replaceAll(/[！-～]/g, moved)
    .replaceAll('　', ' ');
}

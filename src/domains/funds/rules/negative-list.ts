// What guaranteed public money is never spent on, and how a proposal is held against it.
import type { NegativeListGroup } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'proposal-not-on-the-negative-list': {
    code: 'RULE_BROKEN',
    zh: '“{term}”属于负面清单事项“{title}”({group:NegativeListGroup},{documentNo}),不得使用保障资金。',
    en: 'What is proposed, by the word “{term}”, stands on the negative list as “{title}” ({group:NegativeListGroup}; {documentNo}) and is not paid from guaranteed public money.',
  },
  'negative-list-cleared-entry-by-entry': {
    code: 'INVALID_INPUT',
    zh: '须逐项核对负面清单并在 cleared 中声明不属于:尚缺“{missing}”。',
    en: 'Declare in `cleared` of every entry of the negative list in force that it does not apply; missing: {missing}.',
  },
  'negative-list-validity': {
    code: 'INVALID_INPUT',
    zh: '失效日期须晚于生效日期({validFrom})。',
    en: 'An entry ends after the day on which it began, {validFrom}.',
  },
});

/** An entry of the negative list, as a proposal is held against it. */
export interface Entry {
  readonly id: string;
  readonly group: NegativeListGroup;
  readonly title: string;
  readonly terms: readonly string[];
  readonly documentNo: string;
  readonly divisionKey: string;
}

/** Whether what holds in one division holds in another: it is that one, or above it. */
export function reaches(divisionKey: string, below: string): boolean {
  const digits = divisionKey.endsWith('000000') ? 6 : divisionKey.endsWith('000') ? 9 : 12;
  return below.startsWith(divisionKey.slice(0, digits));
}

/**
 * What of the negative list refuses a proposal.
 *
 * A word of an entry in the matter refuses it with the entry's own text; of every other entry in force the officer has
 * declared that it does not apply, so that nobody can say afterwards not to have known it.
 */
export function negativeListFaults(
  matter: string,
  inForce: readonly Entry[],
  cleared: readonly string[],
): readonly Fault[] {
  const hits = inForce.flatMap(({ terms, title, group, documentNo }) => {
    const term = [title, ...terms].find((word) => matter.includes(word));
    return term === undefined
      ? []
      : [fault('proposal-not-on-the-negative-list', ['matter'], { term, title, group, documentNo })];
  });
  const missing = inForce.filter(({ id }) => !cleared.includes(id)).map(({ title }) => title);
  if (hits.length > 0) return hits;
  return missing.length === 0
    ? []
    : [fault('negative-list-cleared-entry-by-entry', ['cleared'], { missing: missing.join('、') })];
}

/** Refuses an end that does not follow the beginning. */
export function listValidityFaults(validFrom: string, validTo: string | null | undefined): readonly Fault[] {
  return validTo === null || validTo === undefined || validTo > validFrom
    ? []
    : [fault('negative-list-validity', ['validTo'], { validFrom })];
}

// What is always true of organizations: their codes, their life, their places.
import type { OrganizationKind, OrganizationStatus } from '../../generated/database.js';
import { defineRules, fault, refusal, type Path, type Refusal } from '../../kernel/errors.js';
import type { Parsed } from '../../kernel/scalars.js';

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
  'uscc-agrees-with-kind': {
    code: 'INVALID_INPUT',
    zh: '以 {prefix} 开头的统一社会信用代码属于 {kinds},与组织类型 {kind} 不符。',
    en: 'A unified social credit code that begins with {prefix} belongs to {kinds}, not to {kind}.',
  },
  'phone-form': {
    code: 'INVALID_INPUT',
    zh: '电话号码须为 5 至 20 位数字,可含连字符,可以 + 开头。',
    en: 'A telephone number has 5 to 20 digits or hyphens and may begin with +.',
  },
  'organization-status-follows-its-life-cycle': {
    code: 'RULE_BROKEN',
    zh: '组织状态不能由 {from} 变为 {to};下一状态可为:{next}。',
    en: 'The status of an organization does not go from {from} to {to}; next may come: {next}.',
  },
  'deregistered-organization-is-final': {
    code: 'RULE_BROKEN',
    zh: '组织已注销,不再变更。',
    en: 'The organization is deregistered and does not change any more.',
  },
  'organization-status-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在 {earliest} 至 {latest} 之间(不早于上次变更,不晚于今天)。',
    en: 'The change takes effect between {earliest} and {latest}: not before the last one, not after today.',
  },
  'organization-stays-in-its-office': {
    code: 'RULE_BROKEN',
    zh: '组织由 {tenant} 登记,不能改到另一登记机关的区划。',
    en: 'The organization is recorded by the office {tenant}; a division of another office cannot take it over.',
  },
  'residence-without-overlap': {
    code: 'CONFLICT',
    zh: '该组织自 {validFrom} 起已在此区划担任同一角色。',
    en: 'The organization plays the same part in this division already, since {validFrom}.',
  },
  'residence-ends-once': {
    code: 'RULE_BROKEN',
    zh: '驻区关系已于 {validTo} 终止。',
    en: 'The residence has ended already, on {validTo}.',
  },
});

const committees = ['RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE'] as const;

/**
 * Kinds that the first two characters of a code stand for: the registering authority and its class (GB 32100,
 * table 1). The committees stand in every class of staffing offices and civil affairs that names no other legal
 * form, because no published list says which of them all counties use. Prefixes that are not here (lawyers,
 * religion, trade unions, others) say nothing about our kinds.
 */
const kindsOfPrefix: Readonly<Record<string, readonly OrganizationKind[]>> = {
  '11': ['PARTY_ORGAN', 'GOV_DEPARTMENT', 'STREET_OFFICE'],
  '12': ['PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL', 'SUPPORT_CENTRE'],
  '13': ['MASS_ORG'],
  '19': ['PARTY_ORGAN', 'GOV_DEPARTMENT', 'STREET_OFFICE', 'PUBLIC_INSTITUTION', 'MASS_ORG', ...committees],
  '51': ['SOCIAL_ASSOCIATION', 'ALLIANCE', 'SUPPORT_CENTRE'],
  // Private schools and universities are private non-enterprise units.
  '52': ['SOCIAL_SERVICE_AGENCY', 'UNIVERSITY', 'SCHOOL', 'SUPPORT_CENTRE'],
  '53': ['FOUNDATION'],
  '54': committees,
  '55': committees,
  '59': ['SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', ...committees],
  // Schools run for profit are companies.
  '91': ['ENTERPRISE', 'PROPERTY_COMPANY', 'UNIVERSITY', 'SCHOOL'],
  '92': ['INDIVIDUAL_BUSINESS'],
  '93': ['COOPERATIVE'],
  N1: ['COLLECTIVE_ECONOMY'],
  N2: ['COLLECTIVE_ECONOMY'],
  N3: ['COLLECTIVE_ECONOMY'],
};

/** Refuses a code whose class belongs to other kinds; null where they agree or the class says nothing. */
export function usccAgreesWithKind(uscc: string, kind: OrganizationKind): Refusal | null {
  const prefix = uscc.slice(0, 2);
  const kinds = kindsOfPrefix[prefix];
  if (!kinds || kinds.includes(kind)) return null;
  return refusal('uscc-agrees-with-kind', ['uscc'], { prefix, kind, kinds: kinds.join(', ') });
}

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

/** The life of an organization: which states may follow which. */
export const statusSteps: Readonly<Record<OrganizationStatus, readonly OrganizationStatus[]>> = {
  PREPARING: ['ACTIVE', 'DEREGISTERED'],
  ACTIVE: ['ABNORMAL', 'REVOKED', 'DEREGISTERED'],
  ABNORMAL: ['ACTIVE', 'REVOKED', 'DEREGISTERED'],
  // A revoked licence ends the business; the legal person ends when it is deregistered.
  REVOKED: ['DEREGISTERED'],
  DEREGISTERED: [],
};

/** Refuses a step that the life of an organization does not have. */
export function statusStep(from: OrganizationStatus, to: OrganizationStatus): Refusal | null {
  const next = statusSteps[from];
  if (next.includes(to)) return null;
  return refusal('organization-status-follows-its-life-cycle', ['status'], {
    from,
    to,
    next: next.join(', ') || '–',
  });
}

/** Refuses a day before the last change or after today: the status is shown at once, so it must hold already. */
export function statusDate(effectiveOn: string, lastChangeOn: string | null, today: string): Refusal | null {
  const earliest = lastChangeOn ?? '';
  if (effectiveOn >= earliest && effectiveOn <= today) return null;
  return refusal('organization-status-dated-in-order', ['effectiveOn'], {
    earliest: earliest || '…',
    latest: today,
  });
}

/** Refuses whatever would change an organization that is no more. */
export function notDeregistered(status: OrganizationStatus): Refusal | null {
  return status === 'DEREGISTERED' ? refusal('deregistered-organization-is-final') : null;
}

/** Refuses a division of another office, because a row never changes its tenant. */
export function staysInOffice(recordedBy: number, divisionTenant: number, path: Path): Refusal | null {
  return recordedBy === divisionTenant
    ? null
    : refusal('organization-stays-in-its-office', path, { tenant: recordedBy });
}

/** Refuses a second residence of the same part in the same division at the same time. */
export function residenceWithoutOverlap(existing: { readonly validFrom: string } | null): Refusal | null {
  return existing === null
    ? null
    : refusal('residence-without-overlap', ['validFrom'], { validFrom: existing.validFrom });
}

/** Refuses an end that is not after the start, or that comes later than the recorded one. */
export function residenceEnd(
  residence: { readonly validFrom: string; readonly validTo: string | null },
  validTo: string,
): Refusal | null {
  if (validTo <= residence.validFrom) return refusal('validity-order', ['validTo']);
  // Only shortening is an end; prolonging would be a new residence, which must not overlap.
  return residence.validTo !== null && residence.validTo <= validTo
    ? refusal('residence-ends-once', ['validTo'], { validTo: residence.validTo })
    : null;
}

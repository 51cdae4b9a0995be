// What goes with the kind of an organization: credit code, legal form, grade.
import type { LegalForm, OrganizationGrade, OrganizationKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'uscc-agrees-with-kind': {
    code: 'INVALID_INPUT',
    zh: '以 {prefix} 开头的统一社会信用代码发给{kinds:OrganizationKind},而该组织的类型是{kind:OrganizationKind};请核对代码和组织类型。',
    en: 'Codes that begin with {prefix} are issued to: {kinds:OrganizationKind}. The kind of this organization is: {kind:OrganizationKind}. Check the code and the kind.',
  },
  'legal-form-fits-kind': {
    code: 'INVALID_INPUT',
    zh: '组织类型为{kind:OrganizationKind}时,法律形式可为:{forms:LegalForm};不能是{form:LegalForm}。',
    en: 'An organization of the kind “{kind:OrganizationKind}” has one of these legal forms: {forms:LegalForm}; not “{form:LegalForm}”.',
  },
  'grade-only-of-social-organizations': {
    code: 'INVALID_INPUT',
    zh: '只有社会组织参加评估;组织类型为{kind:OrganizationKind}时,不能有评估等级。',
    en: 'Only social organizations are graded; an organization of the kind “{kind:OrganizationKind}” has no grade.',
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

/** Refuses a code whose class belongs to other kinds; where the class says nothing, any kind may bear it. */
export function usccAgreesWithKind(uscc: string, kind: OrganizationKind): readonly Fault[] {
  const prefix = uscc.slice(0, 2);
  const kinds = kindsOfPrefix[prefix];
  if (!kinds || kinds.includes(kind)) return [];
  return [fault('uscc-agrees-with-kind', ['uscc'], { prefix, kind, kinds: kinds.join(', ') })];
}

const organs = ['PUBLIC_BODY', 'SPECIAL', 'UNINCORPORATED'] as const;
const schools = ['PUBLIC_BODY', 'NON_PROFIT', 'COMPANY'] as const;

/**
 * Legal forms that a kind can have beside UNKNOWN (Civil Code, book one, chapters 3 and 4). Organs, self-government
 * and cooperatives are special legal persons; an office inside an organ is no legal person at all; private
 * non-enterprise units and enterprises may be partnerships.
 */
export const formsOfKind: Readonly<Record<OrganizationKind, readonly LegalForm[]>> = {
  PARTY_ORGAN: organs,
  GOV_DEPARTMENT: organs,
  STREET_OFFICE: organs,
  PUBLIC_INSTITUTION: ['PUBLIC_BODY', 'NON_PROFIT'],
  UNIVERSITY: schools,
  SCHOOL: schools,
  MASS_ORG: ['PUBLIC_BODY', 'NON_PROFIT', 'UNINCORPORATED'],
  RESIDENTS_COMMITTEE: ['SPECIAL'],
  VILLAGERS_COMMITTEE: ['SPECIAL'],
  OWNERS_ASSEMBLY: ['UNINCORPORATED'],
  COLLECTIVE_ECONOMY: ['SPECIAL'],
  SOCIAL_ASSOCIATION: ['NON_PROFIT'],
  SOCIAL_SERVICE_AGENCY: ['NON_PROFIT', 'UNINCORPORATED'],
  FOUNDATION: ['NON_PROFIT'],
  FILED_COMMUNITY_ORG: ['UNINCORPORATED'],
  SELF_ORG: ['UNINCORPORATED'],
  ENTERPRISE: ['COMPANY', 'UNINCORPORATED'],
  INDIVIDUAL_BUSINESS: ['INDIVIDUAL_BUSINESS'],
  COOPERATIVE: ['COOPERATIVE', 'SPECIAL'],
  PROPERTY_COMPANY: ['COMPANY', 'UNINCORPORATED'],
  TASK_FORCE: ['UNINCORPORATED'],
  ALLIANCE: ['NON_PROFIT', 'UNINCORPORATED'],
  SUPPORT_CENTRE: ['PUBLIC_BODY', 'NON_PROFIT', 'UNINCORPORATED'],
};

const graded: readonly OrganizationKind[] = [
  'SOCIAL_ASSOCIATION',
  'SOCIAL_SERVICE_AGENCY',
  'FOUNDATION',
  'FILED_COMMUNITY_ORG',
  'SELF_ORG',
];

/** What of an organization is judged with its kind. */
export interface Described {
  readonly kind: OrganizationKind;
  readonly legalForm?: LegalForm | undefined;
  readonly uscc?: string | null | undefined;
  readonly grade?: OrganizationGrade | null | undefined;
}

/** What of an organization does not go with its kind: its code, its legal form, its grade. */
export function kindFaults({ kind, uscc, legalForm, grade }: Described): readonly Fault[] {
  const faults = uscc ? [...usccAgreesWithKind(uscc, kind)] : [];
  const forms: readonly LegalForm[] = [...formsOfKind[kind], 'UNKNOWN'];
  if (legalForm && !forms.includes(legalForm))
    faults.push(
      fault('legal-form-fits-kind', ['legalForm'], { kind, form: legalForm, forms: forms.join(', ') }),
    );
  if (grade && !graded.includes(kind))
    faults.push(fault('grade-only-of-social-organizations', ['grade'], { kind }));
  return faults;
}

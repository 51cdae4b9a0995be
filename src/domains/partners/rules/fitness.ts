// Who may be a partner of which community: the body's kind, the place, and what is recorded of the two already.
import type {
  DivisionLevel,
  OrganizationKind,
  OrganizationStatus,
  PartnerKind,
  PartnerState,
} from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import { endStates } from './life.js';

defineRules({
  'partner-kind-fits-its-body': {
    code: 'RULE_BROKEN',
    zh: '{kind:PartnerKind}须为以下组织类型之一:{allowed:OrganizationKind};而该组织为“{found:OrganizationKind}”。',
    en: 'A partner of the kind “{kind:PartnerKind}” must be one of these bodies: {allowed:OrganizationKind}; this one is: {found:OrganizationKind}.',
  },
  'partner-of-a-community': {
    code: 'RULE_BROKEN',
    zh: '合伙关系须与社区(村)一级的区划建立,而所填区划为“{level:DivisionLevel}”。',
    en: 'A partnership must be with a division of the level of communities and villages; this one has the level “{level:DivisionLevel}”.',
  },
  'partner-in-the-office-of-its-body': {
    code: 'RULE_BROKEN',
    zh: '社区须在记录该组织的单位({expected})的辖区内,而它属于 {found}。',
    en: 'The community must lie in the care of the office that records the body, {expected}, but belongs to {found}.',
  },
  'partner-body-not-deregistered': {
    code: 'RULE_BROKEN',
    zh: '合伙人须为未注销的组织,而该组织状态为“{status:OrganizationStatus}”。',
    en: 'A partner must be a body that still exists, but the status of this one is “{status:OrganizationStatus}”.',
  },
  'partner-once-per-kind': {
    code: 'CONFLICT',
    zh: '同一组织在同一社区的{kind:PartnerKind}关系只能有一项未结束,而已有一项状态为“{state:PartnerState}”。',
    en: 'A body can have one live partnership of the kind “{kind:PartnerKind}” with a community, but there is one already in the state “{state:PartnerState}”.',
  },
  'blacklisted-partner-stays-out': {
    code: 'RULE_BROKEN',
    zh: '列入黑名单的组织不能再与同一社区合伙,而该组织已于 {since} 被列入。',
    en: 'A body that was excluded must not be a partner of the same community again; this one was excluded on {since}.',
  },
});

const societies: readonly OrganizationKind[] = [
  'UNIVERSITY',
  'SCHOOL',
  'PUBLIC_INSTITUTION',
  'ENTERPRISE',
  'SOCIAL_ASSOCIATION',
  'FILED_COMMUNITY_ORG',
  'SELF_ORG',
];

const businesses: readonly OrganizationKind[] = [
  'ENTERPRISE',
  'INDIVIDUAL_BUSINESS',
  'COOPERATIVE',
  'PROPERTY_COMPANY',
  'COLLECTIVE_ECONOMY',
  'SOCIAL_SERVICE_AGENCY',
];

const others: readonly OrganizationKind[] = [
  'MASS_ORG',
  'RESIDENTS_COMMITTEE',
  'VILLAGERS_COMMITTEE',
  'OWNERS_ASSEMBLY',
  'FOUNDATION',
  'TASK_FORCE',
  'ALLIANCE',
  'SUPPORT_CENTRE',
];

/** Which bodies may be a partner of each kind. */
export const bodiesOfKind: Readonly<Record<PartnerKind, readonly OrganizationKind[]>> = {
  // All but the organs that lead and govern: PARTY_ORGAN, GOV_DEPARTMENT, STREET_OFFICE.
  PUBLIC_BENEFIT: [...new Set([...societies, ...businesses, ...others])],
  COMMERCIAL: businesses,
  SOCIAL_GROUP: societies,
};

/** Refuses a body whose kind does not fit the kind of the partnership. */
export function bodyFaults(kind: PartnerKind, found: OrganizationKind, path: Path): readonly Fault[] {
  const allowed = bodiesOfKind[kind];
  return allowed.includes(found)
    ? []
    : [fault('partner-kind-fits-its-body', path, { kind, found, allowed: allowed.join(', ') })];
}

/** Refuses whatever is no community or village, and a community that another office records. */
export function placeFaults(
  place: { readonly level: DivisionLevel; readonly office: number },
  officeOfBody: number,
): readonly Fault[] {
  const path = ['division'];
  if (place.level !== 'VILLAGE') return [fault('partner-of-a-community', path, { level: place.level })];
  return place.office === officeOfBody
    ? []
    : [fault('partner-in-the-office-of-its-body', path, { expected: officeOfBody, found: place.office })];
}

/** Refuses a body that is no more. */
export function existenceFaults(status: OrganizationStatus, path: Path): readonly Fault[] {
  return status === 'DEREGISTERED' ? [fault('partner-body-not-deregistered', path, { status })] : [];
}

/** What is recorded of the same body and the same community beside the partnership in question. */
export interface Recorded {
  readonly kind: PartnerKind;
  readonly state: PartnerState;
  readonly validTo: string | null;
}

/** Refuses a second live partnership of the same kind. */
export function onceFaults(kind: PartnerKind, recorded: readonly Recorded[], path: Path): readonly Fault[] {
  const live = recorded.find((one) => one.kind === kind && !endStates.includes(one.state));
  return live ? [fault('partner-once-per-kind', path, { kind, state: live.state })] : [];
}

/** Refuses a body that was excluded from the same community, of whatever kind its partnership was. */
export function exclusionFaults(recorded: readonly Recorded[], path: Path): readonly Fault[] {
  const excluded = recorded.find(({ state }) => state === 'BLACKLISTED');
  return excluded ? [fault('blacklisted-partner-stays-out', path, { since: excluded.validTo ?? '…' })] : [];
}

// What may carry a party organization: in which divisions it lies, and which governance unit it names.
import type { DivisionKind, GovernanceUnitKind, PartyCarrier } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import type { Period } from './parents.js';

defineRules({
  'party-carrier-fits-its-place': {
    code: 'RULE_BROKEN',
    zh: '依托“{carrier:PartyCarrier}”的党组织须设在{allowed:DivisionKind},而所在区划是{actual:DivisionKind}。',
    en: 'A party organization carried by "{carrier:PartyCarrier}" must work in "{allowed:DivisionKind}", but the division is "{actual:DivisionKind}".',
  },
  'party-carrier-names-its-unit': {
    code: 'RULE_BROKEN',
    zh: '依托“{carrier:PartyCarrier}”的党组织须指明所依托的治理单元({allowed:GovernanceUnitKind}),而未指明。',
    en: 'A party organization carried by "{carrier:PartyCarrier}" must name its unit (one of: {allowed:GovernanceUnitKind}), but names none.',
  },
  'party-carrier-fits-its-unit': {
    code: 'RULE_BROKEN',
    zh: '依托“{carrier:PartyCarrier}”的党组织,其治理单元须为{allowed:GovernanceUnitKind},而不能是{actual:GovernanceUnitKind}。',
    en: 'A party organization carried by "{carrier:PartyCarrier}" must have a unit that is one of: {allowed:GovernanceUnitKind}; but this one is "{actual:GovernanceUnitKind}".',
  },
  'party-carrier-in-its-division': {
    code: 'RULE_BROKEN',
    zh: '所依托的治理单元须在党组织所在区划({division})内,而它在 {actual}。',
    en: 'The unit that carries a party organization must lie in the division it works in, {division}, but lies in {actual}.',
  },
  'party-unit-valid-throughout': {
    code: 'RULE_BROKEN',
    zh: '所依托的治理单元仅在 {validFrom} 至 {validTo} 有效,未涵盖党组织的全部有效期。',
    en: 'The unit must be in use as long as the party organization exists, but is so only from {validFrom} to {validTo}.',
  },
});

interface Fit {
  /** Kinds of division that it is; any, if absent. */
  readonly divisions?: readonly DivisionKind[];
  /** Kinds of unit, one of which must be named; any or none, if absent. */
  readonly units?: readonly GovernanceUnitKind[];
}

/** Where a carrier lies and which unit it is. */
export const carrierFits: Readonly<Record<PartyCarrier, Fit>> = {
  DISTRICT: { divisions: ['COUNTY'] },
  STREET: { divisions: ['SUBDISTRICT'] },
  TOWN: { divisions: ['TOWN', 'TOWNSHIP'] },
  // The code list has units like a village that are communities or villages by name.
  COMMUNITY: { divisions: ['RESIDENTS_COMMITTEE', 'QUASI_VILLAGE'] },
  VILLAGE: { divisions: ['VILLAGERS_COMMITTEE', 'QUASI_VILLAGE'] },
  GRID_TOTAL: {},
  GRID_GENERAL: {},
  GRID_MICRO: {},
  COMPOUND: { units: ['RESIDENTIAL_COMPOUND', 'COURTYARD', 'OLD_CLUSTER', 'SCATTERED_COURTYARD'] },
  BUILDING_COURT: { units: ['BUILDING_COURT', 'BUILDING'] },
  SETTLEMENT: { units: ['RURAL_SETTLEMENT'] },
  PROPERTY: {},
  BUSINESS_BUILDING: { units: ['BUSINESS_BUILDING'] },
  SOCIAL_ORG: {},
  ENTERPRISE: {},
  SCHOOL: {},
  MOBILE: {},
  PROJECT: {},
};

/** Refuses a carrier in a division that was of no fitting kind on any day of the organization's life. */
export function carrierPlaceFaults(
  carrier: PartyCarrier,
  kinds: readonly DivisionKind[],
  path: Path,
): readonly Fault[] {
  const { divisions: allowed } = carrierFits[carrier];
  if (allowed === undefined || kinds.some((kind) => allowed.includes(kind))) return [];
  return [
    fault('party-carrier-fits-its-place', path, {
      carrier,
      allowed: allowed.join(', '),
      actual: kinds.join(', '),
    }),
  ];
}

/** Refuses a carrier that is not the kind of unit it is said to be. */
export function carrierUnitFaults(
  carrier: PartyCarrier,
  kind: GovernanceUnitKind | null,
  path: Path,
): readonly Fault[] {
  const { units } = carrierFits[carrier];
  if (units === undefined || (kind !== null && units.includes(kind))) return [];
  const allowed = units.join(', ');
  return kind === null
    ? [fault('party-carrier-names-its-unit', path, { carrier, allowed })]
    : [fault('party-carrier-fits-its-unit', path, { carrier, allowed, actual: kind })];
}

/** Refuses a unit that is not in use during the whole of the organization's life. */
export function unitPeriodFaults(unit: Period, during: Period, path: Path): readonly Fault[] {
  const endsInTime = unit.validTo === null || (during.validTo !== null && during.validTo <= unit.validTo);
  if (unit.validFrom <= during.validFrom && endsInTime) return [];
  const { validFrom, validTo } = unit;
  return [fault('party-unit-valid-throughout', path, { validFrom, validTo: validTo ?? '…' })];
}

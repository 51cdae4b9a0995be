// Governance units: what may contain what, where, and for how long.
import type { DivisionLevel, GovernanceUnitKind } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Path, type Refusal } from '../../../kernel/errors.js';
import { tenantOfKey } from './codes.js';

export const unitRules = defineRules({
  'unit-tree-acyclic': {
    code: 'RULE_BROKEN',
    zh: '所选上级单元就是本单元或其下级单元。',
    en: 'The parent is the unit itself or a part of it.',
  },
  'unit-kinds-nest': {
    code: 'RULE_BROKEN',
    zh: '{child:GovernanceUnitKind}不能设在{parent:GovernanceUnitKind}之下。',
    en: 'A unit of the kind “{child:GovernanceUnitKind}” cannot be part of one of the kind “{parent:GovernanceUnitKind}”.',
  },
  'unit-within-one-division': {
    code: 'RULE_BROKEN',
    zh: '本单元与上级单元不在同一区划。',
    en: 'The unit and the unit it is part of lie in different divisions.',
  },
  'unit-within-parents-validity': {
    code: 'RULE_BROKEN',
    zh: '单元的有效期超出了上级单元的有效期。',
    en: 'The unit would be in force on days on which the unit it is part of is not.',
  },
  'unit-division-low-enough': {
    code: 'RULE_BROKEN',
    zh: '{level:DivisionLevel}区划不能直接登记治理单元,请选择县级或以下的区划。',
    en: 'The division is too high (“{level:DivisionLevel}”); name a county or a division below it.',
  },
  'unit-division-goes-on': {
    code: 'RULE_BROKEN',
    zh: '该区划自 {validTo} 起不复存在,不能再登记治理单元。',
    en: 'The division ends on {validTo}; no unit can be put there any more.',
  },
  'unit-division-of-its-office': {
    code: 'RULE_BROKEN',
    zh: '该区划由另一单位登记,治理单元不能移入。',
    en: 'The division is recorded by another office; the unit cannot move there.',
  },
  'unit-industry-of-settlements': {
    code: 'RULE_BROKEN',
    zh: '{kind:GovernanceUnitKind}没有产业类型,只有新村聚居点才有。',
    en: 'A unit of the kind “{kind:GovernanceUnitKind}” has no industry; only a rural settlement has one.',
  },
  'unit-in-force': {
    code: 'RULE_BROKEN',
    zh: '该单元已于 {validTo} 终止,不能再修改。',
    en: 'The unit has ended on {validTo} and cannot be changed any more.',
  },
  'unit-end-said': {
    code: 'INVALID_INPUT',
    zh: '请给出失效日;撤销已登记的失效日请写 null。',
    en: 'Give the day of the end, or null to remove the one that is recorded.',
  },
  'unit-ends-after-its-first-day': {
    code: 'RULE_BROKEN',
    zh: '单元自 {validFrom} 起有效,失效日不能在该日或之前。',
    en: 'The unit is in force from {validFrom} on; it cannot end on that day or before.',
  },
  'unit-ends-after-its-parts': {
    code: 'RULE_BROKEN',
    zh: '该日或其后仍有 {count} 个下级单元有效,请先终止它们。',
    en: '{count} parts of the unit are still in force on that day or later; end them first.',
  },
});

/** Which kinds a unit of a kind may be part of. No kind is reachable from itself. */
export const parentKinds: Readonly<Record<GovernanceUnitKind, readonly GovernanceUnitKind[]>> = {
  PARK: [],
  OLD_CLUSTER: [],
  SCATTERED_COURTYARD: [],
  RURAL_SETTLEMENT: [],
  CAMPUS: ['PARK'],
  COMMERCIAL_BLOCK: ['PARK'],
  RESIDENTIAL_COMPOUND: ['OLD_CLUSTER', 'COMMERCIAL_BLOCK', 'PARK', 'CAMPUS'],
  COURTYARD: ['OLD_CLUSTER', 'RESIDENTIAL_COMPOUND', 'RURAL_SETTLEMENT'],
  BUILDING_COURT: ['OLD_CLUSTER', 'RESIDENTIAL_COMPOUND', 'CAMPUS'],
  BUSINESS_BUILDING: ['COMMERCIAL_BLOCK', 'PARK', 'RESIDENTIAL_COMPOUND'],
  BUILDING: [
    'RESIDENTIAL_COMPOUND',
    'COURTYARD',
    'BUILDING_COURT',
    'OLD_CLUSTER',
    'SCATTERED_COURTYARD',
    'RURAL_SETTLEMENT',
    'COMMERCIAL_BLOCK',
    'PARK',
    'CAMPUS',
  ],
  STAIRWELL: ['BUILDING', 'BUSINESS_BUILDING'],
};

/** What a unit's place is judged by. */
export interface UnitPlace {
  readonly kind: GovernanceUnitKind;
  readonly divisionKey: string;
  readonly path: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What is wrong with putting a unit under a parent; its own path is '' before it exists. */
export function placeFaults(unit: UnitPlace, parent: UnitPlace): readonly Fault[] {
  const path = ['parent'];
  // Said first and alone: of a cycle nothing else is worth knowing.
  if (unit.path !== '' && parent.path.startsWith(unit.path)) return [fault('unit-tree-acyclic', path)];
  const faults: Fault[] = [];
  if (!parentKinds[unit.kind].includes(parent.kind))
    faults.push(fault('unit-kinds-nest', path, { child: unit.kind, parent: parent.kind }));
  if (unit.divisionKey !== parent.divisionKey) faults.push(fault('unit-within-one-division', path));
  faults.push(...validityFaults(unit, parent, path));
  return faults;
}

/** Refuses to stand under what another office records: its divisions are others. */
export function officeFaults(
  parent: Readonly<Record<string, unknown>> | undefined,
  tenant: number,
): readonly Fault[] {
  return parent && parent['tenant'] !== tenant ? [fault('unit-within-one-division', ['parent'])] : [];
}

type Validity = Pick<UnitPlace, 'validFrom' | 'validTo'>;

/** What is wrong with the days on which a unit and the unit above it are in force. */
function validityFaults(unit: Validity, parent: Validity, path: Path): readonly Fault[] {
  const endsInTime = parent.validTo === null || (unit.validTo !== null && unit.validTo <= parent.validTo);
  return unit.validFrom < parent.validFrom || !endsInTime
    ? [fault('unit-within-parents-validity', path)]
    : [];
}

/** What is wrong with a unit of this kind in a division of this level. */
export function unitFaults(unit: {
  readonly kind: GovernanceUnitKind;
  readonly level: DivisionLevel;
  readonly settlementIndustry: string | null;
}): readonly Fault[] {
  return [...levelFaults(unit.level), ...industryFaults(unit.kind, unit.settlementIndustry)];
}

function levelFaults(level: DivisionLevel): readonly Fault[] {
  return level === 'PROVINCE' || level === 'CITY'
    ? [fault('unit-division-low-enough', ['division'], { level })]
    : [];
}

/** What is wrong with putting a unit and its parts into another division; a part goes where its whole goes. */
export function divisionFaults(
  unit: { readonly tenant: number },
  division: { readonly key: string; readonly level: DivisionLevel },
  parent: { readonly divisionKey: string } | null,
): readonly Fault[] {
  const faults = [...levelFaults(division.level)];
  if (tenantOfKey(division.key) !== unit.tenant)
    faults.push(fault('unit-division-of-its-office', ['division']));
  if (parent !== null && parent.divisionKey !== division.key)
    faults.push(fault('unit-within-one-division', ['division']));
  return faults;
}

/** What is wrong with a division that has ended, or whose end is recorded, by anything but a merger. */
export function remainingFaults(endsOn: string | null): readonly Fault[] {
  return endsOn === null ? [] : [fault('unit-division-goes-on', ['division'], { validTo: endsOn })];
}

/** What is wrong with giving a unit of this kind an industry. */
export function industryFaults(kind: GovernanceUnitKind, industry: string | null): readonly Fault[] {
  return industry !== null && kind !== 'RURAL_SETTLEMENT'
    ? [fault('unit-industry-of-settlements', ['settlementIndustry'], { kind })]
    : [];
}

/** Refuses every change of a unit that has ended; an end that is still to come may be put off. */
export function refuseEnded(unit: Readonly<Record<string, unknown>>, today: string): Refusal | null {
  const validTo = unit['validTo'];
  return typeof validTo === 'string' && validTo <= today ? refusal('unit-in-force', [], { validTo }) : null;
}

/** What is wrong with ending a unit on a day, or with removing its end. */
export function endFaults(unit: Validity, parent: Validity | null, partsInForce: number): readonly Fault[] {
  const { validFrom, validTo } = unit;
  if (validTo !== null && validTo <= validFrom)
    return [fault('unit-ends-after-its-first-day', ['validTo'], { validFrom })];
  const faults = parent === null ? [] : [...validityFaults(unit, parent, ['validTo'])];
  if (validTo !== null && partsInForce > 0)
    faults.push(fault('unit-ends-after-its-parts', ['validTo'], { count: partsInForce }));
  return faults;
}

/** A day on which the unit can be read: today, if it is in force then, else its first day. */
export function readableOn({ validFrom, validTo }: Validity, today: string): string {
  return validFrom <= today && (validTo === null || today < validTo) ? today : validFrom;
}

/** The path of a unit: its parent's, then its own id and a slash. */
export function unitPath(parentPath: string, id: string): string {
  return `${parentPath === '' ? '/' : parentPath}${id}/`;
}

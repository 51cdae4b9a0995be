// Governance units: what may contain what, where, and for how long.
import type { DivisionLevel, GovernanceUnitKind } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';

export const unitRules = defineRules({
  'unit-tree-acyclic': {
    code: 'RULE_BROKEN',
    zh: '治理单元不能置于其自身或其下级单元之下。',
    en: 'A unit never lies within itself or within a part of itself.',
  },
  'unit-kinds-nest': {
    code: 'RULE_BROKEN',
    zh: '{child}不能设在{parent}之下。',
    en: 'A {child} is no part of a {parent}.',
  },
  'unit-within-one-division': {
    code: 'RULE_BROKEN',
    zh: '上级单元须与本单元在同一区划。',
    en: 'A unit and the unit it is part of lie in the same division.',
  },
  'unit-within-parents-validity': {
    code: 'RULE_BROKEN',
    zh: '单元的有效期须在上级单元的有效期之内。',
    en: 'A unit exists only while the unit it is part of exists.',
  },
  'unit-division-low-enough': {
    code: 'RULE_BROKEN',
    zh: '治理单元须登记在县级或以下的区划。',
    en: 'A unit is recorded in a county or in a division below it.',
  },
  'unit-industry-of-settlements': {
    code: 'RULE_BROKEN',
    zh: '产业类型仅适用于新村聚居点。',
    en: 'Only a rural settlement has an industry it lives on.',
  },
  'unit-in-force': {
    code: 'RULE_BROKEN',
    zh: '该单元已于 {validTo} 终止。',
    en: 'The unit has ended on {validTo}.',
  },
  'unit-ends-after-its-parts': {
    code: 'RULE_BROKEN',
    zh: '该日仍有 {count} 个下级单元有效,请先终止它们。',
    en: '{count} parts of the unit are still in force on that day; end them first.',
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
  const endsInTime = parent.validTo === null || (unit.validTo !== null && unit.validTo <= parent.validTo);
  if (unit.validFrom < parent.validFrom || !endsInTime)
    faults.push(fault('unit-within-parents-validity', path));
  return faults;
}

/** What is wrong with a unit of this kind in a division of this level. */
export function unitFaults(unit: {
  readonly kind: GovernanceUnitKind;
  readonly level: DivisionLevel;
  readonly settlementIndustry: string | null;
}): readonly Fault[] {
  const faults: Fault[] = [];
  if (unit.level === 'PROVINCE' || unit.level === 'CITY')
    faults.push(fault('unit-division-low-enough', ['division']));
  return [...faults, ...industryFaults(unit.kind, unit.settlementIndustry)];
}

/** What is wrong with giving a unit of this kind an industry. */
export function industryFaults(kind: GovernanceUnitKind, industry: string | null): readonly Fault[] {
  return industry !== null && kind !== 'RURAL_SETTLEMENT'
    ? [fault('unit-industry-of-settlements', ['settlementIndustry'])]
    : [];
}

/** Refuses every change of a unit whose end is recorded. */
export function refuseEnded(unit: Readonly<Record<string, unknown>>): Refusal | null {
  const validTo = unit['validTo'];
  return typeof validTo === 'string' ? refusal('unit-in-force', [], { validTo }) : null;
}

/** What is wrong with ending a unit on a day on which parts of it are still in force. */
export function endFaults(
  unit: { readonly validFrom: string },
  validTo: string,
  partsInForce: number,
): readonly Fault[] {
  if (validTo <= unit.validFrom) return [fault('validity-order', ['validTo'])];
  return partsInForce > 0 ? [fault('unit-ends-after-its-parts', ['validTo'], { count: partsInForce })] : [];
}

/** The path of a unit: its parent's, then its own id and a slash. */
export function unitPath(parentPath: string, id: string): string {
  return `${parentPath === '' ? '/' : parentPath}${id}/`;
}

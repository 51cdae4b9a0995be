// Where an organization is recorded, and where it resides for a time.
import type { ResidenceRole } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';

defineRules({
  'organization-stays-in-its-office': {
    code: 'RULE_BROKEN',
    zh: '该组织由 {tenant} 的登记单位记录,登记所在区划须在该单位的辖区内。',
    en: 'The organization is recorded by the office of {tenant}; its division lies in the care of that office.',
  },
  'residence-without-overlap': {
    code: 'CONFLICT',
    zh: '该组织在此区划已有自 {validFrom} 起担任{role:ResidenceRole}的记录,两段时间重叠。',
    en: 'The organization plays this part ({role:ResidenceRole}) in this division since {validFrom} already; the two times overlap.',
  },
  'residence-ends-once': {
    code: 'RULE_BROKEN',
    zh: '驻区关系的截止日期已定为 {validTo},只能提前,不能推后。',
    en: 'The residence ends on {validTo} already; the end can come earlier, not later.',
  },
});

/** Refuses a division of another office, because a row never changes its tenant. */
export function staysInOffice(recordedBy: number, divisionTenant: number, path: Path): readonly Fault[] {
  return recordedBy === divisionTenant
    ? []
    : [fault('organization-stays-in-its-office', path, { tenant: recordedBy })];
}

/** Refuses a second residence of the same part in the same division at the same time. */
export function residenceWithoutOverlap(
  role: ResidenceRole,
  existing: { readonly validFrom: string } | null,
): readonly Fault[] {
  return existing === null
    ? []
    : [fault('residence-without-overlap', ['validFrom'], { role, validFrom: existing.validFrom })];
}

/** Refuses an end that is not after the start, or that comes later than the recorded one. */
export function residenceEnd(
  residence: { readonly validFrom: string; readonly validTo: string | null },
  validTo: string,
): readonly Fault[] {
  if (validTo <= residence.validFrom) return [fault('validity-order', ['validTo'])];
  // Only shortening is an end; prolonging would be a new residence, which must not overlap.
  return residence.validTo !== null && residence.validTo <= validTo
    ? [fault('residence-ends-once', ['validTo'], { validTo: residence.validTo })]
    : [];
}

// The life of an organization: registered once, then from state to state, forward in time.
import type { OrganizationStatus } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';

defineRules({
  'organization-registered-until-today': {
    code: 'INVALID_INPUT',
    zh: '登记日期不能晚于今天({today})。',
    en: 'The day of registration is not after today, {today}.',
  },
  'organization-registered-before-its-status-changes': {
    code: 'RULE_BROKEN',
    zh: '登记日期不能晚于首次状态变更的生效日期({firstChangeOn})。',
    en: 'The day of registration is not after the day of the first change of status, {firstChangeOn}.',
  },
  'organization-status-is-said': {
    code: 'INVALID_INPUT',
    zh: '登记组织时须写明其状态,不能是{status:OrganizationStatus};不填即为存续。',
    en: 'Who records an organization says its status, which is not “{status:OrganizationStatus}”; leave it out for an active one.',
  },
  'organization-status-follows-its-life-cycle': {
    code: 'RULE_BROKEN',
    zh: '组织状态为{from:OrganizationStatus}时不能变更为{to:OrganizationStatus},可变更为:{next:OrganizationStatus}。',
    en: 'The status “{from:OrganizationStatus}” is not followed by “{to:OrganizationStatus}”, but by: {next:OrganizationStatus}.',
  },
  'deregistered-organization-is-final': {
    code: 'RULE_BROKEN',
    zh: '组织已注销,不再变更。',
    en: 'The organization is deregistered and does not change any more.',
  },
  'organization-status-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期不能早于上次状态变更的生效日期({lastChangeOn})。',
    en: 'The change does not take effect before the last one, which did on {lastChangeOn}.',
  },
  'organization-status-dated-after-registration': {
    code: 'RULE_BROKEN',
    zh: '生效日期不能早于登记日期({registeredOn})。',
    en: 'The change does not take effect before the day of registration, {registeredOn}.',
  },
  'organization-status-dated-until-today': {
    code: 'RULE_BROKEN',
    zh: '生效日期不能晚于今天({today})。',
    en: 'The change does not take effect after today, {today}.',
  },
});

/** The life of an organization: which states may follow which. */
export const statusSteps: Readonly<Record<OrganizationStatus, readonly OrganizationStatus[]>> = {
  PREPARING: ['ACTIVE', 'DEREGISTERED'],
  ACTIVE: ['ABNORMAL', 'REVOKED', 'DEREGISTERED'],
  ABNORMAL: ['ACTIVE', 'REVOKED', 'DEREGISTERED'],
  // A revoked licence ends the business; the legal person ends when it is deregistered.
  REVOKED: ['DEREGISTERED'],
  DEREGISTERED: [],
  // What no source says may be anything; nothing becomes unknown again.
  UNKNOWN: ['PREPARING', 'ACTIVE', 'ABNORMAL', 'REVOKED', 'DEREGISTERED'],
};

/** Refuses to record an organization without knowing where it is in its life: that is left to the documents. */
export function statusSaid(status: OrganizationStatus): readonly Fault[] {
  return status === 'UNKNOWN' ? [fault('organization-status-is-said', ['status'], { status })] : [];
}

/** Refuses a step that the life of an organization does not have. */
export function statusStep(from: OrganizationStatus, to: OrganizationStatus): readonly Fault[] {
  const next = statusSteps[from];
  if (next.includes(to)) return [];
  return [
    fault('organization-status-follows-its-life-cycle', ['status'], {
      from,
      to,
      next: next.join(', ') || '–',
    }),
  ];
}

/** Refuses a day before the last change or the registration, or after today: the status is shown at once. */
export function statusDate(
  effectiveOn: string,
  {
    registeredOn,
    lastChangeOn,
  }: { readonly registeredOn: string | null; readonly lastChangeOn: string | null },
  today: string,
): readonly Fault[] {
  const path = ['effectiveOn'];
  if (effectiveOn > today) return [fault('organization-status-dated-until-today', path, { today })];
  if (lastChangeOn !== null && effectiveOn < lastChangeOn)
    return [fault('organization-status-dated-in-order', path, { lastChangeOn })];
  return registeredOn !== null && effectiveOn < registeredOn
    ? [fault('organization-status-dated-after-registration', path, { registeredOn })]
    : [];
}

/** Refuses whatever would change an organization that is no more. */
export function notDeregistered(status: OrganizationStatus): Refusal | null {
  return status === 'DEREGISTERED' ? refusal('deregistered-organization-is-final') : null;
}

/** Refuses a day of registration that has not come, or that is after the day of a recorded change of status. */
export function registrationDate(
  registeredOn: string | null | undefined,
  firstChangeOn: string | null,
  today: string,
): readonly Fault[] {
  if (!registeredOn) return [];
  if (registeredOn > today)
    return [fault('organization-registered-until-today', ['registeredOn'], { today })];
  return firstChangeOn !== null && registeredOn > firstChangeOn
    ? [fault('organization-registered-before-its-status-changes', ['registeredOn'], { firstChangeOn })]
    : [];
}

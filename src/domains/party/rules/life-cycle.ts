// The life of a party organization: which states may follow which, and what each step needs.
import type { PartyStatus } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';

defineRules({
  'party-status-follows-its-life-cycle': {
    code: 'RULE_BROKEN',
    zh: '党组织状态不能由 {from} 变为 {to};下一状态可为:{next}。',
    en: 'The status of a party organization does not go from {from} to {to}; next may come: {next}.',
  },
  'party-begins-before-its-term-ends': {
    code: 'RULE_BROKEN',
    zh: '新登记的党组织状态不能为 {status};可为:{allowed}。',
    en: 'A party organization is not recorded as {status} at first, but as {allowed}.',
  },
  'party-approval-names-its-body': {
    code: 'RULE_BROKEN',
    zh: '批复须写明批准机关。',
    en: 'An approval names the body that approved.',
  },
  'party-status-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在 {earliest} 至 {latest} 之间(不早于成立和上次变更,不晚于今天)。',
    en: 'The change takes effect between {earliest} and {latest}: not before the foundation or the last change, not after today.',
  },
  'party-ended-organization-is-final': {
    code: 'RULE_BROKEN',
    zh: '党组织已于 {validTo} 终止,不再变更。',
    en: 'The party organization has ended on {validTo} and does not change any more.',
  },
  'party-ends-without-organizations-below': {
    code: 'RULE_BROKEN',
    zh: '该日仍有 {count} 个下级党组织,请先调整其隶属关系。',
    en: 'On that day {count} organizations still stand below it; move them first.',
  },
});

/** The life of a party organization: which states may follow which. */
export const statusSteps: Readonly<Record<PartyStatus, readonly PartyStatus[]>> = {
  PROPOSED: ['APPROVED'],
  APPROVED: ['ACTIVE'],
  ACTIVE: ['TERM_EXPIRED', 'MERGED', 'DISSOLVED'],
  TERM_EXPIRED: ['ELECTION'],
  ELECTION: ['ACTIVE'],
  MERGED: [],
  DISSOLVED: [],
};

/** States in which an organization may first be recorded; what exists already need not be proposed again. */
const firstStates: readonly PartyStatus[] = ['PROPOSED', 'APPROVED', 'ACTIVE'];

/** Whether the state ends the organization. */
export function isEnd(status: PartyStatus): boolean {
  return status === 'MERGED' || status === 'DISSOLVED';
}

/** What is wrong with a first state. */
export function firstStateFaults(status: PartyStatus, approvedBy: string | null): readonly Fault[] {
  if (!firstStates.includes(status))
    return [
      fault('party-begins-before-its-term-ends', ['status'], { status, allowed: firstStates.join(', ') }),
    ];
  return status === 'APPROVED' && approvedBy === null
    ? [fault('party-approval-names-its-body', ['approvedBy'])]
    : [];
}

/** What is wrong with a step in the life of an organization. */
export function stepFaults(from: PartyStatus, to: PartyStatus, approvedBy: string | null): readonly Fault[] {
  const next = statusSteps[from];
  if (!next.includes(to))
    return [
      fault('party-status-follows-its-life-cycle', ['status'], { from, to, next: next.join(', ') || '–' }),
    ];
  return to === 'APPROVED' && approvedBy === null
    ? [fault('party-approval-names-its-body', ['approvedBy'])]
    : [];
}

/** What is wrong with the day of a step: the status is shown at once, so it must hold already. */
export function stepDayFaults(
  effectiveOn: string,
  validFrom: string,
  lastChangeOn: string | null,
  today: string,
): readonly Fault[] {
  const earliest = lastChangeOn !== null && lastChangeOn > validFrom ? lastChangeOn : validFrom;
  if (effectiveOn >= earliest && effectiveOn <= today) return [];
  return [fault('party-status-dated-in-order', ['effectiveOn'], { earliest, latest: today })];
}

/** Refuses to end what other organizations still stand under. */
export function emptyBelow(count: number): readonly Fault[] {
  return count > 0 ? [fault('party-ends-without-organizations-below', ['effectiveOn'], { count })] : [];
}

/** Refuses every change of an organization that has ended. */
export function notEnded(row: Readonly<Record<string, unknown>>): Refusal | null {
  const status = row['status'] as PartyStatus;
  const validTo = (row['validTo'] as string | null) ?? '…';
  return isEnd(status) ? refusal('party-ended-organization-is-final', [], { validTo }) : null;
}

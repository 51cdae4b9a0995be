// The life of a party organization: which states may follow which, and what each step needs.
import type { PartyCarrier, PartyKind, PartyStatus } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Path, type Refusal } from '../../../kernel/errors.js';

defineRules({
  'party-status-follows-its-life-cycle': {
    code: 'RULE_BROKEN',
    zh: '党组织状态不能由“{from:PartyStatus}”变为“{to:PartyStatus}”;下一状态可为:{next:PartyStatus}。',
    en: 'The status of a party organization cannot go from "{from:PartyStatus}" to "{to:PartyStatus}"; next may come: {next:PartyStatus}.',
  },
  'party-begins-before-its-term-ends': {
    code: 'RULE_BROKEN',
    zh: '新登记的党组织状态不能为“{status:PartyStatus}”;可为:{allowed:PartyStatus}。',
    en: 'A party organization cannot be recorded as "{status:PartyStatus}" at first; it may be: {allowed:PartyStatus}.',
  },
  'party-approval-names-its-body': {
    code: 'RULE_BROKEN',
    zh: '批复须写明批准机关,而未写明。',
    en: 'An approval must name the body that approved, but names none.',
  },
  'party-status-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在 {earliest} 至 {latest} 之间(不早于成立和上次变更,不晚于今天),而它不在其间。',
    en: 'The change must take effect between {earliest} and {latest} (not before the foundation or the last change, not after today), but does not.',
  },
  'party-ended-organization-is-final': {
    code: 'RULE_BROKEN',
    zh: '党组织已于 {validTo} 终止,不能再变更。',
    en: 'The party organization has ended on {validTo} and cannot change any more.',
  },
  'party-ends-without-organizations-below': {
    code: 'RULE_BROKEN',
    zh: '该日仍有 {count} 个下级党组织,不能终止;请先调整其隶属关系。',
    en: 'It cannot end, because {count} organizations still stand below it on that day; move them first.',
  },
  'party-term-in-order': {
    code: 'RULE_BROKEN',
    zh: '任期止({termEnd})须晚于任期起({termStart}),而并不晚于。',
    en: 'A term must end after it begins, but this one begins on {termStart} and ends on {termEnd}.',
  },
  'party-kind-changes-after-foundation': {
    code: 'RULE_BROKEN',
    zh: '改设须在成立日 {validFrom} 之后生效;若自成立起即为此类型,请更正党组织信息。',
    en: 'It must become another kind after its first day, {validFrom}, but would not; if it was of this kind from the beginning, correct it instead.',
  },
  'party-kind-changes-to-another': {
    code: 'RULE_BROKEN',
    zh: '改设须改变类型或依托载体,而二者均未改变。',
    en: 'It must become another kind or be carried by something else, but neither is different.',
  },
  'party-kind-changes-at-work': {
    code: 'RULE_BROKEN',
    zh: '状态为“{status:PartyStatus}”的党组织尚未运行,不能改设;请更正党组织信息。',
    en: 'An organization that is "{status:PartyStatus}" cannot become another kind, because it has not begun to work; correct it instead.',
  },
});

/** The life of a party organization: which states may follow which. */
export const statusSteps: Readonly<Record<PartyStatus, readonly PartyStatus[]>> = {
  PROPOSED: ['APPROVED', 'DISSOLVED'],
  APPROVED: ['ACTIVE', 'DISSOLVED'],
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

/** Whether the organization is still being prepared; its proposal is decided before its first day, too. */
function isPlanned(status: PartyStatus): boolean {
  return status === 'PROPOSED' || status === 'APPROVED';
}

/** Refuses the day of a step before the foundation, before the last step, or after today: the status is shown at once. */
export function stepDayFaults(
  effectiveOn: string,
  step: {
    readonly from: PartyStatus;
    readonly to: PartyStatus;
    readonly validFrom: string;
    readonly lastChangeOn: string | null;
  },
  today: string,
): readonly Fault[] {
  const { from, to, validFrom, lastChangeOn } = step;
  const beforeWork = isPlanned(from) && to !== 'ACTIVE' && validFrom > today;
  const bounds = [...(beforeWork ? [] : [validFrom]), ...(lastChangeOn === null ? [] : [lastChangeOn])];
  const earliest = bounds.sort().at(-1);
  if ((earliest === undefined || effectiveOn >= earliest) && effectiveOn <= today) return [];
  return [
    fault('party-status-dated-in-order', ['effectiveOn'], { earliest: earliest ?? '…', latest: today }),
  ];
}

/**
 * First day on which an organization no longer exists that is ended on a day. Ended on its first day or before it, as a
 * proposal that was rejected, it still has this one day, so that there is a day on which it can be read.
 */
export function endOf(validFrom: string, day: string): string {
  if (day > validFrom) return day;
  const next = new Date(`${validFrom}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Refuses a term that does not end after it begins. */
export function termFaults(termStart: string | null, termEnd: string | null, path: Path): readonly Fault[] {
  const wrong = termStart !== null && termEnd !== null && termEnd <= termStart;
  return wrong ? [fault('party-term-in-order', path, { termStart, termEnd })] : [];
}

/** What an organization is and when it began, as a change of its kind sees it. */
export interface Changing {
  readonly kind: PartyKind;
  readonly carrierKind: PartyCarrier;
  readonly status: PartyStatus;
  readonly validFrom: string;
}

/** What is wrong with becoming another kind from a day on. */
export function kindChangeFaults(
  before: Changing,
  after: Pick<Changing, 'kind' | 'carrierKind'>,
  day: string,
): readonly Fault[] {
  const { status, validFrom } = before;
  const same = before.kind === after.kind && before.carrierKind === after.carrierKind;
  return [
    ...(same ? [fault('party-kind-changes-to-another', ['kind'])] : []),
    ...(isPlanned(status) ? [fault('party-kind-changes-at-work', [], { status })] : []),
    ...(day <= validFrom
      ? [fault('party-kind-changes-after-foundation', ['effectiveOn'], { validFrom })]
      : []),
  ];
}

/** Refuses to end what other organizations still stand under. */
export function emptyBelow(count: number): readonly Fault[] {
  return count > 0 ? [fault('party-ends-without-organizations-below', ['effectiveOn'], { count })] : [];
}

/** Refuses every change of an organization that has ended, by a last step or because its validity is over. */
export function notEnded(row: Readonly<Record<string, unknown>>, today: string): Refusal | null {
  const validTo = row['validTo'] as string | null;
  const over = validTo !== null && validTo <= today;
  return over || isEnd(row['status'] as PartyStatus)
    ? refusal('party-ended-organization-is-final', [], { validTo: validTo ?? '…' })
    : null;
}

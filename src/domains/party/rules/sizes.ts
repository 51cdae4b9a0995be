// Statutory sizes and terms: what deviates is a warning, never a refusal, because a higher body may approve it.
import type { PartyCarrier, PartyKind } from '../../../generated/database.js';
import type { Language } from '../../../kernel/caller.js';
import { defineRules, messageOf } from '../../../kernel/errors.js';

/** The numbers of the statutes, each with its source. */
export const statutory = {
  // 党章 art. 30, 支部工作条例 art. 4: three or more full members form an organization.
  branchMinFormal: 3,
  // 支部工作条例 art. 4: a branch normally has at most 50 members.
  branchMaxMembers: 50,
  // Kinds by size: more than 50 and fewer than 100 a general branch, more than 100 a committee.
  generalBranchOver: 50,
  generalBranchUnder: 100,
  committeeOver: 100,
  // 支部工作条例 art. 5: a joint branch normally covers at most five units.
  jointBranchMaxUnits: 5,
  // 支部工作条例: from seven full members a branch has a committee of 3 to 5, at most 7.
  branchCommitteeFromFormal: 7,
  branchCommitteeMinSeats: 3,
  branchCommitteeMaxSeats: 7,
  // 基层组织选举工作条例 art. 4: five years for committees and for the branches of villages and communities, three for others.
  termYearsLong: 5,
  termYearsShort: 3,
} as const;

/** Warnings by name, in the one registry of rules, although none of them refuses a write. */
const warnings = defineRules({
  'branch-has-three-formal-members': {
    code: 'RULE_BROKEN',
    zh: '正式党员 {actual} 人,不足 {limit} 人;可与邻近单位成立联合党支部。',
    en: 'There are {actual} full members, fewer than {limit}; a joint branch with neighbours is the usual way.',
  },
  'branch-has-at-most-fifty-members': {
    code: 'RULE_BROKEN',
    zh: '党员 {actual} 人,一般不超过 {limit} 人;可设党小组或改设党总支。',
    en: 'There are {actual} members, normally at most {limit}; groups or a general branch are the usual way.',
  },
  'general-branch-has-over-fifty-members': {
    code: 'RULE_BROKEN',
    zh: '党总支党员 {actual} 人,须超过 {limit} 人。',
    en: 'A general branch has {actual} members; it takes more than {limit}.',
  },
  'general-branch-has-under-hundred-members': {
    code: 'RULE_BROKEN',
    zh: '党总支党员 {actual} 人,应不足 {limit} 人。',
    en: 'A general branch has {actual} members; it has fewer than {limit}.',
  },
  'committee-has-over-hundred-members': {
    code: 'RULE_BROKEN',
    zh: '党委党员 {actual} 人,须超过 {limit} 人。',
    en: 'A committee has {actual} members; it takes more than {limit}.',
  },
  'branch-with-seven-members-has-a-committee': {
    code: 'RULE_BROKEN',
    zh: '正式党员 {formal} 人的党支部应设支部委员会,委员至少 {limit} 人;登记为 {actual} 人。',
    en: 'A branch of {formal} full members has a committee of at least {limit}; recorded are {actual} seats.',
  },
  'branch-committee-has-at-most-seven-seats': {
    code: 'RULE_BROKEN',
    zh: '支部委员会 {actual} 人,最多 {limit} 人。',
    en: 'The committee of the branch has {actual} seats; it has at most {limit}.',
  },
  'joint-branch-covers-at-most-five-units': {
    code: 'RULE_BROKEN',
    zh: '联合党支部覆盖 {actual} 个单位,一般不超过 {limit} 个。',
    en: 'The joint branch covers {actual} units, normally at most {limit}.',
  },
  'term-within-its-years': {
    code: 'RULE_BROKEN',
    zh: '任期自 {from} 至 {to},一般为 {limit} 年。',
    en: 'The term lasts from {from} to {to}; {limit} years are normal.',
  },
});

type WarningName = keyof typeof warnings;

/** Something that deviates from a statute, as data. */
export interface Warning {
  readonly rule: WarningName;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the statutes judge. */
export interface Size {
  readonly kind: PartyKind;
  readonly carrierKind: PartyCarrier;
  readonly formalMembers: number | null;
  readonly probationaryMembers: number | null;
  readonly committeeSeats: number | null;
  readonly coveredUnits: number | null;
  readonly termStart: string | null;
  readonly termEnd: string | null;
  readonly exceptionDocumentNo: string | null;
}

/** What deviates from the statutes; nothing where an exception is approved, and nothing of what is not recorded. */
export function warningsOf(size: Size): readonly Warning[] {
  if (size.exceptionDocumentNo !== null) return [];
  return [...memberWarnings(size), ...committeeWarnings(size), ...otherWarnings(size)];
}

function memberWarnings({ kind, formalMembers: formal, probationaryMembers }: Size): readonly Warning[] {
  if (formal === null) return [];
  const s = statutory;
  // Full members found an organization; all members make its size.
  const members = formal + (probationaryMembers ?? 0);
  switch (kind) {
    case 'BRANCH':
    case 'JOINT_BRANCH':
      return [
        ...when(formal < s.branchMinFormal, 'branch-has-three-formal-members', formal, s.branchMinFormal),
        ...when(
          members > s.branchMaxMembers,
          'branch-has-at-most-fifty-members',
          members,
          s.branchMaxMembers,
        ),
      ];
    case 'GENERAL_BRANCH':
      return [
        ...when(
          members <= s.generalBranchOver,
          'general-branch-has-over-fifty-members',
          members,
          s.generalBranchOver,
        ),
        ...when(
          members >= s.generalBranchUnder,
          'general-branch-has-under-hundred-members',
          members,
          s.generalBranchUnder,
        ),
      ];
    case 'COMMITTEE':
      return when(members <= s.committeeOver, 'committee-has-over-hundred-members', members, s.committeeOver);
    default:
      return [];
  }
}

function committeeWarnings({ kind, formalMembers: formal, committeeSeats: seats }: Size): readonly Warning[] {
  if (kind !== 'BRANCH' && kind !== 'JOINT_BRANCH') return [];
  const {
    branchCommitteeFromFormal: from,
    branchCommitteeMinSeats: min,
    branchCommitteeMaxSeats: max,
  } = statutory;
  const params = { formal: formal ?? 0, actual: seats ?? 0, limit: min };
  return [
    // Seats that nobody recorded count as none: a branch of this size is asked for its committee.
    ...(formal !== null && formal >= from && (seats ?? 0) < min
      ? [{ rule: 'branch-with-seven-members-has-a-committee' as const, params }]
      : []),
    ...when((seats ?? 0) > max, 'branch-committee-has-at-most-seven-seats', seats ?? 0, max),
  ];
}

/** What lies in a village or community and is elected with it. */
const villageCarriers: readonly PartyCarrier[] = [
  'COMMUNITY',
  'VILLAGE',
  'COMPOUND',
  'BUILDING_COURT',
  'SETTLEMENT',
];

/** Years of a normal term; null for what has no term: what is appointed, groups, and what exists for a task. */
export function termYears({ kind, carrierKind }: Pick<Size, 'kind' | 'carrierKind'>): number | null {
  switch (kind) {
    case 'DISTRICT_COMMITTEE':
    case 'COMMITTEE':
      return statutory.termYearsLong;
    case 'GENERAL_BRANCH':
    case 'BRANCH':
    case 'JOINT_BRANCH':
      return carrierKind === 'TOWN' || villageCarriers.includes(carrierKind)
        ? statutory.termYearsLong
        : statutory.termYearsShort;
    default:
      return null;
  }
}

function otherWarnings({ kind, carrierKind, coveredUnits, termStart, termEnd }: Size): readonly Warning[] {
  const units = coveredUnits ?? 0;
  const years = termYears({ kind, carrierKind });
  const tooLong =
    years !== null && termStart !== null && termEnd !== null && termEnd > yearsAfter(termStart, years);
  return [
    ...when(
      kind === 'JOINT_BRANCH' && units > statutory.jointBranchMaxUnits,
      'joint-branch-covers-at-most-five-units',
      units,
      statutory.jointBranchMaxUnits,
    ),
    ...(tooLong
      ? [{ rule: 'term-within-its-years' as const, params: { from: termStart, to: termEnd, limit: years } }]
      : []),
  ];
}

function when(condition: boolean, rule: WarningName, actual: number, limit: number): readonly Warning[] {
  return condition ? [{ rule, params: { actual, limit } }] : [];
}

/** The same day so many years later; 29 February stays a text that compares right with every real day. */
function yearsAfter(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}

/** The warning's sentence. */
export function warningText({ rule, params }: Warning, language: Language): string {
  return messageOf({ code: 'RULE_BROKEN', rule, params }, language);
}

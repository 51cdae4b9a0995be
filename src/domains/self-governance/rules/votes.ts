// How votes are counted: every rule as base, threshold and strictness, in whole numbers.
import type { MeetingKind, VoteBase, VoteRule } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';

/** What is counted: persons, households, or floor area in hundredths of a square metre. */
type Measure = 'persons' | 'households' | 'area';

/** A part of a base: two thirds or more, more than half. */
interface Share {
  readonly measure: Measure;
  readonly of: 'ELIGIBLE' | 'PRESENT';
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** More than the part (过半), and not as much (以上, which includes the number: 民法典 1259). */
  readonly strict: boolean;
}

/** A rule as data. */
export interface Counting {
  /** What it is known from. */
  readonly source: string;
  /** Meetings that vote by it. */
  readonly meetings: readonly MeetingKind[];
  /** Ways in which a meeting is able to decide, of which one is enough; [] where any number can. */
  readonly quorum: readonly (readonly Share[])[];
  /** Bases on which its majority can be counted, the first where nothing is said. */
  readonly majorities: Readonly<Partial<Record<VoteBase, readonly Share[]>>>;
}

const part =
  (numerator: bigint, denominator: bigint, strict: boolean) =>
  (measure: Measure, of: Share['of']): Share => ({ measure, of, numerator, denominator, strict });
const moreThanHalf = part(1n, 2n, true);
const twoThirds = part(2n, 3n, false);
const threeQuarters = part(3n, 4n, false);

const ownersQuorum = [[twoThirds('area', 'ELIGIBLE'), twoThirds('persons', 'ELIGIBLE')]];
const mostPresent = { PRESENT: [moreThanHalf('persons', 'PRESENT')] };

/** All rules. */
export const countings: Readonly<Record<VoteRule, Counting>> = {
  BABA_TWO_THIRDS: {
    // The text does not say of whom: who took part, unless the meeting says otherwise.
    source: '洪雅县坝坝会“三分之二原则”',
    meetings: ['BABA'],
    quorum: [],
    majorities: {
      PRESENT: [twoThirds('persons', 'PRESENT')],
      ALL: [twoThirds('persons', 'ELIGIBLE')],
      HOUSEHOLDS: [twoThirds('households', 'ELIGIBLE')],
    },
  },
  OWNERS_GENERAL: {
    source: '民法典第二百七十八条',
    meetings: ['OWNERS_ASSEMBLY'],
    quorum: ownersQuorum,
    majorities: { PRESENT: [moreThanHalf('area', 'PRESENT'), moreThanHalf('persons', 'PRESENT')] },
  },
  OWNERS_SPECIAL: {
    source: '民法典第二百七十八条第一款第六项至第八项',
    meetings: ['OWNERS_ASSEMBLY'],
    quorum: ownersQuorum,
    majorities: { PRESENT: [threeQuarters('area', 'PRESENT'), threeQuarters('persons', 'PRESENT')] },
  },
  VILLAGERS_MEETING: {
    source: '村民委员会组织法第二十二条',
    meetings: ['VILLAGERS'],
    quorum: [[moreThanHalf('persons', 'ELIGIBLE')], [twoThirds('households', 'ELIGIBLE')]],
    majorities: mostPresent,
  },
  VILLAGE_REPRESENTATIVES: {
    source: '村民委员会组织法第二十六条',
    meetings: ['REPRESENTATIVES'],
    quorum: [[twoThirds('persons', 'ELIGIBLE')]],
    majorities: mostPresent,
  },
  VILLAGE_GROUP: {
    source: '村民委员会组织法第二十八条',
    meetings: ['VILLAGE_GROUP'],
    quorum: [[twoThirds('persons', 'ELIGIBLE')], [twoThirds('households', 'ELIGIBLE')]],
    majorities: mostPresent,
  },
  RESIDENTS_MEETING: {
    source: '城市居民委员会组织法第十条',
    // Residents meet themselves or by representatives.
    meetings: ['RESIDENTS', 'REPRESENTATIVES'],
    quorum: [[moreThanHalf('persons', 'ELIGIBLE')]],
    majorities: mostPresent,
  },
  COLLECTIVE_ASSEMBLY: {
    source: '农村集体经济组织法第二十七条',
    meetings: ['COLLECTIVE_MEMBERS'],
    quorum: [[twoThirds('persons', 'ELIGIBLE')]],
    majorities: { ALL: [twoThirds('persons', 'ELIGIBLE')] },
  },
  CHARITY_MAJOR_INVESTMENT: {
    source: '慈善法第五十五条',
    meetings: ['DECISION_BODY'],
    quorum: [],
    majorities: { ALL: [twoThirds('persons', 'ELIGIBLE')] },
  },
  RED_COMMITTEE: {
    source: '红色业委会:党员过半',
    meetings: [],
    quorum: [],
    majorities: { ALL: [moreThanHalf('persons', 'ELIGIBLE')] },
  },
};

/** How many may take part, and how many did; null where it was not counted. */
export interface Attendance {
  readonly eligiblePersons: number;
  readonly presentPersons: number;
  readonly eligibleHouseholds: number | null;
  readonly presentHouseholds: number | null;
  readonly eligibleAreaDm2: number | null;
  readonly presentAreaDm2: number | null;
}

/** Who voted how. Where households are the base, each has one vote. */
export interface Votes {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly yesAreaDm2: number | null;
}

/** What was counted. */
export interface Count {
  readonly quorumMet: boolean;
  readonly base: VoteBase;
  readonly baseVotes: number;
  readonly neededVotes: number;
  readonly baseAreaDm2: number | null;
  readonly neededAreaDm2: number | null;
  readonly passed: boolean;
}

defineRules({
  'vote-base-is-that-of-its-rule': {
    code: 'INVALID_INPUT',
    zh: '表决规则“{rule:VoteRule}”的计票基数为:{allowed:VoteBase},而所填为“{base:VoteBase}”。',
    en: 'The rule “{rule:VoteRule}” counts on: {allowed:VoteBase}; but “{base:VoteBase}” was given.',
  },
  'vote-rule-has-what-it-counts': {
    code: 'RULE_BROKEN',
    zh: '按“{rule:VoteRule}”计票须有 {what},而未填写。',
    en: 'To count by “{rule:VoteRule}”, {what} is needed and was not given.',
  },
  'votes-cast-by-those-present': {
    code: 'INVALID_INPUT',
    zh: '同意、反对、弃权合计不得超过 {most},而合计为 {cast}。',
    en: 'Those who took part cast at most {most} votes, but {cast} are given.',
  },
  'present-among-the-eligible': {
    code: 'INVALID_INPUT',
    zh: '实到数不得超过应到数({most}),而所填为 {given}。',
    en: 'Of {most} who may take part, {given} cannot have done so.',
  },
});

/** The least whole number that is such a part of the base. */
export function neededOf(
  { numerator, denominator, strict }: Omit<Share, 'measure' | 'of'>,
  base: number,
): number {
  const product = BigInt(base) * numerator;
  return Number(strict ? product / denominator + 1n : (product + denominator - 1n) / denominator);
}

/** How many that is; null where it was not counted. */
function baseOf({ measure, of }: Share, attendance: Attendance): number | null {
  const eligible = of === 'ELIGIBLE';
  switch (measure) {
    case 'persons':
      return eligible ? attendance.eligiblePersons : attendance.presentPersons;
    case 'households':
      return eligible ? attendance.eligibleHouseholds : attendance.presentHouseholds;
    case 'area':
      return eligible ? attendance.eligibleAreaDm2 : attendance.presentAreaDm2;
  }
}

const fieldOf = (measure: Measure, of: Share['of']): string =>
  `${of === 'ELIGIBLE' ? 'eligible' : 'present'}${{ persons: 'Persons', households: 'Households', area: 'AreaDm2' }[measure]}`;

/** The base of a rule where nothing else is said. */
export function usualBase(rule: VoteRule): VoteBase {
  return Object.keys(countings[rule].majorities)[0] as VoteBase;
}

/** What is wrong with an attendance. */
export function attendanceFaults(attendance: Attendance, path: Path): readonly Fault[] {
  const pairs = [
    ['presentPersons', attendance.eligiblePersons, attendance.presentPersons],
    ['presentHouseholds', attendance.eligibleHouseholds, attendance.presentHouseholds],
    ['presentAreaDm2', attendance.eligibleAreaDm2, attendance.presentAreaDm2],
  ] as const;
  return pairs.flatMap(([name, most, given]) =>
    most !== null && given !== null && given > most
      ? [fault('present-among-the-eligible', [...path, name], { most, given })]
      : [],
  );
}

/** What is wrong with votes, or lacking for counting them. */
export function voteFaults(
  rule: VoteRule,
  base: VoteBase,
  attendance: Attendance,
  votes: Votes,
  paths: { readonly base: Path; readonly attendance: Path; readonly votes: Path },
): readonly Fault[] {
  const { majorities } = countings[rule];
  const shares = majorities[base];
  if (!shares) {
    const allowed = Object.keys(majorities).join(', ');
    return [fault('vote-base-is-that-of-its-rule', paths.base, { rule, base, allowed })];
  }
  const lacking = (path: Path, what: string): Fault =>
    fault('vote-rule-has-what-it-counts', [...path, what], { rule, what });
  const missing = shares.flatMap((share) => {
    const counted = baseOf(share, attendance) !== null;
    return [
      ...(counted ? [] : [lacking(paths.attendance, fieldOf(share.measure, share.of))]),
      ...(share.measure === 'area' && votes.yesAreaDm2 === null ? [lacking(paths.votes, 'yesAreaDm2')] : []),
    ];
  });
  const most =
    base === 'HOUSEHOLDS'
      ? (attendance.presentHouseholds ?? attendance.eligibleHouseholds ?? 0)
      : attendance.presentPersons;
  const cast = votes.yes + votes.no + votes.abstain;
  const mostArea = attendance.presentAreaDm2 ?? 0;
  return [
    ...missing,
    ...(cast > most ? [fault('votes-cast-by-those-present', [...paths.votes, 'yes'], { most, cast })] : []),
    ...(missing.length === 0 &&
    (votes.yesAreaDm2 ?? 0) > mostArea &&
    shares.some(({ measure }) => measure === 'area')
      ? [
          fault('votes-cast-by-those-present', [...paths.votes, 'yesAreaDm2'], {
            most: mostArea,
            cast: votes.yesAreaDm2!,
          }),
        ]
      : []),
  ];
}

/** Whether one of the ways to be able to decide is met; what was not counted meets nothing. */
function isQuorate(quorum: Counting['quorum'], attendance: Attendance): boolean {
  const met = (share: Share): boolean => {
    const eligible = baseOf(share, attendance);
    const present = baseOf({ ...share, of: 'PRESENT' }, attendance);
    return eligible !== null && present !== null && present >= neededOf(share, eligible);
  };
  return quorum.length === 0 || quorum.some((way) => way.every(met));
}

/** Counts votes in which `voteFaults` finds nothing wrong. */
export function countVotes(rule: VoteRule, base: VoteBase, attendance: Attendance, votes: Votes): Count {
  const { quorum, majorities } = countings[rule];
  const shares = majorities[base]!;
  const counted = shares.find(({ measure }) => measure !== 'area')!;
  const area = shares.find(({ measure }) => measure === 'area');
  const baseVotes = baseOf(counted, attendance)!;
  const neededVotes = neededOf(counted, baseVotes);
  const baseAreaDm2 = area ? baseOf(area, attendance)! : null;
  const neededAreaDm2 = area ? neededOf(area, baseAreaDm2!) : null;
  const quorumMet = isQuorate(quorum, attendance);
  return {
    quorumMet,
    base,
    baseVotes,
    neededVotes,
    baseAreaDm2,
    neededAreaDm2,
    passed:
      quorumMet && votes.yes >= neededVotes && (neededAreaDm2 === null || votes.yesAreaDm2! >= neededAreaDm2),
  };
}

// Columns of self-governance that the database binds: majorities, attendance, notices about one thing.
import type { Make } from './dataset-shapes.js';

const part =
  (of: string): Make =>
  ({ n, row }) =>
    row[of] === null ? null : Math.floor((row[of] as number) / (1 + (n % 3)));
const sometimes =
  (make: Make): Make =>
  (place) =>
    place.n % 3 === 2 ? null : make(place);
const counted: Make = ({ n }) => [65, 30, 31, 32, 120][n % 5];
const area: Make = ({ n }) => (n % 2 === 0 ? null : 1_080_000 + n);
/** Columns by table and name that are not arbitrary. */
export const governanceShapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  Procedure: { code: ({ n }) => `way-${n}` },
  ProcedureStep: { position: ({ n }) => n + 1 },
  AgendaStep: { note: ({ n }) => (n % 2 === 0 ? null : `第${n}步`) },
  Meeting: {
    eligiblePersons: sometimes(counted),
    presentPersons: part('eligiblePersons'),
    eligibleHouseholds: sometimes(counted),
    presentHouseholds: part('eligibleHouseholds'),
    eligibleAreaDm2: area,
    presentAreaDm2: part('eligibleAreaDm2'),
  },
  Tally: {
    baseVotes: counted,
    neededVotes: ({ row }) => Math.ceil((row['baseVotes'] as number) / 2),
    yesVotes: ({ n, row }) => (row['baseVotes'] as number) - (n % 40),
    noVotes: ({ n }) => n % 40,
    abstainVotes: ({ n }) => n % 3,
    baseAreaDm2: area,
    neededAreaDm2: part('baseAreaDm2'),
    yesAreaDm2: ({ row }) => row['baseAreaDm2'],
    passed: ({ row }) => (row['yesVotes'] as number) >= (row['neededVotes'] as number),
  },
  PublicNotice: {
    days: ({ n }) => 1 + (n % 7),
    postedOn: ({ n }) => `2026-0${1 + (n % 3)}-0${1 + (n % 9)}`,
    lastOn: ({ n }) => `2026-0${1 + (n % 3)}-1${n % 9}`,
    itemId: ({ row, made }) =>
      row['resolutionId'] === null
        ? made.get('AgendaItem')!.find(({ tenant }) => tenant === row['tenant'])?.['id']
        : null,
  },
  NoticeObjection: {
    raisedOn: ({ n }) => `2026-02-0${1 + (n % 9)}`,
    answer: ({ n }) => (n % 3 === 0 ? null : `答复${n}`),
    answeredOn: ({ n }) => (n % 3 === 0 ? null : '2026-03-01'),
  },
};

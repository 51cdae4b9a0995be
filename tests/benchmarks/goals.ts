// What the measurements should show: the platform beside PostGraphile and beside the limit, each goal with its number.
import { median, type Cell, type Turn } from './measure.js';
import type { StackName } from './stacks/stack.js';

/** From so many connections on a goal for many of them holds, below it the one for few. */
const manyConnections = 8;

const total = ({ nodeUs, databaseUs }: Turn): number => nodeUs + databaseUs;

/** A ratio of the platform to another stack, with the bound that it should keep. */
export interface Measure {
  readonly name: string;
  readonly beside: StackName;
  readonly of: (turn: Turn) => number;
  /** `most` for what should be small, `least` for what should be large; nothing where there is no goal. */
  readonly goal: (query: string, connections: number) => { readonly most?: number; readonly least?: number };
}

const counting = (query: string): boolean => query === 'q7';
const many = (connections: number): boolean => connections >= manyConnections;

export const measures: readonly Measure[] = [
  {
    name: 'total CPU ÷ PostGraphile',
    beside: 'postgraphile',
    of: total,
    goal: (query, connections) => ({ most: counting(query) ? 0.8 : many(connections) ? 0.5 : 0.65 }),
  },
  {
    name: 'node CPU ÷ PostGraphile',
    beside: 'postgraphile',
    of: ({ nodeUs }) => nodeUs,
    goal: (_, connections) => (many(connections) ? { most: 0.35 } : {}),
  },
  {
    name: 'total CPU ÷ raw',
    beside: 'raw',
    of: total,
    goal: (query, connections) => (many(connections) ? { most: query === 'q8' ? 2 : 1.5 } : {}),
  },
  {
    name: 'requests/s ÷ PostGraphile',
    beside: 'postgraphile',
    of: ({ perSecond }) => perSecond,
    goal: (query, connections) => (many(connections) ? { least: counting(query) ? 1.4 : 2.5 } : {}),
  },
];

/** What else is aimed at: a deep page beside the first one, and CPU at a million rows beside twenty thousand. */
export const bounds = { deepPage: 1.2, growth: 1.3, statementsPerRead: 1 } as const;

/** Median over the rounds of a ratio between two stacks; nothing where one was not measured. */
export function ratioOf(
  cells: readonly Cell[],
  query: string,
  connections: number,
  { beside, of }: Pick<Measure, 'beside' | 'of'>,
): number | undefined {
  const turnsOf = (name: StackName): readonly Turn[] | undefined =>
    cells.find((cell) => cell.query === query && cell.stack === name && cell.connections === connections)
      ?.turns;
  const [ours, theirs] = [turnsOf('ours'), turnsOf(beside)];
  return ours && theirs && median(ours.map((turn, round) => of(turn) / of(theirs[round]!)));
}

/** Median of what a cell's turns show. */
export function medianOf({ turns }: Cell, of: (turn: Turn) => number = total): number {
  return median(turns.map(of));
}

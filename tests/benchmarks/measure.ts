// Measures the stacks on a query: rounds in which each has its turn, requests and CPU time of each turn.
import { cpuOf, cpuOfCluster } from './cpu.js';
import { load, type Target } from './load.js';
import type { Query, Row } from './queries/query.js';
import type { Stack, StackName } from './stacks/stack.js';

/** One turn of a stack; CPU in microseconds per request. */
export interface Turn {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly nodeUs: number;
  readonly databaseUs: number;
  readonly bytes: number;
}

/** The turns of a stack at one number of connections, round by round. */
export interface Cell {
  readonly query: string;
  readonly stack: StackName;
  readonly connections: number;
  readonly turns: readonly Turn[];
}

export interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
}

/** Part of a turn that a warm-up takes. */
const warmUpPart = 0.5;

/** Measures one query. Takes the stacks, the bodies' values, the server process of the database, and a place for progress. */
export async function measure(
  stacks: readonly Stack[],
  query: Query,
  rows: readonly Row[],
  { rounds, seconds, connections }: Plan,
  cluster: number,
  tell: (what: string) => void,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const count of connections) {
    const amounts = new Map<StackName, number>();
    for (const stack of stacks) {
      tell(`${count} connections, warming up ${stack.name}`);
      const rate = await warmUp(stack.target(query, rows), count, seconds * warmUpPart);
      amounts.set(stack.name, Math.ceil(rate * seconds));
    }
    const turns = new Map<StackName, Turn[]>(stacks.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const [i] of stacks.entries()) {
        // Each goes first in its turn, so that what one leaves behind in the machine meets all alike.
        const stack = stacks[(i + round) % stacks.length]!;
        tell(`${count} connections, round ${round + 1} of ${rounds}, ${stack.name}`);
        turns
          .get(stack.name)!
          .push(await takeTurn(stack, query, rows, count, amounts.get(stack.name)!, cluster));
      }
    for (const [stack, own] of turns)
      cells.push({ query: query.name, stack, connections: count, turns: own });
  }
  return cells;
}

/** Runs until both processes have seen the query often enough; returns the rate in the end, per second. */
async function warmUp(target: Target, connections: number, forSeconds: number): Promise<number> {
  let amount = connections * 2;
  for (;;) {
    const { requests, seconds } = await load(target, connections, amount);
    const rate = requests / seconds;
    if (seconds >= forSeconds / 2) return rate;
    amount = Math.ceil(Math.min(amount * 8, rate * forSeconds));
  }
}

async function takeTurn(
  stack: Stack,
  query: Query,
  rows: readonly Row[],
  connections: number,
  amount: number,
  cluster: number,
): Promise<Turn> {
  const target = stack.target(query, rows);
  const before = { node: cpuOf(stack.pid), database: cpuOfCluster(cluster) };
  const { requests, seconds, times, bytes } = await load(target, connections, amount);
  const after = { node: cpuOf(stack.pid), database: cpuOfCluster(cluster) };
  const quantile = (part: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))]!;
  return {
    perSecond: requests / seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    nodeUs: (after.node - before.node) / requests,
    databaseUs: (after.database - before.database) / requests,
    bytes,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

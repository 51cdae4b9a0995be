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

/** How long a stack works at first, until Node has compiled what it runs and every connection knows its statements. */
const warmUpSeconds = 1;
/** Part of a turn that it works at each number of connections, to find how many requests a turn takes. */
const trialPart = 0.3;

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
  for (const stack of stacks) {
    tell(`warming up ${stack.name}`);
    await workFor(stack.target(query, rows), Math.max(...connections), warmUpSeconds);
  }
  for (const count of connections) {
    const amounts = new Map<StackName, number>();
    for (const stack of stacks) {
      const rate = await workFor(stack.target(query, rows), count, seconds * trialPart);
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

/** Sends requests for about so long; returns how many are answered per second in the end. */
async function workFor(target: Target, connections: number, forSeconds: number): Promise<number> {
  let amount = connections * 2;
  for (let spent = 0; ;) {
    const { requests, seconds } = await load(target, connections, amount);
    const rate = requests / seconds;
    spent += seconds;
    if (spent >= forSeconds * 0.7) return rate;
    amount = Math.ceil(Math.min(amount * 8, rate * (forSeconds - spent)));
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

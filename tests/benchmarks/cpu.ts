// CPU time of processes, as Linux counts it: of one, and of a PostgreSQL server with all that belong to it.
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second of /proc; the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Stat {
  readonly parent: number;
  /** Microseconds of the process, and of its children that have ended. */
  readonly own: number;
  readonly ended: number;
}

function statOf(pid: number | string): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // It has just ended.
  }
  // The name in brackets may hold anything; the fields behind it are counted from the state.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const us = (a: number, b: number): number => ((fields[a]! + fields[b]!) * 1e6) / ticksPerSecond;
  return { parent: fields[1]!, own: us(11, 12), ended: us(13, 14) };
}

/** Microseconds of CPU of a process, with all its threads. @throws Error where it has ended */
export function cpuOf(pid: number): number {
  const stat = statOf(pid);
  if (!stat) throw new Error(`The process ${pid} has ended.`);
  return stat.own;
}

/** Microseconds of CPU of a process, of its children, and of those that have ended: a PostgreSQL server as a whole. */
export function cpuOfCluster(pid: number): number {
  const own = statOf(pid)!;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + child!.own, own.own + own.ended);
}

/** The server of a connection's process. */
export function parentOf(pid: number): number {
  return statOf(pid)!.parent;
}

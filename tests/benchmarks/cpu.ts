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

/** Microseconds of CPU of a process with all its threads, to the nanosecond where the kernel tells it. */
export function cpuOf(pid: number | string): number {
  let threads: readonly number[] = [];
  try {
    const folder = `/proc/${pid}/task`;
    threads = readdirSync(folder).map((thread) =>
      Number(readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
  } catch {
    // A thread has just ended, or the kernel keeps no such count.
  }
  return threads.length > 0 ? threads.reduce((sum, ns) => sum + ns, 0) / 1_000 : (statOf(pid)?.own ?? 0);
}

/** Microseconds of CPU of a process, of its children, and of those that have ended: a PostgreSQL server as a whole. */
export function cpuOfCluster(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.parent === pid);
  return children.map(cpuOf).reduce((sum, us) => sum + us, cpuOf(pid) + statOf(pid)!.ended);
}

/** The server of a connection's process. */
export function parentOf(pid: number): number {
  return statOf(pid)!.parent;
}

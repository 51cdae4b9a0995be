// `bench memory`: minutes of mixed load on the server, and whether its memory grows.
import { join } from 'node:path';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fill } from './data/index.js';
import { shapes } from './data/shape.js';
import { connectAdmin, openDatabase } from './database.js';
import { load } from './load.js';
import { machineOf } from './machine.js';
import { queries } from './queries/all.js';
import type { Row } from './queries/query.js';
import { stopServers } from './stacks/children.js';
import { startStack } from './stacks/stack.js';
import { tableOf } from './table.js';

const connections = 16;
/** Requests of a query before the next one has its turn. */
const burst = 400;
const sampleSeconds = 5;
/** Part of the time after which memory is looked at: before it, caches and pools fill. */
const settled = 0.3;

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

/** Runs the benchmark for so many minutes; what it finds goes to the terminal and to `memory.md` in the folder. */
export async function runMemory(minutes: number, out: string, command: string): Promise<void> {
  const database = await openDatabase((line) => console.error(line));
  try {
    await fill(database.adminUrl, 'small', (line) => console.error(line));
    const { city } = shapes.small;
    const stack = await startStack('ours', database, city);
    const admin = await connectAdmin(database.adminUrl);
    const bodies = new Map<string, readonly Row[]>();
    for (const query of queries) {
      const { rows } = await admin.query<Row>(query.bodies, [city]);
      bodies.set(query.name, query.complete ? await query.complete(rows, [stack]) : rows);
    }
    const begin = performance.now();
    const elapsed = (): number => (performance.now() - begin) / 60_000;
    const samples: Sample[] = [];
    let requests = 0;
    let done = false;
    const sampling = (async () => {
      while (!done) {
        samples.push({ minute: elapsed(), megabytes: await residentOf(stack.pid) });
        console.error(
          `${elapsed().toFixed(1)} min: ${samples.at(-1)!.megabytes.toFixed(0)} MB, ${requests} requests`,
        );
        await sleep(sampleSeconds * 1_000);
      }
    })();
    while (elapsed() < minutes)
      for (const query of queries) {
        const target = stack.target(query, bodies.get(query.name)!);
        requests += (await load(target, connections, burst)).requests;
      }
    done = true;
    await sampling;
    const late = samples.filter(({ minute }) => minute >= minutes * settled);
    const slope = slopeOf(late);
    const report = `# Memory under mixed load

${minutes} minutes of all the queries in turn over ${connections} connections, writes among them: ${requests.toLocaleString('en')} requests. Resident memory of the server every ${sampleSeconds} s; the slope is that of the least squares after the first ${settled * 100} %, while caches and pools fill.

${await machineOf(database.adminUrl, command)}

${tableOf(
  ['', 'MB'],
  [
    ['at the start', samples[0]!.megabytes.toFixed(0)],
    ['when settled', late[0]!.megabytes.toFixed(0)],
    ['at the end', late.at(-1)!.megabytes.toFixed(0)],
    ['slope per minute', slope.toFixed(2)],
    ['slope per million requests', ((slope * minutes * 1e6) / requests).toFixed(0)],
  ],
)}
`;
    console.log(report);
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'memory.md'), report);
    await admin.end();
  } finally {
    await stopServers();
    await database.stop();
  }
}

async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1_024;
}

/** Megabytes per minute, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (one: Sample) => number): number =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const minute = mean((one) => one.minute);
  const megabytes = mean((one) => one.megabytes);
  const over = samples.reduce((sum, one) => sum + (one.minute - minute) * (one.megabytes - megabytes), 0);
  return over / samples.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0);
}

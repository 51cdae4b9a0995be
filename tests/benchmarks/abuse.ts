// `bench abuse`: the abuse cases five times over beside a client that means well, and what that does to its times.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newId } from '../../src/kernel/ids.js';
import { readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { abusedDocument } from '../support/abuses.js';
import { openDatabase, type BenchDatabase } from './database.js';
import { machineOf } from './machine.js';
import { startServer, stopServers, type Server } from './stacks/children.js';
import { tableOf } from './table.js';

/** How often each case comes, and over how long all of them do. */
const times = 5;
const seconds = 60;
/** How long the client asks by itself, before and after; how long it asks at first, until everything is warm. */
const quietSeconds = 20;
const warmSeconds = 5;
/** How many times slower the slowest hundredth of the client's answers may be beside abuse. */
const bound = 2;
/** A pause between two questions of the client, which has one connection. */
const pauseMs = 10;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const query = '{ divisions(first: 10) { nodes { code name parent { name } } } }';

type Ask = (query: string, variables?: object) => Promise<void>;

/** Runs the benchmark; what it finds goes to the terminal and to `abuse.md` in the folder. */
export async function runAbuse(out: string, command: string): Promise<void> {
  const database = await openDatabase((line) => console.error(line));
  try {
    const server = await startAbused(database);
    const { district, street, vendor } = await readDemoKeys(database.folder);
    // Another app at the same office.
    const ask = askerOf(server, vendor);
    await askerOf(server, district)(
      'mutation ($input: RegisterTrustedDocumentInput!) { registerTrustedDocument(input: $input) { replayed } }',
      { input: { ...abusedDocument, idempotencyKey: newId() } },
    );
    await timesOf(ask, warmSeconds);
    const before = await timesOf(ask, quietSeconds);
    const abuser = promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      here('./abuser.ts'),
      ...[server.port, district, street, times, seconds].map(String),
    ]);
    const beside = await timesOf(ask, seconds);
    const { cases, otherwise } = JSON.parse((await abuser).stdout) as {
      readonly cases: number;
      readonly otherwise: readonly string[];
    };
    const after = await timesOf(ask, quietSeconds);
    const quiet = [...before, ...after].toSorted((a, b) => a - b);
    const ratio = p99(beside) / p99(quiet);
    const row = (name: string, all: readonly number[]): readonly string[] => [
      name,
      String(all.length),
      at(all, 0.5).toFixed(1),
      p99(all).toFixed(1),
    ];
    const report = `# A client that means well, beside abuse

${cases} cases of abuse (each ${times} times) evenly over ${seconds} s, from a process of their own on the same machine; a client on one connection asks the same all the while, and gets its right answer each time.

${await machineOf(database.adminUrl, command)}

${tableOf(['', 'answers', 'p50 ms', 'p99 ms'], [row('by itself', quiet), row('beside abuse', beside)])}

p99 beside abuse ÷ by itself: ${ratio.toFixed(2)} (≤ ${bound}) ${ratio <= bound ? '✓' : '✗'}

${otherwise.length === 0 ? 'Every case came out as it should.' : `Came out otherwise: ${otherwise.join('; ')}`}
`;
    console.log(report);
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'abuse.md'), report);
  } finally {
    await stopServers();
    await database.stop();
  }
}

/** The server as it is started for trying out, with keys. */
function startAbused({ url, adminUrl, folder }: BenchDatabase): Promise<Server> {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    DATABASE_ADMIN_URL: adminUrl,
    GONGZHI_DATA_DIR: folder,
    PORT: '0',
  };
  return startServer([here('../../src/cli/setup.mjs'), 'start'], env, join(folder, 'abused.log'));
}

function askerOf({ port }: Server, key: string): Ask {
  return async (document, variables = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: document, variables }),
    });
    const text = await response.text();
    if (response.status !== 200 || text.includes('"errors":'))
      throw new Error(`A good question was answered ${response.status}: ${text.slice(0, 500)}`);
  };
}

/** Asks again and again for so long; returns the milliseconds of each answer, sorted. */
async function timesOf(ask: Ask, forSeconds: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (const end = performance.now() + forSeconds * 1_000; performance.now() < end;) {
    const begin = performance.now();
    await ask(query);
    all.push(performance.now() - begin);
    await pause(pauseMs);
  }
  return all.toSorted((a, b) => a - b);
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.floor((sorted.length - 1) * part)]!;
}

const p99 = (sorted: readonly number[]): number => at(sorted, 0.99);

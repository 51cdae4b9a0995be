// `bench reads`: the eight queries of the platform, beside the limit of Node and PostgreSQL and beside PostGraphile.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { compareAnswers, compareRows } from './compare.js';
import { parentOf } from './cpu.js';
import { fill } from './data/index.js';
import { shapes, type Counted } from './data/shape.js';
import { connectAdmin, countStatements, openDatabase, type BenchDatabase } from './database.js';
import { measure, type Cell, type Plan } from './measure.js';
import { makeProgress, type Progress } from './progress.js';
import type { Query, Row } from './queries/query.js';
import { makeReport, writeReport, type ScaleResult, type Statements } from './report.js';
import { startStack, type Stack, type StackName } from './stacks/stack.js';
import { addPeerFunctions } from './stacks/peer-functions.js';
import { stopServers } from './stacks/children.js';

export interface ReadsOptions extends Plan {
  readonly scales: readonly Counted[];
  readonly queries: readonly Query[];
  readonly stacks: readonly StackName[];
  readonly out: string;
  readonly command: string;
}

/** Bodies whose answers are compared, and operations whose statements are counted. */
const sample = { compared: 8, counted: 40 } as const;

/** Runs the benchmark; tables go to the terminal, to Markdown and to JSON. */
export async function runReads(options: ReadsOptions): Promise<void> {
  if (!existsSync('/proc/self/stat'))
    throw new Error('CPU time is read from /proc, so this benchmark needs Linux.');
  const progress = makeProgress();
  progress.line('a database of its own …');
  const opening = openDatabase((line) => progress.line(line));
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      progress.end();
      await stopServers();
      await (await opening).stop();
    })());
  let interrupted = false;
  const onSignal = (): void => {
    interrupted = true;
    void stop().finally(() => process.exit(130));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const database = await opening;
    await addPeerFunctions(database.adminUrl);
    const results: ScaleResult[] = [];
    for (const scale of options.scales) {
      await fill(database.adminUrl, scale, (line) => progress.line(line));
      results.push(await measureScale(scale, database, options, progress));
      await stopServers();
    }
    progress.end();
    const report = await makeReport(results, options, database.adminUrl);
    console.log(report.markdown);
    await writeReport(report, options.out);
    console.error(`\nstored in ${join(options.out, 'reads.md')} and reads.json`);
  } catch (error) {
    // What is under way fails as soon as its server is gone, and that is no news then.
    if (!interrupted) throw error;
  } finally {
    await opening.then(stop, () => {});
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function measureScale(
  scale: Counted,
  database: BenchDatabase,
  options: ReadsOptions,
  progress: Progress,
): Promise<ScaleResult> {
  const { city } = shapes[scale];
  const admin = await connectAdmin(database.adminUrl);
  try {
    const {
      rows: [own],
    } = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const cluster = parentOf(own!.pid);
    const all: Stack[] = [];
    for (const name of options.stacks) {
      progress.line(`${scale}: starting ${name}`);
      all.push(await startStack(name, database, city));
    }
    const cells: Cell[] = [];
    const statements: Statements[] = [];
    for (const query of options.queries) {
      const stacks = all.filter(({ name }) => query.stacks?.includes(name) ?? true);
      if (stacks.length === 0) continue;
      const rows = await bodiesOf(admin, query, city, stacks);
      progress.line(`${scale}: ${query.name}, ${query.title} (${rows.length} bodies)`);
      await compareAnswers(stacks, query, rows.slice(0, sample.compared));
      if (query.writes) await compareRows(admin, stacks);
      for (const stack of stacks) statements.push(await statementsOf(database.adminUrl, stack, query, rows));
      await admin.query('CHECKPOINT');
      cells.push(
        ...(await measure(stacks, query, rows, options, cluster, (what) =>
          progress.now(`${query.name}: ${what}`),
        )),
      );
    }
    const {
      rows: [size],
    } = await admin.query<{ rows: number }>(
      `SELECT sum(reltuples)::float8 AS rows FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    return { scale, rows: size!.rows, cells, statements };
  } finally {
    await admin.end();
  }
}

async function bodiesOf(
  admin: pg.Client,
  query: Query,
  city: number,
  stacks: readonly Stack[],
): Promise<readonly Row[]> {
  const { rows } = await admin.query<Row>(query.bodies, [city]);
  if (rows.length === 0) throw new Error(`${query.name}: the data has no rows to ask for.`);
  if (!query.complete) return rows;
  return query.complete(rows, stacks);
}

/** Statements that a stack runs per operation, as the server of the database counts them. */
async function statementsOf(
  adminUrl: string,
  stack: Stack,
  query: Query,
  rows: readonly Row[],
): Promise<Statements> {
  const perOperation = await countStatements(adminUrl, sample.counted, async () => {
    for (let n = 0; n < sample.counted; n += 1) await stack.answer(query, rows[n % rows.length]!);
  });
  return { query: query.name, stack: stack.name, perOperation };
}

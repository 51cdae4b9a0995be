// The report: tables for people in Markdown, the same numbers for programs in JSON, and the machine they were taken on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine } from './machine.js';
import type { Counted } from './data/shape.js';
import { bounds, measures, medianOf, ratioOf } from './goals.js';
import type { Cell, Plan, Turn } from './measure.js';
import type { Query } from './queries/query.js';
import type { StackName } from './stacks/stack.js';
import { tableOf } from './table.js';

export interface ScaleResult {
  readonly scale: Counted;
  /** Rows of the whole database. */
  readonly rows: number;
  readonly cells: readonly Cell[];
  readonly statements: readonly Statements[];
}

/** Statements per operation, as the server of the database counts them. */
export interface Statements {
  readonly query: string;
  readonly stack: StackName;
  readonly perOperation: number;
}

interface Report {
  readonly markdown: string;
  readonly json: object;
}

export interface Run extends Plan {
  readonly queries: readonly Query[];
  readonly command: string;
}

const us = (value: number): string => Math.round(value).toLocaleString('en');
const mark = (met: boolean): string => (met ? '✓' : '✗');

/** Takes the results by scale and how they were taken; returns them in both forms. */
export async function makeReport(
  results: readonly ScaleResult[],
  run: Run,
  adminUrl: string,
): Promise<Report> {
  const machine = await describeMachine(adminUrl, run.command);
  const { rounds, seconds, command, queries } = run;
  const how = `${rounds} rounds of ${seconds} s for each stack in turn; medians of the rounds, ratios of one round each.`;
  const facts = Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`);
  const sections = results.flatMap((result) => [
    `## ${result.scale}: ${us(result.rows)} rows`,
    ...run.connections.flatMap((connections) => [
      `### ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
      ratios(result, run, connections),
      numbers(result, run, connections),
    ]),
    statementsTable(result, run),
    deepPage(result, run),
  ]);
  const markdown = [
    '# Reads and a write, beside PostGraphile and the limit',
    `${how} CPU in µs per request: of the server's process (node) and of all of PostgreSQL's (database). ` +
      'Authorization, limits of cost, logging and masking of errors are on for us; the other two have none. ' +
      'A mark says whether the goal beside it is met.',
    facts.join('\n'),
    queries.map(({ name, title }) => `- ${name}: ${title}`).join('\n'),
    ...sections,
    growth(results, run),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return { markdown: `${markdown}\n`, json: { machine, command, rounds, seconds, results } };
}

/** Stores both forms in a folder, which is made when it is missing. */
export async function writeReport({ markdown, json }: Report, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'reads.md'), markdown);
  // A thousandth of a microsecond is noise.
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
  await writeFile(join(folder, 'reads.json'), `${JSON.stringify(json, rounded, 1)}\n`);
}

function ratios({ cells }: ScaleResult, { queries }: Run, connections: number): string {
  const shown = measures.filter((measure) =>
    queries.some(({ name }) => ratioOf(cells, name, connections, measure) !== undefined),
  );
  if (shown.length === 0) return '';
  const rows = queries.map(({ name }) => [
    name,
    ...shown.map((measure) => {
      const ratio = ratioOf(cells, name, connections, measure);
      if (ratio === undefined) return '–';
      const { most, least } = measure.goal(name, connections);
      if (most !== undefined) return `${ratio.toFixed(2)} (≤ ${most.toFixed(2)}) ${mark(ratio <= most)}`;
      if (least !== undefined) return `${ratio.toFixed(2)} (≥ ${least.toFixed(1)}) ${mark(ratio >= least)}`;
      return ratio.toFixed(2);
    }),
  ]);
  return tableOf(['', ...shown.map(({ name }) => name)], rows);
}

function numbers({ cells }: ScaleResult, { queries }: Run, connections: number): string {
  const rows = queries.flatMap(({ name }) =>
    cells
      .filter((cell) => cell.query === name && cell.connections === connections)
      .map((cell) => [
        name,
        cell.stack,
        us(medianOf(cell, ({ perSecond }) => perSecond)),
        medianOf(cell, ({ p50 }) => p50).toFixed(2),
        medianOf(cell, ({ p99 }) => p99).toFixed(2),
        us(medianOf(cell, ({ nodeUs }) => nodeUs)),
        us(medianOf(cell, ({ databaseUs }) => databaseUs)),
        us(medianOf(cell, ({ bytes }) => bytes)),
      ]),
  );
  return tableOf(
    ['', 'stack', 'requests/s', 'p50 ms', 'p99 ms', 'node µs', 'database µs', 'characters'],
    rows,
  );
}

function statementsTable({ statements }: ScaleResult, { queries }: Run): string {
  const stacks = [...new Set(statements.map(({ stack }) => stack))];
  const rows = queries.map(({ name, writes }) => [
    name,
    ...stacks.map((stack) => {
      const count = statements.find((one) => one.query === name && one.stack === stack)?.perOperation;
      if (count === undefined) return '–';
      if (stack !== 'ours' || writes) return String(count);
      return `${count} (${bounds.statementsPerRead}) ${mark(count <= bounds.statementsPerRead)}`;
    }),
  ]);
  const note =
    'Statements per operation, counted by pg_stat_statements for the login of the servers; BEGIN and COMMIT are statements too.';
  return `${note}\n\n${tableOf(['', ...stacks], rows)}`;
}

function deepPage({ cells }: ScaleResult, { connections }: Run): string {
  const stacks = [...new Set(cells.map(({ stack }) => stack))];
  const rows = stacks.flatMap((stack) =>
    connections.flatMap((count) => {
      const at = (query: string): Cell | undefined =>
        cells.find((cell) => cell.query === query && cell.stack === stack && cell.connections === count);
      const [deep, first] = [at('q6'), at('q6first')];
      if (!deep || !first) return [];
      const ratio = medianOf(deep) / medianOf(first);
      const goal = stack === 'ours' ? ` (≤ ${bounds.deepPage}) ${mark(ratio <= bounds.deepPage)}` : '';
      return [[stack, String(count), `${ratio.toFixed(2)}${goal}`]];
    }),
  );
  if (rows.length === 0) return '';
  return `Deep page ÷ first page, total CPU.\n\n${tableOf(['stack', 'connections', 'ratio'], rows)}`;
}

/** CPU at the largest scale beside the smallest: of us and, for what the machine and the data add of themselves, of the limit. */
function growth(results: readonly ScaleResult[], { queries, connections }: Run): string {
  const [small, large] = [results[0], results.at(-1)];
  if (!small || !large || small === large) return '';
  const rows = queries.flatMap(({ name }) =>
    connections.flatMap((count) => {
      const ratio = (stack: StackName, of?: (turn: Turn) => number): number | undefined => {
        const at = ({ cells }: ScaleResult): Cell | undefined =>
          cells.find((cell) => cell.query === name && cell.stack === stack && cell.connections === count);
        const [before, after] = [at(small), at(large)];
        return before && after && medianOf(after, of) / medianOf(before, of);
      };
      const [ours, raw, size] = [ratio('ours'), ratio('raw'), ratio('ours', ({ bytes }) => bytes)];
      if (ours === undefined || size === undefined) return [];
      const alike = size > 0.9 && size < 1.1 && name !== 'q7' && name !== 'q8';
      const goal = alike ? ` (≤ ${bounds.growth}) ${mark(ours <= bounds.growth)}` : '';
      return [[name, String(count), `${ours.toFixed(2)}${goal}`, raw?.toFixed(2) ?? '–', size.toFixed(2)]];
    }),
  );
  const title = `## Growth from ${small.scale} to ${large.scale}`;
  const note =
    'Total CPU of a request; the goal holds where the answers have the same size. The scales were measured one after the other, so what else the machine did is in it.';
  return `${title}\n\n${note}\n\n${tableOf(['', 'connections', 'ours', 'raw', 'size of the answer'], rows)}`;
}

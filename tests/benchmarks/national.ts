// `bench national`: a division tree of the whole country, counted, searched and paged through; and what a new form costs.
import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { anonymous } from '../../src/kernel/caller.js';
import { today } from '../../src/kernel/clock.js';
import { compileQuery } from '../../src/kernel/read/compile.js';
import { Binding, Choices } from '../../src/kernel/read/slots.js';
import { variableTypes } from '../../src/kernel/read/variables.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { fill } from './data/index.js';
import { openDatabase } from './database.js';
import { machineOf } from './machine.js';
import { median } from './measure.js';
import { q2 } from './queries/q2-list.js';
import { q3 } from './queries/q3-tree.js';
import { q4 } from './queries/q4-agreements.js';
import { q5 } from './queries/q5-fund.js';
import { q7 } from './queries/q7-facets.js';
import { tableOf } from './table.js';

const repeats = 21;
const nobody = anonymous('en');

interface Measured {
  readonly title: string;
  readonly value: number;
  /** The goal; null for what is shown without one. */
  readonly most: number | null;
  readonly unit: '' | ' ms';
}

const countIn = (within: string): string =>
  `{ divisionsAggregate(filter: { ${within}level: { eq: VILLAGE } }) { count } }`;
const searched = (text: string): string =>
  `{ divisions(search: "${text}", first: 20) { nodes { name code } } }`;

/** What is asked, with the milliseconds that it may take. */
const questions: readonly (readonly [title: string, source: string, most: number | null])[] = [
  ['communities of a province, counted', countIn('within: "510000", '), 50],
  ['communities of the country, counted', countIn(''), 50],
  [
    'a province with its cities, and the communities of each',
    '{ division(code: "510000") { children(first: 100) { nodes { name descendantsAggregate(filter: { level: { eq: VILLAGE } }) { count } } } } }',
    50,
  ],
  ['search by initials (ywsq)', searched('ywsq'), 30],
  ['search by pinyin (yongwen)', searched('yongwen'), 30],
  ['search by characters (永文)', searched('永文'), 30],
  ['search by what nearly all names have (社区)', searched('社区'), null],
];

/** Runs the benchmark; the tables go to the terminal and to `national.md` in the folder. */
export async function runNational(out: string, command: string): Promise<void> {
  const tell = (line: string): void => console.error(line);
  const database = await openDatabase(tell);
  try {
    await fill(database.adminUrl, 'national', tell);
    const platform = await openPlatform(database.url);
    try {
      const measured: Measured[] = [];
      for (const [title, source, most] of questions)
        measured.push({ title, value: await medianOf(platform, source), most, unit: ' ms' });
      const deep = await depth(platform);
      measured.push({ title: 'page at 90 % ÷ first page, by code', value: deep, most: 1.2, unit: '' });
      const compiling = compileTimes(platform.schema('INTERNAL'));
      measured.push(
        { title: 'a new form compiled, median', value: median(compiling), most: 10, unit: ' ms' },
        { title: 'a new form compiled, slowest', value: Math.max(...compiling), most: 10, unit: ' ms' },
      );
      const { rows } = await platform.pool.query<{ count: string }>(
        `SELECT count(*) FROM "DivisionVersion" WHERE level = 'VILLAGE'`,
      );
      const report = `# A country of ${Number(rows[0]!.count).toLocaleString('en')} communities

Medians of ${repeats} runs in one process, in milliseconds unless it is a ratio; parsing of the answer included.

${await machineOf(database.adminUrl, command)}

${tableOf(
  ['', 'measured', 'goal', ''],
  measured.map(({ title, value, most, unit }) => [
    title,
    value.toFixed(1),
    ...(most === null ? ['–', ''] : [`≤ ${most}${unit}`, value <= most ? '✓' : '✗']),
  ]),
)}
`;
      console.log(report);
      await mkdir(out, { recursive: true });
      await writeFile(join(out, 'national.md'), report);
    } finally {
      await platform.close();
    }
  } finally {
    await database.stop();
  }
}

async function medianOf(platform: Platform, source: string, variables = {}): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repeats; i += 1) {
    const begin = performance.now();
    const { errors } = await platform.run({ source, variables }, nobody);
    times.push(performance.now() - begin);
    if (errors) throw new Error(`${source}: ${errors[0]!.message}`);
  }
  return median(times);
}

/** How much longer a page at 90 % of all divisions takes than the first. */
async function depth(platform: Platform): Promise<number> {
  const page =
    'query ($after: String) { divisions(orderBy: [{ field: CODE }], first: 50, after: $after) { nodes { name code } } }';
  const { rows } = await platform.pool.query<{ code: string }>(
    `SELECT code FROM "DivisionVersion" ORDER BY code OFFSET (SELECT count(*) * 9 / 10 FROM "DivisionVersion") LIMIT 1`,
  );
  const { data, errors } = await platform.run(
    {
      source:
        'query ($from: DivisionCode!) { divisions(orderBy: [{ field: CODE }], first: 1, filter: { code: { gte: $from } }) { edges { cursor } } }',
      variables: { from: rows[0]!.code },
    },
    nobody,
  );
  if (errors) throw new Error(errors[0]!.message);
  const after = (data!['divisions'] as { edges: { cursor: string }[] }).edges[0]!.cursor;
  return (await medianOf(platform, page, { after })) / (await medianOf(platform, page));
}

/** Milliseconds of compiling forms that no cache has, with Node warm. */
function compileTimes(schema: GraphQLSchema): readonly number[] {
  const documents = [q2, q3, q4, q5, q7].map(({ ours }) => parse(ours.text));
  const filter = { tenant: { eq: 1 } };
  const variables = { tenant: 1, kind: 'ENTERPRISE', status: 'ACTIVE', id: 'fnd_1_x', filter };
  const times: number[] = [];
  for (let i = 0; i < repeats; i += 1)
    for (const document of documents) {
      const operation = document.definitions[0] as OperationDefinitionNode;
      const types = variableTypes(schema, operation);
      const asked = Object.fromEntries(
        types.map(([name]) => [name, variables[name as keyof typeof variables]]),
      );
      const begin = performance.now();
      const choices = new Choices(new Binding(asked, nobody, today()));
      compileQuery({ schema, fragments: {}, variableTypes: types }, operation, choices);
      times.push(performance.now() - begin);
    }
  // The first ones compile the compiler.
  return times.slice(documents.length * 2);
}

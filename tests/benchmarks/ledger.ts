// `bench ledger`: batches beside the same rows alone, statements out of a million legs, and the verifier over all of them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { ledgerLines } from '../../src/domains/funds/queries/verify.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { makeCaller, type Caller } from '../../src/kernel/caller.js';
import { ledgerBatch } from '../../src/kernel/config.js';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { openOffice } from '../support/offices.js';
import { connectAdmin, countStatements, openDatabase } from './database.js';
import { machineOf } from './machine.js';
import { makeProgress, type Progress } from './progress.js';
import { tableOf } from './table.js';

const tenant = 990_501;
/** Batches whose rows are also written alone: the first one warms up. */
const batchesBeside = 10;
/** Lines of a page, and how often each page is asked for. */
const page = 50;
const asked = 200;

/** What the benchmark promises, by what it measures. */
const goals = {
  batches: 5_000,
  ratio: 2,
  depth: 1.2,
  statements: 1,
  verifySecondsPerMillion: 60,
} as const;

const auditor: Caller = makeCaller(
  {
    app: newId(),
    subject: 'bench',
    tenant: null,
    audience: 'INTERNAL',
    organizationId: null,
    language: 'en',
    grants: (['PUBLIC', 'CONDITIONAL'] as const).flatMap((dataClass) =>
      (['funds:read', 'funds:write'] as const).map((scope) => ({ scope, division: null, dataClass })),
    ),
  },
  () => [],
);

async function ask(
  platform: Platform,
  source: string,
  variables: object,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await platform.run({ source, variables: { ...variables } }, auditor);
  if (errors) throw new Error(JSON.stringify(errors));
  return data!;
}

const recording = `mutation ($input: RecordBankEntriesInput!) { recordBankEntries(input: $input) {
  batch { postedCount results { index number rule } } userErrors { code rule } } }`;

/** Records one batch through the whole write path. @returns seconds */
async function record(platform: Platform, fund: string, n: number): Promise<number> {
  const entries = Array.from({ length: ledgerBatch.items }, (_, i) => ({
    kind: i % 5 === 4 ? 'BANK_CHARGE' : 'INTEREST',
    amount: i % 5 === 4 ? '0.01' : '1.00',
    effectiveOn: new Date(Date.UTC(2020, 0, 1 + ((n * 7 + (i % 3)) % 2_000))).toISOString().slice(0, 10),
    text: `Entry ${i}`,
    reference: `${n}-${i}`,
  }));
  const input = {
    fund: { id: encodeId({ prefix: 'fnd', tenant, key: fund }) },
    entries,
    allOrNothing: true,
    idempotencyKey: newId(),
  };
  const begin = performance.now();
  const { recordBankEntries } = await ask(platform, recording, { input });
  const seconds = (performance.now() - begin) / 1_000;
  const { batch, userErrors } = recordBankEntries as {
    batch: { postedCount: number };
    userErrors: unknown[];
  };
  if (batch?.postedCount !== ledgerBatch.items) throw new Error(JSON.stringify(userErrors));
  return seconds;
}

/** Tables that a batch writes, and which of their rows are those of the vouchers from one number to another. */
const written: Readonly<Record<string, string>> = {
  LedgerTransaction: 'x.number > $2 AND x.number <= $3',
  LedgerSource: ofTransactions('x."transactionId"'),
  LedgerLeg: ofTransactions('x."transactionId"'),
  LedgerEntry: ofTransactions('x."transactionId"'),
};

function ofTransactions(column: string): string {
  return `${column} IN (SELECT t.id FROM "LedgerTransaction" t WHERE t.tenant = $1 AND t.number > $2 AND t.number <= $3)`;
}

/** Makes a table of the same form as another: its checks, its indexes, its keys of other tables. */
async function makeAlike(client: pg.Client, table: string): Promise<void> {
  await client.query(`CREATE TABLE "raw_${table}" (LIKE "${table}" INCLUDING ALL)`);
  const { rows } = await client.query<{ key: string }>(
    `SELECT pg_get_constraintdef(oid) AS key FROM pg_constraint WHERE conrelid = '"${table}"'::regclass AND contype = 'f'`,
  );
  for (const { key } of rows) await client.query(`ALTER TABLE "raw_${table}" ADD ${key}`);
}

/**
 * Writes the rows of the batches again into tables of the same form, one transaction and one statement for each batch:
 * what the database takes without anything being found out or locked. @returns seconds of each batch
 */
async function writeAlone(client: pg.Client, batches: number): Promise<readonly number[]> {
  for (const table of Object.keys(written)) await makeAlike(client, table);
  const inserts = Object.keys(written).map(
    (table, i) =>
      `i${i} AS (INSERT INTO "raw_${table}" SELECT * FROM json_populate_recordset(NULL::"raw_${table}", $1::json->'${table}'))`,
  );
  const text = `WITH ${inserts.join(', ')} SELECT 1`;
  const seconds: number[] = [];
  for (let n = 0; n < batches; n += 1) {
    const parts = Object.entries(written).map(
      ([table, which]) =>
        `'${table}', (SELECT json_agg(x) FROM "${table}" x WHERE x.tenant = $1 AND ${which})`,
    );
    const { rows } = await client.query<{ rows: string }>(
      `SELECT json_build_object(${parts.join(', ')})::text AS rows`,
      [tenant, n * ledgerBatch.items, (n + 1) * ledgerBatch.items],
    );
    const begin = performance.now();
    await client.query({ name: 'raw', text, values: [rows[0]!.rows] });
    seconds.push((performance.now() - begin) / 1_000);
  }
  return seconds;
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const entries = `query ($fund: ID!, $after: String) { fund(ref: { id: $fund }) { entries(first: ${page}, after: $after) {
  nodes { number effectiveOn side amount { yuan } balance { yuan } counterName transaction { number summary } }
  pageInfo { hasNextPage } } } }`;
const cursor = `query ($fund: ID!, $number: BigInt!) { fund(ref: { id: $fund }) {
  entries(first: 1, filter: { number: { eq: $number } }) { pageInfo { endCursor } } } }`;
const statement = `query ($input: LedgerStatementInput!) { ledgerStatement(input: $input) {
  opening { yuan } debit { yuan } credit { yuan } closing { yuan } entryCount } }`;

/** How long two things take, asked for in turn so that what else the machine does meets both. */
async function inTurn(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < asked; i += 1)
    for (const [k, work] of [one, other].entries()) {
      const begin = performance.now();
      await work();
      times[k]!.push(performance.now() - begin);
    }
  return [median(times[0]), median(times[1])];
}

/** A line of the report. */
type Line = readonly [what: string, measured: string, goal: string];

async function measureBatches(
  platform: Platform,
  client: pg.Client,
  fund: string,
  legs: number,
  progress: Progress,
): Promise<readonly Line[]> {
  const batches = Math.ceil(legs / ledgerBatch.items);
  const seconds: number[] = [];
  let alone: readonly number[] = [];
  for (let n = 0; n < batches; n += 1) {
    seconds.push(await record(platform, fund, n));
    progress.now(`${(n + 1) * ledgerBatch.items} legs`);
    // While the tables are as large as they were when the batches were recorded.
    if (n + 1 === Math.min(batchesBeside, batches)) {
      progress.line('the same rows alone');
      alone = await writeAlone(client, n + 1);
      progress.line(`${batches} batches`);
    }
  }
  const beside = seconds.slice(1, alone.length);
  const rate = (times: readonly number[]): number => (times.length * ledgerBatch.items) / sum(times);
  return [
    [
      `batches of ${ledgerBatch.items} through the write path`,
      `${rate(seconds.slice(1)).toFixed(0)} legs/s`,
      `≥ ${goals.batches}`,
    ],
    ['the same rows alone, in one statement a batch', `${rate(alone.slice(1)).toFixed(0)} legs/s`, ''],
    [
      'time of a batch ÷ of its rows alone',
      (median(beside) / median(alone.slice(1))).toFixed(2),
      `≤ ${goals.ratio}`,
    ],
  ];
}

async function measureStatements(
  platform: Platform,
  adminUrl: string,
  client: pg.Client,
  fund: string,
  legs: number,
): Promise<readonly Line[]> {
  const id = encodeId({ prefix: 'fnd', tenant, key: fund });
  const found = (await ask(platform, cursor, { fund: id, number: String(legs - page) }))['fund'] as {
    entries: { pageInfo: { endCursor: string } };
  };
  const after = found.entries.pageInfo.endCursor;
  const read = (from: string | null) => () => ask(platform, entries, { fund: id, after: from });
  const last = (await read(after)())['fund'] as {
    entries: { nodes: readonly unknown[]; pageInfo: { hasNextPage: boolean } };
  };
  if (last.entries.nodes.length !== page || last.entries.pageInfo.hasNextPage)
    throw new Error('This is not the last page.');
  const [firstMs, lastMs] = await inTurn(read(null), read(after));
  const statements = await countStatements(adminUrl, asked, async () => {
    for (let i = 0; i < asked; i += 1) await read(after)();
  });
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "LedgerAccount" WHERE tenant = $1 AND "fundId" = $2 AND kind = 'FUND'`,
    [tenant, fund],
  );
  const account = { id: encodeId({ prefix: 'lac', tenant, key: rows[0]!.id }) };
  const stated = (from: string, to: string) => () =>
    ask(platform, statement, { input: { account, from, to } });
  const [shortMs, longMs] = await inTurn(
    stated('2020-01-01', '2020-01-31'),
    stated('2020-01-01', '2026-01-01'),
  );
  return [
    [`first page of ${page} lines`, `${firstMs.toFixed(2)} ms`, ''],
    [`last page of ${page} lines, of ${legs}`, `${lastMs.toFixed(2)} ms`, ''],
    ['last ÷ first', (lastMs / firstMs).toFixed(2), `≤ ${goals.depth}`],
    ['statements of SQL for a page', statements.toFixed(0), String(goals.statements)],
    ['a statement of the first month', `${shortMs.toFixed(2)} ms`, ''],
    ['a statement of all years', `${longMs.toFixed(2)} ms`, ''],
  ];
}

async function measureVerifier(platform: Platform, legs: number): Promise<readonly Line[]> {
  const begin = performance.now();
  const { faults, transactions } = await withTransaction(
    platform.pool,
    (_, client) => verifyLedger(ledgerLines(client, tenant)),
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
  const seconds = (performance.now() - begin) / 1_000;
  if (faults.length > 0 || transactions !== BigInt(legs)) throw new Error(JSON.stringify(faults));
  const goal = (goals.verifySecondsPerMillion * legs) / 1_000_000;
  return [[`${legs} legs verified, hashes and all`, `${seconds.toFixed(1)} s`, `≤ ${goal.toFixed(1)} s`]];
}

/** Runs the benchmark on so many legs; what it finds goes to the terminal and to `ledger.md` in the folder. */
export async function runLedger(legs: number, out: string, command: string): Promise<void> {
  const progress = makeProgress();
  const database = await openDatabase(progress.line);
  const client = await connectAdmin(database.adminUrl);
  const platform = await openPlatform(database.url);
  try {
    const [fund] = await openOffice((text, values) => client.query(text, values && [...values]), tenant, 1);
    progress.line('batches, while their rows are also written alone');
    const lines: Line[] = [...(await measureBatches(platform, client, fund!, legs, progress))];
    const posted = Math.ceil(legs / ledgerBatch.items) * ledgerBatch.items;
    await client.query('ANALYZE');
    progress.line('pages and statements');
    lines.push(...(await measureStatements(platform, database.adminUrl, client, fund!, posted)));
    progress.line('the verifier');
    lines.push(...(await measureVerifier(platform, posted)));
    const report = [
      '# The ledger at size',
      '',
      `One fund, ${posted} vouchers of one leg each, posted in batches of ${ledgerBatch.items} with fsync on; medians of ${asked} requests in one process.`,
      '',
      await machineOf(database.adminUrl, command),
      '',
      tableOf(['', 'measured', 'goal'], lines),
      '',
    ].join('\n');
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'ledger.md'), report);
    console.log(report);
  } finally {
    progress.end();
    await platform.close();
    await client.end();
    await database.stop();
  }
}

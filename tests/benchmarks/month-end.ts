// `bench month-end`: the end of a month in an office with 2,000 agreements, beside writing the same rows and nothing else.
import { cpus } from 'node:os';
import type pg from 'pg';
import { accountsOf } from '../../src/domains/funds/rules/accounts.js';
import { ruleToJson } from '../../src/domains/revenue-sharing/rules/json.js';
import { setClock } from '../../src/kernel/clock.js';
import { jobs } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import { runJobs } from '../../src/server/jobs.js';
import { openPlatform } from '../../src/server/platform.js';
import { connectAdmin, openDatabase } from './database.js';

const tenant = 990_101;
const divisionKey = '990101001001';
const payers = 200;
const funds = 100;
/** The month that ends, and the noon on which its agreements are closed. */
const month = { from: '2026-10-01', to: '2026-11-01', noon: '2026-11-01T04:00:00Z' };

/** 1,800 yuan a month over two funds, and ten percent of the year's profit. */
const rule = ruleToJson({
  kind: 'SUM',
  of: [
    {
      kind: 'SPLIT',
      of: { kind: 'FIXED', amountFen: 180_000n, per: 'MONTH' },
      parts: [
        { fund: 1, sharePpm: 700_000 },
        { fund: 2, sharePpm: null },
      ],
    },
    { kind: 'PERCENT', ratePpm: 100_000, base: 'PROFIT', per: 'YEAR' },
  ],
});

/** Tables in which the month leaves rows, in the order of their keys. */
const written = [
  'Calculation',
  'CalculationNode',
  'LedgerTransaction',
  'LedgerSource',
  'LedgerLeg',
  'LedgerEntry',
  'Settlement',
  'SettlementAllocation',
  'AnnualStatement',
  'AuditEvent',
  'OutboxEvent',
  'IdempotencyKey',
] as const;

async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0]!)
    .map((name) => `"${name}"`)
    .join(', ');
  const json = JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  await client.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [json],
  );
}

/** Adds an office with agreements in force, whose first month ends. */
async function addAgreements(client: pg.Client, count: number): Promise<void> {
  const named = (entity: string, name: string, at: 'name' | 'title' = 'name') => ({
    tenant,
    id: newId(),
    divisionKey,
    synthetic: true,
    [at]: name,
    searchKey: searchKeyOf(entity, { [at]: name }),
  });
  const owing = Array.from({ length: payers }, (_, i) => named('Organization', `Payer ${i}`));
  await insert(
    client,
    'Organization',
    owing.map((one) => ({
      ...one,
      kind: 'ENTERPRISE',
      legalForm: 'UNKNOWN',
      status: 'ACTIVE',
      twoNew: 'NONE',
      aliases: [],
      ...defaults,
    })),
  );
  const receiving = Array.from({ length: funds }, (_, i) => ({
    ...named('Fund', `Fund ${i}`),
    restriction: 'PURPOSE' as const,
  }));
  await insert(
    client,
    'Fund',
    receiving.map((one) => ({ ...one, kind: 'COMMUNITY', state: 'ACTIVE', ...defaults })),
  );
  const books = receiving.map((fund) => accountsOf(fund, () => newId()));
  await insert(
    client,
    'LedgerAccount',
    books.flatMap(({ accounts }) => accounts),
  );
  await insert(
    client,
    'LedgerBalance',
    books.flatMap(({ balances }) => balances),
  );
  const agreements = Array.from({ length: count }, (_, i) => ({
    ...named('Agreement', `Agreement ${i}`, 'title'),
    kind: 'SOCIAL_ENTERPRISE',
    state: 'ACTIVE',
    payerId: owing[i % payers]!.id,
    validFrom: month.from,
    validTo: '2031-01-01',
    closesOn: month.to,
    consentsToPublication: false,
    ...defaults,
  }));
  await insert(client, 'Agreement', agreements);
  const versions = agreements.map(({ id }) => ({
    tenant,
    id: newId(),
    agreementId: id,
    divisionKey,
    number: 1,
    state: 'SIGNED',
    signedOn: month.from,
    validFrom: month.from,
    validTo: '2031-01-01',
    rule,
    rounding: 'HALF_UP',
    reportDueDays: 90,
    paymentDueDays: 15,
    evidenceRequired: true,
    zeroEvidenceRequired: false,
    examples: [],
    ...defaults,
  }));
  await insert(client, 'AgreementVersion', versions);
  await insert(
    client,
    'AgreementFund',
    versions.flatMap(({ id }, i) =>
      [0, 1].map((place) => ({
        tenant,
        versionId: id,
        position: place + 1,
        fundId: receiving[(i + place) % funds]!.id,
      })),
    ),
  );
  await client.query('ANALYZE');
}

const defaults = { version: 1, createdAt: month.from, updatedAt: month.from };

/**
 * Writes the rows of the month again into tables of the same form, one transaction and one statement per agreement: what
 * the database takes without anything being found out, checked or locked. @returns seconds
 */
async function writeAgain(client: pg.Client): Promise<number> {
  for (const table of written)
    await client.query(`CREATE TABLE "raw_${table}" (LIKE "${table}" INCLUDING ALL)`);
  const parts = await client.query<{ rows: string }>(
    `SELECT json_build_object(${written
      .map(
        (table) =>
          `'${table}', (SELECT json_agg(x) FROM (SELECT * FROM "${table}" WHERE ${ofAgreement[table]}) x)`,
      )
      .join(', ')})::text AS rows
     FROM "Settlement" s WHERE s."tenant" = $1`,
    [tenant],
  );
  const inserts = written.map(
    (table, i) =>
      `i${i} AS (INSERT INTO "raw_${table}" SELECT * FROM json_populate_recordset(NULL::"raw_${table}", $1::json->'${table}') ON CONFLICT DO NOTHING)`,
  );
  const text = `WITH ${inserts.join(', ')} SELECT 1`;
  const begin = performance.now();
  for (const { rows } of parts.rows) await client.query({ name: 'raw', text, values: [rows] });
  return (performance.now() - begin) / 1_000;
}

/** The rows of each table that belong to a settlement `s`. */
const ofSettlement = `"tenant" = s."tenant" AND "transactionId" = s."transactionId"`;
const ofRequest = `"tenant" = s."tenant" AND "requestId" = (SELECT k."requestId" FROM "IdempotencyKey" k
  WHERE k."tenant" = s."tenant" AND k."operation" = 'closeAgreementPeriods' AND k."key" LIKE 'close-' || s."agreementId" || '-%' LIMIT 1)`;
const ofAgreement: Readonly<Record<(typeof written)[number], string>> = {
  Calculation: `"tenant" = s."tenant" AND "id" = s."calculationId"`,
  CalculationNode: `"tenant" = s."tenant" AND "calculationId" = s."calculationId"`,
  LedgerTransaction: `"tenant" = s."tenant" AND "id" = s."transactionId"`,
  LedgerSource: ofSettlement,
  LedgerLeg: ofSettlement,
  LedgerEntry: ofSettlement,
  Settlement: `"tenant" = s."tenant" AND "id" = s."id"`,
  SettlementAllocation: `"tenant" = s."tenant" AND "settlementId" = s."id"`,
  AnnualStatement: `"tenant" = s."tenant" AND "agreementId" = s."agreementId"`,
  AuditEvent: ofRequest,
  OutboxEvent: ofRequest,
  IdempotencyKey: ofRequest,
};

/** Runs the benchmark. */
export async function runMonthEnd(agreements: number): Promise<void> {
  const database = await openDatabase((line) => console.error(line));
  const client = await connectAdmin(database.adminUrl);
  const restore = setClock(() => Date.parse(month.noon));
  try {
    await addAgreements(client, agreements);
    const platform = await openPlatform(database.url);
    const begin = performance.now();
    const rounds = await runJobs(platform, undefined, ({ job, done, refused }) =>
      console.error(
        `${job}: ${done} done, ${refused} refused, ${((performance.now() - begin) / 1_000).toFixed(1)} s`,
      ),
    );
    const seconds = (performance.now() - begin) / 1_000;
    const closed = rounds.find(({ job }) => job === 'close-agreement-periods')!.done;
    const { rows } = await client.query<{ settled: number; run: object }>(
      `SELECT (SELECT count(*)::int FROM "Settlement" WHERE "tenant" = $1) AS settled,
         (SELECT json_build_object('total', "total", 'finished', "finishedAt" IS NOT NULL) FROM "ClosingRun" WHERE "tenant" = $1) AS run`,
      [tenant],
    );
    await platform.close();
    const raw = await writeAgain(client);
    console.log(
      `${cpus().length} cores, ${jobs.atOnce} side by side, ${agreements} agreements of one office`,
    );
    console.log(`closed ${closed}, settled ${rows[0]!.settled}, run ${JSON.stringify(rows[0]!.run)}`);
    console.log(
      `month end ${seconds.toFixed(1)} s, ${(closed / seconds).toFixed(0)} agreements/s; the same rows alone ${raw.toFixed(1)} s; ratio ${(seconds / raw).toFixed(1)}`,
    );
  } finally {
    restore();
    await client.end();
    await database.stop();
  }
}

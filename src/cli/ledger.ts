// `ledger verify | export | import | sample`: the books of tenants, compared with what was posted, and as files for whoever verifies.
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ClientBase, Pool } from 'pg';
import { inSnapshot } from '../domains/accounting/queries/snapshot.js';
import { exportFormats, type ExportFormat, type MadeBy } from '../domains/accounting/rules/receipts.js';
import { isTenant, ledgerLines, tenantsWithBooks } from '../domains/funds/queries/verify.js';
import type { LedgerVerdict } from '../domains/funds/rules/faults.js';
import { verifyLedger } from '../domains/funds/rules/verify.js';
import { isDate } from '../kernel/clock.js';
import { decodeId } from '../kernel/ids.js';
import { exportLedger, type ExportRequest } from '../server/ledger-export.js';
import { tell, withPool } from './database.js';
import { addImport } from './ledger-import.js';
import { addSample } from './ledger-sample.js';
import { readTenant } from './options.js';
import { linesOf, sentencesOf } from './verify.js';

/** Adds the command and its subcommands. */
export function addLedger(program: Command): void {
  const ledger = program.command('ledger').description('verify, export and import the ledger of funds');
  ledger
    .command('verify')
    .description('recompute chain, entries and balances, and name every place that is not what was posted')
    .argument('[file]', 'an export to verify in place of the database')
    .option('--tenant <number>', 'only this tenant (default: all that keep books)', readTenant)
    .action(async (file: string | undefined, { tenant }: { readonly tenant?: number }) => {
      const verdicts =
        file === undefined
          ? await withPool((pool) => verifyTenants(pool, tenant))
          : [await verifyLedger(linesOf(file).lines)];
      if (verdicts.length === 0) tell('No tenant keeps books.');
      for (const verdict of verdicts) for (const line of sentencesOf(verdict)) console.log(line);
      if (verdicts.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
    });
  ledger
    .command('export')
    .description("print a tenant's ledger as lines of JSON, or write it with its receipt to a folder")
    .requiredOption('--tenant <number>', 'whose ledger (required)', readTenant)
    .addOption(
      new Option('--format <format>', 'form of the file')
        .choices(Object.keys(exportFormats))
        .default('jsonl' satisfies ExportFormat),
    )
    .option('--fund <id...>', 'only these funds (default: all)', readFund)
    .option('--from <day>', 'first business day', readDay)
    .option('--to <day>', 'last business day', readDay)
    .option('--known-at <instant>', 'as known then, such as 2026-01-31T23:59:59+08:00', readInstant)
    .option('--out <folder>', 'where file and receipt are written (default: lines of JSON are printed)')
    .action(async ({ out, ...options }: ExportOptions) => {
      const { tenant, format, fund = null, from = null, to = null, knownAt = null } = options;
      if (out === undefined && format !== 'jsonl')
        throw new Error(`Say with --out where a file of the form ${format} is to be written.`);
      const request = { tenant, format, funds: fund, from, to, knownAt, madeBy };
      await withPool((pool) =>
        inLongSnapshot(pool, async (client) => {
          await mustExist(client, tenant);
          if (out === undefined) await printLines(await exportedTexts(client, request), process.stdout);
          else tell(await writeExport(client, request, out));
        }),
      );
    });
  addImport(ledger);
  addSample(ledger);
}

interface ExportOptions {
  readonly tenant: number;
  readonly format: ExportFormat;
  readonly fund?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly knownAt?: string;
  readonly out?: string;
}

/** Who owns the database is asked for no right. */
const madeBy: MadeBy = {
  subject: 'command line',
  app: null,
  organizationId: null,
  scope: 'funds:read',
  dataClass: 'CONDITIONAL',
  ranges: 'everywhere',
};

function readDay(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError('Write a day as YYYY-MM-DD.');
}

function readInstant(text: string): string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return text;
  throw new InvalidArgumentError('Write an instant with its zone, as 2026-01-31T23:59:59+08:00.');
}

/** The ids of funds, as the graph or the database writes them. */
function readFund(text: string, before: readonly string[] = []): readonly string[] {
  const key = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : decodeId(text)?.key;
  if (key === undefined) throw new InvalidArgumentError('Name a fund by its id.');
  return [...before, key];
}

async function exportedTexts(
  client: ClientBase,
  request: ExportRequest,
): Promise<AsyncGenerator<Uint8Array>> {
  return (await exportLedger(client, request)).chunks;
}

/** Writes the file under its name once it is complete, and its receipt beside it. @returns where it is */
async function writeExport(client: ClientBase, request: ExportRequest, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.ledger-${request.tenant}.${process.pid}`);
  try {
    const { chunks, receipt } = await exportLedger(client, request);
    const file = await open(draft, 'wx');
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
    } finally {
      await file.close();
    }
    const made = receipt();
    const path = join(folder, made.file.name);
    await rename(draft, path);
    await writeFile(`${path}.receipt.json`, `${JSON.stringify(made, null, 2)}\n`);
    return `${path}  ${made.counts.transactions} transactions  sha256 ${made.file.sha256}`;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes chunks no faster than they are taken, however long the ledger is; leaves the stream open. */
export function printLines(chunks: AsyncIterable<string | Uint8Array>, out: Writable): Promise<void> {
  return pipeline(chunks, out, { end: false });
}

/** One snapshot of the database; who takes the lines may take its time. */
function inLongSnapshot<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  return inSnapshot(pool, async (client) => {
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    return work(client);
  });
}

/** An empty ledger is whole; that of nobody is a number mistyped. */
async function mustExist(client: ClientBase, tenant: number): Promise<void> {
  if (!(await isTenant(client, tenant))) throw new Error(`There is no tenant ${tenant}.`);
}

function verifyTenants(pool: Pool, tenant: number | undefined): Promise<readonly LedgerVerdict[]> {
  return inLongSnapshot(pool, async (client) => {
    if (tenant !== undefined) await mustExist(client, tenant);
    const verdicts: LedgerVerdict[] = [];
    for (const each of tenant === undefined ? await tenantsWithBooks(client) : [tenant])
      verdicts.push(await verifyLedger(ledgerLines(client, each)));
    return verdicts;
  });
}

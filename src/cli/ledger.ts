// `ledger verify | export`: the books of tenants, compared with what was posted, and as a file for whoever verifies.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { Pool, PoolClient } from 'pg';
import { isTenant, ledgerLines, tenantsWithBooks } from '../domains/funds/queries/verify.js';
import type { LedgerVerdict } from '../domains/funds/rules/faults.js';
import { verifyLedger } from '../domains/funds/rules/verify.js';
import { withTransaction } from '../platform/database/pool.js';
import { tell, withPool } from './database.js';
import { readTenant } from './options.js';

/** Adds the command and its subcommands. */
export function addLedger(program: Command): void {
  const ledger = program.command('ledger').description('verify and export the ledger of funds');
  ledger
    .command('verify')
    .description('recompute chain, entries and balances, and name every place that is not what was posted')
    .argument('[file]', 'an export to verify in place of the database')
    .option('--tenant <number>', 'only this tenant (default: all that keep books)', readTenant)
    .action(async (file: string | undefined, { tenant }: { readonly tenant?: number }) => {
      const verdicts =
        file === undefined
          ? await withPool((pool) => verifyTenants(pool, tenant))
          : [await verifyLedger(linesOf(file))];
      if (verdicts.length === 0) tell('No tenant keeps books.');
      for (const verdict of verdicts) for (const line of sentencesOf(verdict)) console.log(line);
      if (verdicts.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
    });
  ledger
    .command('export')
    .description("print a tenant's ledger as lines of JSON")
    .requiredOption('--tenant <number>', 'whose ledger (required)', readTenant)
    .action(async ({ tenant }: { readonly tenant: number }) => {
      await withPool((pool) =>
        inSnapshot(pool, async (client) => {
          await mustExist(client, tenant);
          await printLines(ledgerLines(client, tenant), process.stdout);
        }),
      );
    });
}

/** Writes lines no faster than they are taken, however long the ledger is; leaves the stream open. */
export function printLines(lines: AsyncIterable<string>, out: Writable): Promise<void> {
  const withEnds = async function* (): AsyncGenerator<string> {
    for await (const line of lines) yield `${line}\n`;
  };
  return pipeline(withEnds(), out, { end: false });
}

/** One snapshot of the database, so that postings at work do not disturb. */
function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return withTransaction(
    pool,
    async (_, client) => {
      // Who takes the lines may take its time.
      await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      return work(client);
    },
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}

/** An empty ledger is whole; that of nobody is a number mistyped. */
async function mustExist(client: PoolClient, tenant: number): Promise<void> {
  if (!(await isTenant(client, tenant))) throw new Error(`There is no tenant ${tenant}.`);
}

function verifyTenants(pool: Pool, tenant: number | undefined): Promise<readonly LedgerVerdict[]> {
  return inSnapshot(pool, async (client) => {
    if (tenant !== undefined) await mustExist(client, tenant);
    const verdicts: LedgerVerdict[] = [];
    for (const each of tenant === undefined ? await tenantsWithBooks(client) : [tenant])
      verdicts.push(await verifyLedger(ledgerLines(client, each)));
    return verdicts;
  });
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}

function sentencesOf({ tenant, transactions, head, faults }: LedgerVerdict): readonly string[] {
  const books = `tenant ${tenant ?? '–'}  ${transactions} transactions  head ${transactions}:${head}`;
  if (faults.length === 0) return [`${books}  whole`];
  return [
    `${books}  ${faults.length} faults`,
    ...faults.map(({ kind, line, place }) => `  ${kind} at ${place} (line ${line})`),
  ];
}

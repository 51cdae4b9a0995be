// `ledger import`: a whole ledger from its export into an installation where the office has posted nothing.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { loadLedger } from '../domains/accounting/queries/import.js';
import {
  readReceipt,
  receiptDifferences,
  Tally,
  type Receipt,
  type Totals,
} from '../domains/accounting/rules/receipts.js';
import { ledgerLines } from '../domains/funds/queries/verify.js';
import { isWhole, type ExportRecord } from '../domains/funds/rules/records.js';
import { verifyLedger } from '../domains/funds/rules/verify.js';
import { withTransaction } from '../platform/database/pool.js';
import { withPool } from './database.js';
import { linesOf, sentencesOf } from './verify.js';

/** Adds the subcommand. */
export function addImport(ledger: Command): void {
  ledger
    .command('import')
    .description('load a whole exported ledger into an office that has posted nothing, and verify it there')
    .argument('<file>', 'the export, of lines of JSON')
    .requiredOption('--receipt <file>', 'the receipt that came with it (required)')
    .action(async (file: string, { receipt: path }: { readonly receipt: string }) => {
      const receipt = readReceipt(await readFile(path, 'utf8'));
      const totals = await refuseWrong(file, receipt);
      const tenant = totals.tenant!;
      const head = await withPool((pool) =>
        withTransaction(pool, async (_, client) => {
          await loadLedger(client, tenant, recordsOf(file));
          const loaded = new Tally();
          const verdict = await verifyLedger(ledgerLines(client, tenant), {
            events: false,
            told: (record) => loaded.add(record),
          });
          // Donations and expenses that are recorded here are not what was imported.
          const faults = verdict.faults.filter(({ kind }) => kind !== 'EVENT');
          const differences = differencesOf(totals, loaded.totals());
          if (faults.length > 0 || differences.length > 0)
            throw new Error([...sentencesOf({ ...verdict, faults }), ...differences].join('\n'));
          return `tenant ${tenant}  ${verdict.transactions} transactions  head ${verdict.transactions}:${verdict.head}  imported`;
        }),
      );
      console.log(head);
    });
}

/** Refuses a file that is not what its receipt says, not all of a ledger, or not what was posted. @returns its sums */
async function refuseWrong(file: string, receipt: Receipt): Promise<Totals> {
  if (receipt.format !== 'jsonl' || !isWhole(receipt.filter))
    throw new Error(
      'Only a whole ledger in lines of JSON is imported, and this receipt is of another export.',
    );
  const tally = new Tally();
  const { lines, measured } = linesOf(file);
  const verdict = await verifyLedger(lines, { told: (record) => tally.add(record) });
  const totals = tally.totals();
  const found = { bytes: measured.bytes(), sha256: measured.sha256() };
  const differences = receiptDifferences(receipt, found, totals);
  if (differences.length > 0)
    throw new Error(`The file is not what its receipt says:\n  ${differences.join('\n  ')}`);
  if (verdict.faults.length > 0) throw new Error(sentencesOf(verdict).join('\n'));
  if (receipt.filter.through !== null)
    throw new Error('A ledger as it was known earlier is not imported; export it as it is now.');
  return totals;
}

async function* recordsOf(file: string): AsyncGenerator<ExportRecord> {
  for await (const line of linesOf(file).lines)
    if (line.trim() !== '') yield JSON.parse(line) as ExportRecord;
}

/** Where what was loaded amounts to something else; holds are not loaded. */
function differencesOf(told: Totals, loaded: Totals): readonly string[] {
  const sums = ({
    counts: { holds: _holds, ...counts },
    debitFen,
    creditFen,
    head,
    closings,
  }: Totals): object => ({
    counts,
    debitFen,
    creditFen,
    head,
    closings: Object.entries(closings).sort(([a], [b]) => (a < b ? -1 : 1)),
  });
  const [a, b] = [JSON.stringify(sums(told)), JSON.stringify(sums(loaded))];
  return a === b ? [] : [`What was loaded amounts to something else: ${a} ≠ ${b}`];
}

// `verify <export>`: what an auditor runs on a computer of their own, without a database and without the platform.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import {
  readReceipt,
  receiptDifferences,
  Tally,
  type Receipt,
} from '../domains/accounting/rules/receipts.js';
import type { PublishedHead } from '../domains/funds/rules/anchors.js';
import { sentenceOf, type LedgerVerdict } from '../domains/funds/rules/faults.js';
import { verifyLedger } from '../domains/funds/rules/verify.js';

interface Options {
  readonly receipt?: string;
  readonly heads?: string;
  readonly events: boolean;
  readonly language: 'zh' | 'en';
}

/** Adds the command. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('verify an exported ledger without a database, and name the first row that is wrong')
    .argument('<export>', 'the file, of lines of JSON; of the other forms only file and receipt are compared')
    .option('--receipt <file>', 'the receipt that came with it')
    .option('--heads <file>', 'heads of chains that were published: ledger/heads.json as you kept it')
    .option('--no-events', 'donations and expenses do not stand beside the ledger, because it was imported')
    .addOption(
      new Option('--language <language>', 'of the sentences').choices(['zh', 'en'] as const).default('zh'),
    )
    .action(async (file: string, options: Options) => {
      const receipt =
        options.receipt === undefined ? null : readReceipt(await readFile(options.receipt, 'utf8'));
      const good =
        receipt === null || receipt.format === 'jsonl'
          ? await verifyLines(file, receipt, options)
          : await compareFile(file, receipt);
      if (!good) process.exitCode = 1;
    });
}

/** What was read of a file so far. */
interface Measured {
  readonly bytes: () => number;
  readonly sha256: () => string;
}

/** The lines of a file, which is measured while it is read. */
export function linesOf(file: string): {
  readonly lines: AsyncGenerator<string>;
  readonly measured: Measured;
} {
  const hash = createHash('sha256');
  let bytes = 0;
  const lines = async function* (): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop()!;
      yield* parts;
    }
    if (rest !== '') yield rest;
  };
  return { lines: lines(), measured: { bytes: () => bytes, sha256: () => hash.copy().digest('hex') } };
}

async function verifyLines(file: string, receipt: Receipt | null, options: Options): Promise<boolean> {
  const tally = new Tally();
  const { lines, measured } = linesOf(file);
  const published = options.heads === undefined ? [] : await readHeads(options.heads);
  let tenant: number | undefined;
  // Whose heads are meant is known with the first line only.
  const first = await lines.next();
  if (!first.done) tenant = tenantOf(first.value);
  const all = async function* (): AsyncGenerator<string> {
    if (!first.done) yield first.value;
    yield* lines;
  };
  const verdict = await verifyLedger(all(), {
    heads: published.filter((head) => head.tenant === tenant),
    events: options.events,
    told: (record) => tally.add(record),
  });
  const found = { bytes: measured.bytes(), sha256: measured.sha256() };
  const differences = receipt === null ? [] : receiptDifferences(receipt, found, tally.totals());
  const faults = [
    ...verdict.faults,
    ...differences.map((place) => ({ kind: 'RECEIPT' as const, line: 0, place })),
  ];
  for (const line of sentencesOf({ ...verdict, faults }, options.language)) console.log(line);
  return faults.length === 0;
}

function tenantOf(line: string): number | undefined {
  try {
    return (JSON.parse(line) as { readonly tenant?: number }).tenant;
  } catch {
    return undefined;
  }
}

async function compareFile(file: string, receipt: Receipt): Promise<boolean> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const differences = receiptDifferences(receipt, { bytes, sha256: hash.digest('hex') });
  console.log(
    `${receipt.format}  ${bytes} bytes  ${differences.length === 0 ? 'as its receipt says' : differences.join('; ')}`,
  );
  return differences.length === 0;
}

interface TenantHead extends PublishedHead {
  readonly tenant: number;
}

/** Heads as `/ledger/heads.json` answers them. @throws Error where the file holds none */
async function readHeads(file: string): Promise<readonly TenantHead[]> {
  const { heads } = JSON.parse(await readFile(file, 'utf8')) as { readonly heads?: readonly TenantHead[] };
  if (!Array.isArray(heads)) throw new Error(`${file} holds no heads of chains.`);
  return heads;
}

/** The verdict for people: the books, the first wrong row in a sentence, and then all that is wrong. */
export function sentencesOf(
  { tenant, transactions, head, faults }: LedgerVerdict,
  language: 'zh' | 'en' = 'zh',
): readonly string[] {
  const books = `tenant ${tenant ?? '–'}  ${transactions} transactions  head ${transactions}:${head}`;
  const [first] = faults;
  if (!first) return [`${books}  whole`];
  return [
    `${books}  ${faults.length} faults`,
    sentenceOf(first, language),
    ...faults.map(({ kind, line, place }) => `  ${kind} at ${place} (line ${line})`),
  ];
}

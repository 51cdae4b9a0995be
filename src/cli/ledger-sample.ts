// `ledger sample`: the vouchers that a seed draws from an export, as the platform draws them from the same books.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { draw, type Candidate } from '../domains/accounting/rules/sample.js';
import type { ExportRecord } from '../domains/funds/rules/records.js';
import type { SampleStrategy } from '../generated/database.js';
import { linesOf } from './verify.js';

interface Options {
  readonly seed: string;
  readonly count: number;
  readonly from?: string;
  readonly to?: string;
  readonly strategy: SampleStrategy;
}

/** Adds the command. */
export function addSample(parent: Command): void {
  parent
    .command('sample')
    .description('draw vouchers of an exported ledger for an audit, by a seed')
    .argument('<export>', 'the file, of lines of JSON')
    .requiredOption('--seed <text>', 'any text (required)')
    .requiredOption('--count <number>', 'how many are drawn (required)', readCount)
    .option('--from <day>', 'first business day')
    .option('--to <day>', 'last business day')
    .addOption(
      new Option('--strategy <strategy>', 'each voucher alike, or each fen alike')
        .choices(['RANDOM', 'MONETARY_UNIT'] satisfies SampleStrategy[])
        .default('RANDOM'),
    )
    .action(async (file: string, { seed, count, from = '', to = '9999-12-31', strategy }: Options) => {
      const candidates: Candidate[] = [];
      for await (const line of linesOf(file).lines) {
        if (!line.includes('"transaction"')) continue;
        const record = JSON.parse(line) as ExportRecord;
        if (record.type !== 'transaction' || record.effectiveOn < from || record.effectiveOn > to) continue;
        const amountFen = record.legs.reduce((sum, leg) => sum + BigInt(leg.amountFen), 0n);
        candidates.push({ number: BigInt(record.number), amountFen });
      }
      const { population, totalFen, drawn } = draw(candidates, strategy, seed, count);
      console.log(
        JSON.stringify({ population, totalFen: String(totalFen), strategy, seed, count, from, to }),
      );
      for (const { number, amountFen, hits } of drawn)
        console.log(JSON.stringify({ number: String(number), amountFen: String(amountFen), hits }));
    });
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number above zero.');
}

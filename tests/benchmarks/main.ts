// `npm run bench`: the benchmarks of the platform, one subcommand each.
import { Command, InvalidArgumentError, Option } from 'commander';
import { fileURLToPath } from 'node:url';
import { installPackages } from './packages.js';
import { runPostings } from './postings.js';

const results = fileURLToPath(new URL('results', import.meta.url));
const queryNames = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'] as const;
const stackNames = ['ours', 'raw', 'postgraphile'] as const;
const scaleNames = ['small', 'large'] as const;

/** What a quick run leaves out: the large scale, and most of the time. */
const quick = { scales: ['small'], seconds: 0.6, rounds: 2 } as const;
const usual = { scales: scaleNames, seconds: 4, rounds: 3 } as const;

interface Options {
  readonly quick?: true;
  readonly scales?: (typeof scaleNames)[number][];
  readonly seconds?: number;
  readonly rounds?: number;
  readonly connections: number[];
  readonly only: string[];
  readonly stacks: (typeof stackNames)[number][];
  readonly out: string;
}

const program = new Command('npm run bench --')
  .description('共治 Gongzhi: benchmarks, each on a database of its own that goes with it.')
  .addHelpText(
    'after',
    `
Without a command: reads. What follows \`--\` is for the benchmark:

  npm run bench -- --quick                      a first table in under three minutes
  npm run bench                                 both scales, about half an hour
  npm run bench -- --scales large --only q2,q3  two queries, at a million rows
  npm run bench -- reads --help                 all that reads can be told
  npm run bench -- postings --seconds 5
  npm run bench -- ledger                       a million legs: batches, statements, the verifier
  npm run bench -- month-end                    2,000 agreements closed, and how long that takes
  npm run bench -- national                     620,573 communities: counts, searches, deep pages
  npm run bench -- memory --minutes 10          mixed load, and the slope of the memory
  npm run bench -- abuse                        the abuse cases five times, and a good client's p99
  npm run bench -- bulk                         rows per second of imports and exports
  npm run bench -- verify                       an exported ledger of a million legs, verified`,
  )
  .showSuggestionAfterError()
  .showHelpAfterError('(add --help for what the command takes)');

program
  .command('reads', { isDefault: true })
  .description('the eight queries, beside hand-written SQL and beside PostGraphile')
  .option('--quick', `the small scale only, ${quick.rounds} short rounds`)
  .addOption(listed('--scales <list>', 'how much data', scaleNames))
  .option('--seconds <number>', `length of a round (default: ${usual.seconds})`, readNumber)
  .option('--rounds <number>', `rounds of each stack (default: ${usual.rounds})`, readCount)
  .addOption(
    new Option('--connections <list>', 'connections at once').argParser(readCounts).default([1, 32], '1,32'),
  )
  .addOption(listed('--only <list>', 'queries to measure', queryNames).default([...queryNames], 'all'))
  .addOption(listed('--stacks <list>', 'servers to measure').default([...stackNames], 'all'))
  .addOption(folder('reads.md and reads.json'))
  .addHelpText(
    'after',
    `
Every stack answers the same queries from the same database, and their answers are compared before anything is
measured. CPU is read from /proc, so this needs Linux; on a machine that does other work, watch the ratios and not
the numbers. The first run installs packages of its own beside this benchmark.`,
  )
  .action(async (options: Options) => {
    await installPackages((line) => console.error(line));
    const { runReads } = await import('./reads.js');
    const { queries } = await import('./queries/all.js');
    const preset = options.quick ? quick : usual;
    await runReads({
      scales: preset.scales,
      seconds: preset.seconds,
      rounds: preset.rounds,
      ...options,
      // The first page belongs to the deep one.
      queries: queries.filter(({ name }) => options.only.includes(name.slice(0, 2))),
      command: command(),
    });
  });

program
  .command('postings')
  .description('postings per second through the whole write path, in one tenant and over fifty')
  .option('--seconds <number>', 'length of a round', readNumber, 10)
  .action(({ seconds }: { readonly seconds: number }) => runPostings(seconds));

program
  .command('ledger')
  .description('batches, statements and the verifier, on a fund of a million legs')
  .option('--legs <number>', 'how many, in whole batches', readLegs, 1_000_000)
  .addOption(folder('ledger.md'))
  .action(async ({ legs, out }: { readonly legs: number; readonly out: string }) => {
    const { runLedger } = await import('./ledger.js');
    await runLedger(legs, out, command());
  });

program
  .command('month-end')
  .description('the end of a month in an office with 2,000 agreements, beside writing the same rows')
  .option('--agreements <number>', 'how many', readNumber, 2_000)
  .action(async ({ agreements }: { readonly agreements: number }) => {
    const { runMonthEnd } = await import('./month-end.js');
    await runMonthEnd(agreements);
  });

program
  .command('national')
  .description('a division tree of the whole country: counts, searches, deep pages; what a new form costs')
  .addOption(folder('national.md'))
  .action(async ({ out }: { readonly out: string }) => {
    const { runNational } = await import('./national.js');
    await runNational(out, command());
  });

program
  .command('memory')
  .description('minutes of mixed load on the server, and whether its memory grows')
  .option('--minutes <number>', 'how long', readNumber, 10)
  .addOption(folder('memory.md'))
  .action(async ({ minutes, out }: { readonly minutes: number; readonly out: string }) => {
    await installPackages((line) => console.error(line));
    const { runMemory } = await import('./memory.js');
    await runMemory(minutes, out, command());
  });

program
  .command('abuse')
  .description('a client that means well beside every abuse case five times: its p99 with and without')
  .addOption(folder('abuse.md'))
  .action(async ({ out }: { readonly out: string }) => {
    const { runAbuse } = await import('./abuse.js');
    await runAbuse(out, command());
  });

program
  .command('bulk')
  .description('imports beside the same writes one by one, and exports in each form: rows per second')
  .option('--rows <number>', 'rows of a table', readCount, 2_000)
  .addOption(folder('bulk.md'))
  .action(async ({ rows, out }: { readonly rows: number; readonly out: string }) => {
    const { runBulk } = await import('./bulk.js');
    await runBulk(rows, out, command());
  });

program
  .command('verify')
  .description('an exported ledger of a million legs, verified as an auditor does: seconds and memory')
  .option('--legs <number>', 'how many', readNumber, 1_000_000)
  .addOption(folder('verify.md'))
  .action(async ({ legs, out }: { readonly legs: number; readonly out: string }) => {
    const { runVerify } = await import('./verify.js');
    await runVerify(legs, out, command());
  });

/** Where the report goes. */
function folder(files: string): Option {
  return new Option('--out <folder>', `folder of ${files}`).default(results, 'tests/benchmarks/results');
}

/** The command as it was given. */
function command(): string {
  return ['npm run bench --', ...process.argv.slice(2)].join(' ');
}

/** An option whose value is a list of some names, with commas between them. */
function listed(flags: string, description: string, names: readonly string[] = stackNames): Option {
  return new Option(flags, `${description}: ${names.join(',')}`).argParser((text: string) => {
    const given = text.split(',').map((name) => name.trim());
    const wrong = given.find((name) => !names.includes(name));
    if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of ${names.join(', ')}.`);
    return given;
  });
}

function readNumber(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('Write a positive number.');
}

function readLegs(text: string): number {
  if (/^[1-9]\d{3,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 1000 to 99999999.');
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 1.');
}

function readCounts(text: string): number[] {
  return text.split(',').map((one) => readCount(one.trim()));
}

await program.parseAsync();

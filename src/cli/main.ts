// The command line: `npm run cli -- <command>`, one file per command.
import { Command, CommanderError } from 'commander';
import pg from 'pg';
import { readEnvironment } from '../kernel/config.js';
import { messageOf, Refusal } from '../kernel/errors.js';
import { openLog } from '../platform/log.js';
import { addApps } from './apps.js';
import { addAudit } from './audit.js';
import { addBulk } from './bulk.js';
import { addDocument } from './document.js';
import { addDocuments } from './documents.js';
import { addJobs } from './jobs.js';
import { addKeys } from './keys.js';
import { addLedger } from './ledger.js';
import { addMigrate } from './migrate.js';
import { addPlan } from './plan.js';
import { addPrivacy } from './privacy.js';
import { addQuery } from './query.js';
import { addRule } from './rule.js';
import { addSchema } from './schema.js';
import { addSeed } from './seed.js';
import { addVerify } from './verify.js';
import { addWebhooks } from './webhooks.js';

/** What a shell sees: done, could not be done or found something wrong, and not understood. */
const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

const program = new Command('npm run cli --')
  .description('共治 Gongzhi: administration of the platform on its own database.')
  .addHelpText(
    'after',
    `
The database is the one that DATABASE_URL names, else the embedded one in GONGZHI_DATA_DIR, which is started if it
does not run; \`migrate\`, \`migration\` and \`seed\` use the login of DATABASE_ADMIN_URL, where it is set. Answers go to
stdout, everything else to stderr.

Exit codes: 0 done, 1 failed or something is wrong with what was looked at, 2 the command was not understood.`,
  )
  .showSuggestionAfterError()
  .showHelpAfterError('(add --help for what the command takes)')
  .exitOverride();

addQuery(program);
addPlan(program);
addKeys(program);
addApps(program);
addAudit(program);
addLedger(program);
addVerify(program);
addDocument(program);
addDocuments(program);
addBulk(program);
addPrivacy(program);
addJobs(program);
addWebhooks(program);
addMigrate(program);
addSeed(program);
addSchema(program);
addRule(program);

/** Takes what a command threw; returns the exit code, having told the reason in a sentence. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof pg.DatabaseError && error.code === '42P01')
    console.error(`The database lacks a table (${error.message}); run \`npm run cli -- migrate\` first.`);
  else if (error instanceof Refusal) for (const fault of error.faults) console.error(messageOf(fault, 'en'));
  else console.error(error instanceof Error ? reasonOf(error) : String(error));
  return exitCodes.failed;
}

/** Node's connection errors say what is wrong only inside. */
function reasonOf(error: Error): string {
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return (
    error.message || inner.map((each) => (each instanceof Error ? each.message : String(each))).join('; ')
  );
}

try {
  openLog(readEnvironment().logLevel, process.stderr);
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

// `audit seal | verify`: the audit chain of tenants.
import { InvalidArgumentError, type Command } from 'commander';
import { sealAudit } from '../platform/audit/sealer.js';
import { verifyAudit, type Anchor, type AuditVerdict } from '../platform/audit/verifier.js';
import { tell, withPool } from './database.js';
import { readTenant } from './options.js';

/** Adds the command and its subcommands. */
export function addAudit(program: Command): void {
  const audit = program.command('audit').description('seal and verify the audit chain');
  audit
    .command('seal')
    .description('chain the events that are not sealed yet, and print where each chain ends')
    .option('--tenant <number>', 'only this tenant (default: all that have something to seal)', readTenant)
    .action(async ({ tenant }: { readonly tenant?: number }) => {
      const done = await withPool((pool) => sealAudit(pool, tenant));
      if (done.length === 0) tell('Everything is sealed already.');
      for (const { tenant: each, sealed, head } of done)
        console.log(`tenant ${each}  sealed ${sealed}  head ${head.sealNumber}:${head.seal}`);
    });
  audit
    .command('verify')
    .description("walk a tenant's chain and name the first event that is altered, missing or moved")
    .requiredOption('--tenant <number>', 'whose chain (required)', readTenant)
    .option('--anchor <number:seal>', 'an end of the chain that `audit seal` printed earlier', readAnchor)
    .action(async ({ tenant, anchor }: { readonly tenant: number; readonly anchor?: Anchor }) => {
      const verdict = await withPool((pool) => verifyAudit(pool, tenant, { anchor }));
      console.log(sentenceOf(verdict));
      if (verdict.fault) process.exitCode = 1;
    });
}

function readAnchor(text: string): Anchor {
  const match = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text);
  if (match) return { sealNumber: BigInt(match[1]!), seal: match[2]! };
  throw new InvalidArgumentError('An anchor is a number, a colon and 64 hexadecimal digits.');
}

function sentenceOf({ tenant, verified, unsealed, head, fault }: AuditVerdict): string {
  const waiting = unsealed === 0n ? '' : `  ${unsealed} not sealed yet`;
  if (fault === null)
    return `tenant ${tenant}  whole  ${verified} events  head ${head.sealNumber}:${head.seal}${waiting}`;
  const event = fault.eventId === null ? '' : `  event ${fault.eventId}`;
  return `tenant ${tenant}  ${fault.kind} at ${fault.sealNumber}${event}  ${verified} events before it are whole${waiting}`;
}

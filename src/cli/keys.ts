// `keys issue | list | rotate | revoke`: the API keys of apps.
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Audience, DataClass, Scope } from '../kernel/caller.js';
import { enums } from '../generated/datamodel.js';
import { readKeyText } from '../platform/auth/key-form.js';
import {
  issueKey,
  listKeys,
  revokeKey,
  rotateKey,
  type IssuedKey,
  type ListedKey,
} from '../platform/auth/keys.js';
import { withTransaction } from '../platform/database/pool.js';
import { tell, withPool } from './database.js';
import { readSpan, readTenant } from './options.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What a key lives and a rotation overlaps, where nothing is said. */
const usual = { days: 365, overlapHours: 24 } as const;

/** Adds the command and its subcommands. */
export function addKeys(program: Command): void {
  const keys = program.command('keys').description('issue, list, rotate and revoke API keys');
  addIssue(keys);
  addList(keys);
  addRotate(keys);
  addRevoke(keys);
}

interface IssueOptions {
  readonly tenant: number;
  readonly app: string;
  readonly owner?: string;
  readonly purpose?: string;
  readonly subject?: string;
  readonly audience: string;
  readonly organization?: string;
  readonly scope: readonly string[];
  readonly division?: readonly string[];
  readonly everywhere?: true;
  readonly class: readonly string[];
  readonly days: number;
}

function addIssue(keys: Command): void {
  keys
    .command('issue')
    .description('issue a key; it is printed once and cannot be read again')
    .requiredOption('--tenant <number>', 'office that keeps the key (required)', readTenant)
    .requiredOption('--app <name>', 'program that will use it; recorded if the name is new (required)')
    .option('--owner <name>', 'who answers for the app (default: the app itself)')
    .option('--purpose <text>', 'what the app is for')
    .option('--subject <name>', 'pseudonymous person or system that acts (default: the app)')
    .addOption(
      choice('--audience <audience>', 'for whom its answers are made', 'Audience').default('PARTNER'),
    )
    .option('--organization <uuid>', 'organization the subject acts for')
    .requiredOption('--scope <scope...>', 'domain:read, domain:write or domain:admin (required)')
    .addOption(
      new Option('--division <code...>', 'roots of the subtrees where the scopes hold').conflicts(
        'everywhere',
      ),
    )
    .option('--everywhere', 'the scopes hold in the whole country')
    .addOption(
      choice('--class <class...>', 'data classes that the scopes open', 'DataClass').default(['PUBLIC']),
    )
    .option('--days <number>', 'how long it lives', readSpan, usual.days)
    .action(async (options: IssueOptions, command: Command) => {
      if (options.division === undefined && options.everywhere === undefined)
        command.error('error: say where the scopes hold: --division <code...> or --everywhere');
      const { app, tenant } = options;
      const issued = await withPool((pool) =>
        withTransaction(pool, (db) =>
          issueKey(db, {
            tenant,
            app: { name: app, owner: options.owner ?? app, purpose: options.purpose ?? '' },
            subject: options.subject ?? app,
            audience: options.audience as Audience,
            organizationId: options.organization ?? null,
            grants: options.scope.flatMap((scope) =>
              (options.division ?? [null]).flatMap((division) =>
                options.class.map((dataClass) => ({
                  scope: scope as Scope,
                  division,
                  dataClass: dataClass as DataClass,
                })),
              ),
            ),
            lifetimeMs: options.days * dayMs,
          }),
        ),
      );
      show(issued);
    });
}

function addList(keys: Command): void {
  keys
    .command('list')
    .description("list a tenant's keys, without their secrets")
    .requiredOption('--tenant <number>', 'office that keeps the keys (required)', readTenant)
    .option('--json', 'as JSON, for programs')
    .action(async ({ tenant, json }: { readonly tenant: number; readonly json?: true }) => {
      const listed = await withPool((pool) => withTransaction(pool, (db) => listKeys(db, tenant)));
      if (json) return console.log(JSON.stringify(listed, null, 2));
      if (listed.length === 0) return tell(`Tenant ${tenant} keeps no keys.`);
      for (const key of listed) console.log(lineOf(key));
    });
}

function addRotate(keys: Command): void {
  keys
    .command('rotate')
    .description('issue a successor with the same rights; both work until the overlap ends')
    .argument('<prefix>', 'the ten characters between the second and the third _ of the key', readPrefix)
    .option('--overlap-hours <number>', 'how long the old key goes on working', readSpan, usual.overlapHours)
    .option('--days <number>', 'how long the successor lives (default: as long as the old one)', readSpan)
    .action(async (prefix: string, options: { readonly overlapHours: number; readonly days?: number }) => {
      const { overlapHours, days } = options;
      const issued = await withPool((pool) =>
        withTransaction(pool, (db) =>
          rotateKey(db, {
            prefix,
            overlapMs: overlapHours * hourMs,
            ...(days === undefined ? {} : { lifetimeMs: days * dayMs }),
          }),
        ),
      );
      tell(`The key ${prefix} works for ${overlapHours} hours more, unless it expires earlier.`);
      show(issued);
    });
}

function addRevoke(keys: Command): void {
  keys
    .command('revoke')
    .description('end a key now; servers notice within seconds')
    .argument('<prefix>', 'the ten characters between the second and the third _ of the key', readPrefix)
    .action(async (prefix: string) => {
      await withPool((pool) => withTransaction(pool, (db) => revokeKey(db, prefix)));
      tell(`The key ${prefix} is revoked.`);
    });
}

/** An option whose values are those of an enum of the datamodel, in any case. */
function choice(flags: string, description: string, name: 'Audience' | 'DataClass'): Option {
  const values = enums[name]!.values.map((value) => value.name);
  const option = new Option(flags, `${description}: ${values.join(', ')}`);
  return option.argParser((text: string, before: unknown) => {
    const value = text.toUpperCase();
    if (!values.includes(value)) throw new InvalidArgumentError(`"${text}" is none of ${values.join(', ')}.`);
    // The default is replaced by the first value that is given, and later ones are added to it.
    if (!option.variadic) return value;
    const given = (before === option.defaultValue ? [] : before) as readonly string[];
    return [...given, value];
  });
}

/** A key's prefix, also where somebody pastes the whole key. */
function readPrefix(text: string): string {
  return readKeyText(text)?.prefix ?? text;
}

/** The key alone goes to stdout, so that a script can take it. */
function show({ key, prefix, expiresAt }: IssuedKey): void {
  tell(`The key ${prefix} works until ${expiresAt}. It is shown this once:`);
  console.log(key);
}

function lineOf({ prefix, app, owner, subject, audience, expiresAt, revokedAt, grants }: ListedKey): string {
  const state = revokedAt === null ? `until ${expiresAt}` : `revoked ${revokedAt}`;
  const rights = grants.map((grant) => `${grant.scope}@${grant.division ?? 'everywhere'}/${grant.dataClass}`);
  return `${prefix}  ${state}  ${audience}  ${app} (${owner}) as ${subject}  ${[...new Set(rights)].join(' ')}`;
}

// `apps list | install | suspend | resume | remove | rotate-token-key`: apps, by the operations that callers have.
import type { Command } from 'commander';
import { makeCaller, type Caller, type DataClass } from '../kernel/caller.js';
import { today } from '../kernel/clock.js';
import { codeTree } from '../kernel/entity.js';
import { pascalName } from '../kernel/graph/names.js';
import { newId, stableId } from '../kernel/ids.js';
import { businessDomains, platformDomains } from '../platform/access/roles.js';
import { rotateTokenKey } from '../platform/auth/token-keys.js';
import type { Platform } from '../server/platform.js';
import { tell, withPlatform } from './database.js';
import { readTenant } from './options.js';

/** Adds the command and its subcommands. */
export function addApps(program: Command): void {
  const apps = program.command('apps').description('list, install, suspend and resume apps');
  apps
    .command('list')
    .description("list a tenant's apps with their installs")
    .requiredOption('--tenant <number>', 'office that has them in its list (required)', readTenant)
    .option('--json', 'as JSON, for programs')
    .action(({ tenant, json }: { readonly tenant: number; readonly json?: true }) =>
      withPlatform(async (platform) => {
        const listed = await listApps(platform, tenant);
        if (json) return console.log(JSON.stringify(listed, null, 2));
        if (listed.length === 0) return tell(`Tenant ${tenant} has no apps.`);
        for (const app of listed) for (const line of linesOf(app)) console.log(line);
      }),
    );
  for (const [name, description, operations] of steps) {
    const command = apps
      .command(name)
      .description(description)
      .argument('<id>', 'id, as `apps list` tells it');
    if (name === 'suspend') command.requiredOption('--reason <text>', 'why (required)');
    command.action((id: string, options: { readonly reason?: string }) =>
      withPlatform((platform) => take(platform, operations, id, options.reason)),
    );
  }
  apps
    .command('rotate-token-key')
    .description('sign access tokens with a new key; the one before goes on telling its own')
    .action(async () => tell(`Tokens are signed with the key ${await rotateTokenKey()} from now on.`));
}

/** Steps by the beginning of the id that they are for. */
type Operations = Readonly<Record<string, string>>;

const steps: readonly (readonly [name: string, description: string, operations: Operations])[] = [
  ['install', 'let in an app that was asked for', { ins: 'installApp' }],
  ['suspend', 'stop an app, or one of its installs', { app: 'suspendApp', ins: 'suspendInstall' }],
  ['resume', 'let an app, or one of its installs, go on', { app: 'resumeApp', ins: 'resumeInstall' }],
  ['remove', 'take an app out of a place for good', { ins: 'removeInstall' }],
];

interface ListedApp {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly state: string;
  readonly installs: {
    readonly nodes: readonly { readonly id: string; readonly state: string; readonly divisionKey: string }[];
  };
}

/** Who owns the database: may do what its keeper may, and is told apart from everybody in the audit. */
function keeper(): Caller {
  const classes: readonly DataClass[] = ['PUBLIC', 'CONDITIONAL', 'INTERNAL', 'PERSONAL', 'SENSITIVE'];
  return makeCaller(
    {
      app: stableId('app command line', 0),
      subject: 'command-line',
      tenant: 0,
      audience: 'INTERNAL',
      organizationId: null,
      language: 'en',
      grants: [...businessDomains, ...platformDomains].flatMap((domain) =>
        classes.map((dataClass) => ({ scope: `${domain}:admin` as const, division: null, dataClass })),
      ),
    },
    (division) => codeTree().ranges(division, today()),
  );
}

/** What a document answers. @throws Error with what is wrong */
async function asked<Data>(platform: Platform, source: string, variables: object): Promise<Data> {
  const { data, errors } = await platform.run({ source, variables: { ...variables } }, keeper());
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data as Data;
}

async function listApps(platform: Platform, tenant: number): Promise<readonly ListedApp[]> {
  const source = `query ($tenant: Int!, $after: String) {
    apps(filter: { tenant: { eq: $tenant } }, first: 100, after: $after) {
      nodes { id name owner state installs(first: 100) { nodes { id state divisionKey } } }
      pageInfo { hasNextPage endCursor } } }`;
  const all: ListedApp[] = [];
  let after: string | null = null;
  do {
    const { apps }: Page = await asked<Page>(platform, source, { tenant, after });
    all.push(...apps.nodes);
    after = apps.pageInfo.hasNextPage ? apps.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

interface Page {
  readonly apps: {
    readonly nodes: readonly ListedApp[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

function linesOf({ id, name, owner, state, installs }: ListedApp): readonly string[] {
  const each = installs.nodes.map((one) => `  ${one.id}  ${one.state}  ${one.divisionKey}`);
  return [`${id}  ${state}  ${name} (${owner})`, ...each];
}

/** Takes a step with the app or install of the id, at its version. */
async function take(
  platform: Platform,
  operations: Operations,
  id: string,
  reason: string | undefined,
): Promise<void> {
  const [prefix = ''] = id.split('_');
  const operation = operations[prefix];
  if (operation === undefined)
    throw new Error(`This is for ids that begin with ${Object.keys(operations).join(' or ')}, not "${id}".`);
  const { node } = await asked<{ node: { version: number } | null }>(
    platform,
    'query ($id: ID!) { node(id: $id) { ... on App { version } ... on AppInstall { version } } }',
    { id },
  );
  if (node === null) throw new Error(`Nothing has the id ${id}.`);
  const input = {
    [prefix === 'app' ? 'app' : 'install']: { id },
    expectedVersion: node.version,
    idempotencyKey: newId(),
    ...(reason === undefined ? {} : { reason }),
  };
  const answer = await asked<
    Record<string, { readonly userErrors: readonly { readonly message: string }[] }>
  >(
    platform,
    `mutation ($input: ${pascalName(operation)}Input!) { ${operation}(input: $input) { userErrors { message } } }`,
    { input },
  );
  const { userErrors } = answer[operation]!;
  if (userErrors.length > 0) throw new Error(userErrors.map(({ message }) => message).join('\n'));
  tell(`${operation}: ${id}. Servers notice within seconds.`);
}

// `webhooks list | replay | test`: where events are sent to, and what an administrator does about it.
import { InvalidArgumentError, type Command } from 'commander';
import { pascalName } from '../kernel/graph/names.js';
import { newId } from '../kernel/ids.js';
import { platformCaller } from '../server/jobs.js';
import type { Platform } from '../server/platform.js';
import { tell, withPlatform } from './database.js';
import { readTenant } from './options.js';

/** Adds the command and its subcommands. */
export function addWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('endpoints to which events are sent, and deliveries');
  addList(webhooks);
  addReplay(webhooks);
  addTest(webhooks);
}

interface Listed {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly state: string;
  readonly disabledFor: string | null;
  readonly version: number;
  readonly takenThrough: string;
  readonly settledThrough: string;
  readonly failures: number;
  readonly failingSince: string | null;
  readonly deliveriesAggregate: {
    readonly groups: readonly { readonly outcome: string; readonly count: number }[];
  };
}

const endpointFields = `id url description state disabledFor version takenThrough settledThrough failures failingSince
  deliveriesAggregate { groups(by: [OUTCOME]) { outcome count } }`;

function addList(webhooks: Command): void {
  webhooks
    .command('list')
    .description('list the endpoints of an office with how far they have come')
    .requiredOption('--tenant <number>', 'office (required)', readTenant)
    .option('--json', 'as JSON, for programs')
    .action(async ({ tenant, json }: { readonly tenant: number; readonly json?: true }) => {
      const listed = await withPlatform(async (platform) => {
        const endpoints: Listed[] = [];
        for (let after: string | null = null; ;) {
          const { webhookEndpoints: page }: { webhookEndpoints: Page } = await asked(
            platform,
            `query ($tenant: Int!, $after: String) {
              webhookEndpoints(first: 100, after: $after, filter: { tenant: { eq: $tenant } }) {
                nodes { ${endpointFields} } pageInfo { hasNextPage endCursor } } }`,
            { tenant, after },
          );
          endpoints.push(...page.nodes);
          if (!page.pageInfo.hasNextPage) return endpoints;
          after = page.pageInfo.endCursor;
        }
      });
      if (json) return console.log(JSON.stringify(listed, null, 2));
      if (listed.length === 0) return tell(`The office ${tenant} has no endpoints.`);
      for (const endpoint of listed) console.log(lineOf(endpoint));
    });
}

interface Page {
  readonly nodes: readonly Listed[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

function lineOf(endpoint: Listed): string {
  const { id, url, state, disabledFor, takenThrough, settledThrough, failures, failingSince } = endpoint;
  const counts = endpoint.deliveriesAggregate.groups.map(({ outcome, count }) => `${count} ${outcome}`);
  return [
    id,
    disabledFor === null ? state : `${state} (${disabledFor})`,
    url,
    `taken ${takenThrough}, settled ${settledThrough}`,
    counts.join(', ') || 'nothing sent',
    ...(failures > 0 ? [`${failures} failures since ${failingSince}`] : []),
  ].join('  ');
}

function addReplay(webhooks: Command): void {
  webhooks
    .command('replay')
    .description('have a range of events sent again to an endpoint')
    .argument('<endpoint>', 'its id, as `list` tells it')
    .requiredOption('--from <number>', 'first event (required)', readNumber)
    .requiredOption('--through <number>', 'last event (required)', readNumber)
    .option('--missing', 'leave out what was delivered')
    .action(
      async (
        id: string,
        options: { readonly from: string; readonly through: string; readonly missing?: true },
      ) => {
        const { from, through, missing = false } = options;
        await withPlatform((platform) =>
          written(platform, 'replayWebhookDeliveries', id, { from, through, missingOnly: missing }, ''),
        );
        tell(`Events ${from} to ${through} are sent again by the running servers.`);
      },
    );
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string;
}

function addTest(webhooks: Command): void {
  webhooks
    .command('test')
    .description('send a signed test to an endpoint now and tell what came of it')
    .argument('<endpoint>', 'its id, as `list` tells it')
    .option('--dry-run', 'show the request and send nothing')
    .action(async (id: string, { dryRun = false }: { readonly dryRun?: boolean }) => {
      const failed = await withPlatform(async (platform) => {
        const selection = 'webhookDelivery { id } request { method url headers { name value } body }';
        const { request, webhookDelivery } = await written<{
          readonly request: Request | null;
          readonly webhookDelivery: { readonly id: string };
        }>(platform, 'testWebhookEndpoint', id, { dryRun }, selection);
        if (request !== null) {
          const headers = request.headers.map(({ name, value }) => `${name}: ${value}`);
          console.log([`${request.method} ${request.url}`, ...headers, '', request.body].join('\n'));
          return false;
        }
        const { openWebhooks } = await import('../server/webhook-worker.js');
        const worker = openWebhooks(platform);
        await worker.round();
        await worker.stop();
        const { node } = await asked<{ node: { outcome: string; lastStatus: number; lastFault: string } }>(
          platform,
          'query ($id: ID!) { node(id: $id) { ... on WebhookDelivery { outcome lastStatus lastFault } } }',
          { id: webhookDelivery.id },
        );
        console.log([node.outcome, node.lastStatus, node.lastFault].filter(Boolean).join('  '));
        return node.outcome !== 'DELIVERED';
      });
      if (failed) process.exitCode = 1;
    });
}

/** Asks the graph as the platform. @throws Error with what is wrong */
async function asked<Data>(
  platform: Platform,
  source: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const { data, errors } = await platform.run({ source, variables }, platformCaller());
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data as Data;
}

/** Does something to an endpoint as it is now. @throws Error with what it is refused for */
async function written<Payload>(
  platform: Platform,
  operation: 'replayWebhookDeliveries' | 'testWebhookEndpoint',
  id: string,
  input: Readonly<Record<string, unknown>>,
  selection: string,
): Promise<Payload> {
  const find = 'query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { version } } }';
  const { node } = await asked<{ node: { version: number } | null }>(platform, find, { id });
  if (node === null) throw new Error(`No endpoint has the id ${id}.`);
  const type = `${pascalName(operation)}Input!`;
  const { payload } = await asked<{
    payload: Payload & { userErrors: readonly { readonly message: string }[] };
  }>(
    platform,
    `mutation ($input: ${type}) { payload: ${operation}(input: $input) { ${selection} userErrors { message } } }`,
    {
      input: { webhookEndpoint: { id }, expectedVersion: node.version, idempotencyKey: newId(), ...input },
    },
  );
  if (payload.userErrors.length > 0)
    throw new Error(payload.userErrors.map(({ message }) => message).join('\n'));
  return payload;
}

function readNumber(text: string): string {
  if (/^[1-9]\d{0,17}$/.test(text)) return text;
  throw new InvalidArgumentError('An event has a number such as 1024.');
}

// Every way on which data leave the platform beside `/graphql`, as a caller with a credential gets them: by what was asked.
import { setTimeout as pause } from 'node:timers/promises';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { fromBufferPromise } from 'yauzl';
import type { Caller } from '../../../src/kernel/caller.js';
import { graph } from '../../../src/kernel/graph/shape.js';
import { newId } from '../../../src/kernel/ids.js';
import { hashOf } from '../../../src/platform/limits/rules.js';
import { readTables, tableTypes } from '../../../src/platform/sheets/read.js';
import { workOnce } from '../../../src/server/bulk-worker.js';
import { openWebhooks } from '../../../src/server/webhook-worker.js';
import type { TestPlatform } from '../platform.js';
import { idsOf, type Marked } from './insiders.js';
import { others, own } from './marks.js';

/** A credential, and who it makes. */
export interface Keyed {
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string>>;
}

/** What was answered, by what was asked. */
export type Told = ReadonlyMap<string, string>;

/** A way out. It tells the same each time, as long as nothing changes that its caller may see. */
export type WayOut = (world: Outside, by: Keyed) => Promise<Told>;

/** The platform as it is reached from outside. */
export interface Outside {
  readonly gongzhi: TestPlatform;
  readonly marked: Marked;
  /** Cursors to everybody's rows, by list. */
  readonly cursors: ReadonlyMap<string, readonly string[]>;
  /** Address of the server, without a path. */
  readonly base: string;
  /** Of so many lists and types one is asked about, where all would take too long. */
  readonly oneOf: number;
  /** Number of the last event of one's own office before anything is done here. */
  readonly head: number;
  /** Most events of an office that are told; those that follow are of what is done here. */
  readonly events: number;
}

/** Whether everything is asked for in every way; otherwise of lists some are written as files, which takes a while, and the others not. */
export const thorough = process.env['LAWS_THOROUGH'] === 'on';
const filed = 4;

/** Those of some that are asked about. */
const some = <T>({ oneOf }: Pick<Outside, 'oneOf'>, all: readonly T[]): readonly T[] =>
  all.filter((_, i) => i % oneOf === 0);

const forms = ['jsonl', 'csv', 'xlsx'] as const;

/** The text of whatever was sent: tables and archives are opened. */
export async function textOf(content: Buffer, mediaType: string): Promise<string> {
  if (mediaType === tableTypes.xlsx) return JSON.stringify(await readTables(content, mediaType));
  if (mediaType !== 'application/zip') return content.toString('utf8');
  const zip = await fromBufferPromise(content);
  const texts: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const inside = entry.fileName.endsWith('.xlsx') ? tableTypes.xlsx : 'text/plain';
    texts.push(entry.fileName, await textOf(Buffer.concat(chunks), inside));
  }
  return texts.join('\n');
}

/** Headers that differ each time. */
const passing = new Set(['date', 'x-request-id', 'ratelimit', 'etag', 'content-length']);

/** The whole answer to a request: status, headers and content, without the request's own id. */
async function sent({ base }: Outside, by: Keyed, path: string, body?: object): Promise<string> {
  const response = await fetch(base + path, {
    headers: { ...by.headers, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  const content = await textOf(Buffer.from(await response.arrayBuffer()), mediaType);
  const requestId = response.headers.get('x-request-id') ?? 'none';
  const headers = [...response.headers].filter(([name]) => !passing.has(name));
  const told = `${response.status} ${JSON.stringify(headers)} ${content}`;
  // What is left of the budget differs as well.
  const same = told.replaceAll(requestId, 'this request').replaceAll(/"bucket":\{[^}]*\}/g, '');
  // A workbook says when it was made, by the clock of the machine.
  return path.endsWith('.xlsx') ? same.replaceAll(/"sha256": "\w+"|"bytes": \d+/g, '') : same;
}

const fieldsOf = (type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] =>
  Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));

/** Everything of an object, what it leads to down to a depth, and how much there is in its lists. */
function wholeOf(type: GraphQLObjectType, depth: number): string {
  const selected = fieldsOf(type).flatMap((field): readonly string[] => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    if (depth === 0 || !isObjectType(named)) return [];
    if (named.name.endsWith('Connection')) return [`${field.name} { totalCount }`];
    const inside = wholeOf(named, depth - 1);
    return inside === '' ? [] : [`${field.name} { ${inside} }`];
  });
  return selected.join(' ');
}

/** Lists at the top of a graph with a query for each that tells everything of its rows. */
export function listsOf(schema: GraphQLSchema): readonly (readonly [list: string, document: string])[] {
  const roots = schema.getQueryType()!.getFields();
  return Object.values(roots).flatMap(({ name, type }) => {
    const connection = getNamedType(type);
    if (!isObjectType(connection) || !connection.name.endsWith('Connection')) return [];
    const row = getNamedType(connection.getFields()['nodes']!.type);
    if (!isObjectType(row)) return [];
    return [[name, `{ ${name}(first: 10) { nodes { ${wholeOf(row, 1)} } } }`] as const];
  });
}

/** Selections of objects of any type with their texts, each within the limits of a document. */
function textsOfObjects(schema: GraphQLSchema): readonly string[] {
  const node = schema.getType('Node');
  const types = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
  /** What stands under a name in an answer is of one type; another name for the rest is not worth its price. */
  const of = new Map<string, string>();
  const parts: string[] = [];
  for (const type of types) {
    const texts = fieldsOf(type).filter(({ name, type: declared }) => {
      if (!['String', 'ID'].includes(getNamedType(declared).name)) return false;
      if (!of.has(name)) of.set(name, String(declared));
      return of.get(name) === String(declared);
    });
    const part = `... on ${type.name} { ${texts.map(({ name }) => name).join(' ')} }`;
    const last = parts.at(-1);
    if (last !== undefined && last.length + part.length < 9_000) parts[parts.length - 1] = `${last}\n${part}`;
    else parts.push(part);
  }
  return parts;
}

const written = 'sequence type at division operation idempotencyKey requestId';

/** The pages of the feed of an office. */
export async function feedOf(
  { gongzhi, events: most }: Outside,
  { caller }: Keyed,
  office: number,
): Promise<readonly { readonly sequence: string }[]> {
  const events: { readonly sequence: string }[] = [];
  for (let after = '0'; ;) {
    const { changes } = await gongzhi.read<{
      changes: { events: { sequence: string }[]; through: string; head: string };
    }>(
      `query ($office: Int, $after: BigInt) { changes(office: $office, after: $after, first: 100) {
        events { ${written} objects { __typename id } } through head } }`,
      { office, after },
      caller,
    );
    events.push(...changes.events);
    after = changes.through;
    if (events.length >= most || BigInt(after) >= BigInt(changes.head)) return events.slice(0, most);
  }
}

interface Client {
  iterate(payload: object): AsyncIterableIterator<{ readonly data?: unknown; readonly errors?: unknown }>;
  dispose(): unknown;
}

/** Takes so many messages of a stream. */
async function taken(client: Client, count: number, payload: object): Promise<readonly string[]> {
  const told: string[] = [];
  // Nothing is told: what would come cannot be waited for.
  if (count === 0) return told;
  try {
    for await (const message of client.iterate(payload)) {
      told.push(JSON.stringify([message.data, message.errors]));
      if (told.length >= count) break;
    }
  } finally {
    await client.dispose();
  }
  return told;
}

const clients: Readonly<Record<'ws' | 'sse', (world: Outside, by: Keyed) => Client>> = {
  ws: ({ base }, { headers }) =>
    createWsClient({
      url: `${base.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: headers,
      retryAttempts: 0,
    }),
  sse: ({ base }, { headers }) =>
    createSseClient({ url: `${base}/graphql/stream`, headers, retryAttempts: 0 }),
};

/** Subscriptions to the events of every office, as far as the feed tells of any. */
const streamed =
  (kind: 'ws' | 'sse'): WayOut =>
  async (world, by) => {
    const told = new Map<string, string>();
    const parts = some(world, textsOfObjects(world.gongzhi.platform.schema(by.caller.audience)));
    for (const office of [own.tenant, ...others]) {
      // Webhooks tell all of them.
      const events = thorough ? world.events : Math.min(world.events, 40);
      const expected = await feedOf({ ...world, events }, by, office);
      told.set(`${kind} feed of ${office}`, JSON.stringify(expected));
      for (const [i, part] of (office === own.tenant ? parts : parts.slice(0, 1)).entries()) {
        const query = `subscription ($office: Int) { changes(office: $office, after: "0") {
          ${written} objects { __typename id ${part} } } }`;
        const variables = { office };
        const messages = await taken(clients[kind](world, by), expected.length, { query, variables });
        told.set(`${kind} ${office} ${i}`, messages.join('\n'));
      }
    }
    return told;
  };

/** Messages by the numbers in their ids. */
const numberOf = (message: string): number => Number(/^evt_\d+_(\d+) /.exec(message)![1]);
const inOrder = (one: string, other: string): number => numberOf(one) - numberOf(other);

/** Messages to an endpoint for every event of the office. */
const webhooks: WayOut = async (world, { caller }) => {
  const { gongzhi } = world;
  const told = new Map<string, string>();
  const sentTo = new Map<string, string[]>();
  const worker = openWebhooks(gongzhi.platform, {
    send: ({ url }, headers, body) => {
      const id = headers['webhook-id'];
      const all = sentTo.get(url.href) ?? [];
      sentTo.set(url.href, [...all, `${id} ${body}`]);
      return Promise.resolve({ status: 204, fault: null, retryAfterMs: null, durationMs: 1 });
    },
  });
  const parts = some(world, textsOfObjects(gongzhi.platform.schema(caller.audience)));
  for (const [i, part] of parts.entries()) {
    const { userErrors } = await gongzhi.write(
      'createWebhookEndpoint',
      {
        division: { code: own.county },
        url: `https://93.184.215.14/${i}`,
        signature: 'V1',
        after: String(Math.max(0, world.head - world.events)),
        selection: `subscription { changes { ${written} objects { __typename id ${part} } } }`,
      },
      undefined,
      { as: caller },
    );
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  }
  // What is due is due at the clock's instant, which stands.
  await worker.round();
  await worker.stop();
  await gongzhi.admin(`UPDATE "WebhookEndpoint" SET "state" = 'RETIRED'`);
  for (const [url, messages] of sentTo) {
    const inTime = messages.filter((one) => numberOf(one) <= world.head);
    told.set(`webhook ${url}`, inTime.toSorted(inOrder).join('\n'));
  }
  return told;
};

/** Lists as files, in turn in each form. */
const exports: WayOut = async (world, by) => {
  const told = new Map<string, string>();
  const { platform } = world.gongzhi;
  const all = some(
    { oneOf: thorough ? world.oneOf : world.oneOf * filed },
    listsOf(platform.schema(by.caller.audience)).map((one, i) => [...one, forms[i % forms.length]!] as const),
  );
  for (let from = 0; from < all.length; from += 5) {
    const begun = all.slice(from, from + 5).map(async ([list, document, form]) => {
      const { bulkExport, userErrors } = await world.gongzhi.write<{ bulkExport: { id: string } | null }>(
        'exportQuery',
        { document, format: form.toUpperCase() },
        undefined,
        { as: by.caller },
      );
      if (!bulkExport) throw new Error(`${list}: ${JSON.stringify(userErrors)}`);
      return [`export ${list}.${form}`, bulkExport.id] as const;
    });
    const jobs = await Promise.all(begun);
    while (await workOnce(platform)) await pause(0);
    for (const [name, id] of jobs) {
      const source = `query ($id: ID!) { bulkExport(ref: { id: $id }) { state reason rowCount receipt redactions } }`;
      const { bulkExport } = await world.gongzhi.read<{ bulkExport: Record<string, unknown> }>(
        source,
        { id },
        by.caller,
      );
      const content = await sent(world, by, `/exports/${id}`);
      const made = `${JSON.stringify(bulkExport)} ${content}`;
      told.set(name, made.replaceAll(id.slice(-12), 'this export'));
    }
  }
  return told;
};

/** Lists as trusted documents of the caller's app, and rows of others by their ids. */
const addresses: WayOut = async (world, by) => {
  const told = new Map<string, string>();
  const { gongzhi, marked } = world;
  const { app, tenant, audience } = by.caller;
  const register = (name: string, text: string): Promise<unknown> =>
    gongzhi.admin(
      `INSERT INTO "TrustedDocument" ("tenant", "id", "app", "name", "text", "hash", "audience", "state", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'ACTIVE', now(), now())`,
      [tenant, newId(), app, name, text, hashOf(text), audience],
    );
  const all = listsOf(gongzhi.platform.schema(audience))
    .map((one, i) => [...one, ['csv', 'xlsx', 'json'][i % 3]!] as const)
    .filter((_, i) => thorough || i % filed !== 0);
  for (const [list, document, form] of some(world, all)) {
    const name = list.toLowerCase();
    await register(name, document);
    told.set(`q ${list}.${form}`, await sent(world, by, `/q/${name}.${form}`));
    // Tables go on behind a row, whosever it is.
    for (const cursor of form === 'json' ? [] : (world.cursors.get(list) ?? []).slice(0, 2))
      told.set(
        `q ${list}.${form} ${cursor}`,
        await sent(world, by, `/q/${name}.${form}?cursor=${encodeURIComponent(cursor)}`),
      );
  }
  await register('one', 'query ($id: ID!) { node(id: $id) { __typename id } }');
  for (const shape of some(world, [...graph().values()]))
    for (const id of shape.identity === null ? [] : idsOf(marked, shape, others).slice(0, 1))
      told.set(`q ${id}`, await sent(world, by, `/q/one.json?id=${id}`));
  return told;
};

/** Every row of others as an entity of the subgraph. */
const subgraph: WayOut = async (world, by) => {
  const told = new Map<string, string>();
  const schema = world.gongzhi.platform.schema(by.caller.audience);
  for (const shape of some(world, [...graph().values()]))
    for (const name of shape.typeNames) {
      const type = schema.getType(name);
      if (shape.identity === null || !isObjectType(type)) continue;
      const representations = idsOf(world.marked, shape).map((id) => ({ __typename: name, id }));
      if (representations.length === 0) continue;
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${name} { ${wholeOf(type, 0)} } } }`;
      told.set(
        `subgraph ${name}`,
        await sent(world, by, '/subgraph', { query, variables: { of: representations.slice(0, 40) } }),
      );
    }
  return told;
};

/** Books of every office in every form, and vouchers. */
const ledgers: WayOut = async (world, by) => {
  const told = new Map<string, string>();
  const ask = async (path: string): Promise<void> => {
    told.set(path, await sent(world, by, path));
  };
  const [fund] = idsOf(world.marked, graph().get('Fund')!, others);
  const transactions = world.marked.known.database.get('LedgerTransaction')!;
  for (const office of [own.tenant, ...others]) {
    for (const form of ['jsonl', 'csv', 'xlsx', 'hledger', 'beancount'])
      await ask(`/ledger/${office}.${form}`);
    await ask(`/ledger/${office}.jsonl?fund=${fund!}`);
    const numbers = transactions.filter(({ tenant }) => Number(tenant) === office).slice(0, 3);
    for (const { number } of numbers) await ask(`/ledger/${office}/vouchers/${String(number)}.zip`);
  }
  return told;
};

/** Files by the ids of others', which are those of another app of one's own office as well. */
const files: WayOut = async (world, by) => {
  const told = new Map<string, string>();
  const paths = {
    EvidenceFile: (id: string) => `/files/${id}`,
    BulkExport: (id: string) => `/exports/${id}`,
    BulkImport: (id: string) => `/imports/${id}/refused.csv`,
  };
  for (const [name, pathOf] of Object.entries(paths))
    for (const id of idsOf(world.marked, graph().get(name)!, others).slice(0, 4))
      told.set(pathOf(id), await sent(world, by, pathOf(id)));
  return told;
};

/** The ways by name. */
export const waysOut: Readonly<Record<string, WayOut>> = {
  ws: streamed('ws'),
  sse: streamed('sse'),
  webhooks,
  exports,
  addresses,
  subgraph,
  ledgers,
  files,
};

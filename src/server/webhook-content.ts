// What an endpoint is told: the events that its reader may see, and the body of a delivery as its selection says.
import { Kind, parse, print, type FieldNode } from 'graphql';
import type { Caller } from '../kernel/caller.js';
import type { Change } from '../kernel/changes.js';
import { today } from '../kernel/clock.js';
import { limits, webhooks } from '../kernel/config.js';
import { codeTree } from '../kernel/entity.js';
import { encodeId, newId } from '../kernel/ids.js';
import { eventsAfter } from '../platform/outbox/read.js';
import type { Claimed } from '../platform/webhooks/claim.js';
import { bodyOf, pingBody, type Body } from '../platform/webhooks/message.js';
import type { Endpoint } from '../platform/webhooks/rows.js';
import type { Errand, Page } from '../platform/webhooks/take.js';
import { askingAs } from './asking.js';
import type { Platform } from './platform.js';

/** A page of the events that an endpoint is told, as far as its reader may see something of them. */
export async function eventsFor(
  platform: Platform,
  reader: Caller,
  endpoint: Endpoint,
  errand: Errand,
): Promise<Page> {
  const { tenant, types, divisionKey, takenThrough, replayAfter, replayThrough } = endpoint;
  const after = errand === 'new' ? takenThrough : replayAfter!;
  const page = await eventsAfter(platform.pool, {
    tenant,
    after,
    types: types.length === 0 ? undefined : types,
    within: codeTree().ranges(await codeOf(platform, reader, divisionKey), today()),
    limit: webhooks.page,
  });
  const through = errand === 'new' || page.through < replayThrough! ? page.through : replayThrough!;
  const told = page.events.filter(({ sequence }) => sequence <= through);
  return { events: await visible(platform, reader, told), through, gap: page.gap };
}

/** The code that a division bears today; one that is no more keeps the digits of its key. */
async function codeOf(platform: Platform, reader: Caller, divisionKey: string): Promise<string> {
  const ask = askingAs(platform, reader, newId());
  const id = encodeId({ prefix: 'div', tenant: 0, key: divisionKey });
  const source = 'query ($id: ID!) { node(id: $id) { ... on Division { code } } }';
  const { node } = (await ask(source, { id })) as { node: { code: string } | null };
  return node?.code ?? divisionKey;
}

/** The events of which the reader may see an object. */
async function visible(
  platform: Platform,
  reader: Caller,
  events: readonly Change[],
): Promise<readonly Change[]> {
  const ask = askingAs(platform, reader, newId());
  const ids = [...new Set(events.flatMap(({ objects }) => objects))];
  const seen = new Set<string>();
  for (let i = 0; i < ids.length; i += limits.listItems) {
    const source = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const { nodes } = await ask(source, { ids: ids.slice(i, i + limits.listItems) });
    for (const node of nodes as readonly ({ readonly id: string } | null)[]) if (node) seen.add(node.id);
  }
  return events.filter(({ objects }) => objects.some((id) => seen.has(id)));
}

/** The body of a delivery for its reader; null where it may see nothing of it any more. */
export async function contentOf(
  platform: Platform,
  reader: Caller,
  { endpoint, delivery }: Claimed,
): Promise<Body | null> {
  const { kind, type, occurredAt: timestamp, sequence, gapFrom } = delivery;
  if (kind === 'PING')
    return pingBody(encodeId({ prefix: 'whe', tenant: endpoint.tenant, key: endpoint.id }), timestamp);
  if (kind === 'GAP')
    return bodyOf({ type, timestamp, data: { from: String(gapFrom), through: String(sequence) } });
  const data = await renderedFor(platform, reader, endpoint, sequence!);
  return data === null ? null : bodyOf({ type, timestamp, data: { ...data, sequence: String(sequence) } });
}

/** What the selection says of an event, as its reader sees it now; null where nothing of it is visible. */
async function renderedFor(
  platform: Platform,
  reader: Caller,
  { tenant, selection }: Endpoint,
  sequence: bigint,
): Promise<Readonly<Record<string, unknown>> | null> {
  const { events } = await eventsAfter(platform.pool, { tenant, after: sequence - 1n, limit: 1 });
  const [event] = events;
  if (event?.sequence !== sequence) return null;
  const document = parse(selection);
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
  const [changes] = operation.selectionSet.selections as readonly FieldNode[];
  const data: Record<string, unknown> = {};
  for (const field of changes!.selectionSet!.selections as readonly FieldNode[]) {
    const name = field.alias?.value ?? field.name.value;
    if (field.name.value === 'objects') {
      const source = `query ($ids: [ID!]!) { nodes(ids: $ids) ${print(field.selectionSet!)} } ${fragments.map((one) => print(one)).join(' ')}`;
      const { nodes } = await askingAs(platform, reader, newId())(source, { ids: event.objects });
      const there = (nodes as readonly unknown[]).filter((one) => one !== null);
      if (there.length === 0) return null;
      data[name] = there;
    } else data[name] = String(event[field.name.value as keyof typeof event]);
  }
  return data;
}

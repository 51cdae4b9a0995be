// What an endpoint is told: the events that its reader may see, and the body of a delivery as its selection says.
import type { Caller } from '../kernel/caller.js';
import { changeFeed } from '../kernel/changes.js';
import { webhooks } from '../kernel/config.js';
import { encodeId, newId } from '../kernel/ids.js';
import { answerOf } from '../kernel/run.js';
import type { Claimed } from '../platform/webhooks/claim.js';
import { bodyOf, gapBody, pingBody, type Body } from '../platform/webhooks/message.js';
import type { Endpoint } from '../platform/webhooks/rows.js';
import type { Errand, Page } from '../platform/webhooks/take.js';
import { askingAs } from './asking.js';
import { renderChange } from './changes.js';
import type { Platform } from './platform.js';

/** What is sent cannot be made now, for want of a database or of a budget, and can be soon. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

const feed = `query ($office: Int!, $after: BigInt!, $types: [String!], $within: DivisionCode!, $first: Int!) {
  changes(office: $office, after: $after, types: $types, within: $within, first: $first) {
    events { sequence type at } through gap { from to } } }`;

interface Fed {
  readonly events: readonly { readonly sequence: string; readonly type: string; readonly at: string }[];
  readonly through: string;
  readonly gap: { readonly from: string; readonly to: string } | null;
}

/** A page of the events that an endpoint is told: the feed as its reader has it. */
export async function eventsFor(
  platform: Platform,
  reader: Caller,
  endpoint: Endpoint,
  errand: Errand,
): Promise<Page> {
  const { tenant, types, divisionKey, takenThrough, replayAfter, replayThrough } = endpoint;
  const ask = askingAs(platform, reader, newId());
  const { changes } = (await ask(feed, {
    office: tenant,
    after: String(errand === 'new' ? takenThrough : replayAfter),
    types: types.length === 0 ? null : types,
    within: await codeOf(platform, reader, divisionKey),
    first: webhooks.page,
  })) as { readonly changes: Fed };
  const last = errand === 'new' ? null : replayThrough;
  const upTo = (number: string): bigint => (last === null || BigInt(number) < last ? BigInt(number) : last);
  return {
    events: changes.events
      .map((event) => ({ ...event, sequence: BigInt(event.sequence) }))
      .filter(({ sequence }) => last === null || sequence <= last),
    through: upTo(changes.through),
    gap: changes.gap && { from: BigInt(changes.gap.from), to: upTo(changes.gap.to) },
  };
}

/** The code that a division bears today; one that is no more keeps the digits of its key. */
async function codeOf(platform: Platform, reader: Caller, divisionKey: string): Promise<string> {
  const ask = askingAs(platform, reader, newId());
  const id = encodeId({ prefix: 'div', tenant: 0, key: divisionKey });
  const source = 'query ($id: ID!) { node(id: $id) { ... on Division { code } } }';
  const { node } = (await ask(source, { id })) as { node: { code: string } | null };
  return node?.code ?? divisionKey;
}

/** The platform without the copies of its database: one that lags would hide what the event is about. */
function atTheSource(platform: Platform): Platform {
  const { copies: _copies, ...engine } = platform.engine;
  return { ...platform, engine };
}

/** Statuses of answers that are others soon. */
const passing: readonly number[] = [429, 503, 504];

/**
 * The body of a delivery for its reader; null where it may see nothing of it any more. Throws NotNow where it can be made
 * soon, and another Error where the selection cannot be told.
 */
export async function contentOf(
  platform: Platform,
  reader: Caller,
  { endpoint, delivery }: Claimed,
): Promise<Body | null> {
  const { tenant, id, selection } = endpoint;
  const { kind, type, occurredAt: timestamp, gapFrom } = delivery;
  if (kind === 'PING') return pingBody(encodeId({ prefix: 'whe', tenant, key: id }), timestamp);
  const sequence = delivery.sequence!;
  if (kind === 'GAP') return gapBody(gapFrom!, sequence, timestamp);
  const { events } = await changeFeed()(platform.pool, { tenant, after: sequence - 1n, limit: 1 });
  const [change] = events;
  // It is sent again after it was removed.
  if (change?.sequence !== sequence) return gapBody(sequence, sequence, timestamp);
  const reply = await renderChange(atTheSource(platform), { source: selection }, change, reader);
  if (reply === null) return null;
  if (passing.includes(reply.status)) throw new NotNow();
  const { data, errors } = answerOf(reply);
  if (errors || !data) throw new Error(`A selection cannot be told: ${JSON.stringify(errors)}`);
  const changes = data['changes'] as Readonly<Record<string, unknown>>;
  return bodyOf({ type, timestamp, data: { ...changes, sequence: String(sequence) } });
}

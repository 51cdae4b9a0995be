// The webhook worker of a process: makes deliveries of new events and sends what is due, beside the workers of others.
import type { WebhookDisabling } from '../generated/database.js';
import { anonymous } from '../kernel/caller.js';
import { nowIso, nowMs } from '../kernel/clock.js';
import { webhooks } from '../kernel/config.js';
import { log } from '../platform/log.js';
import { AddressRefused, placeOf, type Resolve } from '../platform/webhooks/address.js';
import {
  claim,
  endpointsDue,
  record,
  release,
  skip,
  type Claim,
  type Claimed,
} from '../platform/webhooks/claim.js';
import { requestOf, type Body } from '../platform/webhooks/message.js';
import { readerOf } from '../platform/webhooks/reader.js';
import { post, type Exchange } from '../platform/webhooks/send.js';
import { endpointsBehind, removeSettled, take, type Errand } from '../platform/webhooks/take.js';
import type { Endpoint } from '../platform/webhooks/rows.js';
import type { EventHub } from './event-hub.js';
import { runOneJob } from './jobs.js';
import type { Platform } from './platform.js';
import { contentOf, eventsFor, NotNow } from './webhook-content.js';

/** A worker. Several work beside each other: what one has taken no other sends. */
export interface WebhookWorker {
  /** Begins to work by itself: at intervals, and whenever events were numbered. */
  start(hub: EventHub): void;
  /** Takes over what is new and sends what is due, until nothing is left to be done now. */
  round(): Promise<void>;
  /** Stops; requests that are under way end, or are given back for another process. */
  stop(): Promise<void>;
}

/** What tests put in place of the world. */
export interface WebhookWorld {
  readonly resolve?: Resolve;
  readonly send?: typeof post;
  /** How long requests that are under way may take when the worker stops. */
  readonly drainMs?: number;
}

/** Nothing was sent. */
const unsent = (fault: Exchange['fault']): Exchange => ({
  status: null,
  fault,
  retryAfterMs: null,
  durationMs: 0,
});

/** Opens a worker; it does nothing before it is started. */
export function openWebhooks(
  platform: Platform,
  { resolve, send = post, drainMs = webhooks.drainMs }: WebhookWorld = {},
): WebhookWorker {
  const { pool } = platform;
  let stopping = false;
  /** Cuts requests off that take too long when the worker stops. */
  const cut = new AbortController();
  const underWay = new Set<Promise<void>>();
  /** Endpoints behind which no credential stands, or whose events could not be read, and until when they are left alone. */
  const waiting = new Map<string, number>();
  /** Endpoints of which nothing could be taken, as where their keys cannot be read, and until when. */
  const barred = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let cleaner: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;
  let looking: Promise<boolean> | undefined;
  let again = false;

  const attempt = async (keys: Claim['keys'], one: Claimed): Promise<void> => {
    const { endpoint, delivery } = one;
    // A test says nothing that anybody may not see.
    const reader = delivery.kind === 'PING' ? anonymous('zh-CN') : await readerOf(pool, endpoint);
    if (reader === null) return release(pool, one, nowMs() + webhooks.withoutReaderMs);
    let content: Body | null;
    const at = nowIso();
    try {
      content = await contentOf(platform, reader, one);
    } catch (error) {
      if (error instanceof NotNow) return release(pool, one, nowMs() + webhooks.againMs);
      log.warn({ error, endpoint: endpoint.id }, 'what is sent to a webhook could not be made');
      return finish(one, { exchange: unsent('CONTENT'), at, bodyBytes: 0, thin: false });
    }
    if (content === null) return skip(pool, one);
    const { text, thin } = content;
    const exchange = await exchanged(endpoint, requestOf(keys, delivery.messageId, nowMs(), text));
    // Whether it arrived is not known: it is sent again, under the same id.
    if (cut.signal.aborted && exchange.status === null) return release(pool, one, 0);
    await finish(one, { exchange, at, bodyBytes: Buffer.byteLength(text), thin });
  };
  const exchanged = async (
    { url, synthetic }: Endpoint,
    { headers, body }: ReturnType<typeof requestOf>,
  ): Promise<Exchange> => {
    try {
      const place = await placeOf(url, { plain: synthetic, ...(resolve ? { resolve } : {}) });
      return await send(place, headers, body, { signal: cut.signal });
    } catch (error) {
      if (error instanceof AddressRefused) return unsent('ADDRESS');
      throw error;
    }
  };
  const finish = async (one: Claimed, told: Parameters<typeof record>[2]): Promise<void> => {
    const ending: WebhookDisabling | null = await record(pool, one, told);
    if (ending !== null) await runOneJob(platform, 'disable-webhooks');
  };
  const run = ({ endpoint, lease, keys, deliveries }: Claim): void => {
    for (const delivery of deliveries) {
      const work = attempt(keys, { endpoint, lease, delivery })
        // Its lease ends by itself, and then it is taken up again.
        .catch((error: unknown) => log.error({ error, delivery: delivery.id }, 'a webhook could not be sent'))
        .finally(() => {
          underWay.delete(work);
          lookSoon();
        });
      underWay.add(work);
    }
  };

  /** Makes deliveries of a page of an endpoint's events. @returns whether it has come further */
  const follow = async (endpoint: Endpoint): Promise<boolean> => {
    const reader = await readerOf(pool, endpoint);
    if (reader === null) {
      waiting.set(endpoint.id, nowMs() + webhooks.withoutReaderMs);
      return false;
    }
    waiting.delete(endpoint.id);
    let moved = false;
    for (const errand of errandsOf(endpoint)) {
      const page = await eventsFor(platform, reader, endpoint, errand);
      // A copy of the database that lags knows of nothing new yet.
      const reached = errand === 'new' ? endpoint.takenThrough : endpoint.replayAfter!;
      if (page.gap === null && page.through <= reached) continue;
      moved = (await take(pool, endpoint, errand, page)) || moved;
    }
    return moved;
  };
  /** Does so for every endpoint that is behind. @returns whether one has come further */
  const takeOver = async (): Promise<boolean> => {
    let moved = false;
    for (const endpoint of await endpointsBehind(pool)) {
      if (stopping) break;
      if ((waiting.get(endpoint.id) ?? 0) > nowMs()) continue;
      try {
        moved = (await follow(endpoint)) || moved;
      } catch (error) {
        // What is wrong with one endpoint is not the others' trouble.
        waiting.set(endpoint.id, nowMs() + webhooks.againMs);
        log.warn({ error, endpoint: endpoint.id }, 'the events of a webhook could not be read');
      }
    }
    return moved;
  };
  const sendDue = async (): Promise<boolean> => {
    let claimed = false;
    for (const key of await endpointsDue(pool)) {
      const room = webhooks.atOncePerProcess - underWay.size;
      if (room <= 0 || stopping) break;
      if ((barred.get(key.id) ?? 0) > nowMs()) continue;
      try {
        const taken = await claim(pool, key, room);
        if (taken === null) continue;
        claimed = true;
        run(taken);
      } catch (error) {
        barred.set(key.id, nowMs() + webhooks.againMs);
        log.error({ error, endpoint: key.id }, 'what is due for a webhook could not be taken');
      }
    }
    return claimed;
  };
  const look = (): Promise<boolean> =>
    (looking ??= (async () => {
      const moved = await takeOver();
      const claimed = await sendDue();
      return moved || claimed;
    })().finally(() => (looking = undefined)));
  const lookSoon = (): void => {
    if (!timer || stopping) return;
    // What came while one look was under way is seen by the next one only.
    if (looking) {
      again = true;
      return;
    }
    void goOn();
  };
  const goOn = async (): Promise<void> => {
    try {
      const busy = await look();
      if (!busy && !again) return;
      again = false;
      lookSoon();
    } catch (error) {
      log.warn({ error }, 'webhooks could not be looked after');
    }
  };
  return {
    start(hub) {
      timer = setInterval(lookSoon, webhooks.everyMs).unref();
      unsubscribe = hub.onSequenced(lookSoon);
      cleaner = setInterval(() => {
        removeSettled(pool, new Date(nowMs() - webhooks.keptMs).toISOString()).catch((error: unknown) =>
          log.warn({ error }, 'old webhook deliveries could not be removed'),
        );
      }, webhooks.removeEveryMs).unref();
      lookSoon();
    },
    async round() {
      for (;;) {
        const busy = await look();
        await Promise.all(underWay);
        if (!busy) return;
      }
    },
    async stop() {
      clearInterval(timer);
      clearInterval(cleaner);
      timer = undefined;
      unsubscribe?.();
      stopping = true;
      await looking?.catch(() => false);
      const late = setTimeout(() => cut.abort(), drainMs);
      await Promise.all(underWay);
      clearTimeout(late);
    },
  };
}

function errandsOf({ replayAfter }: Endpoint): readonly Errand[] {
  return replayAfter === null ? ['new'] : ['again', 'new'];
}

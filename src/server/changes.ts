// Subscriptions to changes: each event in the form that the subscriber chose, with the rights that it has by then.
import { setTimeout as pause } from 'node:timers/promises';
import { OperationTypeNode } from 'graphql';
import type { Payer } from '../kernel/budget.js';
import type { Caller } from '../kernel/caller.js';
import { changeFeed, gapType, type Change, type ChangeRange } from '../kernel/changes.js';
import { nowMs } from '../kernel/clock.js';
import { streams } from '../kernel/config.js';
import { defineRules, Refusal, refusal } from '../kernel/errors.js';
import { bindingOf, prepare } from '../kernel/prepare.js';
import { readFrom } from '../kernel/read/copies.js';
import { rangeOfSubscription } from '../kernel/run-changes.js';
import type { Reply } from '../kernel/run.js';
import { mayRun } from '../platform/limits/queries.js';
import { log } from '../platform/log.js';
import type { Platform, SourceRequest } from './platform.js';
import { inTurn } from './turns.js';

const rules = defineRules({
  'limit-streams': {
    code: 'RATE_LIMITED',
    zh: '同时打开的事件流不得超过 {limit} 条。',
    en: 'At most {limit} streams may be open at once; close one, or subscribe once for several types.',
  },
  'stream-takes-subscriptions': {
    code: 'BAD_REQUEST',
    zh: '此处仅接受订阅;查询与变更请发送至 POST /graphql。',
    en: 'Only subscriptions are served here; send queries and mutations by POST to /graphql.',
  },
});

/** A message of a stream, and the number after which a reader that has it goes on. */
export interface Message {
  readonly reply: Reply;
  readonly sequence: bigint;
}

/**
 * An event in the form of a subscription.
 *
 * Takes the platform, a document of the form `subscription { changes(…) { … } }`, the event, and its reader; returns the
 * answer, or null where the reader does not see what the event is about. Throws what is wrong with the document.
 */
export async function renderChange(
  platform: Platform,
  request: SourceRequest,
  change: Change,
  caller: Caller,
): Promise<Reply | null> {
  const reply = await platform.answer({ ...platform.request(request, caller), change });
  return reply.hidden ? null : reply;
}

/** Which events a subscription asks for. Throws what is wrong with its document or its arguments. */
export function subscribedRange(platform: Platform, request: SourceRequest, caller: Caller): ChangeRange {
  const asked = platform.request(request, caller);
  const prepared = prepare(asked);
  if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw refusal(rules['stream-takes-subscriptions']);
  return { ...rangeOfSubscription(prepared, bindingOf(prepared, asked)), limit: streams.page };
}

/** How many streams are open, of each who pays and of all. One for each process. */
export class OpenStreams {
  private readonly ofPayer = new Map<string, number>();
  private all = 0;

  /**
   * Counts one more: of an app at its office, or of an address, so that who shows no credential takes none from others.
   * @returns what counts it off. @throws Refusal where there are enough
   */
  open({ tenant, key: payer }: Payer): () => void {
    const key = `${tenant} ${payer}`;
    const own = this.ofPayer.get(key) ?? 0;
    if (own >= streams.perApp) throw refusal(rules['limit-streams'], [], { limit: streams.perApp });
    if (this.all >= streams.perProcess)
      throw refusal(rules['limit-streams'], [], { limit: streams.perProcess });
    this.ofPayer.set(key, own + 1);
    this.all += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.all -= 1;
      const left = this.ofPayer.get(key)! - 1;
      if (left > 0) this.ofPayer.set(key, left);
      else this.ofPayer.delete(key);
    };
  }
}

/** A stream to be: what is subscribed to, and who the subscriber is whenever it is asked. */
export interface Subscribing {
  readonly request: SourceRequest;
  /** Number of the last event that the reader has; the document's where it is not given. */
  readonly after?: bigint | undefined;
  /** The caller with the rights of now. Throws the refusal UNAUTHENTICATED when they have ended. */
  readonly caller: () => Promise<Caller>;
}

/**
 * The messages of a subscription, from its number on: those that are there, then each as it comes, without an end.
 *
 * Takes the platform, the subscription, and a signal that ends it. The next message is made when it is asked for, and
 * with the rights of that moment: a slow reader costs no memory, and falls behind no further than events are kept, after
 * which it gets a gap. Throws where the credential has ended, and where the document may not be run any more.
 */
export async function* streamOf(
  platform: Platform,
  { request, after: given, caller: now }: Subscribing,
  signal: AbortSignal,
): AsyncGenerator<Message, void, void> {
  let caller = await now();
  let range = subscribedRange(platform, request, caller);
  let after = given ?? range.after;
  const { engine, events } = platform;
  const waiting = new Waiting(signal);
  const end = events.onSequenced((tenant) => {
    if (tenant === range.tenant) waiting.wake();
  });
  const { payer } = request;
  // What nobody pays for is the platform's own, and has no turn.
  const turn = <T>(work: () => Promise<T>): Promise<T> =>
    payer ? inTurn(platform, payer, work, 'streams') : work();
  try {
    while (!signal.aborted) {
      waiting.begin();
      caller = await now();
      await mayRun(platform.pool, caller, request.source);
      range = { ...subscribedRange(platform, request, caller), after };
      const page = await turn(() =>
        readFrom(engine.pool, engine.copies, { caller }, (pool) => changeFeed()(pool, range)),
      ).catch((error: unknown) => log.warn({ error }, 'events could not be read for a stream'));
      if (!page) {
        await pause(streams.retryMs, undefined, { signal }).catch(() => {});
        continue;
      }
      const found = page.gap
        ? [gapMessage(range, page.gap, page.gap.to > page.head ? page.head : page.gap.to), ...page.events]
        : page.events;
      for (const change of found) {
        const making = async (): Promise<Reply | null> =>
          renderChange(platform, request, change, await now());
        const reply = await rendered(() => turn(making), signal);
        if (signal.aborted) return;
        if (reply) yield { reply, sequence: change.sequence };
        after = change.sequence;
      }
      after = page.through;
      if (after >= page.head) await waiting.end(streams.recheckMs);
    }
  } finally {
    end();
  }
}

/** How far the zone of business is ahead of UTC. */
const shanghaiMs = 8 * 3_600_000;

/** What tells that events are missing, as an event of its own after which the reader goes on. */
function gapMessage({ tenant }: ChangeRange, gap: Change['gap'], sequence: bigint): Change {
  return {
    tenant,
    sequence,
    type: gapType,
    at: new Date(nowMs() + shanghaiMs).toISOString().replace('Z', '000+08:00'),
    objects: [],
    divisionKey: null,
    operation: null,
    app: null,
    idempotencyKey: null,
    requestId: null,
    ...(gap ? { gap } : {}),
  };
}

/** The answer for an event; waits where it cannot be paid or the database does not answer, because no event is left out. */
async function rendered(making: () => Promise<Reply | null>, signal: AbortSignal): Promise<Reply | null> {
  for (;;) {
    const reply = await making().catch((error: unknown) => {
      if (error instanceof Refusal && error.faults[0]!.code === 'UNAVAILABLE') return undefined;
      throw error;
    });
    if (signal.aborted || reply === null) return null;
    if (reply && !later.has(reply.status)) return reply;
    const waitMs = reply?.retryAfter === undefined ? streams.retryMs : reply.retryAfter * 1000;
    await pause(waitMs, undefined, { signal }).catch(() => {});
  }
}

/** Statuses of what can be answered another time. */
const later: ReadonlySet<number> = new Set([429, 503, 504]);

/** Waits until somebody wakes it, also where that was before the waiting began. */
class Waiting {
  private woken = false;
  private resolve: () => void = () => {};

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.wake(), { once: true });
  }

  begin(): void {
    this.woken = false;
  }

  wake(): void {
    this.woken = true;
    this.resolve();
  }

  async end(ms: number): Promise<void> {
    if (this.woken) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.resolve = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }
}

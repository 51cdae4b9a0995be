// The event hub of a process: numbers what was written, and wakes who waits for a tenant's events.
import { setMaxListeners } from 'node:events';
import type { Pool } from 'pg';
import { events } from '../kernel/config.js';
import { log } from '../platform/log.js';
import { onWritten } from '../platform/outbox/queue.js';
import { eventHeads, sequenceEvents } from '../platform/outbox/sequencer.js';

/** Gets the number of a tenant's last event when it has grown. */
type HeadListener = (tenant: number, head: bigint) => void;

/**
 * The hub of a process. Several hubs work beside each other: each numbers what it finds and looks how far the others came,
 * so that a listener is woken wherever the write was.
 */
export interface EventHub {
  /** Begins to look by itself: at intervals, and soon after each write of this process. */
  start(): void;
  /** Looks now; what the interval calls. Throws where the database cannot be asked. */
  look(): Promise<void>;
  /** Adds a listener, and starts the hub for it. @returns what ends it */
  onSequenced(listener: HeadListener): () => void;
  /** Aborted when the hub closes: streams end then, so that their clients go on elsewhere. */
  readonly ending: AbortSignal;
  /** Stops looking, when what is under way has ended. */
  close(): Promise<void>;
}

/** Opens a hub; it does nothing before it is started. */
export function openEventHub(pool: Pool): EventHub {
  const heads = new Map<number, bigint>();
  const listeners = new Set<HeadListener>();
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let endHints: (() => void) | undefined;
  const ending = new AbortController();
  // Each stream listens; Node warns of more than ten.
  setMaxListeners(0, ending.signal);

  const tell = (tenant: number, head: bigint): void => {
    if (head <= (heads.get(tenant) ?? 0n)) return;
    heads.set(tenant, head);
    for (const listener of listeners) listener(tenant, head);
  };
  const once = async (): Promise<void> => {
    await sequenceEvents(pool);
    // All heads, because other processes number as well.
    for (const { tenant, head } of await eventHeads(pool)) tell(tenant, head);
  };
  const look = async (): Promise<void> => {
    // What was written while one look was under way is seen by the next one only.
    await looking?.catch(() => {});
    await (looking ??= once().finally(() => (looking = undefined)));
  };
  const lookSoon = (): void => {
    look().catch((error: unknown) => log.warn({ error }, 'events could not be numbered'));
  };
  const start = (): void => {
    if (timer || ending.signal.aborted) return;
    timer = setInterval(lookSoon, events.everyMs).unref();
    endHints = onWritten(() => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        lookSoon();
      }, events.gatherMs).unref();
    });
  };
  return {
    ending: ending.signal,
    start,
    look,
    onSequenced(listener) {
      listeners.add(listener);
      start();
      return () => void listeners.delete(listener);
    },
    async close() {
      ending.abort();
      clearInterval(timer);
      clearTimeout(gathering);
      endHints?.();
      listeners.clear();
      await looking?.catch(() => {});
    },
  };
}

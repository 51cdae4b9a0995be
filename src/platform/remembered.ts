// What a process remembers for a moment of who may do what: requests that come together ask the database once.
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { nowMs } from '../kernel/clock.js';

/** How much is remembered, and for how long. */
interface MemorySizes {
  readonly cacheEntries: number;
  readonly cacheMs: number;
}

/** What is remembered by a key, found out anew from what is asked. */
export type Memory<Found extends object, Asked> = LRUCache<string, Found, Asked>;

/**
 * A memory for each pool, so that a process with two databases does not mix them up.
 *
 * Takes how much is remembered, and what finds something out. What does not exist is not kept, so that guesses push nobody's rights out. `forget`
 * lets what was stopped be stopped at once; other processes notice within `cacheMs`. Memories are replaced
 * and not emptied: a question that is under way ends in the old one.
 */
export function remembering<Found extends object, Asked>(
  { cacheEntries, cacheMs }: MemorySizes,
  find: (pool: pg.Pool, asked: Asked) => Promise<Found | undefined>,
): { readonly of: (pool: pg.Pool) => Memory<Found, Asked>; readonly forget: () => Promise<void> } {
  let memories = new WeakMap<pg.Pool, Memory<Found, Asked>>();
  return {
    of: (pool) => {
      let memory = memories.get(pool);
      if (!memory) {
        memory = new LRUCache({
          max: cacheEntries,
          ttl: cacheMs,
          ttlResolution: 0,
          perf: { now: nowMs },
          fetchMethod: (_key, _stale, { context }) => find(pool, context),
        });
        memories.set(pool, memory);
      }
      return memory;
    },
    forget: () => {
      memories = new WeakMap();
      return Promise.resolve();
    },
  };
}

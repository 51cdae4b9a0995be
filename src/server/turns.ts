// So many requests are worked on at once, so many wait for their turn; whoever comes beyond that is told to come again.
import { queue } from '../kernel/config.js';
import { refuse } from '../kernel/errors.js';
import type { Platform } from './platform.js';

/** The requests of a process. */
export class Turns {
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  /** How many are worked on, and how many wait. */
  get state(): { readonly working: number; readonly waiting: number } {
    return { working: this.working, waiting: this.waiting.length };
  }

  /** Waits for a turn. @returns what ends it; null where there is none to be had in time */
  take(): Promise<(() => void) | null> {
    if (this.working < queue.working) return Promise.resolve(this.begin());
    if (this.waiting.length >= queue.waiting) return Promise.resolve(null);
    return new Promise((resolve) => {
      const mine = (): void => {
        clearTimeout(timer);
        resolve(this.begin());
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(mine), 1);
        resolve(null);
      }, queue.waitMs);
      this.waiting.push(mine);
    });
  }

  private begin(): () => void {
    this.working += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.working -= 1;
      this.waiting.shift()?.();
    };
  }
}

const turns = new WeakMap<Platform, Turns>();

/** The turns of what a platform answers, whichever way it was asked. */
export function turnsOf(platform: Platform): Turns {
  let known = turns.get(platform);
  if (!known) turns.set(platform, (known = new Turns()));
  return known;
}

/** Does the work when its turn comes. @throws Refusal UNAVAILABLE where that takes too long */
export async function inTurn<T>(platform: Platform, work: () => Promise<T>): Promise<T> {
  const end = await turnsOf(platform).take();
  if (end === null) throw refuse('UNAVAILABLE');
  try {
    return await work();
  } finally {
    end();
  }
}

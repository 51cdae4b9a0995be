// So many requests are worked on at once, so many wait for their turn; whoever comes beyond that is told to come again.
import type { Payer } from '../kernel/budget.js';
import { documents, files, ledgerExports, queue, streams } from '../kernel/config.js';
import { refuse } from '../kernel/errors.js';
import type { Platform } from './platform.js';

/** A request that waits: what begins it, and what sends it away. */
interface Waiting {
  readonly begin: () => void;
  readonly sendAway: () => void;
}

/** What there is of one who pays. */
interface Own {
  working: number;
  readonly waiting: Waiting[];
}

/** How many turns there are, how many of them one may have who pays, how many may wait, and how long. */
export interface TurnSizes {
  readonly working: number;
  readonly workingOfPayer: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** The requests of a process. Who asks much waits for himself, and not others for him. */
export class Turns {
  private readonly sizes: TurnSizes;
  private working = 0;
  private waiting = 0;
  /** Those who work or wait, in the order in which they are next. */
  private readonly payers = new Map<string, Own>();

  constructor(sizes: TurnSizes) {
    this.sizes = sizes;
  }

  /** How many are worked on, and how many wait. */
  get state(): { readonly working: number; readonly waiting: number } {
    return { working: this.working, waiting: this.waiting };
  }

  /** Waits for a turn. @returns what ends it; null where there is none to be had in time */
  take({ tenant, key: payer }: Pick<Payer, 'tenant' | 'key'>): Promise<(() => void) | null> {
    const key = `${tenant} ${payer}`;
    const own = this.payers.get(key) ?? { working: 0, waiting: [] };
    if (this.mayBegin(own)) {
      this.payers.set(key, own);
      return Promise.resolve(this.begin(key, own));
    }
    if (this.waiting >= this.sizes.waiting && !this.makeRoom(own)) return Promise.resolve(null);
    this.payers.set(key, own);
    return new Promise((resolve) => {
      const mine: Waiting = {
        begin: () => {
          clearTimeout(timer);
          resolve(this.begin(key, own));
        },
        sendAway: () => {
          clearTimeout(timer);
          resolve(null);
        },
      };
      const timer = setTimeout(() => {
        own.waiting.splice(own.waiting.indexOf(mine), 1);
        this.waiting -= 1;
        this.forget(key, own);
        resolve(null);
      }, this.sizes.waitMs);
      own.waiting.push(mine);
      this.waiting += 1;
    });
  }

  private mayBegin({ working }: Own): boolean {
    return this.working < this.sizes.working && working < this.sizes.workingOfPayer;
  }

  private begin(key: string, own: Own): () => void {
    this.working += 1;
    own.working += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.working -= 1;
      own.working -= 1;
      this.forget(key, own);
      this.next();
    };
  }

  /** Begins with the first who waits, and has him come last the next time. */
  private next(): void {
    for (const [key, own] of this.payers) {
      if (own.waiting.length === 0 || !this.mayBegin(own)) continue;
      this.payers.delete(key);
      this.payers.set(key, own);
      this.waiting -= 1;
      own.waiting.shift()!.begin();
      return;
    }
  }

  /** Sends the last away of whoever has most waiting, if those are more than another's. @returns whether there is room now */
  private makeRoom({ waiting: { length } }: Own): boolean {
    const [most] = [...this.payers.values()].toSorted((a, b) => b.waiting.length - a.waiting.length);
    if (!most || most.waiting.length <= length + 1) return false;
    this.waiting -= 1;
    most.waiting.pop()!.sendAway();
    return true;
  }

  private forget(key: string, { working, waiting }: Own): void {
    if (working === 0 && waiting.length === 0) this.payers.delete(key);
  }
}

/** What has turns: requests that somebody waits for, messages of streams, and what takes long and waits for nobody. */
const kinds = {
  requests: queue,
  streams: streams.turns,
  uploads: files.turns,
  documents: documents.turns,
  ledgers: ledgerExports.turns,
} as const;

type Kind = keyof typeof kinds;

const turns = new WeakMap<Platform, Map<Kind, Turns>>();

/** The turns of what a platform answers, whichever way it was asked. */
export function turnsOf(platform: Platform, kind: Kind = 'requests'): Turns {
  let known = turns.get(platform);
  if (!known) turns.set(platform, (known = new Map()));
  let own = known.get(kind);
  if (!own) known.set(kind, (own = new Turns(kinds[kind])));
  return own;
}

/** Does the work when the turn of who pays comes. @throws Refusal UNAVAILABLE where that takes too long */
export async function inTurn<T>(
  platform: Platform,
  payer: Payer,
  work: () => T | Promise<T>,
  kind: Kind = 'requests',
): Promise<T> {
  const end = await turnsOf(platform, kind).take(payer);
  if (end === null) throw refuse('UNAVAILABLE');
  try {
    return await work();
  } finally {
    end();
  }
}

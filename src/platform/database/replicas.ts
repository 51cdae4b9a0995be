// Read-only copies of the database: how far each is, and which of them a request may read from.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { nowMs } from '../../kernel/clock.js';
import { replicas as sizes } from '../../kernel/config.js';
import type { Caller } from '../../kernel/caller.js';
import type { Copies } from '../../kernel/read/copies.js';
import { log } from '../log.js';
import { configureRole, openPool } from './pool.js';

/** A copy as it was at the last look. */
interface Copy {
  readonly pool: pg.Pool;
  /** Name for people: host, port and database. */
  readonly name: string;
  /** Up to where it has the primary's log; null while it does not answer. */
  replayed: bigint | null;
}

/** Copies that are looked at regularly until they are closed. */
export interface Replicas extends Copies {
  /** Looks how far the database and each copy are. A copy that does not answer is left out until it does. */
  look(): Promise<void>;
  /** What is known of each copy: whether reads may go there now. */
  readonly states: () => readonly { readonly name: string; readonly fit: boolean }[];
  close(): Promise<void>;
}

/**
 * Opens the copies of a database.
 *
 * Takes the pool of the database itself and the addresses of its copies; returns them after a first look. One that is
 * away is waited for and not an error.
 */
export async function openReplicas(primary: pg.Pool, urls: readonly string[]): Promise<Replicas> {
  const copies = urls.map((url): Copy => ({ pool: openPool(url), name: nameOf(url), replayed: null }));
  const told = new Set<Copy>();
  /** Where the database stood, by time; the oldest is the one that copies must have reached. */
  let stood: { readonly atMs: number; readonly position: bigint }[] = [];

  const fit = ({ replayed }: Copy, after: bigint | null): boolean =>
    replayed !== null &&
    stood.length > 0 &&
    replayed >= stood[0]!.position &&
    (after === null || replayed >= after);

  const lookAt = async (copy: Copy): Promise<void> => {
    try {
      if (!told.has(copy)) {
        await configureRole(copy.pool);
        told.add(copy);
      }
      const { rows } = await copy.pool.query<{ replayed: string | null }>(
        'SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END AS replayed',
      );
      const replayed = rows[0]!.replayed;
      if (replayed === null) throw new Error('it is no copy of another database');
      if (copy.replayed === null) log.info({ copy: copy.name }, 'a copy of the database answers');
      copy.replayed = positionOf(replayed);
    } catch (error) {
      if (copy.replayed !== null || stood.length === 0)
        log.warn({ copy: copy.name, error }, 'a copy of the database is left out until it answers');
      copy.replayed = null;
    }
  };
  const look = async (): Promise<void> => {
    const position = positionOf(await positionIn(primary));
    await Promise.all(copies.map(lookAt));
    const now = nowMs();
    // Of those older than the lag that is borne the youngest is kept: who has reached it is not further behind.
    const old = stood.findLastIndex(({ atMs }) => atMs <= now - sizes.lagMs);
    stood = [...stood.slice(Math.max(0, old)), { atMs: now, position }];
  };
  await look();
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.debug({ error }, 'copies cannot be judged without their database'))
      .finally(() => (looking = undefined));
  }, sizes.lookMs).unref();

  return {
    choose: (caller, after) => {
      const fits = copies.filter((copy) => fit(copy, after === null ? null : positionOf(after)));
      return fits.length === 0 ? null : favourite(fits, caller).pool;
    },
    failed(pool, error) {
      const copy = copies.find((one) => one.pool === pool);
      if (copy === undefined || copy.replayed === null) return;
      copy.replayed = null;
      log.warn({ copy: copy.name, error }, 'a copy of the database failed and is left out until it answers');
    },
    position: () => positionIn(primary),
    look,
    states: () => copies.map((copy) => ({ name: copy.name, fit: fit(copy, null) })),
    async close() {
      clearInterval(timer);
      await looking;
      await Promise.all(copies.map(({ pool }) => pool.end()));
    },
  };
}

/** The same copy for the same caller while it is fit (rendezvous hashing), so that time does not run backwards for it. */
function favourite(copies: readonly Copy[], { app, subject }: Caller): Copy {
  const weight = ({ name }: Copy): string =>
    createHash('sha256').update(`${name} ${app} ${subject}`).digest('hex');
  return copies.reduce((best, one) => (weight(one) > weight(best) ? one : best));
}

async function positionIn(primary: pg.Pool): Promise<string> {
  const { rows } = await primary.query<{ position: string }>(
    'SELECT pg_current_wal_insert_lsn()::text AS position',
  );
  return rows[0]!.position;
}

/** A place in the log, `16/B374D848`, as a number. */
function positionOf(text: string): bigint {
  const [high, low] = text.split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}

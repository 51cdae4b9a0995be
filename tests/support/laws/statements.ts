// Watches what the database refuses, however well an answer hides it.
import type { Pool, PoolClient } from 'pg';

/** What PostgreSQL said that it could not do, by the class of its code. */
export interface Refused {
  readonly code: string;
  readonly message: string;
}

interface Wire {
  on(event: 'errorMessage', listener: (error: Refused) => void): void;
}

/** Keeps every error that a server reports on a connection of the pools from now on. */
export function watchErrors(...pools: readonly Pool[]): readonly Refused[] {
  const refused: Refused[] = [];
  const watched = new WeakSet<object>();
  const watch = (client: PoolClient): void => {
    if (watched.has(client)) return;
    watched.add(client);
    const { connection } = client as unknown as { readonly connection: Wire };
    connection.on('errorMessage', ({ code, message }) => void refused.push({ code, message }));
  };
  for (const pool of pools) pool.on('acquire', watch);
  return refused;
}

// One snapshot of the database for reading a ledger, so that postings at work do not disturb.
import type { ClientBase, Pool } from 'pg';

/** Runs work on a connection that sees one snapshot. @returns what it gives */
export async function inSnapshot<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    try {
      return await work(client);
    } finally {
      await client.query('COMMIT').catch(() => (broken = true));
    }
  } finally {
    client.release(broken);
  }
}

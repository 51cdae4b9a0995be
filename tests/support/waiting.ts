// Waits until a statement waits for a lock, so that a test of a race does not depend on time.
import type { Pool } from 'pg';

/**
 * Returns when a connection to the pool's database waits for a lock, or when the work is done, because it waited for none.
 */
export async function untilWaiting(pool: Pool, work: Promise<unknown>): Promise<void> {
  let done = false;
  const end = (): void => void (done = true);
  work.then(end, end);
  for (;;) {
    const { rows } = await pool.query<{ waiting: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting`,
    );
    if (done || rows[0]!.waiting) return;
  }
}

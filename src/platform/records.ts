// Step writeRecords: what the platform keeps of a write (its step, its audit row, its event, its key), in one statement.
import { sql } from 'kysely';
import type { Step, Write } from '../kernel/pipeline.js';

export const writeRecords: Step = async (write, next) => {
  await flushRecords(write);
  await next();
};

/** Sends what the steps before have left to be written: a round trip for all of it instead of one for each. */
export async function flushRecords(write: Write): Promise<void> {
  const parts = write.records.map((make, i) => sql`${sql.ref(`r${i}`)} AS (${make(write.tx)})`);
  write.records = [];
  if (parts.length > 0) await sql`WITH ${sql.join(parts)} SELECT 1`.execute(write.tx);
}

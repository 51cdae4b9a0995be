// Step inTransaction: one connection, one transaction; tried again where the database asks for it.
import pRetry from 'p-retry';
import { nowMs } from '../../kernel/clock.js';
import { retry } from '../../kernel/config.js';
import type { Step, Write } from '../../kernel/pipeline.js';
import { isFull } from '../../kernel/read/execute.js';
import { isConnectionLoss, transient } from '../../kernel/run-errors.js';
import { kyselyOn } from './pool.js';

/**
 * Runs the steps behind it in a transaction and commits, or rolls back for a dry run. A deadlock, a serialisation
 * failure or a lost connection is tried again with the same idempotency key, so that even a commit whose reply was
 * lost is done once.
 */
export const inTransaction: Step = async (write, next) => {
  await pRetry(() => once(write, next), {
    retries: retry.attempts - 1,
    minTimeout: retry.minDelayMs,
    maxTimeout: retry.maxDelayMs,
    randomize: true,
    // A pool without a free connection is not among them: that is overload, which another try makes worse.
    shouldRetry: ({ error }) =>
      nowMs() < write.deadlineMs &&
      (transient.has((error as { code?: string }).code ?? '') || isConnectionLoss(error)),
  });
};

async function once(write: Write, next: () => Promise<void>): Promise<void> {
  const client = await write.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    write.client = client;
    write.tx = kyselyOn(client);
    write.refusal = null;
    write.replayed = false;
    write.records = [];
    write.events = [];
    await next();
    await client.query(write.dryRun ? 'ROLLBACK' : 'COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken ?? isFull(client));
  }
}

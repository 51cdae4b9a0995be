// Step claimKey: one execution per key. The key's row is inserted first, in the write's own transaction.
import { messageOf, refuse, Refusal, type Fault } from '../../kernel/errors.js';
import type { Step, Write } from '../../kernel/pipeline.js';
import { outcomeOf, readPayload, resultIds } from '../../kernel/write/payload.js';
import { recordAudit } from '../audit/record.js';
import { log } from '../log.js';
import { flushRecords } from '../records.js';

/** Refusals that are answers: the same key gets them again. Everything else leaves the key free. */
const remembered = new Set(['RULE_BROKEN', 'CONFLICT']);

interface KeyRow {
  readonly inputHash: Buffer;
  readonly resultIds: readonly string[];
  readonly resultAsOf: string | null;
  readonly refusal: readonly Fault[] | null;
}

/**
 * Claims the key, then lets the work run. Two submissions of one key cannot both insert the row: the second waits
 * until the first has committed, and replays what it left. A dry run neither reads nor writes keys.
 */
export const claimKey: Step = async (write, next) => {
  if (write.dryRun) return next();
  const { client, tenant, caller, operation, idempotencyKey } = write;
  const key = [tenant, caller.app, operation.name, idempotencyKey];
  const inserted = await client.query(
    `INSERT INTO "IdempotencyKey" ("tenant", "app", "operation", "key", "inputHash", "requestId") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [...key, write.inputHash, write.requestId],
  );
  if (inserted.rowCount === 0) return replay(write, key);
  await client.query('SAVEPOINT work');
  try {
    write.records.push((tx) =>
      tx
        .updateTable('IdempotencyKey')
        .set({ resultIds: [...resultIds(write)], resultAsOf: write.outcome.asOf ?? null })
        .where('tenant', '=', tenant)
        .where('app', '=', caller.app!)
        .where('operation', '=', operation.name)
        .where('key', '=', idempotencyKey),
    );
    await next();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.faults.every((fault) => remembered.has(fault.code)))
      throw error;
    await client.query('ROLLBACK TO SAVEPOINT work');
    write.refusal = error;
    await client.query(
      `UPDATE "IdempotencyKey" SET "refusal" = $5 WHERE "tenant" = $1 AND "app" = $2 AND "operation" = $3 AND "key" = $4`,
      [...key, JSON.stringify(error.faults)],
    );
    write.records = [];
    await recordAudit(write, () => flushRecords(write));
    log.debug(
      { operation: operation.name, refusal: messageOf(error.faults[0]!, 'en') },
      'a rule refused a write',
    );
  }
};

async function replay(write: Write, key: readonly unknown[]): Promise<void> {
  const { rows } = await write.client.query<KeyRow>(
    `SELECT "inputHash", "resultIds", "resultAsOf", "refusal" FROM "IdempotencyKey" WHERE "tenant" = $1 AND "app" = $2 AND "operation" = $3 AND "key" = $4`,
    [...key],
  );
  const row = rows[0]!;
  if (!row.inputHash.equals(write.inputHash)) throw refuse('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey']);
  write.replayed = true;
  if (row.refusal !== null) {
    write.refusal = new Refusal(row.refusal);
    return;
  }
  write.outcome = outcomeOf(write, row.resultIds, row.resultAsOf);
  await readPayload(write, () => Promise.resolve());
}

// Step claimKey: one execution per key. The key's row is inserted first, in the write's own transaction.
import { messageOf, refuse, Refusal, type Fault } from '../../kernel/errors.js';
import type { Step, Write } from '../../kernel/pipeline.js';
import { runOn } from '../../kernel/read/execute.js';
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

const claim = `INSERT INTO "IdempotencyKey" ("tenant", "app", "operation", "key", "inputHash", "requestId", "refusal") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`;

/**
 * Claims the key, then lets the work run. Two submissions of one key cannot both insert the row: the second waits
 * until the first has committed, and replays what it left. A dry run neither reads nor writes keys.
 *
 * What a rule refuses is undone as a whole, and remembered by a transaction of its own. Whoever was waiting for the key
 * may come in between; then there is an answer already, and it is given.
 */
export const claimKey: Step = async (write, next) => {
  if (write.dryRun) return next();
  if (!(await insertKey(write, null))) return replay(write);
  try {
    write.records.push((tx) =>
      tx
        .updateTable('IdempotencyKey')
        .set({ resultIds: [...resultIds(write)], resultAsOf: write.outcome.asOf ?? null })
        .where('tenant', '=', write.tenant)
        .where('app', '=', write.caller.app!)
        .where('operation', '=', write.operation.name)
        .where('key', '=', write.idempotencyKey),
    );
    await next();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.faults.every((fault) => remembered.has(fault.code)))
      throw error;
    await write.client.query('ROLLBACK');
    await write.client.query('BEGIN');
    write.records = [];
    write.events = [];
    if (!(await insertKey(write, error))) return replay(write);
    write.refusal = error;
    await recordAudit(write, () => flushRecords(write));
    log.debug(
      { operation: write.operation.name, refusal: messageOf(error.faults[0]!, 'en') },
      'a rule refused a write',
    );
  }
};

function keyOf({ tenant, caller, operation, idempotencyKey }: Write): readonly unknown[] {
  return [tenant, caller.app, operation.name, idempotencyKey];
}

/** Whether the key was free. */
async function insertKey(write: Write, refusal: Refusal | null): Promise<boolean> {
  const refused = refusal === null ? null : JSON.stringify(refusal.faults);
  const values = [...keyOf(write), write.inputHash, write.requestId, refused];
  const rows = await runOn(write.client, claim, values);
  return rows.length > 0;
}

async function replay(write: Write): Promise<void> {
  const { rows } = await write.client.query<KeyRow>(
    `SELECT "inputHash", "resultIds", "resultAsOf", "refusal" FROM "IdempotencyKey" WHERE "tenant" = $1 AND "app" = $2 AND "operation" = $3 AND "key" = $4`,
    [...keyOf(write)],
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

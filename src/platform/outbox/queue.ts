// Steps queueEvent and announceEvent: the event of an accepted write, kept or lost together with the work.
import { sql, type RawBuilder } from 'kysely';
import { nowIso } from '../../kernel/clock.js';
import { isUuid, newId } from '../../kernel/ids.js';
import { graph } from '../../kernel/graph/shape.js';
import type { Step, Write } from '../../kernel/pipeline.js';
import { resultIds } from '../../kernel/write/payload.js';

export const queueEvent: Step = async (write, next) => {
  const { operation, tenant, caller } = write;
  const objects = [...resultIds(write)];
  write.events.push({ type: operation.emits, objects });
  const row = {
    tenant,
    id: newId(),
    type: operation.emits,
    at: nowIso(),
    objects,
    divisionKey: place(write),
    operation: operation.name,
    app: caller.app!,
    subject: caller.subject,
    idempotencyKey: write.idempotencyKey,
    requestId: write.requestId,
  };
  write.records.push((tx) => tx.insertInto('OutboxEvent').values(row));
  await next();
};

/** Who wants to know that a tenant has a new event: hints within this process, which nothing relies on. */
const listeners = new Set<(tenant: number) => void>();

/** Tells the listener of each tenant in which this process has written an event. @returns what ends it */
export function onWritten(listener: (tenant: number) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Says that there is an event to be numbered, once the write is committed. */
export const announceEvent: Step = async (write, next) => {
  await next();
  if (write.events.length > 0 && !write.dryRun) for (const listener of listeners) listener(write.tenant);
};

/** Where the event belongs: the division of the first object that has one, as it is after the write. */
function place({ operation, outcome, tenant }: Write): RawBuilder<string | null> | null {
  for (const [field, entity] of Object.entries(operation.returns)) {
    const { model, entity: declared, identity } = graph().get(entity)!;
    const key = outcome.objects[field]!;
    if (declared.within === undefined || !isUuid(key)) continue;
    return sql`(SELECT ${sql.ref(declared.within)} FROM ${sql.table(model.name)} WHERE "tenant" = ${tenant} AND ${sql.ref(identity!)} = ${key}::uuid)`;
  }
  return null;
}

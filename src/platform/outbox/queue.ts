// Step queueEvent: the event of an accepted write, kept or lost together with the work.
import { sql, type RawBuilder } from 'kysely';
import { nowIso } from '../../kernel/clock.js';
import { isUuid, newId } from '../../kernel/ids.js';
import { graph } from '../../kernel/graph/shape.js';
import type { Step, Write } from '../../kernel/pipeline.js';
import { resultIds } from '../../kernel/write/payload.js';

export const queueEvent: Step = async (write, next) => {
  const { operation, tenant } = write;
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
    idempotencyKey: write.idempotencyKey,
    requestId: write.requestId,
  };
  write.records.push((tx) => tx.insertInto('OutboxEvent').values(row));
  await next();
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

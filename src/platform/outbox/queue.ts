// Step queueEvent: the event of an accepted write, kept or lost together with the work.
import { nowIso } from '../../kernel/clock.js';
import { isUuid, newId } from '../../kernel/ids.js';
import { graph } from '../../kernel/graph/shape.js';
import type { Step, Write } from '../../kernel/pipeline.js';
import { resultIds } from '../../kernel/write/payload.js';

export const queueEvent: Step = async (write, next) => {
  const { operation, tenant, client } = write;
  const objects = [...resultIds(write)];
  write.events.push({ type: operation.emits, objects });
  await client.query(
    `INSERT INTO "OutboxEvent" ("tenant", "id", "type", "at", "objects", "divisionKey", "operation", "idempotencyKey", "requestId") VALUES ($1, $2, $3, $4, $5, ${place(write)}, $6, $7, $8)`,
    [
      tenant,
      newId(),
      operation.emits,
      nowIso(),
      objects,
      operation.name,
      write.idempotencyKey,
      write.requestId,
    ],
  );
  await next();
};

/** Where the event belongs: the division of the first object that has one, as it is after the write. */
function place({ operation, outcome }: Write): string {
  for (const [field, entity] of Object.entries(operation.returns)) {
    const { model, entity: declared, identity } = graph().get(entity)!;
    const key = outcome.objects[field]!;
    if (declared.within === undefined || !isUuid(key)) continue;
    return `(SELECT "${declared.within}" FROM "${model.name}" WHERE "tenant" = $1 AND "${identity}" = '${key}')`;
  }
  return 'NULL';
}

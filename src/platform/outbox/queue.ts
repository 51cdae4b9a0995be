// Step queueEvent: the event of an accepted write, kept or lost together with the work.
import { nowIso } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Step } from '../../kernel/pipeline.js';
import { resultIds } from '../../kernel/write/payload.js';

export const queueEvent: Step = async (write, next) => {
  const { operation } = write;
  const objects = [...resultIds(write)];
  write.events.push({ type: operation.emits, objects });
  await write.tx
    .insertInto('OutboxEvent')
    .values({
      tenant: write.tenant,
      id: newId(),
      type: operation.emits,
      at: nowIso(),
      objects,
      divisionKey: (write.target['divisionKey'] as string | undefined) ?? null,
      operation: operation.name,
      idempotencyKey: write.idempotencyKey,
      requestId: write.requestId,
    })
    .execute();
  await next();
};

// Step recordTransition: the step that an operation took in an object's life, in the same transaction as the work.
import { nowIso } from '../../kernel/clock.js';
import { targetEntity } from '../../kernel/graph/actions.js';
import { graph } from '../../kernel/graph/shape.js';
import type { Step } from '../../kernel/pipeline.js';

export const recordTransition: Step = async (write, next) => {
  const { operation, target, input, tenant } = write;
  if (operation.transition) {
    const { column, to = input[operation.transition.column] } = operation.transition;
    const shape = graph().get(targetEntity(operation)!)!;
    const row = {
      tenant,
      objectId: target[shape.identity!] as string,
      version: (target['version'] as number) + 1,
      type: shape.name,
      fromState: target[column] as string,
      toState: to as string,
      operation: operation.name,
      effectiveOn: (input['effectiveOn'] as string | undefined) ?? write.today,
      reason: (input['reason'] as string | null | undefined) ?? null,
      documentNo: (input['documentNo'] as string | null | undefined) ?? null,
      recordedAt: nowIso(),
      subject: write.caller.subject,
    };
    write.records.push((tx) => tx.insertInto('StateChange').values(row));
  }
  await next();
};

// Step readPayload: the payload's selection, read on the write's own connection, before commit or rollback.
import { limits } from '../config.js';
import { refuse } from '../errors.js';
import { graph } from '../graph/shape.js';
import { pascalName } from '../graph/names.js';
import { decodeId, encodeId } from '../ids.js';
import type { Outcome } from '../operation.js';
import type { Step, Write } from '../pipeline.js';
import { Compilation } from '../read/condition.js';
import { emit } from '../read/emit.js';
import { byKey } from '../read/lookup.js';
import type { Plan, Where } from '../read/plan.js';
import { Planner } from '../read/planner.js';
import { raw, render } from '../sql.js';

const nowhere: Where = () => raw('FALSE');

/** The plan of the payload; before the work is done it serves to know the price. */
function planPayload(write: Write): Plan {
  const { operation, selection, caller, outcome } = write;
  const objects = new Map(
    Object.entries(operation.returns).map(([field, entity]) => {
      const key = outcome.objects[field];
      const shape = graph().get(entity)!;
      return [
        field,
        {
          entity,
          where: key === undefined ? nowhere : byKey(shape, shape.hasTenant ? write.tenant : 0, key),
        },
      ] as const;
    }),
  );
  return new Planner({ ...selection, graph: graph(), caller }).payload(
    `${pascalName(operation.name)}Payload`,
    selection.nodes,
    objects,
    outcome.asOf ?? write.today,
  );
}

/** Refuses a payload that would cost more than an operation may, before anything is done. */
export const spendBudget: Step = async (write, next) => {
  const { cost } = planPayload(write);
  write.cost = cost;
  if (cost > limits.cost) throw refuse('COST_EXCEEDED', [], { cost, limit: limits.cost });
  await next();
};

/** Reads what the write did through the caller's eyes: a dry run shows what would be, a replica's lag is never seen. */
export const readPayload: Step = async (write, next) => {
  const plan = planPayload(write);
  write.redactions = plan.redactions;
  if (plan.members.length > 0) {
    const { text, values } = render(emit(new Compilation(graph(), write.caller), plan));
    const { rows } = await write.client.query<{ data: string }>(text, [...values]);
    write.objects = JSON.parse(rows[0]!.data) as Record<string, unknown>;
  }
  await next();
};

/** Global ids of the payload's objects, in the order of the declaration. */
export function resultIds({ operation, outcome, tenant }: Write): readonly string[] {
  return Object.entries(operation.returns).map(([field, entity]) => {
    const shape = graph().get(entity)!;
    return encodeId({
      prefix: shape.entity.id!,
      tenant: shape.hasTenant ? tenant : 0,
      key: outcome.objects[field]!,
    });
  });
}

/** The outcome that those ids stand for; the objects are read as they are now. */
export function outcomeOf(
  { operation }: Pick<Write, 'operation'>,
  ids: readonly string[],
  asOf: string | null,
): Outcome {
  const objects = Object.fromEntries(
    Object.keys(operation.returns).map((field, i) => [field, decodeId(ids[i]!)!.key]),
  );
  return asOf === null ? { objects } : { objects, asOf };
}

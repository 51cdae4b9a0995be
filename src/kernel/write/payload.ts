// Step readPayload: the payload's selection, read on the write's own connection, before commit or rollback.
import type { FieldNode } from 'graphql';
import { limits } from '../config.js';
import { refuse } from '../errors.js';
import { graph } from '../graph/shape.js';
import { pascalName } from '../graph/names.js';
import { decodeId, encodeId } from '../ids.js';
import type { Operation, Outcome } from '../operation.js';
import { openedText } from '../personal.js';
import type { Step, Write } from '../pipeline.js';
import {
  compilePayload,
  measure,
  priceOf,
  type Compiled,
  type PayloadObjects,
  type Source,
} from '../read/compile.js';
import { runOn, valuesIn } from '../read/execute.js';
import { Meter } from '../read/meter.js';
import { byKey } from '../read/lookup.js';
import { Binding, Slot, type Choices } from '../read/slots.js';

/** Where the binding has the written objects, beside the variables; no variable has such a name. */
const written = '$written';

/** What was written: keys by the payload's field. Before the work is done there are none. */
export interface Written {
  readonly tenant: number;
  readonly keys: Outcome['objects'];
  readonly asOf: string;
}

const writtenSlot = new Slot(({ variables }) => variables[written] as Written);

/** The variables of the operation, and what was written. */
export function payloadBinding(
  variables: Readonly<Record<string, unknown>>,
  objects: Written,
  { caller, today }: Pick<Write, 'caller' | 'today'>,
): Binding {
  return new Binding({ ...variables, [written]: objects }, caller, today);
}

function bindingOf(write: Write): Binding {
  const { selection, tenant, outcome, today } = write;
  return payloadBinding(
    selection.variables,
    { tenant, keys: outcome.objects, asOf: outcome.asOf ?? today },
    write,
  );
}

/** Compiles what a mutation's field asks of the objects that its operation writes. */
export function compilePayloadOf(
  operation: Operation,
  source: Source,
  nodes: readonly FieldNode[],
  choices: Choices,
): Compiled {
  const objects: PayloadObjects = new Map(
    Object.entries(operation.returns).map(([field, entity]) => {
      const shape = graph().get(entity)!;
      const tenant = writtenSlot.map((one) => (shape.hasTenant ? one.tenant : 0));
      const key = writtenSlot.map(({ keys }) => keys[field] ?? null);
      return [field, { entity, where: byKey(shape, tenant, key) }] as const;
    }),
  );
  const asOf = writtenSlot.map((one) => one.asOf);
  return compilePayload(source, `${pascalName(operation.name)}Payload`, nodes, objects, asOf, choices);
}

/** The statement of the payload; compiled before the work is done, when it serves to know the price. */
function payloadOf({ operation, selection, statements }: Write, binding: Binding): Compiled {
  const { source, root, nodes } = selection;
  return statements.find(root, binding, (choices) => compilePayloadOf(operation, source, nodes, choices));
}

/** Refuses a payload that would cost more than an operation may, before anything is done. */
export const spendBudget: Step = async (write, next) => {
  const binding = bindingOf(write);
  const cost = priceOf(payloadOf(write, binding), binding);
  write.cost = cost;
  if (cost > limits.cost) throw refuse('COST_EXCEEDED', [], { cost, limit: limits.cost });
  await next();
};

/** Reads what the write did through the caller's eyes: a dry run shows what would be, a replica's lag is never seen. */
export const readPayload: Step = async (write, next) => {
  const binding = bindingOf(write);
  const compiled = payloadOf(write, binding);
  write.redactions = compiled.plan.redactions;
  if (compiled.plan.members.length > 0) {
    write.touched = [compiled.touched];
    const [row] = await runOn<{ data: string }>(write.client, compiled.text, valuesIn(compiled, binding));
    // Anew, because the transaction may be tried again.
    write.meter = new Meter();
    measure(write.meter, compiled, binding, row!.data);
    write.objects = JSON.parse(openedText(row!.data)) as Record<string, unknown>;
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

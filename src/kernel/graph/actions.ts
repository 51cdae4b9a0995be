// allowedActions: which operations a caller may do on a row now, by the same policy and state machine as the write.
import type { Caller } from '../caller.js';
import { models, type Model } from '../../generated/datamodel.js';
import { allEntities, valueType, type BatchField } from '../entity.js';
import { messageOf, refuse, Refusal } from '../errors.js';
import { stepFaults } from '../life-cycle.js';
import { today } from '../clock.js';
import { allOperations, type Operation, type Row } from '../operation.js';

valueType('AllowedAction', {
  description: 'An operation on this object and whether the caller may do it now. 可用操作',
  fields: {
    operation: { type: 'String', description: 'Name of the operation. 操作' },
    allowed: {
      type: 'Boolean',
      description: 'It would not be refused for who asks or for the state of the object. 是否允许',
    },
    rule: {
      type: 'String',
      nullable: true,
      description: 'Rule that refuses it; null for a missing right. 规则',
    },
    message: { type: 'String', nullable: true, description: 'Why not. 原因' },
  },
});

/** Entity that an operation changes; undefined for one that creates. */
export function targetEntity(operation: Operation): string | undefined {
  const type = operation.target === undefined ? undefined : operation.input[operation.target]!.type;
  return type?.kind === 'ref' ? type.entity : undefined;
}

/** Whether the operation makes one new object, which the caller may give a key of its own. */
export function byExternalKey(operation: Operation): boolean {
  return operation.target === undefined && Object.keys(operation.returns).length === 1;
}

/** The field of an entity that operations change; null for one that none does. */
export function allowedActions(entity: string, columns: readonly string[]): BatchField | null {
  const operations = [...allOperations().values()].filter((operation) => targetEntity(operation) === entity);
  if (operations.length === 0) return null;
  return {
    by: 'batch',
    type: 'AllowedAction',
    list: true,
    maxItems: operations.length,
    description: 'What the caller may do with it now. 可用操作',
    needs: columns,
    // Who holds none of the rights may do nothing, whatever the state of the row.
    constant: (caller) =>
      operations.some(({ scope }) => caller.holds(scope))
        ? undefined
        : operations.map(({ name }) => told(name, refuse('FORBIDDEN'), caller)),
    load: (rows, caller) => rows.map((row) => operations.map((operation) => action(operation, row, caller))),
  };
}

/** Whether operations take steps in the entity's life. */
export function takesSteps(entity: string): boolean {
  return [...allOperations().values()].some(
    (operation) => operation.transition !== undefined && targetEntity(operation) === entity,
  );
}

/**
 * What the object's state does not let anybody do.
 * @param input what the caller wants, or null to ask whether anything is possible
 */
export function stateRefusal(
  operation: Operation,
  target: Row,
  input: Readonly<Record<string, unknown>> | null,
  day: string,
): Refusal | null {
  const { transition } = operation;
  if (transition) {
    const asked = transition.to === undefined;
    const to = asked ? ((input?.[transition.column] as string | undefined) ?? null) : transition.to;
    const states = modelOf(targetEntity(operation)!).columns[transition.column]!.type;
    const faults = stepFaults(
      states,
      target[transition.column] as string,
      to,
      asked && input !== null ? [transition.column] : [],
    );
    if (faults.length > 0) return new Refusal(faults);
  }
  return operation.guard?.(target, day) ?? null;
}

function modelOf(entity: string): Model {
  return models[allEntities().get(entity)!.model ?? entity]!;
}

/** The answer for one operation and row. */
export function action(operation: Operation, row: Row, caller: Caller): Record<string, unknown> {
  const refused =
    permission(operation, row, { [operation.target!]: row }, caller) ??
    stateRefusal(operation, row, null, today());
  return told(operation.name, refused, caller);
}

function told(operation: string, refused: Refusal | null, { language }: Caller): Record<string, unknown> {
  const fault = refused?.faults[0];
  return {
    operation,
    allowed: refused === null,
    rule: fault?.rule ?? null,
    message: fault ? messageOf(fault, language) : null,
  };
}

/** FORBIDDEN, unless the caller holds the scope and the policy lets it act on these rows. */
export function permission(
  operation: Operation,
  target: Row,
  refs: Readonly<Record<string, Row>>,
  caller: Caller,
): Refusal | null {
  return caller.holds(operation.scope) && operation.allow(caller, { target, refs })
    ? null
    : refuse('FORBIDDEN');
}

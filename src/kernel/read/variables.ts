// Variables become slots: what decides the form of a statement stays a value, what only fills it becomes a slot.
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { enums } from '../../generated/datamodel.js';
import { Slot, type Choices } from './slots.js';

/** Types of an operation's variables by name. */
export type VariableTypes = readonly (readonly [name: string, type: GraphQLInputType])[];

/** The types of the variables that the operation declares. */
export function variableTypes(schema: GraphQLSchema, operation: OperationDefinitionNode): VariableTypes {
  return (operation.variableDefinitions ?? []).map(({ variable, type }) => [
    variable.name.value,
    typeFromAST(schema, type as never) as GraphQLInputType,
  ]);
}

/** Inputs of writes and computations are judged as a whole and are never a part of a statement. */
export const opaque = { opaque: true } as const;

/** Whether a value of the type says how a statement reads, and not only what is in it. */
function shapes(type: GraphQLInputType): boolean {
  // Names of columns and directions; the values of a column's own enum are data.
  return isEnumType(type) ? enums[type.name] === undefined : 'name' in type && type.name === 'Boolean';
}

/** The form of a value: what is null, which fields and how many items there are, and what shapes the statement. */
function formOf(declared: GraphQLInputType, value: unknown): string {
  if (value === undefined) return '-';
  if (value === null) return '0';
  const type = getNullableType(declared);
  if (isListType(type)) {
    const item = getNullableType(type.ofType);
    if (!isInputObjectType(item) && !isListType(item) && !shapes(item)) return '*';
    return `[${(value as readonly unknown[]).map((one) => formOf(item, one)).join(',')}]`;
  }
  if (isInputObjectType(type) && type.extensions['opaque'] !== true) {
    const fields = type.getFields();
    const given = Object.entries(value).map(([name, one]) => `${name}:${formOf(fields[name]!.type, one)}`);
    return `{${given.join(',')}}`;
  }
  return shapes(type) ? JSON.stringify(value) : '*';
}

type Dig = (variables: Readonly<Record<string, unknown>>) => unknown;

/** The value with slots in the places that do not shape the statement. */
function slotted(declared: GraphQLInputType, value: unknown, dig: Dig): unknown {
  if (value === undefined || value === null) return value;
  const type = isNonNullType(declared) ? getNullableType(declared) : declared;
  const step =
    (name: string | number): Dig =>
    (variables) =>
      (dig(variables) as Readonly<Record<string | number, unknown>>)[name];
  if (isListType(type) && formOf(type, value) !== '*')
    return (value as readonly unknown[]).map((one, i) => slotted(type.ofType, one, step(i)));
  if (isInputObjectType(type) && type.extensions['opaque'] !== true) {
    const fields = type.getFields();
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, slotted(fields[name]!.type, one, step(name))]),
    );
  }
  return shapes(type) ? value : new Slot(({ variables }) => dig(variables));
}

/** The form of all variables. A function of its own, because a slot outlives the request and would keep its variables. */
function formSlot(types: VariableTypes): Slot<string> {
  return new Slot(({ variables }) => types.map(([name, type]) => formOf(type, variables[name])).join(';'));
}

/** The way to a variable, apart for the same reason. */
function digFor(name: string): Dig {
  return (variables) => variables[name];
}

/** The variables as the planner reads them. Their form is the first choice. */
export function slottedVariables(types: VariableTypes, choices: Choices): Readonly<Record<string, unknown>> {
  const { variables } = choices.binding;
  if (types.length > 0) choices.choose(formSlot(types));
  return Object.fromEntries(
    types
      .filter(([name]) => name in variables)
      .map(([name, type]) => [name, slotted(type, variables[name], digFor(name))]),
  );
}

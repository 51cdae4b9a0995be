// Fields of a selection with their arguments, worked out from the document alone.
import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** A document with the values of its variables. */
export interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One response key: its field, its arguments, and the selections below it. */
export interface Field {
  readonly key: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly below: readonly SelectionSetNode[];
}

const absent = Symbol('absent');

/** Reads a document of one operation. Variables get their defaults. */
export function readDocument(document: DocumentNode, given: Readonly<Record<string, unknown>>): Asked {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)!;
  const variables: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (given[name] !== undefined) variables[name] = given[name];
    else if (defaultValue) variables[name] = valueOf(defaultValue, {});
  }
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return { operation, variables, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}

function valueOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return node.name.value in variables ? variables[node.name.value] : absent;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((one) => {
        const value = valueOf(one, variables);
        return value === absent ? null : value;
      });
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields
          .map((field) => [field.name.value, valueOf(field.value, variables)] as const)
          .filter(([, value]) => value !== absent),
      );
    default:
      return node.value;
  }
}

function argsOf(field: FieldNode, { variables }: Asked): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (field.arguments ?? [])
      .map((arg) => [arg.name.value, valueOf(arg.value, variables)] as const)
      .filter(([, value]) => value !== absent),
  );
}

/**
 * The fields that a row of some types gets, in the order of their first mention; equal keys are one field.
 * @param types names that a type condition may have: the row's type and its interfaces
 */
export function fieldsOf(
  asked: Asked,
  sets: readonly SelectionSetNode[],
  types: ReadonlySet<string>,
): readonly Field[] {
  const nodes = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      const told = (name: string): boolean | undefined => {
        const directive = selection.directives?.find((one) => one.name.value === name);
        return directive && (valueOf(directive.arguments![0]!.value, asked.variables) as boolean);
      };
      if (told('skip') === true || told('include') === false) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        nodes.set(key, [...(nodes.get(key) ?? []), selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : asked.fragments.get(selection.name.value)!;
      if (fragment.typeCondition && !types.has(fragment.typeCondition.name.value)) continue;
      collect(fragment.selectionSet);
    }
  };
  sets.forEach(collect);
  return [...nodes].map(([key, same]) => ({
    key,
    name: same[0]!.name.value,
    args: argsOf(same[0]!, asked),
    below: same.flatMap(({ selectionSet }) => selectionSet ?? []),
  }));
}

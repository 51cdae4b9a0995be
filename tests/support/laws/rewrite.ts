// Other ways of writing the same document: what they ask for is the same, and so must be its cost and its answer.
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  print,
  typeFromAST,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type ObjectFieldNode,
  type SelectionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Query } from '../oracle/generator.js';
import type { Random } from '../oracle/random.js';

/** A way to write a query differently. */
export type Rewrite = (query: Query, schema: GraphQLSchema, random: Random) => Query;

/** A value from `variables` as it is written in a document. */
function literal(value: unknown, type: GraphQLInputType): ValueNode {
  if (value === null || value === undefined) return { kind: Kind.NULL };
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type))
    return {
      kind: Kind.LIST,
      values: (value as readonly unknown[]).map((one) => literal(one, type.ofType)),
    };
  if (isInputObjectType(type))
    return {
      kind: Kind.OBJECT,
      fields: Object.entries(value).map(([name, one]) => ({
        kind: Kind.OBJECT_FIELD,
        name: { kind: Kind.NAME, value: name },
        value: literal(one, type.getFields()[name]!.type),
      })),
    };
  if (isEnumType(type)) return { kind: Kind.ENUM, value: value as string };
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value === 'number') return { kind: Kind.INT, value: String(value) };
  return { kind: Kind.STRING, value: value as string };
}

const absent = Symbol('absent');

/** Every variable replaced by its value; what has none is left out. */
export const inlined: Rewrite = ({ source, variables }, schema) => {
  const document = parse(source);
  const values = new Map<string, ValueNode | typeof absent>();
  visit(document, {
    VariableDefinition({ variable, type, defaultValue }) {
      const name = variable.name.value;
      const given = variables[name];
      values.set(
        name,
        given === undefined
          ? (defaultValue ?? absent)
          : literal(given, typeFromAST(schema, type) as GraphQLInputType),
      );
      return false;
    },
  });
  const isAbsent = (value: ValueNode): boolean =>
    value.kind === Kind.VARIABLE && values.get(value.name.value) === absent;
  const drop = ({ value }: { readonly value: ValueNode }): null | undefined =>
    isAbsent(value) ? null : undefined;
  return {
    source: print(
      visit(document, {
        VariableDefinition: () => null,
        Argument: drop,
        ObjectField: drop,
        Variable: ({ name }) => {
          const value = values.get(name.value)!;
          return value === absent ? { kind: Kind.NULL } : value;
        },
      }),
    ),
    variables: {},
  };
};

/** The values of variables said as their defaults, and not sent. */
const defaulted: Rewrite = ({ source, variables }, schema) => ({
  source: print(
    visit(parse(source), {
      VariableDefinition(node) {
        const given = variables[node.variable.name.value];
        // No default says that nothing is meant; a required variable cannot have one.
        if (given === undefined || given === null) return undefined;
        const type = typeFromAST(schema, node.type) as GraphQLInputType;
        return { ...node, defaultValue: literal(given, type) as ConstValueNode };
      },
    }),
  ),
  variables: Object.fromEntries(Object.entries(variables).filter(([, value]) => value === null)),
});

/** Some of the literals lifted into variables: whole arguments, or values at whatever depth of them. */
const liftedFrom =
  (inside: boolean): Rewrite =>
  ({ source, variables }, schema, random) => {
    const types = new TypeInfo(schema);
    const made: VariableDefinitionNode[] = [];
    const values: Record<string, unknown> = { ...variables };
    const lift = <Node extends ArgumentNode | ObjectFieldNode>(node: Node): Node | undefined => {
      const type = types.getInputType();
      if (!type || hasVariable(node.value) || !random.chance(0.7)) return undefined;
      const name = `${inside ? 'inner' : 'lifted'}${made.length}`;
      values[name] = valueFromASTUntyped(node.value);
      made.push({
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
        type: typeNode(isChoice(types.getParentInputType()) ? `${String(type)}!` : String(type)),
      });
      return { ...node, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } };
    };
    const changed: DocumentNode = visit(
      parse(source),
      visitWithTypeInfo(types, {
        VariableDefinition: () => false,
        ...(inside ? { ObjectField: lift } : { Argument: lift }),
      }),
    );
    return {
      source: print(
        visit(changed, {
          OperationDefinition: (node) => ({
            ...node,
            variableDefinitions: [...(node.variableDefinitions ?? []), ...made],
          }),
        }),
      ),
      variables: values,
    };
  };

/** Whether exactly one field of it is given, which then must be there. */
function isChoice(type: GraphQLInputType | undefined | null): boolean {
  const named = getNamedType(type);
  return isInputObjectType(named) && named.isOneOf;
}

function hasVariable(value: ValueNode): boolean {
  let found = false;
  visit(value, { Variable: () => void (found = true) });
  return found;
}

function typeNode(text: string): VariableDefinitionNode['type'] {
  const [operation] = parse(`query ($a: ${text}) { a }`).definitions;
  return (operation as { variableDefinitions?: readonly VariableDefinitionNode[] }).variableDefinitions![0]!
    .type;
}

/** Fragments written where they are spread. */
export const unspread: Rewrite = ({ source, variables }) => {
  const document = parse(source);
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const inPlace = {
    FragmentSpread({ name, directives }: { name: { value: string }; directives?: unknown }): unknown {
      const { typeCondition, selectionSet } = fragments.get(name.value)!;
      const inline = { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
      return visit(inline as InlineFragmentNode, inPlace);
    },
  };
  return {
    source: print(visit(document, { FragmentDefinition: () => null, ...inPlace } as never)),
    variables,
  };
};

/** Selections moved into fragments of their own. */
export const fragmented: Rewrite = ({ source, variables }, schema, random) => {
  const types = new TypeInfo(schema);
  const made: FragmentDefinitionNode[] = [];
  const changed: DocumentNode = visit(
    parse(source),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType();
          if (!type || made.length >= 12 || !random.chance(0.4)) return undefined;
          const typeCondition = {
            kind: Kind.NAMED_TYPE,
            name: { kind: Kind.NAME, value: type.name },
          } as const;
          if (random.chance(0.4))
            return {
              ...node,
              selections: [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: node }],
            };
          const name = { kind: Kind.NAME, value: `Made${made.length}` } as const;
          made.push({ kind: Kind.FRAGMENT_DEFINITION, name, typeCondition, selectionSet: node });
          return { ...node, selections: [{ kind: Kind.FRAGMENT_SPREAD, name }] };
        },
      },
    }),
  );
  return { source: print({ ...changed, definitions: [...changed.definitions, ...made] }), variables };
};

/** Selections, arguments and fields of inputs in another order. */
export const reordered: Rewrite = ({ source, variables }, _schema, random) => {
  const mixed = <T>(of: readonly T[] | undefined): readonly T[] => random.some(of ?? [], of?.length ?? 0);
  return {
    source: print(
      visit(parse(source), {
        SelectionSet: { leave: (node) => ({ ...node, selections: mixed(node.selections) }) },
        Field: { leave: (node) => ({ ...node, arguments: mixed(node.arguments) }) },
        ObjectValue: {
          leave: (node) => ({ ...node, fields: mixed(node.fields) }),
        },
      }),
    ),
    variables,
  };
};

/** Some selections said twice: what is selected is selected, however often. */
export const doubled: Rewrite = ({ source, variables }, _schema, random) => ({
  source: print(
    visit(parse(source), {
      SelectionSet: {
        leave: (node) => ({
          ...node,
          selections: node.selections.flatMap((one): readonly SelectionNode[] =>
            // A name of its own counts as one more.
            !('alias' in one && one.alias) && random.chance(0.15) ? [one, one] : [one],
          ),
        }),
      },
    }),
  ),
  variables,
});

/** Every field under another name, which is no other thing to ask for; the answer has these names. */
const renamed: Rewrite = ({ source, variables }) => {
  const other = (node: FieldNode): FieldNode => ({
    ...node,
    alias: { kind: Kind.NAME, value: `other_${(node.alias ?? node.name).value}` },
  });
  return { source: print(visit(parse(source), { Field: { leave: other } })), variables };
};

/** What is asked for wrapped in directives that change nothing, in either order. */
const directed: Rewrite = ({ source, variables }, _schema, random) => {
  let said = 0;
  const directive = (name: string, value: boolean): DirectiveNode => ({
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [
      { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: { kind: Kind.BOOLEAN, value } },
    ],
  });
  return {
    source: print(
      visit(parse(source), {
        Field(node) {
          if ((node.directives ?? []).length > 0 || said >= 20 || !random.chance(0.3)) return undefined;
          said += 1;
          const both = [directive('include', true), directive('skip', false)];
          return { ...node, directives: random.chance(0.5) ? both : both.toReversed() };
        },
        FragmentSpread: (node) => ({ ...node, directives: [...(node.directives ?? [])].toReversed() }),
        InlineFragment: (node) => ({ ...node, directives: [...(node.directives ?? [])].toReversed() }),
      }),
    ),
    variables,
  };
};

/** Ways of writing whose answer is the same in other words. */
export const rewordings: Readonly<Record<string, Rewrite>> = { 'under other names': renamed };

/** Ways of writing whose answer is the same. */
export const rewrites: Readonly<Record<string, Rewrite>> = {
  'with its values written out': inlined,
  'with its values as defaults': defaulted,
  'with its values in variables': liftedFrom(false),
  'with values inside its inputs in variables': liftedFrom(true),
  'with its fragments written out': unspread,
  'with selections in fragments': fragmented,
  'in another order': reordered,
  'with selections said twice': doubled,
  'with directives that change nothing': directed,
};

// Works out what an operation may cost from a printed SDL alone, as a vendor would: by @cost and @listSize.
import {
  buildASTSchema,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  parse,
  validate,
  type ASTNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getArgumentValues } from 'graphql/execution/values.js';

type Values = Readonly<Record<string, unknown>>;

/** Whatever can have directives. */
type Declared = {
  readonly astNode?: (ASTNode & { directives?: readonly DirectiveNode[] }) | null | undefined;
};

/** How long lists are, as it is said at a field. */
interface Size {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

/** Prices of one printed SDL. */
export class PriceReader {
  private readonly schema: GraphQLSchema;

  constructor(sdl: string) {
    this.schema = buildASTSchema(parse(sdl));
  }

  /** What the operation may cost. */
  price(source: string, given: Values = {}): number {
    const document = parse(source);
    const [invalid] = validate(this.schema, document);
    if (invalid) throw invalid;
    const operation = getOperationAST(document)!;
    const coerced = getVariableValues(this.schema, operation.variableDefinitions ?? [], given);
    if (coerced.errors) throw coerced.errors[0]!;
    const fragments = Object.fromEntries(
      document.definitions.flatMap((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
      ),
    );
    const walk = new Walk(this.schema, fragments, coerced.coerced);
    const root = this.schema.getRootType(operation.operation)!;
    const fields = collectFields(this.schema, fragments, coerced.coerced, root, operation.selectionSet);
    return Math.max(1, walk.object(root, fields, []));
  }
}

function weightOf(schema: GraphQLSchema, { astNode }: Declared): number | null {
  if (!astNode) return null;
  const values = getDirectiveValues(schema.getDirective('cost')!, astNode);
  return values ? Number(values['weight']) : null;
}

class Walk {
  private readonly schema: GraphQLSchema;
  private readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  private readonly variables: Values;

  constructor(
    schema: GraphQLSchema,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    variables: Values,
  ) {
    this.schema = schema;
    this.fragments = fragments;
    this.variables = variables;
  }

  /** An object with what is selected of it; `sized` are its lists that the field around it says the length of. */
  object(
    type: GraphQLObjectType,
    selected: ReadonlyMap<string, readonly FieldNode[]>,
    sized: readonly (readonly [field: string, size: number])[],
  ): number {
    let sum = weightOf(this.schema, type) ?? 1;
    for (const nodes of selected.values()) {
      const field = type.getFields()[nodes[0]!.name.value];
      if (field) sum += this.field(field, nodes, new Map(sized).get(field.name));
    }
    return sum;
  }

  private field(
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    sizedAs: number | undefined,
  ): number {
    const args = getArgumentValues(field, nodes[0]!, this.variables);
    const size = field.astNode
      ? (getDirectiveValues(this.schema.getDirective('listSize')!, field.astNode) as Size | undefined)
      : undefined;
    const slices = (size?.slicingArguments ?? []).flatMap((name) =>
      (args[name] ?? null) === null ? [] : [args[name] as number],
    );
    const length = slices.length > 0 ? Math.max(...slices) : (size?.assumedSize ?? 1);
    const own = weightOf(this.schema, field) ?? 0;
    const asked = field.args.reduce((sum, { name, type }) => sum + this.input(type, args[name]), own);
    const target = getNamedType(field.type);
    const sized = (size?.sizedFields ?? []).map((name) => [name, length] as const);
    const each = this.typesOf(target).map((type) =>
      isObjectType(type) ? this.object(type, this.below(type, nodes), sized) : 0,
    );
    const many = isListType(getNullableType(field.type)) ? (sizedAs ?? length) : 1;
    const rows = this.unnamedRows(target, nodes);
    return asked + many * Math.max(...each) + rows * length;
  }

  /**
   * What a row costs of a page of which only places are asked: the one price of the page of limits that the directives cannot say.
   */
  private unnamedRows(type: GraphQLNamedType, nodes: readonly FieldNode[]): number {
    const row =
      isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
    if (!row) return 0;
    const selected = [...this.below(type as GraphQLObjectType, nodes).values()];
    const named = (name: string): readonly FieldNode[] =>
      selected.flatMap((all) => (all[0]!.name.value === name ? all : []));
    const edges = named('edges');
    const edge = getNamedType((type as GraphQLObjectType).getFields()['edges']!.type) as GraphQLObjectType;
    const hasNode = [...this.below(edge, edges).values()].some((all) => all[0]!.name.value === 'node');
    if (named('nodes').length > 0 || hasNode || named('pageInfo').length + edges.length === 0) return 0;
    return Math.max(...this.typesOf(getNamedType(row.type)).map((one) => weightOf(this.schema, one) ?? 1));
  }

  private below(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): ReadonlyMap<string, readonly FieldNode[]> {
    return collectSubfields(this.schema, this.fragments, this.variables, type, nodes);
  }

  private typesOf(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
  }

  /** What is named in an argument. */
  private input(declared: GraphQLInputType, value: unknown): number {
    if (value === undefined || value === null) return 0;
    const type = getNullableType(declared);
    if (isListType(type))
      return (value as readonly unknown[]).reduce<number>(
        (sum, one) => sum + this.input(type.ofType, one),
        0,
      );
    if (!isInputObjectType(type)) return 0;
    return Object.entries(value).reduce((sum, [name, one]) => {
      const field = type.getFields()[name]!;
      return sum + (weightOf(this.schema, field) ?? 0) + this.input(field.type, one);
    }, 0);
  }
}

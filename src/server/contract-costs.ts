// What things cost, as the printed SDLs say it: `@cost` and `@listSize` of the GraphQL cost directives specification.
import {
  isInputObjectType,
  isObjectType,
  parse,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
  type ScalarTypeDefinitionNode,
} from 'graphql';
import { allComputations } from '../kernel/computation.js';
import { limits, prices } from '../kernel/config.js';
import { aggregateSuffix } from '../kernel/graph/names.js';
import { graph } from '../kernel/graph/shape.js';
import { changeType, pageType } from '../kernel/read/plan-changes.js';
import { rowPrice } from '../kernel/read/plan-rows.js';

/** The directives as the specification declares them, with how they add up here. */
export const costDirectives = `"""
What one costs in points: a type each time that an object of it is asked for, a field or an input field each time that it is.
Where nothing is said an object costs 1 and all else nothing, also a field that leads to objects, because those are counted.
The price of an operation is the sum, at least 1, with lists as long as \`@listSize\` says; of the types of an interface the
dearest counts. 代价权重
"""
directive @cost(weight: String!) on
  | ARGUMENT_DEFINITION
  | ENUM
  | FIELD_DEFINITION
  | INPUT_FIELD_DEFINITION
  | OBJECT
  | SCALAR

"""
How long a list is at most: as its slicing argument says, else as is assumed. Where sized fields are named, the lists in them are
meant. 列表长度
"""
directive @listSize(
  assumedSize: Int
  slicingArguments: [String!]
  sizedFields: [String!]
  requireOneSlicingArgument: Boolean = true
) on FIELD_DEFINITION`;

/** What the specification takes an object to cost where nothing is said. */
const usual = 1;

/** A directive as it stands behind a name. */
function directive(text: string): ConstDirectiveNode {
  const { definitions } = parse(`scalar S ${text}`, { noLocation: true });
  return (definitions[0] as ScalarTypeDefinitionNode).directives![0]!;
}

/** What is said of the place, a type by its name or one of its fields: its weight, where it is not the usual one. */
export function costsIn(schema: GraphQLSchema): (place: string) => readonly ConstDirectiveNode[] {
  const weights = new Map([...weightsOfObjects(schema), ...weightsOfFields(schema)]);
  return (place) => {
    const weight = weights.get(place);
    return weight === undefined ? [] : [directive(`@cost(weight: "${weight}")`)];
  };
}

/** Rows, the lists of them and the numbers about them cost something; other objects nothing of their own. */
function weightsOfObjects(schema: GraphQLSchema): readonly (readonly [string, number])[] {
  const known = new Map<string, number>([
    [pageType, prices.connection],
    [changeType, prices.row],
  ]);
  for (const shape of graph().values()) {
    for (const name of shape.typeNames) known.set(name, rowPrice(shape));
    known.set(`${shape.name}Connection`, prices.connection);
    known.set(shape.name + aggregateSuffix, prices.aggregate);
  }
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .map(({ name }) => [name, known.get(name) ?? 0] as const)
    .filter(([, weight]) => weight !== usual);
}

/** What is asked for beside rows. The specification knows no cost of an interface's fields: those of its types have it. */
function* weightsOfFields(schema: GraphQLSchema): Generator<readonly [string, number]> {
  for (const shape of graph().values()) {
    for (const field of shape.fields.values()) {
      if (field.kind === 'batch')
        for (const name of shape.typeNames) yield [`${name}.${field.name}`, prices.computed];
      if (field.kind === 'one') yield [`${shape.name}Filter.${field.name}`, prices.count];
    }
    yield* Object.keys(fieldsOfInput(schema, `${shape.name}ListFilter`)).map(
      (quantifier) => [`${shape.name}ListFilter.${quantifier}`, prices.count] as const,
    );
    for (const name of ['totalCount', 'pageCursors']) yield [`${shape.name}Connection.${name}`, prices.count];
    yield [`${shape.name}${aggregateSuffix}.groups`, prices.aggregate];
  }
  for (const name of ['node', 'nodes']) yield [`Query.${name}`, prices.named];
  for (const name of Object.keys(schema.getMutationType()?.getFields() ?? {}))
    yield [`Mutation.${name}`, prices.write];
  for (const { name, price } of allComputations().values())
    if (typeof price === 'number') yield [`Query.${name}`, price];
}

function fieldsOfInput(schema: GraphQLSchema, name: string): object {
  const type = schema.getType(name);
  return isInputObjectType(type) ? type.getFields() : {};
}

/** How long the list of a field is: a page as its arguments say, another list as its declaration does. None for no list. */
export function sizeOf({ args, extensions }: GraphQLField<unknown, unknown>): readonly ConstDirectiveNode[] {
  const slicing = args.map(({ name }) => name).filter((name) => name === 'first' || name === 'last');
  const paged = slicing.includes('last');
  const size = paged ? limits.defaultPageSize : (extensions['listSize'] as number | undefined);
  if (size === undefined) return [];
  const sized = paged ? ['edges', 'nodes'] : extensions['sizedFields'];
  const said = [
    `assumedSize: ${size}`,
    ...(slicing.length > 0 ? [`slicingArguments: ${JSON.stringify(slicing)}`] : []),
    ...(sized ? [`sizedFields: ${JSON.stringify(sized)}`] : []),
    ...(slicing.length > 0 ? ['requireOneSlicingArgument: false'] : []),
  ];
  return [directive(`@listSize(${said.join(', ')})`)];
}

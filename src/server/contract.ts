// The contract as files: what schema/ promises, made from the registries.
import {
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import type { Audience } from '../kernel/caller.js';
import { limits } from '../kernel/config.js';
import { allRules, codes } from '../kernel/errors.js';
import { buildSchema } from '../kernel/graph/build.js';
import { allOperations } from '../kernel/operation.js';
import { subgraphSdl } from '../platform/federation/sdl.js';
import './registry.js';
import { printLifeCycles } from './life-cycles.js';

/** First line of every printed file. */
export const heading = '# Printed from the code by `npm run schema:print`; do not edit.\n\n';

/** Audiences by the name of their SDL, the widest first. */
export const contractAudiences: Readonly<Record<string, Audience>> = {
  public: 'PUBLIC',
  partner: 'PARTNER',
  internal: 'INTERNAL',
};

/** The files of schema/ by name. */
export function printContract(): Readonly<Record<string, string>> {
  const sdls = Object.entries(contractAudiences).map(
    ([name, audience]) => [name, sdlOf(buildSchema(audience))] as const,
  );
  return {
    ...Object.fromEntries(sdls.map(([name, sdl]) => [`${name}.graphql`, `${heading}${print(sdl)}\n`])),
    'subgraph.graphql': `${heading}${subgraphSdl(Object.fromEntries(sdls)['partner']!)}`,
    'errors.json': json({ codes, rules: Object.fromEntries(allRules()) }),
    'events.json': json(events()),
    'life-cycles.md': printLifeCycles(),
  };
}

/** The SDL of a schema, with what its lists can hold, as a document. */
export function sdlOf(built: GraphQLSchema): DocumentNode {
  const schema = lexicographicSortSchema(built);
  return visit(parse(`${listSize}\n${printSchema(schema)}`), {
    FieldDefinition(node, _key, _parent, _path, ancestors) {
      const type = schema.getType(
        (ancestors.at(-1) as ObjectTypeDefinitionNode).name.value,
      ) as GraphQLObjectType;
      const directive = sizeOf(type.getFields()[node.name.value]!);
      return directive && { ...node, directives: [...(node.directives ?? []), directive] };
    },
  });
}

/** The directive of the GraphQL cost directives specification, by which tools know how long a list can be. */
const listSize = `directive @listSize(
  assumedSize: Int
  slicingArguments: [String!]
  sizedFields: [String!]
  requireOneSlicingArgument: Boolean = true
) on FIELD_DEFINITION`;

/** A page is as long as its arguments say; another list as long as its declaration says; undefined for no list. */
function sizeOf({ args, extensions }: GraphQLField<unknown, unknown>): ConstDirectiveNode | undefined {
  const paged = args.some(({ name }) => name === 'last');
  const size = extensions['listSize'] as number | undefined;
  if (!paged && size === undefined) return undefined;
  const said = paged
    ? `assumedSize: ${limits.defaultPageSize}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false`
    : `assumedSize: ${size}`;
  const { definitions } = parse(`type T { f: Int @listSize(${said}) }`, { noLocation: true });
  return (definitions[0] as ObjectTypeDefinitionNode).fields![0]!.directives![0];
}

/** Types of events: the operation that makes each, the objects that it carries, what it is about, the state it tells of. */
function events(): Readonly<Record<string, unknown>> {
  const sorted = [...allOperations().values()].sort((a, b) => (a.emits < b.emits ? -1 : 1));
  return Object.fromEntries(
    sorted.map(({ emits, name, returns, transition, description }) => {
      const objects = Object.values(returns);
      const state = transition && { field: transition.column, to: transition.to ?? null };
      return [emits, { operation: name, about: objects[0], objects, ...(state && { state }), description }];
    }),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

// The contract as files: what schema/ promises, made from the registries.
import {
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type TypeDefinitionNode,
} from 'graphql';
import type { Audience } from '../kernel/caller.js';
import { allRules, codes } from '../kernel/errors.js';
import { buildSchema } from '../kernel/graph/build.js';
import { allOperations } from '../kernel/operation.js';
import { subgraphSdl } from '../platform/federation/sdl.js';
import { costDirectives, costsIn, sizeOf } from './contract-costs.js';
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

/** The SDL of a schema, with what things cost and what its lists can hold, as a document. */
export function sdlOf(built: GraphQLSchema): DocumentNode {
  const schema = lexicographicSortSchema(built);
  const costs = costsIn(schema);
  const said = <Node extends Directed>(node: Node, more: readonly ConstDirectiveNode[]): Node | undefined =>
    more.length === 0 ? undefined : { ...node, directives: [...(node.directives ?? []), ...more] };
  return visit(parse(`${costDirectives}\n${printSchema(schema)}`), {
    ObjectTypeDefinition: { leave: (node) => said(node, costs(node.name.value)) },
    InputValueDefinition(node, _key, _parent, _path, ancestors) {
      const around = ancestors.at(-1) as TypeDefinitionNode;
      // The argument of a field has the field around it.
      if (around.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return undefined;
      return said(node, costs(`${around.name.value}.${node.name.value}`));
    },
    FieldDefinition(node, _key, _parent, _path, ancestors) {
      const { kind, name } = ancestors.at(-1) as TypeDefinitionNode;
      const type = schema.getType(name.value) as GraphQLObjectType;
      const cost = kind === Kind.OBJECT_TYPE_DEFINITION ? costs(`${name.value}.${node.name.value}`) : [];
      return said(node, [...cost, ...sizeOf(type.getFields()[node.name.value]!)]);
    },
  });
}

interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
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

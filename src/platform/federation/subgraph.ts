// An audience's schema as a subgraph: a router asks it for entities by their references, a composer for its SDL.
import { extendSchema, isInterfaceType, isUnionType, parse, type GraphQLSchema } from 'graphql';
import { namesObjects } from '../../kernel/graph/named-objects.js';
import { byResponseKey } from '../../kernel/graph/types.js';
import { decodeId, type GlobalId } from '../../kernel/ids.js';
import { typeKey } from '../../kernel/read/emit.js';
import { shapeOfPrefix } from '../../kernel/read/lookup.js';

/** The object of a reference; null where it names none, or one of another type. An object of a kind may be called by both. */
function referred(reference: unknown): GlobalId | null {
  const { __typename: type, id } = reference as { readonly __typename?: unknown; readonly id?: unknown };
  const found = typeof id === 'string' ? decodeId(id) : null;
  const shape = found === null ? undefined : shapeOfPrefix(found.prefix);
  return [shape?.name, ...(shape?.typeNames ?? [])].includes(String(type)) ? found : null;
}

/** The schema with the fields by which a router asks it. Takes the schema, and what makes the SDL of the subgraph. */
export function subgraphOf(schema: GraphQLSchema, sdl: () => string): GraphQLSchema {
  const node = schema.getType('Node');
  const entities = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
  const extended = extendSchema(
    schema,
    parse(`
      scalar _Any
      union _Entity = ${entities.join(' | ')}
      type _Service { sdl: String! }
      extend type Query {
        _entities(representations: [_Any!]!): [_Entity]!
        _service: _Service!
      }
    `),
  );
  const { _entities: found, _service: service } = extended.getQueryType()!.getFields();
  found!.resolve = byResponseKey;
  found!.extensions = namesObjects({ argument: 'representations', idOf: referred });
  service!.resolve = () => ({ sdl: sdl() });
  const union = extended.getType('_Entity');
  if (isUnionType(union)) union.resolveType = (value: Record<string, unknown>) => value[typeKey] as string;
  return extended;
}

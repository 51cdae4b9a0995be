// Which fields of an operation are not SQL, said from the document and the registries and without the planner.
import {
  getArgumentValues,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type SelectionSetNode,
} from 'graphql';
import type { Caller } from '../../src/kernel/caller.js';
import { allComputations } from '../../src/kernel/computation.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { decodeId } from '../../src/kernel/ids.js';
import { bindingOf, prepare, type OperationRequest } from '../../src/kernel/prepare.js';

const ofSchema = new Set(['__schema', '__type', 'viewer']);

function isCompleted(type: string, field: string, caller: Caller): boolean {
  if (type === 'Query') return ofSchema.has(field) || allComputations().has(field);
  if (type === 'Money') return field === 'uppercase';
  const shape = [...graph().values()].find(
    ({ name, typeNames }) => name === type || typeNames.includes(type),
  );
  const declared = shape?.fields.get(field);
  return declared?.kind === 'batch' && declared.declaration.constant?.(caller) === undefined;
}

/** The types that ids are of, by all their names. */
function typesOf(ids: readonly string[]): readonly string[] {
  const prefixes = new Set(ids.map((id) => decodeId(id)?.prefix));
  return [...graph().values()]
    .filter(({ entity }) => prefixes.has(entity.id))
    .flatMap(({ name, typeNames }) => [name, ...typeNames]);
}

/** Paths of response keys that Node completes, sorted; conditions of directives are not looked at. */
export function completedFields(request: OperationRequest): readonly string[] {
  const { schema, document, operationName } = request;
  const paths = new Set<string>();
  const { variables } = bindingOf(prepare(request), request);
  const walk = (
    type: GraphQLNamedType,
    { selections }: SelectionSetNode,
    path: readonly string[],
    only: readonly string[] | null = null,
  ): void => {
    for (const one of selections) {
      if (one.kind === Kind.FIELD) {
        if (!isObjectType(type) && !isInterfaceType(type)) continue;
        const at = [...path, one.alias?.value ?? one.name.value];
        const field = type.getFields()[one.name.value];
        if (isCompleted(type.name, one.name.value, request.caller)) paths.add(at.join('.'));
        else if (one.selectionSet) {
          const { id, ids } = getArgumentValues(field!, one, variables);
          const named = id ?? ids;
          const byId = type.name === 'Query' && /^nodes?$/.test(one.name.value);
          walk(
            getNamedType(field!.type),
            one.selectionSet,
            at,
            byId ? typesOf([named].flat() as string[]) : null,
          );
        }
        continue;
      }
      const fragment =
        one.kind === Kind.INLINE_FRAGMENT
          ? one
          : document.definitions
              .filter((known) => known.kind === Kind.FRAGMENT_DEFINITION)
              .find(({ name }) => name.value === one.name.value)!;
      const on = fragment.typeCondition?.name.value;
      // No row of another type is among the ids.
      if (on !== undefined && on !== 'Node' && only?.includes(on) === false) continue;
      walk(on === undefined ? type : schema.getType(on)!, fragment.selectionSet, path);
    }
  };
  walk(schema.getQueryType()!, getOperationAST(document, operationName)!.selectionSet, []);
  return [...paths].sort();
}

/** A random query with a field that has all of it completed; its first line break stands behind the operation's brace. */
export function withIntrospection(source: string): string {
  return source.replace('{\n', '{ __schema { __typename }\n');
}

// What became of a published SDL: what breaks its users, what may surprise them, what is new, what is announced to end.
import {
  buildASTSchema,
  DirectiveLocation,
  findBreakingChanges,
  findDangerousChanges,
  getNamedType,
  GraphQLDeprecatedDirective,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  Kind,
  parse,
  visit,
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { removalDay } from '../kernel/deprecation.js';

/** What a change is to those who use the contract. */
export const changeKinds = ['BREAKING', 'DANGEROUS', 'REMOVED', 'DEPRECATED', 'ADDED'] as const;

/** One difference between two SDLs. */
export interface Change {
  /** `REMOVED` is what was announced and whose day has come; `BREAKING` is what was not. */
  readonly kind: (typeof changeKinds)[number];
  readonly text: string;
}

/** A published SDL, an SDL of now, and today, `YYYY-MM-DD`. */
export function changesBetween(published: string, now: string, today: string): readonly Change[] {
  const [before, after] = [parse(published), parse(now)];
  const current = schemaOf(after);
  const promised = schemaOf(before);
  const known = coordinatesOf(promised);
  const all = coordinatesOf(current);
  const { document, gone } = withoutEnded(before, all, today);
  const kept = gone.length === 0 ? promised : schemaOf(document);
  const told = (kind: Change['kind'], texts: readonly string[]): readonly Change[] =>
    [...new Set(texts)].sort().map((text) => ({ kind, text }));
  return [
    ...told(
      'BREAKING',
      findBreakingChanges(kept, current).map(({ description }) => description),
    ),
    ...told(
      'DANGEROUS',
      findDangerousChanges(kept, current).map(({ description }) => description),
    ),
    ...told('REMOVED', gone),
    ...told('DEPRECATED', announced(known, all)),
    ...told('ADDED', added(known, all)),
  ];
}

function schemaOf(document: DocumentNode): GraphQLSchema {
  return buildASTSchema(document, { assumeValid: true });
}

/** A part of a schema by its place: `Type`, `Type.field`, `Type.field(arg:)`. */
type Coordinates = ReadonlyMap<
  string,
  { readonly parent: string | null; readonly output: boolean; readonly ends: string | null }
>;

function coordinatesOf(schema: GraphQLSchema): Coordinates {
  const all = new Map<string, { parent: string | null; output: boolean; ends: string | null }>();
  const put = (
    place: string,
    parent: string | null,
    output: boolean,
    ends: string | null | undefined,
  ): unknown => all.set(place, { parent, output, ends: ends ?? null });
  for (const type of Object.values(schema.getTypeMap())) {
    const { name } = type;
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    put(name, null, true, null);
    if (isEnumType(type))
      for (const value of type.getValues())
        put(`${name}.${value.name}`, name, false, value.deprecationReason);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        put(`${name}.${field.name}`, name, false, field.deprecationReason);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        const place = `${name}.${field.name}`;
        put(place, name, true, field.deprecationReason);
        for (const arg of field.args) put(`${place}(${arg.name}:)`, place, false, arg.deprecationReason);
      }
  }
  return all;
}

/** Types that come with an entity, and those that come with an operation. */
const derived =
  /^(.+?)(Connection|Edge|Aggregate|Group|Sum|GroupField|SumField|Order|OrderField|Filter|ListFilter|Ref)$/;
const ofOperation = /^(.)(.*)(Input|Payload)$/;

/** Whether the type is told with another one, or with an operation, that is new, too. */
function goesWithout(type: string, known: Coordinates, all: Coordinates): boolean {
  const isNew = (place: string): boolean => all.has(place) && !known.has(place);
  const [, base] = derived.exec(type) ?? [];
  const [, first, rest] = ofOperation.exec(type) ?? [];
  return (
    (base !== undefined && isNew(base)) ||
    (first !== undefined && isNew(`Mutation.${first.toLowerCase()}${rest}`))
  );
}

/** Types that are new, and new fields of types that are not; a new input or value is a dangerous change, and told as such. */
function added(known: Coordinates, all: Coordinates): readonly string[] {
  return [...all]
    .filter(([place, { parent, output }]) => {
      if (!output || known.has(place)) return false;
      return parent === null ? !goesWithout(place, known, all) : known.has(parent);
    })
    .map(([place]) => `${place} was added.`);
}

function announced(known: Coordinates, all: Coordinates): readonly string[] {
  return [...all].flatMap(([place, { ends }]) =>
    ends !== null && known.get(place)?.ends !== ends ? [`${place} is deprecated: ${ends}`] : [],
  );
}

/** The day of a `@deprecated` among the directives; null where there is none. */
function dayOf(directives: readonly ConstDirectiveNode[] | undefined): string | null {
  const reason = directives
    ?.find(({ name }) => name.value === GraphQLDeprecatedDirective.name)
    ?.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? removalDay(reason.value) : null;
}

/**
 * The published document without what was announced to end, whose day has come and which is gone; types that only this
 * led to may go with it. What is left must still be kept.
 */
function withoutEnded(
  before: DocumentNode,
  all: Coordinates,
  today: string,
): { readonly document: DocumentNode; readonly gone: readonly string[] } {
  const gone: string[] = [];
  const end = (node: ASTNode, ancestors: readonly (ASTNode | readonly ASTNode[])[]): null | undefined => {
    const place = placeOf(node, ancestors);
    const day = 'directives' in node ? dayOf(node.directives as readonly ConstDirectiveNode[]) : null;
    if (day === null || day > today || all.has(place)) return undefined;
    gone.push(`${place} was removed, as announced for ${day}.`);
    return null;
  };
  const enter = (
    node: ASTNode,
    _key: unknown,
    _parent: unknown,
    _path: unknown,
    ancestors: readonly (ASTNode | readonly ASTNode[])[],
  ): null | undefined => end(node, ancestors);
  const pruned = visit(before, {
    FieldDefinition: enter,
    InputValueDefinition: enter,
    EnumValueDefinition: enter,
  });
  if (gone.length === 0) return { document: before, gone };
  const reached = reachableFrom(schemaOf(pruned));
  const document = visit(pruned, {
    enter(node) {
      if (!('name' in node) || !node.kind.endsWith('TypeDefinition')) return undefined;
      const name = node.name.value;
      return reached.has(name) || all.has(name) ? false : null;
    },
  });
  return { document, gone };
}

/** The coordinate of a definition from the definitions around it. */
function placeOf(node: ASTNode, ancestors: readonly (ASTNode | readonly ASTNode[])[]): string {
  const names = [...ancestors, node].flatMap((one) =>
    'kind' in one && 'name' in one && one.name ? [one.name.value] : [],
  );
  const [type, field, arg] = names;
  return arg === undefined ? `${type}.${field}` : `${type}.${field}(${arg}:)`;
}

/** Names of the types that an operation can come across. */
function reachableFrom(schema: GraphQLSchema): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting: GraphQLNamedType[] = [
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
    ...schema
      .getDirectives()
      .filter(({ locations }) => locations.includes(DirectiveLocation.FIELD))
      .flatMap(({ args }) => args.map(({ type }) => getNamedType(type))),
  ].filter((type) => type !== null && type !== undefined);
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    if (reached.has(type.name)) continue;
    reached.add(type.name);
    if (isUnionType(type) || isInterfaceType(type)) waiting.push(...schema.getPossibleTypes(type));
    if (isInputObjectType(type))
      waiting.push(...Object.values(type.getFields()).map((field) => getNamedType(field.type)));
    if (isObjectType(type) || isInterfaceType(type)) {
      waiting.push(...type.getInterfaces());
      for (const field of Object.values(type.getFields()))
        waiting.push(getNamedType(field.type), ...field.args.map((arg) => getNamedType(arg.type)));
    }
  }
  return reached;
}

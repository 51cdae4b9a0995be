// Every list of the graph, at the root and below its objects, with the query that reads a page of it.
import { constantName } from '../../src/kernel/graph/names.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import type { Answer } from '../../src/kernel/run.js';
import type { Tables } from './dataset.js';

/** A connection: of the root, or of an object that the test chooses. */
export interface List {
  /** `Query.organizations`, `Division.children` … */
  readonly name: string;
  /** What its rows are. */
  readonly shape: Shape;
  /** Whose field it is; null for the root. */
  readonly of: Shape | null;
  readonly field: string;
}

/** All connections that the registries declare. */
export function everyList(): readonly List[] {
  const shapes = [...graph().values()];
  const roots = shapes
    .filter(({ entity, identity }) => entity.plural !== undefined && identity !== null)
    .map((shape) => ({ name: `Query.${shape.entity.plural}`, shape, of: null, field: shape.entity.plural! }));
  const nested = shapes.flatMap((of) =>
    [...of.fields.values()].flatMap((field) =>
      field.kind === 'connection' && of.identity !== null
        ? [{ name: `${of.name}.${field.name}`, shape: graph().get(field.target)!, of, field: field.name }]
        : [],
    ),
  );
  return [...roots, ...nested];
}

/** Orders that a caller can ask for: each field in each direction, and two fields in opposite ones. */
export function ordersOf({ shape }: List): readonly string[] {
  const names = (shape.entity.sort ?? []).map((column) => constantName(shape.columns.get(column)!.name));
  const single = names.flatMap((name) =>
    ['ASC', 'DESC'].map((direction) => `[{ field: ${name}, direction: ${direction} }]`),
  );
  const mixed =
    names.length < 2
      ? []
      : [`[{ field: ${names.at(-1)!}, direction: DESC }, { field: ${names[0]!}, direction: ASC }]`];
  return [...single, ...mixed];
}

/** Which page of a list is asked for. */
export interface PageAsked {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
  readonly before?: string;
}

/**
 * A query of any page of the list, under the alias `list`. The page is a matter of its variables, so that a walk is one
 * document, which is validated and compiled once.
 */
export function pageQuery(list: List, parent: string | null, order: string, selection: string): string {
  const args = `first: $first, last: $last, after: $after, before: $before ${order}`;
  return `query ($first: Int, $last: Int, $after: String, $before: String) ${listQuery(list, parent, args, selection)}`;
}

/** A query of the list under the alias `list`; `parent` is the global id of the object it belongs to. */
export function listQuery(list: List, parent: string | null, args: string, selection: string): string {
  const field = `list: ${list.field}${args === '' ? '' : `(${args})`} { ${selection} }`;
  return list.of === null
    ? `{ ${field} }`
    : `{ node(id: ${JSON.stringify(parent)}) { ... on ${list.of.name} { ${field} } } }`;
}

/** The list in an answer; undefined where there is none. */
export function listOf(answer: Answer): Readonly<Record<string, unknown>> | undefined {
  const data = answer.data as
    { list?: Record<string, unknown>; node?: { list?: Record<string, unknown> } | null } | null | undefined;
  return data?.list ?? data?.node?.list;
}

/** The id of the object whose list is the longest; null for a list of the root. */
export async function longestParent(
  list: List,
  tables: Tables,
  ask: (source: string) => Promise<Answer>,
): Promise<string | null> {
  if (list.of === null) return null;
  const { entity, model, name, hasTenant, identity } = list.of;
  const ids = tables
    .get(model.name)!
    .map((row) => `${entity.id}_${hasTenant ? Number(row['tenant']) : 0}_${String(row[identity!])}`);
  const { data } = await ask(
    `{ nodes(ids: ${JSON.stringify([...new Set(ids)])}) { id ... on ${name} { ${list.field} { totalCount } } } }`,
  );
  const found = (data!['nodes'] as readonly (Record<string, { totalCount: number }> | null)[]).filter(
    (node) => node !== null,
  );
  const [best] = found.sort((a, b) => b[list.field]!.totalCount - a[list.field]!.totalCount);
  if (!best) throw new Error(`${list.name}: no object of ${ids.length}.`);
  return best['id'] as unknown as string;
}

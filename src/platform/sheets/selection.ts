// Objects of the graph as rows of a table: which columns a selection has, and what stands in them.
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fenOf } from '../../kernel/money.js';
import type { Cell, Column, Row } from '../../kernel/sheet.js';
import { chineseOf } from '../../kernel/text.js';

/** What is known of a document from outside of it. */
export interface SelectionSource {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** A column with the place of its values in an object, by response keys from the outside in. */
export interface SelectedColumn extends Column {
  readonly path: readonly string[];
}

/** Names of columns: their path (`division.name`), or the Chinese terms of the fields (所在区划.名称). */
export type ColumnNames = 'PATH' | 'TERM';

interface Found {
  readonly path: readonly string[];
  readonly terms: readonly string[];
  readonly kind: Column['kind'];
}

/**
 * The columns of what is selected of an object, in the order of the selection.
 *
 * Objects inside become columns of their own, named `a.b`; a list is one column, which holds it as JSON. What several
 * types of an interface have under one name is one column.
 */
export function columnsOf(
  source: SelectionSource,
  type: GraphQLCompositeType,
  selection: SelectionSetNode,
  names: ColumnNames,
): readonly SelectedColumn[] {
  const found = new Map<string, Found>();
  collect(source, type, selection, [], [], found);
  const titles = [...found].map(([key, { terms }]) => (names === 'TERM' ? terms.join('.') : key));
  return [...found].map(([key, { path, kind }], i) => ({
    key,
    path,
    kind,
    // Two fields may have one term.
    title:
      titles.indexOf(titles[i]!) === titles.lastIndexOf(titles[i]!) ? titles[i]! : `${titles[i]!} (${key})`,
  }));
}

function collect(
  source: SelectionSource,
  type: GraphQLCompositeType,
  { selections }: SelectionSetNode,
  path: readonly string[],
  terms: readonly string[],
  found: Map<string, Found>,
): void {
  const { schema, fragments } = source;
  for (const one of selections) {
    if (one.kind !== Kind.FIELD) {
      const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments[one.name.value]! : one;
      const on = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const within = on && isCompositeType(on) ? on : type;
      collect(source, within, fragment.selectionSet, path, terms, found);
      continue;
    }
    const name = one.name.value;
    const key = one.alias?.value ?? name;
    const at = [...path, key];
    const field = 'getFields' in type ? type.getFields()[name] : undefined;
    const named = [...terms, (field && chineseOf(field.description ?? '')) || key];
    const inner = field && getNullableType(field.type);
    if (inner && !isListType(inner) && isCompositeType(inner) && !isConnection(inner) && one.selectionSet)
      collect(source, inner, one.selectionSet, at, named, found);
    else if (!found.has(at.join('.')))
      found.set(at.join('.'), { path: at, terms: named, kind: kindOf(type, name, inner) });
  }
}

function isConnection({ name }: GraphQLCompositeType): boolean {
  return name.endsWith('Connection');
}

function kindOf(
  owner: GraphQLCompositeType,
  field: string,
  type: GraphQLOutputType | undefined,
): Column['kind'] {
  if (!type || !isLeafType(type)) return 'text';
  if (owner.name === 'Money' && field === 'yuan') return 'money';
  if (owner.name === 'Money' && field === 'fen') return 'integer';
  const { name } = getNamedType(type);
  return name === 'Date' ? 'date' : name === 'Int' || name === 'BigInt' ? 'integer' : 'text';
}

/** An object as a row of the columns. */
export function rowOf(columns: readonly SelectedColumn[], object: unknown): Row {
  return Object.fromEntries(
    columns.map(({ key, path, kind }) => {
      let value = object;
      for (const step of path)
        value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[step];
      return [key, cellOf(value, kind)];
    }),
  );
}

function cellOf(value: unknown, kind: Column['kind']): Cell {
  if (value === null || value === undefined) return null;
  // Whole numbers of 64 bits and amounts arrive as texts, so that nothing rounds them.
  if (kind === 'integer') return BigInt(value as string | number);
  if (kind === 'money') return fenOf(value as string);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

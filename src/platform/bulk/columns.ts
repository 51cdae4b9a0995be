// Operations whose inputs are rows of a table: which they are, and the columns that each has.
import { enums } from '../../generated/datamodel.js';
import type { Audience } from '../../kernel/caller.js';
import { termOf } from '../../kernel/errors.js';
import { byExternalKey } from '../../kernel/graph/actions.js';
import { graph } from '../../kernel/graph/shape.js';
import type { InputField, InputShape } from '../../kernel/input.js';
import { allOperations, type Operation } from '../../kernel/operation.js';
import { chineseOf } from '../../kernel/text.js';

/** What a cell of the column holds. */
export type CellForm =
  | { readonly is: 'text' | 'int' | 'bool' }
  | { readonly is: 'scalar'; readonly scalar: string }
  | { readonly is: 'enum'; readonly enum: string }
  | { readonly is: 'ref'; readonly entity: string; readonly by: RefKey | null };

/** The natural key by which a cell names an object. */
interface RefKey {
  readonly name: string;
  readonly column: string;
  readonly inTenant: boolean;
  readonly description: string;
}

/** A column of the table: one field of the input, or of a group in it. */
export interface ImportColumn {
  /** `name`, or `attendance.presentPersons` for a field of a group. */
  readonly path: string;
  readonly steps: readonly string[];
  /** Chinese term; of a field of a group with the group's before it. */
  readonly title: string;
  readonly description: string;
  readonly form: CellForm;
  readonly required: boolean;
  /** The group that the field is in. */
  readonly group: string | null;
  /** It is required where anything of its group is filled. */
  readonly neededInGroup: boolean;
}

/** Scopes of the platform itself: who may do what is not changed by tables, and a secret is shown to one person once. */
const notByTables = new Set(['apps', 'access', 'privacy', 'audit']);

const known = new Map<string, readonly ImportColumn[] | null>();

/**
 * The columns of an operation; null where its input is no row, because something in it that is required is a list, a
 * choice, or a group in a group. What is of that kind and not required has no column.
 */
export function columnsOf(operation: Operation): readonly ImportColumn[] | null {
  let columns = known.get(operation.name);
  if (columns === undefined) known.set(operation.name, (columns = derive(operation)));
  return columns;
}

/** The operations that an audience can import, by name, with their columns. */
export function importable(audience: Audience): ReadonlyMap<string, readonly ImportColumn[]> {
  const rank: Readonly<Record<Audience, number>> = { PUBLIC: 0, PARTNER: 1, INTERNAL: 2 };
  return new Map(
    [...allOperations().values()].flatMap((operation) => {
      const columns = columnsOf(operation);
      const shown = rank[operation.audience ?? 'PARTNER'] <= rank[audience];
      return columns !== null && shown ? [[operation.name, columns] as const] : [];
    }),
  );
}

function derive(operation: Operation): readonly ImportColumn[] | null {
  if (notByTables.has(operation.scope.split(':')[0]!)) return null;
  const columns = fieldsOf(operation.input, []);
  if (columns === null) return null;
  const more: ImportColumn[] = [];
  const add = (path: string, title: string, description: string, form: CellForm, required: boolean): void => {
    more.push({ path, steps: [path], title, description, form, required, group: null, neededInGroup: false });
  };
  if (byExternalKey(operation))
    add(
      'externalKey',
      '外部键',
      'A key of your own, by which you can name the new object later.',
      { is: 'text' },
      false,
    );
  if (operation.target) add('expectedVersion', '预期版本', 'The version you saw.', { is: 'int' }, true);
  return distinct([...columns, ...more]);
}

function fieldsOf(
  shape: InputShape,
  group: readonly (readonly [string, InputField<unknown>])[],
): ImportColumn[] | null {
  const columns: ImportColumn[] = [];
  for (const [name, field] of Object.entries(shape)) {
    const { type, required, description } = field;
    if (type.kind === 'object' && group.length === 0) {
      const inner = fieldsOf(type.shape, [[name, field]]);
      if (inner === null && required) return null;
      columns.push(...(inner ?? []));
      continue;
    }
    const form = formOf(field);
    if (form === null) {
      if (required) return null;
      continue;
    }
    const [outer] = group;
    const steps = [...group.map(([one]) => one), name];
    const titles = [
      ...group.map(([one, { description: of }]) => chineseOf(of) || one),
      chineseOf(description) || name,
    ];
    columns.push({
      path: steps.join('.'),
      steps,
      title: titles.join('.'),
      description,
      form,
      required: required && (outer === undefined || outer[1].required),
      group: outer?.[0] ?? null,
      neededInGroup: outer !== undefined && required,
    });
  }
  return columns;
}

function formOf({ type }: InputField<unknown>): CellForm | null {
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'String') return { is: 'text' };
      if (type.scalar === 'Int') return { is: 'int' };
      if (type.scalar === 'Boolean') return { is: 'bool' };
      return { is: 'scalar', scalar: type.scalar };
    case 'enum':
      return { is: 'enum', enum: type.enum };
    case 'ref':
      return { is: 'ref', entity: type.entity, by: keyOf(type.entity) };
    default:
      return null;
  }
}

/** The one natural key that is a single value. */
function keyOf(entity: string): RefKey | null {
  const keys = Object.entries(graph().get(entity)?.entity.naturalKeys ?? {});
  const [only] = keys.filter(([, { columns }]) => columns.length === 1);
  if (!only) return null;
  const [name, { columns, inTenant, description }] = only;
  return { name, column: columns[0]!, inTenant, description };
}

/** Columns that would be called alike are called by their path, too. */
function distinct(columns: readonly ImportColumn[]): readonly ImportColumn[] {
  const titles = columns.map(({ title }) => title);
  return columns.map((column) =>
    titles.indexOf(column.title) === titles.lastIndexOf(column.title)
      ? column
      : { ...column, title: `${column.title}(${column.path})` },
  );
}

/** The terms of an enum, as people write them into cells. */
export function termsOf(name: string): readonly { readonly value: string; readonly term: string }[] {
  return enums[name]!.values.map(({ name: value }) => ({ value, term: termOf(name, value, 'zh-CN') }));
}

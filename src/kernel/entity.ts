// entity(): what readers see of a table. Everything a list, a lookup or a filter does is derived from it.
import type { Transaction } from 'kysely';
import type { Database } from '../generated/database.js';
import type { Audience, Caller } from './caller.js';
import type { Deprecation } from './deprecation.js';
import type { Ref } from './input.js';
import { any, type KeyRange, type Predicate } from './predicate.js';
import type { Sql } from './sql.js';

/** Who sees a row, or a masked column of it: a condition that the database runs. */
export type Policy = (caller: Caller) => Predicate;

/** Row of a table in a statement: `t.col('name')` is its column. */
export interface TableRef {
  col(column: string): Sql;
}

/** Type of a computed field: a scalar, an enum of the datamodel, or a value type. `!`-less; see `nullable`. */
export interface FieldType {
  readonly type: string;
  readonly list?: boolean;
  /** Most items of a list. Default: `limits.values`. */
  readonly maxItems?: number;
  readonly nullable?: boolean;
  readonly description: string;
  readonly audience?: Audience;
}

/** A scalar said in SQL. */
export interface SqlField extends FieldType {
  readonly by: 'sql';
  readonly sql: (t: TableRef, asOf: Sql) => Sql;
  /** Who sees the value; for others it is null. */
  readonly mask?: Policy;
}

/**
 * A to-one or to-many relation said in SQL: which rows of `to` belong to the row. Connections for `many`. That both are of
 * one tenant need not be said.
 */
export interface JoinField {
  readonly by: 'join';
  readonly to: string;
  readonly many: boolean;
  readonly description: string;
  readonly on: (from: TableRef, to: TableRef, asOf: Sql) => Sql;
  /** Order of a `many` join where the caller gives none; columns of `to`. */
  readonly order?: readonly OrderTerm[];
  readonly audience?: Audience;
}

/** A field that Node computes from columns of the row, for all rows of an answer at once. */
export interface BatchField extends FieldType {
  readonly by: 'batch';
  /** The value where it is the same for every row that this caller sees: then nothing is loaded. */
  readonly constant?: (caller: Caller) => unknown;
  /** Columns of the row that `load` gets. */
  readonly needs: readonly string[];
  readonly load: (
    rows: readonly Record<string, unknown>[],
    caller: Caller,
  ) => Promise<readonly unknown[]> | readonly unknown[];
}

export type FieldDeclaration = SqlField | JoinField | BatchField;

export interface OrderTerm {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** How a person or another system names one: columns that together are unique. */
interface NaturalKey {
  /** Columns, beside the tenant where `inTenant` is set. */
  readonly columns: readonly string[];
  readonly inTenant: boolean;
  readonly description: string;
}

/** A GraphQL interface with one object type per group of kinds. */
interface Kinds {
  readonly column: string;
  readonly types: Readonly<
    Record<string, { readonly description: string; readonly values: readonly string[] }>
  >;
}

export interface EntityDeclaration {
  /** Two to four letters that start its global ids; absent for a value, which has no identity of its own. */
  readonly id?: string;
  /** Name of the root connection; absent where rows are reached from others only. */
  readonly plural?: string;
  /** Model whose rows are read, if it is not called like the entity. */
  readonly model?: string;
  /** Model that other tables refer to, where the attributes are dated versions of an identity. */
  readonly anchor?: string;
  /** Column that identifies a row beside its tenant. Default `id`. */
  readonly identity?: string;
  /** Default: the model's `///` text. */
  readonly description?: string;
  readonly audience?: Audience;
  /** Columns of the half-open validity. */
  readonly asOf?: { readonly from: string; readonly to: string };
  /** Column with the division key, for `within` and grants. */
  readonly within?: string;
  readonly visible: Policy;
  /** Columns that are null for callers who may not see them. */
  readonly masks?: Readonly<Record<string, Policy>>;
  /** Columns about persons, masked ones: they are sealed at rest, and compared for equality only. */
  readonly personal?: readonly string[];
  readonly expose: readonly string[];
  /** Relations of the datamodel that become fields: to-one, connection, or list of values. */
  readonly relations?: readonly string[];
  /** Columns and relations a filter may name; each must be exposed. */
  readonly filter?: readonly string[];
  /** Columns an order may name; each must be exposed. */
  readonly sort?: readonly string[];
  /** Columns that sort by pinyin and not by code point. */
  readonly pinyin?: readonly string[];
  /** Order where the caller gives none. Default: the identity. */
  readonly order?: readonly OrderTerm[];
  /** Columns that `search:` looks in; the row then has a `searchKey`. */
  readonly search?: readonly string[];
  /** What the numbers about a list group by, columns and to-one relations, and sum up. */
  readonly aggregate?: {
    readonly groups?: readonly string[];
    readonly links?: readonly string[];
    readonly sum?: readonly string[];
  };
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  readonly kinds?: Kinds;
  readonly naturalKeys?: Readonly<Record<string, NaturalKey>>;
  /** What one row costs; default 1. */
  readonly price?: number;
  /** Most items of a bare list of these values. */
  readonly maxItems?: number;
  /** Columns and relations that only some audiences know of. */
  readonly audiences?: Readonly<Record<string, Audience>>;
  /** Columns, relations and fields whose end is announced. */
  readonly deprecated?: Readonly<Record<string, Deprecation>>;
  /** Columns whose type is a declared scalar and not the column's own: `{ uscc: 'Uscc' }`. */
  readonly scalars?: Readonly<Record<string, string>>;
}

export interface Entity extends EntityDeclaration {
  readonly name: string;
}

const entities = new Map<string, Entity>();
const extensions: {
  readonly entity: string;
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  readonly relations: readonly string[];
  readonly filter: readonly string[];
  readonly deprecated: Readonly<Record<string, Deprecation>>;
  readonly visible: Policy | undefined;
}[] = [];

/** The entities with what was added to them, until something more is declared: every write asks for them. */
let whole: ReadonlyMap<string, Entity> | undefined;

/** Declares what readers see of a table. @throws Error if the name or the letters of its ids are taken. */
export function entity(name: string, declaration: EntityDeclaration): void {
  if (entities.has(name)) throw new Error(`The entity ${name} is declared twice.`);
  const other = [...entities.values()].find(({ id }) => id !== undefined && id === declaration.id);
  if (other) throw new Error(`Ids of ${name} and of ${other.name} begin alike: ${declaration.id}.`);
  entities.set(name, { name, ...declaration });
  whole = undefined;
}

/**
 * Adds to an entity of an earlier domain what a later one knows the answer to: fields, and by `visible` who else sees a
 * row, as do those who see what refers to it.
 */
export function extend(
  name: string,
  added: {
    readonly fields?: Readonly<Record<string, FieldDeclaration>>;
    readonly relations?: readonly string[];
    readonly filter?: readonly string[];
    readonly deprecated?: Readonly<Record<string, Deprecation>>;
    readonly visible?: Policy;
  },
): void {
  extensions.push({
    entity: name,
    fields: added.fields ?? {},
    relations: added.relations ?? [],
    filter: added.filter ?? [],
    deprecated: added.deprecated ?? {},
    visible: added.visible,
  });
  whole = undefined;
}

/** All entities by name with what was added to them, in the order of declaration. */
export function allEntities(): ReadonlyMap<string, Entity> {
  return (whole ??= joinExtensions());
}

function joinExtensions(): ReadonlyMap<string, Entity> {
  const joined = new Map(entities);
  for (const extension of extensions) {
    const base = joined.get(extension.entity);
    if (!base) throw new Error(`extend() names ${extension.entity}, which is no entity.`);
    joined.set(extension.entity, {
      ...base,
      visible: widened(base.visible, extension.visible),
      fields: { ...base.fields, ...extension.fields },
      relations: [...(base.relations ?? []), ...extension.relations],
      filter: [...(base.filter ?? []), ...extension.filter],
      deprecated: { ...base.deprecated, ...extension.deprecated },
    });
  }
  return joined;
}

function widened(base: Policy, added: Policy | undefined): Policy {
  return added === undefined ? base : (caller) => any(base(caller), added(caller));
}

/** How `within: <code>` finds its rows; one domain provides it. */
export interface CodeTree {
  /** Grows with every change of the tree, so that what was made of it can be made anew. */
  readonly version: number;
  /** Merged ranges of the keys of everything below a code on a day; [] for an unknown code. */
  ranges(code: string, asOf: string): readonly KeyRange[];
  /** The office that records for a division that a caller names. */
  officeOf(tx: Transaction<Database>, division: Ref, today: string): Promise<number>;
}

/** An object that is computed, not stored: what a `batch` field may answer. */
export interface ValueType {
  readonly description: string;
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Fields whose end is announced. */
  readonly deprecated?: Readonly<Record<string, Deprecation>>;
}

const valueTypes = new Map<string, ValueType>();

/** Declares a computed object type. @throws Error if the name is taken. */
export function valueType(name: string, declaration: ValueType): void {
  if (valueTypes.has(name)) throw new Error(`The value type ${name} is declared twice.`);
  valueTypes.set(name, declaration);
}

/** All computed object types by name. */
export function allValueTypes(): ReadonlyMap<string, ValueType> {
  return valueTypes;
}

let tree: CodeTree | undefined;

/** Registers the tree of codes. */
export function provideCodeTree(provided: CodeTree): void {
  tree = provided;
}

/** The version of the tree of codes; the same for ever where there is none. */
export function codeTreeVersion(): number {
  return tree?.version ?? 0;
}

/** The tree of codes. @throws Error if no domain provides one. */
export function codeTree(): CodeTree {
  if (!tree) throw new Error('No domain provides the tree of division codes.');
  return tree;
}

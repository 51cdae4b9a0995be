// The plan of an operation: its selections, arguments and prices as a tree, without any SQL.
import type { OrderTerm } from '../entity.js';
import type { BatchShape, ColumnField, ComputedField, LinkField, Shape } from '../graph/shape.js';
import type { Sql } from '../sql.js';
import { joinOf, type Compilation, type Table } from './condition.js';
import type { Page } from './page.js';
import type { Condition } from './policies.js';
import type { Slot } from './slots.js';

/** One response key of an object. */
export type Member =
  | { readonly key: string; readonly kind: 'typename' }
  | { readonly key: string; readonly kind: 'id' }
  | {
      readonly key: string;
      readonly kind: 'value';
      readonly field: ColumnField | ComputedField;
      readonly below: readonly AmountMember[];
    }
  | { readonly key: string; readonly kind: 'batch'; readonly field: BatchShape }
  /** A batch field that is the same for every row: its part of the answer, unless Node completes the answer anyway. */
  | { readonly key: string; readonly kind: 'constant'; readonly field: BatchShape; readonly json: string }
  | { readonly key: string; readonly kind: 'one'; readonly object: ObjectPlan; readonly where: Where }
  | {
      readonly key: string;
      readonly kind: 'values';
      readonly object: ObjectPlan;
      readonly where: Where;
      readonly max: number;
    }
  | { readonly key: string; readonly kind: 'connection'; readonly list: ListPlan }
  | { readonly key: string; readonly kind: 'aggregate'; readonly aggregate: AggregatePlan };

/** A part of an amount of money. */
export interface AmountMember {
  readonly key: string;
  readonly name: string;
}

/** Which rows of a table are meant: joined to a parent row, or found by a key. */
export interface Where {
  readonly on: (to: Table, asOf: Sql, from: Table | null) => Sql;
  /** The one tenant whose rows are meant, where the request names it; rows of a relation have that of their parent. */
  readonly tenant?: Slot<number | null>;
}

/** What is selected of an entity; one variant per concrete type where the selections differ. */
export interface ObjectPlan {
  readonly shape: Shape;
  /** Asked for as a `Node`, so that the row must tell its type. */
  readonly asNode?: boolean;
  readonly asOf: Slot<string>;
  readonly variants: readonly Variant[];
}
export interface Variant {
  /** Concrete types this selection is for; null for all of them. */
  readonly typeNames: readonly string[] | null;
  readonly members: readonly Member[];
  /** What one row costs, without the rows below it. */
  readonly price: number;
}

/** A connection. */
export interface ListPlan {
  readonly shape: Shape;
  readonly asOf: Slot<string>;
  readonly where: Where;
  readonly filter: Condition;
  readonly order: readonly OrderTerm[];
  readonly page: Page;
  /** Binds cursors to the list and its order. */
  readonly signature: string;
  readonly members: readonly ListMember[];
}
export type ListMember =
  | { readonly key: string; readonly kind: 'typename'; readonly text: string }
  | { readonly key: string; readonly kind: 'totalCount' }
  | { readonly key: string; readonly kind: 'nodes'; readonly object: ObjectPlan }
  | {
      readonly key: string;
      readonly kind: 'edges';
      readonly members: readonly EdgeMember[];
      /** Whether these edges alone tell that there are rows, so that they count as those. */
      readonly tells: boolean;
    }
  | { readonly key: string; readonly kind: 'pageInfo'; readonly members: readonly PageInfoMember[] }
  | {
      readonly key: string;
      readonly kind: 'pageCursors';
      readonly around: Slot<number>;
      readonly members: readonly PageCursorMember[];
    };
export type EdgeMember =
  | { readonly key: string; readonly kind: 'typename'; readonly text: string }
  | { readonly key: string; readonly kind: 'cursor' }
  | { readonly key: string; readonly kind: 'node'; readonly object: ObjectPlan };
export interface PageCursorMember {
  readonly key: string;
  readonly kind: 'typename' | 'number' | 'after';
}
export interface PageInfoMember {
  readonly key: string;
  readonly kind: 'typename' | 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor';
}

/** Numbers about exactly the rows that the same list would show. */
export interface AggregatePlan {
  readonly shape: Shape;
  readonly asOf: Slot<string>;
  readonly where: Where;
  readonly filter: Condition;
  readonly members: readonly AggregateMember[];
}
export type AggregateMember =
  | { readonly key: string; readonly kind: 'typename'; readonly text: string }
  | { readonly key: string; readonly kind: 'count' }
  | { readonly key: string; readonly kind: 'sum'; readonly members: readonly ColumnMember[] }
  | {
      readonly key: string;
      readonly kind: 'groups';
      /** Columns, and links: then the rows that they lead to make the groups. */
      readonly by: readonly (ColumnField | LinkField)[];
      /** The groups with the largest sum of it come first; null for those with the most rows. */
      readonly largest: ColumnField | null;
      readonly size: number;
      readonly members: readonly GroupMember[];
    };
/** A column, or `__typename` where the field is null. */
export interface ColumnMember {
  readonly key: string;
  readonly field: ColumnField | null;
  readonly typename: string;
  readonly below: readonly AmountMember[];
}
export type GroupMember =
  | { readonly key: string; readonly kind: 'typename'; readonly text: string }
  | { readonly key: string; readonly kind: 'count' }
  | { readonly key: string; readonly kind: 'sum'; readonly members: readonly ColumnMember[] }
  | {
      readonly key: string;
      readonly kind: 'column';
      readonly field: ColumnField;
      readonly below: readonly AmountMember[];
    }
  | {
      readonly key: string;
      readonly kind: 'one';
      readonly field: LinkField;
      readonly object: ObjectPlan;
    };

/** Objects of one type among those that are named by id. */
export interface Found {
  readonly object: ObjectPlan;
  readonly where: Where;
}

/** A field at the root. */
export type RootMember =
  | { readonly key: string; readonly kind: 'absent' }
  | { readonly key: string; readonly kind: 'typename'; readonly text: string }
  | { readonly key: string; readonly kind: 'object'; readonly object: ObjectPlan; readonly where: Where }
  | {
      readonly key: string;
      readonly kind: 'objects';
      readonly ids: Slot<Ids>;
      readonly types: readonly Found[];
    }
  | { readonly key: string; readonly kind: 'connection'; readonly list: ListPlan }
  | { readonly key: string; readonly kind: 'aggregate'; readonly aggregate: AggregatePlan };

/** What global ids say, as columns; null for what is no id. */
export interface Ids {
  readonly prefixes: readonly (string | null)[];
  readonly tenants: readonly (number | null)[];
  readonly keys: readonly (string | null)[];
  /** The keys that are UUIDs. */
  readonly uuids: readonly (string | null)[];
}

/** All that one statement answers. */
export interface Plan {
  readonly members: readonly RootMember[];
  /** What the operation may ask for: rows times prices. */
  readonly cost: number;
  /** Field paths, without indexes, whose values this caller may find masked. */
  readonly redactions: readonly string[];
  /** What costs as much as the request says, beside `cost`. */
  readonly costs: readonly Slot<number>[];
  /** The part of both that is due whatever the answer contains. */
  readonly due: number;
  readonly dues: readonly Slot<number>[];
  /** Whether only the price is asked for. */
  readonly pricedOnly: boolean;
  /** Entities about whose rows numbers are told. */
  readonly counted: readonly string[];
  /** Fields that Node completes, so that the statement's text is not yet the answer, with the reason. */
  readonly completed: readonly string[];
}

/** Whether the list's rows are read: a row for its cursor, too, or to know that there is one more. */
export function readsRows(members: readonly ListMember[]): boolean {
  return members.some(({ kind }) => kind === 'nodes' || kind === 'edges' || kind === 'pageInfo');
}

/** How the relation's rows are found from a parent row. */
export function joined(link: LinkField): Where {
  return { on: (to, asOf, from) => joinOf(link, from!, to, asOf) };
}

/** The table whose rows are meant, told the tenant where the request names it. */
export function tableOf(c: Compilation, entity: string, where: Where, from: Table | null): Table {
  return c.table(entity, where.tenant ?? from?.tenant ?? null, from);
}

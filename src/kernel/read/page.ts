// Keyset paging: the order of a list, the condition "after this row", and the cursor that carries both.
import { createHash } from 'node:crypto';
import { isDate } from '../clock.js';
import type { OrderTerm } from '../entity.js';
import { enums, type Column } from '../../generated/datamodel.js';
import { refusal, type Path } from '../errors.js';
import { isUuid } from '../ids.js';
import { columnOf, type Shape } from '../graph/shape.js';
import { concat, everyRow, join, literal, param, raw, sql, type Sql } from '../sql.js';
import { seenColumn, type Compilation, type Table } from './condition.js';
import type { Slot } from './slots.js';

/** Which rows of the order a page has. */
export interface Page {
  readonly size: number;
  /** Backwards pages are read in the opposite order and turned round. */
  readonly backwards: boolean;
  /** Values of the order's terms in the row before (or behind) the page. */
  readonly cursor: readonly (Slot<string> | null)[] | null;
}

/** The order with the identity behind it, so that every row has one place. */
export function totalOrder(shape: Shape, terms: readonly OrderTerm[]): readonly OrderTerm[] {
  // Tenant first, as in every index: within one tenant the database drops it from the order by itself.
  const ties = [shape.hasTenant ? 'tenant' : null, shape.identity].filter((name) => name !== null);
  const named = new Set(terms.map((term) => term.field));
  return [
    ...terms,
    ...ties.filter((name) => !named.has(name)).map((field) => ({ field, direction: 'ASC' as const })),
  ];
}

/** What binds a cursor to its list: the place in the graph and the order. */
export function signatureOf(coordinate: string, order: readonly OrderTerm[]): string {
  const text = `${coordinate}|${order.map((term) => `${term.field} ${term.direction}`).join(',')}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

interface Term {
  /** The column as the caller sees it. */
  readonly seen: Sql;
  /** The same with its collation, for comparing. */
  readonly sorted: Sql;
  readonly column: Column;
  readonly nullable: boolean;
  readonly descending: boolean;
}

function termsOf(
  c: Compilation,
  t: Table,
  order: readonly OrderTerm[],
  backwards: boolean,
  asOf: Sql,
): readonly Term[] {
  return order.map((term) => {
    const column = columnOf(t.shape, term.field);
    const field = t.shape.columns.get(term.field);
    const masked = field !== undefined && field.mask !== null;
    const seen = masked ? seenColumn(c, t, field, asOf) : t.own(term.field);
    const pinyin = t.shape.entity.pinyin?.includes(term.field) ?? false;
    return {
      seen,
      sorted: pinyin ? sql`${seen} COLLATE "zh-x-icu"` : seen,
      column,
      nullable: !column.required || masked,
      descending: (term.direction === 'DESC') !== backwards,
    };
  });
}

/** ORDER BY of a page. NULL counts as the greatest value, as PostgreSQL has it. */
export function orderBy(
  c: Compilation,
  t: Table,
  order: readonly OrderTerm[],
  backwards: boolean,
  asOf: Sql,
): Sql {
  return join(
    termsOf(c, t, order, backwards, asOf).map(
      (term) => sql`${term.sorted}${raw(term.descending ? ' DESC' : '')}`,
    ),
    ', ',
  );
}

/** The condition that a row comes behind the cursor in the page's direction. */
export function behind(c: Compilation, t: Table, order: readonly OrderTerm[], page: Page, asOf: Sql): Sql {
  if (page.cursor === null) return everyRow;
  const terms = termsOf(c, t, order, page.backwards, asOf);
  const values = page.cursor.map((value, i) =>
    value === null ? null : param(value, terms[i]!.column.native),
  );
  const uniform = terms.every((term) => !term.nullable && term.descending === terms[0]!.descending);
  if (uniform) {
    const left = join(
      terms.map((term) => term.sorted),
      ', ',
    );
    return sql`(${left}) ${raw(terms[0]!.descending ? '<' : '>')} (${join(values as Sql[], ', ')})`;
  }
  const cases = terms.map((term, i) =>
    join(
      [...terms.slice(0, i).map((before, k) => same(before, values[k]!)), strictlyBehind(term, values[i]!)],
      ' AND ',
    ),
  );
  const lexicographic = sql`(${join(
    cases.map((one) => sql`(${one})`),
    ' OR ',
  )})`;
  // The leading bound says nothing new, but it is what an index can use.
  const [first] = terms;
  const lead = values[0];
  if (first!.nullable || !lead) return lexicographic;
  return sql`${first!.sorted} ${raw(first!.descending ? '<=' : '>=')} ${lead} AND ${lexicographic}`;
}

function same(term: Term, value: Sql | null): Sql {
  return value === null ? sql`${term.seen} IS NULL` : sql`${term.seen} = ${value}`;
}

function strictlyBehind(term: Term, value: Sql | null): Sql {
  if (value === null) return term.descending ? sql`${term.seen} IS NOT NULL` : raw('FALSE');
  if (term.descending) return sql`${term.sorted} < ${value}`;
  return term.nullable
    ? sql`(${term.sorted} > ${value} OR ${term.seen} IS NULL)`
    : sql`${term.sorted} > ${value}`;
}

/** The row's cursor as JSON text, made where the full microseconds are. */
export function cursorOf(
  c: Compilation,
  t: Table,
  order: readonly OrderTerm[],
  signature: string,
  asOf: Sql,
): Sql {
  const values = termsOf(c, t, order, false, asOf).map((term) => sql`${term.seen}::text`);
  const array = sql`json_build_array(${join([literal(signature), ...values], ', ')})::text`;
  const encoded = sql`translate(encode(convert_to(${array}, 'UTF8'), 'base64'), E'\\n', '')`;
  return concat(literal('"'), encoded, literal('"'));
}

/** Reads a cursor. @throws Refusal cursor-of-this-list if it was not made for this list and order. */
export function readCursor(
  text: string,
  shape: Shape,
  order: readonly OrderTerm[],
  signature: string,
  path: Path,
): readonly (string | null)[] {
  const parts = parseArray(Buffer.from(text, 'base64').toString('utf8'));
  const values = parts?.slice(1) ?? [];
  const fits =
    parts !== null &&
    parts[0] === signature &&
    values.length === order.length &&
    values.every((value, i) => fitsTerm(value, shape, order[i]!));
  if (!fits) throw refusal('cursor-of-this-list', path);
  return values as readonly (string | null)[];
}

function parseArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether the value can stand in the order's column; a column that is never null has no place for null. */
function fitsTerm(value: unknown, shape: Shape, { field }: OrderTerm): boolean {
  const column = columnOf(shape, field);
  if (value !== null) return fitsColumn(value, column);
  const shown = shape.columns.get(field);
  return !column.required || (shown !== undefined && shown.mask !== null);
}

/** Whether the database can cast the text, so that a forged cursor is refused here. */
function fitsColumn(value: unknown, column: Column): boolean {
  if (typeof value !== 'string' || value.includes('\u0000')) return false;
  if (column.kind === 'enum') return enums[column.type]!.values.some((known) => known.name === value);
  switch (column.native) {
    case 'uuid':
      return isUuid(value);
    case 'date':
      return isDate(value);
    case 'timestamptz':
      return (
        /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(value) &&
        isDate(value.slice(0, 10))
      );
    case 'int4':
      return fitsBits(value, 32);
    case 'int8':
      return fitsBits(value, 64);
    case 'numeric':
      return /^-?\d{1,30}(\.\d{1,20})?$/.test(value);
    case 'bool':
      return value === 'true' || value === 'false';
    default:
      return true;
  }
}

/** Whether the text is a whole number of that many bits, as PostgreSQL writes it. */
function fitsBits(text: string, bits: number): boolean {
  return /^-?\d{1,19}$/.test(text) && BigInt.asIntN(bits, BigInt(text)) === BigInt(text);
}

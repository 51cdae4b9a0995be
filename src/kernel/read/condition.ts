// Predicates become SQL here: policies, filters and searches alike, on one table reference.
import type { Caller } from '../caller.js';
import type { Policy, TableRef } from '../entity.js';
import { always, type Bindable, type KeyRange, type Predicate } from '../predicate.js';
import { columnOf, type ColumnField, type Graph, type LinkField, type Shape } from '../graph/shape.js';
import { ident, join, param, raw, sql, type Sql } from '../sql.js';
import { isEverywhere } from '../caller.js';
import { searchText } from '../search.js';

/** A row of an entity's table in a statement, under an alias. */
export class Table implements TableRef {
  readonly shape: Shape;
  readonly alias: string;
  constructor(shape: Shape, alias: string) {
    this.shape = shape;
    this.alias = alias;
  }
  col(column: string): Sql {
    columnOf(this.shape, column);
    return sql`${raw(this.alias)}.${ident(column)}`;
  }
  /** `"Model" alias`, for FROM. */
  get from(): Sql {
    return sql`${ident(this.shape.model.name)} ${raw(this.alias)}`;
  }
}

/** What compiling one operation shares: who asks, and the names already used. */
export class Compilation {
  private aliases = 0;
  private readonly days = new Map<string, Sql>();
  private readonly policies = new Map<string, Predicate>();
  readonly graph: Graph;
  readonly caller: Caller;
  constructor(graph: Graph, caller: Caller) {
    this.graph = graph;
    this.caller = caller;
  }

  /** The day as a parameter, bound once however often it is needed. */
  day(day: string): Sql {
    let bound = this.days.get(day);
    if (!bound) this.days.set(day, (bound = param(day, 'date')));
    return bound;
  }

  /** A table reference with a fresh alias. */
  table(entity: string): Table {
    const shape = this.graph.get(entity);
    if (!shape) throw new Error(`No entity is called ${entity}.`);
    return new Table(shape, `t${this.aliases++}`);
  }

  /** The entity's policy for this caller. */
  visible(shape: Shape): Predicate {
    let policy = this.policies.get(shape.name);
    if (!policy) this.policies.set(shape.name, (policy = shape.entity.visible(this.caller)));
    return policy;
  }
}

/** The policy says what is seen; a caller's filter sees no more than the caller does. */
type Trust = 'policy' | 'caller';

/** Which rows of an entity exist for the caller on a day: validity and policy. */
export function rowsThatExist(c: Compilation, t: Table, asOf: Sql): Sql {
  const { entity } = t.shape;
  const policy = conditionOf(c, t, c.visible(t.shape), asOf, 'policy');
  if (!entity.asOf) return policy;
  const from = t.col(entity.asOf.from);
  const to = t.col(entity.asOf.to);
  return sql`${from} <= ${asOf} AND (${to} IS NULL OR ${to} > ${asOf}) AND ${policy}`;
}

/** Which rows a list shows, counts or sums: those that are meant, exist for the caller, and satisfy its filter. */
export function rowsShown(c: Compilation, t: Table, meant: Sql, filter: Predicate, asOf: Sql): Sql {
  return sql`${meant} AND ${rowsThatExist(c, t, asOf)} AND ${conditionOf(c, t, filter, asOf, 'caller')}`;
}

/** The column as this caller sees it: NULL where a mask hides it, in answers, filters, orders and aggregates alike. */
export function seenColumn(c: Compilation, t: Table, { column, mask }: ColumnField, asOf: Sql): Sql {
  if (mask && isNever(mask(c.caller))) return sql`NULL::${raw(column.native + (column.list ? '[]' : ''))}`;
  return seen(c, t, mask, t.col(column.name), asOf);
}

/** The value as this caller sees it. */
export function seen(c: Compilation, t: Table, mask: Policy | null, value: Sql, asOf: Sql): Sql {
  const shown = mask?.(c.caller) ?? always;
  if (shown.op === 'const') return value;
  return sql`CASE WHEN ${conditionOf(c, t, shown, asOf, 'policy')} THEN ${value} END`;
}

/** Whether the condition holds for no row. */
export function isNever(predicate: Predicate | undefined): boolean {
  return predicate?.op === 'const' && !predicate.value;
}

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/**
 * The condition in SQL. Two-valued: a comparison with NULL is false, and a negation is true where its part is not.
 * @param trust a policy reads columns as they are; a caller's filter reads them through the masks
 */
export function conditionOf(c: Compilation, t: Table, p: Predicate, asOf: Sql, trust: Trust): Sql {
  const recur = (inner: Predicate): Sql => conditionOf(c, t, inner, asOf, trust);
  switch (p.op) {
    case 'const':
      return raw(p.value ? 'TRUE' : 'FALSE');
    case 'and':
      return p.of.length === 0 ? raw('TRUE') : sql`(${join(p.of.map(recur), ' AND ')})`;
    case 'or':
      return p.of.length === 0 ? raw('FALSE') : sql`(${join(p.of.map(recur), ' OR ')})`;
    case 'not':
      return sql`(${recur(p.of)}) IS NOT TRUE`;
    case 'search':
      return sql`${t.col('searchKey')} LIKE ${param(`%${escapeLike(searchText(p.text))}%`, 'text')}`;
    case 'within':
      return inRanges(t, p.field, p.ranges);
    case 'isNull':
      return sql`${operand(c, t, p.field, asOf, trust)} IS NULL`;
    case 'in':
      return sql`${operand(c, t, p.field, asOf, trust)} = ANY(${param(p.values, `${columnOf(t.shape, p.field).native}[]`)})`;
    case 'some':
    case 'none':
    case 'every':
      return relationCondition(c, t, p, asOf, trust);
    default:
      return comparison(c, t, p, asOf, trust);
  }
}

function operand(c: Compilation, t: Table, name: string, asOf: Sql, trust: Trust): Sql {
  if (trust === 'policy') return t.col(name);
  return seenColumn(c, t, t.shape.columns.get(name)!, asOf);
}

function comparison(
  c: Compilation,
  t: Table,
  p: { readonly op: string; readonly field: string; readonly value: Bindable },
  asOf: Sql,
  trust: Trust,
): Sql {
  const left = operand(c, t, p.field, asOf, trust);
  const column = columnOf(t.shape, p.field);
  const right = param(p.value, column.native);
  if (column.list) return sql`(${right} = ANY(${left})) IS TRUE`;
  if (p.op === 'eq') return sql`${left} = ${right}`;
  if (p.op === 'ne') return sql`${left} IS DISTINCT FROM ${right}`;
  if (p.op === 'contains') return sql`strpos(${left}, ${right}) > 0`;
  if (p.op === 'startsWith') return sql`starts_with(${left}, ${right})`;
  return sql`${left} ${raw(operators[p.op as keyof typeof operators])} ${right}`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

/** Up to eight ranges are said one by one, so that each can use the index; more travel as two arrays. */
const rangesInline = 8;

function inRanges(t: Table, field: string, ranges: readonly KeyRange[]): Sql {
  const column = t.col(field);
  if (isEverywhere(ranges))
    return columnOf(t.shape, field).required ? raw('TRUE') : sql`${column} IS NOT NULL`;
  if (ranges.length <= rangesInline)
    return sql`(${join(
      ranges.map((r) => sql`${column} >= ${param(r.from, 'text')} AND ${column} < ${param(r.to, 'text')}`),
      ' OR ',
    )})`;
  const froms = param(
    ranges.map((r) => r.from),
    'text[]',
  );
  const tos = param(
    ranges.map((r) => r.to),
    'text[]',
  );
  return sql`EXISTS (SELECT 1 FROM unnest(${froms}, ${tos}) AS r(a, b) WHERE ${column} >= r.a AND ${column} < r.b)`;
}

/** Rows of a relation, as the caller may see them; a policy's own EXISTS looks at all of them. */
function relationCondition(
  c: Compilation,
  t: Table,
  p: { readonly op: 'some' | 'none' | 'every'; readonly relation: string; readonly where: Predicate },
  asOf: Sql,
  trust: Trust,
): Sql {
  const link = t.shape.fields.get(p.relation) as LinkField | undefined;
  if (!link || !('target' in link)) throw new Error(`${t.shape.name}.${p.relation} is no relation.`);
  const to = c.table(link.target);
  const where = conditionOf(c, to, p.where, asOf, trust);
  const exists = trust === 'policy' ? raw('TRUE') : rowsThatExist(c, to, asOf);
  const tested = p.op === 'every' ? sql`(${where}) IS NOT TRUE` : where;
  const rows = sql`EXISTS (SELECT 1 FROM ${to.from} WHERE ${link.on(t, to, asOf)} AND ${exists} AND ${tested})`;
  return p.op === 'some' ? rows : sql`NOT ${rows}`;
}

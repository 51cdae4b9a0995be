// Predicates become SQL here: policies, filters and searches alike, on one table reference.
import type { Policy, TableRef } from '../entity.js';
import { columnOf, graph, type ColumnField, type LinkField, type Shape } from '../graph/shape.js';
import { digestIn, isPersonal } from '../personal.js';
import { always } from '../predicate.js';
import { allOf, everyRow, ident, join, literal, param, raw, sql, type Sql } from '../sql.js';
import { policyCondition, policyForm, type Condition, type Ranges, type Searched } from './policies.js';
import { listMark, markOf, rowMark, type Site } from './meter.js';
import { Said, Slot, type Choices } from './slots.js';

/** A row of an entity's table in a statement, under an alias. */
export class Table implements TableRef {
  readonly shape: Shape;
  readonly alias: string;
  /** The tenant where the statement is told it: then every level says so to the database. */
  readonly tenant: Slot<number | null> | null;
  /** The table whose row leads to those of this one. */
  readonly parent: Table | null;
  /** The place of the answer at which its rows stand, and that of their list where it tells their tenants. */
  site: Site | null = null;
  list: Site | null = null;
  constructor(shape: Shape, alias: string, tenant: Slot<number | null> | null, parent: Table | null) {
    this.shape = shape;
    this.alias = alias;
    this.tenant = tenant;
    this.parent = parent;
  }
  /** The column of the row. */
  own(column: string): Sql {
    columnOf(this.shape, column);
    return sql`${raw(this.alias)}.${ident(column)}`;
  }
  /** The value of the column, from the parameter where one binds it. */
  col(column: string): Sql {
    return column === 'tenant' && this.tenant !== null ? param(this.tenant, 'int4') : this.own(column);
  }
  /** `"Model" alias`, for FROM. */
  get from(): Sql {
    return sql`${ident(this.shape.model.name)} ${raw(this.alias)}`;
  }
}

/** Whether the caller has a credential. */
const isKnown = new Slot(({ caller }) => caller.app !== null);

/** What compiling one statement shares: the choices it depends on, and the names already used. */
export class Compilation {
  private aliases = 0;
  /** What the policies and masks that decide the statement say. */
  readonly policies = new Map<Policy, Condition>();
  /** Places of the answer at which rows stand, by the numbers of their marks. */
  readonly sites: Site[] = [];
  readonly choices: Choices;
  /** Whether graphql-js goes on with the answer, so that it must tell types and whole values. */
  completed = false;
  constructor(choices: Choices) {
    this.choices = choices;
  }

  /** A table reference with a fresh alias. */
  table(entity: string, tenant: Slot<number | null> | null = null, parent: Table | null = null): Table {
    const shape = graph().get(entity);
    if (!shape) throw new Error(`No entity is called ${entity}.`);
    return new Table(shape, `t${this.aliases++}`, shape.hasTenant ? tenant : null, parent);
  }

  /**
   * Begins the JSON of a row at a place of the answer of its own.
   * @param price what each row there costs, without the rows below it
   * @returns the mark, to stand before the row
   */
  mark(t: Table, price: number): Sql {
    const tenant = this.tenantOf(t);
    t.site = { entity: t.shape.name, price, tenant, ...(t.list === null ? {} : { inList: true }) };
    const number = this.sites.push(t.site) - 1;
    return tenant === 'told' ? rowMark(number, t.own('tenant')) : literal(markOf(number));
  }

  /**
   * Has a list tell the tenants of its rows, where nothing else does.
   * @returns the mark, to stand before the row that is the first, by the tenants of all of them; null where none is needed
   */
  markList(t: Table): ((tenants: Sql) => Sql) | null {
    if (this.tenantOf(t) !== 'told') return null;
    t.list = { entity: t.shape.name, price: 0, tenant: 'told' };
    const number = this.sites.push(t.list) - 1;
    return (tenants) => listMark(number, tenants);
  }

  /** Whose the rows are, for the record of who read what; of a caller without a credential there is none. */
  private tenantOf({ shape, tenant, parent, list }: Table): Site['tenant'] {
    if (!shape.hasTenant || !this.choices.choose(isKnown)) return null;
    if (list !== null) return list;
    if (tenant !== null) return tenant;
    const around = parent?.site?.tenant ?? null;
    return around === 'told' ? parent!.site : (around ?? 'told');
  }

  /** What the policy says of whoever asks. */
  policy(policy: Policy): Condition {
    let condition = this.policies.get(policy);
    if (!condition) {
      this.choices.choose(policyForm(policy));
      this.policies.set(policy, (condition = policyCondition(policy, this.choices.binding.caller)));
    }
    return condition;
  }
}

/** What a statement does with the rows that it begins with: it reads a page of them, or all to count; or it does not begin with them. */
export type Leads = 'page' | 'count' | 'nowhere';

/** The policy says what is seen; a caller's filter sees no more than the caller does. */
type Trust = 'policy' | 'caller';

/**
 * Which rows of an entity exist for the caller on a day: validity and policy.
 * @param leads what the statement does with the rows, where it begins with them: then their place may be what finds them
 */
export function rowsThatExist(c: Compilation, t: Table, asOf: Sql, leads: Leads = 'nowhere'): Sql {
  const { entity } = t.shape;
  const policy = conditionOf(c, t, c.policy(entity.visible), asOf, 'policy', leads);
  if (!entity.asOf) return policy;
  const from = t.own(entity.asOf.from);
  const to = t.own(entity.asOf.to);
  return allOf(sql`${from} <= ${asOf}`, sql`(${to} IS NULL OR ${to} > ${asOf})`, policy);
}

/** Which rows a list shows, counts or sums: those that are meant, exist for the caller, and satisfy its filter. */
export function rowsShown(
  c: Compilation,
  t: Table,
  meant: Sql,
  filter: Condition,
  asOf: Sql,
  leads: Leads,
): Sql {
  return allOf(meant, rowsThatExist(c, t, asOf, leads), conditionOf(c, t, filter, asOf, 'caller', leads));
}

/** The column as this caller sees it: NULL where a mask hides it, in answers, filters, orders and aggregates alike. */
export function seenColumn(c: Compilation, t: Table, { column, mask }: ColumnField, asOf: Sql): Sql {
  if (mask && isNever(c.policy(mask))) return sql`NULL::${raw(column.native + (column.list ? '[]' : ''))}`;
  return seen(c, t, mask, t.own(column.name), asOf);
}

/** The value as this caller sees it. */
export function seen(c: Compilation, t: Table, mask: Policy | null, value: Sql, asOf: Sql): Sql {
  const shown = mask === null ? always : c.policy(mask);
  if (shown.op === 'const') return value;
  return sql`CASE WHEN ${conditionOf(c, t, shown, asOf, 'policy')} THEN ${value} END`;
}

/** Whether the condition holds for no row. */
export function isNever(predicate: Condition): boolean {
  return predicate.op === 'const' && !predicate.value;
}

const operators = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/**
 * The condition in SQL. Two-valued: a comparison with NULL is false, and a negation is true where its part is not.
 * @param trust a policy reads columns as they are; a caller's filter reads them through the masks
 * @param leads what the statement does with the rows, where it begins with them
 */
export function conditionOf(
  c: Compilation,
  t: Table,
  p: Condition,
  asOf: Sql,
  trust: Trust,
  leads: Leads = 'nowhere',
): Sql {
  const recur = (inner: Condition): Sql => conditionOf(c, t, inner, asOf, trust);
  switch (p.op) {
    case 'const':
      return p.value ? everyRow : raw('FALSE');
    case 'and':
      return p.of.length === 0
        ? everyRow
        : sql`(${join(
            p.of.map((one) => conditionOf(c, t, one, asOf, trust, leads)),
            ' AND ',
          )})`;
    case 'or':
      return p.of.length === 0 ? raw('FALSE') : sql`(${join(p.of.map(recur), ' OR ')})`;
    case 'not':
      return sql`(${recur(p.of)}) IS NOT TRUE`;
    case 'search':
      return searched(t, p.text);
    case 'within':
      return inRanges(t, p.field, p.ranges, leads);
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

function searched(t: Table, { pattern, grams }: Searched): Sql {
  const key = t.own('searchKey');
  const found = sql`${key} LIKE ${param(pattern, 'text')}`;
  return grams === null ? found : sql`(search_grams(${key}) @> ${param(grams, 'text[]')} AND ${found})`;
}

function operand(c: Compilation, t: Table, name: string, asOf: Sql, trust: Trust): Sql {
  if (trust === 'policy') return t.own(name);
  const value = seenColumn(c, t, t.shape.columns.get(name)!, asOf);
  return isPersonal(t.shape.model.name, name) ? digestIn(value) : value;
}

function comparison(
  c: Compilation,
  t: Table,
  p: { readonly op: string; readonly field: string; readonly value: Slot },
  asOf: Sql,
  trust: Trust,
): Sql {
  const left = operand(c, t, p.field, asOf, trust);
  const column = columnOf(t.shape, p.field);
  const right =
    p.value instanceof Said
      ? sql`${literal(p.value.text)}::${raw(column.native)}`
      : param(p.value, column.native);
  if (column.list) return sql`(${right} = ANY(${left})) IS TRUE`;
  if (p.op === 'eq') return sql`${left} = ${right}`;
  if (p.op === 'ne') return sql`${left} IS DISTINCT FROM ${right}`;
  if (p.op === 'contains') return sql`strpos(${left}, ${right}) > 0`;
  if (p.op === 'startsWith') return sql`starts_with(${left}, ${right})`;
  return sql`${left} ${raw(operators[p.op as keyof typeof operators])} ${right}`;
}

/** Whether a place or a name in the condition leads to the rows: then it is asked first, whatever order the list has. */
export function isLed(t: Table, condition: Condition): boolean {
  switch (condition.op) {
    case 'within':
      return leadsTo(t, condition.ranges, 'page');
    case 'search':
      return condition.text.grams !== null;
    default:
      return condition.op === 'and' && condition.of.some((one) => isLed(t, one));
  }
}

/**
 * A range leads to few of the rows where it is a county's or narrower; of one tenant, which a county often is, a street's.
 * What is counted is read whole in any case, so that a wider range leads there, too.
 */
function leadsTo(t: Table, { form, digits }: Ranges, leads: Leads): boolean {
  if (form !== 'few' || leads === 'nowhere') return false;
  return digits >= (t.tenant !== null ? 9 : leads === 'count' ? 0 : 6);
}

function inRanges(t: Table, field: string, ranges: Ranges, leads: Leads): Sql {
  const { form, ends, lists } = ranges;
  const column = t.own(field);
  if (form === 'everywhere') return columnOf(t.shape, field).required ? everyRow : sql`${column} IS NOT NULL`;
  if (form === 'many')
    return sql`EXISTS (SELECT 1 FROM unnest(${param(lists[0], 'text[]')}, ${param(lists[1], 'text[]')}) AS r(a, b) WHERE ${column} >= r.a AND ${column} < r.b)`;
  const each = ends.map(
    ([from, to]) => sql`${column} >= ${param(from, 'text')} AND ${column} < ${param(to, 'text')}`,
  );
  const inside = join(each, ' OR ');
  // A range that leads to few of the rows is for the index to find. Any other is a question about rows that something
  // else leads to, and CASE keeps the planner, which takes every range for a narrow one, from beginning with it.
  return leadsTo(t, ranges, leads) ? sql`(${inside})` : sql`CASE WHEN ${inside} THEN TRUE ELSE FALSE END`;
}

/** The condition that joins a row to those a link leads to; both are of one tenant, where they are of any. */
export function joinOf(link: Pick<LinkField, 'on'>, from: Table, to: Table, asOf: Sql): Sql {
  const on = link.on(from, to, asOf);
  return from.shape.hasTenant && to.shape.hasTenant
    ? sql`${to.own('tenant')} = ${from.col('tenant')} AND ${on}`
    : on;
}

/** Rows of a relation, as the caller may see them; a policy's own EXISTS looks at all of them. */
function relationCondition(
  c: Compilation,
  t: Table,
  p: { readonly op: 'some' | 'none' | 'every'; readonly relation: string; readonly where: Condition },
  asOf: Sql,
  trust: Trust,
): Sql {
  const link = t.shape.fields.get(p.relation) as LinkField | undefined;
  if (!link || !('target' in link)) throw new Error(`${t.shape.name}.${p.relation} is no relation.`);
  const to = c.table(link.target, t.tenant, t);
  const where = conditionOf(c, to, p.where, asOf, trust);
  const exists = trust === 'policy' ? everyRow : rowsThatExist(c, to, asOf);
  const tested = p.op === 'every' ? sql`(${where}) IS NOT TRUE` : where;
  const rows = sql`EXISTS (SELECT 1 FROM ${to.from} WHERE ${allOf(joinOf(link, t, to, asOf), exists, tested)})`;
  return p.op === 'some' ? rows : sql`NOT ${rows}`;
}

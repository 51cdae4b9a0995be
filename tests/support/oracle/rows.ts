// Which rows exist for a caller, and which of them satisfy a condition, one row at a time.
import { models } from '../../../src/generated/datamodel.js';
import type { Caller } from '../../../src/kernel/caller.js';
import { codeTree, type Policy } from '../../../src/kernel/entity.js';
import { graph, type ColumnField, type LinkField, type Shape } from '../../../src/kernel/graph/shape.js';
import type { KeyRange, Predicate } from '../../../src/kernel/predicate.js';
import { allScalars } from '../../../src/kernel/scalars.js';
import { unitOfType } from '../../../src/kernel/graph/units.js';
import { joinTwinOf } from './twins.js';
import { compareValues, storedAs, type Row } from './values.js';

export type Database = ReadonlyMap<string, readonly Row[]>;

type Given = Readonly<Record<string, unknown>>;

const isWithin = (key: unknown, ranges: readonly KeyRange[]): boolean =>
  key !== null && ranges.some(({ from, to }) => from <= (key as string) && (key as string) < to);

/** The database as one caller sees it. */
export class Sight {
  readonly caller: Caller;
  private readonly database: Database;
  constructor(database: Database, caller: Caller) {
    this.database = database;
    this.caller = caller;
  }

  readonly table = (name: string): readonly Row[] => this.database.get(name) ?? [];

  /** Rows of an entity that exist for the caller on a day. */
  rows(shape: Shape, asOf: string): readonly Row[] {
    return this.table(shape.model.name).filter((row) => this.exists(shape, row, asOf));
  }

  private exists(shape: Shape, row: Row, asOf: string): boolean {
    const { asOf: dated, visible } = shape.entity;
    if (dated) {
      const to = row[dated.to] as string | null;
      const from = row[dated.from] as string | null;
      if (from === null || from > asOf || (to !== null && to <= asOf)) return false;
    }
    return this.holds(shape, row, visible(this.caller), asOf);
  }

  /** Whether `to` belongs to `from`: by the columns of the datamodel's relation, or by a twin of hand-made SQL. */
  private joins(shape: Shape, field: LinkField, from: Row, to: Row, asOf: string): boolean {
    const twin = joinTwinOf(shape.name, field.name);
    if (twin) return twin(from, to, asOf, this.table);
    const { anchor } = shape.entity;
    const relation =
      shape.model.relations[field.name] ?? (anchor ? models[anchor]!.relations[field.name] : undefined);
    if (!relation)
      throw new Error(`tests/support/oracle/twins.ts has no twin of ${shape.name}.${field.name}.`);
    return relation.columns.every(
      (column, i) => from[column] !== null && from[column] === to[relation.targetColumns[i]!],
    );
  }

  /** Rows of a relation that the caller sees. */
  related(shape: Shape, field: LinkField, row: Row, asOf: string): readonly Row[] {
    return this.rows(graph().get(field.target)!, asOf).filter((to) =>
      this.joins(shape, field, row, to, asOf),
    );
  }

  /** A column's value as the caller sees it. */
  seen(shape: Shape, field: ColumnField, row: Row, asOf: string): unknown {
    return this.shows(shape, field.mask, row, asOf) ? row[field.column.name] : null;
  }

  /** Whether a mask lets the caller see a value of the row. */
  shows(shape: Shape, mask: Policy | null, row: Row, asOf: string): boolean {
    return mask === null || this.holds(shape, row, mask(this.caller), asOf);
  }

  /** A policy's condition: on the columns as they are, and on all rows of its relations. */
  private holds(shape: Shape, row: Row, p: Predicate, asOf: string): boolean {
    switch (p.op) {
      case 'const':
        return p.value;
      case 'and':
        return p.of.every((one) => this.holds(shape, row, one, asOf));
      case 'or':
        return p.of.some((one) => this.holds(shape, row, one, asOf));
      case 'not':
        return !this.holds(shape, row, p.of, asOf);
      case 'within':
        return isWithin(row[p.field], p.ranges);
      case 'isNull':
        return row[p.field] === null;
      case 'in':
        return p.values.some((value) => compares(shape, p.field, 'eq', row[p.field], value));
      case 'search':
        throw new Error('A policy does not search.');
      case 'some':
      case 'none':
      case 'every': {
        const field = shape.fields.get(p.relation) as LinkField;
        const target = graph().get(field.target)!;
        const found = this.table(target.model.name).filter((to) => this.joins(shape, field, row, to, asOf));
        const good = found.filter((to) => this.holds(target, to, p.where, asOf));
        return p.op === 'some'
          ? good.length > 0
          : p.op === 'none'
            ? good.length === 0
            : good.length === found.length;
      }
      default:
        return compares(shape, p.field, p.op, row[p.field], p.value);
    }
  }

  /** A caller's filter: every part of it must hold. */
  matches(shape: Shape, row: Row, filter: Given | null | undefined, asOf: string): boolean {
    return Object.entries(filter ?? {}).every(([name, value]) => {
      if (name === 'and')
        return (value as readonly Given[]).every((one) => this.matches(shape, row, one, asOf));
      if (name === 'or')
        return (value as readonly Given[]).some((one) => this.matches(shape, row, one, asOf));
      if (name === 'not') return !this.matches(shape, row, value as Given, asOf);
      if (name === 'within')
        return isWithin(
          row[shape.entity.within!],
          codeTree().ranges(normal('DivisionCode', value) as string, asOf),
        );
      const field = shape.fields.get(name)!;
      if (field.kind === 'column') {
        const seen = this.seen(shape, field, row, asOf);
        return Object.entries(value as Given).every(([operator, operand]) =>
          this.compares(shape, field, operator, seen, operand),
        );
      }
      return this.relates(shape, field as LinkField, row, value as Given, asOf);
    });
  }

  private relates(shape: Shape, field: LinkField, row: Row, value: Given, asOf: string): boolean {
    const target = graph().get(field.target)!;
    const found = this.related(shape, field, row, asOf);
    const good = (where: unknown): number =>
      found.filter((to) => this.matches(target, to, where as Given, asOf)).length;
    if (field.kind === 'one') return good(value) > 0;
    return Object.entries(value).every(([quantifier, where]) => {
      if (quantifier === 'some') return good(where) > 0;
      return quantifier === 'none' ? good(where) === 0 : good(where) === found.length;
    });
  }

  private compares(
    shape: Shape,
    field: ColumnField,
    operator: string,
    seen: unknown,
    operand: unknown,
  ): boolean {
    const value = (one: unknown): unknown => normal(field.type, one);
    const equal = (one: unknown): boolean => compares(shape, field.column.name, 'eq', seen, value(one));
    switch (operator) {
      case 'isNull':
        return (seen === null) === operand;
      case 'in':
        return (operand as readonly unknown[]).some(equal);
      case 'notIn':
        return !(operand as readonly unknown[]).some(equal);
      case 'has':
        return seen !== null && (seen as readonly unknown[]).includes(value(operand));
      // Parts of a value have no form of their own.
      case 'contains':
      case 'startsWith':
        return compares(shape, field.column.name, operator, seen, normal('String', operand));
      default:
        return compares(shape, field.column.name, operator, seen, value(operand));
    }
  }
}

/** A value in its normal form: that of its scalar, or NFC; of a unit what the column holds. */
export function normal(type: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const scalar = allScalars().get(unitOfType(type)?.scalar ?? type);
  if (!scalar) return value.normalize('NFC');
  const parsed = scalar.parse(value, []);
  if ('fault' in parsed) throw new Error(`${value} is no ${type}.`);
  return storedAs(type, parsed.value);
}

/** Two-valued: what is missing is equal to nothing and in no order with anything. */
function compares(shape: Shape, name: string, operator: string, left: unknown, right: unknown): boolean {
  if (left === null) return operator === 'ne';
  if (operator === 'contains') return (left as string).includes(right as string);
  if (operator === 'startsWith') return (left as string).startsWith(right as string);
  const order = compareValues(shape.model.columns[name]!, left, right);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    default:
      throw new Error(`Nobody knows the comparator ${operator}.`);
  }
}

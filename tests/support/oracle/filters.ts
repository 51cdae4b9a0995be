// Random conditions on rows, with values that rows have.
import { isInputObjectType, type GraphQLSchema } from 'graphql';
import { enums } from '../../../src/generated/datamodel.js';
import { graph, type ColumnField, type Shape } from '../../../src/kernel/graph/shape.js';
import { divisionCodes } from '../dataset-shapes.js';
import { drawn, shaping } from './drawn.js';
import type { Random } from './random.js';
import type { Database } from './rows.js';
import { normal } from './rows.js';
import { percentText, trimmed, yuanText } from './values.js';

type Given = Record<string, unknown>;

/** Parts of names, of their pinyin and of their initials, and characters that mean something to LIKE. */
export const sought: readonly string[] = [
  '社区',
  'shequ',
  'hxsq',
  'cql',
  'z',
  'ZE',
  '甲',
  '%',
  '_',
  '\\',
  '"',
  '𠮷',
  'a',
  'é',
  'du jiang',
  '无此名',
];

/** Makes filters for one schema over one database. */
export class Filters {
  private readonly random: Random;
  private readonly schema: GraphQLSchema;
  private readonly database: Database;
  constructor(random: Random, schema: GraphQLSchema, database: Database) {
    this.random = random;
    this.schema = schema;
    this.database = database;
  }

  /** A value that some row has in the column, as a caller writes it; undefined where none can be written. */
  sample(shape: Shape, field: ColumnField): unknown {
    const rows = this.database.get(shape.model.name) ?? [];
    for (let tries = 0; tries < 5; tries += 1) {
      const value = rows.length === 0 ? null : this.random.pick(rows)[field.column.name];
      const one = Array.isArray(value) ? (value as unknown[])[0] : value;
      if (one === null || one === undefined) continue;
      const written = this.written(field, one);
      if (written !== undefined) return written;
    }
    return undefined;
  }

  private written({ type, column }: ColumnField, value: unknown): unknown {
    if (column.native === 'timestamptz')
      return (value as string).replace(' ', 'T').replace(/\+00$/, this.random.pick(['Z', '+00:00']));
    if (type === 'Decimal') return String(value).replace(/(\.\d{4})\d+$/, '$1');
    if (type === 'Int' || type === 'Boolean' || column.kind === 'enum') return value;
    const text = this.inUnit(type, value);
    try {
      normal(type, text);
    } catch {
      return undefined;
    }
    return text;
  }

  /** An amount in yuan, a rate in percent, with more or fewer of the zeros that mean nothing. */
  private inUnit(type: string, value: unknown): string {
    const text =
      type === 'Money'
        ? yuanText(String(value))
        : type === 'Percent'
          ? percentText(value as number)
          : String(value);
    return type === 'Money' && this.random.chance(0.5) ? trimmed(text) : text;
  }

  /** A condition of one to three parts. */
  filter(shape: Shape, depth: number): Given {
    const type = this.schema.getType(`${shape.name}Filter`);
    const known = isInputObjectType(type) ? type.getFields() : {};
    const names = Object.keys(known).filter((name) => shape.fields.has(name));
    const given: Given = {};
    for (const name of this.random.some(names, 1 + this.random.below(3))) {
      const field = shape.fields.get(name)!;
      if (field.kind === 'column') {
        const condition = this.condition(
          shape,
          field,
          Object.keys((known[name]!.type as unknown as { getFields(): object }).getFields()),
        );
        if (condition) given[name] = condition;
      } else if ('target' in field && depth > 0) {
        const target = graph().get(field.target)!;
        const where = this.random.chance(0.2) ? {} : this.filter(target, depth - 1);
        given[name] =
          field.kind === 'one'
            ? where
            : Object.fromEntries(
                this.random
                  .some(['some', 'none', 'every'], 1 + this.random.below(2))
                  .map((quantifier) => [quantifier, where]),
              );
      }
    }
    if ('within' in known && this.random.chance(0.25)) given['within'] = drawn(() => this.code());
    if (depth > 0 && this.random.chance(0.3)) given['not'] = this.filter(shape, depth - 1);
    if (depth > 0 && this.random.chance(0.3))
      given[this.random.pick(['and', 'or'])] = Array.from({ length: this.random.below(4) }, () =>
        this.filter(shape, depth - 1),
      );
    return given;
  }

  /** A division's code in one of its forms. */
  code(): string {
    const code = this.random.pick(divisionCodes);
    return this.random.pick([code, code.replace(/0{3}$/, ''), code.replace(/0{6}$/, '')]);
  }

  private condition(shape: Shape, field: ColumnField, operators: readonly string[]): Given | undefined {
    const condition: Given = {};
    for (const operator of this.random.some(operators, this.random.chance(0.8) ? 1 : 2)) {
      if (operator === 'isNull') {
        condition[operator] = shaping(this.random, () => this.random.chance(0.5));
        continue;
      }
      const value = (): unknown =>
        field.column.kind === 'enum' && this.random.chance(0.5)
          ? this.random.pick(enums[field.column.type]!.values).name
          : this.sample(shape, field);
      const one =
        operator === 'in' || operator === 'notIn'
          ? drawn(() =>
              Array.from({ length: this.random.below(4) }, value).filter((item) => item !== undefined),
            )
          : drawn(() => this.operand(operator, value()));
      if (one !== undefined) condition[operator] = one;
    }
    return Object.keys(condition).length > 0 ? condition : undefined;
  }
  /** The value, or a part of it where the operator asks for one. */
  private operand(operator: string, value: unknown): unknown {
    if (value === undefined) return undefined;
    const characters = typeof value === 'string' ? [...value] : [];
    if (operator === 'contains')
      return this.random.chance(0.1) ? '' : characters.slice(this.random.below(2), 3).join('');
    if (operator === 'startsWith') return characters.slice(0, this.random.below(3)).join('');
    return value;
  }
}

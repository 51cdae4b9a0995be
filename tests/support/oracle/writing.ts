// What all parts of a random query share: chance, the schema, variables, aliases, and how values are selected.
import {
  isEnumType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { allValueTypes } from '../../../src/kernel/entity.js';
import type { ColumnField, Shape } from '../../../src/kernel/graph/shape.js';
import { changeDay, day, tomorrow, yesterday } from '../dataset-shapes.js';
import { drawn, shaping } from './drawn.js';
import { Literals } from './literals.js';
import type { Random } from './random.js';

export type Args = Record<string, unknown>;

export type AnyField = GraphQLField<unknown, unknown>;

/** Days that matter in the data, and such as are far from it. */
export const days = [
  '0001-01-01',
  '2016-01-01',
  '2019-12-31',
  changeDay,
  yesterday,
  day,
  tomorrow,
  '2040-01-01',
];

const amountParts = ['fen', 'yuan', 'uppercase', 'currency', '__typename'];

/** One query in the making. */
export class Writing {
  readonly random: Random;
  readonly literals: Literals;
  readonly fragments: string[] = [];
  /** Objects of several entities stand side by side, whose fields of one name may differ in type. */
  mixed = false;
  private readonly schema: GraphQLSchema;
  private aliases = 0;

  constructor(random: Random, schema: GraphQLSchema) {
    this.random = random;
    this.schema = schema;
    this.literals = new Literals(random);
  }

  field(type: string, name: string): AnyField {
    const known = this.schema.getType(type);
    if (!isObjectType(known) && !isInterfaceType(known)) throw new Error(`${type} has no fields.`);
    return known.getFields()[name]!;
  }

  /** What the values of an enum of fields stand for. */
  constants(name: string): readonly string[] {
    const type = this.schema.getType(name);
    return isEnumType(type) ? type.getValues().map(({ value }) => value as string) : [];
  }

  alias(): string {
    return `a${(this.aliases += 1)}`;
  }

  /** Arguments of a field as text. */
  args(field: AnyField, given: Args): string {
    const texts = Object.entries(given).map(([name, value]) => {
      const { type } = field.args.find((arg) => arg.name === name)!;
      return `${name}: ${this.literals.text(value, type)}`;
    });
    const free = field.args.filter(({ name, type }) => !(name in given) && !String(type).endsWith('!'));
    if (free.length > 0 && this.random.chance(0.1)) {
      const { name, type } = this.random.pick(free);
      texts.push(`${name}: ${this.random.chance(0.5) ? this.literals.nothing(type) : 'null'}`);
    }
    return texts.length > 0 ? `(${texts.join(', ')})` : '';
  }

  /** Sometimes the day to look at. */
  dated(field: AnyField): Args {
    return field.args.some(({ name }) => name === 'asOf') && this.random.chance(0.25)
      ? { asOf: drawn(() => this.random.pick(days)) }
      : {};
  }

  /** Fields of a computed object. */
  value(type: string, depth = 3): string {
    const known = Object.entries(allValueTypes().get(type)!.fields).filter(
      ([name, field]) => this.field(type, name) && (depth > 0 || !allValueTypes().has(field.type)),
    );
    if (known.length === 0) return '__typename';
    return this.random
      .some(known, 3)
      .map(([name, field]) => `${name}${this.below(field.type, depth - 1)}`)
      .join(' ');
  }

  /** What is selected of an object that is a value; nothing of a scalar. */
  below(type: string, depth = 3): string {
    if (type === 'Money') return ` { ${this.money()} }`;
    return allValueTypes().has(type) ? ` { ${this.value(type, depth)} }` : '';
  }

  /** Parts of an amount, some twice and under other names; half of the amounts are without what Node makes of them. */
  private money(): string {
    const known = this.random.chance(0.5) ? amountParts : amountParts.filter((name) => name !== 'uppercase');
    const once = this.random.some(known, 1 + this.random.below(5));
    const twice = this.random.chance(0.2) ? [this.random.pick(known)] : [];
    return [
      ...once.map((name) => (this.random.chance(0.3) ? `${this.alias()}: ${name}` : name)),
      ...twice.map((name) => `${this.alias()}: ${name}`),
    ].join(' ');
  }

  /** Columns by the names of their fields, with what is selected of amounts. */
  columns(shape: Shape, names: readonly string[]): string {
    return names
      .map((name) => `${name}${this.below((shape.fields.get(name) as ColumnField).type)}`)
      .join(' ');
  }

  /** The same selection behind a fragment or a directive. */
  wrapped(part: string, type: string): string {
    const dice = this.random.next();
    if (dice < 0.08) return `... on ${type} { ${part} }`;
    if (dice < 0.12) {
      const shown = shaping(this.random, () => this.random.chance(0.7));
      return `... @include(if: ${this.literals.variable(shown, this.boolean())}) { ${part} }`;
    }
    if (dice < 0.16) return `... @skip(if: ${String(this.random.chance(0.3))}) { ${part} }`;
    if (dice < 0.24) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${type} { ${part} }`);
      return `...${name}`;
    }
    return part;
  }

  private boolean(): GraphQLInputType {
    return this.schema.getDirective('include')!.args[0]!.type;
  }
}

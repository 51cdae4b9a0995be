// Random queries that are valid in a schema: selections to some depth, arguments, fragments, directives, pages.
import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { allValueTypes, type OrderTerm } from '../../../src/kernel/entity.js';
import { aggregateSuffix, plainName } from '../../../src/kernel/graph/names.js';
import { graph, type ColumnField, type LinkField, type Shape } from '../../../src/kernel/graph/shape.js';
import { changeDay, day, tomorrow, yesterday } from '../dataset-shapes.js';
import { Filters, sought } from './filters.js';
import { Literals } from './literals.js';
import { listKeyOf, totalOrder } from './order.js';
import type { Random } from './random.js';
import type { Database } from './rows.js';

export interface Query {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Args = Record<string, unknown>;

const days = ['0001-01-01', '2016-01-01', '2019-12-31', changeDay, yesterday, day, tomorrow, '2040-01-01'];

/** Whether a caller can write the text in a reference: it is trimmed there, and must be printable. */
// oxlint-disable-next-line no-control-regex
const isPlain = (text: string): boolean => text.trim() === text && !/[\u0000-\u001f\u007f]/.test(text);

/** Makes one query after the other for one schema. */
export class Generator {
  private readonly random: Random;
  private readonly schema: GraphQLSchema;
  private readonly database: Database;
  private readonly filters: Filters;
  /** Cursors that the engine gave out, by list. */
  private readonly cursors: ReadonlyMap<string, readonly string[]>;
  private literals: Literals;
  private fragments: string[] = [];
  private aliases = 0;
  /** Objects of several entities stand side by side, whose fields of one name may differ in type. */
  private mixed = false;

  constructor(
    random: Random,
    schema: GraphQLSchema,
    database: Database,
    cursors: ReadonlyMap<string, readonly string[]>,
  ) {
    this.random = random;
    this.schema = schema;
    this.database = database;
    this.cursors = cursors;
    this.filters = new Filters(random, schema, database);
    this.literals = new Literals(random);
  }

  /** A query whose objects nest to at most `depth`. */
  query(depth: number): Query {
    this.literals = new Literals(this.random);
    this.fragments = [];
    this.aliases = 0;
    const roots = Array.from({ length: this.random.chance(0.3) ? 2 : 1 }, (_, i) =>
      this.root(`r${i}`, depth),
    );
    const declared =
      this.literals.declarations.length > 0 ? `(${this.literals.declarations.join(', ')})` : '';
    return {
      source: [`query${declared} {\n${roots.join('\n')}\n}`, ...this.fragments].join('\n'),
      variables: this.literals.values,
    };
  }

  private shapes(): readonly Shape[] {
    return [...graph().values()].filter(
      ({ name, identity }) => identity !== null && this.schema.getType(name),
    );
  }

  private field(type: string, name: string): GraphQLField<unknown, unknown> {
    const known = this.schema.getType(type);
    if (!isObjectType(known) && !isInterfaceType(known)) throw new Error(`${type} has no fields.`);
    return known.getFields()[name]!;
  }

  /** Arguments of a field as text. */
  private args(field: GraphQLField<unknown, unknown>, given: Args): string {
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

  private root(key: string, depth: number): string {
    const shape = this.random.pick(this.shapes());
    const { plural } = shape.entity;
    const dice = this.random.next();
    if (dice < 0.03) return `${key}: viewer { ${this.value('Viewer')} }`;
    if (plural === undefined || dice < 0.15) return this.nodes(key, shape, depth);
    if (dice < 0.3) return this.lookup(key, shape, depth);
    if (dice < 0.42) return `${key}: ${this.numbers('Query', plural + aggregateSuffix, shape)}`;
    return `${key}: ${this.list('Query', plural, shape, shape.entity.order ?? [], `Query.${plural}`, depth)}`;
  }

  private idOf(shape: Shape): string {
    const rows = this.database.get(shape.model.name)!;
    const row = this.random.pick(rows);
    const tenant = this.random.chance(0.05) ? 990_199 : row['tenant'];
    return `${shape.entity.id}_${shape.hasTenant ? String(tenant) : '0'}_${String(row[shape.identity!])}`;
  }

  private dated(field: GraphQLField<unknown, unknown>): Args {
    return field.args.some(({ name }) => name === 'asOf') && this.random.chance(0.25)
      ? { asOf: this.random.pick(days) }
      : {};
  }

  private nodes(key: string, shape: Shape, depth: number): string {
    const others = this.random.chance(0.3) ? [this.random.pick(this.shapes())] : [];
    this.mixed = others.length > 0;
    const below = [shape, ...others.filter((other) => other !== shape)]
      .map((one) => `... on ${one.name} { ${this.object(one, one.name, depth - 1)} }`)
      .join(' ');
    this.mixed = false;
    const many = this.random.chance(0.5);
    const field = this.field('Query', many ? 'nodes' : 'node');
    const ids = Array.from({ length: 1 + this.random.below(4) }, () =>
      this.idOf(this.random.pick([shape, shape, ...others])),
    );
    const given = many ? { ids } : { id: ids[0] };
    return `${key}: ${field.name}${this.args(field, { ...given, ...this.dated(field) })} { id ${this.random.chance(0.5) ? '__typename ' : ''}${below} }`;
  }

  private lookup(key: string, shape: Shape, depth: number): string {
    const field = this.field('Query', plainName(shape.name));
    const [only] = field.args.filter(({ name }) => name !== 'asOf');
    const given: Args =
      only!.name === 'ref'
        ? { ref: this.ref(shape) }
        : { [only!.name]: this.naturalKey(shape, only!.name) ?? '990101' };
    return `${key}: ${field.name}${this.args(field, { ...given, ...this.dated(field) })} { ${this.object(shape, shape.name, depth - 1)} }`;
  }

  private ref(shape: Shape): Args {
    const [by] = this.random.some(['id', ...Object.keys(shape.entity.naturalKeys ?? {}), 'externalKey'], 1);
    const own = (this.database.get('ExternalKey') ?? []).filter(({ type }) => type === shape.name);
    if (by === 'externalKey' && own.length > 0) {
      const { tenant, key } = this.random.pick(own);
      return { externalKey: { tenant, key } };
    }
    const natural = by === 'id' || by === 'externalKey' ? undefined : this.naturalKey(shape, by!);
    return natural === undefined ? { id: this.idOf(shape) } : { [by!]: natural };
  }

  /** Values of a natural key that a caller can write; undefined where this time none was found. */
  private naturalKey(shape: Shape, name: string): unknown {
    const { columns, inTenant } = shape.entity.naturalKeys![name]!;
    const row = this.random.pick(this.database.get(shape.model.name)!);
    const values = columns.map((column) => row[column] as string | null);
    if (values.some((value) => value === null || !isPlain(value))) return undefined;
    if (!inTenant && columns.length === 1) return values[0];
    return {
      ...(inTenant ? { tenant: row['tenant'] } : {}),
      ...Object.fromEntries(columns.map((column, i) => [column, values[i]])),
    };
  }

  /** Fields of a computed object. */
  private value(type: string, depth = 3): string {
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
  private below(type: string, depth = 3): string {
    if (type === 'Money') return ` { ${this.money()} }`;
    return allValueTypes().has(type) ? ` { ${this.value(type, depth)} }` : '';
  }

  /** Fields of an amount, some under other names. */
  private money(): string {
    return this.random
      .some(['fen', 'yuan', 'uppercase', 'currency', '__typename'], 1 + this.random.below(4))
      .map((name) => (this.random.chance(0.3) ? `${this.alias()}: ${name}` : name))
      .join(' ');
  }

  /** Selections on a row, some of them inside fragments. */
  private object(shape: Shape, type: string, depth: number): string {
    const parts = this.random
      .some(this.selectable(shape, depth), 1 + this.random.below(4))
      .map((name) => this.member(shape, type, name, depth));
    if (this.random.chance(0.3)) parts.push('__typename');
    if (shape.identity !== null && this.random.chance(0.5)) parts.push('id');
    const concrete =
      shape.typeNames.length > 1 && this.random.chance(0.5) ? this.random.some(shape.typeNames, 2) : [];
    for (const one of concrete)
      parts.push(
        `... on ${one} { ${this.member(shape, one, this.random.pick(this.selectable(shape, depth - 1)), depth - 1)} }`,
      );
    return parts.map((part) => this.wrapped(part, type)).join(' ');
  }

  private selectable(shape: Shape, depth: number): readonly string[] {
    const known = this.schema.getType(shape.name) as unknown as { getFields(): Record<string, unknown> };
    return Object.keys(known.getFields()).filter((name) => {
      const field = shape.fields.get(name);
      if (name === 'id' || (depth <= 0 && (!field || 'target' in field))) return false;
      return true;
    });
  }

  /** The same selection behind a fragment or a directive. */
  private wrapped(part: string, type: string): string {
    const dice = this.random.next();
    if (dice < 0.08) return `... on ${type} { ${part} }`;
    if (dice < 0.12)
      return `... @include(if: ${this.literals.variable(this.random.chance(0.7), this.boolean())}) { ${part} }`;
    if (dice < 0.16) return `... @skip(if: ${String(this.random.chance(0.3))}) { ${part} }`;
    if (dice < 0.24) {
      const name = `F${this.fragments.length}`;
      this.fragments.push(`fragment ${name} on ${type} { ${part} }`);
      return `...${name}`;
    }
    return part;
  }

  private boolean() {
    return this.schema.getDirective('include')!.args[0]!.type;
  }

  private alias(): string {
    return `a${(this.aliases += 1)}`;
  }

  private member(shape: Shape, type: string, name: string, depth: number): string {
    const field = shape.fields.get(name);
    if (!field) {
      const link = shape.fields.get(name.slice(0, -aggregateSuffix.length)) as LinkField;
      return `${this.alias()}: ${this.numbers(type, name, graph().get(link.target)!)}`;
    }
    if (field.kind === 'column' || field.kind === 'sql') {
      const below = this.below(field.kind === 'column' ? field.type : field.declaration.type);
      return `${this.mixed || this.random.chance(0.1) ? `${this.alias()}: ` : ''}${name}${below}`;
    }
    if (field.kind === 'batch') return `${this.alias()}: ${name}${this.below(field.declaration.type)}`;
    const target = graph().get(field.target)!;
    if (field.kind === 'connection')
      return `${this.alias()}: ${this.list(type, name, target, field.order ?? target.entity.order ?? [], `${shape.name}.${name}`, depth)}`;
    const declared = this.field(type, name);
    return `${this.alias()}: ${name}${this.args(declared, this.dated(declared))} { ${this.object(target, target.name, depth - 1)} }`;
  }

  private conditions(field: GraphQLField<unknown, unknown>, shape: Shape): Args {
    const takes = (name: string): boolean => field.args.some((arg) => arg.name === name);
    return {
      ...(takes('filter') && this.random.chance(0.45) ? { filter: this.filters.filter(shape, 2) } : {}),
      ...(takes('search') && this.random.chance(0.15) ? { search: this.random.pick(sought) } : {}),
      ...this.dated(field),
    };
  }

  private numbers(type: string, name: string, shape: Shape): string {
    const field = this.field(type, name);
    const fields = (getNamedType(field.type) as GraphQLObjectType).getFields();
    const sum = fields['sum'] && getNamedType(fields['sum'].type);
    const sums = isObjectType(sum) ? this.columns(shape, Object.keys(sum.getFields())) : '';
    const parts = [
      () => 'count',
      ...('sum' in fields ? [() => `sum { ${sums} }`] : []),
      ...(fields['groups']
        ? [() => this.groups(shape, fields['groups']!, 'sum' in fields ? `sum { ${sums} }` : '')]
        : []),
    ];
    const chosen = this.random.some(parts, 1 + this.random.below(3));
    return `${name}${this.args(field, this.conditions(field, shape))} { ${chosen.map((part) => part()).join(' ')} }`;
  }

  /** Columns by the names of their fields, with what is selected of amounts. */
  private columns(shape: Shape, names: readonly string[]): string {
    return names
      .map((name) => `${name}${this.below((shape.fields.get(name) as ColumnField).type)}`)
      .join(' ');
  }

  /** What the values of an enum of fields stand for. */
  private constants(name: string): readonly string[] {
    const type = this.schema.getType(name);
    return isEnumType(type) ? type.getValues().map(({ value }) => value as string) : [];
  }

  private groups(shape: Shape, field: GraphQLField<unknown, unknown>, sums: string): string {
    const by = this.random.some(this.constants(`${shape.name}GroupField`), 1 + this.random.below(2));
    const given = { by, ...(this.random.chance(0.3) ? { first: 1 + this.random.below(4) } : {}) };
    const named = by.map((column) => shape.columns.get(column)!.name);
    return `groups${this.args(field, given)} { count ${this.columns(shape, named)} ${this.random.chance(0.5) ? sums : ''} }`;
  }

  private list(
    type: string,
    name: string,
    shape: Shape,
    own: readonly OrderTerm[],
    coordinate: string,
    depth: number,
  ): string {
    const field = this.field(type, name);
    const given = this.conditions(field, shape);
    const sortable = this.constants(`${shape.name}OrderField`);
    const orderBy = this.random
      .some(sortable, this.random.chance(0.6) ? this.random.below(3) : 0)
      .map((one): OrderTerm => ({ field: one, direction: this.random.pick(['ASC', 'DESC']) }));
    if (orderBy.length > 0) given['orderBy'] = orderBy;
    const backwards = this.random.chance(0.3);
    const most = type === 'Query' ? 12 : 4;
    if (type !== 'Query' || backwards || this.random.chance(0.6))
      given[backwards ? 'last' : 'first'] = 1 + this.random.below(most);
    const cursors = this.cursors.get(
      listKeyOf(coordinate, totalOrder(shape, orderBy.length > 0 ? orderBy : own)),
    );
    if (cursors && this.random.chance(0.7)) given[backwards ? 'before' : 'after'] = this.random.pick(cursors);
    const object = (): string => this.object(shape, shape.name, depth - 1);
    const parts = [
      () => 'totalCount',
      () => `nodes { ${object()} }`,
      () => `edges { cursor ${this.random.chance(0.3) ? '__typename ' : ''}node { ${object()} } }`,
      () => 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
      () => '__typename',
    ];
    const chosen = this.random.some(parts, 1 + this.random.below(3));
    return `${name}${this.args(field, given)} { ${chosen.map((part) => part()).join(' ')} }`;
  }
}

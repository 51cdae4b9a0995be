// Random queries that are valid in a schema: selections to some depth, arguments, fragments, directives, pages.
import type { GraphQLSchema } from 'graphql';
import { aggregateSuffix, plainName } from '../../../src/kernel/graph/names.js';
import { graph, type LinkField, type Shape } from '../../../src/kernel/graph/shape.js';
import { drawn } from './drawn.js';
import { Filters } from './filters.js';
import { listText, numbersText, type Known, type Listed } from './generator-lists.js';
import type { Random } from './random.js';
import type { Database } from './rows.js';
import { Writing, type Args } from './writing.js';

export interface Query {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A document that can be asked with many values. */
export interface Question extends Query {
  /** The same document with other values; with `nullness`, some are missing. */
  again(nullness: boolean): Query;
}

/** Whether a caller can write the text in a reference: it is trimmed there, and must be printable. */
// oxlint-disable-next-line no-control-regex
const isPlain = (text: string): boolean => text.trim() === text && !/[\u0000-\u001f\u007f]/.test(text);

/** Texts in the place of ids that name nothing: of no form, of no type, of another tenant, of no key. */
const strayIds = ['x', '', 'zz_0_1', 'div_990101_990101000000', 'org_990101_1', 'div_0_999999000000'];

/** Makes one query after the other for one schema. */
export class Generator {
  private readonly random: Random;
  private readonly schema: GraphQLSchema;
  private readonly database: Database;
  private readonly filters: Filters;
  private readonly cursors: Known;
  private w: Writing;

  constructor(random: Random, schema: GraphQLSchema, database: Database, cursors: Known) {
    this.random = random;
    this.schema = schema;
    this.database = database;
    this.cursors = cursors;
    this.filters = new Filters(random, schema, database);
    this.w = new Writing(random, schema);
  }

  /** A query whose objects nest to at most `depth`. */
  query(depth: number): Question {
    const w = new Writing(this.random, this.schema);
    this.w = w;
    const roots = Array.from({ length: this.random.chance(0.3) ? 2 : 1 }, (_, i) =>
      this.root(`r${i}`, depth),
    );
    if (this.random.chance(0.15)) roots.push(this.random.pick(['__typename', 'kind: __typename']));
    const { declarations } = w.literals;
    const declared = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
    const source = [`query${declared} {\n${roots.join('\n')}\n}`, ...w.fragments].join('\n');
    return {
      source,
      variables: w.literals.values,
      again: (nullness) => ({ source, variables: w.literals.otherValues(nullness) }),
    };
  }

  private shapes(): readonly Shape[] {
    return [...graph().values()].filter(
      ({ name, identity }) => identity !== null && this.schema.getType(name),
    );
  }

  private root(key: string, depth: number): string {
    const shape = this.random.pick(this.shapes());
    const { plural } = shape.entity;
    const dice = this.random.next();
    if (dice < 0.03) return `${key}: viewer { ${this.w.value('Viewer')} }`;
    if (plural === undefined || dice < 0.18) return this.nodes(key, shape, depth);
    if (dice < 0.31) return this.lookup(key, shape, depth);
    if (dice < 0.42)
      return `${key}: ${numbersText(this.w, this.filters, 'Query', plural + aggregateSuffix, shape)}`;
    const own = shape.entity.order ?? [];
    return `${key}: ${this.list({ type: 'Query', name: plural, shape, own, coordinate: `Query.${plural}` }, depth)}`;
  }

  private list(listed: Listed, depth: number): string {
    const { shape } = listed;
    return listText(this.w, this.filters, this.cursors, listed, () =>
      this.object(shape, shape.name, depth - 1),
    );
  }

  private idOf(shape: Shape): string {
    const row = this.random.pick(this.database.get(shape.model.name)!);
    const tenant = this.random.chance(0.05) ? 990_199 : row['tenant'];
    return `${shape.entity.id}_${shape.hasTenant ? String(tenant) : '0'}_${String(row[shape.identity!])}`;
  }

  /** Objects by id, often of several types. */
  private nodes(key: string, shape: Shape, depth: number): string {
    const others = this.random.chance(0.5) ? this.random.some(this.shapes(), 1 + this.random.below(3)) : [];
    this.w.mixed = others.length > 0;
    const below = [shape, ...others.filter((other) => other !== shape)]
      .map((one) => `... on ${one.name} { ${this.object(one, one.name, depth - 1)} }`)
      .join(' ');
    this.w.mixed = false;
    const many = this.random.chance(0.65);
    const field = this.w.field('Query', many ? 'nodes' : 'node');
    const id = (): string =>
      this.random.chance(0.08)
        ? this.random.pick(strayIds)
        : this.idOf(this.random.pick([shape, shape, ...others]));
    const given: Args = many
      ? { ids: drawn(() => Array.from({ length: this.random.below(7) }, id)) }
      : { id: drawn(id) };
    return `${key}: ${field.name}${this.w.args(field, { ...given, ...this.w.dated(field) })} { id ${this.random.chance(0.5) ? '__typename ' : ''}${below} }`;
  }

  private lookup(key: string, shape: Shape, depth: number): string {
    const field = this.w.field('Query', plainName(shape.name));
    const [only] = field.args.filter(({ name }) => name !== 'asOf');
    const given: Args =
      only!.name === 'ref'
        ? { ref: drawn(() => this.ref(shape)) }
        : { [only!.name]: drawn(() => this.naturalKey(shape, only!.name) ?? '990101') };
    return `${key}: ${field.name}${this.w.args(field, { ...given, ...this.w.dated(field) })} { ${this.object(shape, shape.name, depth - 1)} }`;
  }

  private ref(shape: Shape): Args {
    const [by] = this.random.some(['id', ...Object.keys(shape.entity.naturalKeys ?? {}), 'externalKey'], 1);
    const own = (this.database.get('ExternalKey') ?? []).filter(({ type }) => type === shape.name);
    if (by === 'externalKey' && own.length > 0)
      return {
        externalKey: drawn(() => {
          const { tenant, key } = this.random.pick(own);
          return { tenant, key };
        }),
      };
    const natural =
      by === 'id' || by === 'externalKey' ? undefined : drawn(() => this.naturalKey(shape, by!));
    return natural === undefined ? { id: drawn(() => this.idOf(shape)) } : { [by!]: natural };
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
    return parts.map((part) => this.w.wrapped(part, type)).join(' ');
  }

  private selectable(shape: Shape, depth: number): readonly string[] {
    const known = this.schema.getType(shape.name) as unknown as { getFields(): Record<string, unknown> };
    return Object.keys(known.getFields()).filter((name) => {
      const field = shape.fields.get(name);
      if (name === 'id' || (depth <= 0 && (!field || 'target' in field))) return false;
      return true;
    });
  }

  private member(shape: Shape, type: string, name: string, depth: number): string {
    const { w } = this;
    const field = shape.fields.get(name);
    if (!field) {
      const link = shape.fields.get(name.slice(0, -aggregateSuffix.length)) as LinkField;
      return `${w.alias()}: ${numbersText(w, this.filters, type, name, graph().get(link.target)!)}`;
    }
    if (field.kind === 'column' || field.kind === 'sql') {
      const below = w.below(field.kind === 'column' ? field.type : field.declaration.type);
      return `${w.mixed || this.random.chance(0.1) ? `${w.alias()}: ` : ''}${name}${below}`;
    }
    if (field.kind === 'batch') return `${w.alias()}: ${name}${w.below(field.declaration.type)}`;
    const target = graph().get(field.target)!;
    if (field.kind === 'connection') {
      const own = field.order ?? target.entity.order ?? [];
      const coordinate = `${shape.name}.${name}`;
      return `${w.alias()}: ${this.list({ type, name, shape: target, own, coordinate }, depth)}`;
    }
    const declared = w.field(type, name);
    return `${w.alias()}: ${name}${w.args(declared, w.dated(declared))} { ${this.object(target, target.name, depth - 1)} }`;
  }
}

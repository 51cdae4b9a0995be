// Answers a query by walking its selections over rows in memory, one object at a time: slow, plain, and without SQL.
import type { SelectionSetNode } from 'graphql';
import type { Caller } from '../../../src/kernel/caller.js';
import { limits } from '../../../src/kernel/config.js';
import { allComputations, inputOf } from '../../../src/kernel/computation.js';
import { allValueTypes, type OrderTerm } from '../../../src/kernel/entity.js';
import { aggregateSuffix, constantName, plainName } from '../../../src/kernel/graph/names.js';
import {
  graph,
  type BatchShape,
  type ColumnField,
  type ComputedField,
  type LinkField,
  type Shape,
  type ShapeField,
} from '../../../src/kernel/graph/shape.js';
import { listKeyOf, namedOrder, totalOrder, type Cursors } from './order.js';
import { normal, Sight, type Database } from './rows.js';
import { fieldsOf, type Asked, type Field } from './selections.js';
import { scalarTwins } from './twins.js';
import {
  scaled,
  answered,
  compareForOrder,
  inJson,
  moneyOf,
  sumOf,
  trimmed,
  type PinyinRanks,
  type Row,
} from './values.js';

type Below = readonly SelectionSetNode[];
type Answer = Readonly<Record<string, unknown>>;
type Members = (field: Field) => unknown;

/** Stands in an answer where the engine writes a cursor: whose text is not compared, but its place is. */
export class Place {
  readonly list: string;
  readonly values: readonly unknown[];
  constructor(list: string, values: readonly unknown[]) {
    this.list = list;
    this.values = values;
  }
}

/** What the world is like when a question is asked. */
export interface World {
  readonly database: Database;
  readonly caller: Caller;
  readonly today: string;
  readonly pinyin: PinyinRanks;
  /** Places of the cursors that the engine has given out. */
  readonly cursors: Cursors;
  /** Names of the types that the caller's schema has. */
  readonly types: ReadonlySet<string>;
}

/** The naive twin of the read engine. */
export class Oracle {
  private readonly asked: Asked;
  private readonly world: World;
  private readonly sight: Sight;

  constructor(world: World, asked: Asked) {
    this.world = world;
    this.asked = asked;
    this.sight = new Sight(world.database, world.caller);
  }

  async answer(): Promise<Answer> {
    const root = fieldsOf(this.asked, [this.asked.operation.selectionSet], new Set(['Query']));
    return this.object(root, (field) => this.root(field));
  }

  private async object(fields: readonly Field[], member: Members): Promise<Answer> {
    const answer: Record<string, unknown> = {};
    for (const field of fields) answer[field.key] = await member(field);
    return answer;
  }

  /** An object of one fixed type. */
  private plain(typeName: string, below: Below, member: Members): Promise<Answer> {
    return this.object(fieldsOf(this.asked, below, new Set([typeName])), (field) =>
      field.name === '__typename' ? typeName : member(field),
    );
  }

  private async root(field: Field): Promise<unknown> {
    const { name, args, below } = field;
    const asOf = this.asOf(args, this.world.today);
    if (name === '__typename') return 'Query';
    if (name === 'viewer') return this.value('Viewer', this.viewer(), below);
    if (name === 'node') return this.node(args['id'] as string, below, asOf);
    if (name === 'nodes')
      return Promise.all((args['ids'] as readonly string[]).map((id) => this.node(id, below, asOf)));
    const computed = allComputations().get(name);
    if (computed) {
      const input = inputOf(computed, args['input'] as Answer, []);
      const answer = computed.compute(input, this.world.caller.language, undefined) as Answer;
      return this.value(computed.type, answer, below);
    }
    for (const shape of graph().values()) {
      const { plural } = shape.entity;
      const all = (): readonly Row[] => this.sight.rows(shape, asOf);
      if (name === plainName(shape.name)) return this.lookup(shape, field, asOf);
      if (name === plural) return this.list(shape, all(), null, field, asOf, `Query.${plural}`);
      if (plural !== undefined && name === plural + aggregateSuffix)
        return this.aggregate(shape, all(), field, asOf);
    }
    throw new Error(`Nobody knows Query.${name}.`);
  }

  private viewer(): Answer {
    const { app, subject, audience, tenant, organizationId, install, grants } = this.world.caller;
    return {
      app,
      subject,
      audience,
      tenant,
      organization: organizationId,
      install: install ? `ins_${tenant}_${install}` : null,
      grants,
      scopes: [...new Set(grants.map(({ scope }) => scope))].sort(),
    };
  }

  private asOf(args: Answer, inherited: string): string {
    return (args['asOf'] as string | null | undefined) ?? inherited;
  }

  /** An object that is computed: its fields by name. */
  private async value(typeName: string, value: Answer, below: Below): Promise<unknown> {
    return this.plain(typeName, below, ({ name, below: deeper }) => {
      const { type, list } = allValueTypes().get(typeName)!.fields[name]!;
      return this.computed(type, list ?? false, value[name], deeper);
    });
  }

  /** What a field that is computed answers. */
  private async computed(type: string, list: boolean, value: unknown, below: Below): Promise<unknown> {
    if (value === null || value === undefined) return null;
    if (list)
      return Promise.all((value as readonly unknown[]).map((one) => this.computed(type, false, one, below)));
    if (type === 'Money') return this.money((value as Answer)['fen'], below);
    return allValueTypes().has(type) ? this.value(type, value as Answer, below) : value;
  }

  /** An amount with the fields that were asked for. */
  private async money(fen: unknown, below: Below): Promise<unknown> {
    if (fen === null) return null;
    const fields = moneyOf(fen as string);
    return this.plain('Money', below, ({ name }) => fields[name]);
  }

  /** A column's value as it stands in the answer. */
  private column(field: ColumnField, value: unknown, below: Below): unknown {
    const shown = answered(field.type, field.column, value);
    return field.type === 'Money' ? this.money(shown, below) : shown;
  }

  private async node(id: string, below: Below, asOf: string): Promise<unknown> {
    const [prefix, tenant, key] = id.split('_');
    const shape = [...graph().values()].find(
      ({ entity, name }) => entity.id === prefix && this.world.types.has(name),
    );
    if (!shape) return null;
    return this.first(shape, below, asOf, (row) => this.isNamed(shape, row, Number(tenant), key!));
  }

  private isNamed(shape: Shape, row: Row, tenant: number, key: string): boolean {
    return row[shape.identity!] === key && tenant === (shape.hasTenant ? row['tenant'] : 0);
  }

  private async first(shape: Shape, below: Below, asOf: string, is: (row: Row) => boolean): Promise<unknown> {
    const found = this.sight.rows(shape, asOf).filter(is);
    if (found.length > 1)
      throw new Error(`Several ${shape.name} rows answer one question; the data should not have them.`);
    return found[0] === undefined ? null : this.row(shape, found[0], below, asOf);
  }

  private lookup(shape: Shape, { args, below }: Field, asOf: string): Promise<unknown> {
    const [by, given] = Object.entries((args['ref'] ?? args) as Answer).find(([name]) => name !== 'asOf')!;
    if (by === 'id') {
      const [prefix, tenant, key] = (given as string).split('_');
      return this.first(
        shape,
        below,
        asOf,
        (row) => prefix === shape.entity.id && this.isNamed(shape, row, Number(tenant), key!),
      );
    }
    if (by === 'externalKey') {
      const { tenant, key } = given as { tenant: number; key: string };
      const found = this.sight
        .table('ExternalKey')
        .find(
          (row) =>
            row['tenant'] === tenant &&
            row['app'] === this.world.caller.app &&
            row['type'] === shape.name &&
            row['key'] === key,
        );
      return this.first(
        shape,
        below,
        asOf,
        (row) => found !== undefined && this.isNamed(shape, row, tenant, found['objectId'] as string),
      );
    }
    const key = shape.entity.naturalKeys![by]!;
    const values = typeof given === 'object' ? (given as Answer) : { [key.columns[0]!]: given };
    return this.first(
      shape,
      below,
      asOf,
      (row) =>
        (!key.inTenant || row['tenant'] === values['tenant']) &&
        key.columns.every(
          (column) => row[column] === normal(shape.entity.scalars?.[column] ?? 'String', values[column]),
        ),
    );
  }

  /** A row as the object of its type. */
  private async row(shape: Shape, row: Row, below: Below, asOf: string): Promise<Answer> {
    const { kinds } = shape.entity;
    const typeName = kinds
      ? Object.entries(kinds.types).find(([, { values }]) => values.includes(row[kinds.column] as string))![0]
      : shape.name;
    const fields = fieldsOf(
      this.asked,
      below,
      new Set([typeName, shape.name, ...(shape.identity === null ? [] : ['Node'])]),
    );
    return this.object(fields, (field) => this.member(shape, row, field, typeName, asOf));
  }

  private async member(
    shape: Shape,
    row: Row,
    field: Field,
    typeName: string,
    asOf: string,
  ): Promise<unknown> {
    const { name, args, below } = field;
    if (name === '__typename') return typeName;
    if (name === 'id')
      return `${shape.entity.id}_${shape.hasTenant ? String(row['tenant']) : '0'}_${String(row[shape.identity!])}`;
    const day = this.asOf(args, asOf);
    const own: ShapeField | undefined = shape.fields.get(name);
    if (!own) {
      const link = shape.fields.get(name.slice(0, -aggregateSuffix.length)) as LinkField;
      return this.aggregate(graph().get(link.target)!, this.sight.related(shape, link, row, day), field, day);
    }
    if (own.kind === 'column') return this.column(own, this.sight.seen(shape, own, row, asOf), below);
    if (own.kind === 'sql') return this.scalar(shape, own, row, below, asOf);
    if (own.kind === 'batch') return this.batch(own, shape, row, below);
    const target = graph().get(own.target)!;
    const related = this.sight.related(shape, own, row, day);
    switch (own.kind) {
      case 'connection':
        return this.list(target, related, own.order, field, day, `${shape.name}.${name}`);
      case 'values': {
        const order = target.model.primaryKey.map((column): OrderTerm => ({
          field: column,
          direction: 'ASC',
        }));
        const sorted = this.sorted(target, related, order, day, null).slice(0, own.maxItems);
        return Promise.all(sorted.map((one) => this.row(target, one, below, day)));
      }
      default:
        if (related.length > 1)
          throw new Error(`${shape.name}.${name} leads to several rows; the data should not have them.`);
        return related[0] === undefined ? null : this.row(target, related[0], below, day);
    }
  }

  /** A scalar said in SQL by hand, where it is not withheld. */
  private scalar(shape: Shape, field: ComputedField, row: Row, below: Below, asOf: string): unknown {
    if (!this.sight.shows(shape, field.mask, row, asOf)) return null;
    const value = scalarTwin(shape, field.name)(row, asOf, this.sight.table);
    return field.declaration.type === 'Money' ? this.money(value, below) : value;
  }

  private async batch({ declaration }: BatchShape, shape: Shape, row: Row, below: Below): Promise<unknown> {
    const { columns } = shape.model;
    const needs = declaration.needs.map((name) => [name, inJson(columns[name]!, row[name])]);
    const [found] = await declaration.load([Object.fromEntries(needs)], this.world.caller);
    return this.computed(declaration.type, declaration.list ?? false, found, below);
  }

  /** Values of an order's terms in a row; a masked one is missing. */
  private placeOf(shape: Shape, row: Row, order: readonly OrderTerm[], asOf: string): readonly unknown[] {
    return order.map(({ field }) => {
      const shown = shape.columns.get(field);
      return shown ? this.sight.seen(shape, shown, row, asOf) : row[field];
    });
  }

  private compare(
    shape: Shape,
    order: readonly OrderTerm[],
    a: readonly unknown[],
    b: readonly unknown[],
    pinyin: PinyinRanks | null,
  ): number {
    for (const [i, { field, direction }] of order.entries()) {
      const spoken = shape.entity.pinyin?.includes(field) ? pinyin : null;
      const result = compareForOrder(shape.model.columns[field]!, a[i], b[i], spoken);
      if (result !== 0) return direction === 'DESC' ? -result : result;
    }
    return 0;
  }

  private sorted(
    shape: Shape,
    rows: readonly Row[],
    order: readonly OrderTerm[],
    asOf: string,
    pinyin: PinyinRanks | null,
  ): readonly Row[] {
    const places = new Map(rows.map((row) => [row, this.placeOf(shape, row, order, asOf)]));
    return [...rows].sort((a, b) => this.compare(shape, order, places.get(a)!, places.get(b)!, pinyin));
  }

  private chosen(shape: Shape, rows: readonly Row[], { args }: Field, asOf: string): readonly Row[] {
    const searched = args['search'] as string | null | undefined;
    const sought = searched?.normalize('NFC').toLowerCase().replaceAll(/[\s|]/g, '');
    return rows.filter(
      (row) =>
        this.sight.matches(shape, row, args['filter'] as Answer, asOf) &&
        (sought === undefined || (row['searchKey'] as string).includes(sought)),
    );
  }

  private async list(
    shape: Shape,
    rows: readonly Row[],
    own: readonly OrderTerm[] | null,
    field: Field,
    asOf: string,
    coordinate: string,
  ): Promise<unknown> {
    const { args } = field;
    const order = totalOrder(shape, namedOrder(shape, args['orderBy']) ?? own ?? shape.entity.order ?? []);
    const all = this.sorted(shape, this.chosen(shape, rows, field, asOf), order, asOf, this.world.pinyin);
    const backwards = (args['last'] ?? args['before'] ?? null) !== null;
    const size =
      ((backwards ? args['last'] : args['first']) as number | null | undefined) ?? limits.defaultPageSize;
    const cursor = (backwards ? args['before'] : args['after']) as string | null | undefined;
    const from = cursor === null || cursor === undefined ? null : this.world.cursors.get(cursor)!;
    const side = all.filter((row) => {
      if (from === null) return true;
      const at = this.compare(shape, order, this.placeOf(shape, row, order, asOf), from, this.world.pinyin);
      return backwards ? at < 0 : at > 0;
    });
    const page = backwards ? side.slice(-size) : side.slice(0, size);
    const place = (row: Row | undefined): Place | null =>
      row === undefined
        ? null
        : new Place(listKeyOf(coordinate, order), this.placeOf(shape, row, order, asOf));
    const more = side.length > size;
    const pageInfo: Answer = {
      hasNextPage: backwards ? from !== null : more,
      hasPreviousPage: backwards ? more : from !== null,
      startCursor: place(page[0]),
      endCursor: place(page.at(-1)),
    };
    return this.plain(`${shape.name}Connection`, field.below, ({ name, args, below }) => {
      switch (name) {
        case 'totalCount':
          return all.length;
        case 'nodes':
          return Promise.all(page.map((row) => this.row(shape, row, below, asOf)));
        case 'pageInfo':
          return this.plain('PageInfo', below, (one) => pageInfo[one.name]);
        case 'pageCursors':
          return Promise.all(
            pagesAround(args['around'] as number, size, all.length).map((number) =>
              this.plain('PageCursor', below, (one) =>
                one.name === 'number' ? number : place(all[(number - 1) * size - 1]),
              ),
            ),
          );
        default:
          return Promise.all(
            page.map((row) =>
              this.plain(`${shape.name}Edge`, below, (one) =>
                one.name === 'cursor' ? place(row) : this.row(shape, row, one.below, asOf),
              ),
            ),
          );
      }
    });
  }

  private async aggregate(shape: Shape, rows: readonly Row[], field: Field, asOf: string): Promise<unknown> {
    const chosen = this.chosen(shape, rows, field, asOf);
    const seen = (row: Row, column: string): unknown =>
      this.sight.seen(shape, shape.columns.get(column)!, row, asOf);
    const sums = (of: readonly Row[], below: Below): Promise<Answer> =>
      this.plain(`${shape.name}Sum`, below, ({ name, below: deeper }) => {
        const summed = shape.fields.get(name) as ColumnField;
        const sum = sumOf(of.map((row) => seen(row, summed.column.name)));
        if (sum === null) return null;
        return summed.type === 'Money' ? this.money(sum, deeper) : trimmed(sum);
      });
    return this.plain(`${shape.name}Aggregate`, field.below, ({ name, args, below }) => {
      if (name === 'count') return chosen.length;
      if (name === 'sum') return sums(chosen, below);
      const asked = args['by'] as readonly string[];
      const links = (shape.entity.aggregate?.links ?? []).filter((one) =>
        asked.some((name) => name === one || name === constantName(one)),
      );
      // A link groups by the columns that lead to its row.
      const by = asked.flatMap((one): readonly OrderTerm[] => {
        const link = links.find((name) => one === name || one === constantName(name));
        if (link === undefined) return namedOrder(shape, [{ field: one, direction: 'ASC' }])!;
        const { columns } = shape.model.relations[link]!;
        return columns.map((field) => ({ field, direction: 'ASC' }));
      });
      const keyIn = (row: Row, column: string): unknown =>
        shape.columns.has(column) ? seen(row, column) : row[column];
      const groups = new Map<string, Row[]>();
      for (const row of chosen) {
        const key = keyOf(by.map((term) => keyIn(row, term.field)));
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      const keysOf = (of: readonly Row[]): readonly unknown[] => by.map((term) => keyIn(of[0]!, term.field));
      const largest = args['largest'] as string | null | undefined;
      const summed = largest ? namedOrder(shape, [{ field: largest, direction: 'ASC' }])![0]!.field : null;
      // What has no sum comes last.
      const heavier = (a: readonly Row[], b: readonly Row[]): number => {
        if (summed === null) return 0;
        const [one, other] = [a, b].map((of) => sumOf(of.map((row) => seen(row, summed))));
        if (one === null || other === null) return Number(one === null) - Number(other === null);
        return Number(scaled(other!) > scaled(one!)) - Number(scaled(other!) < scaled(one!));
      };
      const sorted = [...groups.values()].sort(
        (a, b) => heavier(a, b) || b.length - a.length || this.compare(shape, by, keysOf(a), keysOf(b), null),
      );
      const size = (args['first'] as number | null | undefined) ?? limits.groups;
      return Promise.all(
        sorted.slice(0, size).map((of) =>
          this.plain(`${shape.name}Group`, below, (one) => {
            if (one.name === 'count') return of.length;
            if (one.name === 'sum') return sums(of, one.below);
            if (shape.entity.aggregate?.links?.includes(one.name)) {
              if (!links.includes(one.name)) return null;
              const link = shape.fields.get(one.name) as LinkField;
              const [row] = this.sight.related(shape, link, of[0]!, asOf);
              return row === undefined ? null : this.row(graph().get(link.target)!, row, one.below, asOf);
            }
            const field = shape.fields.get(one.name) as ColumnField;
            return by.some((term) => term.field === field.column.name)
              ? this.column(field, seen(of[0]!, field.column.name), one.below)
              : null;
          }),
        ),
      );
    });
  }
}

function scalarTwin(shape: Shape, name: string): (typeof scalarTwins)[string] {
  const twin = scalarTwins[`${shape.name}.${name}`];
  if (!twin) throw new Error(`tests/support/oracle/twins.ts has no twin of ${shape.name}.${name}.`);
  return twin;
}

/** Numbers of the pages that are there around one. */
function pagesAround(around: number, size: number, rows: number): readonly number[] {
  const pages = Math.ceil(Math.min(rows, limits.numberedRows) / size);
  return Array.from({ length: pages }, (_, i) => i + 1).filter(
    (number) => Math.abs(number - around) <= limits.pagesAround,
  );
}

/** Tells apart what is not equal, missing values from all others. */
function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => (typeof value === 'bigint' ? String(value) : value)));
}

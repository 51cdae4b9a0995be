// Types for answers: one object or interface per entity, its connection, its aggregate.
import { limits } from '../config.js';
import { deprecationOf, saidOf } from '../deprecation.js';
import { uppercaseOf, yuanOf } from '../money.js';
import { allValueTypes } from '../entity.js';
import { asOfArg, listArgs } from './arguments.js';
import { bounded, described } from './bounds.js';
import { declareConnection } from './connections.js';
import { aggregateSuffix } from './names.js';
import type { Graph, Shape, ShapeField } from './shape.js';
import { type FieldBuilder, byResponseKey, type GraphContext, type Types } from './types.js';
import { rowKey, typeKey } from '../read/emit.js';

/** Declares the types of every entity that the audience knows. */
export function declareObjects(types: Types, graph: Graph): void {
  const shown = [...graph.values()].filter((shape) => types.shows(shape.audience));
  declareFixed(types);
  for (const name of allValueTypes().keys()) types.declareObject(name);
  for (const shape of shown) {
    if (shape.entity.kinds) types.declareInterface(shape.name);
    for (const typeName of shape.typeNames) types.declareObject(typeName);
    if (shape.identity === null) continue;
    for (const suffix of ['Connection', 'Edge', 'Aggregate', 'Group', 'Sum']) {
      if (suffix === 'Group' && !types.hasInput(`${shape.name}GroupField`)) continue;
      if (
        suffix === 'Sum' &&
        !shape.entity.aggregate?.sum?.some((field) => types.shows(shape.columns.get(field)!.audience))
      )
        continue;
      types.declareObject(shape.name + suffix);
    }
  }
  for (const [name, value] of allValueTypes()) {
    types.builder.objectType(types.output(name), {
      description: value.description,
      fields: (t: FieldBuilder) =>
        Object.fromEntries(
          Object.entries(value.fields)
            .filter(([, f]) => types.shows(f.audience))
            .map(([field, f]) => [
              field,
              t.field({
                type: typeOf(types, f.type, f.list),
                nullable: f.nullable ?? false,
                ...described(f, f.description),
                ...deprecationOf(value.deprecated?.[field]),
                resolve: (source: Record<string, unknown>) => source[field],
              }),
            ]),
        ),
    });
  }
  for (const shape of shown) declareEntity(types, graph, shape);
  for (const shape of shown) if (shape.identity !== null) declareConnection(types, shape);
}

/** What a statement or a batch field answers for Money. */
interface Amount {
  readonly fen: string;
}

const fenIn = ({ fen }: Amount): string => fen;

function typeOf(types: Types, name: string, list = false): unknown {
  return list ? [types.output(name)] : types.output(name);
}

function declareFixed(types: Types): void {
  types.builder.interfaceType(types.declareInterface('Node'), {
    description: 'An object with a global id. 对象',
    fields: (t: FieldBuilder) => ({
      id: t.field({ type: 'ID', description: 'Global id, opaque. 全局标识', resolve: byResponseKey }),
    }),
    resolveType: (value: Record<string, unknown>) => value[typeKey],
  });
  types.builder.objectType(types.declareObject('Money'), {
    description: 'An amount of money, exact. 金额',
    fields: (t: FieldBuilder) => ({
      fen: t.field({ type: 'String', description: 'In fen, a whole number. 分', resolve: fenIn }),
      yuan: t.field({
        type: 'String',
        description: 'In yuan with two decimals. 元',
        resolve: (money: Amount) => yuanOf(BigInt(money.fen)),
      }),
      uppercase: t.field({
        type: 'String',
        description: 'In the capital numerals of bills and receipts. 大写金额',
        resolve: (money: Amount) => uppercaseOf(BigInt(money.fen)),
      }),
      currency: t.field({ type: 'String', description: 'Currency by ISO 4217. 币种', resolve: () => 'CNY' }),
    }),
  });
  types.builder.objectType(types.declareObject('PageCursor'), {
    description: 'A numbered page of a list. 页码',
    fields: (t: FieldBuilder) => ({
      number: t.field({ type: 'Int', description: 'Its number, from 1. 页码', resolve: byResponseKey }),
      after: t.field({
        type: 'String',
        nullable: true,
        description: 'Cursor behind which it begins; null for the first page. 起始游标',
        resolve: byResponseKey,
      }),
    }),
  });
  types.builder.objectType(types.declareObject('PageInfo'), {
    description: 'Where a page stands in its list. 分页信息',
    fields: (t: FieldBuilder) => ({
      hasNextPage: t.field({
        type: 'Boolean',
        description: 'More rows follow. 有下一页',
        resolve: byResponseKey,
      }),
      hasPreviousPage: t.field({
        type: 'Boolean',
        description: 'Rows come before. 有上一页',
        resolve: byResponseKey,
      }),
      startCursor: t.field({
        type: 'String',
        nullable: true,
        description: 'Cursor of the first row. 首行游标',
        resolve: byResponseKey,
      }),
      endCursor: t.field({
        type: 'String',
        nullable: true,
        description: 'Cursor of the last row. 末行游标',
        resolve: byResponseKey,
      }),
    }),
  });
}

function declareEntity(types: Types, graph: Graph, shape: Shape): void {
  const fields = (t: FieldBuilder): Record<string, unknown> => entityFields(types, graph, shape, t);
  const interfaces = shape.identity === null ? [] : [types.output('Node')];
  const { kinds } = shape.entity;
  if (!kinds) {
    types.builder.objectType(types.output(shape.name), {
      description: shape.description,
      interfaces,
      fields,
    });
    return;
  }
  types.builder.interfaceType(types.output(shape.name), {
    description: shape.description,
    interfaces,
    fields,
    resolveType: (value: Record<string, unknown>) => value[typeKey],
  });
  for (const [name, type] of Object.entries(kinds.types))
    types.builder.objectType(types.output(name), {
      description: type.description,
      interfaces: [...interfaces, types.output(shape.name)],
      fields,
    });
}

function entityFields(types: Types, graph: Graph, shape: Shape, t: FieldBuilder): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  if (shape.identity !== null)
    fields['id'] = t.field({
      type: 'ID',
      description: 'Global id, opaque. 全局标识',
      resolve: byResponseKey,
    });
  for (const field of shape.fields.values()) {
    if (!types.shows(field.audience)) continue;
    if ('target' in field && !types.shows(graph.get(field.target)!.audience)) continue;
    fields[field.name] = entityField(types, graph, shape, field, t);
    if (field.kind === 'connection')
      fields[field.name + aggregateSuffix] = t.field({
        type: types.output(`${field.target}Aggregate`),
        ...saidOf(field),
        description: `Numbers about ${field.name}. 汇总`,
        args: listArgs(types, graph.get(field.target)!, t, {
          paged: false,
          asOf: graph.get(field.target)!.entity.asOf !== undefined,
        }),
        resolve: byResponseKey,
      });
  }
  return fields;
}

function entityField(types: Types, graph: Graph, shape: Shape, field: ShapeField, t: FieldBuilder): unknown {
  const said = saidOf(field);
  switch (field.kind) {
    case 'column':
      return t.field({
        type: typeOf(types, field.type, field.column.list),
        nullable: field.nullable,
        ...said,
        ...described({ list: field.column.list, maxItems: limits.listItems }, said.description),
        resolve: byResponseKey,
      });
    case 'sql': {
      const { type, list, nullable } = field.declaration;
      return t.field({
        type: typeOf(types, type, list),
        nullable: nullable ?? false,
        ...said,
        ...described(field.declaration, said.description),
        resolve: byResponseKey,
      });
    }
    case 'batch': {
      const { type, list, nullable } = field.declaration;
      const coordinate = `${shape.name}.${field.name}`;
      return t.field({
        type: typeOf(types, type, list),
        nullable: nullable ?? false,
        ...said,
        ...described(field.declaration, said.description),
        resolve: (source: Record<string, Record<string, unknown>>, _args: unknown, context: GraphContext) =>
          context.batch(coordinate, source[rowKey]!),
      });
    }
    case 'values':
      return t.field({
        type: [types.output(field.target)],
        ...said,
        ...bounded(said.description, field.maxItems),
        resolve: byResponseKey,
      });
    case 'one': {
      const dated = graph.get(field.target)!.entity.asOf !== undefined;
      return t.field({
        type: types.output(field.target),
        nullable: field.nullable,
        ...said,
        args: dated ? asOfArg(types, t) : {},
        resolve: byResponseKey,
      });
    }
    case 'connection': {
      const target = graph.get(field.target)!;
      return t.field({
        type: types.output(`${field.target}Connection`),
        ...said,
        args: listArgs(types, target, t, { paged: true, asOf: target.entity.asOf !== undefined }),
        resolve: byResponseKey,
      });
    }
  }
}

// Types around the rows of a list: edges, the connection, and the numbers about it.
import type { ColumnField, LinkField, Shape } from './shape.js';
import { type FieldBuilder, byResponseKey, type Types } from './types.js';
import { limits } from '../config.js';
import { saidOf } from '../deprecation.js';
import { bounded } from './bounds.js';

/** The type of a column's sum: exact, and wide enough for many rows. */
export function sumType({ type }: ColumnField): string {
  return type === 'Decimal' || type === 'Money' ? type : 'BigInt';
}

/** Declares edge, connection, aggregate, group and sum of an entity. */
export function declareConnection(types: Types, shape: Shape): void {
  const { name } = shape;
  const node = types.output(name);
  types.builder.objectType(types.output(`${name}Edge`), {
    description: `A row of a ${name} list and its place. 列表行`,
    fields: (t: FieldBuilder) => ({
      cursor: t.field({
        type: 'String',
        description: 'Place of the row in this list and order. 游标',
        resolve: byResponseKey,
      }),
      node: t.field({ type: node, description: 'The row. 行', resolve: byResponseKey }),
    }),
  });
  types.builder.objectType(types.output(`${name}Connection`), {
    description: `A page of a ${name} list. 分页列表`,
    fields: (t: FieldBuilder) => ({
      edges: t.field({
        type: [types.output(`${name}Edge`)],
        description: 'Rows with their cursors. 行与游标',
        resolve: byResponseKey,
      }),
      nodes: t.field({ type: [node], description: 'Rows. 行', resolve: byResponseKey }),
      pageInfo: t.field({
        type: types.output('PageInfo'),
        description: 'Where the page stands. 分页信息',
        resolve: byResponseKey,
      }),
      totalCount: t.field({
        type: 'Int',
        description: 'Number of rows in the whole list. 总数',
        resolve: byResponseKey,
      }),
      pageCursors: t.field({
        type: [types.output('PageCursor')],
        ...bounded(
          `The numbered pages around one, in the size of the page asked for, up to row ${limits.numberedRows}; give \`after\` to go there. 页码游标`,
          2 * limits.pagesAround + 1,
        ),
        args: {
          around: t.arg({ type: 'Int', required: true, description: 'Number of the page. 页码' }),
        },
        resolve: byResponseKey,
      }),
    }),
  });
  const sum = (shape.entity.aggregate?.sum ?? [])
    .map((name) => shape.columns.get(name)!)
    .filter((field) => types.shows(field.audience));
  const hasGroups = types.hasInput(`${name}GroupField`);
  const numbers = (t: FieldBuilder): Record<string, unknown> => ({
    count: t.field({ type: 'Int', description: 'Number of rows. 条数', resolve: byResponseKey }),
    ...(sum.length > 0
      ? {
          sum: t.field({
            type: types.output(`${name}Sum`),
            description: 'Sums of columns. 合计',
            resolve: byResponseKey,
          }),
        }
      : {}),
  });
  types.builder.objectType(types.output(`${name}Aggregate`), {
    description: `Numbers about exactly the ${name} rows that the same list would show. 汇总`,
    fields: (t: FieldBuilder) => ({
      ...numbers(t),
      ...(hasGroups
        ? {
            groups: t.field({
              type: [types.output(`${name}Group`)],
              ...bounded(
                'Groups of equal values; those with the most rows first, unless the largest sum is asked for. 分组',
                limits.groups,
              ),
              args: {
                by: t.arg({
                  type: [types.input(`${name}GroupField`)],
                  required: true,
                  description: 'Fields whose values make a group. 分组字段',
                }),
                first: t.arg({
                  type: 'Int',
                  description: `Number of groups, at most ${limits.groups}. 组数`,
                }),
                ...(types.hasInput(`${name}SumField`)
                  ? {
                      largest: t.arg({
                        type: types.input(`${name}SumField`),
                        description: 'The groups with the largest sum of this field first. 按合计从大到小',
                      }),
                    }
                  : {}),
              },
              resolve: byResponseKey,
            }),
          }
        : {}),
    }),
  });
  if (hasGroups)
    types.builder.objectType(types.output(`${name}Group`), {
      description: `A group of ${name} rows; fields that do not group are null. 分组`,
      fields: (t: FieldBuilder) => ({
        ...numbers(t),
        ...Object.fromEntries(
          (shape.entity.aggregate?.links ?? [])
            .map((name) => shape.fields.get(name) as LinkField)
            .filter((field) => types.shows(field.audience))
            .map((field) => [
              field.name,
              t.field({
                type: types.output(field.target),
                nullable: true,
                ...saidOf(field),
                resolve: byResponseKey,
              }),
            ]),
        ),
        ...Object.fromEntries(
          (shape.entity.aggregate?.groups ?? [])
            .map((name) => shape.columns.get(name)!)
            .filter((field) => types.shows(field.audience))
            .map((field) => [
              field.name,
              t.field({
                type: types.output(field.type),
                nullable: true,
                ...saidOf(field),
                resolve: byResponseKey,
              }),
            ]),
        ),
      }),
    });
  if (sum.length > 0)
    types.builder.objectType(types.output(`${name}Sum`), {
      description: `Sums over ${name} rows; null over no values. 合计`,
      fields: (t: FieldBuilder) =>
        Object.fromEntries(
          sum.map((field) => [
            field.name,
            t.field({
              type: types.output(sumType(field)),
              nullable: true,
              ...saidOf(field),
              resolve: byResponseKey,
            }),
          ]),
        ),
    });
}

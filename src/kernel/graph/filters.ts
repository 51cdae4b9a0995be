// Inputs for reading: filters, orders and references, derived from what the entities declare.
import { saidOf } from '../deprecation.js';
import { scalarOfKey } from './column-type.js';
import { constantName, pascalName } from './names.js';
import type { Graph, LinkField, Shape, ShapeField } from './shape.js';
import type { FieldBuilder, Types } from './types.js';
import { unitOfType } from './units.js';

/** Declares filter, order, group and reference inputs of every entity. */
export function declareReadInputs(types: Types, graph: Graph): void {
  for (const shape of graph.values()) {
    if (!types.shows(shape.audience)) continue;
    if (filterable(types, graph, shape).length > 0) types.declareInput(`${shape.name}Filter`);
  }
  for (const shape of graph.values()) {
    if (!types.shows(shape.audience)) continue;
    if (types.hasInput(`${shape.name}Filter`)) declareFilter(types, graph, shape);
    declareFieldEnum(
      types,
      shape,
      `${shape.name}OrderField`,
      shape.entity.sort ?? [],
      `Fields by which ${shape.name} lists are ordered. 排序字段`,
    );
    declareFieldEnum(
      types,
      shape,
      `${shape.name}GroupField`,
      [...(shape.entity.aggregate?.groups ?? []), ...(shape.entity.aggregate?.links ?? [])],
      `Fields by which ${shape.name} rows are grouped. 分组字段`,
    );
    declareFieldEnum(
      types,
      shape,
      `${shape.name}SumField`,
      shape.entity.aggregate?.sum ?? [],
      `Fields of ${shape.name} rows that are summed up. 合计字段`,
    );
    if (types.hasInput(`${shape.name}OrderField`)) declareOrder(types, shape);
    if (shape.identity !== null) declareRef(types, shape);
  }
}

/** Fields of the filter that this audience knows of. */
function filterable(types: Types, graph: Graph, shape: Shape): readonly ShapeField[] {
  return (shape.entity.filter ?? [])
    .map((name) => shape.columns.get(name) ?? shape.fields.get(name)!)
    .filter((field) => {
      if (!types.shows(field.audience)) return false;
      return field.kind === 'column' || ('target' in field && types.shows(graph.get(field.target)!.audience));
    });
}

function declareFilter(types: Types, graph: Graph, shape: Shape): void {
  const name = `${shape.name}Filter`;
  types.builder.inputType(types.input(name), {
    description: `Condition on ${shape.name}; all fields given must hold. 筛选条件`,
    fields: (t: FieldBuilder) => {
      const self = types.input(name);
      const fields: Record<string, unknown> = {
        and: t.field({ type: [self], description: 'All of these hold. 且' }),
        or: t.field({ type: [self], description: 'At least one of these holds. 或' }),
        not: t.field({ type: self, description: 'This does not hold. 非' }),
      };
      if (shape.entity.within)
        fields['within'] = t.field({
          type: types.input('DivisionCode'),
          description: 'It lies in the division of this code or anywhere below it. 所在区划(含下级)',
        });
      for (const field of filterable(types, graph, shape)) {
        if (field.kind === 'column') {
          const type = comparators(types, field.type, field.column.list, field.sealedIn !== null);
          fields[field.name] = t.field({ type, ...saidOf(field) });
          continue;
        }
        const link = field as LinkField;
        if (!types.hasInput(`${link.target}Filter`))
          throw new Error(`${shape.name}: filter names ${field.name}, but ${link.target} has no filter.`);
        const type =
          link.kind === 'one' ? types.input(`${link.target}Filter`) : quantifiers(types, link.target);
        fields[field.name] = t.field({ type, ...saidOf(field) });
      }
      return fields;
    },
  });
}

function quantifiers(types: Types, target: string): unknown {
  const name = `${target}ListFilter`;
  if (types.hasInput(name)) return types.input(name);
  const ref = types.declareInput(name);
  const of = types.input(`${target}Filter`);
  types.builder.inputType(ref, {
    description: `Condition on related ${target} rows. 关联条件`,
    fields: (t: FieldBuilder) => ({
      some: t.field({ type: of, description: 'At least one row satisfies it. 至少一个满足' }),
      none: t.field({ type: of, description: 'No row satisfies it. 均不满足' }),
      every: t.field({ type: of, description: 'Every row satisfies it, or there is none. 全部满足' }),
    }),
  });
  return ref;
}

const ordered = new Set(['Int', 'BigInt', 'Decimal', 'Money', 'Percent', 'Date', 'DateTime']);

/** Comparators of a type: `StringFilter`, `OrganizationKindFilter` … */
function comparators(types: Types, type: string, list: boolean, sealed: boolean): unknown {
  const name = list ? `${type}ListFilter` : sealed ? `${type}EqualityFilter` : `${type}Filter`;
  if (types.hasInput(name)) return types.input(name);
  const ref = types.declareInput(name);
  const value = types.input(unitOfType(type)?.scalar ?? type);
  types.builder.inputType(ref, {
    description: list
      ? `Condition on a list of ${type}. 列表条件`
      : `Condition on a value of type ${type}; all comparators given must hold. 比较条件`,
    fields: (t: FieldBuilder) => {
      if (list) return { has: t.field({ type: value, description: 'The list has this element. 包含元素' }) };
      const fields: Record<string, unknown> = {
        eq: t.field({ type: value, description: 'Equal. 等于' }),
        ne: t.field({ type: value, description: 'Not equal; a missing value is not equal. 不等于' }),
        isNull: t.field({
          type: 'Boolean',
          description: 'The value is missing, or with false: is there. 是否为空',
        }),
      };
      if (type === 'Boolean') return fields;
      fields['in'] = t.field({ type: [value], description: 'One of these. 属于' });
      fields['notIn'] = t.field({ type: [value], description: 'None of these. 不属于' });
      const isText = type === 'String' || !(ordered.has(type) || types.isEnum(type));
      // What is sealed has neither order nor parts.
      if (sealed) return fields;
      if (ordered.has(type) || isText) {
        fields['lt'] = t.field({ type: value, description: 'Less. 小于' });
        fields['lte'] = t.field({ type: value, description: 'Less or equal. 小于等于' });
        fields['gt'] = t.field({ type: value, description: 'Greater. 大于' });
        fields['gte'] = t.field({ type: value, description: 'Greater or equal. 大于等于' });
      }
      if (isText) {
        fields['contains'] = t.field({
          type: 'String',
          description: 'Has this text in it, as written. 包含文字',
        });
        fields['startsWith'] = t.field({ type: 'String', description: 'Starts with this text. 以此开头' });
      }
      return fields;
    },
  });
  return ref;
}

function declareFieldEnum(
  types: Types,
  shape: Shape,
  name: string,
  fields: readonly string[],
  description: string,
): void {
  const shown = fields
    .map((name) => shape.columns.get(name) ?? shape.fields.get(name)!)
    .filter((field) => types.shows(field.audience));
  if (shown.length === 0) return;
  const values = Object.fromEntries(
    shown.map((field) => [
      constantName(field.name),
      { value: field.kind === 'column' ? field.column.name : field.name, ...saidOf(field) },
    ]),
  );
  types.declareEnum(name, description, values);
}

function declareOrder(types: Types, shape: Shape): void {
  types.builder.inputType(types.declareInput(`${shape.name}Order`), {
    description: `One term of the order of a ${shape.name} list. 排序`,
    fields: (t: FieldBuilder) => ({
      field: t.field({
        type: types.input(`${shape.name}OrderField`),
        required: true,
        description: 'Field to order by. 字段',
      }),
      direction: t.field({
        type: types.input('OrderDirection'),
        defaultValue: 'ASC',
        required: true,
        description: 'Direction. 方向',
      }),
    }),
  });
}

/** `OrganizationRef @oneOf`: by id, by a natural key, or by the caller's own key. */
function declareRef(types: Types, shape: Shape): void {
  for (const [name, key] of Object.entries(shape.entity.naturalKeys ?? {})) {
    if (!key.inTenant && key.columns.length === 1) continue;
    types.builder.inputType(types.declareInput(`${shape.name}Ref${pascalName(name)}`), {
      description: key.description,
      fields: (t: FieldBuilder) => ({
        ...(key.inTenant
          ? {
              tenant: t.field({
                type: 'Int',
                required: true,
                description: 'The office that records it. 登记机关',
              }),
            }
          : {}),
        ...Object.fromEntries(
          key.columns.map((column) => [
            column,
            t.field({
              type: types.input(scalarOfKey(shape.entity, column)),
              required: true,
              description: shape.model.columns[column]!.doc,
            }),
          ]),
        ),
      }),
    });
  }
  types.builder.inputType(types.declareInput(`${shape.name}Ref`), {
    description: `Names one existing ${shape.name}, in exactly one way. 引用`,
    isOneOf: true,
    fields: (t: FieldBuilder) => {
      const fields: Record<string, unknown> = {
        id: t.field({ type: 'ID', description: 'Its global id. 全局标识' }),
      };
      for (const [name, key] of Object.entries(shape.entity.naturalKeys ?? {})) {
        const single = !key.inTenant && key.columns.length === 1;
        const type = single
          ? scalarOfKey(shape.entity, key.columns[0]!)
          : `${shape.name}Ref${pascalName(name)}`;
        fields[name] = t.field({ type: types.input(type), description: key.description });
      }
      if (shape.hasTenant)
        fields['externalKey'] = t.field({
          type: externalKey(types),
          description: 'The key that the calling app gave it. 外部键',
        });
      return fields;
    },
  });
}

function externalKey(types: Types): unknown {
  if (types.hasInput('ExternalKeyRef')) return types.input('ExternalKeyRef');
  const ref = types.declareInput('ExternalKeyRef');
  types.builder.inputType(ref, {
    description: "A key of the calling app's own. 外部键",
    fields: (t: FieldBuilder) => ({
      tenant: t.field({
        type: 'Int',
        required: true,
        description: 'The office that records the object. 登记机关',
      }),
      key: t.field({
        type: 'String',
        required: true,
        description: 'The key, unique per office, app and type. 键',
      }),
    }),
  });
  return ref;
}

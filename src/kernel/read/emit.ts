// A plan becomes one SQL statement that returns the answer's JSON.
import { columnOf, type Shape } from '../graph/shape.js';
import { isPersonal, markedValue } from '../personal.js';
import { allOf, concat, join, literal, param, raw, sql, type Sql } from '../sql.js';
import { isNever, rowsThatExist, seen, seenColumn, type Compilation, type Table } from './condition.js';
import { jsonConstant, jsonField, jsonList, jsonObject, jsonTypeOf, jsonValue } from './json.js';
import { listedIds } from './lookup.js';
import { aggregate } from './emit-aggregate.js';
import { connection } from './emit-list.js';
import {
  tableOf,
  type Member,
  type ObjectPlan,
  type Plan,
  type RootMember,
  type Variant,
  type Where,
} from './plan.js';

/** Hidden members of an object: its concrete type, and the columns that batch fields need. No GraphQL name has a `$`. */
export const typeKey = '$type';
export const rowKey = '$row';

/** The statement of a plan: one row, one column `data`. */
export function emit(c: Compilation, plan: Plan): Sql {
  return sql`SELECT ${jsonObject(plan.members.map((member) => [member.key, rootMember(c, member)]))} AS data`;
}

function rootMember(c: Compilation, member: RootMember): Sql {
  switch (member.kind) {
    case 'absent':
      return literal('null');
    case 'typename':
      return jsonConstant(member.text);
    case 'object':
      return one(c, member.object, member.where, null);
    case 'objects':
      return objects(c, member);
    case 'connection':
      return connection(c, member.list, null, object);
    case 'aggregate':
      return aggregate(c, member.aggregate, null, one);
  }
}

/** The objects of ids in their order; each type among them is said once. */
function objects(c: Compilation, { ids, types }: Extract<RootMember, { kind: 'objects' }>): Sql {
  const cases = types.map(
    ({ object, where }) => sql` WHEN ${literal(object.shape.entity.id!)} THEN ${one(c, object, where, null)}`,
  );
  const found = types.length === 0 ? literal('null') : sql`CASE x.prefix${join(cases, '')} ELSE 'null' END`;
  return sql`(SELECT ${jsonList(found, raw(' ORDER BY x.n'))} FROM ${listedIds(ids)})`;
}

/** The row that is meant, as JSON, or `null`. */
function one(c: Compilation, plan: ObjectPlan, where: Where, from: Table | null): Sql {
  const t = tableOf(c, plan.shape.name, where, from);
  const asOf = param(plan.asOf, 'date');
  return sql`coalesce((SELECT ${object(c, plan, t)} FROM ${t.from} WHERE ${allOf(where.on(t, asOf, from), rowsThatExist(c, t, asOf))} LIMIT 1), 'null')`;
}

/** A bare list of values in the order of their key. */
function values(c: Compilation, plan: ObjectPlan, where: Where, max: number, from: Table): Sql {
  const t = tableOf(c, plan.shape.name, where, from);
  const asOf = param(plan.asOf, 'date');
  const keys = plan.shape.model.primaryKey.map((column) => t.own(column));
  const rows = sql`SELECT ${raw(t.alias)}.* FROM ${t.from} WHERE ${allOf(where.on(t, asOf, from), rowsThatExist(c, t, asOf))} ORDER BY ${join(keys, ', ')} LIMIT ${raw(String(max))}`;
  return sql`(SELECT ${jsonList(object(c, plan, t))} FROM (${rows}) ${raw(t.alias)})`;
}

/** A row as a JSON object. */
function object(c: Compilation, plan: ObjectPlan, t: Table): Sql {
  const [first] = plan.variants;
  if (first!.typeNames === null) return variant(c, plan, first!, t);
  const { kinds } = plan.shape.entity;
  const cases = plan.variants.map((one) => {
    const values = one.typeNames!.flatMap((name) => kinds!.types[name]!.values);
    const kindValues = join(values.map(literal), ', ');
    return sql` WHEN ${t.own(kinds!.column)} IN (${kindValues}) THEN ${variant(c, plan, one, t)}`;
  });
  return sql`CASE${join(cases, '')} END`;
}

/** A member that Node loads; one that is the same for every row, too, where Node completes the answer anyway. */
type Loaded = Extract<Member, { kind: 'batch' | 'constant' }>;
type Written = Exclude<Member, { kind: 'batch' }>;

function isLoaded(c: Compilation, member: Member): member is Loaded {
  return member.kind === 'batch' || (member.kind === 'constant' && c.completed);
}

function variant(c: Compilation, plan: ObjectPlan, { members, price }: Variant, t: Table): Sql {
  const { shape } = plan;
  const mark = c.mark(t, price);
  const loaded = members.filter((m) => isLoaded(c, m));
  const entries: [string, Sql][] = members
    .filter((m): m is Written => !isLoaded(c, m))
    .map((m) => [m.key, memberValue(c, shape, m, t, param(plan.asOf, 'date'))]);
  // Of which type an object is matters where graphql-js goes on with it.
  if (c.completed && (shape.entity.kinds || plan.asNode)) entries.push([typeKey, typeName(shape, t)]);
  const needs = new Set(loaded.flatMap(({ field }) => field.declaration.needs));
  if (needs.size > 0) entries.push([rowKey, hiddenRow(shape, [...needs], t)]);
  return concat(mark, jsonObject(entries));
}

/** Columns for batch fields, as Node will read them: names as in the table, nothing masked. */
function hiddenRow(shape: Shape, needs: readonly string[], t: Table): Sql {
  return jsonObject(
    needs.map((name) => {
      const column = columnOf(shape, name);
      const plain = {
        type: column.type === 'DateTime' ? 'Date' : column.type,
        native: column.native,
        list: column.list,
      };
      return [name, jsonValue(t.own(name), plain, true)];
    }),
  );
}

function typeName(shape: Shape, t: Table): Sql {
  const { kinds } = shape.entity;
  if (!kinds) return jsonConstant(shape.name);
  const cases = Object.entries(kinds.types).map(
    ([name, type]) =>
      sql` WHEN ${t.own(kinds.column)} IN (${join(type.values.map(literal), ', ')}) THEN ${jsonConstant(name)}`,
  );
  return sql`CASE${join(cases, '')} END`;
}

/** The global id as JSON text; the same form as `encodeId`. */
function globalId(shape: Shape, t: Table): Sql {
  const key = sql`${t.own(shape.identity!)}::text`;
  const tenant = shape.hasTenant ? sql`${t.own('tenant')}::text` : literal('0');
  return concat(literal(`"${shape.entity.id}_`), tenant, literal('_'), key, literal('"'));
}

function memberValue(c: Compilation, shape: Shape, member: Written, t: Table, asOf: Sql): Sql {
  switch (member.kind) {
    case 'typename':
      return typeName(shape, t);
    case 'id':
      return globalId(shape, t);
    case 'constant':
      return literal(member.json);
    case 'value':
      return fieldValue(c, member, t, asOf);
    case 'one':
      return one(c, member.object, member.where, t);
    case 'values':
      return values(c, member.object, member.where, member.max, t);
    case 'connection':
      return connection(c, member.list, t, object);
    case 'aggregate':
      return aggregate(c, member.aggregate, t, one);
  }
}

function fieldValue(
  c: Compilation,
  { field, below }: Extract<Member, { kind: 'value' }>,
  t: Table,
  asOf: Sql,
): Sql {
  if (field.kind === 'column') {
    const value = seenColumn(c, t, field, asOf);
    const place = { model: t.shape.model.name, column: field.column.name };
    if (isPersonal(place.model, place.column))
      return markedValue(place, { value, tenant: t.own('tenant'), id: t.own('id') });
    return jsonField(value, jsonTypeOf(field.column, field.type), field.nullable, below, c.completed);
  }
  const { declaration, mask } = field;
  if (mask !== null && isNever(c.policy(mask))) return literal('null');
  const value = seen(c, t, mask, declaration.sql(t, asOf), asOf);
  const type = { type: declaration.type, native: 'text', list: declaration.list ?? false };
  // Nobody checks the declared SQL for NULL; a NULL must not make the row vanish.
  return jsonField(value, type, true, below, c.completed);
}

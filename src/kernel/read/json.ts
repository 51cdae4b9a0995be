// Values become JSON text inside the statement: concatenation, because it is faster than PostgreSQL's JSON builders.
import type { Column } from '../../generated/datamodel.js';
import { concat, literal, raw, sql, type Sql } from '../sql.js';
import type { AmountMember } from './plan.js';

/** How a scalar is written in the answer. */
export interface JsonType {
  /** GraphQL type name, where it is one of those with a form of their own; else the PostgreSQL type decides. */
  readonly type: string;
  readonly native: string;
  readonly list: boolean;
}

/** The JSON form of a column. */
export function jsonTypeOf(column: Column, type: string): JsonType {
  return { type, native: column.native, list: column.list };
}

/** The instant in the zone of business, with microseconds: `2026-11-22T08:00:00.000000+08:00`. */
function instant(value: Sql): Sql {
  return sql`to_char(${value} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.US"+08:00"')`;
}

const quote = literal('"');
const nothing = literal('null');

/** A text that needs no escapes, as a JSON string. */
function quoted(text: Sql): Sql {
  return concat(quote, text, quote);
}

/** Text of the value as JSON. `nullable` values that are NULL become `null`. */
export function jsonValue(value: Sql, { type, native, list }: JsonType, nullable: boolean): Sql {
  let text: Sql;
  if (list)
    text =
      type === 'Int' || type === 'Boolean'
        ? sql`to_json(${value})::text`
        : sql`to_json(${value}::text[])::text`;
  else if (type === 'Int' || type === 'Boolean') text = sql`${value}::text`;
  else if (type === 'DateTime') text = quoted(instant(value));
  else if (type === 'Decimal') text = quoted(sql`trim_scale(${value})::text`);
  else if (type === 'Percent') text = quoted(sql`trim_scale(${value}::numeric / 10000)::text`);
  else if (type === 'Date' || type === 'BigInt' || native.startsWith('"')) text = quoted(sql`${value}::text`);
  else text = sql`to_json(${value}::text)::text`;
  return nullable ? sql`coalesce(${text}, ${nothing})` : text;
}

/** How the parts of an amount are written; the others Node makes of the fen. */
const amountParts: Readonly<Record<string, (fen: Sql) => Sql>> = {
  __typename: () => jsonConstant('Money'),
  fen: (fen) => quoted(sql`${fen}::text`),
  yuan: (fen) => quoted(sql`round(${fen}::numeric / 100, 2)::text`),
  currency: () => jsonConstant('CNY'),
};

/** Parts of an amount that need no completion. */
export const writtenInSql: ReadonlySet<string> = new Set(Object.keys(amountParts));

/** An amount of fen as JSON: what is asked of it, or its fen, of which Node makes the rest. */
function jsonAmount(fen: Sql, below: readonly AmountMember[], completed: boolean): Sql {
  const members: readonly AmountMember[] = completed ? [{ key: 'fen', name: 'fen' }] : below;
  const said = members.filter(({ name }) => name === 'fen' || name === 'yuan').length;
  const object = (value: Sql): Sql =>
    jsonObject(members.map(({ key, name }) => [key, amountParts[name]!(value)]));
  if (said === 0) return sql`CASE WHEN ${fen} IS NULL THEN 'null' ELSE ${object(fen)} END`;
  if (said === 1) return sql`coalesce(${object(fen)}, 'null')`;
  // OFFSET keeps the planner from working the value out once for each part.
  return sql`coalesce((SELECT ${object(raw('v.fen'))} FROM (SELECT ${fen} OFFSET 0) AS v(fen)), 'null')`;
}

/** A field's value as JSON: an amount with what is asked of it, and whatever else by its type. */
export function jsonField(
  value: Sql,
  type: JsonType,
  nullable: boolean,
  below: readonly AmountMember[],
  completed: boolean,
): Sql {
  return type.type === 'Money' ? jsonAmount(value, below, completed) : jsonValue(value, type, nullable);
}

/** `{"key":value,…}` of members whose values are JSON text and never NULL. */
export function jsonObject(members: readonly (readonly [key: string, value: Sql])[]): Sql {
  const parts = members.flatMap(([key, value], i) => [
    literal(`${i === 0 ? '' : ','}${JSON.stringify(key)}:`),
    value,
  ]);
  return concat(literal('{'), ...parts, literal('}'));
}

/** `[…]` of JSON texts that an aggregate meets, in the order in which they come unless another is said. */
export function jsonList(
  item: Sql,
  order: Sql = raw(''),
  filter: Sql = raw(''),
  mark: Sql = literal(''),
): Sql {
  return concat(
    literal('['),
    mark,
    sql`coalesce(string_agg(${item}, ','${order})${filter}, '')`,
    literal(']'),
  );
}

/** A JSON string constant of the program. */
export function jsonConstant(text: string): Sql {
  return literal(JSON.stringify(text));
}

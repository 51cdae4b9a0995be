// Values become JSON text inside the statement: concatenation, because it is faster than PostgreSQL's JSON builders.
import type { Column } from '../../generated/datamodel.js';
import { join, literal, raw, sql, type Sql } from '../sql.js';

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

/** Text of the value as JSON. `nullable` values that are NULL become `null`. */
export function jsonValue(value: Sql, { type, native, list }: JsonType, nullable: boolean): Sql {
  let text: Sql;
  if (list)
    text =
      type === 'Int' || type === 'Boolean'
        ? sql`to_json(${value})::text`
        : sql`to_json(${value}::text[])::text`;
  else if (type === 'Int' || type === 'Boolean') text = sql`${value}::text`;
  else if (type === 'DateTime') text = sql`'"' || ${instant(value)} || '"'`;
  else if (type === 'Decimal') text = sql`'"' || trim_scale(${value})::text || '"'`;
  else if (type === 'Money') text = sql`'{"fen":"' || ${value}::text || '"}'`;
  else if (type === 'Percent') text = sql`'"' || trim_scale(${value}::numeric / 10000)::text || '"'`;
  else if (type === 'Date' || type === 'BigInt' || native.startsWith('"'))
    text = sql`'"' || ${value}::text || '"'`;
  else text = sql`to_json(${value}::text)::text`;
  return nullable ? sql`coalesce(${text}, 'null')` : text;
}

/** `{"key":value,…}` of members whose values are JSON text and never NULL. */
export function jsonObject(members: readonly (readonly [key: string, value: Sql])[]): Sql {
  if (members.length === 0) return raw(`'{}'`);
  const parts = members.map(
    ([key, value], i) => sql`${literal(`${i === 0 ? '{' : ','}${JSON.stringify(key)}:`)} || ${value}`,
  );
  return sql`${join(parts, ' || ')} || '}'`;
}

/** `[…]` of the rows of a subquery, whose column `j` is JSON text and `n` the place; for a scalar subquery. */
export function jsonRows(rows: Sql): Sql {
  return sql`(SELECT '[' || coalesce(string_agg(p.j, ',' ORDER BY p.n), '') || ']' FROM (${rows}) p)`;
}

/** A JSON string constant of the program. */
export function jsonConstant(text: string): Sql {
  return literal(JSON.stringify(text));
}

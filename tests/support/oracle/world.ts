// What the oracle knows of a database: all its rows in memory, and the one thing it takes from the database's own word.
import type { Pool } from 'pg';
import { models } from '../../../src/generated/datamodel.js';
import { allEntities } from '../../../src/kernel/entity.js';
import { openedRow } from '../../../src/kernel/personal.js';
import type { PinyinRanks, Row } from './values.js';

/** All tables, and the order of all texts that sort by pinyin, as the database's ICU has it. */
export interface Known {
  readonly database: ReadonlyMap<string, readonly Row[]>;
  readonly pinyin: PinyinRanks;
}

/** A list of an enum's values is read as texts, because the driver knows no enums. */
function columnsOf(model: string): string {
  return Object.values(models[model]!.columns)
    .map(({ name, kind, list }) => (list && kind === 'enum' ? `"${name}"::text[]` : `"${name}"`))
    .join(', ');
}

/** Reads a whole database. */
export async function readWorld(pool: Pool): Promise<Known> {
  const database = new Map<string, readonly Row[]>();
  for (const name of Object.keys(models)) {
    const { rows } = await pool.query<Row>(`SELECT ${columnsOf(name)} FROM "${name}"`);
    database.set(
      name,
      rows.map((row) => openedRow(name, row)),
    );
  }
  const texts = [...allEntities().values()].flatMap(({ model, name, pinyin: columns = [] }) =>
    database.get(model ?? name)!.flatMap((row) => columns.map((column) => row[column])),
  );
  const { rows } = await pool.query<{ text: string }>(
    'SELECT t.text FROM (SELECT DISTINCT unnest($1::text[]) AS text) t WHERE t.text IS NOT NULL ORDER BY t.text COLLATE "zh-x-icu"',
    [texts],
  );
  return { database, pinyin: new Map(rows.map(({ text }, i) => [text, i])) };
}

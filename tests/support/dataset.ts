// Small arbitrary data for every table that readers can reach: missing values, awkward texts, several tenants.
import type { Pool } from 'pg';
import { enums, models, type Column, type Model } from '../../src/generated/datamodel.js';
import { allEntities } from '../../src/kernel/entity.js';
import { stableId } from '../../src/kernel/ids.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import '../../src/domains/index.js';
import {
  changeDay,
  day,
  derived,
  instantMs,
  rowCounts,
  shaped,
  tenants,
  tomorrow,
  yesterday,
  type Row,
} from './dataset-shapes.js';

export type Tables = ReadonlyMap<string, readonly Row[]>;

const usual = 24;

const words = [
  '合兴社区',
  '重庆路',
  '长寿',
  'Ärger',
  'zebra',
  '阿坝',
  '唐昌',
  '郫都',
  'Zoo',
  '都江堰',
  'a',
  'é',
];
/** Characters that escape, end, hide or double something somewhere. */
const awkward = [`"`, `'`, `\\`, '\u0001', '\n\t', '\u2028', '\u{20bb7}', '😀', '%', '_', '\u007f', '{}', ''];

function text(n: number, salt: number): string {
  return `${words[(n + salt) % words.length]!}${awkward[(n * 5 + salt) % awkward.length]!}${n % 4 === 0 ? '甲' : ''}`;
}

const decimals = ['0', '0.1', '86.6', '10.5', '-3', '2440', '9999999999999999.9999'];
const integers = [1, 7, 7, 272, 3, 2_147_483_647];
const dates = ['0001-01-01', '2015-06-01', changeDay, yesterday, day, tomorrow, '9999-12-31'];
const instants = [
  '2026-01-01 00:00:00.123456+00',
  '2026-01-01 00:00:00+00',
  '2019-12-31 16:00:00.1+00',
  '2026-03-15 04:00:00.000001+00',
];

const saltOf = (name: string): number => [...name].reduce((sum, c) => sum + c.codePointAt(0)!, 0);

function arbitrary(column: Column, n: number): unknown {
  const salt = saltOf(column.name);
  if (column.list) return Array.from({ length: (n + salt) % 4 }, (_, i) => `${text(n + i, salt)}${i}`);
  if (!column.required && (n + salt) % 3 === 0) return null;
  const pick = <T>(of: readonly T[]): T => of[(n * 3 + salt) % of.length]!;
  if (column.kind === 'enum') return pick(enums[column.type]!.values).name;
  switch (column.native) {
    case 'int4':
      return pick(integers);
    case 'int8':
      return String(pick(integers));
    case 'numeric':
      return pick(decimals);
    case 'bool':
      return (n + salt) % 2 === 0;
    case 'date':
      return pick(dates);
    case 'timestamptz':
      return pick(instants);
    case 'uuid':
      return column.required
        ? stableId(`${column.name} ${n}`, instantMs - ((n * 7919) % 50) * 86_400_000)
        : null;
    case 'text':
      return text(n, salt);
    default:
      throw new Error(`${column.name}: nobody knows how to make up a ${column.native}.`);
  }
}

/** Texts that are unique stay so with the row's number behind them. */
function isUnique(model: Model, column: Column): boolean {
  return (
    column.native === 'text' &&
    !column.list &&
    [...model.uniques, model.primaryKey].some((key) => key.includes(column.name))
  );
}

/** A row of a table whose foreign keys lead to rows made before; null where there is no row to lead to. */
export function makeRow(name: string, n: number, made: Tables): Row | null {
  const model = models[name]!;
  const make = shaped[name] ?? {};
  const row: Row = {};
  if ('tenant' in model.columns)
    row['tenant'] = make['tenant']?.({ model: name, n, made, row }) ?? tenants[n % tenants.length];
  if (model.columns['id']) row['id'] = stableId(`${name} ${n}`, instantMs - ((n * 7919) % 50) * 86_400_000);
  const keys = new Set(
    Object.values(model.relations)
      .filter(({ owns }) => owns)
      .flatMap(({ columns }) => columns),
  );
  for (const relation of Object.values(model.relations)) {
    if (!relation.owns) continue;
    const own = relation.columns.filter((column) => column !== 'tenant');
    if (own.some((column) => column in make) || own.length === 0) continue;
    const targets = (made.get(relation.target) ?? []).filter(
      (target) => !relation.targetColumns.includes('tenant') || target['tenant'] === row['tenant'],
    );
    const missing = !relation.required && (n + saltOf(relation.name)) % 3 === 0;
    const target = missing
      ? undefined
      : targets[(n * 5 + saltOf(relation.name)) % Math.max(1, targets.length)];
    if (target === undefined && relation.required) return null;
    relation.columns.forEach((column, i) => {
      if (column !== 'tenant') row[column] = target?.[relation.targetColumns[i]!] ?? null;
    });
  }
  for (const column of Object.values(model.columns)) {
    if (column.name in row || column.name === 'searchKey') continue;
    const special = make[column.name];
    if (special) row[column.name] = special({ model: name, n, made, row });
    else if (!keys.has(column.name)) row[column.name] = arbitrary(column, n) ?? null;
    if (special === undefined && isUnique(model, column) && row[column.name] !== null)
      row[column.name] = `${String(row[column.name])}${n}`;
  }
  if (
    Object.values(model.columns).some(
      ({ name: column, required }) => required && row[column] === undefined && column !== 'searchKey',
    )
  )
    return null;
  if ('searchKey' in model.columns) row['searchKey'] = searchKeyOf(entityOf(name), row);
  return row;
}

function entityOf(model: string): string {
  return [...allEntities().values()].find((entity) => (entity.model ?? entity.name) === model)?.name ?? model;
}

/** Tables that readers can reach, each after those that its foreign keys lead to. */
function tablesInOrder(): readonly string[] {
  const order: string[] = [];
  const visit = (name: string): void => {
    if (order.includes(name) || name in derived) return;
    const { relations } = models[name]!;
    for (const { owns, target } of Object.values(relations)) if (owns && target !== name) visit(target);
    if (!order.includes(name)) order.push(name);
  };
  for (const entity of allEntities().values()) {
    visit(entity.model ?? entity.name);
    if (entity.anchor) visit(entity.anchor);
  }
  return order;
}

/** Makes the rows of all tables, always the same. */
export function makeTables(): Map<string, readonly Row[]> {
  const made = new Map<string, Row[]>();
  for (const name of tablesInOrder()) {
    const rows: Row[] = [];
    made.set(name, rows);
    const seen = new Set<string>();
    for (let n = 0; n < (rowCounts[name] ?? usual); n += 1) {
      const row = makeRow(name, n, made);
      if (row === null) continue;
      const key = JSON.stringify(models[name]!.primaryKey.map((column) => row[column]));
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push(row);
    }
  }
  for (const [name, make] of Object.entries(derived)) made.set(name, [...make(made)]);
  return made;
}

/** Inserts rows of one table as they are. */
export async function insertRows(
  pool: Pick<Pool, 'query'>,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  await pool.query(
    `INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Fills an empty database. @returns what was inserted */
export async function fillDatabase(pool: Pick<Pool, 'query'>): Promise<Tables> {
  const tables = makeTables();
  for (const [table, rows] of tables) await insertRows(pool, table, rows);
  return tables;
}

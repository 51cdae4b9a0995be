// Small arbitrary data for every table that readers can reach: missing values, awkward texts, several tenants.
import type { Pool } from 'pg';
import { models, type Column, type Model } from '../../src/generated/datamodel.js';
import { allEntities } from '../../src/kernel/entity.js';
import { sealedRow } from '../../src/kernel/personal.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import '../../src/server/registry.js';
import { accessShapes } from './dataset-access.js';
import { bankShapes } from './dataset-bank.js';
import { bulkShapes } from './dataset-bulk.js';
import { derived } from './dataset-derived.js';
import { governanceShapes } from './dataset-governance.js';
import { ledgerShapes } from './dataset-ledger.js';
import { moneyShapes } from './dataset-money.js';
import { privacyShapes } from './dataset-privacy.js';
import { settlementShapes } from './dataset-settlements.js';
import {
  rowCounts,
  shapes as territoryAndPartyShapes,
  tenants,
  type Make,
  type Row,
} from './dataset-shapes.js';
import { arbitrary, idAt, saltOf } from './dataset-values.js';
import { webhookShapes } from './dataset-webhooks.js';

export type Tables = ReadonlyMap<string, readonly Row[]>;

const usual = 24;

const shaped = {
  ...territoryAndPartyShapes,
  ...moneyShapes,
  ...ledgerShapes,
  ...settlementShapes,
  ...governanceShapes,
  ...bankShapes,
  ...accessShapes,
  ...privacyShapes,
  ...webhookShapes,
  ...bulkShapes,
};

/** Tables that the platform keeps for itself; readers reach none of them. */
const unread = new Set([
  'TenantDivision',
  'IdempotencyKey',
  'AuditEvent',
  'AuditHead',
  'OutboxEvent',
  'EventHead',
  'LoadedData',
]);

/** Texts that are unique stay so with the row's number behind them. */
function isUnique(model: Model, column: Column): boolean {
  return (
    column.native === 'text' &&
    !column.list &&
    [...model.uniques, model.primaryKey].some((key) => key.includes(column.name))
  );
}

/** A key without a relation that may be missing is that of who acted or pays. */
function organizationOf({ native, name }: Column, n: number, row: Row, made: Tables): unknown {
  const all = (made.get('Organization') ?? []).filter(({ tenant }) => tenant === row['tenant']);
  const missing = native !== 'uuid' || all.length === 0 || (n + saltOf(name)) % 3 === 0;
  return missing ? null : all[(n + saltOf(name)) % all.length]!['id'];
}

/** A row of a table whose foreign keys lead to rows made before; null where there is no row to lead to. */
export function makeRow(name: string, n: number, made: Tables): Row | null {
  const model = models[name]!;
  const make: Readonly<Record<string, Make>> = shaped[name] ?? {};
  const row: Row = {};
  if ('tenant' in model.columns)
    row['tenant'] = make['tenant']?.({ model: name, n, made, row }) ?? tenants[n % tenants.length];
  if (model.columns['id']) row['id'] = idAt(name, n);
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
    else if (!keys.has(column.name))
      row[column.name] = arbitrary(column, n) ?? organizationOf(column, n, row, made);
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

/** All tables but the platform's own, each after those that its foreign keys lead to. */
function tablesInOrder(): readonly string[] {
  const order: string[] = [];
  const visit = (name: string): void => {
    if (order.includes(name) || name in derived || unread.has(name)) return;
    const { relations } = models[name]!;
    for (const { owns, target } of Object.values(relations)) if (owns && target !== name) visit(target);
    if (!order.includes(name)) order.push(name);
  };
  Object.keys(models).forEach(visit);
  return order;
}

/** What no other row of the table may have: the values of its keys, where none of them is missing. */
function keysOf(name: string, row: Row): readonly string[] {
  const { primaryKey, uniques } = models[name]!;
  return [primaryKey, ...uniques]
    .filter((columns) => columns.every((column) => row[column] !== null))
    .map((columns) => JSON.stringify(columns.map((column) => [column, row[column]])));
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
      const keys = keysOf(name, row);
      if (keys.some((key) => seen.has(key))) continue;
      keys.forEach((key) => seen.add(key));
      rows.push(row);
    }
  }
  for (const [name, make] of Object.entries(derived)) made.set(name, [...make(made)]);
  return made;
}

/** An organization that agreements name as their payer, and another one that is a party of some. */
export function payerAndParty(tables: Tables): readonly [payer: string, party: string] {
  const named = (table: string, column: string): readonly string[] =>
    tables.get(table)!.flatMap((row) => (row[column] === null ? [] : [row[column] as string]));
  const payer = named('Agreement', 'payerId')[0]!;
  return [payer, named('AgreementParty', 'organizationId').find((id) => id !== payer)!];
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
  for (const [table, rows] of tables)
    await insertRows(
      pool,
      table,
      rows.map((row) => sealedRow(table, row, row as { tenant: number; id: string })),
    );
  return tables;
}

/** Lets rows change as none may, for a test that looks at what readers see then: append-only ones, and any value. */
export async function allowChanges(admin: (sql: string) => Promise<unknown>): Promise<void> {
  await admin(
    `DO $$ DECLARE t regclass; c name; BEGIN
       FOR t IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal LOOP
         EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', t);
       END LOOP;
       FOR t, c IN SELECT conrelid::regclass, conname FROM pg_constraint
         WHERE contype = 'c' AND connamespace = 'public'::regnamespace LOOP
         EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', t, c);
       END LOOP;
     END $$`,
  );
}

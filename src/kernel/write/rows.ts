// Rows that a write inserts and changes, completed with what every row has.
import { sql as expression, type Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';
import { models } from '../../generated/datamodel.js';
import { nowIso } from '../clock.js';
import { allEntities } from '../entity.js';
import { refusal } from '../errors.js';
import { newId } from '../ids.js';
import { searchKeyOf } from '../search.js';

export type Values = Readonly<Record<string, unknown>>;

/** New rows by model, in the order in which they can be inserted. */
export type NewRows = Readonly<Record<string, readonly Values[]>>;

/** Inserts a row and completes what every row has. @returns its id */
export async function insertRow(
  tx: Transaction<Database>,
  tenant: number,
  model: string,
  values: Values,
): Promise<string> {
  const row = completed(tenant, model, values);
  await refusingDuplicates(model, () =>
    tx
      .insertInto(model as never)
      .values(row)
      .execute(),
  );
  return row['id'] as string;
}

/**
 * Inserts rows of several tables in one statement, each completed like a single one. They may refer to each other:
 * foreign keys are looked at when the statement ends.
 */
export async function insertRows(tx: Transaction<Database>, tenant: number, rows: NewRows): Promise<void> {
  const parts = Object.entries(rows)
    .filter(([, some]) => some.length > 0)
    .map(([model, some]) => {
      const complete = some.map((values) => completed(tenant, model, values));
      // Columns that no row names keep their defaults; one that some rows name is null in the others.
      const columns = [...new Set(complete.flatMap((row) => Object.keys(row)))].map((name) =>
        expression.ref(name),
      );
      return expression`INSERT INTO ${expression.table(model)} (${expression.join(columns)})
        SELECT ${expression.join(columns)}
        FROM jsonb_populate_recordset(NULL::${expression.table(model)}, ${asJson(complete)}::jsonb)`;
    });
  if (parts.length === 0) return;
  const named = parts.slice(0, -1).map((part, i) => expression`${expression.ref(`i${i}`)} AS (${part})`);
  const head = named.length === 0 ? expression`` : expression`WITH ${expression.join(named)} `;
  await refusingDuplicates(Object.keys(rows)[0]!, () => expression`${head}${parts.at(-1)!}`.execute(tx));
}

/** Rows as JSON that PostgreSQL reads back into the columns' own types. */
function asJson(rows: readonly Values[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

function completed(tenant: number, model: string, values: Values): Record<string, unknown> {
  const { columns } = models[model]!;
  const now = nowIso();
  const row = given(values);
  if ('id' in columns) row['id'] ??= newId();
  if ('tenant' in columns) row['tenant'] ??= tenant;
  if ('searchKey' in columns) row['searchKey'] = searchKeyOf(entityOf(model), row);
  for (const name of ['createdAt', 'updatedAt', 'recordedAt']) if (name in columns) row[name] ??= now;
  return row;
}

/** Changes a row, counts its version, and renews its search key where a name changed. */
export async function updateRow(
  tx: Transaction<Database>,
  tenant: number,
  model: string,
  id: string,
  values: Values,
): Promise<void> {
  const { columns } = models[model]!;
  const row = given(values);
  const name = entityOf(model);
  const names = allEntities().get(name)?.search ?? [];
  if ('searchKey' in columns && names.some((column) => column in row)) {
    const before = await tx
      .selectFrom(model as never)
      .selectAll()
      .where('tenant' as never, '=', tenant as never)
      .where('id' as never, '=', id as never)
      .executeTakeFirstOrThrow();
    row['searchKey'] = searchKeyOf(name, { ...(before as Values), ...row });
  }
  if ('updatedAt' in columns) row['updatedAt'] = nowIso();
  await refusingDuplicates(model, () =>
    tx
      .updateTable(model as never)
      .set({ ...row, ...('version' in columns ? { version: expression`version + 1` } : {}) } as never)
      .where('tenant' as never, '=', tenant as never)
      .where('id' as never, '=', id as never)
      .execute(),
  );
}

/** What is undefined was not named, and stays as it is. */
function given(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Entity whose rows the model holds. */
function entityOf(model: string): string {
  return [...allEntities().values()].find((entity) => (entity.model ?? entity.name) === model)?.name ?? model;
}

/** What is unique and taken is a conflict with the field's path; under a race the database finds it, in the same words. */
export async function refusingDuplicates(
  model: string,
  statement: () => Promise<unknown>,
  path?: readonly string[],
): Promise<void> {
  try {
    await statement();
  } catch (error) {
    const { code, detail, table } = error as { code?: string; detail?: string; table?: string };
    if (code !== '23505') throw error;
    const named =
      /^Key \(([^)]*)\)/
        .exec(detail ?? '')?.[1]
        ?.split(', ')
        .map((column) => column.replaceAll('"', '')) ?? [];
    const { columns: known } = models[table ?? model]!;
    const columns = named.filter((column) => column !== 'tenant' && column in known);
    // The column of a reference is called like its input field, with an ending.
    throw refusal(
      'unique-in-tenant',
      path ?? columns.slice(0, 1).map((column) => column.replace(/(Key|Id)$/, '')),
      { what: (path ?? columns).join(', ') },
    );
  }
}

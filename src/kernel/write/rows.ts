// Rows that a write inserts and changes, completed with what every row has.
import { isExpression, sql as expression, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';
import { models } from '../../generated/datamodel.js';
import { nowIso } from '../clock.js';
import { allEntities } from '../entity.js';
import { refusal } from '../errors.js';
import { newId } from '../ids.js';
import { sealedRow } from '../personal.js';
import { searchKeyOf } from '../search.js';

export type Values = Readonly<Record<string, unknown>>;

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

/** Changes of several rows, to be made in one statement. */
export interface Changes {
  /** New rows by model; name their ids where they refer to each other. */
  readonly insert?: Readonly<Record<string, readonly Values[]>>;
  /** Rows by model that are added to those there are: `to` is what is unique, `columns` are summed. */
  readonly add?: Readonly<
    Record<
      string,
      {
        readonly to: readonly string[];
        readonly columns: readonly string[];
        readonly rows: readonly Values[];
      }
    >
  >;
  /** Changed rows; each counts its version. */
  readonly update?: readonly { readonly model: string; readonly id: string; readonly values: Values }[];
}

/** Changes as parts of a statement. */
export interface ChangeParts {
  /** One for each table or row, to stand in a WITH; none where nothing changes. */
  readonly parts: readonly RawBuilder<unknown>[];
  /** How many rows each part has changed, in their order; to be selected by the statement and given to `check`. */
  readonly counts: RawBuilder<readonly number[]>;
  /** Throws an Error where a row that was to be changed was not there. */
  check(counts: readonly number[]): void;
}

/**
 * Says changes in several tables as parts of one statement, each row completed like a single one. New rows may refer to
 * each other: foreign keys are looked at when the statement ends.
 *
 * Throws an Error where one row is to be changed twice: PostgreSQL would make one of the two changes and say nothing.
 */
export function changeParts(
  tx: Transaction<Database>,
  tenant: number,
  { insert = {}, add = {}, update = [] }: Changes,
): ChangeParts {
  const twice = update.find(
    (one, i) => update.findIndex(({ model, id }) => model === one.model && id === one.id) < i,
  );
  if (twice) throw new Error(`${twice.model} ${twice.id} is to be changed twice by one statement.`);
  const additions = [
    ...Object.entries(insert)
      .filter(([, rows]) => rows.length > 0)
      .map(([model, rows]) => insertion(tenant, model, rows)),
    ...Object.entries(add)
      .filter(([, { rows }]) => rows.length > 0)
      .map(([model, { to, columns, rows }]) => {
        const sums = columns.map(
          (name) =>
            expression`${expression.ref(name)} = ${expression.ref(`${model}.${name}`)} + ${expression.ref(`excluded.${name}`)}`,
        );
        const unique = expression.join(to.map((name) => expression.ref(name)));
        return expression`${insertion(tenant, model, rows)} ON CONFLICT (${unique}) DO UPDATE SET ${expression.join(sums)}`;
      }),
  ];
  const changes = update.map(({ model, id, values }) =>
    changeOf(tx, tenant, model, id, completedChange(model, values)),
  );
  const all = [...additions, ...changes];
  // All are counted, and not the changes alone, because what is counted is done first.
  const counts = all.map((_, i) => expression`(SELECT count(*)::int4 FROM ${expression.ref(`c${i}`)})`);
  return {
    parts: all.map((part, i) => expression`${expression.ref(`c${i}`)} AS (${part} RETURNING 1)`),
    counts: expression`ARRAY[${expression.join(counts)}]::int4[]`,
    check(done) {
      const missing = update.find((_, i) => done[additions.length + i] === 0);
      if (missing) throw new Error(`${missing.model} ${missing.id} is not there to be changed.`);
    },
  };
}

/**
 * Makes changes in several tables by one statement.
 *
 * Throws an Error where one row is to be changed twice, or where a row to be changed is not there.
 */
export async function applyChanges(
  tx: Transaction<Database>,
  tenant: number,
  changes: Changes,
): Promise<void> {
  const { parts, counts, check } = changeParts(tx, tenant, changes);
  if (parts.length === 0) return;
  await refusingDuplicates(firstModel(changes), async () => {
    const { rows } = await expression<{ done: readonly number[] }>`
      WITH ${expression.join(parts)} SELECT ${counts} AS done`.execute(tx);
    check(rows[0]!.done);
  });
}

/** The model of which a duplicate is told. */
export function firstModel({ insert = {} }: Changes): string {
  return Object.keys(insert)[0] ?? '';
}

function insertion(tenant: number, model: string, rows: readonly Values[]): RawBuilder<unknown> {
  const complete = rows.map((values) => completed(tenant, model, values));
  // Columns that no row names keep their defaults; one that some rows name is null in the others.
  const names = [...new Set(complete.flatMap((row) => Object.keys(row)))];
  const columns = expression.join(names.map((name) => expression.ref(name)));
  const table = expression.table(model);
  return expression`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, ${asJson(complete)}::jsonb)`;
}

/** Rows as JSON that PostgreSQL reads back into the columns' own types. Throws an Error for what JSON cannot carry. */
function asJson(rows: readonly Values[]): string {
  return JSON.stringify(rows, function (this: Values, name: string, value: unknown) {
    // What a value was before it said how it would be in JSON, as bytes do.
    const original = this[name];
    if (original instanceof Uint8Array) throw new Error(`Bytes in ${name} are not inserted by several rows.`);
    if (isExpression(original)) throw new Error(`SQL in ${name} is not inserted by several rows.`);
    return typeof value === 'bigint' ? value.toString() : value;
  });
}

function completed(tenant: number, model: string, values: Values): Record<string, unknown> {
  const { columns } = models[model]!;
  const now = nowIso();
  const row = given(values);
  if ('id' in columns) row['id'] ??= newId();
  if ('tenant' in columns) row['tenant'] ??= tenant;
  if ('searchKey' in columns) row['searchKey'] = searchKeyOf(entityOf(model), row);
  for (const name of ['createdAt', 'updatedAt', 'recordedAt']) if (name in columns) row[name] ??= now;
  return sealedRow(model, row, { tenant: row['tenant'] as number, id: row['id'] as string });
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
  await refusingDuplicates(model, () =>
    changeOf(tx, tenant, model, id, completedChange(model, row)).execute(),
  );
}

function completedChange(model: string, values: Values): Values {
  const { columns } = models[model]!;
  return {
    ...given(values),
    ...('updatedAt' in columns ? { updatedAt: nowIso() } : {}),
    ...('version' in columns ? { version: expression`version + 1` } : {}),
  };
}

function changeOf(tx: Transaction<Database>, tenant: number, model: string, id: string, values: Values) {
  return tx
    .updateTable(model as never)
    .set(sealedRow(model, values, { tenant, id }) as never)
    .where('tenant' as never, '=', tenant as never)
    .where('id' as never, '=', id as never);
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
export async function refusingDuplicates<T>(
  model: string,
  statement: () => Promise<T>,
  path?: readonly string[],
): Promise<T> {
  try {
    return await statement();
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

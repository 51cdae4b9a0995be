// Steps checkAllowed and run: the operation's own part, with rows that complete themselves.
import { sql as expression, type Transaction } from 'kysely';
import type { Database } from '../../generated/database.js';
import { models } from '../../generated/datamodel.js';
import { nowIso } from '../clock.js';
import { allEntities } from '../entity.js';
import { refusal, refuse } from '../errors.js';
import { graph } from '../graph/shape.js';
import { Compilation, conditionOf } from '../read/condition.js';
import { byKey } from '../read/lookup.js';
import { ident, join, render, sql } from '../sql.js';
import { permission } from '../graph/actions.js';
import { newId } from '../ids.js';
import type { Scene } from '../operation.js';
import type { Step } from '../pipeline.js';
import { searchKeyOf } from '../search.js';

type Values = Readonly<Record<string, unknown>>;

/** Refuses what the caller may not do, and what the state of the object does not let anybody do. */
export const checkAllowed: Step = async ({ operation, caller, target, refs, today }, next) => {
  const refused = permission(operation, target, refs, caller) ?? operation.guard?.(target, today) ?? null;
  if (refused) throw refused;
  await next();
};

/** Lets the operation renew what this process remembers, once the write is committed. */
export const afterCommit: Step = async (write, next) => {
  await next();
  if (write.dryRun || write.replayed || write.refusal !== null) return;
  // The write is done, whatever fails now.
  await write.operation.committed?.(write.pool).catch(write.report);
};

/** Does the work, and ties the caller's own key to the new object. */
export const run: Step = async (write, next) => {
  const { operation, tx, tenant, caller } = write;
  const scene: Scene<Values> = {
    input: write.input,
    tenant,
    caller,
    refs: write.refs,
    target: write.target,
    today: write.today,
    insert: (model, values) => insertRow(tx, tenant, model, values),
    update: (model, id, values) => updateRow(tx, tenant, model, id, values),
  };
  write.outcome = await operation.run(scene, tx);
  const { externalKey } = write.input;
  if (externalKey) {
    const [[field, type]] = Object.entries(operation.returns) as [[string, string]];
    const row = {
      tenant,
      app: caller.app!,
      type,
      key: externalKey as string,
      objectId: write.outcome.objects[field]!,
    };
    await refusingDuplicates('ExternalKey', () => tx.insertInto('ExternalKey').values(row).execute(), [
      'externalKey',
    ]);
  }
  await next();
};

/** What the caller could not see of a row it may not write either: the masks of readers hold for writers. */
export const checkMasks: Step = async (write, next) => {
  const { operation, input, outcome, tenant, today } = write;
  for (const [field, entity] of Object.entries(operation.returns)) {
    const shape = graph().get(entity)!;
    const named = Object.entries(shape.entity.masks ?? {}).filter(([column]) => input[column] !== undefined);
    if (named.length === 0) continue;
    const c = new Compilation(graph(), write.caller);
    const t = c.table(entity);
    const seen = named.map(
      ([column, mask]) =>
        sql`${conditionOf(c, t, mask(write.caller), c.day(today), 'policy')} AS ${ident(column)}`,
    );
    const { text, values } = render(
      sql`SELECT ${join(seen, ', ')} FROM ${t.from} WHERE ${byKey(shape, tenant, outcome.objects[field]!)(t, c.day(today), null)}`,
    );
    const { rows } = await write.client.query<Record<string, boolean>>(text, [...values]);
    const hidden = named.find(([column]) => rows[0]?.[column] !== true);
    if (hidden) throw refuse('FORBIDDEN', [hidden[0]]);
  }
  await next();
};

/** Inserts a row and completes what every row has. @returns its id */
async function insertRow(
  tx: Transaction<Database>,
  tenant: number,
  model: string,
  values: Values,
): Promise<string> {
  const { columns } = models[model]!;
  const id = (values['id'] as string | undefined) ?? newId();
  const now = nowIso();
  const row = given(values);
  if ('id' in columns) row['id'] = id;
  if ('tenant' in columns) row['tenant'] ??= tenant;
  if ('searchKey' in columns) row['searchKey'] = searchKeyOf(entityOf(model), row);
  for (const name of ['createdAt', 'updatedAt', 'recordedAt']) if (name in columns) row[name] ??= now;
  await refusingDuplicates(model, () =>
    tx
      .insertInto(model as never)
      .values(row)
      .execute(),
  );
  return id;
}

/** Changes a row, counts its version, and renews its search key where a name changed. */
async function updateRow(
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
async function refusingDuplicates(
  model: string,
  statement: () => Promise<unknown>,
  path?: readonly string[],
): Promise<void> {
  try {
    await statement();
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code !== '23505') throw error;
    const named =
      /^Key \(([^)]*)\)/
        .exec(detail ?? '')?.[1]
        ?.split(', ')
        .map((column) => column.replaceAll('"', '')) ?? [];
    const columns = named.filter((column) => column !== 'tenant' && column in models[model]!.columns);
    // The column of a reference is called like its input field, with an ending.
    throw refusal(
      'unique-in-tenant',
      path ?? columns.slice(0, 1).map((column) => column.replace(/(Key|Id)$/, '')),
      { what: (path ?? columns).join(', ') },
    );
  }
}

// Steps findTenant, resolveReferences and loadTarget: what the input names, found through the caller's own policy.
import { refuse, Refusal, type Fault, type Path } from '../errors.js';
import { graph, type Shape } from '../graph/shape.js';
import type { InputField, InputShape, Ref } from '../input.js';
import type { Row } from '../operation.js';
import { openedRow } from '../personal.js';
import type { Step, Write } from '../pipeline.js';
import { conditionOf, rowsThatExist } from '../read/condition.js';
import { byRef } from '../read/lookup.js';
import { tableOf } from '../read/plan.js';
import { todaySlot } from '../read/slots.js';
import { param, raw, sql } from '../sql.js';
import { findRow, given } from './find-row.js';

/** Finds whose records are written. A replay needs nothing else, so that it answers whatever became of the objects. */
export const findTenant: Step = async (write, next) => {
  const { operation, input } = write;
  const { tenant = operation.target! } = operation;
  write.tenant =
    typeof tenant === 'string'
      ? tenantOf(input[tenant] as Ref)
      : await tenant(input, write.tx, write.today, write.caller);
  await next();
};

function tenantOf(ref: Ref): number {
  return 'id' in ref ? ref.id.tenant : (ref.tenant ?? 0);
}

/** Finds every reference of the input, at whatever depth. */
export const resolveReferences: Step = async (write, next) => {
  const found: Record<string, Row> = {};
  const faults: Fault[] = [];
  for (const { entity, ref, path } of referencesOf(write.operation.input, write.input, [])) {
    // The target's own id is all that is needed to lock it, which reads it, too.
    if (path.length === 1 && path[0] === write.operation.target && 'id' in ref) continue;
    const shape = graph().get(entity)!;
    const row = await rowOf(write, shape, ref, false);
    if (row) found[path.join('.')] = row;
    else faults.push({ code: 'NOT_FOUND', rule: null, path, params: {} });
  }
  if (faults.length > 0) throw new Refusal(faults);
  write.refs = found;
  await next();
};

interface Found {
  readonly entity: string;
  readonly ref: Ref;
  readonly path: Path;
}

function referencesOf(
  shape: InputShape,
  values: Readonly<Record<string, unknown>>,
  path: Path,
): readonly Found[] {
  return Object.entries(shape).flatMap(([name, field]) => referencesIn(field, values[name], [...path, name]));
}

function referencesIn({ type }: InputField<unknown>, value: unknown, path: Path): readonly Found[] {
  if (value === null || value === undefined) return [];
  if (type.kind === 'ref') return [{ entity: type.entity, ref: value as Ref, path }];
  if (type.kind === 'object')
    return referencesOf(type.shape, value as Readonly<Record<string, unknown>>, path);
  if (type.kind === 'list')
    return (value as readonly unknown[]).flatMap((item, i) => referencesIn(type.of, item, [...path, i]));
  return [];
}

/** Locks the row to be changed (not its key, so that rows which refer to it need not wait) and compares the version that the caller saw. */
export const loadTarget: Step = async (write, next) => {
  const { operation, given, refs } = write;
  const name = operation.target;
  if (name !== undefined) {
    const type = operation.input[name]!.type;
    const shape = graph().get((type as { entity: string }).entity)!;
    const ref = write.input[name] as Ref;
    const found = refs[name];
    const key = found?.[shape.identity!] as string | undefined;
    const own: Ref =
      key === undefined ? ref : { id: { prefix: shape.entity.id!, tenant: write.tenant, key } };
    const row = await rowOf(write, shape, own, true);
    if (!row) throw refuse('NOT_FOUND', [name]);
    if (row['version'] !== given['expectedVersion'])
      throw refuse('VERSION_CONFLICT', ['expectedVersion'], {
        expected: given['expectedVersion'] as number,
        actual: row['version'] as number,
      });
    write.target = row;
    write.refs = { ...refs, [name]: row };
  }
  await next();
};

/** The row with all its columns, as far as the caller may see it. */
export async function rowOf(
  write: Pick<Write, 'client' | 'caller' | 'today'>,
  shape: Shape,
  ref: Ref,
  lock: boolean,
): Promise<Row | undefined> {
  const row = await findRow<Record<string, unknown>>(
    write,
    `${lock ? 'lock' : 'find'} ${shape.name}`,
    { ref },
    (c) => {
      const where = byRef(shape, given('ref'), c.choices);
      const t = tableOf(c, shape.name, where, null);
      const asOf = param(todaySlot, 'date');
      // One row per identity is found whenever it is valid; of dated versions, today's.
      const exists =
        shape.entity.anchor === undefined
          ? conditionOf(c, t, c.policy(shape.entity.visible), asOf, 'policy')
          : rowsThatExist(c, t, asOf);
      return sql`SELECT ${raw(t.alias)}.* FROM ${t.from} WHERE ${where.on(t, asOf, null)} AND ${exists}${raw(lock ? ' FOR NO KEY UPDATE' : '')}`;
    },
  );
  if (!row) return undefined;
  // The driver knows the arrays of PostgreSQL's own types only; names of enums need no quotes.
  for (const { name, kind, list } of Object.values(shape.model.columns))
    if (list && kind === 'enum' && typeof row[name] === 'string')
      row[name] = row[name].slice(1, -1).split(',').filter(Boolean);
  return openedRow(shape.model.name, row);
}

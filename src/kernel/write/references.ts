// Steps resolveReferences and loadTarget: what the input names, found through the caller's own policy.
import type { PoolClient } from 'pg';
import { refuse, Refusal, type Fault } from '../errors.js';
import { graph, type Shape } from '../graph/shape.js';
import type { Ref } from '../input.js';
import type { Row } from '../operation.js';
import type { Step, Write } from '../pipeline.js';
import { Compilation, conditionOf, rowsThatExist } from '../read/condition.js';
import { byKey, byRef } from '../read/lookup.js';
import type { Where } from '../read/plan.js';
import { param, raw, render, sql } from '../sql.js';
import { today } from '../clock.js';

/** Finds every reference of the input, and the tenant whose records are written. */
export const resolveReferences: Step = async (write, next) => {
  const { operation, input, caller } = write;
  const found: Record<string, Row> = {};
  const faults: Fault[] = [];
  for (const [name, field] of Object.entries(operation.input)) {
    const ref = input[name] as Ref | null | undefined;
    if (field.type.kind !== 'ref' || ref === null || ref === undefined) continue;
    const shape = graph().get(field.type.entity)!;
    const row = await rowOf(write.client, write, shape, byRef(shape, ref, caller), false);
    if (row) found[name] = row;
    else faults.push({ code: 'NOT_FOUND', rule: null, path: [name], params: {} });
  }
  if (faults.length > 0) throw new Refusal(faults);
  write.refs = found;
  write.tenant = operation.tenant?.(input, found) ?? (found[operation.target!]!['tenant'] as number);
  await next();
};

/** Locks the row to be changed (not its key, so that rows which refer to it need not wait) and compares the version that the caller saw. */
export const loadTarget: Step = async (write, next) => {
  const { operation, given, refs } = write;
  const name = operation.target;
  if (name !== undefined) {
    const type = operation.input[name]!.type;
    const shape = graph().get((type as { entity: string }).entity)!;
    const key = refs[name]![shape.identity!] as string;
    const row = await rowOf(write.client, write, shape, byKey(shape, write.tenant, key), true);
    // It was there a moment ago; whoever removed or hid it was faster.
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
async function rowOf(
  client: PoolClient,
  { caller }: Write,
  shape: Shape,
  where: Where,
  lock: boolean,
): Promise<Row | undefined> {
  const c = new Compilation(graph(), caller);
  const t = c.table(shape.name);
  const asOf = param(today(), 'date');
  // One row per identity is found whenever it is valid; of dated versions, today's.
  const exists =
    shape.entity.anchor === undefined
      ? conditionOf(c, t, c.visible(shape), asOf, 'policy')
      : rowsThatExist(c, t, asOf);
  const { text, values } = render(
    sql`SELECT ${raw(t.alias)}.* FROM ${t.from} WHERE ${where(t, asOf, null)} AND ${exists}${raw(lock ? ' FOR NO KEY UPDATE' : '')}`,
  );
  const { rows } = await client.query<Row>(text, [...values]);
  return rows[0];
}

// Steps checkAllowed and run: the operation's own part, with rows that complete themselves.
import { refuse } from '../errors.js';
import { graph } from '../graph/shape.js';
import { fieldNameOf } from '../graph/units.js';
import { conditionOf } from '../read/condition.js';
import { byKey } from '../read/lookup.js';
import { tableOf } from '../read/plan.js';
import { todaySlot } from '../read/slots.js';
import { ident, join, param, sql } from '../sql.js';
import { findRow, given } from './find-row.js';
import { permission, stateRefusal, targetEntity } from '../graph/actions.js';
import type { Outcome, Scene } from '../operation.js';
import type { Step, Write } from '../pipeline.js';
import { applyChanges, insertRow, refusingDuplicates, updateRow, type Values } from './rows.js';

/** Refuses what the caller may not do, and what the state of the object does not let anybody do. */
export const checkAllowed: Step = async ({ operation, caller, target, refs, input, today }, next) => {
  const refused =
    permission(operation, target, refs, caller) ?? stateRefusal(operation, target, input, today);
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

/** Writes the declared step of the target, with what else the operation says of it. */
async function takeStep({ operation, tx, tenant, target }: Write, values: Values): Promise<Outcome> {
  const { column, to } = operation.transition!;
  const shape = graph().get(targetEntity(operation)!)!;
  const id = target[shape.identity!] as string;
  await updateRow(tx, tenant, shape.model.name, id, { [column]: to, ...values });
  const field = Object.keys(operation.returns).find((name) => operation.returns[name] === shape.name)!;
  return { objects: { [field]: id } };
}

/** Does the work, and ties the caller's own key to the new object. */
export const run: Step = async (write, next) => {
  const { operation, tx, tenant, caller } = write;
  const { externalKey, ...input } = write.input;
  const scene: Scene<Values> = {
    input,
    tenant,
    caller,
    refs: write.refs,
    target: write.target,
    today: write.today,
    dryRun: write.dryRun,
    insert: (model, values) => insertRow(tx, tenant, model, values),
    apply: (changes) => applyChanges(tx, tenant, changes),
    update: (model, id, values) => updateRow(tx, tenant, model, id, values),
    step: (values = {}) => takeStep(write, values),
  };
  write.outcome = await operation.run(scene, tx);
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
  const { operation, input, outcome, tenant } = write;
  for (const [field, entity] of Object.entries(operation.returns)) {
    const shape = graph().get(entity)!;
    const named = Object.entries(shape.entity.masks ?? {}).flatMap(([column, mask]) => {
      // A mask is declared on the column, and written is the field: amountFen as amount.
      const name = fieldNameOf(shape.model.columns[column]!);
      return input[name] === undefined ? [] : [[name, mask] as const];
    });
    if (named.length === 0) continue;
    const row = await findRow<Record<string, boolean>>(
      write,
      `masks ${entity} ${named.map(([name]) => name).join()}`,
      { tenant, key: outcome.objects[field]! },
      (c) => {
        const where = byKey(shape, given('tenant'), given('key'));
        const t = tableOf(c, entity, where, null);
        const asOf = param(todaySlot, 'date');
        const seen = named.map(
          ([name, mask]) => sql`${conditionOf(c, t, c.policy(mask), asOf, 'policy')} AS ${ident(name)}`,
        );
        return sql`SELECT ${join(seen, ', ')} FROM ${t.from} WHERE ${where.on(t, asOf, null)}`;
      },
    );
    const hidden = named.find(([name]) => row?.[name] !== true);
    if (hidden) throw refuse('FORBIDDEN', [hidden[0]]);
  }
  await next();
};

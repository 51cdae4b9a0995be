// Statements about resolutions: what may rest on one, and what rests on it.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { models } from '../../../generated/datamodel.js';
import { refuseAll, type Path } from '../../../kernel/errors.js';
import type { Row } from '../../../kernel/operation.js';
import { restingFaults, type Decided } from '../rules/resolutions.js';

type Tx = Transaction<Database>;

/**
 * The id of a resolution that something may rest on from the day: adopted, recorded by this office, taken by then.
 *
 * Reads it under a lock, so that it is not annulled before what rests on it is recorded. Takes the row of the reference
 * in the input and the reference's path. An operation that calls it lists `restingRules` among its rules.
 *
 * @throws Refusal
 */
export async function adoptedResolution(
  tx: Tx,
  tenant: number,
  resolution: Row,
  on: string,
  path: Path = ['resolution'],
): Promise<string> {
  const id = resolution['id'] as string;
  const office = resolution['tenant'] as number;
  const decided =
    office === tenant
      ? await tx
          .selectFrom('Resolution')
          .select(['tenant', 'title', 'state', 'decidedOn'])
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .forShare()
          .executeTakeFirstOrThrow()
      : (resolution as Row & Decided);
  refuseAll(restingFaults(decided, tenant, on, path));
  return id;
}

/** Tables whose rows rest on a resolution: all that refer to one, in whichever domain, but those that only tell of it. */
const resting = Object.values(models['Resolution']!.relations).filter(
  ({ owns, target }) => !owns && target !== 'PublicNotice',
);

/** What rests on the resolution, by table; the caller holds its row, so that nothing is added meanwhile. */
export async function restingOn(tx: Tx, tenant: number, id: string): Promise<readonly string[]> {
  if (resting.length === 0) return [];
  const parts = resting.map(({ target, targetColumns }) => {
    const key = targetColumns.find((column) => column !== 'tenant')!;
    return sql`SELECT ${target}::text AS what WHERE EXISTS (SELECT FROM ${sql.table(target)}
      WHERE tenant = ${tenant} AND ${sql.ref(key)} = ${id}::uuid)`;
  });
  const { rows } = await sql<{ what: string }>`${sql.join(parts, sql` UNION ALL `)}`.execute(tx);
  return rows.map(({ what }) => what);
}

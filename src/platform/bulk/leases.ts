// Who works on an export or import: waiting ones are claimed, and held as long as their worker is heard of.
import { sql, type Selectable, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { BulkExportTable, BulkImportTable, Database } from '../../generated/database.js';
import { nowIso, nowMs } from '../../kernel/clock.js';
import { bulk } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';

/** Refuses more work of an app than may wait or be under way at once. Of two requests at once the second waits. */
export async function refuseCrowd(
  tx: Transaction<Database>,
  table: 'BulkExport' | 'BulkImport',
  tenant: number,
  app: string,
): Promise<void> {
  await sql`SELECT FROM "Tenant" WHERE "tenant" = ${tenant} FOR NO KEY UPDATE`.execute(tx);
  const { rows } = await sql<{ count: bigint }>`
    SELECT count(*) AS "count" FROM ${sql.table(table)}
    WHERE "tenant" = ${tenant} AND "app" = ${app}::uuid
      AND "state" IN (${table === 'BulkExport' ? sql`'QUEUED', 'RUNNING'` : sql`'QUEUED', 'CHECKING', 'WRITING'`})`.execute(
    tx,
  );
  if (rows[0]!.count >= bulk.perApp) throw refusal('bulk-work-within-its-number', [], { limit: bulk.perApp });
}

/** Which piece of work it is, and who holds it. */
export interface Lease {
  readonly tenant: number;
  readonly id: string;
  readonly holder: string;
}

/** An export that a worker holds. */
export type ClaimedExport = Selectable<BulkExportTable> & Lease;
/** An import that a worker holds. */
export type ClaimedImport = Selectable<BulkImportTable> & Lease;

/** The work was given up, or another worker has taken it over. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The end of a lease that begins now. */
export const until = (ms: number = bulk.leaseMs): string => new Date(nowMs() + ms).toISOString();

/** States in which there is something to be done. */
export const underWay = {
  BulkExport: `'QUEUED', 'RUNNING'`,
  BulkImport: `'QUEUED', 'CHECKING', 'WRITING'`,
} as const;

async function claim<Row>(pool: Pool, table: keyof typeof underWay): Promise<(Row & Lease) | null> {
  const holder = newId();
  const { rows } = await pool.query<Row & Lease>(
    `UPDATE "${table}" SET "leaseHolder" = $1, "leaseUntil" = $2
     WHERE ("tenant", "id") = (SELECT "tenant", "id" FROM "${table}" WHERE "state" IN (${underWay[table]})
       AND ("leaseUntil" IS NULL OR "leaseUntil" < $3) ORDER BY "createdAt", "tenant", "id" LIMIT 1
       FOR NO KEY UPDATE SKIP LOCKED)
     RETURNING *, "leaseHolder" AS "holder"`,
    [holder, until(), nowIso()],
  );
  return rows[0] ?? null;
}

/** An export that nobody works on, from now on this worker's; null where there is none. */
export const claimExport = (pool: Pool): Promise<ClaimedExport | null> =>
  claim<Selectable<BulkExportTable>>(pool, 'BulkExport');

/** An import that nobody works on, from now on this worker's; null where there is none. */
export const claimImport = (pool: Pool): Promise<ClaimedImport | null> =>
  claim<Selectable<BulkImportTable>>(pool, 'BulkImport');

/** Lets the work go on after so many milliseconds, whoever finds it then. */
export async function postpone(
  pool: Pool,
  table: keyof typeof underWay,
  lease: Lease,
  ms: number,
): Promise<void> {
  await pool.query(
    `UPDATE "${table}" SET "leaseHolder" = NULL, "leaseUntil" = $4 WHERE "tenant" = $1 AND "id" = $2 AND "leaseHolder" = $3`,
    [lease.tenant, lease.id, lease.holder, until(ms)],
  );
}
/** Goes on holding the lease. @throws LeaseLost where the work is this worker's no more */
export async function renew(pool: Pool, table: keyof typeof underWay, lease: Lease): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE "${table}" SET "leaseUntil" = $4 WHERE "tenant" = $1 AND "id" = $2 AND "leaseHolder" = $3 AND "state" IN (${underWay[table]})`,
    [lease.tenant, lease.id, lease.holder, until()],
  );
  if (rowCount === 0) throw new LeaseLost();
}

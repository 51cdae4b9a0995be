// Exports and imports that are done: whose they are, and whose files are kept no longer.
import type { Selectable } from 'kysely';
import type { Pool } from 'pg';
import type { BulkExportTable, BulkImportTable } from '../../generated/database.js';
import type { Caller } from '../../kernel/caller.js';
import type { ClaimedExport, ClaimedImport, underWay } from './leases.js';

/** An export whose file is no longer kept; one at a time, because each is a step of its own. */
export async function expiredExports(
  pool: Pool,
  now: string,
): Promise<readonly Pick<ClaimedExport, 'tenant' | 'id' | 'version' | 'digest' | 'state'>[]> {
  const { rows } = await pool.query<ClaimedExport>(
    `SELECT "tenant", "id", "version", "digest", "state" FROM "BulkExport"
     WHERE "state" IN ('READY', 'FAILED', 'CANCELLED') AND "expiresAt" <= $1 ORDER BY "expiresAt" LIMIT 1`,
    [now],
  );
  return rows;
}

/** Notes that of an export that ended without a file nothing is kept any more. */
export async function forgetFile(pool: Pool, tenant: number, id: string): Promise<void> {
  await pool.query(`UPDATE "BulkExport" SET "expiresAt" = NULL WHERE "tenant" = $1 AND "id" = $2`, [
    tenant,
    id,
  ]);
}

/** An import whose table is no longer kept. */
export async function expiredImports(
  pool: Pool,
  now: string,
): Promise<readonly Pick<ClaimedImport, 'tenant' | 'id' | 'digest'>[]> {
  const { rows } = await pool.query<ClaimedImport>(
    `SELECT "tenant", "id", "digest" FROM "BulkImport"
     WHERE "kept" AND "expiresAt" <= $1 AND "state" NOT IN ('QUEUED', 'CHECKING', 'WRITING') ORDER BY "expiresAt" LIMIT 1`,
    [now],
  );
  return rows;
}

/** Notes that an import keeps its table no more. @returns whether no other import keeps the same */
export async function forgetUpload(
  pool: Pool,
  { tenant, id, digest }: Pick<ClaimedImport, 'tenant' | 'id' | 'digest'>,
): Promise<boolean> {
  await pool.query(`UPDATE "BulkImport" SET "kept" = FALSE WHERE "tenant" = $1 AND "id" = $2`, [tenant, id]);
  const { rows } = await pool.query(
    `SELECT FROM "BulkImport" WHERE "tenant" = $1 AND "digest" = $2 AND "kept" LIMIT 1`,
    [tenant, digest],
  );
  return rows.length === 0;
}

/** An export that the caller asked for itself, whatever its state; undefined where there is none. */
export async function ownExport(
  pool: Pool,
  caller: Caller,
  id: string,
): Promise<Selectable<BulkExportTable> | undefined> {
  return own(pool, 'BulkExport', caller, id);
}

/** An import that the caller asked for itself; undefined where there is none. */
export async function ownImport(
  pool: Pool,
  caller: Caller,
  id: string,
): Promise<Selectable<BulkImportTable> | undefined> {
  return own(pool, 'BulkImport', caller, id);
}

async function own<Row>(
  pool: Pool,
  table: keyof typeof underWay,
  { tenant, app, subject }: Caller,
  id: string,
): Promise<Row | undefined> {
  const { rows } = await pool.query<Row & object>(
    `SELECT * FROM "${table}" WHERE "tenant" = $1 AND "id" = $2 AND "app" = $3 AND "subject" = $4`,
    [tenant, id, app, subject],
  );
  return rows[0];
}

/** Numbers and messages of the rows that an import has refused or left out, in their order. */
export async function refusedRows(
  pool: Pool,
  tenant: number,
  importId: string,
): Promise<readonly { readonly number: number; readonly message: string }[]> {
  const { rows } = await pool.query<{ number: number; message: string }>(
    `SELECT "number", "message" FROM "BulkImportRow"
     WHERE "tenant" = $1 AND "importId" = $2 AND "outcome" IN ('REFUSED', 'IGNORED') ORDER BY "number"`,
    [tenant, importId],
  );
  return rows;
}

// How far an export or import is: parts that are in the storage, rows of which is known what became of them.
import type { Pool } from 'pg';
import type { BulkImportRowTable } from '../../generated/database.js';
import { nowIso } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { withTransaction } from '../database/pool.js';
import { LeaseLost, until, type Lease } from './leases.js';

/** A piece of an export that is in the storage. */
export interface Part {
  readonly digest: string;
  readonly byteSize: number;
  readonly rowCount: number;
  readonly readAt: string;
}

/**
 * Records a part of an export, and how far the walk is. Goes on holding the lease.
 * @throws LeaseLost where the export is this worker's no more
 */
export async function recordPart(
  pool: Pool,
  { tenant, id, holder }: Lease,
  { digest, byteSize, rowCount, readAt }: Part,
  next: string | null,
  masked: readonly string[],
): Promise<void> {
  await withTransaction(pool, async (_, client) => {
    const { rows } = await client.query<{ position: number }>(
      `UPDATE "BulkExport" SET "redactions" = ARRAY(SELECT DISTINCT unnest("redactions" || $9::text[]) ORDER BY 1),
         "rowCount" = "rowCount" + $4, "byteSize" = "byteSize" + $5, "cursor" = $6,
         "walked" = $6::text IS NULL, "partCount" = "partCount" + 1, "leaseUntil" = $7, "updatedAt" = $8
       WHERE "tenant" = $1 AND "id" = $2 AND "leaseHolder" = $3 AND "state" = 'RUNNING'
       RETURNING "partCount" AS "position"`,
      [tenant, id, holder, rowCount, byteSize, next, until(), nowIso(), masked],
    );
    if (rows.length === 0) throw new LeaseLost();
    await client.query(
      `INSERT INTO "BulkExportPart" ("tenant", "exportId", "position", "digest", "byteSize", "rowCount", "readAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tenant, id, rows[0]!.position, digest, byteSize, rowCount, readAt],
    );
  });
}

/** The parts of an export in their order. */
export async function partsOf(pool: Pool, tenant: number, id: string): Promise<readonly Part[]> {
  const { rows } = await pool.query<Part>(
    `SELECT "digest", "byteSize", "rowCount", to_char("readAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "readAt"
     FROM "BulkExportPart" WHERE "tenant" = $1 AND "exportId" = $2 ORDER BY "position"`,
    [tenant, id],
  );
  return rows;
}
/** Records the file of an export; the step to READY follows. @throws LeaseLost as above */
export async function recordFile(
  pool: Pool,
  { tenant, id, holder }: Lease,
  file: { readonly digest: string; readonly byteSize: number; readonly receipt: string },
): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE "BulkExport" SET "digest" = $4, "byteSize" = $5, "receipt" = $6
     WHERE "tenant" = $1 AND "id" = $2 AND "leaseHolder" = $3 AND "state" = 'RUNNING'`,
    [tenant, id, holder, file.digest, file.byteSize, file.receipt],
  );
  if (rowCount === 0) throw new LeaseLost();
}

/** What became of a row. */
export type RowResult = Pick<
  BulkImportRowTable,
  'number' | 'outcome' | 'code' | 'rule' | 'path' | 'message' | 'objectId' | 'rowKey' | 'idempotencyKey'
>;

/**
 * Records what became of rows, and how far the import is. Goes on holding the lease.
 * @throws LeaseLost where the import is this worker's no more
 */
export async function recordRows(
  pool: Pool,
  { tenant, id, holder }: Lease,
  results: readonly RowResult[],
  { position, checked }: { readonly position: number; readonly checked: number },
): Promise<void> {
  const of = (...outcomes: readonly string[]): number =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  await withTransaction(pool, async (tx, client) => {
    const { rowCount } = await client.query(
      `UPDATE "BulkImport" SET "position" = $4, "checkedCount" = "checkedCount" + $5, "writtenCount" = "writtenCount" + $6,
         "refusedCount" = "refusedCount" + $7, "leaseUntil" = $8, "updatedAt" = $9
       WHERE "tenant" = $1 AND "id" = $2 AND "leaseHolder" = $3 AND "state" IN ('CHECKING', 'WRITING')`,
      [
        tenant,
        id,
        holder,
        position,
        checked,
        of('WRITTEN', 'REPLAYED'),
        of('REFUSED', 'IGNORED'),
        until(),
        nowIso(),
      ],
    );
    if (rowCount === 0) throw new LeaseLost();
    if (results.length > 0)
      await tx
        .insertInto('BulkImportRow')
        .values(results.map((result) => ({ ...result, tenant, id: newId(), importId: id })))
        .execute();
  });
}

/**
 * How often a row was refused by a rule before, told by its own key: a refusal stays with the key it was given to, so that
 * the corrected row needs the next one. Once it was written, always the key under which it was.
 */
export async function triesOf(
  pool: Pool,
  tenant: number,
  rowKeys: readonly string[],
): Promise<ReadonlyMap<string, { readonly refused: number; readonly writtenAs: string | null }>> {
  const { rows } = await pool.query<{ rowKey: string; refused: number; writtenAs: string | null }>(
    `SELECT "rowKey", count(*) FILTER (WHERE "code" IN ('RULE_BROKEN', 'CONFLICT'))::int AS "refused",
       min("idempotencyKey") FILTER (WHERE "outcome" IN ('WRITTEN', 'REPLAYED')) AS "writtenAs"
     FROM "BulkImportRow" WHERE "tenant" = $1 AND "rowKey" = ANY($2) GROUP BY "rowKey"`,
    [tenant, rowKeys],
  );
  return new Map(rows.map(({ rowKey, ...tries }) => [rowKey, tries]));
}

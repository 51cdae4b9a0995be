// The audit row of an export: who took which books out, written before the first byte is sent.
import type { Pool } from 'pg';
import type { Caller } from '../../kernel/caller.js';
import { nowIso } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';

/** What leaves the platform. */
export interface Exported {
  readonly tenant: number;
  readonly operation: string;
  readonly scope: string;
  /** Global ids of what it is about; empty for all of the tenant. */
  readonly objects: readonly string[];
  /** SHA-256 of what was asked for, or of what was sent. */
  readonly digest: Uint8Array;
}

/** Records that the caller exports something. What cannot be recorded is not given out. */
export async function recordExport(
  pool: Pool,
  { tenant, operation, scope, objects, digest }: Exported,
  { app, subject, organizationId }: Caller,
  requestId: string,
): Promise<void> {
  await pool.query(
    `INSERT INTO "AuditEvent" ("tenant", "id", "at", "app", "subject", "organizationId", "operation", "scope", "objects",
       "inputHash", "idempotencyKey", "requestId") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tenant,
      newId(),
      nowIso(),
      app,
      subject,
      organizationId,
      operation,
      scope,
      objects,
      digest,
      requestId,
      requestId,
    ],
  );
}

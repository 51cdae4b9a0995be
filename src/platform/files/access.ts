// The log of downloads: one row for each, none left out.
import type { Pool } from 'pg';
import type { Caller } from '../../kernel/caller.js';
import { nowIso } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';

/** What is downloaded. */
export interface DownloadedFile {
  readonly tenant: number;
  readonly id: string;
  readonly divisionKey: string;
}

/** Records that the caller downloads the file. Comes before the first byte: what cannot be recorded is not given out. */
export async function recordAccess(
  pool: Pool,
  file: DownloadedFile,
  { app, subject, organizationId }: Caller,
  requestId: string,
): Promise<void> {
  await pool.query(
    `INSERT INTO "EvidenceFileAccess"
       ("tenant", "id", "fileId", "at", "app", "subject", "organizationId", "requestId", "divisionKey")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [file.tenant, newId(), file.id, nowIso(), app, subject, organizationId, requestId, file.divisionKey],
  );
}

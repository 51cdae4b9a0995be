// Files that are named as evidence, locked so that they stay what they are until what rests on them is recorded.
import { sql, type Transaction } from 'kysely';
import type { Database, EvidenceKind } from '../../../generated/database.js';

/** A file as a report knows it. */
export interface EvidenceDocument {
  readonly fileId: string;
  readonly kind: EvidenceKind;
  readonly digest: string;
  /** It is kept by the same office, is no redacted copy, and was not withdrawn. */
  readonly proves: boolean;
}

/**
 * The files with these rows, in their order. Of each it is looked at anew, behind a lock, whether it proves anything: it
 * may have been withdrawn, or published as a redacted copy, since it was found.
 */
export async function lockEvidence(
  tx: Transaction<Database>,
  tenant: number,
  files: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly EvidenceDocument[]> {
  const ids = files.map(({ id }) => id as string);
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    SELECT "id" FROM "EvidenceFile"
    WHERE "tenant" = ${tenant} AND "id" = ANY(${ids}::uuid[]) AND "state" = 'STORED' AND "redactedCopyOfId" IS NULL
    ORDER BY "id" FOR SHARE`.execute(tx);
  const proving = new Set(rows.map(({ id }) => id));
  return files.map(({ id, kind, digest }) => ({
    fileId: id as string,
    kind: kind as EvidenceKind,
    digest: digest as string,
    proves: proving.has(id as string),
  }));
}

/** The files that a report names, in its order; what was reported before files were kept names none. */
export async function evidenceOfReport(
  tx: Transaction<Database>,
  tenant: number,
  reportId: string,
): Promise<readonly EvidenceDocument[]> {
  const files = await tx
    .selectFrom('RevenueEvidence')
    .innerJoin('EvidenceFile', (join) =>
      join
        .onRef('EvidenceFile.tenant', '=', 'RevenueEvidence.tenant')
        .onRef('EvidenceFile.id', '=', 'RevenueEvidence.fileId'),
    )
    .select(['EvidenceFile.id', 'EvidenceFile.kind', 'EvidenceFile.digest'])
    .where('RevenueEvidence.tenant', '=', tenant)
    .where('RevenueEvidence.reportId', '=', reportId)
    .orderBy('RevenueEvidence.position')
    .execute();
  return lockEvidence(tx, tenant, files);
}

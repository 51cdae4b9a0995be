// Reports as their operations need them: which there are, what they say, and what was computed from them.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database, RevenueMeasure } from '../../../generated/database.js';

/** The report of a period that is neither withdrawn nor taken back by a correction; null if there is none. */
export async function liveReport(
  tx: Transaction<Database>,
  tenant: number,
  slot: string,
): Promise<{ readonly id: string } | null> {
  const row = await tx
    .selectFrom('RevenueReport')
    .select('id')
    .where('tenant', '=', tenant)
    .where('slot', '=', slot)
    .executeTakeFirst();
  return row ?? null;
}

/** Reports that wait for their figures, with their periods; one that is being submitted at this moment waits no more. */
export async function waitingReports(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<readonly { readonly id: string; readonly period: string }[]> {
  return tx
    .selectFrom('RevenueReport')
    .select(['id', 'period'])
    .where('tenant', '=', tenant)
    .where('agreementId', '=', agreementId)
    .where('state', 'in', ['DRAFT', 'RETURNED'])
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
}

/** What a submitted report says, and the calculations of its last submission by version and clause. */
export interface Submission {
  readonly figures: ReadonlyMap<RevenueMeasure, bigint>;
  readonly evidence: readonly string[];
  /** Its payer objects to it. */
  readonly disputed: boolean;
  readonly calculations: readonly {
    readonly id: string;
    readonly versionId: string;
    readonly clause: number;
    readonly dueFen: bigint;
  }[];
}

/** A report's submission as JSON, to be read with something else. */
export function submissionJson(tenant: number, reportId: string, submission: number): RawBuilder<unknown> {
  return sql`json_build_object(
    'lines', (SELECT coalesce(json_agg(json_build_array("measure", "amountFen"::text)), '[]') FROM "RevenueLine"
      WHERE "tenant" = ${tenant} AND "reportId" = ${reportId}::uuid),
    'evidence', (SELECT coalesce(json_agg("digest" ORDER BY "position"), '[]') FROM "RevenueEvidence"
      WHERE "tenant" = ${tenant} AND "reportId" = ${reportId}::uuid),
    'disputed', EXISTS (SELECT 1 FROM "Dispute" WHERE "tenant" = ${tenant} AND "slot" = ${reportId}),
    'calculations', (SELECT coalesce(json_agg(json_build_object(
        'id', "id", 'versionId', "versionId", 'clause', "clause", 'dueFen', "dueFen"::text)), '[]') FROM "Calculation"
      WHERE "tenant" = ${tenant} AND "reportId" = ${reportId}::uuid AND "submission" = ${submission}))`;
}

/** Reads what `submissionJson` gave. */
export function readSubmission(json: unknown): Submission {
  const { lines, evidence, disputed, calculations } = json as {
    lines: readonly (readonly [RevenueMeasure, string])[];
    evidence: readonly string[];
    disputed: boolean;
    calculations: readonly { id: string; versionId: string; clause: number; dueFen: string }[];
  };
  return {
    figures: new Map(lines.map(([measure, amountFen]) => [measure, BigInt(amountFen)])),
    evidence,
    disputed,
    calculations: calculations.map(({ dueFen, ...one }) => ({ ...one, dueFen: BigInt(dueFen) })),
  };
}

/** A settlement as it is taken back. */
export interface Settled {
  readonly id: string;
  readonly versionId: string;
  readonly clause: number;
  readonly clauseTitle: string;
  readonly clauseTitleEn: string;
  readonly period: string;
  readonly effectiveOn: string;
  readonly transactionId: string | null;
}

/** Ids of a report's live settlements, and the last day on which one of them is booked. */
export async function liveSettlements(
  tx: Transaction<Database>,
  tenant: number,
  reportId: string,
): Promise<{ readonly ids: readonly string[]; readonly lastBooked: string | null }> {
  const rows = await tx
    .selectFrom('Settlement')
    .select(['id', 'effectiveOn'])
    .where('tenant', '=', tenant)
    .where('reportId', '=', reportId)
    .where('state', '<>', 'REVERSED')
    .execute();
  return {
    ids: rows.map(({ id }) => id),
    lastBooked:
      rows
        .map(({ effectiveOn }) => effectiveOn)
        .sort()
        .at(-1) ?? null,
  };
}

/** Settlements, locked. */
export async function settlementsBy(
  tx: Transaction<Database>,
  tenant: number,
  ids: readonly string[],
): Promise<readonly Settled[]> {
  const { rows } = await sql<Settled>`
    SELECT "id", "versionId", "clause", "clauseTitle", "clauseTitleEn", "period", "effectiveOn", "transactionId"
    FROM "Settlement"
    WHERE "tenant" = ${tenant} AND "id" = ANY(${[...ids]}::uuid[])
    ORDER BY "clause", "periodFrom"
    FOR NO KEY UPDATE`.execute(tx);
  return rows;
}

/** Removes what a report said before it is submitted anew; its earlier calculations stay. */
export async function clearContent(
  tx: Transaction<Database>,
  tenant: number,
  reportId: string,
): Promise<void> {
  for (const table of ['RevenueLine', 'RevenueEvidence'] as const)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('reportId', '=', reportId).execute();
}

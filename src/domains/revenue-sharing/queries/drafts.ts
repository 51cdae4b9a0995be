// What a report says that is not submitted yet, and what was settled before it, from which it may be estimated.
import { sql, type Transaction } from 'kysely';
import type { Database, ReportBasis, RevenueMeasure, TaxTreatment } from '../../../generated/database.js';
import type { SettledFigures } from '../rules/estimates.js';
import { evidenceOfReport, type EvidenceDocument } from './evidence.js';

/** A line as it is kept. */
export interface SavedLine {
  readonly measure: RevenueMeasure;
  readonly amountFen: bigint;
  readonly tax: TaxTreatment;
  readonly note: string | null;
}

/** What a report says, submitted or not. */
export interface Saved {
  readonly lines: readonly SavedLine[];
  readonly evidence: readonly EvidenceDocument[];
  readonly basis: ReportBasis;
  readonly declaresZero: boolean;
}

/** A report of which nothing is known yet. */
export const nothingSaved: Saved = { lines: [], evidence: [], basis: 'DECLARED', declaresZero: false };

/** What was saved of a report; its own columns are those of its row. */
export async function savedContent(
  tx: Transaction<Database>,
  tenant: number,
  report: Readonly<Record<string, unknown>>,
): Promise<Saved> {
  const id = report['id'] as string;
  return {
    lines: await linesOfReport(tx, tenant, id),
    evidence: await evidenceOfReport(tx, tenant, id),
    basis: report['basis'] as ReportBasis,
    declaresZero: report['declaresZero'] as boolean,
  };
}

/** The lines of a report. */
export async function linesOfReport(
  tx: Transaction<Database>,
  tenant: number,
  reportId: string,
): Promise<readonly SavedLine[]> {
  return tx
    .selectFrom('RevenueLine')
    .select(['measure', 'amountFen', 'tax', 'note'])
    .where('tenant', '=', tenant)
    .where('reportId', '=', reportId)
    .orderBy('measure')
    .execute();
}

/** Settled reports of an agreement with figures of the business itself, the latest period first. */
export async function settledFigures(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<readonly SettledFigures[]> {
  const { rows } = await sql<{ period: string; figures: readonly (readonly [RevenueMeasure, string])[] }>`
    SELECT r."period", (SELECT coalesce(json_agg(json_build_array(l."measure", l."amountFen"::text)), '[]')
      FROM "RevenueLine" l WHERE l."tenant" = ${tenant} AND l."reportId" = r."id") AS "figures"
    FROM "RevenueReport" r
    WHERE r."tenant" = ${tenant} AND r."agreementId" = ${agreementId}::uuid AND r."state" = 'SETTLED'
      AND r."basis" <> 'ESTIMATED'
    ORDER BY r."periodFrom" DESC`.execute(tx);
  return rows.map(({ period, figures }) => ({
    period,
    figures: new Map(figures.map(([measure, amountFen]) => [measure, BigInt(amountFen)])),
  }));
}

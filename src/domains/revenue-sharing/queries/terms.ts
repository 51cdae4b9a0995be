// The terms of agreements as the rules take them, and the lock under which money moves.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { AgreementState, Database, RoundingMode } from '../../../generated/database.js';
import { dawn } from '../../../kernel/clock.js';
import type { Figures } from '../rules/figures.js';
import { ruleFromJson } from '../rules/json.js';
import type { Granted } from '../rules/relief.js';
import type { Measure } from '../rules/tree.js';
import type { Terms, Validity } from '../rules/terms.js';

/** An agreement as its operations need it. */
export interface AgreementFacts {
  readonly id: string;
  readonly title: string;
  readonly state: AgreementState;
  readonly divisionKey: string;
  readonly payerId: string | null;
  readonly payerName: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly consentsToPublication: boolean;
  readonly closesOn: string | null;
  readonly synthetic: boolean;
  /** Granted waivers, for what is settled from now on. */
  readonly waivers: readonly Granted[];
}

/** A fund that signed terms name. */
interface FundFacts {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

/** An agreement with its signed terms and their funds. */
export interface AgreementWithTerms {
  readonly agreement: AgreementFacts;
  readonly terms: readonly Terms[];
  readonly funds: ReadonlyMap<string, FundFacts>;
  /** What is reported and settled, for clauses that count several periods. */
  readonly settled: Figures;
}

/** Locks the agreement: whoever settles, pays or signs under it takes its turn. */
export async function lockAgreement(tx: Transaction<Database>, tenant: number, id: string): Promise<void> {
  await sql`SELECT 1 FROM "Agreement" WHERE "tenant" = ${tenant} AND "id" = ${id}::uuid FOR NO KEY UPDATE`.execute(
    tx,
  );
}

interface StoredTerms extends Validity {
  readonly versionId: string;
  readonly rule: unknown;
  readonly rounding: RoundingMode;
  readonly reportDueDays: number;
  readonly paymentDueDays: number;
  readonly evidenceRequired: boolean;
  readonly zeroEvidenceRequired: boolean;
  readonly auditDueDays: number | null;
  readonly fundIds: readonly string[];
}

/** The lines of a settled report. */
interface StoredFigures {
  readonly period: string;
  readonly lines: readonly (readonly [Measure, string])[] | null;
}

/**
 * The agreement and its signed terms, in one statement. Read it after the lock where something is to be booked.
 * @param beside JSON that is read with them
 * @param lock `alone` locks the agreement in the same statement, for those whom terms signed meanwhile do not concern:
 *   a statement sees what was there when it began to wait
 */
export async function agreementWithTerms(
  tx: Transaction<Database>,
  tenant: number,
  id: string,
  beside: RawBuilder<unknown> = sql`NULL`,
  lock: 'none' | 'alone' = 'none',
): Promise<AgreementWithTerms & { readonly beside: unknown }> {
  const { rows } = await sql<
    AgreementFacts & {
      versions: readonly StoredTerms[];
      funds: readonly FundFacts[];
      settled: readonly StoredFigures[];
      beside: unknown;
    }
  >`
    SELECT a."id", a."title", a."state", a."divisionKey", a."payerId", p."name" AS "payerName",
      a."validFrom", a."validTo", a."consentsToPublication", a."closesOn", a."synthetic",
      ${beside} AS "beside",
      (SELECT coalesce(json_agg(json_build_object('id', w."id", 'settlementId', w."settlementId",
          'periodFrom', w."periodFrom", 'periodTo', w."periodTo", 'ratePpm', w."ratePpm") ORDER BY w."decidedOn", w."id"), '[]')
        FROM "Waiver" w
        WHERE w."tenant" = ${tenant} AND w."agreementId" = a."id" AND w."state" = 'APPROVED') AS "waivers",
      (SELECT coalesce(json_agg(json_build_object(
          'versionId', v."id", 'validFrom', v."validFrom", 'validTo', v."validTo", 'rule', v."rule",
          'rounding', v."rounding", 'reportDueDays', v."reportDueDays", 'paymentDueDays', v."paymentDueDays",
          'evidenceRequired', v."evidenceRequired", 'zeroEvidenceRequired', v."zeroEvidenceRequired",
          'auditDueDays', v."auditDueDays",
          'fundIds', (SELECT json_agg(f."fundId" ORDER BY f."position") FROM "AgreementFund" f
            WHERE f."tenant" = ${tenant} AND f."versionId" = v."id")) ORDER BY v."validFrom"), '[]')
        FROM "AgreementVersion" v
        WHERE v."tenant" = ${tenant} AND v."agreementId" = a."id" AND v."state" = 'SIGNED') AS "versions",
      (SELECT coalesce(json_agg(DISTINCT jsonb_build_object('id', f."id", 'name', f."name", 'state', f."state")), '[]')
        FROM "AgreementVersion" v
        JOIN "AgreementFund" x ON x."tenant" = ${tenant} AND x."versionId" = v."id"
        JOIN "Fund" f ON f."tenant" = ${tenant} AND f."id" = x."fundId"
        WHERE v."tenant" = ${tenant} AND v."agreementId" = a."id" AND v."state" = 'SIGNED') AS "funds",
      (SELECT coalesce(json_agg(json_build_object('period', r."period", 'lines',
          (SELECT json_agg(json_build_array(l."measure", l."amountFen"::text)) FROM "RevenueLine" l
            WHERE l."tenant" = ${tenant} AND l."reportId" = r."id"))), '[]')
        FROM "RevenueReport" r
        WHERE r."tenant" = ${tenant} AND r."agreementId" = a."id" AND r."state" = 'SETTLED') AS "settled"
    FROM "Agreement" a
    LEFT JOIN "Organization" p ON p."tenant" = ${tenant} AND p."id" = a."payerId"
    WHERE a."tenant" = ${tenant} AND a."id" = ${id}::uuid
    ${lock === 'alone' ? sql`FOR NO KEY UPDATE OF a` : sql``}`.execute(tx);
  const { versions, funds, settled, beside: read, ...agreement } = rows[0]!;
  return {
    agreement,
    terms: versions.map(({ rule, ...stored }) => ({ ...stored, rule: ruleFromJson(rule) })),
    funds: new Map(funds.map((fund) => [fund.id, fund])),
    settled: new Map(
      settled.map(({ period, lines }) => [
        period,
        new Map((lines ?? []).map(([measure, fen]) => [measure, BigInt(fen)])),
      ]),
    ),
    beside: read,
  };
}

/** The validity of an agreement; its first day is known once it is in force. */
export function validityOf({ validFrom, validTo }: Pick<AgreementFacts, 'validFrom' | 'validTo'>): Validity {
  return { validFrom: validFrom ?? dawn, validTo };
}

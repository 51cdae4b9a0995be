// What stands around terms that are to be signed: the parties, the terms before, what is settled, and the bounds of the place.
import { sql, type Transaction } from 'kysely';
import type { AgreementKind, Database } from '../../../generated/database.js';
import type { Party } from '../rules/agreements.js';
import { parsePeriod } from '../rules/periods.js';
import type { Validity } from '../rules/terms.js';

/** The parties of an agreement. */
export async function partiesOf(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<readonly Party[]> {
  return tx
    .selectFrom('AgreementParty')
    .select(['role', 'organizationId'])
    .where('tenant', '=', tenant)
    .where('agreementId', '=', agreementId)
    .execute();
}

/** Validities of the signed versions of an agreement, the earliest first. */
export async function signedVersions(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<readonly (Validity & { readonly id: string })[]> {
  const rows = await tx
    .selectFrom('AgreementVersion')
    .select(['id', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('agreementId', '=', agreementId)
    .where('state', '=', 'SIGNED')
    .orderBy('validFrom')
    .execute();
  return rows.map(({ id, validFrom, validTo }) => ({ id, validFrom: validFrom!, validTo }));
}

/** Divisions of the funds that terms pay into. */
export async function fundDivisions(
  tx: Transaction<Database>,
  tenant: number,
  versionId: string,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('AgreementFund')
    .innerJoin('Fund', (join) =>
      join.onRef('Fund.tenant', '=', 'AgreementFund.tenant').onRef('Fund.id', '=', 'AgreementFund.fundId'),
    )
    .select('Fund.divisionKey')
    .where('AgreementFund.tenant', '=', tenant)
    .where('AgreementFund.versionId', '=', versionId)
    .execute();
  return rows.map(({ divisionKey }) => divisionKey);
}

/** The number that the agreement's next version gets; call it after the lock of the agreement. */
export async function nextNumber(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<number> {
  const row = await tx
    .selectFrom('AgreementVersion')
    .select((e) => e.fn.max('number').as('last'))
    .where('tenant', '=', tenant)
    .where('agreementId', '=', agreementId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** How far an agreement is settled or reported: by the days that were covered, and by whole periods. */
export interface SettledUntil {
  readonly covered: string | null;
  readonly periods: string | null;
}

/** The days before which periods are settled or reported; null where nothing is. */
export async function settledUntil(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<SettledUntil> {
  const { rows } = await sql<{ period: string; until: string }>`
    SELECT "period", max("periodTo") AS "until" FROM "Settlement"
    WHERE "tenant" = ${tenant} AND "agreementId" = ${agreementId}::uuid AND "state" <> 'REVERSED' GROUP BY "period"
    UNION ALL
    SELECT r."period", least(r."periodTo", a."validTo") FROM "RevenueReport" r
    JOIN "Agreement" a ON a."tenant" = ${tenant} AND a."id" = r."agreementId"
    WHERE r."tenant" = ${tenant} AND r."agreementId" = ${agreementId}::uuid
      AND r."state" IN ('ESTIMATED', 'SUBMITTED', 'RETURNED', 'VERIFIED', 'SETTLED')`.execute(tx);
  const latest = (days: readonly string[]): string | null => [...days].sort().at(-1) ?? null;
  return {
    covered: latest(rows.map(({ until }) => until)),
    periods: latest(rows.map(({ period }) => parsePeriod(period)!.to)),
  };
}

/** Bounds that a jurisdiction sets. */
export interface Bounds {
  readonly name: string;
  readonly minPpm: number;
  readonly maxPpm: number;
}

/** The bounds in force on a day for a kind of agreement: those of the nearest division above; null where none are. */
export async function boundsOf(
  tx: Transaction<Database>,
  divisionKey: string,
  kind: AgreementKind,
  day: string,
): Promise<Bounds | null> {
  const { rows } = await sql<Bounds>`
    WITH RECURSIVE above AS (
      SELECT v."key", v."parentKey", v."name", 0 AS distance FROM "DivisionVersion" v
      WHERE v."key" = ${divisionKey} AND v."validFrom" <= ${day}::date AND (v."validTo" IS NULL OR v."validTo" > ${day}::date)
      UNION ALL
      SELECT v."key", v."parentKey", v."name", a.distance + 1 FROM above a
      JOIN "DivisionVersion" v ON v."key" = a."parentKey"
        AND v."validFrom" <= ${day}::date AND (v."validTo" IS NULL OR v."validTo" > ${day}::date)
    )
    SELECT a."name", p."minRatePpm" AS "minPpm", p."maxRatePpm" AS "maxPpm"
    FROM above a JOIN "ShareBoundsPolicy" p ON p."divisionKey" = a."key"
    WHERE ${kind}::"AgreementKind" = ANY(p."agreementKinds")
      AND p."validFrom" <= ${day}::date AND (p."validTo" IS NULL OR p."validTo" > ${day}::date)
    ORDER BY a.distance, p."validFrom" DESC
    LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

// Agreements whose last day is over, and what under an agreement is not done.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../../../generated/database.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';
import type { OpenBusiness } from '../rules/ends.js';

/** Counts what under an agreement is not done. */
export async function openBusiness(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<OpenBusiness> {
  const of = sql`"tenant" = ${tenant} AND "agreementId" = ${agreementId}::uuid`;
  const { rows } = await sql<OpenBusiness>`
    SELECT
      (SELECT count("closesOn")::int4 FROM "Agreement" WHERE "tenant" = ${tenant} AND "id" = ${agreementId}::uuid) AS "periods",
      (SELECT count(*)::int4 FROM "RevenueReport" WHERE ${of}
        AND "state" IN ('DRAFT', 'ESTIMATED', 'SUBMITTED', 'RETURNED', 'VERIFIED')) AS "reports",
      (SELECT count(*)::int4 FROM "Settlement" WHERE ${of} AND "openFen" <> 0) AS "settlements",
      (SELECT count(*)::int4 FROM "Payment" WHERE ${of}
        AND ("state" = 'NOTIFIED' OR "unallocatedFen" <> 0)) AS "payments",
      (SELECT count(*)::int4 FROM "Dispute" WHERE ${of} AND "state" = 'OPEN') AS "disputes"`.execute(tx);
  return rows[0]!;
}

/** Agreements in force or suspended whose last day is over, the oldest first. */
export async function agreementsToExpire(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; id: string; version: number; validTo: string }>(
    `SELECT "tenant", "id", "version", "validTo" FROM "Agreement"
     WHERE "state" IN ('ACTIVE', 'SUSPENDED') AND "validTo" <= $1
     ORDER BY "validTo", "tenant", "id" LIMIT $2 OFFSET $3`,
    [today, limit, skip],
  );
  return rows.map(({ tenant, id, version, validTo }) => ({
    // With the version, because it is named: what changed meanwhile is tried again.
    key: `expire-${id}-${version}-${today}`,
    input: {
      agreement: { id: encodeId({ prefix: 'agr', tenant, key: id }) },
      expectedVersion: version,
      state: 'EXPIRED',
      effectiveOn: validTo,
    },
  }));
}

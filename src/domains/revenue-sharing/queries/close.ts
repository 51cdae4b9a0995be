// Which agreements have periods that wait to be closed, and what of them is booked already.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../../../generated/database.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';
import { closingStates } from '../rules/agreements.js';

/** Agreements some of whose periods are over, those that wait longest first. */
export async function agreementsToClose(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; id: string; closesOn: string }>(
    `SELECT "tenant", "id", "closesOn" FROM "Agreement"
     WHERE "closesOn" <= $1 AND "state" = ANY($2)
     ORDER BY "closesOn", "tenant", "id" LIMIT $3 OFFSET $4`,
    [today, closingStates, limit, skip],
  );
  return rows.map(({ tenant, id, closesOn }) => ({
    // With the day, so that what a rule refused is tried again on the next one.
    key: `close-${id}-${closesOn}-${today}`,
    input: { agreement: { id: encodeId({ prefix: 'agr', tenant, key: id }) } },
  }));
}

/** A live settlement that rests on no report of its own period. */
export interface Unreported {
  readonly id: string;
  readonly versionId: string;
  readonly clause: number;
  readonly period: string;
  readonly effectiveOn: string;
}

/** The agreement's live settlements that rest on no report of their own period. */
export async function unreportedSettlements(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<readonly Unreported[]> {
  return tx
    .selectFrom('Settlement')
    .select(['id', 'versionId', 'clause', 'period', 'effectiveOn'])
    .where('tenant', '=', tenant)
    .where('agreementId', '=', agreementId)
    .where('reportId', 'is', null)
    .where('state', '<>', 'REVERSED')
    .execute();
}

/** Slots of the agreement's settlements and reports. */
export async function knownSlots(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slot: string }>`
    SELECT "slot" FROM "Settlement" WHERE "tenant" = ${tenant} AND "agreementId" = ${agreementId}::uuid AND "slot" IS NOT NULL
    UNION ALL
    SELECT "slot" FROM "RevenueReport" WHERE "tenant" = ${tenant} AND "agreementId" = ${agreementId}::uuid AND "slot" IS NOT NULL`.execute(
    tx,
  );
  return new Set(rows.map(({ slot }) => slot));
}

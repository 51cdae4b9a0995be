// Which reports and settlements are disputed, and what disputes are about.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { Disputed } from '../rules/disputes.js';

/** Whether somebody objects to the report or settlement of that id. */
export async function isDisputed(
  tx: Transaction<Database>,
  tenant: number,
  objectId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('Dispute')
    .select('id')
    .where('tenant', '=', tenant)
    .where('slot', '=', objectId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of the settlements that are disputed, by themselves or by the report that they rest on: nothing is charged for being late with them. */
export async function disputedAmong(
  tx: Transaction<Database>,
  tenant: number,
  settlementIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT s."id" FROM "Settlement" s
    WHERE s."tenant" = ${tenant} AND s."id" = ANY(${[...settlementIds]}::uuid[])
      AND EXISTS (SELECT 1 FROM "Dispute" d
        WHERE d."tenant" = ${tenant} AND d."slot" IN (s."id"::text, s."reportId"::text))`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** What a dispute is about, as it is now. */
export async function disputedBy(
  tx: Transaction<Database>,
  tenant: number,
  disputeId: string,
): Promise<Disputed> {
  const { rows } = await sql<Disputed>`
    SELECT d."submission", coalesce(r."submissionCount", d."submission") AS "lastSubmission",
      coalesce(r."state"::text, s."state"::text) AS "state"
    FROM "Dispute" d
    LEFT JOIN "RevenueReport" r ON r."tenant" = ${tenant} AND r."id" = d."reportId"
    LEFT JOIN "Settlement" s ON s."tenant" = ${tenant} AND s."id" = d."settlementId"
    WHERE d."tenant" = ${tenant} AND d."id" = ${disputeId}::uuid`.execute(tx);
  return rows[0]!;
}

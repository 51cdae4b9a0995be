// Payments as they are told: whether one with the same reference is recorded already.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';

/** Whether a payment with that reference is recorded for the fund; the fund's row is locked, so that it stays so. */
export async function isTold(
  tx: Transaction<Database>,
  tenant: number,
  fundId: string,
  reference: string,
): Promise<boolean> {
  await sql`SELECT 1 FROM "Fund" WHERE "tenant" = ${tenant} AND "id" = ${fundId}::uuid FOR NO KEY UPDATE`.execute(
    tx,
  );
  const { rows } = await sql`
    SELECT 1 FROM "Payment" WHERE "tenant" = ${tenant} AND "fundId" = ${fundId}::uuid AND "bankReference" = ${reference}
      AND "state" IN ('NOTIFIED', 'RECEIVED') LIMIT 1`.execute(tx);
  return rows.length > 0;
}

// Statements about management fees: rates of a time, what was given in a period, what was charged for it.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { FeePeriod } from '../rules/fees.js';

type Tx = Transaction<Database>;

/** Whether no rate of the fund holds for any day of the time; the caller holds the fund's row. */
export async function isRateFree(
  tx: Tx,
  tenant: number,
  fundId: string,
  validFrom: string,
  validTo: string | null,
): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    SELECT NOT EXISTS (SELECT FROM "ManagementFeeRate" r WHERE r.tenant = ${tenant} AND r."fundId" = ${fundId}::uuid
      AND (${validTo}::date IS NULL OR r."validFrom" < ${validTo}::date)
      AND (r."validTo" IS NULL OR r."validTo" > ${validFrom}::date)) AS free`.execute(tx);
  return rows[0]!.free;
}

/** Money that was given in a period while the rate held and is kept, and what was charged for it. */
export async function chargedOf(
  tx: Tx,
  tenant: number,
  rateId: string,
  { from, to }: FeePeriod,
): Promise<{ readonly amounts: readonly bigint[]; readonly chargedFen: bigint }> {
  const { rows } = await sql<{ amounts: readonly string[]; chargedFen: bigint }>`
    SELECT (
      SELECT coalesce(json_agg(d."amountFen"::text), '[]') FROM "Donation" d
      WHERE d.tenant = r.tenant AND d."fundId" = r."fundId" AND d.kind = 'CASH' AND d.state NOT IN ('REFUNDED', 'REVERSED')
        AND d."receivedOn" >= greatest(${from}::date, r."validFrom")
        AND d."receivedOn" < least(${to}::date, coalesce(r."validTo", ${to}::date))) AS amounts, (
      SELECT coalesce(sum(f."amountFen"), 0)::int8 FROM "ManagementFee" f
      WHERE f.tenant = r.tenant AND f."rateId" = r.id AND f."periodFrom" = ${from}::date AND NOT EXISTS (
        SELECT FROM "LedgerTransaction" t WHERE t.tenant = f.tenant AND t."reversesId" = f."transactionId")) AS "chargedFen"
    FROM "ManagementFeeRate" r WHERE r.tenant = ${tenant} AND r.id = ${rateId}::uuid`.execute(tx);
  const { amounts, chargedFen } = rows[0]!;
  return { amounts: amounts.map(BigInt), chargedFen };
}

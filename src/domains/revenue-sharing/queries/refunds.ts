// What was paid back, from which payments and settlements.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { sql as read } from '../../../kernel/sql.js';
import type { SqlField } from '../../../kernel/entity.js';
import type { Drawn, Source } from '../rules/matching.js';

type Tx = Transaction<Database>;

/** What a refund was drawn from, as it is to be put back. */
export async function drawnBy(
  tx: Tx,
  tenant: number,
  refundId: string,
): Promise<readonly (Drawn & { readonly settlementId: string | null })[]> {
  const { rows } = await sql<Source & { readonly amountFen: bigint; readonly settlementId: string | null }>`
    SELECT CASE WHEN r."paymentId" IS NULL THEN 'CREDIT' ELSE 'PAYMENT' END AS "kind", coalesce(p."id", x."id") AS "id",
      coalesce(p."fundId", x."fundId") AS "fundId", coalesce(p."unallocatedFen", -x."openFen") AS "freeFen",
      0 AS "places", r."amountFen", x."settlementId"
    FROM "CreditRefundPart" r
    LEFT JOIN "Payment" p ON p."tenant" = ${tenant} AND p."id" = r."paymentId"
    LEFT JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."id" = r."creditId"
    WHERE r."tenant" = ${tenant} AND r."refundId" = ${refundId}::uuid ORDER BY r."position"`.execute(tx);
  return rows.map(({ amountFen, settlementId, ...source }) => ({ source, amountFen, settlementId }));
}

/** Whether money of the payment, or of settlements below zero, was paid back and did not come back. */
export async function isRefunded(
  tx: Tx,
  tenant: number,
  of: { readonly paymentId: string } | { readonly settlementIds: readonly string[] },
): Promise<boolean> {
  const which: RawBuilder<unknown> =
    'paymentId' in of
      ? sql`p."paymentId" = ${of.paymentId}::uuid`
      : sql`p."creditId" IN (SELECT "id" FROM "SettlementAllocation"
          WHERE "tenant" = ${tenant} AND "settlementId" = ANY(${[...of.settlementIds]}::uuid[]))`;
  const { rows } = await sql`
    SELECT FROM "CreditRefundPart" p JOIN "CreditRefund" r ON r."tenant" = ${tenant} AND r."id" = p."refundId"
    WHERE p."tenant" = ${tenant} AND ${which} AND r."state" = 'PAID' LIMIT 1`.execute(tx);
  return rows.length > 0;
}

/**
 * Credit of an agreement, a payer or a fund: what its payments have left, and what is left of settlements below zero.
 * @param key column of payments and settlements, or of their parts, that is the row's id
 */
export function creditBalance(key: 'agreementId' | 'payerId' | 'fundId'): SqlField['sql'] {
  const settled =
    key === 'fundId' ? read`x."fundId"` : key === 'payerId' ? read`s."payerId"` : read`s."agreementId"`;
  const paid =
    key === 'fundId' ? read`p."fundId"` : key === 'payerId' ? read`p."payerId"` : read`p."agreementId"`;
  return (t) => read`(coalesce((SELECT sum(p."unallocatedFen") FROM "Payment" p
      WHERE p."tenant" = ${t.col('tenant')} AND ${paid} = ${t.col('id')} AND p."state" = 'RECEIVED'), 0)
    - coalesce((SELECT sum(x."openFen") FROM "Settlement" s
      JOIN "SettlementAllocation" x ON x."tenant" = ${t.col('tenant')} AND x."settlementId" = s."id"
      WHERE s."tenant" = ${t.col('tenant')} AND ${settled} = ${t.col('id')} AND s."state" = 'CREDIT'), 0))::int8`;
}

// Confirmed service of a period, and whether its hours were counted already.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { hoursCentiOf } from '../rules/in-kind.js';

type Tx = Transaction<Database>;

/** Hours of confirmed service under the agreement from a day to before another, in hundredths. */
export async function servedHours(
  tx: Tx,
  tenant: number,
  agreementId: string,
  from: string,
  to: string,
): Promise<bigint> {
  const { rows } = await sql<{ minutes: bigint }>`
    SELECT coalesce(sum("minutes"), 0)::int8 AS "minutes" FROM "InKindRecord"
    WHERE "tenant" = ${tenant} AND "agreementId" = ${agreementId}::uuid AND "state" = 'CONFIRMED'
      AND "servedOn" >= ${from}::date AND "servedOn" < ${to}::date`.execute(tx);
  return hoursCentiOf(rows[0]!.minutes);
}

/**
 * The period of a report that counts the hours of the day and is on its way or settled; null where none is. The caller
 * holds the agreement, so that none is submitted meanwhile.
 */
export async function countedIn(
  tx: Tx,
  tenant: number,
  agreementId: string,
  servedOn: string,
): Promise<string | null> {
  const { rows } = await sql<{ period: string }>`
    SELECT r."period" FROM "RevenueReport" r
    WHERE r."tenant" = ${tenant} AND r."agreementId" = ${agreementId}::uuid
      AND r."periodFrom" <= ${servedOn}::date AND r."periodTo" > ${servedOn}::date
      AND r."state" IN ('SUBMITTED', 'VERIFIED') AND EXISTS (
        SELECT FROM "RevenueLine" l
        WHERE l."tenant" = ${tenant} AND l."reportId" = r."id" AND l."measure"::text = 'HOURS')
    LIMIT 1`.execute(tx);
  return rows[0]?.period ?? null;
}

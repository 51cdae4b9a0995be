// Confirmed service of a period, and whether its hours were counted already.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { countsService, hoursCentiOf } from '../rules/in-kind.js';
import type { Piece } from '../rules/terms.js';

type Tx = Transaction<Database>;

/**
 * Hours of confirmed service in the period of the pieces, in hundredths; null where they do not count service.
 *
 * The caller holds the agreement, so that nothing is confirmed meanwhile.
 */
export async function servedHours(
  tx: Tx,
  tenant: number,
  agreementId: string,
  pieces: readonly Piece[],
): Promise<bigint | null> {
  if (!countsService(pieces)) return null;
  const { from, to } = pieces[0]!.period;
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
      AND r."state" IN ('SUBMITTED', 'ESTIMATED', 'VERIFIED') AND EXISTS (
        SELECT FROM "RevenueLine" l
        WHERE l."tenant" = ${tenant} AND l."reportId" = r."id" AND l."measure"::text = 'HOURS')
    LIMIT 1`.execute(tx);
  return rows[0]?.period ?? null;
}

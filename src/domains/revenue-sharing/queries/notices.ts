// What payment notices ask for, their numbers, and the notices in whose place they stand.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { Asked } from '../rules/notices.js';

type Tx = Transaction<Database>;

/** Open parts under the agreement, or those due through a day, the oldest first, with their funds' accounts. */
export async function askedFor(
  tx: Tx,
  tenant: number,
  agreementId: string,
  through: string | null,
): Promise<readonly Asked[]> {
  const { rows } = await sql<Asked>`
    SELECT x."id" AS "allocationId", x."openFen", s."dueOn", f."name" AS "fund", f."accountHolder", f."bankName", f."accountNo"
    FROM "Settlement" s
    JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."settlementId" = s."id"
    JOIN "Fund" f ON f."tenant" = ${tenant} AND f."id" = x."fundId"
    WHERE s."tenant" = ${tenant} AND s."agreementId" = ${agreementId}::uuid AND s."openFen" > 0 AND x."openFen" > 0
      AND (${through}::date IS NULL OR s."dueOn" <= ${through}::date)
    ORDER BY s."dueOn", s."periodFrom", s."clause", s."id", x."position"`.execute(tx);
  return rows;
}

/**
 * The next number of the year. The series is locked until the write ends, so that numbers have no gaps: what is refused
 * or rolled back gives its number back. An object, so that a test can show what happens without the lock.
 */
export const noticeNumbers = {
  async next(tx: Tx, tenant: number, year: number): Promise<number> {
    const { rows } = await sql<{ number: number }>`
      INSERT INTO "PaymentNoticeSeries" ("tenant", "year", "number") VALUES (${tenant}, ${year}, 1)
      ON CONFLICT ("tenant", "year") DO UPDATE SET "number" = "PaymentNoticeSeries"."number" + 1
      RETURNING "number"`.execute(tx);
    return rows[0]!.number;
  },
};

/** Notices of the agreement that stand and are not paid; the caller holds the agreement. */
export async function unpaidNotices(
  tx: Tx,
  tenant: number,
  agreementId: string,
): Promise<readonly { readonly id: string; readonly version: number }[]> {
  const { rows } = await sql<{ id: string; version: number }>`
    SELECT n."id", n."version" FROM "PaymentNotice" n
    WHERE n."tenant" = ${tenant} AND n."agreementId" = ${agreementId}::uuid AND n."state" = 'ISSUED' AND EXISTS (
      SELECT FROM "PaymentNoticeLine" l
      JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."id" = l."allocationId"
      WHERE l."tenant" = ${tenant} AND l."noticeId" = n."id" AND x."openFen" > 0)
    ORDER BY n."id" FOR NO KEY UPDATE`.execute(tx);
  return rows;
}

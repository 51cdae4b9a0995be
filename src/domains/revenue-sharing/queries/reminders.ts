// Which reports are to be reminded of, and of which they were.
import type { Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../../../generated/database.js';
import { sharing } from '../../../kernel/config.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';
import { closingStates } from '../rules/agreements.js';
import { waitingStates } from '../rules/reminders.js';

/** Whether the reminder of that day was sent. */
export async function isReminded(
  tx: Transaction<Database>,
  tenant: number,
  reportId: string,
  afterDays: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('ReportReminder')
    .select('afterDays')
    .where('tenant', '=', tenant)
    .where('reportId', '=', reportId)
    .where('afterDays', '=', afterDays)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Reports whose latest reminder was not sent, those that are due longest first. One that was missed because no server
 * ran is not made up for: the one after it says more. While an agreement is suspended nobody is reminded.
 */
export async function reportsToRemind(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; id: string; afterDays: number }>(
    `SELECT r."tenant", r."id", d."afterDays"
     FROM "RevenueReport" r
     JOIN "Agreement" a ON a."tenant" = r."tenant" AND a."id" = r."agreementId" AND a."state" = ANY($4)
     CROSS JOIN LATERAL (SELECT max(n) AS "afterDays" FROM unnest($2::int4[]) n WHERE r."dueOn" + n <= $1::date) d
     WHERE r."state" = ANY($3) AND r."correctsId" IS NULL AND r."dueOn" + $5::int4 <= $1::date
       AND NOT EXISTS (SELECT 1 FROM "ReportReminder" x
         WHERE x."tenant" = r."tenant" AND x."reportId" = r."id" AND x."afterDays" >= d."afterDays")
     ORDER BY r."dueOn", r."tenant", r."id" LIMIT $6 OFFSET $7`,
    [
      today,
      sharing.reminderDays,
      waitingStates,
      closingStates,
      Math.min(...sharing.reminderDays),
      limit,
      skip,
    ],
  );
  return rows.map(({ tenant, id, afterDays }) => ({
    key: `remind-${id}-${afterDays}-${today}`,
    input: { revenueReport: { id: encodeId({ prefix: 'rrp', tenant, key: id }) }, afterDays },
  }));
}

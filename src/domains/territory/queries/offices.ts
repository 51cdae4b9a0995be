// Which office records for a division that a caller names.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { Ref } from '../../../kernel/input.js';
import { tenantOfKey } from '../rules/codes.js';

/**
 * The tenant that records for a division.
 *
 * Takes a reference by id or code. A code means the division that bears it today, else the one that bore it last, so
 * that a request about a division that was recoded meanwhile still finds its office. Returns the office that the digits
 * name where nobody bore the code.
 */
export async function officeOf(tx: Transaction<Database>, division: Ref, today: string): Promise<number> {
  // An id that is no division's belongs to no office; resolving it afterwards finds nothing.
  if ('id' in division) return /^\d{12}$/.test(division.id.key) ? tenantOfKey(division.id.key) : 0;
  const code = 'natural' in division ? division.values[0]! : '';
  const { rows } = await sql<{ key: string }>`
    SELECT "key" FROM "DivisionVersion" WHERE "code" = ${code}
    ORDER BY "validFrom" <= ${today}::date AND ("validTo" IS NULL OR "validTo" > ${today}::date) DESC, "validFrom" DESC
    LIMIT 1`.execute(tx);
  return tenantOfKey(rows[0]?.key ?? code);
}

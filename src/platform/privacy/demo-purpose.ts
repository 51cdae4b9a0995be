// The purpose by which the demo keys of the staff see the invented persons of the demo county.
import type pg from 'pg';
import { nowIso, today } from '../../kernel/clock.js';
import { loadedId } from '../../kernel/ids.js';

/** Its code. */
export const demoPurpose = 'demo';

/** Makes sure that the demo county has it; a database without the county gets none. */
export async function ensureDemoPurpose(pool: pg.Pool, tenant: number): Promise<void> {
  await pool.query(
    `INSERT INTO "ProcessingPurpose" (tenant, id, code, description, "legalBasis", ground, "dataClasses",
       "retentionMonths", "divisionKey", "validFrom", "declaredBy", "createdAt", "updatedAt")
     SELECT $1, $2, $3, '示例:试用对个人信息的访问', 'STATUTORY_DUTY', '示例', '{PERSONAL}', 6, d.key, $4, 'platform', $5, $5
     FROM "Division" d WHERE d.key = $6
     ON CONFLICT (tenant, code) DO NOTHING`,
    [
      tenant,
      loadedId('ProcessingPurpose', tenant, demoPurpose),
      demoPurpose,
      today(),
      nowIso(),
      String(tenant).padEnd(12, '0'),
    ],
  );
}

// SQL that purposes and the access log need.
import type { Pool } from 'pg';
import type { DataClass } from '../../kernel/caller.js';

/** A purpose as a request that names it needs it. */
export interface DeclaredPurpose {
  readonly id: string;
  readonly code: string;
  readonly appId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly dataClasses: readonly DataClass[];
  /** Somebody has assessed what it means for the persons concerned. */
  readonly assessed: boolean;
}

/** The office's purpose of that code, whenever it counts. */
export async function purposeCalled(
  pool: Pool,
  tenant: number,
  code: string,
): Promise<DeclaredPurpose | undefined> {
  const { rows } = await pool.query<DeclaredPurpose>(
    `SELECT p.id, p.code, p."appId", p."validFrom", p."validTo", p."dataClasses"::text[] AS "dataClasses",
       EXISTS (SELECT FROM "ImpactAssessment" a WHERE a.tenant = $1 AND a."purposeId" = p.id) AS assessed
     FROM "ProcessingPurpose" p WHERE p.tenant = $1 AND p.code = $2`,
    [tenant, code],
  );
  return rows[0];
}

/** Divisions of the offices, and names of the apps, as the access log says them. */
export async function namesFor(
  pool: Pool,
  tenants: readonly number[],
  apps: readonly string[],
): Promise<{ readonly divisions: ReadonlyMap<number, string>; readonly apps: ReadonlyMap<string, string> }> {
  const divisions = await pool.query<{ tenant: number; divisionKey: string }>(
    `SELECT DISTINCT ON (tenant) tenant, "divisionKey" FROM "TenantDivision" WHERE tenant = ANY($1::int4[])
     ORDER BY tenant, "validFrom" DESC`,
    [tenants],
  );
  const named = await pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM "App" WHERE id = ANY($1::uuid[])',
    [apps],
  );
  return {
    divisions: new Map(divisions.rows.map((row) => [row.tenant, row.divisionKey])),
    apps: new Map(named.rows.map((row) => [row.id, row.name])),
  };
}

/** Removes entries of before that instant, so many at most. @returns how many there were */
export async function removeEntries(pool: Pool, beforeIso: string, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM "AccessLogEntry" e USING (
       SELECT tenant, id FROM "AccessLogEntry" WHERE "readAt" < $1 LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
     WHERE e.tenant = old.tenant AND e.id = old.id`,
    [beforeIso, limit],
  );
  return rowCount ?? 0;
}

// Heads of ledgers to be published, and those that were.
import type { Pool } from 'pg';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';

/** Where a ledger ends, and whether that was published. */
export interface Head {
  readonly number: bigint;
  /** In hex. */
  readonly hash: string;
  readonly isPublished: boolean;
}

/** The head of an office's ledger; undefined before its first voucher. */
export async function headOf(tx: Transaction<Database>, tenant: number): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    SELECT h.number, encode(h.hash, 'hex') AS hash, EXISTS (SELECT FROM "LedgerAnchor" x WHERE x.tenant = h.tenant AND x.number = h.number)
      AS "isPublished" FROM "LedgerHead" h WHERE h.tenant = ${tenant} AND h.number > 0`.execute(tx);
  return rows[0];
}

/** Offices whose ledger has a head that is not published, and of which none was published today. */
export async function headsToPublish(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; divisionKey: string }>(
    `SELECT h.tenant, o."divisionKey" FROM "LedgerHead" h JOIN "TenantDivision" o ON o.tenant = h.tenant
       AND o."validFrom" <= $1::date AND (o."validTo" IS NULL OR o."validTo" > $1::date)
     LEFT JOIN LATERAL (SELECT x.number, x."anchoredOn" FROM "LedgerAnchor" x WHERE x.tenant = h.tenant
       ORDER BY x.number DESC LIMIT 1) last ON true
     WHERE h.number > coalesce(last.number, 0) AND (last."anchoredOn" IS NULL OR last."anchoredOn" < $1::date)
     ORDER BY h.tenant LIMIT $2 OFFSET $3`,
    [today, limit, skip],
  );
  return rows.map(({ tenant, divisionKey }) => ({
    key: `ledger-head-${tenant}-${today}`,
    input: { division: { id: encodeId({ prefix: 'div', tenant: 0, key: divisionKey }) } },
  }));
}

/** A head as everybody may keep it. */
interface KeptHead {
  readonly tenant: number;
  readonly anchoredOn: string;
  readonly number: string;
  readonly seal: string;
  readonly publishedAt: string;
}

/** The last head of each office, or the last ones of one. */
export async function publishedHeads(
  pool: Pool,
  tenant: number | null,
  limit: number,
): Promise<readonly KeptHead[]> {
  const columns = `x.tenant, x."anchoredOn", x.number::text, x.seal,
    to_char(x."publishedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "publishedAt"`;
  const { rows } =
    tenant === null
      ? await pool.query<KeptHead>(
          `SELECT ${columns} FROM "Tenant" t CROSS JOIN LATERAL (SELECT * FROM "LedgerAnchor" a
             WHERE a.tenant = t.tenant ORDER BY a.number DESC LIMIT 1) x ORDER BY x.tenant`,
        )
      : await pool.query<KeptHead>(
          `SELECT ${columns} FROM "LedgerAnchor" x WHERE x.tenant = $1 ORDER BY x.number DESC LIMIT $2`,
          [tenant, limit],
        );
  return rows;
}

// Heads of ledgers to be published, and those that were.
import type { Pool } from 'pg';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';

/** A voucher of an office as it may be published. */
export interface Voucher {
  /** In hex. */
  readonly hash: string;
  /** Random ids that nobody is told: of the days that it was posted to. */
  readonly secret: string;
  readonly isPublished: boolean;
}

/** The voucher of a number; undefined where there is none. */
export async function voucherOf(
  tx: Transaction<Database>,
  tenant: number,
  number: number,
): Promise<Voucher | undefined> {
  const { rows } = await sql<Voucher>`
    SELECT encode(t.hash, 'hex') AS hash, (
        SELECT string_agg(d.id::text, ' ' ORDER BY d.id) FROM "LedgerEntry" e JOIN "LedgerDay" d
          ON d.tenant = e.tenant AND d."accountId" = e."accountId" AND d."effectiveOn" = e."effectiveOn"
        WHERE e.tenant = t.tenant AND e."transactionId" = t.id) AS secret,
      EXISTS (SELECT FROM "LedgerAnchor" x WHERE x.tenant = t.tenant AND x.number = t.number) AS "isPublished"
    FROM "LedgerTransaction" t WHERE t.tenant = ${tenant} AND t.number = ${number}`.execute(tx);
  return rows[0];
}

/** Offices whose ledger has a head that is not published, and of which none was published today. */
export async function headsToPublish(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; divisionKey: string; number: bigint }>(
    `SELECT h.tenant, o."divisionKey", h.number FROM "LedgerHead" h JOIN "TenantDivision" o ON o.tenant = h.tenant
       AND o."validFrom" <= $1::date AND (o."validTo" IS NULL OR o."validTo" > $1::date)
     LEFT JOIN LATERAL (SELECT x.number, x."anchoredOn" FROM "LedgerAnchor" x WHERE x.tenant = h.tenant
       ORDER BY x.number DESC LIMIT 1) last ON true
     WHERE h.number > coalesce(last.number, 0) AND (last."anchoredOn" IS NULL OR last."anchoredOn" < $1::date)
     ORDER BY h.tenant LIMIT $2 OFFSET $3`,
    [today, limit, skip],
  );
  return rows.map(({ tenant, divisionKey, number }) => ({
    key: `ledger-head-${tenant}-${number}`,
    input: {
      division: { id: encodeId({ prefix: 'div', tenant: 0, key: divisionKey }) },
      number: Number(number),
    },
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

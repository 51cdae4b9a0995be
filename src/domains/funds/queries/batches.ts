// Statements of entries that are recorded together: the fund as it stands, and which references are posted.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { BankFund } from '../rules/batches.js';

type Tx = Transaction<Database>;

/** The fund's balances, holds and bound money; the caller holds the fund's row, so that they stay. */
export async function bankFundOf(tx: Tx, tenant: number, fundId: string): Promise<BankFund> {
  const { rows } = await sql<BankFund>`
    SELECT f.id, f.name, f."closedThrough", own."balanceFen", own."heldFen", own."neverNegative", bank."balanceFen" AS "bankFen",
      (SELECT coalesce(sum(p."givenFen" - p."spentFen"), 0)::int8 FROM "FundPurpose" p
       WHERE p.tenant = ${tenant} AND p."fundId" = f.id) AS "boundFen"
    FROM "Fund" f
    JOIN (SELECT a.kind, b.* FROM "LedgerAccount" a JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
      WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId}) own ON own.kind = 'FUND'
    JOIN (SELECT a.kind, b.* FROM "LedgerAccount" a JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
      WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId}) bank ON bank.kind = 'BANK'
    WHERE f.tenant = ${tenant} AND f.id = ${fundId}`.execute(tx);
  return rows[0]!;
}

/** Which of the fund's references are posted. */
export async function postedReferences(
  tx: Tx,
  tenant: number,
  fundId: string,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set();
  const rows = await tx
    .selectFrom('LedgerSource')
    .select('sourceKey')
    .where('tenant', '=', tenant)
    .where('sourceType', '=', 'bank-entry')
    .where(
      'sourceKey',
      'in',
      references.map((reference) => `${fundId}/${reference}`),
    )
    .execute();
  return new Set(rows.map(({ sourceKey }) => sourceKey.slice(fundId.length + 1)));
}

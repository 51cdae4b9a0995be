// Statements about funds that must be said by hand: locks, and the accounts that a fund is made with.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { refuse } from '../../../kernel/errors.js';
import { isBound, type NewAccount, type NewBalance } from '../rules/accounts.js';

type Tx = Transaction<Database>;

/** A fund as an operation needs it that looks at its books. */
interface LockedFund {
  readonly id: string;
  readonly divisionKey: string;
}

/**
 * A fund to which nobody else posts until the transaction ends, for what must look at the books before it writes; a
 * posting by itself lets others post. @throws Refusal where it is not there
 */
export async function lockFund(tx: Tx, tenant: number, id: string): Promise<LockedFund> {
  const fund = await tx
    .selectFrom('Fund')
    .select(['id', 'divisionKey'])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!fund) throw refuse('NOT_FOUND', ['fund']);
  return fund;
}

/** Inserts the accounts of a new fund and their balances. */
export async function insertAccounts(
  tx: Tx,
  rows: { readonly accounts: readonly NewAccount[]; readonly balances: readonly NewBalance[] },
): Promise<void> {
  await tx
    .insertInto('LedgerAccount')
    .values([...rows.accounts])
    .execute();
  await tx
    .insertInto('LedgerBalance')
    .values([...rows.balances])
    .execute();
}

/** Whether nothing is in the fund's bank account and nobody owes it anything; the caller holds the fund's row. */
export async function isEmpty(tx: Tx, tenant: number, fundId: string): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    SELECT NOT EXISTS (
      SELECT FROM "LedgerAccount" a JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
      WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId} AND b."balanceFen" <> 0) AS empty`.execute(tx);
  return rows[0]!.empty;
}

/**
 * Makes the fund's own account bound or unbound, if nothing was posted to it. The balance is locked first, so that
 * nothing is posted in between; its copy of the flag follows the account. @returns whether it could be done
 */
export async function bindAccount(
  tx: Tx,
  tenant: number,
  fundId: string,
  restriction: Parameters<typeof isBound>[0],
): Promise<boolean> {
  const { rows } = await sql<{ id: string; entryCount: bigint }>`
    SELECT b."accountId" AS id, b."entryCount" FROM "LedgerAccount" a
    JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
    WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId} AND a.kind = 'FUND' FOR UPDATE OF b`.execute(tx);
  const [account] = rows;
  if (!account || account.entryCount > 0n) return false;
  await tx
    .updateTable('LedgerAccount')
    .set({ neverNegative: isBound(restriction) })
    .where('tenant', '=', tenant)
    .where('id', '=', account.id)
    .execute();
  return true;
}

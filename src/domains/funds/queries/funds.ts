// Statements about funds that must be said by hand: locks, and the accounts that a fund is made with.
import { sql, type Transaction } from 'kysely';
import type { Database, FundState } from '../../../generated/database.js';
import { refuse } from '../../../kernel/errors.js';
import { isBound, type NewAccount, type NewBalance } from '../rules/accounts.js';

type Tx = Transaction<Database>;

/** A fund as an operation that moves its money needs it. */
export interface LockedFund {
  readonly id: string;
  readonly name: string;
  readonly state: FundState;
  readonly divisionKey: string;
  readonly synthetic: boolean;
}

/**
 * Funds by id, which keep their state until the transaction ends: others may post to them at the same time, nobody may
 * terminate them. Read after the lock; what was loaded before may be out of date.
 * @param alone keeps others from posting, too, for what must look at the books before it posts
 */
export async function lockFunds(
  tx: Tx,
  tenant: number,
  ids: readonly string[],
  { alone = false }: { readonly alone?: boolean } = {},
): Promise<ReadonlyMap<string, LockedFund>> {
  const query = tx
    .selectFrom('Fund')
    .select(['id', 'name', 'state', 'divisionKey', 'synthetic'])
    .where('tenant', '=', tenant)
    .where('id', 'in', [...ids])
    .orderBy('id');
  const rows = await (alone ? query.forNoKeyUpdate() : query.forShare()).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** One fund, locked like several. @throws Refusal where it is not there */
export async function lockFund(
  tx: Tx,
  tenant: number,
  id: string,
  lock?: Parameters<typeof lockFunds>[3],
): Promise<LockedFund> {
  const fund = (await lockFunds(tx, tenant, [id], lock)).get(id);
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

/** Day of the fund's last recorded change of state; null before the first. */
export async function lastStepOn(tx: Tx, tenant: number, fundId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('StateChange')
    .select((e) => e.fn.max('effectiveOn').as('last'))
    .where('tenant', '=', tenant)
    .where('objectId', '=', fundId)
    .where('type', '=', 'Fund')
    .executeTakeFirst();
  return row?.last ?? null;
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

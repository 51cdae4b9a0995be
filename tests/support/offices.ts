// Offices with funds whose books are empty, made by SQL: where what is tested, or measured, is the ledger alone.
import pg from 'pg';
import type { FundRestriction } from '../../src/generated/database.js';
import { accountsOf } from '../../src/domains/funds/rules/accounts.js';
import { ledgerLines } from '../../src/domains/funds/queries/verify.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { newId } from '../../src/kernel/ids.js';
import { searchKeyOf } from '../../src/kernel/search.js';
import { openPool, withTransaction } from '../../src/platform/database/pool.js';

/** Runs SQL with the login that owns the tables. */
export type Sql = (text: string, values?: readonly unknown[]) => Promise<unknown>;

/** The division whose funds they are, whichever office keeps their books. */
const divisionKey = '990101001001';

/** Inserts rows that name all columns without a default of their own. */
export async function insertInto(run: Sql, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0]!)
    .map((name) => pg.escapeIdentifier(name))
    .join(', ');
  const json = JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  await run(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [json],
  );
}

/** Opens an office with funds at work. @returns the funds' keys, in order */
export async function openOffice(
  run: Sql,
  tenant: number,
  count: number,
  restriction: FundRestriction = 'PURPOSE',
): Promise<readonly string[]> {
  const funds = Array.from({ length: count }, (_, i) => {
    const fund = { tenant, id: newId(), divisionKey, restriction, name: `示例基金${i + 1}` };
    return {
      ...fund,
      kind: 'COMMUNITY',
      state: 'ACTIVE',
      searchKey: searchKeyOf('Fund', fund),
      synthetic: true,
    };
  });
  const books = funds.map((fund) => accountsOf(fund, () => newId()));
  await insertInto(run, 'Tenant', [{ tenant, name: `示例${tenant}`, synthetic: true }]);
  await insertInto(run, 'Fund', funds);
  await insertInto(
    run,
    'LedgerAccount',
    books.flatMap(({ accounts }) => accounts),
  );
  await insertInto(
    run,
    'LedgerBalance',
    books.flatMap(({ balances }) => balances),
  );
  return funds.map(({ id }) => id);
}

/**
 * Connections to the same database for workers that are all at work at once, which the platform does not give to one
 * process; a machine that does much else may take its time to make them. The caller ends them.
 */
export function connectionsFor(workers: number, { options }: pg.Pool): pg.Pool {
  const pool = openPool(options.connectionString!, workers);
  pool.options.connectionTimeoutMillis = 0;
  return pool;
}

/** What each account of an office holds, by `<fund> <kind>`. */
export async function balancesOf(pool: pg.Pool, tenant: number): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await pool.query<{ account: string; balanceFen: bigint }>(
    `SELECT a."fundId" || ' ' || a.kind AS account, b."balanceFen" FROM "LedgerAccount" a
     JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id WHERE a.tenant = $1`,
    [tenant],
  );
  return new Map(rows.map(({ account, balanceFen }) => [account, balanceFen]));
}

/** What the verifier says of an office's ledger as it stands. */
export function verdictOn(pool: pg.Pool, tenant: number): ReturnType<typeof verifyLedger> {
  return withTransaction(
    pool,
    (_, client) => verifyLedger(ledgerLines(client, tenant)),
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}

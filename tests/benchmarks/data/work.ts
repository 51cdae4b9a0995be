// What all parts of the data are made with: one connection, ids that follow from row numbers, progress lines.
import type pg from 'pg';

/** Runs a statement and tells what it added; the table's statistics follow, because the next statement joins it. */
export type Add = (table: string, statement: string, values?: readonly unknown[]) => Promise<void>;

/** What has ids made here: tables, and what ties the transactions of one event. A place in this list is part of the id. */
const numbered = [
  'Organization',
  'PartyOrganization',
  'PartyParent',
  'Fund',
  'LedgerAccount',
  'LedgerTransaction',
  'LedgerEntry',
  'Donation',
  'FundExpense',
  'Agreement',
  'AgreementVersion',
  'Correlation',
] as const;

/** 2025-01-01 in UTC: the time part of the first id of each table. */
const firstInstantMs = 1_735_689_600_000;

/**
 * Makes the function that gives ids: UUIDs of version 7 that rise with the row's number, as those of a platform at work
 * rise with time, and that two runs have in common. It goes with the session.
 */
export async function makeIds(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE FUNCTION pg_temp.row_id(tag int, tenant int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (lpad(to_hex(${firstInstantMs} + n), 12, '0') || '7' || lpad(to_hex(tag), 3, '0')
      || '8' || lpad(to_hex(tenant % 1000), 3, '0') || lpad(to_hex(n), 12, '0'))::uuid`);
}

/** SQL of the id of a row, of its table, its tenant and its number; the last two are SQL, too. */
export function idOf(table: (typeof numbered)[number], tenant: string, n: string): string {
  return `pg_temp.row_id(${numbered.indexOf(table) + 1}, ${tenant}, ${n})`;
}

/** Binds the adding of rows to a connection and a place for lines. */
export function adding(client: pg.Client, tell: (line: string) => void): Add {
  return async (table, statement, values = []) => {
    const begin = performance.now();
    const { rowCount } = await client.query(statement, [...values]);
    await client.query(`ANALYZE "${table}"`);
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
    tell(`${table}: ${(rowCount ?? 0).toLocaleString('en')} rows in ${seconds} s`);
  };
}

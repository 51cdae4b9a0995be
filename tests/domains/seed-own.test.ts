// The seed comes into a database where somebody has recorded the same already: what is there stays, all else is loaded.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { generations } from '../../prisma/seed/absent.js';
import { loadSeed } from '../../prisma/seed/load.js';
import { seedRows } from '../../prisma/seed/rows.js';
import { accountsOf } from '../../src/domains/funds/rules/accounts.js';
import type { Database } from '../../src/generated/database.js';
import { newId } from '../../src/kernel/ids.js';
import { openPool, withTransaction } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';
import { demo, rows } from '../support/seed.js';

const database = useDatabase('empty');
const seeded = demo('AgreementFund')[0]!.fundId;
const ofSeed = demo('Fund').find(({ id }) => id === seeded)!;
const own = { ...ofSeed, id: newId(), hostId: null, purpose: '自建', accountNo: '自建-0001' };
const lines: string[] = [];

let pool: Pool;
const books = () =>
  database.query(
    `SELECT to_jsonb(f) AS fund, (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.id) FROM "LedgerAccount" a WHERE a."fundId" = f.id) AS accounts
     FROM "Fund" f WHERE f.name = $1`,
    [own.name],
  );
let before: unknown;

beforeAll(async () => {
  pool = openPool(database.url);
  await withTransaction(pool, async (tx) => {
    const division = rows('Division').find(({ key }) => key === own.divisionKey)!;
    await tx.insertInto('Division').values(division).execute();
    await tx.insertInto('Fund').values(own).execute();
    const { accounts, balances } = accountsOf(own, newId);
    await tx
      .insertInto('LedgerAccount')
      .values([...accounts])
      .execute();
    await tx
      .insertInto('LedgerBalance')
      .values([...balances])
      .execute();
  });
  before = await books();
  await loadSeed(database.adminUrl, (line) => lines.push(line));
});
afterAll(() => pool.end());

const count = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`))[0]!.n;

describe('a fund that somebody recorded before the seed did', () => {
  const accounts = rows('LedgerAccount').filter(({ fundId }) => fundId === seeded);
  const isOf = (row: object): boolean => (row as { readonly fundId?: string | null }).fundId === seeded;
  const leftOut: Readonly<Partial<Record<keyof Database, number>>> = {
    Fund: 1,
    LedgerAccount: accounts.length,
    LedgerBalance: rows('LedgerBalance').filter(({ accountId }) =>
      accounts.some(({ id }) => id === accountId),
    ).length,
    AgreementFund: rows('AgreementFund').filter(isOf).length,
    ...(rows('Mention').some(isOf) ? { Mention: rows('Mention').filter(isOf).length } : {}),
  };

  test('stays as it is, with its accounts, and has no second one beside it', async () => {
    expect(await books()).toEqual(before);
    expect(before).toMatchObject([{ fund: { id: own.id, purpose: '自建' } }]);
  });

  test('takes no more with it than what refers to the one of the seed', async () => {
    for (const [table, ofTable] of Object.entries(seedRows())) {
      const mine = { Fund: 1, LedgerAccount: 3, LedgerBalance: 2 }[table] ?? 0;
      const missing = leftOut[table as keyof Database] ?? 0;
      expect([table, await count(table)]).toEqual([table, ofTable.length - missing + mine]);
    }
  });

  test('is told table by table, with how many rows are left out', () => {
    expect(leftOut.AgreementFund).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('left out'))).toEqual(
      Object.entries(leftOut).map(
        ([table, n]) =>
          `${table}: ${n} of ${rows(table as keyof Database).length} rows are left out, because other rows stand in their place or in that of what they refer to`,
      ),
    );
  });

  test('is left out a second time as well, and nothing is added', async () => {
    const again: string[] = [];
    await loadSeed(database.adminUrl, (line) => again.push(line));
    expect(again.filter((line) => line.includes('left out'))).toEqual(
      lines.filter((line) => line.includes('left out')),
    );
    expect(again.filter((line) => / [1-9]\d* of \d+ rows added/.test(line))).toEqual([]);
  });
});

test('parents come before what is part of them, and rows in a ring come together', () => {
  const unit = (id: string, parentId: string | null) => ({ tenant: 1, id, parentId });
  const [root, part, below] = [unit('a', null), unit('b', 'a'), unit('c', 'b')];
  expect(generations('GovernanceUnit', [below, root, part])).toEqual([[root], [part], [below]]);
  const ring = [unit('a', 'b'), unit('b', 'a')];
  expect(generations('GovernanceUnit', [...ring, unit('c', 'a')])).toEqual([[...ring, unit('c', 'a')]]);
});

// What a connection gives back and what settings it has, for every kind of role.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { configureRole, withTransaction, openPool } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';
import { testServer } from '../support/test-run.js';

const database = useDatabase('empty');
const opened: pg.Pool[] = [];
const open = (url: string): pg.Pool => {
  const pool = openPool(url);
  opened.push(pool);
  return pool;
};
const asRole = (role: string): string => {
  const url = new URL(database.url);
  url.username = role;
  url.password = role;
  return url.toString();
};
const application = (): string => new URL(database.url).username;
const role = (name: string): string => `${name}_${new URL(database.url).pathname.slice(-8)}`;

const settings = async (pool: pg.Pool) =>
  (
    await pool.query(
      `SELECT current_setting('TimeZone') AS zone, current_setting('statement_timeout') AS statement,
         current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle,
         current_setting('plan_cache_mode') AS plans, current_setting('jit') AS jit,
         current_setting('application_name') AS application`,
    )
  ).rows[0];
const wanted = {
  zone: 'UTC',
  statement: '10s',
  lock: '5s',
  idle: '30s',
  plans: 'force_generic_plan',
  jit: 'off',
  application: 'gongzhi',
};

beforeAll(async () => {
  await database.query(`CREATE ROLE ${role('plain')} LOGIN PASSWORD '${role('plain')}'`);
  await database.query(`CREATE ROLE ${role('reader')} LOGIN PASSWORD '${role('reader')}'`);
  // Who drops the database ends their connections, and must be a member for that.
  await database.query(`GRANT ${role('plain')}, ${role('reader')} TO CURRENT_USER`);
  await database.query(`ALTER ROLE ${role('reader')} SET default_transaction_read_only = on`);
});
afterAll(async () => {
  await Promise.all(opened.map((pool) => pool.end()));
  // The database has gone already; roles belong to the server.
  const server = new pg.Client({ connectionString: testServer().adminUrl });
  await server.connect();
  for (const name of ['plain', 'reader']) await server.query(`DROP ROLE ${role(name)}`);
  await server.end();
});

describe('values', () => {
  test('arrive exactly: days, microseconds, decimals and 64 bits, alone and in lists', async () => {
    const { rows } = await open(database.url).query(
      `SELECT date '2026-01-31' AS day, timestamptz '2026-01-31 08:00:00.000001+08' AS instant,
         9007199254740993::int8 AS number, 9999999999999999.99::numeric AS amount, 7::int4 AS small, NULL::date AS none,
         ARRAY[date '2026-01-31', NULL] AS days, ARRAY[9007199254740993::int8] AS numbers, ARRAY[0.10::numeric] AS amounts`,
    );
    expect(rows[0]).toEqual({
      day: '2026-01-31',
      instant: expect.stringMatching(/^2026-01-31 00:00:00\.000001\+00$/),
      number: 9_007_199_254_740_993n,
      amount: '9999999999999999.99',
      small: 7,
      none: null,
      days: ['2026-01-31', null],
      numbers: [9_007_199_254_740_993n],
      amounts: ['0.10'],
    });
  });

  test('are read by other pools of the process as before', async () => {
    open(database.url);
    expect(await database.query('SELECT 1::int8 AS number')).toEqual([{ number: '1' }]);
  });
});

describe('settings', () => {
  test('stay with the role of the application, so that any later connection has them', async () => {
    const pool = open(database.url);
    await configureRole(pool);
    expect(await settings(pool)).toEqual(wanted);
    expect(await database.query(kept, [application()])).toEqual([{ count: '8' }]);
    await configureRole(pool);
    expect(await settings(open(database.url))).toEqual(wanted);
  });

  test('are kept once by servers that start at the same time', async () => {
    await database.query(
      `ALTER ROLE ${application()} IN DATABASE ${new URL(database.url).pathname.slice(1)} RESET ALL`,
    );
    const pools = [1, 2, 3, 4].map(() => open(database.url));
    await Promise.all(pools.map(configureRole));
    for (const pool of pools) expect(await settings(pool)).toEqual(wanted);
    expect(await database.query(kept, [application()])).toEqual([{ count: '8' }]);
  });

  test('stay with a role without rights as well', async () => {
    const pool = open(asRole(role('plain')));
    await configureRole(pool);
    expect(await settings(pool)).toEqual(wanted);
    expect(await database.query(kept, [role('plain')])).toEqual([{ count: '8' }]);
  });

  test('are told to each connection where the role cannot keep them', async () => {
    const pool = open(asRole(role('reader')));
    await configureRole(pool);
    const both = await Promise.all([settings(pool), settings(pool)]);
    expect(both).toEqual([wanted, wanted]);
    expect(await database.query(kept, [role('reader')])).toEqual([{ count: '0' }]);
  });
});

describe('a transaction', () => {
  test('runs statements in order on one connection, also those that were started together', async () => {
    const pool = open(database.url);
    const seen = await withTransaction(pool, async (db) => {
      const insert = (tenant: number) =>
        db
          .insertInto('Tenant')
          .values({ tenant, name: `t${tenant}` })
          .execute();
      await Promise.all([insert(1), insert(2), insert(3)]);
      return db.selectFrom('Tenant').select(['tenant', 'name']).orderBy('tenant').execute();
    });
    expect(seen).toEqual([
      { tenant: 1, name: 't1' },
      { tenant: 2, name: 't2' },
      { tenant: 3, name: 't3' },
    ]);
  });

  test('leaves nothing behind when the work fails, and gives its connection back', async () => {
    const pool = open(database.url);
    for (let i = 0; i < 20; i += 1) {
      const failing = withTransaction(pool, async (db) => {
        await db.insertInto('Tenant').values({ tenant: 9, name: 'never' }).execute();
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
    }
    expect(await database.query('SELECT count(*) FROM "Tenant" WHERE "tenant" = 9')).toEqual([
      { count: '0' },
    ]);
  });

  test('says how many rows it changed', async () => {
    const result = await withTransaction(open(database.url), (db) =>
      db.updateTable('Tenant').set({ name: 'x' }).where('tenant', '<', 3).executeTakeFirst(),
    );
    expect(result.numUpdatedRows).toBe(2n);
  });

  test('belongs to the caller: the builder neither begins nor closes anything', async () => {
    const attempt = withTransaction(open(database.url), (db) => db.transaction().execute(async () => 1));
    await expect(attempt).rejects.toThrow('transaction');
  });
});

const kept = `SELECT coalesce(sum(cardinality(setconfig)), 0)::text AS count FROM pg_db_role_setting s
  JOIN pg_database d ON d.oid = s.setdatabase JOIN pg_roles r ON r.oid = s.setrole
  WHERE d.datname = current_database() AND r.rolname = $1`;

// Gives each test file a database of its own, copied from a template in a few milliseconds.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase, dropDatabase } from '../../src/platform/database/databases.js';
import { testServer, type Templates } from './test-run.js';

/** A database that lives as long as the test file. */
export interface TestDatabase {
  /** URL for the code under test; there from `beforeAll` on. */
  readonly url: string;
  /** Runs SQL from the test itself; returns the rows. */
  readonly query: <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
}

/**
 * Copies a template before the tests of the calling file and drops the copy after them.
 *
 * Takes `empty` (all migrations) or `seeded` (real data besides); returns the database.
 */
export const useDatabase = (template: keyof Templates): TestDatabase => {
  let url: string | undefined;
  let pool: pg.Pool | undefined;
  const name = `${testServer().run}_${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    const { serverUrl, templates } = testServer();
    const original = templates[template];
    if (typeof original !== 'string') throw new Error(`no seeded database: ${original.fault}`);
    url = await cloneDatabase(serverUrl, original, name);
    pool = new pg.Pool({ connectionString: url, max: 4 });
  });

  afterAll(async () => {
    await pool?.end();
    await dropDatabase(testServer().serverUrl, name);
  });

  return {
    get url() {
      if (url === undefined) throw new Error('the database is there from `beforeAll` on');
      return url;
    },
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
      if (pool === undefined) throw new Error('the database is there from `beforeAll` on');
      return (await pool.query<Row>(sql, [...values])).rows;
    },
  };
};

// Gives each test file a database of its own, copied from a template in a few milliseconds.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase, dropDatabase, urlOfDatabase } from '../../src/platform/database/databases.js';
import { grantApplication } from '../../src/platform/database/grants.js';
import { testServer, type Templates } from './test-run.js';

/** A database that lives as long as the test file. */
export interface TestDatabase {
  /** URL for the code under test, with the application's login; there from `beforeAll` on. */
  readonly url: string;
  /** The same with the login that owns the tables: for migrations and data. */
  readonly adminUrl: string;
  /** Runs SQL from the test itself, which may do what the application may not; returns the rows. */
  readonly query: <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
}

/**
 * Copies a template before the tests of the calling file and drops the copy after them.
 *
 * Takes `empty` (all migrations) or `seeded` (real data besides); returns the database.
 */
export const useDatabase = (template: keyof Templates): TestDatabase => {
  let adminUrl: string | undefined;
  let pool: pg.Pool | undefined;
  const name = `${testServer().run}_${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    const { adminUrl: server, templates } = testServer();
    const original = templates[template];
    if (typeof original !== 'string') throw new Error(`no seeded database: ${original.fault}`);
    adminUrl = await cloneDatabase(server, original, name);
    // A copy has the rights on what lies in the template, and on the database itself those that everybody has by default.
    await grantApplication(adminUrl, decodeURIComponent(new URL(testServer().serverUrl).username));
    pool = new pg.Pool({ connectionString: adminUrl, max: 4 });
    // Dropping the database cuts what a connection says at its end.
    pool.on('connect', (client) => client.on('error', () => {}));
    pool.on('error', () => {});
  });

  afterAll(async () => {
    await pool?.end();
    await dropDatabase(testServer().adminUrl, name);
  });

  return {
    get url() {
      return urlOfDatabase(testServer().serverUrl, new URL(this.adminUrl).pathname.slice(1));
    },
    get adminUrl() {
      if (adminUrl === undefined) throw new Error('the database is there from `beforeAll` on');
      return adminUrl;
    },
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
      if (pool === undefined) throw new Error('the database is there from `beforeAll` on');
      return (await pool.query<Row>(sql, [...values])).rows;
    },
  };
};

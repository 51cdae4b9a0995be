// Two logins on one database: the application uses rows, and the tables belong to somebody else.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { models } from '../../src/generated/datamodel.js';
import { readEnvironment } from '../../src/kernel/config.js';
import {
  createDatabase,
  dropDatabase,
  urlOfDatabase,
  withClient,
} from '../../src/platform/database/databases.js';
import { deletable, grantApplication, mayTruncate } from '../../src/platform/database/grants.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { startDatabase } from '../../src/platform/database/start.js';
import { useDatabase } from '../support/database.js';
import { testServer } from '../support/test-run.js';

const database = useDatabase('empty');
let application: pg.Pool;
let role: string;

beforeAll(() => {
  application = new pg.Pool({ connectionString: database.url, max: 4 });
  role = new URL(database.url).username;
});
afterAll(() => application.end());

const forbidden = (what: string) => ({ code: '42501', message: expect.stringContaining(what) });
const asApplication = async (sql: string): Promise<unknown[]> => (await application.query(sql)).rows;
/** Written out, so that a table which loses its trigger is noticed. */
const appendOnly = new Set([
  'AppropriationReceipt',
  'Calculation',
  'CalculationNode',
  'DonationMatch',
  'FundCommitteeSeat',
  'FundExpense',
  'FundTransfer',
  'FundUseChange',
  'FundYear',
  'LedgerAnchor',
  'LedgerBatch',
  'LedgerEntry',
  'LedgerLeg',
  'LedgerSource',
  'LedgerTransaction',
  'ManagementFee',
  'PaymentAllocation',
  'ReportReminder',
  'StateChange',
]);
const privilegesOn = (table: string): string[] =>
  table === '_prisma_migrations'
    ? ['SELECT']
    : appendOnly.has(table)
      ? ['INSERT', 'SELECT']
      : table in deletable
        ? ['DELETE', 'INSERT', 'SELECT', 'UPDATE']
        : ['INSERT', 'SELECT', 'UPDATE'];
const quiet = (): void => {};

/** The tables from which a source file deletes; fails where that cannot be seen from the file. */
const deletesOf = (text: string): string[] => {
  expect(text).not.toMatch(/mergeInto|MERGE INTO/);
  const spelt = [...text.matchAll(/\bDELETE\s+FROM\s+(?:"(\w+)")?/gi)].map(([, table]) => table);
  const built = [...text.matchAll(/\bdeleteFrom\(([^)]*)\)/g)].flatMap(([, given = '']) => {
    // A name in place of a table's is that of a loop over tables.
    const list = new RegExp(`const ${given} of \\[([^\\]]*)\\]`).exec(text)?.[1] ?? given;
    return list.split(',').map((item) => /^\s*'(\w+)'\s*$/.exec(item)?.[1]);
  });
  const tables = [...spelt, ...built];
  expect(tables).not.toContain(undefined);
  return tables as string[];
};

/** What the role was granted, table by table. */
const grants = () =>
  database.query<{ table: string; privileges: string[] }>(
    `SELECT c.relname AS table, array_agg(a.privilege_type ORDER BY a.privilege_type) AS privileges
     FROM pg_class c, aclexplode(c.relacl) a
     WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = $1::regrole GROUP BY 1 ORDER BY 1`,
    [role],
  );

describe("the application's login", () => {
  test('is no superuser, makes neither databases nor roles, and owns nothing', async () => {
    expect(
      await asApplication(
        `SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
           (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns
         FROM pg_roles r WHERE rolname = current_user`,
      ),
    ).toEqual([
      {
        rolsuper: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolreplication: false,
        rolbypassrls: false,
        owns: 0,
      },
    ]);
  });

  test('may read, add and change rows, delete from few tables, of append-only ones read and add, of migrations read', async () => {
    const tables = [...Object.keys(models), '_prisma_migrations'].sort();
    expect(tables).toEqual(expect.arrayContaining([...appendOnly]));
    expect(await grants()).toEqual(tables.map((table) => ({ table, privileges: privilegesOn(table) })));
  });

  test('deletes from the tables from which the code deletes, and from no other', async () => {
    const files = (await readdir('src', { recursive: true })).filter(
      (name) => name.endsWith('.ts') && !name.startsWith('generated'),
    );
    const texts = await Promise.all(files.map((name) => readFile(join('src', name), 'utf8')));
    expect([...new Set(texts.flatMap(deletesOf))].sort()).toEqual(Object.keys(deletable).sort());
    for (const table of Object.keys(models)) {
      const deletion = asApplication(`DELETE FROM "${table}" WHERE FALSE`);
      if (table in deletable) expect(await deletion).toEqual([]);
      else await expect(deletion).rejects.toMatchObject(forbidden(`permission denied for table ${table}`));
    }
  });

  test('makes no temporary tables and keeps no large objects', async () => {
    await expect(asApplication('CREATE TEMPORARY TABLE "Mine" ("n" integer)')).rejects.toMatchObject(
      forbidden('permission denied to create temporary tables'),
    );
    for (const call of [
      'lo_creat(-1)',
      'lo_create(0)',
      `lo_from_bytea(0, 'x')`,
      `lo_put(1, 0, 'x')`,
      `lo_import('/etc/hostname')`,
      `lowrite(0, 'x')`,
      'lo_truncate(0, 0)',
      'lo_truncate64(0, 0)',
      'lo_unlink(1)',
    ])
      await expect(asApplication(`SELECT ${call}`)).rejects.toMatchObject(
        forbidden(`permission denied for function ${/^\w+/.exec(call)![0]}`),
      );
  });

  test('empties, locks, alters, drops and makes no table', async () => {
    for (const table of [...Object.keys(models), '_prisma_migrations'])
      await expect(asApplication(`TRUNCATE "${table}" CASCADE`)).rejects.toMatchObject(
        forbidden('permission denied for table'),
      );
    await expect(asApplication('ALTER TABLE "Tenant" DISABLE TRIGGER ALL')).rejects.toMatchObject(
      forbidden('must be owner'),
    );
    await expect(asApplication('DROP TABLE "Mention"')).rejects.toMatchObject(forbidden('must be owner'));
    await expect(asApplication('CREATE TABLE "Mine" ("n" integer)')).rejects.toMatchObject(
      forbidden('permission denied for schema public'),
    );
    await expect(asApplication('CREATE SCHEMA "mine"')).rejects.toMatchObject(
      forbidden('permission denied for database'),
    );
    await expect(asApplication(`SET session_replication_role = 'replica'`)).rejects.toMatchObject(
      forbidden('permission denied to set parameter'),
    );
    await expect(asApplication('DELETE FROM "_prisma_migrations"')).rejects.toMatchObject(
      forbidden('permission denied for table'),
    );
  });
});

describe('an append-only table', () => {
  const rows = () => database.query('SELECT * FROM "Ledger" ORDER BY "n"');
  const refused = async (): Promise<void> => {
    for (const sql of [
      'UPDATE "Ledger" SET "n" = 2',
      'DELETE FROM "Ledger"',
      'TRUNCATE "Ledger"',
      'INSERT INTO "Ledger" VALUES (1) ON CONFLICT ("n") DO UPDATE SET "n" = 2',
      'SELECT * FROM "Ledger" FOR UPDATE',
    ])
      await expect(asApplication(sql)).rejects.toMatchObject(forbidden('permission denied for table Ledger'));
    expect(await rows()).toEqual([{ n: 1 }]);
  };

  beforeAll(async () => {
    await database.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$;
       CREATE TABLE "Ledger" ("n" integer PRIMARY KEY);
       CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Ledger" FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
  });

  test('is closed to the application until it is granted', async () => {
    await expect(asApplication('SELECT * FROM "Ledger"')).rejects.toMatchObject(
      forbidden('permission denied for table Ledger'),
    );
    expect(await grantApplication(database.adminUrl, role)).toEqual([
      `GRANT INSERT, SELECT ON TABLE public."Ledger" TO ${role}`,
    ]);
  });

  test('takes rows, shows them and refuses every change', async () => {
    await asApplication('INSERT INTO "Ledger" VALUES (1)');
    expect(await asApplication('SELECT * FROM "Ledger"')).toEqual([{ n: 1 }]);
    await refused();
  });

  test('loses what was granted before it became append-only, or by hand', async () => {
    await database.query(`GRANT ALL ON "Ledger" TO ${role}`);
    const [statement, ...more] = await grantApplication(database.adminUrl, role);
    expect(more).toEqual([]);
    expect(statement).toMatch(/^REVOKE DELETE, .*TRIGGER, TRUNCATE, UPDATE ON TABLE public."Ledger" FROM /);
    await refused();
  });

  test('is not written through a view, which has the rights of its owner', async () => {
    await database.query('CREATE VIEW "LedgerView" AS SELECT * FROM "Ledger"');
    await grantApplication(database.adminUrl, role);
    expect(await asApplication('SELECT * FROM "LedgerView"')).toEqual([{ n: 1 }]);
    await expect(asApplication('DELETE FROM "LedgerView"')).rejects.toMatchObject(
      forbidden('permission denied for view LedgerView'),
    );
    await database.query('DROP VIEW "LedgerView"');
  });

  test('of the platform refuses the application every change, also without rows', async () => {
    for (const table of appendOnly)
      for (const sql of [
        `UPDATE "${table}" SET "tenant" = 0`,
        `DELETE FROM "${table}"`,
        `TRUNCATE "${table}"`,
      ])
        await expect(asApplication(sql)).rejects.toMatchObject(
          forbidden(`permission denied for table ${table}`),
        );
  });

  test('refuses its owner the change of a row as well, by its trigger', async () => {
    await expect(database.query('UPDATE "Ledger" SET "n" = 2')).rejects.toThrow('append only');
    await expect(database.query('DELETE FROM "Ledger"')).rejects.toThrow('append only');
    expect(await rows()).toEqual([{ n: 1 }]);
  });
});

describe('granting', () => {
  test('a second time changes nothing', async () => {
    await grantApplication(database.adminUrl, role);
    const before = await grants();
    expect(await grantApplication(database.adminUrl, role)).toEqual([]);
    expect(await grants()).toEqual(before);
  });

  test('by servers that start at the same time is done once', async () => {
    const before = await grants();
    await database.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`);
    const done = await Promise.all([1, 2, 3, 4].map(() => grantApplication(database.adminUrl, role)));
    expect(done.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, 0, 0, before.length]);
    expect(await grants()).toEqual(before);
  });

  test('takes the making of tables from everybody, as PostgreSQL 14 still allows it', async () => {
    await database.query('GRANT CREATE ON SCHEMA public TO PUBLIC');
    expect(await grantApplication(database.adminUrl, role)).toEqual([
      'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    ]);
    await expect(asApplication('CREATE TABLE "Mine" ("n" integer)')).rejects.toMatchObject(
      forbidden('permission denied for schema public'),
    );
  });

  test('takes back what everybody was given on a table or on one of its columns', async () => {
    await database.query(
      'GRANT DELETE, UPDATE ON "LedgerLeg" TO PUBLIC; GRANT SELECT, UPDATE ("amountFen") ON "LedgerEntry" TO PUBLIC',
    );
    await database.query(`GRANT UPDATE ("amountFen") ON "LedgerLeg" TO ${role}`);
    expect(await grantApplication(database.adminUrl, role)).toEqual([
      'REVOKE DELETE, UPDATE ON TABLE public."LedgerLeg" FROM PUBLIC',
      'REVOKE UPDATE ON TABLE public."LedgerEntry" FROM PUBLIC',
      `REVOKE UPDATE ON TABLE public."LedgerLeg" FROM ${role}`,
    ]);
    for (const table of ['LedgerLeg', 'LedgerEntry'])
      await expect(asApplication(`UPDATE "${table}" SET "amountFen" = 1`)).rejects.toMatchObject(
        forbidden(`permission denied for table ${table}`),
      );
    expect(await grantApplication(database.adminUrl, role)).toEqual([]);
  });

  test.each([
    [
      'inherits',
      'GRANT DELETE, UPDATE ("amountFen") ON "LedgerLeg" TO $keeper',
      'DELETE, UPDATE on "LedgerLeg"',
    ],
    [
      'may take',
      'GRANT TRUNCATE ON "LedgerLeg" TO $keeper; ALTER ROLE $narrow NOINHERIT; REVOKE $keeper FROM $narrow; GRANT $keeper TO $narrow',
      'TRUNCATE on "LedgerLeg"',
    ],
    ['gets by owning a table', 'ALTER TABLE "LedgerLeg" OWNER TO $keeper', 'on "LedgerLeg"'],
    [
      'gets from PostgreSQL itself',
      'GRANT pg_write_all_data TO $keeper',
      'DELETE on "AccessGrant" and more on',
    ],
  ])('is refused where the role %s too much as a member of another, and says so', async (_, sql, what) => {
    // Roles of its own: the server's other databases know the application's, and memberships hold in all of them.
    const [narrow, keeper] = [`${testServer().run}_narrow`, `${testServer().run}_keeper`];
    const named = (text: string): string => text.replaceAll('$keeper', keeper).replaceAll('$narrow', narrow);
    await database.query(named('CREATE ROLE $keeper; CREATE ROLE $narrow; GRANT $keeper TO $narrow'));
    try {
      await grantApplication(database.adminUrl, narrow);
      await database.query(named(sql));
      const refused = grantApplication(database.adminUrl, narrow);
      await expect(refused).rejects.toThrow(`The application's role ${narrow} may `);
      await expect(refused).rejects.toThrow(what);
      await expect(refused).rejects.toThrow(new RegExp(`as a member of [^;]*${keeper}`));
    } finally {
      await database.query(
        named(
          'REASSIGN OWNED BY $keeper TO CURRENT_USER; DROP OWNED BY $keeper, $narrow; DROP ROLE $keeper, $narrow',
        ),
      );
    }
    expect(await grantApplication(database.adminUrl, role)).toEqual([]);
  });

  test('to a superuser is refused, whom no grant holds back', async () => {
    const other = `${testServer().run}_super`;
    await database.query(`CREATE ROLE ${other} SUPERUSER`);
    try {
      await expect(grantApplication(database.adminUrl, other)).rejects.toThrow('because it is a superuser');
    } finally {
      await database.query(`DROP OWNED BY ${other}; DROP ROLE ${other}`);
    }
  });

  test('to a role that does not exist is refused and grants nothing', async () => {
    const before = await grants();
    await expect(grantApplication(database.adminUrl, 'nobody_here')).rejects.toThrow(
      'role "nobody_here" does not exist',
    );
    expect(await grants()).toEqual(before);
  });
});

describe('preparing a database', () => {
  const name = `${testServer().run}_prepared`;
  const { serverUrl, adminUrl: adminServerUrl } = testServer();
  const url = urlOfDatabase(serverUrl, name);
  let adminUrl: string;
  beforeAll(async () => {
    adminUrl = await createDatabase(adminServerUrl, name);
  });
  afterAll(() => dropDatabase(adminServerUrl, name));

  test('is refused to the application alone, which may not make tables', async () => {
    await expect(prepareDatabase({ url, adminUrl: url }, quiet)).rejects.toThrow(
      'permission denied for schema public',
    );
  });

  test('is refused where the two URLs name different databases, and makes no table', async () => {
    await expect(prepareDatabase({ url: database.url, adminUrl }, quiet)).rejects.toThrow(
      `and DATABASE_ADMIN_URL ${name}; they must name the same.`,
    );
    const owner = new pg.Client({ connectionString: adminUrl });
    await owner.connect();
    const { rows } = await owner.query(`SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace`);
    await owner.end();
    expect(rows).toEqual([]);
  });

  test('makes the tables and grants them; then the application finds nothing left to do', async () => {
    const applied = await prepareDatabase({ url, adminUrl }, quiet);
    expect(applied[0]).toMatch(/^\d{14}_/);
    expect(await grantApplication(adminUrl, role)).toEqual([]);
    expect(await prepareDatabase({ url, adminUrl }, quiet)).toEqual([]);
    expect(await prepareDatabase({ url, adminUrl: url }, quiet)).toEqual([]);
  });

  test('lets the application in first where the operator closed the database to everybody', async () => {
    const shut = `${name}_shut`;
    const owned = await createDatabase(adminServerUrl, shut);
    try {
      await withClient(owned, (client) => client.query(`REVOKE ALL ON DATABASE ${shut} FROM PUBLIC`));
      const closed = urlOfDatabase(serverUrl, shut);
      await expect(prepareDatabase({ url: closed, adminUrl }, quiet)).rejects.toThrow(
        `DATABASE_URL names the database ${shut} and DATABASE_ADMIN_URL ${name}; they must name the same.`,
      );
      expect(await prepareDatabase({ url: closed, adminUrl: owned }, quiet)).not.toEqual([]);
      const { rows } = await withClient(closed, (client) => client.query('SELECT FROM "Fund"'));
      expect(rows).toEqual([]);
    } finally {
      await dropDatabase(adminServerUrl, shut);
    }
  });

  test('leaves a login that may empty tables to be warned of, and no other', async () => {
    expect(await mayTruncate(url)).toBe(false);
    expect(await mayTruncate(adminUrl)).toBe(true);
  });
});

describe('the environment', () => {
  const both = { DATABASE_URL: 'postgres://app@host/db', DATABASE_ADMIN_URL: 'postgresql://owner@host/db' };

  test('names both logins of an outside database, or one for both', async () => {
    const { databaseUrl, databaseAdminUrl } = readEnvironment(both);
    expect({ databaseUrl, databaseAdminUrl }).toEqual({
      databaseUrl: both.DATABASE_URL,
      databaseAdminUrl: both.DATABASE_ADMIN_URL,
    });
    expect(await startDatabase(readEnvironment(both), quiet)).toMatchObject({
      url: both.DATABASE_URL,
      adminUrl: both.DATABASE_ADMIN_URL,
      embedded: false,
    });
    const { DATABASE_ADMIN_URL: _, ...one } = both;
    expect(await startDatabase(readEnvironment(one), quiet)).toMatchObject({
      url: both.DATABASE_URL,
      adminUrl: both.DATABASE_URL,
    });
  });

  test('is refused with an owner of another form, or of nothing', () => {
    expect(() => readEnvironment({ ...both, DATABASE_ADMIN_URL: 'mysql://host' })).toThrow(
      'DATABASE_ADMIN_URL must start with postgres:// or postgresql://.',
    );
    expect(() => readEnvironment({ DATABASE_ADMIN_URL: both.DATABASE_ADMIN_URL })).toThrow(
      'DATABASE_ADMIN_URL must come with DATABASE_URL.',
    );
  });
});

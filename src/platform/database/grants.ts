// What the application's login may do in the database: use rows, and of an append-only table only read and add them.
import pg from 'pg';
import { withClient } from './databases.js';
import { PRISMA_LOCK } from './migrate.js';

/**
 * The tables whose rows the application takes out again, each with the reason. Whatever is not named here stays once it
 * is written: a fault in the platform, or who speaks in its place, can change a row where changes are, and remove none.
 */
export const deletable: Readonly<Record<string, string>> = {
  AccessLogEntry: 'who read what is kept for a year, and then no longer than there is need',
  BankFormatColumn: 'a format that is saved anew names its columns anew',
  ClosingRefusal: 'a run that is reviewed anew tells anew what holds it up',
  FieldUsage: 'who used a field more than a year ago is asked by nobody',
  OutboxEvent: 'an event that is older than events are kept',
  PartyPath: 'a place in the tree that was foreseen and does not come to be, because the tree changed before',
  RateBucket: 'a budget that is full again needs no row',
  RevenueEvidence: 'a report that is submitted anew names its evidence anew',
  RevenueLine: 'a report that is submitted anew states its figures anew',
  WebhookAttempt: 'the log of what was sent is kept for a limited time',
  WebhookDelivery: 'the log of what was sent is kept for a limited time',
};

/**
 * Tables and views with what the role shall have on them; $2 names the tables from which it deletes.
 *
 * A table is append-only when it has a row trigger of the name `append_only`, so that no list has to be kept beside
 * the migrations. A view is read only: whoever writes through it does so with the rights of its owner.
 */
const relations = `
  SELECT c.oid, c.relname, c.relowner, 'TABLE public.' || quote_ident(c.relname) AS object, c.relacl AS acl,
    CASE
      WHEN c.relkind IN ('v', 'm') OR c.relname = '_prisma_migrations' THEN '{SELECT}'
      WHEN EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only'
        AND t.tgtype & 1 = 1 AND NOT t.tgisinternal) THEN '{SELECT,INSERT}'
      WHEN c.relname = ANY ($2::text[]) THEN '{SELECT,INSERT,UPDATE,DELETE}'
      ELSE '{SELECT,INSERT,UPDATE}'
    END::text[] AS privileges
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`;

/** Functions of PostgreSQL that everybody may call, and that keep bytes in the database beside all tables. */
const largeObjectWriters =
  '{lo_creat,lo_create,lo_from_bytea,lo_import,lo_put,lo_truncate,lo_truncate64,lo_unlink,lowrite}';

/**
 * The statements that lead from what the role $1 holds, itself or like everybody, to what it shall hold.
 *
 * Temporary tables and large objects are taken from everybody: the application needs neither, and both fill the disk.
 * The functions belong to the server's superuser, so that another owner of the tables leaves them as they are.
 */
const missing = `
  WITH relations AS (${relations}),
  objects AS (
    SELECT 'DATABASE ' || quote_ident(datname) AS object, coalesce(datacl, acldefault('d', datdba)) AS acl,
      '{CONNECT}'::text[] AS privileges, datdba AS owner
    FROM pg_database WHERE datname = current_database()
    UNION ALL
    SELECT 'SCHEMA public', coalesce(nspacl, acldefault('n', nspowner)), '{USAGE}', NULL
    FROM pg_namespace WHERE nspname = 'public'
    UNION ALL
    SELECT format('FUNCTION pg_catalog.%I(%s)', proname, pg_get_function_identity_arguments(oid)),
      coalesce(proacl, acldefault('f', proowner)), '{}', proowner
    FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY ('${largeObjectWriters}')
    UNION ALL
    SELECT object, acl, privileges, NULL FROM relations
  ),
  grantees AS (
    SELECT oid, quote_ident(rolname) AS name FROM pg_roles WHERE rolname = $1 UNION ALL SELECT 0, 'PUBLIC'
  ),
  wanted AS (SELECT object, unnest(privileges) AS privilege FROM objects),
  held AS (
    SELECT object, owner, g.name AS grantee, a.privilege_type AS privilege
    FROM objects CROSS JOIN aclexplode(acl) a JOIN grantees g ON g.oid = a.grantee
  ),
  -- To revoke a privilege on a table takes it from the table's columns as well.
  held_on_columns AS (
    SELECT object, NULL::oid AS owner, g.name AS grantee, a.privilege_type AS privilege
    FROM relations JOIN pg_attribute t ON t.attrelid = relations.oid
      CROSS JOIN aclexplode(t.attacl) a JOIN grantees g ON g.oid = a.grantee
  ),
  lacking AS (SELECT * FROM wanted EXCEPT SELECT object, privilege FROM held WHERE grantee <> 'PUBLIC'),
  surplus AS (
    SELECT DISTINCT object, grantee, privilege FROM (SELECT * FROM held UNION ALL SELECT * FROM held_on_columns) h
    WHERE (object, privilege) NOT IN (SELECT object, privilege FROM wanted)
      AND (owner IS NULL OR pg_has_role(current_user, owner, 'USAGE'))
  )
  SELECT format('GRANT %s ON %s TO %I', string_agg(privilege, ', ' ORDER BY privilege), object, $1::text) AS statement
  FROM lacking GROUP BY object
  UNION ALL
  SELECT format('REVOKE %s ON %s FROM %s', string_agg(privilege, ', ' ORDER BY privilege), object, grantee)
  FROM surplus GROUP BY object, grantee
  ORDER BY statement`;

/**
 * What the role $1 may do on tables beyond what it shall, and as whom: a role that it is a member of, be it that it has
 * to say so first (SET ROLE), the owner, a superuser.
 */
const excess = `
  WITH relations AS (${relations}),
  roles AS (SELECT oid, rolname FROM pg_roles WHERE pg_has_role($1::name, oid, 'MEMBER'))
  SELECT quote_ident(t.relname) AS "table", string_agg(DISTINCT p.privilege_type, ', ') AS privileges,
    coalesce(array_agg(DISTINCT r.rolname::text) FILTER (WHERE r.rolname <> $1), '{}') AS roles,
    (SELECT rolsuper FROM pg_roles WHERE rolname = $1) AS super
  -- All that there is to be had on a table in this version of PostgreSQL.
  FROM relations t CROSS JOIN aclexplode(acldefault('r', t.relowner)) p CROSS JOIN roles r
  WHERE NOT p.privilege_type = ANY (t.privileges)
    AND (has_table_privilege(r.oid, t.oid, p.privilege_type)
      OR CASE WHEN p.privilege_type IN ('INSERT', 'UPDATE', 'REFERENCES')
        THEN has_any_column_privilege(r.oid, t.oid, p.privilege_type) END)
  GROUP BY t.relname ORDER BY t.relname`;

/**
 * Gives the application's role what it needs on every table, and takes from it, and from everybody, what it may not have
 * there. Comes after each migration, which may have made tables; where nothing has changed it costs two queries.
 *
 * Takes the database's URL with the login that owns the tables, and the name of the role; returns the statements
 * that were needed, none where everything stood already. Throws an Error where the role still may more than it shall,
 * and the driver's error, as when there is no such role.
 */
export const grantApplication = (adminUrl: string, role: string): Promise<readonly string[]> =>
  withClient(adminUrl, async (client) => {
    const values = [role, Object.keys(deletable)];
    const find = async (): Promise<string[]> => {
      const { rows } = await client.query<{ statement: string }>(missing, values);
      return rows.map(({ statement }) => statement);
    };
    let statements = await find();
    if (statements.length > 0) {
      await lockRights(client);
      statements = await find();
      // One message is one transaction: all are granted, or none.
      if (statements.length > 0) await client.query(statements.join('; '));
    }
    const { rows } = await client.query<Excess>(excess, values);
    if (rows.length > 0) throw new Error(tooMuch(role, rows));
    return statements;
  });

/**
 * Lets the application's role into the database where that is not open to everybody. The rest needs a look at who it
 * is, for which it must come in.
 */
export const grantConnect = (adminUrl: string, role: string, database: string): Promise<void> =>
  withClient(adminUrl, async (client) => {
    await lockRights(client);
    const [where, whom] = [database, role].map((name) => pg.escapeIdentifier(name));
    await client.query(`GRANT CONNECT ON DATABASE ${where} TO ${whom}`);
  });

const lockRights = async (client: pg.Client): Promise<void> => {
  // As in a migration: the limits that the role may keep are for requests.
  await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
  // Two sessions that write the rights of one table at once make PostgreSQL fail ("tuple concurrently updated").
  await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
};

interface Excess {
  readonly table: string;
  readonly privileges: string;
  readonly roles: readonly string[];
  readonly super: boolean;
}

const tooMuch = (role: string, rows: readonly Excess[]): string => {
  const { table, privileges, roles, super: isSuper } = rows[0]!;
  const others = rows.length === 1 ? '' : ` and more on ${rows.length - 1} other tables`;
  const cause = isSuper
    ? 'because it is a superuser'
    : roles.length > 0
      ? `as a member of ${roles.join(', ')}`
      : "by a grant that the tables' owner did not make and cannot take back";
  return `The application's role ${role} may ${privileges} on ${table}${others}, ${cause}; take that from it, or name another login in DATABASE_URL.`;
};

/**
 * Takes the URL of the application's login; returns whether it may empty a table, as the owner and a superuser may:
 * then nothing but row triggers protects the append-only tables, and TRUNCATE passes these by.
 */
export const mayTruncate = (url: string): Promise<boolean> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ may: boolean }>(
      `SELECT coalesce(bool_or(has_table_privilege(oid, 'TRUNCATE')), false) AS may
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    return rows[0]!.may;
  });

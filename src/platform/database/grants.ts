// What the application's login may do in the database: use rows, and of an append-only table only read and add them.
import { withClient } from './databases.js';
import { PRISMA_LOCK } from './migrate.js';

/**
 * The statements that lead from what the role $1 holds to what it shall hold.
 *
 * A table is append-only when it has a row trigger of the name `append_only`, so that no list has to be kept beside
 * the migrations. A view is read only: whoever writes through it does so with the rights of its owner.
 */
const missing = `
  WITH relations AS (
    SELECT 'TABLE public.' || quote_ident(c.relname) AS object, c.relacl AS acl,
      CASE
        WHEN c.relkind IN ('v', 'm') OR c.relname = '_prisma_migrations' THEN '{SELECT}'
        WHEN EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only'
          AND t.tgtype & 1 = 1 AND NOT t.tgisinternal) THEN '{SELECT,INSERT}'
        ELSE '{SELECT,INSERT,UPDATE,DELETE}'
      END::text[] AS privileges
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  ),
  objects AS (
    SELECT 'DATABASE ' || quote_ident(datname) AS object, datacl AS acl, '{CONNECT}'::text[] AS privileges
    FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 'SCHEMA public', nspacl, '{USAGE}' FROM pg_namespace WHERE nspname = 'public'
    UNION ALL SELECT * FROM relations
  ),
  wanted AS (SELECT object, unnest(privileges) AS privilege FROM objects),
  held AS (
    SELECT object, a.privilege_type AS privilege FROM objects, aclexplode(acl) a
    WHERE a.grantee = (SELECT oid FROM pg_roles WHERE rolname = $1)
  ),
  lacking AS (SELECT * FROM wanted EXCEPT SELECT * FROM held),
  -- What an operator gave on the database itself is none of our business.
  surplus AS (SELECT * FROM held WHERE object NOT LIKE 'DATABASE %' EXCEPT SELECT * FROM wanted)
  SELECT format('GRANT %s ON %s TO %I', string_agg(privilege, ', ' ORDER BY privilege), object, $1::text) AS statement
  FROM lacking GROUP BY object
  UNION ALL
  SELECT format('REVOKE %s ON %s FROM %I', string_agg(privilege, ', ' ORDER BY privilege), object, $1::text)
  FROM surplus GROUP BY object
  UNION ALL
  -- Until PostgreSQL 14 everybody may make tables there.
  SELECT 'REVOKE CREATE ON SCHEMA public FROM PUBLIC' FROM objects, aclexplode(acl) a
  WHERE object = 'SCHEMA public' AND a.grantee = 0 AND a.privilege_type = 'CREATE'
  ORDER BY statement`;

/**
 * Gives the application's role what it needs on every table, and takes from it what it may not have there. Comes
 * after each migration, which may have made tables; where nothing has changed it costs one query.
 *
 * Takes the database's URL with the login that owns the tables, and the name of the role; returns the statements
 * that were needed, none where everything stood already. Throws the driver's error, as when there is no such role.
 */
export const grantApplication = (adminUrl: string, role: string): Promise<readonly string[]> =>
  withClient(adminUrl, async (client) => {
    const find = async (): Promise<string[]> => {
      const { rows } = await client.query<{ statement: string }>(missing, [role]);
      return rows.map(({ statement }) => statement);
    };
    if ((await find()).length === 0) return [];
    // As in a migration: the limits that the role may keep are for requests.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    // Two sessions that write the rights of one table at once make PostgreSQL fail ("tuple concurrently updated").
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    const statements = await find();
    // One message is one transaction: all are granted, or none.
    if (statements.length > 0) await client.query(statements.join('; '));
    return statements;
  });

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

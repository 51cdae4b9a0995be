// Brings a database up to date for the platform: its tables, then what the application may do with them.
import pg from 'pg';
import { withClient } from './databases.js';
import { grantApplication, grantConnect } from './grants.js';
import { migrate } from './migrate.js';
import type { StartedDatabase } from './start.js';

/**
 * Applies the migrations that a database lacks and grants the application its part. Where both logins are one there
 * is nothing to grant; that one may also be a login without rights, on a database that somebody else has prepared.
 *
 * Takes the database's two URLs and a place for progress lines; returns the names of the migrations that were
 * applied. Throws an Error where the URLs name different databases, MigrationError, or the driver's error.
 */
export async function prepareDatabase(
  { url, adminUrl }: Pick<StartedDatabase, 'url' | 'adminUrl'>,
  tell: (line: string) => void,
): Promise<string[]> {
  if (url === adminUrl) return migrate(adminUrl, tell);
  const admin = await whoAndWhere(adminUrl);
  const application = await letIn(url, adminUrl, admin.database);
  // Before any table is made, so that a slip of the pen does not fill somebody else's database with them.
  if (application.database !== admin.database)
    throw new Error(
      `DATABASE_URL names the database ${application.database} and DATABASE_ADMIN_URL ${admin.database}; they must name the same.`,
    );
  const applied = await migrate(adminUrl, tell);
  if (application.role !== admin.role) await grantApplication(adminUrl, application.role);
  return applied;
}

interface Login {
  readonly role: string;
  readonly database: string;
}

/** SQLSTATE of a login that the server knows and the database is closed to. */
const closed = '42501';

/**
 * Who and where the application is. Where an operator has closed the database to everybody, its URL says who is to be
 * let in first; that URL must name the owner's database, so that nobody is let into another.
 */
const letIn = async (url: string, adminUrl: string, database: string): Promise<Login> => {
  try {
    return await whoAndWhere(url);
  } catch (error) {
    const { user, database: named } = new pg.Client({ connectionString: url });
    if ((error as { code?: string }).code !== closed || user === undefined || named === undefined)
      throw error;
    if (named !== database) return { role: user, database: named };
    await grantConnect(adminUrl, user, database);
    return whoAndWhere(url);
  }
};

/** Asked of the server, since a pooler in between may have other names for both. */
const whoAndWhere = (url: string): Promise<Login> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<Login>('SELECT current_user AS role, current_database() AS database');
    return rows[0]!;
  });

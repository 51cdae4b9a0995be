// Brings a database up to date for the platform: its tables, then what the application may do with them.
import { withClient } from './databases.js';
import { grantApplication } from './grants.js';
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
  const [application, admin] = await Promise.all([url, adminUrl].map(whoAndWhere));
  // Before anything is written, so that a slip of the pen does not fill somebody else's database with tables.
  if (application!.database !== admin!.database)
    throw new Error(
      `DATABASE_URL names the database ${application!.database} and DATABASE_ADMIN_URL ${admin!.database}; they must name the same.`,
    );
  const applied = await migrate(adminUrl, tell);
  if (application!.role !== admin!.role) await grantApplication(adminUrl, application!.role);
  return applied;
}

/** Asked of the server, since a pooler in between may have other names for both. */
const whoAndWhere = (url: string): Promise<{ role: string; database: string }> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ role: string; database: string }>(
      'SELECT current_user AS role, current_database() AS database',
    );
    return rows[0]!;
  });

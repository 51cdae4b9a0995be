// Installs, rights, credentials and posts as their operations need them, locked where they must stay as they are.
import { sql, type Transaction } from 'kysely';
import type { AppState, Database } from '../../generated/database.js';
import type { DataClass } from '../../kernel/caller.js';
import type { Row } from '../../kernel/operation.js';
import { refusingDuplicates } from '../../kernel/write/rows.js';
import type { Post } from './rules.js';

/** The rights of an install. */
export function grantsOfInstall(
  tx: Transaction<Database>,
  tenant: number,
  installId: string,
): Promise<
  readonly { readonly scope: string; readonly division: string | null; readonly dataClass: DataClass }[]
> {
  return tx
    .selectFrom('AccessGrant')
    .select(['scope', 'division', 'dataClass'])
    .where('tenant', '=', tenant)
    .where('installId', '=', installId)
    .orderBy('scope')
    .orderBy('dataClass')
    .execute();
}

/** The install with the state of its app, kept as it is until the transaction ends. */
export async function lockInstall(
  tx: Transaction<Database>,
  tenant: number,
  id: string,
): Promise<{ readonly state: string; readonly appState: AppState; readonly appName: string }> {
  const { rows } = await sql<{ state: string; appState: AppState; appName: string }>`
    SELECT i."state", a."state" AS "appState", a."name" AS "appName" FROM "AppInstall" i
    JOIN "App" a ON a."tenant" = ${tenant} AND a."id" = i."appId"
    WHERE i."tenant" = ${tenant} AND i."id" = ${id}::uuid FOR SHARE`.execute(tx);
  return rows[0]!;
}

/** The entry of an app in an office's list, made of the first one where there is none yet. Two at once make one. */
export async function ensureEntry(
  tx: Transaction<Database>,
  tenant: number,
  app: Row,
  divisionKey: string,
  now: string,
): Promise<void> {
  if (app['tenant'] === tenant) return;
  const entry = tx
    .insertInto('App')
    .values({
      tenant,
      id: app['id'] as string,
      name: app['name'] as string,
      owner: app['owner'] as string,
      contact: app['contact'] as string | null,
      purpose: app['purpose'] as string,
      divisionKey,
      homeTenant: app['homeTenant'] as number,
      createdAt: now,
      updatedAt: now,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doNothing());
  await refusingDuplicates('App', () => entry.execute(), ['app']);
}

/** An install's organization, if it acts for one. */
export async function organizationOf(tx: Transaction<Database>, id: unknown): Promise<Row | undefined> {
  if (typeof id !== 'string') return undefined;
  // A credential may act for an organization that another office records.
  return tx.selectFrom('Organization').select(['id', 'divisionKey']).where('id', '=', id).executeTakeFirst();
}

/**
 * The posts of a person. Locks the office's row first: of two appointments at once the second sees the first, and posts
 * change so seldom that an office's may well stand in a line.
 */
export async function lockPosts(
  tx: Transaction<Database>,
  tenant: number,
  subject: string,
): Promise<readonly Post[]> {
  await sql`SELECT FROM "Tenant" WHERE "tenant" = ${tenant} FOR NO KEY UPDATE`.execute(tx);
  return tx
    .selectFrom('Appointment')
    .select(['role', 'organizationId', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('subject', '=', subject)
    .execute();
}

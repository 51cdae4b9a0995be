// Statements about partnerships that must be said by hand.
import type { Transaction } from 'kysely';
import type { Database, OrganizationKind, OrganizationStatus } from '../../generated/database.js';
import type { Recorded } from './rules/fitness.js';

type Tx = Transaction<Database>;

/** A body as the rules of partnerships see it. */
export interface Body {
  readonly kind: OrganizationKind;
  readonly status: OrganizationStatus;
}

/**
 * Lets one transaction at a time judge what a body is to communities, and reads the body after the others. Partnerships
 * of one body have no row in common but the body's own: of two applications at once each would find none recorded yet,
 * and a body could apply again while it is being excluded. A property, so that a test can take it away and see what then
 * happens.
 */
export const bodyLock = {
  async take(tx: Tx, tenant: number, organizationId: string): Promise<Body> {
    return tx
      .selectFrom('Organization')
      .select(['kind', 'status'])
      .where('tenant', '=', tenant)
      .where('id', '=', organizationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
  },
};

/** All partnerships of a body with a community but one; call it after the body's lock. */
export async function recordedBeside(
  tx: Tx,
  tenant: number,
  pair: { readonly organizationId: string; readonly divisionKey: string },
  id: string | null,
): Promise<readonly Recorded[]> {
  let query = tx
    .selectFrom('CommunityPartner')
    .select(['kind', 'state', 'validTo'])
    .where('tenant', '=', tenant)
    .where('organizationId', '=', pair.organizationId)
    .where('divisionKey', '=', pair.divisionKey);
  if (id !== null) query = query.where('id', '!=', id);
  return query.orderBy('id').execute();
}

// Statements about organizations that must be said by hand.
import type { Transaction } from 'kysely';
import type { Database, ResidenceRole } from '../../generated/database.js';

/** Day on which the organization's last recorded change of status took effect; null before the first. */
export async function lastStatusChangeOn(
  tx: Transaction<Database>,
  tenant: number,
  organizationId: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom('OrganizationStatusChange')
    .select((e) => e.fn.max('effectiveOn').as('on'))
    .where('tenant', '=', tenant)
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  return row?.on ?? null;
}

/**
 * A residence of the same part in the same division with a day in common; null if there is none.
 * The caller holds the organization's row, so that no other residence of it comes in between.
 */
export async function overlappingResidence(
  tx: Transaction<Database>,
  tenant: number,
  wanted: {
    readonly organizationId: string;
    readonly divisionKey: string;
    readonly role: ResidenceRole;
    readonly validFrom: string;
    readonly validTo: string | null;
  },
): Promise<{ readonly validFrom: string } | null> {
  let query = tx
    .selectFrom('OrganizationResidence')
    .select('validFrom')
    .where('tenant', '=', tenant)
    .where('organizationId', '=', wanted.organizationId)
    .where('divisionKey', '=', wanted.divisionKey)
    .where('role', '=', wanted.role)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', wanted.validFrom)]));
  if (wanted.validTo !== null) query = query.where('validFrom', '<', wanted.validTo);
  return (await query.orderBy('validFrom').limit(1).executeTakeFirst()) ?? null;
}

// Statements about organizations that must be said by hand.
import type { Transaction } from 'kysely';
import type { Database, ResidenceRole } from '../../generated/database.js';

/** Days on which the organization's first and last recorded changes of status took effect; null before the first. */
export async function statusChangeDays(
  tx: Transaction<Database>,
  tenant: number,
  organizationId: string,
): Promise<{ readonly first: string | null; readonly last: string | null }> {
  const row = await tx
    .selectFrom('OrganizationStatusChange')
    .select((e) => [e.fn.min('effectiveOn').as('first'), e.fn.max('effectiveOn').as('last')])
    .where('tenant', '=', tenant)
    .where('organizationId', '=', organizationId)
    .executeTakeFirst();
  return { first: row?.first ?? null, last: row?.last ?? null };
}

/** A residence of the organization as it is now; call it after the organization's lock. */
export async function residenceOf(
  tx: Transaction<Database>,
  tenant: number,
  organizationId: string,
  id: string,
): Promise<{ readonly id: string; readonly validFrom: string; readonly validTo: string | null } | undefined> {
  return tx
    .selectFrom('OrganizationResidence')
    .select(['id', 'validFrom', 'validTo'])
    .where('tenant', '=', tenant)
    .where('organizationId', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
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

// Makes the seed's rows of community partners.
import type {
  PartnerContribution,
  PartnerKind,
  PartnerState,
  ServiceTier,
} from '../../src/generated/database.js';
import { known, readLines, several, type folders } from './files.js';
import { seedId, type Rows } from './tables.js';

/** The partnerships of a folder. */
export function partnerRows(folder: keyof typeof folders): Rows<'CommunityPartner'> {
  return readLines(folder, 'partners.csv').map((line) => {
    const tenant = Number(line['tenant']);
    return {
      tenant,
      id: seedId('CommunityPartner', tenant, line['key']!),
      organizationId: seedId('Organization', tenant, line['organization']!),
      kind: line['kind'] as PartnerKind,
      divisionKey: line['division']!,
      contributions: several(line['contributions']) as PartnerContribution[],
      serviceTier: (known(line['service_tier']) ?? 'UNKNOWN') as ServiceTier,
      services: known(line['services']),
      state: line['state'] as PartnerState,
      validFrom: known(line['valid_from']),
      validTo: known(line['valid_to']),
      synthetic: folder === 'demo',
    };
  });
}

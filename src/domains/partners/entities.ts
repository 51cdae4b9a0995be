// What readers see of partnerships, and where divisions, organizations and mentions lead to them.
import { entity, extend } from '../../kernel/entity.js';
import { sql } from '../../kernel/sql.js';
import { subtreeKeys } from '../territory/queries/subtrees.js';
import { seesPartner } from './policy.js';

entity('CommunityPartner', {
  id: 'ptn',
  plural: 'communityPartners',
  within: 'divisionKey',
  visible: seesPartner,
  expose: [
    'kind',
    'divisionKey',
    'contributions',
    'serviceTier',
    'services',
    'state',
    'validFrom',
    'validTo',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['organization', 'division', 'mentions'],
  filter: [
    'kind',
    'divisionKey',
    'contributions',
    'serviceTier',
    'services',
    'state',
    'validFrom',
    'validTo',
    'synthetic',
    'createdAt',
    'updatedAt',
    'organization',
    'division',
    'mentions',
  ],
  sort: ['kind', 'state', 'serviceTier', 'divisionKey', 'validFrom', 'validTo', 'createdAt', 'updatedAt'],
  aggregate: { groups: ['kind', 'state', 'serviceTier', 'divisionKey'] },
});

extend('Division', {
  fields: {
    partners: {
      by: 'join',
      to: 'CommunityPartner',
      many: true,
      description: 'Partnerships of the communities here or below. 辖区内的社区合伙人',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
  },
  filter: ['partners'],
});

extend('Organization', { relations: ['partnerships'], filter: ['partnerships'] });

extend('Mention', { relations: ['partner'], filter: ['partner'] });

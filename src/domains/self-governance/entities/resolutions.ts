// What readers see of resolutions, and where divisions and organizations lead to them.
import { entity, extend } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { subtreeKeys } from '../../territory/queries/subtrees.js';
import { seesDecisions } from '../policy.js';

entity('Resolution', {
  id: 'rsl',
  plural: 'resolutions',
  within: 'divisionKey',
  visible: seesDecisions,
  expose: [
    'bodyName',
    'divisionKey',
    'title',
    'content',
    'decidedOn',
    'documentNo',
    'state',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['body', 'division'],
  filter: [
    'bodyName',
    'divisionKey',
    'title',
    'decidedOn',
    'documentNo',
    'state',
    'synthetic',
    'createdAt',
    'updatedAt',
    'body',
    'division',
  ],
  sort: ['title', 'bodyName', 'documentNo', 'decidedOn', 'state', 'divisionKey', 'createdAt', 'updatedAt'],
  pinyin: ['title', 'bodyName'],
  search: ['title', 'bodyName'],
  aggregate: { groups: ['state', 'divisionKey', 'decidedOn'] },
});

extend('Division', {
  fields: {
    resolutions: {
      by: 'join',
      to: 'Resolution',
      many: true,
      description: 'What was decided for it and the communities below. 辖区内的决议',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
  },
  filter: ['resolutions'],
});

extend('Organization', { relations: ['resolutions'], filter: ['resolutions'] });

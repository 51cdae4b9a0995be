// What readers see of the use of fields.
import { entity } from '../../kernel/entity.js';
import { seesUsage } from './policy.js';

entity('FieldUsage', {
  id: 'fus',
  plural: 'fieldUsages',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesUsage,
  expose: ['usedOn', 'audience', 'type', 'field', 'uses', 'divisionKey'],
  relations: ['app'],
  filter: ['usedOn', 'audience', 'type', 'field', 'uses', 'divisionKey', 'app'],
  sort: ['usedOn', 'type', 'field', 'uses'],
  order: [{ field: 'usedOn', direction: 'DESC' }],
  aggregate: { groups: ['usedOn', 'audience', 'type', 'field'], links: ['app'], sum: ['uses'] },
});

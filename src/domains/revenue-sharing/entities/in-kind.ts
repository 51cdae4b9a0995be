// What readers see of service that is rendered instead of money.
import { entity } from '../../../kernel/entity.js';
import { seesFigures } from '../policy.js';

entity('InKindRecord', {
  id: 'ikr',
  plural: 'inKindRecords',
  within: 'divisionKey',
  visible: seesFigures,
  expose: ['service', 'servedOn', 'minutes', 'state', 'decisionReason', 'synthetic', 'version', 'createdAt'],
  relations: ['agreement', 'payer'],
  filter: ['servedOn', 'minutes', 'state', 'synthetic', 'agreement', 'payer'],
  sort: ['servedOn', 'minutes', 'state', 'createdAt'],
  order: [{ field: 'servedOn', direction: 'ASC' }],
  aggregate: { groups: ['state', 'servedOn'] },
});

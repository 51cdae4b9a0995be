// What everybody reads of a fund's income, year by year, as it was published.
import { entity, extend } from '../../../kernel/entity.js';
import { seesFund } from '../policy.js';

entity('FundYear', {
  id: 'fyr',
  plural: 'fundYears',
  within: 'divisionKey',
  visible: seesFund,
  expose: ['year', 'revision', 'incomeFen', 'publishedAt'],
  relations: ['fund'],
  filter: ['year', 'revision', 'incomeFen', 'publishedAt', 'fund'],
  sort: ['year', 'revision', 'incomeFen', 'publishedAt'],
  order: [
    { field: 'year', direction: 'ASC' },
    { field: 'revision', direction: 'ASC' },
  ],
  // Without sums: revisions of one year are not to be added up.
  aggregate: { groups: ['year'] },
});

extend('Fund', { relations: ['years'], filter: ['years'] });

// What everybody reads of a fund's income and spending, year by year.
import { charity } from '../../../kernel/config.js';
import { entity, extend } from '../../../kernel/entity.js';
import { seesFund } from '../policy.js';
import { administeredInYear, administeredWithin, spentInYear, spentOfIncome } from '../queries/plans.js';

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
  fields: {
    spent: {
      by: 'sql',
      type: 'Money',
      description:
        'What the fund spent in the year: expenses that stand, less what projects gave back. 年度支出',
      sql: spentInYear,
    },
    managementSpent: {
      by: 'sql',
      type: 'Money',
      description: 'What of it was spent on administration. 年度管理费用支出',
      sql: administeredInYear,
    },
    spendingReached: {
      by: 'sql',
      type: 'Boolean',
      nullable: true,
      description:
        'Whether it is at least 70 % of the income of the year before, as the Charity Law (article 61) asks of foundations that raise money from the public; null where that income was not told, so that the host explains it. 年度支出是否达标(慈善法第六十一条)',
      sql: spentOfIncome(charity.spentOfIncome),
    },
    managementWithin: {
      by: 'sql',
      type: 'Boolean',
      nullable: true,
      description:
        'Whether administration took at most 10 % of what was spent, as the same article asks; null where nothing was spent, so that the host explains it. 管理费用是否达标(慈善法第六十一条)',
      sql: administeredWithin(charity.administration),
    },
  },
  // Without sums: revisions of one year are not to be added up.
  aggregate: { groups: ['year'] },
});

extend('Fund', { relations: ['years'], filter: ['years'] });

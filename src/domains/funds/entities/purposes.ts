// What readers see of bound money: the purposes of a fund, what is left for each, and what was put to another use.
import { entity, extend } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { seesFund } from '../policy.js';

entity('FundPurpose', {
  id: 'fpu',
  plural: 'fundPurposes',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'name',
    'description',
    'givenFen',
    'spentFen',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'donations', 'expenses', 'requests', 'changedOut', 'changedIn'],
  filter: [
    'name',
    'givenFen',
    'spentFen',
    'divisionKey',
    'synthetic',
    'createdAt',
    'fund',
    'donations',
    'expenses',
  ],
  sort: ['name', 'givenFen', 'spentFen', 'createdAt'],
  aggregate: { groups: ['name', 'divisionKey'], sum: ['givenFen', 'spentFen'] },
  fields: {
    unspent: {
      by: 'sql',
      type: 'Money',
      description: 'What is left for it. 限定余额',
      sql: (t) => sql`(${t.col('givenFen')} - ${t.col('spentFen')})`,
    },
  },
});

entity('FundUseChange', {
  id: 'fuc',
  plural: 'fundUseChanges',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'amountFen',
    'ground',
    'groundedOn',
    'documentNo',
    'reason',
    'divisionKey',
    'synthetic',
    'createdAt',
  ],
  relations: ['fund', 'from', 'to'],
  filter: [
    'amountFen',
    'ground',
    'groundedOn',
    'documentNo',
    'divisionKey',
    'synthetic',
    'fund',
    'from',
    'to',
  ],
  sort: ['groundedOn', 'amountFen', 'createdAt'],
  aggregate: { groups: ['ground', 'groundedOn', 'divisionKey'], sum: ['amountFen'] },
});

extend('Fund', { relations: ['purposes', 'useChanges'], filter: ['purposes', 'useChanges'] });
extend('FundExpense', { relations: ['fundPurpose'], filter: ['fundPurpose'] });
extend('ExpenseRequest', { relations: ['fundPurpose'], filter: ['fundPurpose'] });

// What readers see of projects that others carry out with a fund's money.
import { spending } from '../../../kernel/config.js';
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesGrant, seesPlanOfGrant } from '../policy.js';
import { paidFor } from '../queries/plans.js';

entity('GrantProject', {
  id: 'gra',
  plural: 'grantProjects',
  within: 'divisionKey',
  visible: seesGrant,
  audiences: { draftedBy: 'INTERNAL', approvedBy: 'INTERNAL', acceptedBy: 'INTERNAL' },
  expose: [
    'title',
    'purpose',
    'category',
    'budgetFen',
    'agreementNo',
    'startsOn',
    'endsOn',
    'state',
    'spentFen',
    'returnedFen',
    'returnedOn',
    'draftedBy',
    'approvedBy',
    'acceptedBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'grantee', 'lines', 'instalments', 'expenses', 'returnTransaction'],
  filter: [
    'title',
    'category',
    'budgetFen',
    'startsOn',
    'endsOn',
    'state',
    'returnedFen',
    'returnedOn',
    'divisionKey',
    'synthetic',
    'createdAt',
    'updatedAt',
    'fund',
    'grantee',
    'instalments',
    'expenses',
  ],
  sort: ['title', 'budgetFen', 'startsOn', 'endsOn', 'state', 'createdAt', 'updatedAt'],
  pinyin: ['title'],
  search: ['title'],
  aggregate: { groups: ['state', 'category', 'divisionKey'], sum: ['budgetFen', 'spentFen', 'returnedFen'] },
  fields: {
    paid: {
      by: 'sql',
      type: 'Money',
      description: 'What was paid for it, without what was taken back in the books. 已拨款项',
      sql: paidFor('grantId'),
    },
  },
});

entity('GrantLine', {
  // A part of its project, and seen with it.
  visible: () => always,
  maxItems: spending.grantLines,
  expose: ['position', 'item', 'amountFen', 'spentFen'],
  order: [{ field: 'position', direction: 'ASC' }],
});

entity('GrantInstalment', {
  id: 'gin',
  within: 'divisionKey',
  visible: seesPlanOfGrant,
  expose: ['position', 'amountFen', 'condition'],
  relations: ['project', 'requests'],
  filter: ['position', 'amountFen', 'condition', 'project'],
  sort: ['position', 'amountFen'],
  order: [{ field: 'position', direction: 'ASC' }],
});

extend('Fund', { relations: ['grants'], filter: ['grants'] });
extend('Organization', { relations: ['grants'], filter: ['grants'] });

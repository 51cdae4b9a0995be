// What readers see of a fund's spending: what was paid, and what is asked for.
import { entity, extend } from '../../../kernel/entity.js';
import { seesBooks, seesFund } from '../policy.js';
import { isReversed } from '../queries/fields.js';

entity('FundExpense', {
  id: 'fex',
  plural: 'fundExpenses',
  within: 'divisionKey',
  visible: seesFund,
  // Who receives relief is a person.
  masks: { payee: seesBooks },
  expose: [
    'amountFen',
    'category',
    'paidOn',
    'payee',
    'purpose',
    'documentNo',
    'divisionKey',
    'synthetic',
    'createdAt',
  ],
  relations: ['fund', 'request', 'grant', 'proposal', 'transaction'],
  filter: [
    'amountFen',
    'category',
    'paidOn',
    'payee',
    'purpose',
    'documentNo',
    'divisionKey',
    'synthetic',
    'createdAt',
    'fund',
    'request',
    'grant',
    'proposal',
    'transaction',
  ],
  sort: ['paidOn', 'amountFen', 'category', 'divisionKey', 'createdAt'],
  aggregate: { groups: ['category', 'paidOn', 'divisionKey'], sum: ['amountFen'] },
  fields: {
    reversed: {
      by: 'sql',
      type: 'Boolean',
      description: 'It was taken back in the books. 已冲销',
      sql: isReversed('transactionId'),
    },
  },
});

// What is only asked for is nobody's business but theirs who keep the books.
entity('ExpenseRequest', {
  id: 'exr',
  plural: 'expenseRequests',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: {
    requestedBy: 'INTERNAL',
    reviewedBy: 'INTERNAL',
    approvedBy: 'INTERNAL',
    paidBy: 'INTERNAL',
  },
  expose: [
    'amountFen',
    'category',
    'payee',
    'purpose',
    'documentNo',
    'attachments',
    'state',
    'twoApprovers',
    'requestedBy',
    'reviewedBy',
    'approvedBy',
    'paidBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'instalment', 'proposal', 'expense'],
  filter: [
    'amountFen',
    'category',
    'payee',
    'state',
    'twoApprovers',
    'requestedBy',
    'divisionKey',
    'synthetic',
    'createdAt',
    'updatedAt',
    'fund',
    'instalment',
    'proposal',
    'expense',
  ],
  sort: ['amountFen', 'state', 'category', 'createdAt', 'updatedAt'],
  aggregate: { groups: ['state', 'category', 'divisionKey'], sum: ['amountFen'] },
});

extend('Fund', { relations: ['expenseRequests'] });

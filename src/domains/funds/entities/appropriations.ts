// What readers see of public money assigned to funds, and of what came of it.
import { entity, extend } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { seesFund } from '../policy.js';
import { isReversed } from '../queries/fields.js';
import { receivedBy } from '../queries/plans.js';

entity('Appropriation', {
  id: 'apr',
  plural: 'appropriations',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'source',
    'documentNo',
    'year',
    'amountFen',
    'purpose',
    'assignedOn',
    'state',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'grantor', 'receipts'],
  filter: [
    'source',
    'documentNo',
    'year',
    'amountFen',
    'assignedOn',
    'state',
    'divisionKey',
    'synthetic',
    'fund',
    'grantor',
    'receipts',
  ],
  sort: ['year', 'assignedOn', 'amountFen', 'documentNo', 'createdAt'],
  aggregate: { groups: ['year', 'source', 'state', 'divisionKey'], sum: ['amountFen'] },
  fields: {
    received: {
      by: 'sql',
      type: 'Money',
      description: 'What was received of it. 已到账金额',
      sql: receivedBy,
    },
    outstanding: {
      by: 'sql',
      type: 'Money',
      description: 'What is still to come; nothing where the rest was withdrawn. 未到账金额',
      sql: (t) =>
        sql`CASE ${t.col('state')} WHEN 'WITHDRAWN' THEN 0 ELSE ${t.col('amountFen')} - ${receivedBy(t)} END`,
    },
  },
});

entity('AppropriationReceipt', {
  id: 'arc',
  within: 'divisionKey',
  visible: seesFund,
  expose: ['amountFen', 'receivedOn', 'createdAt'],
  relations: ['appropriation', 'transaction'],
  filter: ['amountFen', 'receivedOn', 'createdAt'],
  sort: ['receivedOn', 'amountFen', 'createdAt'],
  fields: {
    reversed: {
      by: 'sql',
      type: 'Boolean',
      description: 'It was taken back in the books. 已冲销',
      sql: isReversed('transactionId'),
    },
  },
});

extend('Fund', { relations: ['appropriations'], filter: ['appropriations'] });

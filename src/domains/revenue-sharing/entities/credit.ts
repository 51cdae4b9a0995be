// What readers see of credit and of refunds.
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesFigures, seesFundCredit, seesOwn, seesOwnFigures } from '../policy.js';
import { creditBalance } from '../queries/refunds.js';

entity('CreditRefund', {
  id: 'crf',
  plural: 'creditRefunds',
  within: 'divisionKey',
  visible: seesFigures,
  expose: [
    'amountFen',
    'reason',
    'state',
    'decisionReason',
    'paidOn',
    'bankReference',
    'synthetic',
    'version',
    'createdAt',
  ],
  relations: ['agreement', 'payer', 'fund', 'transaction', 'parts'],
  filter: ['amountFen', 'state', 'paidOn', 'bankReference', 'synthetic', 'agreement', 'payer', 'fund'],
  sort: ['createdAt', 'paidOn', 'amountFen', 'state'],
  aggregate: { groups: ['state', 'paidOn'], sum: ['amountFen'] },
});

entity('CreditRefundPart', {
  visible: () => always,
  expose: ['position', 'amountFen'],
  relations: ['payment', 'credit'],
  maxItems: 60,
});

const credit = {
  by: 'sql',
  type: 'Money',
  nullable: true,
} as const;

extend('Agreement', {
  relations: ['refunds', 'inKind'],
  filter: ['refunds', 'inKind'],
  fields: {
    creditBalance: {
      ...credit,
      description:
        'What was paid too much under it, or is due below zero, and meets what falls due next. 多缴余额',
      sql: creditBalance('agreementId'),
      mask: seesOwnFigures,
    },
  },
});
extend('Fund', {
  relations: ['creditRefunds'],
  filter: ['creditRefunds'],
  fields: {
    creditBalance: {
      ...credit,
      description: 'What payers have paid it too much and may ask back. 多缴余额',
      sql: creditBalance('fundId'),
      mask: seesFundCredit,
    },
  },
});
extend('Organization', {
  relations: ['creditRefunds', 'inKindRecords'],
  filter: ['creditRefunds', 'inKindRecords'],
  fields: {
    creditBalance: {
      ...credit,
      description: 'What it has paid too much under all its agreements; for itself to see. 多缴余额',
      sql: creditBalance('payerId'),
      mask: seesOwn,
    },
  },
});

// What readers see of settlements, payments and annual statements, and the way between them and the ledger.
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { sql } from '../../../kernel/sql.js';
import { receiptNumber } from '../../funds/queries/fields.js';
import { seesAllocation, seesFigures } from '../policy.js';
import { inLanguage } from './reports.js';

entity('Settlement', {
  id: 'stl',
  plural: 'settlements',
  within: 'divisionKey',
  visible: seesFigures,
  expose: [
    'kind',
    'chargedFrom',
    'chargedTo',
    'clause',
    'period',
    'periodFrom',
    'periodTo',
    'year',
    'amountFen',
    'waivedFen',
    'writtenOffFen',
    'openFen',
    'dueOn',
    'effectiveOn',
    'state',
    'version',
    'createdAt',
  ],
  relations: [
    'agreement',
    'agreementVersion',
    'calculation',
    'report',
    'payer',
    'transaction',
    'replaces',
    'replacedBy',
    'charges',
    'lateCharges',
    'allocations',
  ],
  filter: [
    'kind',
    'clause',
    'period',
    'periodFrom',
    'periodTo',
    'year',
    'amountFen',
    'waivedFen',
    'writtenOffFen',
    'openFen',
    'dueOn',
    'effectiveOn',
    'state',
    'createdAt',
    'agreement',
    'agreementVersion',
    'report',
    'payer',
    'transaction',
    'replaces',
    'replacedBy',
    'allocations',
  ],
  sort: ['dueOn', 'periodFrom', 'period', 'clause', 'amountFen', 'openFen', 'year', 'state', 'createdAt'],
  order: [
    { field: 'dueOn', direction: 'ASC' },
    { field: 'periodFrom', direction: 'ASC' },
    { field: 'clause', direction: 'ASC' },
  ],
  aggregate: {
    groups: ['year', 'period', 'state', 'clause', 'kind'],
    links: ['agreement', 'payer'],
    sum: ['amountFen', 'waivedFen', 'writtenOffFen', 'openFen'],
  },
  fields: {
    clauseTitle: inLanguage('clauseTitle', 'clauseTitleEn', 'The clause in words. 条款'),
    due: {
      by: 'sql',
      type: 'Money',
      description: 'What is to be paid in all: what is owed without what was waived. 减免后应缴',
      sql: (t) => sql`(${t.col('amountFen')} - ${t.col('waivedFen')})`,
    },
    overdueDays: {
      by: 'sql',
      type: 'Int',
      description: 'Days since the money was due, while something is open; else 0. 逾期天数',
      sql: (t, asOf) =>
        sql`(CASE WHEN ${t.col('openFen')} > 0 THEN greatest(0, ${asOf} - ${t.col('dueOn')}) ELSE 0 END)`,
    },
    delta: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description:
        'What it differs from the settlement that it corrects; null for one that corrects none. 更正差额',
      sql: (t) => sql`(SELECT ${t.col('amountFen')} - o."amountFen" FROM "Settlement" o
        WHERE o."tenant" = ${t.col('tenant')} AND o."id" = ${t.col('replacesId')})`,
    },
  },
  price: 2,
});

entity('SettlementAllocation', {
  id: 'sta',
  plural: 'settlementAllocations',
  within: 'divisionKey',
  visible: seesAllocation,
  expose: ['position', 'amountFen', 'waivedFen', 'writtenOffFen', 'openFen'],
  relations: ['settlement', 'fund', 'payments', 'credits', 'uses'],
  filter: ['position', 'amountFen', 'waivedFen', 'writtenOffFen', 'openFen', 'settlement', 'fund'],
  sort: ['position', 'amountFen', 'openFen'],
  order: [{ field: 'position', direction: 'ASC' }],
  aggregate: {
    groups: ['position'],
    links: ['fund'],
    sum: ['amountFen', 'waivedFen', 'writtenOffFen', 'openFen'],
  },
});

entity('Payment', {
  id: 'pay',
  plural: 'payments',
  within: 'divisionKey',
  visible: seesFigures,
  expose: [
    'amountFen',
    'unallocatedFen',
    'voluntaryFen',
    'paidOn',
    'bankReference',
    'state',
    'receivedOn',
    'rejectReason',
    'synthetic',
    'version',
    'createdAt',
  ],
  relations: ['agreement', 'payer', 'fund', 'transaction', 'allocations'],
  filter: [
    'amountFen',
    'unallocatedFen',
    'paidOn',
    'bankReference',
    'state',
    'receivedOn',
    'synthetic',
    'agreement',
    'payer',
    'fund',
    'transaction',
  ],
  sort: ['paidOn', 'receivedOn', 'amountFen', 'state', 'createdAt'],
  aggregate: {
    groups: ['state', 'paidOn', 'receivedOn'],
    links: ['agreement', 'payer', 'fund'],
    sum: ['amountFen', 'unallocatedFen', 'voluntaryFen'],
  },
  fields: {
    receiptNo: {
      by: 'sql',
      type: 'String',
      nullable: true,
      description: 'Number of the receipt, once the money was received. 收据号',
      sql: receiptNumber,
    },
  },
});

entity('PaymentAllocation', {
  visible: () => always,
  expose: ['position', 'amountFen', 'recordedAt'],
  relations: ['allocation', 'payment'],
  maxItems: 60,
});

entity('CreditAllocation', {
  visible: () => always,
  expose: ['position', 'amountFen', 'recordedAt'],
  relations: ['allocation', 'credit'],
  maxItems: 60,
});

entity('AnnualStatement', {
  id: 'ans',
  plural: 'annualStatements',
  within: 'divisionKey',
  visible: seesFigures,
  expose: ['year', 'dueFen', 'receivedFen', 'divisionKey'],
  relations: ['agreement', 'fund', 'payer'],
  filter: ['year', 'dueFen', 'receivedFen', 'agreement', 'fund', 'payer'],
  sort: ['year', 'dueFen', 'receivedFen'],
  order: [{ field: 'year', direction: 'ASC' }],
  aggregate: {
    groups: ['year', 'divisionKey'],
    links: ['agreement', 'fund', 'payer'],
    sum: ['dueFen', 'receivedFen'],
  },
});

extend('Fund', {
  relations: ['allocations', 'payments', 'statements'],
  filter: ['allocations', 'payments', 'statements'],
});
extend('Organization', {
  relations: ['settlements', 'payments', 'annualStatements'],
  filter: ['settlements', 'payments'],
});
extend('LedgerTransaction', { relations: ['settlements', 'payments'], filter: ['settlements', 'payments'] });
extend('LedgerEntry', {
  fields: {
    allocation: {
      by: 'join',
      to: 'SettlementAllocation',
      many: false,
      description:
        'The part of a settlement that it books or, in a reversal, takes back; null for everything else. 结算分配',
      on: (from, to) => sql`${to.col('position')} = ${from.col('position')}
        AND EXISTS (SELECT 1 FROM "LedgerTransaction" l JOIN "Settlement" s ON s."tenant" = l."tenant"
          AND s."transactionId" = coalesce(l."reversesId", l."id")
          WHERE l."tenant" = ${from.col('tenant')} AND l."id" = ${from.col('transactionId')}
          AND s."id" = ${to.col('settlementId')})`,
    },
  },
});

// What readers see of payment notices.
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { sql } from '../../../kernel/sql.js';
import { seesFigures } from '../policy.js';

entity('PaymentNotice', {
  id: 'pnt',
  plural: 'paymentNotices',
  within: 'divisionKey',
  visible: seesFigures,
  expose: [
    'year',
    'number',
    'issuedOn',
    'payBy',
    'amountFen',
    'note',
    'state',
    'withdrawReason',
    'synthetic',
    'version',
    'createdAt',
  ],
  relations: ['agreement', 'payer', 'replacedBy', 'replaces', 'lines'],
  filter: [
    'year',
    'number',
    'issuedOn',
    'payBy',
    'amountFen',
    'state',
    'synthetic',
    'agreement',
    'payer',
    'lines',
  ],
  sort: ['issuedOn', 'payBy', 'amountFen', 'year', 'number', 'state', 'createdAt'],
  order: [
    { field: 'year', direction: 'ASC' },
    { field: 'number', direction: 'ASC' },
  ],
  aggregate: { groups: ['state', 'year', 'issuedOn'], sum: ['amountFen'] },
  fields: {
    noticeNo: {
      by: 'sql',
      type: 'String',
      description: 'Its number as it is written: office, year, number. 通知单号',
      sql: (t) => sql`(${t.col('tenant')} || '-' || ${t.col('year')} || '-'
        || lpad(${t.col('number')}::text, greatest(5, length(${t.col('number')}::text)), '0'))`,
    },
    open: {
      by: 'sql',
      type: 'Money',
      description: 'What of it is still to be paid; nothing once the notice is paid. 尚未缴纳',
      sql: (
        t,
      ) => sql`(SELECT coalesce(sum(least(l."amountFen", x."openFen")), 0)::int8 FROM "PaymentNoticeLine" l
        JOIN "SettlementAllocation" x ON x."tenant" = ${t.col('tenant')} AND x."id" = l."allocationId"
        WHERE l."tenant" = ${t.col('tenant')} AND l."noticeId" = ${t.col('id')})`,
    },
  },
  price: 2,
});

entity('PaymentNoticeLine', {
  visible: () => always,
  expose: ['position', 'amountFen', 'accountHolder', 'bankName', 'accountNo'],
  relations: ['allocation', 'notice'],
  filter: ['amountFen', 'allocation'],
  maxItems: 200,
});

extend('Agreement', { relations: ['notices'], filter: ['notices'] });
extend('Organization', { relations: ['paymentNotices'], filter: ['paymentNotices'] });
extend('SettlementAllocation', { relations: ['notices'] });

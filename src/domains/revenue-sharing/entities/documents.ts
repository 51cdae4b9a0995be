// What readers see of the papers that payers get for payments.
import { entity, extend } from '../../../kernel/entity.js';
import { seesPaper, seesPaperFile } from '../policy.js';

entity('PaymentDocument', {
  id: 'pdc',
  plural: 'paymentDocuments',
  within: 'divisionKey',
  visible: seesPaper,
  expose: [
    'kind',
    'nature',
    'code',
    'number',
    'issuedOn',
    'given',
    'amountFen',
    'reason',
    'state',
    'voidReason',
    'synthetic',
    'version',
    'createdAt',
  ],
  relations: ['payment', 'issuer', 'file', 'replaces', 'replacedBy'],
  filter: [
    'kind',
    'nature',
    'code',
    'number',
    'issuedOn',
    'given',
    'amountFen',
    'state',
    'synthetic',
    'payment',
    'issuer',
  ],
  sort: ['issuedOn', 'kind', 'number', 'amountFen', 'state', 'createdAt'],
  aggregate: { groups: ['kind', 'nature', 'state', 'issuedOn'], sum: ['amountFen'] },
});

extend('Payment', { relations: ['documents', 'refunds'], filter: ['documents'] });
extend('Organization', { relations: ['issuedDocuments'], filter: ['issuedDocuments'] });
// Who sees a payment sees the paper for it.
extend('EvidenceFile', {
  relations: ['paymentDocuments'],
  filter: ['paymentDocuments'],
  visible: seesPaperFile,
});

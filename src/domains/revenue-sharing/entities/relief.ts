// What readers see of waivers and of what was taken off settlements.
import { entity, extend } from '../../../kernel/entity.js';
import { isReversed } from '../../funds/queries/fields.js';
import { seesAllocation, seesFigures } from '../policy.js';

entity('Waiver', {
  id: 'wvr',
  plural: 'waivers',
  within: 'divisionKey',
  visible: seesFigures,
  expose: [
    'periodFrom',
    'periodTo',
    'ratePpm',
    'reason',
    'state',
    'decidedOn',
    'decisionReason',
    'synthetic',
    'version',
    'createdAt',
  ],
  relations: ['agreement', 'payer', 'settlement', 'resolution', 'reductions'],
  filter: [
    'periodFrom',
    'periodTo',
    'ratePpm',
    'state',
    'decidedOn',
    'synthetic',
    'createdAt',
    'agreement',
    'payer',
    'settlement',
    'resolution',
  ],
  sort: ['createdAt', 'decidedOn', 'periodFrom', 'ratePpm', 'state'],
  aggregate: { groups: ['state', 'synthetic'] },
});

entity('SettlementReduction', {
  id: 'srd',
  plural: 'settlementReductions',
  within: 'divisionKey',
  visible: seesAllocation,
  expose: ['kind', 'amountFen', 'reason', 'effectiveOn', 'recordedAt'],
  relations: ['settlement', 'waiver', 'resolution', 'transaction'],
  filter: [
    'kind',
    'amountFen',
    'effectiveOn',
    'recordedAt',
    'settlement',
    'waiver',
    'resolution',
    'transaction',
  ],
  sort: ['recordedAt', 'effectiveOn', 'amountFen', 'kind'],
  aggregate: { groups: ['kind', 'effectiveOn'], sum: ['amountFen'] },
  fields: {
    reversed: {
      by: 'sql',
      type: 'Boolean',
      description: 'It was taken back since. 已冲销',
      sql: isReversed('transactionId'),
    },
  },
});

extend('Agreement', { relations: ['waivers'], filter: ['waivers'] });
extend('Organization', { relations: ['waivers'], filter: ['waivers'] });
extend('Settlement', { relations: ['reductions', 'waivers'], filter: ['reductions', 'waivers'] });
extend('LedgerTransaction', { relations: ['reductions'], filter: ['reductions'] });

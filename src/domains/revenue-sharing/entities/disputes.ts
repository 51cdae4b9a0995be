// What readers see of disputes and of reminders.
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesFigures } from '../policy.js';

entity('Dispute', {
  id: 'dsp',
  plural: 'disputes',
  within: 'divisionKey',
  visible: seesFigures,
  expose: ['state', 'reason', 'answer', 'answeredOn', 'version', 'createdAt', 'updatedAt'],
  relations: ['agreement', 'report', 'settlement', 'payer'],
  filter: ['state', 'answeredOn', 'createdAt', 'agreement', 'report', 'settlement', 'payer'],
  sort: ['state', 'answeredOn', 'createdAt'],
  aggregate: { groups: ['state'] },
});

entity('ReportReminder', {
  visible: () => always,
  expose: ['afterDays', 'recordedAt'],
  filter: ['afterDays', 'recordedAt'],
  maxItems: 10,
});

extend('Agreement', { relations: ['disputes'], filter: ['disputes'] });
extend('RevenueReport', { relations: ['disputes', 'reminders'], filter: ['disputes', 'reminders'] });
extend('Settlement', { relations: ['disputes'], filter: ['disputes'] });

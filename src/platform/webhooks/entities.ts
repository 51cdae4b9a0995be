// What readers see of webhooks: endpoints, the keys that sign, what is sent and each attempt.
import { entity, extend, valueType } from '../../kernel/entity.js';
import { always } from '../../kernel/predicate.js';
import { sql } from '../../kernel/sql.js';
import { seesWebhook } from './policy.js';

entity('WebhookEndpoint', {
  id: 'whe',
  plural: 'webhookEndpoints',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesWebhook,
  expose: [
    'url',
    'description',
    'types',
    'divisionKey',
    'selection',
    'state',
    'disabledFor',
    'disabledAt',
    'subject',
    'audience',
    'takenThrough',
    'replayAfter',
    'replayThrough',
    'replayMissing',
    'failures',
    'failingSince',
    'restingUntil',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['app', 'install', 'division', 'keys', 'deliveries'],
  filter: [
    'url',
    'divisionKey',
    'state',
    'disabledFor',
    'failingSince',
    'createdAt',
    'app',
    'install',
    'division',
    'deliveries',
  ],
  sort: ['state', 'createdAt', 'failingSince'],
  aggregate: { groups: ['state', 'disabledFor'] },
  fields: {
    settledThrough: {
      by: 'sql',
      type: 'BigInt',
      description:
        'Number of the last event up to which nothing is open any more: all before it was accepted, given up or passed over. 已了结到的序号',
      sql: (t) => sql`coalesce((
        SELECT min(coalesce(d."gapFrom", d."sequence")) - 1 FROM "WebhookDelivery" d
        WHERE d."tenant" = ${t.col('tenant')} AND d."endpointId" = ${t.col('id')} AND d."nextAttemptAt" IS NOT NULL
      ), ${t.col('takenThrough')})`,
    },
  },
});

entity('WebhookKey', {
  audience: 'PARTNER',
  // It is a part of its endpoint and seen with it.
  visible: () => always,
  expose: ['signature', 'publicKey', 'createdAt', 'expiresAt'],
  order: [{ field: 'createdAt', direction: 'DESC' }],
});

entity('WebhookDelivery', {
  id: 'whd',
  plural: 'webhookDeliveries',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesWebhook,
  expose: [
    'divisionKey',
    'kind',
    'type',
    'messageId',
    'sequence',
    'gapFrom',
    'occurredAt',
    'outcome',
    'attemptCount',
    'nextAttemptAt',
    'settledAt',
    'lastStatus',
    'lastFault',
    'thin',
    'createdAt',
  ],
  relations: ['endpoint', 'attempts'],
  filter: [
    'kind',
    'type',
    'messageId',
    'sequence',
    'occurredAt',
    'outcome',
    'attemptCount',
    'nextAttemptAt',
    'settledAt',
    'lastStatus',
    'lastFault',
    'createdAt',
    'endpoint',
  ],
  sort: ['sequence', 'occurredAt', 'nextAttemptAt', 'settledAt', 'createdAt'],
  aggregate: { groups: ['kind', 'type', 'outcome', 'lastStatus', 'lastFault'] },
});

entity('WebhookAttempt', {
  id: 'wha',
  plural: 'webhookAttempts',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesWebhook,
  expose: ['number', 'at', 'status', 'fault', 'durationMs', 'bodyBytes'],
  relations: ['delivery'],
  filter: ['number', 'at', 'status', 'fault', 'durationMs', 'delivery'],
  sort: ['number', 'at', 'durationMs'],
  aggregate: { groups: ['status', 'fault'] },
});

valueType('WebhookHeader', {
  description: 'A header of a request. 请求头',
  fields: {
    name: { type: 'String', description: 'Name. 名称' },
    value: { type: 'String', description: 'Value. 值' },
  },
});

valueType('WebhookRequest', {
  description: 'A request as it would be sent to an endpoint. 待发送的请求',
  fields: {
    method: { type: 'String', description: 'Method. 方法' },
    url: { type: 'String', description: 'Address. 地址' },
    headers: { type: 'WebhookHeader', list: true, maxItems: 10, description: 'Headers. 请求头' },
    body: { type: 'String', description: 'Body. 请求体' },
  },
});

extend('Division', { relations: ['webhookEndpoints'] });

extend('App', { relations: ['webhookEndpoints'] });

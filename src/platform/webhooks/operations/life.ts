// The life of an endpoint: it waits, goes on, is stopped, and ends.
import type { WebhookDisabling } from '../../../generated/database.js';
import { nowIso, nowMs } from '../../../kernel/clock.js';
import { enumOf, optional, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { supersedeKeys } from '../keys.js';
import { disablesEndpoint, keepsEndpoint, resumesEndpoint } from '../policy.js';
import { passOver } from '../queries.js';
import { endpoint, noFailures, returns } from './parts.js';

const itsWay = 'webhook-endpoint-follows-its-way';

operation('pauseWebhookEndpoint', {
  description: 'Has an endpoint wait: nothing is sent, and nothing is lost. 暂停网络钩子端点',
  scope: 'apps:write',
  input: { webhookEndpoint: endpoint },
  target: 'webhookEndpoint',
  transition: { column: 'state', to: 'PAUSED' },
  allow: (caller, { target }) => keepsEndpoint(caller, target),
  run: ({ step }) => step(),
  returns,
  emits: 'webhooks.endpoint.paused',
  rules: [itsWay],
});

operation('resumeWebhookEndpoint', {
  description:
    'Sends again to an endpoint that waited or was disabled, from where it had come to. 恢复网络钩子端点',
  scope: 'apps:write',
  input: { webhookEndpoint: endpoint },
  target: 'webhookEndpoint',
  transition: { column: 'state', to: 'ACTIVE' },
  allow: (caller, { target }) => resumesEndpoint(caller, target),
  run: ({ step }) => step({ ...noFailures, disabledFor: null, disabledAt: null }),
  returns,
  emits: 'webhooks.endpoint.resumed',
  rules: [itsWay],
});

operation('disableWebhookEndpoint', {
  description:
    'Stops sending to an endpoint, with the reason: the platform does so where it is gone or has failed for days, the office where it must. 停用网络钩子端点',
  scope: 'apps:admin',
  input: {
    webhookEndpoint: endpoint,
    disabledFor: enumOf<WebhookDisabling>('WebhookDisabling', 'Why. 停用原因'),
    reason: optional(text('The reason in words. 原因说明', { max: 200 })),
  },
  target: 'webhookEndpoint',
  transition: { column: 'state', to: 'DISABLED' },
  allow: (caller, { target }) => disablesEndpoint(caller, target),
  run: ({ input, step }) => step({ disabledFor: input.disabledFor, disabledAt: nowIso(), endingFor: null }),
  returns,
  emits: 'webhooks.endpoint.disabled',
  rules: [itsWay],
});

operation('retireWebhookEndpoint', {
  description: 'Ends an endpoint for good; what is open for it is not sent. 注销网络钩子端点',
  scope: 'apps:write',
  input: { webhookEndpoint: endpoint },
  target: 'webhookEndpoint',
  transition: { column: 'state', to: 'RETIRED' },
  allow: (caller, { target }) => keepsEndpoint(caller, target),
  async run({ target, tenant, step }, tx) {
    const id = target['id'] as string;
    await passOver(tx, tenant, id);
    await supersedeKeys(tx, tenant, id, nowMs());
    return step({
      ...noFailures,
      disabledFor: null,
      disabledAt: null,
      replayAfter: null,
      replayThrough: null,
    });
  },
  returns,
  emits: 'webhooks.endpoint.retired',
  rules: [itsWay],
});

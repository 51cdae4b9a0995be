// What callers do with deliveries: have events sent again, and an endpoint tested.
import { nowIso, nowMs } from '../../../kernel/clock.js';
import { Refusal, refusal, refuseAll } from '../../../kernel/errors.js';
import { encodeId } from '../../../kernel/ids.js';
import { bool, of, optional, ref } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keysOf } from '../keys.js';
import { ownTypes, pingBody, requestOf } from '../message.js';
import { keepsEndpoint } from '../policy.js';
import { sendAgain } from '../queries.js';
import { deliveryFaults, rangeFaults, replayFaults, stillThere, webhookRules } from '../rules.js';
import { endpoint, returns } from './parts.js';

operation('replayWebhookDeliveries', {
  description:
    'Sends events again: one delivery, or those of a range of numbers, under the same message ids as before. 重新投递',
  scope: 'apps:write',
  input: {
    webhookEndpoint: endpoint,
    delivery: optional(ref('WebhookDelivery', 'One delivery that is settled. 单次投递')),
    from: optional(of('BigInt', 'Number of the first event. 起始序号')),
    through: optional(of('BigInt', 'Number of the last event. 截止序号')),
    missingOnly: optional(bool('Leave out what was delivered. 仅重发未送达')),
  },
  target: 'webhookEndpoint',
  validate: ({ delivery, from, through }) => {
    const ranged = typeof from === 'string' && typeof through === 'string';
    const one = delivery !== null && delivery !== undefined;
    if (one === ranged || (one && (from ?? through ?? null) !== null))
      return [refusal(webhookRules['webhook-replay-says-what'])];
    const faults = ranged ? rangeFaults(BigInt(from), BigInt(through)) : [];
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { target }) => keepsEndpoint(caller, target),
  guard: stillThere,
  async run({ input, refs, target, tenant, update }, tx) {
    const id = target['id'] as string;
    const delivery = refs['delivery'];
    if (delivery) {
      refuseAll(deliveryFaults(target, delivery));
      await sendAgain(tx, tenant, delivery['id'] as string);
      await update('WebhookEndpoint', id, {});
    } else {
      const through = BigInt(input.through!);
      refuseAll(replayFaults(target, through));
      await update('WebhookEndpoint', id, {
        replayAfter: BigInt(input.from!) - 1n,
        replayThrough: through,
        replayMissing: input.missingOnly ?? false,
      });
    }
    return { objects: { webhookEndpoint: id } };
  },
  returns,
  emits: 'webhooks.endpoint.replayed',
  rules: [
    webhookRules['webhook-replay-says-what'],
    webhookRules['webhook-replay-is-a-range'],
    webhookRules['webhook-replay-is-of-what-was'],
    webhookRules['webhook-replay-is-one'],
    webhookRules['webhook-delivery-is-settled'],
    webhookRules['webhook-delivery-is-of-the-endpoint'],
    webhookRules['webhook-endpoint-is-there'],
  ],
});

operation('testWebhookEndpoint', {
  description:
    'Sends a signed message of the type `webhooks.ping`, once, also where the endpoint waits; a dry run shows the request and sends nothing. 测试网络钩子端点',
  scope: 'apps:write',
  input: { webhookEndpoint: endpoint },
  target: 'webhookEndpoint',
  allow: (caller, { target }) => keepsEndpoint(caller, target),
  guard: stillThere,
  async run({ target, tenant, insert, update, dryRun }, tx) {
    const id = target['id'] as string;
    const at = nowIso();
    // The version counts the tests, so that a dry run shows the id that the test will have.
    const messageId = `ping_${id}_${Number(target['version']) + 1}`;
    const delivery = await insert('WebhookDelivery', {
      endpointId: id,
      appId: target['appId'],
      divisionKey: target['divisionKey'],
      kind: 'PING',
      type: ownTypes.ping,
      messageId,
      occurredAt: at,
      nextAttemptAt: at,
    });
    await update('WebhookEndpoint', id, {});
    const objects = { webhookDelivery: delivery, webhookEndpoint: id };
    if (!dryRun) return { objects };
    const { text: body } = pingBody(encodeId({ prefix: 'whe', tenant, key: id }), at);
    const { headers } = requestOf(await keysOf(tx, tenant, id), messageId, nowMs(), body);
    const request = {
      method: 'POST',
      url: target['url'],
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body,
    };
    return { objects, foreseen: { request } };
  },
  returns: { webhookDelivery: 'WebhookDelivery', ...returns },
  foresees: {
    request: {
      type: 'WebhookRequest',
      nullable: true,
      description: 'With dryRun: the request that would be sent; else null. 将发送的请求',
    },
  },
  emits: 'webhooks.endpoint.tested',
  rules: [webhookRules['webhook-endpoint-is-there']],
});

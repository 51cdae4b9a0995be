// What webhooks say in SQL by hand, said again in JavaScript.
import type { ScalarTwin } from './twins.js';

/** Computed scalars by `Entity.field`. */
export const webhookScalarTwins: Readonly<Record<string, ScalarTwin>> = {
  'WebhookEndpoint.settledThrough': (endpoint, _, rows) => {
    const open = rows('WebhookDelivery')
      .filter(
        ({ tenant, endpointId, nextAttemptAt }) =>
          tenant === endpoint['tenant'] && endpointId === endpoint['id'] && nextAttemptAt !== null,
      )
      .flatMap(({ gapFrom, sequence }) => (gapFrom ?? sequence ?? []) as bigint | []);
    const least = open.reduce<bigint | null>((a, b) => (a === null || b < a ? b : a), null);
    return String(least === null ? (endpoint['takenThrough'] as bigint) : least - 1n);
  },
};

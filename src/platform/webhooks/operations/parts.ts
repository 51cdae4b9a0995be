// What several operations on webhooks have in common: how an endpoint is named and answered, and what a fresh start is.
import { ref } from '../../../kernel/input.js';

/** The endpoint that an operation is about. */
export const endpoint = ref('WebhookEndpoint', 'The endpoint. 端点');

/** What each of them answers. */
export const returns = { webhookEndpoint: 'WebhookEndpoint' } as const;

/** Nothing bad is known of an endpoint. */
export const noFailures = { failures: 0, failingSince: null, restingUntil: null, endingFor: null } as const;

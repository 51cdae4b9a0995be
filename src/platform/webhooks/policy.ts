// Who sees webhooks, and who keeps them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { all, any, eq, never, within } from '../../kernel/predicate.js';

/** An app sees its own endpoints and what was sent to them; the staff that looks after apps sees all of the division. */
export const seesWebhook: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('apps:read', 'INTERNAL')),
    caller.app === null
      ? never
      : all(eq('appId', caller.app), within('divisionKey', caller.ranges('apps:read', 'PUBLIC'))),
  );

/** Whether the caller's app may have events of the division sent to it. */
export function opensEndpoints(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('apps:write', 'PUBLIC', divisionKey);
}

/** Whether the endpoint is that of the caller's app: nobody else says where what the app may read is sent, and by what key. */
export function isOwnEndpoint(caller: Caller, { appId, divisionKey }: Row): boolean {
  return caller.app !== null && caller.app === appId && opensEndpoints(caller, divisionKey);
}

/** Whether the caller stops the endpoint and lets it go on: the app itself, or the staff that looks after apps there. */
export function keepsEndpoint(caller: Caller, endpoint: Row): boolean {
  const { divisionKey } = endpoint;
  if (typeof divisionKey !== 'string') return false;
  return isOwnEndpoint(caller, endpoint) || caller.holdsAt('apps:write', 'INTERNAL', divisionKey);
}

/** Whether the caller may have events sent again to the endpoint: what the office has stopped it lets go on itself. */
export function resumesEndpoint(caller: Caller, endpoint: Row): boolean {
  return endpoint['disabledFor'] === 'OFFICE'
    ? disablesEndpoint(caller, endpoint)
    : keepsEndpoint(caller, endpoint);
}

/** Whether the caller stops endpoints of others. */
export function disablesEndpoint(caller: Caller, { divisionKey }: Row): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('apps:admin', 'INTERNAL', divisionKey);
}

// Who sees how often an app asked for what.
import type { Policy } from '../../kernel/entity.js';
import { any, eq, never, within } from '../../kernel/predicate.js';

/** Those who keep the apps of an area see the use of all of them; an app sees its own. */
export const seesUsage: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('apps:read', 'INTERNAL')),
    caller.app !== null && caller.holds('apps:read') ? eq('appId', caller.app) : never,
  );

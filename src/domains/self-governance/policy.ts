// Who sees what bodies of self-governance decide, and who records it.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import { within } from '../../kernel/predicate.js';

/** What self-governance decides concerns everybody there: public, where the caller reads the domain. */
export const seesDecisions: Policy = (caller) =>
  within('divisionKey', caller.ranges('self-governance:read', 'PUBLIC'));

/** Whether the caller records for the bodies of the division. */
export function records(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('self-governance:write', 'PUBLIC', divisionKey);
}

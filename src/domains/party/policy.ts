// Who sees party organizations and who records them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import { never, some, within } from '../../kernel/predicate.js';

/** Organizations that work where the caller may read about the party. */
export const seesParty: Policy = (caller) => within('divisionKey', caller.ranges('party:read', 'PUBLIC'));

/** A link to the organization above is seen with the one below. */
export const seesWithChild: Policy = (caller) => seenThrough('child', caller);

/** A change of status is seen with the organization. */
export const seesWithOrganization: Policy = (caller) => seenThrough('partyOrganization', caller);

function seenThrough(relation: string, caller: Caller): ReturnType<Policy> {
  const visible = seesParty(caller);
  return visible.op === 'const' && !visible.value ? never : some(relation, visible);
}

/** Whether the caller records party organizations in every one of these divisions. */
export function records(caller: Caller, ...divisionKeys: readonly unknown[]): boolean {
  return divisionKeys.every((key) => typeof key === 'string' && caller.holdsAt('party:write', 'PUBLIC', key));
}

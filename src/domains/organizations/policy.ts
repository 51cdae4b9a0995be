// Who sees organizations and who records them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import { never, some, within } from '../../kernel/predicate.js';

/** Organizations registered where the caller may read public data. */
export const seesOrganization: Policy = (caller) =>
  within('divisionKey', caller.ranges('organizations:read', 'PUBLIC'));

/** Contact persons are personal data and need a right of their own. */
export const seesContact: Policy = (caller) =>
  within('divisionKey', caller.ranges('organizations:read', 'PERSONAL'));

/** What belongs to an organization is seen with it. */
export const seesWithOrganization: Policy = (caller) => {
  const visible = seesOrganization(caller);
  return visible.op === 'const' && !visible.value ? never : some('organization', visible);
};

/** Whether the caller records organizations in every one of these divisions. */
export function records(caller: Caller, ...divisionKeys: readonly unknown[]): boolean {
  return divisionKeys.every(
    (key) => typeof key === 'string' && caller.holdsAt('organizations:write', 'PUBLIC', key),
  );
}

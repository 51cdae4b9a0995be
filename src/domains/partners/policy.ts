// Who sees partnerships and who records them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import { within } from '../../kernel/predicate.js';

/** Partnerships of communities where the caller may read public data. */
export const seesPartner: Policy = (caller) =>
  within('divisionKey', caller.ranges('partners:read', 'PUBLIC'));

/** Whether the caller records partnerships in every one of these divisions. */
export function records(caller: Caller, ...divisionKeys: readonly unknown[]): boolean {
  return divisionKeys.every(
    (key) => typeof key === 'string' && caller.holdsAt('partners:write', 'PUBLIC', key),
  );
}

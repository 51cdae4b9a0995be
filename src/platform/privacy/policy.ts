// Who sees purposes, assessments and the access log, and who declares and ends purposes.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { within } from '../../kernel/predicate.js';

/** What data are processed for is no secret: persons are to be told it (Personal Information Protection Law, article 17). */
export const seesPurpose: Policy = (caller) => within('divisionKey', caller.ranges('privacy:read', 'PUBLIC'));

/** What may go wrong is for the staff who look after it. */
export const seesAssessment: Policy = (caller) =>
  within('divisionKey', caller.ranges('privacy:read', 'INTERNAL'));

/** Who read what is for the auditors of the office whose data it was. */
export const seesAccessLog: Policy = (caller) =>
  within('divisionKey', caller.ranges('audit:read', 'INTERNAL'));

/** Whether the caller answers for what personal data of the division are processed for. */
export function declares(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('privacy:admin', 'INTERNAL', divisionKey);
}

/** Whether the caller looks after the personal data of the object's division. */
export function lookAfter(caller: Caller, { divisionKey }: Row): boolean {
  return looksAfter(caller, divisionKey);
}

/** Who asks is personal data of its own. */
export const seesRequester: Policy = (caller) =>
  within('divisionKey', caller.ranges('privacy:read', 'PERSONAL'));

/** Whether the caller looks after the personal data of the division. */
export function looksAfter(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('privacy:write', 'INTERNAL', divisionKey);
}

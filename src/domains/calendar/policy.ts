// Who sees the calendar of working days, and who records it.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import { always } from '../../kernel/predicate.js';

/** Notices of the State Council are public. */
export const everybody: Policy = () => always;

/** Stands above every province, where only a right for everywhere reaches. */
const country = '000000000000';

/** The calendar is the same in the whole country, and so is recorded by who may do so everywhere. */
export function recordsCalendar(caller: Caller): boolean {
  return caller.holdsAt('calendar:admin', 'PUBLIC', country);
}

// Who reads what accountants keep of a fund, and who keeps it: the rights are those of the fund's books.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import { always, any, eq, within } from '../../kernel/predicate.js';

/** Who may read the balances of a fund may read what its accountants work with. */
export const seesBooks: Policy = (caller) =>
  within('divisionKey', caller.ranges('funds:read', 'CONDITIONAL'));

/** Whether the caller keeps the books of funds in the division. */
export function keepsBooks(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('funds:write', 'CONDITIONAL', divisionKey);
}

/** What is published for everybody to keep. */
export const everybody: Policy = () => always;

/** Names and accounts of persons. */
export const seesPersons: Policy = (caller) => within('divisionKey', caller.ranges('funds:read', 'PERSONAL'));

/** Who paid or was paid, where that is no person. */
export const seesCounterparty: Policy = (caller) => any(eq('ofPerson', false), seesPersons(caller));

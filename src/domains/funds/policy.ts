// Who sees funds, their money and their donors, and who records them.
import { isEverywhere, type Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import {
  all,
  always,
  any,
  eq,
  never,
  not,
  oneOf,
  some,
  within,
  type Predicate,
} from '../../kernel/predicate.js';

/** Funds, what was given to them and what they spent, where the caller may read public data. */
export const seesFund: Policy = (caller) => within('divisionKey', caller.ranges('funds:read', 'PUBLIC'));

/** The books: balances, accounts, and amounts that are nobody else's business. */
export const seesBooks: Policy = (caller) =>
  within('divisionKey', caller.ranges('funds:read', 'CONDITIONAL'));

/** Amounts that may be told, those of the books, and what the caller's own organization paid or owes. */
export const seesAmount: Policy = (caller) => any(seesBooks(caller), toldOrOwn(caller));

/**
 * The sum of a transaction's legs: who may not see one of them could find it from the sum and the others. Legs stand in
 * the divisions of their funds, which need not be that of the transaction.
 */
export const seesWholeAmount: Policy = (caller) => any(seesBooksOfLegs(caller), toldOrOwn(caller));

function seesBooksOfLegs(caller: Caller): Predicate {
  const ranges = caller.ranges('funds:read', 'CONDITIONAL');
  if (ranges.length === 0) return never;
  return isEverywhere(ranges)
    ? always
    : { op: 'every', relation: 'legs', where: within('divisionKey', ranges) };
}

function toldOrOwn(caller: Caller): Predicate {
  return any(
    eq('disclosed', true),
    caller.organizationId === null ? never : eq('payerId', caller.organizationId),
  );
}

/**
 * What flowed into and out of a fund: public where the amounts behind it are; what shares of revenue brought would tell
 * what a single payer owes.
 */
export const seesFlow: Policy = (caller) =>
  any(all(seesFund(caller), not(eq('kind', 'REVENUE_SHARE'))), seesBooks(caller));

/** Donors who do not mind, and all of them for whom personal data may be read. */
export const seesDonor: Policy = (caller) => any(eq('anonymous', false), seesPersons(caller));

/** Names of persons. */
export const seesPersons: Policy = (caller) => within('divisionKey', caller.ranges('funds:read', 'PERSONAL'));

/** Projects once they are approved, and their plans for who keeps the books. */
export const seesGrant: Policy = (caller) =>
  any(all(seesFund(caller), not(oneOf('state', ['DRAFT', 'CANCELLED']))), seesBooks(caller));

/** Instalments are seen with their project. */
export const seesPlanOfGrant: Policy = (caller) =>
  any(all(seesFund(caller), some('project', not(oneOf('state', ['DRAFT', 'CANCELLED'])))), seesBooks(caller));

/** Budgets that are or were in force, and drafts for who keeps the books. */
export const seesBudget: Policy = (caller) =>
  any(all(seesFund(caller), oneOf('state', ['APPROVED', 'SUPERSEDED'])), seesBooks(caller));

/** Whether the caller records funds in every one of these divisions. */
export function records(caller: Caller, ...divisionKeys: readonly unknown[]): boolean {
  return holdsIn(caller, 'PUBLIC', divisionKeys);
}

/** Whether the caller keeps the books of funds in every one of these divisions. */
export function keepsBooks(caller: Caller, ...divisionKeys: readonly unknown[]): boolean {
  return holdsIn(caller, 'CONDITIONAL', divisionKeys);
}

function holdsIn(
  caller: Caller,
  dataClass: 'PUBLIC' | 'CONDITIONAL',
  divisionKeys: readonly unknown[],
): boolean {
  return divisionKeys.every(
    (key) => typeof key === 'string' && caller.holdsAt('funds:write', dataClass, key),
  );
}

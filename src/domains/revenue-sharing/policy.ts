// Who sees agreements and what is reported and owed under them, and who acts.
import { isEverywhere, type Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { all, always, any, eq, never, oneOf, some, within, type Predicate } from '../../kernel/predicate.js';

/** Agreements, their parties and their clauses: public, where the caller reads the domain. */
export const seesAgreement: Policy = (caller) =>
  within('divisionKey', caller.ranges('revenue-sharing:read', 'PUBLIC'));

/** Agreements that the caller's own organization is a party of. */
function ofOwnAgreement(caller: Caller): Predicate {
  const { organizationId } = caller;
  return organizationId === null
    ? never
    : some('agreement', some('parties', eq('organizationId', organizationId)));
}

/** Figures of the whole agreement, on the agreement itself. */
export const seesOwnFigures: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL')),
    caller.organizationId === null ? never : some('parties', eq('organizationId', caller.organizationId)),
  );

/** What a fund owes its payers stands in its books. */
export const seesFundCredit: Policy = (caller) =>
  within('divisionKey', caller.ranges('funds:read', 'CONDITIONAL'));

/**
 * What an organization has everywhere is for itself, and for who sees everything: others may not see all of the
 * agreements that it comes from.
 */
export const seesOwn: Policy = (caller) => {
  if (isEverywhere(caller.ranges('revenue-sharing:read', 'CONDITIONAL'))) return always;
  return caller.organizationId === null ? never : eq('id', caller.organizationId);
};

/** Papers of a payment are seen with it. */
export const seesPaper: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL')),
    caller.organizationId === null ? never : some('payment', ofOwnAgreement(caller)),
  );

/** The file of a paper is seen by the parties, too. */
export const seesPaperFile: Policy = (caller) =>
  caller.organizationId === null ? never : some('paymentDocuments', some('payment', ofOwnAgreement(caller)));

/** Terms are public once they are signed or published; drafts are for the parties and for who handles them. */
export const seesTerms: Policy = (caller) =>
  any(all(seesAgreement(caller), oneOf('state', ['SIGNED', 'PUBLISHED'])), seesFigures(caller));

/** Figures of a business are for the parties, the community that verifies, those above it, and auditors. */
export const seesFigures: Policy = (caller) =>
  any(within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL')), ofOwnAgreement(caller));

/** Files that a report rests on are seen by the parties, as the report is; those who handle its figures see them anyway. */
export const seesEvidence: Policy = (caller) => {
  const reports = seesFigures(caller);
  return reports.op === 'const' && !reports.value ? never : some('reports', reports);
};

/** Calculations are seen as their figures are; they know their agreement by its terms. */
export const seesCalculation: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL')),
    caller.organizationId === null ? never : some('agreementVersion', ofOwnAgreement(caller)),
  );

/** Parts of a settlement are seen with it. */
export const seesAllocation: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL')),
    caller.organizationId === null ? never : some('settlement', ofOwnAgreement(caller)),
  );

/** Whether the caller records agreements in every one of these divisions. */
export function records(caller: Caller, ...divisionKeys: readonly unknown[]): boolean {
  return divisionKeys.every(
    (key) => typeof key === 'string' && caller.holdsAt('revenue-sharing:write', 'PUBLIC', key),
  );
}

/** Whether the caller handles the figures of the division: verifies reports, settles them. */
export function handlesFigures(caller: Caller, divisionKey: unknown): boolean {
  return (
    typeof divisionKey === 'string' && caller.holdsAt('revenue-sharing:write', 'CONDITIONAL', divisionKey)
  );
}

/** Whether the caller speaks for the body that owes, or enters its figures for it in the community. */
export function reportsFor(caller: Caller, { payerId, divisionKey }: Row): boolean {
  return (
    (caller.organizationId !== null && caller.organizationId === payerId) ||
    handlesFigures(caller, divisionKey)
  );
}

/** Whether the caller keeps the money of the division's funds. */
export function keepsMoney(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('funds:write', 'CONDITIONAL', divisionKey);
}

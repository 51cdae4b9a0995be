// Who sees apps, installs, credentials and posts, and who acts on them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { any, eq, never, some, within, type Predicate } from '../../kernel/predicate.js';
import { isPersonSubject } from './rules.js';

/** What an app may know of itself. */
function ofOwnApp(caller: Caller, column: string): Predicate {
  return caller.app !== null && caller.holds('apps:read') ? eq(column, caller.app) : never;
}

/** Those who keep apps see what is in their area; an app sees what is its own. */
const seesByApp =
  (column: string): Policy =>
  (caller) =>
    any(within('divisionKey', caller.ranges('apps:read', 'INTERNAL')), ofOwnApp(caller, column));

/** Whoever installs apps somewhere finds those that may be installed, whichever office registered them. */
export const seesApp: Policy = (caller) =>
  any(
    seesByApp('id')(caller),
    caller.ranges('apps:write', 'INTERNAL').length > 0 ? eq('state', 'ACTIVE') : never,
  );

/** How its owner is reached is for those who have it in their list, and for the app. */
export const seesContact: Policy = seesByApp('id');

/** Where an app is at work. */
export const seesInstall: Policy = seesByApp('appId');

/** What an app signs in with. */
export const seesCredential: Policy = seesByApp('appId');

/** What an install may do is seen with it. */
export const seesGrant: Policy = (caller) => {
  const visible = seesInstall(caller);
  return visible.op === 'const' && !visible.value ? never : some('install', visible);
};

/** Posts are seen by who keeps those of the place, and each by who holds it. */
export const seesAppointment: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('access:read', 'INTERNAL')),
    isPersonSubject(caller.subject) ? eq('subject', caller.subject) : never,
  );

/** Whether the caller registers and stops apps for the division. */
export function keepsApps(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('apps:admin', 'INTERNAL', divisionKey);
}

/** Whether the caller lets apps in for the division, and takes them out. */
export function keepsInstalls(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('apps:write', 'INTERNAL', divisionKey);
}

/** Whether the row belongs to the app as which the caller acts. */
export function isOwn(caller: Caller, { appId }: Row): boolean {
  return caller.app !== null && appId === caller.app;
}

/** Whether the caller says who holds which post there. */
export function keepsAppointments(caller: Caller, divisionKey: unknown): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('access:admin', 'INTERNAL', divisionKey);
}

/** Whether the caller speaks for an organization: it acts for it, or records organizations where it is. */
export function speaksFor(caller: Caller, organization: Row): boolean {
  const { id, divisionKey } = organization;
  return (
    (caller.organizationId !== null && caller.organizationId === id) ||
    (typeof divisionKey === 'string' && caller.holdsAt('organizations:write', 'INTERNAL', divisionKey))
  );
}

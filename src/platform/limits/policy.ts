// Who sees trusted documents, and who acts on them and on what was agreed with apps.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { all, eq, never } from '../../kernel/predicate.js';

/** A document is its app's at the office that gave the credential, and nobody else's. */
export const seesDocument: Policy = ({ tenant, app }) =>
  tenant === null || app === null ? never : all(eq('tenant', tenant), eq('app', app));

/** Whether the document is of the caller's app. */
export function isOwnDocument(caller: Caller, { tenant, app }: Row): boolean {
  return caller.app !== null && caller.app === app && caller.tenant === tenant;
}

/** Whether the caller agrees limits with apps for the division. */
export function agreesLimits(caller: Caller, { divisionKey }: Row): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('apps:admin', 'INTERNAL', divisionKey);
}

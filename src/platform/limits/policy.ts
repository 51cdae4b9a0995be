// Who sees trusted documents, and who acts on them and on what was agreed with apps.
import { isEverywhere, type Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { all, eq, never } from '../../kernel/predicate.js';

/** Whether the caller keeps all apps, wherever they are. */
function keepsAllApps(caller: Caller): boolean {
  return isEverywhere(caller.ranges('apps:admin', 'INTERNAL'));
}

/** A document is its app's at the office that gave the credential; who keeps that office's apps sees those of all. */
export const seesDocument: Policy = (caller) => {
  const { tenant, app } = caller;
  if (tenant === null || app === null) return never;
  return keepsAllApps(caller) ? eq('tenant', tenant) : all(eq('tenant', tenant), eq('app', app));
};

/** Whether the caller takes the document back: its app, and who keeps all apps. */
export function retires(caller: Caller, { tenant, app }: Row): boolean {
  return caller.tenant === tenant && (caller.app === app || keepsAllApps(caller));
}

/** Whether the caller agrees limits with apps for the division. */
export function agreesLimits(caller: Caller, { divisionKey }: Row): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('apps:admin', 'INTERNAL', divisionKey);
}

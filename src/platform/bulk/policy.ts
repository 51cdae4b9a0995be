// Who sees exports and imports, and who acts on them.
import { isEverywhere, type Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { all, always, any, eq, never, type Predicate } from '../../kernel/predicate.js';

/** Whether the caller keeps the platform running. The worker is such a caller. */
export function keepsPlatform(caller: Caller): boolean {
  return isEverywhere(caller.ranges('apps:admin', 'INTERNAL'));
}

/** What the caller itself asked for, with the same credential of the same app or another one. */
function own({ tenant, app, subject }: Caller): Predicate {
  return tenant === null || app === null
    ? never
    : all(eq('tenant', tenant), eq('app', app), eq('subject', subject));
}

/**
 * What was asked for is seen by who asked; that it was, and how much it came to, by the office's auditors and by those
 * who keep the platform running. What is in a file nobody else gets.
 */
export const seesJob: Policy = (caller) =>
  any(
    own(caller),
    caller.tenant !== null && caller.holds('audit:read') ? eq('tenant', caller.tenant) : never,
    keepsPlatform(caller) ? always : never,
  );

/** Whether the caller asked for it. */
function asked(caller: Caller, job: Row): boolean {
  return caller.tenant === job['tenant'] && caller.app === job['app'] && caller.subject === job['subject'];
}

/** Whether the caller may give it up: who asked for it, and who keeps the platform running. */
export function givesUp(caller: Caller, job: Row): boolean {
  return asked(caller, job) || keepsPlatform(caller);
}

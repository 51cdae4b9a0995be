// Who sees evidence files, and who acts on them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { all, any, eq, never, not, within } from '../../kernel/predicate.js';

/**
 * Originals are for those who handle the division's figures and for the organization that uploaded them; whoever sees
 * what rests on a file is added by the domain that says so. Redacted copies are for everybody who reads files.
 */
export const seesFile: Policy = (caller) =>
  any(
    within('divisionKey', caller.ranges('files:read', 'CONDITIONAL')),
    caller.organizationId === null ? never : eq('uploadedByOrganizationId', caller.organizationId),
    all(
      not({ op: 'isNull', field: 'redactedCopyOfId' }),
      eq('state', 'STORED'),
      within('divisionKey', caller.ranges('files:read', 'PUBLIC')),
    ),
  );

/** Who downloaded what is for the staff of the division. */
export const seesAccess: Policy = (caller) => within('divisionKey', caller.ranges('files:read', 'INTERNAL'));

/** Whether the caller uploads files for the division, and would see them afterwards. */
export function uploads(caller: Caller, divisionKey: unknown): boolean {
  return (
    typeof divisionKey === 'string' &&
    caller.holdsAt('files:write', 'PUBLIC', divisionKey) &&
    (caller.organizationId !== null || caller.holdsAt('files:read', 'CONDITIONAL', divisionKey))
  );
}

/** Whether the caller handles the files of the division. */
export function handlesFile(caller: Caller, { divisionKey }: Row): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('files:write', 'CONDITIONAL', divisionKey);
}

/** Whether the caller handles the file or is of the organization that uploaded it. */
export function keepsFile(caller: Caller, file: Row): boolean {
  const own = caller.organizationId !== null && caller.organizationId === file['uploadedByOrganizationId'];
  return own || handlesFile(caller, file);
}

/** Whether the caller vouches for what checks of seals and signatures find. */
export function checksSignatures(caller: Caller, { divisionKey }: Row): boolean {
  return typeof divisionKey === 'string' && caller.holdsAt('files:admin', 'CONDITIONAL', divisionKey);
}

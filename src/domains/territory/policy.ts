// Who sees divisions and governance units, and who may record them.
import type { Caller } from '../../kernel/caller.js';
import type { Policy } from '../../kernel/entity.js';
import type { Row } from '../../kernel/operation.js';
import { always, within } from '../../kernel/predicate.js';

/** Divisions and their changes are public. */
export const everybody: Policy = () => always;

/** Units are seen by those who may read the territory of their division. */
export const readersOfDivision: Policy = (caller) =>
  within('divisionKey', caller.ranges('territory:read', 'PUBLIC'));

/** Units are recorded by those who may write the territory of the division. */
export function mayRecordUnits(caller: Caller, divisionKey: string): boolean {
  return caller.holdsAt('territory:write', 'PUBLIC', divisionKey);
}

/** Stands above every province, where only a right for everywhere reaches. */
const country = '000000000000';

/** A change of a division is recorded by an office above it, which has all its siblings in its care. */
export function mayChangeDivisions(caller: Caller, refs: Readonly<Record<string, Row>>): boolean {
  const above: readonly unknown[] = [
    ...(refs['division'] ? [refs['division']['parentKey'] ?? country] : []),
    ...(refs['parent'] ? [refs['parent']['key']] : []),
  ];
  return above.length > 0 && above.every((key) => caller.holdsAt('territory:admin', 'PUBLIC', key as string));
}

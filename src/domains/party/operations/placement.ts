// Judges a place in the tree before an operation writes it.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { fault, Refusal, type Fault, type Path } from '../../../kernel/errors.js';
import type { Row } from '../../../kernel/operation.js';
import { liesWithin, type Node } from '../queries/tree.js';
import { parentFaults, sameOffice, validThroughout, type Period } from '../rules/parents.js';

type Tx = Transaction<Database>;

/** Refuses with all that is wrong at once. */
export function refuseAny(...faults: readonly (readonly Fault[])[]): void {
  const found = faults.flat();
  if (found.length > 0) throw new Refusal(found);
}

/** What is wrong with standing under a parent for a time: kinds, carriers, divisions, validity. */
export async function placeFaults(
  tx: Tx,
  child: Pick<Node, 'kind' | 'carrierKind' | 'divisionKey'>,
  parent: Node,
  during: Period,
  path: Path,
): Promise<readonly Fault[]> {
  const kinds = parentFaults(child, parent, path);
  const carrierJudged = kinds.some(({ rule }) => rule === 'party-carrier-at-or-below-parents');
  const inside = await liesWithin(tx, child.divisionKey, parent.divisionKey, during.validFrom);
  return [
    ...kinds,
    ...(inside || carrierJudged ? [] : [fault('party-carrier-at-or-below-parents', path)]),
    ...validThroughout(parent, during, path),
  ];
}

/** What is wrong with what carries an organization: the unit and the host must be of its office and its place. */
export async function carrierFaults(
  tx: Tx,
  tenant: number,
  divisionKey: string,
  day: string,
  { unit, host }: { readonly unit: Row | undefined; readonly host: Row | undefined },
): Promise<readonly Fault[]> {
  const inside =
    unit === undefined || (await liesWithin(tx, unit['divisionKey'] as string, divisionKey, day));
  return [
    ...(unit ? sameOffice(tenant, unit, ['unit']) : []),
    ...(inside ? [] : [fault('party-carrier-in-its-division', ['unit'])]),
    ...(host ? sameOffice(tenant, host, ['host']) : []),
  ];
}

/** Day to read a payload as of: today, if the organization exists today; else its first day. */
export function dayToRead({ validFrom, validTo }: Period, today: string): string {
  return validFrom <= today && (validTo === null || today < validTo) ? today : validFrom;
}

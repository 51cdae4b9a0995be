// Judges a place in the tree and what carries it before an operation writes it.
import type { Transaction } from 'kysely';
import type { Database, PartyCarrier } from '../../../generated/database.js';
import { fault, refuseAll, type Fault, type Path } from '../../../kernel/errors.js';
import type { Row } from '../../../kernel/operation.js';
import { divisionKinds, type Unit } from '../queries/carriers.js';
import { liesWithin, type Node } from '../queries/tree.js';
import { carrierPlaceFaults, carrierUnitFaults, unitPeriodFaults } from '../rules/carriers.js';
import {
  adviceOf,
  parentFaults,
  sameOffice,
  validThroughout,
  type Period,
  type PlacePaths,
} from '../rules/parents.js';

type Tx = Transaction<Database>;

/** What of an organization decides where it may stand. */
export type Standing = Pick<Node, 'kind' | 'carrierKind' | 'divisionKey'>;

/** Refuses a place with all that is wrong at once, but the advice to set up a branch first alone. */
export function refusePlace(...faults: readonly (readonly Fault[])[]): void {
  const advice = adviceOf(faults.flat());
  refuseAll(...(advice.length > 0 ? [advice] : faults));
}

/** Rules that `fitFaults` judges by, for the operations that use it. */
export const fitRules = [
  'party-parent-matrix',
  'party-stands-at-the-root',
  'party-committee-under-a-towns',
  'party-group-stands-under-a-branch',
  'party-carrier-at-or-below-parents',
  'party-division-within-parents',
] as const;

/** What is wrong with standing under a parent on a day: kinds, carriers, divisions. */
export async function fitFaults(
  tx: Tx,
  child: Standing,
  parent: Standing,
  day: string,
  paths: PlacePaths,
): Promise<readonly Fault[]> {
  const params = { child: child.divisionKey, parent: parent.divisionKey, day };
  return [
    ...parentFaults(child, parent, paths.kind, paths.carrier),
    ...((await liesWithin(tx, child.divisionKey, parent.divisionKey, day))
      ? []
      : [fault('party-division-within-parents', paths.division, params)]),
  ];
}

/** What is wrong with coming under a parent for a time; all of it is the fault of the parent that was named. */
export async function placeFaults(
  tx: Tx,
  child: Standing,
  parent: Node,
  during: Period,
  path: Path,
): Promise<readonly Fault[]> {
  const paths = { kind: path, carrier: path, division: path };
  return [
    ...(await fitFaults(tx, child, parent, during.validFrom, paths)),
    ...validThroughout(parent, during, path),
  ];
}

/** Rules that `carrierFitFaults` judges by. */
export const carrierFitRules = [
  'party-carrier-fits-its-place',
  'party-carrier-names-its-unit',
  'party-carrier-fits-its-unit',
] as const;

/** Refuses a carrier in a division of no fitting kind, or without a fitting unit. */
export async function carrierFitFaults(
  tx: Tx,
  carried: {
    readonly carrierKind: PartyCarrier;
    readonly divisionKey: string;
    readonly unit: Unit | null;
  },
  during: Period,
  paths: { readonly place: Path | null; readonly unit: Path | null },
): Promise<readonly Fault[]> {
  const { carrierKind, divisionKey, unit } = carried;
  return [
    ...(paths.place
      ? carrierPlaceFaults(carrierKind, await divisionKinds(tx, divisionKey, during), paths.place)
      : []),
    ...(paths.unit ? carrierUnitFaults(carrierKind, unit?.kind ?? null, paths.unit) : []),
  ];
}

/** Refuses a unit outside the division on a day. */
export async function insideFaults(
  tx: Tx,
  unit: Unit,
  divisionKey: string,
  day: string,
  path: Path,
): Promise<readonly Fault[]> {
  if (await liesWithin(tx, unit.divisionKey, divisionKey, day)) return [];
  const params = { division: divisionKey, actual: unit.divisionKey };
  return [fault('party-carrier-in-its-division', path, params)];
}

/** Refuses a named unit or host of another office, and a unit that is not in use all the while. */
export function namedCarrierFaults(
  tenant: number,
  unit: Unit | null,
  host: Row | undefined,
  during: Period,
): readonly Fault[] {
  return [
    ...(unit ? sameOffice(tenant, unit, ['unit']) : []),
    ...(unit ? unitPeriodFaults(unit, during, ['unit']) : []),
    ...(host ? sameOffice(tenant, host, ['host']) : []),
  ];
}

/** Day to read a payload as of: today, if the organization exists today; else its first day. */
export function dayToRead({ validFrom, validTo }: Period, today: string): string {
  return validFrom <= today && (validTo === null || today < validTo) ? today : validFrom;
}

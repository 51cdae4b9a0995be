// Which party organization may stand under which: the matrix of kinds, the order of carriers, the time.
import type { PartyCarrier, PartyKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';

defineRules({
  'party-parent-matrix': {
    code: 'RULE_BROKEN',
    zh: '{child} 的上级党组织须为 {allowed},不能是 {parent}。',
    en: 'A {child} stands under {allowed}, not under a {parent}.',
  },
  'party-group-stands-under-a-branch': {
    code: 'RULE_BROKEN',
    zh: '党小组须隶属于党支部,不能直接设在 {parent} 之下;先建党支部,再设党小组。',
    en: 'A group belongs to a branch and does not stand directly under a {parent}: set up a branch first.',
  },
  'party-carrier-at-or-below-parents': {
    code: 'RULE_BROKEN',
    zh: '党组织的依托载体及所在区划须与上级党组织同级或在其之下。',
    en: 'What carries a party organization lies at or below what carries the one above it.',
  },
  'party-parent-valid-throughout': {
    code: 'RULE_BROKEN',
    zh: '上级党组织在 {validFrom} 至 {validTo} 有效,须涵盖全部隶属期间。',
    en: 'The organization above exists from {validFrom} to {validTo}; it must do so all the while.',
  },
  'party-carrier-in-its-division': {
    code: 'RULE_BROKEN',
    zh: '所依托的治理单元须在党组织所在区划内。',
    en: 'The unit that carries a party organization lies in the division it works in.',
  },
  'party-references-of-one-office': {
    code: 'RULE_BROKEN',
    zh: '须为同一登记机关({tenant})登记的对象。',
    en: 'It must be recorded by the same office, {tenant}.',
  },
});

/** A kind that may stand above, with the carriers that make it fit where not all do. */
interface Above {
  readonly kind: PartyKind;
  readonly carriers?: readonly PartyCarrier[];
}

const branches: readonly PartyKind[] = ['BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH'];
const overBranches: readonly Above[] = [
  { kind: 'WORKING_COMMITTEE' },
  { kind: 'COMMITTEE' },
  { kind: 'GENERAL_BRANCH' },
];

/** The matrix of parents: what may stand directly above each kind. */
export const parentMatrix: Readonly<Record<PartyKind, readonly Above[]>> = {
  // Its parent is recorded by a higher office.
  DISTRICT_COMMITTEE: [],
  WORKING_COMMITTEE: [{ kind: 'DISTRICT_COMMITTEE' }],
  COMMITTEE: [
    { kind: 'DISTRICT_COMMITTEE' },
    { kind: 'WORKING_COMMITTEE' },
    { kind: 'COMMITTEE', carriers: ['TOWN'] },
  ],
  GENERAL_BRANCH: [{ kind: 'WORKING_COMMITTEE' }, { kind: 'COMMITTEE' }],
  BRANCH: overBranches,
  JOINT_BRANCH: overBranches,
  TEMPORARY_BRANCH: overBranches,
  GROUP: branches.map((kind) => ({ kind })),
  ORGAN: [{ kind: 'DISTRICT_COMMITTEE' }],
  LEADING_GROUP: [{ kind: 'DISTRICT_COMMITTEE' }],
};

/** Rungs of the carriers; everything inside a community stands on the lowest. */
const carrierRung: Partial<Readonly<Record<PartyCarrier, number>>> = {
  DISTRICT: 0,
  STREET: 1,
  TOWN: 1,
  COMMUNITY: 2,
  VILLAGE: 2,
};

/** Rung of a carrier, 0 at the top. */
export function rungOf(carrier: PartyCarrier): number {
  return carrierRung[carrier] ?? 3;
}

/** What a place in the tree is judged by. */
export interface Place {
  readonly kind: PartyKind;
  readonly carrierKind: PartyCarrier;
}

/** What is wrong with the kinds and carriers of an organization and the one above it. */
export function parentFaults(child: Place, parent: Place, path: Path): readonly Fault[] {
  const allowed = parentMatrix[child.kind];
  const fits = allowed.some(
    ({ kind, carriers }) => kind === parent.kind && (carriers?.includes(parent.carrierKind) ?? true),
  );
  const faults: Fault[] = [];
  if (!fits) faults.push(matrixFault(child, parent, allowed, path));
  // Between equals the carrier must go down a rung: a town's committee has a community's below it, not another town's.
  const least = rungOf(parent.carrierKind) + (child.kind === parent.kind ? 1 : 0);
  if (rungOf(child.carrierKind) < least) faults.push(fault('party-carrier-at-or-below-parents', path));
  return faults;
}

function matrixFault(child: Place, parent: Place, allowed: readonly Above[], path: Path): Fault {
  // Named of its own, because districts count groups under general branches, and the way out is known.
  if (child.kind === 'GROUP' && ['GENERAL_BRANCH', 'COMMITTEE', 'WORKING_COMMITTEE'].includes(parent.kind))
    return fault('party-group-stands-under-a-branch', path, { parent: parent.kind });
  const names = allowed.map(({ kind, carriers }) => (carriers ? `${kind} (${carriers.join(', ')})` : kind));
  return fault('party-parent-matrix', path, {
    child: child.kind,
    parent: parent.kind,
    allowed: names.join(', ') || '–',
  });
}

/** A half-open validity. */
export interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Refuses a parent that does not exist during the whole of a period. */
export function validThroughout(parent: Period, during: Period, path: Path): readonly Fault[] {
  const endsInTime = parent.validTo === null || (during.validTo !== null && during.validTo <= parent.validTo);
  if (parent.validFrom <= during.validFrom && endsInTime) return [];
  const { validFrom, validTo } = parent;
  return [fault('party-parent-valid-throughout', path, { validFrom, validTo: validTo ?? '…' })];
}

/** Refuses what another office has recorded: no reference leaves its tenant. */
export function sameOffice(
  tenant: number,
  row: Readonly<Record<string, unknown>>,
  path: Path,
): readonly Fault[] {
  return row['tenant'] === tenant ? [] : [fault('party-references-of-one-office', path, { tenant })];
}

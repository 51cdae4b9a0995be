// Which party organization may stand under which: the matrix of kinds, the order of carriers, the time.
import type { PartyCarrier, PartyKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';

defineRules({
  'party-parent-matrix': {
    code: 'RULE_BROKEN',
    zh: '“{child:PartyKind}”的上级党组织须为{allowed:PartyKind},不能是“{parent:PartyKind}”。',
    en: 'What is "{child:PartyKind}" must stand under one of: {allowed:PartyKind}; but this parent is "{parent:PartyKind}".',
  },
  'party-stands-at-the-root': {
    code: 'RULE_BROKEN',
    zh: '“{child:PartyKind}”在此没有上级党组织,不能隶属于“{parent:PartyKind}”。',
    en: 'What is "{child:PartyKind}" must stand under nothing here, but this parent is "{parent:PartyKind}".',
  },
  'party-committee-under-a-towns': {
    code: 'RULE_BROKEN',
    zh: '党委之下仅镇党委可再设党委,而上级党委的依托载体是“{carrier:PartyCarrier}”。',
    en: 'A committee may stand under the committee of a town, but this parent is carried by "{carrier:PartyCarrier}".',
  },
  'party-group-stands-under-a-branch': {
    code: 'RULE_BROKEN',
    zh: '党小组须隶属于党支部,不能直接设在“{parent:PartyKind}”之下;请先建党支部,再设党小组。',
    en: 'A group must belong to a branch, but this one would stand directly under "{parent:PartyKind}": set up a branch first.',
  },
  'party-carrier-at-or-below-parents': {
    code: 'RULE_BROKEN',
    zh: '依托载体须与上级党组织的同级或在其之下(同类型的须更低),而“{child:PartyCarrier}”不在“{parent:PartyCarrier}”之下。',
    en: 'What carries a party organization must lie at or below what carries the one above (below it, between equals), but "{child:PartyCarrier}" does not lie so to "{parent:PartyCarrier}".',
  },
  'party-division-within-parents': {
    code: 'RULE_BROKEN',
    zh: '所在区划须在上级党组织所在区划({parent})之内,而 {child} 在 {day} 不在其内。',
    en: 'A party organization must work within the division of the one above, {parent}, but {child} does not lie in it on {day}.',
  },
  'party-parent-valid-throughout': {
    code: 'RULE_BROKEN',
    zh: '上级党组织须涵盖全部隶属期间,而它仅在 {validFrom} 至 {validTo} 有效。',
    en: 'The organization above must exist all the while, but does so only from {validFrom} to {validTo}.',
  },
  'party-references-of-one-office': {
    code: 'RULE_BROKEN',
    zh: '须为同一登记机关({tenant})登记的对象,而它由另一机关登记。',
    en: 'It must be recorded by the same office, {tenant}, but is recorded by another.',
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

/** Fields of an input that are blamed for a misfit. */
export interface PlacePaths {
  readonly kind: Path;
  readonly carrier: Path;
  readonly division: Path;
}

/** What is wrong with the kinds and carriers of an organization and the one above it. */
export function parentFaults(
  child: Place,
  parent: Place,
  kind: Path,
  carrier: Path = kind,
): readonly Fault[] {
  const allowed = parentMatrix[child.kind];
  const fits = allowed.some(
    (above) => above.kind === parent.kind && (above.carriers?.includes(parent.carrierKind) ?? true),
  );
  const wrong = fits ? [] : [matrixFault(child, parent, allowed, kind)];
  if (adviceOf(wrong).length > 0) return wrong;
  // Between equals the carrier must go down a rung: a town's committee has a community's below it, not another town's.
  const least = rungOf(parent.carrierKind) + (child.kind === parent.kind ? 1 : 0);
  if (rungOf(child.carrierKind) >= least) return wrong;
  const params = { child: child.carrierKind, parent: parent.carrierKind };
  return [...wrong, fault('party-carrier-at-or-below-parents', carrier, params)];
}

/** The advice to set up a branch first, if it is among the faults: whoever follows it begins anew, so nothing else matters. */
export function adviceOf(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ rule }) => rule === 'party-group-stands-under-a-branch');
}

function matrixFault(child: Place, parent: Place, allowed: readonly Above[], path: Path): Fault {
  // Named of its own, because districts count groups under general branches, and the way out is known.
  if (child.kind === 'GROUP' && ['GENERAL_BRANCH', 'COMMITTEE', 'WORKING_COMMITTEE'].includes(parent.kind))
    return fault('party-group-stands-under-a-branch', path, { parent: parent.kind });
  if (child.kind === 'COMMITTEE' && parent.kind === 'COMMITTEE')
    return fault('party-committee-under-a-towns', path, { carrier: parent.carrierKind });
  const params = { child: child.kind, parent: parent.kind };
  return allowed.length === 0
    ? fault('party-stands-at-the-root', path, params)
    : fault('party-parent-matrix', path, { ...params, allowed: allowed.map(({ kind }) => kind).join(', ') });
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
export function sameOffice(tenant: number, row: { readonly tenant?: unknown }, path: Path): readonly Fault[] {
  return row.tenant === tenant ? [] : [fault('party-references-of-one-office', path, { tenant })];
}

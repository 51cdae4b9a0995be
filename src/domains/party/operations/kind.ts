// changePartyOrganizationKind: from a day on another kind; the organization ends and its successor takes its place.
import type { Transaction } from 'kysely';
import type { Database, PartyCarrier, PartyKind, PartyStatus } from '../../../generated/database.js';
import type { Fault } from '../../../kernel/errors.js';
import { changeable, enumOf, of, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { records } from '../policy.js';
import { unitById } from '../queries/carriers.js';
import {
  addSegments,
  childrenFrom,
  cutLinksBelow,
  cutSegments,
  endLinks,
  lastStatusChangeOn,
  linksOf,
  nodeById,
  subtreeSegmentsFrom,
  treeLock,
  type Node,
} from '../queries/tree.js';
import { kindChangeFaults, notEnded, stepDayFaults, type Changing } from '../rules/life-cycle.js';
import { endFaults, segmentsAfterSuccession, type Link } from '../rules/tree.js';
import {
  carrierFitFaults,
  fitFaults,
  refusePlace,
  type Standing,
  fitRules,
  carrierFitRules,
} from './placement.js';

type Before = Row & Node & Changing & { readonly unitId: string | null };

/** What the successor has from the one before it; approvals were given to the one before. */
const inherited = [
  'name',
  'divisionKey',
  'unitId',
  'hostId',
  'formalMembers',
  'probationaryMembers',
  'committeeSeats',
  'coveredUnits',
  'status',
  'termStart',
  'termEnd',
  'synthetic',
] as const;

operation('changePartyOrganizationKind', {
  description:
    'Makes an organization another kind, or lets something else carry it, from a day on. It ends on the day, and its successor is founded in its place: with its name, division, unit, host and members, under its parent, and with all that stands below it. What was before stays readable as of its days. 改设党组织(升格、转设)',
  scope: 'party:write',
  input: {
    partyOrganization: ref('PartyOrganization', 'The organization that becomes another kind. 党组织'),
    kind: enumOf<PartyKind>('PartyKind', 'What it becomes. 新类型'),
    carrierKind: changeable(
      enumOf<PartyCarrier>('PartyCarrier', 'What carries it from then on; as before, if absent. 新依托载体'),
    ),
    name: changeable(text('What it is called from then on; as before, if absent. 新名称', { max: 200 })),
    effectiveOn: of(
      'Date',
      'First day of the new kind; after the last change of its status or parent, not after today. 生效日期',
    ),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'partyOrganization',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: notEnded,
  run: async ({ input, target, tenant, today, insert, update }, tx) => {
    const before = target as Before;
    const day = input.effectiveOn;
    const documentNo = input.documentNo ?? null;
    const during = { validFrom: day, validTo: before.validTo };
    const { kind, carrierKind = before.carrierKind } = input;
    const after = { kind, carrierKind, divisionKey: before.divisionKey };
    await treeLock.take(tx, tenant);
    const links = await linksOf(tx, tenant, before.id);
    const below = await childrenFrom(tx, tenant, before.id, day);
    const step = { from: before.status, to: before.status, validFrom: before.validFrom };
    const lastChangeOn = await lastStatusChangeOn(tx, tenant, before.id);
    const dayFaults = kindChangeFaults(before, after, day);
    const current = links.find((link) => link.validTo === null || link.validTo > day);
    refusePlace(
      dayFaults,
      stepDayFaults(day, { ...step, lastChangeOn }, today),
      day > before.validFrom ? endFaults(before, links, day) : [],
      await carrierFaults(tx, tenant, before, after, day),
      await neighbourFaults(tx, tenant, after, current, below, day),
    );
    const successor = await insert('PartyOrganization', {
      ...Object.fromEntries(inherited.map((column) => [column, before[column]])),
      ...after,
      ...during,
      ...(input.name === undefined ? {} : { name: input.name }),
      approvalDocumentNo: documentNo,
      predecessorId: before.id,
    });
    await endLinks(tx, tenant, before.id, day);
    await cutLinksBelow(tx, tenant, before.id, successor, day);
    if (current)
      await insert('PartyParent', { childId: successor, parentId: current.parentId, ...during, documentNo });
    for (const { child, link } of below)
      if (link.validFrom < day)
        await insert('PartyParent', {
          childId: child.id,
          parentId: successor,
          validFrom: day,
          validTo: link.validTo,
          documentNo,
        });
    const subtree = await subtreeSegmentsFrom(tx, tenant, before.id, day);
    await cutSegments(tx, tenant, subtree, day);
    await addSegments(tx, tenant, segmentsAfterSuccession(subtree, before.id, successor, day));
    const end: PartyStatus = 'DISSOLVED';
    await update('PartyOrganization', before.id, { status: end, validTo: day });
    await insert('PartyStatusChange', {
      partyOrganizationId: before.id,
      fromStatus: before.status,
      toStatus: end,
      effectiveOn: day,
      reason: null,
      documentNo,
    });
    return { objects: { partyOrganization: successor } };
  },
  returns: { partyOrganization: 'PartyOrganization' },
  emits: 'party.organization.kind-changed',
  rules: [
    'party-ended-organization-is-final',
    'party-kind-changes-to-another',
    'party-kind-changes-at-work',
    'party-kind-changes-after-foundation',
    'party-status-dated-in-order',
    'party-history-not-rewritten',
    'party-move-within-validity',
    ...fitRules,
    ...carrierFitRules,
  ],
});

/** What is wrong with another carrier from a day on. */
async function carrierFaults(
  tx: Transaction<Database>,
  tenant: number,
  before: Before,
  after: Standing,
  day: string,
): Promise<readonly Fault[]> {
  if (after.carrierKind === before.carrierKind) return [];
  const unit = before.unitId === null ? null : await unitById(tx, tenant, before.unitId);
  const during = { validFrom: day, validTo: before.validTo };
  const paths = { place: ['carrierKind'], unit: ['carrierKind'] };
  return carrierFitFaults(tx, { ...after, unit }, during, paths);
}

/** What no longer fits between the successor, the parent it takes over and all that stands below it. */
async function neighbourFaults(
  tx: Transaction<Database>,
  tenant: number,
  after: Standing,
  current: Link | undefined,
  below: Awaited<ReturnType<typeof childrenFrom>>,
  day: string,
): Promise<readonly Fault[]> {
  const paths = { kind: ['kind'], carrier: ['carrierKind'], division: [] };
  const found = new Map<string | null, Fault>();
  const add = (faults: readonly Fault[]): void => faults.forEach((fault) => found.set(fault.rule, fault));
  if (current) {
    const parent = await nodeById(tx, tenant, current.parentId);
    add(await fitFaults(tx, after, parent, day, paths));
  }
  for (const { child, link } of below) {
    const from = link.validFrom > day ? link.validFrom : day;
    add(await fitFaults(tx, child, after, from, paths));
  }
  return [...found.values()];
}

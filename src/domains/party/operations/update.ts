// updatePartyOrganization: corrects what is recorded, as if it had always been so; all recorded links must still fit.
import type { Transaction } from 'kysely';
import type { Database, PartyCarrier, PartyKind } from '../../../generated/database.js';
import { dawn } from '../../../kernel/clock.js';
import type { Fault } from '../../../kernel/errors.js';
import { changeable, enumOf, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { tenantOfKey } from '../../territory/rules/codes.js';
import { records } from '../policy.js';
import { unitById, type Unit } from '../queries/carriers.js';
import { childrenFrom, linksOf, nodeById, treeLock, type Node } from '../queries/tree.js';
import { notEnded } from '../rules/life-cycle.js';
import { sameOffice, type PlacePaths } from '../rules/parents.js';
import { attributes, termInOrder, type Term } from './attributes.js';
import {
  carrierFitFaults,
  dayToRead,
  fitFaults,
  insideFaults,
  namedCarrierFaults,
  refusePlace,
  type Standing,
  fitRules,
  carrierFitRules,
} from './placement.js';

/** The organization before the correction. */
type Before = Row & Node & Term & { readonly unitId: string | null; readonly hostId: string | null };

/** Which of the columns that decide a place get another value. */
interface Changed {
  readonly kind: boolean;
  readonly carrier: boolean;
  readonly division: boolean;
  readonly unit: boolean;
}

operation('updatePartyOrganization', {
  description:
    'Corrects what is recorded of a party organization, as if it had always been so: every link that is recorded must fit, past ones included. What becomes another kind on a day is recorded by changePartyOrganizationKind. Absent fields stay; null removes, where something can be missing. 更正党组织信息',
  scope: 'party:write',
  input: {
    partyOrganization: ref('PartyOrganization', 'The organization. 党组织'),
    kind: changeable(enumOf<PartyKind>('PartyKind', 'What it has been from the beginning. 党组织类型')),
    carrierKind: changeable(
      enumOf<PartyCarrier>('PartyCarrier', 'What has carried it from the beginning. 依托载体'),
    ),
    name: changeable(text('Name. 名称', { max: 200 })),
    division: changeable(
      ref(
        'Division',
        'The division it has worked in from the beginning, of the same office; its unit must lie in it. 所在区划',
      ),
    ),
    unit: optional(ref('GovernanceUnit', 'The unit that carries it. 所依托治理单元')),
    host: optional(ref('Organization', 'The organization that carries it. 所依托组织')),
    ...attributes,
  },
  target: 'partyOrganization',
  allow: (caller, { target, refs }) =>
    records(caller, target['divisionKey'], ...(refs['division'] ? [refs['division']['key']] : [])),
  guard: notEnded,
  run: async ({ input, refs, target, tenant, today, update }, tx) => {
    const before = target as Before;
    const { partyOrganization: _target, division: _division, unit: _unit, host: _host, ...columns } = input;
    const { division, host } = refs;
    const after = {
      kind: input.kind ?? before.kind,
      carrierKind: input.carrierKind ?? before.carrierKind,
      divisionKey: division ? (division['key'] as string) : before.divisionKey,
    };
    const named = refs['unit'] as Unit | undefined;
    const stays = input.unit === undefined && before.unitId !== null;
    const unit = stays ? await unitById(tx, tenant, before.unitId) : (named ?? null);
    const changed = {
      kind: after.kind !== before.kind,
      carrier: after.carrierKind !== before.carrierKind,
      division: after.divisionKey !== before.divisionKey,
      unit: (unit?.id ?? null) !== before.unitId,
    };
    const moved = changed.kind || changed.carrier || changed.division;
    if (moved) await treeLock.take(tx, tenant);
    refusePlace(
      termInOrder(input, before),
      division ? sameOffice(tenant, { tenant: tenantOfKey(after.divisionKey) }, ['division']) : [],
      namedCarrierFaults(tenant, changed.unit ? unit : null, host, before),
      await carrierFaults(tx, { ...before, ...after }, unit, changed, dayToRead(before, today)),
      moved ? await neighbourFaults(tx, tenant, before, after, changed) : [],
    );
    await update('PartyOrganization', before.id, {
      ...columns,
      ...after,
      unitId: unit?.id ?? null,
      hostId: input.host === undefined ? undefined : (host?.['id'] ?? null),
    });
    return { objects: { partyOrganization: before.id }, asOf: dayToRead(before, today) };
  },
  returns: { partyOrganization: 'PartyOrganization' },
  emits: 'party.organization.updated',
  rules: [
    'party-ended-organization-is-final',
    ...fitRules,
    ...carrierFitRules,
    'party-carrier-in-its-division',
    'party-unit-valid-throughout',
    'party-references-of-one-office',
    'party-term-in-order',
  ],
});

/** What the correction makes wrong with what carries the organization; what was wrong before does not hinder it. */
async function carrierFaults(
  tx: Transaction<Database>,
  node: Node,
  unit: Unit | null,
  changed: Changed,
  day: string,
): Promise<readonly Fault[]> {
  const { carrierKind, divisionKey } = node;
  return [
    ...(await carrierFitFaults(tx, { carrierKind, divisionKey, unit }, node, {
      place: changed.division ? ['division'] : changed.carrier ? ['carrierKind'] : null,
      unit: changed.unit ? ['unit'] : changed.carrier ? ['carrierKind'] : null,
    })),
    ...(unit && (changed.unit || changed.division)
      ? await insideFaults(tx, unit, divisionKey, day, [changed.unit ? 'unit' : 'division'])
      : []),
  ];
}

/** What the correction makes wrong between an organization and all parents and children that are recorded of it. */
async function neighbourFaults(
  tx: Transaction<Database>,
  tenant: number,
  before: Node,
  after: Standing,
  changed: Changed,
): Promise<readonly Fault[]> {
  const paths: PlacePaths = {
    kind: [changed.kind ? 'kind' : 'carrierKind'],
    carrier: [changed.carrier ? 'carrierKind' : 'kind'],
    division: ['division'],
  };
  const found = new Map<string, Fault>();
  const judge = async (fits: (node: Standing) => Promise<readonly Fault[]>): Promise<void> => {
    const known = (await fits(before)).map(({ rule }) => rule);
    for (const fault of await fits(after))
      // Said once, however many organizations stand below.
      if (!known.includes(fault.rule)) found.set(`${fault.rule}`, fault);
  };
  for (const link of await linksOf(tx, tenant, before.id)) {
    const parent = await nodeById(tx, tenant, link.parentId);
    await judge((node) => fitFaults(tx, node, parent, link.validFrom, paths));
  }
  for (const { child, link } of await childrenFrom(tx, tenant, before.id, dawn))
    await judge((node) => fitFaults(tx, child, node, link.validFrom, paths));
  return [...found.values()];
}

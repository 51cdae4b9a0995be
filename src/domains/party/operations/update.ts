// updatePartyOrganization: corrects what is recorded; a new kind or place must fit what stands above and below.
import type { Transaction } from 'kysely';
import type { Database, PartyCarrier, PartyKind } from '../../../generated/database.js';
import type { Fault } from '../../../kernel/errors.js';
import { changeable, enumOf, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { tenantOfKey } from '../../territory/rules/codes.js';
import { records } from '../policy.js';
import { childrenFrom, linksOf, nodeById, treeLock, type Node } from '../queries/tree.js';
import { notEnded } from '../rules/life-cycle.js';
import { sameOffice } from '../rules/parents.js';
import { attributes, named, termInOrder } from './attributes.js';
import { carrierFaults, placeFaults, refuseAny } from './placement.js';

operation('updatePartyOrganization', {
  description:
    'Corrects what is recorded of a party organization, as when a branch becomes a general branch. Absent fields stay; null removes, where something can be missing. 更正党组织信息',
  scope: 'party:write',
  input: {
    partyOrganization: ref('PartyOrganization', 'The organization. 党组织'),
    kind: changeable(enumOf<PartyKind>('PartyKind', 'What it is. 党组织类型')),
    carrierKind: changeable(enumOf<PartyCarrier>('PartyCarrier', 'What carries it. 依托载体')),
    name: changeable(text('Name. 名称', { max: 200 })),
    division: changeable(ref('Division', 'The division it works in, of the same office. 所在区划')),
    unit: optional(ref('GovernanceUnit', 'The unit that carries it. 所依托治理单元')),
    host: optional(ref('Organization', 'The organization that carries it. 所依托组织')),
    ...attributes,
  },
  target: 'partyOrganization',
  validate: termInOrder,
  allow: (caller, { target, refs }) =>
    records(caller, target['divisionKey'], ...(refs['division'] ? [refs['division']['key']] : [])),
  guard: notEnded,
  run: async ({ input, refs, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    const before = target as Row & Node & { readonly unitId: string | null; readonly hostId: string | null };
    const { division, unit, host } = refs;
    const after = {
      kind: input.kind ?? before.kind,
      carrierKind: input.carrierKind ?? before.carrierKind,
      divisionKey: division ? (division['key'] as string) : before.divisionKey,
    };
    const moved = Object.entries(after).some(([column, value]) => target[column] !== value);
    if (moved) await treeLock.take(tx, tenant);
    refuseAny(
      division ? sameOffice(tenant, { tenant: tenantOfKey(after.divisionKey) }, ['division']) : [],
      await carrierFaults(tx, tenant, after.divisionKey, today, { unit, host }),
      moved ? await neighbourFaults(tx, tenant, { ...before, ...after }, today) : [],
    );
    await update('PartyOrganization', id, {
      ...named(input),
      ...after,
      name: input.name ?? target['name'],
      unitId: input.unit === undefined ? before.unitId : (unit?.['id'] ?? null),
      hostId: input.host === undefined ? before.hostId : (host?.['id'] ?? null),
    });
    return { objects: { partyOrganization: id } };
  },
  returns: { partyOrganization: 'PartyOrganization' },
  emits: 'party.organization.updated',
  rules: [
    'party-ended-organization-is-final',
    'party-parent-matrix',
    'party-group-stands-under-a-branch',
    'party-carrier-at-or-below-parents',
    'party-carrier-in-its-division',
    'party-references-of-one-office',
    'validity-order',
  ],
});

/** What no longer fits between an organization and its parents and children, from today on. */
async function neighbourFaults(
  tx: Transaction<Database>,
  tenant: number,
  node: Node,
  today: string,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const from = (link: { validFrom: string; validTo: string | null }) => ({
    validFrom: link.validFrom > today ? link.validFrom : today,
    validTo: link.validTo,
  });
  for (const link of await linksOf(tx, tenant, node.id)) {
    if (link.validTo !== null && link.validTo <= today) continue;
    faults.push(
      ...(await placeFaults(tx, node, await nodeById(tx, tenant, link.parentId), from(link), ['kind'])),
    );
  }
  for (const { child, link } of await childrenFrom(tx, tenant, node.id, today))
    faults.push(...(await placeFaults(tx, child, node, from(link), ['kind'])));
  return faults;
}

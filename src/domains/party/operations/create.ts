// createPartyOrganization: records an organization and puts it in its place in the tree.
import type { PartyCarrier, PartyKind, PartyStatus } from '../../../generated/database.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { enumOf, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import type { Unit } from '../queries/carriers.js';
import { addSegments, nodeById, segmentsFrom, treeLock } from '../queries/tree.js';
import { firstStateFaults } from '../rules/life-cycle.js';
import { sameOffice } from '../rules/parents.js';
import { segmentsBelow } from '../rules/tree.js';
import { attributes, termInOrder } from './attributes.js';
import {
  carrierFitFaults,
  dayToRead,
  insideFaults,
  namedCarrierFaults,
  placeFaults,
  refusePlace,
  fitRules,
  carrierFitRules,
} from './placement.js';

operation('createPartyOrganization', {
  description: 'Records an organization of the party under the one above it. 设立党组织',
  scope: 'party:write',
  input: {
    kind: enumOf<PartyKind>('PartyKind', 'What it is. 党组织类型'),
    carrierKind: enumOf<PartyCarrier>('PartyCarrier', 'What carries it. 依托载体'),
    name: text('Name. 名称', { max: 200 }),
    division: ref('Division', 'The division it works in. 所在区划'),
    unit: optional(ref('GovernanceUnit', 'The unit that carries it. 所依托治理单元')),
    host: optional(ref('Organization', 'The organization that carries it. 所依托组织')),
    parent: optional(ref('PartyOrganization', 'The organization above; absent for a root. 上级党组织')),
    parentDocumentNo: optional(text('Number of the document that set the parent. 隶属文号', { max: 100 })),
    status: optional(
      enumOf<PartyStatus>(
        'PartyStatus',
        'PROPOSED if not said; what exists already is recorded as APPROVED or ACTIVE. 状态',
      ),
    ),
    validFrom: of('Date', 'First day on which it exists. 成立日期'),
    validTo: optional(of('Date', 'First day on which it no longer exists. 终止日期(不含)')),
    ...attributes,
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: (input) =>
    input.validTo && input.validTo <= input.validFrom ? [refusal('validity-order', ['validTo'])] : [],
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const { division, host } = refs;
    const unit = (refs['unit'] as Unit | undefined) ?? null;
    const divisionKey = division!['key'] as string;
    const during = { validFrom: input.validFrom, validTo: input.validTo ?? null };
    const status = input.status ?? 'PROPOSED';
    const above = refs['parent'];
    refuseAll(above ? sameOffice(tenant, above, ['parent']) : []);
    await treeLock.take(tx, tenant);
    const parent = above ? await nodeById(tx, tenant, above['id'] as string) : null;
    const child = { kind: input.kind, carrierKind: input.carrierKind, divisionKey };
    const carrierPaths = { place: ['division'], unit: ['unit'] };
    refusePlace(
      firstStateFaults(status, input.approvedBy ?? null),
      termInOrder(input),
      namedCarrierFaults(tenant, unit, host, during),
      await carrierFitFaults(tx, { ...child, unit }, during, carrierPaths),
      unit ? await insideFaults(tx, unit, divisionKey, during.validFrom, ['unit']) : [],
      parent ? await placeFaults(tx, child, parent, during, ['parent']) : [],
    );
    const {
      division: _division,
      unit: _unit,
      host: _host,
      parent: _parent,
      parentDocumentNo,
      ...columns
    } = input;
    const id = await insert('PartyOrganization', {
      ...columns,
      ...child,
      ...during,
      unitId: unit?.id ?? null,
      hostId: host?.['id'] ?? null,
      status,
      // What stands in an invented division is invented itself.
      synthetic: division!['synthetic'],
    });
    if (parent)
      await insert('PartyParent', {
        childId: id,
        parentId: parent.id,
        ...during,
        documentNo: parentDocumentNo ?? null,
      });
    const segments = parent ? await segmentsFrom(tx, tenant, parent.id, during.validFrom) : null;
    await addSegments(tx, tenant, segmentsBelow(segments, id, during));
    return { objects: { partyOrganization: id }, asOf: dayToRead(during, today) };
  },
  returns: { partyOrganization: 'PartyOrganization' },
  emits: 'party.organization.created',
  rules: [
    ...fitRules,
    'party-parent-valid-throughout',
    ...carrierFitRules,
    'party-carrier-in-its-division',
    'party-unit-valid-throughout',
    'party-references-of-one-office',
    'party-begins-before-its-term-ends',
    'party-approval-names-its-body',
    'party-term-in-order',
    'validity-order',
  ],
});

// movePartyOrganization: another parent from a day on, for the organization and all that stands below it.
import { refuseAll } from '../../../kernel/errors.js';
import { of, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { records } from '../policy.js';
import {
  addSegments,
  cutSegments,
  endLinks,
  linksOf,
  nodeById,
  segmentsFrom,
  subtreeSegmentsFrom,
  treeLock,
  type Node,
} from '../queries/tree.js';
import { notEnded } from '../rules/life-cycle.js';
import { sameOffice } from '../rules/parents.js';
import { cycleFaults, moveDayFaults, segmentsAfterMove } from '../rules/tree.js';
import { placeFaults, refusePlace, fitRules } from './placement.js';

operation('movePartyOrganization', {
  description:
    'Puts an organization, with all below it, under another one from a day on. What was before stays readable as of its days. 调整隶属关系',
  scope: 'party:write',
  input: {
    partyOrganization: ref('PartyOrganization', 'The organization. 党组织'),
    newParent: ref('PartyOrganization', 'The organization it comes under. 新上级党组织'),
    effectiveOn: of('Date', 'First day under it; later than the start of every recorded parent. 生效日期'),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'partyOrganization',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: notEnded,
  run: async ({ input, refs, target, tenant, insert, update }, tx) => {
    const node = target as Row & Node;
    const day = input.effectiveOn;
    const during = { validFrom: day, validTo: node.validTo };
    refuseAll(sameOffice(tenant, refs['newParent']!, ['newParent']));
    await treeLock.take(tx, tenant);
    const parent = await nodeById(tx, tenant, refs['newParent']!['id'] as string);
    const above = await segmentsFrom(tx, tenant, parent.id, day);
    // Said first and alone: of a cycle nothing else is worth knowing.
    refuseAll(cycleFaults(node.id, parent.id, above, during));
    refusePlace(
      moveDayFaults(node, await linksOf(tx, tenant, node.id), parent.id, day),
      await placeFaults(tx, node, parent, during, ['newParent']),
    );
    await endLinks(tx, tenant, node.id, day);
    await insert('PartyParent', {
      childId: node.id,
      parentId: parent.id,
      ...during,
      documentNo: input.documentNo ?? null,
    });
    const subtree = await subtreeSegmentsFrom(tx, tenant, node.id, day);
    await cutSegments(tx, tenant, subtree, day);
    await addSegments(tx, tenant, segmentsAfterMove(subtree, node.id, above, day));
    await update('PartyOrganization', node.id, {});
    return { objects: { partyOrganization: node.id }, asOf: day };
  },
  returns: { partyOrganization: 'PartyOrganization' },
  emits: 'party.organization.moved',
  rules: [
    'party-ended-organization-is-final',
    'party-tree-acyclic',
    'party-history-not-rewritten',
    'party-move-within-validity',
    'party-move-changes-the-parent',
    ...fitRules,
    'party-parent-valid-throughout',
    'party-references-of-one-office',
  ],
});

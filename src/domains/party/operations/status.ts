// changePartyOrganizationStatus: one step on in an organization's life, to its end if it is the last.
import type { PartyStatus } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { enumOf, of, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { records } from '../policy.js';
import {
  childrenFrom,
  cutSegments,
  endLinks,
  lastStatusChangeOn,
  linksOf,
  segmentsFrom,
  treeLock,
  type Node,
} from '../queries/tree.js';
import { emptyBelow, endOf, isEnd, notEnded, stepDayFaults, stepFaults } from '../rules/life-cycle.js';
import { endFaults } from '../rules/tree.js';
import { termInOrder, type Term } from './attributes.js';
import { dayToRead } from './placement.js';

operation('changePartyOrganizationStatus', {
  description:
    'Takes a party organization one step on in its life. MERGED and DISSOLVED end it on the day, and are refused while organizations stand below it; ended on its first day or before it, as a rejected proposal, it keeps this one day. 变更党组织状态',
  scope: 'party:write',
  input: {
    partyOrganization: ref('PartyOrganization', 'The organization. 党组织'),
    status: enumOf<PartyStatus>('PartyStatus', 'The new status. 新状态'),
    effectiveOn: of('Date', 'Day from which it holds; not before the last change, not after today. 生效日期'),
    approvedBy: optional(text('Body that approved; needed for APPROVED. 批准机关', { max: 200 })),
    termStart: optional(of('Date', 'First day of the new term. 任期起')),
    termEnd: optional(of('Date', 'Day on which the new term ends. 任期止')),
    reason: optional(text('Why. 原因')),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'partyOrganization',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: notEnded,
  run: async ({ input, target, tenant, today, insert, update }, tx) => {
    const node = target as Row & Node & Term & { readonly status: PartyStatus };
    const { status, effectiveOn: day } = input;
    const ends = isEnd(status);
    if (ends) await treeLock.take(tx, tenant);
    const lastChangeOn = await lastStatusChangeOn(tx, tenant, node.id);
    const end = endOf(node.validFrom, day);
    refuseAll(
      stepFaults(node.status, status, input.approvedBy ?? null),
      stepDayFaults(day, { from: node.status, to: status, validFrom: node.validFrom, lastChangeOn }, today),
      termInOrder(input, node),
      ends ? endFaults(node, await linksOf(tx, tenant, node.id), end) : [],
      ends ? emptyBelow((await childrenFrom(tx, tenant, node.id, end)).length) : [],
    );
    if (ends) {
      await endLinks(tx, tenant, node.id, end);
      await cutSegments(tx, tenant, await segmentsFrom(tx, tenant, node.id, end), end);
    }
    await update('PartyOrganization', node.id, {
      status,
      validTo: ends ? end : undefined,
      ...(status === 'APPROVED'
        ? { approvedBy: input.approvedBy, approvedOn: day, approvalDocumentNo: input.documentNo ?? null }
        : {}),
      termStart: input.termStart,
      termEnd: input.termEnd,
    });
    const change = await insert('PartyStatusChange', {
      partyOrganizationId: node.id,
      fromStatus: node.status,
      toStatus: status,
      effectiveOn: day,
      reason: input.reason ?? null,
      documentNo: input.documentNo ?? null,
    });
    return {
      objects: { partyOrganization: node.id, statusChange: change },
      // From the day of its end on it cannot be read; its first day is certain.
      asOf: ends ? node.validFrom : dayToRead(node, today),
    };
  },
  returns: { partyOrganization: 'PartyOrganization', statusChange: 'PartyStatusChange' },
  emits: 'party.organization.status-changed',
  rules: [
    'party-ended-organization-is-final',
    'party-status-follows-its-life-cycle',
    'party-approval-names-its-body',
    'party-status-dated-in-order',
    'party-ends-without-organizations-below',
    'party-history-not-rewritten',
    'party-move-within-validity',
    'party-term-in-order',
  ],
});

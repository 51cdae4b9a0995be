// What callers do with waivers: ask for one, grant or refuse it, and take it back.
import { fault, Refusal, refuseAll } from '../../../kernel/errors.js';
import { of, optional, percent, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger } from '../../funds/queries/post.js';
import { postingRules } from '../../funds/rules/posting.js';
import { adoptedResolution } from '../../self-governance/queries/resolutions.js';
import { restingRules } from '../../self-governance/rules/resolutions.js';
import { handlesFigures, reportsFor } from '../policy.js';
import { unwaive, waiveSettled } from '../queries/relief.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { deciderFaults, purposeFaults, waivableFaults, waiverLife, type Granted } from '../rules/relief.js';

operation('requestWaiver', {
  description:
    'Asks that a part of what is owed need not be paid: of one settlement, or of all periods that lie within some time, also such as are still to be closed. 申请减免',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    settlement: optional(ref('Settlement', 'The one settlement that it is for. 结算')),
    periodFrom: optional(of('Date', 'First day of the periods that it is for. 减免期间起始日')),
    periodTo: optional(of('Date', 'First day after them. 减免期间截止日(不含)')),
    rate: percent('Part of what is owed that need not be paid. 减免比例'),
    reason: text('Why. 申请理由'),
  },
  tenant: 'agreement',
  validate: ({ settlement, periodFrom, periodTo, rate }) => {
    const faults = [
      ...purposeFaults(Boolean(settlement), periodFrom ?? null, periodTo ?? null),
      ...(rate > 0 ? [] : [fault('waiver-of-a-part', ['rate'])]),
    ];
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { refs }) => reportsFor(caller, refs['agreement']!),
  run: async ({ input, refs, caller, insert }) => {
    const { id: agreementId, payerId, divisionKey, synthetic } = refs['agreement']!;
    const { settlement } = refs;
    refuseAll(
      payerId === null ? [fault('agreement-in-force-has-a-payer', ['agreement'])] : [],
      settlement ? waivableFaults(settlement, agreementId as string) : [],
    );
    const id = await insert('Waiver', {
      agreementId,
      payerId,
      settlementId: settlement?.['id'] ?? null,
      periodFrom: input.periodFrom ?? null,
      periodTo: input.periodTo ?? null,
      ratePpm: input.rate,
      reason: input.reason,
      state: 'REQUESTED',
      requestedBy: caller.subject,
      requestedByOrganizationId: caller.organizationId,
      divisionKey,
      synthetic,
    });
    return { objects: { waiver: id } };
  },
  returns: { waiver: 'Waiver' },
  emits: 'revenue-sharing.waiver.requested',
  rules: [
    'waiver-is-for-one-thing',
    'waiver-of-a-part',
    'waiver-is-of-something-owed',
    'agreement-in-force-has-a-payer',
  ],
});

const deciding = ({
  requestedBy,
  payerId,
}: Row): { readonly requestedBy: string; readonly payerId: string } => ({
  requestedBy: requestedBy as string,
  payerId: payerId as string,
});

operation('approveWaiver', {
  description:
    'Grants a waiver by a resolution: what is settled already is reduced now, and what is settled later as it is made. 批准减免',
  scope: 'revenue-sharing:write',
  input: {
    waiver: ref('Waiver', 'The waiver. 减免'),
    resolution: ref('Resolution', 'The resolution that it rests on. 决议'),
  },
  target: 'waiver',
  transition: { column: 'state', to: 'APPROVED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { refs, target, tenant, today, caller } = scene;
    refuseAll(deciderFaults(caller, deciding(target)));
    const resolutionId = await adoptedResolution(tx, tenant, refs['resolution']!, today);
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const { agreement } = await agreementWithTerms(tx, tenant, agreementId);
    const id = target['id'] as string;
    const values = {
      state: 'APPROVED',
      resolutionId,
      decidedBy: caller.subject,
      decidedByOrganizationId: caller.organizationId,
      decidedOn: today,
    };
    const posted = await waiveSettled(scene, tx, agreement, grantedOf(target), [
      { model: 'Waiver', id, values },
    ]);
    return { objects: { waiver: id }, foreseen: foreseenLines(posted) };
  },
  returns: { waiver: 'Waiver' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.waiver.approved',
  rules: [
    waiverLife.rule,
    'waiver-decided-by-another',
    'waiver-is-of-something-owed',
    ...restingRules,
    ...postingRules,
  ],
});

const grantedOf = ({ id, settlementId, periodFrom, periodTo, ratePpm }: Row): Granted => ({
  id: id as string,
  settlementId: settlementId as string | null,
  periodFrom: periodFrom as string | null,
  periodTo: periodTo as string | null,
  ratePpm: ratePpm as number,
});

operation('rejectWaiver', {
  description: 'Refuses a waiver. 驳回减免',
  scope: 'revenue-sharing:write',
  input: { waiver: ref('Waiver', 'The waiver. 减免'), reason: text('Why. 驳回原因') },
  target: 'waiver',
  transition: { column: 'state', to: 'REJECTED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ input, target, today, caller, step }) => {
    refuseAll(deciderFaults(caller, deciding(target)));
    return step({
      decisionReason: input.reason,
      decidedBy: caller.subject,
      decidedByOrganizationId: caller.organizationId,
      decidedOn: today,
    });
  },
  returns: { waiver: 'Waiver' },
  emits: 'revenue-sharing.waiver.rejected',
  rules: [waiverLife.rule, 'waiver-decided-by-another'],
});

operation('withdrawWaiver', {
  description: 'Withdraws a waiver that is not decided yet. 撤回减免申请',
  scope: 'revenue-sharing:write',
  input: { waiver: ref('Waiver', 'The waiver. 减免'), reason: optional(text('Why. 原因')) },
  target: 'waiver',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => reportsFor(caller, target),
  run: ({ step }) => step(),
  returns: { waiver: 'Waiver' },
  emits: 'revenue-sharing.waiver.withdrawn',
  rules: [waiverLife.rule],
});

operation('revokeWaiver', {
  description:
    'Takes a granted waiver back, as one that rests on an error: its postings are mirrored, and what it took off is owed again. 撤销减免',
  scope: 'revenue-sharing:write',
  input: { waiver: ref('Waiver', 'The waiver. 减免'), reason: text('Why. 撤销原因') },
  target: 'waiver',
  transition: { column: 'state', to: 'REVOKED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const { agreement } = await agreementWithTerms(tx, tenant, agreementId);
    const posted = await unwaive(scene, tx, agreement, id, [
      { model: 'Waiver', id, values: { state: 'REVOKED', decisionReason: input.reason } },
    ]);
    return { objects: { waiver: id }, foreseen: foreseenLines(posted) };
  },
  returns: { waiver: 'Waiver' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.waiver.revoked',
  rules: [waiverLife.rule, ...postingRules],
});

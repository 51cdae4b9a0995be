// What callers do with objections: raise one to a report or a settlement, withdraw it, refuse or admit it.
import type { RevenueReportState, SettlementState } from '../../../generated/database.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row, type Scene } from '../../../kernel/operation.js';
import { handlesFigures, reportsFor } from '../policy.js';
import { disputedBy, isDisputed } from '../queries/disputes.js';
import { lockAgreement } from '../queries/terms.js';
import { answererFaults, disputeLife, mended, standing } from '../rules/disputes.js';

/** Row of a dispute that is raised about a report or a settlement. */
function raised(
  { caller }: Pick<Scene<unknown>, 'caller'>,
  { agreementId, payerId, divisionKey, id }: Row,
  reason: string,
  about: { readonly reportId: unknown; readonly submission: unknown } | { readonly settlementId: unknown },
): Row {
  return {
    id: newId(),
    agreementId,
    payerId,
    divisionKey,
    state: 'OPEN',
    reason,
    raisedBy: caller.subject,
    raisedByOrganizationId: caller.organizationId,
    slot: id,
    ...about,
  };
}

const reason = text('What is objected to, and why. 争议理由', { max: 2000 });

operation('disputeRevenueReport', {
  description:
    'Objects to a report that was entered, estimated or settled: it is not verified or settled, and nothing is charged for being late with what it made due, until the objection is answered. 对申报提出争议',
  scope: 'revenue-sharing:write',
  input: { revenueReport: ref('RevenueReport', 'The report. 申报'), reason },
  tenant: 'revenueReport',
  allow: (caller, { refs }) => reportsFor(caller, refs['revenueReport']!),
  run: async (scene, tx) => {
    const { input, refs, tenant, apply } = scene;
    const report = refs['revenueReport']!;
    await lockAgreement(tx, tenant, report['agreementId'] as string);
    refuseAll(standing(report['state'] as RevenueReportState, 'revenueReport'));
    if (await isDisputed(tx, tenant, report['id'] as string))
      throw refusal('disputed-once-at-a-time', ['revenueReport']);
    const row = raised(scene, report, input.reason, {
      reportId: report['id'],
      submission: report['submissionCount'],
    });
    await apply({ insert: { Dispute: [row] } });
    return { objects: { dispute: row['id'] as string } };
  },
  returns: { dispute: 'Dispute' },
  emits: 'revenue-sharing.dispute.raised-on-report',
  rules: ['dispute-of-what-stands', 'disputed-once-at-a-time'],
});

operation('disputeSettlement', {
  description:
    'Objects to a settlement that rests on no report, as a fee: nothing is charged for being late with it until the objection is answered. 对结算提出争议',
  scope: 'revenue-sharing:write',
  input: { settlement: ref('Settlement', 'The settlement. 结算'), reason },
  tenant: 'settlement',
  allow: (caller, { refs }) => reportsFor(caller, refs['settlement']!),
  run: async (scene, tx) => {
    const { input, refs, tenant, apply } = scene;
    const settlement = refs['settlement']!;
    if (settlement['reportId'] !== null)
      throw refusal('settlement-of-a-report-is-disputed-by-its-report', ['settlement']);
    await lockAgreement(tx, tenant, settlement['agreementId'] as string);
    refuseAll(standing(settlement['state'] as SettlementState, 'settlement'));
    if (await isDisputed(tx, tenant, settlement['id'] as string))
      throw refusal('disputed-once-at-a-time', ['settlement']);
    const row = raised(scene, settlement, input.reason, { settlementId: settlement['id'] });
    await apply({ insert: { Dispute: [row] } });
    return { objects: { dispute: row['id'] as string } };
  },
  returns: { dispute: 'Dispute' },
  emits: 'revenue-sharing.dispute.raised-on-settlement',
  rules: [
    'settlement-of-a-report-is-disputed-by-its-report',
    'dispute-of-what-stands',
    'disputed-once-at-a-time',
  ],
});

operation('withdrawDispute', {
  description: 'Withdraws an objection that is not answered yet. 撤回争议',
  scope: 'revenue-sharing:write',
  input: { dispute: ref('Dispute', 'The dispute. 争议'), reason: optional(text('Why. 原因')) },
  target: 'dispute',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => reportsFor(caller, target),
  run: ({ step }) => step({ slot: null }),
  returns: { dispute: 'Dispute' },
  emits: 'revenue-sharing.dispute.withdrawn',
  rules: [disputeLife.rule],
});

const answer = text('The answer, for the payer to read. 答复', { max: 2000 });

/** Columns of an answer. */
function answered({ caller, today }: Pick<Scene<unknown>, 'caller' | 'today'>): Row {
  return {
    slot: null,
    answeredOn: today,
    answeredBy: caller.subject,
    answeredByOrganizationId: caller.organizationId,
  };
}

operation('upholdDisputed', {
  description: 'Refuses an objection: what it is about stands. 维持原状',
  scope: 'revenue-sharing:write',
  input: { dispute: ref('Dispute', 'The dispute. 争议'), answer },
  target: 'dispute',
  transition: { column: 'state', to: 'UPHELD' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene) => {
    const { input, target, caller, update } = scene;
    refuseAll(answererFaults(caller, target['raisedBy'] as string, target['payerId'] as string));
    const id = target['id'] as string;
    await update('Dispute', id, { state: 'UPHELD', answer: input.answer, ...answered(scene) });
    return { objects: { dispute: id } };
  },
  returns: { dispute: 'Dispute' },
  emits: 'revenue-sharing.dispute.upheld',
  rules: [disputeLife.rule, 'dispute-answered-by-another'],
});

operation('admitDispute', {
  description:
    'Admits an objection once it is mended: the report was returned or corrected, or the settlement taken back. 认可争议',
  scope: 'revenue-sharing:write',
  input: { dispute: ref('Dispute', 'The dispute. 争议'), answer },
  target: 'dispute',
  transition: { column: 'state', to: 'CORRECTED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, caller, update } = scene;
    const id = target['id'] as string;
    refuseAll(
      answererFaults(caller, target['raisedBy'] as string, target['payerId'] as string),
      mended(await disputedBy(tx, tenant, id)),
    );
    await update('Dispute', id, { state: 'CORRECTED', answer: input.answer, ...answered(scene) });
    return { objects: { dispute: id } };
  },
  returns: { dispute: 'Dispute' },
  emits: 'revenue-sharing.dispute.admitted',
  rules: [disputeLife.rule, 'dispute-answered-by-another', 'dispute-admitted-once-mended'],
});

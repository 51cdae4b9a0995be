// What callers do with reports until they are verified: open, submit, return, verify.
import { nowIso } from '../../../kernel/clock.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { of, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { handlesFigures, reportsFor } from '../policy.js';
import { isDisputed } from '../queries/disputes.js';
import { savedContent } from '../queries/drafts.js';
import { servedHours } from '../queries/in-kind.js';
import { clearContent, liveReport } from '../queries/reports.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { reportable } from '../rules/agreements.js';
import { undisputed } from '../rules/disputes.js';
import { hoursFaults } from '../rules/in-kind.js';
import { verifierFaults } from '../rules/reports.js';
import {
  asked,
  content,
  contentByItself,
  contentColumns,
  contentOf,
  givenIn,
  openedReport,
  submissionFaults,
  submissionRows,
  submitRules,
  submittedBy,
} from './submission.js';

operation('openRevenueReport', {
  description:
    'Opens the report of a period before the platform does, which opens each when its period is over. 建立申报',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    period: of('BusinessPeriod', 'The business period. 业务期间'),
  },
  tenant: 'agreement',
  allow: (caller, { refs }) => reportsFor(caller, refs['agreement']!),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const known = await agreementWithTerms(tx, tenant, refs['agreement']!['id'] as string);
    refuseAll(reportable(known.agreement.state));
    const pieces = asked(known, input.period);
    if (pieces[0]!.period.from > today)
      throw refusal('report-period-has-begun', ['period'], { period: input.period });
    const row = openedReport(known, pieces);
    if (await liveReport(tx, tenant, row['slot'] as string))
      throw refusal('report-once-per-period', ['period'], { period: input.period });
    await insert('RevenueReport', row);
    return { objects: { revenueReport: row['id'] as string } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.opened',
  rules: [
    'agreement-is-in-force',
    'period-inside-agreement',
    'report-period-has-begun',
    'report-once-per-period',
  ],
});

operation('submitRevenueReport', {
  description:
    'Submits a report with its figures and evidence, as given or as saved before; the answer, also of a dry run, has the calculation of what is due. 提交申报',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The report, opened, estimated or returned. 申报'),
    ...content,
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'SUBMITTED' },
  validate: contentByItself,
  allow: (caller, { target }) => reportsFor(caller, target),
  run: async (scene, tx) => {
    const { target, tenant, apply } = scene;
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const known = await agreementWithTerms(tx, tenant, agreementId);
    const submission = (target['submissionCount'] as number) + 1;
    const pieces = asked(known, target['period'] as string);
    const said = contentOf(await givenIn(scene, tx), await savedContent(tx, tenant, target), pieces);
    const served = await servedHours(tx, tenant, agreementId, pieces);
    refuseAll(submissionFaults(pieces, said, scene), hoursFaults(said.lines, served));
    await clearContent(tx, tenant, id);
    await apply({
      insert: submissionRows(known, pieces, { id, submission }, said),
      update: [
        {
          model: 'RevenueReport',
          id,
          values: {
            state: 'SUBMITTED',
            submissionCount: submission,
            ...contentColumns(said, pieces),
            ...submittedBy(scene),
          },
        },
      ],
    });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.submitted',
  rules: submitRules,
});

operation('returnRevenueReport', {
  description: 'Returns a report that is not settled yet, to be mended and submitted again. 退回申报',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The report. 申报'),
    reason: text('What is to be mended. 退回原因'),
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'RETURNED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: ({ input, step }) =>
    step({
      returnReason: input.reason,
      verifiedAt: null,
      verifiedBy: null,
      verifiedByOrganizationId: null,
    }),
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.returned',
  rules: ['report-follows-its-way'],
});

operation('verifyRevenueReport', {
  description:
    'Verifies a submitted or estimated report; who made it, or is of the same organization, cannot. 核验申报',
  scope: 'revenue-sharing:write',
  input: { revenueReport: ref('RevenueReport', 'The report. 申报') },
  target: 'revenueReport',
  transition: { column: 'state', to: 'VERIFIED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ target, caller, tenant, step }, tx) => {
    refuseAll(
      undisputed(await isDisputed(tx, tenant, target['id'] as string)),
      verifierFaults(
        caller,
        {
          subject: target['submittedBy'] as string,
          organizationId: target['submittedByOrganizationId'] as string | null,
        },
        target['payerId'] as string,
      ),
    );
    return step({
      verifiedAt: nowIso(),
      verifiedBy: caller.subject,
      verifiedByOrganizationId: caller.organizationId,
    });
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.verified',
  rules: [
    'report-follows-its-way',
    'reporter-acts-for-an-organization',
    'verifier-is-of-another-organization',
    'disputed-report-waits',
  ],
});

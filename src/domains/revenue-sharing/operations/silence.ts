// What is done about a payer who does not report: it is reminded, and in the end its figures are estimated.
import type { EstimateMethod, RevenueReportState } from '../../../generated/database.js';
import { sharing } from '../../../kernel/config.js';
import { Refusal, refusal, refuseAll } from '../../../kernel/errors.js';
import { enumOf, int, ref } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation } from '../../../kernel/operation.js';
import { handlesFigures } from '../policy.js';
import { settledFigures, type Saved } from '../queries/drafts.js';
import { servedHours } from '../queries/in-kind.js';
import { isReminded, reportsToRemind } from '../queries/reminders.js';
import { clearContent } from '../queries/reports.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { estimate, silenceFaults } from '../rules/estimates.js';
import { reminderFaults } from '../rules/reminders.js';
import { actsForOne, afterPeriod } from '../rules/reports.js';
import { measuresOf } from '../rules/terms.js';
import { asked, contentColumns, submissionRows, submittedBy } from './submission.js';

operation('estimateRevenueReport', {
  description:
    'Estimates the report of a payer who is silent long after it was due, from what was settled before. Somebody else verifies it; the payer’s own report replaces it, later as a correction. 估算未申报数据',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The overdue report. 申报'),
    method: enumOf<EstimateMethod>('EstimateMethod', 'How its figures are estimated. 估算方法'),
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'ESTIMATED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  guard: (target, today) => {
    const faults = silenceFaults(
      { dueOn: target['dueOn'] as string, correctsId: target['correctsId'] as string | null },
      today,
      sharing.silentDays,
    );
    return faults.length > 0 ? new Refusal(faults) : null;
  },
  run: async (scene, tx) => {
    const { input, target, tenant, today, caller, apply } = scene;
    const id = target['id'] as string;
    const agreementId = target['agreementId'] as string;
    const period = target['period'] as string;
    await lockAgreement(tx, tenant, agreementId);
    const known = await agreementWithTerms(tx, tenant, agreementId);
    const pieces = asked(known, period);
    refuseAll(actsForOne(caller), afterPeriod(pieces, today));
    // Hours of service are known, and not estimated.
    const served = await servedHours(tx, tenant, agreementId, pieces);
    const estimated = estimate(
      period,
      measuresOf(pieces).filter((measure) => served === null || measure !== 'HOURS'),
      input.method,
      await settledFigures(tx, tenant, agreementId),
    );
    if (estimated.missing !== null)
      throw refusal('estimate-rests-on-what-is-settled', ['method'], {
        method: input.method,
        measure: estimated.missing,
      });
    const said: Saved = {
      basis: 'ESTIMATED',
      declaresZero: false,
      evidence: [],
      lines: [
        ...estimated.figures,
        ...(served === null ? [] : [{ measure: 'HOURS' as const, amountFen: served }]),
      ].map((line) => ({ ...line, tax: 'NOT_APPLICABLE', note: null })),
    };
    const submission = (target['submissionCount'] as number) + 1;
    await clearContent(tx, tenant, id);
    await apply({
      insert: submissionRows(known, pieces, { id, submission }, said),
      update: [
        {
          model: 'RevenueReport',
          id,
          values: {
            state: 'ESTIMATED',
            submissionCount: submission,
            ...contentColumns(said, pieces),
            estimateMethod: input.method,
            estimatedFrom: estimated.from,
            ...submittedBy(scene),
          },
        },
      ],
    });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.estimated',
  rules: [
    'report-follows-its-way',
    'estimate-after-silence',
    'estimate-of-a-first-report',
    'estimate-rests-on-what-is-settled',
    'reporter-acts-for-an-organization',
  ],
});

operation('remindRevenueReport', {
  description:
    'Reminds the payer of a report that is due or overdue, once for each of the days set for it. The platform does it by itself. 催报',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The report. 申报'),
    afterDays: int('Days after the due day, below zero before it; one of those set. 距申报截止日天数', {
      min: -366,
      max: 366,
    }),
  },
  tenant: 'revenueReport',
  allow: (caller, { refs }) => handlesFigures(caller, refs['revenueReport']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, apply }, tx) => {
    const report = refs['revenueReport']!;
    const id = report['id'] as string;
    refuseAll(
      reminderFaults(
        {
          state: report['state'] as RevenueReportState,
          dueOn: report['dueOn'] as string,
          correctsId: report['correctsId'] as string | null,
        },
        input.afterDays,
        today,
        sharing.reminderDays,
      ),
    );
    if (await isReminded(tx, tenant, id, input.afterDays))
      throw refusal('reminded-once-a-day-set', ['afterDays'], { afterDays: input.afterDays });
    await apply({ insert: { ReportReminder: [{ reportId: id, afterDays: input.afterDays }] } });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.reminded',
  rules: ['reminded-while-it-waits', 'reminder-has-its-day', 'reminded-once-a-day-set'],
});

job('remind-revenue-reports', {
  description: 'Reminds payers of reports that are due or overdue. 催报',
  operation: 'remindRevenueReport',
  due: reportsToRemind,
});

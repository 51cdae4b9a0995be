// What callers do about a settled report that was wrong: correct it, or withdraw the correction.
import type { ReportBasis } from '../../../generated/database.js';
import { fault, Refusal, refusal, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { reportsFor } from '../policy.js';
import { nothingSaved } from '../queries/drafts.js';
import { servedHours } from '../queries/in-kind.js';
import { liveReport } from '../queries/reports.js';
import { agreementWithTerms, lockAgreement } from '../queries/terms.js';
import { hoursFaults } from '../rules/in-kind.js';
import {
  asked,
  content,
  contentByItself,
  contentColumns,
  contentOf,
  givenIn,
  submissionFaults,
  submissionRows,
  submitRules,
  submittedBy,
} from './submission.js';

/** What a correction has in common with the report that it corrects. */
function copied({
  agreementId,
  payerId,
  period,
  periodFrom,
  periodTo,
  divisionKey,
  dueOn,
  synthetic,
}: Row): Row {
  return { agreementId, payerId, period, periodFrom, periodTo, divisionKey, dueOn, synthetic };
}

operation('correctRevenueReport', {
  description:
    'Submits a correction of a settled report; when it is settled, what the first one made due is taken back and the new amount booked. 更正申报',
  scope: 'revenue-sharing:write',
  input: {
    corrects: ref('RevenueReport', 'The settled report. 被更正的申报'),
    reason: text('Why it is corrected. 更正原因'),
    ...content,
  },
  tenant: 'corrects',
  validate: contentByItself,
  allow: (caller, { refs }) => reportsFor(caller, refs['corrects']!),
  run: async (scene, tx) => {
    const { input, refs, tenant, apply } = scene;
    const original = refs['corrects']!;
    const state = original['state'] as string;
    if (state !== 'SETTLED') throw refusal('correction-of-a-settled-report', ['corrects'], { state });
    await lockAgreement(tx, tenant, original['agreementId'] as string);
    const slot = `corrects ${original['id'] as string}`;
    if (await liveReport(tx, tenant, slot)) throw refusal('correction-once-at-a-time', ['corrects']);
    const known = await agreementWithTerms(tx, tenant, original['agreementId'] as string);
    const id = newId();
    const pieces = asked(known, original['period'] as string);
    const said = contentOf(await givenIn(scene, tx), nothingSaved, pieces);
    const served = await servedHours(tx, tenant, known.agreement.id, pieces);
    refuseAll(
      submissionFaults(pieces, said, scene, original['basis'] as ReportBasis),
      hoursFaults(said.lines, served),
    );
    await apply({
      insert: {
        RevenueReport: [
          {
            id,
            ...copied(original),
            asks: said.lines.map(({ measure }) => measure),
            state: 'SUBMITTED',
            submissionCount: 1,
            correctsId: original['id'],
            correctionReason: input.reason,
            slot,
            ...contentColumns(said, pieces),
            ...submittedBy(scene),
          },
        ],
        ...submissionRows(known, pieces, { id, submission: 1 }, said),
      },
    });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.corrected',
  rules: [
    'correction-of-a-settled-report',
    'correction-once-at-a-time',
    'audited-figures-are-corrected-by-audited-ones',
    ...submitRules.filter((rule) => rule !== 'report-follows-its-way'),
  ],
});

operation('withdrawRevenueReport', {
  description: 'Withdraws a correction that is not settled yet. 撤回更正',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The correction. 更正申报'),
    reason: optional(text('Why. 原因')),
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => reportsFor(caller, target),
  guard: ({ correctsId }) =>
    correctsId === null ? new Refusal([fault('only-corrections-are-withdrawn')]) : null,
  run: ({ step }) => step({ slot: null }),
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.withdrawn',
  rules: ['report-follows-its-way', 'only-corrections-are-withdrawn'],
});

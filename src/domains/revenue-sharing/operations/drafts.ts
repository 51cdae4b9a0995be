// saveRevenueReport: keeps what a payer has of a report so far, and shows in a dry run what it would make due.
import type { RevenueReportState } from '../../../generated/database.js';
import { fault, Refusal, refuseAll } from '../../../kernel/errors.js';
import { optional, ref } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { reportsFor } from '../policy.js';
import { linesOfReport, savedContent, type Saved } from '../queries/drafts.js';
import { clearContent } from '../queries/reports.js';
import { agreementWithTerms, type AgreementWithTerms } from '../queries/terms.js';
import { copyFaults, stillWaiting, unaskedFaults } from '../rules/drafts.js';
import { evidenceFaults } from '../rules/reports.js';
import { lineOf } from '../rules/shown.js';
import { evaluatePiece, measuresOf, type Piece } from '../rules/terms.js';
import {
  asked,
  content,
  contentByItself,
  contentColumns,
  contentOf,
  contentRows,
  givenIn,
  submitRules,
  withReport,
} from './submission.js';

/** What the figures so far would make due, clause by clause, as a simulation tells it. */
function previewOf(
  known: AgreementWithTerms,
  pieces: readonly Piece[],
  { lines }: Saved,
  language: string,
): readonly unknown[] {
  return pieces.map((piece) => {
    const { period, component } = piece;
    const evaluation = evaluatePiece(piece, withReport(known, period.code, lines));
    return lineOf(component, period.code, evaluation, language !== 'en');
  });
}

operation('saveRevenueReport', {
  description:
    'Saves what is known of a report that waits, without submitting it: figures as given or copied from another report, documents, and what they rest on. A dry run tells what would be due. 保存申报草稿',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The report, opened or returned. 申报'),
    ...content,
    copyOf: optional(
      ref(
        'RevenueReport',
        'A report of the same agreement whose figures are taken over, to be changed where they differ. 复制来源',
      ),
    ),
  },
  target: 'revenueReport',
  validate: (input) => [
    ...contentByItself(input),
    ...(input.copyOf && input.lines
      ? [new Refusal([fault('draft-has-lines-from-one-place', ['copyOf'])])]
      : []),
  ],
  allow: (caller, { target }) => reportsFor(caller, target),
  guard: ({ state }) => {
    const faults = stillWaiting(state as RevenueReportState);
    return faults.length > 0 ? new Refusal(faults) : null;
  },
  run: async (scene, tx) => {
    const { refs, target, tenant, caller, apply } = scene;
    const id = target['id'] as string;
    const known = await agreementWithTerms(tx, tenant, target['agreementId'] as string);
    const pieces = asked(known, target['period'] as string);
    const measures = measuresOf(pieces);
    const source = refs['copyOf'];
    if (source) refuseAll(copyFaults(target, source));
    const copied = source && (await linesOfReport(tx, tenant, source['id'] as string));
    const saved = await savedContent(tx, tenant, target);
    const said = contentOf(
      await givenIn(scene, tx),
      copied ? { ...saved, declaresZero: false, lines: copied } : saved,
      pieces,
    );
    // What is copied but not asked for any more stays behind; what is given so is a mistake.
    const kept = copied
      ? { ...said, lines: said.lines.filter(({ measure }) => measures.includes(measure)) }
      : said;
    refuseAll(unaskedFaults(kept.lines, measures), evidenceFaults(kept.evidence));
    await clearContent(tx, tenant, id);
    await apply({
      insert: contentRows(id, kept),
      update: [{ model: 'RevenueReport', id, values: contentColumns(kept, pieces) }],
    });
    return {
      objects: { revenueReport: id },
      ...(scene.dryRun ? { foreseen: { preview: previewOf(known, pieces, kept, caller.language) } } : {}),
    };
  },
  returns: { revenueReport: 'RevenueReport' },
  foresees: {
    preview: {
      type: 'SimulatedLine',
      list: true,
      maxItems: 60,
      description:
        'With dryRun: what the figures would make due, clause by clause, and which are missing; else null. 预计应缴',
    },
  },
  emits: 'revenue-sharing.report.saved',
  rules: [
    'report-is-saved-while-it-waits',
    'draft-has-lines-from-one-place',
    'copied-from-the-same-agreement',
    ...submitRules.filter((rule) =>
      [
        'report-states-what-is-asked',
        'report-states-a-measure-once',
        'measure-not-negative',
        'report-evidence-once',
        'report-evidence-is-at-hand',
        'figures-are-estimated-by-the-community',
        'zero-report-has-no-figures',
      ].includes(rule),
    ),
  ],
});

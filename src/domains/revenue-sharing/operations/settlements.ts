// What makes money due: a settled report, and the end of a period for what needs no report.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { sharing } from '../../../kernel/config.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, optional, ref } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger } from '../../funds/queries/post.js';
import { postingRules } from '../../funds/rules/posting.js';
import { handlesFigures } from '../policy.js';
import { agreementsToClose, knownSlots, unreportedSettlements } from '../queries/close.js';
import { correctedStep, takenBack } from '../queries/correct.js';
import { liveSettlements, readSubmission, submissionJson, type Submission } from '../queries/reports.js';
import { calculationRows, settle, type ToSettle } from '../queries/settle.js';
import { agreementWithTerms, lockAgreement, validityOf, type AgreementWithTerms } from '../queries/terms.js';
import { closingStates } from '../rules/agreements.js';
import { componentsOf } from '../rules/components.js';
import { nextClosing, periodsToClose } from '../rules/closing.js';
import type { Figures } from '../rules/figures.js';
import { parsePeriod } from '../rules/periods.js';
import { undisputed } from '../rules/disputes.js';
import { daysOfFixed, daysOfReported, settlementDay, slotOf } from '../rules/settlements.js';
import {
  evaluatePiece,
  forever,
  fundIdsOf,
  isReported,
  piecesOf,
  restsOn,
  type Piece,
} from '../rules/terms.js';
import { openedReport, reportedPieces, withReport } from './submission.js';

operation('settleRevenueReport', {
  description:
    'Settles a verified report: each clause becomes a settlement, split over the funds and posted. A correction first takes back what it corrects. 结算申报',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The verified report. 申报'),
    settledOn: optional(
      of('Date', 'Day of the settlement, from which the days to pay count; today if not said. 结算日期'),
    ),
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'SETTLED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, today } = scene;
    const id = target['id'] as string;
    const correctsId = target['correctsId'] as string | null;
    // Locked as it is read: no terms can be signed any more for a period that is reported.
    const known = await agreementWithTerms(
      tx,
      tenant,
      target['agreementId'] as string,
      submissionJson(tenant, id, target['submissionCount'] as number),
      'alone',
    );
    const submission = readSubmission(known.beside);
    refuseAll(undisputed(submission.disputed));
    const pieces = reportedPieces(known, target['period'] as string);
    if (pieces.length === 0) throw refusal('report-follows-the-terms-in-force');
    const settledOn = input.settledOn ?? today;
    const old = correctsId === null ? null : await replacedBy(tx, tenant, known, correctsId, target);
    refuseAll(settlementDay(settledOn, pieces, today, old?.lastBooked ?? null));
    const lines = [...submission.figures].map(([measure, amountFen]) => ({ measure, amountFen }));
    const figures = withReport(known, target['period'] as string, lines);
    const items = itemsOf(target, submission, figures, pieces, settledOn);
    const back =
      old === null
        ? null
        : await takenBack(tx, tenant, known.agreement, old.ids, {
            effectiveOn: settledOn,
            reason: null,
            reviewedBy: target['verifiedBy'] as string,
            correlationId: id,
            anew: old.counting,
          });
    const posted = await settle(
      scene,
      tx,
      known.agreement,
      items.map((item) => ({ ...item, replacesId: back?.settlements.find(isOf(item.piece))?.id ?? null })),
      {
        postings: back?.postings ?? [],
        statements: back?.statements ?? [],
        changes: {
          insert: {
            ...back?.changes.insert,
            ...(correctsId === null
              ? {}
              : { StateChange: [await correctedStep(scene, tx, correctsId, settledOn)] }),
          },
          update: [
            ...(back?.changes.update ?? []),
            ...(correctsId === null
              ? []
              : [{ model: 'RevenueReport', id: correctsId, values: { state: 'CORRECTED' } }]),
            ...(old === null || old.closesOn === null
              ? []
              : [{ model: 'Agreement', id: known.agreement.id, values: { closesOn: old.closesOn } }]),
            { model: 'RevenueReport', id, values: { state: 'SETTLED' } },
          ],
        },
      },
    );
    return { objects: { revenueReport: id }, foreseen: foreseenLines(posted) };
  },
  returns: { revenueReport: 'RevenueReport' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.report.settled',
  rules: [
    'report-follows-its-way',
    'disputed-report-waits',
    'settled-until-today',
    'report-follows-the-terms-in-force',
    'preparer-is-not-reviewer',
    'refunded-money-is-gone',
    ...postingRules,
  ],
});

/**
 * What a correction takes the place of: what the corrected report made due, and every year's account that counted it,
 * which waits to be closed anew.
 */
async function replacedBy(
  tx: Transaction<Database>,
  tenant: number,
  { agreement, terms }: AgreementWithTerms,
  correctsId: string,
  corrected: Row,
): Promise<{
  readonly ids: readonly string[];
  /** Those of them that count the corrected period among others. */
  readonly counting: readonly string[];
  readonly lastBooked: string | null;
  readonly closesOn: string | null;
}> {
  const reported = await liveSettlements(tx, tenant, correctsId);
  const others = terms.some(({ rule }) => componentsOf(rule).some(({ counts }) => counts.length > 0))
    ? await unreportedSettlements(tx, tenant, agreement.id)
    : [];
  const counting = others.flatMap((one) => {
    const pieces = piecesOf(validityOf(agreement), terms, parsePeriod(one.period)!);
    const piece = pieces.find((each) => isOf(each)(one));
    return piece && restsOn(piece).some(({ period }) => period === corrected['period'])
      ? [{ one, piece }]
      : [];
  });
  const closesOn = [
    ...counting.map(({ piece }) => piece.covered.to),
    agreement.closesOn ?? forever,
  ].sort()[0]!;
  return {
    ids: [...reported.ids, ...counting.map(({ one }) => one.id)],
    counting: counting.map(({ one }) => one.id),
    lastBooked: [reported.lastBooked, ...counting.map(({ one }) => one.effectiveOn)].sort().at(-1) ?? null,
    closesOn: counting.length === 0 ? null : closesOn,
  };
}

/** Whether a calculation or a settlement is of the clause of a piece. */
const isOf =
  ({ terms, component }: Piece) =>
  (one: { readonly versionId: string; readonly clause: number }): boolean =>
    one.versionId === terms.versionId && one.clause === component.number;

/** The calculations of the last submission, which the terms in force must still give. */
function itemsOf(
  report: Row,
  { evidence, calculations }: Submission,
  figures: Figures,
  pieces: readonly Piece[],
  settledOn: string,
): readonly ToSettle[] {
  const items = pieces.flatMap((piece) => {
    const due = evaluatePiece(piece, figures);
    const stored = calculations.find(isOf(piece));
    if (!stored || due.missing !== null || due.dueFen !== stored.dueFen) return [];
    return {
      calculationId: stored.id,
      piece,
      due,
      days: daysOfReported(piece, settledOn, report['correctsId'] !== null),
      reportId: report['id'] as string,
      attachments: evidence.length,
      reviewedBy: report['verifiedBy'] as string,
      replacesId: null,
    };
  });
  if (items.length !== pieces.length || items.length !== calculations.length)
    throw refusal('report-follows-the-terms-in-force');
  return items;
}

operation('closeAgreementPeriods', {
  description:
    'Closes the periods of an agreement that are over: settles what needs no report and opens the reports that are due. The platform does it by itself. 关闭到期期间',
  scope: 'revenue-sharing:write',
  input: { agreement: ref('Agreement', 'The agreement. 协议') },
  tenant: 'agreement',
  allow: (caller, { refs }) => handlesFigures(caller, refs['agreement']?.['divisionKey']),
  run: async (scene, tx) => {
    const { refs, tenant, today } = scene;
    const id = refs['agreement']!['id'] as string;
    await lockAgreement(tx, tenant, id);
    const known = await agreementWithTerms(tx, tenant, id);
    const { agreement, terms, funds } = known;
    if (agreement.closesOn === null || !closingStates.includes(agreement.state))
      throw refusal('close-names-an-agreement-in-force', ['agreement']);
    const validity = validityOf(agreement);
    const { pieces, through } = periodsToClose(
      validity,
      terms,
      agreement.closesOn,
      today,
      sharing.periodsPerClose,
    );
    const slots = await knownSlots(tx, tenant, id);
    const unreported = pieces.filter((piece) => !isReported(piece) && !slots.has(slotOf(piece, null)));
    const items = unreported.flatMap((piece): readonly ToSettle[] => {
      const due = evaluatePiece(piece, known.settled);
      // A fund that is not at work, or a year whose reports are not all settled, holds up its own clause and nothing else.
      const isReady =
        due.missing === null && fundIdsOf(piece).every((one) => funds.get(one)!.state === 'ACTIVE');
      if (!isReady) return [];
      const days = restsOn(piece).length === 0 ? daysOfFixed(piece) : daysOfReported(piece, today, false);
      return [
        {
          calculationId: newId(),
          piece,
          due,
          days,
          reportId: null,
          attachments: 0,
          reviewedBy: null,
          replacesId: null,
        },
      ];
    });
    const settledNow = new Set(items.map(({ piece }) => piece));
    const heldUp = unreported.filter((piece) => !settledNow.has(piece)).map(({ covered }) => covered.to);
    const reported = [...new Set(pieces.filter(isReported).map(({ period }) => period.code))];
    const opened = reported
      .map((code) => openedReport(known, reportedPieces(known, code)))
      .filter(({ slot }) => !slots.has(slot as string));
    // The calculations first: settlements refer to them.
    await scene.apply({
      insert: {
        ...calculationRows(agreement, items, { reportId: null, submission: 0, evidence: [] }),
        RevenueReport: opened,
      },
      update: [
        {
          model: 'Agreement',
          id,
          values: {
            closesOn: [...heldUp, nextClosing(validity, terms, through)].filter(Boolean).sort()[0] ?? null,
          },
        },
      ],
    });
    const posted = await settle(scene, tx, agreement, items);
    return { objects: { agreement: id }, foreseen: foreseenLines(posted) };
  },
  returns: { agreement: 'Agreement' },
  foresees: foreseesLedger,
  emits: 'revenue-sharing.agreement.closed',
  rules: ['close-names-an-agreement-in-force', ...postingRules],
});

job('close-agreement-periods', {
  description: 'Closes the periods of agreements that are over. 关闭到期期间',
  operation: 'closeAgreementPeriods',
  due: agreementsToClose,
});

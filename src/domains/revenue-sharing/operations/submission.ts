// What a report says when it is submitted, and the rows that follow from it: for reports and for their corrections.
import type { EvidenceKind, RevenueMeasure, TaxTreatment } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import { Refusal, refusal, refuseAll } from '../../../kernel/errors.js';
import { enumOf, list, object, of, optional, text, yuan } from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import type { Scene } from '../../../kernel/operation.js';
import { calculationRows } from '../queries/settle.js';
import { validityOf, type AgreementWithTerms } from '../queries/terms.js';
import { parsePeriod } from '../rules/periods.js';
import { actsForOne, afterPeriod, contentFaults, lineFaults } from '../rules/reports.js';
import type { Due } from '../rules/settlements.js';
import {
  addDays,
  baseOf,
  evaluatePiece,
  lastDayOf,
  measuresOf,
  piecesOf,
  type Piece,
} from '../rules/terms.js';

/** What a report says of the business. */
export const lines = list(
  object('RevenueLineInput', 'One measure of the business. 申报数据', {
    measure: enumOf<RevenueMeasure>('RevenueMeasure', 'What is measured. 指标'),
    amount: yuan('Amount; below zero for a loss. 金额'),
    tax: optional(
      enumOf<TaxTreatment>('TaxTreatment', 'Whether tax is in it; NOT_APPLICABLE if not said. 含税情况'),
    ),
    note: optional(text('What to know of it. 备注')),
  }),
  { max: 20 },
);

/** Documents that support it. */
export const evidence = list(
  object('RevenueEvidenceInput', 'A document that supports the report. 凭证', {
    fileName: text('Name of the file. 文件名', { max: 200 }),
    kind: enumOf<EvidenceKind>('EvidenceKind', 'What it is. 凭证类型'),
    digest: of('FileDigest', 'SHA-256 of the file. 摘要'),
  }),
  { max: 50 },
);

/** What a report says, as its input has it. */
interface Content {
  readonly lines: readonly {
    readonly measure: RevenueMeasure;
    readonly amount: bigint;
    readonly tax?: TaxTreatment | null | undefined;
    readonly note?: string | null | undefined;
  }[];
  readonly evidence: readonly {
    readonly fileName: string;
    readonly kind: EvidenceKind;
    readonly digest: string;
  }[];
}

/** What is wrong with the lines whatever the agreement says. */
export function contentByItself({ lines: given }: Content): Refusal[] {
  const faults = lineFaults(given.map(({ measure, amount }) => ({ measure, amountFen: amount })));
  return faults.length > 0 ? [new Refusal(faults)] : [];
}

/** The pieces of a period that rest on a report. */
export function reportedPieces({ agreement, terms }: AgreementWithTerms, code: string): readonly Piece[] {
  return piecesOf(validityOf(agreement), terms, parsePeriod(code)!).filter(
    ({ component }) => baseOf(component) !== null,
  );
}

/** Refuses a period for which the agreement asks for no report. */
export function asked(known: AgreementWithTerms, period: string): readonly Piece[] {
  const pieces = reportedPieces(known, period);
  const { validFrom, validTo } = known.agreement;
  if (pieces.length === 0)
    throw refusal('period-inside-agreement', ['period'], {
      period,
      from: validFrom ?? '–',
      to: validTo ?? '–',
    });
  return pieces;
}

/** Row of a report that is opened. */
export function openedReport(
  known: AgreementWithTerms,
  pieces: readonly Piece[],
): Readonly<Record<string, unknown>> {
  const [{ period }] = pieces as [Piece];
  const { id, payerId, divisionKey, synthetic } = known.agreement;
  const due = pieces.map(({ covered, terms }) => addDays(lastDayOf(covered), terms.reportDueDays)).sort();
  return {
    id: newId(),
    agreementId: id,
    payerId,
    period: period.code,
    periodFrom: period.from,
    periodTo: period.to,
    asks: measuresOf(pieces),
    state: 'DRAFT',
    dueOn: due.at(-1),
    slot: `${id} ${period.code}`,
    divisionKey,
    synthetic,
  };
}

/** Rows of what a report says and of what follows from it. @throws Refusal with all that is wrong */
export function submissionRows(
  known: AgreementWithTerms,
  report: { readonly id: string; readonly period: string; readonly submission: number },
  content: Content,
  scene: Pick<Scene<unknown>, 'caller' | 'today'>,
) {
  const pieces = asked(known, report.period);
  const reported = content.lines.map(({ measure, amount }) => ({ measure, amountFen: amount }));
  refuseAll(
    actsForOne(scene.caller),
    afterPeriod(pieces, scene.today),
    contentFaults(
      reported,
      content.evidence,
      measuresOf(pieces),
      pieces.some(({ terms }) => terms.evidenceRequired),
    ),
  );
  const figures = new Map(reported.map(({ measure, amountFen }) => [measure, amountFen]));
  const calculated = pieces.map((piece) => ({
    calculationId: newId(),
    piece,
    // Every measure is there, or the report was refused.
    due: evaluatePiece(piece, figures) as Due,
  }));
  return {
    RevenueLine: content.lines.map(({ measure, amount, tax, note }) => ({
      reportId: report.id,
      measure,
      amountFen: amount,
      tax: tax ?? 'NOT_APPLICABLE',
      note: note ?? null,
    })),
    RevenueEvidence: content.evidence.map((one, i) => ({ reportId: report.id, position: i + 1, ...one })),
    ...calculationRows(known.agreement, calculated, {
      reportId: report.id,
      submission: report.submission,
      evidence: content.evidence.map(({ digest }) => digest),
    }),
  };
}

/** Columns by which a submitted report knows who submitted it. */
export function submittedBy({ caller }: Pick<Scene<unknown>, 'caller'>): Readonly<Record<string, unknown>> {
  return {
    submittedAt: nowIso(),
    submittedBy: caller.subject,
    submittedByOrganizationId: caller.organizationId,
  };
}

/** Rules that refuse what is submitted. */
export const submitRules = [
  'report-follows-its-way',
  'reporter-acts-for-an-organization',
  'report-after-its-period',
  'report-states-every-measure',
  'report-states-what-is-asked',
  'report-states-a-measure-once',
  'measure-not-negative',
  'report-has-evidence',
  'report-evidence-once',
];

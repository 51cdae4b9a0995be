// What a report says when it is submitted, and the rows that follow from it: for reports and for their corrections.
import type { Transaction } from 'kysely';
import type { Database, ReportBasis, RevenueMeasure, TaxTreatment } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import { Refusal, refusal, type Fault } from '../../../kernel/errors.js';
import {
  bool,
  changeable,
  enumOf,
  list,
  object,
  optional,
  ref,
  text,
  yuan,
  type ValuesOf,
} from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import type { Scene } from '../../../kernel/operation.js';
import { nothingSaved, type Saved, type SavedLine } from '../queries/drafts.js';
import { lockEvidence, type EvidenceDocument } from '../queries/evidence.js';
import { calculationRows } from '../queries/settle.js';
import { validityOf, type AgreementWithTerms } from '../queries/terms.js';
import { auditDay, basisFaults, givenFaults, needsEvidence, zeroLines } from '../rules/bases.js';
import type { Figures } from '../rules/figures.js';
import { parsePeriod } from '../rules/periods.js';
import { actsForOne, afterPeriod, contentFaults, lineFaults } from '../rules/reports.js';
import type { Due } from '../rules/settlements.js';
import type { Measure } from '../rules/tree.js';
import {
  addDays,
  evaluatePiece,
  isReported,
  lastDayOf,
  measuresOf,
  piecesOf,
  type Piece,
} from '../rules/terms.js';

/** What a report says of the business. */
const lines = list(
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
const evidence = list(
  object('RevenueEvidenceInput', 'A document that supports the report. 凭证', {
    file: ref('EvidenceFile', 'The file, as it was uploaded. 凭证文件'),
  }),
  { max: 50 },
);

/** What a report says; what is left out of it stays as it was saved. */
export const content = {
  lines: optional(lines),
  evidence: optional(evidence),
  basis: changeable(
    enumOf<ReportBasis>('ReportBasis', 'What the figures rest on; DECLARED if not said. 数据依据'),
  ),
  declaresZero: changeable(
    bool('There was nothing in the period: a report of zero, which states no figures. 零申报'),
  ),
};

/** What a caller says of a report. */
type Input = Pick<ValuesOf<typeof content>, 'evidence' | 'basis' | 'declaresZero'> & {
  readonly lines?: readonly GivenLine[] | null | undefined;
};

/** The same with the files that it names. */
type Given = Omit<Input, 'evidence'> & {
  readonly evidence?: readonly EvidenceDocument[] | null | undefined;
};

interface GivenLine {
  readonly measure: RevenueMeasure;
  readonly amount: bigint;
  readonly tax?: TaxTreatment | null | undefined;
  readonly note?: string | null | undefined;
}

/** What is wrong with the content whatever the agreement says. */
export function contentByItself({ lines: given, declaresZero, basis }: Input): Refusal[] {
  const faults = [
    ...lineFaults((given ?? []).map(({ measure, amount }) => ({ measure, amountFen: amount }))),
    ...givenFaults(basis, declaresZero, given),
  ];
  return faults.length > 0 ? [new Refusal(faults)] : [];
}

/** What a caller says, with the files of its evidence, locked. */
export async function givenIn(
  { input, refs, tenant }: Pick<Scene<Input>, 'input' | 'refs' | 'tenant'>,
  tx: Transaction<Database>,
): Promise<Given> {
  const files = input.evidence?.map((_, i) => refs[`evidence.${i}.file`]!);
  return { ...input, evidence: files && (await lockEvidence(tx, tenant, files)) };
}

/** Lines as they are kept. */
function linesOf(given: readonly GivenLine[]): readonly SavedLine[] {
  return given.map(({ measure, amount, tax, note }) => ({
    measure,
    amountFen: amount,
    tax: tax ?? 'NOT_APPLICABLE',
    note: note ?? null,
  }));
}

/** What a report says altogether: what is given now, and what was saved before; an estimate is nobody's draft. */
export function contentOf(given: Given, saved: Saved, pieces: readonly Piece[]): Saved {
  const own = saved.basis === 'ESTIMATED' ? nothingSaved : saved;
  const declaresZero = given.declaresZero ?? (own.declaresZero && !given.lines?.length);
  const zeros = zeroLines(measuresOf(pieces));
  return {
    declaresZero,
    basis: given.basis ?? own.basis,
    evidence: given.evidence ?? own.evidence,
    lines: declaresZero
      ? zeros.map((line) => ({ ...line, tax: 'NOT_APPLICABLE', note: null }))
      : given.lines
        ? linesOf(given.lines)
        : own.lines,
  };
}

/** The pieces of a period that rest on a report. */
export function reportedPieces({ agreement, terms }: AgreementWithTerms, code: string): readonly Piece[] {
  return piecesOf(validityOf(agreement), terms, parsePeriod(code)!).filter(isReported);
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

/**
 * What is wrong with a report that is submitted now.
 * @param corrected basis of the report that it corrects
 */
export function submissionFaults(
  pieces: readonly Piece[],
  said: Saved,
  { caller, today }: Pick<Scene<unknown>, 'caller' | 'today'>,
  corrected: ReportBasis | null = null,
): readonly Fault[] {
  return [
    ...actsForOne(caller),
    ...afterPeriod(pieces, today),
    ...contentFaults(said.lines, said.evidence, measuresOf(pieces), needsEvidence(pieces, said.declaresZero)),
    ...basisFaults(said, pieces, corrected),
  ];
}

/** What is settled, and what a report adds to it. */
export function withReport(
  { settled }: AgreementWithTerms,
  period: string,
  lines_: readonly { readonly measure: Measure; readonly amountFen: bigint }[],
): Figures {
  return new Map([
    ...settled,
    [period, new Map(lines_.map(({ measure, amountFen }) => [measure, amountFen]))],
  ]);
}

/** What a piece makes due. @throws Refusal where a figure of another period is not settled yet */
function dueOf(piece: Piece, figures: Figures): Due {
  const due = evaluatePiece(piece, figures);
  if (due.missing === null) return due;
  throw refusal('report-after-those-it-counts', ['period'], {
    measure: due.missing.measure,
    period: due.missing.period,
  });
}

/** Rows of what a report says; every measure that is asked for is there, and what follows from them. */
export function submissionRows(
  known: AgreementWithTerms,
  pieces: readonly Piece[],
  report: { readonly id: string; readonly submission: number },
  said: Saved,
) {
  const figures = withReport(known, pieces[0]!.period.code, said.lines);
  const calculated = pieces.map((piece) => ({
    calculationId: newId(),
    piece,
    due: dueOf(piece, figures),
  }));
  return {
    ...contentRows(report.id, said),
    ...calculationRows(known.agreement, calculated, {
      reportId: report.id,
      submission: report.submission,
      evidence: said.evidence.map(({ digest }) => digest),
    }),
  };
}

/** Rows of lines and documents. */
export function contentRows(reportId: string, { lines: own, evidence: documents }: Saved) {
  return {
    RevenueLine: own.map((line) => ({ reportId, ...line })),
    RevenueEvidence: documents.map(({ fileId, digest }, i) => ({
      reportId,
      position: i + 1,
      fileId,
      digest,
    })),
  };
}

/** Columns of the report itself that its content decides. */
export function contentColumns(
  { basis, declaresZero }: Saved,
  pieces: readonly Piece[],
): Readonly<Record<string, unknown>> {
  return {
    basis,
    declaresZero,
    auditDueOn: auditDay(basis, pieces),
    estimateMethod: null,
    estimatedFrom: [],
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
  'report-after-those-it-counts',
  'report-states-every-measure',
  'report-states-what-is-asked',
  'report-states-a-measure-once',
  'measure-not-negative',
  'report-hours-are-those-confirmed',
  'report-has-evidence',
  'report-evidence-once',
  'report-evidence-is-at-hand',
  'zero-report-has-no-figures',
  'figures-are-estimated-by-the-community',
  'provisional-figures-are-trued-up',
  'audited-figures-have-an-audit-report',
];

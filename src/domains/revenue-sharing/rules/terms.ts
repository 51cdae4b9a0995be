// Which clauses bear on a business period: those of the versions in force, each with its days of it.
import { componentsOf, fundsOf, type Component } from './components.js';
import { evaluateComponent, figuresOf, type Evaluation } from './evaluate.js';
import type { FigureName, Figures } from './figures.js';
import { intersect, type Period, type Span } from './periods.js';
import type { Measure, ShareRule } from './tree.js';
import type { Rounding } from '../../../kernel/money.js';

/** The end of time: where no end of a validity is known. */
export const forever = '9999-12-31';

/** Days from the first one to before the last one; null where no end is known. */
export interface Validity {
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Signed terms of an agreement. */
export interface Terms extends Validity {
  readonly versionId: string;
  readonly rule: ShareRule;
  readonly rounding: Rounding;
  readonly reportDueDays: number;
  readonly paymentDueDays: number;
  readonly evidenceRequired: boolean;
  readonly zeroEvidenceRequired: boolean;
  /** Null where no provisional report is accepted. */
  readonly auditDueDays: number | null;
  /** Ids of the funds in the order that the rule counts them by. */
  readonly fundIds: readonly string[];
}

/** One clause in one period, with the days for which its version is in force. */
export interface Piece {
  readonly terms: Terms;
  readonly component: Component;
  readonly period: Period;
  readonly covered: Span;
  readonly agreement: Span;
  /** First day on which terms of the agreement hold, from which contract years are counted. */
  readonly contractFrom: string;
}

/** The days of a validity. */
export function spanOf({ validFrom, validTo }: Validity): Span {
  return { from: validFrom, to: validTo ?? forever };
}

/** Every clause that is due for the period; none where the agreement is not in force in it. */
export function piecesOf(agreement: Validity, versions: readonly Terms[], period: Period): readonly Piece[] {
  const inForce = intersect(period, spanOf(agreement));
  if (!inForce) return [];
  const parts = versions.flatMap((terms) => {
    const covered = intersect(inForce, spanOf(terms));
    return covered ? [{ terms, covered }] : [];
  });
  // Days for which no version is signed belong to nobody's terms.
  const from = parts.map(({ covered }) => covered.from).sort()[0];
  const to = parts
    .map(({ covered }) => covered.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) return [];
  const first = versions.map(({ validFrom }) => validFrom).sort()[0]!;
  const contractFrom = agreement.validFrom > first ? agreement.validFrom : first;
  return parts.flatMap(({ terms, covered }) =>
    componentsOf(terms.rule)
      .filter(({ per }) => per === period.per)
      .map((component) => ({ terms, component, period, covered, agreement: { from, to }, contractFrom })),
  );
}

/** All that bears on a piece but the figures. */
function situationOf({ terms, period, covered, agreement, contractFrom }: Piece) {
  const { validFrom: since, rounding } = terms;
  return { period, covered, agreement, since, contractFrom, rounding };
}

/** The figures that a piece rests on: of its own period, and of others where it counts several. */
export function restsOn(piece: Piece): readonly FigureName[] {
  return figuresOf(piece.component, situationOf(piece));
}

/** Whether a piece rests on a report of its own period. */
export function isReported(piece: Piece): boolean {
  return restsOn(piece).some(({ period }) => period === piece.period.code);
}

/** Measures of their own period that the pieces rest on, each once, in the order of the clauses. */
export function measuresOf(pieces: readonly Piece[]): readonly Measure[] {
  const own = pieces.flatMap((piece) => restsOn(piece).filter(({ period }) => period === piece.period.code));
  return [...new Set(own.map(({ measure }) => measure))];
}

/** Funds that a piece pays into. */
export function fundIdsOf({ terms, component }: Piece): readonly string[] {
  return fundsOf(component).map((fund) => terms.fundIds[fund - 1]!);
}

/** What a piece makes due, or the figure that it lacks. */
export function evaluatePiece(piece: Piece, figures: Figures): Evaluation {
  return evaluateComponent(piece.component, { ...situationOf(piece), figures });
}

/** The last day of a span. */
export function lastDayOf({ to }: Span): string {
  return addDays(to, -1);
}

/** The day that many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

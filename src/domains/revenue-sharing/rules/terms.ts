// Which clauses bear on a business period: those of the versions in force, each with its days of it.
import { evaluateComponent, type Evaluation } from './evaluate.js';
import { intersect, type Period, type Span } from './periods.js';
import { componentsOf, type Component, type Measure, type ShareRule } from './tree.js';
import type { Rounding } from '../../../kernel/money.js';

/** The end of time: where no end of a validity is known. */
const forever = '9999-12-31';

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
  return parts.flatMap(({ terms, covered }) =>
    componentsOf(terms.rule)
      .filter(({ leaf }) => leaf.per === period.per)
      .map((component) => ({ terms, component, period, covered, agreement: { from, to } })),
  );
}

/** What a clause rests on; null for an amount that needs no report. */
export function baseOf({ leaf }: Component): Measure | null {
  return leaf.kind === 'FIXED' ? null : leaf.base;
}

/** Measures that the pieces rest on, each once, in the order of the clauses. */
export function measuresOf(pieces: readonly Piece[]): readonly Measure[] {
  return [...new Set(pieces.map(({ component }) => baseOf(component)).filter((base) => base !== null))];
}

/** Funds that a piece pays into. */
export function fundIdsOf({ terms, component }: Piece): readonly string[] {
  return component.parts === null
    ? terms.fundIds.slice(0, 1)
    : component.parts.map(({ fund }) => terms.fundIds[fund - 1]!);
}

/** What a piece makes due. */
export function evaluatePiece(
  { terms, component, period, covered, agreement }: Piece,
  figures: ReadonlyMap<Measure, bigint>,
): Evaluation {
  return evaluateComponent(component, { period, covered, agreement, figures, rounding: terms.rounding });
}

/** The last day of a span. */
export function lastDayOf({ to }: Span): string {
  return addDays(to, -1);
}

/** The day that many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

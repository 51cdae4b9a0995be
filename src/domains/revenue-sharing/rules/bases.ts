// What the figures of a report rest on: declared, provisional, audited or estimated ones, and those of a report of zero.
import type { EvidenceKind, ReportBasis, RevenueMeasure } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { addDays, lastDayOf, type Piece } from './terms.js';

defineRules({
  'figures-are-estimated-by-the-community': {
    code: 'INVALID_INPUT',
    zh: '估算数由社区另行估算(estimateRevenueReport),不能申报。',
    en: 'Estimated figures are made by the community with `estimateRevenueReport`, and not reported.',
  },
  'provisional-figures-are-trued-up': {
    code: 'INVALID_INPUT',
    zh: '条款未约定审定期限,不能以暂估数申报;请申报确定的数据。',
    en: 'The terms set no day for audited figures, so that provisional ones are not accepted; report those that stand.',
  },
  'audited-figures-have-an-audit-report': {
    code: 'INVALID_INPUT',
    zh: '审定数须附审计报告({kind:EvidenceKind})。',
    en: 'Audited figures come with an audit report, evidence of the kind {kind:EvidenceKind}.',
  },
  'audited-figures-are-corrected-by-audited-ones': {
    code: 'RULE_BROKEN',
    zh: '审定数只能以审定数更正。',
    en: 'Audited figures are corrected by audited ones only.',
  },
  'zero-report-has-no-figures': {
    code: 'INVALID_INPUT',
    zh: '零申报不填写数据;如有数据,请按数据申报。',
    en: 'A report of zero states no figures; if there are any, report them.',
  },
});

/** What a report rests on and shows for it. */
export interface Basis {
  readonly basis: ReportBasis;
  readonly declaresZero: boolean;
  readonly evidence: readonly { readonly kind: EvidenceKind }[];
}

/** What is wrong with the basis of a report, beside the terms and the report that it corrects. */
export function basisFaults(
  { basis, evidence }: Basis,
  pieces: readonly Piece[],
  corrected: ReportBasis | null,
): readonly Fault[] {
  const path = ['basis'];
  return [
    ...(basis === 'PROVISIONAL' && pieces.some(({ terms }) => terms.auditDueDays === null)
      ? [fault('provisional-figures-are-trued-up', path)]
      : []),
    ...(basis === 'AUDITED' && !evidence.some(({ kind }) => kind === 'AUDIT_REPORT')
      ? [fault('audited-figures-have-an-audit-report', ['evidence'], { kind: 'AUDIT_REPORT' })]
      : []),
    ...(corrected === 'AUDITED' && basis !== 'AUDITED'
      ? [fault('audited-figures-are-corrected-by-audited-ones', path)]
      : []),
  ];
}

/** Whether what a report shows must be there: a report of zero needs none unless the terms say so. */
export function needsEvidence(pieces: readonly Piece[], declaresZero: boolean): boolean {
  return pieces.some(({ terms }) => (declaresZero ? terms.zeroEvidenceRequired : terms.evidenceRequired));
}

/** The day by which audited figures replace provisional ones; null for figures that stand. */
export function auditDay(basis: ReportBasis, pieces: readonly Piece[]): string | null {
  if (basis !== 'PROVISIONAL') return null;
  const days = pieces.flatMap(({ covered, terms }) =>
    terms.auditDueDays === null ? [] : [addDays(lastDayOf(covered), terms.auditDueDays)],
  );
  return days.sort().at(-1) ?? null;
}

/** Figures beside a declaration that there were none, and an estimate, which nobody reports. */
export function givenFaults(
  basis: ReportBasis | undefined,
  declaresZero: boolean | undefined,
  lines: readonly unknown[] | null | undefined,
): readonly Fault[] {
  return [
    ...(basis === 'ESTIMATED' ? [fault('figures-are-estimated-by-the-community', ['basis'])] : []),
    ...(declaresZero === true && (lines?.length ?? 0) > 0
      ? [fault('zero-report-has-no-figures', ['lines'])]
      : []),
  ];
}

/** The lines of a report of zero. */
export function zeroLines(
  asked: readonly RevenueMeasure[],
): readonly { readonly measure: RevenueMeasure; readonly amountFen: bigint }[] {
  return asked.map((measure) => ({ measure, amountFen: 0n }));
}

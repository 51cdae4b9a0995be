// What callers do with reports until they are verified: open, submit, return, verify, correct, withdraw.
import type { EvidenceKind, RevenueMeasure, TaxTreatment } from '../../../generated/database.js';
import { fault, Refusal, refusal, refuseAll } from '../../../kernel/errors.js';
import { enumOf, list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import { nowIso } from '../../../kernel/clock.js';
import { operation, type Scene } from '../../../kernel/operation.js';
import { handlesFigures, reportsFor } from '../policy.js';
import { clearContent, liveReport } from '../queries/reports.js';
import { calculationRows } from '../queries/settle.js';
import { agreementWithTerms, validityOf, type AgreementWithTerms } from '../queries/terms.js';
import { inForce } from '../rules/agreements.js';
import { parsePeriod } from '../rules/periods.js';
import { actsForOne, afterPeriod, contentFaults, lineFaults, verifierFaults } from '../rules/reports.js';
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

const evidence = list(
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
function contentByItself({ lines: given }: Content): Refusal[] {
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
function asked(known: AgreementWithTerms, period: string): readonly Piece[] {
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
    state: 'DRAFT',
    dueOn: due.at(-1),
    slot: `${id} ${period.code}`,
    divisionKey,
    synthetic,
  };
}

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
  run: async ({ input, refs, tenant, insert }, tx) => {
    const known = await agreementWithTerms(tx, tenant, refs['agreement']!['id'] as string);
    refuseAll(inForce(known.agreement.state));
    const row = openedReport(known, asked(known, input.period));
    if (await liveReport(tx, tenant, row['slot'] as string))
      throw refusal('report-once-per-period', ['period'], { period: input.period });
    await insert('RevenueReport', row);
    return { objects: { revenueReport: row['id'] as string } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.opened',
  rules: ['agreement-is-in-force', 'period-inside-agreement', 'report-once-per-period'],
});

/** Rows of what a report says and of what follows from it. @throws Refusal with all that is wrong */
function submissionRows(
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
  const calculated = pieces.map((piece) =>
    calculationRows(
      known.agreement,
      // Every measure is there, or the report was refused.
      { calculationId: newId(), piece, due: evaluatePiece(piece, figures) as Due },
      {
        reportId: report.id,
        submission: report.submission,
        evidence: content.evidence.map(({ digest }) => digest),
      },
    ),
  );
  return {
    RevenueLine: content.lines.map(({ measure, amount, tax, note }) => ({
      reportId: report.id,
      measure,
      amountFen: amount,
      tax: tax ?? 'NOT_APPLICABLE',
      note: note ?? null,
    })),
    RevenueEvidence: content.evidence.map((one, i) => ({ reportId: report.id, position: i + 1, ...one })),
    Calculation: calculated.map(({ Calculation }) => Calculation),
    CalculationNode: calculated.flatMap(
      ({ CalculationNode }) => CalculationNode as Readonly<Record<string, unknown>>[],
    ),
  };
}

/** Columns by which a submitted report knows who submitted it. */
function submittedBy({ caller }: Pick<Scene<unknown>, 'caller'>): Readonly<Record<string, unknown>> {
  return {
    submittedAt: nowIso(),
    submittedBy: caller.subject,
    submittedByOrganizationId: caller.organizationId,
  };
}

const submitRules = [
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

operation('submitRevenueReport', {
  description:
    'Submits a report with its figures and evidence; the answer, also of a dry run, has the calculation of what is due. 提交申报',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The report, opened or returned. 申报'),
    lines,
    evidence,
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'SUBMITTED' },
  validate: contentByItself,
  allow: (caller, { target }) => reportsFor(caller, target),
  run: async (scene, tx) => {
    const { input, target, tenant, apply } = scene;
    const id = target['id'] as string;
    const known = await agreementWithTerms(tx, tenant, target['agreementId'] as string);
    const submission = (target['submissionCount'] as number) + 1;
    const insert = submissionRows(
      known,
      { id, period: target['period'] as string, submission },
      input,
      scene,
    );
    if (submission > 1) await clearContent(tx, tenant, id);
    await apply({
      insert,
      update: [
        {
          model: 'RevenueReport',
          id,
          values: { state: 'SUBMITTED', submissionCount: submission, ...submittedBy(scene) },
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
  description: 'Returns a submitted report to be mended and submitted again. 退回申报',
  scope: 'revenue-sharing:write',
  input: {
    revenueReport: ref('RevenueReport', 'The report. 申报'),
    reason: text('What is to be mended. 退回原因'),
  },
  target: 'revenueReport',
  transition: { column: 'state', to: 'RETURNED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    const id = target['id'] as string;
    await update('RevenueReport', id, { state: 'RETURNED', returnReason: input.reason });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.returned',
  rules: ['report-follows-its-way'],
});

operation('verifyRevenueReport', {
  description:
    'Verifies a submitted report; who submitted it, or is of the same organization, cannot. 核验申报',
  scope: 'revenue-sharing:write',
  input: { revenueReport: ref('RevenueReport', 'The report. 申报') },
  target: 'revenueReport',
  transition: { column: 'state', to: 'VERIFIED' },
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ target, caller, update }) => {
    refuseAll(
      verifierFaults(caller, {
        subject: target['submittedBy'] as string,
        organizationId: target['submittedByOrganizationId'] as string | null,
      }),
    );
    const id = target['id'] as string;
    await update('RevenueReport', id, {
      state: 'VERIFIED',
      verifiedAt: nowIso(),
      verifiedBy: caller.subject,
      verifiedByOrganizationId: caller.organizationId,
    });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.verified',
  rules: [
    'report-follows-its-way',
    'reporter-acts-for-an-organization',
    'verifier-is-of-another-organization',
  ],
});

operation('correctRevenueReport', {
  description:
    'Submits a correction of a settled report; when it is settled, what the first one made due is taken back and the new amount booked. 更正申报',
  scope: 'revenue-sharing:write',
  input: {
    corrects: ref('RevenueReport', 'The settled report. 被更正的申报'),
    reason: text('Why it is corrected. 更正原因'),
    lines,
    evidence,
  },
  tenant: 'corrects',
  validate: contentByItself,
  allow: (caller, { refs }) => reportsFor(caller, refs['corrects']!),
  run: async (scene, tx) => {
    const { input, refs, tenant, apply } = scene;
    const original = refs['corrects']!;
    const state = original['state'] as string;
    if (state !== 'SETTLED') throw refusal('correction-of-a-settled-report', ['corrects'], { state });
    const slot = `corrects ${original['id'] as string}`;
    if (await liveReport(tx, tenant, slot)) throw refusal('correction-once-at-a-time', ['corrects']);
    const known = await agreementWithTerms(tx, tenant, original['agreementId'] as string);
    const id = newId();
    const insert = submissionRows(
      known,
      { id, period: original['period'] as string, submission: 1 },
      input,
      scene,
    );
    const { agreementId, payerId, period, periodFrom, periodTo, divisionKey, dueOn, synthetic } = original;
    await apply({
      insert: {
        RevenueReport: [
          {
            id,
            ...{ agreementId, payerId, period, periodFrom, periodTo, divisionKey, dueOn, synthetic },
            state: 'SUBMITTED',
            submissionCount: 1,
            correctsId: original['id'],
            correctionReason: input.reason,
            slot,
            ...submittedBy(scene),
          },
        ],
        ...insert,
      },
    });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.corrected',
  rules: [
    'correction-of-a-settled-report',
    'correction-once-at-a-time',
    ...submitRules.filter((rule) => rule !== 'report-follows-its-way'),
  ],
});

operation('withdrawRevenueReport', {
  description: 'Withdraws a correction that is not verified yet. 撤回更正',
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
  run: async ({ target, update }) => {
    const id = target['id'] as string;
    await update('RevenueReport', id, { state: 'WITHDRAWN', slot: null });
    return { objects: { revenueReport: id } };
  },
  returns: { revenueReport: 'RevenueReport' },
  emits: 'revenue-sharing.report.withdrawn',
  rules: ['report-follows-its-way', 'only-corrections-are-withdrawn'],
});

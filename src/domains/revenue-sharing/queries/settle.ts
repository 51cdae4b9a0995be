// Books what clauses make due: calculations, settlements, their parts, the postings, and the credit that meets them.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { newId } from '../../../kernel/ids.js';
import type { Scene } from '../../../kernel/operation.js';
import type { Changes, Values } from '../../../kernel/write/rows.js';
import { post, type Posted, type Posting } from '../../funds/queries/post.js';
import type { TraceNode } from '../rules/evaluate.js';
import { needsNoFigure } from '../rules/components.js';
import { clauseTitle } from '../rules/titles.js';
import { settlementState } from '../rules/matching.js';
import { dueSummary, slotOf, type Due, type SettlementDays } from '../rules/settlements.js';
import type { Piece } from '../rules/terms.js';
import { statementRows, yearOf, type StatementAmounts } from '../rules/statements.js';
import { meetCredit } from './credit.js';
import { reductionPosting, reductionRow, sumOf, waivedAtOnce, type NewWaivable } from './reductions.js';
import type { AgreementFacts } from './terms.js';

type Booking = Pick<Scene<unknown>, 'tenant' | 'caller' | 'dryRun' | 'apply'>;

/** A calculation with the piece that it computes. */
export interface Calculated {
  readonly calculationId: string;
  readonly piece: Piece;
  readonly due: Due;
}

/** A calculation on its way to be a settlement. */
export interface ToSettle extends Calculated {
  readonly days: SettlementDays;
  readonly reportId: string | null;
  /** Documents that support it. */
  readonly attachments: number;
  readonly reviewedBy: string | null;
  readonly replacesId: string | null;
}

/** Rows of calculations and of their steps. */
export function calculationRows(
  agreement: AgreementFacts,
  calculated: readonly Calculated[],
  basis: {
    readonly reportId: string | null;
    readonly submission: number;
    readonly evidence: readonly string[];
  },
): { readonly Calculation: readonly Values[]; readonly CalculationNode: readonly Values[] } {
  return {
    Calculation: calculated.map(({ calculationId, piece, due }) => ({
      id: calculationId,
      ...clauseColumns(agreement, piece),
      dueFen: due.dueFen,
      rounding: piece.terms.rounding,
      ...basis,
    })),
    CalculationNode: calculated.flatMap(({ calculationId, due }) =>
      due.nodes.map((node) => nodeRow(calculationId, node)),
    ),
  };
}

/** What a calculation and its settlement both say of the clause, and of whose it is. */
function clauseColumns(agreement: AgreementFacts, { terms, component, period }: Piece): Values {
  const title = clauseTitle(component);
  return {
    agreementId: agreement.id,
    versionId: terms.versionId,
    payerId: agreement.payerId,
    divisionKey: agreement.divisionKey,
    clause: component.number,
    clauseTitle: title.zh,
    clauseTitleEn: title.en,
    period: period.code,
  };
}

function nodeRow(calculationId: string, { explanation, ...node }: TraceNode): Values {
  return { calculationId, ...node, explanationZh: explanation.zh, explanationEn: explanation.en };
}

/** What is to be booked together with settlements. */
export interface Beside {
  readonly postings?: readonly Posting[];
  readonly changes?: Omit<Changes, 'add'>;
  readonly statements?: readonly StatementAmounts[];
}

/**
 * Settles calculations: posts each that makes something due, writes settlements and parts, adds them to the annual
 * statements, and sets credit that the payer already has against them.
 *
 * Takes the scene, the agreement, and what is to be posted and changed beside; returns what was posted. Amounts meet
 * credit after the balances are locked, so that a payment confirmed meanwhile is seen. @throws Refusal by the rules of
 * posting
 */
export async function settle(
  scene: Booking,
  tx: Transaction<Database>,
  agreement: AgreementFacts,
  items: readonly ToSettle[],
  beside: Beside = {},
): Promise<readonly Posted[]> {
  const made = items.map((item) => {
    const [id, parts] = [newId(), partsOf(item)];
    return { item, id, parts, ...waivedAtOnce(agreement.waivers, waivableOf(agreement, item, id), parts) };
  });
  const postings = [
    ...made
      .filter(({ parts }) => parts.length > 0)
      .map(({ item, id, parts }) => postingOf(agreement, item, id, parts)),
    ...made.flatMap(({ waived }) => waived.map((one) => reductionPosting(agreement, one))),
  ];
  const { changes = {} } = beside;
  const changesOf = (posted: readonly Posted[]): Changes => {
    const transactionIds = new Map(postings.map(({ source }, i) => [source.key, posted[i]!.transactionId]));
    return {
      ...changes,
      insert: {
        ...changes.insert,
        Settlement: made.map(({ item, id, waivedFen }) =>
          settlementRow(agreement, item, id, sumOf(waivedFen), transactionIds.get(id) ?? null),
        ),
        SettlementAllocation: made.flatMap(({ id, parts, waivedFen }) =>
          parts.map(({ position, fundId, amountFen }, i) => ({
            settlementId: id,
            position,
            fundId,
            payerId: agreement.payerId,
            divisionKey: agreement.divisionKey,
            amountFen,
            waivedFen: waivedFen[i]!,
            openFen: amountFen - waivedFen[i]!,
          })),
        ),
        SettlementReduction: made.flatMap(({ waived }) =>
          waived.map((one) => reductionRow(agreement, one, transactionIds.get(one.id) ?? null)),
        ),
      },
      // A waiver of what is taken back is for what stands in its place.
      update: [
        ...(changes.update ?? []),
        ...made.flatMap(({ item, id }) =>
          agreement.waivers
            .filter(({ settlementId }) => settlementId !== null && settlementId === item.replacesId)
            .map((waiver) => ({ model: 'Waiver', id: waiver.id, values: { settlementId: id } })),
        ),
      ],
      add: {
        AnnualStatement: statementRows(agreement, [
          ...(beside.statements ?? []),
          ...made.flatMap(({ item, parts, waivedFen }) =>
            parts.map(({ fundId, amountFen }, i) => ({
              fundId,
              year: yearOf(item.piece),
              dueFen: amountFen - waivedFen[i]!,
              receivedFen: 0n,
            })),
          ),
        ]),
      },
    };
  };
  // What is taken back comes last, so that a fund which has spent the money is not overdrawn for a moment.
  const posted = await post(scene, tx, [...postings, ...(beside.postings ?? [])], changesOf);
  // Funds whose settlements are taken back are among them: what was paid there is free now.
  const touched = [...made.flatMap(({ parts }) => parts), ...(beside.statements ?? [])];
  await meetCredit(scene, tx, agreement, [...new Set(touched.map(({ fundId }) => fundId))]);
  return posted;
}

interface Part {
  /** Place of the part, and of its leg. */
  readonly position: number;
  readonly fundId: string;
  readonly amountFen: bigint;
}

/** What each fund gets, or gives back where less is due than was paid; a fund that gets nothing has no part. */
function partsOf({ piece, due }: Calculated): readonly Part[] {
  return due.allocations
    .filter(({ amountFen }) => amountFen !== 0n)
    .map(({ fund, amountFen }, i) => ({
      position: i + 1,
      fundId: piece.terms.fundIds[fund - 1]!,
      amountFen,
    }));
}

/** A new settlement as waivers that are granted already look at it. */
function waivableOf(
  agreement: AgreementFacts,
  { piece, days, replacesId }: ToSettle,
  id: string,
): NewWaivable {
  const { covered, component, period, terms } = piece;
  const title = clauseTitle(component);
  return {
    id,
    replacesId,
    periodFrom: covered.from,
    periodTo: covered.to,
    period: period.code,
    clauseTitle: title.zh,
    clauseTitleEn: title.en,
    disclosed: isDisclosed(agreement, piece),
    rounding: terms.rounding,
    effectiveOn: days.effectiveOn,
  };
}

/** A fixed amount stands in the clause, which is public; a part of a base would tell the base. */
function isDisclosed({ consentsToPublication }: AgreementFacts, { component }: Piece): boolean {
  return consentsToPublication || needsNoFigure(component);
}

function postingOf(agreement: AgreementFacts, item: ToSettle, id: string, parts: readonly Part[]): Posting {
  const { piece, days, attachments, reviewedBy } = item;
  const payerId = agreement.payerId!;
  return {
    kind: 'ACCRUAL',
    source: { type: 'settlement', key: id },
    effectiveOn: days.effectiveOn,
    summary: dueSummary(agreement.payerName!, piece, agreement.title),
    legs: parts.map(({ position, fundId, amountFen }) => {
      const [receivable, fund] = [
        { fundId, kind: 'RECEIVABLE', payerId } as const,
        { fundId, kind: 'FUND' } as const,
      ];
      return amountFen > 0n
        ? { position, debit: receivable, credit: fund, amountFen }
        : { position, debit: fund, credit: receivable, amountFen: -amountFen };
    }),
    fundId: parts[0]!.fundId,
    payerId,
    disclosed: isDisclosed(agreement, piece),
    attachments,
    reviewedBy,
    reversesId: null,
    correlationId: item.reportId ?? id,
  };
}

function settlementRow(
  agreement: AgreementFacts,
  { calculationId, piece, due, days, reportId, replacesId }: ToSettle,
  id: string,
  waivedFen: bigint,
  transactionId: string | null,
): Values {
  const amounts = { amountFen: due.dueFen, waivedFen, writtenOffFen: 0n, openFen: due.dueFen - waivedFen };
  return {
    id,
    ...clauseColumns(agreement, piece),
    calculationId,
    reportId,
    periodFrom: piece.covered.from,
    periodTo: piece.covered.to,
    year: yearOf(piece),
    ...amounts,
    dueOn: days.dueOn,
    effectiveOn: days.effectiveOn,
    state: settlementState(amounts),
    transactionId,
    replacesId,
    slot: slotOf(piece, reportId),
  };
}

// Reductions as they are posted and written, and which of them stand.
import { sql, type Transaction } from 'kysely';
import type { Database, ReductionKind } from '../../../generated/database.js';
import { newId } from '../../../kernel/ids.js';
import type { Rounding } from '../../../kernel/money.js';
import type { Posting } from '../../funds/queries/post.js';
import { isFor, waivedOf, type Granted, type Waivable } from '../rules/relief.js';
import { reductionSummary } from '../rules/settlements.js';
import type { AgreementFacts } from './terms.js';

/** A settlement as what is taken off it is posted. */
export interface ReducedSettlement {
  readonly id: string;
  readonly clauseTitle: string;
  readonly clauseTitleEn: string;
  readonly period: string;
  /** Whether the public may read its amounts. */
  readonly disclosed: boolean;
}

/** What is taken off one settlement, fund by fund; below zero it is put back. */
export interface Reduction {
  readonly id: string;
  readonly kind: ReductionKind;
  readonly settlement: ReducedSettlement;
  readonly parts: readonly { readonly fundId: string; readonly amountFen: bigint }[];
  readonly effectiveOn: string;
  readonly waiverId?: string | null;
  readonly resolutionId?: string | null;
  readonly reason?: string | null;
}

/** The posting of a reduction: the mirror of what made the amount due. */
export function reductionPosting(
  agreement: AgreementFacts,
  { id, kind, settlement, parts, effectiveOn }: Reduction,
): Posting {
  const payerId = agreement.payerId!;
  return {
    kind,
    source: { type: 'reduction', key: id },
    effectiveOn,
    summary: reductionSummary(kind, agreement.payerName!, settlement, agreement.title),
    legs: parts.map(({ fundId, amountFen }, i) => {
      const receivable = { fundId, kind: 'RECEIVABLE', payerId } as const;
      const fund = { fundId, kind: 'FUND' } as const;
      return amountFen > 0n
        ? { position: i + 1, debit: fund, credit: receivable, amountFen }
        : { position: i + 1, debit: receivable, credit: fund, amountFen: -amountFen };
    }),
    fundId: parts[0]!.fundId,
    payerId,
    disclosed: settlement.disclosed,
    attachments: 0,
    reviewedBy: null,
    reversesId: null,
    correlationId: settlement.id,
    funds: 'CORRECTED',
  };
}

/** The row of a reduction. */
export function reductionRow(
  { divisionKey }: AgreementFacts,
  { id, kind, settlement, parts, effectiveOn, waiverId, resolutionId, reason }: Reduction,
  transactionId: string | null,
): Readonly<Record<string, unknown>> {
  return {
    id,
    settlementId: settlement.id,
    kind,
    amountFen: parts.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    waiverId: waiverId ?? null,
    resolutionId: resolutionId ?? null,
    reason: reason ?? null,
    effectiveOn,
    transactionId,
    divisionKey,
  };
}

/** The sum of amounts. */
export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, fen) => sum + fen, 0n);
}

/** A settlement that is being made, with how its version rounds and on which day it is booked. */
export interface NewWaivable extends ReducedSettlement, Waivable {
  readonly rounding: Rounding;
  readonly effectiveOn: string;
}

/** What waivers that are granted already take off a new settlement, one after the other, and off each of its parts. */
export function waivedAtOnce(
  waivers: readonly Granted[],
  settlement: NewWaivable,
  parts: readonly { readonly fundId: string; readonly amountFen: bigint }[],
): { readonly waived: readonly Reduction[]; readonly waivedFen: readonly bigint[] } {
  const amountFen = sumOf(parts.map((part) => part.amountFen));
  const waived: Reduction[] = [];
  let waivedFen: readonly bigint[] = parts.map(() => 0n);
  for (const waiver of waivers) {
    if (!isFor(waiver, settlement)) continue;
    const left = parts.map((part, i) => part.amountFen - waivedFen[i]!);
    const amounts = waivedOf(amountFen, left, waiver.ratePpm, settlement.rounding);
    const taken = parts
      .map(({ fundId }, i) => ({ fundId, amountFen: amounts[i]! }))
      .filter((one) => one.amountFen > 0n);
    if (taken.length === 0) continue;
    waivedFen = waivedFen.map((fen, i) => fen + amounts[i]!);
    const { effectiveOn } = settlement;
    waived.push({ id: newId(), kind: 'WAIVER', settlement, parts: taken, effectiveOn, waiverId: waiver.id });
  }
  return { waived, waivedFen };
}

/** Transactions of reductions that stand, of a waiver or of settlements, the latest first. */
export async function standingReductions(
  tx: Transaction<Database>,
  tenant: number,
  of: { readonly waiverId: string } | { readonly settlementIds: readonly string[] },
): Promise<
  readonly { readonly settlementId: string; readonly transactionId: string; readonly waived: boolean }[]
> {
  const which =
    'waiverId' in of
      ? sql`r."waiverId" = ${of.waiverId}::uuid`
      : sql`r."settlementId" = ANY(${[...of.settlementIds]}::uuid[])`;
  const { rows } = await sql<{ settlementId: string; transactionId: string; waived: boolean }>`
    SELECT r."settlementId", r."transactionId", r."kind" = 'WAIVER' AS "waived" FROM "SettlementReduction" r
    WHERE r."tenant" = ${tenant} AND ${which} AND NOT EXISTS (
      SELECT FROM "LedgerTransaction" t WHERE t."tenant" = ${tenant} AND t."reversesId" = r."transactionId")
    ORDER BY r."recordedAt" DESC, r."id" DESC`.execute(tx);
  return rows;
}

// What a settled correction takes back: postings, settlements and what was paid on them.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import type { Scene } from '../../../kernel/operation.js';
import type { Posting } from '../../funds/queries/post.js';
import { reversalOf } from '../../funds/queries/reversal.js';
import { reversalSummary } from '../rules/settlements.js';
import type { Piece } from '../rules/terms.js';
import { paidOn, type Paid } from './payments.js';
import { settlementsOf } from './reports.js';
import { yearOf, type StatementAmounts } from '../rules/statements.js';
import type { AgreementWithTerms } from './terms.js';

type Changes = Parameters<Scene<unknown>['apply']>[0];

/** A correction as it is booked together with the new settlements. */
export interface Correction {
  readonly postings: readonly Posting[];
  readonly changes: Omit<Changes, 'add'>;
  readonly statements: readonly StatementAmounts[];
  /** Settlements that are taken back, by version and clause. */
  readonly replaced: ReadonlyMap<string, string>;
}

/**
 * Takes back what a report made due.
 *
 * Takes the scene of the correcting report, the agreement with its terms, the pieces of the period, the corrected
 * report and the day; returns the mirrors of the postings, and the changes that set paid money free, so that it meets
 * the new settlements. Nothing is removed: what was paid is taken back by amounts below zero.
 */
export async function correctionOf(
  { target, tenant }: Pick<Scene<unknown>, 'target' | 'tenant'>,
  tx: Transaction<Database>,
  { agreement }: AgreementWithTerms,
  pieces: readonly Piece[],
  correctsId: string,
  settledOn: string,
): Promise<Correction> {
  const old = await settlementsOf(tx, tenant, correctsId);
  const paid = await paidOn(
    tx,
    tenant,
    old.map(({ id }) => id),
  );
  const postings: Posting[] = [];
  for (const { transactionId, versionId, clause } of old) {
    if (transactionId === null) continue;
    const piece = pieces.find(
      ({ terms, component }) => terms.versionId === versionId && component.number === clause,
    )!;
    postings.push({
      ...(await reversalOf(tx, tenant, transactionId)),
      effectiveOn: settledOn,
      summary: reversalSummary(agreement.payerName!, piece, agreement.title),
      reviewedBy: target['verifiedBy'] as string,
      correlationId: target['id'] as string,
    });
  }
  const year = yearOf(pieces[0]!);
  return {
    postings,
    replaced: new Map(old.map(({ id, versionId, clause }) => [`${versionId} ${clause}`, id])),
    statements: [
      ...old.flatMap(({ parts }) =>
        parts.map(({ fundId, amountFen }) => ({ fundId, year, dueFen: -amountFen, receivedFen: 0n })),
      ),
      ...paid.map((one) => ({ fundId: one.fundId, year, dueFen: 0n, receivedFen: -one.amountFen })),
    ],
    changes: {
      insert: { PaymentAllocation: releases(paid) },
      update: [
        { model: 'RevenueReport', id: correctsId, values: { state: 'CORRECTED' } },
        ...old.map(({ id }) => ({ model: 'Settlement', id, values: { state: 'REVERSED', openFen: 0n } })),
        ...old.flatMap(({ parts }) =>
          parts.map(({ id }) => ({ model: 'SettlementAllocation', id, values: { openFen: 0n } })),
        ),
        ...[...new Set(paid.map(({ paymentId }) => paymentId))].map((paymentId) => {
          const own = paid.filter((one) => one.paymentId === paymentId);
          const free = own.reduce((total, { amountFen }) => total + amountFen, own[0]!.freeFen);
          return { model: 'Payment', id: paymentId, values: { unallocatedFen: free } };
        }),
      ],
    },
  };
}

/** Amounts below zero that take back what was set against a part. */
function releases(paid: readonly Paid[]): readonly Readonly<Record<string, unknown>>[] {
  const recordedAt = nowIso();
  const given = new Map<string, number>();
  return paid.map(({ paymentId, allocationId, amountFen, places }) => {
    const position = (given.get(paymentId) ?? places) + 1;
    given.set(paymentId, position);
    return { paymentId, position, allocationId, amountFen: -amountFen, recordedAt };
  });
}

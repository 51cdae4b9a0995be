// What is taken back: the postings of settlements, their parts, and what was paid on them.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { refusal } from '../../../kernel/errors.js';
import type { Scene } from '../../../kernel/operation.js';
import type { Changes } from '../../../kernel/write/rows.js';
import type { Posting } from '../../funds/queries/post.js';
import { reversalOf } from '../../funds/queries/reversal.js';
import { moved } from '../rules/matching.js';
import { reversalSummary } from '../rules/settlements.js';
import type { StatementAmounts } from '../rules/statements.js';
import { settlementParts, standing } from './credit.js';
import { chargesOn } from './late-charge.js';
import { standingReductions } from './reductions.js';
import { isRefunded } from './refunds.js';
import { settlementsBy, type Settled } from './reports.js';
import type { AgreementFacts } from './terms.js';

/** What is to be posted and changed so that settlements are taken back. */
export interface TakenBack {
  readonly settlements: readonly Settled[];
  readonly postings: readonly Posting[];
  readonly changes: Omit<Changes, 'add'>;
  readonly statements: readonly StatementAmounts[];
  readonly fundIds: readonly string[];
}

/** How a reversal is booked. */
export interface Reversing {
  readonly effectiveOn: string;
  /** Why, as the voucher says it to everybody; null for a correction, whose report says it. */
  readonly reason: string | null;
  readonly reviewedBy: string | null;
  readonly correlationId: string;
  /** Those of the settlements that are to be made anew: their place is free again. */
  readonly anew?: readonly string[];
}

/**
 * Takes settlements back, and the late charges on them; the caller holds the agreement.
 *
 * Takes their ids and how to book it; returns the mirrors of the postings, and the changes that set paid money and credit
 * free, so that it meets what is open then. Nothing is removed: what was paid is taken back by amounts below zero.
 * @throws Refusal where credit of them was paid back
 */
export async function takenBack(
  tx: Transaction<Database>,
  tenant: number,
  agreement: AgreementFacts,
  named: readonly string[],
  how: Reversing,
): Promise<TakenBack> {
  // A charge for being late with what is taken back goes with it.
  const ids = [...named, ...(await chargesOn(tx, tenant, named))];
  if (await isRefunded(tx, tenant, { settlementIds: ids })) throw refusal('refunded-money-is-gone');
  const settlements = await settlementsBy(tx, tenant, ids);
  const matches = await standing(tx, tenant, { settlementIds: ids });
  const concerned = [...new Set([...ids, ...matches.flatMap(({ settlementIds }) => settlementIds)])];
  const parts = await settlementParts(tx, tenant, concerned);
  const postings: Posting[] = [];
  // What was taken off them is put back first, so that a fund is not overdrawn in between.
  for (const { transactionId } of await standingReductions(tx, tenant, { settlementIds: ids }))
    postings.push({
      ...(await reversalOf(tx, tenant, transactionId)),
      effectiveOn: how.effectiveOn,
      reviewedBy: how.reviewedBy,
      correlationId: how.correlationId,
    });
  for (const { transactionId, clauseTitle, clauseTitleEn, period } of settlements) {
    if (transactionId === null) continue;
    postings.push({
      ...(await reversalOf(tx, tenant, transactionId)),
      effectiveOn: how.effectiveOn,
      summary: reversalSummary(
        agreement.payerName!,
        { zh: clauseTitle, en: clauseTitleEn },
        period,
        agreement.title,
        how.reason,
      ),
      reviewedBy: how.reviewedBy,
      correlationId: how.correlationId,
    });
  }
  const { insert, update, statements } = moved(parts, {
    matches: matches.map((one) => ({ ...one, amountFen: -one.amountFen })),
    reversed: new Set(ids),
  });
  return {
    settlements: settlements.filter(({ id }) => named.includes(id)),
    postings,
    fundIds: [...new Set(parts.map(({ fundId }) => fundId))],
    statements,
    changes: {
      insert,
      update: update.map((one) =>
        one.model === 'Settlement' && how.anew?.includes(one.id)
          ? { ...one, values: { ...one.values, slot: null } }
          : one,
      ),
    },
  };
}

/** The step of a report that a settled correction takes back, as it is recorded. */
export async function correctedStep(
  { caller, tenant, today }: Pick<Scene<unknown>, 'caller' | 'tenant' | 'today'>,
  tx: Transaction<Database>,
  reportId: string,
  effectiveOn: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await sql<{ version: number }>`
    SELECT "version" FROM "RevenueReport" WHERE "tenant" = ${tenant} AND "id" = ${reportId}::uuid`.execute(
    tx,
  );
  return {
    objectId: reportId,
    version: rows[0]!.version + 1,
    type: 'RevenueReport',
    fromState: 'SETTLED',
    toState: 'CORRECTED',
    operation: 'settleRevenueReport',
    effectiveOn: effectiveOn < today ? effectiveOn : today,
    subject: caller.subject,
  };
}

// Late charges: what of a settlement was open on which day, which days are charged, and the booking of a charge.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { newId } from '../../../kernel/ids.js';
import { fractionText, roundFraction, splitByWeights } from '../../../kernel/money.js';
import type { Row, Scene } from '../../../kernel/operation.js';
import { post, type Posted } from '../../funds/queries/post.js';
import { lateCharge } from '../rules/evaluate.js';
import {
  lateChargeWords,
  lateTitle,
  openDays,
  openDaysWords,
  weightsOf,
  type OpenDays,
} from '../rules/late-charge.js';
import { settlementState } from '../rules/matching.js';
import type { Span } from '../rules/periods.js';
import { leftOf } from '../rules/relief.js';
import { lateSummary } from '../rules/settlements.js';
import { statementRows } from '../rules/statements.js';
import { meetCredit, settlementParts, standing } from './credit.js';
import type { AgreementFacts } from './terms.js';

type Tx = Transaction<Database>;
type Booking = Pick<Scene<unknown>, 'tenant' | 'caller' | 'dryRun' | 'apply' | 'today'>;

/** Whether the settlement is a share that is owed and was not taken back; the caller holds the agreement. */
export async function isChargeable(tx: Tx, tenant: number, settlementId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM "Settlement" WHERE "tenant" = ${tenant} AND "id" = ${settlementId}::uuid
      AND "kind" = 'SHARE' AND "state" <> 'REVERSED' AND "amountFen" > 0`.execute(tx);
  return rows.length > 0;
}

/** Days of the settlement that are charged, by charges that were not taken back. */
export async function chargedDays(tx: Tx, tenant: number, settlementId: string): Promise<readonly Span[]> {
  const { rows } = await sql<Span>`
    SELECT "chargedFrom" AS "from", "chargedTo" AS "to" FROM "Settlement"
    WHERE "tenant" = ${tenant} AND "chargesId" = ${settlementId}::uuid AND "state" <> 'REVERSED'
    ORDER BY "chargedFrom"`.execute(tx);
  return rows;
}

/** Charges on the settlements that were not taken back. */
export async function chargesOn(
  tx: Tx,
  tenant: number,
  settlementIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT "id" FROM "Settlement"
    WHERE "tenant" = ${tenant} AND "chargesId" = ANY(${[...settlementIds]}::uuid[]) AND "state" <> 'REVERSED'`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** What of the settlement was open on the days of a span, and in which funds. */
export async function openOn(
  tx: Tx,
  tenant: number,
  settlementId: string,
  span: Span,
): Promise<{ readonly fundIds: readonly string[]; readonly open: readonly OpenDays[] }> {
  const parts = await settlementParts(tx, tenant, [settlementId]);
  const matches = await standing(tx, tenant, { settlementIds: [settlementId] });
  const late = parts.map((part) => ({
    // What is written off bears no charge.
    owedFen: leftOf(part),
    paid: matches
      .filter(({ partId }) => partId === part.id)
      .map(({ day, amountFen }) => ({ day, amountFen })),
  }));
  return { fundIds: parts.map(({ fundId }) => fundId), open: openDays(late, span) };
}

/** What a charge is made of. */
export interface Charge {
  readonly settlement: Row;
  readonly span: Span;
  readonly fundIds: readonly string[];
  readonly open: readonly OpenDays[];
  readonly dailyRatePpm: number;
  readonly dueOn: string;
}

/** The amount of a charge: rounded once. */
export function chargeFen({ open, dailyRatePpm }: Pick<Charge, 'open' | 'dailyRatePpm'>): bigint {
  return roundFraction(lateCharge(open, dailyRatePpm), 'HALF_UP');
}

/** Books a charge as a settlement of its own with its calculation; the caller holds the agreement. @returns its id */
export async function bookCharge(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  charge: Charge,
): Promise<{ readonly id: string; readonly posted: readonly Posted[] }> {
  const { settlement, span, open, dailyRatePpm, fundIds } = charge;
  const [id, calculationId] = [newId(), newId()];
  const amountFen = chargeFen(charge);
  const clause = { zh: settlement['clauseTitle'] as string, en: settlement['clauseTitleEn'] as string };
  const title = lateTitle(clause);
  const shares = splitByWeights(amountFen, weightsOf(open));
  const parts = fundIds
    .map((fundId, i) => ({ fundId, amountFen: shares[i]! }))
    .filter((part) => part.amountFen > 0n);
  const payerId = agreement.payerId!;
  const same = Object.fromEntries(
    ['agreementId', 'versionId', 'payerId', 'clause', 'period', 'divisionKey'].map((name) => [
      name,
      settlement[name],
    ]),
  );
  const whole = lateCharge(open, dailyRatePpm);
  const words = [lateChargeWords(clause, amountFen), ...open.map((one) => openDaysWords(one, dailyRatePpm))];
  // The calculation first: the settlement refers to it.
  await scene.apply({
    insert: {
      Calculation: [
        {
          id: calculationId,
          ...same,
          clauseTitle: title.zh,
          clauseTitleEn: title.en,
          dueFen: amountFen,
          rounding: 'HALF_UP',
          reportId: null,
          submission: 0,
          evidence: [],
        },
      ],
      CalculationNode: [whole, ...open.map((one) => lateCharge([one], dailyRatePpm))].map((exact, index) => ({
        calculationId,
        index,
        parentIndex: index === 0 ? null : 0,
        kind: index === 0 ? 'LATE_CHARGE' : 'OPEN_DAYS',
        exact: fractionText(exact),
        roundedFen: index === 0 ? amountFen : null,
        explanationZh: words[index]!.zh,
        explanationEn: words[index]!.en,
      })),
    },
  });
  const amounts = { amountFen, waivedFen: 0n, writtenOffFen: 0n, openFen: amountFen };
  const posted = await post(
    scene,
    tx,
    [
      {
        kind: 'ACCRUAL',
        source: { type: 'settlement', key: id },
        effectiveOn: scene.today,
        summary: lateSummary(agreement.payerName!, clause, settlement['period'] as string, agreement.title),
        legs: parts.map(({ fundId, amountFen: fen }, i) => ({
          position: i + 1,
          debit: { fundId, kind: 'RECEIVABLE', payerId },
          credit: { fundId, kind: 'FUND' },
          amountFen: fen,
        })),
        fundId: parts[0]!.fundId,
        payerId,
        disclosed: agreement.consentsToPublication,
        attachments: 0,
        reviewedBy: null,
        reversesId: null,
        correlationId: settlement['id'] as string,
      },
    ],
    ([one]) => ({
      insert: {
        Settlement: [
          {
            id,
            ...same,
            ...amounts,
            kind: 'LATE_CHARGE',
            clauseTitle: title.zh,
            clauseTitleEn: title.en,
            calculationId,
            periodFrom: settlement['periodFrom'],
            periodTo: settlement['periodTo'],
            year: settlement['year'],
            dueOn: charge.dueOn,
            effectiveOn: scene.today,
            state: settlementState(amounts),
            transactionId: one!.transactionId,
            chargesId: settlement['id'],
            chargedFrom: span.from,
            chargedTo: span.to,
          },
        ],
        SettlementAllocation: parts.map((part, i) => ({
          settlementId: id,
          position: i + 1,
          payerId,
          divisionKey: agreement.divisionKey,
          ...part,
          openFen: part.amountFen,
        })),
      },
      add: {
        AnnualStatement: statementRows(
          agreement,
          parts.map(({ fundId, amountFen: dueFen }) => ({
            fundId,
            year: settlement['year'] as number,
            dueFen,
            receivedFen: 0n,
          })),
        ),
      },
    }),
  );
  await meetCredit(scene, tx, agreement, [...new Set(parts.map(({ fundId }) => fundId))]);
  return { id, posted };
}

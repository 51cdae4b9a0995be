// Payments and what is open: read under the lock of the balances, matched, and written back.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import type { Scene } from '../../../kernel/operation.js';
import type { Changes } from '../../../kernel/write/rows.js';
import { matched, settlementState, type Match } from '../rules/payments.js';
import { statementRows, type Owing } from '../rules/statements.js';

/** A payment with what of it is free, and how often it was matched before. */
interface FreePayment {
  readonly paymentId: string;
  readonly fundId: string;
  readonly freeFen: bigint;
  readonly places: number;
}

/** A part of a settlement that is not paid. */
interface OpenPart {
  readonly allocationId: string;
  readonly settlementId: string;
  readonly fundId: string;
  readonly year: number;
  readonly openFen: bigint;
  readonly settlementAmountFen: bigint;
  readonly settlementOpenFen: bigint;
}

/**
 * Sets free money of confirmed payments against what is open, fund by fund and the oldest first.
 *
 * Takes the scene, the agreement and the funds; `first` names a settlement that is to be paid before all others.
 * Call it after the posting, whose lock on the receivables makes payers and settlers take turns. A dry run does it, too.
 */
export async function meetCredit(
  scene: Pick<Scene<unknown>, 'tenant' | 'apply'>,
  tx: Transaction<Database>,
  agreement: Owing,
  fundIds: readonly string[],
  first: string | null = null,
): Promise<void> {
  const payments = await freePayments(tx, scene.tenant, agreement.id, fundIds);
  if (payments.length === 0) return;
  const open = await openParts(tx, scene.tenant, agreement.id, fundIds, first);
  const matches = fundIds.flatMap((fundId) =>
    matched(
      payments.filter((one) => one.fundId === fundId),
      open.filter((one) => one.fundId === fundId),
    ),
  );
  if (matches.length > 0) await scene.apply(changesOf(agreement, payments, open, matches));
}

/** Rows that matches write and change. */
function changesOf(
  agreement: Owing,
  payments: readonly FreePayment[],
  open: readonly OpenPart[],
  matches: readonly Match[],
): Changes {
  const recordedAt = nowIso();
  const sum = (of: readonly Match[]): bigint => of.reduce((total, { amountFen }) => total + amountFen, 0n);
  const part = new Map(open.map((one) => [one.allocationId, one]));
  const paidBy = payments.flatMap((payment) => {
    const own = matches.filter(({ paymentId }) => paymentId === payment.paymentId);
    return own.length > 0 ? [{ payment, own }] : [];
  });
  const allocations = open.flatMap((one) => {
    const paid = sum(matches.filter(({ allocationId }) => allocationId === one.allocationId));
    return paid > 0n ? [{ one, paid }] : [];
  });
  const settlements = new Map<string, { readonly one: OpenPart; paid: bigint }>();
  for (const { one, paid } of allocations) {
    const known = settlements.get(one.settlementId) ?? { one, paid: 0n };
    settlements.set(one.settlementId, { one, paid: known.paid + paid });
  }
  return {
    insert: {
      PaymentAllocation: paidBy.flatMap(({ payment, own }) =>
        own.map(({ paymentId, allocationId, amountFen }, i) => ({
          paymentId,
          position: payment.places + i + 1,
          allocationId,
          amountFen,
          recordedAt,
        })),
      ),
    },
    add: {
      AnnualStatement: statementRows(
        agreement,
        matches.map(({ allocationId, amountFen }) => {
          const { fundId, year } = part.get(allocationId)!;
          return { fundId, year, dueFen: 0n, receivedFen: amountFen };
        }),
      ),
    },
    update: [
      ...paidBy.map(({ payment, own }) => ({
        model: 'Payment',
        id: payment.paymentId,
        values: { unallocatedFen: payment.freeFen - sum(own) },
      })),
      ...allocations.map(({ one, paid }) => ({
        model: 'SettlementAllocation',
        id: one.allocationId,
        values: { openFen: one.openFen - paid },
      })),
      ...[...settlements.values()].map(({ one, paid }) => {
        const openFen = one.settlementOpenFen - paid;
        return {
          model: 'Settlement',
          id: one.settlementId,
          values: { openFen, state: settlementState(one.settlementAmountFen, openFen) },
        };
      }),
    ],
  };
}

async function freePayments(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
  fundIds: readonly string[],
): Promise<readonly FreePayment[]> {
  const { rows } = await sql<FreePayment>`
    SELECT p."id" AS "paymentId", p."fundId", p."unallocatedFen" AS "freeFen",
      (SELECT count(*)::int4 FROM "PaymentAllocation" a
        WHERE a."tenant" = ${tenant} AND a."paymentId" = p."id") AS "places"
    FROM "Payment" p
    WHERE p."tenant" = ${tenant} AND p."agreementId" = ${agreementId}::uuid AND p."fundId" = ANY(${[...fundIds]}::uuid[])
      AND p."state" = 'RECEIVED' AND p."unallocatedFen" > 0
    ORDER BY p."receivedOn", p."id"
    FOR NO KEY UPDATE`.execute(tx);
  return rows;
}

async function openParts(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
  fundIds: readonly string[],
  first: string | null,
): Promise<readonly OpenPart[]> {
  const { rows } = await sql<OpenPart>`
    SELECT x."id" AS "allocationId", s."id" AS "settlementId", x."fundId", s."year", x."openFen",
      s."amountFen" AS "settlementAmountFen", s."openFen" AS "settlementOpenFen"
    FROM "Settlement" s
    JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."settlementId" = s."id"
    WHERE s."tenant" = ${tenant} AND s."agreementId" = ${agreementId}::uuid AND s."openFen" > 0 AND s."state" <> 'REVERSED'
      AND x."fundId" = ANY(${[...fundIds]}::uuid[]) AND x."openFen" > 0
    ORDER BY s."id" = ${first}::uuid DESC NULLS LAST, s."dueOn", s."periodFrom", s."clause", s."id"
    FOR NO KEY UPDATE OF s, x`.execute(tx);
  return rows;
}

/** What was paid on settlements that are taken back: to be set free for others. */
export interface Paid {
  readonly paymentId: string;
  readonly allocationId: string;
  readonly fundId: string;
  readonly year: number;
  readonly amountFen: bigint;
  readonly places: number;
  readonly freeFen: bigint;
}

/** Net payments on the parts of settlements. */
export async function paidOn(
  tx: Transaction<Database>,
  tenant: number,
  settlementIds: readonly string[],
): Promise<readonly Paid[]> {
  const { rows } = await sql<Paid>`
    SELECT a."paymentId", a."allocationId", x."fundId", s."year", sum(a."amountFen")::int8 AS "amountFen",
      (SELECT count(*)::int4 FROM "PaymentAllocation" n
        WHERE n."tenant" = ${tenant} AND n."paymentId" = a."paymentId") AS "places",
      p."unallocatedFen" AS "freeFen"
    FROM "SettlementAllocation" x
    JOIN "Settlement" s ON s."tenant" = ${tenant} AND s."id" = x."settlementId"
    JOIN "PaymentAllocation" a ON a."tenant" = ${tenant} AND a."allocationId" = x."id"
    JOIN "Payment" p ON p."tenant" = ${tenant} AND p."id" = a."paymentId"
    WHERE x."tenant" = ${tenant} AND x."settlementId" = ANY(${[...settlementIds]}::uuid[])
    GROUP BY a."paymentId", a."allocationId", x."fundId", s."year", p."unallocatedFen"
    HAVING sum(a."amountFen") <> 0
    ORDER BY a."paymentId", a."allocationId"`.execute(tx);
  return rows;
}

/** Whether the settlement has something open for the fund. */
export async function isOpenFor(
  tx: Transaction<Database>,
  tenant: number,
  agreementId: string,
  fundId: string,
  settlementId: string,
): Promise<boolean> {
  const parts = await openParts(tx, tenant, agreementId, [fundId], null);
  return parts.some((part) => part.settlementId === settlementId);
}

/** Whether a payment with that reference is recorded for the fund; the fund's row is locked, so that it stays so. */
export async function isTold(
  tx: Transaction<Database>,
  tenant: number,
  fundId: string,
  reference: string,
): Promise<boolean> {
  await sql`SELECT 1 FROM "Fund" WHERE "tenant" = ${tenant} AND "id" = ${fundId}::uuid FOR NO KEY UPDATE`.execute(
    tx,
  );
  const { rows } = await sql`
    SELECT 1 FROM "Payment" WHERE "tenant" = ${tenant} AND "fundId" = ${fundId}::uuid AND "bankReference" = ${reference}
      AND "state" IN ('NOTIFIED', 'RECEIVED') LIMIT 1`.execute(tx);
  return rows.length > 0;
}

/** What a payment was set against, net, part by part. */
export async function paidBy(
  tx: Transaction<Database>,
  tenant: number,
  paymentId: string,
): Promise<readonly PaidPart[]> {
  const { rows } = await sql<PaidPart>`
    SELECT x."id" AS "allocationId", x."settlementId", x."fundId", s."year", sum(a."amountFen")::int8 AS "amountFen",
      (SELECT count(*)::int4 FROM "PaymentAllocation" n
        WHERE n."tenant" = ${tenant} AND n."paymentId" = ${paymentId}::uuid) AS "places",
      x."openFen", s."openFen" AS "settlementOpenFen", s."amountFen" AS "settlementAmountFen"
    FROM "PaymentAllocation" a
    JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."id" = a."allocationId"
    JOIN "Settlement" s ON s."tenant" = ${tenant} AND s."id" = x."settlementId"
    WHERE a."tenant" = ${tenant} AND a."paymentId" = ${paymentId}::uuid
    GROUP BY x."id", x."settlementId", x."fundId", s."year", x."openFen", s."openFen", s."amountFen"
    HAVING sum(a."amountFen") <> 0
    ORDER BY x."id"`.execute(tx);
  return rows;
}

/** A part of a settlement that a payment was set against. */
export interface PaidPart {
  readonly allocationId: string;
  readonly settlementId: string;
  readonly fundId: string;
  readonly year: number;
  readonly amountFen: bigint;
  readonly places: number;
  readonly openFen: bigint;
  readonly settlementOpenFen: bigint;
  readonly settlementAmountFen: bigint;
}

// Papers of payments: what they are about, and whether a number or a payment has one already.
import { sql, type Transaction } from 'kysely';
import type { AgreementKind, Database, OrganizationKind } from '../../../generated/database.js';

type Tx = Transaction<Database>;

/** What of a payment decides which paper it may get. */
export interface DocumentedPayment {
  readonly agreementKind: AgreementKind;
  readonly payerKind: OrganizationKind;
  readonly hostId: string | null;
}

/** What decides which paper a payment may get; the payment is locked, so that it is received as long as needed. */
export async function documentedPayment(
  tx: Tx,
  tenant: number,
  paymentId: string,
): Promise<DocumentedPayment> {
  const { rows } = await sql<DocumentedPayment>`
    SELECT a."kind" AS "agreementKind", o."kind" AS "payerKind", f."hostId"
    FROM "Payment" p
    JOIN "Agreement" a ON a."tenant" = ${tenant} AND a."id" = p."agreementId"
    JOIN "Organization" o ON o."tenant" = ${tenant} AND o."id" = p."payerId"
    JOIN "Fund" f ON f."tenant" = ${tenant} AND f."id" = p."fundId"
    WHERE p."tenant" = ${tenant} AND p."id" = ${paymentId}::uuid FOR NO KEY UPDATE OF p`.execute(tx);
  return rows[0]!;
}

/** Whether the issuer's number is recorded, also of a document that was voided. */
export async function isNumberUsed(
  tx: Tx,
  tenant: number,
  issuerId: string,
  numberKey: string,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM "PaymentDocument" WHERE "tenant" = ${tenant} AND "issuerId" = ${issuerId}::uuid
      AND "numberKey" = ${numberKey}`.execute(tx);
  return rows.length > 0;
}

/** The last document of a part of a payment: what stands, or was voided last. */
export async function lastDocument(
  tx: Tx,
  tenant: number,
  paymentId: string,
  given: boolean,
): Promise<{ readonly id: string; readonly state: string } | null> {
  const { rows } = await sql<{ id: string; state: string }>`
    SELECT "id", "state" FROM "PaymentDocument" WHERE "tenant" = ${tenant} AND "paymentId" = ${paymentId}::uuid
      AND "given" = ${given} ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

/** Whether a paper was issued for the payment that is not voided. */
export async function hasPaper(tx: Tx, tenant: number, paymentId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM "PaymentDocument" WHERE "tenant" = ${tenant} AND "paymentId" = ${paymentId}::uuid
      AND "state" = 'ISSUED' AND "kind" <> 'NONE' LIMIT 1`.execute(tx);
  return rows.length > 0;
}

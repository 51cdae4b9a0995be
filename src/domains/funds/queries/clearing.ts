// Statements of money between offices: whose answer is waited for, what was answered, which are answered and not taken over.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { ClearingReceiptState, ClearingTransferState, Database } from '../../../generated/database.js';
import type { Ref } from '../../../kernel/input.js';
import type { Row } from '../../../kernel/operation.js';

type Tx = Transaction<Database>;

/** A transfer as it stands in its own office. */
export interface Transfer {
  readonly id: string;
  readonly tenant: number;
  readonly toTenant: number;
  readonly fundId: string;
  readonly toFundId: string;
  readonly toFundName: string;
  readonly amountFen: bigint;
  readonly state: ClearingTransferState;
  readonly sentOn: string;
  readonly reason: string;
  readonly transactionId: string | null;
  readonly divisionKey: string;
  readonly toDivisionKey: string;
  readonly synthetic: boolean;
}

/** The transfer that an input names. */
export const transferIn = (row: Row | undefined): Transfer => row as unknown as Transfer;

/** The office that a transfer goes to; that of nobody where there is no such transfer. */
export async function receivingOffice(tx: Tx, transfer: Ref): Promise<number> {
  if (!('id' in transfer)) return 0;
  const { tenant, key } = transfer.id;
  const { rows } = await sql<{ toTenant: number }>`
    SELECT "toTenant" FROM "ClearingTransfer" WHERE tenant = ${tenant} AND id::text = ${key}`.execute(tx);
  return rows[0]?.toTenant ?? 0;
}

/** Name of the fund that gives. */
export async function givingFund(tx: Tx, tenant: number, id: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    SELECT f.name FROM "ClearingTransfer" t JOIN "Fund" f ON f.tenant = t.tenant AND f.id = t."fundId"
    WHERE t.tenant = ${tenant} AND t.id = ${id}`.execute(tx);
  return rows[0]!.name;
}

/** What the other office answered; null before it did. */
export async function answerTo(tx: Tx, toTenant: number, id: string): Promise<ClearingReceiptState | null> {
  const row = await tx
    .selectFrom('ClearingReceipt')
    .select('state')
    .where('tenant', '=', toTenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.state ?? null;
}

/** A transfer that was answered, and whose office has not taken the answer over. */
export interface Answered {
  readonly tenant: number;
  readonly id: string;
  readonly version: number;
  readonly state: 'ACCEPTED' | 'REFUSED';
}

/** Answered transfers, the oldest first; `skip` stand before. */
export async function answeredTransfers(
  pool: Pool,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Answered[]> {
  const { rows } = await pool.query<Answered>(
    `SELECT t.tenant, t.id, t.version, CASE r.state WHEN 'REFUSED' THEN 'REFUSED' ELSE 'ACCEPTED' END AS state
     FROM "ClearingTransfer" t JOIN "ClearingReceipt" r ON r.tenant = t."toTenant" AND r.id = t.id
     WHERE t.state = 'SENT' ORDER BY t.id LIMIT $1 OFFSET $2`,
    [limit, skip],
  );
  return rows;
}

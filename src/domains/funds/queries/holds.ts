// Statements about money that is held back; the caller holds the fund's row, so that nobody posts meanwhile.
import { sql, type Transaction } from 'kysely';
import type { Database, FundHoldState } from '../../../generated/database.js';
import { refusing } from './ledger.js';

type Tx = Transaction<Database>;

/** Holds more of what the fund has, or less where the amount is below zero. @throws Refusal where it has not so much */
export async function holdMore(tx: Tx, tenant: number, fundId: string, amountFen: bigint): Promise<void> {
  await refusing(() =>
    sql`
      UPDATE "LedgerBalance" b SET "heldFen" = b."heldFen" + ${String(amountFen)}::int8 FROM "LedgerAccount" a
      WHERE a.tenant = ${tenant} AND a."fundId" = ${fundId} AND a.kind = 'FUND' AND NOT a."isRollUp"
        AND b.tenant = ${tenant} AND b."accountId" = a.id`.execute(tx),
  );
}

/** A hold as it is now; null where there is none. */
export async function holdOf(
  tx: Tx,
  tenant: number,
  id: string,
): Promise<{ readonly fundId: string; readonly state: FundHoldState; readonly amountFen: bigint } | null> {
  const row = await tx
    .selectFrom('FundHold')
    .select(['fundId', 'state', 'amountFen'])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

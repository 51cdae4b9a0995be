// Statements about bound money: what moves in and out of a purpose, and whether a fund still holds what is bound in it.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import type { Changes } from '../../../kernel/write/rows.js';
import { unboundFaults, type BoundFund } from '../rules/purposes.js';

type Tx = Transaction<Database>;

/** The change of one purpose; none where money is bound to none. */
type PurposeChange = NonNullable<Changes['update']>;

/** Money that moves in or out of a purpose. */
export interface PurposeMove {
  readonly purposeId: string | null;
  readonly givenFen?: bigint;
  readonly spentFen?: bigint;
}

/** What was given for the purpose; below zero where it is taken back. */
export function givenFor(purposeId: string | null, givenFen: bigint): PurposeChange {
  return movedPurposes([{ purposeId, givenFen }]);
}

/** What was spent on the purpose; below zero where it is taken back. */
export function spentOn(purposeId: string | null, spentFen: bigint): PurposeChange {
  return movedPurposes([{ purposeId, spentFen }]);
}

/** What several moves change, purpose by purpose: a row is changed once. */
export function movedPurposes(moves: readonly PurposeMove[]): PurposeChange {
  const sums = new Map<string, { givenFen: bigint; spentFen: bigint }>();
  for (const { purposeId, givenFen = 0n, spentFen = 0n } of moves) {
    if (purposeId === null) continue;
    const before = sums.get(purposeId) ?? { givenFen: 0n, spentFen: 0n };
    sums.set(purposeId, {
      givenFen: before.givenFen + givenFen,
      spentFen: before.spentFen + spentFen,
    });
  }
  const more = (column: 'givenFen' | 'spentFen', fen: bigint) =>
    sql`${sql.ref(column)} + ${String(fen)}::int8`;
  return [...sums].map(([id, { givenFen, spentFen }]) => ({
    model: 'FundPurpose',
    id,
    values: { givenFen: more('givenFen', givenFen), spentFen: more('spentFen', spentFen) },
  }));
}

/**
 * Refuses what leaves a fund with less than is bound in it. The caller holds the funds' balances or their rows, so that
 * nobody binds or spends anything meanwhile. @throws Refusal
 */
export async function refuseUnbound(tx: Tx, tenant: number, fundIds: readonly string[]): Promise<void> {
  if (fundIds.length === 0) return;
  const { rows } = await sql<BoundFund>`
    SELECT f.name AS fund, sum(p."givenFen" - p."spentFen")::int8 AS "boundFen", (
      SELECT b."balanceFen" FROM "LedgerAccount" a JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
      WHERE a.tenant = ${tenant} AND a."fundId" = f.id AND a.kind = 'FUND' AND NOT a."isRollUp") AS "balanceFen"
    FROM "FundPurpose" p JOIN "Fund" f ON f.tenant = p.tenant AND f.id = p."fundId"
    WHERE p.tenant = ${tenant} AND p."fundId" = ANY(${[...fundIds]}::uuid[])
    GROUP BY f.tenant, f.id`.execute(tx);
  refuseAll(rows.flatMap(unboundFaults));
}

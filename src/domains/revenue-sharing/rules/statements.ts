// Annual statements: what an agreement brought a fund in a business year, row by row.
import type { Piece } from './terms.js';

/** The agreement whose statement it is, and who owes under it. */
export interface Owing {
  readonly id: string;
  readonly payerId: string | null;
  readonly divisionKey: string;
}

/** Rows to be added to those that there are: one per fund and year. */
export interface StatementRows {
  readonly to: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Amounts of a year and a fund, to be added to what the statement says. */
export interface StatementAmounts {
  readonly fundId: string;
  readonly year: number;
  readonly dueFen: bigint;
  readonly receivedFen: bigint;
}

/** Annual statements to be added to: one row per fund and year, because a statement's row is added to once. */
export function statementRows(
  { id: agreementId, payerId, divisionKey }: Owing,
  amounts: readonly StatementAmounts[],
): StatementRows {
  const rows = new Map<string, StatementAmounts>();
  for (const one of amounts) {
    const key = `${one.fundId} ${one.year}`;
    const known = rows.get(key) ?? { ...one, dueFen: 0n, receivedFen: 0n };
    rows.set(key, {
      ...known,
      dueFen: known.dueFen + one.dueFen,
      receivedFen: known.receivedFen + one.receivedFen,
    });
  }
  return {
    to: ['tenant', 'agreementId', 'fundId', 'year'],
    columns: ['dueFen', 'receivedFen'],
    rows: [...rows.values()].map((row) => ({ agreementId, payerId, divisionKey, ...row })),
  };
}

/** The business year of a piece. */
export function yearOf({ period }: Piece): number {
  return Number(period.code.slice(0, 4));
}

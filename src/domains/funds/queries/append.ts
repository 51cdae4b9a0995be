// The last statement of a posting: its rows, and the head of the chain moved behind them.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { changeParts, firstModel, refusingDuplicates, type Changes } from '../../../kernel/write/rows.js';
import { refusing } from './ledger.js';

type Tx = Transaction<Database>;

/** Rows of the ledger by table, as JSON: 64-bit numbers as text, bytes in hex. */
export interface LedgerRows {
  readonly transactions: readonly object[];
  readonly legs: readonly object[];
  readonly entries: readonly object[];
  readonly sources: readonly object[];
}

/**
 * From so many transactions on, foreign keys are planned anew: a connection keeps the plan that it made when the table
 * was small, which reads all of it, for each of the rows that come now.
 */
const manyTransactions = 100;

/** Columns that a posting writes, by name: the order in which a table has them says nothing, and one may be added. */
const columns = {
  LedgerTransaction: [
    'tenant',
    'id',
    'number',
    'kind',
    'effectiveOn',
    'recordedAt',
    'summary',
    'summaryEn',
    'fundId',
    'divisionKey',
    'attachments',
    'disclosed',
    'payerId',
    'preparedBy',
    'preparedByOrganizationId',
    'reviewedBy',
    'reversesId',
    'supplementsId',
    'correlationId',
    'digest',
    'previousHash',
    'hash',
  ],
  LedgerLeg: [
    'tenant',
    'transactionId',
    'position',
    'debitAccountId',
    'creditAccountId',
    'amountFen',
    'currency',
    'isRollUp',
    'disclosed',
    'payerId',
    'divisionKey',
  ],
  LedgerEntry: [
    'tenant',
    'id',
    'accountId',
    'number',
    'transactionId',
    'position',
    'counterAccountId',
    'side',
    'amountFen',
    'balanceFen',
    'effectiveOn',
    'recordedAt',
    'disclosed',
    'payerId',
    'divisionKey',
  ],
  LedgerSource: ['tenant', 'sourceType', 'sourceKey', 'transactionId'],
} as const satisfies { readonly [Table in keyof Database]?: readonly (keyof Database[Table])[] };

function inserting(table: keyof typeof columns, rows: readonly object[]): RawBuilder<unknown> {
  const names = sql.join(columns[table].map((name) => sql.ref(name)));
  return sql`INSERT INTO ${sql.table(table)} (${names})
    SELECT ${names} FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)})`;
}

/** Writes the rows, moves the head, and makes the changes beside them, in one statement. */
export async function writeRows(
  tx: Tx,
  tenant: number,
  rows: LedgerRows,
  head: { readonly number: bigint; readonly hash: Uint8Array },
  changes: Changes,
): Promise<void> {
  if (rows.transactions.length >= manyTransactions) await sql`DISCARD PLANS`.execute(tx);
  const { parts, counts, check } = changeParts(tx, tenant, changes);
  const statement = sql<{ done: readonly number[] }>`
    WITH transactions AS (${inserting('LedgerTransaction', rows.transactions)}),
      legs AS (${inserting('LedgerLeg', rows.legs)}),
      entries AS (${inserting('LedgerEntry', rows.entries)}),
      sources AS (${inserting('LedgerSource', rows.sources)}),
      head AS (UPDATE "LedgerHead" SET number = ${head.number}, hash = ${head.hash} WHERE tenant = ${tenant})
      ${sql.join(
        parts.map((part) => sql`, ${part}`),
        sql``,
      )}
    SELECT ${counts} AS done`;
  const { rows: counted } = await refusingDuplicates(firstModel(changes), () =>
    refusing(() => statement.execute(tx)),
  );
  check(counted[0]!.done);
}

// Columns of bank statements and reconciliations that the database binds: states with their reasons, sums, one side each.
import { enums } from '../../src/generated/datamodel.js';
import { above, amountNotZero, anyOf, moneyShapes, next, of, place, type Shapes } from './dataset-money.js';
import { saltOf } from './dataset-values.js';
import type { Make, Place, Row } from './dataset-shapes.js';

const ofFund = { divisionKey: of('Fund', 'fundId', 'divisionKey') };
const isIn =
  (state: string) =>
  ({ state: found }: Row): boolean =>
    found === state;
const [isMatched, isExplained, isWithdrawn] = ['MATCHED', 'EXPLAINED', 'WITHDRAWN'].map(isIn) as [
  (row: Row) => boolean,
  (row: Row) => boolean,
  (row: Row) => boolean,
];

const amountAt = (n: number): bigint => BigInt(above[n % above.length]!);
const sum =
  (from: string, plus: string, minus: string): Make =>
  ({ row }) =>
    String(BigInt(row[from] as string) + BigInt(row[plus] as string) - BigInt(row[minus] as string));

const inOffice = ({ made, row }: Place, table: string): readonly Row[] =>
  (made.get(table) ?? []).filter(({ tenant }) => tenant === row['tenant']);

/** For every fourth entry a bank account of which the bank has told something. */
function toldAccount(one: Place): unknown {
  const told = inOffice(one, 'LedgerAccount').filter(
    ({ kind, isRollUp, fundId }) =>
      kind === 'BANK' &&
      isRollUp === false &&
      inOffice(one, 'BankStatementLine').some((line) => line['fundId'] === fundId),
  );
  return one.n % 4 === 0 ? told[one.n % Math.max(1, told.length)]?.['id'] : undefined;
}

/** The movement that an entry of a bank account may be: of its fund and tied to nothing. */
function movementOf(one: Place): Row | undefined {
  const account = inOffice(one, 'LedgerAccount').find(({ id }) => id === one.row['accountId']);
  if (account?.['kind'] !== 'BANK') return undefined;
  return inOffice(one, 'BankStatementLine').find(
    (line) => line['fundId'] === account['fundId'] && line['matchId'] === null,
  );
}

/** Columns by table. */
export const bankShapes: Shapes = {
  LedgerEntry: {
    ...moneyShapes['LedgerEntry'],
    accountId: (one) => toldAccount(one) ?? anyOf('LedgerAccount', one.n * 4 + saltOf('account'))(one),
    amountFen: (one) => movementOf(one)?.['amountFen'] ?? amountNotZero(one),
    effectiveOn: (one) => movementOf(one)?.['bookedOn'] ?? moneyShapes['LedgerEntry']!['effectiveOn']!(one),
  },
  BankFormatColumn: { position: place('formatId') },
  BankStatement: {
    firstOn: ({ n }) => `2026-0${1 + (n % 8)}-01`,
    lastOn: ({ n }) => `2026-0${1 + (n % 8)}-28`,
    lineCount: ({ n }) => n + 3,
    newLineCount: ({ n }) => n,
    ...ofFund,
  },
  BankMatch: { fundId: anyOf('Fund', 0), ...ofFund },
  BankStatementLine: {
    fundId: of('BankStatement', 'statementId', 'fundId'),
    state: (one) => {
      const states = enums['BankLineState']!.values.map(({ name }) => name);
      const state = states[one.n % states.length]!;
      return state === 'MATCHED' && anyOf('BankMatch', 1)(one) === undefined ? 'OPEN' : state;
    },
    matchId: (one) => (isMatched(one.row) ? anyOf('BankMatch', 1)(one) : null),
    position: next,
    sheetRow: next,
    bookedOn: ({ n }) => `2026-0${1 + (n % 9)}-15`,
    amountFen: amountNotZero,
    explanationKind: ({ n, row }) =>
      isExplained(row) ? enums['BankLineExplanation']!.values[n % 3]!.name : null,
    explanation: ({ n, row }) => (isExplained(row) ? `说明${n}` : null),
    explainedBy: ({ n, row }) => (isExplained(row) ? `会计${n}` : null),
    identity: ({ n, row }) => (isWithdrawn(row) ? null : `identity ${n}`),
    ...ofFund,
  },
  BankMatchEntry: {
    position: place('matchId'),
    heldId: ({ n, row }) => (n % 8 === 0 ? row['entryId'] : null),
  },
  BankReconciliation: {
    bankBalanceFen: ({ n }) => String(amountAt(n)),
    booksReceivedFen: ({ n }) => String(n),
    booksPaidFen: ({ n }) => String(n % 4),
    adjustedBankFen: sum('bankBalanceFen', 'booksReceivedFen', 'booksPaidFen'),
    // Of what is confirmed, one in three, both sides agree.
    bookBalanceFen: ({ n, row }) =>
      String(BigInt(row['adjustedBankFen'] as string) - (n % 3 === 1 ? 0n : BigInt(n % 2))),
    bankReceivedFen: ({ n }) => String(n % 5),
    bankPaidFen: ({ n }) => String(n % 5),
    adjustedBookFen: sum('bookBalanceFen', 'bankReceivedFen', 'bankPaidFen'),
    differenceFen: ({ row }) =>
      String(BigInt(row['adjustedBankFen'] as string) - BigInt(row['adjustedBookFen'] as string)),
    unexplainedCount: ({ n }) => (n % 3 === 1 ? 0 : n % 7),
    state: ({ n }) => enums['BankReconciliationState']!.values[n % 3]!.name,
    preparedBy: ({ n }) => `编制${n}`,
    reviewedBy: ({ n, row }) => (isIn('CONFIRMED')(row) ? `复核${n}` : null),
    reviewedAt: ({ row }) => (isIn('CONFIRMED')(row) ? '2026-02-03 00:00:00.5+00' : null),
    ...ofFund,
  },
  BankReconciliationItem: {
    position: place('reconciliationId'),
    amountFen: amountNotZero,
    lineId: (one) => (one.n % 2 === 0 ? anyOf('BankStatementLine', 0)(one) : null),
    entryId: (one) => (one.n % 2 === 1 ? anyOf('LedgerEntry', 0)(one) : null),
  },
};

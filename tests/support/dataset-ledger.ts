// Columns of what surrounds the ledger that the database binds: holds, batches, money between offices, closed months.
import { enums } from '../../src/generated/datamodel.js';
import { above, amountAbove, next, of, sometimes, type Shapes } from './dataset-money.js';
import { tenants, type Make } from './dataset-shapes.js';
import { hex } from './dataset-values.js';

const ofFund = { divisionKey: of('Fund', 'fundId', 'divisionKey') };

/** One of the values of an enum, one after the other within an office. */
const oneOf =
  (name: string): Make =>
  ({ n }) => {
    const { values } = enums[name]!;
    return values[Math.floor(n / tenants.length) % values.length]!.name;
  };

/** The value where the row is in one of the states; else nothing. */
const inState =
  (states: readonly string[], make: Make): Make =>
  (place) =>
    states.includes(String(place.row['state'])) ? make(place) : null;

/** Another office than the row's. */
const elsewhere: Make = ({ n, row }) => tenants.filter((tenant) => tenant !== row['tenant'])[n % 2];

/** A day before those on which money was paid and received. */
const someDay: Make = ({ n }) => `2025-0${1 + (n % 5)}-15`;

const closed = (make: Make): Make => inState(['CLOSED', 'REOPENING', 'REOPENED'], make);
const reopened = (make: Make): Make => inState(['REOPENED'], make);
const amountAt = (salt: number): Make => closed(({ n }) => above[(n + salt) % above.length]!);

/** Columns by table. */
export const ledgerShapes: Shapes = {
  LedgerDay: {
    debitFen: amountAbove,
    creditFen: amountAbove,
    entryCount: ({ n }) => `${1 + (n % 3)}`,
    divisionKey: of('LedgerAccount', 'accountId', 'divisionKey'),
  },
  FundHold: { amountFen: amountAbove, ...ofFund },
  LedgerBatch: {
    itemCount: ({ n }) => 3 + (n % 3),
    postedCount: ({ n }) => n % 4,
    firstNumber: ({ n, row }) => ((row['postedCount'] as number) === 0 ? null : `${1 + (n % 5)}`),
    lastNumber: ({ row }) =>
      row['firstNumber'] === null
        ? null
        : String(Number(row['firstNumber']) + (row['postedCount'] as number) - 1),
    refusals: ({ row }) =>
      Array.from({ length: (row['itemCount'] as number) - (row['postedCount'] as number) }, (_, index) => ({
        index,
        rule: 'entry-of-the-bank',
        params: {},
      })),
    ...ofFund,
  },
  ClearingTransfer: {
    toTenant: elsewhere,
    sentOn: someDay,
    amountFen: amountAbove,
    state: oneOf('ClearingTransferState'),
    paidOn: inState(['PAID'], () => '2025-06-30'),
    ...ofFund,
  },
  ClearingReceipt: {
    fromTenant: elsewhere,
    answeredOn: someDay,
    amountFen: amountAbove,
    state: oneOf('ClearingReceiptState'),
    transactionId: (place) =>
      place.row['state'] === 'REFUSED'
        ? null
        : (place.made.get('LedgerTransaction')!.find(({ tenant }) => tenant === place.row['tenant'])?.[
            'id'
          ] ?? null),
    receivedTransactionId: inState(
      ['RECEIVED'],
      (place) =>
        place.made.get('LedgerTransaction')!.findLast(({ tenant }) => tenant === place.row['tenant'])?.['id'],
    ),
    receivedOn: inState(['RECEIVED'], () => '2025-06-30'),
    refusedBecause: inState(['REFUSED'], ({ n }) => `退回原因${n}`),
    ...ofFund,
  },
  LedgerAnchor: {
    number: ({ n }) => String(n + 1),
    hash: ({ n }) => hex(n),
    salt: ({ n }) => hex(n + 1_000),
    seal: ({ n }) => hex(n + 2_000),
  },
  LedgerPeriod: {
    month: ({ n }) => `2025-${String(1 + (n % 12)).padStart(2, '0')}-01`,
    revision: next,
    state: oneOf('LedgerPeriodState'),
    proposedBy: ({ n }) => `提请${n}`,
    closedBy: closed(({ n }) => `结账${n}`),
    closedAt: closed(() => '2026-01-05T02:00:00Z'),
    reopeningBy: inState(['REOPENING', 'REOPENED'], ({ n }) => `提请反结账${n}`),
    reason: sometimes(0, ({ n }) => `原因"${n}`),
    reopenedBy: reopened(({ n }) => `反结账${n}`),
    reopenedAt: reopened(() => '2026-02-05T02:00:00Z'),
    openingFen: amountAt(0),
    increaseFen: amountAt(1),
    decreaseFen: amountAt(2),
    closingFen: closed(({ row }) =>
      String(
        BigInt(row['openingFen'] as string) +
          BigInt(row['increaseFen'] as string) -
          BigInt(row['decreaseFen'] as string),
      ),
    ),
    bankFen: amountAt(3),
    receivableFen: amountAt(4),
    clearingFen: amountAt(5),
    entryCount: closed(({ n }) => `${n}`),
    ...ofFund,
  },
};

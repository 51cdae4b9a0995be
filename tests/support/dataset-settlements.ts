// Columns of what becomes of settlements that the database binds: amounts, four eyes, one purpose, one source.
import { enums } from '../../src/generated/datamodel.js';
import {
  above,
  amountAbove,
  amountNotZero,
  anyOf,
  next,
  of,
  ofAgreement,
  organization,
  payer,
  periodAt,
  place,
  roundOf,
  sometimes,
  type Shapes,
} from './dataset-money.js';
import type { Make } from './dataset-shapes.js';

/** An organization that does not owe. */
const another: Make = (one) =>
  [0, 1, 2].map((salt) => organization(salt)(one)).find((id) => id !== one.row['payerId']) ?? null;

/** Columns by table. */
export const settlementShapes: Shapes = {
  CreditAllocation: { position: place('creditId'), amountFen: amountNotZero },
  PaymentNotice: {
    payerId: payer,
    year: ({ n }) => 2018 + (n % 9),
    number: next,
    amountFen: amountAbove,
    ...ofAgreement,
  },
  PaymentNoticeLine: { position: place('noticeId'), amountFen: amountAbove },
  Waiver: {
    payerId: payer,
    settlementId: sometimes(0, anyOf('Settlement', 3)),
    periodFrom: ({ n, row }) => (row['settlementId'] === null ? periodAt(n)[1] : null),
    periodTo: ({ n, row }) => (row['settlementId'] === null ? periodAt(n)[2] : null),
    ratePpm: ({ n }) => [500_000, 1_000_000, 125_000][n % 3],
    requestedBy: ({ n }) => `申请${n}`,
    decidedBy: sometimes(1, ({ n }) => `审批${n}`),
    decidedByOrganizationId: sometimes(1, another),
    resolutionId: sometimes(2, anyOf('Resolution', 0)),
    ...ofAgreement,
  },
  SettlementReduction: {
    kind: ({ n }) => enums['ReductionKind']!.values[roundOf(n) % 3]!.name,
    amountFen: ({ n, row }) => `${row['kind'] === 'RECOVERY' ? '-' : ''}${above[n % above.length]!}`,
    waiverId: (one) => (one.row['kind'] === 'WAIVER' ? anyOf('Waiver', 0)(one) : null),
    resolutionId: (one) => (one.row['kind'] === 'WRITE_OFF' ? anyOf('Resolution', 0)(one) : null),
    divisionKey: of('Settlement', 'settlementId', 'divisionKey'),
  },
  CreditRefund: {
    payerId: payer,
    amountFen: amountAbove,
    requestedBy: ({ n }) => `申请${n}`,
    decidedBy: sometimes(1, ({ n }) => `支付${n}`),
    decidedByOrganizationId: sometimes(1, another),
    ...ofAgreement,
  },
  CreditRefundPart: {
    position: place('refundId'),
    amountFen: amountAbove,
    paymentId: (one) => (one.n % 3 === 0 ? null : anyOf('Payment', 1)(one)),
    creditId: (one) => (one.n % 3 === 0 ? anyOf('SettlementAllocation', 1)(one) : null),
  },
  PaymentDocument: {
    kind: ({ n }) => enums['PaymentDocumentKind']!.values[n % 4]!.name,
    issuerId: (one) => (one.row['kind'] === 'NONE' ? null : organization(3)(one)),
    number: ({ n, row }) => (row['kind'] === 'NONE' ? null : `${n}`.padStart(10, '0')),
    numberKey: ({ n, row }) => (row['kind'] === 'NONE' ? null : `${String(row['kind'])} ${n}`),
    reason: ({ n, row }) => (row['kind'] === 'NONE' ? `无需开票${n}` : null),
    amountFen: amountAbove,
    divisionKey: of('Payment', 'paymentId', 'divisionKey'),
  },
  InKindRecord: {
    payerId: payer,
    minutes: ({ n }) => [30, 60, 1170][n % 3],
    recordedBy: ({ n }) => `登记${n}`,
    confirmedBy: sometimes(1, ({ n }) => `确认${n}`),
    confirmedByOrganizationId: sometimes(1, another),
    ...ofAgreement,
  },
};

// Columns of partners, funds and agreements that the database binds: amounts above zero, two accounts, four eyes, periods.
import { enums, models } from '../../src/generated/datamodel.js';
import { hex, idAt } from './dataset-values.js';
import { givingShapes } from './dataset-giving.js';
import { tenants, validities, type Make, type Place, type Row } from './dataset-shapes.js';

/** Columns by table. */
export type Shapes = Readonly<Record<string, Readonly<Record<string, Make>>>>;

const inTenant = ({ made, row }: Place, table: string): readonly Row[] =>
  (made.get(table) ?? []).filter((one) => one['tenant'] === row['tenant']);

/** The column of the row that a key leads to. */
export const of =
  (table: string, key: string, column: string): Make =>
  (place) =>
    inTenant(place, table).find(({ id }) => id === place.row[key])?.[column];

/** One of the tenant's rows, where the datamodel has no relation to them. */
export const anyOf =
  (table: string, salt: number): Make =>
  (place) => {
    const all = inTenant(place, table);
    return all[(place.n + salt) % Math.max(1, all.length)]?.['id'];
  };
/** An organization of the office. */
export const organization = (salt: number): Make => anyOf('Organization', salt);

/** A figure of participation of the office. */
const aFigure = (one: Place): Row => {
  const all = inTenant(one, 'ParticipationFigure');
  return all[Math.floor(one.n / 3) % all.length]!;
};

/** A division, where the datamodel has no relation to it. */
/** A division that is there. */
export const aDivision: Make = ({ n, made }) => {
  const all = made.get('Division')!;
  return all[(n * 5) % all.length]!['key'];
};

/** Now and then nobody. */
export const sometimes =
  (rest: number, make: Make): Make =>
  (place) =>
    place.n % 3 === rest ? null : (make(place) ?? null);

/** Who pays under the row's agreement; where that names nobody, another organization. */
export const payer: Make = (place) =>
  of('Agreement', 'agreementId', 'payerId')(place) ?? organization(1)(place);

/** Amounts above zero, in fen. */
export const above = ['1', '180000', '7', '99', '999999999999999', '180000'];
const notBelow = ['0', ...above];
/** An amount above zero. */
export const amountAbove: Make = ({ n }) => above[n % above.length];
const amountNotBelow: Make = ({ n }) => notBelow[n % notBelow.length];
/** An amount that is not zero. */
export const amountNotZero: Make = ({ n }) => `${n % 4 === 3 ? '-' : ''}${above[n % above.length]!}`;
/** Now and then credit. */
const amountOrCredit: Make = (one) => (one.n % 8 === 7 ? `-${notBelow[1]!}` : amountNotBelow(one));
/** Nothing, a part or all of the amount without what was taken off it. */
const open: Make = ({ n, row }) => {
  const { amountFen, waivedFen = '0', writtenOffFen = '0' } = row as Readonly<Record<string, string>>;
  const rest = BigInt(amountFen!) - BigInt(waivedFen) - BigInt(writtenOffFen);
  return String([0n, rest / 2n, rest][n % 3]!);
};
/** A part of the amount now and then; of credit nothing. */
const takenOff: Make = ({ n, row }) => {
  const amount = BigInt(row['amountFen'] as string);
  return String(n % 4 === 1 && amount > 0n ? amount / 4n : 0n);
};
/** The settlement that a late charge is for; null for a share. */
const charged: Make = (one) => (one.n % 4 === 2 ? (anyOf('Settlement', 0)(one) ?? null) : null);
/** Counts the rows. */
export const next: Make = ({ n }) => n + 1;

/** Both ends may be unknown. */
const undated: Readonly<Record<string, Make>> = {
  validFrom: ({ n }) => (n % 5 === 4 ? null : validities[n % validities.length]![0]),
  validTo: ({ n }) => validities[n % validities.length]![1],
};

const periods = [
  ['2018', '2018-01-01', '2019-01-01'],
  ['2018-H1', '2018-01-01', '2018-07-01'],
  ['2019-Q3', '2019-07-01', '2019-10-01'],
  ['2026-03', '2026-03-01', '2026-04-01'],
  ['2025-09', '2025-09-01', '2025-10-01'],
] as const;
/** A business period with its days. */
export const periodAt = (n: number) => periods[n % periods.length]!;
const period: Readonly<Record<string, Make>> = {
  period: ({ n }) => periodAt(n)[0],
  periodFrom: ({ n }) => periodAt(n)[1],
  periodTo: ({ n }) => periodAt(n)[2],
};

/** The division of the row’s agreement. */
export const ofAgreement = { divisionKey: of('Agreement', 'agreementId', 'divisionKey') };
const ofFund = { divisionKey: of('Fund', 'fundId', 'divisionKey') };

/** Accounts that take postings. */
const posting = (place: Place): readonly Row[] =>
  inTenant(place, 'LedgerAccount').filter(({ isRollUp }) => isRollUp === false);
const accountOf =
  (side: 0 | 1): Make =>
  (place) => {
    const all = posting(place);
    return all.length < 2 ? undefined : all[(place.n + side) % all.length]!['id'];
  };

const fixed = { kind: 'FIXED', amountFen: '180000', per: 'MONTH' };
const percent = { kind: 'PERCENT', ratePpm: 125_000, base: 'REVENUE', per: 'YEAR' };
const rules = [
  fixed,
  percent,
  { kind: 'SUM', of: [{ kind: 'PRORATE', of: fixed }, percent] },
  {
    kind: 'SPLIT',
    of: { kind: 'AT_LEAST', ratePpm: 300_000, base: 'PROFIT', per: 'UNSTATED' },
    parts: [
      { fund: 1, sharePpm: 400_000 },
      { fund: 2, sharePpm: null },
    ],
  },
];

/** How many rows the row's owner has already, and one more; later rows have numbers that no other has. */
export const place =
  (key: string): Make =>
  ({ made, model, row, n }) => {
    if (n >= 24) return n;
    const before = (made.get(model) ?? []).filter((one) => one['tenant'] === row['tenant']);
    return before.filter((one) => one[key] === row[key]).length + 1;
  };

/** What a published text may leave open, and a signed one may not. */
const whereUnpublished =
  (make: Make): Make =>
  (one) =>
    one.row['state'] === 'PUBLISHED' ? null : make(one);

/** Postings with a reversal among each five; beyond the usual rows none, because a voucher is reversed once. */
const isReversal = ({ n }: Place): boolean => n % 5 === 4 && n < 24;
/** Supplements of earlier postings. */
const isSupplement = ({ n }: Place): boolean => n % 5 === 3 && n > 5;
const kinds = enums['LedgerKind']!.values.map(({ name }) => name).filter((name) => name !== 'REVERSAL');

/** How many rows of the same office come before. */
export const roundOf = (n: number): number => Math.floor(n / tenants.length);

const isRollUp = ({ n }: Place): boolean => n < 24 && roundOf(n) >= 5;

/** Columns by table. */
export const moneyShapes: Shapes = {
  CommunityPartner: undated,
  // One of each kind in a fund, but of what is owed one per payer; those that come later are all of these.
  LedgerAccount: {
    kind: ({ n }) => (n < 24 ? enums['AccountKind']!.values[roundOf(n) % 6]!.name : 'RECEIVABLE'),
    payerId: (one) =>
      one.row['kind'] === 'RECEIVABLE' && !isRollUp(one) ? organization(one.n < 24 ? 0 : 1)(one) : null,
    currency: () => 'CNY',
    isRollUp,
    ...ofFund,
  },
  LedgerBalance: {
    tenant: ({ n, made }) => made.get('LedgerAccount')![n]?.['tenant'],
    accountId: ({ n, made }) => made.get('LedgerAccount')![n]?.['id'],
    neverNegative: of('LedgerAccount', 'accountId', 'neverNegative'),
    heldFen: ({ n }) => (n % 6 === 1 ? '1' : '0'),
    balanceFen: ({ n, made }) => {
      const bound = made.get('LedgerAccount')![n]?.['neverNegative'] === true;
      return `${n % 2 === 0 && !bound ? '-' : ''}${above[n % above.length]!}`;
    },
  },
  LedgerTransaction: {
    number: next,
    kind: (one) => (isReversal(one) ? 'REVERSAL' : kinds[one.n % kinds.length]),
    supplementsId: (one) => (isSupplement(one) ? inTenant(one, one.model)[0]?.['id'] : null),
    reversesId: (one) => (isReversal(one) ? inTenant(one, one.model).at(-1)?.['id'] : null),
    reviewedBy: sometimes(0, ({ n }) => `复核"${n}`),
    attachments: ({ n }) => n % 4,
    digest: ({ n }) => (n % 2 === 0 ? 'sha256' : 'sm3'),
    previousHash: ({ n }) => `\\x${hex(n)}`,
    hash: ({ n }) => `\\x${hex(n + 1)}`,
    fundId: anyOf('Fund', 0),
    ...ofFund,
  },
  LedgerLeg: {
    position: next,
    debitAccountId: accountOf(0),
    creditAccountId: accountOf(1),
    amountFen: amountAbove,
    currency: () => 'CNY',
    isRollUp: () => false,
    divisionKey: of('LedgerAccount', 'debitAccountId', 'divisionKey'),
  },
  LedgerEntry: {
    number: next,
    position: next,
    amountFen: amountNotZero,
    // Some in the years of which the fund published its income.
    effectiveOn: (one) => {
      const fundId = of('LedgerAccount', 'accountId', 'fundId')(one);
      const year = inTenant(one, 'FundYear').find((each) => each['fundId'] === fundId)?.['year'] ?? 2021;
      return `${year as number}-06-${10 + (one.n % 18)}`;
    },
    divisionKey: of('LedgerAccount', 'accountId', 'divisionKey'),
  },
  LedgerHead: {
    tenant: ({ n }) => tenants[n],
    hash: ({ n }) => `\\x${hex(n)}`,
  },
  Fund: { secondApprovalFromFen: sometimes(1, amountAbove) },
  ...givingShapes,
  ExpenseRequest: {
    amountFen: amountAbove,
    attachments: ({ n }) => n % 4,
    requestedBy: ({ n }) => `经办'${n}`,
    reviewedBy: sometimes(0, ({ n }) => `审核${n}`),
    approvedBy: sometimes(1, ({ n }) => `审批"${n}`),
    paidBy: sometimes(2, ({ n }) => `出纳${n}`),
    ...ofFund,
  },
  Appropriation: {
    amountFen: amountAbove,
    year: ({ n }) => 2018 + (n % 5),
    documentNo: ({ n }) => `示例财〔2025〕${n}号`,
    ...ofFund,
  },
  AppropriationReceipt: {
    amountFen: amountAbove,
    divisionKey: of('Appropriation', 'appropriationId', 'divisionKey'),
  },
  GrantProject: {
    budgetFen: amountAbove,
    spentFen: sometimes(0, amountNotBelow),
    returnedFen: sometimes(1, amountNotBelow),
    returnedOn: sometimes(1, ({ n }) => `${2018 + (n % 5)}-06-30`),
    startsOn: ({ n }) => `201${n % 9}-03-01`,
    endsOn: ({ n }) => `202${n % 9}-03-01`,
    draftedBy: ({ n }) => `拟稿'${n}`,
    approvedBy: sometimes(0, ({ n }) => `批准${n}`),
    acceptedBy: sometimes(1, ({ n }) => `验收"${n}`),
    ...ofFund,
  },
  GrantLine: {
    position: place('projectId'),
    amountFen: amountAbove,
    spentFen: sometimes(2, amountNotBelow),
  },
  GrantInstalment: {
    position: place('projectId'),
    amountFen: amountAbove,
    divisionKey: of('GrantProject', 'projectId', 'divisionKey'),
  },
  FundBudget: {
    year: ({ n }) => 2018 + (n % 5),
    revision: next,
    state: ({ n }) => (n % 2 === 0 ? 'SUPERSEDED' : 'DISCARDED'),
    draftedBy: ({ n }) => `编制'${n}`,
    reviewedBy: sometimes(0, ({ n }) => `审核${n}`),
    approvedBy: sometimes(1, ({ n }) => `审批"${n}`),
    ...ofFund,
  },
  FundBudgetLine: {
    category: ({ n }) => enums['ExpenseCategory']!.values[n % 8]!.name,
    amountFen: amountNotBelow,
    fundId: of('FundBudget', 'budgetId', 'fundId'),
    year: of('FundBudget', 'budgetId', 'year'),
  },
  NegativeListEntry: {
    title: ({ n }) => `事项'${n}`,
    divisionKey: aDivision,
    validFrom: ({ n }) => validities[n % validities.length]![0],
    validTo: ({ n }) => validities[n % validities.length]![1],
  },
  GuaranteeProposal: {
    amountFen: amountAbove,
    resolvedFen: sometimes(0, amountAbove),
    residents: sometimes(1, next),
    implementerId: sometimes(0, organization(0)),
    supervisorId: sometimes(1, (one) =>
      [0, 1].map((salt) => organization(salt)(one)).find((id) => id !== one.row['implementerId']),
    ),
    objections: sometimes(2, ({ n }) => n % 3),
    noticeFrom: sometimes(0, () => '2025-03-01'),
    noticeThrough: sometimes(0, ({ n }) => `2025-03-${10 + (n % 20)}`),
    implementedBy: sometimes(0, ({ n }) => `实施'${n}`),
    assessedBy: sometimes(1, ({ n }) => `评议${n}`),
    supervisedBy: sometimes(2, ({ n }) => `监督"${n}`),
    ...ofFund,
  },
  ParticipationFigure: {
    year: ({ n }) => (n < 24 ? 2024 + (n % 3) : 2024 + n),
    numerator: ({ n }) => n * 7,
    denominator: ({ n }) => 1 + n * 60,
  },
  ParticipationTarget: {
    // The first ones are for years and measures of which there are figures.
    year: (one) => (one.n < 12 ? aFigure(one)['year'] : 2024 + one.n),
    measure: (one) => aFigure(one)['measure'],
    divisionKey: aDivision,
    thresholdPpm: ({ n }) => [1_000_000, 60_000, 100_000, 0][Math.floor(n / 3) % 4],
  },
  FundExpense: {
    amountFen: amountAbove,
    // One request is paid once.
    requestId: (one) =>
      one.n % 4 === 0
        ? null
        : (inTenant(one, 'ExpenseRequest').find(({ id }) => id === idAt('ExpenseRequest', one.n))?.['id'] ??
          null),
    ...ofFund,
  },
  FundYear: { year: ({ n }) => 2018 + (n % 5), revision: next, ...ofFund },
  Agreement: undated,
  AgreementParty: { position: place('agreementId') },
  AgreementVersion: {
    number: next,
    state: ({ n }) => enums['AgreementVersionState']!.values[n % 4]!.name,
    validFrom: whereUnpublished(({ n }) => validities[n % validities.length]![0]),
    validTo: undated['validTo']!,
    rule: ({ n }) => ({ schema: 1, rule: rules[n % rules.length] }),
    examples: ({ n }) =>
      Array.from({ length: n % 3 }, () => ({
        period: '2018',
        figures: [{ measure: 'PROFIT', period: '2018', amountFen: '-7' }],
        dueFen: '2160000',
      })),
    reportDueDays: whereUnpublished(({ n }) => n % 60),
    paymentDueDays: whereUnpublished(({ n }) => n % 90),
    ...ofAgreement,
  },
  AgreementFund: { position: place('versionId') },
  ShareBoundsPolicy: {
    minRatePpm: ({ n }) => [0, 50_000, 300_000][n % 3],
    maxRatePpm: ({ n }) => [300_000, 500_000, 1_000_000][n % 3],
    validFrom: ({ n }) => validities[n % validities.length]![0],
    validTo: ({ n }) => validities[n % validities.length]![1],
  },
  RevenueReport: {
    payerId: payer,
    ...period,
    submissionCount: ({ n }) => n % 4,
    submittedBy: sometimes(0, ({ n }) => `填报'${n}`),
    submittedByOrganizationId: sometimes(0, ({ row }) => row['payerId']),
    estimateMethod: ({ n, row }) =>
      row['basis'] === 'ESTIMATED' ? enums['EstimateMethod']!.values[n % 3]!.name : null,
    auditDueOn: ({ row }) => (row['basis'] === 'PROVISIONAL' ? '2026-06-30' : null),
    verifiedBy: sometimes(1, ({ n }) => `核验${n}`),
    verifiedByOrganizationId: sometimes(1, (one) =>
      [0, 1].map((salt) => organization(salt)(one)).find((id) => id !== one.row['payerId']),
    ),
    ...ofAgreement,
  },
  RevenueLine: {
    amountFen: ({ n, row }) =>
      `${row['measure'] === 'PROFIT' && n % 2 === 1 ? '-' : ''}${above[n % above.length]!}`,
    measure: ({ n }) => ['PROFIT', 'REVENUE', 'PROFIT', 'RENT'][n % 4],
  },
  RevenueEvidence: {
    position: place('reportId'),
    digest: ({ n }) => `sha256:${hex(n)}`,
  },
  EvidenceFileAccess: { divisionKey: aDivision },
  EvidenceFile: {
    mediaType: ({ n }) => mediaTypes[n % mediaTypes.length],
    byteSize: ({ n }) => 1 + n * 1_000,
    digest: ({ n }) => `sha256:${hex(n)}`,
    state: ({ n }) => (n % 4 === 3 ? 'WITHDRAWN' : 'STORED'),
    slot: ({ n }) => (n % 4 === 3 ? null : `slot ${n}`),
    signatureCheck: ({ n }) => (n % 3 === 0 ? 'NOT_CHECKED' : ['VALID', 'UNDETERMINED'][n % 2]),
    signatureCheckedAt: ({ n }) => (n % 3 === 0 ? null : '2026-03-01T08:00:00.000Z'),
    signatureCheckedBy: ({ n }) => (n % 3 === 0 ? null : `验章${n}`),
  },
  Calculation: {
    agreementId: of('AgreementVersion', 'versionId', 'agreementId'),
    payerId: organization(1),
    clause: ({ n }) => (n % 3) + 1,
    period: ({ n }) => periodAt(n)[0],
    dueFen: amountNotBelow,
    submission: ({ n }) => n % 3,
    evidence: ({ n }) => Array.from({ length: n % 3 }, (_, i) => `sha256:${hex(n + i)}`),
    divisionKey: of('AgreementVersion', 'versionId', 'divisionKey'),
  },
  CalculationNode: {
    index: ({ n }) => n % 7,
    parentIndex: ({ row }) => (row['index'] === 0 ? null : 0),
    kind: ({ n }) => ['FIXED', 'PERCENT', 'SUM'][n % 3],
    exact: ({ n }) => ['180000', '12654321/10', '-1/3'][n % 3],
  },
  Settlement: {
    payerId: payer,
    ...period,
    clause: ({ n }) => (n % 3) + 1,
    year: ({ n }) => Number(periodAt(n)[0].slice(0, 4)),
    kind: (one) => (charged(one) === null ? 'SHARE' : 'LATE_CHARGE'),
    chargesId: charged,
    chargedFrom: (one) => (charged(one) === null ? null : `${2000 + one.n}-03-01`),
    chargedTo: (one) => (charged(one) === null ? null : `${2000 + one.n}-04-01`),
    amountFen: (one) => (charged(one) === null ? amountOrCredit : amountAbove)(one),
    waivedFen: takenOff,
    writtenOffFen: takenOff,
    openFen: open,
    ...ofAgreement,
  },
  SettlementAllocation: {
    position: next,
    payerId: of('Settlement', 'settlementId', 'payerId'),
    amountFen: amountOrCredit,
    waivedFen: takenOff,
    writtenOffFen: takenOff,
    openFen: open,
    divisionKey: of('Settlement', 'settlementId', 'divisionKey'),
  },
  Payment: {
    payerId: payer,
    amountFen: amountAbove,
    unallocatedFen: open,
    voluntaryFen: ({ n, row }) =>
      n % 3 === 0
        ? String(BigInt(row['amountFen'] as string) - BigInt(row['unallocatedFen'] as string))
        : '0',
    recordedByOrganizationId: sometimes(0, ({ row }) => row['payerId']),
    receivedBy: sometimes(1, ({ n }) => `出纳${n}`),
    receivedByOrganizationId: sometimes(1, organization(2)),
    ...ofAgreement,
  },
  ReportReminder: { afterDays: ({ n }) => n - 7 },
  Dispute: {
    payerId: payer,
    reportId: (one) => (one.n % 2 === 0 ? anyOf('RevenueReport', 0)(one) : null),
    settlementId: (one) => (one.n % 2 === 1 ? anyOf('Settlement', 0)(one) : null),
    slot: ({ n, row }) => (row['state'] === 'OPEN' ? `slot ${n}` : null),
    answer: ({ n, row }) => (isAnswered(row) ? `答复${n}` : null),
    answeredOn: ({ row }) => (isAnswered(row) ? '2026-02-03' : null),
    answeredBy: ({ row }) => (isAnswered(row) ? '街道' : null),
    answeredByOrganizationId: ({ n, row }) => (isAnswered(row) && n % 3 > 0 ? idAt('Organization', n) : null),
    ...ofAgreement,
  },
  ClosingRun: {
    month: ({ n }) => `${2018 + n}-0${1 + (n % 9)}`,
    through: ({ n }) => `${2018 + n}-0${1 + ((n + 1) % 9)}-01`,
    total: ({ n }) => n * 7,
    refused: ({ n }) => n % 3,
  },
  PaymentAllocation: { position: place('paymentId'), amountFen: amountNotZero },
  AnnualStatement: {
    payerId: payer,
    year: ({ n }) => (n < 24 ? 2018 + (n % 9) : 2018 + n),
    dueFen: amountNotBelow,
    receivedFen: ({ n }) => notBelow[(n * 3 + 1) % notBelow.length],
    ...ofAgreement,
  },
};

const mediaTypes = ['application/pdf', 'application/ofd', 'image/png'];
function isAnswered({ state }: Row): boolean {
  return state === 'UPHELD' || state === 'CORRECTED';
}

const stateColumns = ['state', 'status'];

/** Steps in the lives of whatever has a state, and others that only look alike: of another office, of another type. */
export function makeStateChanges(made: ReadonlyMap<string, readonly Row[]>): readonly Row[] {
  return Object.values(models).flatMap((model) => {
    const column = stateColumns.map((name) => model.columns[name]).find((one) => one?.kind === 'enum');
    if (!column || !('version' in model.columns)) return [];
    const states = enums[column.type]!.values.map(({ name }) => name);
    return (made.get(model.name) ?? []).slice(0, 8).flatMap((row, n) =>
      [2, 3, 5].slice(0, 1 + (n % 3)).map((version, i) => ({
        tenant: n === 7 ? 990_199 : row['tenant'],
        objectId: row['id'],
        version,
        type: n === 6 ? 'Somebody' : model.name,
        fromState: states[(n + i) % states.length],
        toState: states[(n + i + 1) % states.length],
        operation: `do"${i}`,
        effectiveOn: ['2019-01-01', '2020-01-01', '2026-03-15'][i],
        reason: n % 2 === 0 ? null : `因${n}`,
        documentNo: n % 3 === 0 ? null : `文${n}号`,
        recordedAt: '2026-01-01 00:00:00.123456+00',
        subject: `subject ${n}`,
      })),
    );
  });
}

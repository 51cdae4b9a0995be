// Columns of what is given to funds that the database binds: money or kind, purposes, pledges, one valid receipt.
import { tenants, validities, type Make, type Place, type Row } from './dataset-shapes.js';

const inTenant = ({ made, row }: Place, table: string): readonly Row[] =>
  (made.get(table) ?? []).filter((one) => one['tenant'] === row['tenant']);

/** One of the tenant's rows. */
const anyOf =
  (table: string, salt = 0): Make =>
  (place) => {
    const all = inTenant(place, table);
    return all[(place.n + salt) % Math.max(1, all.length)]?.['id'] ?? null;
  };
/** One of the tenant's rows, another one after so many rows of the tenant. */
const turn = (one: Place, table: string, every: number): unknown => {
  const all = inTenant(one, table);
  return (
    all[Math.floor(one.n / tenants.length / Math.max(1, every)) % Math.max(1, all.length)]?.['id'] ?? null
  );
};
const of = (column: string, table = 'Fund') => ({
  divisionKey: (place: Place) =>
    inTenant(place, table).find(({ id }) => id === place.row[column])?.['divisionKey'],
});
const ofFund = of('fundId');
const ofDonation = of('donationId', 'Donation');
const validity: Readonly<Record<string, Make>> = {
  validFrom: ({ n }) => validities[n % validities.length]![0],
  validTo: ({ n }) => validities[n % validities.length]![1],
};

const amounts = ['1', '180000', '7', '99', '999999999999999'];
const amountAbove: Make = ({ n }) => amounts[n % amounts.length];
const isMoney = ({ row }: Place): boolean => row['kind'] === 'CASH';
const whereMoney =
  (make: Make): Make =>
  (place) =>
    isMoney(place) ? make(place) : null;
const isValued = ({ n }: Place): boolean => n % 3 === 1;

/** Columns by table. */
export const givingShapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  Donation: {
    kind: ({ n }) => ['CASH', 'CASH', 'GOODS', 'CASH', 'SERVICE', 'SECURITIES'][n % 6],
    amountFen: (place) => (isMoney(place) ? amountAbove(place) : '0'),
    description: (place) => (isMoney(place) && place.n % 4 === 0 ? null : `图书"${place.n}`),
    fairValueFen: (place) => (isValued(place) ? amountAbove(place) : null),
    valuation: (place) => (isValued(place) ? 'INVOICE' : null),
    transactionId: whereMoney(anyOf('LedgerTransaction')),
    pledgeId: whereMoney(anyOf('Pledge')),
    ...ofFund,
  },
  DonationReceipt: {
    donationId: anyOf('Donation'),
    // One of a donation's receipts is valid.
    state: ({ n }) => (n < 24 ? 'ISSUED' : 'VOIDED'),
    ...ofDonation,
  },
  FundPurpose: { givenFen: amountAbove, spentFen: () => '1', ...ofFund },
  FundUseChange: {
    fromId: anyOf('FundPurpose'),
    toId: anyOf('FundPurpose', 1),
    amountFen: amountAbove,
    ...ofFund,
  },
  Pledge: {
    amountFen: amountAbove,
    paidFen: ({ n, row }) => String(BigInt(row['amountFen'] as string) / BigInt(1 + (n % 3))),
    releaseGround: ({ row }) => (row['state'] === 'RELEASED' ? 'HARDSHIP' : null),
    ...ofFund,
  },
  PledgeInstalment: { position: ({ n }) => n + 1, amountFen: amountAbove },
  MatchRule: {
    fundId: anyOf('Fund'),
    sourceFundId: anyOf('Fund', 1),
    ratePpm: ({ n }) => 250_000 * (1 + (n % 8)),
    capFen: amountAbove,
    matchedFen: ({ n, row }) => (n % 2 === 0 ? row['capFen'] : '0'),
    ...validity,
    ...ofFund,
  },
  DonationMatch: {
    amountFen: amountAbove,
    // A rule matches a donation once: the rules in turn, and the next donation after each turn.
    matchRuleId: (one) => turn(one, 'MatchRule', 1),
    donationId: (one) => turn(one, 'Donation', inTenant(one, 'MatchRule').length),
    ...ofDonation,
  },
  FundTransfer: {
    fromId: anyOf('Fund'),
    toId: anyOf('Fund', 1),
    amountFen: amountAbove,
    ...of('fromId'),
  },
  ManagementFeeRate: { ratePpm: ({ n }) => 15_000 * (1 + (n % 3)), ...validity, ...ofFund },
  ManagementFee: {
    periodFrom: ({ n }) => `2025-0${1 + (n % 4)}-01`,
    periodTo: ({ n }) => `2025-0${2 + (n % 4)}-01`,
    baseFen: amountAbove,
    amountFen: amountAbove,
    ...ofFund,
  },
  FundCommitteeSeat: { position: ({ n }) => n + 1, seats: ({ n }) => 1 + (n % 4) },
  FundFlow: { year: ({ n }) => 2018 + (n % 5), ...ofFund },
};

// What funds and agreements say in SQL by hand, said again in JavaScript.
import { givingScalarTwins, namedDonor } from './twins-giving.js';
import type { JoinTwin, Rows, ScalarTwin } from './twins.js';
import { daysBetween } from '../../../src/domains/revenue-sharing/rules/periods.js';
import { yuanOf } from '../../../src/kernel/money.js';
import { percentText, trimmed, type Row } from './values.js';

const sameTenant = (a: Row, b: Row): boolean => a['tenant'] === b['tenant'];

/** The row of the same office whose `theirs` is the value of `ours`. */
const linkedBy =
  (ours: string, theirs = 'id'): JoinTwin =>
  (from, to) =>
    sameTenant(from, to) && from[ours] !== null && from[ours] === to[theirs];

const accountOf = (row: Row, key: unknown, rows: Rows): Row | undefined =>
  rows('LedgerAccount').find((account) => sameTenant(account, row) && account['id'] === key);

/** What accounts hold together. */
function balanceOf(accounts: readonly Row[], rows: Rows): string {
  const held = rows('LedgerBalance').filter((balance) =>
    accounts.some((account) => sameTenant(account, balance) && account['id'] === balance['accountId']),
  );
  return String(held.reduce((sum, { balanceFen }) => sum + (balanceFen as bigint), 0n));
}

const ofFund =
  (kind: string): ScalarTwin =>
  (fund, _, rows) =>
    balanceOf(
      rows('LedgerAccount').filter(
        (account) =>
          sameTenant(account, fund) && account['fundId'] === fund['id'] && account['kind'] === kind,
      ),
      rows,
    );

/** What of a fund's own accounts is held back. */
function heldIn(fund: Row, rows: Rows): bigint {
  return rows('LedgerBalance')
    .filter((balance) => {
      const account = accountOf(balance, balance['accountId'], rows);
      return (
        account !== undefined &&
        sameTenant(account, fund) &&
        account['fundId'] === fund['id'] &&
        account['kind'] === 'FUND'
      );
    })
    .reduce((sum, { heldFen }) => sum + (heldFen as bigint), 0n);
}

const entriesIn =
  (kind: string): JoinTwin =>
  (fund, entry, _, rows) => {
    const account = accountOf(entry, entry['accountId'], rows)!;
    return (
      sameTenant(fund, entry) &&
      account['fundId'] === fund['id'] &&
      account['kind'] === kind &&
      account['isRollUp'] === false &&
      account['payerId'] === null
    );
  };

const accountNamed =
  (column: string): ScalarTwin =>
  (row, _, rows) => {
    const account = accountOf(row, row[column], rows)!;
    const fund = rows('Fund').find((one) => sameTenant(one, row) && one['id'] === account['fundId'])!;
    return `${String(fund['name'])}:${String(account['name'])}`;
  };

const isReversed =
  (column: string): ScalarTwin =>
  (row, _, rows) =>
    row[column] !== null &&
    rows('LedgerTransaction').some((one) => sameTenant(one, row) && one['reversesId'] === row[column]);

/** Agreements of the office that wait to be closed, while its run goes on. */
const waitingIn: ScalarTwin = (run, _, rows) =>
  run['finishedAt'] === null
    ? rows('Agreement').filter(
        (one) =>
          sameTenant(one, run) &&
          one['closesOn'] !== null &&
          (one['closesOn'] as string) <= (run['through'] as string) &&
          ['ACTIVE', 'EXPIRED', 'TERMINATED'].includes(one['state'] as string),
      ).length
    : 0;

/** A ratio as a rate, half away from zero. */
function rate(part: bigint, whole: bigint): string {
  const sign = part < 0n ? -1n : 1n;
  return percentText(Number(sign * ((sign * part * 2_000_000n + whole) / (2n * whole))));
}

/** Number of a receipt, which follows from the voucher. */
const receiptNumber: ScalarTwin = (row, _, rows) => {
  const posted = rows('LedgerTransaction').find(
    (one) => sameTenant(one, row) && one['id'] === row['transactionId'],
  );
  if (!posted) return null;
  const year = String(posted['effectiveOn']).slice(0, 4);
  return `${String(posted['tenant'])}-${year}-${String(posted['number']).padStart(6, '0')}`;
};

/** Whether nothing took the voucher of a row back. */
const stands = (row: Row, rows: Rows): boolean => isReversed('transactionId')(row, '', rows) === false;

/** What of the table's rows counts, in fen. */
const sumOf = (table: string, rows: Rows, counts: (row: Row) => boolean, column = 'amountFen'): bigint =>
  rows(table)
    .filter(counts)
    .reduce((sum, row) => sum + ((row[column] as bigint | null) ?? 0n), 0n);

const receivedOf = (row: Row, rows: Rows): bigint =>
  sumOf(
    'AppropriationReceipt',
    rows,
    (one) => sameTenant(one, row) && one['appropriationId'] === row['id'] && stands(one, rows),
  );

const paidFor =
  (column: string): ScalarTwin =>
  (row, _, rows) =>
    String(
      sumOf(
        'FundExpense',
        rows,
        (one) => sameTenant(one, row) && one[column] === row['id'] && stands(one, rows),
      ),
    );

const spentInYear = (year: Row, rows: Rows, category?: unknown): bigint => {
  const of = (one: Row, day: string): boolean =>
    sameTenant(one, year) &&
    one['fundId'] === year['fundId'] &&
    (category === undefined || one['category'] === category) &&
    String(one[day]).startsWith(`${String(year['year'])}-`);
  return (
    sumOf('FundExpense', rows, (one) => of(one, 'paidOn') && stands(one, rows)) -
    sumOf('GrantProject', rows, (one) => of(one, 'returnedOn'), 'returnedFen')
  );
};

const incomeBefore = (year: Row, rows: Rows): bigint | null => {
  const [last] = rows('FundYear')
    .filter(
      (one) =>
        sameTenant(one, year) &&
        one['fundId'] === year['fundId'] &&
        one['year'] === (year['year'] as number) - 1,
    )
    .sort((a, b) => (b['revision'] as number) - (a['revision'] as number));
  return (last?.['incomeFen'] ?? null) as bigint | null;
};

const targetOf: JoinTwin = (figure, target) =>
  sameTenant(figure, target) && figure['year'] === target['year'] && figure['measure'] === target['measure'];

const reaches = (figure: Row, target: Row): boolean =>
  BigInt(figure['numerator'] as number) * 1_000_000n >=
  BigInt(target['thresholdPpm'] as number) * BigInt(figure['denominator'] as number);

/** Joins by `Entity.field`. */
const isCounted = (measure: unknown): boolean => ['UNITS', 'HOURS', 'PEAK_HOURS'].includes(measure as string);

export const moneyJoinTwins: Readonly<Record<string, JoinTwin>> = {
  'Fund.entries': entriesIn('FUND'),
  'LedgerBatch.transactions': (batch, transaction) =>
    sameTenant(batch, transaction) &&
    batch['firstNumber'] !== null &&
    (transaction['number'] as bigint) >= (batch['firstNumber'] as bigint) &&
    (transaction['number'] as bigint) <= (batch['lastNumber'] as bigint),
  'Fund.bankEntries': entriesIn('BANK'),
  'Donation.donor': namedDonor,
  'Pledge.donor': namedDonor,
  'GuaranteeProposal.cleared': (proposal, entry, _, rows) =>
    sameTenant(proposal, entry) &&
    rows('GuaranteeClearance').some(
      (one) =>
        sameTenant(one, entry) && one['proposalId'] === proposal['id'] && one['entryId'] === entry['id'],
    ),
  'ParticipationFigure.target': targetOf,
  'ParticipationTarget.below': (target, figure) =>
    targetOf(figure, target, '', () => []) && !reaches(figure, target),
  'Organization.hostedFunds': linkedBy('id', 'hostId'),
  'LedgerTransaction.fund': linkedBy('fundId'),
  'LedgerTransaction.payer': linkedBy('payerId'),
  'LedgerTransaction.reversal': linkedBy('id', 'reversesId'),
  'LedgerTransaction.donation': linkedBy('id', 'transactionId'),
  'LedgerTransaction.expense': linkedBy('id', 'transactionId'),
  'LedgerEntry.allocation': (entry, allocation, _, rows) => {
    const posted = rows('LedgerTransaction').find(
      (one) => sameTenant(one, entry) && one['id'] === entry['transactionId'],
    )!;
    const settlement = rows('Settlement').find(
      (one) => sameTenant(one, entry) && one['id'] === allocation['settlementId'],
    );
    return (
      sameTenant(entry, allocation) &&
      entry['position'] === allocation['position'] &&
      settlement !== undefined &&
      settlement['transactionId'] === (posted['reversesId'] ?? posted['id'])
    );
  },
  'RevenueReport.calculations': (report, calculation) =>
    linkedBy('id', 'reportId')(report, calculation, '', () => []) &&
    calculation['submission'] === report['submissionCount'],
  'EvidenceFile.reports': (file, report, _, rows) =>
    rows('RevenueEvidence').some(
      (one) =>
        sameTenant(one, file) &&
        sameTenant(one, report) &&
        one['fileId'] === file['id'] &&
        one['reportId'] === report['id'],
    ),
  'EvidenceFile.uploader': linkedBy('uploadedByOrganizationId'),
  'EvidenceFileAccess.organization': linkedBy('organizationId'),
  'AppInstall.organization': linkedBy('organizationId'),
  'Appointment.organization': linkedBy('organizationId'),
  'RevenueReport.submitter': linkedBy('submittedByOrganizationId'),
  'RevenueReport.verifier': linkedBy('verifiedByOrganizationId'),
};

/** Credit of whatever the key leads to: of payments, and of settlements below zero. */
const creditOf =
  (key: 'agreementId' | 'payerId' | 'fundId'): ScalarTwin =>
  (row, _, rows) => {
    const own = (one: Row): boolean => sameTenant(one, row) && one[key] === row['id'];
    const left = rows('Payment')
      .filter((payment) => own(payment) && payment['state'] === 'RECEIVED')
      .map(({ unallocatedFen }) => unallocatedFen as bigint);
    const below = rows('Settlement').filter(({ state }) => state === 'CREDIT');
    const parts = rows('SettlementAllocation').filter((part) => {
      const settlement = below.find((one) => sameTenant(one, part) && one['id'] === part['settlementId']);
      return settlement !== undefined && own(key === 'fundId' ? part : settlement);
    });
    const back = parts.map(({ openFen }) => -(openFen as bigint));
    return String([...left, ...back].reduce((sum, fen) => sum + fen, 0n));
  };

/** Computed scalars by `Entity.field`; an amount is the text of its fen. */
export const moneyScalarTwins: Readonly<Record<string, ScalarTwin>> = {
  ...givingScalarTwins,
  'Fund.balance': ofFund('FUND'),
  'Fund.bankBalance': ofFund('BANK'),
  'Fund.receivable': ofFund('RECEIVABLE'),
  'Fund.held': (fund, _, rows) => String(heldIn(fund, rows)),
  'Fund.available': (fund, asOf, rows) =>
    String(BigInt(ofFund('FUND')(fund, asOf, rows) as string) - heldIn(fund, rows)),
  'Donation.receiptNo': receiptNumber,
  'Payment.receiptNo': receiptNumber,
  'Donation.reversed': isReversed('transactionId'),
  'SettlementReduction.reversed': isReversed('transactionId'),
  'DonationMatch.reversed': isReversed('transactionId'),
  'FundTransfer.reversed': isReversed('transactionId'),
  'ManagementFee.reversed': isReversed('transactionId'),
  'FundExpense.reversed': isReversed('transactionId'),
  'Appropriation.received': (row, _, rows) => String(receivedOf(row, rows)),
  'Appropriation.outstanding': (row, _, rows) =>
    row['state'] === 'WITHDRAWN' ? '0' : String((row['amountFen'] as bigint) - receivedOf(row, rows)),
  'AppropriationReceipt.reversed': isReversed('transactionId'),
  'GrantProject.paid': paidFor('grantId'),
  'GuaranteeProposal.paid': paidFor('proposalId'),
  'FundBudgetLine.spent': (line, _, rows) => String(spentInYear(line, rows, line['category'])),
  'FundBudgetLine.rest': (line, _, rows) =>
    String((line['amountFen'] as bigint) - spentInYear(line, rows, line['category'])),
  'FundBudgetLine.usedPercent': (line, _, rows) => {
    const planned = line['amountFen'] as bigint;
    if (planned === 0n) return null;
    const [parts, spent] = [1_000_000n, spentInYear(line, rows, line['category'])];
    // Rounded down, also below zero.
    const whole = (spent * parts) / planned;
    return percentText(Number((spent * parts) % planned < 0n ? whole - 1n : whole));
  },
  'FundYear.spent': (year, _, rows) => String(spentInYear(year, rows)),
  'FundYear.managementSpent': (year, _, rows) => String(spentInYear(year, rows, 'MANAGEMENT')),
  'FundYear.spendingReached': (year, _, rows) => {
    const income = incomeBefore(year, rows);
    return income === null ? null : spentInYear(year, rows) * 100n >= income * 70n;
  },
  'FundYear.managementWithin': (year, _, rows) => {
    const spent = spentInYear(year, rows);
    return spent > 0n ? spentInYear(year, rows, 'MANAGEMENT') * 100n <= spent * 10n : null;
  },
  'ParticipationFigure.reached': (figure, _, rows) => {
    const target = rows('ParticipationTarget').find((one) => targetOf(figure, one, '', rows));
    return target === undefined ? null : reaches(figure, target);
  },
  'LedgerAccount.balance': (account, _, rows) =>
    balanceOf(
      rows('LedgerAccount').filter(
        (one) =>
          sameTenant(one, account) &&
          one['fundId'] === account['fundId'] &&
          (one['id'] === account['id'] || one['parentId'] === account['id']),
      ),
      rows,
    ),
  'LedgerTransaction.amount': (transaction, _, rows) => {
    const legs = rows('LedgerLeg').filter(
      (leg) => sameTenant(leg, transaction) && leg['transactionId'] === transaction['id'],
    );
    return legs.length === 0
      ? null
      : String(legs.reduce((sum, { amountFen }) => sum + (amountFen as bigint), 0n));
  },
  'LedgerTransaction.reversed': isReversed('id'),
  'LedgerTransaction.hash': ({ hash }) => (hash as Buffer).toString('hex'),
  'LedgerTransaction.correlation': ({ correlationId }) => correlationId,
  'RevenueLine.amount': ({ measure, amountFen }) => (isCounted(measure) ? null : String(amountFen)),
  'RevenueLine.count': ({ measure, amountFen }) =>
    isCounted(measure) ? trimmed(yuanOf(amountFen as bigint)) : null,
  'Settlement.due': ({ amountFen, waivedFen }) => String((amountFen as bigint) - (waivedFen as bigint)),
  'Settlement.overdueDays': ({ openFen, dueOn }, asOf) =>
    (openFen as bigint) > 0n ? Math.max(0, Number(daysBetween(dueOn as string, asOf))) : 0,
  'PaymentNotice.noticeNo': ({ tenant, year, number }) =>
    `${String(tenant)}-${String(year)}-${String(number).padStart(5, '0')}`,
  'PaymentNotice.open': (notice, _, rows) =>
    String(
      rows('PaymentNoticeLine')
        .filter((line) => sameTenant(line, notice) && line['noticeId'] === notice['id'])
        .map((line) => {
          const part = rows('SettlementAllocation').find(
            (one) => sameTenant(one, line) && one['id'] === line['allocationId'],
          )!;
          const [asked, open] = [line['amountFen'] as bigint, part['openFen'] as bigint];
          return asked < open ? asked : open;
        })
        .reduce((sum, fen) => sum + fen, 0n),
    ),
  'Agreement.daysLeft': ({ state, validTo }, asOf) =>
    ['SIGNED', 'FILED', 'ACTIVE', 'SUSPENDED'].includes(state as string) &&
    validTo !== null &&
    (validTo as string) > asOf
      ? (Date.parse(validTo as string) - Date.parse(asOf)) / 86_400_000
      : null,
  'RevenueReport.effectiveRate': (report, _, rows) => {
    const period = report['period'] as string;
    const line = rows('RevenueLine').find(
      (one) => sameTenant(one, report) && one['reportId'] === report['id'] && one['measure'] === 'PROFIT',
    );
    const settled = rows('Settlement').filter(
      (one) =>
        sameTenant(one, report) &&
        one['agreementId'] === report['agreementId'] &&
        one['year'] === Number(period.slice(0, 4)) &&
        one['state'] !== 'REVERSED',
    );
    const profit = (line?.['amountFen'] ?? 0n) as bigint;
    if (report['state'] !== 'SETTLED' || period.length !== 4 || profit <= 0n || settled.length === 0)
      return null;
    return rate(
      settled.reduce((sum, { amountFen }) => sum + (amountFen as bigint), 0n),
      profit,
    );
  },
  'FundYear.ownIncomeRatio': (year, _, rows) => {
    const entries = rows('LedgerEntry').flatMap((entry) => {
      const account = accountOf(entry, entry['accountId'], rows)!;
      if (
        !sameTenant(entry, year) ||
        account['fundId'] !== year['fundId'] ||
        account['kind'] !== 'FUND' ||
        account['isRollUp'] === true ||
        Number(String(entry['effectiveOn']).slice(0, 4)) !== year['year']
      )
        return [];
      const ledger = rows('LedgerTransaction').filter((one) => sameTenant(one, year));
      const posted = ledger.find(({ id }) => id === entry['transactionId'])!;
      const reversed = ledger.find(({ id }) => id === posted['reversesId']);
      const kind = String((reversed ?? posted)['kind']);
      const amountFen = entry['amountFen'] as bigint;
      // Of what moves between funds only the side that receives it.
      const isOut = ['MATCHING', 'TRANSFER'].includes(kind) && amountFen > 0n !== (reversed === undefined);
      return isOut || ['EXPENSE', 'REFUND', 'GRANT_RETURN', 'MANAGEMENT_FEE'].includes(kind)
        ? []
        : [{ kind, amountFen }];
    });
    const sum = (of: typeof entries): bigint => of.reduce((total, { amountFen }) => total + amountFen, 0n);
    const own = ['ACCRUAL', 'RECEIPT', 'WAIVER', 'WRITE_OFF', 'RECOVERY'];
    const all = sum(entries);
    return all <= 0n ? null : rate(sum(entries.filter(({ kind }) => own.includes(kind))), all);
  },
  'RevenueReport.daysOverdue': ({ state, correctsId, dueOn }, asOf) =>
    ['DRAFT', 'RETURNED', 'ESTIMATED'].includes(state as string) &&
    correctsId === null &&
    (dueOn as string) < asOf
      ? (Date.parse(asOf) - Date.parse(dueOn as string)) / 86_400_000
      : null,
  'ClosingRun.waiting': waitingIn,
  'ClosingRun.done': (run, asOf, rows) =>
    Math.max((run['total'] as number) - (waitingIn(run, asOf, rows) as number), 0),
  'Agreement.creditBalance': creditOf('agreementId'),
  'Fund.creditBalance': creditOf('fundId'),
  'Organization.creditBalance': creditOf('payerId'),
  'Settlement.delta': (settlement, _, rows) => {
    const old = rows('Settlement').find(
      (one) => sameTenant(one, settlement) && one['id'] === settlement['replacesId'],
    );
    return old ? String((settlement['amountFen'] as bigint) - (old['amountFen'] as bigint)) : null;
  },
  'LedgerLeg.debit': accountNamed('debitAccountId'),
  'LedgerLeg.credit': accountNamed('creditAccountId'),
  'LedgerEntry.counterName': accountNamed('counterAccountId'),
};

// What the bank's movements say in SQL by hand, said again in JavaScript.
import { bank } from '../../../src/kernel/config.js';
import type { JoinTwin, Rows } from './twins.js';
import type { Row } from './values.js';

const sameTenant = (a: Row, b: Row): boolean => a['tenant'] === b['tenant'];

const isHeld = (entry: Row, rows: Rows): boolean =>
  rows('BankMatchEntry').some((one) => sameTenant(one, entry) && one['heldId'] === entry['id']);

const inBankOf = (entry: Row, tenant: unknown, fundId: unknown, rows: Rows): boolean =>
  entry['tenant'] === tenant &&
  rows('LedgerAccount').some(
    (account) =>
      account['tenant'] === tenant &&
      account['id'] === entry['accountId'] &&
      account['fundId'] === fundId &&
      account['kind'] === 'BANK' &&
      account['isRollUp'] === false &&
      account['payerId'] === null,
  );

const daysBetween = (a: unknown, b: unknown): number =>
  Math.abs(Date.parse(a as string) - Date.parse(b as string)) / 86_400_000;

/** The entries in the same account of what takes the entry back, and of what it takes back. */
function mirrorsOf(entry: Row, rows: Rows): readonly Row[] {
  const transactions = rows('LedgerTransaction').filter((one) => sameTenant(one, entry));
  const own = transactions.find(({ id }) => id === entry['transactionId'])!;
  const others = transactions.filter(
    ({ id, reversesId }) => reversesId === own['id'] || id === own['reversesId'],
  );
  return rows('LedgerEntry').filter(
    (one) =>
      sameTenant(one, entry) &&
      one['accountId'] === entry['accountId'] &&
      others.some(({ id }) => id === one['transactionId']),
  );
}

/** Joins by `Entity.field`. */
export const bankJoinTwins: Readonly<Record<string, JoinTwin>> = {
  'LedgerEntry.bankMatch': (entry, match, _, rows) =>
    sameTenant(entry, match) &&
    rows('BankMatchEntry').some(
      (one) => sameTenant(one, entry) && one['heldId'] === entry['id'] && one['matchId'] === match['id'],
    ),
  'BankStatementLine.candidates': (line, entry, _, rows) =>
    line['matchId'] === null &&
    inBankOf(entry, line['tenant'], line['fundId'], rows) &&
    entry['amountFen'] === line['amountFen'] &&
    daysBetween(entry['effectiveOn'], line['bookedOn']) <= bank.matchDays &&
    !isHeld(entry, rows),
  'Fund.unmatchedBankEntries': (fund, entry, _, rows) => {
    const [first] = rows('BankStatement')
      .filter((one) => sameTenant(one, fund) && one['fundId'] === fund['id'] && one['state'] === 'IMPORTED')
      .map(({ firstOn }) => firstOn as string)
      .sort();
    return (
      first !== undefined &&
      inBankOf(entry, fund['tenant'], fund['id'], rows) &&
      (entry['effectiveOn'] as string) >= first &&
      !isHeld(entry, rows) &&
      !mirrorsOf(entry, rows).some((one) => !isHeld(one, rows))
    );
  },
};

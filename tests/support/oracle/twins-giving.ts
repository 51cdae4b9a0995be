// What gifts say in SQL by hand, said again in JavaScript.
import type { JoinTwin, Rows, ScalarTwin } from './twins.js';
import type { Row } from './values.js';

const owes = ({ state }: Row): boolean => state === 'PLEDGED' || state === 'DEFAULTED';
const text = (amount: bigint): string => String(amount < 0n ? 0n : amount);

/** Sum of the pledge's instalments of which something holds. */
const sumOf = (pledge: Row, rows: Rows, holds: (instalment: Row) => boolean): bigint =>
  rows('PledgeInstalment')
    .filter((one) => one['tenant'] === pledge['tenant'] && one['pledgeId'] === pledge['id'] && holds(one))
    .reduce((sum, { amountFen }) => sum + (amountFen as bigint), 0n);

/** The organization that gave or promised, unless it wishes not to be named. */
export const namedDonor: JoinTwin = (gift, organization) =>
  gift['anonymous'] === false &&
  gift['tenant'] === organization['tenant'] &&
  gift['donorId'] === organization['id'];

/** Computed scalars by `Entity.field`; an amount is the text of its fen. */
export const givingScalarTwins: Readonly<Record<string, ScalarTwin>> = {
  'FundPurpose.unspent': ({ givenFen, spentFen }) => String((givenFen as bigint) - (spentFen as bigint)),
  'Pledge.outstanding': (pledge) =>
    text(owes(pledge) ? (pledge['amountFen'] as bigint) - (pledge['paidFen'] as bigint) : 0n),
  'Pledge.overdue': (pledge, asOf, rows) =>
    text(
      owes(pledge)
        ? sumOf(pledge, rows, ({ dueOn }) => String(dueOn) < asOf) - (pledge['paidFen'] as bigint)
        : 0n,
    ),
  'PledgeInstalment.paid': (instalment, _, rows) => {
    const pledge = rows('Pledge').find(
      (one) => one['tenant'] === instalment['tenant'] && one['id'] === instalment['pledgeId'],
    )!;
    const before = sumOf(
      pledge,
      rows,
      (one) => (one['position'] as number) < (instalment['position'] as number),
    );
    const left = (pledge['paidFen'] as bigint) - before;
    return text(left < (instalment['amountFen'] as bigint) ? left : (instalment['amountFen'] as bigint));
  },
};

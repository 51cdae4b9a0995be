// What the books of funds say in SQL by hand, said again in JavaScript.
import { hostsByStandard } from '../../../src/domains/accounting/rules/standards.js';
import type { ScalarTwin } from './twins.js';

/** Computed scalars by `Entity.field`. */
export const booksScalarTwins: Readonly<Record<string, ScalarTwin>> = {
  'Fund.accountingStandard': (fund, _, rows) => {
    if (fund['accountingStandard'] !== null) return fund['accountingStandard'];
    const host = rows('Organization').find(
      (one) => one['tenant'] === fund['tenant'] && one['id'] === fund['hostId'],
    );
    const [found] = Object.entries(hostsByStandard).find(([, kinds]) =>
      (kinds as readonly unknown[]).includes(host?.['kind']),
    ) ?? ['NON_PROFIT'];
    return found;
  },
};

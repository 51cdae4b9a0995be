// What tells the public about a fund's money: the income of a year, published revision by revision.
import { nowIso } from '../../../kernel/clock.js';
import { refuseAll } from '../../../kernel/errors.js';
import { int, ref } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { contributionsOf, publishedOf } from '../queries/years.js';
import { incomeToTell, lastNumberOf, newsFaults, unfinishedFaults } from '../rules/years.js';

operation('publishFundYear', {
  description:
    'Publishes what a fund received in a year that is over, as the next revision. The amount is left out where it would tell what a single payer owes. 公示基金年度收入',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    year: int('Calendar year, over in Asia/Shanghai. 年度', { min: 1949, max: 9999 }),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const { year } = input;
    refuseAll(unfinishedFaults(year, today));
    // Alone, so that of two publications at once the later one counts on from the earlier.
    const fund = await lockFund(tx, tenant, refs['fund']!['id'] as string);
    const published = await publishedOf(tx, tenant, fund.id, year);
    const contributions = await contributionsOf(tx, tenant, fund.id, year, published.toldThrough);
    const lastEntryNumber = lastNumberOf(contributions);
    refuseAll(newsFaults(year, published, lastEntryNumber));
    const id = await insert('FundYear', {
      fundId: fund.id,
      year,
      revision: published.revision + 1,
      incomeFen: incomeToTell(contributions, published.toldThrough),
      publishedAt: nowIso(),
      lastEntryNumber,
      divisionKey: fund.divisionKey,
    });
    return { objects: { fundYear: id } };
  },
  returns: { fundYear: 'FundYear' },
  emits: 'funds.year.published',
  rules: ['published-year-is-over', 'published-year-has-news'],
});

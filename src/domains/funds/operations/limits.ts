// What callers can ask of the limits of a charity's year.
import { computation } from '../../../kernel/computation.js';
import { prices } from '../../../kernel/config.js';
import { yuan } from '../../../kernel/input.js';
import { judgeYear, verdictWords } from '../rules/limits.js';

const money = (fen: bigint): { readonly fen: string } => ({ fen: String(fen) });

computation('judgeCharityYear', {
  description:
    'Whether a year of a charity that raises money in public keeps to the limits of the Charity Law (article 61); `fundFlowsAggregate` of the funds that it hosts has the figures. 核对慈善组织年度支出和管理费用',
  input: {
    lastIncome: yuan('All that it received in the year before, in yuan. 上年总收入', { min: 0n }),
    spending: yuan('All that it spent in the year, in yuan. 当年总支出', { min: 0n }),
    management: yuan('What of it management took, in yuan. 当年管理费用', { min: 0n }),
  },
  type: 'CharityYearVerdict',
  price: prices.count,
  compute: ({ lastIncome, spending, management }, language) => {
    const verdict = judgeYear({
      lastIncomeFen: lastIncome,
      spendingFen: spending,
      managementFen: management,
    });
    const { zh, en } = verdictWords(verdict);
    return {
      spendsEnough: verdict.spendsEnough,
      leastSpending: money(verdict.leastSpendingFen),
      costsLittle: verdict.costsLittle,
      mostManagement: money(verdict.mostManagementFen),
      explain: !(verdict.spendsEnough && verdict.costsLittle),
      explanation: language === 'en' ? en : zh,
    };
  },
});

// The limits of the Charity Law (article 61) on what a charity that raises money in public spends, and what it costs.
import { fraction, roundFraction } from '../../../kernel/money.js';

/** Part of last year's income that is spent this year at least, and of this year's spending that management takes at most. */
const limits = { spendingPercent: 70n, managementPercent: 10n } as const;

/** A year of a charity, all its funds together. */
export interface CharityYear {
  readonly lastIncomeFen: bigint;
  readonly spendingFen: bigint;
  readonly managementFen: bigint;
}

/** What a year has to keep to, and whether it does; who does not has to explain it. */
export interface CharityVerdict {
  readonly leastSpendingFen: bigint;
  readonly mostManagementFen: bigint;
  readonly spendsEnough: boolean;
  readonly costsLittle: boolean;
}

/** Compares a year with its limits; what is a limit from below is rounded up, one from above down. */
export function judgeYear({ lastIncomeFen, spendingFen, managementFen }: CharityYear): CharityVerdict {
  const part = (percent: bigint, of: bigint) => fraction(percent * of, 100n);
  const leastSpendingFen = roundFraction(part(limits.spendingPercent, lastIncomeFen), 'UP');
  const mostManagementFen = roundFraction(part(limits.managementPercent, spendingFen), 'DOWN');
  return {
    leastSpendingFen,
    mostManagementFen,
    spendsEnough: spendingFen >= leastSpendingFen,
    costsLittle: managementFen <= mostManagementFen,
  };
}

/** The verdict in words. */
export function verdictWords({ spendsEnough, costsLittle }: CharityVerdict): {
  readonly zh: string;
  readonly en: string;
} {
  if (spendsEnough && costsLittle)
    return { zh: '年度支出和管理费用均符合要求。', en: 'Spending and management costs keep to the limits.' };
  const wrong = [
    ...(spendsEnough
      ? []
      : [{ zh: '年度支出低于上年总收入的百分之七十', en: 'less than 70 % of last year’s income was spent' }]),
    ...(costsLittle
      ? []
      : [
          {
            zh: '管理费用高于当年总支出的百分之十',
            en: 'management took more than 10 % of this year’s spending',
          },
        ]),
  ];
  return {
    zh: `${wrong.map(({ zh }) => zh).join(',')},须报告登记机关并公开说明情况。`,
    en: `To be reported and explained to the public: ${wrong.map(({ en }) => en).join(', and ')}.`,
  };
}

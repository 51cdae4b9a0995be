// What a fund plans to spend in a year, and what of it is left.
import type { ExpenseCategory, FundBudgetState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { yuanOf } from '../../../kernel/money.js';

/** The life of one version of a budget; what is in force is followed by the next version and never edited. */
export const budgetLife = lifeCycle<FundBudgetState>('FundBudgetState', 'budget-follows-its-life', {
  DRAFT: ['REVIEWED', 'DISCARDED'],
  REVIEWED: ['APPROVED', 'DISCARDED'],
  APPROVED: ['SUPERSEDED'],
  SUPERSEDED: [],
  DISCARDED: [],
});

defineRules({
  'budget-names-a-category-once': {
    code: 'INVALID_INPUT',
    zh: '支出类别“{category:ExpenseCategory}”填写了两次。',
    en: 'The category “{category:ExpenseCategory}” is stated twice.',
  },
  'budget-has-lines': {
    code: 'INVALID_INPUT',
    zh: '预算至少有一项明细。',
    en: 'A budget has at least one line.',
  },
  'budget-drawn-up-one-at-a-time': {
    code: 'CONFLICT',
    zh: '该基金 {year} 年已有编制中的预算(第 {revision} 版),请先批准或作废。',
    en: 'Version {revision} of the budget of {year} is being drawn up already; approve or discard it first.',
  },
  'budget-approved-by-two-others': {
    code: 'RULE_BROKEN',
    zh: '预算的编制、审核、审批须由不同的人办理;您已办理过其中一步。',
    en: 'Who draws a budget up, who reviews it and who approves it are different people, and you are one of them already.',
  },
  'budget-covers-what-is-spent': {
    code: 'RULE_BROKEN',
    zh: '“{category:ExpenseCategory}”已支出 {spent} 元,预算({budget} 元)不得低于已支出数。',
    en: '{spent} yuan are spent already on “{category:ExpenseCategory}”, so that its budget is not less, but {budget} is stated.',
  },
  'expense-within-budget': {
    code: 'RULE_BROKEN',
    zh: '{year} 年“{category:ExpenseCategory}”预算 {budget} 元,已支出 {spent} 元,本笔 {amount} 元超出预算;须先调整预算。',
    en: 'The budget of {year} has {budget} yuan for “{category:ExpenseCategory}”, of which {spent} are spent; {amount} more need an amended budget first.',
  },
});

/** A category of a budget in force with what was spent in it. */
export interface BudgetLine {
  readonly category: ExpenseCategory;
  readonly budgetFen: bigint;
  readonly spentFen: bigint;
}

/** What is wrong with the lines of a new version. */
export function budgetLineFaults(
  lines: readonly { readonly category: ExpenseCategory; readonly amount: bigint }[],
): readonly Fault[] {
  if (lines.length === 0) return [fault('budget-has-lines', ['lines'])];
  return lines.flatMap(({ category }, i) =>
    lines.findIndex((line) => line.category === category) === i
      ? []
      : [fault('budget-names-a-category-once', ['lines', i, 'category'], { category })],
  );
}

/** Refuses whoever took an earlier step of the same version. */
export function budgetApproverFaults(
  subject: string,
  budget: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  return subject === budget['draftedBy'] || subject === budget['reviewedBy']
    ? [fault('budget-approved-by-two-others')]
    : [];
}

/** Refuses a version that plans less than what is spent already. */
export function coverageFaults(lines: readonly BudgetLine[]): readonly Fault[] {
  return lines
    .filter(({ budgetFen, spentFen }) => spentFen > budgetFen)
    .map(({ category, budgetFen, spentFen }) =>
      fault('budget-covers-what-is-spent', [], {
        category,
        spent: yuanOf(spentFen),
        budget: yuanOf(budgetFen),
      }),
    );
}

/**
 * Refuses an expense that its category has no money for.
 *
 * Takes the lines of the budget in force; null where the year has none, which binds nothing. A category that the budget
 * does not name has nothing.
 */
export function withinBudget(
  lines: readonly BudgetLine[] | null,
  year: number,
  category: ExpenseCategory,
  amountFen: bigint,
): readonly Fault[] {
  if (lines === null) return [];
  const line = lines.find((one) => one.category === category);
  const [budgetFen, spentFen] = [line?.budgetFen ?? 0n, line?.spentFen ?? 0n];
  if (spentFen + amountFen <= budgetFen) return [];
  return [
    fault('expense-within-budget', [], {
      year,
      category,
      budget: yuanOf(budgetFen),
      spent: yuanOf(spentFen),
      amount: yuanOf(amountFen),
    }),
  ];
}

// What callers do with a fund's plan for a year: draw a version up, approve it by two, let the next one follow.
import type { ExpenseCategory } from '../../../generated/database.js';
import { spending } from '../../../kernel/config.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { enumOf, int, list, object, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { adoptedResolution } from '../../self-governance/queries/resolutions.js';
import { restingRules } from '../../self-governance/rules/resolutions.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { budgetsOf, linesOf } from '../queries/spending.js';
import { budgetApproverFaults, budgetLife, budgetLineFaults, coverageFaults } from '../rules/budgets.js';

const fundBudget = ref('FundBudget', 'The version of the budget. 预算');
const common = {
  scope: 'funds:write',
  target: 'fundBudget',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  returns: { fundBudget: 'FundBudget' },
} as const satisfies Partial<Parameters<typeof operation>[1]>;

operation('draftFundBudget', {
  description:
    'Draws up what a fund plans to spend in a year, or the next version of that; the one in force holds until this one is approved. 编制(调整)预算',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    year: int('Calendar year. 年度', { min: 1949, max: 9999 }),
    lines: list(
      object('FundBudgetLineInput', 'What is planned for a category. 预算明细', {
        category: enumOf<ExpenseCategory>('ExpenseCategory', 'What kind of spending. 支出类别'),
        amount: yuan('Amount planned. 预算金额', { min: 0n }),
      }),
      { max: spending.budgetLines },
    ),
    note: optional(text('Why it differs from the version before. 编制(调整)说明')),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, apply }, tx) => {
    const { year, lines } = input;
    refuseAll(budgetLineFaults(lines));
    const fundId = refs['fund']!['id'] as string;
    const { divisionKey } = await lockFund(tx, tenant, fundId);
    const { last, drawnUp } = await budgetsOf(tx, tenant, fundId, year);
    if (drawnUp !== null)
      refuseAll([fault('budget-drawn-up-one-at-a-time', ['year'], { year, revision: drawnUp })]);
    const id = newId();
    await apply({
      insert: {
        FundBudget: [
          {
            id,
            fundId,
            year,
            revision: last + 1,
            state: 'DRAFT',
            note: input.note ?? null,
            draftedBy: caller.subject,
            divisionKey,
            synthetic: refs['fund']!['synthetic'],
          },
        ],
        FundBudgetLine: lines.map(({ category, amount }) => ({
          budgetId: id,
          category,
          amountFen: amount,
          fundId,
          year,
        })),
      },
    });
    return { objects: { fundBudget: id } };
  },
  returns: common.returns,
  emits: 'funds.budget.drafted',
  rules: ['budget-has-lines', 'budget-names-a-category-once', 'budget-drawn-up-one-at-a-time'],
});

operation('reviewFundBudget', {
  ...common,
  description: 'Approves a version of a budget first, before somebody else does it a second time. 审核预算',
  input: { fundBudget },
  transition: { column: 'state', to: 'REVIEWED' },
  run: async ({ target, caller, step }) => {
    refuseAll(budgetApproverFaults(caller.subject, target));
    return step({ reviewedBy: caller.subject });
  },
  emits: 'funds.budget.reviewed',
  rules: [budgetLife.rule, 'budget-approved-by-two-others'],
});

operation('approveFundBudget', {
  ...common,
  description: 'Approves a version of a budget, which from now on holds in place of the one before. 批准预算',
  input: {
    fundBudget,
    resolution: optional(ref('Resolution', 'The resolution that it rests on. 决议')),
  },
  transition: { column: 'state', to: 'APPROVED' },
  run: async ({ refs, target, tenant, today, caller, update, step }, tx) => {
    refuseAll(budgetApproverFaults(caller.subject, target));
    const id = target['id'] as string;
    const fundId = target['fundId'] as string;
    const { resolution } = refs;
    const resolutionId =
      resolution === undefined ? null : await adoptedResolution(tx, tenant, resolution, today);
    // Alone, so that nothing is spent by the old version that the new one does not know of.
    await lockFund(tx, tenant, fundId);
    const { inForce } = await budgetsOf(tx, tenant, fundId, target['year'] as number);
    refuseAll(coverageFaults(await linesOf(tx, tenant, id)));
    // First, because one version is in force at a time.
    if (inForce !== null) await update('FundBudget', inForce, { state: 'SUPERSEDED' });
    return step({ approvedBy: caller.subject, resolutionId });
  },
  emits: 'funds.budget.approved',
  rules: [budgetLife.rule, 'budget-approved-by-two-others', 'budget-covers-what-is-spent', ...restingRules],
});

operation('discardFundBudget', {
  ...common,
  description: 'Gives a version of a budget up that is not in force yet. 作废预算',
  input: { fundBudget, reason: text('Why. 原因') },
  transition: { column: 'state', to: 'DISCARDED' },
  run: ({ step }) => step(),
  emits: 'funds.budget.discarded',
  rules: [budgetLife.rule],
});

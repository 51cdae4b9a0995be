// What callers do to spend a fund's money: ask for it, approve it, pay it, or let it be.
import type { ExpenseCategory, FundKind } from '../../../generated/database.js';
import { spending } from '../../../kernel/config.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, enumOf, int, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { holdProposal } from '../queries/guarantee.js';
import { holdMore, holdOf } from '../queries/holds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { budgetInForce, holdInstalment } from '../queries/spending.js';
import { withinBudget } from '../rules/budgets.js';
import { spentOn } from '../queries/purposes.js';
import {
  approverFaults,
  cashierFaults,
  expenseLife,
  expenseSummary,
  needsTwo,
  reviewedBeforeApproval,
  reviewedWhereTwo,
} from '../rules/expenses.js';
import { conditionFaults } from '../rules/grants.js';
import { needsProposal, payableFaults, proposalExpenseFaults } from '../rules/guarantee.js';
import { usableHoldFaults } from '../rules/holds.js';
import { notLiquidated } from '../rules/life.js';
import { postingRules } from '../rules/posting.js';
import { purposeFaults } from '../rules/purposes.js';
import { purposeIn } from './parts.js';

const expenseRequest = ref('ExpenseRequest', 'The request. 支出申请');
const common = {
  target: 'expenseRequest',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  returns: { expenseRequest: 'ExpenseRequest' },
} as const satisfies Partial<Parameters<typeof operation>[1]>;

operation('requestExpense', {
  description: 'Asks for money of a fund. Nothing is posted before somebody else approves it. 申请支出',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that is to spend it. 基金'),
    amount: yuan('Amount, in yuan. 金额', { min: 1n }),
    category: enumOf<ExpenseCategory>(
      'ExpenseCategory',
      'What kind of spending it is, as budgets count it. 支出类别',
    ),
    payee: text('Who is to receive it. 收款方', { max: 200 }),
    purpose: text('What it is spent on, without names of persons: it is published. 用途', { max: 200 }),
    proposal: optional(
      ref('GuaranteeProposal', 'The project that guaranteed public money is spent on. 保障资金项目'),
    ),
    fundPurpose: optional(
      ref('FundPurpose', 'The purpose of the fund whose bound money it spends. 所用限定用途'),
    ),
    documentNo: optional(text('Number of the supporting document. 单据号', { max: 100 })),
    attachments: changeable(int('How many documents support it. 附单据数', { min: 0, max: 999 })),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, insert }, tx) => {
    const fund = refs['fund']!;
    const closed = notLiquidated(fund);
    if (closed) throw closed;
    refuseAll(purposeFaults(fund['id'] as string, refs['fundPurpose']));
    const { amount, fund: _fund, proposal: _proposal, fundPurpose: _purpose, ...columns } = input;
    const proposalId = (refs['proposal']?.['id'] ?? null) as string | null;
    refuseAll(needsProposal(fund['kind'] as FundKind, proposalId !== null));
    // Held, so that of two requests at once the later one finds what the earlier left of the resolved amount.
    if (proposalId !== null)
      refuseAll(
        proposalExpenseFaults(await holdProposal(tx, tenant, proposalId), {
          fundId: fund['id'],
          amountFen: amount,
        }),
      );
    const id = await insert('ExpenseRequest', {
      ...columns,
      fundId: fund['id'],
      purposeId: purposeIn(refs),
      amountFen: amount,
      state: 'REQUESTED',
      twoApprovers: needsTwo(
        amount,
        fund['secondApprovalFromFen'] as bigint | null,
        spending.secondApprovalFromFen,
      ),
      requestedBy: caller.subject,
      requestedByOrganizationId: caller.organizationId,
      proposalId,
      divisionKey: fund['divisionKey'],
      synthetic: fund['synthetic'],
    });
    return { objects: { expenseRequest: id } };
  },
  returns: common.returns,
  emits: 'funds.expense.requested',
  rules: [
    'fund-liquidated-is-final',
    'guarantee-money-follows-a-proposal',
    'proposal-of-the-same-fund',
    'proposal-pays-while-implemented',
    'proposal-spends-what-was-resolved',
    'purpose-of-the-same-fund',
  ],
});

operation('reviewExpense', {
  ...common,
  description: 'Approves a large expense first, before somebody else does it a second time. 审核支出',
  scope: 'funds:write',
  input: { expenseRequest },
  transition: { column: 'state', to: 'REVIEWED' },
  guard: reviewedWhereTwo,
  run: async ({ target, caller, step }) => {
    refuseAll(approverFaults(caller.subject, target));
    return step({ reviewedBy: caller.subject });
  },
  emits: 'funds.expense.reviewed',
  rules: [expenseLife.rule, 'expense-reviewed-where-two-approve', 'expense-approved-by-others'],
});

operation('approveExpense', {
  ...common,
  description: 'Approves an expense that somebody else asked for, so that it may be paid. 审批支出',
  scope: 'funds:write',
  input: { expenseRequest },
  transition: { column: 'state', to: 'APPROVED' },
  guard: reviewedBeforeApproval,
  run: async ({ target, caller, step }) => {
    refuseAll(approverFaults(caller.subject, target));
    return step({ approvedBy: caller.subject });
  },
  emits: 'funds.expense.approved',
  rules: [expenseLife.rule, 'large-expense-approved-by-two', 'expense-approved-by-others'],
});

operation('refuseExpense', {
  ...common,
  description: 'Refuses an expense that was asked for. 驳回支出',
  scope: 'funds:write',
  input: { expenseRequest, reason: text('Why it is refused. 驳回原因') },
  transition: { column: 'state', to: 'REFUSED' },
  run: ({ step }) => step(),
  emits: 'funds.expense.refused',
  rules: [expenseLife.rule],
});

operation('cancelExpense', {
  ...common,
  description: 'Gives an expense up that is not paid yet. 取消支出',
  scope: 'funds:write',
  input: { expenseRequest, reason: text('Why it is given up. 取消原因') },
  transition: { column: 'state', to: 'CANCELLED' },
  run: ({ step }) => step(),
  emits: 'funds.expense.cancelled',
  rules: [expenseLife.rule],
});

operation('payExpense', {
  ...common,
  description:
    'Tells that an approved expense was paid, and posts it; nothing is overdrawn. What was paid by mistake is taken back by a reversal. 支付并记账',
  scope: 'funds:write',
  input: {
    expenseRequest,
    paidOn: of('Date', 'Day on which it was paid, not after today. 支付日期'),
    hold: optional(
      ref('FundHold', 'The hold whose money it spends; what is left of it is set free. 动用的冻结资金'),
    ),
  },
  transition: { column: 'state', to: 'PAID' },
  run: async (scene, tx) => {
    const { input, target, tenant, caller, refs } = scene;
    refuseAll(cashierFaults(caller.subject, target));
    const requestId = target['id'] as string;
    const fundId = target['fundId'] as string;
    const amountFen = target['amountFen'] as bigint;
    const purpose = target['purpose'] as string;
    const instalmentId = target['instalmentId'] as string | null;
    const held = instalmentId === null ? null : await holdInstalment(tx, tenant, instalmentId);
    const proposalId = target['proposalId'] as string | null;
    const proposal = proposalId === null ? null : await holdProposal(tx, tenant, proposalId);
    // Alone, so that of two expenses at once the later one finds what the earlier left of the budget.
    await lockFund(tx, tenant, fundId);
    const category = target['category'] as ExpenseCategory;
    const year = Number(input.paidOn.slice(0, 4));
    refuseAll(
      held === null ? [] : conditionFaults(held.condition, held.state),
      proposal === null ? [] : payableFaults(proposal.state),
      withinBudget(await budgetInForce(tx, tenant, fundId, year), year, category, amountFen),
    );
    const purposeId = target['purposeId'] as string | null;
    const holdId = (refs['hold']?.['id'] as string | undefined) ?? null;
    const hold = holdId === null ? null : await holdOf(tx, tenant, holdId);
    refuseAll(usableHoldFaults(fundId, hold));
    if (hold) await holdMore(tx, tenant, fundId, -hold.amountFen);
    const id = newId();
    const posted = await post(
      scene,
      tx,
      [
        {
          kind: 'EXPENSE',
          source: { type: 'expense', key: id },
          effectiveOn: input.paidOn,
          summary: expenseSummary(purpose),
          legs: [
            {
              position: 1,
              debit: { fundId, kind: 'FUND' },
              credit: { fundId, kind: 'BANK' },
              amountFen,
            },
          ],
          fundId,
          payerId: null,
          disclosed: true,
          attachments: target['attachments'] as number,
          reviewedBy: target['approvedBy'] as string,
          reversesId: null,
          correlationId: requestId,
          funds: 'SPENDING',
        },
      ],
      ([posting]) => ({
        insert: {
          FundExpense: [
            {
              id,
              fundId,
              amountFen,
              category,
              paidOn: input.paidOn,
              payee: target['payee'],
              purpose,
              documentNo: target['documentNo'],
              requestId,
              grantId: held?.grantId ?? null,
              proposalId,
              purposeId,
              transactionId: posting!.transactionId,
              divisionKey: target['divisionKey'],
              synthetic: target['synthetic'],
            },
          ],
        },
        update: [
          { model: 'ExpenseRequest', id: requestId, values: { state: 'PAID', paidBy: caller.subject } },
          ...spentOn(purposeId, amountFen),
          ...(holdId === null ? [] : [{ model: 'FundHold', id: holdId, values: { state: 'USED' } }]),
        ],
      }),
    );
    return { objects: { expenseRequest: requestId, expense: id }, foreseen: foreseenLines(posted) };
  },
  returns: { ...common.returns, expense: 'FundExpense' },
  foresees: foreseesLedger,
  emits: 'funds.expense.paid',
  rules: [
    expenseLife.rule,
    'expense-paid-by-who-did-not-approve',
    'expense-within-budget',
    'instalment-waits-for-its-condition',
    'proposal-pays-while-implemented',
    'fund-spends-while-open',
    'hold-of-the-same-fund',
    ...postingRules,
  ],
});

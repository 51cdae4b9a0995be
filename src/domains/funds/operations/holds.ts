// What callers do with money that is held back: hold it, and set it free; it is spent by paying an expense.
import { optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { holdMore } from '../queries/holds.js';
import { holdLife } from '../rules/holds.js';
import { fundIn } from './parts.js';

operation('placeFundHold', {
  description:
    'Holds money in a fund back, so that nothing else spends it: reserved for a contract, or frozen by an order. 冻结资金',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    amount: yuan('How much, in yuan; not more than the fund holds. 冻结金额', { min: 1n }),
    reason: text('Why, without names of persons. 冻结事由', { max: 200 }),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, insert }, tx) => {
    const fund = fundIn(refs);
    // Alone, so that nothing is spent between the look at the balance and the hold.
    await lockFund(tx, tenant, fund.id);
    await holdMore(tx, tenant, fund.id, input.amount);
    const id = await insert('FundHold', {
      fundId: fund.id,
      amountFen: input.amount,
      state: 'HELD',
      reason: input.reason,
      documentNo: input.documentNo ?? null,
      placedBy: caller.subject,
      divisionKey: fund.divisionKey,
      synthetic: fund.synthetic,
    });
    return { objects: { hold: id } };
  },
  returns: { hold: 'FundHold' },
  emits: 'funds.hold.placed',
  rules: ['fund-keeps-what-is-held', 'ledger-amount-in-range'],
});

operation('releaseFundHold', {
  description: 'Sets money free that was held back. 解除冻结',
  scope: 'funds:write',
  input: {
    hold: ref('FundHold', 'The hold. 冻结'),
    reason: text('Why, without names of persons. 解冻原因', { max: 200 }),
  },
  target: 'hold',
  transition: { column: 'state', to: 'RELEASED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ target, tenant, step }, tx) => {
    const fundId = target['fundId'] as string;
    await lockFund(tx, tenant, fundId);
    await holdMore(tx, tenant, fundId, -(target['amountFen'] as bigint));
    return step();
  },
  returns: { hold: 'FundHold' },
  emits: 'funds.hold.released',
  rules: [holdLife.rule],
});

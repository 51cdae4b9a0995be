// What callers do with the months of a fund's books: one person proposes to close or open one, another decides.
import { nowIso } from '../../../kernel/clock.js';
import { refuseAll } from '../../../kernel/errors.js';
import { of, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { unexplainedLines } from '../queries/bank.js';
import { closedBefore, closingsOf, monthTotals, takeBooks } from '../queries/periods.js';
import { unexplainedFaults } from '../rules/bank-life.js';
import {
  closingFaults,
  decidingFaults,
  monthOf,
  periodLife,
  proposed,
  reopeningFaults,
} from '../rules/periods.js';

const period = ref('LedgerPeriod', 'The month. 会计期间');
const returns = { period: 'LedgerPeriod' };

operation('proposePeriodClosing', {
  description:
    'Proposes to close a month of a fund’s books: the first one in which something was posted since the last closing. 提请结账',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    month: of('Date', 'Any day of the month, which is over. 月份'),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, today, insert }, tx) => {
    const {
      id: fundId,
      divisionKey,
      synthetic,
    } = refs['fund'] as {
      readonly id: string;
      readonly divisionKey: string;
      readonly synthetic: boolean;
    };
    const month = monthOf(input.month);
    refuseAll(closingFaults(month, await takeBooks(tx, tenant, fundId), today));
    const id = await insert('LedgerPeriod', {
      fundId,
      month: month.firstDay,
      revision: (await closingsOf(tx, tenant, fundId, month.firstDay)) + 1,
      state: 'CLOSING',
      proposedBy: caller.subject,
      divisionKey,
      synthetic,
    });
    return { objects: { period: id } };
  },
  returns,
  emits: 'accounting.period.closing-proposed',
  rules: ['one-proposal-at-a-time', 'month-closes-when-over', 'months-close-in-order'],
});

operation('closePeriod', {
  description:
    'Closes a month that somebody else proposed: what it held is recorded, and nothing is posted in it any more. 结账',
  scope: 'funds:write',
  input: { period },
  target: 'period',
  transition: { column: 'state', to: 'CLOSED' },
  guard: proposed('CLOSING'),
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ target, tenant, caller, today, update, step }, tx) => {
    refuseAll(decidingFaults(target['proposedBy'], caller.subject));
    const fundId = target['fundId'] as string;
    const month = monthOf(target['month'] as string);
    // The books before the bank's desk, as whoever books a movement takes them: none waits for the other in a ring.
    const books = await takeBooks(tx, tenant, fundId);
    const unexplained = await unexplainedLines(tx, tenant, fundId, month.lastDay);
    // Since it was proposed, something may have come into an earlier month, or one was opened again.
    refuseAll(closingFaults(month, { ...books, proposedMonth: null }, today, ['period']));
    refuseAll(unexplainedFaults(unexplained));
    await update('Fund', fundId, { closedThrough: month.lastDay });
    const totals = await monthTotals(tx, tenant, fundId, month);
    return step({ ...totals, closedBy: caller.subject, closedAt: nowIso() });
  },
  returns,
  emits: 'accounting.period.closed',
  rules: [
    'month-closes-with-every-movement-explained',
    'months-close-in-order',
    periodLife.rule,
    'proposal-is-of-the-other-kind',
    'period-decided-by-somebody-else',
  ],
});

operation('proposePeriodReopening', {
  description: 'Proposes to open the month again that was closed last. 提请反结账',
  scope: 'funds:write',
  input: { period, reason: text('Why, without names of persons. 反结账原因', { max: 200 }) },
  target: 'period',
  transition: { column: 'state', to: 'REOPENING' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ input, target, tenant, caller, step }, tx) => {
    const { closedThrough } = await takeBooks(tx, tenant, target['fundId'] as string);
    refuseAll(reopeningFaults(monthOf(target['month'] as string), closedThrough));
    return step({ reopeningBy: caller.subject, reason: input.reason });
  },
  returns,
  emits: 'accounting.period.reopening-proposed',
  rules: [periodLife.rule, 'last-closed-month-reopens'],
});

operation('reopenPeriod', {
  description:
    'Opens a month again, as somebody else proposed: postings in it are possible until it is closed anew. 反结账',
  scope: 'funds:write',
  input: { period },
  target: 'period',
  transition: { column: 'state', to: 'REOPENED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ target, tenant, caller, update, step }, tx) => {
    refuseAll(decidingFaults(target['reopeningBy'], caller.subject));
    const fundId = target['fundId'] as string;
    await takeBooks(tx, tenant, fundId);
    const before = await closedBefore(tx, tenant, fundId, target['month'] as string);
    await update('Fund', fundId, { closedThrough: before === null ? null : monthOf(before).lastDay });
    return step({ reopenedBy: caller.subject, reopenedAt: nowIso() });
  },
  returns,
  emits: 'accounting.period.reopened',
  rules: [periodLife.rule, 'period-decided-by-somebody-else'],
});

operation('declinePeriodClosing', {
  description: 'Does not close a month that was proposed, or gives the proposal up. 不予结账',
  scope: 'funds:write',
  input: { period, reason: text('Why, without names of persons. 原因', { max: 200 }) },
  target: 'period',
  transition: { column: 'state', to: 'DECLINED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: ({ step }) => step(),
  returns,
  emits: 'accounting.period.closing-declined',
  rules: [periodLife.rule],
});

operation('declinePeriodReopening', {
  description:
    'Leaves a month closed that was proposed to be opened again, or gives the proposal up. 不予反结账',
  scope: 'funds:write',
  input: { period, reason: text('Why, without names of persons. 原因', { max: 200 }) },
  target: 'period',
  transition: { column: 'state', to: 'CLOSED' },
  guard: proposed('REOPENING'),
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: ({ step }) => step({ reopeningBy: null, reason: null }),
  returns,
  emits: 'accounting.period.reopening-declined',
  rules: [periodLife.rule, 'proposal-is-of-the-other-kind'],
});

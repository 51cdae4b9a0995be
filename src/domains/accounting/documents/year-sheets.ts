// The tables of a fund's year that residents and the authority read: gifts, expenses, projects, fees.
import type { Telling } from '../../../kernel/document.js';
import { termOf } from '../../../kernel/errors.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import { lastDayOf } from '../../revenue-sharing/rules/terms.js';
import type { FundYear, Gift } from './year-reading.js';
import { day, money, signed, text, total, type Frame } from './year-tables.js';

/**
 * Who gave, as it may be posted up: a donor who wishes not to be named is not, also where who makes the list may know
 * the name.
 */
function donorOf({ anonymous, donor, donorName }: Gift, { say }: Telling): string {
  return anonymous ? say('匿名', 'Anonymous') : (donor?.name ?? donorName ?? say('未载', 'not recorded'));
}

/** What was given: money with its amounts, anything else as it is described. */
export function giftsSheet({ gifts }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say, language } = telling;
  const rows = gifts.map((gift): Row => ({
    on: gift.receivedOn,
    donor: donorOf(gift, telling),
    kind: termOf('DonationKind', gift.kind, language),
    amount: gift.kind === 'CASH' ? signed(gift.amount) : null,
    described: [gift.description, gift.quantity].filter(Boolean).join(' · '),
    value: gift.fairValue === null ? null : signed(gift.fairValue),
    purpose: gift.fundPurpose?.name ?? gift.purpose,
  }));
  return {
    title: say('捐赠公示', 'Donations'),
    subtitle,
    columns: [
      day('on', say('日期', 'Date')),
      text('donor', say('捐赠人', 'Donor'), 24),
      text('kind', say('种类', 'Kind'), 12),
      money('amount', say('金额', 'Amount')),
      text('described', say('捐赠物', 'In kind'), 20),
      money('value', say('公允价值', 'Fair value')),
      text('purpose', say('用途', 'Purpose'), 26),
    ],
    rows,
    totals: { donor: say('合计', 'Total'), amount: total(rows, 'amount'), value: total(rows, 'value') },
    footer,
    wide: true,
  };
}

/** What was spent. Who was paid is told where it may be seen, but never who received relief. */
export function expensesSheet({ expenses }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say, language } = telling;
  const rows = expenses
    .filter(({ reversed }) => !reversed)
    .map(({ paidOn, category, purpose, payee, amount, fundPurpose }): Row => ({
      on: paidOn,
      category: termOf('ExpenseCategory', category, language),
      purpose,
      payee: category === 'RELIEF' ? null : payee,
      bound: fundPurpose?.name ?? null,
      amount: signed(amount),
    }));
  const payees = rows.some(({ payee }) => typeof payee === 'string');
  return {
    title: say('支出明细', 'Expenses'),
    subtitle,
    columns: [
      day('on', say('日期', 'Date')),
      text('category', say('类别', 'Category'), 24),
      text('purpose', say('用途', 'Purpose'), 36),
      ...(payees ? [text('payee', say('收款方', 'Payee'), 24)] : []),
      text('bound', say('所用限定用途', 'Bound to'), 20),
      money('amount', say('金额', 'Amount')),
    ],
    rows,
    totals: { purpose: say('合计', 'Total'), amount: total(rows, 'amount') },
    footer,
    wide: true,
  };
}

/** What was spent by what it was spent on. */
export function categoriesSheet({ expenses }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say, language } = telling;
  const sums = new Map<string, { count: number; amountFen: bigint }>();
  for (const { category, amount, reversed } of expenses) {
    if (reversed) continue;
    const { count, amountFen } = sums.get(category) ?? { count: 0, amountFen: 0n };
    sums.set(category, { count: count + 1, amountFen: amountFen + signed(amount) });
  }
  const rows = [...sums].map(([category, { count, amountFen }]): Row => ({
    category: termOf('ExpenseCategory', category, language),
    count,
    amount: amountFen,
  }));
  return {
    title: say('支出分类', 'Expenses by category'),
    subtitle,
    columns: [
      text('category', say('类别', 'Category'), 40),
      { key: 'count', title: say('笔数', 'Number'), kind: 'integer' },
      money('amount', say('金额', 'Amount')),
    ],
    rows,
    totals: { category: say('合计', 'Total'), amount: total(rows, 'amount') },
    footer,
  };
}

/** Projects that others carry out with the fund's money. */
export function grantsSheet({ grants }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say, language } = telling;
  const rows = grants.map(({ title, grantee, state, startsOn, endsOn, budget, paid, returned }): Row => ({
    title,
    grantee: grantee?.name ?? null,
    state: termOf('GrantState', state, language),
    from: startsOn,
    to: endsOn,
    budget: signed(budget),
    paid: signed(paid),
    returned: returned === null ? null : signed(returned),
  }));
  return {
    title: say('资助项目', 'Projects'),
    subtitle,
    columns: [
      text('title', say('项目', 'Project'), 30),
      text('grantee', say('受资助单位', 'Grantee'), 24),
      text('state', say('状态', 'State'), 10),
      day('from', say('开始', 'From')),
      day('to', say('结束', 'To')),
      money('budget', say('预算', 'Budget')),
      money('paid', say('已拨付(累计)', 'Paid so far')),
      money('returned', say('结余退回', 'Returned')),
    ],
    rows,
    totals: { title: say('合计', 'Total'), budget: total(rows, 'budget'), paid: total(rows, 'paid') },
    footer,
    wide: true,
  };
}

/** Projects for guaranteed public money that were proposed in the year. */
export function proposalsSheet({ proposals }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say, language } = telling;
  const rows = proposals.map(({ title, matter, state, proposedOn, residents, resolved, paid }): Row => ({
    on: proposedOn,
    title,
    matter,
    state: termOf('GuaranteeState', state, language),
    residents,
    resolved: resolved === null ? null : signed(resolved),
    paid: signed(paid),
  }));
  return {
    title: say('保障资金项目', 'Projects for guaranteed money'),
    subtitle,
    columns: [
      day('on', say('提议日期', 'Proposed')),
      text('title', say('项目', 'Project'), 28),
      text('matter', say('支出事项', 'Matter'), 28),
      text('state', say('状态', 'State'), 12),
      { key: 'residents', title: say('提议居民', 'Residents'), kind: 'integer', width: 10 },
      money('resolved', say('议决金额', 'Resolved')),
      money('paid', say('已支付(累计)', 'Paid so far')),
    ],
    rows,
    totals: { title: say('合计', 'Total'), resolved: total(rows, 'resolved'), paid: total(rows, 'paid') },
    footer,
    wide: true,
  };
}

/** What the host charged, and of what. */
export function feesSheet({ fees }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say } = telling;
  const rows = fees
    .filter(({ reversed }) => !reversed)
    .map(({ periodFrom, periodTo, base, amount }): Row => ({
      from: periodFrom,
      to: lastDayOf({ from: periodFrom, to: periodTo }),
      base: signed(base),
      amount: signed(amount),
    }));
  return {
    title: say('管理费', 'Management fees'),
    subtitle,
    columns: [
      day('from', say('期间开始', 'From')),
      day('to', say('期间结束', 'Through')),
      money('base', say('计费基数(捐赠)', 'Donations')),
      money('amount', say('管理费', 'Fee')),
    ],
    rows,
    totals: { amount: total(rows, 'amount') },
    footer,
  };
}

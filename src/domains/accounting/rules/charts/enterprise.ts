// The chart of enterprises, which keep a community's fund for others and so owe it.
import { chartAccount, type Chart } from './chart.js';

const receivables = chartAccount('ASSET', '1221', '其他应收款', 'Other receivables');
const entrusted = {
  ...chartAccount('LIABILITY', '2241', '其他应付款', 'Other payables'),
  detail: { zh: '代管基金', en: 'Fund kept for others' },
};

/** Money of a fund is not the enterprise's: what comes in is no revenue and what goes out no cost, but both change what it owes. */
export const enterprise: Chart = {
  standard: 'ENTERPRISE',
  title: { zh: '企业会计准则', en: 'Accounting standards for business enterprises' },
  document: '财会〔2006〕18号',
  note: {
    zh: '企业代管的基金不是企业的收入和费用:增减均列其他应付款的明细;准则未为代管基金单设科目。',
    en: 'A fund that an enterprise keeps is neither its revenue nor its cost: all changes are details of other payables. The standard has no account for such funds.',
  },
  accounts: {
    BANK: chartAccount('ASSET', '1002', '银行存款', 'Bank deposits'),
    RECEIVABLE: receivables,
    CLEARING: { ...receivables, detail: { zh: '往来清算', en: 'Clearing' } },
    INCOME: entrusted,
    EXPENSE: entrusted,
  },
  bound: entrusted,
  unbound: entrusted,
  flows: {
    REVENUE_SHARE: null,
    DONATION: null,
    FISCAL: null,
    MATCHING: null,
    TRANSFER_IN: null,
    INTEREST: null,
    OTHER_INCOME: null,
    EXPENSE: null,
    MANAGEMENT_FEE: null,
    BANK_CHARGE: null,
    MATCHING_OUT: null,
    TRANSFER_OUT: null,
  },
  administration: null,
};

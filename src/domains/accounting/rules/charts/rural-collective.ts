// The chart of rural collective economic organizations.
import { chartAccount, detailOf, type Chart } from './chart.js';

const receivables = chartAccount('ASSET', '112', '应收款', 'Receivables');
const reserves = chartAccount('NET_ASSETS', '311', '公积公益金', 'Reserves and public welfare fund');
const otherIncome = chartAccount('INCOME', '504', '其他收入', 'Other income');
const welfare = chartAccount('EXPENSE', '514', '公益支出', 'Public welfare expenses');
const administration = chartAccount('EXPENSE', '513', '管理费用', 'Administration');
const otherExpenses = chartAccount('EXPENSE', '515', '其他支出', 'Other expenses');

/** What is given to a collective adds to its reserves and is no income of the year. */
export const ruralCollective: Chart = {
  standard: 'RURAL_COLLECTIVE',
  title: {
    zh: '农村集体经济组织会计制度',
    en: 'Accounting system for rural collective economic organizations',
  },
  document: '财会〔2023〕14号',
  note: {
    zh: '受赠资产列公积公益金,不作当年收入;制度不分限定性与非限定性;基金之间的划转未设科目,列公积公益金明细。',
    en: 'Gifts add to the reserves and are no income; the standard does not tell bound money from unbound, and has no account for money between funds: details of the reserves.',
  },
  accounts: {
    BANK: chartAccount('ASSET', '102', '银行存款', 'Bank deposits'),
    RECEIVABLE: receivables,
    CLEARING: { ...receivables, detail: { zh: '往来清算', en: 'Clearing' } },
    INCOME: otherIncome,
    EXPENSE: welfare,
  },
  bound: reserves,
  unbound: reserves,
  flows: {
    REVENUE_SHARE: chartAccount('INCOME', '501', '经营收入', 'Operating income'),
    DONATION: null,
    FISCAL: chartAccount('INCOME', '503', '补助收入', 'Subsidies'),
    MATCHING: null,
    TRANSFER_IN: null,
    INTEREST: detailOf(otherIncome, 'INTEREST'),
    OTHER_INCOME: otherIncome,
    EXPENSE: welfare,
    MANAGEMENT_FEE: detailOf(administration, 'MANAGEMENT_FEE'),
    BANK_CHARGE: detailOf(otherExpenses, 'BANK_CHARGE'),
    MATCHING_OUT: null,
    TRANSFER_OUT: null,
  },
  administration,
};

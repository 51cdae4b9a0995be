// The chart of private non-profit organizations: foundations, associations, service agencies.
import { chartAccount, detailOf, type Chart } from './chart.js';

const receivables = chartAccount('ASSET', '1122', '其他应收款', 'Other receivables');
const otherIncome = chartAccount('INCOME', '4901', '其他收入', 'Other income');
const activities = chartAccount('EXPENSE', '5101', '业务活动成本', 'Cost of activities');
const administration = chartAccount('EXPENSE', '5201', '管理费用', 'Administration');

/** A share of revenue is owed by an agreement and so is no gift. Money between funds stays within what the host holds. */
export const nonProfit: Chart = {
  standard: 'NON_PROFIT',
  title: { zh: '民间非营利组织会计制度', en: 'Accounting system for private non-profit organizations' },
  document: '财会〔2004〕7号',
  note: {
    zh: '科目编号依财会〔2004〕7号;执行后来修订版本的单位以其编号为准。分成依协议应缴,不作捐赠,列其他收入;基金之间的划转制度未设科目,列净资产明细。',
    en: 'Codes of document 财会〔2004〕7号; who follows a later revision takes the codes of that. Shares are owed by agreement and no gifts, so they are other income. There is no account for money between funds: details of the net assets.',
  },
  accounts: {
    BANK: chartAccount('ASSET', '1002', '银行存款', 'Bank deposits'),
    RECEIVABLE: chartAccount('ASSET', '1121', '应收账款', 'Accounts receivable'),
    CLEARING: { ...receivables, detail: { zh: '往来清算', en: 'Clearing' } },
    INCOME: otherIncome,
    EXPENSE: activities,
  },
  bound: chartAccount('NET_ASSETS', '3102', '限定性净资产', 'Restricted net assets'),
  unbound: chartAccount('NET_ASSETS', '3101', '非限定性净资产', 'Unrestricted net assets'),
  flows: {
    REVENUE_SHARE: detailOf(otherIncome, 'REVENUE_SHARE'),
    DONATION: chartAccount('INCOME', '4101', '捐赠收入', 'Donations'),
    FISCAL: chartAccount('INCOME', '4401', '政府补助收入', 'Government grants'),
    MATCHING: null,
    TRANSFER_IN: null,
    INTEREST: detailOf(otherIncome, 'INTEREST'),
    OTHER_INCOME: otherIncome,
    EXPENSE: activities,
    MANAGEMENT_FEE: detailOf(administration, 'MANAGEMENT_FEE'),
    BANK_CHARGE: detailOf(administration, 'BANK_CHARGE'),
    MATCHING_OUT: null,
    TRANSFER_OUT: null,
  },
  administration,
};

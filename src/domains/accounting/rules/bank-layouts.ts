// Usual layouts of bank statements, as data: what an office begins a format with, and adapts to what its bank exports.
import type { BankColumnRole, BankLayout } from '../../../generated/database.js';

/** A column by its header. */
export interface FormatColumn {
  readonly role: BankColumnRole;
  readonly header: string;
}

interface Layout {
  readonly bankName: string;
  readonly headers: Readonly<Partial<Record<BankColumnRole, readonly string[]>>>;
}

/** What columns of the direction usually say of money that came in: on the bank's side that is a credit. */
export const usualInflowWords: readonly string[] = ['贷', '收入', '收', '转入', '存入', '入账', '来账', 'C'];

/** Headers that customers of these banks usually find; which of them an export has differs by product and year. */
const layouts: Readonly<Record<BankLayout, Layout>> = {
  ICBC: {
    bankName: '中国工商银行',
    headers: {
      DATE: ['交易时间', '交易日期', '日期', '入账日期'],
      RECEIVED: ['贷方发生额', '转入金额', '收入金额'],
      PAID: ['借方发生额', '转出金额', '支出金额'],
      BALANCE: ['余额', '账户余额'],
      COUNTERPARTY_NAME: ['对方单位名称', '对方单位', '对方户名'],
      COUNTERPARTY_ACCOUNT: ['对方账号', '对方帐号'],
      REMARK: ['摘要', '用途', '附言', '个性化信息'],
      REFERENCE: ['交易流水号', '流水号'],
    },
  },
  CCB: {
    bankName: '中国建设银行',
    headers: {
      DATE: ['交易时间', '记账日期', '交易日期'],
      RECEIVED: ['贷方发生额', '贷方发生额/元(收入)', '贷方发生额(收入)'],
      PAID: ['借方发生额', '借方发生额/元(支取)', '借方发生额(支取)'],
      BALANCE: ['余额', '账户余额'],
      COUNTERPARTY_NAME: ['对方户名', '对方名称'],
      COUNTERPARTY_ACCOUNT: ['对方账号', '对方帐号'],
      REMARK: ['摘要', '备注'],
      REFERENCE: ['账户明细编号-交易流水号', '交易流水号', '企业流水号'],
    },
  },
  ABC: {
    bankName: '中国农业银行',
    headers: {
      DATE: ['交易时间', '交易日期', '日期'],
      RECEIVED: ['收入金额', '贷方发生额'],
      PAID: ['支出金额', '借方发生额'],
      AMOUNT: ['交易金额'],
      BALANCE: ['账户余额', '余额', '本次余额'],
      COUNTERPARTY_NAME: ['对方户名', '对方账户名称'],
      COUNTERPARTY_ACCOUNT: ['对方账号', '对方账户'],
      REMARK: ['交易用途', '摘要', '附言'],
      REFERENCE: ['交易流水号', '日志号'],
    },
  },
  BOC: {
    bankName: '中国银行',
    headers: {
      DATE: ['交易日期', '记账日期'],
      AMOUNT: ['交易金额'],
      RECEIVED: ['贷方发生额', '收入金额'],
      PAID: ['借方发生额', '支出金额'],
      DIRECTION: ['交易类型', '借贷方向'],
      BALANCE: ['交易后余额', '余额'],
      PAYER_NAME: ['付款人名称'],
      PAYER_ACCOUNT: ['付款人账号'],
      PAYEE_NAME: ['收款人名称'],
      PAYEE_ACCOUNT: ['收款人账号'],
      COUNTERPARTY_NAME: ['对方户名', '对方名称'],
      COUNTERPARTY_ACCOUNT: ['对方账号'],
      REMARK: ['摘要', '用途', '交易附言', '备注'],
      REFERENCE: ['交易流水号'],
    },
  },
  CDRCB: {
    bankName: '成都农商银行',
    headers: {
      DATE: ['交易日期', '记账日期', '交易时间'],
      RECEIVED: ['贷方发生额', '贷方金额', '收入'],
      PAID: ['借方发生额', '借方金额', '支出'],
      BALANCE: ['余额', '账户余额'],
      COUNTERPARTY_NAME: ['对方户名', '对方名称'],
      COUNTERPARTY_ACCOUNT: ['对方账号', '对方账户'],
      REMARK: ['摘要', '用途', '备注'],
      REFERENCE: ['交易流水号', '流水号'],
    },
  },
};

/** The name of the bank, and the columns in the order in which they are looked for. */
export function layoutOf(layout: BankLayout): {
  readonly bankName: string;
  readonly columns: readonly FormatColumn[];
} {
  const { bankName, headers } = layouts[layout];
  return {
    bankName,
    columns: Object.entries(headers).flatMap(([role, texts]) =>
      texts.map((header) => ({ role: role as BankColumnRole, header })),
    ),
  };
}

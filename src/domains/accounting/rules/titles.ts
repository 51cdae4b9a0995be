// What the accounts of a ledger are called in the files of bookkeeping programs: unique, and in the signs that each allows.
import type { AccountKind } from '../../../generated/database.js';
import type { AccountRecord } from '../../funds/rules/records.js';

/** The five kinds of accounts that every such program knows. */
type Root = 'ASSETS' | 'EQUITY' | 'INCOME' | 'EXPENSES';

/** Where an account of each kind belongs; what stands against another office may be either, and is kept as an asset. */
const roots: Readonly<Record<AccountKind, Root>> = {
  BANK: 'ASSETS',
  RECEIVABLE: 'ASSETS',
  CLEARING: 'ASSETS',
  FUND: 'EQUITY',
  INCOME: 'INCOME',
  EXPENSE: 'EXPENSES',
};

/** How hledger is told the kind of an account. */
export const hledgerTypes: Readonly<Record<Root, string>> = {
  ASSETS: 'A',
  EQUITY: 'E',
  INCOME: 'R',
  EXPENSES: 'X',
};

const hledgerRoots: Readonly<Record<Root, string>> = {
  ASSETS: '资产',
  EQUITY: '净资产',
  INCOME: '收入',
  EXPENSES: '费用',
};

const beancountRoots: Readonly<Record<Root, string>> = {
  ASSETS: 'Assets',
  EQUITY: 'Equity',
  INCOME: 'Income',
  EXPENSES: 'Expenses',
};

/** What stands against balances that were there before the first day of a part. */
export const openingTitles = { hledger: '净资产:期初余额', beancount: 'Equity:Opening-期初余额' } as const;

/** The kind that programs know of the account. */
export function rootOf({ kind }: AccountRecord): Root {
  return roots[kind];
}

/** Enough of an id to tell names apart that are the same: its random end. */
function endOf(id: string): string {
  return id.slice(-8);
}

/** In hledger a name may have anything but colons, brackets, what begins a comment, and two spaces. */
function hledgerPart(text: string): string {
  const wide: Readonly<Record<string, string>> = {
    ':': '：',
    ';': '；',
    '(': '（',
    ')': '）',
    '[': '［',
    ']': '］',
    '"': '”',
    '*': '＊',
    '!': '！',
    '=': '＝',
    '@': '＠',
    '~': '～',
  };
  return text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .replaceAll(/[:;()[\]"*!=@~]/g, (sign) => wide[sign]!)
    .trim();
}

/** In beancount a part begins with a capital letter or digit of ASCII, and has letters, digits and hyphens only. */
function beancountPart(first: string, text: string): string {
  return `${first}-${text.replaceAll(/[^\p{L}\p{Nd}]+/gu, '-').replaceAll(/^-+|-+$/g, '')}`;
}

/** The account's full name in hledger. */
export function hledgerTitle(account: AccountRecord): string {
  const { fundId, fund, name, payerId } = account;
  const own = payerId === null ? name : `${name} ${endOf(payerId)}`;
  return [hledgerRoots[rootOf(account)], `${hledgerPart(fund)} ${endOf(fundId)}`, hledgerPart(own)].join(':');
}

/** The account's full name in beancount. */
export function beancountTitle(account: AccountRecord): string {
  const { fundId, fund, kind, name, payerId } = account;
  const own = beancountPart(payerId === null ? kind : `${kind}-${endOf(payerId)}`, name);
  return [beancountRoots[rootOf(account)], beancountPart(`F${endOf(fundId)}`, fund), own].join(':');
}

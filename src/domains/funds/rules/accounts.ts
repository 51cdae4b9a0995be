// The accounts of a fund: which it has from its first day on, and which are added payer by payer.
import type { AccountKind, FundRestriction, LedgerSide } from '../../../generated/database.js';

/** A row of `LedgerAccount`, complete but for the instant. */
export interface NewAccount {
  readonly tenant: number;
  readonly id: string;
  readonly fundId: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly payerId: string | null;
  readonly normalSide: LedgerSide;
  readonly currency: 'CNY';
  readonly isRollUp: boolean;
  readonly neverNegative: boolean;
  readonly parentId: string | null;
  readonly divisionKey: string;
}

/** A row of `LedgerBalance` of an account to which nothing is posted yet. */
export interface NewBalance {
  readonly tenant: number;
  readonly accountId: string;
  readonly balanceFen: bigint;
  readonly entryCount: bigint;
  readonly neverNegative: boolean;
}

/** Names in the books, as accountants of social organizations call them. */
export const accountNames = {
  BANK: '银行存款',
  FUND: '净资产',
  RECEIVABLE: '应收账款',
  CLEARING: '机关往来',
} as const;

/** Whether the fund's money may not be overdrawn; money of which no source says how far it is bound counts as bound. */
export function isBound(restriction: FundRestriction): boolean {
  return restriction !== 'UNRESTRICTED';
}

/**
 * The accounts that are made with a fund, and their balances.
 *
 * Takes the fund and a function that gives an id per account name; returns rows to be inserted, accounts first. The
 * roll-up of receivables takes no posting itself and so has no balance of its own.
 */
export function accountsOf(
  fund: {
    readonly tenant: number;
    readonly id: string;
    readonly divisionKey: string;
    readonly restriction: FundRestriction;
  },
  idOf: (account: 'BANK' | 'FUND' | 'RECEIVABLE') => string,
): { readonly accounts: readonly NewAccount[]; readonly balances: readonly NewBalance[] } {
  const account = (
    kind: 'BANK' | 'FUND' | 'RECEIVABLE',
    rest: Pick<NewAccount, 'normalSide' | 'isRollUp' | 'neverNegative'>,
  ): NewAccount => ({
    tenant: fund.tenant,
    id: idOf(kind),
    fundId: fund.id,
    kind,
    name: accountNames[kind],
    payerId: null,
    currency: 'CNY',
    parentId: null,
    divisionKey: fund.divisionKey,
    ...rest,
  });
  const accounts = [
    account('BANK', { normalSide: 'DEBIT', isRollUp: false, neverNegative: true }),
    account('FUND', { normalSide: 'CREDIT', isRollUp: false, neverNegative: isBound(fund.restriction) }),
    account('RECEIVABLE', { normalSide: 'DEBIT', isRollUp: true, neverNegative: false }),
  ];
  return { accounts, balances: accounts.filter(({ isRollUp }) => !isRollUp).map(balanceOf) };
}

/** The balance of an account to which nothing is posted yet. */
function balanceOf({ tenant, id, neverNegative }: NewAccount): NewBalance {
  return { tenant, accountId: id, balanceFen: 0n, entryCount: 0n, neverNegative };
}

// Which account of a standard an entry of the ledger belongs to.
import type { AccountKind, FundRestriction } from '../../../generated/database.js';
import type { Text } from '../../../kernel/text.js';
import { flowAccount, netAssets, type Chart, type ChartAccount } from './charts/chart.js';
import { flowOfEntry, isAdministration, type FundEntry } from './flows.js';

/** How the books of a fund are read. */
export interface Reading {
  readonly chart: Chart;
  readonly restriction: FundRestriction;
}

/** An account as the books show it: one of the standard, with what it is kept apart by. */
export interface BookAccount {
  /** Tells accounts apart. */
  readonly key: string;
  readonly account: ChartAccount;
  readonly detail: Text | null;
}

function bookAccount(account: ChartAccount, detail: Text | null = account.detail ?? null): BookAccount {
  return { key: `${account.code} ${account.name.zh} ${detail?.zh ?? ''}`, account, detail };
}

/** An account in the books of another fund, which the reader may not see. */
export const hiddenAccount: BookAccount = bookAccount({
  code: '',
  name: { zh: '(他账)', en: '(not shown)' },
  class: 'ASSET',
});

/** What the fund held when the year began. */
export function ownAccount({ chart, restriction }: Reading): BookAccount {
  return bookAccount(netAssets(chart, restriction));
}

/** The account of the standard in which an entry of a ledger account stands; `entry` says what it is in the fund's own. */
export function bookAccountOf(
  reading: Reading,
  { kind, payer }: { readonly kind: AccountKind; readonly payer: string | null },
  entry?: FundEntry,
): BookAccount {
  if (kind !== 'FUND')
    return bookAccount(
      reading.chart.accounts[kind],
      ...(payer === null ? [] : ([{ zh: payer, en: payer }] as const)),
    );
  const flow = entry && flowOfEntry(entry);
  if (!flow) return ownAccount(reading);
  const { chart, restriction } = reading;
  const account = isAdministration(entry) ? chart.administration : null;
  return bookAccount(account ?? flowAccount(chart, flow.flow, restriction));
}

/** By code, and of one code by what it is kept apart by. */
export function inOrder(a: BookAccount, b: BookAccount): number {
  return order(a.account.code, b.account.code) || order(a.detail?.zh ?? '', b.detail?.zh ?? '');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

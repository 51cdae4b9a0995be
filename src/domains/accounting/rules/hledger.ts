// The journal of hledger: a ledger that another program checks, with the balances at the end of each month.
import { yuanOf } from '../../../kernel/money.js';
import type { AccountRecord, ExportRecord, LegRecord, TransactionRecord } from '../../funds/rules/records.js';
import { Balances, factsOf, type Closing, type ExportWriter } from './journal.js';
import { hledgerTitle, hledgerTypes, openingTitles, rootOf } from './titles.js';

/** A writer of hledger's journal. */
export function hledgerWriter(): ExportWriter {
  const balances = new Balances();
  return {
    take(record: ExportRecord): string {
      balances.take(record);
      if (record.type === 'ledger') return headOf(record.tenant);
      if (record.type === 'account') return record.isRollUp ? '' : declaration(record);
      return record.type === 'transaction' ? transactionOf(record, balances) : '';
    },
    end: () => openings(balances) + assertions('月末余额', balances.monthEnds()) + closings(balances),
  };
}

function headOf(tenant: number): string {
  return `; 共治账簿,登记机关 ${tenant}\ndecimal-mark .\ncommodity 1000.00 CNY\naccount ${openingTitles.hledger}  ; type: E\n`;
}

function declaration(account: AccountRecord): string {
  const { id, fundId } = account;
  const type = hledgerTypes[rootOf(account)];
  return `account ${hledgerTitle(account)}  ; type: ${type}, accountid: ${id}, fundid: ${fundId}\n`;
}

/** A text without what hledger would read as the end of it, as a tag or as a date. */
function plain(text: string): string {
  const wide: Readonly<Record<string, string>> = {
    ',': '，',
    ';': '；',
    '|': '｜',
    ':': '：',
    '[': '［',
    ']': '］',
  };
  return text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .replaceAll(/[,;|:[\]]/g, (sign) => wide[sign]!)
    .trim();
}

function transactionOf(record: TransactionRecord, balances: Balances): string {
  const { effectiveOn, number, summary, legs, fundId } = record;
  const [leg] = legs;
  const own = leg && [leg.debitAccountId, leg.creditAccountId].map((id) => balances.account(id));
  const fund = own?.find((account) => account.fundId === fundId)?.fund ?? '';
  const tags = Object.entries(factsOf(record, fund)).map(
    ([name, value]) => `    ; ${name}: ${plain(value)}\n`,
  );
  return `\n${effectiveOn} * (${number}) ${plain(summary)}\n${tags.join('')}${legs.map((one) => postings(one, balances)).join('')}`;
}

function postings(
  { debitAccountId, creditAccountId, amountFen, currency }: LegRecord,
  balances: Balances,
): string {
  const line = (id: string, fen: bigint): string =>
    `    ${hledgerTitle(balances.account(id))}  ${yuanOf(fen)} ${currency}\n`;
  return line(debitAccountId, BigInt(amountFen)) + line(creditAccountId, -BigInt(amountFen));
}

/** One transaction that moves nothing per day, because hledger asserts balances in postings. */
function assertions(title: string, closings: readonly Closing[]): string {
  let text = '';
  let day = '';
  for (const { account, on, debitFen } of closings) {
    if (on !== day) text += `\n${on} * ${title}\n`;
    day = on;
    text += `    ${hledgerTitle(account)}  0.00 ${account.currency} = ${yuanOf(debitFen)} ${account.currency}\n`;
  }
  return text;
}

function closings(balances: Balances): string {
  return assertions('期末余额', balances.closings());
}

function openings(balances: Balances): string {
  const opening = balances.openings();
  if (!opening || opening.closings.length === 0) return '';
  const sum = opening.closings.reduce((total, { debitFen }) => total + debitFen, 0n);
  const lines = opening.closings.map(
    ({ account, debitFen }) => `    ${hledgerTitle(account)}  ${yuanOf(debitFen)} ${account.currency}\n`,
  );
  return `\n${opening.on} * 期初余额\n${lines.join('')}    ${openingTitles.hledger}  ${yuanOf(-sum)} CNY\n`;
}

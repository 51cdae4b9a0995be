// The journal of beancount: the same ledger for the other program that checks journals.
import { yuanOf } from '../../../kernel/money.js';
import type { ExportRecord, LegRecord, TransactionRecord } from '../../funds/rules/records.js';
import { addDays } from '../../calendar/rules.js';
import { earliestDay } from '../../funds/rules/posting.js';
import { Balances, factsOf, type Closing, type ExportWriter } from './journal.js';
import { beancountTitle, openingTitles } from './titles.js';

/** A writer of beancount's journal. */
export function beancountWriter(): ExportWriter {
  const balances = new Balances();
  return {
    take(record: ExportRecord): string {
      balances.take(record);
      if (record.type === 'ledger') return headOf(record.tenant);
      if (record.type === 'transaction') return transactionOf(record, balances);
      if (record.type !== 'account' || record.isRollUp) return '';
      const facts = `  accountid: "${record.id}"\n  fundid: "${record.fundId}"\n`;
      return `${earliestDay} open ${beancountTitle(record)} ${record.currency}\n${facts}`;
    },
    end: () => openings(balances) + asserted(balances.monthEnds()) + asserted(balances.closings()),
  };
}

function headOf(tenant: number): string {
  return [
    `option "title" "共治账簿,登记机关 ${tenant}"`,
    'option "operating_currency" "CNY"',
    `${earliestDay} commodity CNY`,
    `${earliestDay} open ${openingTitles.beancount} CNY\n`,
  ].join('\n');
}

/** A text between quotes. */
function quoted(text: string): string {
  const inside = text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .replaceAll(/["\\]/g, (sign) => `\\${sign}`)
    .trim();
  return `"${inside}"`;
}

function transactionOf(record: TransactionRecord, balances: Balances): string {
  const { effectiveOn, summary, legs, fundId, reversesId } = record;
  const [leg] = legs;
  const own = leg && [leg.debitAccountId, leg.creditAccountId].map((id) => balances.account(id));
  const fund = own?.find((account) => account.fundId === fundId)?.fund ?? '';
  const facts = Object.entries(factsOf(record, fund)).map(([name, value]) => `  ${name}: ${quoted(value)}\n`);
  const tag = reversesId === null ? '' : ' #reversal';
  return `\n${effectiveOn} * ${quoted(summary)}${tag}\n${facts.join('')}${legs.map((one) => postings(one, balances)).join('')}`;
}

function postings(
  { debitAccountId, creditAccountId, amountFen, currency }: LegRecord,
  balances: Balances,
): string {
  const line = (id: string, fen: bigint): string =>
    `  ${beancountTitle(balances.account(id))}  ${yuanOf(fen)} ${currency}\n`;
  return line(debitAccountId, BigInt(amountFen)) + line(creditAccountId, -BigInt(amountFen));
}

/** Beancount looks at the beginning of a day, and forgives a fen where it is not told to forgive none. */
function asserted(closings: readonly Closing[]): string {
  const line = ({ account, on, debitFen }: Closing): string =>
    `${addDays(on, 1)} balance ${beancountTitle(account)}  ${yuanOf(debitFen)} ~ 0.00 ${account.currency}\n`;
  return closings.length === 0 ? '' : `\n${closings.map(line).join('')}`;
}

function openings(balances: Balances): string {
  const opening = balances.openings();
  if (!opening || opening.closings.length === 0) return '';
  const sum = opening.closings.reduce((total, { debitFen }) => total + debitFen, 0n);
  const lines = opening.closings.map(
    ({ account, debitFen }) => `  ${beancountTitle(account)}  ${yuanOf(debitFen)} ${account.currency}\n`,
  );
  return `\n${opening.on} * "期初余额"\n${lines.join('')}  ${openingTitles.beancount}  ${yuanOf(-sum)} CNY\n`;
}

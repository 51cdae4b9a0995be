// A ledger as a table: entries, sums of days, months and the year, and the balance after each.
import { absolute } from '../../../kernel/money.js';
import type { Telling } from '../../../kernel/document.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import type { BookAccount } from '../rules/accounts.js';
import { isEmpty, linesOf, type BookLedger, type Detail, type LedgerLine } from '../rules/ledgers.js';
import { accountName, chartTitle, sideOf, stampLine, subtitleOf } from './heads.js';
import type { Ledgers } from './ledger-reading.js';

/** Accounts in which there is something to be seen; a fund without anything has its bank account. */
export function shown({ ledgers }: Ledgers): readonly BookLedger[] {
  const some = ledgers.filter((ledger) => !isEmpty(ledger));
  return some.length > 0 ? some : ledgers.slice(0, 1);
}

/** Rows of a page of A4 in landscape, beside the lines that carry sums over. */
const pageRows = 18;

/** The table of one ledger. */
export function ledgerSheet(
  { books, period, reading }: Ledgers,
  ledger: BookLedger,
  telling: Telling,
  { title, detail }: { readonly title: string; readonly detail: Detail },
): Sheet {
  const { say } = telling;
  const name = accountName(ledger.of.account, ledger.of.detail, telling);
  const lines = linesOf(ledger, period, detail);
  const money = (key: string, heading: string) =>
    ({ key, title: heading, kind: 'money', width: 17 }) as const;
  return {
    title,
    name: `${ledger.of.account.code} ${name}`,
    subtitle: [
      `${say('科目', 'Account')}: ${ledger.of.account.code} ${name}`,
      ...subtitleOf(books.fund, period, telling),
    ],
    columns: [
      { key: 'on', title: say('日期', 'Date'), kind: 'date', width: 12 },
      { key: 'voucher', title: say('凭证号', 'Voucher'), kind: 'text', width: 10 },
      { key: 'text', title: say('摘要', 'Text'), kind: 'text', width: 40 },
      ...(detail.entries
        ? [{ key: 'counter', title: say('对方科目', 'Counter account'), kind: 'text', width: 20 } as const]
        : []),
      money('debit', say('借方', 'Debit')),
      money('credit', say('贷方', 'Credit')),
      { key: 'side', title: say('方向', 'Side'), kind: 'text', width: 6 },
      money('balance', say('余额', 'Balance')),
    ],
    rows: lines.map((line) => rowOf(line, telling)),
    strong: lines.flatMap(({ kind }, i) => (kind === 'ENTRY' ? [] : [i])),
    footer: [chartTitle(reading.chart, telling), stampLine(books, telling)],
    wide: true,
    ...(detail.entries
      ? { carrying: { rows: pageRows, label: 'text', sums: ['debit', 'credit'], last: ['side', 'balance'] } }
      : {}),
  };
}

function rowOf(line: LedgerLine, telling: Telling): Row {
  const { say } = telling;
  const balance = { side: sideOf(line.netFen, telling), balance: absolute(line.netFen) };
  switch (line.kind) {
    case 'OPENING':
      return {
        on: line.on,
        text: line.on.endsWith('-01-01')
          ? say('上年结转', 'Brought from last year')
          : say('期初余额', 'Opening balance'),
        ...balance,
      };
    case 'ENTRY': {
      const { on, voucher, text, counter, side, amountFen } = line.entry;
      return {
        on,
        voucher: `${say('记', 'J')}-${voucher}`,
        text,
        counter: counterName(counter, telling),
        [side === 'DEBIT' ? 'debit' : 'credit']: amountFen,
        ...balance,
      };
    }
    default: {
      const text = {
        DAY: say('本日合计', 'Total of the day'),
        MONTH: say('本月合计', 'Total of the month'),
        YEAR: say('本年累计', 'Total of the year'),
      }[line.kind];
      return { on: line.on, text, debit: line.debitFen, credit: line.creditFen, ...balance };
    }
  }
}

function counterName(counter: BookAccount & { readonly fund: string | null }, telling: Telling): string {
  const name = accountName(counter.account, counter.detail, telling);
  return counter.fund === null ? name : `${counter.fund} · ${name}`;
}

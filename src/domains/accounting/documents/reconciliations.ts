// 银行存款余额调节表: what the bank says and what the books say, and what only one of them knows yet.
import type { Ask } from '../../../kernel/computation.js';
import { document, pageInfo, rowsOf, type Connection, type Telling } from '../../../kernel/document.js';
import { termOf } from '../../../kernel/errors.js';
import { absolute, yuanOf } from '../../../kernel/money.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import { lastDayOf } from '../../revenue-sharing/rules/terms.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import { fundArgument, periodArgument } from './arguments.js';
import { subtitleOf } from './heads.js';
import { booksOf, type Amount, type FundHead } from './reading.js';
import { signed } from './year-tables.js';

/** What only one side knows. */
interface Item {
  readonly happenedOn: string;
  readonly amount: Amount;
  readonly line: {
    readonly counterpartyName: string | null;
    readonly remark: string | null;
    readonly reference: string | null;
  } | null;
  readonly entry: {
    readonly transaction: { readonly number: string; readonly explanation: string };
  } | null;
}

/** A reconciliation as it was prepared. */
export interface Reconciliation {
  readonly reconciledOn: string;
  readonly state: string;
  readonly bankBalance: Amount;
  readonly booksReceived: Amount;
  readonly booksPaid: Amount;
  readonly adjustedBank: Amount;
  readonly bookBalance: Amount;
  readonly bankReceived: Amount;
  readonly bankPaid: Amount;
  readonly adjustedBook: Amount;
  readonly difference: Amount;
  readonly unexplainedCount: number;
  readonly preparedBy: string;
  readonly reviewedBy: string | null;
  readonly items: readonly Item[];
}

/** The reconciliations of a period that were not given up, in order. */
export async function readReconciliations(
  ask: Ask,
  fund: string,
  period: Period,
): Promise<readonly Reconciliation[]> {
  type Found = { readonly id: string };
  const found = await rowsOf<Found>(
    ask,
    `query ($fund: ID!, $filter: BankReconciliationFilter!, $after: String, $first: Int) { fund(ref: { id: $fund }) {
      bankReconciliations(filter: $filter, first: $first, after: $after) { nodes { id } ${pageInfo} } } }`,
    {
      fund,
      filter: {
        reconciledOn: { gte: period.from, lte: lastDayOf(period) },
        state: { ne: 'WITHDRAWN' },
      },
    },
    (data) => (data['fund'] as { readonly bankReconciliations: Connection<Found> }).bankReconciliations,
  );
  const read: Reconciliation[] = [];
  for (const { id } of found) {
    // One by one: each may have many items, and the graph bounds what one question may cost.
    const { bankReconciliation } = await ask(
      `query ($id: ID!) { bankReconciliation(ref: { id: $id }) {
        reconciledOn state unexplainedCount preparedBy reviewedBy
        bankBalance { fen } booksReceived { fen } booksPaid { fen } adjustedBank { fen }
        bookBalance { fen } bankReceived { fen } bankPaid { fen } adjustedBook { fen } difference { fen }
        items { happenedOn amount { fen } line { counterpartyName remark reference }
          entry { transaction { number explanation } } } } }`,
      { id },
    );
    read.push(bankReconciliation as Reconciliation);
  }
  return read;
}

document('bank-reconciliation', {
  description:
    'The bank’s balance of a fund compared with its books, with what only one of them knows. 银行存款余额调节表',
  audience: 'INTERNAL',
  args: { fund: fundArgument, period: periodArgument },
  async read({ fund, period }, ask) {
    const books = await booksOf(ask, fund);
    return { fund: books.fund, period, found: await readReconciliations(ask, fund, period) };
  },
  sheets: ({ fund, period, found }, telling) =>
    found.length > 0
      ? found.map((one) => reconciliationSheet(fund, period, one, telling))
      : [reconciliationSheet(fund, period, null, telling)],
});

/** Movements of the bank without the names and remarks that tell who paid: for what leaves the house. */
export function withoutNames(found: Reconciliation): Reconciliation {
  return {
    ...found,
    items: found.items.map((item) => ({
      ...item,
      line: item.line && { ...item.line, counterpartyName: null, remark: null },
    })),
  };
}

/** Both balances side by side, each led to what it would be if it knew all; a period may have no reconciliation. */
export function reconciliationSheet(
  fund: FundHead,
  period: Period,
  found: Reconciliation | null,
  telling: Telling,
): Sheet {
  const { say, language } = telling;
  const rows = found === null ? [] : rowsOfBoth(found, telling);
  return {
    title: say('银行存款余额调节表', 'Bank reconciliation'),
    ...(found === null ? {} : { name: found.reconciledOn }),
    subtitle: [
      ...subtitleOf(fund, period, telling),
      found === null
        ? say('本期没有余额调节表', 'There is no reconciliation in this period')
        : `${say('截至', 'At the end of')} ${found.reconciledOn} · ${termOf('BankReconciliationState', found.state, language)}`,
    ],
    columns: [
      { key: 'book', title: say('企业银行存款账', 'Books'), kind: 'text', width: 40 },
      { key: 'bookAmount', title: say('金额', 'Amount'), kind: 'money' },
      { key: 'bank', title: say('银行对账单', 'Bank'), kind: 'text', width: 40 },
      { key: 'bankAmount', title: say('金额', 'Amount'), kind: 'money' },
    ],
    rows,
    strong: rows.flatMap(({ book, bank }, i) => (isItem(book) || isItem(bank) ? [] : [i])),
    footer:
      found === null
        ? []
        : [
            say(
              `差额: ${yuanOf(signed(found.difference))};未说明的银行收支: ${found.unexplainedCount} 笔`,
              `Difference: ${yuanOf(signed(found.difference))}; movements not explained: ${found.unexplainedCount}`,
            ),
            [
              `${say('编制', 'Prepared by')}: ${found.preparedBy}`,
              `${say('复核', 'Confirmed by')}: ${found.reviewedBy ?? ''}`,
            ].join('\u2003'),
          ],
    wide: true,
  };
}

/** Items stand below their sum, further in. */
const indent = '\u3000';

function isItem(text: Row[string]): boolean {
  return typeof text === 'string' && text.startsWith(indent);
}

/** Heading and sum of each part, with its items below; the two sides line up part by part. */
function rowsOfBoth(found: Reconciliation, telling: Telling): readonly Row[] {
  const { say } = telling;
  const items = (of: 'line' | 'entry', sign: 1 | -1): readonly Item[] =>
    found.items.filter((item) => item[of] !== null && signed(item.amount) * BigInt(sign) > 0n);
  const pairs = (book: readonly Item[], bank: readonly Item[]): readonly Row[] =>
    Array.from({ length: Math.max(book.length, bank.length) }, (_, i) => ({
      ...(book[i] ? { book: itemText(book[i], telling), bookAmount: absolute(signed(book[i].amount)) } : {}),
      ...(bank[i] ? { bank: itemText(bank[i], telling), bankAmount: absolute(signed(bank[i].amount)) } : {}),
    }));
  return [
    {
      book: say('企业账面余额', 'Balance by the books'),
      bookAmount: signed(found.bookBalance),
      bank: say('银行对账单余额', 'Balance by the bank'),
      bankAmount: signed(found.bankBalance),
    },
    {
      book: say('加:银行已收、企业未收', 'Plus what the bank received and the books do not know'),
      bookAmount: signed(found.bankReceived),
      bank: say('加:企业已收、银行未收', 'Plus what the books received and the bank does not know'),
      bankAmount: signed(found.booksReceived),
    },
    ...pairs(items('line', 1), items('entry', 1)),
    {
      book: say('减:银行已付、企业未付', 'Less what the bank paid and the books do not know'),
      bookAmount: signed(found.bankPaid),
      bank: say('减:企业已付、银行未付', 'Less what the books paid and the bank does not know'),
      bankAmount: signed(found.booksPaid),
    },
    ...pairs(items('line', -1), items('entry', -1)),
    {
      book: say('调节后余额', 'Balance adjusted'),
      bookAmount: signed(found.adjustedBook),
      bank: say('调节后余额', 'Balance adjusted'),
      bankAmount: signed(found.adjustedBank),
    },
  ];
}

function itemText({ happenedOn, line, entry }: Item, { say }: Telling): string {
  const words = entry
    ? [`${say('记', 'J')}-${entry.transaction.number}`, entry.transaction.explanation]
    : [line?.counterpartyName, line?.remark, line?.reference];
  return [`${indent}${happenedOn}`, ...words.filter(Boolean)].join(' ');
}

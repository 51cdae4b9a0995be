// 记账凭证: what was posted, voucher by voucher, as forms to be printed and signed or as one list.
import type { Ask } from '../../../kernel/computation.js';
import { document, type Telling } from '../../../kernel/document.js';
import { fault, refusal, Refusal, refuse } from '../../../kernel/errors.js';
import { decodeId } from '../../../kernel/ids.js';
import { int, optional } from '../../../kernel/input.js';
import { uppercaseOf } from '../../../kernel/money.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import type { Reading } from '../rules/accounts.js';
import type { Kinded } from '../rules/flows.js';
import { voucherLines, type VoucherLine, type VoucherSide } from '../rules/vouchers.js';
import { fundArgument, periodArgument, standardArgument } from './arguments.js';
import { chartTitle, stampLine, subtitleOf, worded } from './heads.js';
import { readingOf } from './ledger-reading.js';
import {
  booksOf,
  fenOf,
  kindFields,
  sideFields,
  vouchersIn,
  type Amount,
  type Books,
  type Side,
} from './reading.js';

/** A voucher as the graph answers it. */
interface Transaction extends Kinded {
  readonly number: string;
  readonly effectiveOn: string;
  readonly recordedAt: string;
  readonly explanation: string;
  readonly attachments: number;
  readonly preparedBy: string;
  readonly reviewedBy: string | null;
  readonly amount: Amount;
  readonly legs: readonly {
    readonly amount: Amount;
    readonly debitAccount: Side | null;
    readonly creditAccount: Side | null;
  }[];
}

/** A voucher with its lines. */
interface Voucher extends Omit<Transaction, 'legs'> {
  readonly lines: readonly VoucherLine[];
}

interface Vouchers {
  readonly books: Books;
  readonly period: Period | null;
  readonly reading: Reading;
  readonly vouchers: readonly Voucher[];
}

/** Vouchers of one question: each has many legs, and the graph bounds what one question may cost. */
const atOnce = 50;

async function readVouchers(
  ask: Ask,
  books: Books,
  reading: Reading,
  numbers: readonly string[],
): Promise<readonly Voucher[]> {
  const found: Voucher[] = [];
  for (let from = 0; from < numbers.length; from += atOnce) {
    const { ledgerTransactions } = await ask(
      `query ($tenant: Int!, $numbers: [BigInt!]!, $first: Int!) {
        ledgerTransactions(first: $first, filter: { tenant: { eq: $tenant }, number: { in: $numbers } },
          orderBy: [{ field: NUMBER, direction: ASC }]) { nodes {
          number effectiveOn recordedAt explanation attachments preparedBy reviewedBy amount { fen } ${kindFields}
          legs { amount { fen } debitAccount { ${sideFields} } creditAccount { ${sideFields} } } } } }`,
      {
        tenant: decodeId(books.fund.id)!.tenant,
        numbers: numbers.slice(from, from + atOnce),
        first: atOnce,
      },
    );
    const { nodes } = ledgerTransactions as { readonly nodes: readonly Transaction[] };
    for (const { legs, ...transaction } of nodes) {
      const lines = voucherLines(reading, books.fund.id, {
        ...transaction,
        legs: legs.map(({ amount, debitAccount, creditAccount }) => ({
          debit: sideIn(debitAccount),
          credit: sideIn(creditAccount),
          amountFen: fenOf(amount),
        })),
      });
      const debits = lines.reduce(
        (sum, { side, amountFen }) => sum + (side === 'DEBIT' ? amountFen : 0n),
        0n,
      );
      // A list of values is cut at its most items: a voucher that is not whole is not told at all.
      if (debits !== fenOf(transaction.amount))
        throw refusal('document-within-its-rows', [], { limit: legs.length });
      found.push({ ...transaction, lines });
    }
  }
  return found;
}

/** A side as the rules of vouchers take it. */
function sideIn(side: Side | null): VoucherSide | null {
  if (!side?.fund) return null;
  const { kind, payer, fund } = side;
  return { kind, payer: payer?.name ?? null, fundId: fund.id, fund: fund.name };
}

document('vouchers', {
  description:
    'The vouchers of a fund over a period, or one by its number: as forms on a page, as a list in a table. 记账凭证',
  audience: 'INTERNAL',
  args: {
    fund: fundArgument,
    period: optional(periodArgument),
    number: optional(int('Number of one voucher. 凭证号', { min: 1, max: 999_999_999 })),
    standard: standardArgument,
  },
  async read({ fund, period = null, number = null, standard }, ask): Promise<Vouchers> {
    if (period === null && number === null) {
      const { description } = periodArgument;
      throw new Refusal([fault('document-argument-is-given', ['period'], { name: 'period', description })]);
    }
    const books = await booksOf(ask, fund);
    const reading = readingOf(books, standard);
    const all = period === null ? null : await vouchersIn(ask, books, period);
    const numbers =
      number === null ? all! : (all ?? [String(number)]).filter((one) => one === String(number));
    const vouchers = await readVouchers(ask, books, reading, numbers);
    // A voucher of another fund of the same office is none of this one's.
    const own = vouchers.filter(({ lines }) => lines.some((line) => line.fund === null));
    if (number !== null && own.length === 0) throw refuse('NOT_FOUND', ['number']);
    return { books, period, reading, vouchers: own };
  },
  sheets: (told, telling) =>
    isForm(told, telling)
      ? told.vouchers.map((voucher) => form(told, voucher, telling))
      : [list(told, telling)],
});

/** Forms are for paper; a workbook has one where there is one voucher, else the list has all of them in one table. */
function isForm({ vouchers }: Vouchers, { format }: Telling): boolean {
  return vouchers.length > 0 && (format === 'html' || (format === 'xlsx' && vouchers.length === 1));
}

/** One voucher as the form that is printed and signed. */
function form({ books, reading }: Vouchers, voucher: Voucher, telling: Telling): Sheet {
  const { say } = telling;
  const total = fenOf(voucher.amount);
  const money = (key: string, title: string) => ({ key, title, kind: 'money', width: 18 }) as const;
  const { number, effectiveOn, recordedAt, attachments, preparedBy, reviewedBy } = voucher;
  return {
    title: say('记账凭证', 'Voucher'),
    name: `${say('记', 'J')}-${number}`,
    subtitle: [
      `${say('基金', 'Fund')}: ${books.fund.name}${books.fund.synthetic ? say(' 【示例数据】', ' [invented for demonstration]') : ''}`,
      say(
        `${effectiveOn.slice(0, 4)}年${Number(effectiveOn.slice(5, 7))}月${Number(effectiveOn.slice(8))}日 记字第 ${number} 号 附单据 ${attachments} 张`,
        `${effectiveOn} No. ${number} ${attachments} documents attached`,
      ),
    ],
    columns: [
      { key: 'text', title: say('摘要', 'Text'), kind: 'text', width: 34 },
      { key: 'account', title: say('总账科目', 'Account'), kind: 'text', width: 24 },
      { key: 'detail', title: say('明细科目', 'Detail'), kind: 'text', width: 24 },
      money('debit', say('借方金额', 'Debit')),
      money('credit', say('贷方金额', 'Credit')),
    ],
    rows: voucher.lines.map((line, i) => ({
      ...(i === 0 ? { text: voucher.explanation } : {}),
      account: `${line.account.code} ${worded(telling, line.account.name)}`,
      detail: detailOf(line, telling),
      ...amounts(line),
    })),
    totals: { text: `${say('合计', 'Total')}: ${uppercaseOf(total)}`, debit: total, credit: total },
    footer: [
      [
        `${say('制单', 'Prepared by')}: ${preparedBy}`,
        `${say('审核', 'Reviewed by')}: ${reviewedBy ?? ''}`,
        `${say('记账', 'Posted')}: ${recordedAt.slice(0, 10)}`,
      ].join('\u2003'),
      chartTitle(reading.chart, telling),
    ],
  };
}

/** All vouchers as one list with a row per line. */
function list({ books, period, reading, vouchers }: Vouchers, telling: Telling): Sheet {
  const { say } = telling;
  const rows = vouchers.flatMap((voucher) =>
    voucher.lines.map((line): Row => ({
      on: voucher.effectiveOn,
      voucher: `${say('记', 'J')}-${voucher.number}`,
      text: voucher.explanation,
      code: line.account.code,
      account: worded(telling, line.account.name),
      detail: detailOf(line, telling),
      ...amounts(line),
      attachments: voucher.attachments,
      preparedBy: voucher.preparedBy,
      reviewedBy: voucher.reviewedBy,
    })),
  );
  const text = (key: string, title: string, width: number) => ({ key, title, kind: 'text', width }) as const;
  const total = vouchers.reduce((sum, { amount }) => sum + fenOf(amount), 0n);
  return {
    title: say('记账凭证清单', 'List of vouchers'),
    subtitle: period === null ? [] : subtitleOf(books.fund, period, telling),
    columns: [
      { key: 'on', title: say('日期', 'Date'), kind: 'date' },
      text('voucher', say('凭证号', 'Voucher'), 10),
      text('text', say('摘要', 'Text'), 34),
      text('code', say('科目编号', 'Code'), 10),
      text('account', say('科目名称', 'Account'), 18),
      text('detail', say('明细科目', 'Detail'), 20),
      { key: 'debit', title: say('借方', 'Debit'), kind: 'money' },
      { key: 'credit', title: say('贷方', 'Credit'), kind: 'money' },
      { key: 'attachments', title: say('附单据数', 'Documents'), kind: 'integer' },
      text('preparedBy', say('制单', 'Prepared by'), 16),
      text('reviewedBy', say('审核', 'Reviewed by'), 16),
    ],
    rows,
    totals: { text: say('合计', 'Total'), debit: total, credit: total },
    footer: [chartTitle(reading.chart, telling), stampLine(books, telling)],
    wide: true,
  };
}

function amounts({ side, amountFen }: VoucherLine): Row {
  return side === 'DEBIT' ? { debit: amountFen } : { credit: amountFen };
}

function detailOf({ detail, fund }: VoucherLine, telling: Telling): string {
  return [...(fund ? [fund] : []), ...(detail === null ? [] : [worded(telling, detail)])].join(' · ');
}

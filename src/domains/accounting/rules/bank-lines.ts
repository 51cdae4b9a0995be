// Reads the movements out of a table by a format, and checks that they add up.
import type { BankColumnRole } from '../../../generated/database.js';
import { bank } from '../../../kernel/config.js';
import { fault, type Fault } from '../../../kernel/errors.js';
import { absolute, yuanOf } from '../../../kernel/money.js';
import type { Table } from '../../../kernel/tables.js';
import { comparable, dayIn, fenIn, headerKey, namesAnotherAccount } from './bank-cells.js';
import type { FormatColumn } from './bank-layouts.js';
import { withoutPersonalNumbers } from './bank-persons.js';
import './bank-file-rules.js';

/** A movement as the file tells it. */
export interface ReadLine {
  readonly sheetRow: number;
  readonly bookedOn: string;
  readonly amountFen: bigint;
  readonly balanceFen: bigint | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly remark: string | null;
  readonly reference: string | null;
}

/** A format as it reads. */
export interface Format {
  readonly columns: readonly FormatColumn[];
  readonly inflowWords: readonly string[];
}

/** What a file tells, or what is wrong with it. */
export interface ReadStatement {
  readonly lines: readonly ReadLine[];
  readonly faults: readonly Fault[];
}

/** Whether a format reads at least a day and an amount. */
export function formatFaults(columns: readonly FormatColumn[]): readonly Fault[] {
  const has = (role: BankColumnRole): boolean => columns.some((column) => column.role === role);
  const reads = has('DATE') && (has('AMOUNT') || (has('RECEIVED') && has('PAID')));
  return reads ? [] : [fault('bank-format-reads-what-it-must', ['columns'])];
}

interface Found {
  readonly index: number;
  readonly header: string;
}

/** Where the columns of each meaning are, in the order of the format. */
type Places = Readonly<Partial<Record<BankColumnRole, readonly Found[]>>>;

const path = ['file'];
const amountRoles = ['AMOUNT', 'RECEIVED', 'PAID'] as const;

function placesIn(row: readonly string[], columns: readonly FormatColumn[]): Places {
  const places: Partial<Record<BankColumnRole, Found[]>> = {};
  const keys = row.map(headerKey);
  for (const { role, header } of columns) {
    const index = keys.indexOf(headerKey(header));
    if (index >= 0) (places[role] ??= []).push({ index, header: row[index]!.trim() });
  }
  return places;
}

function isHeader(places: Places): boolean {
  return places.DATE !== undefined && (places.AMOUNT ?? (places.RECEIVED && places.PAID)) !== undefined;
}

/**
 * The movements of a statement in the order of time.
 *
 * Takes the tables of the file, the format and the number of the fund's account. The header is the first row that has a
 * day and amounts; what stands below it is a movement where it has a day, and is passed over where it has neither a day
 * nor an amount, as sums at the end of pages.
 */
export function readStatement(
  tables: readonly Table[],
  format: Format,
  accountNo: string | null,
): ReadStatement {
  for (const { rows } of tables)
    for (const [at, row] of rows.slice(0, bank.headerRows).entries()) {
      const places = placesIn(row, format.columns);
      if (!isHeader(places)) continue;
      if (accountNo !== null && namesAnotherAccount(rows.slice(0, at), accountNo))
        return { lines: [], faults: [fault('bank-statement-of-the-account', path)] };
      return readRows(rows, at + 1, places, format.inflowWords);
    }
  const headers = (roles: readonly BankColumnRole[]): string =>
    format.columns
      .filter(({ role }) => roles.includes(role))
      .map(({ header }) => header)
      .join('、');
  const params = { rows: bank.headerRows, dates: headers(['DATE']), amounts: headers(amountRoles) };
  return { lines: [], faults: [fault('bank-statement-has-its-header', path, params)] };
}

function readRows(
  rows: readonly (readonly string[])[],
  from: number,
  places: Places,
  inflowWords: readonly string[],
): ReadStatement {
  const words = new Set(inflowWords.map(comparable));
  const lines: ReadLine[] = [];
  const faults: Fault[] = [];
  rows.slice(from).forEach((row, i) => {
    const read = readRow(row, from + i + 1, places, words);
    if (read === null) return;
    if ('faults' in read) faults.push(...read.faults);
    else lines.push(read.line);
  });
  if (lines.length > bank.lines)
    faults.push(fault('bank-statement-within-its-limit', path, { max: bank.lines }));
  if (faults.length > 0) return { lines, faults: faults.slice(0, bank.faults) };
  const column = places.BALANCE?.[0]?.header ?? '';
  const ordered = inOrder(lines);
  return {
    lines: ordered,
    faults: [...repeated(ordered), ...balanceFaults(ordered, column)].slice(0, bank.faults),
  };
}

function readRow(
  row: readonly string[],
  sheetRow: number,
  places: Places,
  inflowWords: ReadonlySet<string>,
): { readonly line: ReadLine } | { readonly faults: readonly Fault[] } | null {
  const cell = ({ index }: Found): string => (row[index] ?? '').trim();
  const text = (...roles: readonly BankColumnRole[]): string | null =>
    roles
      .flatMap((role) => places[role] ?? [])
      .map(cell)
      .find((one) => one !== '' && !/^[-—]+$/.test(one)) ?? null;
  const faults: Fault[] = [];
  const unreadable = (found: Found): void => {
    const params = { row: sheetRow, column: found.header, text: cell(found).slice(0, 40) };
    faults.push(fault('bank-statement-cell-is-readable', path, params));
  };
  const amount = (role: BankColumnRole): bigint | null => {
    const [found] = places[role] ?? [];
    const fen = found === undefined ? null : fenIn(cell(found));
    if (fen === undefined) unreadable(found!);
    return fen ?? null;
  };
  const date = places.DATE![0]!;
  const bookedOn = dayIn(cell(date));
  const amounts = amountRoles.flatMap((role) => places[role]?.slice(0, 1) ?? []);
  // Sums and remarks at the end have no day; a title that is repeated on each page has no amount.
  if (bookedOn === null && (cell(date) === '' || /合计|总计|小计|累计|承前|期初|期末/.test(cell(date))))
    return null;
  if (bookedOn === null && amounts.every((found) => typeof fenIn(cell(found)) !== 'bigint')) return null;
  if (bookedOn === null) unreadable(date);
  const parts = { RECEIVED: amount('RECEIVED') ?? 0n, PAID: amount('PAID') ?? 0n };
  const balanceFen = amount('BALANCE');
  let amountFen = parts.RECEIVED - parts.PAID;
  const [signed] = places.AMOUNT ?? [];
  const twice = parts.RECEIVED !== 0n && parts.PAID !== 0n;
  if (places.RECEIVED === undefined || places.PAID === undefined) {
    amountFen = amount('AMOUNT') ?? 0n;
    const [direction] = places.DIRECTION ?? [];
    if (direction !== undefined && faults.length === 0) {
      const word = comparable(cell(direction));
      if (word === '')
        faults.push(
          fault('bank-statement-row-says-its-direction', path, { row: sheetRow, column: direction.header }),
        );
      const magnitude = absolute(amountFen);
      amountFen = inflowWords.has(word) ? magnitude : -magnitude;
    }
  }
  if (faults.length === 0 && (amountFen === 0n || twice)) {
    const column = (places.RECEIVED?.[0] ?? signed)!.header;
    faults.push(fault('bank-statement-row-moves-one-amount', path, { row: sheetRow, column }));
  }
  if (faults.length > 0) return { faults };
  const cameIn = amountFen > 0n;
  const remarks = (places.REMARK ?? []).map(cell).filter((one) => one !== '' && !/^[-—]+$/.test(one));
  return {
    line: {
      sheetRow,
      bookedOn: bookedOn!,
      amountFen,
      balanceFen,
      counterpartyName: text('COUNTERPARTY_NAME', cameIn ? 'PAYER_NAME' : 'PAYEE_NAME'),
      counterpartyAccount: text('COUNTERPARTY_ACCOUNT', cameIn ? 'PAYER_ACCOUNT' : 'PAYEE_ACCOUNT'),
      remark: remarks.length === 0 ? null : withoutPersonalNumbers([...new Set(remarks)].join(' ')),
      reference: text('REFERENCE'),
    },
  };
}

/** Banks list movements forwards or backwards; balances tell which, and else the days. */
function inOrder(lines: readonly ReadLine[]): readonly ReadLine[] {
  const backwards = lines.toReversed();
  const runs = (list: readonly ReadLine[]): number =>
    list.filter((line, i) => i > 0 && line.balanceFen === (list[i - 1]!.balanceFen ?? 0n) + line.amountFen)
      .length;
  const told = lines.every(({ balanceFen }) => balanceFen !== null);
  const isBackwards =
    told && runs(lines) !== runs(backwards)
      ? runs(backwards) > runs(lines)
      : lines.length > 0 && lines[0]!.bookedOn > lines.at(-1)!.bookedOn;
  return isBackwards ? backwards : lines;
}

function balanceFaults(lines: readonly ReadLine[], column: string): readonly Fault[] {
  return lines.flatMap(({ sheetRow: row, amountFen, balanceFen }, i) => {
    const before = lines[i - 1]?.balanceFen ?? null;
    if (before === null || balanceFen === null || balanceFen === before + amountFen) return [];
    const params = { row, column, expected: yuanOf(before + amountFen), found: yuanOf(balanceFen) };
    return [fault('bank-statement-balance-runs', path, params)];
  });
}

/** The same number, day and amount twice is one movement, unless the balance shows that both happened. */
function repeated(lines: readonly ReadLine[]): readonly Fault[] {
  const seen = new Map<string, number>();
  return lines.flatMap(({ sheetRow: row, bookedOn, amountFen, reference, balanceFen }) => {
    if (reference === null || balanceFen !== null) return [];
    const key = `${bookedOn} ${amountFen} ${reference}`;
    const other = seen.get(key);
    seen.set(key, row);
    return other === undefined ? [] : [fault('bank-statement-line-once', path, { row, other })];
  });
}

// Writes sheets as CSV that spreadsheets open as it is meant: UTF-8 with its mark, and no cell that is run as a formula.
import { stringify } from 'csv-stringify/sync';
import { yuanOf } from '../../kernel/money.js';
import { cellOf, type Cell, type Column, type Row, type Sheet } from '../../kernel/sheet.js';

/** Excel takes a file without it for one in the encoding of its country. */
const byteOrderMark = '\uFEFF';

/**
 * What makes a program of tables take a text for a formula: the sign, or its full-width form, which some turn into the
 * other, with or without space before it; and a tab or an end of line, which some take for the start of another cell.
 */
const formula = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/;

/** The text with an apostrophe before it where it could be run as a formula: programs then show it and do not run it. */
export function neutralised(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** What a text was before `neutralised`. */
export function unneutralised(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}

function written(cell: Cell, { kind }: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return neutralised(cell);
  return kind === 'money' ? yuanOf(BigInt(cell)) : String(cell);
}

function linesOf({ columns, rows, totals }: Sheet): readonly (readonly string[])[] {
  const line = (row: Row): readonly string[] => columns.map((column) => written(cellOf(row, column), column));
  return [
    columns.map(({ title }) => neutralised(title)),
    ...rows.map(line),
    ...(totals === undefined ? [] : [line(totals)]),
  ];
}

/**
 * One sheet is its columns' titles and its rows, for programs to read; several follow each other, each below its title
 * and what it is of, with an empty line between.
 */
export function csvOf(sheets: readonly Sheet[]): string {
  const [only] = sheets;
  const lines =
    sheets.length === 1
      ? linesOf(only!)
      : sheets.flatMap((sheet, place) => [
          ...(place > 0 ? [['']] : []),
          ...[sheet.title, ...(sheet.subtitle ?? [])].map((text) => [neutralised(text)]),
          ...linesOf(sheet),
          ...(sheet.footer ?? []).map((text) => [neutralised(text)]),
        ]);
  return byteOrderMark + stringify(lines as string[][], { record_delimiter: 'windows' });
}

// Reads tables out of files: workbooks (xlsx) and separated values in UTF-8 or GB18030.
import { parse } from 'csv-parse/sync';
import readWorkbook, { type CellValue } from 'read-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import { sheets } from '../../kernel/config.js';
import { defineRules, Refusal, refusal } from '../../kernel/errors.js';
import type { Table } from '../../kernel/tables.js';

/** Media types of files that have tables. */
export const tableTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

defineRules({
  'uploaded-table-is-readable': {
    code: 'INVALID_INPUT',
    zh: '文件不是可以读取的表格;请上传未加密的 XLSX,或 UTF-8、GB18030 编码的 CSV。',
    en: 'The file is no table that can be read; upload an XLSX that is not encrypted, or a CSV in UTF-8 or GB18030.',
  },
  'uploaded-table-within-limits': {
    code: 'INVALID_INPUT',
    zh: '表格超过上限(文件 {bytes} 字节、展开后 {unpacked} 字节、{rows} 行);请分次上传。',
    en: 'The table is over the limits ({bytes} bytes in the file, {unpacked} unpacked, {rows} rows); upload it in parts.',
  },
});

/**
 * The tables of a file.
 *
 * Takes the content and its media type; returns every sheet of a workbook, or the one table of separated values, with the
 * cells as text: numbers in full, days as 2026-01-31. @throws Refusal where it cannot be read, or is too large
 */
export async function readTables(content: Uint8Array, mediaType: string): Promise<readonly Table[]> {
  const tables =
    mediaType === tableTypes.xlsx
      ? await readSheets(content)
      : mediaType === tableTypes.csv
        ? [{ name: null, rows: separatedRows(textOf(content)) }]
        : null;
  if (tables === null) throw refusal('uploaded-table-is-readable', ['file']);
  if (tables.some(({ rows }) => rows.length > sheets.rows)) throw tooLarge();
  return tables;
}

/** Whether a content is separated values: text, of which at least two rows have three cells or more. */
export function isSeparated(content: Uint8Array): boolean {
  try {
    const text = textOf(content);
    return (
      !text.trimStart().startsWith('<') && separatedRows(text).filter((row) => row.length > 2).length > 1
    );
  } catch {
    return false;
  }
}

function tooLarge(): Refusal {
  const { fileBytes: bytes, unpackedBytes: unpacked, rows } = sheets;
  return refusal('uploaded-table-within-limits', ['file'], { bytes, unpacked, rows });
}

async function readSheets(content: Uint8Array): Promise<readonly Table[]> {
  if (content.length > sheets.fileBytes) throw tooLarge();
  const bytes = Buffer.from(content);
  try {
    await refuseBomb(bytes);
    const found = await readWorkbook(bytes, { parseNumber: plainNumber, trim: false });
    return found.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }));
  } catch (error) {
    throw error instanceof Refusal ? error : refusal('uploaded-table-is-readable', ['file']);
  }
}

/**
 * Refuses what tells by itself that it is too large; then unpacks once without keeping anything, because the sizes that an
 * archive tells of itself may be lies.
 */
async function refuseBomb(bytes: Buffer): Promise<void> {
  let told = 0;
  for await (const { uncompressedSize } of (await fromBufferPromise(bytes)).eachEntry())
    if ((told += uncompressedSize) > sheets.unpackedBytes) throw tooLarge();
  const zip = await fromBufferPromise(bytes);
  let unpacked = 0;
  for await (const entry of zip.eachEntry())
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > sheets.unpackedBytes) throw tooLarge();
    }
}

function cellText(cell: CellValue<string> | null): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
  return String(cell);
}

/**
 * A number of a workbook in full. A workbook keeps numbers in binary and shows fifteen digits of them: those are what
 * somebody wrote, and what comes behind them is noise.
 */
export function plainNumber(text: string): string {
  const rounded = Number(text).toPrecision(15);
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(rounded) ?? [];
  if (whole === '') return text;
  const shift = Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, -shift))}${whole}${part}${'0'.repeat(Math.max(0, shift))}`;
  const point = whole.length + Math.max(0, -shift) + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const after = digits.slice(point).replace(/0+$/, '');
  return `${sign}${before}${after === '' ? '' : `.${after}`}`;
}

/** A text of the two encodings that are met in China. @throws Error where it is neither, or no text at all */
function textOf(content: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    text = new TextDecoder('gb18030', { fatal: true }).decode(content);
  }
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
    throw new Error('Control characters are no text.');
  return text;
}

/** Of separators that cut the first rows into equally many cells, the one that stands first here is meant. */
const separators = [',', '\t', ';', '|'] as const;

/** The rows of separated values; empty ones keep their place, because people are told the number of a row. */
function separatedRows(text: string): readonly (readonly string[])[] {
  const read = (delimiter: string, to: number): readonly (readonly string[])[] =>
    parse(text, {
      bom: true,
      delimiter,
      to,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      // A number that a spreadsheet must not round is written as ="123" or with a tab behind it.
      onRecord: (record: readonly string[]) =>
        record.map((cell) => cell.replace(/^="([^"]*)"$/, '$1').replace(/^\t+|\t+$/g, '')),
    });
  const widths = separators.map((delimiter) =>
    read(delimiter, sheets.sampleRows).reduce((widest, { length }) => Math.max(widest, length), 0),
  );
  return read(separators[widths.indexOf(Math.max(...widths))]!, sheets.rows + 1);
}

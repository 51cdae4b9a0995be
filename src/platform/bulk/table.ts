// A table as inputs of an operation: where its header is, and what each row says, cell by cell.
import { isDate } from '../../kernel/clock.js';
import { bulkImports } from '../../kernel/config.js';
import { fault, refusal, type Fault } from '../../kernel/errors.js';
import { graph } from '../../kernel/graph/shape.js';
import { decodeId } from '../../kernel/ids.js';
import type { Table } from '../../kernel/tables.js';
import { unneutralised } from '../sheets/csv.js';
import { readTables, tableTypes } from '../sheets/read.js';
import { termsOf, type ImportColumn } from './columns.js';

/** Title of the column that tells why a row was refused; in a table that comes again it says nothing. */
export const errorTitle = '错误说明';
/** Begins the cells of the row below the header that says what the columns expect. */
export const hintMark = '※';
/** Begins a cell that names an object by the key which the caller's own system has for it. */
const externalMark = /^(?:外部键|external)[:\uff1a]/;

/** A table that was understood. */
export interface ImportTable {
  /** The titles as they stand in it. */
  readonly header: readonly string[];
  /** Column of each place; null for one that is left alone. */
  readonly columns: readonly (ImportColumn | null)[];
  readonly rows: readonly ImportRow[];
}

/** A row that is not empty, with its number in the file. */
export interface ImportRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The tables of a file; cells of CSV that were kept from being run as formulas are as they were before. */
export async function tablesFrom(content: Buffer, mediaType: string): Promise<readonly Table[]> {
  const tables = await readTables(content, mediaType);
  if (mediaType !== tableTypes.csv) return tables;
  return tables.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(unneutralised)) }));
}

/**
 * Finds the header and the rows.
 *
 * Takes the tables of a file and the columns of the operation; a title is the column's Chinese title or its path, in any
 * order. `keyColumn` names one that tells the rows apart and need be none of the operation. Throws the Refusal of all that
 * is wrong with the header, by name.
 */
export function tableOf(
  tables: readonly Table[],
  columns: readonly ImportColumn[],
  keyColumn: string | null,
): ImportTable {
  const byTitle = new Map(
    columns.flatMap(
      (column) =>
        [
          [column.title, column],
          [column.path, column],
        ] as const,
    ),
  );
  const known = (cell: string): boolean => byTitle.has(cell) || cell === errorTitle || cell === keyColumn;
  for (const { rows } of tables) {
    const heads = rows.slice(0, bulkImports.headerRows).map((row) => row.map((cell) => cell.trim()));
    const matches = heads.map((row) => row.filter((cell) => cell !== '' && byTitle.has(cell)).length);
    const at = matches.indexOf(Math.max(...matches, 1));
    if (at < 0) continue;
    const header = heads[at]!;
    refuseHeader(header, at + 1, columns, byTitle, known);
    if (keyColumn !== null && !header.includes(keyColumn))
      throw refusal('import-columns-are-complete', ['keyColumn'], { columns: keyColumn });
    const found = rows
      .map((cells, i) => ({ number: i + 1, cells: cells.map((cell) => cell.trim()) }))
      .slice(at + 1)
      .filter(({ cells }) => cells.some((cell) => cell !== '') && !isHint(cells));
    if (found.length === 0) throw refusal('import-has-rows', ['table']);
    if (found.length > bulkImports.rows)
      throw refusal('import-within-its-rows', ['table'], { limit: bulkImports.rows });
    return { header, columns: header.map((title) => byTitle.get(title) ?? null), rows: found };
  }
  throw refusal('import-has-a-header', ['table'], { rows: bulkImports.headerRows });
}

function isHint(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.startsWith(hintMark));
}

function refuseHeader(
  header: readonly string[],
  row: number,
  columns: readonly ImportColumn[],
  byTitle: ReadonlyMap<string, ImportColumn>,
  known: (cell: string) => boolean,
): void {
  const named = header.filter((cell) => cell !== '');
  const told = (names: readonly string[]): string => [...new Set(names)].join('、');
  const strange = named.filter((cell) => !known(cell));
  if (strange.length > 0)
    throw refusal('import-columns-are-known', ['table'], { row, columns: told(strange) });
  const paths = named.flatMap((cell) => byTitle.get(cell)?.path ?? []);
  const twice = paths.filter((path, i) => paths.indexOf(path) !== i);
  if (twice.length > 0) throw refusal('import-columns-once', ['table'], { columns: told(twice) });
  const missing = columns.filter(({ required, path }) => required && !paths.includes(path));
  if (missing.length > 0)
    throw refusal('import-columns-are-complete', ['table'], {
      columns: told(missing.map(({ title }) => title)),
    });
}

/** What a row says: the input, or all that is wrong with its cells. */
export type RowInput =
  { readonly input: Readonly<Record<string, unknown>> } | { readonly faults: readonly Fault[] };

/** Reads a row as an input. Takes the office whose records natural keys are looked for in. */
export function inputOf({ columns, header }: ImportTable, { cells }: ImportRow, office: number): RowInput {
  const input: Record<string, unknown> = {};
  const faults: Fault[] = [];
  const filled = new Set(
    columns.flatMap((column, i) => (column?.group && (cells[i] ?? '') !== '' ? [column.group] : [])),
  );
  for (const [i, cell] of cells.entries())
    if (cell !== '' && (header[i] ?? '') === '')
      faults.push(fault('import-row-within-header', [], { cell: i + 1 }));
  for (const [i, column] of columns.entries()) {
    if (column === null) continue;
    const cell = cells[i] ?? '';
    const { steps, title, group, required, neededInGroup } = column;
    if (cell === '') {
      // A group that is left out as a whole needs nothing.
      if (required || (neededInGroup && filled.has(group!)))
        faults.push(fault('import-cell-is-filled', steps, { column: title }));
      continue;
    }
    const value = valueOf(column, cell, office);
    if (value !== null && typeof value === 'object' && 'rule' in value) {
      faults.push(value as Fault);
      continue;
    }
    const [outer, inner] = steps as [string, string?];
    if (inner === undefined) input[outer] = value;
    else input[outer] = { ...(input[outer] as object | undefined), [inner]: value };
  }
  return faults.length > 0 ? { faults } : { input };
}

function valueOf({ form, title, steps }: ImportColumn, cell: string, office: number): unknown {
  switch (form.is) {
    case 'text':
      return cell;
    case 'int':
      return /^[+-]?\d{1,9}$/.test(cell)
        ? Number(cell)
        : fault('import-cell-is-a-whole-number', steps, { column: title });
    case 'bool': {
      const meant = { 是: true, 否: false, true: true, false: false, TRUE: true, FALSE: false }[cell];
      return meant ?? fault('import-cell-is-yes-or-no', steps, { column: title });
    }
    case 'enum': {
      const terms = termsOf(form.enum);
      const meant = terms.find(({ value, term }) => value === cell || term === cell);
      const values = terms.map(({ term }) => term).join('、');
      return meant?.value ?? fault('import-cell-is-of-its-list', steps, { column: title, values });
    }
    case 'scalar':
      return plain(form.scalar, cell);
    case 'ref': {
      const id = decodeId(cell);
      if (id && id.prefix === graph().get(form.entity)?.entity.id) return { id: cell };
      if (externalMark.test(cell))
        return { externalKey: { tenant: office, key: cell.replace(externalMark, '').trim() } };
      if (form.by === null) return { id: cell };
      const { name, column, inTenant } = form.by;
      return { [name]: inTenant ? { tenant: office, [column]: cell } : cell };
    }
  }
}

/** What spreadsheets make of days, amounts and rates, as the scalar is written; anything else as it is. */
function plain(scalar: string, cell: string): string {
  if (scalar === 'Date') {
    const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) ?? [];
    const written = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    return year !== undefined && isDate(written) ? written : cell;
  }
  if (scalar === 'Yuan' && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell)) return cell.replaceAll(',', '');
  if (scalar === 'Percent') return cell.replace(/\s*[%\uff05]$/, '');
  return cell;
}

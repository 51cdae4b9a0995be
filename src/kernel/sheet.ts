// A sheet: a table for people, said once, whatever it is written as: a spreadsheet, CSV or a page to be printed.

/** What a column holds: text as it is, fen, a day, or a whole number. */
type ColumnKind = 'text' | 'money' | 'date' | 'integer';

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** In Latin characters, of which a Chinese one takes two. Default: by its kind. */
  readonly width?: number;
  /** Values among which a workbook lets people choose. */
  readonly choices?: readonly string[];
}

/** Fen in a column of money, `YYYY-MM-DD` in one of days; a text in any of them is written as it is. */
export type Cell = string | bigint | number | null;

/** Cells by the key of their column; one that is missing is empty. */
export type Row = Readonly<Record<string, Cell | undefined>>;

/** How a long table goes over pages of paper, each of which sums up to its end and begins with what was brought there. */
interface Carrying {
  /** Rows of a page beside the two lines of the sums. */
  readonly rows: number;
  /** Column in which the lines are called 过次页 and 承前页. */
  readonly label: string;
  /** Columns of money that are summed up; rows that are sums themselves do not count. */
  readonly sums: readonly string[];
  /** Columns whose last value is repeated, such as a balance. */
  readonly last: readonly string[];
}

export interface Sheet {
  readonly title: string;
  /** Name of the tab in a workbook. Default: the title. */
  readonly name?: string;
  /** Lines below the title: whose it is, of what time, as of when. */
  readonly subtitle?: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Places in `rows`, from 0, of sums and headings, which are set in bold. */
  readonly strong?: readonly number[];
  readonly totals?: Row;
  /** Lines below the table: who signs, how to read it. */
  readonly footer?: readonly string[];
  /** A page of paper is wider than high. */
  readonly wide?: boolean;
  readonly carrying?: Carrying;
}

/** The cell of a row; null where there is none. */
export function cellOf(row: Row, { key }: Column): Cell {
  return row[key] ?? null;
}

/** The width of a column that says none. */
export function widthOf({ kind, title, width }: Column): number {
  return width ?? Math.max({ text: 20, money: 16, date: 12, integer: 8 }[kind], title.length * 2 + 2);
}

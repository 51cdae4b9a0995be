// Tables in uploaded files: what a domain gets of them, from whoever reads them for it.

/** A sheet of a workbook, or a file of separated values: the text of every cell, rows from the first on. */
export interface Table {
  /** Name of the sheet; null in a file that has no sheets. */
  readonly name: string | null;
  readonly rows: readonly (readonly string[])[];
}

/** A file that the platform keeps. */
export interface StoredFile {
  readonly tenant: number;
  readonly digest: string;
  readonly mediaType: string;
  readonly byteSize: number;
}

type ReadTables = (file: StoredFile) => Promise<readonly Table[]>;

let reader: ReadTables | undefined;

/** Registers who reads tables out of files. */
export function provideTables(read: ReadTables): void {
  reader = read;
}

/** The tables in a file. @throws Refusal where there are none, or more than is read; Error where nobody reads files */
export async function tablesIn(file: StoredFile): Promise<readonly Table[]> {
  if (!reader) throw new Error('Nobody reads tables out of files.');
  return reader(file);
}

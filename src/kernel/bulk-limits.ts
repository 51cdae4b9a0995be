// The numbers that limit exports of lists and imports of tables; config.ts passes them on.

/** Exports of lists and imports of tables. */
export const bulk = {
  /** How often a server looks for work, and how many exports or imports it works on side by side. */
  everyMs: 2_000,
  atOnce: 2,
  /** How long a server that is not heard of keeps a piece of work before another goes on with it. */
  leaseMs: 60_000,
  /** How long work waits that was refused for now, where nothing else is said. */
  pauseMs: 2_000,
  /** Days for which a file can be downloaded. */
  keptDays: 7,
  /** Exports, and imports, of an app that are waiting or under way at once. */
  perApp: 5,
} as const;

/** One exported file. */
export const bulkExports = {
  rows: 1_000_000,
  bytes: 1_073_741_824,
  /** Rows of a workbook, which is made as a whole. */
  workbookRows: 100_000,
  /** After so many rows, bytes or milliseconds what was read is put into the storage, and is not read again. */
  partRows: 5_000,
  partBytes: 4_194_304,
  partMs: 20_000,
  /** Characters of the document and of its variables. */
  documentCharacters: 20_000,
  variablesCharacters: 20_000,
  /** Rows of CSV that are written at once. */
  csvRowsAtOnce: 1_000,
} as const;

/** One imported table. */
export const bulkImports = {
  /** Rows and columns, and bytes of the file; `sheets` says how large it may be unpacked. */
  rows: 20_000,
  columns: 200,
  /** Characters of a table that comes with the request. */
  characters: 400_000,
  /** Results that are recorded at once; after a process was killed at most so many rows are sent again, by their keys. */
  recordedAtOnce: 50,
  /** Rows among which the header is looked for. */
  headerRows: 5,
  /** Empty rows of a template that take texts only. */
  templateRows: 200,
} as const;

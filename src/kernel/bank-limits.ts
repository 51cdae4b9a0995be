// Limits of statements of banks, and of the tables that they are uploaded as.

/** Tables in uploaded files: bytes as uploaded and unpacked, rows, and rows by which the separator is told. */
export const sheets = {
  fileBytes: 5_242_880,
  unpackedBytes: 52_428_800,
  rows: 20_000,
  sampleRows: 50,
} as const;

/** Statements of banks. */
export const bank = {
  /** Movements of one statement. */
  lines: 5_000,
  /** Rows among which the header is looked for, and faults that are told at once. */
  headerRows: 40,
  faults: 20,
  /** Columns that a format names, and lines and entries that a person ties together. */
  columns: 60,
  tied: 50,
  /** Days by which bank and books may differ in what is matched by payer and amount. */
  matchDays: 10,
  /** Characters of a number that is looked for in a remark: shorter ones are found by chance. */
  numberLength: 5,
  /** What stands on one reconciliation at most. */
  reconciliationItems: 200,
} as const;

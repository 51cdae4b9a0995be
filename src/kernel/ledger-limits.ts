// The numbers that limit exports and proofs of ledgers; config.ts passes them on.
/** Exports and proofs of ledgers. */
export const ledgerExports = {
  /** Rows of one workbook, and rows of CSV that are made at once. */
  workbookRows: 200_000,
  csvRowsAtOnce: 2_000,
  /** Entries that one request over the network may concern; longer books are a matter for the command. */
  answeredEntries: 200_000,
  /** Exports that a process makes at once: each has a connection to the database until its file is complete. */
  turns: { working: 2, workingOfPayer: 1, waiting: 16, waitMs: 30_000 },
  /** What verifying costs beside rows. */
  verifyPrice: 20_000,
  /** Faults that a verdict tells: more say nothing more. */
  faults: 100,
  /** Vouchers of one sample. */
  sampled: 1_000,
  /** Published heads of one office that are told at once, and how long they may be kept by who stands between. */
  heads: 400,
  headsMaxAgeS: 3_600,
} as const;

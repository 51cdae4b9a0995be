// What limits the events of writes: how they are numbered, read, streamed and kept.

/** Events of accepted writes. */
export const events = {
  /** Events that get their numbers in one transaction. */
  batch: 1_000,
  /** How often a process looks for events without a number, and how far others have numbered. */
  everyMs: 500,
  /** How long the events of one moment are gathered after a write before they get their numbers together. */
  gatherMs: 20,
  /** Events that one page looks through for those of the types and places asked for. */
  scanned: 1_000,
} as const;

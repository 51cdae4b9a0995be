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
  /** How long an event is kept, in days. */
  keptDays: 90,
  /** How often a process looks for events that are too old, and how many it removes in one transaction. */
  removeEveryMs: 3_600_000,
  removed: 5_000,
} as const;

/** Streams of events. A stream keeps nothing in memory but a page: its queue is the table. */
export const streams = {
  /** Streams of one app at one office, or of an address that shows no credential. */
  perApp: 50,
  perProcess: 2_000,
  /** WebSockets of one address, behind which a whole office may be, and messages to a client that it has not taken. */
  perAddress: 500,
  onTheirWay: 200,
  /** Events that a stream reads at once. */
  page: 50,
  /** Messages that are made at once, of all and of one who pays, so that requests are not kept waiting by streams. */
  turns: { working: 8, workingOfPayer: 2, waiting: 4_000, waitMs: 30_000 },
  /** How often a stream asks whether its credential is still good, and a client whether the stream is alive. */
  recheckMs: 5_000,
  heartbeatMs: 12_000,
  /** How long a client may take to accept one message before it is cut off. */
  slowMs: 30_000,
  /** How long a connection may take to say who it is, and to close when it is told to. */
  initMs: 5_000,
  closeMs: 2_000,
  /** How soon a stream tries again what the database or the budget did not give, where they do not say. */
  retryMs: 1_000,
} as const;

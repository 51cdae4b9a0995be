// Budgets: how much an app or an address may ask for, and how many requests a process takes at once.

/** Budgets in points of cost: full at first, and restored evenly over a minute. */
export const budgets = {
  /** Of an app at an office, where nothing else was agreed. */
  appPerMinute: 600_000,
  /** Of an address without a credential. */
  addressPerMinute: 300_000,
  /** Smallest and largest that can be agreed. */
  leastPerMinute: 600,
  mostPerMinute: 60_000_000,
  /** Part of a budget that a process takes at once, so that most requests need no statement for it: a twentieth. */
  leaseParts: 20,
  /** How long a process keeps what it took. */
  leaseMs: 1_000,
  /** Budgets that a process has to do with at once. */
  leases: 20_000,
  /** How often a process looks for budgets that are full and need not be remembered. */
  sweepMs: 60_000,
  /** What a request costs that is refused before it has a price: a wrong document, a wrong credential. */
  refused: 10,
} as const;

/**
 * Requests that a process works on, of all and of one who pays, those that wait for their turn, and how long one waits.
 * Of the connections for reading some are left to the others, however much one of them asks.
 */
export const queue = { working: 64, workingOfPayer: 12, waiting: 256, waitMs: 5_000 } as const;

// Numbers of the contract with those who program against it, and of what is known of their use of it.

/** Days between the publication of a deprecation and the day from which what it ends may be gone. */
export const contract = { deprecationDays: 180 } as const;

/** Of the counts of fields by app. */
export const fieldUsage = {
  /** Forms of operations, and counts of fields, that a process keeps until they are written. */
  operations: 2_000,
  counts: 200_000,
  /** How often they are written, and how many at once. */
  writeEveryMs: 60_000,
  batch: 1_000,
  /** How long they are kept, and how often the old ones are removed. */
  keepDays: 400,
  removeEveryMs: 86_400_000,
} as const;

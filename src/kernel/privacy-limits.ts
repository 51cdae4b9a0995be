// Numbers that limit what concerns personal data: purposes, the access log, requests of the persons concerned.

/** Purposes for which personal data are processed. */
export const purposes = {
  /** Longest time for which data may be kept for one, in months: thirty years, as vouchers are. */
  retentionMonths: 360,
  /** How long a purpose that was found may be trusted before it is looked up again, and how many are remembered. */
  cacheMs: 5_000,
  cacheEntries: 10_000,
  /** Years for which assessments and reports of processing are kept: Personal Information Protection Law, article 56. */
  assessmentYears: 3,
} as const;

/** How often the keys of personal data are read again at most, where one is met that is not known; rows that one round seals anew. */
export const personalKeys = { readAgainMs: 1_000, rotatedAtOnce: 500 } as const;

/**
 * Requests of persons: days to the answer, which the national standard (GB/T 35273) wants within thirty and this platform
 * within fifteen working days, said in days because what is public holiday is a domain's to know; rows of one deletion.
 */
export const subjectRequests = { answerDays: 21, objects: 100 } as const;

/** What credentials read. */
export const accessLog = {
  /** Longest time for which an entry without personal data waits to be written with others. */
  everyMs: 250,
  /** Entries that wait at most; whoever makes one more waits until they are written. */
  waiting: 1_000,
  /** Days for which entries are kept: the Cybersecurity Law, article 21, wants six months at least. */
  keepDays: 366,
  /** Entries that are removed by one statement, and how often a server looks for such that may go. */
  removedAtOnce: 5_000,
  removeEveryMs: 3_600_000,
  /** Names of offices and apps that are remembered, and for how long. */
  names: 10_000,
  namesMs: 60_000,
  /** Characters of the name of an operation. */
  operationCharacters: 200,
} as const;

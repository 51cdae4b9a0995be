// Every limit, size, depth, retry and timeout of the platform, each with its number.
/** Hard limits of one request. */
export const limits = {
  /** Bytes of a request's body. */
  bodyBytes: 1_000_000,
  /** Lexical tokens of a document. */
  tokens: 4_000,
  /** Nesting of selections. */
  depth: 16,
  aliases: 60,
  directives: 60,
  /** Fields of an operation with its fragments spread and its kinds told apart: what the statement must say. */
  selections: 5_000,
  /** Nesting of the values in the variables. */
  variables: 40,
  /** Largest amount of money in an input, in yuan. */
  amountYuan: '9999999999999.99',
  /** Fields at the root of an operation. */
  rootFields: 20,
  /** Times that an operation asks for the whole schema; each alias within it is as good as another time. */
  introspections: 1,
  /** Rows of a page; what a page has when nothing is said. */
  pageSize: 100,
  defaultPageSize: 20,
  /** Rows of a list whose pages are numbered, and pages told on each side of the one asked about. */
  numberedRows: 10_000,
  pagesAround: 4,
  /** Items of an orderBy list. */
  orderBy: 4,
  /** Nesting of and/or/not and of relation filters. */
  filterDepth: 8,
  /** Comparisons and relations of one filter. */
  filterTerms: 100,
  /** Items of an `in` list, an id list or any list in an input. */
  listItems: 200,
  /** Groups of an aggregate. */
  groups: 200,
  /** Items of a bare list of values, where its declaration says nothing. */
  values: 200,
  /** Cost of an operation: rows it may ask for, times their price. */
  cost: 200_000,
  /** Characters of a text, where its declaration says nothing. */
  text: 1_000,
  searchText: 100,
  idempotencyKey: { min: 8, max: 128 },
  statementTimeoutMs: 10_000,
  lockTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
  /** How long nothing may pass on a connection while it is served: longer than any answer may take to be made. */
  idleMs: 150_000,
  headerBytes: 16_384,
  /** How often connections are looked at whose request does not come. */
  checkMs: 5_000,
  /** Characters of a trusted document. */
  documentCharacters: 20_000,
} as const;

export { accessLimits, tokens } from './access-limits.js';
export { bank, sheets } from './bank-limits.js';
export { bulk, bulkExports, bulkImports } from './bulk-limits.js';
export { budgets, queue } from './rate-limits.js';
export { readEnvironment, type Environment } from './environment.js';
export { contract, fieldUsage } from './client-limits.js';
export { events, streams } from './events-limits.js';
export { ledgerExports } from './ledger-limits.js';
export { accessLog, personalKeys, purposes, subjectRequests } from './privacy-limits.js';
export { shareRules } from './rule-limits.js';
export { webhooks } from './webhook-limits.js';

/** Parts of one pledge: ten years of months. */
export const pledges = { instalments: 120 } as const;

/** Donations that one run of a match rule matches, funds among which a rest is divided, roles in a committee. */
export const giving = {
  matchedAtOnce: 500,
  restTransfers: 50,
  committeeRoles: 20,
  committeeSeats: 99,
  /** Ten yuan for each one given. */
  matchRatePpm: 10_000_000,
} as const;

/** Entries that are recorded at once, each accepted or refused by itself. */
export const ledgerBatch = { items: 5_000 } as const;
/** Entries of an account whose numbers may not follow the days of posting, where the clocks of servers differ. */
export const ledgerStatements = { outOfOrder: 1_000 } as const;

/** Fewest payers behind a published sum: of fewer, one may find out what another pays. */
export const smallestCell = 5;
/** Of the work calendar: years that a notice can arrange, days that it names, working days of one period. */
export const workCalendar = { minYear: 1949, maxYear: 9998, noticeDays: 100, periodDays: 1_000 } as const;
/** Of meetings and public notices: heads, floor area in hundredths of a square metre, days, places. */
export const selfGovernance = { heads: 1e7, areaDm2: 2e9, noticeDays: 365, noticePlaces: 20 } as const;

/** What things cost in points; what the printed SDLs say of it with `@cost` is made of these. */
export const prices = {
  /** A row of an entity that declares no price of its own. */
  row: 1,
  /** A connection, whatever its rows. */
  connection: 1,
  /** A field that Node computes for a row. */
  computed: 1,
  /** Objects that are named by global ids, beside themselves. */
  named: 1,
  /** A count of rows, and a relation in a filter: both look at other rows. */
  count: 20,
  /** Numbers about a list, and each grouping in them. */
  aggregate: 50,
  simulatedStep: 20,
  explained: 20,
  /** A write, beside what its payload asks for. */
  write: 10,
  /** Any operation at least. */
  least: 1,
} as const;
/** What root fields cost that need no table and yet much work. */
export const rootPrices: Readonly<Record<string, number>> = { __schema: 5_000, __type: 50, _service: 1_000 };
/**
 * Answers about a schema that are kept: how many, of how many bytes together, for variables of how many characters; and how
 * many bytes of one are sent before others have their turn.
 */
export const introspections = {
  answers: 100,
  bytes: 10_000_000,
  variables: 200,
  sliceBytes: 65_536,
} as const;

/** How often and how long a write is tried again after a deadlock, a serialisation failure or a lost connection. */
export const retry = { attempts: 5, minDelayMs: 20, maxDelayMs: 500 } as const;

/** What the Charity Law, article 61, asks of foundations that raise money from the public, in hundredths. */
export const charity = { spentOfIncome: 70, administration: 10 } as const;

/** How a fund's money is spent. */
export const spending = {
  /** From this amount on two people approve an expense, where the fund does not say otherwise: 10,000 yuan. */
  secondApprovalFromFen: 1_000_000n,
  /** Lines and instalments of one project, and lines of one budget. */
  grantLines: 50,
  instalments: 20,
  budgetLines: 20,
  /** Entries of the negative list that one proposal declares not to apply. */
  negativeList: 100,
  /** Days for which a project for guaranteed public money is posted up at least, the first and the last among them. */
  noticeDays: 5,
} as const;

/** Connections to the database: writes have their own, so that rows which many wait for do not stop the readers. */
export const pool = { reads: 16, writes: 8, idleTimeoutMs: 30_000, connectionTimeoutMs: 5_000 } as const;

/** Copies of the database for reading: how often each is looked at, and how far behind one may be that is read from. */
export const replicas = { lookMs: 1_000, lagMs: 10_000 } as const;

/** Credentials. */
export const credentials = {
  /** How long a found key may be trusted before it is looked up again. */
  cacheMs: 5_000,
  cacheEntries: 10_000,
  /** How long a demo key is good for. */
  demoDays: 3_650,
} as const;

/** Evidence files. */
export const files = {
  /** Bytes of a file: 20 MB, as those systems count them that count a megabyte largest. */
  bytes: 20 * 1_048_576,
  /** Uploads that a process takes at once, of all and of one who pays; each has a file of its own until it is complete. */
  turns: { working: 32, workingOfPayer: 16, waiting: 0, waitMs: 0 },
  /** How long an upload may take: ten minutes are enough for 20 MB at 300 kbit/s. */
  uploadMs: 600_000,
  /** How long who was refused may go on sending before the connection is cut. */
  lingerMs: 2_000,
  /** Age at which an upload that was not finished counts as left behind by a process that was killed. */
  abandonedMs: 3_600_000,
  /** Entries of a ZIP that are looked at to tell what it is. */
  zipEntries: 5_000,
  /** How long a storage outside may take for a file, and how often it is asked again after a failure of its own. */
  storageMs: 60_000,
  storageRetries: 3,
  /** How long the program that checks seals may take for a file, how much it may say, and how many a look takes. */
  checkMs: 30_000,
  checkAnswerBytes: 10_000,
  checksAtOnce: 20,
} as const;

/** How often a process looks whether others changed what it keeps in memory: the division tree, the work calendar. */
export const memoryRefreshMs = 5_000;

/** Compiled statements that a process keeps. */
export const statements = {
  /** Apps that have statements, and characters of SQL that each may keep. */
  apps: 100,
  shareCharacters: 2_000_000,
  /** Texts that a process remembers having run once: from the second time on they are prepared. */
  seen: 5_000,
  /** Prepared statements of one connection before it is replaced. */
  perConnection: 400,
} as const;

/** Documents for people: rows of one list, rows asked for at once, how long one may take, how many are made at once. */
export const documents = {
  rows: 50_000,
  pageSize: 100,
  timeoutMs: 120_000,
  turns: { working: 4, workingOfPayer: 2, waiting: 32, waitMs: 30_000 },
} as const;

/**
 * Parsed and validated documents of the graph that a process keeps, for each audience and each way in: how many, how many
 * bytes they may weigh together, and how many each token of one weighs with what is made of it.
 */
export const keptDocuments = { entries: 1_000, bytes: 32_000_000, tokenBytes: 500 } as const;

/** How long a stopping server waits for requests that are under way. */
export const stopMs = 10_000;

/** Revenue sharing. */
export const sharing = {
  /** Periods of an agreement that one write closes. */
  periodsPerClose: 60,
  /** Days after the due day of a report, negative before it, on which its payer is reminded; and after which it is estimated. */
  reminderDays: [-7, 0, 7, 30],
  silentDays: 30,
  /** Stretches of days with the same amount open in one late charge; what follows is another charge. */
  lateChargeSteps: 30,
} as const;

/** How often a server looks for work that is due by itself, how much of it it finds at once, and how many pieces it does side by side. */
export const jobs = { everyMs: 60_000, batch: 500, atOnce: 4 } as const;

/** Rows the audit sealer chains in one transaction. */
export const sealBatch = 1_000;

/** How often a server seals what was written since. */
export const sealEveryMs = 60_000;

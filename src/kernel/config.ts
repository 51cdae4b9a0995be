// Every limit, size, depth, retry and timeout of the platform, each with its number.
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { isOrigin, protocolOf, type S3Place } from './addresses.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

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
  headerBytes: 16_384,
} as const;

export { bank, sheets } from './bank-limits.js';
export { ledgerExports } from './ledger-limits.js';
export { shareRules } from './rule-limits.js';

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

/** What counting costs beside rows. */
export const prices = { count: 20, aggregate: 50, simulatedStep: 20 } as const;

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
  /** Uploads that a process takes at once; each has a file of its own until it is complete. */
  uploads: 32,
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
export const documents = { rows: 50_000, pageSize: 100, timeoutMs: 120_000, atOnce: 4 } as const;

/** Parsed and validated documents of the graph that a process keeps. */
export const documentCacheEntries = 1_000;

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

/** What the environment says. Read once, at start. */
export interface Environment {
  readonly port: number;
  readonly dataDir: string;
  /** Outside PostgreSQL, with the application's login; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** The same database with the login that owns the tables; null means that the application's login does. */
  readonly databaseAdminUrl: string | null;
  /** Secret under which API keys are hashed; null means one made at first start in the data directory. */
  readonly keyPepper: string | null;
  /** Whether keys for trying out are made at start; a platform in earnest switches them off. */
  readonly demoKeys: boolean;
  readonly logLevel: string;
  /** Where evidence files are kept outside; null means below the data directory. */
  readonly filesS3: S3Place | null;
  /** Program that checks the electronic seals on evidence files; null means that nobody does. */
  readonly signatureCheck: { readonly url: string; readonly token: string | null } | null;
  /** How PostgreSQL plans prepared statements; a distributed database needs to see the values and so wants `auto`. */
  readonly planCacheMode: string;
}

/**
 * Reads the environment.
 * @throws Error with the variable's name and what it must be.
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const port = env['PORT'] ?? '4000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`PORT must be a number from 0 to 65535, not "${port}".`);
  const databaseUrl = env['DATABASE_URL'] || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new Error('DATABASE_URL must start with postgres:// or postgresql://.');
  const databaseAdminUrl = env['DATABASE_ADMIN_URL'] || null;
  if (databaseAdminUrl !== null && !/^postgres(ql)?:\/\//.test(databaseAdminUrl))
    throw new Error('DATABASE_ADMIN_URL must start with postgres:// or postgresql://.');
  if (databaseAdminUrl !== null && databaseUrl === null)
    throw new Error('DATABASE_ADMIN_URL must come with DATABASE_URL.');
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!['trace', 'debug', 'info', 'warn', 'error', 'silent'].includes(logLevel))
    throw new Error(`LOG_LEVEL must be trace, debug, info, warn, error or silent, not "${logLevel}".`);
  const demoKeys = env['GONGZHI_DEMO_KEYS'] ?? 'on';
  if (!['on', 'off'].includes(demoKeys))
    throw new Error(`GONGZHI_DEMO_KEYS must be on or off, not "${demoKeys}".`);
  const planCacheMode = env['GONGZHI_PLAN_CACHE_MODE'] ?? 'force_generic_plan';
  if (!['force_generic_plan', 'auto'].includes(planCacheMode))
    throw new Error(`GONGZHI_PLAN_CACHE_MODE must be force_generic_plan or auto, not "${planCacheMode}".`);
  return {
    port: Number(port),
    dataDir: resolve(root, env['GONGZHI_DATA_DIR'] ?? '.data'),
    databaseUrl,
    databaseAdminUrl,
    keyPepper: env['GONGZHI_KEY_PEPPER'] || null,
    demoKeys: demoKeys === 'on',
    logLevel,
    filesS3: readS3(env),
    signatureCheck: readSignatureCheck(env),
    planCacheMode,
  };
}

/** What a bucket needs beside its endpoint. */
const bucketVariables = ['FILES_S3_REGION', 'FILES_S3_BUCKET', 'FILES_S3_KEY_ID', 'FILES_S3_SECRET'] as const;

function readS3(env: NodeJS.ProcessEnv): S3Place | null {
  const endpoint = env['FILES_S3_ENDPOINT'] || null;
  const given = bucketVariables.filter((name) => env[name]);
  if (endpoint === null) {
    if (given.length > 0) throw new Error(`${given[0]} must come with FILES_S3_ENDPOINT.`);
    return null;
  }
  if (!isOrigin(endpoint))
    throw new Error(
      `FILES_S3_ENDPOINT must be the address of the storage without a path, as in https://s3.example.cn, not "${endpoint}".`,
    );
  const missing = bucketVariables.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`FILES_S3_ENDPOINT must come with ${missing.join(', ')}.`);
  const bucket = env['FILES_S3_BUCKET']!;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new Error(`FILES_S3_BUCKET must be the name of a bucket, not "${bucket}".`);
  const addressing = env['FILES_S3_ADDRESSING'] ?? 'path';
  if (addressing !== 'path' && addressing !== 'host')
    throw new Error(`FILES_S3_ADDRESSING must be path or host, not "${addressing}".`);
  return {
    endpoint,
    region: env['FILES_S3_REGION']!,
    bucket,
    addressing,
    accessKeyId: env['FILES_S3_KEY_ID']!,
    secretAccessKey: env['FILES_S3_SECRET']!,
  };
}

function readSignatureCheck(env: NodeJS.ProcessEnv): Environment['signatureCheck'] {
  const url = env['FILES_SIGNATURE_CHECK_URL'] || null;
  const token = env['FILES_SIGNATURE_CHECK_TOKEN'] || null;
  if (url === null) {
    if (token !== null)
      throw new Error('FILES_SIGNATURE_CHECK_TOKEN must come with FILES_SIGNATURE_CHECK_URL.');
    return null;
  }
  if (!/^https?:$/.test(protocolOf(url)))
    throw new Error(`FILES_SIGNATURE_CHECK_URL must be an address of http or https, not "${url}".`);
  return { url, token };
}

// What the environment says: every variable that the platform reads, what it must be, and what it means.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnv, makeValidator } from 'envalid';
import ipaddr from 'ipaddr.js';
import { suggestionList } from 'graphql/jsutils/suggestionList.js';
import { isOrigin, protocolOf, type S3Place } from './addresses.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A value of one form; its message says what the variable must be. */
const formed = (must: string, fits: (value: string) => boolean) =>
  makeValidator<string>((value) => {
    if (fits(value)) return value;
    throw new Error(must);
  });

const listOf = new Intl.ListFormat('en', { type: 'disjunction' });

/** One of some words. */
const oneOf = <Word extends string>(words: readonly Word[], fallback: Word) => {
  const word = formed(`be ${listOf.format(words)}`, (value) => (words as readonly string[]).includes(value));
  return word<Word>({ default: fallback });
};

const free = formed('be a text', () => true);
const port = formed(
  'be a number from 0 to 65535',
  (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
);
const seconds = formed(
  'be a number of seconds from 0 to 60',
  (value) => /^\d{1,2}$/.test(value) && Number(value) <= 60,
);
const isDatabase = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);
const database = formed('start with postgres:// or postgresql://', isDatabase);
const databases = formed(
  'be addresses that start with postgres:// or postgresql://, with commas between',
  (urls) => urls.split(',').every((url) => isDatabase(url.trim())),
);
const webAddress = formed('be an address of http or https', (value) => /^https?:$/.test(protocolOf(value)));
const networks = formed('be networks such as 10.20.0.0/16, with commas between', (text) =>
  text.split(',').every((network) => ipaddr.isValidCIDR(network.trim())),
);
/** Whether the text is a set of private keys with which tokens can be signed. */
function isKeySet(text: string): boolean {
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: readonly Readonly<Record<string, unknown>>[] };
    return (
      Array.isArray(keys) &&
      keys.length > 0 &&
      keys.every(
        (key) =>
          key['crv'] === 'P-256' && ['kid', 'x', 'y', 'd'].every((name) => typeof key[name] === 'string'),
      )
    );
  } catch {
    return false;
  }
}

const unset = { default: undefined } as const;

/** Every variable, in the order in which the README explains them. */
const variables = {
  PORT: port({ default: '4000' }),
  GONGZHI_DATA_DIR: free({ default: '.data' }),
  DATABASE_URL: database(unset),
  DATABASE_ADMIN_URL: database(unset),
  DATABASE_REPLICA_URLS: databases(unset),
  GONGZHI_DRAIN_SECONDS: seconds({ default: '0' }),
  GONGZHI_KEY_PEPPER: free(unset),
  GONGZHI_PUBLIC_URL: formed(
    'be the address at which callers reach the platform, as in https://api.example.cn or https://example.cn/gongzhi, without a slash at its end',
    (value) => /^https?:\/\/[^/?#]+(?:\/[^?#]*[^/?#])?$/.test(value),
  )(unset),
  GONGZHI_TOKEN_KEYS: formed(
    'be a JSON Web Key Set of private ES256 keys, each with its kid, of which the first signs',
    isKeySet,
  )(unset),
  GONGZHI_OIDC_ISSUER: webAddress(unset),
  GONGZHI_OIDC_AUDIENCE: free(unset),
  GONGZHI_OIDC_TENANT: formed(
    'be the number of the office whose posts count, or the name of the claim that has it',
    (value) => /^(?:[1-9]\d{0,8}|[A-Za-z_][\w.:/-]*)$/.test(value),
  )(unset),
  GONGZHI_OIDC_SUBJECT_CLAIM: free({ default: 'sub' }),
  GONGZHI_TRUSTED_PROXIES: formed('be a number from 0 to 9', (value) => /^\d$/.test(value))({
    default: '0',
  }),
  GONGZHI_PERSONAL_KEYS: formed(
    'be keys of 64 hexadecimal digits in lower case, the newest last, with commas between',
    (keys) => keys.split(',').every((key) => /^[0-9a-f]{64}$/.test(key.trim())),
  )(unset),
  GONGZHI_PERSONAL_CIPHER: oneOf(['aes', 'sm4'], 'aes'),
  GONGZHI_DEMO_KEYS: oneOf(['on', 'off'], 'on'),
  GONGZHI_PLAN_CACHE_MODE: oneOf(['force_generic_plan', 'auto'], 'force_generic_plan'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress(unset),
  FILES_S3_ENDPOINT: formed(
    'be the address of the storage without a path, as in https://s3.example.cn',
    isOrigin,
  )(unset),
  FILES_S3_REGION: free(unset),
  FILES_S3_BUCKET: formed('be the name of a bucket', (name) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name),
  )(unset),
  FILES_S3_KEY_ID: free(unset),
  FILES_S3_SECRET: free(unset),
  FILES_S3_ADDRESSING: oneOf(['path', 'host'], 'path'),
  FILES_SIGNATURE_CHECK_URL: webAddress(unset),
  FILES_SIGNATURE_CHECK_TOKEN: free(unset),
  GONGZHI_WEBHOOK_NETWORKS: networks(unset),
};

type Name = keyof typeof variables;

/** The names of all variables. */
export const environmentNames = Object.keys(variables) as readonly Name[];

/** Variables that are the platform's own by their beginning: one that it does not know is a slip of the pen. */
const own = /^(?:GONGZHI_(?!TEST_)|FILES_S3_|FILES_SIGNATURE_)/;

/** Secrets, and addresses of databases, which hold one: what stands in them is not repeated. */
const secret = /^DATABASE_|_(?:PEPPER|SECRET|TOKEN|KEY_ID|(?<!_DEMO_)KEYS)$/;

/** Variables that make no sense alone: with the first come all others, and none of them without it. */
const together: readonly (readonly [Name, ...Name[]])[] = [
  ['FILES_S3_ENDPOINT', 'FILES_S3_REGION', 'FILES_S3_BUCKET', 'FILES_S3_KEY_ID', 'FILES_S3_SECRET'],
  ['GONGZHI_OIDC_ISSUER', 'GONGZHI_OIDC_AUDIENCE', 'GONGZHI_OIDC_TENANT'],
];

/** Variables that need another one. */
const needing: readonly (readonly [Name, Name])[] = [
  ['DATABASE_ADMIN_URL', 'DATABASE_URL'],
  ['DATABASE_REPLICA_URLS', 'DATABASE_URL'],
  ['FILES_SIGNATURE_CHECK_TOKEN', 'FILES_SIGNATURE_CHECK_URL'],
];

/** What the environment says. Read once, at start. */
export interface Environment {
  readonly port: number;
  readonly dataDir: string;
  /** Outside PostgreSQL, with the application's login; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** The same database with the login that owns the tables; null means that the application's login does. */
  readonly databaseAdminUrl: string | null;
  /** Read-only copies of the same database, for reading. */
  readonly databaseReplicaUrls: readonly string[];
  /** How long a server that is told to stop goes on taking requests, until load balancers have seen it. */
  readonly drainMs: number;
  /** Secret under which API keys are hashed; null means one made at first start in the data directory. */
  readonly keyPepper: string | null;
  /** Address at which callers reach the platform, which is also its name as issuer of tokens; null means localhost. */
  readonly publicUrl: string | null;
  /** Private keys under which access tokens are signed, as a JWK Set; null means those kept in the data directory. */
  readonly tokenKeys: string | null;
  /** Outside issuer with which people sign in; null means that they do not. */
  readonly oidc: {
    readonly issuer: string;
    readonly audience: string;
    /** The office whose posts count, or the claim that names it. */
    readonly tenant: number | string;
    readonly subjectClaim: string;
  } | null;
  /** Proxies in front of the server, each of which tells in X-Forwarded-For who called it. */
  readonly trustedProxies: number;
  /** Keys of personal data, the newest last, with commas between; null means those of the data directory. */
  readonly personalKeys: string | null;
  /** By what the newest key seals. */
  readonly personalCipher: 'aes' | 'sm4';
  /** Whether keys for trying out are made at start; a platform in earnest switches them off. */
  readonly demoKeys: boolean;
  readonly logLevel: string;
  /** Where spans are sent; null means nowhere. */
  readonly traceEndpoint: string | null;
  /** Where evidence files are kept outside; null means below the data directory. */
  readonly filesS3: S3Place | null;
  /** Program that checks the electronic seals on evidence files; null means that nobody does. */
  readonly signatureCheck: { readonly url: string; readonly token: string | null } | null;
  /** Networks that webhooks go to although the public does not reach them, also without encryption. */
  readonly webhookNetworks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
  /** How PostgreSQL plans prepared statements; a distributed database needs to see the values and so wants `auto`. */
  readonly planCacheMode: string;
}

/**
 * Reads the environment. An empty variable counts as one that is not set.
 *
 * Takes the variables; returns what they say.
 * @throws Error with everything that is wrong: each variable's name, what it must be, and what it is unless that is secret
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const faults = [...strangers(given), ...lonely(given)];
  const said = cleanEnv(given, variables, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) {
        // Any address may hold a password.
        const shown = given[name]!.replaceAll(/:\/\/[^/\s]*@/g, '://[hidden]@');
        faults.push(`${name} must ${error.message}${secret.test(name) ? '' : `, not "${shown}"`}.`);
      }
    },
  });
  if (faults.length > 0)
    throw new Error(
      faults.length === 1 ? faults[0] : `The environment has ${faults.length} faults:\n${faults.join('\n')}`,
    );
  return {
    port: Number(said.PORT),
    dataDir: resolve(root, said.GONGZHI_DATA_DIR),
    databaseUrl: said.DATABASE_URL ?? null,
    databaseAdminUrl: said.DATABASE_ADMIN_URL ?? null,
    databaseReplicaUrls: said.DATABASE_REPLICA_URLS?.split(',').map((url) => url.trim()) ?? [],
    drainMs: Number(said.GONGZHI_DRAIN_SECONDS) * 1000,
    keyPepper: said.GONGZHI_KEY_PEPPER ?? null,
    publicUrl: said.GONGZHI_PUBLIC_URL ?? null,
    tokenKeys: said.GONGZHI_TOKEN_KEYS ?? null,
    oidc:
      said.GONGZHI_OIDC_ISSUER === undefined
        ? null
        : {
            issuer: said.GONGZHI_OIDC_ISSUER,
            audience: said.GONGZHI_OIDC_AUDIENCE!,
            tenant: /^\d+$/.test(said.GONGZHI_OIDC_TENANT!)
              ? Number(said.GONGZHI_OIDC_TENANT)
              : said.GONGZHI_OIDC_TENANT!,
            subjectClaim: said.GONGZHI_OIDC_SUBJECT_CLAIM,
          },
    trustedProxies: Number(said.GONGZHI_TRUSTED_PROXIES),
    personalKeys: said.GONGZHI_PERSONAL_KEYS ?? null,
    personalCipher: said.GONGZHI_PERSONAL_CIPHER,
    demoKeys: said.GONGZHI_DEMO_KEYS === 'on',
    logLevel: said.LOG_LEVEL,
    traceEndpoint: said.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    filesS3:
      said.FILES_S3_ENDPOINT === undefined
        ? null
        : {
            endpoint: said.FILES_S3_ENDPOINT,
            region: said.FILES_S3_REGION!,
            bucket: said.FILES_S3_BUCKET!,
            addressing: said.FILES_S3_ADDRESSING,
            accessKeyId: said.FILES_S3_KEY_ID!,
            secretAccessKey: said.FILES_S3_SECRET!,
          },
    signatureCheck:
      said.FILES_SIGNATURE_CHECK_URL === undefined
        ? null
        : { url: said.FILES_SIGNATURE_CHECK_URL, token: said.FILES_SIGNATURE_CHECK_TOKEN ?? null },
    webhookNetworks:
      said.GONGZHI_WEBHOOK_NETWORKS?.split(',').map((network) => ipaddr.parseCIDR(network.trim())) ?? [],
    planCacheMode: said.GONGZHI_PLAN_CACHE_MODE,
  };
}

type Given = Readonly<Record<string, string | undefined>>;

/** Variables that look like the platform's and are none. */
function strangers(given: Given): readonly string[] {
  return Object.keys(given)
    .filter((name) => own.test(name) && !(name in variables))
    .map((name) => {
      const [meant] = suggestionList(name, environmentNames);
      return `${name} is no variable of the platform${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    });
}

/** Variables that came without those that belong to them. */
function lonely(given: Given): readonly string[] {
  const faults: string[] = [];
  for (const [first, ...others] of together) {
    const missing = others.filter((name) => given[name] === undefined);
    if (given[first] === undefined) {
      const alone = others.find((name) => given[name] !== undefined);
      if (alone !== undefined) faults.push(`${alone} must come with ${first}.`);
    } else if (missing.length > 0) faults.push(`${first} must come with ${missing.join(', ')}.`);
  }
  for (const [name, needed] of needing)
    if (given[name] !== undefined && given[needed] === undefined)
      faults.push(`${name} must come with ${needed}.`);
  return faults;
}

// The log: JSON lines for machines, each with its request's id and without secrets.
import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';
import { traceId } from '../kernel/trace.js';

const requests = new AsyncLocalStorage<string>();

/** Fields that carry credentials wherever they stand in a logged object, two levels deep. */
const secretFields = [
  'authorization',
  'cookie',
  'set-cookie',
  'key',
  'apiKey',
  'secret',
  'token',
  'password',
  'pepper',
  'databaseUrl',
  'databaseAdminUrl',
  'connectionString',
];

/** What a secret looks like inside a sentence, a stack or an address; the last line of defence. */
const secretTexts: readonly (readonly [RegExp, string])[] = [
  [/\b(gz_(?:live|test)_[0-9a-v]{10})_[0-9A-Za-z]+/g, '$1_[hidden]'],
  [/\bwhsec_[\w+/=]+/g, 'whsec_[hidden]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[hidden]'],
  [/\b(bearer\s+)(?!gz_)[^\s"\\]+/gi, '$1[hidden]'],
  [/(\w+:\/\/[^\s:/@"\\]*):[^\s@"\\]+@/g, '$1:[hidden]@'],
];

let output: NodeJS.WritableStream = process.stdout;

/** Takes a line; returns it with every secret that can be told by its form replaced. */
function withoutSecrets(line: string): string {
  return secretTexts.reduce((text, [form, shown]) => text.replace(form, shown), line);
}

/**
 * An error as the log shows it. What else drivers hang on errors stays out: PostgreSQL's `detail` and `where`
 * quote rows, which may be about persons.
 */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : typeof error;
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    stack,
    ...(cause === undefined ? {} : { cause: describe(cause) }),
  };
}

/** How every line looks. */
const form = {
  level: 'silent',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  messageKey: 'message',
  formatters: { level: (level: string) => ({ level }) },
} as const;

const destination = { write: (line: string) => output.write(withoutSecrets(line)) };

/** Silent until the program opens it, so that code under test stays quiet. */
export const log: Logger = pino(
  {
    ...form,
    errorKey: 'error',
    serializers: { error: describe, err: describe },
    mixin: () => {
      const requestId = requests.getStore();
      const trace = traceId();
      return {
        ...(requestId === undefined ? {} : { requestId }),
        ...(trace === undefined ? {} : { traceId: trace }),
      };
    },
    redact: {
      paths: secretFields.flatMap((name) =>
        ['', '*.', '*.*.'].map((at) => `${at}["${name}"]`.replace('.[', '[')),
      ),
      censor: '[hidden]',
    },
  },
  destination,
);

/** The lines about requests: their fields are known, and none of them carries a secret, so that none is looked for. */
const requestLog = pino(form, destination);

/** What is told of a request when it is done. */
export interface RequestFacts {
  readonly method: string | undefined;
  readonly path: string;
  readonly status: number;
  readonly finished: boolean;
  readonly durationMs: number;
  readonly requestId: string | undefined;
  readonly app: string | null | undefined;
  readonly subject: string | undefined;
}

/** Logs a request. */
export function logRequest(facts: RequestFacts): void {
  requestLog.info(facts, 'request');
}

/**
 * Opens the log.
 * @param level from the environment
 * @param to where the lines go; a program whose answer is on stdout logs to stderr
 */
export function openLog(level: string, to: NodeJS.WritableStream = process.stdout): void {
  output = to;
  log.level = level;
  requestLog.level = level;
}

/** Runs the work of a request; every line that it logs, however deep, carries the request's id. */
export function inRequest<T>(requestId: string, work: () => T): T {
  return requests.run(requestId, work);
}

// Errors as the caller gets them: registered codes, a sentence in the caller's language, nothing of the inside.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Language } from './caller.js';
import { limits } from './config.js';
import { allRules, codes, messageOf, Refusal, type ErrorCode, type Fault } from './errors.js';

/**
 * SQLSTATE classes and system codes that mean that the database is away, or has ended the connection, also because this
 * process left it waiting in a transaction or at all; not that the statement is wrong.
 */
const away =
  /^(08...|57P0[1-35]|25P0[34]|53300|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOENT|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EADDRNOTAVAIL|EHOSTUNREACH|ENETUNREACH|ERR_STREAM_DESTROYED)$/;

/** SQLSTATE of what may succeed the next time: serialisation failure and deadlock. */
export const transient: ReadonlySet<string> = new Set(['40001', '40P01']);

/** Whether the connection to the database was lost or could not be made. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    away.test(code ?? '') ||
    /Connection terminated|Client has encountered a connection error|Client was closed and is not queryable/.test(
      message ?? '',
    )
  );
}

/** Whether no connection of the pool came free in time. */
function isOverload(error: unknown): boolean {
  return ((error as { message?: string }).message ?? '').includes('timeout exceeded when trying to connect');
}

/** The faults of anything that was thrown; null for a bug, which nobody is told about. */
function faultsOf(error: unknown): readonly Fault[] | null {
  if (error instanceof Refusal) return error.faults;
  const bare = (code: ErrorCode): readonly Fault[] => [{ code, rule: null, path: [], params: {} }];
  const { code } = error as { code?: string };
  // Statement and lock timeouts.
  if (code === '57014' || code === '55P03') return bare('TIMEOUT');
  // What may succeed the next time was tried as often as there was time: whoever sent it may do so again.
  const isPassing = isConnectionLoss(error) || isOverload(error) || transient.has(code ?? '');
  return isPassing ? bare('UNAVAILABLE') : null;
}

/** One fault in the form of the answer's `errors`. */
export function formatFault(
  fault: Fault,
  language: Language,
  path?: readonly (string | number)[],
): GraphQLFormattedError {
  const params = Object.keys(fault.params).length > 0 ? { params: fault.params } : {};
  return {
    message: messageOf(fault, language),
    ...(path && path.length > 0 ? { path } : {}),
    extensions: { code: fault.code, ...(fault.rule === null ? {} : { rule: fault.rule }), ...params },
  };
}

/** The fault that an error of an answer tells; where it led in that answer is nobody's business. */
export function faultOf({ extensions }: GraphQLFormattedError): Fault {
  const { code, rule, params } = extensions as Partial<Omit<Fault, 'path'>>;
  return { code: code ?? 'INTERNAL', rule: rule ?? null, path: [], params: params ?? {} };
}

/**
 * Formats what an execution threw.
 * @param report gets what is masked, to be logged with the request
 */
export function formatErrors(
  thrown: readonly unknown[],
  language: Language,
  requestId: string,
  report: (error: unknown) => void,
): readonly GraphQLFormattedError[] {
  return thrown.flatMap((one): readonly GraphQLFormattedError[] => {
    const wrapped = one instanceof GraphQLError ? one : null;
    const original = wrapped ? (wrapped.originalError ?? wrapped) : one;
    const faults = faultsOf(original);
    if (faults) return faults.map((fault) => formatFault(fault, language, wrapped?.path ?? fault.path));
    if (wrapped && !wrapped.originalError) return [formatDocumentError(wrapped, language)];
    report(original);
    const text = language === 'en' ? codes.INTERNAL.en : codes.INTERNAL.zh;
    return [
      {
        message: text,
        ...(wrapped?.path ? { path: wrapped.path } : {}),
        extensions: { code: 'INTERNAL', requestId },
      },
    ];
  });
}

/** What graphql-js and Apollo tell of an error, in whatever class. */
interface DocumentError {
  readonly message: string;
  readonly locations?: GraphQLFormattedError['locations'] | undefined;
  readonly path?: GraphQLFormattedError['path'] | undefined;
  readonly extensions?: GraphQLFormattedError['extensions'] | undefined;
}

/**
 * Formats an error of the document or its variables, in which graphql-js itself or a limit speaks: its sentence names
 * only what was sent.
 */
export function formatDocumentError(
  { message, locations, path, extensions }: DocumentError,
  language: Language,
): GraphQLFormattedError {
  // graphql-js has no code for it.
  const tooMany = message.includes('tokens. Parsing aborted');
  const name = tooMany ? 'limit-tokens' : extensions?.['rule'];
  const rule = typeof name === 'string' ? allRules().get(name) : undefined;
  if (rule) {
    const params = tooMany ? { limit: limits.tokens } : (extensions?.['params'] as Fault['params']);
    return formatFault({ code: rule.code, rule: name as string, path: [], params }, language);
  }
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code: 'BAD_REQUEST' },
  };
}

const statuses: Partial<Record<string, number>> = {
  BAD_REQUEST: 400,
  LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** HTTP status of an answer whose `data` is missing because of these errors; with data it is 200. */
export function statusOf(errors: readonly GraphQLFormattedError[]): number {
  return Math.max(200, ...errors.map((error) => statuses[String(error.extensions?.['code'])] ?? 200));
}
